from __future__ import annotations

import pytest

from justicekb.edtf import Edtf
from justicekb.errors import QueryError
from justicekb.query.events.timeline import timeline


@pytest.fixture
def inspectorate(base):
    """Three sources on one inspectorate: two agree on its founding, one does not; a plan and a visit."""
    told = (
        ("a.txt", "Peru created the National Jail Inspectorate in 2013.", "2013"),
        ("b.txt", "The National Jail Inspectorate of Peru was created on 5 May 2013.", "2013-05-05"),
        ("c.txt", "In 2014 the National Jail Inspectorate of Peru was created.", "2014"),
    )
    for path, text, date in told:
        base.add(path, text, title="Peru's jails")
        base.mention("Peru", "place")
        base.mention("National Jail Inspectorate", "organisation")
        base.fact("created", type="establishment", date=date, object="National Jail Inspectorate", place="Peru")
    base.add("d.txt", "The National Jail Inspectorate visited Cusco in 2015. It will visit Puno in 2030.", title="Peru")
    base.mention("National Jail Inspectorate", "organisation")
    base.fact("visited", type="visit", date="2015", agent="National Jail Inspectorate", object="Cusco")
    base.fact(
        "visit Puno", type="visit", date="2030", agent="National Jail Inspectorate", object="Puno", modality="planned"
    )
    return base


def test_one_event_of_several_sources_is_one_entry_under_the_most_precise_date(inspectorate, vocabulary):
    entries = timeline("National Jail Inspectorate", inspectorate.records, vocabulary)
    assert [e.date.text for e in entries] == ["2013-05-05", "2014", "2015", "2030"]
    assert [c.source for c in entries[0].evidence] == ["b.txt", "a.txt"]
    assert entries[0].objects == ("National Jail Inspectorate",)


def test_incompatible_dates_of_one_event_point_at_each_other(inspectorate, vocabulary):
    first, second, visit, _ = timeline("National Jail Inspectorate", inspectorate.records, vocabulary)
    assert (first.conflicts, second.conflicts, visit.conflicts) == ((second.id,), (first.id,), ())


def test_what_is_planned_is_marked(inspectorate, vocabulary):
    entries = timeline("National Jail Inspectorate", inspectorate.records, vocabulary)
    assert [e.modality for e in entries] == ["asserted", "asserted", "asserted", "planned"]


def test_ids_do_not_depend_on_the_order_of_reading(inspectorate, vocabulary):
    ids = {e.id for e in timeline("National Jail Inspectorate", inspectorate.records, vocabulary)}
    for document in list(inspectorate.records.documents()):
        whole = inspectorate.records.document(document.id)
        inspectorate.records.replace(whole, _records(inspectorate.records, document.id)[::-1])
    assert {e.id for e in timeline("National Jail Inspectorate", inspectorate.records, vocabulary)} == ids


def _records(records, document):
    from justicekb.model import RECORD_TYPES
    from justicekb.querytree import RecordFilter

    return [r for kind in RECORD_TYPES for r in records.records(kind, RecordFilter(documents=(document,)))]


def test_date_and_type_narrow(inspectorate, vocabulary):
    name, records = "National Jail Inspectorate", inspectorate.records
    assert [e.date.text for e in timeline(name, records, vocabulary, date=Edtf("2014/2016"))] == ["2014", "2015"]
    assert [e.type for e in timeline(name, records, vocabulary, types=("visit",))] == ["visit", "visit"]


def test_a_topic_is_words_of_the_sentences(inspectorate, vocabulary):
    assert [e.date.text for e in timeline("visited Cusco", inspectorate.records, vocabulary)] == ["2015"]


def test_an_unknown_name_says_what_is_spelt_like_it(inspectorate, vocabulary):
    with pytest.raises(QueryError, match="did you mean National Jail Inspectorate"):
        timeline("National Jail Inspectorats", inspectorate.records, vocabulary)


def test_two_visits_of_one_year_stay_two(base, vocabulary):
    base.add("a.txt", "Doctors visited Cusco Prison in May 2015. Judges visited Cusco Prison in June 2015.")
    base.mention("Cusco Prison", "place")
    base.fact("Doctors visited", type="visit", date="2015-05", agent="Doctors", object="Cusco Prison")
    base.fact("Judges visited", type="visit", date="2015-06", agent="Judges", object="Cusco Prison")
    assert len(timeline("Cusco Prison", base.records, vocabulary)) == 2


def test_a_dateline_makes_no_second_event_of_a_sentence(base, vocabulary):
    base.add("a.txt", "LIMA, 7 April 2014 - The Jail Board was created in 2014.")
    base.mention("Jail Board", "organisation")
    for date in ("2014", "2014-04-07"):
        base.fact("created", type="establishment", date=date, object="Jail Board")
    assert [e.date.text for e in timeline("Jail Board", base.records, vocabulary)] == ["2014-04-07"]


