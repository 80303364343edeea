"""What runs over the pages of a PDF file, and where its columns are, on words placed by hand."""

from __future__ import annotations

import random

import pytest

from justicekb.ingest.formats.pdf.chars import Page, PdfFile, Style, Word
from justicekb.ingest.formats.pdf.columns import expected_gutters, find_gutters
from justicekb.ingest.formats.pdf.layout import body_style, read_lines, steadied
from justicekb.ingest.formats.pdf.running import without_running

PLAIN, BOLD = Style("Serif", 10.0, False, False), Style("Serif-Bold", 14.0, True, False)
STYLES = [PLAIN, BOLD, Style("Serif", 5.0, False, False)]


def line(text, x, y, style=0, size=10.0):
    words, at = [], x
    for word in text.split():
        end = at + 0.5 * size * len(word)
        words.append(Word(word, at, y - 2, end, y + 8, y, style, bool(words)))
        at = end + 0.25 * size
    return words


def file_of(*pages):
    return PdfFile([Page(600, 800, [word for words in page for word in words]) for page in pages], STYLES, {})


def column(x, y, count=8, text="four words stand here"):
    return [line(text, x, y - 12 * at) for at in range(count)]


class TestColumns:
    def test_two_columns_have_a_gutter_between_them(self):
        rows = [a + b for a, b in zip(column(50, 700), column(320, 700), strict=True)]
        (gutter,) = find_gutters(rows, 10.0, STYLES)
        assert gutter.x1 == 320
        assert gutter.y0 < 616 < 700 < gutter.y1

    def test_one_column_and_a_table_have_none(self):
        assert find_gutters(column(50, 700), 10.0, STYLES) == []
        cells = [line("2016", 50, 700 - 12 * at) + line("418", 300, 700 - 12 * at) for at in range(8)]
        assert find_gutters(cells, 10.0, STYLES) == []

    def test_too_few_lines_make_no_gutter_unless_other_pages_have_it(self):
        rows = [a + b for a, b in zip(column(50, 700), column(320, 700), strict=True)]
        known = find_gutters(rows, 10.0, STYLES)
        short = [a + b for a, b in zip(column(50, 700, 2), column(320, 700, 2), strict=True)]
        assert find_gutters(short, 10.0, STYLES) == []
        (expected,) = expected_gutters(short, [], known=known, unit=10.0)
        assert expected.x1 == 320

    def test_the_scattered_words_of_a_drawing_are_read_from_the_top(self):
        """Its many empty strips part no columns; ordering runs between them would take their cube."""
        spots = random.Random(3)
        words = [line("ab", spots.uniform(50, 540), spots.uniform(60, 780), 2, size=5) for _ in range(5000)]
        (found,) = read_lines(file_of(words), PLAIN)
        assert sum(one.text.count("ab") for one in found) == 5000
        assert {one.region for one in found} == {0}

    def test_a_line_over_both_columns_is_read_before_and_after_them(self):
        wide = "a title of many words that goes over both of the columns below it and is long"
        page = [line(wide, 50, 740), *column(50, 700), *column(320, 700), line(f"{wide} too", 50, 560)]
        texts = [found.text for found in read_lines(file_of(page), PLAIN)[0]]
        assert texts[0] == wide
        assert texts[-1] == f"{wide} too"
        assert len(texts) == 18


class TestRunning:
    def test_heads_and_feet_with_changing_numbers_go(self):
        file = file_of(*[
            [line("Annals of Custody 12", 50, 780), *column(50, 680), line(str(40 + at), 300, 20)] for at in range(3)
        ])  # fmt: skip
        kept, running = without_running(read_lines(file, PLAIN), [800] * 3)
        assert [len(page) for page in kept] == [8, 8, 8]
        assert running[0] == ["Annals of Custody"]

    def test_numbers_that_do_not_count_pages_stay(self):
        file = file_of(*[[*column(50, 680), line(number, 300, 20)] for number in ("418", "71", "9")])
        kept, _ = without_running(read_lines(file, PLAIN), [800] * 3)
        assert [page[-1].text for page in kept] == ["418", "71", "9"]

    @pytest.mark.parametrize("height", [780, 20])
    def test_a_line_on_one_page_only_stays(self, height):
        file = file_of([line("Only here", 50, height), *column(50, 680)], column(50, 680))
        kept, _ = without_running(read_lines(file, PLAIN), [800] * 2)
        assert "Only here" in [found.text for found in kept[0]]


class TestStyles:
    def test_the_body_is_what_most_characters_are_set_in(self):
        file = file_of([line("A Heading In Large Type", 50, 740, 1, 14.0), *column(50, 700)])
        assert body_style(file) == PLAIN

    def test_sizes_that_flicker_become_one(self):
        styles = [Style("Scan", 9.0 + at / 10, False, False) for at in range(20)]
        words = [w for at in range(20) for w in line("four words stand here", 50, 700 - 12 * at, at)]
        steady = steadied(PdfFile([Page(600, 800, words)], styles, {}))
        assert len({style.size for style in steady.styles}) == 1

    def test_a_few_sizes_are_left_as_they_are(self):
        file = file_of(column(50, 700))
        assert steadied(file) is file
