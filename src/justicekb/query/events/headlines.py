"""Headlines of timeline entries, written from the record: "Kazakhstan ratifies the Convention against Torture".

A headline says no more than the record does. Where the words of the event have no entry in event-headlines.toml, or
the one whom it happened to has no name, the sentence itself is the headline; a long one up to where a clause behind
the event begins, so that it can be printed, and only one without such a place is cut at a word.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from justicekb.model import Fact, Participant, normalise_name
from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.entries import EventHeadline

# The most characters of a headline, and of one that is a whole sentence without a place to end before.
HEADLINE, WHOLE = 140, 320

# More names than these are counted, as newspapers do.
_MOST_NAMES = 3

# Names of these kinds of instruments are used with the article ("the Convention", "the Criminal Code").
_WITH_ARTICLE = ("Convention", "Covenant", "Protocol", "Statute", "Constitution", "Code", "Charter", "Act", "Law")

Forms = Mapping[tuple[str, str], EventHeadline]


@dataclass(frozen=True, slots=True)
class Told:
    """What a headline is written from: a fact, the words of its trigger, its sentence, and where these end in it."""

    fact: Fact
    trigger: str
    sentence: str
    end: int = 0


def headline_forms(vocabulary: Vocabulary) -> Forms:
    """The entries of event-headlines.toml by event type and word of the trigger."""
    return {(e.type, word): e for e in vocabulary.entries(EventHeadline) for word in e.words}


def headline(told: Told, forms: Forms) -> str:
    """The headline of a fact, from its record where that can be put into words, else from its sentence."""
    words = _written(told, forms) or cut(told.sentence, told.end)
    things = [p for p in told.fact.participants if p.role == "object" and not _is_pronoun(p)]
    named = [p.name for p in things if not (p.entity or "").startswith(("place:", "person:"))]
    if words.endswith("…") and len(things) == len(named) == 1:
        return f"{told.fact.type.replace('_', ' ').capitalize()}: {named[0]}"  # a label is no sentence, and no torso
    return words


# Where a sentence may end before its end: at a clause that only adds to what stands before it.
_ADDS = re.compile(
    r", (?=(?:which|who|whose|where|with|(?!includ|follow|accord)\w{3,}ing)\b)"
    r"|,? (?=(?:while|although|though|because|after|before|when)\b)|; | [–—] | (?=and that\b)"
    r"|, (?=(?:and|but|so) (?:he|she|it|they|there|(?:the|an?|this|its|his|her|their) [\w-]+|[A-Z]\w+)"
    r"(?: [\w’'-]+){0,3} (?:was|were|is|are|has|had|have|did|does|will|would|\w+ed)\b)"
)
_JOINS = re.compile(r"(?:,|;) (?:and|but|though|although|while|whereas) ")
_ADDRESS = re.compile(r"^M(?:r|rs|s|adam)[.:]? (?:Deputy )?(?:Speaker|Chair\w*|President),?(?: (?:Sir|Madam),?)? (\w)")
_LEADING = re.compile(
    r"^(?:(?:Now|However|Meanwhile|Also|Then|In addition|Additionally),? )?(?:[Aa]ccording to [^,]*(?:, |$))?"
)
_LEADS = re.compile(
    r"(?:When|After|Before|While|As|If|Although|Though|Because|Since|Following|During|Under|In|On|At)\b"
)
_ASIDE = re.compile(r"\s*\([^()]*\)")


def cut(sentence: str, end: int = 0) -> str:
    """A sentence brought to the length of a headline: without asides, up to a clause that only adds to it, or whole.

    `end` is where the words of the event end; what stands before it is kept.
    """
    whole = " ".join(sentence.split())
    words = _ADDRESS.sub(lambda m: m[1].upper(), whole)
    if len(words) <= HEADLINE:
        return words
    told = len(" ".join(sentence[:end].split())) - len(whole) + len(words)
    told -= sum(min(len(m[0]), max(0, told - m.start())) for m in _ASIDE.finditer(words))
    words = _ASIDE.sub("", words)
    if len(words) <= HEADLINE:
        return words
    stop = _stop(words, told)
    if stop is not None:
        return words[:stop].rstrip(" ,;:–—") + "."
    joint = next((m for m in reversed(list(_JOINS.finditer(words))) if m.end() < told), None)
    if joint is not None and _stands(words[joint.end() :]):
        return cut(words[joint.end()].upper() + words[joint.end() + 1 :], told - joint.end())
    if len(words) <= WHOLE:
        return words
    return words[: HEADLINE - 1].rsplit(" ", 1)[0].rstrip(",;:–- ") + "…"


def _stop(words: str, told: int) -> int | None:
    """The last place to end at within the length of a headline, else the first behind it."""
    stops = [m.start() for m in _ADDS.finditer(words) if told < m.start() < WHOLE and _stands(words[: m.start()])]
    near = [stop for stop in stops if stop < HEADLINE]
    return near[-1] if near else next(iter(stops), None)


def _stands(words: str) -> bool:
    """Whether words may stand alone: behind what leads in there is a clause, and all that is opened is closed."""
    words = _LEADING.sub("", words)
    led = _LEADS.match(words)
    behind = words.partition(",")[2] if led and led[0] not in _PLACED else words
    if re.search(r"\b(?:that|by|of|for) (?:by |when |after |in )?\w+ing [^,]*$", words):
        return False  # "decided that by extraditing 28 men" waits for its clause
    closed = words.count("“") == words.count("”") and words.count('"') % 2 == 0 and words.count("(") == words.count(")")
    return closed and len(behind.split()) >= _CLAUSE


# Words that lead in a time or place more often than a clause, and the fewest words of a clause.
_PLACED, _CLAUSE = frozenset(["In", "On", "At", "During", "Under"]), 5


def _written(told: Told, forms: Forms) -> str | None:
    form = next((forms[key] for w in told.trigger.casefold().split() if (key := (told.fact.type, w)) in forms), None)
    if form is None:
        return None
    doers, undergoers = (_named(told.fact, role, told.sentence) for role in ("agent", "object"))
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
    head = re.split(r" (?:of|to) ", name)[0].split()[-1] if name.split() else ""
    return head.islower() and (head == "police" or (head.endswith("s") and not head.endswith("ss")))


def _named(fact: Fact, role: str, sentence: str) -> list[str]:
    """The names in a role, one for each entity, with the article where the field writes one."""
    names: dict[str, str] = {}
    parts = [p for p in fact.participants if p.role == role and not _is_pronoun(p)]
    for part in parts:
        if not any(_describes(part, other, sentence) for other in parts):
            names.setdefault(
                part.entity or normalise_name(part.name), _part_of_law(_with_article(part), fact, part, sentence)
            )
    return list(names.values())


def _describes(part: Participant, other: Participant, sentence: str) -> bool:
    """Whether a noun only says what the name behind it is: the "bloggers" of "activists and bloggers Vesk and Norn"."""
    noun = part.entity is None and part.name.islower() and other is not part
    return noun and re.search(rf"\b{re.escape(part.name)} {re.escape(other.name)}", sentence) is not None


def _part_of_law(name: str, fact: Fact, part: Participant, sentence: str) -> str:
    """The name with the change to it that the event happened to: "amendments to the Media Law" came into force."""
    if fact.type == "amendment":
        return name
    of = re.search(rf"\b({_PARTS} (?:to|of) (?:the |its |their )?){re.escape(part.name)}", sentence, re.IGNORECASE)
    if of:
        return f"{of[1]}{part.name}"
    kinds = re.search(rf"\b([a-z-]+ and {re.escape(part.name)})\b", sentence) if _is_plural_noun(part) else None
    return kinds[1] if kinds else name


def _is_plural_noun(part: Participant) -> bool:
    """Whether words may have lost their first kind: the "minor codes" of "criminal and minor codes"."""
    return part.name.islower() and " " in part.name and part.name.endswith("s")


_PARTS = r"(?:amendments?|changes?|additions?|annex(?:es)?|articles?|provisions?|chapters?)"


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
