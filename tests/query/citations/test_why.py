"""Why a fact was filed is told in words, from the fact's own spans."""

from __future__ import annotations

import pytest

from justicekb.edtf import Edtf
from justicekb.model import Fact, Participant
from justicekb.query.citations.why import explain
from justicekb.spans import Span

TEXT = "Reportedly, Norland had not ratified the\nTreaty in May."


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def fact(**fields) -> Fact:
    given = {
        "document": "doc-1",
        "span": span("ratified"),
        "evidence": Span(0, len(TEXT)),
        "rule": "ratify",
        "type": "entry_into_force",
        "date": Edtf("2012-05"),
        "trigger": span("ratified the\nTreaty"),
        "date_span": span("in May"),
    }
    return Fact(**(given | fields))


def test_the_words_and_the_rule_come_first():
    assert explain(fact(), TEXT)[0] == "“ratified the Treaty” tells of entry into force (rule ratify)"


@pytest.mark.parametrize(
    ("anchor", "expected"),
    [
        ("none", "“in May” dates it: 2012-05, as written"),
        ("published", "“in May” dates it: 2012-05, counted from the day of publication"),
        ("period", "“in May” dates it: 2012-05, counted from the period that the document reports on"),
        ("previous", "“in May” dates it: 2012-05, counted from the date before it"),
    ],
)
def test_the_anchor_of_the_date_is_said(anchor, expected):
    assert explain(fact(anchor=anchor), TEXT)[1] == expected


def test_a_fact_without_date_words_still_says_its_date():
    assert explain(fact(date_span=None), TEXT)[1] == "its date is 2012-05, as written"


def test_roles_are_grouped_and_known_names_marked():
    parts = (
        Participant(role="agent", name="Norland", entity="place:norland"),
        Participant(role="agent", name="its parliament"),
        Participant(role="object", name="Treaty"),
    )
    assert explain(fact(participants=parts), TEXT)[2:] == [
        "done by: Norland [place:norland], its parliament",
        "done to: Treaty",
    ]


def test_denial_hedge_and_source_are_said_and_plain_telling_is_not():
    told = explain(fact(polarity="negative", modality="alleged", attributed_to="A. Writer"), TEXT)
    assert told[2:] == [
        "the sentence denies it",
        "the sentence tells it as alleged",
        "on the word of A. Writer",
    ]
    assert len(explain(fact(), TEXT)) == 2
