"""References as text, CSL-JSON, BibTeX and RIS, and W3C annotations."""

from __future__ import annotations

import importlib.util
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import get_args

import jsonschema
import pytest

import justicekb
from justicekb.edtf import Edtf
from justicekb.export import CITATIONS, writer
from justicekb.export.citations.annotation import annotation
from justicekb.export.citations.bibliography import (
    bibtex,
    bibtex_of_all,
    citation_key,
    csl_item,
    csl_json,
    keyed,
    reference,
    ris,
    ris_of_all,
)
from justicekb.model import Author, DocumentKind


def with_document(passage, **fields):
    return replace(passage, document=replace(passage.document, **fields))


@pytest.mark.parametrize("format_", sorted(CITATIONS))
def test_every_format_writes_a_full_and_a_bare_source(passage, format_):
    bare = dict.fromkeys(("title", "publisher", "published", "retrieved", "container", "volume", "url", "doi", "pages"))
    for one in (passage, with_document(passage, **bare, authors=())):
        assert writer("citation", format_)(one)


def load(name):
    path = Path(__file__).with_name(f"{name}.py")
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


CSL = load("cslschema").SCHEMA


class TestCsl:
    def check(self, items):
        jsonschema.validate(items, CSL, cls=jsonschema.Draft7Validator)

    @pytest.mark.parametrize("kind", get_args(DocumentKind))
    @pytest.mark.parametrize(
        "published", [None, "2019", "2019-05-06", "2019/2021", "2019~", "199X", "2019-21", "2005/.."]
    )
    def test_every_kind_of_document_is_valid(self, passage, kind, published):
        date = Edtf(published) if published else None
        self.check(json.loads(csl_json([with_document(passage, kind=kind, published=date)])))
        bare = dict.fromkeys(("title", "publisher", "container", "volume", "issue", "pages", "doi", "url", "retrieved"))
        self.check(json.loads(csl_json([with_document(passage, kind=kind, published=date, authors=(), **bare)])))

    def test_the_sample_corpus_is_valid(self, sample_base):
        with justicekb.open(sample_base) as kb:
            facts = [cited.record.id for cited in kb.facts()]
            items = [csl_item(kb.cite(id_)[0]) for id_ in facts]
        assert len(items) > 50
        self.check(items)

    @pytest.mark.parametrize(
        "fault", [{"type": "newspaper"}, {"issued": {"date-parts": [[2019, 5, 6, 7]]}}, {"author": ["Rosa"]}, {"x": 1}]
    )
    def test_the_schema_finds_faults(self, passage, fault):
        with pytest.raises(jsonschema.ValidationError):
            self.check([csl_item(passage) | fault])

    def test_a_newspaper_is_what_contains_its_articles(self, passage):
        item = csl_item(with_document(passage, kind="article", container=None))
        assert (item["type"], item["container-title"]) == ("article-newspaper", "Jail Press")
        assert csl_item(with_document(passage, kind="press_release"))["genre"] == "Press release"

    def test_the_item_follows_the_schema(self, passage):
        item = csl_item(passage)
        assert item["type"] == "article-journal"
        assert item["author"] == [{"family": "Quispe", "given": "Rosa"}, {"literal": "Ministry of Justice of Peru"}]
        assert (item["issued"], item["accessed"]) == ({"date-parts": [[2019, 5]]}, {"date-parts": [[2021, 2, 3]]})
        assert (item["container-title"], item["page"], item["locator"]) == ("Journal of Jails", "12–34", "13")
        assert json.loads(csl_json([passage])) == [item]

    def test_nothing_is_there_that_the_source_does_not_have(self, passage):
        item = csl_item(with_document(passage, volume=None, doi=None, authors=()))
        assert not {"volume", "DOI", "author"} & set(item)

    @pytest.mark.parametrize(
        ("edtf", "issued"),
        [
            ("2019", {"date-parts": [[2019]]}),
            ("2019/2021", {"date-parts": [[2019], [2021]]}),
            ("2019~", {"date-parts": [[2019]], "circa": True}),
            ("199X", {"literal": "1990s"}),
            ("2019-21", {"date-parts": [[2019]], "season": 1}),
            ("2005/..", {"literal": "since 2005"}),
            ("2019-33", {"literal": "first quarter of 2019"}),
        ],
    )
    def test_dates_keep_their_precision(self, passage, edtf, issued):
        assert csl_item(with_document(passage, published=Edtf(edtf)))["issued"] == issued

    def test_a_key_is_plain_ascii(self, passage):
        assert citation_key(passage.document) == "quispe2019jails"
        assert citation_key(replace(passage.document, authors=(), publisher="Žurnál", published=None)) == "zurnaljails"


