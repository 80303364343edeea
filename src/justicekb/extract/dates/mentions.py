"""Date mentions: every expression of the prose with its EDTF value, anchored to publication, period or the date before.

The words are recognised by `vocabulary.datetext`; what the parse adds is the tense, which tells the May to come in
"the trial will begin in May" from the May that was.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from spacy.tokens import Token

from justicekb.edtf import Edtf
from justicekb.extract.nlp import Found, Parsed, Sentence
from justicekb.extract.sources import SourceYears
from justicekb.model import DateMention, Mention
from justicekb.spans import Span
from justicekb.vocabulary import Vocabulary, datetext
from justicekb.vocabulary.entries import DateWord


class Tenses(NamedTuple):
    """Lemmas that look ahead: by their meaning ("plan"), by what follows ("order ... to"), in the present ("open").

    The deciding ones are awaiting ones too.
    """

    awaiting: frozenset[str]
    deciding: frozenset[str]
    scheduled: frozenset[str]


def find_dates(parsed: Parsed, vocabulary: Vocabulary, found: Found) -> Iterator[DateMention]:
    """The dates of all prose and notes in text order; lengths of time ("three years") and "daily" are none.

    A range is one mention, and the words that open it belong to it ("since 2005"). The years of works cited and of
    laws' own names are none: nothing happened then. `rule` is "date:" and the id of the rule in dates.toml:
    "date:after" and "date:before" bound a date and do not give it.
    """
    document = parsed.document
    anchor = datetext.Anchor(
        published=document.published or _stated(parsed, vocabulary),
        period=document.period,
        month_first=datetext.writes_month_first(document.text),
    )
    sources = SourceYears(parsed, vocabulary, found)
    prose = (sentence for sentence in parsed.sentences if sentence.prose or sentence.note)
    for block, _ in groupby(prose, key=lambda sentence: sentence.block):
        for date in in_apposition(read_dates(parsed, block.span, anchor, vocabulary), block.span.of(document.text)):
            if date.kind != "date" or date.edtf is None:
                continue
            span = Span(date.start, date.end).shift(block.span.start)
            if date.rule == "month" and _in_a_name(parsed, span, found):
                continue
            if sources.name(span):
                continue
            if leads_on(parsed, span) and not _of_birth(document.text, span):  # nobody counts from a birthday
                anchor = replace(anchor, previous=date.edtf)
            yield DateMention(
                document=document.id,
                span=span,
                evidence=_evidence(parsed, span),
                rule=f"date:{date.rule}",
                text=span.of(document.text),
                edtf=date.edtf,
                anchor=date.anchor,
            )


def _stated(parsed: Parsed, vocabulary: Vocabulary) -> Edtf | None:
    """The day that a document without a publication date states as its own, to count relative dates from.

    It labels one of the first lines ("5 June 2026: Jury convicts four") or stands in the title ("Minutes of the
    meeting held on 13 December 2011").
    """
    document, nothing = parsed.document, datetext.Anchor()
    for title in filter(None, [document.title]):
        days = [d.edtf for d in datetext.find_dates(title, nothing, vocabulary) if d.edtf and len(d.edtf.text) == _DAY]
        if len(days) == 1:
            return days[0]
    for sentence in parsed.sentences[:_FIRST]:
        label = next(datetext.find_dates(sentence.text, nothing, vocabulary), None)
        if label is None or label.start > 0 or label.edtf is None or len(label.edtf.text) != _DAY:
            continue
        if sentence.text[label.end : label.end + 1] == ":":
            return label.edtf
    return None


_DAY = len("2026-06-05")
_FIRST = 40  # sentences, the menu of a page before its text among them
_BORN = re.compile(r"\b(?:born|dob|d\.o\.b\.?|date of birth)\b[\s:]*(?:on |in )?$", re.IGNORECASE)


def _of_birth(text: str, span: Span) -> bool:
    """Whether words before a date tell that somebody was born then."""
    return _BORN.search(text[max(span.start - 20, 0) : span.start]) is not None


def _in_a_name(parsed: Parsed, span: Span, found: Found) -> bool:
    """Whether a month is a name: "April Jones", as found, by the name behind it ("April TV") or a noun before it."""
    sentence = parsed.sentence_at(span.start)
    tokens = sentence.tokens_of(span) if sentence else None
    if sentence is None or tokens is None:
        return False
    people = (mention for mention in found.within(Mention, sentence.span) if mention.type == "person")
    if any(person.span.contains(span) for person in people):
        return True
    block, before, after = tokens.doc, tokens.start - 1, tokens.end
    if before >= 0 and block[before].tag_ == "NN" and block[before].ent_type_ != "DATE":  # "the channel April"
        return True
    named = after < len(block) and (
        (block[after].tag_ == "NNP" and block[after].is_title) or (block[after].is_upper and block[after].is_alpha)
    )
    return named and (before < 0 or block[before].tag_ not in ("IN", "DT", "PRP$", "POS", "JJ", "CD"))


def read_dates(
    parsed: Parsed, block: Span, anchor: datetext.Anchor, vocabulary: Vocabulary
) -> Iterator[datetext.DateText]:
    """The date expressions of one block, offsets counted from its start, with the tense taken from the parse."""
    tenses = vocabulary.once(_tenses)

    def ahead(start: int, end: int) -> bool | None:
        span = Span(start, end).shift(block.start)
        sentence = parsed.sentence_at(span.start)
        return looks_ahead(sentence, span, tenses) if sentence else None

    def leads(start: int, end: int) -> bool:
        return leads_on(parsed, Span(start, end).shift(block.start))

    return datetext.find_dates(block.of(parsed.document.text), anchor, vocabulary, ahead=ahead, leads=leads)


def leads_on(parsed: Parsed, span: Span) -> bool:
    """Whether the date at `span` says when its sentence's main clause happened, so that a story is counted from it.

    "On 3 June he wrote about a debt of 8 May. They replied the same day": on 3 June.
    """
    sentence = parsed.sentence_at(span.start)
    tokens = sentence.tokens_of(span) if sentence else None
    if tokens is None or not len(tokens):
        return False
    prep = tokens[0] if tokens[0].pos_ == "ADP" else tokens.root.head
    above = prep.head if prep.pos_ == "ADP" else tokens.root.head
    verb = above if above.pos_ in ("VERB", "AUX") else None
    opened = tokens.doc.text[tokens.sent.start_char - tokens.doc[0].idx : tokens.start_char - tokens.doc[0].idx]
    if verb is None or opened.count("“") > opened.count("”") or opened.count('"') % 2:
        return False
    return not any(word.dep_ in _ASIDE for word in (verb, *verb.ancestors))


_ASIDE = frozenset({"relcl", "acl", "advcl", "pcomp"})  # clauses that tell of other times


def in_apposition(dates: Iterable[datetext.DateText], text: str) -> Iterator[datetext.DateText]:
    """The dates of a block, a relative one with the value of the day set behind it: "the next day, 4 June 2021".

    Of a day without its year the one that the words before it give: "three days later, on 9 November".
    """
    before: datetext.DateText | None = None
    for date in dates:
        beside = before is not None and _BESIDE.fullmatch(text, before.end, date.start) is not None
        if beside and before is not None and before.edtf and date.edtf and before.kind == date.kind == "date":
            before, date = _one_day(before, date)
        if before is not None:
            yield before
        before = date
    if before is not None:
        yield before


_BESIDE = re.compile(r",?\s+(?:on\s+)?|\s?\(|,\s?")


def _one_day(first: datetext.DateText, second: datetext.DateText) -> tuple[datetext.DateText, datetext.DateText]:
    """Two dates side by side, the relative one with the value of the other where both name a day."""
    one, two = first.edtf, second.edtf
    pointed = first.anchor != "none" or first.rule == "holiday"
    if one is None or two is None or not pointed or len(one.text) != _DAY or len(two.text) != _DAY:
        return first, second
    if second.anchor == "none":
        return replace(first, edtf=two, anchor="none"), second
    same = one.text[4:] == two.text[4:] and first.anchor == "previous"
    return first, replace(second, edtf=one, anchor="previous") if same else second


def _evidence(parsed: Parsed, span: Span) -> Span:
    """The sentence around the words, or the sentences where one was cut within them ("Nov. 23")."""
    around = [s.span for s in (parsed.sentence_at(span.start), parsed.sentence_at(span.end - 1)) if s]
    return around[0].cover(around[-1]) if around else span


def looks_ahead(sentence: Sentence, span: Span, tenses: Tenses) -> bool | None:
    """Whether the words at `span` (in the document) speak of what is to come; None where the parse does not say.

    A modal verb over them looks ahead, and so does an awaiting one before them ("scheduled for May", "plans to meet on
    Monday"), the present of a scheduled one ("opens in May") and a present participle with "is". A past verb that they
    hang on directly looks back; an infinitive between the two leaves it open ("was told to appear on 10 May").
    """
    tokens = sentence.tokens_of(span)
    if tokens is None or any(token.tag_ == "POS" for token in tokens.root.children):  # "Friday's ruling"
        return None
    direct = True
    for word in tokens.root.ancestors:
        lemma = word.lemma_.lower()
        if word.pos_ in ("VERB", "AUX"):
            if lemma in tenses.awaiting and (word.i < tokens.start or _present(word)):
                return not (lemma in tenses.deciding and direct and _dates(tokens.root, word))
            modal = _modal(word)
            if modal is not None:
                return modal
            if direct and lemma in tenses.scheduled and word.tag_ in _PRESENT:
                return True
            told = word.tag_ in ("VBD", "VBN") and not _infinitive(word)
            if told or (word.tag_ == "VBG" and _auxiliaries(word)):
                return _looks_back(word) if direct else None
            direct = direct and not _infinitive(word)
        elif word.pos_ not in ("ADP", "SCONJ", "PART") and word.ent_type_ != "DATE":
            if lemma in tenses.awaiting:
                return True
            direct = False
    return None


_PRESENT = ("VBZ", "VBP")
_IS = frozenset({"is", "are", "am", "'s", "’s", "'re", "’re"})


def _present(verb: Token) -> bool:
    """Whether it stands in the present: "plans", "is expected"."""
    return verb.tag_ in _PRESENT or bool(_auxiliaries(verb) & _IS)


def _dates(date: Token, verb: Token) -> bool:
    """Whether a date says when a past verb happened ("agreed on Monday"), not what for ("postponed until Monday")."""
    return verb.tag_ in ("VBD", "VBN") and (date.head == verb or date.head.lower_ in ("on", "in", "at"))


def _looks_back(verb: Token) -> bool | None:
    """False for a past form; with "is" and "are" a participle looks ahead ("is meeting") or nowhere ("is heard")."""
    if not _auxiliaries(verb) & _IS:
        return False
    return True if verb.tag_ == "VBG" else None


def _auxiliaries(verb: Token) -> set[str]:
    return {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}


def _infinitive(verb: Token) -> bool:
    """Whether it is one with "to" ("to be tried") that may lie ahead of the verb over it; "to have fled" does not."""
    return verb.tag_ in ("VB", "VBN") and "to" in (words := _auxiliaries(verb)) and "have" not in words


def _modal(verb: Token) -> bool | None:
    """Whether an auxiliary looks ahead; "could" looks back as often, "may have fled" always."""
    words = (child for child in verb.children if child.tag_ == "MD")  # "Will Perrin drafted" has none
    modals = {w.lower_ for w in words if not w.is_title or w.i == verb.sent.start} - {"could", "ca"}
    if not modals:
        return None
    return bool(modals & {"will", "wo", "'ll", "’ll", "shall"}) or "have" not in _auxiliaries(verb)


def _tenses(vocabulary: Vocabulary) -> Tenses:
    def having(kind: str) -> frozenset[str]:
        return frozenset(w for entry in vocabulary.entries(DateWord) if kind in entry.classes for w in entry.words)

    return Tenses(having("awaiting"), having("deciding"), having("scheduled"))
