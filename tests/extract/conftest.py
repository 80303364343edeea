"""Short texts through the parser and the extractors, for the tests of single steps.

To add a case: a sentence with the expected records marked inline goes into `cases` (see its README); what one step does
goes into the folder of its wing, on the smallest text that shows it (`facts_in`, `extracted`). A rule comes with two
tests, what it must find and what it must leave alone. All sentences are our own, places and people invented.
"""

from __future__ import annotations

import hashlib

import pytest

from justicekb.edtf import Edtf
from justicekb.extract import extract
from justicekb.extract.dates.mentions import find_dates
from justicekb.extract.facts.facts import find_facts
from justicekb.extract.nlp import Found, parse
from justicekb.ingest import read
from justicekb.model import Block, Document
from justicekb.spans import Span


@pytest.fixture(scope="session")
def parsed_text(nlp):
    """Parses a text of paragraphs, published on 15 June 2023 unless told otherwise."""

    def parsed(text: str, published: str | None = "2023-06-15", kind: str = "paragraph"):
        at, blocks = 0, []
        for paragraph in text.split("\n\n"):
            blocks.append(Block(kind=kind, span=Span(at, at + len(paragraph))))
            at += len(paragraph) + 2
        document = Document(
            path="text.txt",
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            media_type="text/plain",
            published=Edtf(published) if published else None,
            text=text,
            blocks=tuple(blocks),
        )
        return next(parse([document], nlp))

    return parsed


@pytest.fixture(scope="session")
def facts_in(parsed_text, vocabulary):
    """The facts of a text with its dates and, if given, names and quotations found before."""

    def facts(text: str, *records, published: str | None = "2023-06-15", kind: str = "paragraph"):
        parsed = parsed_text(text, published, kind)
        found = Found(records)
        found.add(list(find_dates(parsed, vocabulary, found)))
        return list(find_facts(parsed, vocabulary, found))

    return facts


@pytest.fixture(scope="session")
def extracted(nlp, vocabulary):
    """Every record of a document written as Markdown."""

    def records(text: str, path: str = "document.md"):
        document = read(text.encode(), vocabulary, path=path)
        return extract(next(parse([document], nlp)), vocabulary)

    return records
