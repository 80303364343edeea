"""Numbers of tables: what they count is told by their row, their column and the table's caption."""

from __future__ import annotations

import pytest

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
