"""What is kept apart, and why; nothing is joined."""

from __future__ import annotations

import pytest

from justicekb.query.events.apart import folded
from justicekb.query.events.entities import entity_page


def apart(base, vocabulary, name):
    return {a.count.entity.name: (a.why, a.may_be_one) for a in entity_page(name, base.records, vocabulary).apart}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("azimjan", "azimzhan"),
        ("mikhail", "mihail"),
        ("yusupov", "iusupov"),
        ("akhmetov", "ahmettov"),
        ("karimoff", "karimov"),
    ],
)
def test_transcriptions_of_one_name_fold_to_one(one, other):
    assert folded(one) == folded(other)


def test_names_of_others_do_not_fold_to_one():
    assert folded("azimov") != folded("azizov")


class TestPersons:
    @pytest.fixture
    def told(self, base):
        people = ("Azimjan Vesk", "Azimzhan Vesk", "Azimjan K Vesk", "Bo Vesk", "Azimjen Vesk", "Ada Norn")
        base.add("a.txt", ". ".join(f"{name} spoke" for name in people) + ".", title="Vik")
        for name in people:
            base.mention(name, "person")
        return base

    def test_spelling_variants_are_proposed(self, told, vocabulary):
        found = apart(told, vocabulary, "Azimjan Vesk")
        assert found["Azimzhan Vesk"] == ("spelt otherwise, as transcriptions differ", True)
        assert found["Azimjan K Vesk"] == ("one has a further name between first and last", True)
        assert found["Azimjen Vesk"] == ("spelt otherwise by one letter", True)

    def test_another_first_name_is_told_and_not_proposed(self, told, vocabulary):
        assert apart(told, vocabulary, "Azimjan Vesk")["Bo Vesk"] == ("the same last name, another first name", False)

    def test_nobody_else_is_shown_and_nothing_is_joined(self, told, vocabulary):
        assert "Ada Norn" not in apart(told, vocabulary, "Azimjan Vesk")
        assert entity_page("Azimzhan Vesk", told.records, vocabulary).count.entity.name == "Azimzhan Vesk"


def test_bodies_of_two_states_are_told_apart_by_the_state(base, vocabulary):
    for path, state, times in (("a.txt", "Peru", 2), ("b.txt", "Chile", 1)):
        base.add(path, "The Supreme Court sat. " * times, title=state)
        base.mention("Supreme Court", "organisation", f"Supreme Court ({state})")
    assert apart(base, vocabulary, "Supreme Court") == {"Supreme Court (Chile)": ("of Chile, not of Peru", False)}
