"""Which words tell of one thing: "executions", "capital punishment" and "the death penalty" are one in comparisons."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from justicekb.query.language.stems import stems
from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.entries import SameWords

Runs = tuple[tuple[tuple[str, ...], str], ...]


@dataclass(frozen=True)
class Things:
    """Runs of stems with the thing they name, longest first; `composed` matches up to the number of members."""

    objects: Runs
    measures: Runs
    alike: Runs
    scopes: Runs
    generic: frozenset[str]
    phases: frozenset[str]
    members: frozenset[tuple[str, ...]]
    composed: re.Pattern[str]
    tolls: Runs = ()
    incidents: Runs = ()
    apart: frozenset[str] = frozenset()

    def are_members(self, measure: str) -> bool:
        """Whether a measure is what the members of a body are called: "human rights organisations (that …)"."""
        return tuple(stems(re.split(r"\s(?:that|which|who|whose)\s", measure)[0])) in self.members


def named(words: Sequence[str], runs: Runs, *, mark: str = "=") -> list[str]:
    """The stems with each run that names a thing replaced by the thing, which is marked."""
    found: list[str] = []
    at = 0
    while at < len(words):
        run = next(((r, t) for r, t in runs if tuple(words[at : at + len(r)]) == r), None)
        found.append(f"{mark}{run[1]}" if run else words[at])
        at += len(run[0]) if run else 1
    return found


def things_in(text: str, runs: Runs) -> list[str]:
    """The things that a text names, in order."""
    return [word for word in named(stems(text), runs) if word.startswith("=")]


def things(vocabulary: Vocabulary) -> Things:
    """The things of a vocabulary, built once."""
    return vocabulary.once(_build)


def _build(vocabulary: Vocabulary) -> Things:
    entries = vocabulary.entries(SameWords)

    def words(kind: str) -> list[str]:
        return [w for e in entries if e.kind == kind for w in e.words]

    scopes = {tuple(stems(w)): w for w in words("scope")}
    return Things(
        objects=_runs(e for e in entries if e.kind in ("object", "any")),
        measures=_runs(e for e in entries if e.kind == "any"),
        alike=_runs(e for e in entries if e.kind == "alike"),
        scopes=_longest_first(scopes),
        generic=frozenset(stem for w in words("generic") for stem in stems(w)),
        phases=frozenset(stem for w in words("phase") for stem in stems(w)),
        members=frozenset(tuple(stems(w)) for w in words("members")),
        composed=_composed(words("composed")),
        tolls=_runs(e for e in entries if e.kind == "toll"),
        incidents=_longest_first({tuple(stems(w)): w for w in words("incident")}),
        apart=frozenset(words("apart")),
    )


def _runs(entries: Iterable[SameWords]) -> Runs:
    return _longest_first({tuple(stems(words)): e.id for e in entries for words in e.words})


def _longest_first(runs: dict[tuple[str, ...], str]) -> Runs:
    return tuple(sorted(runs.items(), key=lambda pair: (-len(pair[0]), pair[0])))


def _composed(words: Sequence[str]) -> re.Pattern[str]:
    """Matches what stands between a body's name and the number of its members: ", an association of"."""
    told = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=len, reverse=True))
    return re.compile(rf"[^.;]{{0,40}}\b(?:{told})\s+(?:(?:about|over|some|nearly|more\s+than|at\s+least)\s+)?")
