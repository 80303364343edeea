"""Whose a date is: that of another event, told nearer to it, answers nothing."""

from __future__ import annotations

import pytest

from justicekb.spans import Span


@pytest.fixture
def inspectorate(base):
    text = "The Jail Inspectorate, created in 2013, visits closed wards."
    base.add("a.txt", text, title="Jails")
    base.mention("Jail Inspectorate", "organisation")
    base.date("2013", "2013")
    year = Span(text.index("2013"), text.index("2013") + 4)
    base.fact("created", type="establishment", date="2013", object="Jail Inspectorate", date_span=year)
    return base


def test_the_date_of_another_event_answers_nothing(inspectorate, reply):
    assert reply("When was the Jail Inspectorate closed?").status == "not_found"


def test_its_own_event_is_answered_by_it(inspectorate, reply, values):
    assert values(reply("When was the Jail Inspectorate created?")) == ["2013"]


def test_a_date_of_no_other_event_still_answers(base, reply, values):
    base.add("a.txt", "The Jail Inspectorate was closed in 2013.", title="Jails")
    base.mention("Jail Inspectorate", "organisation")
    base.date("2013", "2013")
    assert values(reply("When was the Jail Inspectorate closed?")) == ["2013"]
