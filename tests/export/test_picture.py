"""Timelines and figures as pictures that show how precise a date is."""

from __future__ import annotations

import itertools
from datetime import date
from xml.etree import ElementTree

import pytest

from justicekb.edtf import Edtf
from justicekb.export.labels import amount, fact_label, figure_label
from justicekb.export.timelines.chart import chart
from justicekb.export.timelines.picture import WIDTH, Scale, precision, timeline_picture
from justicekb.model import Fact, Figure
from justicekb.spans import Span

OWN = {"document": "doc-1", "span": Span(0, 1), "evidence": Span(0, 9), "rule": "r"}


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("1998-08-26", "day"), ("1998-08", "month"), ("1998", "year"), ("2014-33", "year"), ("1998/2001", "span"),
        ("199X", "span"), ("2005/..", "open"), ("../1989", "open"), ("2011~", "year"),
    ],
)  # fmt: skip
def test_precision_is_what_the_date_has(value, kind):
    assert precision(Edtf(value)) == kind


def rectangles(svg):
    tree = ElementTree.fromstring(svg)
    return {
        a.get("href"): (a.find("g").get("class"), a.find("g/rect").attrib, a.find("g/title").text)
        for a in tree.iter("a")
    }


def test_a_bar_is_as_long_as_its_date_and_an_open_end_reaches_the_edge(entries):
    drawn = rectangles(timeline_picture(entries, "Peru & Chile"))
    by = {number: drawn[f"#event-{number:012x}"] for number in range(1, 9)}
    wide = {number: float(shape["width"]) for number, (_, shape, _) in by.items()}
    assert wide[4] < wide[3] < wide[2]
    assert wide[6] == pytest.approx(3 * wide[3], rel=0.1)
    assert by[1][1]["class"] == "open left"
    assert by[5][1]["class"] == "open right"
    assert float(by[5][1]["x"]) + wide[5] == pytest.approx(WIDTH - 12, abs=0.2)
    assert (by[5][0], by[6][0], by[8][0], by[3][0]) == (
        "asserted denied", "alleged", "planned", "asserted disputed"
    )  # fmt: skip
    assert by[4][2].startswith("26 August 1998: Peru & Chile agreed")


def test_marks_do_not_lie_on_each_other(entries):
    rows = {}
    for _, shape, _ in rectangles(timeline_picture(entries, "t")).values():
        top = round(float(shape["y"]) - (-2 if shape["class"] == "day" else 0))
        rows.setdefault(top, []).append((float(shape["x"]), float(shape["x"]) + float(shape["width"])))
    for row in rows.values():
        ordered = sorted(row)
        assert all(end <= start for (_, end), (start, _) in itertools.pairwise(ordered))


def test_a_scale_has_round_years_and_room_for_open_ends():
    scale = Scale.over([Edtf("1987"), Edtf("2011/..")])
    assert (scale.first, scale.last) == (date(1986, 1, 1), date(2012, 12, 31))
    assert scale.years(9) == [1990, 1995, 2000, 2005, 2010]
    assert Scale.over([]).years() == [2000]
    assert Scale.over([Edtf("0001"), Edtf("9998")]).years(9)


def figure(value, when, **fields):
    return Figure(**OWN, value=value, unit="count", measure="prisoners", date=Edtf(when), **fields)


def test_a_chart_puts_values_at_their_height_and_dates_at_their_length():
    tree = ElementTree.fromstring(
        chart([figure(10, "2010"), figure(40, "2012-03-04"), figure(20, "2014", high=30)], "x")
    )
    year, day, range_ = [a.find("rect") for a in tree.iter("a")]
    assert float(day.get("y")) < float(range_.get("y")) < float(year.get("y"))
    assert float(year.get("width")) > float(day.get("width"))
    assert float(range_.get("height")) > float(year.get("height"))
    assert next(t.text for t in tree.iter("title")) == "10 prisoners (2010)"
    ElementTree.fromstring(chart([figure(0, "2010")], "nothing"))
    ElementTree.fromstring(chart([figure(0.004, "2010"), figure(0.03, "2011")], "little"))


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"value": 36360, "unit": "count", "qualifier": "about"}, "about 36,360"),
        ({"value": 12.5, "unit": "percent"}, "12.5 %"),
        ({"value": 3, "high": 5, "unit": "years"}, "3 – 5 years"),
        ({"value": 1200, "unit": "money:USD", "qualifier": "at_least"}, "at least USD 1,200"),
    ],
)
def test_amounts_read_as_a_reader_writes_them(fields, words):
    assert amount(Figure(**OWN, **fields)) == words


def test_labels_say_what_is_denied_or_planned():
    fact = Fact(**OWN, type="entry_into_force", date=Edtf("2011"), polarity="negative", modality="planned")
    assert fact_label(fact) == "2011 · entry into force (denied, planned)"
    assert figure_label(figure(7, "2010-05")) == "7 prisoners (May 2010)"
