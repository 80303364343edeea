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
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

import justicekb
from justicekb.extract import extract
from justicekb.extract.nlp import parse
from justicekb.ingest import read
from justicekb.query.questions import ask
from justicekb.store.memory import MemoryRecords

SRC = Path(justicekb.__file__).parent


@dataclass(frozen=True)
class Walk:
    """A wing with its steps in order, each a set of files ("dates.*" is all in it), and the files that any may ask.

    `corridor` is what runs the steps; the door of a folder of its own is its `__init__`.
    """

    corridor: str
    steps: tuple[str, ...]
    asked: str

    def step_of(self, room: str) -> int | None:
        if is_among(room, self.corridor) or is_among(room, self.asked):
            return None
        return next((at for at, files in enumerate(self.steps) if is_among(room, files)), None)


def is_among(room: str, files: str) -> bool:
    return any(fnmatchcase(room, pattern) or f"{room}.*" == pattern for pattern in files.split())


WALKS = {
    "ingest": Walk(
        "__init__ containers",
        ("mediatype", "formats.*", "bounds", "genres.*", "walls"),
        "blocks candidates encoding furniture hyphens language limits parts printed raised sentences source tables xml "
        "manifest formats.packages",
    ),
    "extract": Walk(
        "__init__",
        ("laws.*", "names.*", "dates.*", "figures.*", "quotes.*", "facts.*", "references.*"),
        "nlp inference sources.* names names.words names.candidates names.gazetteer names.nameforms",
    ),
    "extract.names": Walk(
        "resolution",
        (
            "proposals.*",
            "screening glosses letters",
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
        ("sentences", "triggers", "dating attachment gapping nearness", "participants", "modality", "announcements"),
        "lexicon arguments antecedents datewords phrases lightverbs factuality",
    ),
    # A reply may try one thing after another, and asks for a judgement of each; `judgement` knows neither.
    "query.questions": Walk("ask", ("analysis.*", "replies.*"), "frames analysis.wording judgement.*"),
}
DOCUMENT_WALKS = [wing for wing in WALKS if wing.startswith(("ingest", "extract"))]

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


QUESTIONS = (
    "When did Norland ratify the Convention against Torture?",
    "How many prisons did the Centre visit?",
    "Has Norland abolished the death penalty?",
    "Who said that the Centre was created by order of the Minister?",
    "What happened in Haven in 2018?",
)


def walked(wing: str, run) -> list[str]:
    """The files of a wing that were entered, in order."""
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
    """The files of each wing that one document entered on its way from bytes to records."""

    def whole() -> None:
        extract(next(parse([read(DOCUMENT.encode(), vocabulary, path="reform.md")], nlp)), vocabulary)

    whole()  # what is made once of the vocabulary is made before
    return {wing: walked(wing, whole) for wing in DOCUMENT_WALKS}


@pytest.fixture(scope="module")
def asked_base(nlp, vocabulary):
    """The records of the document, on the memory store."""
    document = read(DOCUMENT.encode(), vocabulary, path="reform.md")
    records = MemoryRecords()
    records.replace(document, extract(next(parse([document], nlp)), vocabulary))
    return records


@pytest.mark.parametrize("wing", DOCUMENT_WALKS)
def test_a_document_enters_each_step_once(wing, document_walked):
    assert not steps_back(WALKS[wing], document_walked[wing])


@pytest.mark.parametrize("wing", ["extract.names", "extract.facts"])
def test_the_document_takes_every_step(wing, document_walked):
    walk = WALKS[wing]
    assert {walk.step_of(room) for room in document_walked[wing]} >= set(range(len(walk.steps)))


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_is_understood_once_and_then_answered(question, asked_base, vocabulary):
    ask(question, asked_base, vocabulary)
    walk = WALKS["query.questions"]
    entered = walked("query.questions", lambda: ask(question, asked_base, vocabulary))
    assert not steps_back(walk, entered)
    assert {walk.step_of(room) for room in entered} >= {0, 1}


def rooms_of(wing: str) -> set[str]:
    folder = SRC / wing.replace(".", "/")
    files = (path.relative_to(folder).with_suffix("") for path in folder.rglob("*.py"))
    return {".".join(file.parts).removesuffix(".__init__") for file in files}


def imports_of(wing: str, room: str) -> set[str]:
    """The files of the wing that a file of it imports; a folder's `__init__` stands for the folder."""
    path = SRC / wing.replace(".", "/") / room.replace(".", "/")
    file = path.with_suffix(".py") if path.with_suffix(".py").exists() else path / "__init__.py"
    tree = ast.parse(file.read_text(encoding="utf-8"))
    named = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    modules = {str(node.module) for node in named} | {f"{n.module}.{a.name}" for n in named for a in n.names}
    inside = f"justicekb.{wing}."
    return {module.removeprefix(inside) for module in modules if module.startswith(inside)} & rooms_of(wing)


@pytest.mark.parametrize("wing", WALKS)
def test_every_file_is_a_step_or_is_asked_and_imports_go_one_way(wing):
    walk = WALKS[wing]
    rooms = {room for room in rooms_of(wing) - {"__init__"} if not is_among(room, walk.corridor)}
    assert not {room for room in rooms if not is_among(room, walk.asked) and walk.step_of(room) is None}
    doors = {room for room in rooms if (SRC / wing.replace(".", "/") / room.replace(".", "/")).is_dir()}
    for room in rooms - doors:
        own = walk.step_of(room)
        used = {other: walk.step_of(other) for other in imports_of(wing, room)}
        late = {other for other, step in used.items() if step is not None and (own is None or step > own)}
        assert not late, f"{room} uses what comes later"
        assert not {other for other in used if is_among(other, walk.corridor)}


def test_a_step_back_is_seen():
    walk = Walk("run", ("first", "second", "third"), "words")
    assert steps_back(walk, ["first", "words", "second", "first", "third"]) == ["second -> first"]
    assert not steps_back(walk, ["run", "first", "words", "second", "words", "second", "run", "third"])
