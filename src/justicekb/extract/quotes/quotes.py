"""Quotations: words between marks with their speaker, and clauses that somebody is reported to have said.

A direct quote is filed once per quoted stretch, with the marks left off. Words between marks that nobody is said to
have spoken (titles, single words held at a distance) are no quotes.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from justicekb.extract.nlp import PROSE, Found, Parsed, Sentence
from justicekb.extract.quotes.marks import Stretch, stretches
from justicekb.extract.quotes.speakers import Speakers, Tag
from justicekb.extract.quotes.tags import (
    MIN_WORDS,
    Quoted,
    carried_on,
    is_named,
    is_title,
    led_in,
    opens_block,
    sentence_like,
    tag_at,
    tag_of,
    titled,
)
from justicekb.model import Quote, Record
from justicekb.spans import Span
from justicekb.vocabulary import Vocabulary

# A reported clause is at least this long (characters); shorter ones are misread ("so", "it").
_SHORTEST = 10


def find_quotes(parsed: Parsed, vocabulary: Vocabulary, found: Found) -> Iterator[Record]:
    """Direct quotations, then indirect speech, each in text order; reads names from `found`."""
    blocks = [b for b in parsed.document.blocks if b.kind in PROSE and b.language in (None, "en")]
    quoted = stretches(parsed.document, blocks)
    speakers = Speakers(parsed, vocabulary, found, [s.outer for s in quoted])
    context = Quoted(parsed, speakers, quoted)
    yield from _direct(context)
    yield from _indirect(context)


# ── direct ───────────────────────────────────────────────────────────────────────────────────────────────


def _direct(context: Quoted) -> Iterator[Quote]:
    previous: tuple[Stretch, Tag] | None = None
    for index, stretch in enumerate(context.stretches):
        tag, rule = tag_of(context, index)
        if tag is None and previous is not None and _goes_on(context, previous[0], stretch):
            tag, rule = previous[1], "quote.ongoing"
        if tag is None:
            tag, rule = led_in(context, index), "quote.led-in"
        if tag is None:
            tag, rule = titled(context, index), "quote.titled"
        if tag is None:
            tag, rule = carried_on(context, index, previous), "quote.untagged"
        if tag is None:
            continue
        previous = (stretch, tag)
        context.speakers.remember(stretch.outer.end, tag.speaker)
        if _is_quotation(context, stretch, rule):
            yield _quote(context, stretch, tag, rule)


def _is_quotation(context: Quoted, stretch: Stretch, rule: str) -> bool:
    """Whether a stretch is no title and long enough; somebody who is speaking may go on in a few words."""
    words = stretch.span.of(context.text).split()
    if rule != "quote.tag-after" and is_title(" ".join(words)) and (rule in _LOOSE or is_named(context, stretch)):
        return False
    return len(words) >= MIN_WORDS or rule == "quote.ongoing"


# Rules that take words between marks for somebody's although no tag stands right beside them.
_LOOSE = frozenset({"quote.tag-around", "quote.ongoing", "quote.untagged"})


def _goes_on(context: Quoted, previous: Stretch, stretch: Stretch) -> bool:
    """Whether an untagged stretch is still spoken by the one before: same paragraph, or its own right after."""
    if not sentence_like(context.text, stretch):
        return False
    if stretch.first == previous.last:
        return True
    return len(stretch.span.of(context.text).split()) >= MIN_WORDS and (
        stretch.first == previous.last + 1 and opens_block(context, stretch)
    )


def _quote(context: Quoted, stretch: Stretch, tag: Tag, rule: str) -> Quote:
    sentence = context.parsed.sentence_at(stretch.span.start)
    evidence = stretch.outer.cover(sentence.span) if sentence is not None else stretch.outer
    told = context.parsed.sentence_at(tag.at) if rule.startswith("quote.tag") else None
    evidence = evidence.cover(told.span) if told is not None else evidence
    return Quote(
        document=context.parsed.document.id,
        span=stretch.span,
        evidence=evidence,
        rule=rule,
        text=stretch.span.of(context.text),
        direct=True,
        speaker=tag.speaker.name,
        speaker_entity=tag.speaker.entity,
        role=tag.speaker.role,
        cue=tag.cue,
    )


# ── indirect ─────────────────────────────────────────────────────────────────────────────────────────────


def _indirect(context: Quoted) -> Iterator[Quote]:
    """Finite clauses that a named speaker is reported to have said, and "According to X, …"."""
    for sentence in context.parsed.sentences:
        if sentence.prose:
            for token in sentence.tokens:
                if token.lower_ in context.speakers.cues:
                    quote = _indirect_at(context, token, sentence)
                    if quote is not None:
                        yield quote


def _indirect_at(context: Quoted, token: Token, sentence: Sentence) -> Quote | None:
    accords = token.lower_ == "according"
    if not accords and context.speakers.mode(token) != "both":
        return None
    if context.quoted_in(sentence.place(token.i, token.i + 1)):
        return None
    clause = _rest_of(sentence, token) if accords else _clause_of(token)
    tag = tag_at(context, token, sentence) if clause is not None else None
    if clause is None or tag is None or not tag.speaker.named:
        return None
    span = _tidy(context.text, sentence.place(clause[0], clause[1]))
    if len(span) < _SHORTEST or context.quoted_in(Span(span.start, span.start + 1)):
        return None
    context.speakers.remember(tag.at, tag.speaker)
    return Quote(
        document=context.parsed.document.id,
        span=span,
        evidence=sentence.span,
        rule="quote.according-to" if accords else "quote.reported",
        text=span.of(context.text),
        direct=False,
        speaker=tag.speaker.name,
        speaker_entity=tag.speaker.entity,
        role=tag.speaker.role,
        cue=tag.cue,
    )


def _tidy(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while end > start and text[end - 1] in " ,;:.—–-":
        end -= 1
    while start < end and text[start] in " ,;:—–-":
        start += 1
    return Span(start, end)


def _clause_of(verb: Token) -> tuple[int, int] | None:
    """The tokens of the finite clause that a reporting verb takes, without its "that"."""
    clause = next((t for t in verb.children if t.dep_ == "ccomp" and _finite(t)), None)
    if clause is None:
        return None
    start, end = clause.left_edge.i, clause.right_edge.i + 1
    if start <= verb.i < end:
        return None
    if verb.doc[start].lower_ in ("that", "how") and start + 1 < end:
        start += 1
    return start, end


def _finite(clause: Token) -> bool:
    subject = any(t.dep_ in ("nsubj", "nsubjpass", "expl", "csubj") for t in clause.children)
    return subject and clause.tag_ != "VBG"


def _rest_of(sentence: Sentence, according: Token) -> tuple[int, int] | None:
    """What "According to X" reports: the sentence without the phrase."""
    start, end = sentence.tokens.start, sentence.tokens.end
    phrase = according.subtree
    last = max(t.i for t in phrase)
    told = any(t.pos_ in ("VERB", "AUX") and _finite(t) for t in according.doc[start : according.i])
    led = {t.lower_ for t in according.doc[max(start, according.i - 2) : according.i]}
    if not told or "that" in led:
        return (last + 1, end) if last + 1 < end else None
    return (start, according.i)
