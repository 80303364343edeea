"""Meanings, suggestions, facets, sources, treaties, series, doubts and near sentences, on bases written by hand."""

from __future__ import annotations

import pytest

from justicekb.edtf import Edtf
from justicekb.model import Fact, Figure, Quote
from justicekb.query.browsing import (
    Shelf,
    facets,
    least_certain,
    meaning,
    naming,
    over_time,
    sources,
    suggestions,
    treaties,
)
from justicekb.query.browsing.doubts import doubts
from justicekb.query.records import listed


@pytest.fixture
def named(base):
    base.add(
        "a.txt", "Kazakhstan, Kazan and the Penal Reform Group met in Penza. Kazakhstan and Penal Reform Group left."
    )
    base.mention("Penza", type="place")
    base.mention("Kazakhstan", type="place")
    base.mention("Kazan", type="place")
    base.mention("Penal Reform Group", type="organisation", name="Kazakhstani Reform Group")
    return base


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("When did Kazakhstan leave?", "question"), ("who heads the group", "question"),
        ("did they meet in 2011", "question"),
        ("Kazakhstan?", "question"), ("kazakhstan", "entity"), ("penal reform group", "entity"), ("who", "words"),
        ("prison health", "words"), ("", "nothing"), (" \t ", "nothing"),
    ],
)  # fmt: skip
def test_what_is_typed_is_a_question_a_name_or_words(named, vocabulary, typed, kind):
    assert meaning(typed, named.records, vocabulary).kind == kind


def test_suggestions_begin_as_typed_own_names_first(named):
    found = suggestions("kaz", named.records)
    assert [s.name for s in found][-1] == "Kazan"
    assert {s.name for s in found} == {"Kazakhstan", "Kazan", "Kazakhstani Reform Group"}
    own, alias = suggestions("pen", named.records)
    assert (own.name, own.found) == ("Penza", None)
    assert (alias.name, alias.found) == ("Kazakhstani Reform Group", "Penal Reform Group")
    assert suggestions("k", named.records) == []
    assert suggestions("zan", named.records) == []


def test_countries_stand_apart_from_the_other_names(named, vocabulary):
    counted = {"kind": [("journal_paper", 2)], "year": [("2011", 1), ("2014", 3)]}
    counted["entity"] = [("place:kazan", 4), ("place:kazakhstan", 3), ("organisation:gone", 1)]
    found = facets(counted, named.records, vocabulary)
    assert [(v.value, v.label) for v in found["country"]] == [("place:kazakhstan", "Kazakhstan")]
    assert [(v.value, v.label) for v in found["entity"]] == [("place:kazan", "Kazan")]
    assert [v.label for v in found["kind"]] == ["journal paper"]
    assert [v.value for v in found["year"]] == ["2014", "2011"]


def test_documents_stand_by_publisher_and_year(base):
    for at, (publisher, year) in enumerate([("A", "2011-03"), ("A", "2012"), ("B", "2012-05-01"), (None, None)]):
        own = {"publisher": publisher, "published": year} if publisher else {}
        base.add(f"{at}.txt", f"Document {at}.", **own)
    every = sources(base.records, Shelf())
    assert (every.total, every.publishers) == (4, (("A", 2), ("B", 1), ("missing", 1)))
    assert every.years == (("missing", 1), ("2012", 2), ("2011", 1))
    assert every.grid[("A", "2012")] == 1
    shelf = sources(base.records, Shelf(publisher="A"))
    assert [d.path for d in shelf.documents] == ["0.txt", "1.txt"]
    assert shelf.publishers == every.publishers
    assert shelf.years == (("2012", 1), ("2011", 1))
    page = sources(base.records, Shelf(), limit=2, offset=1)
    assert ([d.path for d in page.documents], page.total) == (["1.txt", "2.txt"], 4)


def test_documents_that_name_an_entity_most_come_first(base):
    base.add("a.txt", "Norland is here.")
    base.mention("Norland", type="place")
    base.add("b.txt", "Norland, Norland and Norland.")
    base.mention("Norland", type="place")
    assert [(d.path, n) for d, n in naming("place:norland", base.records)] == [("b.txt", 3), ("a.txt", 1)]


