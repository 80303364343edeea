"""The vocabulary as questions use it: word uses, synonyms, event types by stem, verbs, what asking words ask for."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from justicekb.query.language.stems import parts, stem, tokens
from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.entries import (
    EventEntry,
    NameWords,
    Opposites,
    QuestionAsked,
    QuestionEvent,
    QuestionIrregular,
    QuestionPhrase,
    QuestionRelated,
    QuestionSynonyms,
    QuestionWords,
)

# The groups of name words that are offices.
_ROLES = ("roles", "titles")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`uses` and `synonyms` are by stem; `events` maps a stem to the event types it may name.

    `near`, `once`, `personal` and `again` are what question-events.toml says of event types.

    `compounds` are the stems of several words that together stand for a stem ("prison population" for prisoners).

    `pasts` are irregular past tenses, `spoken` the words of turns of speech; `classes` are the words of each use in
    small letters, not their stems; `verbs` the verbs of the vocabulary in their plain form; `irregular` maps the stem
    of each form of an irregular verb to those of all its forms. What only some questions need is made when asked for.
    """

    uses: dict[str, frozenset[str]]
    synonyms: dict[str, frozenset[str]]
    events: dict[str, frozenset[str]]
    near: dict[str, frozenset[str]]
    once: frozenset[str]
    personal: frozenset[str]
    again: frozenset[str]
    compounds: dict[str, tuple[frozenset[str], ...]]
    pasts: frozenset[str]
    spoken: frozenset[str]
    classes: dict[str, frozenset[str]]
    verbs: frozenset[str]
    asked: tuple[QuestionAsked, ...]
    irregular: dict[str, frozenset[str]]
    vocabulary: Vocabulary

    @property
    def written(self) -> dict[str, frozenset[str]]:
        """The words of the vocabulary that have a stem, as they are written."""
        return self.vocabulary.once(_written)

    @property
    def opposites(self) -> dict[str, frozenset[str]]:
        """The stems that deny each stem."""
        return self.vocabulary.once(_opposites)

    @property
    def related(self) -> dict[str, frozenset[str]]:
        """The stems of the field of each stem, which tell it to who reads a single sentence."""
        return self.vocabulary.once(_fields)

    def is_stop(self, word: str) -> bool:
        """Whether a word is never compared."""
        return stem(word) in self.uses["stop"] or stem(word) in self.uses["auxiliary"]

    def is_common(self, word: str) -> bool:
        """Whether a word in small letters is one that questions are made of, and so no name typed in haste."""
        own = stem(word)
        used = word.casefold() in self.spoken or any(own in words for words in self.uses.values())
        return used or own in self.synonyms or own in self.events or own in self.related

    def is_verb(self, small: str) -> bool:
        """Whether a word may be the plain or third-person form of a verb."""
        return small in self.verbs or (small.endswith("s") and not self.verbs.isdisjoint((small[:-1], small[:-2])))

    def alike(self, one: str) -> frozenset[str]:
        """The stems that may stand for a stem, itself included."""
        return self.synonyms.get(one, frozenset()) | {one}

    def content(self, text: str) -> list[str]:
        """The stems of a text that are compared, in order."""
        return [stem(part) for word, _ in tokens(text) for part in parts(word)[:1] if not self.is_stop(part)]


def lexicon(vocabulary: Vocabulary) -> Lexicon:
    """The lexicon of a vocabulary, built once."""
    return vocabulary.once(_build)


def _build(vocabulary: Vocabulary) -> Lexicon:
    words = {entry.id: entry.words for entry in vocabulary.entries(QuestionWords)}
    roles = [w for entry in vocabulary.entries(NameWords) if entry.id in _ROLES for w in entry.words]
    events = vocabulary.entries(QuestionEvent)
    return Lexicon(
        uses={use: frozenset(map(stem, own)) for use, own in words.items()}
        | {"roles": frozenset(stem(part) for role in roles for part in role.split())},
        synonyms=_synonyms(_groups(vocabulary), _inflected(vocabulary)),
        compounds=_compounds(_groups(vocabulary)),
        pasts=frozenset(form.id for form in vocabulary.entries(QuestionIrregular)),
        events=_events(vocabulary),
        near={entry.id: frozenset(entry.near) for entry in events},
        once=frozenset(entry.id for entry in events if entry.once),
        personal=frozenset(entry.id for entry in events if entry.personal),
        again=frozenset(entry.id for entry in events if entry.again) | {"other"},  # no entry says what those are
        spoken=frozenset(w for entry in vocabulary.entries(QuestionPhrase) for w in " ".join(entry.words).split()),
        classes={use: frozenset(map(str.casefold, own)) for use, own in words.items()},
        verbs=_verbs(vocabulary, words),
        asked=vocabulary.entries(QuestionAsked),
        irregular=_inflected(vocabulary),
        vocabulary=vocabulary,
    )


def _verbs(vocabulary: Vocabulary, words: dict[str, tuple[str, ...]]) -> frozenset[str]:
    """The plain forms of verbs: of events, of speech, irregular ones, and the common verbs of questions."""
    light = frozenset(words["auxiliary"])
    events = (verb.split()[0] for entry in vocabulary.entries(EventEntry) for verb in entry.verbs)
    lemmas = (form.lemma for form in vocabulary.entries(QuestionIrregular))
    return frozenset([*events, *lemmas, *words["verb"], *words["report"]]) - light


def _fields(vocabulary: Vocabulary) -> dict[str, frozenset[str]]:
    return _synonyms(_related(vocabulary), _inflected(vocabulary))


