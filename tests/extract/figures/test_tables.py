# ruff: noqa: E501 - tables are easier to read unbroken
"""Numbers of tables: what they count is told by their row, their column and the table's caption."""

from __future__ import annotations

import pytest

from justicekb.ingest import read
from justicekb.model import Figure

WORDS = """## Complaints received

The outcome of the complaints in 2012 was as follows:

| Outcome | Number | Women, % |
|---|---|---|
| Withdrawn | 905 | 12 % |
| Upheld by a court | 1,068 (22%) | - |

| Year | Deaths in custody |
|---|---|
| 2017 | 14 |
| 2018/19 | 9 |

| Article | Code |
|---|---|
| Article 146 | 305 |

| 17 | 44 |
|---|---|
| 18 | 46 |
"""


@pytest.fixture(scope="module")
def figures(extracted):
    return [r for r in extracted(WORDS) if isinstance(r, Figure)]


def test_row_column_and_caption_say_what_is_counted_and_when(figures):
    told = [(f.value, f.unit, f.measure, f.date.text if f.date else None) for f in figures]
    caption = "(The outcome of the complaints in 2012)"
    assert told == [
        (905, "count", f"Withdrawn {caption}", "2012"),
        (12, "percent", f"Withdrawn, Women, % {caption}", "2012"),
        (1068, "count", f"Upheld by a court {caption}", "2012"),
        (22, "percent", f"Upheld by a court {caption}", "2012"),
        (14, "count", "Deaths in custody", "2017"),
        (9, "count", "Deaths in custody", "2018/2019"),
    ]


def test_the_row_is_the_evidence_of_each_number(figures):
    assert all(f.evidence.contains(f.span) and f.rule == "figure.table" for f in figures)


DRAWN = """The outcome of the complaints was as follows:

|Outcome              |Number |
|Withdrawn            |905    |
|Upheld by a court    |1,068  |
"""


def test_a_table_drawn_with_bars_is_cited_as_it_was_printed(extracted):
    found = [r for r in extracted(DRAWN) if isinstance(r, Figure)]
    caption = "(The outcome of the complaints)"
    assert [(f.value, f.measure) for f in found] == [
        (905, f"Withdrawn {caption}"),
        (1068, f"Upheld by a court {caption}"),
    ]


def measures(extracted, text, path):
    return [(f.value, f.measure) for f in extracted(text, path) if isinstance(f, Figure) and f.rule == "figure.table"]


PROSE = "The board went through three colonies in spring and wrote down what it saw in their wards.\n\n"


@pytest.mark.parametrize(
    ("path", "table"),
    [
        ("a.txt", "Escapes\nColony      Men   Women\nLusavan      12       3\nTervan        4       1\n"),
        ("a.txt", "Escapes\n            Men   Women\n---------   ----  ------\nLusavan      12       3\nTervan        4       1\n"),
        ("a.txt", "Escapes\nColony | Men | Women\nLusavan | 12 | 3\nTervan | 4 | 1\n"),
        ("a.txt", "Escapes:\n\tMen\tWomen\nLusavan\t12\t3\nTervan\t4\t1\n"),
        ("a.md", "Escapes:\n\n| | Men | Women |\n|---|---|---|\n| Lusavan | 12 | 3 |\n| Tervan | 4 | 1 |\n"),
        (
            "a.html",
            "<p>Escapes:</p><table><tr><td></td><th>Men</th><th>Women</th></tr><tr><td>Lusavan</td><td>12</td><td>3</td>"
            "</tr><tr><td>Tervan</td><td>4</td><td>1</td></tr></table>",
        ),
    ],
)  # fmt: skip
def test_a_number_has_the_words_of_its_row_and_column_in_every_format(extracted, path, table):
    page = path == "a.html"
    text = f"<html><body><h1>Visits</h1><p>{PROSE}</p>{table}</body></html>" if page else f"Visits\n\n{PROSE}{table}"
    assert measures(extracted, text, path) == [
        (12, "Lusavan, Men (Escapes)"), (3, "Lusavan, Women (Escapes)"),
        (4, "Tervan, Men (Escapes)"), (1, "Tervan, Women (Escapes)"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Lusavan | 12 | 3 | 45 in all and more of them.",
        "Name;Men;Women\nLusavan;12;3\n",
        "Are you a machine? 9 + 3 = how much.",
        "The families of those killed during 30-S wrote letters.",
        "The office; 3. 4. 5.",
    ],
)
def test_a_number_without_words_for_what_it_counts_is_no_figure(extracted, text):
    assert [
        r for r in extracted(f"Visits\n\n{PROSE.replace('three', 'some')}{text}", "a.txt") if isinstance(r, Figure)
    ] == []


@pytest.mark.parametrize(
    "text",
    [
        "It is cold.  Nobody slept.  They left.\nIt was wet.  Some of us fell.  He sat.\nSo we went.  He did not.  In May 2019.\n",
        "Tel    12345\nFax    12346\nBox    12347\n",
    ],
)
def test_lines_with_wide_blanks_are_no_table(vocabulary, text):
    document = read(f"Visits\n\n{PROSE}{text}".encode(), vocabulary, path="a.txt")
    assert [b for b in document.blocks if b.kind == "table_row"] == []
