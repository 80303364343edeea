"""One suite over every full-text index: which passages match is exactly what `fulltext_memory` says."""

from __future__ import annotations

import random
import re
from dataclasses import replace

import pytest
from samples import (
    GROUP,
    KAZAKHSTAN,
    SEITOVA,
    TORTURE,
    document,
    news,
    news_records,
    report,
    report_records,
)

from justicekb.edtf import Edtf
from justicekb.errors import Cause, QueryError
from justicekb.model import Mention, entity_id
from justicekb.querytree import (
    And,
    DateRange,
    Everything,
    Fuzzy,
    Keyword,
    Mentions,
    Missing,
    Named,
    Near,
    Not,
    Or,
    Phrase,
    Term,
    Wildcard,
)
from justicekb.spans import Span
from justicekb.store.memory import MemoryFullText, MemoryRecords
from justicekb.store.tantivy.index import TantivyFullText
from justicekb.store.whoosh.index import WhooshFullText
from shelves import on_shelf

INDEXES = {
    "memory": lambda folder, request: MemoryFullText(),
    "whoosh": lambda folder, request: on_shelf(WhooshFullText, folder / "fulltext"),
    "tantivy": lambda folder, request: on_shelf(TantivyFullText, folder / "fulltext"),
    "opensearch": lambda folder, request: request.getfixturevalue("opensearch_base")().fulltext,
}
REPORT, VISITS, QUOTE, BOOK = "ratified", "461", "blanket", "remand"


def indexed():
    records = MemoryRecords()
    records.replace(report(), report_records())
    records.replace(news(), news_records())
    return [records.indexed(report().id), records.indexed(news().id)]


@pytest.fixture(params=INDEXES)
def empty(request, tmp_path):
    index = INDEXES[request.param](tmp_path, request)
    yield index
    index.close()


@pytest.fixture
def index(empty):
    empty.index(indexed(), revision=2)
    return empty


def starts(index, node):
    """The first words of the matching passages, sorted."""
    return sorted(hit.text.split()[0].strip("“,") for hit in index.search(node, limit=100).hits)


