"""The sentences that facts are taken from, each with its names by token, what its pronouns may mean, and its dates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from justicekb.extract.facts.datewords import Dating, dating
from justicekb.extract.facts.phrases import Context, Named, Names, contexts
from justicekb.extract.nlp import Found, Parsed, Sentence
from justicekb.model import Block, DateMention, LawMention, Mention, Quote, entity_id
from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.entries import Country


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence with dates and what is known of it; `names` holds those of the sentences before it in its block."""

    sentence: Sentence
    names: Names
    context: Context
    dates: tuple[Dating, ...]
    laws: tuple[LawMention, ...]
    quotes: tuple[Quote, ...]  # the direct ones with a speaker that reach into it
    label: bool  # a title, a heading or another line without a verb
    date_tokens: frozenset[int]


def told_sentences(parsed: Parsed, vocabulary: Vocabulary, found: Found) -> list[Told]:
    """The sentences of prose, and of boilerplate that says something, that have a date, in text order."""
    prose = [s for s in parsed.sentences if s.prose or s.note]
    names = [_names_in(sentence, found) for sentence in prose]
    settings = contexts(prose, names, _country(parsed, vocabulary, found))
    told = zip(prose, _with_names_before(prose, names), settings, strict=True)
    return [_told(*each, found) for each in told if found.within(DateMention, each[0].span)]


def _told(sentence: Sentence, names: Names, context: Context, found: Found) -> Told:
    quotes = (q for q in found.all(Quote) if q.speaker and q.direct and q.span.overlaps(sentence.span))
    dates = tuple(_datings(sentence, found))
    return Told(
        sentence,
        names,
        context,
        dates=dates,
        laws=tuple(found.within(LawMention, sentence.span)),
        quotes=tuple(quotes),
        label=_is_label(sentence),
        date_tokens=frozenset(token.i for date in dates for token in date.tokens),
    )


def _names_in(sentence: Sentence, found: Found) -> dict[int, Mention | LawMention]:
    """The name that each token of the sentence belongs to, by token index; laws go before other names."""
    named: dict[int, Mention | LawMention] = {}
    records: list[Mention | LawMention] = [*found.within(Mention, sentence.span)]
    for record in records + found.within(LawMention, sentence.span):
        tokens = sentence.tokens_of(record.span)
        for token in tokens if tokens is not None else ():
            named[token.i] = record
    return named


def _with_names_before(sentences: Iterable[Sentence], all_names: Iterable[Names]) -> Iterator[Names]:
    """The names of each sentence with those of the sentence before it in its block, for its pronouns."""
    block: Block | None = None
    before: dict[int, Mention | LawMention] = {}
    for sentence, names in zip(sentences, all_names, strict=True):
        before = {**before, **names} if sentence.block is block else dict(names)
        block = sentence.block
        yield before


def _country_ids(vocabulary: Vocabulary) -> frozenset[str]:
    return frozenset(entity_id("place", country.name) for country in vocabulary.entries(Country))


def _country(parsed: Parsed, vocabulary: Vocabulary, found: Found) -> Named | None:
    """The country that a document speaks of: the one in its title, else the one that most of its country names are."""
    known, title = vocabulary.once(_country_ids), parsed.document.title or ""
    mentions = [m for m in found.all(Mention) if m.entity in known]
    titled = next((m for m in mentions if m.text in title), None)
    if titled is not None:
        return Named(titled.name, titled.entity)
    counted = Counter((m.name, m.entity) for m in mentions).most_common(1)
    return Named(*counted[0][0]) if counted and counted[0][1] * 2 > len(mentions) else None


def _datings(sentence: Sentence, found: Found) -> Iterator[Dating]:
    mentions = found.within(DateMention, sentence.span)
    laws = [name.span for name in found.within(Mention, sentence.span) if name.type == "law"]
    for mention in mentions:
        if any(other is not mention and other.span.contains(mention.span) for other in mentions):
            continue
        if any(law.contains(mention.span) for law in laws):  # the year of a name: "the Prison Act 1952"
            continue
        tokens = sentence.tokens_of(mention.span)
        if tokens is not None and len(tokens):
            yield dating(mention, tokens)


def _is_label(sentence: Sentence) -> bool:
    """Whether it is a title, a heading or another line without a verb."""
    titled = sentence.block.kind in ("title", "heading")
    return titled or not any(token.pos_ in ("VERB", "AUX") for token in sentence.tokens)