def test_the_matrix_holds_states_and_treaties_by_date(base, vocabulary):
    text = "Kazakhstan signed the Istanbul Convention in 2011. Kazakhstan ratified the Istanbul Convention in 2010."
    base.add("a.txt", text)
    base.mention("Kazakhstan", type="place")
    base.law("Istanbul Convention", "Istanbul Convention")
    base.fact("signed the Istanbul Convention in 2011", type="signature", date="2011", agent="Kazakhstan",
              object="Istanbul Convention")  # fmt: skip
    base.fact("ratified the Istanbul Convention in 2010", type="ratification", date="2010", agent="Kazakhstan",
              object="Istanbul Convention")  # fmt: skip
    base.fact("Kazakhstan signed", type="signature", date="2012", agent="Kazakhstan")
    found = treaties(base.records, vocabulary)
    assert [s.name for s in found.states] == ["Kazakhstan"]
    cell = found.cells[("place:kazakhstan", "law:istanbul-convention")]
    assert [(c.record.type, str(c.record.date)) for c in cell] == [("ratification", "2010"), ("signature", "2011")]


def test_figures_of_one_measure_make_a_series(base):
    base.add(
        "a.txt", "There were 40 prisoners in 2010, 30 prisoners in 2012, 9 prisons, and 5 prison officers in 2011."
    )
    base.figure("40 prisoners", value=40, measure="prisoners", date="2010")
    base.figure("30 prisoners", value=30, measure="prisoners", date="2012")
    base.figure("9 prisons", value=9, measure="prisons")
    base.figure("5 prison officers", value=5, measure="prison officers", date="2011")
    first, second = over_time(listed(Figure, base.records))
    assert (first.measure, first.dates, [c.record.value for c in first.figures]) == ("prisoners", 2, [40, 30])
    assert (second.measure, second.dates) == ("prison officers", 1)


def test_the_most_doubtful_records_come_first(base):
    base.add(
        "a.txt", "It was founded in 2001. The next day a man was convicted. There were 12 prisons. He said: “Never.”"
    )
    sure = base.fact("founded in 2001", type="establishment", date="2001")
    unsure = base.fact("convicted", type="conviction", date="2001-01-02", anchor="previous")
    figure = base.figure("12 prisons", value=12, measure="prisons", date="2001")
    quote = base.quote("Never.", speaker="He")
    found = least_certain(base.records)
    assert [d.cited.record.id for d in found] == [unsure.id, quote.id, figure.id, sure.id]
    assert found[0].doubts[0].reason == "its date is counted from the date before it"
    assert [d.share for d in found[0].doubts] == sorted((d.share for d in found[0].doubts), reverse=True)
    assert [d.cited.record.id for d in least_certain(base.records, kinds=("fact",), limit=1, offset=1)] == [sure.id]
    assert len(least_certain(base.records, skip=lambda record: isinstance(record, Fact))) == 2


def test_every_kind_of_doubt_is_told(base):
    base.add(
        "a.txt", "At least 12 prisons. " + "A court sentenced him. " + "x" * 90 + " In 2001. “Never”, somebody said."
    )
    figure = base.figure("At least 12 prisons", value=12, qualifier="at_least")
    reasons = {d.reason for d in doubts(figure)}
    assert {"it is a lower bound", "it has no date", "a count, which may be a number of something else"} < reasons
    date = base.date("In 2001", "2001").span
    fact = base.fact("sentenced", type="death", date="2001", agent="A court", date_span=date)
    reasons = {d.reason for d in doubts(fact)}
    assert "facts of this type (death) are often another one" in reasons
    assert "its date stands far from the word that tells it" in reasons
    assert "nobody who takes part in it is known by name" in reasons
    quote = base.quote("Never", speaker="somebody")
    assert "its speaker is nobody known by name" in {d.reason for d in doubts(quote)}
    assert isinstance(quote, Quote)
    assert str(fact.date) == str(Edtf("2001"))
