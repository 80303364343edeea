"""FollowTheMoney entities: dates, involvement, and validity by the library where it is installed."""

from __future__ import annotations

import re

import pytest

from justicekb.edtf import Edtf
from justicekb.export.followthemoney import ftm_document, ftm_entity, ftm_fact, ftm_id, ftm_rows
from justicekb.model import Author, Document, Entity, Fact, Participant
from justicekb.spans import Span

TEXT = "Peru and Rosa Quispe opened the Jail Academy in Lima in 2005."
DOCUMENT = Document(
    path="a.html",
    sha256="ab" * 32,
    media_type="text/html",
    title="Jails",
    authors=(Author(name="Rosa Quispe"),),
    publisher="Jail Press",
    published=Edtf("2019-05-20"),
    language="en",
    url="https://example.org/a",
    text=TEXT,
)
PARTIES = (
    Participant(role="agent", name="Peru", entity="place:peru"),
    Participant(role="agent", name="Rosa Quispe", entity="person:rosa-quispe"),
    Participant(role="object", name="Jail Academy", entity="organisation:jail-academy"),
    Participant(role="place", name="Lima", entity="place:lima"),
)


def fact(date="2005", **fields):
    at = {"document": DOCUMENT.id, "span": Span(0, 9), "evidence": Span(0, len(TEXT)), "rule": "r"}
    return Fact(type="establishment", date=Edtf(date), participants=PARTIES, **at, **fields)


@pytest.mark.parametrize(
    ("edtf", "dates"),
    [
        ("1998", {"date": ["1998"]}),
        ("1998-08", {"date": ["1998-08"]}),
        ("1998-08-26", {"date": ["1998-08-26"]}),
        ("2011~", {"date": ["2011"]}),
        ("2016/2018", {"startDate": ["2016"], "endDate": ["2018"]}),
        ("2005/..", {"startDate": ["2005"]}),
        ("../1989", {"endDate": ["1989"]}),
        ("199X", {"startDate": ["1990-01-01"], "endDate": ["1999-12-31"]}),
        ("2014-33", {"startDate": ["2014-01-01"], "endDate": ["2014-03-31"]}),
    ],
)
def test_an_event_has_one_date_or_a_start_and_an_end_and_keeps_its_edtf(edtf, dates):
    properties = ftm_fact(fact(edtf), DOCUMENT)["properties"]
    assert {name: properties[name] for name in ("date", "startDate", "endDate") if name in properties} == dates
    assert properties["notes"] == [f"EDTF {edtf}"]


def test_only_persons_and_organisations_are_involved():
    properties = ftm_fact(fact(), DOCUMENT)["properties"]
    assert properties["involved"] == [ftm_id("person:rosa-quispe"), ftm_id("organisation:jail-academy")]
    assert properties["namesMentioned"] == ["Peru", "Rosa Quispe", "Jail Academy", "Lima"]
    assert (properties["summary"], properties["proof"]) == ([TEXT], [ftm_id(DOCUMENT.id)])


def test_what_did_not_happen_or_will_says_so():
    told = ftm_fact(fact(polarity="negative", modality="planned"), DOCUMENT)["properties"]["description"]
    assert told == ["did not happen; planned"]
    assert "description" not in ftm_fact(fact(), DOCUMENT)["properties"]


def test_laws_have_no_schema():
    assert ftm_entity(Entity(type="law", name="Criminal Code")) is None


@pytest.mark.parametrize("name", ["place:перу", "person:o’neill, j. r.", "x" * 400])
def test_ids_are_plain(name):
    assert re.fullmatch(r"[0-9a-z][0-9a-z-]*[0-9a-z]", ftm_id(name))


def test_the_library_accepts_every_entity():
    model = pytest.importorskip("followthemoney", reason="followthemoney is not installed").model
    entities = [
        Entity(type="place", name="Peru", identifiers=(("iso3166", "pe"),)),
        Entity(type="person", name="Rosa Quispe", aliases=("R. Quispe",), identifiers=(("wikidata", "Q419"),)),
        Entity(type="organisation", name="Jail Academy"),
    ]
    rows = list(ftm_rows([(DOCUMENT, [fact(), fact("2016/2018")])], entities))
    assert len(rows) == 6
    for row in rows:
        entity = model.get_proxy(row, cleaned=False)
        kept = entity.to_dict()["properties"]
        assert {name: sorted(values) for name, values in row["properties"].items() if name != "language"} == {
            name: sorted(values) for name, values in kept.items() if name != "language"
        }


def test_a_document_names_its_source():
    row = ftm_document(DOCUMENT)
    assert row["schema"] == "Document"
    assert row["properties"]["publishedAt"] == ["2019-05-20"]
    assert row["properties"]["notes"] == [f"sha256 {'ab' * 32}"]
