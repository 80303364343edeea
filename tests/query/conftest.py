"""A small knowledge base written by hand: each record is found in its document by its words.

base.add("a.txt", "Norland ratified the Convention in 1998.", title="…")
base.fact("ratified", type="ratification", date="1998", agent="Norland", object="the Convention")

To add a case: fill `base` with no more than the case needs, ask, and compare; to each rule belong two tests, what must
be found and what must not. Tests of one wing stand in its folder.
"""

from __future__ import annotations

import hashlib
import re

import pytest

from justicekb.edtf import Edtf
from justicekb.model import (
    Block,
    DateMention,
    Document,
    Fact,
    Figure,
    LawMention,
    Mention,
    Participant,
    Quote,
    entity_id,
)
from justicekb.spans import Span
from justicekb.store.memory import MemoryRecords

DATES = ("published", "period", "retrieved")


class Base:
    """Documents and records on the memory store; records belong to the document added last."""

    def __init__(self):
        self.records = MemoryRecords()
        self.document = None
        self.own = []
        self.entities = {}

    def add(self, path, text, *, headings=(), **fields):
        """A document; paragraphs are parted by empty lines, those among `headings` are headings."""
        blocks, at = [], 0
        for paragraph in text.split("\n\n"):
            kind = "heading" if paragraph in headings else "paragraph"
            level = 1 if kind == "heading" else None
            blocks.append(Block(kind=kind, level=level, span=Span(at, at + len(paragraph))))
            at += len(paragraph) + 2
        values = {key: Edtf(value) if key in DATES else value for key, value in fields.items()}
        values.setdefault("media_type", "text/plain")
        digest = hashlib.sha256(f"{path} {text}".encode()).hexdigest()
        self.document = Document(path=path, sha256=digest, text=text, blocks=tuple(blocks), **values)
        self.own = []
        self._store()
        return self.document

    def mention(self, words, type, name=None, *, role=None):
        """Every place of the words is a mention of the name."""
        name = name or words
        self.entities[words] = self.entities[name] = entity_id(type, name)
        for span in self._all(words):
            fields = {"entity": entity_id(type, name), "canonical": name, "aliases": (words,), "text": words}
            self._keep(Mention(type=type, name=name, role=role, **fields, **self._at(span)))

    def law(self, words, instrument, *, provision=None, jurisdiction=None, name=None):
        entity = entity_id("law", name or instrument)
        self.entities[words] = self.entities[instrument] = entity
        fields = {"entity": entity, "canonical": name or instrument, "text": words, "jurisdiction": jurisdiction}
        at = self._at(self._find(words))
        return self._keep(LawMention(instrument=instrument, provision=provision, **fields, **at))

    def fact(self, words, *, type, date, agent="", object="", place="", **fields):
        roles = {"agent": agent, "object": object, "place": place}
        participants = tuple(
            Participant(role=role, name=name, entity=self.entities.get(name))
            for role, names in roles.items()
            for name in filter(None, names.split(";"))
        )
        span = self._find(words)
        own = {"type": type, "date": Edtf(date), "participants": participants, "trigger": span}
        return self._keep(Fact(**own, **fields, **self._at(span)))

    def figure(self, words, *, value, unit="count", measure="", date=None, **fields):
        at = self._at(self._find(words))
        own = {"value": float(value), "unit": unit, "measure": measure, "date": Edtf(date) if date else None}
        return self._keep(Figure(**own, **fields, **at))

    def quote(self, words, *, speaker, direct=True, **fields):
        entity = self.entities.get(speaker)
        own = {"text": words, "direct": direct, "speaker": speaker, "speaker_entity": entity}
        return self._keep(Quote(**own, **fields, **self._at(self._find(words))))

    def date(self, words, edtf):
        return self._keep(DateMention(text=words, edtf=Edtf(edtf), **self._at(self._find(words))))

    def _keep(self, record):
        self.own.append(record)
        self._store()
        return record

    def _store(self):
        self.records.replace(self.document, self.own)

    def _find(self, words):
        start = self.document.text.index(words)
        return Span(start, start + len(words))

    def _all(self, words):
        return [Span(*m.span()) for m in re.finditer(rf"\b{re.escape(words)}\b", self.document.text)]

    def _at(self, span):
        text = self.document.text
        before = max(text.rfind(mark, 0, span.start) + len(mark) for mark in (". ", "\n\n", "” "))
        start = before if any(text.rfind(m, 0, span.start) >= 0 for m in (". ", "\n\n", "” ")) else 0
        ends = [at for at in (text.find(". ", span.end), text.find("\n\n", span.end)) if at >= 0]
        end = min(ends) + (text[min(ends)] == ".") if ends else len(text)
        return {"document": self.document.id, "span": span, "evidence": Span(start, end), "rule": "test"}


@pytest.fixture
def base():
    return Base()


@pytest.fixture(scope="session")
def new_base():
    """Makes a knowledge base, for fixtures that several tests share."""
    return Base
