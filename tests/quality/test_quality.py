"""Extraction stays over its floors on the gold records, where they are at hand; and the gate itself works."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

_SPEC = importlib.util.spec_from_file_location("quality_gate", Path(__file__).with_name("gate.py"))
gate = importlib.util.module_from_spec(_SPEC)
sys.modules["quality_gate"] = gate
_SPEC.loader.exec_module(gate)

PRINTED = """\
fact.type        P 0.500  R 0.250  F1 0.333   (hit 1, gold 4, extracted 2)
    missed: doc-a: arrest 2012 agent=[] object=[] | Two men
    spurious: doc-a: trial 2012 agent=[] object=[] | Two men
law              P 1.000  R 1.000  F1 1.000   (hit 1, gold 1, extracted 1)
"""


@pytest.fixture(scope="module")
def gauged(shared):
    return gate.measure(shared)


@pytest.fixture(scope="module")
def measured(gauged):
    return gauged[0]


@pytest.mark.quality
@pytest.mark.parametrize("name", sorted(gate.read_floors()["floors"]))
def test_no_floor_is_broken(name, measured):
    floors = {name: gate.read_floors()["floors"][name]}
    lost, _ = gate.changes({name: measured[name]}, gate.read_floors()["missed"], {})
    assert not gate.broken(measured, floors), "\n".join(lost)


@pytest.mark.quality
def test_no_entity_joins_bodies_of_two_countries(gauged):
    assert not gauged[1]


def _named(document, type_, entity):
    return {"record": "mention", "document": document, "type": type_, "entity": entity}


def test_a_body_of_documents_about_three_countries_is_shown_with_them():
    countries = {"a": "place:peru", "b": "place:chile", "c": "place:kenya", "d": "place:kenya"}
    rows = [_named(document, "place", country) for document, country in countries.items()]
    rows += [_named(document, "organisation", "organisation:court") for document in "abcd"]
    rows += [_named(document, "organisation", "organisation:bar") for document in "bcd"]
    assert gate.of_many_countries(rows) == {"organisation:court": {"place:peru", "place:chile", "place:kenya"}}


@pytest.mark.quality
def test_the_floors_were_set_on_this_gold(shared):
    assert gate.read_floors()["gold"] == gate.digest(shared), "the gold changed: set the floors again"


def test_scores_and_misses_are_read_from_the_scorers_output():
    found = gate.read_scores(PRINTED)
    assert found["fact.type"].scores == {"precision": 0.5, "recall": 0.25, "f1": 0.333}
    assert found["fact.type"].missed == ["doc-a: arrest 2012 agent=[] object=[] | Two men"]
    assert found["law"].missed == []


def test_a_score_under_its_floor_is_named():
    found = gate.read_scores(PRINTED)
    faults = gate.broken(found, {"fact.type": {"recall": 0.3}, "law": {"recall": 1.0}})
    assert faults == ["fact.type: recall 0.250 is under its floor 0.300"]


def test_what_was_lost_and_won_is_shown_with_its_sentence():
    found = gate.read_scores(PRINTED)
    won_id = gate.case_id("law", "doc-a: Code / None")
    lost, won = gate.changes(found, {"law": [won_id, "0123456789"]}, {won_id: "law: doc-a: Code / None"})
    assert lost == ["fact.type: doc-a: arrest 2012 agent=[] object=[] | Two men"]
    assert sorted(won) == ["law: 0123456789, no longer in the gold", "law: doc-a: Code / None"]


def test_a_known_miss_is_not_lost_again():
    found = gate.read_scores(PRINTED)
    known = [gate.case_id("fact.type", found["fact.type"].missed[0])]
    assert gate.changes(found, {"fact.type": known}, {}) == ([], [])