class TestWhatConcernsAName:
    def test_a_neighbours_event_is_not_in_a_countrys_timeline(self, base, vocabulary):
        base.add("a.txt", "Peru abolished the death penalty in 2008 and Chile in June 2007.", title="The Andes")
        base.mention("Peru", "place")
        base.mention("Chile", "place")
        base.fact("Peru abolished", type="repeal", date="2008", agent="Peru", object="death penalty")
        base.fact("Chile in", type="repeal", date="2007-06", agent="Chile", object="death penalty")
        assert [e.date.text for e in timeline("Peru", base.records, vocabulary)] == ["2008"]

    def test_the_ratification_of_one_treaty_is_not_in_anothers(self, base, vocabulary):
        base.add("a.txt", "Peru joined the Jail Treaty in 1997 and the Court Treaty in 2008.", title="Peru")
        base.mention("Peru", "place")
        for name, date in (("Jail Treaty", "1997"), ("Court Treaty", "2008")):
            base.mention(name, "law")
            base.fact(f"{name} in", type="ratification", date=date, agent="Peru", object=name)
        assert [e.date.text for e in timeline("Court Treaty", base.records, vocabulary)] == ["2008"]

    def test_what_another_source_says_of_the_event_is_seen(self, base, vocabulary):
        base.add("a.txt", "The Jail Board of Peru was created in 2013.", title="Peru")
        base.mention("Peru", "place")
        base.mention("Jail Board", "organisation")
        base.fact("created", type="establishment", date="2013", object="Jail Board")
        base.add("b.txt", "The Jail Board was created in 2014.", title="Jails of Peru")
        base.mention("Jail Board", "organisation")
        base.mention("Peru", "place")
        base.fact("created", type="establishment", date="2014", object="Jail Board")
        assert [(e.date.text, len(e.conflicts)) for e in timeline("Peru", base.records, vocabulary)] == [
            ("2013", 1),
            ("2014", 1),
        ]


def test_one_act_by_several_sources_is_one_entry_though_its_object_may_be_any(base, vocabulary):
    for path in ("a.txt", "b.txt"):
        base.add(path, f"The Jail Board began when the prime minister signed the rules in 2014 ({path}).", title="Peru")
        base.mention("Jail Board", "organisation")
        base.fact("signed", type="signature", date="2014", agent="prime minister", object="rules")
    assert [len(e.facts) for e in timeline("Jail Board", base.records, vocabulary)] == [2]


def test_an_open_beginning_stands_where_it_ends(base, vocabulary):
    base.add("a.txt", "The Jail Board visited Cusco in 2015. It will visit Puno by 2023.", title="Peru")
    base.mention("Jail Board", "organisation")
    base.fact("visited", type="visit", date="2015", agent="Jail Board", object="Cusco")
    base.fact("visit Puno", type="visit", date="../2023", agent="Jail Board", object="Puno", modality="planned")
    assert [e.date.text for e in timeline("Jail Board", base.records, vocabulary)] == ["2015", "../2023"]


def test_a_country_has_what_happened_to_its_laws(base, vocabulary):
    base.add(
        "news.txt", "Officials of Kazakhstan met. The Penal Code was amended in 2016. A Land Code was amended in 2017."
    )
    base.mention("Kazakhstan", "place")
    base.law("The Penal Code", "Penal Code of Kazakhstan", jurisdiction="Kazakhstan")
    base.law("A Land Code", "Land Code of Uzbekistan", jurisdiction="Uzbekistan")
    base.fact("amended in 2016", type="amendment", date="2016", object="Penal Code of Kazakhstan")
    base.fact("amended in 2017", type="amendment", date="2017", object="Land Code of Uzbekistan")
    entries = timeline("Kazakhstan", base.records, vocabulary)
    assert [e.date.text for e in entries] == ["2016"]


def test_an_event_of_no_type_stands_in_the_timeline_of_its_doer_alone(base, vocabulary):
    base.add("a.txt", "On 5 May 2015 Anna Novak moved to Cusco with Jan Vesk.", title="Moves")
    base.mention("Anna Novak", "person")
    base.mention("Jan Vesk", "person")
    base.fact("moved", type="other", date="2015-05-05", agent="Anna Novak")
    base.fact("moved", type="visit", date="2015-05-05", agent="Anna Novak")
    assert [e.type for e in timeline("Anna Novak", base.records, vocabulary)] == ["other", "visit"]
    assert [e.type for e in timeline("Jan Vesk", base.records, vocabulary)] == ["visit"]
