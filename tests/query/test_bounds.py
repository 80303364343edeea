"""What a query may read is bounded: sixteen times the documents, and SQLite takes about as many steps.

Steps are counted by SQLite itself (`set_progress_handler`), so that no clock and no other work on the machine matters.
"""

from __future__ import annotations

import random
import sys
from collections import Counter

import pytest

from justicekb.model import Fact, Mention
from justicekb.query.events import conflicts, timeline
from justicekb.query.questions import ask
from justicekb.querytree import RecordFilter
from justicekb.store.records.sqlite import SqliteRecords
from justicekb.store.stores import Stores
from justicekb.vocabulary import load

SMALL, GROWTH = 24, 16
COUNTRIES = ("Kazakhstan", "Kenya", "Peru", "Fiji")
QUESTIONS = (
    "When did Kenya ratify the Convention against Torture?",
    "How many prisoners are there in Kenya?",
    "Who said that visits must be unannounced?",
    "When was Ada Norn arrested?",
)


@pytest.fixture(scope="module")
def vocabulary():
    return load()


@pytest.fixture(scope="module")
def bases(tmp_path_factory, new_base):
    """A small base and one of sixteen times the documents; each document is about one country and tells of others."""
    folder = tmp_path_factory.mktemp("bounds")
    stores = [_filled(folder / f"{count}.sqlite", count, new_base) for count in (SMALL, SMALL * GROWTH)]
    yield stores
    for store in stores:
        store.close()


def _filled(file, count, new_base):
    store = SqliteRecords(file, mode="create")
    for number in range(count):
        base, chance = new_base(), random.Random(number)
        country, other = COUNTRIES[number % 4], chance.choice(COUNTRIES)
        year, held = chance.randint(1980, 2020), chance.randint(1000, 90000)
        base.add(
            f"{number}.txt",
            f"{country} ratified the Convention against Torture in {year}. There are {held} prisoners in {country}.\n\n"
            f"“Visits must be unannounced number {number},” said Ada Norn of the Watch Group in {other}.\n\n"
            + "\n\n".join(f"Nothing else was told about word{number}x{at} in {other}." for at in range(20)),
            title=f"Report on {country}",
        )
        for name in {country, other}:
            base.mention(name, "place")
        base.mention("Ada Norn", "person")
        base.law("Convention against Torture", "Convention against Torture")
        base.fact("ratified", type="ratification", date=str(year), agent=country, object="Convention against Torture")
        base.date(str(year), str(year))
        base.figure(str(held), value=held, measure="prisoners")
        base.quote(f"Visits must be unannounced number {number},", speaker="Ada Norn")
        store.replace(base.document, base.own)
    return store


def _steps(store, run):
    """How many steps of SQLite's machine a query takes, and which kinds of records are read how often."""
    steps = Counter()
    store._db.set_progress_handler(lambda: steps.update(n=1), 10)
    run(store)
    store._db.set_progress_handler(None, 0)
    return steps["n"] * 10


@pytest.fixture
def few(monkeypatch):
    """Bounds that the small base reaches."""
    # by their modules: `candidates` in the package is the function
    monkeypatch.setattr(sys.modules["justicekb.query.questions.judgement.candidates"], "MOST", 6)
    monkeypatch.setattr(sys.modules["justicekb.query.questions.judgement.candidates"], "STEP", 4)
    monkeypatch.setattr(sys.modules["justicekb.query.questions.replies.sentence_answers"], "LOOKED_AT", 6)
    monkeypatch.setattr(sys.modules["justicekb.query.events.selection"], "MOST", 6)
    monkeypatch.setattr(sys.modules["justicekb.query.events.selection"], "ELSEWHERE", 6)
    monkeypatch.setattr(sys.modules["justicekb.store.records.retrieval"], "DOCUMENTS", 4)


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_reads_as_much_of_sixteen_times_the_documents(bases, vocabulary, few, question):
    small, large = (_steps(store, lambda store: ask(question, store, vocabulary)) for store in bases)
    assert large <= 1.5 * small, (small, large)


