"""Which tag a quoted stretch belongs to: behind it, in front of it, around it, or in the sentence that announces it.

`tag_of` looks in this order, and names the rule; a tag is a reporting verb (or "according to") with its speaker.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from spacy.tokens import Token

from justicekb.extract.nlp import Parsed, Sentence
from justicekb.extract.quotes.marks import Stretch
from justicekb.extract.quotes.reporting import is_passive, named_behind
from justicekb.extract.quotes.speakers import Speaker, Speakers, Tag
from justicekb.spans import Span
from justicekb.vocabulary.wordlists import WordList

# A direct quotation has at least this many words (the annotation guide's rule).
MIN_WORDS = 5

# A whole sentence of somebody who is speaking anyway may be as short as this ("And never again.").
_SENTENCE_WORDS = 3

_ENDS_SENTENCE = re.compile(r"[.!?…][’'”\")\]»]*$")


@dataclass(frozen=True, slots=True)
class Quoted:
    """One document with its quoted stretches and what is known of its speakers."""

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


def sentence_like(text: str, stretch: Stretch) -> bool:
    """Whether the stretch is one or more whole sentences."""
    words = stretch.span.of(text)
    return words[:1].isupper() and bool(_ENDS_SENTENCE.search(words)) and len(words.split()) >= _SENTENCE_WORDS


def opens_block(context: Quoted, stretch: Stretch) -> bool:
    """Whether the stretch begins its paragraph."""
    before = context.text[max(0, stretch.outer.start - 2) : stretch.outer.start]
    return stretch.outer.start == 0 or "\n" in before


def tag_of(context: Quoted, index: int) -> tuple[Tag | None, str]:
    """The tag of the stretch with this index and the rule that found it; (None, "") when nobody is said to speak."""
    finders = (
        ("after", _tag_after), ("signed", _signed), ("before", _tag_before), ("announced", _announced),
        ("around", _tag_around),
    )  # fmt: skip
    for rule, find in finders:
        tag = find(context, index)
        if tag is not None:
            return tag, f"quote.tag-{rule}"
    return None, ""


# "…" – Dana Seitova, Commissioner; — Lola Bekova
_DASH = re.compile(r"\s*(?:—|–|--|-)\s*(?=[A-Z])")
# Lola Bekova, head of the Bar Association: "…"
_COLON = re.compile(r":\s*$")
_LONGEST_NAME = 120  # characters of a name with its office


def _signed(context: Quoted, index: int) -> Tag | None:
    """Who is named right behind a dash that follows the closing mark: "…" – Dana Seitova, Commissioner."""
    stretch = context.stretches[index]
    dash = _DASH.match(context.text, stretch.outer.end)
    if dash is None or len(stretch.span.of(context.text).split()) < MIN_WORDS:
        return None
    speaker = context.speakers.named_at(dash.end())
    return Tag(speaker, "", dash.end()) if speaker is not None else None


def _announced(context: Quoted, index: int) -> Tag | None:
    """Who is named before a colon that the words follow, alone with an office: Timur Seitov: "…"."""
    start = context.stretches[index].outer.start
    before = context.text[max(0, start - _LONGEST_NAME) : start]
    if not _COLON.search(before) or context.text[max(0, start - 1) : start] not in (" ", "\n"):
        return None
    at = max(context.text.rfind("\n", 0, start - len(before) + len(before.rstrip())), -1) + 1
    name = context.speakers.named_at(at)
    if name is None or start - at > _LONGEST_NAME:
        return None
    sentence = context.parsed.sentence_at(at)
    led = sentence.tokens_of(Span(at, len(context.text[:start].rstrip()))) if sentence is not None else None
    told = led is not None and any(t.pos_ in ("VERB", "AUX") for t in led)
    return None if told else Tag(name, "", at)


def _tag_after(context: Quoted, index: int) -> Tag | None:
    """ "…," said X — the tag that follows the closing mark, in the same sentence.

    After a full stop inside the marks only a tag that fills its sentence counts ("…." Novak said.); after a question
    or an outcry it may go on ("…?" Novak said at the gate of the prison.).
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
        own = (_SHORT_TAG.fullmatch(follows) or words[-1:] in "?!") and not _leads_on(context, index, region, words)
        return _first_tag(context, region, reach=5) if own else None
    return _first_tag(context, region, reach=9)


