from __future__ import annotations

import pytest

from justicekb.edtf import Edtf
from justicekb.ingest.genres.printeddate import printed_dates


@pytest.fixture(scope="module")
def dates(vocabulary):
    return vocabulary.once(printed_dates)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2019-04-02", "2019-04-02"),
        ("2019-04-02T23:15:00+06:00", "2019-04-02"),
        ("20190402", "2019-04-02"),
        ("2019-4-2", "2019-04-02"),
        ("2019年4月2日", "2019-04-02"),
        ("/2019/04/02/court-frees-two", "2019-04-02"),
        ("Posted on 2 April 2019", "2019-04-02"),
        ("the 2nd of April, 2019", "2019-04-02"),
        ("Tuesday, April 2, 2019", "2019-04-02"),
        ("Apr. 2, 2019 at 5:00 p.m.", "2019-04-02"),
        ("Sept. 30 2019", "2019-09-30"),
        ("23 ноября 2011 года", "2011-11-23"),
        ("2 avril 2019", "2019-04-02"),
        ("2. April 2019", "2019-04-02"),
        ("2 de mayo de 2019", "2019-05-02"),
        ("23.11.2011", "2011-11-23"),
        ("11/23/2011", "2011-11-23"),
        ("05/05/2011", "2011-05-05"),
    ],
)
def test_whole_dates(dates, words, day):
    assert dates.first(words.replace("/2019/04/02/", "-2019-04-02-")) == Edtf(day)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "April 2019",
        "04/05/2011",
        "31 February 2011",
        "2 April",
        "1234567890",
        "12 May 2999",
        "2011-13-01",
        "in 2011 and 2012",
    ],
)
def test_what_names_no_day(dates, words):
    assert dates.first(words) is None


def test_dates_come_in_order_with_their_place(dates):
    text = "From 3 May 2010 to June 4, 2011."
    assert [(text[start:end], str(value)) for start, end, value in dates.days(text)] == [
        ("3 May 2010", "2010-05-03"), ("June 4, 2011", "2011-06-04"),
    ]  # fmt: skip


def test_a_month_alone(dates):
    assert dates.month("Report of November 2011") == Edtf("2011-11")
    assert dates.month("in 2011") is None
