"""References as text, CSL-JSON, BibTeX and RIS, and W3C annotations."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from justicekb.edtf import Edtf
from justicekb.export import CITATIONS, writer
from justicekb.export.annotation import annotation
from justicekb.export.bibliography import bibtex, citation_key, csl_item, csl_json, reference, ris


def with_document(passage, **fields):
    return replace(passage, document=replace(passage.document, **fields))


@pytest.mark.parametrize("format_", sorted(CITATIONS))
def test_every_format_writes_a_full_and_a_bare_source(passage, format_):
    bare = dict.fromkeys(("title", "publisher", "published", "retrieved", "container", "volume", "url", "doi", "pages"))
    for one in (passage, with_document(passage, **bare, authors=())):
        assert writer("citation", format_)(one)


class TestCsl:
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
            ("2019-21", {"literal": "spring 2019"}),
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
    assert r"title = {{Jails \{of\} the coast: 100 \% full \& cold\_}}" in told
    assert "author = {Quispe, Rosa and {Ministry of Justice of Peru}}" in told
    assert "pages = {12--34}" in told
    assert "year = {2019}" in told


def test_ris_has_one_value_a_line(passage):
    lines = ris(with_document(passage, title="Two\r\nlines")).split("\r\n")
    assert (lines[0], lines[-2:]) == ("TY  - JOUR", ["ER  - ", ""])
    assert "TI  - Two lines" in lines
    assert [line for line in lines if line.startswith("AU")] == [
        "AU  - Quispe, Rosa",
        "AU  - Ministry of Justice of Peru",
    ]
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