def test_bibtex_escapes_what_tex_would_run(passage):
    told = bibtex(passage)
    assert told.startswith("@article{quispe2019jails,\n")
    assert r"title = {{Jails \textbraceleft{}of\textbraceright{} the coast: 100 \% full \& cold\_}}" in told
    assert "author = {Quispe, Rosa and {Ministry of Justice of Peru}}" in told
    assert "pages = {12--34}" in told
    assert "year = {2019},\n  month = may,\n" in told
    assert "urldate = {2021-02-03}" in told


@pytest.mark.parametrize("title", ["a { b", "a } b", "{", r"back\slash {", "two\nlines", "100 %", "$5 ~ ^ # _ &"])
def test_braces_of_a_bibtex_entry_match_whatever_the_title(passage, title):
    told = bibtex(with_document(passage, title=title))
    depths = [0]
    for character in told:
        depths.append(depths[-1] + (character == "{") - (character == "}"))
    assert depths[-1] == 0
    assert min(depths) == 0
    assert len(told.splitlines()) == len(re.findall(r"^(?:@|  \w+ = |\})", told, re.MULTILINE))


@pytest.mark.parametrize(
    ("kind", "head", "issuer"),
    [
        ("article", "@article", "journal"),
        ("report", "@techreport", "institution"),
        ("other", "@misc", "howpublished"),
    ],
)
def test_who_issued_it_stands_where_bibtex_prints_it(passage, kind, head, issuer):
    told = bibtex(with_document(passage, kind=kind, container=None))
    assert told.startswith(head)
    assert f"{issuer} = {{Jail Press}}" in told


def test_bibtex_says_that_a_release_is_one(passage):
    assert "howpublished = {Press release, Jail Press}" in bibtex(with_document(passage, kind="press_release"))


def test_ris_has_one_value_a_line(passage):
    lines = ris(with_document(passage, title="Two\r\nlines")).split("\r\n")
    assert (lines[0], lines[-2:]) == ("TY  - JOUR", ["ER  - ", ""])
    assert "TI  - Two lines" in lines
    assert [line for line in lines if line.startswith("AU")] == [
        "AU  - Quispe, Rosa",
        "AU  - Ministry of Justice of Peru",
    ]
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line) for line in lines[:-1])
    assert {"DA  - 2019/05//", "Y2  - 2021/02/03/", "SP  - 12", "EP  - 34"} <= set(lines)


def test_a_text_reference_says_where_the_words_are(passage):
    told = reference(passage)
    assert told.startswith("Rosa Quispe; Ministry of Justice of Peru (May 2019). Jails {of}")
    assert "p. 13, para. 4, in “Cells”" in told
    assert told.endswith("https://example.org/jails#:~:text=cold Retrieved 3 February 2021.")


class TestAnnotation:
    def test_selectors_point_at_the_words(self, passage):
        quote, position = annotation(passage)["target"]["selector"]
        assert quote == {"type": "TextQuoteSelector", "exact": "cold", "prefix": "It is ", "suffix": "."}
        assert position == {"type": "TextPositionSelector", "start": 6, "end": 10}
        assert passage.document.text[6:10] == "cold"

    def test_source_id_and_state(self, passage):
        made = annotation(passage)
        assert (made["id"], made["@context"]) == ("urn:justicekb:fact-1", "http://www.w3.org/ns/anno.jsonld")
        assert made["target"]["source"] == "https://example.org/jails"
        assert made["target"]["state"]["sourceDate"] == "2021-02-03T00:00:00Z"
        assert "state" not in annotation(with_document(passage, retrieved=None))["target"]

    def test_a_file_without_an_address_is_still_an_iri(self, passage):
        made = annotation(with_document(passage, url=None, path="my files/Jails 100%.html"))
        assert made["target"]["source"] == "my%20files/Jails%20100%25.html"

    def test_it_has_what_the_recommendation_requires(self, passage):
        made = json.loads(json.dumps(annotation(passage)))
        assert made["type"] == "Annotation"
        assert set(made) <= {"@context", "id", "type", "motivation", "body", "target"}
        assert made["motivation"] in ("highlighting", "describing", "identifying")
        quote, position = made["target"]["selector"]
        assert all(isinstance(quote[name], str) for name in ("exact", "prefix", "suffix"))
        assert 0 <= position["start"] <= position["end"]
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", made["target"]["state"]["sourceDate"])


