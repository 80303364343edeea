"""Rows of records and results against the published schema, CSV tables, graphs and Markdown answers."""

from __future__ import annotations

import csv
import io
import json
import re
from xml.etree import ElementTree

import jsonschema
import pytest

import justicekb
from justicekb.edtf import Edtf
from justicekb.export.graphs.graphml import graphml, together
from justicekb.export.rows.jsonl import document_row, dumps, entity_row, passage_row, record_row
from justicekb.export.rows.results import answer_row, cited_row, conflict_row, timeline_row
from justicekb.export.rows.schema import record_schema, schema
from justicekb.export.rows.table import cell, table, tables
from justicekb.export.timelines.markdown import conflicts_markdown
from justicekb.findings import Answer, Citation, Conflict, ConflictSide, Value
from justicekb.model import (
    RECORD_TYPES,
    DateMention,
    Document,
    Entity,
    Fact,
    Figure,
    LawMention,
    Mention,
    Participant,
    Passage,
    Quote,
    Reference,
)
from justicekb.spans import Span

AT = {"document": "doc-1", "span": Span(0, 4), "evidence": Span(0, 9), "rule": "r"}
FULL = [
    Mention(type="person", name="Rosa", text="Rosa", entity="person:rosa", canonical="Rosa", role="chair", **AT),
    DateMention(text="1998", edtf=Edtf("1998"), **AT),
    LawMention(instrument="Code", text="Code", entity="law:code", canonical="Code", provision="Article 1", **AT),
    Figure(value=5.0, high=7.5, unit="money:EUR", date=Edtf("../2018"), part_of=Span(1, 2), place=("Lima",), **AT),
    Fact(type="visit", date=Edtf("2005~/.."), participants=(Participant(role="agent", name="Rosa"),), **AT),
    Quote(text="So be it", direct=True, speaker="Rosa", **AT),
    Reference(text="A book.", authors=("Quispe, Rosa",), issued=Edtf("199X"), **AT),
]
BARE = [
    Mention(type="place", name="Lima", text="Lima", entity="place:lima", canonical="Lima", **AT),
    Figure(value=5, unit="count", **AT),
    Fact(type="visit", date=Edtf("2005-21"), **AT),
    Quote(text="So", direct=False, **AT),
    Reference(text="A book.", **AT),
]


class TestSchema:
    def check(self, row):
        jsonschema.validate(json.loads(dumps(row)), schema(), cls=jsonschema.Draft202012Validator)

    def test_the_schema_is_one(self):
        jsonschema.Draft202012Validator.check_schema(schema())

    @pytest.mark.parametrize("record", FULL + BARE, ids=lambda r: r.KIND)
    def test_every_record_follows_it(self, record):
        self.check(record_row(record, source="a.txt", evidence="Rosa came"))

    def test_documents_passages_and_entities_follow_it(self):
        document = Document(path="a.txt", sha256="0" * 64, media_type="text/plain", published=Edtf("2019"), text="x")
        self.check(document_row(document))
        self.check(passage_row(Passage(document="doc-1", span=Span(0, 1), kind="paragraph"), source="a", text="x"))
        self.check(entity_row(Entity(type="place", name="Peru", aliases=("PE",), identifiers=(("iso3166", "PE"),))))

    @pytest.mark.parametrize(
        "wrong", [{"date": "26.8.1998"}, {"polarity": "maybe"}, {"start": -1}, {"more": 1}, {"record": "deed"}]
    )
    def test_what_breaks_the_contract_is_refused(self, wrong):
        row = json.loads(dumps(record_row(FULL[4], source="a.txt", evidence="x"))) | wrong
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(row, schema())

    def test_every_kind_is_described(self):
        assert {kind.KIND for kind in RECORD_TYPES} <= set(schema()["$defs"])
        assert record_schema("fact")["title"] == "fact"


CITED = Citation(record="fact-1", document="doc-1", source="a.txt", sentence="Rosa came.", span=Span(0, 10), page=3)
VALUE = Value(value="1998", kind="date", text="in 1998", evidence=(CITED,))


def follows(result, row):
    whole = schema()
    one = {"$schema": whole["$schema"], "$defs": whole["$defs"], "$ref": f"#/$defs/{result}"}
    jsonschema.validate(row, one, cls=jsonschema.Draft202012Validator, format_checker=jsonschema.FormatChecker())


class TestResults:
    def test_an_answer_is_what_the_question_script_reads(self):
        row = json.loads(dumps(answer_row(Answer(question="When?", status="answered", answers=(VALUE,)))))
        assert (row["question"], row["status"]) == ("When?", "answered")
        (answer,) = row["answers"]
        assert (answer["value"], answer["kind"]) == ("1998", "date")
        assert answer["evidence"][0] | {"source": "a.txt", "sentence": "Rosa came.", "page": 3} == answer["evidence"][0]

    def test_timeline_conflict_and_citation_rows_are_plain_json(self, entries, passage):
        for entry in entries:
            row = json.loads(dumps(timeline_row(entry)))
            assert row["date"] == entry.date.text
            follows("event", row)
        conflict = Conflict(id="c", about="it", differs="date", sides=(ConflictSide(value="1998", evidence=(CITED,)),))
        row = json.loads(dumps(conflict_row(conflict)))
        assert row["sides"][0]["evidence"][0]["id"] == "fact-1"
        follows("conflict", row)
        with pytest.raises(jsonschema.ValidationError):
            follows("conflict", row | {"sides": []})
        assert json.loads(dumps(cited_row(passage)))["exact"] == "cold"

    def test_markdown_of_a_conflict_marks_the_register(self):
        sides = (ConflictSide(value="1998", evidence=()), ConflictSide(value="1999", evidence=(CITED,)))
        told = conflicts_markdown([Conflict(id="c", about="it", differs="date", sides=sides)], "Conflicts")
        assert "- 1998 (register)\n- 1999[^1]" in told


