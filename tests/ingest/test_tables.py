"""Rows keep their columns, the row that names them is known, and the other rows are found by its words."""

from __future__ import annotations

import pytest

from justicekb.ingest import read
from justicekb.ingest.tables import names_columns, row_text
from justicekb.model import passages

ROWS = ["Country | Prisoners | Rate", "Northland | 1,200 | 117", "Southland | 900 | 88"]


@pytest.mark.parametrize(
    ("cells", "text"),
    [
        (["a", "b"], "a | b"),
        (["a", "", "c"], "a |  | c"),
        (["", "b", "c"], " | b | c"),
        (["a", "b", ""], "a | b"),
        (["", "only", ""], "only"),
        (["", ""], ""),
        ([], ""),
    ],
)
def test_an_empty_cell_keeps_its_place(cells, text):
    assert row_text(cells) == text


@pytest.mark.parametrize(
    "rows",
    [
        ROWS,
        ["Country | 2012 | 2013", "Northland | 12 | 13"],
        ["| Prisoners | Rate", "Northland | 1,200 | 117%"],
        ["Year | Visits", "2012 | 18", "2013 | 20", "2014 | –"],
    ],
)
def test_the_first_row_names_the_columns(rows):
    assert names_columns(rows)


@pytest.mark.parametrize(
    "rows",
    [
        ["Northland | 1,200 | 117", "Southland | 900 | 88"],
        ["Capital | Osh", "Language | Kyrgyz"],
        ["Capital | Osh", "Inhabitants | 300,000", "Head of state | Gulnar Abenova"],
        ["Country | Prisoners"],
        ["Country", "Northland | 12"],
    ],
)
def test_the_first_row_is_a_row_like_the_others(rows):
    assert not names_columns(rows)


@pytest.fixture
def found(vocabulary):
    """The passages of a document's table rows: their words, and what stands above them."""

    def run(data, path):
        document = read(data.encode(), vocabulary, path=path)
        for block in document.blocks:
            assert "\n" not in block.span.of(document.text)
        return [(p.span.of(document.text), p.headings) for p in passages(document) if p.kind == "table_row"]

    return run


PROSE = "The commission visited the colony in the north on three days in the spring, and spoke with forty people there."


def test_markdown_tables(found):
    table = "| Country | State |\n|---|:-:|\n| Northland | cold |\n| | damp |"
    assert found(f"# Visits\n\n{PROSE}\n\n## Cells\n\n{table}\n\n{PROSE}\n", "a.md") == [
        ("Country | State", ("Cells",)),
        ("Northland | cold", ("Cells", "Country | State")),
        ("damp", ("Cells", "Country | State")),
    ]


def test_a_table_without_rules_is_read_by_its_values(found):
    rows = "\n".join(row.replace(" | ", "\t") for row in ROWS)
    assert found(f"Visits\n\n{PROSE}\n\n{rows}\n\n{PROSE}\n\nOne\ttwo\n", "a.txt") == [
        (ROWS[0], ()), (ROWS[1], (ROWS[0],)), (ROWS[2], (ROWS[0],)), ("One | two", ()),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "head",
    [
        "<tr><th>Country</th><th>State</th></tr>",
        "<thead><tr><td>Country</td><td>State</td></tr></thead>",
    ],
)
def test_tables_of_web_pages(found, head):
    rows = "<tr><th>Northland</th><td>cold</td></tr><tr><td>Southland</td><td>damp</td></tr>"
    page = f"<main><h1>Visits</h1><p>{PROSE}</p><table><caption>Cells in 2014</caption>{head}{rows}</table></main>"
    assert found(f"<!doctype html><html><body>{page}</body></html>", "a.html") == [
        ("Country | State", ("Cells in 2014",)),
        ("Northland | cold", ("Cells in 2014", "Country | State")),
        ("Southland | damp", ("Cells in 2014", "Country | State")),
    ]


def test_what_stands_above_a_table_ends_with_it(found):
    table = "| Country | State |\n|---|---|\n| Northland | cold |\n"
    rows = found(f"# Visits\n\n{PROSE}\n\n{table}\n{PROSE}\n\na\tb\nc\td\n", "a.md")
    assert rows[-2:] == [("a | b", ()), ("c | d", ())]
