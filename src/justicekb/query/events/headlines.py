"""Headlines of timeline entries, written from the record: "Kazakhstan ratifies the Convention against Torture".

A headline says no more than the record does. Where the words of the event have no entry in event-headlines.toml, or
the one whom it happened to has no name, the sentence itself, cut to length, is the headline.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from justicekb.model import Fact, Participant, normalise_name
from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.entries import EventHeadline

# The most characters of a headline; longer sentences are cut at a word.
HEADLINE = 140

# More names than these are counted, as newspapers do.
_MOST_NAMES = 3

# Names of these kinds of instruments are used with the article ("the Convention", "the Criminal Code").
_WITH_ARTICLE = ("Convention", "Covenant", "Protocol", "Statute", "Constitution", "Code", "Charter", "Act", "Law")

Forms = Mapping[tuple[str, str], EventHeadline]


@dataclass(frozen=True, slots=True)
class Told:
    """What a headline is written from: a fact, the words of its trigger, and its sentence."""

    fact: Fact
    trigger: str
    sentence: str


def headline_forms(vocabulary: Vocabulary) -> Forms:
    """The entries of event-headlines.toml by event type and word of the trigger."""
    return {(e.type, word): e for e in vocabulary.entries(EventHeadline) for word in e.words}


def headline(told: Told, forms: Forms) -> str:
    """The headline of a fact, from its record where that can be put into words, else from its sentence."""
    return _written(told, forms) or cut(told.sentence)


def cut(sentence: str) -> str:
    """A sentence cut to the length of a headline, at a word."""
    words = " ".join(sentence.split())
    if len(words) <= HEADLINE:
        return words
    return words[: HEADLINE - 1].rsplit(" ", 1)[0].rstrip(",;:–- ") + "…"


def _written(told: Told, forms: Forms) -> str | None:
    form = next((forms[key] for w in told.trigger.casefold().split() if (key := (told.fact.type, w)) in forms), None)
    if form is None:
        return None
    doers, undergoers = (_named(told.fact, role) for role in ("agent", "object"))
    words = _SHAPES[form.shape](form, told.fact, doers, undergoers)
    if words is None or len(words) > HEADLINE:
        return None
    hedge = " (alleged)" if told.fact.modality == "alleged" else ""
    return words[0].upper() + words[1:] + hedge


def _transitive(form: EventHeadline, fact: Fact, doers: Sequence[str], undergoers: Sequence[str]) -> str | None:
    if not undergoers:
        return None
    if doers:
        return f"{_several(doers)} {_active(form, fact, doers)} {_several(undergoers)}"
    return _undergone(form, fact, doers, undergoers) if " " not in form.participle else None


def _intransitive(form: EventHeadline, fact: Fact, doers: Sequence[str], undergoers: Sequence[str]) -> str | None:
    subjects = doers or undergoers
    return f"{_several(subjects)} {_active(form, fact, subjects)}" if subjects else None


def _undergone(form: EventHeadline, fact: Fact, doers: Sequence[str], undergoers: Sequence[str]) -> str | None:
    if not undergoers:
        return None
    manner = "to be " if fact.modality == "planned" else "not " if fact.polarity == "negative" else ""
    return f"{_several(undergoers)} {manner}{form.participle}"


def _undergoes(form: EventHeadline, fact: Fact, doers: Sequence[str], undergoers: Sequence[str]) -> str | None:
    return f"{_several(undergoers)} {_active(form, fact, undergoers)}" if undergoers else None


_SHAPES = {
    "transitive": _transitive,
    "intransitive": _intransitive,
    "undergone": _undergone,
    "undergoes": _undergoes,
}


def _active(form: EventHeadline, fact: Fact, subjects: Sequence[str]) -> str:
    several = len(subjects) > 1 or _plural(subjects[0])
    if fact.polarity == "negative":
        return f"{'have' if several else 'has'} not {form.participle}"
    if fact.modality == "planned":
        return f"to {form.plain}"
    return form.plain if several else form.present


def _plural(name: str) -> bool:
    """Whether a noun phrase without a name of its own is plural by its head: "members of parliament", "police"."""
    head = name.split(" of ")[0].split()[-1] if name.split() else ""
    return head.islower() and (head == "police" or (head.endswith("s") and not head.endswith("ss")))


def _named(fact: Fact, role: str) -> list[str]:
    """The names in a role, one for each entity, with the article where the field writes one."""
    names: dict[str, str] = {}
    for part in fact.participants:
        if part.role == role and not _is_pronoun(part):
            names.setdefault(part.entity or normalise_name(part.name), _with_article(part))
    return list(names.values())


def _is_pronoun(part: Participant) -> bool:
    return part.entity is None and part.name.casefold() in _PRONOUNS


# Closed class of English personal and demonstrative pronouns; a headline needs a name or a noun.
_PRONOUNS = frozenset(
    [
        "he",
        "she",
        "it",
        "they",
        "him",
        "her",
        "them",
        "who",
        "which",
        "that",
        "this",
        "those",
        "these",
        "one",
        "we",
        "i",
        "you",
        "us",
    ]
)


def _with_article(part: Participant) -> str:
    is_law = (part.entity or "").startswith("law:") and any(w in part.name.split() for w in _WITH_ARTICLE)
    return f"the {part.name}" if is_law and part.name[:1].isupper() else part.name


def _several(names: Sequence[str]) -> str:
    if len(names) > _MOST_NAMES:
        names = [*names[: _MOST_NAMES - 1], f"{len(names) - _MOST_NAMES + 1} others"]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