ROWS = [record_row(record, source="a.txt", evidence="Rosa, “came”\nhere") for record in FULL]


class TestTable:
    def test_one_file_a_kind_with_all_its_fields(self, tmp_path):
        counts = tables(ROWS, tmp_path / "out")
        assert counts == {kind.KIND: 1 for kind in RECORD_TYPES}
        with (tmp_path / "out" / "fact.csv").open(encoding="utf-8", newline="") as file:
            (row,) = csv.DictReader(file)
        assert (row["agent"], row["date"], row["evidence"]) == ("Rosa", "2005~/..", "Rosa, “came”\nhere")

    def test_lines_are_one_table(self):
        text = "".join(table(ROWS[:1]))
        assert next(csv.DictReader(io.StringIO(text)))["name"] == "Rosa"

    @pytest.mark.parametrize(
        ("value", "text"),
        [
            (None, ""),
            (True, "true"),
            (5.0, "5"),
            (0, "0"),
            (166.5, "166.5"),
            (-3, "-3"),
            (["a", "b"], "a; b"),
            ({"a": 1}, '{"a":1}'),
            ("=SUM(A1)", "'=SUM(A1)"),
        ],
    )
    def test_cells(self, value, text):
        assert cell(value) == text


class TestGraph:
    def test_who_occurs_with_whom(self):
        def mention(entity, start, sentence):
            fields = {"document": "doc-1", "span": Span(start, start + 1), "evidence": sentence, "rule": "r"}
            return Mention(type="person", name=entity, text=entity, entity=entity, canonical=entity, **fields)

        first, second = Span(0, 9), Span(10, 19)
        mentions = [mention("b", 1, first), mention("a", 3, first), mention("a", 11, second), mention("b", 13, second)]
        pairs = together([*mentions, mention("c", 15, second)])
        assert pairs == {("a", "b"): 2, ("a", "c"): 1, ("b", "c"): 1}

    def test_the_graph_is_well_formed_whatever_the_names(self):
        names = [Entity(type="person", name='<Ro"sa> & \x00 Co'), Entity(type="place", name="Lima")]
        pairs = {(names[1].id, names[0].id): 3, (names[0].id, "person:unknown"): 9}
        text = "".join(graphml([(n, 2) for n in names], pairs))
        space = "{http://graphml.graphdrawing.org/xmlns}"
        graph = ElementTree.fromstring(text.encode()).find(f"{space}graph")
        assert [node.get("id") for node in graph.findall(f"{space}node")] == [n.id for n in names]
        assert [edge.find(f"{space}data").text for edge in graph.findall(f"{space}edge")] == ["3"]
        assert "".join(graphml([(n, 2) for n in names], pairs, least=4)).count("<edge") == 0

    def test_the_sample_corpus_is_a_graph_by_the_schema_of_graphml(self, sample_base):
        """Ids are name tokens and unique, edges join nodes that are there, data have keys that were declared."""
        with justicekb.open(sample_base) as kb:
            root = ElementTree.fromstring("".join(kb.graph()).encode())
        space = "{http://graphml.graphdrawing.org/xmlns}"
        keys = {(key.get("id"), key.get("for")) for key in root.findall(f"{space}key")}
        graph = root.find(f"{space}graph")
        nodes, edges = graph.findall(f"{space}node"), graph.findall(f"{space}edge")
        ids = [node.get("id") for node in nodes]
        assert all(re.fullmatch(r"[\w.:-]+", id_) for id_ in ids)
        assert len(set(ids)) == len(ids) > 50
        assert {node.split(":")[0] for node in ids} == {"law", "organisation", "person", "place"}
        assert len({(edge.get("source"), edge.get("target")) for edge in edges}) == len(edges) > 50
        assert {end for edge in edges for end in (edge.get("source"), edge.get("target"))} <= set(ids)
        assert any(edge.get("source").startswith("law:") for edge in edges)
        for kind, elements in (("node", nodes), ("edge", edges)):
            told = {(data.get("key"), kind) for element in elements for data in element}
            assert told <= keys


@pytest.mark.parametrize(
    ("evidence", "speaker", "named"),
    [
        ("“So be it,” said Rosa Quispe.", "Rosa Quispe", "Rosa Quispe"),
        ("“So be it,” said Quispe.", "Rosa Quispe", "Quispe"),
        ("“Rosa, so be it,” said Rosa Quispe.", "Rosa", "Rosa"),
        ("“So be it,” she said.", "Rosa Quispe", None),
        ("“So be it.”", None, None),
    ],
)
def test_a_quotation_says_where_its_speaker_is_named(evidence, speaker, named):
    quoted = Span(1, evidence.index("”"))
    quote = Quote(
        document="doc-1", span=quoted.shift(7), evidence=Span(7, 7 + len(evidence)), rule="quote.tag-after",
        text=quoted.of(evidence), direct=True, speaker=speaker,
    )  # fmt: skip
    at = record_row(quote, source="a.txt", evidence=evidence)["speaker_at"]
    assert (None if at is None else evidence[at[0] - 7 : at[1] - 7]) == named
    assert at is None or at[0] - 7 > quoted.end
