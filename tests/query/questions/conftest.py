"""Fixtures of the tests of questions.

To add a case: fill `base` (tests/query/conftest.py) with `add`, `mention`, `fact`, `figure`, ask with `reply`, and
compare `values` of the answer. A pair of tests belongs to each rule: what it must answer, and what it must not.
"""

from __future__ import annotations

import pytest

from justicekb.query.questions.ask import ask


@pytest.fixture
def reply(base, vocabulary):
    """The answer to a question from `base`."""
    return lambda question: ask(question, base.records, vocabulary)


@pytest.fixture
def values():
    """The values of an answer, best first."""
    return lambda answer: [value.value for value in answer.answers]
