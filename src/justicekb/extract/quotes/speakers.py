"""Who speaks: the tag of a quotation ("said X", "X told reporters:") and the person behind "he" and "the director"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from justicekb.extract.nlp import Found, Parsed, Sentence
from justicekb.extract.quotes.officeholders import OfficeHolders, without_article
from justicekb.extract.quotes.reporting import NOUN, SUBJECT, called, is_passive, name_run, noun_phrase, teller_of
from justicekb.model import Mention
from justicekb.spans import Span
from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.entries import SpeechNoun, SpeechVerb
from justicekb.vocabulary.wordlists import WordList

_ISSUES = WordList("verbs-of-issuing-a-paper")
_HE = frozenset({"he", "she"})
# Words that make a noun phrase no speaker of its own.
_NO_SPEAKER = frozenset({"this", "that", "which", "who", "what", "there", "i", "we", "you", "one"})


# "It" is looked for in the last few sentences only (characters).
_NEAR = 600

# The sentence that a pronoun looks back to stands at most this many sentences before it, quoted ones included.
_SENTENCES = 6


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


def _silent_nouns(vocabulary: Vocabulary) -> frozenset[str]:
    return frozenset(word for entry in vocabulary.entries(SpeechNoun) for word in entry.words)


class Speakers:
    """Finds the speakers of one document; remembers who was named and who spoke up to each place."""

    def __init__(self, parsed: Parsed, vocabulary: Vocabulary, found: Found, quoted: Sequence[Span]) -> None:
        self._parsed = parsed
        self._forms = vocabulary.once(speech_forms)
        self._first = frozenset(form.partition(" ")[0] for form in self._forms)
        self.cues = self._first | {"according"}  # the words that a report of speech may begin with, in lower case
        self._silent = vocabulary.once(_silent_nouns)
        self._found = found
        self._quoted = quoted
        people = [m for m in found.all(Mention) if m.type == "person" and not _inside(m.span, quoted)]
        self._holders = OfficeHolders(parsed, people)
        self._roles = {m.entity: m.role for m in reversed(found.all(Mention)) if m.role}
        self._bodies = [m for m in found.all(Mention) if m.type == "organisation"]
        self._spoke: list[tuple[int, Speaker]] = []

    def mode(self, token: Token) -> str | None:
        """How the token reports speech ("both", "direct", "part"), None when it does not."""
        form = self.form(token)
        return self._forms[form] if form else None

    def form(self, token: Token) -> str:
        """The form of a reporting verb that a token is or begins ("went on"), else empty."""
        if token.lower_ not in self._first or (token.pos_ not in ("VERB", "AUX") and not _misread(token)):
            return ""
        if any(t.lower_ == "to" and t.dep_ == "aux" for t in token.lefts):
            return ""  # what somebody is to say is not said
        if token.tag_ == "VBN" and token.dep_ in ("acl", "amod") and self._forms.get(token.lower_) == "part":
            return ""  # a book called "…"
        behind = [t.lower_ for t in token.rights if t.dep_ == "prt" or t.i == token.i + 1]
        forms = (*(f"{token.lower_} {word}" for word in behind), token.lower_)
        return next((form for form in forms if form in self._forms), "")

    def remember(self, at: int, speaker: Speaker) -> None:
        """Notes that somebody spoke at a place of the document."""
        self._spoke.append((at, speaker))

    def of_verb(self, verb: Token, sentence: Sentence, outside: Iterable[Span] = ()) -> Speaker | None:
        """The speaker that a reporting verb has for its subject; words inside the spans `outside` are none."""
        subject = teller_of(verb)
        if subject is None:
            return None
        place = self._place(sentence, subject.i, subject.i + 1)
        if any(span.overlaps(place) for span in outside):
            return None
        return self.of_subject(subject, sentence)

    def of_subject(self, subject: Token, sentence: Sentence) -> Speaker | None:
        """The speaker that a noun or pronoun names, None when it names nobody."""
        place = self._place(sentence, subject.i, subject.i + 1)
        if subject.lower_ in _HE:
            return self.latest_person(place.start, subject.lower_)
        if subject.lower_ == "it":
            if subject.dep_ != "nsubj":
                return None  # "it is alleged that"
            return self._latest_body(place.start)
        if subject.lower_ == "they":
            return self._latest_group(sentence, place.start)
        named = subject.text[:1].isupper() and subject.i > sentence.tokens.start
        if subject.lower_ in _NO_SPEAKER or (
            subject.pos_ not in (*NOUN, "PRON", "ADJ") and not self._known(place, named)
        ):
            return None
        silent = subject.lemma_.casefold() in self._silent and not self._is_somebody(place)
        author = self._author(subject, sentence) if silent else None
        if author is not None:
            return author
        phrase = noun_phrase(subject)
        words = name_run(subject) if subject.pos_ == "PROPN" else _lowered(called(phrase, subject), sentence, phrase)
        speaker = self.of_words(self._place(sentence, phrase.start, phrase.end), head=place, words=words)
        return replace(speaker, named=False) if speaker is not None and silent else speaker

    def _author(self, document: Token, sentence: Sentence) -> Speaker | None:
        """Whose words a document holds: "Novak's statement", "a letter from the Steppe Law Institute"."""
        names = [t for t in document.lefts if t.dep_ == "poss"]
        led = [t for t in document.rights if t.lower_ in ("by", "from")]
        led += [a for t in document.rights if t.dep_ == "acl" for a in t.rights if a.dep_ == "agent"]  # released by
        names += [n for t in led for n in t.children if n.dep_ == "pobj"]
        if document.dep_ == "dobj" and document.head.lemma_ in _ISSUES:
            names += [t for t in document.head.lefts if t.dep_ == "nsubj"]  # the Committee issued a report that …
        for name in names:
            place = sentence.place(name.i, name.i + 1)
            mentions = [m for m in self._found.within(Mention, place) if m.type in ("person", "organisation")]
            if mentions:
                return self._of_mention(mentions[0])
            if name.pos_ == "PROPN":
                return Speaker(name_run(name))
        return None

    def right_before(self, verb: Token, sentence: Sentence) -> Speaker | None:
        """The person or body whose name ends right before a verb, whatever the parse takes for its subject."""
        if verb.i == sentence.tokens.start or is_passive(verb):
            return None
        before = sentence.place(verb.i - 1, verb.i)
        ends = (m for m in self._found.within(Mention, sentence.span) if m.span.end == before.end)
        named = next((m for m in ends if m.type in ("person", "organisation")), None)
        return None if named is None or _inside(named.span, self._quoted) else self._of_mention(named)

    def _of_mention(self, mention: Mention) -> Speaker:
        return Speaker(mention.name, mention.entity, mention.role or self._roles.get(mention.entity))

    def _is_somebody(self, place: Span) -> bool:
        """Whether a word belongs to the name of a person or body: Jimmy Page, the Washington Post."""
        told = (m for m in self._bodies if m.rule != "organisation.spacy")  # the model alone takes any title for a body
        return self._holders.at(place) is not None or any(m.span.overlaps(place) for m in told)

    def _known(self, place: Span, named: bool) -> bool:
        """Whether a word that the tagger took for no noun is a name after all."""
        return named or any(m.span.overlaps(place) for m in self._found.within(Mention, place))

    def _latest_body(self, at: int) -> Speaker | None:
        """The body that "it" means: the last one that spoke, or was named."""
        spoke = [speaker for place, speaker in self._spoke if place < at]
        if spoke and _is_body(spoke[-1]):
            return spoke[-1]
        bodies = [m for m in self._bodies if m.span.end <= at]
        near = bodies and at - bodies[-1].span.end < _NEAR
        return self._of_mention(bodies[-1]) if near else None

    def _latest_group(self, sentence: Sentence, at: int) -> Speaker | None:
        """Whom "they" means: the last plural actor ("by the officers") of this sentence or the one before."""
        groups = [
            (s, token)
            for s in self._parsed.sentences[max(0, sentence.index - 1) : sentence.index + 1]
            for token in s.tokens
            if token.tag_ in ("NNS", "NNPS") and _acts(token) and s.place(token.i, token.i + 1).end < at
        ]
        return self.of_subject(groups[-1][1], groups[-1][0]) if groups else None

    def _place(self, sentence: Sentence, start: int, end: int) -> Span:
        return sentence.place(start, end)

    def of_words(self, span: Span, *, head: Span, words: str) -> Speaker | None:
        """The speaker that a noun phrase of the document names: a person, a body, a known office, or its words.

        `head` is the phrase's noun; a name elsewhere in the phrase ("a pollster for Novak") names somebody else.
        `words` are what the speaker is called when the document knows no such name.
        """
        mentions = [m for m in self._found.within(Mention, span) if m.type in ("person", "organisation")]
        own = [m for m in mentions if m.span.overlaps(head)]
        own += [m for m in mentions if m.type == "person" and self._explains(m, head)]
        if own:
            return self._of_mention(min(own, key=lambda m: m.type != "person"))
        name = without_article(words)
        known = self._holders.holder(span.of(self._parsed.document.text), span.start) or self._holders.called(name)
        if known is not None:
            return self._of_mention(known)
        several = re.fullmatch(r"[A-Z]{2,}s", name) is not None  # "NGOs"
        return Speaker(name, named=name[:1].isupper() and not several) if name else None

    def _explains(self, mention: Mention, head: Span) -> bool:
        return self._is_apposition(mention, head) or self._ends_title(mention, head)

    def _ends_title(self, mention: Mention, head: Span) -> bool:
        """Whether a name ends a long title, no preposition before it: "Head of Prisons at the Ministry Anna Novak"."""
        before = self._parsed.document.text[head.start : mention.span.start]
        word = re.search(r"(\S+)\s+$", before)
        return word is not None and mention.span.start > head.end and word[1][:1].isupper()

    def _is_apposition(self, mention: Mention, head: Span) -> bool:
        """Whether the name explains the head: "the director, Anna Novak"."""
        sentence = self._parsed.sentence_at(mention.span.start)
        tokens = sentence.tokens_of(mention.span) if sentence is not None else None
        if sentence is None or tokens is None or tokens.root.dep_ != "appos":
            return False
        noun = tokens.root.head
        return sentence.place(noun.i, noun.i + 1) == head

    def latest_person(self, at: int, pronoun: str = "he") -> Speaker | None:
        """The person who spoke or was named last before a place; whose title contradicts the pronoun is passed over."""
        before = list(self._sentences_before(at))
        told = (self._reported(before[0], pronoun) or self._office_told_of(before[0])) if before else None
        if told is not None:
            return told
        spoke = [(p, s) for p, s in self._spoke if p < at and s.named and not _is_body(s)]
        named = [m for m in self._holders.before(at) if _fits(m.text, pronoun)]
        subjects = [m for m in named[-6:] if self._is_subject(m)]
        latest = subjects[-1] if subjects else None
        if spoke and (latest is None or latest.span.start < spoke[-1][0]):
            return spoke[-1][1]
        if latest is None and named:
            latest = named[-1]
        if latest is not None:
            return self._of_mention(latest)
        return next((s for sentence in before[1:] if (s := self._reported(sentence, pronoun)) is not None), None)

    def _reported(self, sentence: Sentence, pronoun: str) -> Speaker | None:
        """Who a sentence says has spoken, named or not ("A spokesman said … He added …")."""
        verb = sentence.tokens.root
        if self.mode(verb) is None:
            return None
        subject = teller_of(verb)
        told = any(t.dep_ == "ccomp" for t in verb.rights)
        if subject is None or not told or subject.lower_ in _HE or subject.tag_ not in ("NN", "NNP"):
            return None
        speaker = self.of_subject(subject, sentence)
        silent = subject.lemma_.casefold() in self._silent
        fits = speaker is not None and not _is_body(speaker) and _fits(subject.text, pronoun)
        return speaker if fits and not silent else None

    def _sentences_before(self, at: int) -> Iterator[Sentence]:
        """The sentences of the writer's own that end before a place, nearest first."""
        here = self._parsed.sentence_at(at)
        for index in range(here.index - 1, max(-1, here.index - _SENTENCES), -1) if here is not None else ():
            sentence = self._parsed.sentences[index]
            if not _inside(Span(sentence.span.start, sentence.span.start + 1), self._quoted):
                yield sentence

    def person_at(self, place: Span) -> Speaker | None:
        """The person whose name stands at a place."""
        person = self._holders.at(place)
        return None if person is None else self._of_mention(person)

    def named_at(self, at: int) -> Speaker | None:
        """The person or body whose name begins at a place."""
        mentions = self._found.all(Mention)
        first = bisect_right(mentions, at - 1, key=lambda m: m.span.start)
        found = next((m for m in mentions[first : first + 1] if m.span.start == at), None)
        return self._of_mention(found) if found is not None and found.type in ("person", "organisation") else None

    def named_in(self, title: str) -> Speaker | None:
        """The first person of the document whose name a title has."""
        person = next((m for m in self._holders.people if " " in m.text and m.text in title), None)
        return None if person is None else self._of_mention(person)

    def person_told_of(self, sentence: Sentence) -> Speaker | None:
        """The person who is the subject of a sentence that is the writer's own."""
        subject = next((t for t in sentence.tokens.root.lefts if t.dep_ in SUBJECT), None)
        if subject is None:
            return None
        place = sentence.place(subject.i, subject.i + 1)
        if _inside(place, self._quoted):
            return None
        if subject.lower_ in _HE:
            return self.latest_person(place.start, subject.lower_)
        return self.person_at(place) or self._office_told_of(sentence)

    def _office_told_of(self, sentence: Sentence) -> Speaker | None:
        """The person named before whose office is the subject of a sentence: "The director, asked twice, smiled."."""
        subject = next((t for t in sentence.tokens.root.lefts if t.dep_ == "nsubj" and t.tag_ in ("NN", "NNP")), None)
        if subject is None or self.person_at(sentence.place(subject.i, subject.i + 1)) is not None:
            return None
        phrase = called(noun_phrase(subject), subject)
        holder = self._holders.holder(phrase, sentence.span.start) if phrase[:4].casefold() == "the " else None
        return None if holder is None else self._of_mention(holder)

    def _is_subject(self, mention: Mention) -> bool:
        sentence = self._parsed.sentence_at(mention.span.start)
        tokens = sentence.tokens_of(mention.span) if sentence is not None else None
        return tokens is not None and tokens.root.dep_ in SUBJECT

    def after_according(self, sentence: Sentence, token: Token) -> Speaker | None:
        """The speaker behind "according to"; `token` is "according"."""
        to = next((t for t in token.children if t.lower_ == "to"), None) or (
            token.nbor() if token.i + 1 < len(token.doc) and token.nbor().lower_ == "to" else None
        )
        source = next((t for t in to.children if t.dep_ == "pobj"), None) if to is not None else None
        return self.of_subject(source, sentence) if source is not None else None