class TestKindsOfSources:
    @pytest.mark.parametrize(
        ("fields", "type_"),
        [
            ({"kind": "other", "title": "Norn v Vik Prison Board"}, "legal_case"),
            ({"kind": "other", "title": "Judgment", "text": "[2020] UKSC 9\n\nJudgment"}, "legal_case"),
            ({"kind": "other", "title": "Appeal 4", "publisher": "Supreme Court of Norland"}, "legal_case"),
            ({"kind": "article", "title": "Norn v Vik: what the court said"}, "article-newspaper"),
            (
                {"kind": "other", "title": "IN THE COURT OF NORN", "text": "Case No: 7/2019\n\nNorn v Vik\n"},
                "legal_case",
            ),
            (
                {"kind": "article", "title": "High Court of Norland", "text": "A. Norn, Appellant\n\nJUDGMENT\n"},
                "legal_case",
            ),
            (
                {"kind": "other", "title": "The court", "text": "The court has a roof.", "media_type": "text/plain"},
                "document",
            ),
            ({"kind": "article", "title": "Court frees six", "text": "Six men were freed."}, "article-newspaper"),
            ({"kind": "other", "title": "Jails", "media_type": "text/html"}, "webpage"),
            ({"kind": "press_release", "url": None}, "document"),
            ({"kind": "press_release", "url": "https://example.org/a"}, "webpage"),
        ],
    )
    def test_judgments_and_releases_are_what_they_are(self, passage, fields, type_):
        item = csl_item(with_document(passage, **fields))
        assert item["type"] == type_
        assert item.get("genre") == ("Press release" if fields["kind"] == "press_release" else None)

    def test_a_judgment_has_its_court_as_authority(self, passage):
        one = with_document(passage, kind="other", title="Norn v Vik", publisher="Supreme Court of Norland")
        assert csl_item(one)["authority"] == "Supreme Court of Norland"
        assert ris(one).startswith("TY  - CASE\r\n")

    @pytest.mark.parametrize("name", ["Harbour League", "Jail Watch International, Inc.", "Norn & Sons, Ltd"])
    def test_a_body_is_never_turned_round(self, passage, name):
        one = replace(with_document(passage, authors=(Author(name=name),)), bodies=frozenset({"Harbour League"}))
        assert csl_item(one)["author"] == [{"literal": name}]

    def test_what_has_no_date_says_so(self, passage):
        undated = with_document(passage, published=None)
        assert "(n.d.)" in reference(undated)
        assert "year = {n.d.}" in bibtex(undated)

    def test_what_has_no_address_says_where_it_lies(self, passage):
        kept = with_document(passage, url=None, doi=None, path="box/b.txt", media_type="text/plain")
        assert "note = {box/b.txt, p. 13" in bibtex(kept)
        assert "L1  - box/b.txt\r\n" in ris(kept)
        assert csl_item(kept)["note"].startswith("box/b.txt; p. 13")
        assert "box/b.txt" not in csl_item(with_document(passage, path="box/b.txt"))["note"]

    def test_what_has_no_title_names_its_path_once(self, passage):
        kept = replace(with_document(passage, url=None, title=None, path="b.txt"), address="b.txt")
        assert reference(kept).count("b.txt") == 1


class TestSeveral:
    def test_documents_with_one_key_get_two(self, passage):
        other = with_document(passage, sha256="1" * 64, path="b.txt")
        keys = [key for _, key in keyed([passage, other, passage])]
        assert keys[0] == keys[2]
        assert keys[1] == f"{keys[0]}a"

    def test_each_document_stands_once_in_a_bibtex_file(self, passage):
        other = with_document(passage, sha256="1" * 64, path="b.txt")
        written = bibtex_of_all([passage, other, passage])
        assert re.findall(r"@\w+\{(\w+),", written) == [k for _, k in keyed([passage, other])]

    def test_ris_and_csl_hold_every_passage(self, passage):
        assert ris_of_all([passage, passage]).count("ER  - \r\n") == 2
        assert len(json.loads(csl_json([passage, passage]))) == 2