CASES = [
    (Everything(), ["Café", "Cells", "Kazakhstan", "Seitova", "The", "The"]),
    (Term("RATIFY"), ["Kazakhstan"]),
    (Term("prisoner"), ["Café", "Cells", "Kazakhstan", "Seitova", "The"]),  # the title has "Prison"
    (Term("prisoner", "text"), ["Café", "The"]),
    (Term("café", "text"), ["Café"]),
    (Term("cafe"), ["Café"]),
    (Term("өскемен"), ["Café"]),
    (Term("\U0001d400\U0001d401"), ["Café"]),  # mathematical letters fold to plain ones
    (Term("nothing"), []),
    (Term("..."), []),
    (Term("the"), ["Café", "Cells", "Kazakhstan", "The", "The"]),
    (Term("visits", "title"), ["Cells", "Kazakhstan", "Seitova"]),
    (Term("monitor", "heading"), ["Cells", "Kazakhstan", "Seitova"]),
    (Term("omarov", "author"), ["Cells", "Kazakhstan", "Seitova"]),
    (Term("astana", "publisher"), ["Cells", "Kazakhstan", "Seitova"]),
    (Term("square-metre"), ["The"]),
    (Term("metres-square"), []),
    (Phrase(("penal", "watch", "group")), ["Cells", "Kazakhstan", "The"]),
    (Phrase(("Penal Watch",)), ["Cells", "Kazakhstan", "The"]),
    (Phrase(("watch", "penal")), []),
    (Phrase(("visit",)), []),  # a phrase is exact
    (Phrase(("convention", "torture")), []),
    (Phrase(("convention", "torture"), None, 1), ["Kazakhstan"]),
    (Phrase(("ratified", "torture"), None, 2), []),
    (Phrase(("ratified", "torture"), None, 3), ["Kazakhstan"]),
    (Phrase(("the", "convention")), ["Kazakhstan"]),
    (Phrase(("what", "monitors"), "heading"), ["Cells", "Kazakhstan", "Seitova"]),
    (Phrase(()), []),
    (Wildcard("ratif*"), ["Kazakhstan"]),
    (Wildcard("*tified"), ["Kazakhstan"]),
    (Wildcard("r?mand"), ["Seitova"]),
    (Wildcard("caf?"), ["Café"]),
    (Wildcard("zz*"), []),
    (Fuzzy("ratifeid"), ["Kazakhstan"]),  # swapped neighbours are one edit
    (Fuzzy("blankets"), ["Cells"]),
    (Fuzzy("blamkits", 1), []),
    (Fuzzy("blamkit", 2), ["Cells"]),
    (Near(Term("ratified"), Term("torture"), 3), ["Kazakhstan"]),
    (Near(Term("torture"), Term("ratified"), 3), ["Kazakhstan"]),
    (Near(Term("torture"), Term("ratified"), 2), []),
    (Near(Term("made"), Mentions(None, "organisation"), 0), ["Kazakhstan"]),
    (Near(Term("blanket"), Mentions(None, "person"), 1), ["Cells"]),
    (Near(Term("blanket"), Mentions(None, "person"), 0), []),
    (Near(Or((Term("cold"), Term("warm"))), Phrase(("nobody", "had")), 1), ["Cells"]),
    (Near(Near(Term("made"), Term("461"), 0), Term("2018"), 2), ["Kazakhstan"]),
    (Near(Term("watch"), Mentions(GROUP), 9), []),  # the word is part of the name
    (Keyword("kind", "report"), ["Cells", "Kazakhstan", "Seitova"]),
    (Keyword("kind", "REPORT"), ["Cells", "Kazakhstan", "Seitova"]),
    (Keyword("language", "en"), ["Café", "Cells", "Kazakhstan", "Seitova", "The", "The"]),
    (Keyword("path", "A/news.txt"), ["Café", "The", "The"]),
    (Keyword("document", news().id), ["Café", "The", "The"]),
    (Keyword("entity", KAZAKHSTAN), ["Kazakhstan"]),
    (Keyword("event", "establishment"), ["The"]),
    (Keyword("event", "nothing"), []),
    (DateRange("published", Edtf("2019")), ["Cells", "Kazakhstan", "Seitova"]),
    (DateRange("published", Edtf("../2019-02")), []),
    (DateRange("period", Edtf("2018-06")), ["Cells", "Kazakhstan", "Seitova"]),
    (DateRange("event", Edtf("1998-12")), ["Kazakhstan"]),
    (DateRange("event", Edtf("2015/..")), ["The"]),
    (Missing("published"), ["Café", "The", "The"]),
    (Missing("event"), ["Café", "Cells", "Seitova", "The"]),
    (Missing("title"), ["Café", "The", "The"]),
    (Missing("text"), []),
    (Mentions(GROUP), ["Cells", "Kazakhstan", "The", "The"]),
    (Mentions(None, "person"), ["Cells"]),
    (Mentions(None, None), ["Cells", "Kazakhstan", "The", "The"]),
    (Mentions("person:nobody"), []),
    (And((Term("group"), Term("visits", "text"))), ["Kazakhstan"]),
    (And(()), ["Café", "Cells", "Kazakhstan", "Seitova", "The", "The"]),
    (Or((Term("ratified"), Term("blanket"))), ["Cells", "Kazakhstan"]),
    (Or(()), []),
    (Not(Term("the")), ["Seitova"]),
    (Not(Not(Term("the"))), ["Café", "Cells", "Kazakhstan", "The", "The"]),
    (Not(Everything()), []),
    (And((Not(Term("the")), Not(Term("remand")))), []),
    (Or((Not(Term("the")), Term("ratified"))), ["Kazakhstan", "Seitova"]),
    (And((Everything(), Not(Or((Term("the"), Term("café")))))), ["Seitova"]),
]


@pytest.mark.parametrize(("node", "expected"), CASES)
def test_what_matches(index, node, expected):
    assert starts(index, node) == expected
    assert index.search(node).total == len(expected)


def test_every_node_is_tried():
    kinds = {type(node) for node, _ in CASES}
    assert kinds == {
        Everything, Term, Phrase, Wildcard, Fuzzy, Near, Keyword, DateRange, Missing, Mentions, And, Or, Not,
    }  # fmt: skip


@pytest.mark.parametrize("node", [Near(Not(Term("a")), Term("b"), 3), Near(Everything(), Term("b"), 3), Named("PRI")])
def test_what_cannot_be_evaluated_is_refused(index, node):
    with pytest.raises(QueryError) as caught:
        index.search(node)
    assert caught.value.diagnostic.cause == Cause.UNSUPPORTED


