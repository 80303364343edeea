"""Who speaks: the tag of a quotation ("said X", "X told reporters:") and the person behind "he" and "the director"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from justicekb.extract.nlp import Found, Parsed, Sentence
from justicekb.model import Mention, normalise_name
from justicekb.spans import Span
from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.entries import SpeechVerb

_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_HE = frozenset({"he", "she"})
_NOUN = frozenset({"NOUN", "PROPN"})
# Words that make a noun phrase no speaker of its own.
_NO_SPEAKER = frozenset({"it", "this", "that", "which", "who", "what", "there", "i", "we", "you", "one"})
_ARTICLE = re.compile(r"^(?:the|a|an|his|her|its|their|our|some|this|that)\s+", re.IGNORECASE)
_ACCORDING = re.compile(r"\baccording\s+to\s+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who speaks: the full name, the entity behind it and the office, with what kind of words named them.

    `named` is false when only a common noun says who it is ("officers").
    """

    name: str
    entity: str | None = None
    role: str | None = None
    named: bool = True


@dataclass(frozen=True, slots=True)
class Tag:
    """A speaker with the word that says that they speak; `at` is where the word stands in the document."""

    speaker: Speaker
    cue: str
    at: int


def speech_forms(vocabulary: Vocabulary) -> dict[str, str]:
    """Every form of every reporting verb with its mode."""
    return {form: verb.mode for verb in vocabulary.entries(SpeechVerb) for form in verb.forms}


class Speakers:
    """Finds the speakers of one document; remembers who was named and who spoke up to each place."""

    def __init__(self, parsed: Parsed, vocabulary: Vocabulary, found: Found) -> None:
        self._parsed = parsed
        self._forms = vocabulary.once(speech_forms)
        self._found = found
        self._people = [m for m in found.all(Mention) if m.type == "person"]
        self._spoke: list[tuple[int, Speaker]] = []

    def mode(self, token: Token) -> str | None:
        """How the token reports speech ("both", "direct", "part"), None when it does not."""
        if token.pos_ not in ("VERB", "AUX"):
            return None
        particle = next((t.text for t in token.rights if t.dep_ == "prt"), None)
        phrase = f"{token.lower_} {particle}" if particle else token.lower_
        return self._forms.get(phrase) or self._forms.get(token.lower_)

    def remember(self, at: int, speaker: Speaker) -> None:
        """Notes that somebody spoke at a place of the document."""
        self._spoke.append((at, speaker))

    def of_verb(self, verb: Token, sentence: Sentence, outside: Iterable[Span] = ()) -> Speaker | None:
        """The speaker that a reporting verb has for its subject; words inside the spans `outside` are none."""
        subject = self._subject(verb)
        if subject is None:
            return None
        place = self._place(sentence, subject.i, subject.i + 1)
        if any(span.overlaps(place) for span in outside):
            return None
        return self.of_subject(subject, sentence)

    def _subject(self, verb: Token) -> Token | None:
        own = next((t for t in verb.children if t.dep_ in _SUBJECT), None)
        if own is not None:
            return own
        if verb.dep_ in ("conj", "xcomp", "advcl") and verb.head.pos_ in ("VERB", "AUX") and verb.i > verb.head.i:
            return next((t for t in verb.head.children if t.dep_ in _SUBJECT), None)
        if verb.dep_ in ("acl", "relcl") and verb.head.pos_ in _NOUN:
            return verb.head  # "Smith, who said"
        return None

    def of_subject(self, subject: Token, sentence: Sentence) -> Speaker | None:
        """The speaker that a noun or pronoun names, None when it names nobody."""
        place = self._place(sentence, subject.i, subject.i + 1)
        if subject.lower_ in _HE:
            return self.latest_person(place.start, subject.lower_)
        if subject.lower_ in _NO_SPEAKER or subject.pos_ not in (*_NOUN, "PRON", "ADJ"):
            return None
        phrase = _noun_phrase(subject)
        return self.of_words(self._place(sentence, phrase.start, phrase.end), head=place)

    def _place(self, sentence: Sentence, start: int, end: int) -> Span:
        return sentence.place(start, end)

    def of_words(self, span: Span, *, head: Span | None = None) -> Speaker | None:
        """The speaker that a noun phrase of the document names: a person, a body, a known office, or its words."""
        mentions = [m for m in self._found.within(Mention, span) if m.type in ("person", "organisation")]
        text = span.of(self._parsed.document.text)
        person = next((m for m in mentions if m.type == "person"), None)
        if person is not None:
            return _of_mention(person)
        body = next((m for m in mentions if head is None or m.span.overlaps(head)), None)
        if body is not None:
            return _of_mention(body)
        office = self._office(text, span.start)
        if office is not None:
            return office
        words = _ARTICLE.sub("", " ".join(text.split()))
        return Speaker(words, named=words[:1].isupper() and not mentions) if words else None

    def _office(self, text: str, at: int) -> Speaker | None:
        """The person who was last named with the office that a phrase such as "the director" speaks of."""
        wanted = set(normalise_name(_ARTICLE.sub("", text)).split())
        if not wanted or len(wanted) > 6:
            return None
        for mention in reversed([m for m in self._people if m.span.start < at]):
            if mention.role and wanted <= set(normalise_name(mention.role).split()):
                return _of_mention(mention)
        return None

    def latest_person(self, at: int, pronoun: str = "he") -> Speaker | None:
        """The person who spoke or was named last before a place; whose title contradicts the pronoun is passed over."""
        spoke = [(place, speaker) for place, speaker in self._spoke if place < at and speaker.named]
        named = [m for m in self._people if m.span.end <= at and _fits(m.text, pronoun)]
        subjects = [m for m in named[-6:] if self._is_subject(m)]
        latest = subjects[-1] if subjects else None
        if spoke and (latest is None or latest.span.start < spoke[-1][0]):
            return spoke[-1][1]
        if latest is None and named:
            latest = named[-1]
        return _of_mention(latest) if latest is not None else None

    def _is_subject(self, mention: Mention) -> bool:
        sentence = self._parsed.sentence_at(mention.span.start)
        tokens = sentence.tokens_of(mention.span) if sentence is not None else None
        return tokens is not None and tokens.root.dep_ in _SUBJECT

    def after_according(self, sentence: Sentence, token: Token) -> Speaker | None:
        """The speaker behind "according to"; `token` is "according"."""
        to = next((t for t in token.children if t.lower_ == "to"), None) or (
            token.nbor() if token.i + 1 < len(token.doc) and token.nbor().lower_ == "to" else None
        )
        source = next((t for t in to.children if t.dep_ == "pobj"), None) if to is not None else None
        return self.of_subject(source, sentence) if source is not None else None


def _of_mention(mention: Mention) -> Speaker:
    return Speaker(mention.name, mention.entity, mention.role)


def _fits(text: str, pronoun: str) -> bool:
    titled = re.match(r"(Mr|Mrs|Ms|Miss|Sir|Lady|Dame|Lord)\b", text)
    if titled is None:
        return True
    return (titled[1] in ("Mr", "Sir", "Lord")) == (pronoun == "he")


def _noun_phrase(head: Token) -> TokenSpan:
    """The head with its modifiers, its name and its apposition, without clauses."""
    left = min([head.i, *(t.left_edge.i for t in head.lefts if t.dep_ not in ("punct", "advcl"))])
    right = max([head.i, *(t.right_edge.i for t in head.rights if t.dep_ in ("prep", "appos", "flat", "compound"))])
    return head.doc[left : right + 1]
