from __future__ import annotations

import pytest

from justicekb.edtf import Edtf
from justicekb.errors import QueryError
from justicekb.model import Fact
from justicekb.query.records import entity_ids, listed
from justicekb.querytree import RecordFilter


@pytest.fixture
def told(base):
    base.add("a.txt", "Peru opened a jail in 2015. Peru closed a jail in 2010.", title="Jails", published="2016")
    base.mention("Peru", "place")
    base.fact("opened", type="establishment", date="2015", agent="Peru", object="jail")
    base.fact("closed", type="closure", date="2010", agent="Peru", object="jail")
    base.figure("a jail in 2015", value=1, measure="jail")
    return base


def test_records_come_with_the_place_of_their_sentence(told):
    first = next(listed(Fact, told.records))
    citation = first.citation
    assert (citation.record, citation.source, citation.title) == (first.record.id, "a.txt", "Jails")
    assert (citation.sentence, citation.published) == ("Peru opened a jail in 2015.", Edtf("2016"))


def test_a_filter_narrows(told):
    assert [c.record.type for c in listed(Fact, told.records, where=RecordFilter(types=("closure",)))] == ["closure"]


def test_facts_of_no_type_are_listed_only_when_asked_for(told):
    told.fact("Peru closed", type="other", date="2010", agent="Peru")
    assert "other" not in {c.record.type for c in listed(Fact, told.records)}
    assert [c.record.type for c in listed(Fact, told.records, where=RecordFilter(types=("other",)))] == ["other"]


def test_names_and_ids_mean_entities(told):
    assert entity_ids("Peru", told.records) == entity_ids("place:peru", told.records) == ("place:peru",)
    with pytest.raises(QueryError, match="nothing in the knowledge base is called 'Peruu'; did you mean Peru"):
        entity_ids("Peruu", told.records)
