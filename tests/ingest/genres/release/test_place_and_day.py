"""Where and when something was written is no title; a record that is named by its day keeps it."""

from __future__ import annotations

import pytest

from justicekb.ingest import read

TEXT = "The members of the commission went through the building from morning to evening, and nobody stopped them."


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Osh, 3 March 2019", None),
        ("New Norland, 3 March 2019", None),
        ("Osh, March 3, 2019", None),
        ("Minutes of the board, 3 March 2019", "Minutes of the board, 3 March 2019"),
        ("Visits of 3 March 2019", "Visits of 3 March 2019"),
    ],
)
def test_a_line_of_place_and_day(line, title, vocabulary):
    document = read(f"{line}\n\n{TEXT}\n".encode(), vocabulary, path="a.txt")
    assert (document.title, str(document.published)) == (title, "2019-03-03")
