"""What the finders of names share: proposals (Mentions that `resolve` decides on), word groups, spaCy's entities."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from justicekb.extract.names.words import Line
from justicekb.extract.nlp import Parsed
from justicekb.model import EntityType, Mention
from justicekb.spans import Span
from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.entries import GivenNames, NameWords, SpeechVerb

_TYPE_OF_LABEL: dict[str, EntityType] = {
    "ORG": "organisation",
    "PERSON": "person",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
}


SHORT = "organisation.short"  # the rule of "the Centre"


@dataclass(frozen=True, slots=True)
class WordGroups:
    """The groups of name-words.toml, as sets of words as written there and in lower case."""

    exact: dict[str, frozenset[str]]
    folded: dict[str, frozenset[str]]
    last: dict[str, frozenset[str]]  # the last words of entries of several words, in lower case
    first: dict[str, frozenset[str]]  # their first words, without possessive endings
    impersonal: frozenset[str]  # words that stand in no person's name, of several groups, in lower case
    given: frozenset[str]
    speaking: frozenset[str]  # the forms of verbs of speech, in lower case

    def has(self, group: str, word: str) -> bool:
        """Whether the word is in the group, in any case."""
        return word.casefold() in self.folded[group]


# Words of these stand in no person's name, however they are written.
_IMPERSONAL = (
    "organisation-heads",
    "place-heads",
    "facility-heads",
    "not-names",
    "act-heads",
    "company-words",
)


def word_groups(vocabulary: Vocabulary) -> WordGroups:
    """Reads the groups; use `vocabulary.once(word_groups)`."""
    entries = {e.id: e.words for e in vocabulary.entries(NameWords)}
    return WordGroups(
        {key: frozenset(words) for key, words in entries.items()},
        {key: frozenset(w.casefold() for w in words) for key, words in entries.items()},
        {key: frozenset(w.split()[-1].casefold() for w in words) for key, words in entries.items()},
        {key: frozenset(w.split()[0].casefold().removesuffix("'s") for w in words) for key, words in entries.items()},
        frozenset(w.casefold() for group in _IMPERSONAL for w in entries[group]),
        frozenset(name for region in vocabulary.entries(GivenNames) for name in region.names),
        frozenset(form for verb in vocabulary.entries(SpeechVerb) if verb.mode != "part" for form in verb.forms),
    )


def proposal(parsed: Parsed, span: Span, type_: EntityType, *, rule: str, role: str | None = None) -> Mention:
    """A Mention under its own words; `resolve` gives it its name and entity (empty until then)."""
    text = " ".join(span.of(parsed.document.text).split())
    sentence = parsed.sentence_at(span.start)
    return Mention(
        document=parsed.document.id,
        span=span,
        evidence=span if sentence is None else sentence.span,
        rule=rule,
        type=type_,
        name=text,
        text=text,
        entity="",
        canonical=text,
        role=role,
    )


def labelled_runs(line: Line, type_: EntityType) -> Iterator[tuple[int, int]]:
    """Word ranges that spaCy labels as a type, trimmed to capitalised words at both ends."""
    end = 0
    for at, word in enumerate(line):
        if at < end or not word.label or _TYPE_OF_LABEL.get(word.label) != type_:
            continue
        end = at + 1
        while end < len(line) and line[end].label == word.label:
            end += 1
        first, last = at, end
        while first < last and not line[first].cap:
            first += 1
        while last > first and not (line[last - 1].cap or line[last - 1].text[0].isdigit()):
            last -= 1
        if first < last:
            yield first, last
