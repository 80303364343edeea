"""Which event a date dates: the nearest above it, what its verb carries, what stands beside it, until another comes."""

from __future__ import annotations

import pytest

from justicekb.edtf import Edtf


def dated(facts) -> set[tuple[str, str]]:
    return {(fact.type, fact.date.text) for fact in facts}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The colony was closed in 2011.", {("closure", "2011")}),
        ("In 2011 the colony was closed.", {("closure", "2011")}),
        ("The 2017 death of a detainee led to protests.", {("death", "2017")}),
        (
            "In May the agency released a report on its visit in March 2022.",
            {("publication", "2023-05"), ("visit", "2022-03")},
        ),
        ("The group made ten visits in 2018.", {("visit", "2018")}),
        (
            "In May 2018 and July 2019, demonstrators were beaten.",
            {("ill_treatment", "2018-05"), ("ill_treatment", "2019-07")},
        ),
        (
            "Delegates visited Norway in January, March and April.",
            {("visit", "2023-01"), ("visit", "2023-03"), ("visit", "2023-04")},
        ),
        ("The elections took place in 2015.", {("election", "2015")}),
        ("On 4 May 2012 the ministry announced the creation of an office.", {("establishment", "2012-05-04")}),
        (
            "In 2012 the court sentenced a guard and acquitted two.",
            {("conviction", "2012"), ("acquittal", "2012")},
        ),
        ("He was arrested in May 2012 and sentenced in June 2013.", {("arrest", "2012-05"), ("conviction", "2013-06")}),
        ("He was arrested in May 2012 and charged with theft.", {("arrest", "2012-05"), ("charge", "2012-05")}),
        ("Police detained activists based in Ostrava in January 2012.", {("arrest", "2012-01")}),
        ("On 5 May 2012, during a visit to the colony, the minister spoke.", {("visit", "2012-05-05")}),
        ("They improved the service in 2019 by opening a shelter.", {("establishment", "2019")}),
        ("The court tried 103 men in 2018, of which 16 were acquitted.", {("trial", "2018"), ("acquittal", "2018")}),
    ],
)
def test_the_date_finds_its_event(facts_in, sentence, expected):
    assert dated(facts_in(sentence)) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "After the clashes of 2011 the colony was closed.",
        "The colony, which stood empty in 2011, was closed.",
        "The colony was closed for 2011.",
        "Until 2011 they arrested nobody.",
        "The anniversary of the arrest of the poet in 2011 was marked.",
    ],
)
def test_a_date_that_belongs_to_something_else_dates_nothing(facts_in, sentence):
    assert "closure" not in {f.type for f in facts_in(sentence)}
    assert all(f.polarity == "positive" for f in facts_in(sentence))


def test_each_date_of_one_verb_is_a_fact_of_its_own(facts_in):
    facts = facts_in("The state ratified in 1998 the Convention against Torture; in 2006 the Second Protocol.")
    assert [(f.date.text, f.names("object")) for f in facts] == [
        ("1998", ("Convention against Torture",)),
        ("2006", ("Second Protocol",)),
    ]


def test_a_compared_number_is_a_fact_of_its_own(facts_in):
    facts = facts_in("In 2017, 14 prisoners died, compared with 22 in 2016.")
    assert [(f.date.text, f.names("object")) for f in facts] == [
        ("2017", ("14 prisoners",)),
        ("2016", ("22 prisoners",)),
    ]


def test_days_in_a_row_are_one_period(facts_in):
    (fact,) = facts_in("A seminar was held on 30 April and 1 May 2018.")
    assert fact.date == Edtf("2018-04-30/2018-05-01")
    assert fact.date_span is not None


def test_a_trend_behind_a_dash_does_not_date_the_event(facts_in):
    facts = facts_in("In 2019 officers arrested 58 men – a fall of one third since 2016.")
    assert dated(facts) == {("arrest", "2019")}
