"""Quotations: words between marks with their speaker, and clauses that somebody is reported to have said.

A direct quote is filed once per quoted stretch, with the marks left off. Words between marks that nobody is said to
have spoken (titles, single words held at a distance) are no quotes.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from justicekb.extract.nlp import PROSE, Found, Parsed, Sentence
from justicekb.extract.quotemarks import Stretch, stretches
from justicekb.extract.speakers import Speaker, Speakers, Tag
from justicekb.model import Quote, Record
from justicekb.spans import Span
from justicekb.vocabulary import Vocabulary

# A direct quotation has at least this many words (the annotation guide's rule).
MIN_WORDS = 5

# A reported clause is at least this long (characters); shorter ones are misread ("so", "it").
_SHORTEST = 10

# A whole sentence of somebody who is speaking anyway may be as short as this ("And never again.").
_SENTENCE_WORDS = 3

_ENDS_SENTENCE = re.compile(r"[.!?…]$")


@dataclass(frozen=True, slots=True)
class _Context:
    """What the rules for one document share."""

    parsed: Parsed
    speakers: Speakers
    stretches: list[Stretch]

    @property
    def text(self) -> str:
        return self.parsed.document.text

    def quoted_in(self, span: Span) -> list[Span]:
        """The quoted stretches, with their marks, that reach into a span."""
        first = bisect_right(self.stretches, span.start, key=lambda s: s.outer.end)
        last = bisect_left(self.stretches, span.end, key=lambda s: s.outer.start)
        return [s.outer for s in self.stretches[first:last]]


def find_quotes(parsed: Parsed, vocabulary: Vocabulary, found: Found) -> Iterator[Record]:
    """Direct quotations, then indirect speech, each in text order; reads names from `found`."""
    blocks = [b for b in parsed.document.blocks if b.kind in PROSE and b.language in (None, "en")]
    quoted = stretches(parsed.document, blocks)
    speakers = Speakers(parsed, vocabulary, found, [s.outer for s in quoted])
    context = _Context(parsed, speakers, quoted)
    yield from _direct(context)
    yield from _indirect(context)


# ── direct ───────────────────────────────────────────────────────────────────────────────────────────────


def _direct(context: _Context) -> Iterator[Quote]:
    previous: tuple[Stretch, Tag] | None = None
    for index, stretch in enumerate(context.stretches):
        tag, rule = _tag_of(context, index)
        if tag is None and previous is not None and _goes_on(context, previous[0], stretch):
            tag, rule = previous[1], "quote.ongoing"
        if tag is None:
            tag, rule = _led_in(context, index), "quote.led-in"
        if tag is None:
            continue
        previous = (stretch, tag)
        context.speakers.remember(stretch.outer.end, tag.speaker)
        if _is_quotation(context, stretch, rule):
            yield _quote(context, stretch, tag, rule)


def _is_quotation(context: _Context, stretch: Stretch, rule: str) -> bool:
    """Whether a stretch is long enough, or else is a whole utterance that a tag leads to or follows."""
    words = stretch.span.of(context.text).split()
    if len(words) >= MIN_WORDS or rule == "quote.ongoing":
        return True
    if rule not in ("quote.tag-after", "quote.tag-before"):
        return False
    introduced = context.text[: stretch.outer.start].rstrip()[-1:] in (",", ":")
    return len(words) > 1 and words[0][:1].isupper() and (rule == "quote.tag-after" or introduced)


def _goes_on(context: _Context, previous: Stretch, stretch: Stretch) -> bool:
    """Whether an untagged stretch is still spoken by the one before: same paragraph, or its own right after."""
    if not _sentence_like(context.text, stretch):
        return False
    if stretch.first == previous.last:
        return True
    return len(stretch.span.of(context.text).split()) >= MIN_WORDS and (
        stretch.first == previous.last + 1 and _opens_block(context, stretch)
    )


def _sentence_like(text: str, stretch: Stretch) -> bool:
    words = stretch.span.of(text)
    return words[:1].isupper() and bool(_ENDS_SENTENCE.search(words)) and len(words.split()) >= _SENTENCE_WORDS


def _opens_block(context: _Context, stretch: Stretch) -> bool:
    before = context.text[max(0, stretch.outer.start - 2) : stretch.outer.start]
    return stretch.outer.start == 0 or "\n" in before


def _quote(context: _Context, stretch: Stretch, tag: Tag, rule: str) -> Quote:
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


def _tag_of(context: _Context, index: int) -> tuple[Tag | None, str]:
    for rule, find in (("after", _tag_after), ("before", _tag_before), ("around", _tag_around)):
        tag = find(context, index)
        if tag is not None:
            return tag, f"quote.tag-{rule}"
    return None, ""


def _tag_after(context: _Context, index: int) -> Tag | None:
    """ "…," said X — the tag that follows the closing mark, in the same sentence.

    After a full stop inside the marks only a tag that fills its sentence counts ("…." Novak said.).
    """
    stretch = context.stretches[index]
    words = context.text[stretch.span.start : stretch.outer.end].rstrip("”\"»“'’ ")
    region = _region_after(context, index)
    if region is None:
        return None
    follows = region.of(context.text)
    if not re.search(r"[,.!?…—–-]$", words) and not re.match(r"\s*[,—–-]", follows):
        return None
    if _ENDS_SENTENCE.search(words) and follows.lstrip(" ,—–-")[:1].isupper():
        return _first_tag(context, region, reach=5) if _SHORT_TAG.fullmatch(follows) else None
    return _first_tag(context, region, reach=9)


# A sentence that is only a tag: a name or pronoun and a verb, with at most a few words more.
_SHORT_TAG = re.compile(r"[\s—–-]*[A-Z][\w’'.-]*(?:\s+[\w’'.-]+){1,5}\s*[.:,]?\s*")


def _region_after(context: _Context, index: int) -> Span | None:
    """From the closing mark to the end of the sentence or the next opening mark, within the paragraph."""
    text, start = context.text, context.stretches[index].outer.end
    end = text.find("\n", start)
    end = len(text) if end < 0 else end
    if index + 1 < len(context.stretches):
        end = min(end, context.stretches[index + 1].outer.start)
    stop = re.search(
        r"(?<![A-Z])(?<!\b[A-Z][a-z])(?<!\b(?:Mrs|Gen|Col|Sen|Rep|Gov))[.!?](?=\s+[A-Z“\"]|\s*$)", text[start:end]
    )
    end = start + stop.end() if stop else end
    return Span(start, end) if end - start > 2 else None


def _first_tag(context: _Context, region: Span, *, reach: int) -> Tag | None:
    """The first reporting verb of a region with a speaker, at most `reach` tokens in."""
    sentence = context.parsed.sentence_at(_first_word(context.text, region))
    tokens = sentence.tokens_of(region) if sentence is not None else None
    if sentence is None or tokens is None:
        return None
    for token in tokens[:reach]:
        tag = _tag_at(context, token, sentence)
        if tag is not None:
            return tag
    return None


def _first_word(text: str, region: Span) -> int:
    match = re.compile(r"\w").search(text, region.start, region.end)
    return match.start() if match else region.start


def _tag_at(context: _Context, token: Token, sentence: Sentence) -> Tag | None:
    outside = context.quoted_in(sentence.span)
    if token.lower_ == "according":
        speaker = context.speakers.after_according(sentence, token)
    elif context.speakers.mode(token) is not None:
        speaker = context.speakers.of_verb(token, sentence, outside) or _beside(context, token, sentence)
    else:
        return None
    if speaker is None:
        return None
    cue = "according to" if token.lower_ == "according" else token.text
    return Tag(speaker, cue, sentence.place(token.i, token.i + 1).start)


def _beside(context: _Context, verb: Token, sentence: Sentence) -> Speaker | None:
    """The name that stands right beside a reporting verb whose subject the parse missed."""
    doc = verb.doc
    for step in (1, -1):
        at = verb.i + step
        while 0 <= at < len(doc) and doc[at].pos_ in ("ADV", "PUNCT", "DET", "ADJ") and abs(at - verb.i) < 4:
            at += step
        if 0 <= at < len(doc) and (doc[at].pos_ == "PROPN" or doc[at].lower_ in ("he", "she")):
            place = sentence.place(at, at + 1)
            if context.quoted_in(place):
                continue
            return context.speakers.of_subject(doc[at], sentence)
    return None


def _tag_before(context: _Context, index: int) -> Tag | None:
    """X said: "…" — the tag that leads to the opening mark, in the same sentence."""
    region = _region_before(context, index)
    if region is None:
        return None
    words = region.of(context.text).rstrip()
    if not re.search(r"(?:[,:]|\b\w+)$", words):
        return None
    return _last_tag(context, region)


def _region_before(context: _Context, index: int) -> Span | None:
    """From the sentence's start or the mark before to the opening mark, within the paragraph."""
    text, end = context.text, context.stretches[index].outer.start
    start = text.rfind("\n", 0, end) + 1
    if index:
        start = max(start, context.stretches[index - 1].outer.end)
    stops = list(re.finditer(r"(?<![A-Z])(?<!\b[A-Z][a-z])[.!?]\s+(?=[A-Z“\"])", text[start:end]))
    start = start + stops[-1].end() if stops else start
    return Span(start, end) if end - start > 2 else None