# ── hits ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_hit_has_everything_to_be_shown(index):
    (hit,) = index.search(And((Term("visited", "text"), Term("group")))).hits
    assert [mark.of(hit.text) for mark in hit.marks] == ["Group", "visits"]
    assert (hit.title, hit.publisher, hit.published) == (report().title, report().publisher, Edtf("2019-03"))
    assert (hit.kind, hit.source, hit.page, hit.headings) == ("report", "b/report.txt", 1, ("What monitors saw",))
    assert (hit.document, hit.url) == (report().id, "https://example.org/report")
    assert hit.passage == f"pas-{report().id[4:]}-{report().text.index('Kazakhstan ratified')}"


@pytest.mark.parametrize(
    ("node", "marked"),
    [
        (Phrase(("penal", "watch", "group")), ["Penal Watch Group"]),
        (Near(Term("made"), Term("2018"), 5), ["made 461 visits in 2018"]),
        (Mentions(GROUP), ["Penal Watch Group"]),
        (And((Term("ratified"), Not(Term("visits", "heading")))), ["ratified"]),
        (And((Term("ratified"), Keyword("kind", "report"))), ["ratified"]),
        (Wildcard("rat*"), ["ratified"]),
        (Term("prison", "title"), []),
    ],
)
def test_marks(index, node, marked):
    hit = next(hit for hit in index.search(node).hits if "ratified" in hit.text)
    assert [mark.of(hit.text) for mark in hit.marks] == marked


def test_marks_count_code_points(index):
    (hit,) = index.search(Term("prisoners", "text"), limit=1, offset=1).hits or index.search(Term("met")).hits
    for mark in hit.marks:
        assert mark.of(hit.text).lower().startswith(("prisoner", "met"))


def test_pages_follow_one_another(index):
    whole = [hit.passage for hit in index.search(Everything(), limit=100).hits]
    pages = [index.search(Everything(), limit=2, offset=start).hits for start in (0, 2, 4, 6)]
    assert [hit.passage for page in pages for hit in page] == whole
    assert index.search(Everything(), limit=2, offset=4).total == 6
    assert index.search(Everything(), limit=0).hits == ()


def test_the_passage_with_more_of_the_words_comes_first(index):
    hits = index.search(Or((Term("group", "text"), Term("visits", "text"), Term("2018", "text")))).hits
    assert "461 visits" in hits[0].text


def test_facets_count_passages(index):
    assert index.facets(Everything(), "kind") == [("article", 3), ("report", 3)]
    assert index.facets(Everything(), "publisher") == [("The Watch Press of Astana", 3)]
    assert index.facets(Everything(), "year") == [("2019", 3)]
    assert index.facets(Everything(), "entity", limit=1) == [(GROUP, 4)]
    assert index.facets(Term("ratified"), "entity") == [(TORTURE, 1), (GROUP, 1), (KAZAKHSTAN, 1)]
    assert index.facets(Mentions(SEITOVA), "kind") == [("report", 1)]
    with pytest.raises(QueryError, match="no facet"):
        index.facets(Everything(), "colour")


def test_suggestions(index):
    assert index.suggest("ratifeid") == "ratified"
    assert index.suggest("blankett") == "blanket"
    assert index.suggest("ratified") is None
    assert index.suggest("qqqqqqqqq") is None


# ── writing ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_empty_index_has_nothing(empty):
    assert empty.revision == 0
    empty.index([], revision=3)
    assert empty.revision == 3
    assert empty.search(Everything()).total == 0
    assert empty.search(Not(Term("a"))).total == 0
    assert empty.suggest("word") is None
    assert empty.facets(Everything(), "kind") == []


def test_indexing_again_replaces(index):
    index.index(indexed(), revision=3)
    assert (index.revision, index.search(Everything()).total) == (3, 6)
    fewer = replace(indexed()[1], passages=indexed()[1].passages[:1])
    index.index([fewer, fewer], revision=4)
    assert (index.revision, index.search(Everything()).total) == (4, 4)


def test_deleting(index):
    index.delete([news().id, "doc-000000000000"], revision=5)
    assert (index.revision, index.search(Everything()).total) == (5, 3)
    assert starts(index, Not(Term("the"))) == ["Seitova"]
    index.clear()
    assert index.revision == 0
    index.index(indexed(), revision=6)
    assert (index.revision, index.search(Everything()).total) == (6, 6)


# ── the engines against the specification ─────────────────────────────────────────────────────────────────────────

WORDS = [
    "torture", "tortured", "prison", "prisons", "visit", "the", "law", "reform", "reformed", "2018", "law-reform",
    "lawreform", "the-law", "казни", "казнь",
]  # fmt: skip


