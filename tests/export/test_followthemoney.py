"""FollowTheMoney entities and statements: dates, involvement, and validity by the library itself."""

from __future__ import annotations

import csv
import hashlib
import importlib.util
import io
import json
import re
from importlib.metadata import version
from pathlib import Path

import pytest
from followthemoney import model
from followthemoney.types import registry

import justicekb
from justicekb.edtf import Edtf
from justicekb.export.graphs.followthemoney import (
    Codes,
    ftm_document,
    ftm_entities,
    ftm_entity,
    ftm_fact,
    ftm_id,
)
from justicekb.export.graphs.ftmstatements import COLUMNS, statement_rows, statements_csv, statements_jsonl
from justicekb.model import Author, Document, Entity, Fact, Participant
from justicekb.spans import Span
from justicekb.vocabulary.entries import Country, Language

# Without PyICU the library spells names of countries with a plainer table, and says so.
pytestmark = pytest.mark.filterwarnings("ignore:Install 'pyicu'")

TEXT = "Peru and Rosa Quispe opened the Jail Academy in Lima in 2005."
DOCUMENT = Document(
    path="a.html",
    sha256="ab" * 32,
    media_type="text/html",
    title="Jails",
    authors=(Author(name="Rosa Quispe"),),
    publisher="Jail Press",
    published=Edtf("2019-05-20"),
    retrieved=Edtf("2021-02-03"),
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
ENTITIES = (
    Entity(type="place", name="Peru", aliases=("Peru", "Republic of Peru")),
    Entity(type="place", name="Lima"),
    Entity(type="person", name="Rosa Quispe", aliases=("R. Quispe",), identifiers=(("wikidata", "Q419"),)),
    Entity(type="organisation", name="Jail Academy"),
    Entity(type="law", name="Jail Act"),
)
CODES = Codes(countries={"place:peru": "pe"}, languages={"en": "eng"})


def load(path):
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


library = load(Path(__file__).with_name("ftmlibrary.py"))


def fact(date="2005", **fields):
    at = {"document": DOCUMENT.id, "span": Span(0, 9), "evidence": Span(0, len(TEXT)), "rule": "r"}
    return Fact(type="establishment", date=Edtf(date), participants=PARTIES, **at, **fields)


def properties(date="2005", **fields):
    return ftm_fact(fact(date, **fields), DOCUMENT, CODES).row()["properties"]


def everything():
    return list(ftm_entities([(DOCUMENT, [fact(), fact("2016~/2018")])], ENTITIES, CODES))


DATES = [
    ("1998", {"date": ["1998"]}),
    ("1998-08", {"date": ["1998-08"]}),
    ("1998-08-26", {"date": ["1998-08-26"]}),
    ("2011~", {"date": ["2011"]}),
    ("2016/2018", {"startDate": ["2016"], "endDate": ["2018"]}),
    ("2005/..", {"startDate": ["2005"]}),
    ("../1989", {"endDate": ["1989"]}),
    ("199X", {"startDate": ["1990-01-01"], "endDate": ["1999-12-31"]}),
    ("199X/..", {"startDate": ["1990-01-01"]}),
    ("../199X", {"endDate": ["1999-12-31"]}),
    ("2014-33", {"startDate": ["2014-01-01"], "endDate": ["2014-03-31"]}),
    ("2014-21/2015", {"startDate": ["2014-03-01"], "endDate": ["2015-12-31"]}),
]


class TestEntities:
    @pytest.mark.parametrize(("edtf", "dates"), DATES)
    def test_an_event_has_one_date_or_a_start_and_an_end_and_keeps_its_edtf(self, edtf, dates):
        told = properties(edtf)
        assert {name: told[name] for name in ("date", "startDate", "endDate") if name in told} == dates
        assert told["notes"] == [f"EDTF {edtf}"]

    def test_only_persons_and_organisations_are_involved(self):
        told = properties()
        assert told["involved"] == [ftm_id("person:rosa-quispe"), ftm_id("organisation:jail-academy")]
        assert told["namesMentioned"] == ["Peru", "Rosa Quispe", "Jail Academy", "Lima"]
        assert (told["summary"], told["proof"]) == ([TEXT], [ftm_id(DOCUMENT.id)])

    def test_where_it_was_is_an_address_and_a_country(self):
        told = properties()
        assert (told["location"], told["addressEntity"]) == (["Lima"], [ftm_id("place:lima")])
        assert told["country"] == ["pe"]

    def test_what_did_not_happen_or_will_says_so(self):
        told = properties(polarity="negative", modality="planned", attributed_to="Rosa Quispe")
        assert told["description"] == ["did not happen; planned; according to Rosa Quispe"]
        assert "description" not in properties()

    def test_laws_have_no_schema(self):
        assert ftm_entity(Entity(type="law", name="Criminal Code"), CODES) is None

    @pytest.mark.parametrize("name", ["place:перу", "person:o’neill, j. r.", "x" * 400])
    def test_ids_are_plain(self, name):
        assert re.fullmatch(r"[0-9a-z][0-9a-z-]*[0-9a-z]", ftm_id(name))

    def test_a_document_names_its_source(self):
        row = ftm_document(DOCUMENT, CODES).row()
        assert row["schema"] == "Document"
        assert row["properties"]["publishedAt"] == ["2019-05-20"]
        assert row["properties"]["language"] == ["eng"]
        assert row["properties"]["notes"] == [f"sha256 {'ab' * 32}"]


class TestLibrary:
    @pytest.mark.parametrize("entity", everything(), ids=lambda entity: entity.schema)
    def test_it_finds_no_fault_and_keeps_every_value(self, entity):
        row = entity.row()
        assert library.faults(row) == []
        told = library.kept(row)["properties"]
        assert {name: sorted(v) for name, v in told.items()} == {n: sorted(v) for n, v in row["properties"].items()}

    @pytest.mark.parametrize(("edtf", "dates"), DATES)
    def test_it_knows_every_date(self, edtf, dates):
        assert library.faults(ftm_fact(fact(edtf), DOCUMENT, CODES).row()) == []

    @pytest.mark.parametrize(
        "fault",
        [
            {"date": ["26.8.1998"]},
            {"country": ["Peru"]},
            {"involved": ["no id!"]},
            {"colour": ["red"]},
            {"name": []},
            {"sourceUrl": ["a.html"]},
        ],
        ids=str,
    )
    def test_the_check_finds_faults(self, fault):
        row = ftm_fact(fact(), DOCUMENT, CODES).row()
        assert library.faults(row | {"properties": row["properties"] | fault})

    def test_references_lead_to_entities_of_the_right_schema(self):
        rows = [entity.row() for entity in everything()]
        assert list(library.dangling(rows)) == []
        assert list(library.dangling([row for row in rows if row["schema"] != "Person"]))

    def test_all_countries_and_languages_are_known(self, vocabulary):
        assert [c.id for c in vocabulary.entries(Country) if registry.country.clean(c.id) != c.id] == []
        languages = vocabulary.entries(Language)
        assert [x.id for x in languages if registry.language.clean(x.iso3) != x.iso3] == []
        assert {"en", "ru", "uz"} <= {x.id for x in languages}

    def test_the_sample_corpus_is_valid(self, sample_base):
        with justicekb.open(sample_base) as kb:
            rows = list(kb.followthemoney())
        assert len({row["id"] for row in rows}) == len(rows) > 100
        assert {row["schema"] for row in rows} == {"Document", "Event", "Person", "Organization", "Address"}
        assert [(row["id"], library.faults(row)) for row in rows if library.faults(row)] == []
        assert list(library.dangling(rows)) == []


@pytest.fixture(scope="module")
def rows():
    return list(statement_rows(everything(), "jails"))


class TestStatements:
    def test_every_value_is_a_row_and_every_entity_ends_with_its_id(self, rows):
        ours = [
            (entity.id, entity.schema, claim.prop, claim.value) for entity in everything() for claim in entity.claims
        ]
        told = [(row["entity_id"], row["schema"], row["prop"], row["value"]) for row in rows if row["prop"] != "id"]
        assert told == ours
        assert [row["entity_id"] for row in rows if row["prop"] == "id"] == [entity.id for entity in everything()]
        assert len({row["id"] for row in rows}) == len(rows)

    def test_a_row_says_where_it_comes_from(self, rows):
        summary = next(row for row in rows if row["prop"] == "summary")
        assert summary == {
            "canonical_id": summary["entity_id"],
            "entity_id": ftm_id(fact().id),
            "prop": "summary",
            "prop_type": "text",
            "schema": "Event",
            "value": TEXT,
            "dataset": "jails",
            "origin": DOCUMENT.id,
            "lang": "eng",
            "original_value": None,
            "external": False,
            "first_seen": "2021-02-03T00:00:00",
            "last_seen": "2021-02-03T00:00:00",
            "id": hashlib.sha1(f"jails.{ftm_id(fact().id)}.summary.{TEXT}@eng".encode()).hexdigest(),
        }

    def test_the_original_is_ours(self, rows):
        originals = {(row["prop"], row["value"]): row["original_value"] for row in rows if row["original_value"]}
        assert originals == {
            ("startDate", "2016"): "2016~/2018",
            ("endDate", "2018"): "2016~/2018",
            ("country", "pe"): "Peru",
            ("language", "eng"): "en",
        }

    def test_what_joins_documents_was_seen_at_no_time(self, rows):
        assert {row["first_seen"] for row in rows if row["schema"] == "Person"} == {None}
        month = Document(path="a", sha256="cd" * 32, media_type="text/plain", retrieved=Edtf("2021-02"))
        assert {row["first_seen"] for row in statement_rows([ftm_document(month, CODES)])} == {None}

    def test_the_library_has_each_property_with_this_type(self, rows):
        types = {
            row["prop"]: model.get(row["schema"]).get(row["prop"]).type.name for row in rows if row["prop"] != "id"
        }
        assert {row["prop"]: row["prop_type"] for row in rows if row["prop"] != "id"} == types
        assert {row["prop_type"] for row in rows if row["prop"] == "id"} == {"id"}
        assert not [row for row in rows if row["lang"] and row["prop_type"] not in ("text", "string", "name")]

    def test_put_together_they_are_the_entities_again(self, rows):
        made = {}
        for row in rows:
            if row["prop"] != "id":
                entity = made.setdefault(row["canonical_id"], model.make_entity(row["schema"]))
                entity.id = row["canonical_id"]
                entity.add(row["prop"], row["value"])
        told = {id_: entity.to_dict()["properties"] for id_, entity in made.items()}
        assert told == {entity.id: entity.row()["properties"] for entity in everything()}

    def test_csv_and_json_lines_say_the_same(self, rows):
        lines = [json.loads(line) for line in statements_jsonl(rows)]
        table = list(csv.DictReader(io.StringIO("".join(statements_csv(rows))), dialect=csv.unix_dialect))
        assert tuple(table[0]) == COLUMNS
        assert {row["external"] for row in table} == {"f"}
        for line, cells in zip(lines, table, strict=True):
            assert {name: value or "" for name, value in line.items() if name != "external"} == {
                name: cells[name] for name in line if name != "external"
            }

    def test_a_name_that_looks_like_a_formula_is_none_in_the_table_and_bare_in_the_lines(self):
        entity = ftm_entity(Entity(type="person", name='=1+"Rosa"'), CODES)
        table = list(csv.DictReader(io.StringIO("".join(statements_csv(statement_rows([entity]))))))
        assert table[0]["value"] == '\'=1+"Rosa"'
        assert json.loads(next(iter(statements_jsonl(statement_rows([entity])))))["value"] == '=1+"Rosa"'

    def test_they_come_one_by_one(self):
        def endless():
            while True:
                yield from everything()

        lines = statements_csv(statement_rows(endless()))
        assert len([next(lines) for _ in range(500)]) == 500

    @pytest.mark.skipif(version("followthemoney") < "4", reason="statements came to the library with version 4")
    def test_the_library_reads_and_writes_the_same(self, rows, tmp_path):
        from followthemoney.dataset import Dataset
        from followthemoney.statement import StatementEntity, read_statements, write_statements

        table, lines = "".join(statements_csv(rows)).encode(), "".join(statements_jsonl(rows)).encode()
        for format_, ours in (("csv", table), ("json", lines)):
            read = list(read_statements(io.BytesIO(ours), format_))
            assert [s.id for s in read if s.prop != "id"] == [s.generate_key() for s in read if s.prop != "id"]
            with (tmp_path / format_).open("wb") as out:
                write_statements(out, format_, read)
            theirs = (tmp_path / format_).read_bytes()
            plain = (lambda told: [json.loads(line) for line in told.splitlines()]) if format_ == "json" else bytes
            assert plain(theirs) == plain(ours)
            own = [s for s in read if s.entity_id == ftm_id(fact().id)]
            entity = StatementEntity.from_statements(Dataset.make({"name": "jails"}), own)
            assert {s.id for s in entity.statements if s.prop != "id"} == {s.id for s in own if s.prop != "id"}
            checksum = next(s.value for s in entity.statements if s.prop == "id")
            assert checksum == next(s.value for s in own if s.prop == "id")
