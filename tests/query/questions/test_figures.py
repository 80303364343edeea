"""What a figure must count: the whole of a country, those to whom something happened, any sum of money."""

from __future__ import annotations

import pytest


class TestThereAre:
    @pytest.mark.parametrize(
        ("sentence", "measure"),
        [
            ("A court in Vik convicted six prisoners of theft.", "prisoners"),
            ("Six prisoners were tested in the morning.", "prisoners"),
            ("Six prisoners sang.", "prisoners"),
        ],
    )
    def test_some_of_them_are_not_all(self, base, reply, sentence, measure):
        base.add("a.txt", f"Peru is large. {sentence}", title="Peru")
        base.mention("Peru", "place")
        base.figure("six" if "six" in sentence else "Six", value=6, measure=measure)
        assert reply("How many prisoners are there in Peru?").status == "not_found"

    def test_what_is_said_of_the_country_is(self, base, reply, values):
        base.add("a.txt", "There were 31,000 prisoners in Peru. The country had 12 prisons.", title="Peru")
        base.mention("Peru", "place")
        base.figure("31,000", value=31000, measure="prisoners")
        base.figure("12", value=12, measure="prisons")
        assert values(reply("How many prisoners are there in Peru?")) == ["31000"]
        assert values(reply("How many prisons does Peru have?")) == ["12"]


class TestWhatHappened:
    def test_those_to_whom_it_did_not_happen_do_not_count(self, base, reply, values):
        base.add("a.txt", "In Peru 15 guards were arrested. Two guards of Peru looked on.", title="Peru")
        base.mention("Peru", "place")
        base.figure("15", value=15, measure="guards arrested")
        base.figure("Two", value=2, measure="guards")
        assert values(reply("How many guards were arrested in Peru?")) == ["15"]
        assert reply("How many guards were killed in Peru?").status == "not_found"

    def test_arrests_are_people_arrested(self, base, reply, values):
        base.add("a.txt", "In 2017 80 people were arrested in Peru, and 9 people died.", title="Peru")
        base.mention("Peru", "place")
        base.figure("80", value=80, measure="people arrested in Peru", date="2017")
        base.figure("9", value=9, measure="people", date="2017")
        assert values(reply("How many arrests were there in Peru in 2017?")) == ["80"]


def test_any_sum_is_cash(base, reply, values):
    base.add("a.txt", "Jan Vesk took 1,150 dollars from Ada Norn on the bridge, and 12 eggs.")
    for name in ("Jan Vesk", "Ada Norn"):
        base.mention(name, "person")
    base.figure("1,150 dollars", value=1150, unit="money:USD", measure="")
    base.figure("12", value=12, measure="eggs")
    assert values(reply("How much cash did Jan Vesk take from Ada Norn on the bridge?")) == ["1150"]


def test_a_judgment_is_no_judge(base, reply):
    base.add("a.txt", "There were 10 judgments in Peru in total.", title="Peru")
    base.mention("Peru", "place")
    base.figure("10", value=10, measure="judgments")
    assert reply("How many judges are there in Peru?").status == "not_found"


class TestBesideIt:
    def test_of_two_numbers_the_one_beside_the_word_asked_for(self, base, reply, values):
        base.add("a.txt", "In Peru two judges were fired and 32 judges were disciplined.", title="Peru")
        base.mention("Peru", "place")
        base.figure("two", value=2, measure="judges fired")
        base.figure("32", value=32, measure="judges disciplined")
        assert values(reply("How many judges were fired in Peru?"))[:1] == ["2"]
        assert values(reply("How many judges were disciplined in Peru?"))[:1] == ["32"]

    def test_a_part_answers_where_it_is_asked_for(self, base, reply, values):
        base.add("a.txt", "The board made 46 visits in 2018, including 33 to camps.", title="Peru")
        base.mention("Peru", "place")
        whole = base.figure("46", value=46, measure="visits", date="2018")
        base.figure("33", value=33, measure="visits to camps", date="2018", part_of=whole.span)
        assert values(reply("How many visits to camps were made in Peru in 2018?"))[:1] == ["33"]
        assert values(reply("How many visits did the board make in Peru in 2018?"))[:1] == ["46"]


def test_deaths_in_custody_are_inmates_who_died(base, reply, values):
    base.add("a.txt", "There were 16 deaths in the prisons of Peru in 2018. The 4 guards of Vik sang.", title="Peru")
    base.mention("Peru", "place")
    base.figure("16", value=16, measure="deaths in prisons", date="2018")
    base.figure("4", value=4, measure="guards", date="2018")
    assert values(reply("How many inmates died in Peru in 2018?")) == ["16"]
    assert reply("How many guards died in Peru in 2018?").status == "not_found"


def test_what_people_do_is_not_what_is_counted(base, reply, values):
    base.add("a.txt", "17 percent of the population of Peru used the internet.", title="Peru")
    base.mention("Peru", "place")
    base.figure("17 percent", value=17, unit="percent", measure="population")
    assert values(reply("What share of Peru's population uses the internet?")) == ["17"]


def test_a_verb_may_be_told_by_an_irregular_form_of_another(base, reply, values):
    base.add("a.txt", "Robberies in Peru fell by 14 percent.", title="Peru")
    base.mention("Peru", "place")
    base.figure("14 percent", value=14, unit="percent", measure="robberies")
    assert values(reply("By what percentage did robberies in Peru drop?")) == ["14"]