def _is_body(speaker: Speaker) -> bool:
    return (speaker.entity or "").startswith("organisation:")


def _misread(token: Token) -> bool:
    """Whether a word after a name may be a verb that the tagger took for a noun ("Novak concurs.")."""
    named = token.i > 0 and token.nbor(-1).pos_ in ("PROPN", "PRON")
    ends = token.i + 1 >= len(token.doc) or token.nbor().is_punct
    return named and ends and token.pos_ in ("NOUN", "ADJ") and token.is_lower


def _lowered(words: str, sentence: Sentence, phrase: TokenSpan) -> str:
    """A common noun's phrase as inside a sentence ("Officials" at its beginning is no name)."""
    named = phrase.start > sentence.tokens.start and len(phrase) == 1
    return words if named else words[:1].lower() + words[1:]


def _acts(token: Token) -> bool:
    by = token.dep_ == "pobj" and token.head.lower_ == "by"
    return token.dep_ in SUBJECT or by


def _inside(span: Span, quoted: Sequence[Span]) -> bool:
    """Whether a span lies in one of the quoted ones, which are in text order."""
    at = bisect_right(quoted, span.start, key=lambda q: q.start) - 1
    return at >= 0 and quoted[at].contains(span)


def _fits(text: str, pronoun: str) -> bool:
    titled = re.match(r"(Mr|Mrs|Ms|Miss|Sir|Lady|Dame|Lord)\b", text)
    if titled is None:
        return True
    return (titled[1] in ("Mr", "Sir", "Lord")) == (pronoun == "he")
