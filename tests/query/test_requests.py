"""A question on a cluster asks it a few dozen times, however many documents there are and whatever it finds."""

from __future__ import annotations

import random
from uuid import uuid4

import pytest

from justicekb.home import ClusterSettings, home_of
from justicekb.query.questions import ask
from justicekb.store.opensearch import ClusterBase
from justicekb.vocabulary import load

SMALL, GROWTH = 10, 8
# Requests for one question, most of them steps of the search for candidates; 6 to 41 were counted in November 2026.
MOST = 48
COUNTRIES = ("Kazakhstan", "Kenya", "Peru", "Fiji")
QUESTIONS = (
    "When did Kenya ratify the Convention against Torture?",
    "How many prisoners are there in Kenya?",
    "Who said that visits must be unannounced?",
    "When was Ada Norn arrested?",
)


@pytest.fixture(scope="module")
def bases(opensearch_nodes, new_base):
    """A small base and one of eight times the documents, each with its own sections, names, dates and figures."""
    made = []
    for count in (SMALL, SMALL * GROWTH):
        home = home_of(opensearch_nodes.text(f"requests-{uuid4().hex[:8]}"))
        base = ClusterBase(home, ClusterSettings(replicas=0), create=True)
        for number in range(count):
            told = report(number, new_base())
            base.records.replace(told.document, told.own)
        base.records.settle()
        base.records.see()
        made.append(base)
    yield made
    for base in made:
        for part in ("records", "passages", "state"):
            base.cluster.send("DELETE", f"/{base.cluster.home.prefix}-{part}-1")
        base.cluster.close()


def report(number, base):
    """A document of several sections in which the same things stand in other words and years."""
    chance, country = random.Random(number), COUNTRIES[number % len(COUNTRIES)]
    years = [chance.randint(1980, 2020) for _ in range(4)]
    sections = [
        f"Section {at} on {country}\n\n"
        f"{country} ratified the Convention against Torture in {year}, said report {number}. "
        f"There are {number * 10 + at + 1000} prisoners in {country}.\n\n"
        f"“Visits must be unannounced number {number} {at},” said Ada Norn of the Watch Group.\n\n"
        + "\n\n".join(f"Nothing else was told about word{number}x{at}x{line}." for line in range(30))
        for at, year in enumerate(years)
    ]
    headings = [f"Section {at} on {country}" for at in range(len(years))]
    base.add(f"{number}.txt", "\n\n".join(sections), title=f"Report {number}", headings=headings)
    base.mention(country, "place")
    base.mention("Ada Norn", "person")
    base.law("Convention against Torture", "Convention against Torture")
    for at, year in enumerate(years):
        base.figure(str(number * 10 + at + 1000), value=number * 10 + at + 1000, measure="prisoners")
        base.quote(f"Visits must be unannounced number {number} {at},", speaker="Ada Norn")
        base.date(str(year), str(year))
    base.fact("ratified", type="ratification", date=str(years[0]), agent=country, object="Convention against Torture")
    return base


@pytest.fixture(scope="module")
def vocabulary():
    return load()


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_takes_a_bounded_number_of_requests(bases, question, vocabulary, monkeypatch):
    for base in bases:
        asked, send = [], base.cluster.send
        with monkeypatch.context() as patched:
            patched.setattr(
                base.cluster,
                "send",
                lambda *given, _send=send, _asked=asked, **more: _asked.append(given) or _send(*given, **more),
            )
            ask(question, base.records, vocabulary)
        assert 0 < len(asked) <= MOST, [path for _, path, *_ in asked]
