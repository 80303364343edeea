"""Results as rows and as tables of a notebook; hostile words stay words."""

from __future__ import annotations

import pytest

import justicekb
from justicekb.display import html_table


@pytest.fixture(scope="module")
def kb(sample_base):
    with justicekb.open(sample_base) as opened:
        yield opened


def test_an_answer_shows_its_question_values_and_sentences(kb):
    answer = kb.ask("When did Kazakhstan accede to the Convention against Torture?")
    rows = answer.to_dicts()
    assert rows[0]["sentence"] == answer.answers[0].evidence[0].sentence
    shown = answer._repr_html_()
    assert "When did Kazakhstan accede" in shown
    assert rows[0]["value"] in shown


def test_an_answer_that_is_none_says_so(kb):
    answer = kb.ask("How many prisons are there in Uruguay?")
    assert answer.to_dicts() == []
    assert "Not found." in answer._repr_html_()


def test_what_yields_rows_shows_them(kb):
    found = {
        "timeline": kb.timeline("National Preventive Mechanism"),
        "page": kb.entity("National Preventive Mechanism"),
        "search": kb.search("prison"),
        "verification": kb.verify("Kazakhstan acceded to the Convention against Torture in 1999."),
        "facts": kb.facts("Kazakhstan"),
    }
    for name, result in found.items():
        rows = result.to_dicts()
        assert rows, name
        assert result._repr_html_().count("<tr>") == min(len(rows), 60) + 1, name


def test_words_of_documents_are_escaped():
    shown = html_table([{"title": "<script>alert(1)</script>", "none": None, "list": ["a & b", {"sentence": "<b>"}]}])
    assert "<script>" not in shown
    assert "a &amp; b<br>&lt;b&gt;" in shown
    assert "none" not in shown
