"""True, falsified and undecided statements about the sample corpus: how often verifying is right.

A false alarm costs more than a miss, so none is allowed: no true or undecided statement may be contradicted, and no
falsified one be called supported.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import justicekb

SET = Path(__file__).with_name("verify_set.txt")


@pytest.fixture(scope="module")
def outcomes(sample_base):
    lines = [line for line in SET.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    with justicekb.open(sample_base) as kb:
        return [(line[0], line[2:], outcome(kb.verify(line[2:]))) for line in lines]


def outcome(verification):
    """The worst of a sentence's checks."""
    results = [check.result for check in verification.checks]
    order = ("contradicted", "disputed", "not_found", "supported")
    return next((result for result in order if result in results), "not_found")


def test_nothing_true_or_undecided_is_contradicted(outcomes):
    assert [(kind, text) for kind, text, found in outcomes if kind in "TN" and found == "contradicted"] == []


def test_nothing_false_is_supported(outcomes):
    assert [text for kind, text, found in outcomes if kind == "F" and found == "supported"] == []


def test_most_is_decided(outcomes):
    """Measured on 22 November 2026: all 15 true ones supported, all 15 falsified ones contradicted."""
    table = Counter((kind, found) for kind, _, found in outcomes)
    assert table["T", "supported"] >= 14, table
    assert table["F", "contradicted"] >= 13, table