def _leads_on(context: Quoted, index: int, region: Span, words: str) -> bool:
    """Whether a tag in a sentence of its own belongs to the words after it ("…." Novak once said, "…")."""
    if index + 1 >= len(context.stretches) or context.stretches[index + 1].outer.start != region.end:
        return False
    last = region.of(context.text).rstrip()[-1:]
    return last == ":" or (last == "," and words.endswith("."))


# A sentence that is only a tag: a name or pronoun and a verb, with at most a few words more.
_SHORT_TAG = re.compile(r"[\s—–-]*[A-Z][\w’'.-]*(?:\s+[\w’'.-]+){1,5}\s*[.:,]?\s*")


def _region_after(context: Quoted, index: int) -> Span | None:
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


def _first_tag(context: Quoted, region: Span, *, reach: int) -> Tag | None:
    """The first reporting verb of a region with a speaker, at most `reach` tokens in."""
    sentence = context.parsed.sentence_at(_first_word(context.text, region))
    tokens = sentence.tokens_of(region) if sentence is not None else None
    if sentence is None or tokens is None:
        return None
    for token in tokens[:reach]:
        tag = tag_at(context, token, sentence)
        if tag is not None:
            return tag
    return None


def _first_word(text: str, region: Span) -> int:
    match = re.compile(r"\w").search(text, region.start, region.end)
    return match.start() if match else region.start


def tag_at(context: Quoted, token: Token, sentence: Sentence) -> Tag | None:
    """The tag that a word makes: a reporting verb with its subject, or "according" with its source."""
    outside = context.quoted_in(sentence.span)
    if token.lower_ == "according":
        speaker = context.speakers.after_according(sentence, token)
    elif context.speakers.mode(token) is not None:
        speaker = (
            _inserted(context, token, sentence)
            or context.speakers.of_verb(token, sentence, outside)
            or _inverted(context, token, sentence)
            or _beside(context, token, sentence)
        )
        if speaker is None or speaker.entity is None:
            speaker = context.speakers.right_before(token, sentence) or speaker
    else:
        return None
    if speaker is None:
        return None
    cue = "according to" if token.lower_ == "according" else _cue(context.speakers.form(token), token)
    return Tag(speaker, cue, sentence.place(token.i, token.i + 1).start)


def _cue(form: str, verb: Token) -> str:
    """The verb as it is written, with its particle: "went on"."""
    return f"{verb.text}{form[len(verb.text) :]}"


_OF_WORDS = WordList("verbs-of-words-alone")


def _inserted(context: Quoted, verb: Token, sentence: Sentence) -> Speaker | None:
    """The name behind an inserted tag ("The plan, wrote Anna Novak, was …"), whose verb the parse gives another."""
    doc = verb.doc
    inside = sentence.tokens.start < verb.i < sentence.tokens.end - 1
    if not inside or verb.lemma_ not in _OF_WORDS or not doc[verb.i - 1].is_punct or doc[verb.i + 1].pos_ != "PROPN":
        return None
    return context.speakers.person_at(sentence.place(verb.i + 1, verb.i + 2))


def _inverted(context: Quoted, verb: Token, sentence: Sentence) -> Speaker | None:
    """Who stands behind a verb that follows the closing mark at once: "…," chanted the crowd."""
    start = sentence.place(verb.i, verb.i + 1).start
    at = bisect_right(context.stretches, start, key=lambda s: s.outer.start) - 1
    if not verb.is_lower or at < 0 or context.text[context.stretches[at].outer.end : start].strip(" ,—–-"):
        return None
    noun = named_behind(verb)
    return context.speakers.of_subject(noun, sentence) if noun is not None else None


