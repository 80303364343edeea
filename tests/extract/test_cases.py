"""Runs every sentence of cases/*.txt through the whole extraction and compares the records with the marks.

The format is described in cases/README.md.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from justicekb.edtf import Edtf
from justicekb.extract import extract
from justicekb.extract.nlp import parse
from justicekb.model import Block, Document, Fact, Record
from justicekb.spans import Span

CASES = Path(__file__).parent / "cases"
MARK = re.compile(r"\[(?P<words>[^\[\]]+)\]\((?P<kind>\w+)(?P<fields>(?:\s+\w+=(?:\"[^\"]*\"|[^\s)]*))*)\)")
FIELD = re.compile(r"(\w+)=(?:\"([^\"]*)\"|([^\s)]*))")
DATES = {"published", "period", "retrieved"}


@dataclass(frozen=True)
class Mark:
    kind: str
    span: Span
    words: str
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Case:
    name: str
    kinds: frozenset[str]
    text: str
    marks: tuple[Mark, ...]
    context: dict[str, str]
    xfail: str | None


def read_fields(text: str) -> dict[str, str]:
    return {key: quoted or plain for key, quoted, plain in FIELD.findall(text)}


def unmark(marked: str) -> tuple[str, tuple[Mark, ...]]:
    text, marks, at = "", [], 0
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        span = Span(len(text), len(text) + len(match["words"]))
        marks.append(Mark(match["kind"], span, match["words"], tuple(read_fields(match["fields"]).items())))
        text += match["words"]
        at = match.end()
    return text + marked[at:], tuple(marks)


def read_cases(path: Path) -> list[Case]:
    blocks = re.split(r"\n\s*\n", path.read_text(encoding="utf-8").strip())
    head = dict(line.split(":", 1) for line in blocks[0].splitlines() if not line.startswith("#"))
    kinds, shared = frozenset(head["kinds"].split()), read_fields(head.get("context", ""))
    cases = []
    for number, block in enumerate(blocks[1:], 1):
        lines = block.splitlines()
        comments = [line.lstrip("# ") for line in lines if line.startswith("#")]
        own = [line.removeprefix("context:") for line in lines if line.startswith("context:")]
        body = " ".join(line.strip() for line in lines if not line.startswith(("#", "context:")))
        if not body:
            continue
        text, marks = unmark(re.sub(r"\s*¶\s*", "\n\n", body))
        xfail = next((c.removeprefix("xfail:").strip() for c in comments if c.startswith("xfail:")), None)
        name = f"{path.stem}-{number}-{(comments or [body])[0][:50]}"
        cases.append(Case(name, kinds, text, marks, shared | read_fields(" ".join(own)), xfail))
    return cases


def document_of(case: Case) -> Document:
    at, blocks = 0, []
    for paragraph in case.text.split("\n\n"):
        blocks.append(Block(kind="paragraph", span=Span(at, at + len(paragraph))))
        at += len(paragraph) + 2
    fields = {key: Edtf(value) if key in DATES else value for key, value in case.context.items()}
    return Document(
        path=f"{case.name}.txt",
        sha256=hashlib.sha256(case.name.encode()).hexdigest(),
        media_type="text/plain",
        language="en",
        text=case.text,
        blocks=tuple(blocks),
        **fields,
    )


def value_of(record: Record, field: str) -> str:
    if isinstance(record, Fact) and field in ("agent", "object", "place"):
        return ";".join(record.names(field))
    value = getattr(record, field)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, tuple):
        return ";".join(map(str, value))
    return "" if value is None else str(value)


def place_of(record: Record) -> Span:
    return record.trigger if isinstance(record, Fact) and record.trigger else record.span


def missing_and_extra(case: Case, records: list[Record]) -> tuple[list[str], list[str]]:
    free = [r for r in records if r.KIND in case.kinds]
    missing = []
    for mark in case.marks:
        for record in free:
            same = mark.kind == record.KIND and place_of(record) == mark.span
            if same and all(value_of(record, f).casefold() == v.casefold() for f, v in mark.fields):
                free.remove(record)
                break
        else:
            missing.append(f"{mark.kind} “{mark.words}” {dict(mark.fields)}")
    return missing, [f"{r.KIND} “{place_of(r).of(case.text)}” {r}" for r in free]


ALL = [case for path in sorted(CASES.glob("*.txt")) for case in read_cases(path)]


@pytest.fixture(scope="module")
def extracted(nlp, vocabulary):
    parsed = parse((document_of(case) for case in ALL), nlp)
    return {case.name: list(extract(p, vocabulary)) for case, p in zip(ALL, parsed, strict=True)}


@pytest.mark.parametrize(
    "case", [pytest.param(c, id=c.name, marks=[pytest.mark.xfail(reason=c.xfail)] if c.xfail else []) for c in ALL]
)
def test_case(case, extracted):
    missing, extra = missing_and_extra(case, extracted[case.name])
    assert not missing and not extra, f"{case.text}\nmissing: {missing}\nnot marked: {extra}"  # noqa: PT018
