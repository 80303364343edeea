from __future__ import annotations

import pytest

from justicekb.ingest.formats.html.headings import ranked
from justicekb.ingest.formats.html.pieces import Piece


def piece(text, level=None):
    return Piece("heading" if level else "paragraph", text, 0, (), level=level)


def test_a_label_is_joined_with_what_it_labels():
    found = ranked([piece("Section 1.", 4), piece("Rights of the Person", 3), piece("Text.")])
    assert [(p.text, p.level) for p in found] == [("Section 1. Rights of the Person", 3), ("Text.", None)]


@pytest.mark.parametrize("label", ["Section 2", "Chapter IV:", "3.", "2.1", "XII.", "Annex A", "Глава 3."])
def test_labels(label):
    assert len(ranked([piece(label, 2), piece("Rights", 2)])) == 1


@pytest.mark.parametrize("words", ["Women", "2019", "Section One Rights", "A. Visits"])
def test_no_labels(words):
    assert len(ranked([piece(words, 2), piece("Rights", 3)])) == 2


def test_a_label_before_text_stays():
    assert [p.text for p in ranked([piece("Section 1.", 3), piece("Text.")])] == ["Section 1.", "Text."]


def test_sections_rank_above_lettered_parts_of_their_level():
    found = ranked(
        [piece("Section 1. Rights", 3), piece("a. Life", 3), piece("Section 2. Liberties", 3), piece("Summary", 3)]
    )
    assert [p.level for p in found] == [2, 3, 2, 3]


def test_sections_without_lettered_parts_keep_their_level():
    assert [p.level for p in ranked([piece("Section 1. Rights", 3), piece("Women", 3)])] == [3, 3]
