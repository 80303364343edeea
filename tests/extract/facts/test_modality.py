"""How an event is told: denied, planned, alleged, and on whose word."""

from __future__ import annotations

import pytest


def only(facts):
    assert len(facts) == 1, facts
    return facts[0]


@pytest.mark.parametrize(
    ("sentence", "polarity"),
    [
        ("The state ratified the treaty in 2001.", "positive"),
        ("The state did not ratify the treaty in 2001.", "negative"),
        ("The state never ratified the treaty in 2001.", "negative"),
        ("The state failed to ratify the treaty in 2001.", "negative"),
        ("The state refused to ratify the treaty in 2001.", "negative"),
        ("The state did not fail to ratify the treaty in 2001.", "positive"),
        ("No treaty was ratified in 2001.", "negative"),
        ("Nobody was arrested in 2001.", "negative"),
    ],
)
def test_polarity(facts_in, sentence, polarity):
    assert only(facts_in(sentence)).polarity == polarity


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("The colony was closed in 2012.", "asserted"),
        ("The colony will be closed in 2030.", "planned"),
        ("The colony is due to be closed in 2030.", "planned"),
        ("The ministry plans to close the colony in 2030.", "planned"),
        ("The colony closes on 1 July 2023.", "planned"),
        ("The colony was reportedly closed in 2012.", "alleged"),
        ("His lawyer said that he was beaten in 2012.", "alleged"),
        ("The prosecutor said that he was beaten in 2012.", "asserted"),
        ("The family alleges that he was beaten in 2012.", "alleged"),
        ("According to activists, he was beaten in 2012.", "alleged"),
        ("The alleged beating of the prisoner in 2012 was filmed.", "alleged"),
    ],
)
def test_modality(facts_in, sentence, modality):
    assert [f.modality for f in facts_in(sentence)] == [modality]


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("The ministry said that five men were arrested in 2012.", "ministry"),
        ("According to the ministry, five men were arrested in 2012.", "ministry"),
        ("Five men were arrested in 2012.", None),
        ("It is said that five men were arrested in 2012.", None),
    ],
)
def test_source(facts_in, sentence, source):
    assert only(facts_in(sentence)).attributed_to == source
