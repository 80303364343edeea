"""Page furniture is found when it is asked for, and changes nothing of any other search."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from justicekb.model import Block, Document
from justicekb.query.search import search
from justicekb.spans import Span
from justicekb.store.memory import MemoryFullText, MemoryRecords
from justicekb.store.tantivy import TantivyFullText
from justicekb.store.whoosh import WhooshFullText
from shelves import on_shelf

ENGINES = {
    "memory": lambda folder: MemoryFullText(),
    "whoosh": lambda folder: on_shelf(WhooshFullText, folder / "whoosh"),
    "tantivy": lambda folder: on_shelf(TantivyFullText, folder / "tantivy"),
}
TEXTS = (
    ("The inspectors walked through the colony and counted the beds.", "Home · Prison colony · Newsletter · Contact"),
    (
        "Prison doctors met the inspectors, and the prison gates stayed open.",
        "Subscribe to our prison newsletter today",
    ),
    ("A court in the north heard the case of the doctors.", "Home · Courts · Newsletter"),
)


def page(number, text, furniture):
    first, second = Span(0, len(text)), Span(len(text) + 2, len(text) + 2 + len(furniture))
    return Document(
        path=f"{number}.html", sha256=str(number) * 64, media_type="text/html", title=f"Visit number {number}",
        kind="article" if number else "report", publisher="Watch Press", text=f"{text}\n\n{furniture}",
        blocks=(Block(kind="paragraph", span=first), Block(kind="furniture", span=second)),
    )  # fmt: skip


@dataclass
class Stores:
    records: MemoryRecords
    fulltext: object


def stores_of(pages, fulltext):
    records = MemoryRecords()
    for one in pages:
        records.replace(one, [])
    fulltext.index([records.indexed(one.id) for one in pages], revision=records.counts().revision)
    return Stores(records, fulltext)


@pytest.fixture(params=ENGINES)
def both(request, tmp_path):
    """The stores of the pages, and those of the same pages without furniture."""
    pages = [page(number, *texts) for number, texts in enumerate(TEXTS)]
    with_it = stores_of(pages, ENGINES[request.param](tmp_path))
    (tmp_path / "bare").mkdir()
    bare = stores_of([replace(one.body) for one in pages], ENGINES[request.param](tmp_path / "bare"))
    yield with_it, bare
    with_it.fulltext.close()
    bare.fulltext.close()


QUERIES = [
    "prison", "newsletter", "visit", "doctors inspectors", '"prison doctors"', "prison NEAR/3 doctors", "*",
    "kind:report", 'publisher:"Watch Press"', "NOT prison", "-prison", "kind:report OR newsletter", "title:visit",
    "date:missing",
    "heading:missing", "prison OR kind:article", "pris*", "prisn~1", "NOT (kind:report OR prison)", "author:missing",
]  # fmt: skip


@pytest.mark.parametrize("query", QUERIES)
def test_a_search_is_the_same_with_and_without_furniture(both, query):
    with_it, bare = (search(stores, query, facets=("kind", "publisher"), limit=50) for stores in both)
    assert sorted(hit.passage for hit in with_it.hits) == sorted(hit.passage for hit in bare.hits)
    assert (with_it.total, with_it.facets) == (bare.total, bare.facets)


@pytest.mark.parametrize("query", QUERIES)
def test_whoosh_ranks_the_same_with_and_without_furniture(tmp_path, query):
    pages = [page(number, *texts) for number, texts in enumerate(TEXTS)]
    made = {}
    for name, given in (("with", pages), ("bare", [one.body for one in pages])):
        stores = stores_of(given, on_shelf(WhooshFullText, tmp_path / name))
        made[name] = {hit.passage: hit.score for hit in search(stores, query, limit=50).hits}
        stores.fulltext.close()
    assert made["with"] == pytest.approx(made["bare"])


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("newsletter", {0, 1, 2}),
        ('"our prison newsletter"', {1}),
        ('"contact home"', set()),
        ("home NEAR/1 newsletter", {2}),
        ("newsl*", {0, 1, 2}),
        ("newslettr~1", {0, 1, 2}),
        ("newsletter -home", {1}),
        ("newsletter AND kind:report", {0}),
        ('newsletter AND publisher:"Watch Press"', {0, 1, 2}),
        ("furniture:prison", {0, 1}),
    ],
)
def test_furniture_is_found_when_it_is_asked_for(both, query, found):
    stores, _ = both
    result = search(stores, query, limit=50, among="all")
    assert {int(hit.source[0]) for hit in result.hits} == found
    assert all(hit.furniture and hit.marks for hit in result.hits)


def test_everything_is_the_text_and_the_furniture(both):
    stores, _ = both
    found = search(stores, "prison", limit=50, among="all")
    assert {(hit.source[0], hit.furniture) for hit in found.hits} == {("0", True), ("1", True), ("1", False)}
    assert search(stores, "*", limit=50, among="all").total == 6
    assert search(stores, "NOT newsletter", limit=50, among="all").total == 3


def test_the_field_needs_no_option(both):
    stores, _ = both
    assert [hit.source for hit in search(stores, "furniture:courts").hits] == ["2.html"]
    assert search(stores, "text:courts furniture:courts").total == 0


def test_where_only_furniture_has_the_words_it_is_said(both):
    stores, bare = both
    assert [note.message for note in search(stores, "subscribe").notes] == [
        "a passage of page furniture has it: search with --all"
    ]
    assert search(bare, "subscribe").notes == ()


def test_no_phrase_runs_from_the_text_into_furniture(both):
    stores, _ = both
    assert search(stores, '"the beds home"', among="all").total == 0