def _last_tag(context: _Context, region: Span) -> Tag | None:
    sentence = context.parsed.sentence_at(_first_word(context.text, region))
    tokens = sentence.tokens_of(region) if sentence is not None else None
    if sentence is None or tokens is None:
        return None
    for token in reversed(list(tokens)):
        tag = _tag_at(context, token, sentence)
        if tag is not None:
            return tag
    return None


def _tag_around(context: _Context, index: int) -> Tag | None:
    """A reporting verb anywhere in the sentence that holds a part of somebody's words."""
    stretch = context.stretches[index]
    sentence = context.parsed.sentence_at(stretch.outer.start)
    if sentence is None or len(stretch.span.of(context.text).split()) < MIN_WORDS:
        return None
    for token in sentence.tokens:
        place = sentence.place(token.i, token.i + 1)
        if context.quoted_in(place):
            continue
        tag = _tag_at(context, token, sentence)
        if tag is not None:
            return tag
    return None


def _led_in(context: _Context, index: int) -> Tag | None:
    """Whole sentences between marks that the sentence before announces ("The bishop describes it." or "…:")."""
    stretch = context.stretches[index]
    if not _sentence_like(context.text, stretch) or len(stretch.span.of(context.text).split()) < MIN_WORDS:
        return None
    before = context.text[: stretch.outer.start].rstrip()
    sentence = context.parsed.sentence_at(len(before) - 1) if before else None
    if sentence is None or any(q.start < stretch.outer.start for q in context.quoted_in(sentence.span)):
        return None
    if _opens_block(context, stretch) and not before.endswith(":"):
        return None
    for token in sentence.tokens:
        tag = _tag_at(context, token, sentence)
        if tag is not None and tag.speaker.named:
            return tag
    return None


# ── indirect ─────────────────────────────────────────────────────────────────────────────────────────────


def _indirect(context: _Context) -> Iterator[Quote]:
    """Finite clauses that a named speaker is reported to have said, and "According to X, …"."""
    for sentence in context.parsed.sentences:
        if sentence.prose:
            for token in sentence.tokens:
                quote = _indirect_at(context, token, sentence)
                if quote is not None:
                    yield quote


def _indirect_at(context: _Context, token: Token, sentence: Sentence) -> Quote | None:
    accords = token.lower_ == "according"
    if not accords and context.speakers.mode(token) != "both":
        return None
    if context.quoted_in(sentence.place(token.i, token.i + 1)):
        return None
    clause = _rest_of(sentence, token) if accords else _clause_of(token)
    tag = _tag_at(context, token, sentence) if clause is not None else None
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
    if according.i - start <= 1:
        return (last + 1, end) if last + 1 < end else None
    return (start, according.i)
