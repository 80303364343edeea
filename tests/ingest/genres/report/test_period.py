from __future__ import annotations

import pytest

from justicekb.edtf import Edtf
from justicekb.ingest.genres.report.period import about_itself, lines_above, reporting_period


@pytest.mark.parametrize(
    ("where", "words", "published", "period"),
    [
        ("title", "2018 Country Reports on Human Rights Practices: Northland", None, "2018"),
        ("breadcrumb", "2016 Country Reports on Human Rights Practices", "2017-03-03", "2016"),
        ("address", "/reports/2020-country-reports-on-human-rights-practices/northland/", None, "2020"),
        ("text", "Annual Report 2013, January to December 2012", "2013-05-01", "2012"),
        ("text", "This report covers the period 2010-2012 and three countries.", None, "2010/2012"),
        ("title", "Trends in Prisons: Events of 2019", None, "2019"),
        ("title", "Annual report of the ombudsman 2014", "2015-03-01", "2014"),
        ("title", "Fewer Prisoners Than Ever in 2019", "2020-01-03", "2019"),
        ("text", "The reporting period ran from 1 January to 31 December 2016", None, "2016"),
        ("text", "This review looks at January 2015 to December 2016", None, "2015/2016"),
        ("text", "The period under review, January 1 to December 31, 2016", None, "2016"),
        ("title", "2015/16 Statistics on Probation", None, "2015/2016"),
    ],
)
def test_what_names_a_period(where, words, published, period):
    found = reporting_period([(where, words)], Edtf(published) if published else None)
    assert found is not None
    assert found[0] == Edtf(period)
    assert where in found[1]


@pytest.mark.parametrize(
    ("where", "words", "published"),
    [
        ("title", "Court frees two guards", "2019-04-02"),
        ("title", "Prison to be closed in 2021", "2020-01-03"),
        ("title", "Prisons in 2019: what the ministry plans", "2020-01-03"),
        ("title", "2025 Strategy Review", "2020-01-03"),
        ("text", "In 2005 the commission began to review complaints.", None),
        ("address", "/2019/04/court-frees-two-guards", None),
    ],
)
def test_what_names_none(where, words, published):
    assert reporting_period([(where, words)], Edtf(published) if published else None) is None


def test_the_surer_rule_wins_over_the_earlier_place():
    places = [("title", "Annual report 2013"), ("text", "covering January to December 2012")]
    found = reporting_period(places, None)
    assert found is not None
    assert found[0] == Edtf("2012")


@pytest.mark.parametrize(
    "words",
    [
        "This report covers January to December 2020 and three countries. It was written in 2021.",
        "It was written in 2021. The present annual report documents events in 2020.",
        "Our third review describes the situation in 2020.",
        "The reporting period is January to December 2020.",
    ],
)
def test_what_a_document_says_about_itself(words):
    found = reporting_period(about_itself(words), None)
    assert found is not None
    assert found[0] == Edtf("2020")


@pytest.mark.parametrize(
    "words",
    [
        "Sources: website of the coalition; annual report of the National Centre for 2014.",
        "The ombudsman’s report covers January to December 2014.",
        "The 2014 Country Reports on Human Rights Practices name the colony.",
        "This report was written in 2014. It covers the years before.",
    ],
)
def test_running_text_names_no_period(words):
    assert reporting_period(about_itself(words), None) is None


def test_lines_above_the_text_are_short_and_no_sentences():
    lines = [
        "Northland",
        "January to December 2012",
        "Events of 2009 are told elsewhere.",
        *["x"] * 20,
        "Events of 2010",
    ]
    assert [words for _, words in lines_above(lines)][:2] == ["Northland", "January to December 2012"]
    assert not {"Events of 2009 are told elsewhere.", "Events of 2010"} & {words for _, words in lines_above(lines)}