def _mentions(doc, chance):
    """Some of the words, and what follows them, as names."""
    for match in re.finditer(r"(law|prison)s?( reform)?", doc.body.text):
        if chance.random() < 0.5:
            type_, span = chance.choice(["person", "organisation"]), Span(*match.span())
            yield Mention(
                document=doc.id, span=span, evidence=span, rule="made", type=type_, name=match[0], text=match[0],
                entity=entity_id(type_, match[1]), canonical=match[1],
            )  # fmt: skip


def _random_documents(chance):
    records = MemoryRecords()
    for number in range(12):
        text = "\n".join(" ".join(chance.choices(WORDS, k=chance.randint(1, 9))) for _ in range(chance.randint(1, 4)))
        made = document(
            f"{number}.txt", f"{text} {number}", title=chance.choice([None, "Prison visits", "Law reform"]),
            published=chance.choice([None, Edtf("2011"), Edtf("2012-05"), Edtf("../2010")]),
            publisher=chance.choice([None, "The Press", "Another Press"]), kind=chance.choice(["report", "article"]),
        )  # fmt: skip
        if chance.random() < 0.4:
            made = replace(made, blocks=(*made.blocks[:-1], replace(made.blocks[-1], kind="furniture")))
        records.replace(made, list(_mentions(made, chance)))
    return [records.indexed(found.id) for found in records.documents()]


def _side(chance):
    mentions = Mentions(chance.choice([None, "person:law"]), chance.choice(["person", "organisation"]))
    return mentions if chance.random() < 0.3 else replace(_words(chance), field=chance.choice([None, "furniture"]))


def _words(chance):
    field = chance.choice([None, None, "text", "title", "furniture", "publisher"])
    return chance.choice(
        [
            lambda: Term(chance.choice(WORDS), field),
            lambda: Phrase(tuple(chance.choices(WORDS, k=chance.randint(1, 3))), field, chance.choice([0, 0, 1, 3])),
            lambda: Wildcard(chance.choice(["t*", "*s", "re*ed", "?aw"]), field),
            lambda: Fuzzy(chance.choice(["tortur", "prisn", "vizit"]), chance.choice([1, 2]), field),
        ]
    )()


def _node(chance, depth):
    if depth == 0 or chance.random() < 0.3:
        other = [
            Keyword("kind", "report"), Missing("published"), DateRange("published", Edtf("2010/2011")), Everything(),
            Near(_side(chance), _side(chance), chance.randint(0, 4)), Mentions("organisation:prison"),
            Keyword("block", "furniture"), Missing("text"), Missing("furniture"),
        ]  # fmt: skip
        return chance.choice([_words(chance), _words(chance), chance.choice(other)])
    nodes = tuple(_node(chance, depth - 1) for _ in range(chance.randint(1, 3)))
    return chance.choice([And(nodes), Or(nodes), Not(nodes[0])])


@pytest.mark.parametrize("engine", [name for name in INDEXES if name != "memory"])
@pytest.mark.parametrize("seed", range(4))
def test_an_engine_agrees_with_the_specification(tmp_path, seed, engine, request):
    chance = random.Random(seed)
    documents = _random_documents(chance)
    memory, index = MemoryFullText(), INDEXES[engine](tmp_path, request)
    memory.index(documents, revision=1)
    for start in range(0, len(documents), 5):  # several segments, then some documents again
        index.index(documents[start : start + 5], revision=1)
    index.index(documents[3:7], revision=1)
    for _ in range(40):
        node = _node(chance, 3)
        found = index.search(node, limit=1000)
        expected = {hit.passage: hit.marks for hit in memory.search(node, limit=1000).hits}
        assert {hit.passage: hit.marks for hit in found.hits} == expected, node
        assert found.total == len(expected), node
        assert len({hit.passage for hit in index.search(node, limit=3).hits} - set(expected)) == 0
        for field in ("kind", "publisher", "year", "entity"):
            assert index.facets(node, field) == memory.facets(node, field), node
    index.close()


@pytest.mark.parametrize("node", [And((Term("nowhere"), Named("PRI"))), Or((Term("the"), Named("PRI")))])
def test_a_name_that_was_not_looked_up_is_refused_wherever_it_stands(index, node):
    with pytest.raises(QueryError) as refused:
        index.search(node)
    assert refused.value.diagnostic.cause is Cause.UNSUPPORTED
