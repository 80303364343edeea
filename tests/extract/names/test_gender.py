"""What titles and given names say about gender."""

from __future__ import annotations

import pytest

from justicekb.extract.names.gender import genders_of


@pytest.mark.parametrize(
    ("name", "gender"), [("Henry", "man"), ("Susan", "woman"), ("Sergei", None), ("Oleg", "man"), ("Leslie", None)]
)
def test_given_names(vocabulary, name, gender):
    assert vocabulary.once(genders_of).given.get(name) == gender