def _beside(context: Quoted, verb: Token, sentence: Sentence) -> Speaker | None:
    """The name that stands right beside a reporting verb whose subject the parse missed."""
    if is_passive(verb):
        return None
    doc = verb.doc
    for step in (1, -1):
        at = verb.i + step
        while 0 <= at < len(doc) and _passed_over(doc[at], step) and abs(at - verb.i) < 4:
            at += step
        if 0 <= at < len(doc) and (_is_name(doc[at], sentence) or doc[at].lower_ in ("he", "she")):
            place = sentence.place(at, at + 1)
            if context.quoted_in(place):
                continue
            return context.speakers.of_subject(_explained(doc[at]), sentence)
    return None


def _explained(name: Token) -> Token:
    """The name that a phrase with this name in it explains: "Ms Novak, 21, a student from Lund, said"."""
    above = (token for token in (name, *name.ancestors) if token.dep_ == "appos" and token.head.pos_ == "PROPN")
    return next((token.head for token in above), name)


def _passed_over(token: Token, step: int) -> bool:
    """What may stand between a verb and its name; behind the verb ("As Novak notes, Poland …") no comma may."""
    passed = ("ADV", "DET", "ADJ", "AUX", "PUNCT") if step < 0 else ("ADV", "DET", "ADJ")
    return token.pos_ in passed and not token.text[:1].isupper()


def _is_name(token: Token, sentence: Sentence) -> bool:
    """Whether a word is a name by its tag, or by its capital inside a sentence ("…," Long would confess)."""
    return token.pos_ == "PROPN" or (token.text[:1].isupper() and token.i > sentence.tokens.start)


def _tag_before(context: Quoted, index: int) -> Tag | None:
    """X said: "…" — the tag that leads to the opening mark, in the same sentence."""
    region = _region_before(context, index)
    if region is None:
        return None
    words = region.of(context.text).rstrip()
    if not re.search(r"(?:[,:]|\b\w+)$", words):
        return None
    return _last_tag(context, region)


def _region_before(context: Quoted, index: int) -> Span | None:
    """From the sentence's start or the mark before to the opening mark, within the paragraph."""
    text, end = context.text, context.stretches[index].outer.start
    start = text.rfind("\n", 0, end) + 1
    if index:
        start = max(start, context.stretches[index - 1].outer.end)
    stops = list(re.finditer(r"(?<![A-Z])(?<!\b[A-Z][a-z])[.!?]\s+(?=[A-Z“\"])", text[start:end]))
    start = start + stops[-1].end() if stops else start
    return Span(start, end) if end - start > 2 else None


def _last_tag(context: Quoted, region: Span) -> Tag | None:
    sentence = context.parsed.sentence_at(_first_word(context.text, region))
    tokens = sentence.tokens_of(region) if sentence is not None else None
    if sentence is None or tokens is None:
        return None
    for token in reversed(list(tokens)):
        tag = tag_at(context, token, sentence)
        if tag is not None:
            return tag
    return None


def _tag_around(context: Quoted, index: int) -> Tag | None:
    """A reporting verb anywhere in the sentence that holds a part of somebody's words."""
    stretch = context.stretches[index]
    sentence = context.parsed.sentence_at(stretch.outer.start)
    if sentence is None or len(stretch.span.of(context.text).split()) < MIN_WORDS:
        return None
    for token in sentence.tokens:
        place = sentence.place(token.i, token.i + 1)
        if context.quoted_in(place):
            continue
        tag = tag_at(context, token, sentence)
        if tag is not None:
            return tag
    return None


def led_in(context: Quoted, index: int) -> Tag | None:
    """Whole sentences between marks that the sentence before announces ("The bishop describes it." or "…:")."""
    stretch = context.stretches[index]
    before = context.text[: stretch.outer.start].rstrip()
    announced = before.endswith(":")
    whole = announced or sentence_like(context.text, stretch)
    if not whole or len(stretch.span.of(context.text).split()) < MIN_WORDS:
        return None
    sentence = context.parsed.sentence_at(len(before) - 1) if before else None
    if sentence is None or any(q.start < stretch.outer.start for q in context.quoted_in(sentence.span)):
        return None
    if opens_block(context, stretch) and not announced:
        return None
    for token in sentence.tokens:
        tag = tag_at(context, token, sentence)
        if tag is not None and (tag.speaker.named or announced):
            return tag
    return None


