"""One suite over every store: what `store.memory` does, the others do."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace

import pytest
from samples import (
    GROUP,
    KAZAKHSTAN,
    NEWS,
    SEITOVA,
    TAJIKISTAN,
    TORTURE,
    document,
    news,
    news_records,
    report,
    report_records,
)

from justicekb.edtf import Edtf
from justicekb.errors import StoreError
from justicekb.model import (
    RECORD_TYPES,
    DateMention,
    Fact,
    Figure,
    LawMention,
    Mention,
    Quote,
    Reference,
    normalise_name,
)
from justicekb.querytree import Clue, RecordFilter
from justicekb.spans import Span
from justicekb.store.memory import MemoryRecords
from justicekb.store.records.sqlite import SqliteRecords

STORES = {
    "memory": lambda folder, request: MemoryRecords(),
    "sqlite": lambda folder, request: SqliteRecords(folder / "knowledge.sqlite", mode="create"),
    "opensearch": lambda folder, request: request.getfixturevalue("opensearch_base")().records,
}


@pytest.fixture(params=STORES)
def made(request):
    """Makes empty stores of one kind, each in a folder."""
    return lambda folder: STORES[request.param](folder, request)


@pytest.fixture
def empty(made, tmp_path):
    store = made(tmp_path)
    yield store
    store.close()


@pytest.fixture
def store(empty):
    empty.replace(report(), report_records())
    empty.replace(news(), news_records())
    return empty


def state(store):
    """Everything that can be read, except revisions."""
    counts = store.counts()
    return (
        [store.document(found.id) for found in store.documents()],
        {kind.KIND: list(store.records(kind)) for kind in RECORD_TYPES},
        list(store.find_entities()),
        [store.paths(found.id) for found in store.documents()],
        [store.indexed(found.id) for found in store.documents()],
        (counts.documents, counts.passages, counts.records),
    )


# ── what goes in comes out ───────────────────────────────────────────────────────────────────────────────────


def test_documents_come_back_equal(store):
    assert store.document(report().id) == report()
    assert store.document(news().id) == news()


def test_records_come_back_equal_with_the_same_ids(store):
    expected = [*news_records(), *report_records()]
    found = [record for kind in RECORD_TYPES for record in store.records(kind)]
    assert {record.id: record for record in found} == {record.id: record for record in expected}
    for record in expected:
        again = store.record(record.id)
        assert again == record
        assert again.id == record.id


def test_records_come_by_path_then_place(store):
    found = [(r.document, r.span) for r in store.records(Mention)]
    assert found == sorted(found, key=lambda pair: (pair[0] != news().id, pair[1]))


def test_nothing_is_in_an_empty_store(empty):
    assert list(empty.documents()) == []
    assert empty.document("doc-0123456789ab") is None
    assert empty.record("fact-0123456789ab") is None
    assert empty.record("no such id") is None
    assert empty.passage("pas-0123456789ab-0") is None
    assert empty.entity(GROUP) is None
    assert list(empty.find_entities("PWG")) == []
    assert empty.similar_entities("watch") == []
    assert empty.cooccurring(GROUP) == []
    assert empty.indexed("doc-0123456789ab") is None
    assert empty.counts().revision == empty.revision == 0


def test_light_documents_have_no_text(store):
    first, second = store.documents()
    assert (first.path, second.path) == ("a/news.txt", "b/report.txt")
    assert first == replace(news(), text="", blocks=())
    assert second == replace(report(), text="", blocks=())


def test_documents_are_found_by_content_path_and_prefix(store):
    assert store.by_content(news().sha256).id == news().id
    assert store.by_content("0" * 64) is None
    assert store.by_path("b/report.txt").id == report().id
    assert store.by_path("nowhere.txt") is None
    assert store.document(news().id[:10]).id == news().id
    assert store.document(news().id.removeprefix("doc-")[:6]).id == news().id
    assert store.document(news().id[:9]) is None  # five digits are too few


def test_words_and_pages_at_a_place(store):
    span = Span(NEWS.index("𝐀"), NEWS.index("𝐀") + 2)
    assert store.text(news().id, span) == "𝐀𝐁"
    assert store.page(report().id, 0) == 1
    assert store.page(report().id, len(report().text) - 1) == 2
    assert store.page(news().id, 3) == 1


def test_an_unknown_document_has_no_words(store):
    with pytest.raises(StoreError, match="doc-000000000000"):
        store.text("doc-000000000000", Span(0, 1))
    with pytest.raises(StoreError):
        store.page("doc-000000000000", 0)
    with pytest.raises(StoreError):
        store.add_path("doc-000000000000", "x.txt")


def test_passages_come_in_order_and_by_id(store):
    found = list(store.passages(report().id))
    assert [p.span.of(report().text)[:10] for p in found] == ["Kazakhstan", "“Cells wer", "Seitova, A"]
    assert found[0].headings == ("What monitors saw",)
    assert store.passage(found[1].id) == found[1]
    assert list(store.passages("doc-000000000000")) == []


# ── writing ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_replacing_twice_changes_nothing(store):
    before = state(store)
    store.replace(report(), report_records())
    store.replace(news(), news_records())
    assert state(store) == before


def test_order_does_not_matter(made, tmp_path):
    steps = [(report(), report_records()), (news(), news_records()), (document("c.txt", "Third.", kind="other"), [])]
    states = []
    for at, order in enumerate(itertools.permutations(steps)):
        folder = tmp_path / str(at)
        folder.mkdir()
        store = made(folder)
        for doc, records in order:
            store.replace(doc, records)
        states.append(state(store))
        store.close()
    assert all(other == states[0] for other in states)


def test_a_changed_file_takes_the_place_of_the_old_one(store):
    changed = document("a/news.txt", "Nothing is left.")
    store.replace(changed, [])
    assert store.document(news().id) is None
    assert store.by_path("a/news.txt").id == changed.id
    assert store.entity(TAJIKISTAN) is None
    assert store.entity(GROUP).documents == 1
    assert "PWG" not in store.entity(GROUP).entity.aliases
    assert store.changes(2).removed == (news().id,)


def test_a_copy_is_one_document_with_two_paths(store):
    store.replace(replace(news(), path="0/copy.txt"), news_records())
    assert store.paths(news().id) == ("0/copy.txt", "a/news.txt")
    assert store.document(news().id).path == "0/copy.txt"  # the first by alphabet, whatever came first
    assert store.counts().documents == 2
    store.add_path(news().id, "0/another.txt")
    assert store.by_path("0/another.txt").path == "0/another.txt"


def test_a_path_that_moves_to_another_document_leaves_the_copy(store):
    store.add_path(news().id, "b/copy.txt")
    store.replace(document("a/news.txt", "Other words."), [])
    assert store.paths(news().id) == ("b/copy.txt",)
    assert store.document(news().id).path == "b/copy.txt"


def test_adding_a_path_takes_it_from_its_document(store):
    store.add_path(news().id, "b/report.txt")
    assert store.document(report().id) is None
    assert store.paths(news().id) == ("a/news.txt", "b/report.txt")


def test_removing_forgets_everything(store):
    store.remove(report().id)
    store.remove(news().id)
    store.remove("doc-000000000000")
    counts = store.counts()
    assert (counts.documents, counts.passages, set(counts.records.values())) == (0, 0, {0})
    assert list(store.find_entities()) == []
    store.replace(report(), report_records())
    assert store.document(report().id) == report()


def test_revision_and_changes_follow_every_write(store):
    assert store.counts().revision == store.revision == 2
    assert store.changes(0).written == tuple(sorted([report().id, news().id]))
    assert store.changes(1).written == (news().id,)
    assert store.changes(2) == replace(store.changes(2), written=(), removed=(), revision=2)
    store.remove(news().id)
    assert store.changes(2).removed == (news().id,)
    assert store.changes(2).revision == 3
    store.replace(news(), news_records())
    assert store.changes(2).removed == ()
    assert store.changes(2).written == (news().id,)


def test_counts(store):
    counts = store.counts()
    assert (counts.documents, counts.passages) == (2, 6)
    assert counts.records == {
        "mention": 7, "date": 2, "law": 1, "figure": 3, "fact": 2, "quote": 2, "reference": 1, "entity": 5,
    }  # fmt: skip


def test_a_record_given_twice_is_kept_once(empty):
    empty.replace(news(), news_records() * 2)
    assert empty.counts().records["mention"] == 3


# ── filters ──────────────────────────────────────────────────────────────────────────────────────────────────

FILTERS = [
    (Fact, {}, 2),
    (Fact, {"types": ("ratification",)}, 1),
    (Fact, {"types": ("ratification", "establishment")}, 2),
    (Fact, {"types": ("visit",)}, 0),
    (Mention, {"types": ("organisation",)}, 4),
    (LawMention, {"types": ("law",)}, 1),
    (LawMention, {"types": ("place",)}, 0),
    (Figure, {"types": ("count",)}, 0),
    (Reference, {"types": ("book",)}, 1),
    (Fact, {"entities": (KAZAKHSTAN,)}, 1),
    (Fact, {"entities": (GROUP, TORTURE)}, 2),
    (Mention, {"entities": (GROUP,)}, 4),
    (LawMention, {"entities": (TORTURE,)}, 1),
    (Quote, {"entities": (SEITOVA,)}, 1),
    (Figure, {"entities": (GROUP,)}, 0),
    (Fact, {"sentence_mentions": (KAZAKHSTAN, TORTURE)}, 1),
    (Fact, {"sentence_mentions": (KAZAKHSTAN, GROUP)}, 0),
    (Figure, {"sentence_mentions": (GROUP,)}, 3),
    (Figure, {"about": (TAJIKISTAN,)}, 2),
    (Figure, {"about": (TAJIKISTAN, KAZAKHSTAN)}, 3),
    (Quote, {"about": (TORTURE,)}, 1),
    (Fact, {"date": Edtf("1990/2000")}, 1),
    (Fact, {"date": Edtf("../1998")}, 1),
    (Fact, {"date": Edtf("2015-05-31/..")}, 1),
    (DateMention, {"date": Edtf("2030")}, 1),  # 2015-05/.. is open
    (DateMention, {"date": Edtf("2010")}, 0),
    (Figure, {"date": Edtf("2018-02")}, 1),
    (Reference, {"date": Edtf("2012")}, 1),
    (Mention, {"date": Edtf("1998")}, 0),
    (Fact, {"published": Edtf("2019")}, 1),
    (Fact, {"published": Edtf("2018")}, 0),
    (Fact, {"kinds": ("report", "other")}, 1),
    (Fact, {"publisher": "watch press"}, 1),
    (Fact, {"publisher": "watch astana"}, 0),
    (Fact, {"publisher": "atch press"}, 0),
    (Figure, {"unit": "count"}, 1),
    (Figure, {"unit": "money"}, 1),
    (Figure, {"unit": "money:KZT"}, 1),
    (Figure, {"unit": "mon"}, 0),
    (Fact, {"unit": "count"}, 0),
    (Figure, {"measure": ("visit",)}, 1),
    (Figure, {"measure": ("visiting", "groups")}, 1),
    (Figure, {"measure": ("prisoners",)}, 2),
    (Figure, {"measure": ("nothing",)}, 0),
    (Fact, {"measure": ("visit",)}, 0),
    (Quote, {"speaker": "Seitova"}, 1),
    (Quote, {"speaker": "aigul  SEITOVA"}, 1),
    (Quote, {"speaker": "Seit"}, 0),
    (Mention, {"speaker": "Seitova"}, 0),
    (LawMention, {"jurisdiction": "international"}, 1),
    (LawMention, {"jurisdiction": "Kazakhstan"}, 0),
    (Fact, {"jurisdiction": "international"}, 0),
    (Fact, {"text": "ratifies torture"}, 1),
    (Fact, {"text": "kazakhstan visits"}, 0),
    (Fact, {"clues": (Clue(words=("ratify", "visit")),)}, 1),
    (Fact, {"clues": (Clue(words=("not registered",)), Clue(entities=(KAZAKHSTAN, TAJIKISTAN)))}, 1),
    (Fact, {"clues": (Clue(words=("ratify",), entities=(TAJIKISTAN,)),)}, 2),
    (Figure, {"clues": (Clue(entities=(TAJIKISTAN,)),)}, 0),
    (Figure, {"clues": (Clue(entities=(TAJIKISTAN,), anywhere=True),)}, 2),
    (Figure, {"clues": (Clue(entities=(TAJIKISTAN, KAZAKHSTAN), anywhere=True), Clue(words=("prisoner",)))}, 2),
    (Figure, {"clues": (Clue(words=("", "…")),)}, 0),
    (Figure, {"clues": (Clue(),)}, 0),
    (Figure, {"clues": (Clue(words=("fine",)),)}, 0),
    (Figure, {"clues": (Clue(words=("fine", "visit"), measured=True),)}, 2),
    (Figure, {"clues": (Clue(words=("nothing",), entities=(TAJIKISTAN, GROUP), measured=True),)}, 3),
    (Fact, {"clues": (Clue(words=("fine",), measured=True),)}, 0),
    (Mention, {"documents": (report().id,), "within": Span(47, 130)}, 1),
    (Fact, {"documents": (news().id,)}, 1),
    (Fact, {"documents": (news().id,), "types": ("ratification",)}, 0),
    (Mention, {"documents": (report().id,), "entities": (GROUP,), "sentence_mentions": (SEITOVA,)}, 1),
]


@pytest.mark.parametrize(("kind", "conditions", "expected"), FILTERS)
def test_filters(store, kind, conditions, expected):
    assert len(list(store.records(kind, RecordFilter(**conditions)))) == expected


def test_every_filter_part_is_tried():
    tried = {name for _, conditions, _ in FILTERS for name in conditions}
    assert tried == set(RecordFilter.__dataclass_fields__)


def _random_filter(chance):
    values = {
        "documents": [(), (news().id,), (report().id, "doc-000000000000")],
        "types": [(), ("ratification", "place"), ("organisation",), ("law", "book")],
        "entities": [(), (GROUP,), (KAZAKHSTAN, SEITOVA), (TORTURE,)],
        "sentence_mentions": [(), (GROUP,), (KAZAKHSTAN, TORTURE)],
        "about": [(), (TAJIKISTAN,), (KAZAKHSTAN, TAJIKISTAN)],
        "date": [None, Edtf("1998"), Edtf("../2015-05-01"), Edtf("2016/..")],
        "published": [None, Edtf("2019"), Edtf("2020/..")],
        "kinds": [(), ("report",), ("article", "other")],
        "publisher": [None, "press", "Watch Press", "", "?"],
        "unit": [None, "count", "money"],
        "measure": [(), ("visits",), ("prisoner",), ("", "fine")],
        "speaker": [None, "seitova", ""],
        "jurisdiction": [None, "international", "Kazakhstan"],
        "text": [None, "group", "the visits", "", "…"],
        "clues": [
            (),
            (Clue(words=("group", "fine")),),
            (Clue(words=("fine", "visit"), measured=True),),
            (Clue(entities=(TAJIKISTAN, SEITOVA), anywhere=True),),
        ],
        "within": [None, Span(0, 120), Span(60, 61)],
    }
    few = chance.sample(sorted(values), k=chance.randint(1, 3))
    return RecordFilter(**{name: chance.choice(values[name]) for name in few})


def test_any_filter_lets_through_the_same_everywhere(empty):
    chance = random.Random(7)
    memory, other = MemoryRecords(), empty
    for store in (memory, other):
        store.replace(report(), report_records())
        store.replace(news(), news_records())
    for _ in range(400):
        kind, where = chance.choice(RECORD_TYPES), _random_filter(chance)
        expected = list(memory.records(kind, where))
        assert list(other.records(kind, where)) == expected, (kind, where)
        assert {r.id for r in other.some(kind, where, limit=50)} == {r.id for r in expected}, (kind, where)
        assert len(other.some(kind, where, limit=1)) <= min(1, len(expected))


@pytest.mark.parametrize("limit", [1, 2, 7, 50])
def test_some_are_at_most_so_many(store, limit):
    found = store.some(Mention, RecordFilter(about=(GROUP,)), limit=limit)
    assert len({record.id for record in found}) == len(found) == min(limit, 7)


def test_how_often_a_document_mentions_whom(store):
    assert store.mentioned(news().id) == {GROUP: 2, TAJIKISTAN: 1}
    assert store.mentioned("doc-000000000000") == {}


# ── entities ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_entity_has_all_its_names(store):
    found = store.entity(GROUP)
    assert (found.entity.name, found.entity.aliases) == ("Penal Watch Group", ("PWG",))
    assert (found.mentions, found.documents) == (4, 2)
    law = store.entity(TORTURE)
    assert (law.entity.type, law.entity.aliases, law.mentions) == ("law", ("CAT", "UNCAT"), 1)


def test_entities_are_found_by_any_name(store):
    assert [c.entity.id for c in store.find_entities("pwg")] == [GROUP]
    assert [c.entity.id for c in store.find_entities("the UNCAT", type="law")] == []
    assert [c.entity.id for c in store.find_entities("uncat", type="law")] == [TORTURE]
    assert list(store.find_entities("uncat", type="place")) == []


def test_entities_come_by_frequency(store):
    assert [c.entity.id for c in store.find_entities()] == [GROUP, TORTURE, SEITOVA, KAZAKHSTAN, TAJIKISTAN]
    assert [c.entity.id for c in store.find_entities(limit=1)] == [GROUP]
    assert [c.entity.id for c in store.find_entities(type="place")] == [KAZAKHSTAN, TAJIKISTAN]


@pytest.mark.parametrize(
    ("name", "expected"), [("watch group", GROUP), ("Kazakstan", KAZAKHSTAN), ("against torture", TORTURE)]
)
def test_similar_entities(store, name, expected):
    assert store.similar_entities(name)[0].entity.id == expected


def test_entities_are_found_by_how_their_names_begin(store):
    assert [c.entity.id for c in store.entities_starting("kaz")] == [KAZAKHSTAN]
    every = [c.entity.id for c in store.find_entities() if normalise_name(c.entity.name).startswith("t")]
    assert set(every) <= {c.entity.id for c in store.entities_starting("T")}
    assert len(store.entities_starting("t", limit=1)) == 1
    assert store.entities_starting("") == store.entities_starting("zzz") == []


def test_unlike_names_are_not_similar(store):
    assert store.similar_entities("Uzbekistan Bar Association") == []
    assert store.similar_entities("") == []


def test_cooccurring_entities_share_sentences(store):
    found = [(c.entity.id, c.mentions, c.documents) for c in store.cooccurring(GROUP)]
    assert found == [(SEITOVA, 1, 1), (TAJIKISTAN, 1, 1)]
    assert store.cooccurring("place:nowhere") == []


def test_the_most_frequent_canonical_name_is_the_name(empty):
    text = "The group met. The Group left. The Group came."
    doc = document("x.txt", text)
    names = ["group", "Group", "Group"]
    spans = [Span(4, 9), Span(19, 24), Span(35, 40)]
    records = [
        Mention(
            document=doc.id, span=span, evidence=span, rule="x", type="organisation", name=name, text=name,
            entity="organisation:group", canonical=name,
        )
        for name, span in zip(names, spans, strict=True)
    ]  # fmt: skip
    empty.replace(doc, records)
    assert empty.entity("organisation:group").entity.name == "Group"
    assert empty.entity("organisation:group").entity.aliases == ()


def test_paths_are_listed_and_left(empty):
    empty.replace(replace(document("one", "Words of one."), path="in/a.txt"), ())
    (kept,) = empty.documents()
    empty.add_path(kept.id, "in_b/copy.txt")
    assert list(empty.located()) == [("in/a.txt", kept.id), ("in_b/copy.txt", kept.id)]
    assert list(empty.located("in/")) == [("in/a.txt", kept.id)]
    empty.leave(kept.id, "in/a.txt")
    empty.leave(kept.id, "in/a.txt")
    assert empty.by_path("in/a.txt") is None
    assert [one.path for one in empty.documents()] == ["in_b/copy.txt"]
    since = empty.counts().revision
    empty.leave(kept.id, "in_b/copy.txt")
    assert not list(empty.documents())
    assert empty.changes(since).removed == (kept.id,)
