"""What a query may read is bounded: sixteen times the documents, and SQLite takes about as many steps.

Steps are counted by SQLite itself (`set_progress_handler`), so that no clock and no other work on the machine matters.
"""

from __future__ import annotations

import random
import sys
from collections import Counter

import pytest

from justicekb.model import Fact
from justicekb.query.events import timeline
from justicekb.query.questions import ask
from justicekb.querytree import RecordFilter
from justicekb.store.records.sqlite import SqliteRecords
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


def test_without_the_bounds_it_would_not(bases):
    small, large = (_steps(store, lambda store: list(store.records(Fact, RecordFilter()))) for store in bases)
    assert large > 10 * small