_STATEMENT = re.compile(
    r"(?:^|:\s)(?:\w+\s){0,3}(?:statement|remarks|speech|address|message|comments?)\s(?:from|of|by)\b", re.IGNORECASE
)


def titled(context: Quoted, index: int) -> Tag | None:
    """Whose statement the document is by its title, for paragraphs in marks: "Statement from Mayor Anna Novak"."""
    stretch = context.stretches[index]
    title = context.parsed.document.title or ""
    whole = opens_block(context, stretch) and len(stretch.span.of(context.text).split()) >= MIN_WORDS
    if not _STATEMENT.search(title) or not whole:
        return None
    speaker = context.speakers.named_in(title)
    return Tag(speaker, "", stretch.outer.start) if speaker is not None else None


# A stretch without a tag still belongs to who spoke at most this many paragraphs before.
_PARAGRAPHS = 2


def carried_on(context: Quoted, index: int, previous: tuple[Stretch, Tag] | None) -> Tag | None:
    """Words that nothing tags: of the person whom the sentence before is about, or of who spoke last nearby.

    Whole sentences count after either; a part of a sentence only in a paragraph where somebody has spoken.
    """
    stretch = context.stretches[index]
    words = stretch.span.of(context.text)
    if len(words.split()) < MIN_WORDS or is_title(words) or _of_reader(context, index):
        return None
    last = stretch.first - previous[0].last if previous is not None else _PARAGRAPHS + 1
    if not sentence_like(context.text, stretch):
        if previous is None or last:
            return None
        told = (_about(context, stretch.outer.start), _about(context, _sentence_start(context, stretch) - 2))
        return previous[1] if {*told} <= {None, previous[1].speaker} else None
    about = _about(context, _before(context, stretch))
    if about is not None:
        return Tag(about, "", stretch.outer.start)
    return previous[1] if previous is not None and last <= _PARAGRAPHS else None


_READER = re.compile(r"\b(?:I|we|you|us|me)\b", re.IGNORECASE)


def _of_reader(context: Quoted, index: int) -> bool:
    """Whether the writer or the reader says or thinks the words ("One might ask you: …")."""
    region = _region_before(context, index)
    return region is not None and bool(_READER.search(region.of(context.text)))


def _sentence_start(context: Quoted, stretch: Stretch) -> int:
    sentence = context.parsed.sentence_at(stretch.outer.start)
    return sentence.span.start if sentence is not None else stretch.outer.start


def _before(context: Quoted, stretch: Stretch) -> int:
    """Where the text before a stretch ends: in its own paragraph, or in the one before when it opens its own."""
    return max(0, len(context.text[: stretch.outer.start].rstrip()) - 1)


def _about(context: Quoted, at: int) -> Speaker | None:
    """The person who is the subject of the sentence at a place, when that is outside quotations."""
    sentence = context.parsed.sentence_at(at)
    return context.speakers.person_told_of(sentence) if sentence is not None else None


_NAMED = re.compile(r"\b(?:named|called|titled|entitled|dubbed|headlined|nicknamed|known\s+as),?\s+$|[a-z],\s+$")


def is_named(context: Quoted, stretch: Stretch) -> bool:
    """Whether the words before a stretch say that it is a name: a robot named "…", a website, "…"."""
    return bool(_NAMED.search(context.text, max(0, stretch.outer.start - _SHORT_BEFORE), stretch.outer.start))


_SHORT_BEFORE = 20  # characters


# Words of titles that are not capitalised are at most this long ("with", "from").
_SMALL = 4


def is_title(words: str) -> bool:
    """Whether quoted words are the title of a work: all but the small words are capitalised, and most are."""
    found = re.findall(r"[^\W\d_][\w’'-]*", words)
    capital = sum(w[:1].isupper() for w in found)
    return capital > 1 and 2 * capital > len(found) and all(w[:1].isupper() for w in found if len(w) > _SMALL)
