"""Answers read off one sentence: a paraphrase is understood, a question about something else finds nothing."""

from __future__ import annotations

import pytest


@pytest.fixture
def prize(base):
    """A sentence whose event no record tells, and one that names the same prize in another year."""
    base.add(
        "a.txt",
        "On 3 May 2016 the Vik Bar handed Ada Norn its silver lamp for kindness. "
        "Nobody from Peru has yet earned the golden lamp for patience of 2011.",
    )
    base.mention("Vik Bar", "organisation")
    base.mention("Ada Norn", "person")
    base.mention("Peru", "place")
    base.date("3 May 2016", "2016-05-03")
    base.date("2011", "2011")
    return base


class TestWhen:
    @pytest.mark.parametrize(
        "question",
        ["When was Ada Norn decorated with the silver lamp for kindness?", "Ada Norn silver lamp kindness date"],
    )
    def test_a_date_whose_sentence_tells_nearly_all(self, prize, reply, question, values):
        assert values(reply(question)) == ["2016-05-03"]

    @pytest.mark.parametrize(
        "question",
        [
            "When was Ada Norn born?",
            "When did Ada Norn lose the silver spoon for kindness?",
            "When did Ada Norn buy the harbour?",
            "When was Jan Vesk decorated with the silver lamp for kindness?",
            "When was Ada Norn arrested for kindness?",
            "When did Peru earn the golden lamp for patience?",
        ],
    )
    def test_but_not_of_another_thing_person_or_event_nor_what_is_denied(self, prize, reply, question):
        assert reply(question).status == "not_found"

    def test_another_sentence_that_tells_another_date_as_well_leaves_it_open(self, prize, reply):
        prize.add("b.txt", "On 9 June 2017 the Vik Bar handed Ada Norn its silver lamp for kindness.")
        for name, type_ in (("Vik Bar", "organisation"), ("Ada Norn", "person")):
            prize.mention(name, type_)
        prize.date("9 June 2017", "2017-06-09")
        assert reply("When was Ada Norn decorated with the silver lamp for kindness?").status == "not_found"

    def test_a_plan_tells_nothing_of_the_past(self, base, reply):
        base.add("a.txt", "The Vik Bar will hand Ada Norn its silver lamp for kindness on 3 May 2030.")
        base.mention("Vik Bar", "organisation")
        base.mention("Ada Norn", "person")
        base.date("3 May 2030", "2030-05-03")
        assert reply("When was Ada Norn decorated with the silver lamp for kindness?").status == "not_found"


class TestWho:
    def test_the_only_other_person_of_the_sentence(self, base, reply, values):
        base.add("a.txt", "In Vik the old lighthouse was painted yellow by Ada Norn.")
        base.mention("Ada Norn", "person")
        base.mention("Vik", "place")
        assert values(reply("Who painted the old lighthouse yellow?")) == ["Ada Norn"]
        assert reply("Who painted the old windmill yellow?").status == "not_found"

    def test_of_two_persons_none(self, base, reply):
        base.add("a.txt", "In Vik the old lighthouse was painted yellow by Ada Norn, not by Jan Vesk.")
        for name in ("Ada Norn", "Jan Vesk"):
            base.mention(name, "person")
        assert reply("Who painted the old lighthouse yellow?").status == "not_found"
