# ruff: noqa: E501 - one row a case
"""The day of issue where the head of a document does not give it."""

from __future__ import annotations

import pytest

from justicekb.edtf import Edtf
from justicekb.ingest import read

BODY = (
    "The commission visited the colony in the north on three days in the spring and spoke with forty prisoners there."
)


@pytest.fixture
def published(vocabulary):
    return lambda text, path="a.txt": read(text.encode(), vocabulary, path=path).published


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        (("Assembly of Norland - 23 May 2006", "", BODY), "2006-05-23"),
        (("Orders of the day - Norland Debates 2023-11-21", "", BODY), "2023-11-21"),
        (("Jury convicts two guards | Ostrava Court", "", "June 3, 2016: Jury convicts two guards", "", BODY), "2016-06-03"),
        (("Ten cases end", "", BODY, "", "2021-06-14 00:00:00", "2026-05-20 15:59:40"), "2021-06-14"),
        (("Ten cases end", "", BODY, "", *(f"2021-06-{d} 00:00:00" for d in range(10, 15))), None),  # a log
        (("IN THE HIGH COURT", "", "Heard on: 20-22 November 2023", "", "Judgment date: 25 November 2024", "", BODY), "2024-11-25"),
        (("IN THE HIGH COURT", "", "ARGUED ON : 12 June 2019.", "", "DECIDED ON : 29 January 2020.", "", BODY), "2020-01-29"),
        (("---", "title: Ten cases end", "created: 23/9/2011", "revised: 9/10/2013", "---", BODY), "2011-09-23"),
    ],
)  # fmt: skip
def test_day_of_issue(published, lines, day):
    value = published("\n".join(lines), "a.md" if lines[0] == "---" else "a.txt")
    assert value == (Edtf(day) if day else None)


def test_dates_of_a_list_of_other_pages_are_not_the_document_s(published):
    listed = (
        "More News",
        "Mar 26, 2026",
        "Backlog ends",
        "Mar 17, 2026",
        "Two men charged",
        "Sep 26, 2025",
        "Trial begins",
    )
    assert published("\n".join([*listed, "Ten cases end", "", BODY])) is None


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("debates-2023-november-21-part17.txt", "2023-11-21"),
        ("release_2016-05-02_gatling.txt", "2016-05-02"),
        ("report-2016.txt", None),
        ("from-2016-05-02-to-2016-05-09.txt", None),
    ],
)
def test_the_file_s_name_gives_the_day_where_nothing_else_does(published, name, day):
    assert published(f"Ten cases end\n\n{BODY}", name) == (Edtf(day) if day else None)
    assert published(f"Ten cases end\n\nPublished 5 May 2019\n\n{BODY}", name) == Edtf("2019-05-05")
