"""A document and a question walk through the house one way: a room that was left is not entered again.

What is counted: while a document (or a question) is worked on, every call of a function in a file of the wing, at any
depth, enters the step that the file belongs to. Steps stand here in the order of the door's docstring; entering one
that comes before a step already entered is a step back, and fails. Not counted are the files that steps may ask: they
read the parse, the text or the vocabulary, keep nothing of the document, and import no step, which is asserted as well.
"""

from __future__ import annotations

import ast
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

import justicekb
from justicekb.extract import extract
from justicekb.extract.nlp import parse
from justicekb.ingest import read

SRC = Path(justicekb.__file__).parent


def rooms_of(wing: str) -> set[str]:
    folder = SRC / wing.replace(".", "/")
    files = (path.relative_to(folder).with_suffix("") for path in folder.rglob("*.py"))
    return {".".join(file.parts).removesuffix(".__init__") for file in files} - {"__init__"}


def imports_of(wing: str, room: str) -> set[str]:
    """The files of the wing that a file of it imports; a folder's `__init__` stands for the folder."""
    path = SRC / wing.replace(".", "/") / room.replace(".", "/")
    file = path.with_suffix(".py") if path.with_suffix(".py").exists() else path / "__init__.py"
    tree = ast.parse(file.read_text(encoding="utf-8"))
    named = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    modules = {str(node.module) for node in named} | {f"{n.module}.{a.name}" for n in named for a in n.names}
    inside = f"justicekb.{wing}."
    return {module.removeprefix(inside) for module in modules if module.startswith(inside)} & rooms_of(wing)


@dataclass(frozen=True)
class Walk:
    """A wing with its steps in order, each a set of files, and the files that any step may ask."""

    corridor: str  # the file that runs the steps
    steps: tuple[str, ...]
    asked: str

    def step_of(self, room: str) -> int | None:
        return next((at for at, files in enumerate(self.steps) if room in files.split()), None)


WALKS = {
    "extract.names": Walk(
        "resolution",
        (
            "proposals proposals.organisations proposals.people proposals.places proposals.headnouns "
            "proposals.bodywords proposals.teams proposals.personnames proposals.datelines",
            "screening glosses",
            "neighbours",
            "typing",
            "repeats",
            "introductions",
            "coreference gender jurisdictions",
        ),
        "words candidates gazetteer nameforms",
    ),
    "extract.facts": Walk(
        "facts",
        ("sentences", "triggers", "dating attachment gapping", "participants", "modality"),
        "lexicon arguments antecedents datewords phrases lightverbs factuality",
    ),
}

DOCUMENT = """\
---
publisher: Norland Prison Service
date: 2019-06-14
---

# Norland reforms its prisons

HAVEN, 12 June 2019 - The Ministry of Justice of Norland (MoJ) opened a prison in Haven on 5 May 2018, and on 6 June
2018 the Haven District Court (Okresný súd) convicted Ivan Petrov, 45, of fraud. Petrov was arrested in 2016, and his
brother, Damon Petrov, in 2017.

Norland ratified the Convention against Torture in 1998 and the Optional Protocol in 2008. “The Centre was created in
2011 by order of the Minister,” said Maria Holt, Director of the Haven Centre for Prison Reform, on 3 March 2019. The
Centre visited 12 prisons in 2018. It must visit all of them by 2022.

The death penalty was abolished by Norland in 1997, Sudland in 1998 and Westland in 2003.
"""


def walked(wing: str, run) -> list[str]:
    """The files of a wing that were entered, in order, without those of the corridor."""
    folder = f"{SRC / wing.replace('.', '/')}/"
    entered: list[str] = []

    def note(frame, event, argument):
        file = frame.f_code.co_filename
        if event == "call" and file.startswith(folder):
            room = file.removeprefix(folder).removesuffix(".py").replace("/", ".").removesuffix(".__init__")
            if not entered or entered[-1] != room:
                entered.append(room)

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        run()
    finally:
        sys.setprofile(before)
    return entered


def steps_back(walk: Walk, entered: list[str]) -> list[str]:
    """Where a step was entered again after a later one."""
    found, furthest, name = [], -1, ""
    for room in entered:
        step = walk.step_of(room)
        if step is not None and step < furthest:
            found.append(f"{name} -> {room}")
        elif step is not None:
            furthest, name = step, room
    return found


@pytest.fixture(scope="module")
def document_walked(nlp, vocabulary):
    """The files of each wing of `extract` that one document entered."""
    parsed = next(parse([read(DOCUMENT.encode(), vocabulary, path="reform.md")], nlp))
    extract(parsed, vocabulary)  # what is made once of the vocabulary is made before
    return {wing: walked(wing, lambda: extract(parsed, vocabulary)) for wing in WALKS}


@pytest.mark.parametrize("wing", WALKS)
def test_a_document_enters_each_step_once(wing, document_walked):
    walk = WALKS[wing]
    entered = document_walked[wing]
    assert not steps_back(walk, entered)
    assert {walk.step_of(room) for room in entered} >= set(range(len(walk.steps))), "the document takes every step"


@pytest.mark.parametrize("wing", WALKS)
def test_every_file_is_a_step_or_is_asked_and_imports_go_one_way(wing):
    walk = WALKS[wing]
    rooms = rooms_of(wing)
    listed = [walk.corridor, *walk.asked.split(), *(room for step in walk.steps for room in step.split())]
    assert sorted(listed) == sorted(rooms)
    for room in rooms - {walk.corridor}:
        own = walk.step_of(room)
        used = {other: walk.step_of(other) for other in imports_of(wing, room)}
        late = {other for other, step in used.items() if step is not None and (own is None or step > own)}
        assert not late, f"{room} uses what comes later"
        assert walk.corridor not in used


def test_a_step_back_is_seen():
    walk = Walk("run", ("first", "second", "third"), "words")
    assert steps_back(walk, ["first", "words", "second", "first", "third"]) == ["second -> first"]
    assert not steps_back(walk, ["run", "first", "words", "second", "words", "second", "run", "third"])
