from __future__ import annotations

import pytest

from justicekb.errors import QueryError
from justicekb.query.events.entities import entities, entity_page


@pytest.fixture
def told(base):
    base.add("a.txt", "Rosa Quispe of the Jail Board (JB) went to Cusco in 2015. The JB was pleased. Cusco was not.")
    base.mention("Rosa Quispe", "person", role="chair of the Jail Board")
    base.mention("Jail Board", "organisation")
    base.mention("JB", "organisation", "Jail Board")
    base.mention("Cusco", "place")
    base.fact("went", type="visit", date="2015", agent="Jail Board", object="Cusco")
    return base


def test_the_list_begins_with_the_most_mentioned(told):
    assert next(entities(told.records)).entity.name == "Jail Board"
    assert [c.entity.name for c in entities(told.records, type="person")] == ["Rosa Quispe"]


def test_a_page_holds_aliases_mentions_facts_and_company(told, vocabulary):
    page = entity_page("JB", told.records, vocabulary)
    assert (page.count.entity.name, page.count.entity.aliases) == ("Jail Board", ("JB",))
    assert [m.citation.sentence for m in page.mentions] == [
        "Rosa Quispe of the Jail Board (JB) went to Cusco in 2015.",
        "The JB was pleased.",
    ]
    assert [f.type for f in page.facts] == ["visit"]
    assert {c.entity.name for c in page.together} == {"Rosa Quispe", "Cusco"}
    assert page.others == ()


def test_a_person_has_roles(told, vocabulary):
    assert entity_page("Rosa Quispe", told.records, vocabulary).roles == ("chair of the Jail Board",)


def test_nobody_has_no_page(told, vocabulary):
    with pytest.raises(QueryError):
        entity_page("Nobody at All", told.records, vocabulary)