@pytest.mark.parametrize("name", ["Kenya", "Convention against Torture"])
def test_so_does_a_timeline(bases, vocabulary, few, name):
    small, large = (_steps(store, lambda store: timeline(name, store, vocabulary)) for store in bases)
    assert large <= 1.5 * small, (small, large)


def test_so_do_conflicts_without_a_name(bases, vocabulary, monkeypatch):
    monkeypatch.setattr(sys.modules["justicekb.query.events.conflicts"], "MOST", 12)
    small, large = (_steps(store, lambda store: conflicts(store, vocabulary)) for store in bases)
    assert large <= 1.5 * small, (small, large)


def test_conflicts_of_all_records_are_found_below_the_bound(bases, vocabulary):
    small, large = (conflicts(store, vocabulary) for store in bases)
    assert {c.differs for c in small} >= {"date"}
    assert sum(len(c.sides) for c in large) > sum(len(c.sides) for c in small)


@pytest.fixture(scope="module")
def crowds(tmp_path_factory, new_base):
    """Bases of 40 and of 640 people, each with a name of their own."""
    folder = tmp_path_factory.mktemp("crowds")
    stores = []
    for count in (40, 640):
        store = SqliteRecords(folder / f"{count}.sqlite", mode="create")
        for first in range(0, count, 40):
            base = new_base()
            people = [
                f"{_NAMES[n % 23]}{chr(97 + n % 19)} {_NAMES[n // 23]}{n % 7}sen" for n in range(first, first + 40)
            ]
            base.add(f"{first}.txt", " ".join(f"{name} came." for name in people))
            for name in people:
                base.mention(name, "person")
            store.replace(base.document, base.own)
        stores.append(store)
    yield stores
    for store in stores:
        store.close()


_NAMES = [a + b for a in ("Bra", "Cle", "Dor", "Fin", "Gul", "Hav") for b in ("dan", "mor", "lik", "set", "ven")]


@pytest.mark.parametrize("name", ["Bradana Bradan0zen", "Bradan0sen", "Nobody Known"])
def test_names_spelt_alike_are_looked_for_by_an_index(crowds, monkeypatch, name):
    monkeypatch.setattr(sys.modules["justicekb.store.records.entitytables"], "LOOKED_AT", 6)
    small, large = (_steps(store, lambda store: store.similar_entities(name)) for store in crowds)
    assert large <= 1.5 * max(small, 1000), (small, large)


def test_names_spelt_alike_are_found_among_many(crowds):
    for store in crowds:
        found = store.similar_entities("Bradana Bradan0zen")  # a slip in the last name
        assert found[0].entity.name == "Bradana Bradan0sen"


def test_words_of_names_go_with_the_names(crowds, tmp_path):
    with SqliteRecords(tmp_path / "k.sqlite", mode="create") as store:
        document = next(crowds[0].documents())
        whole = crowds[0].document(document.id)
        store.replace(whole, list(crowds[0].records(Mention)))
        assert store.similar_entities("Bradana") != []
        store.replace(whole, [])
        assert store._all("SELECT * FROM alias_word") == []


def test_whether_the_index_is_of_the_records_is_told_without_counting(bases, tmp_path):
    said = []
    stores = Stores(bases[0], tmp_path, mode="read")
    bases[0]._db.set_trace_callback(lambda statement: said.append(statement.lower()))
    stores.revision  # noqa: B018  # every search asks for it
    asked, said[:] = list(said), []
    bases[0].counts()
    bases[0]._db.set_trace_callback(None)
    assert asked
    assert not [statement for statement in asked if "count(" in statement]
    assert [statement for statement in said if "count(" in statement]


def test_without_the_bounds_it_would_not(bases):
    small, large = (_steps(store, lambda store: list(store.records(Fact, RecordFilter()))) for store in bases)
    assert large > 10 * small
