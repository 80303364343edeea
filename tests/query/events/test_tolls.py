"""Tolls of one incident that sources give otherwise are found, and what only looks like it is not."""

from __future__ import annotations

import pytest

from justicekb.query.events.conflicts import conflicts


@pytest.fixture
def found(base, vocabulary):
    def of():
        return [sorted(side.value for side in c.sides) for c in conflicts(base.records, vocabulary)]

    return of


def told(base, path, text, *figures, title="Norvik"):
    base.add(path, text, title=title)
    base.mention("Peru", "place")
    for words, value, measure, date in figures:
        base.figure(words, value=value, measure=measure, date=date)


LEFT = "In January 2022 riots in Peru left 238 people dead."


class TestInOneDocument:
    def test_three_sources_in_one_sentence(self, base, found):
        told(base, "a.txt", "In Peru officials said 238 people died in riots, while the Guild counted 227 dead; "
             "according to the hospitals there were 260 deaths.", ("238", 238, "people died in riots", "2022-01"),
             ("227", 227, "dead", "2022-01"), ("260", 260, "deaths", "2022-01"))  # fmt: skip
        assert found() == [["227", "238", "260"]]

    def test_sentences_side_by_side(self, base, found):
        told(base, "a.txt", "In Peru police said 10,000 people were detained in unrest. Lawyers counted 615 detainees.",
             ("10,000", 10000, "people detained in unrest", None), ("615", 615, "detainees", None))  # fmt: skip
        assert found() == [["10000", "615"]]

    @pytest.mark.parametrize(
        ("text", "first", "second"),
        [  # a part of it; one more; other people; the same source; another time; nobody says it
            ("In Peru officials said 238 people died in riots, and the league counted 24 among them killed by shots.",
             ("238", "people died"), ("24", "killed by bullets")),
            ("In Peru officials said 238 people died in the riots, while the league reported six more deaths.",
             ("238", "people died"), ("six", "deaths")),
            ("In Peru officials said 238 soldiers died in the war, while the league counted 98 dead civilians.",
             ("238", "soldiers died"), ("98", "dead civilians")),
            ("In Peru officials said 238 people died in the riots. Officials said 240 were dead.",
             ("238", "people died"), ("240", "dead")),
            ("In Peru officials said 238 people died in the riots. As of May 2019 lawyers counted 17 dead.",
             ("238", "people died"), ("17", "dead")),
            ("In Peru 238 people died in the riots, and 240 were killed.", ("238", "people died"), ("240", "killed")),
        ],
    )  # fmt: skip
    def test_what_is_no_disagreement(self, base, found, text, first, second):
        numbers = {"six": 6}
        told(base, "a.txt", text, *((words, numbers.get(words) or int(words), m, None) for words, m in (first, second)))
        if "May 2019" in text:
            base.date("May 2019", "2019-05")
        assert found() == []


class TestInSeveralDocuments:
    def test_one_incident_of_one_month(self, base, found):
        told(
            base, "a.txt", "In January 2022 riots in Peru left 238 people dead.", ("238", 238, "people dead", "2022-01")
        )
        told(base, "b.txt", "At least 260 were killed in the riots in Peru in January 2022, the league wrote.",
             ("260", 260, "killed in the riots", "2022-01"))  # fmt: skip
        assert found() == [["238", "260"]]

    @pytest.mark.parametrize(
        ("text", "measure", "date"),
        [
            ("A fire in Peru killed 260 people in January 2022.", "people killed", "2022-01"),  # another incident
            ("Riots in Peru killed 260 people in March 2022.", "people killed", "2022-03"),  # another month
            ("Riots in Peru injured 260 people in January 2022.", "people injured", "2022-01"),  # another harm
            ("Riots and their trials in Peru killed 260 people in 2022.", "people killed", "2022"),  # a whole year
            ("Riots in Peru killed over 200 people in January 2022.", "people killed", "2022-01"),  # both may be true
        ],
    )
    def test_what_is_no_disagreement(self, base, found, text, measure, date):
        told(
            base, "a.txt", "In January 2022 riots in Peru left 238 people dead.", ("238", 238, "people dead", "2022-01")
        )
        base.add("b.txt", text, title="Norvik")
        base.mention("Peru", "place")
        over = "over" in text
        base.figure("200" if over else "260", value=200 if over else 260, measure=measure, date=date,
                    qualifier="over" if over else "exact")  # fmt: skip
        assert found() == []
