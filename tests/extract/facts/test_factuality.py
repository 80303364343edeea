"""What happened, is planned or is denied makes a fact; what lasts, is owed, wanted or supposed makes none."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "sentence",
    [
        "The law must be adopted in 2017.",
        "The government should have established a commission in 2017.",
        "He could be sentenced in 2020.",
        "The committee urged the state to ratify the treaty in 2017.",
        "The committee called on the state to ratify the treaty in 2017.",
        "The union demanded the abolition of the penalty in 2017.",
        "If the law had been adopted in 2017, it would help.",
        "He remained detained in March 2017.",
        "She continued to be held in March 2017.",
        "The office is responsible for visiting prisons in 2017.",
    ],
)
def test_what_did_not_happen_is_no_fact(facts_in, sentence):
    assert facts_in(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "type_"),
    [
        ("Lawyers could not visit the prison in 2017.", "visit"),
        ("The monitors were able to visit the prison in 2017.", "visit"),
        ("The state managed to ratify the treaty in 2017.", "ratification"),
        ("The state was forced to abolish the penalty in 2017.", "repeal"),
        ("He may have been killed in 2017.", "death"),
        ("Charges for the killing of the guard in 2017 were dropped.", "death"),
    ],
)
def test_what_happened_or_was_denied_is_one(facts_in, sentence, type_):
    assert type_ in {fact.type for fact in facts_in(sentence)}
