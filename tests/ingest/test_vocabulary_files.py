"""Every entry of ingest's data files matches its examples and none of its counter-examples."""

from __future__ import annotations

import pytest

from justicekb.ingest.formats.html.hints import Hints, PageHint
from justicekb.ingest.furniture import FurnitureLine, compiled
from justicekb.ingest.genres.bylines import Bylines, BylineWord
from justicekb.ingest.genres.printeddate import Month
from justicekb.vocabulary import load

VOCABULARY = load()


@pytest.mark.parametrize("entry", VOCABULARY.entries(FurnitureLine), ids=lambda e: e.id)
def test_furniture_lines(entry):
    assert entry.examples
    assert entry.counter_examples
    pattern = compiled(entry)
    assert [e for e in entry.examples if not pattern.fullmatch(e)] == []
    assert [e for e in entry.counter_examples if pattern.fullmatch(e)] == []


@pytest.mark.parametrize("entry", VOCABULARY.entries(PageHint), ids=lambda e: e.id)
def test_page_hints(entry):
    assert entry.examples
    assert entry.counter_examples
    hints = Hints((entry,))
    assert [e for e in entry.examples if not hints.roles(e)] == []
    assert [e for e in entry.counter_examples if hints.roles(e)] == []


@pytest.mark.parametrize("entry", VOCABULARY.entries(BylineWord), ids=lambda e: e.id)
def test_byline_words(entry):
    bylines = Bylines(VOCABULARY.entries(BylineWord))
    wanted = {"lead": ("Ana Diaz",), "office": (), "stop": ("Ana Diaz",), "outlet": ("Ana Diaz",)}[entry.role]
    assert [e for e in entry.examples if bylines.names([e]) != wanted] == []
    assert [e for e in entry.counter_examples if bylines.names([e]) != (e,)] == []


def test_every_language_that_gives_months_by_name_has_them_once():
    for language in {month.language for month in VOCABULARY.entries(Month)}:
        numbers = [int(m.month) for m in VOCABULARY.entries(Month) if m.language == language]
        assert len(numbers) == len(set(numbers))
        assert set(numbers) <= set(range(1, 13))
