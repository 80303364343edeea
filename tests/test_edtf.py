"""The date value: what it reads and refuses, its days, its order, and laws that hold for every value."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from justicekb.edtf import Edtf
from justicekb.errors import ValueFormatError

READ = {
    "1998": (date(1998, 1, 1), date(1998, 12, 31)),
    "1998-08": (date(1998, 8, 1), date(1998, 8, 31)),
    "1998-08-26": (date(1998, 8, 26), date(1998, 8, 26)),
    "2000-02": (date(2000, 2, 1), date(2000, 2, 29)),
    "199X": (date(1990, 1, 1), date(1999, 12, 31)),
    "18XX": (date(1800, 1, 1), date(1899, 12, 31)),
    "1998-XX": (date(1998, 1, 1), date(1998, 12, 31)),
    "1998-08-XX": (date(1998, 8, 1), date(1998, 8, 31)),
    "2014-21": (date(2014, 3, 1), date(2014, 5, 31)),
    "2014-12": (date(2014, 12, 1), date(2014, 12, 31)),
    "2014-22": (date(2014, 6, 1), date(2014, 8, 31)),
    "2014-23": (date(2014, 9, 1), date(2014, 11, 30)),
    "2014-24": (date(2014, 12, 1), date(2015, 2, 28)),
    "2014-33": (date(2014, 1, 1), date(2014, 3, 31)),
    "2014-34": (date(2014, 4, 1), date(2014, 6, 30)),
    "2014-35": (date(2014, 7, 1), date(2014, 9, 30)),
    "2014-36": (date(2014, 10, 1), date(2014, 12, 31)),
    "2014-40": (date(2014, 1, 1), date(2014, 6, 30)),
    "2014-41": (date(2014, 7, 1), date(2014, 12, 31)),
    "2011~": (date(2011, 1, 1), date(2011, 12, 31)),
    "2011-05?": (date(2011, 5, 1), date(2011, 5, 31)),
    "2016/2018": (date(2016, 1, 1), date(2018, 12, 31)),
    "2016-11/2017-02-03": (date(2016, 11, 1), date(2017, 2, 3)),
    "2014-21/2014-24": (date(2014, 3, 1), date(2015, 2, 28)),
    "2005/..": (date(2005, 1, 1), None),
    "../1989": (None, date(1989, 12, 31)),
    "1996~/200X~": (date(1996, 1, 1), date(2009, 12, 31)),
}


@pytest.mark.parametrize(("text", "days"), READ.items(), ids=READ.keys())
def test_the_days_of_a_value(text, days):
    assert (Edtf(text).earliest, Edtf(text).latest) == days


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "98", "19980826", "1998-8", "1998-13", "1998-02-30", "1998-21-01", "199X-08", "0000", "20XX-05", "..",
        "../..", "/", "2018/2016", "2016/2018/2020", "May 2018", "2018-05-03T10:00", " 2018", "2018\n", "２０１８",
    ],
)  # fmt: skip
def test_what_is_no_value_is_refused_in_words(text):
    with pytest.raises(ValueFormatError, match=r"\w+ \w+"):
        Edtf(text)


@pytest.mark.parametrize(
    ("parts", "text"),
    [((1998,), "1998"), ((1998, 8), "1998-08"), ((1998, 8, 26), "1998-08-26"), ((987,), "0987")],
)
def test_values_are_made_of_numbers(parts, text):
    assert Edtf.of(*parts) == Edtf(text)


def test_no_day_that_the_calendar_does_not_have():
    with pytest.raises(ValueFormatError, match="2019-02-29"):
        Edtf.of(2019, 2, 29)


@pytest.mark.parametrize(
    ("text", "year"),
    [("1998-08-26", 1998), ("1998", 1998), ("2016-01/2016-06", 2016), ("2016/2018", None), ("2005/..", None),
     ("199X", None), ("2014-24", None)],
)  # fmt: skip
def test_the_one_year_it_lies_in(text, year):
    assert Edtf(text).year == year


@pytest.mark.parametrize("text", ["2011~", "2011-05?", "2011%", "1996~/2000", "1996/2000~", "../1989~"])
def test_any_qualifier_makes_it_approximate(text):
    assert Edtf(text).approximate
    assert not Edtf(text.translate({ord(c): None for c in "~?%"})).approximate


def test_order_is_by_earliest_then_latest_day():
    wanted = ["../1989", "18XX", "199X", "1998", "1998-08", "1998-08-26", "1998-08-26/..", "1998-09", "2005", "2005/.."]
    assert [v.text for v in sorted(map(Edtf, reversed(wanted)))] == wanted


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("1998", "1998-08-26", True),  # the same event, told more exactly
        ("1998", "1999", False),
        ("2011~", "2010/2011", True),
        ("2013", "2014", False),
        ("2016/2018", "2017", True),
        ("2016/2018", "2017/2019", False),  # overlapping, but neither says what the other says
        ("2016~/2018", "2017/2019", True),
        ("2005/..", "2006", True),
    ],
)
def test_when_two_values_can_be_true_of_one_event(one, other, agree):
    assert Edtf(one).agrees(Edtf(other)) is Edtf(other).agrees(Edtf(one)) is agree


# ── laws ─────────────────────────────────────────────────────────────────────────────────────────────────

days = st.dates(min_value=date(1, 1, 1), max_value=date(9998, 12, 31))


@st.composite
def points(draw: st.DrawFn) -> str:
    day = draw(days)
    form = draw(st.sampled_from(["%Y-%m-%d", "%Y-%m", "%Y", "season", "decade", "century"]))
    year = f"{day.year:04d}"
    text = {
        "%Y-%m-%d": day.isoformat(), "%Y-%m": day.isoformat()[:7], "%Y": year,
        "season": f"{year}-{draw(st.sampled_from([21, 22, 23, 24, 33, 36, 40, 41]))}",
        "decade": f"{year[:3]}X", "century": f"{year[:2]}XX",
    }[form]  # fmt: skip
    return text + draw(st.sampled_from(["", "", "~", "?", "%"]))


@st.composite
def values(draw: st.DrawFn) -> Edtf:
    first, last = sorted((Edtf(draw(points())), Edtf(draw(points()))))
    form = draw(st.sampled_from(["{0}", "{0}/{1}", "{0}/..", "../{0}"]))
    return Edtf(form.format(first, last))


@given(days)
def test_a_day_is_itself(day):
    value = Edtf.from_day(day)
    assert value.earliest == value.latest == day
    assert value == Edtf.of(day.year, day.month, day.day)
    assert value.year == day.year


@given(values())
def test_it_prints_what_it_read_and_never_ends_before_it_starts(value):
    assert str(value) == value.text == Edtf(str(value)).text
    if value.earliest and value.latest:
        assert value.earliest <= value.latest


@given(values(), values())
def test_relations_fit_together(one, other):
    assert one.overlaps(other) == other.overlaps(one)
    assert one.agrees(other) == other.agrees(one)
    assert not one.contains(other) or one.overlaps(other)
    assert not one.agrees(other) or one.overlaps(other)
    assert one.contains(one) and one.agrees(one)  # noqa: PT018 - one law, both halves of it
    assert (one < other) + (other < one) + (one == other) == 1


@given(values(), values(), values())
def test_containing_and_order_are_transitive(one, two, three):
    if one.contains(two) and two.contains(three):
        assert one.contains(three)
    if one < two and two < three:
        assert one < three


@given(st.text(alphabet="0123456789X-/.~?% T", max_size=24) | st.text(max_size=12))
def test_any_text_is_a_value_or_refused(text):
    with suppress(ValueFormatError):
        assert Edtf(text).text == text


@pytest.mark.parametrize(
    ("text", "interval"), [("2016/2018", True), ("2005/..", True), ("199X", False), ("1998", False)]
)
def test_what_was_written_with_a_slash_is_an_interval(text, interval):
    assert Edtf(text).is_interval is interval
