"""Timelines as TimelineJS, iCalendar, HTML, SVG and Markdown."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest

from justicekb.edtf import Edtf
from justicekb.errors import QueryError
from justicekb.export import TIMELINES, write_timeline, writer
from justicekb.export.dates import shown
from justicekb.export.timelines.calendar import folded
from justicekb.export.timelines.timelinejs import start_date


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("1998", "1998"),
        ("1998-08", "August 1998"),
        ("1998-08-26", "26 August 1998"),
        ("199X", "1990s"),
        ("18XX", "19th century"),
        ("2011~", "about 2011"),
        ("2005/..", "since 2005"),
        ("../1989", "until 1989"),
        ("2016/2018", "2016 – 2018"),
        ("2014-21", "spring 2014"),
        ("2014-33", "first quarter of 2014"),
        ("2014-XX", "2014"),
    ],
)
def test_dates_are_shown_as_precise_as_they_are(edtf, words):
    assert shown(Edtf(edtf)) == words


@pytest.mark.parametrize("format_", sorted(TIMELINES))
def test_every_format_writes_every_entry_and_an_empty_timeline(entries, format_):
    written = write_timeline(entries, "Peru & its jails", format_)
    assert "1998" in written
    assert "Peru &amp; its jails" in written or format_ in ("ics", "markdown")
    assert write_timeline([], "Empty", format_)


def test_an_unknown_format_names_the_known_ones():
    with pytest.raises(QueryError, match="no format 'docx' for a timeline; there are html, ics"):
        writer("timeline", "docx")


class TestTimelineJs:
    @pytest.fixture
    def events(self, entries):
        return json.loads(write_timeline(entries, "Peru", "timelinejs"))["events"]

    def test_every_event_has_a_start_date_or_timelinejs_would_skip_it(self, events):
        assert all(event["start_date"]["year"] for event in events)

    @pytest.mark.parametrize(
        ("edtf", "parts"),
        [
            ("1998", {"year": 1998}),
            ("1998-08", {"year": 1998, "month": 8}),
            ("1998-01-26", {"year": 1998, "month": 1, "day": 26}),
            ("199X", {"year": 1990}),
            ("../1989", {"year": 1989}),
            ("2005/..", {"year": 2005}),
            ("2014-34", {"year": 2014, "month": 4}),
        ],
    )
    def test_a_start_date_is_no_more_precise_than_its_source_and_months_count_from_1(self, edtf, parts):
        assert start_date(Edtf(edtf)) == parts

    def test_only_a_closed_interval_has_an_end(self, events):
        assert [event["end_date"] for event in events if "end_date" in event] == [{"year": 2018}]

    def test_ids_are_the_entries_own(self, events, entries):
        assert [event["unique_id"] for event in events] == [entry.id for entry in entries]

    def test_the_reader_sees_the_date_and_the_marks(self, events):
        assert [event["display_date"] for event in events][:2] == ["until 1989", "1990s"]
        told = [re.sub(r"<[^>]+>", "|", event["text"]["text"]).split("|")[2] for event in events]
        assert told[2] == "sources differ on the date"
        assert told[4:6] == ["did not happen", "alleged by Rosa Quispe"]

    def test_events_have_only_what_timelinejs_reads(self, events):
        for event in events:
            assert set(event) <= {"unique_id", "start_date", "end_date", "display_date", "group", "text"}
            for day in (event["start_date"], event.get("end_date", {})):
                assert list(day) == ["year", "month", "day"][: len(day)]
                assert all(type(part) is int for part in day.values())
                assert 1 <= day.get("month", 1) <= 12
            assert set(event["text"]) == {"headline", "text"}
        assert len({event["unique_id"] for event in events}) == len(events)

    def test_words_of_documents_are_no_markup(self, events):
        assert "<b>" not in json.dumps(events)
        assert events[0]["text"]["headline"].startswith("Peru &amp; Chile")


class TestCalendar:
    @pytest.fixture
    def lines(self, entries):
        written = write_timeline(entries, "Peru, its jails", "ics")
        assert all(len(line.encode()) <= 75 for line in written.split("\r\n"))
        return written.replace("\r\n ", "").split("\r\n")

    def test_lines_end_with_crlf_and_fold_between_characters(self):
        line = "SUMMARY:" + "“ä”€" * 40
        cut = folded(line)
        assert cut.endswith("\r\n")
        assert all(len(part.encode()) <= 75 for part in cut.split("\r\n"))
        assert cut.replace("\r\n ", "").removesuffix("\r\n") == line

    def test_whole_days_with_the_end_exclusive(self, lines):
        starts = [line for line in lines if line.startswith("DTSTART")]
        ends = [line for line in lines if line.startswith("DTEND")]
        assert starts[2:4] == ["DTSTART;VALUE=DATE:19980101", "DTSTART;VALUE=DATE:19980826"]
        assert ends[2:4] == ["DTEND;VALUE=DATE:19990101", "DTEND;VALUE=DATE:19980827"]

    def test_uids_are_stable_and_text_is_escaped(self, lines, entries):
        assert [line[4:] for line in lines if line.startswith("UID:")] == [f"{e.id}@justicekb" for e in entries]
        assert "X-WR-CALNAME:Peru\\, its jails" in lines
        assert any(line.startswith("SUMMARY:26 August 1998: Peru & Chile agreed\\, “at last”\\;") for line in lines)

    def test_an_open_date_stays_open(self, entries):
        since = replace(entries[0], date=Edtf("2005/.."))
        until = replace(entries[1], date=Edtf("../1989-06"))
        lines = write_timeline([since, until], "Peru", "ics").split("\r\n")
        assert [line for line in lines if line.startswith(("DTSTART", "DTEND", "X-JUSTICEKB"))] == [
            "DTSTART;VALUE=DATE:20050101", "DTEND;VALUE=DATE:20060101", "X-JUSTICEKB-EDTF:2005/..",
            "DTSTART;VALUE=DATE:19890601", "DTEND;VALUE=DATE:19890701", "X-JUSTICEKB-EDTF:../1989-06",
        ]  # fmt: skip
        assert any(line.startswith("SUMMARY:since 2005") for line in lines)

    def test_a_plan_is_tentative(self, lines):
        assert lines.count("STATUS:TENTATIVE") == 1

    def test_every_event_has_what_rfc_5545_requires_and_nothing_twice(self, lines):
        events = "\n".join(lines).split("BEGIN:VEVENT\n")[1:]
        for event in events:
            names = [line.partition(":")[0].partition(";")[0] for line in event.split("END:VEVENT")[0].splitlines()]
            assert len(names) == len(set(names))
            assert {"UID", "DTSTAMP", "DTSTART", "SUMMARY"} <= set(names)
            start, end = (
                re.search(r"DTSTART;VALUE=DATE:(\d{8})\n", event),
                re.search(r"DTEND;VALUE=DATE:(\d{8})\n", event),
            )
            assert start[1] < end[1]
        assert all(re.fullmatch(r"[A-Z-]+(?:;[A-Z]+=[A-Z]+)?:[^\x00-\x08\x0a-\x1f\x7f]*", line) for line in lines[:-1])

    def test_early_years_have_four_digits_and_control_characters_are_left_out(self, entries):
        early = replace(entries[2], date=Edtf("0988"), headline="a\x0cb\x00c")
        written = write_timeline([early], "Peru", "ics")
        assert "DTSTART;VALUE=DATE:09880101\r\n" in written
        assert "abc" in written

    def test_begin_and_end_match(self, lines):
        opened = [line.partition(":")[2] for line in lines if line.startswith("BEGIN:")]
        closed = [line.partition(":")[2] for line in lines if line.startswith("END:")]
        assert sorted(opened) == sorted(closed)


class TestPage:
    def test_the_page_loads_nothing_and_runs_no_words_of_documents(self, entries):
        page = write_timeline(entries, "<script>alert(1)</script>", "html")
        assert "<script>alert" not in page
        assert "<b>so" not in page
        assert not re.search(r"(?:\bsrc=|@import|url\()", page)
        assert set(re.findall(r'(?<!rel="noreferrer" )href="(\w+)', page)) <= {"https"}
        assert "default-src 'none'" in page

    def test_a_hostile_address_is_no_link(self, entries):
        bad = replace(entries[0], evidence=(replace(entries[0].evidence[0], url="javascript:alert(1)"),))
        for format_ in ("html", "markdown", "timelinejs"):
            assert "javascript:" not in write_timeline([bad], "Peru", format_)

    def test_the_picture_is_well_formed_and_has_a_row_an_entry(self, entries):
        root = ElementTree.fromstring(write_timeline(entries, "Peru & Chile", "svg"))
        rows = root.findall("{http://www.w3.org/2000/svg}g")
        assert [row.get("id") for row in rows] == [entry.id for entry in entries]
        bars = [row.find("{http://www.w3.org/2000/svg}rect") for row in rows]
        assert all(float(bar.get("width")) > 0 for bar in bars)
        assert [bar.get("class") for bar in bars][:4] == ["open", "bar", "marked", "marked"]

    def test_footnotes_name_the_source_once(self, entries):
        text = write_timeline([entries[0], entries[0]], "Peru", "markdown")
        assert text.count("[^1]") == 3
        assert text.count("[^1]:") == 1
        assert r"\<b\>so\</b\>" in text


def test_an_open_end_needs_no_last_day(entries):
    assert entries[4].date.latest is None
    assert f"{date.max:%Y}" not in write_timeline(entries, "Peru", "ics")
