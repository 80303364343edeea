"""The event or verb that a date belongs to, by the parse and, where the parse errs, by the order of words."""

from __future__ import annotations

import pytest


def dated(facts):
    return {(fact.type, fact.date.text) for fact in facts}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # papers and their day
        ("In its report of 5 March 2017 the mechanism described the cells.", {("publication", "2017-03-05")}),
        ("The group's report on 2017 describes the cells.", set()),
        # what only says why or about what
        ("The court dismissed the case for lack of evidence on 5 March 2017.", {("acquittal", "2017-03-05")}),
        ("Norland abolished the penalty for all crimes in 2017.", {("repeal", "2017")}),
        ("Norland introduced a moratorium on executions in 2017.", {("moratorium", "2017")}),
        ("He was jailed for his role in the riots of 2014.", set()),
        # a dated deed does what its verb says
        ("The law of 2 July 2013 established a commission.", {("establishment", "2013-07-02")}),
        ("The riot of 5 March 2017 left two prisoners dead.", {("death", "2017-03-05")}),
        # order of words before the parse
        ("Two officers were on 5 March 2017 sentenced by the court.", {("conviction", "2017-03-05")}),
        ("It was in 2014 that parliament adopted a law against torture.", {("adoption", "2014")}),
        ("It was not until 2014 that parliament adopted a law against torture.", {("adoption", "2014")}),
        ("He was executed by firing squad on 5 March 2017.", {("death", "2017-03-05")}),
        ("In 2015, two years before he was confirmed as minister, he left the club.", set()),
        # a day far behind a participle is the main verb's
        ("The king pardoned people convicted of theft and arson on 5 March 2017.", {("release", "2017-03-05")}),
        ("The king pardoned people convicted in 2012.", {("conviction", "2012")}),
    ],
)
def test_where_a_date_belongs(facts_in, sentence, expected):
    assert dated(facts_in(sentence)) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("In a 2015 raid, police arrested two men.", {("arrest", "2015")}),
        ("The Aug. 7, 2012, bombings killed 12 people.", {("death", "2012-08-07")}),
        ("He was indicted in 2016 in the October 2012 shooting of a doctor.", {("charge", "2016")}),
        ("12 May 2014: Parliament adopts the law on probation.", {("adoption", "2014-05-12")}),
        ("2014: Ratification of the Optional Protocol.", {("ratification", "2014")}),
    ],
)
def test_dates_before_nouns_and_entries(facts_in, sentence, expected):
    assert dated(facts_in(sentence)) == expected
