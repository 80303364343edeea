"""Date mentions: every expression of the prose with its EDTF value, anchored to publication, period or the date before.

The words are recognised by `vocabulary.datetext`; what the parse adds is the tense, which tells "in May" that is
to come from the one that was.
"""

from __future__ import annotations

from collections.abc import Iterator

from justicekb.extract.nlp import Found, Parsed, Sentence
from justicekb.model import DateMention
from justicekb.spans import Span
from justicekb.vocabulary import Vocabulary, datetext

_FUTURE = frozenset({"will", "shall", "'ll", "’ll"})


def find_dates(parsed: Parsed, vocabulary: Vocabulary, found: Found) -> Iterator[DateMention]:
    """The dates of all prose sentences in text order; lengths of time ("three years") and "daily" are none.

    A range is one mention, and the words that open it belong to it ("since 2005"). `rule` is "date:" and the id
    of the rule in dates.toml: "date:after" and "date:before" bound a date and do not give it.
    """
    document = parsed.document
    anchor = datetext.Anchor(published=document.published, period=document.period)
    for sentence in parsed.sentences:
        if sentence.prose:
            for mention in _mentions(sentence, document.id, anchor, vocabulary):
                anchor = datetext.Anchor(published=anchor.published, period=anchor.period, previous=mention.edtf)
                yield mention


def _mentions(
    sentence: Sentence, document: str, anchor: datetext.Anchor, vocabulary: Vocabulary
) -> Iterator[DateMention]:
    place, text = sentence.span, sentence.text

    def ahead(start: int, end: int) -> bool | None:
        return looks_ahead(sentence, Span(start, end).shift(place.start))

    for date in datetext.find_dates(text, anchor, vocabulary, ahead=ahead):
        if date.kind == "date" and date.edtf is not None:
            yield DateMention(
                document=document,
                span=Span(date.start, date.end).shift(place.start),
                evidence=place,
                rule=f"date:{date.rule}",
                text=text[date.start : date.end],
                edtf=date.edtf,
                anchor=date.anchor,
            )


def looks_ahead(sentence: Sentence, span: Span) -> bool | None:
    """Whether the verb over the words at `span` (in the document) speaks of what is to come; None without a verb."""
    tokens = sentence.tokens_of(span)
    if tokens is None:
        return None
    for word in (tokens.root, *tokens.root.ancestors):
        if word.pos_ in ("VERB", "AUX"):
            auxiliaries = [child for child in word.children if child.dep_ in ("aux", "auxpass")]
            if any(child.lower_ in _FUTURE for child in auxiliaries):
                return True
            if any("Tense=Past" in str(part.morph) for part in (word, *auxiliaries)):
                return False
    return None