def _related(vocabulary: Vocabulary) -> list[tuple[str, ...]]:
    return [group.words for group in vocabulary.entries(QuestionRelated)]


def _groups(vocabulary: Vocabulary) -> list[tuple[str, ...]]:
    groups = [group.words for group in vocabulary.entries(QuestionSynonyms)]
    return groups + [(form.id, form.lemma) for form in vocabulary.entries(QuestionIrregular)]


def _synonyms(groups: list[tuple[str, ...]], forms: dict[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """The stems that may stand for each stem; with a verb of a group go its irregular forms ("drop" and "fell")."""
    alike: dict[str, frozenset[str]] = defaultdict(frozenset)
    for group in groups:
        own = frozenset(map(stem, group))
        own = own.union(*(forms.get(word, frozenset()) for word in own))
        for word in own:
            alike[word] |= own
    return dict(alike)


def _opposites(vocabulary: Vocabulary) -> dict[str, frozenset[str]]:
    """The stems that deny each stem, both ways, irregular forms included."""
    forms = _inflected(vocabulary)
    found: dict[str, frozenset[str]] = defaultdict(frozenset)
    for entry in vocabulary.entries(Opposites):
        sides = [
            frozenset().union(*({own} | forms.get(own, frozenset()) for own in map(stem, words)))
            for words in (entry.words, entry.against)
        ]
        for one, other in (sides, sides[::-1]):
            for word in one:
                found[word] |= other
    return dict(found)


def _inflected(vocabulary: Vocabulary) -> dict[str, frozenset[str]]:
    """The stems of all forms of an irregular verb, by the stem of each of them."""
    forms: dict[str, frozenset[str]] = defaultdict(frozenset)
    for form in vocabulary.entries(QuestionIrregular):
        forms[stem(form.lemma)] |= {stem(form.id), stem(form.lemma)}
    return {word: own for own in forms.values() for word in own}


def _compounds(groups: list[tuple[str, ...]]) -> dict[str, tuple[frozenset[str], ...]]:
    found: dict[str, tuple[frozenset[str], ...]] = {}
    for group in groups:
        several = tuple(frozenset(map(stem, words.split())) for words in group if " " in words)
        if several:
            found |= dict.fromkeys((stem(word) for word in group if " " not in word), several)
    return found


def _written(vocabulary: Vocabulary) -> dict[str, frozenset[str]]:
    written: dict[str, frozenset[str]] = defaultdict(frozenset)
    words = [word for group in (*_groups(vocabulary), *_related(vocabulary)) for word in group]
    words += [word for event in vocabulary.entries(QuestionEvent) for word in event.words]
    words += [w for t in vocabulary.entries(EventEntry) for w in (*t.verbs, *t.nouns) if " " not in w]
    for word in words:
        written[stem(word)] |= {word}
    return dict(written)


def _events(vocabulary: Vocabulary) -> dict[str, frozenset[str]]:
    """Event types by the stem of the words that name them: those of questions, else triggers of documents.

    Of a trigger of several words that begins with a light verb ("come into force") the last one counts. What a word
    names in questions is listed where documents use it for many things besides ("pass", "open", "make").
    """
    light = _light(vocabulary)
    types: dict[str, frozenset[str]] = defaultdict(frozenset)
    for event in vocabulary.entries(QuestionEvent):
        for word in event.words:
            types[stem(word)] |= {event.id}
    stop = [w for e in vocabulary.entries(QuestionWords) if e.id in ("stop", "thing") for w in e.words]
    listed = frozenset(types) | light[0] | frozenset(map(stem, stop))
    governed: dict[str, frozenset[str]] = defaultdict(frozenset)
    irregular: dict[str, list[str]] = defaultdict(list)
    for form in vocabulary.entries(QuestionIrregular):
        irregular[stem(form.lemma)].append(stem(form.id))
    for trigger in vocabulary.entries(EventEntry):
        # A dated paper tells an event, its noun without a date none; what people say is asked for as words, and what
        # only looks like an event by nothing.
        named = (*trigger.verbs, *(() if trigger.date_before else trigger.nouns))
        told = () if trigger.statement or trigger.type == "other" else named
        for words in told:
            first, last = words.split()[0], words.split()[-1]
            own = stem("founded" if last == "found" else last)
            if own not in listed and (first == last or (stem(first) in light[0] and stem(last) not in light[1])):
                kept = governed if words in trigger.verbs and _needs_object(trigger) else types
                kept[own] |= {trigger.type}
    alone = {own: told for own, told in governed.items() if own not in types and len(told) == 1}
    types.update(alone)  # "support" tells nothing without its object, "withdraw" does
    for lemma, forms in irregular.items():
        for word in forms:
            types[word] |= types.get(lemma, frozenset())
    return {word: named for word, named in types.items() if named}


def _needs_object(trigger: EventEntry) -> bool:
    """Whether its verbs tell the event only with one of its objects or subjects: "support", with a moratorium."""
    return bool(trigger.objects or trigger.subjects or trigger.complement) and not trigger.object_optional


def _light(vocabulary: Vocabulary) -> tuple[frozenset[str], frozenset[str]]:
    """The stems of light verbs, and of nouns of places, bodies and offices, which name no event."""
    words = {entry.id: frozenset(map(stem, entry.words)) for entry in vocabulary.entries(QuestionWords)}
    roles = (w for entry in vocabulary.entries(NameWords) if entry.id in _ROLES for w in entry.words)
    nouns = words["locality"] | words["body"] | frozenset(stem(part) for role in roles for part in role.split())
    return words["weak"] | words["auxiliary"], nouns
