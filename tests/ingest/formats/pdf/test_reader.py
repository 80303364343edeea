"""PDF files: reading order, paragraphs, running lines, hyphens, headings, notes, failures, and a real page."""

from __future__ import annotations

import contextlib
import io
import random
import re

import pytest

from justicekb.errors import SourceError
from justicekb.ingest.formats.pdf.reader import read_pdf
from justicekb.ingest.formats.pdf.worker import PdfWorker, WorkerDied
from justicekb.ingest.limits import Limits

LEFT = [
    "The monitors came on a Monday and stayed", "until late. They spoke with eleven people",
    "in the closed wing and with two doctors.", "Nobody had announced the visit, and the",
    "governor was away. A deputy opened every", "door that they asked for, one after the",
    "other, without a word.",
]  # fmt: skip
RIGHT = [
    "The report was sent to the ministry in", "May. It lists nine faults and asks for",
    "answers within thirty days. Three months", "later no answer had come. The members",
    "then published what they had seen, with", "the names of the wings and the dates of",
    "their visits.",
]  # fmt: skip
THREE = [
    ["Prisons hold more people", "than they were built for,", "and the staff is too small",
     "to open the cells for the", "hour that the law gives to", "everybody who is held."],
    ["Courts are asked to send", "fewer people there, and in", "most regions they do so, as",
     "the figures of the service", "show for the second year", "in a row now."],
    ["Probation grows instead,", "with offices in every town", "and one officer for forty",
     "people, which is still more", "than anybody can visit in", "a month."],
]  # fmt: skip


@pytest.fixture
def read(document_from):
    def run(data, path="file.pdf"):
        return document_from(read_pdf, data, path, "application/pdf")

    return run


def two_columns(page, y=700):
    page.lines(60, y, LEFT)
    page.lines(320, y, RIGHT)


class TestReadingOrder:
    def test_columns_are_read_one_after_the_other(self, pdf, read, outline):
        two_columns(pdf.page())
        assert outline(read(pdf.bytes())) == [("paragraph", " ".join(LEFT)), ("paragraph", " ".join(RIGHT))]

    def test_columns_written_line_by_line_across_the_page_are_told_apart(self, pdf, read, outline):
        page = pdf.page()
        for at, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True)):
            page.text(320, 700 - 12 * at, right)
            page.text(60, 700 - 12 * at, left)
        assert [text for _, text in outline(read(pdf.bytes()))] == [" ".join(LEFT), " ".join(RIGHT)]

    def test_a_title_over_both_columns_comes_first(self, pdf, read, outline):
        page = pdf.page()
        page.text(60, 760, "Nine faults: a visit and what became of its findings", size=20, font="Helvetica-Bold")
        two_columns(page)
        assert [text for _, text in outline(read(pdf.bytes()))] == [
            "Nine faults: a visit and what became of its findings", " ".join(LEFT), " ".join(RIGHT),
        ]  # fmt: skip

    def test_three_columns(self, pdf, read):
        page = pdf.page()
        for at, lines in enumerate(THREE):
            page.lines(40 + 180 * at, 700, lines)
        text = read(pdf.bytes()).text
        starts = [text.index(lines[0]) for lines in THREE]
        assert starts == sorted(starts)
        assert " ".join(THREE[1]) in text

    def test_a_box_in_small_type_beside_the_text_comes_after_it_and_breaks_no_sentence(self, pdf, read, outline):
        page = pdf.page()
        long = [f"{line} and so on for a while longer on this line" for line in LEFT]
        page.lines(200, 700, long)
        page.lines(
            40,
            700,
            ["In brief", "Nine faults", "One answer", "Two doctors", "Eleven people", "Three months"],
            size=7,
            leading=14,
        )
        found = [text for _, text in outline(read(pdf.bytes()))]
        assert found[0] == " ".join(long)
        assert any(text.startswith("In brief") for text in found[1:])

    def test_rows_of_a_table_are_read_across(self, pdf, read, outline):
        page = pdf.page()
        page.lines(60, 760, LEFT)
        for at, row in enumerate(
            [("Year", "Visits", "Faults"), ("2016", "418", "71"), ("2017", "444", "65"), ("2018", "461", "59")]
        ):
            for x, cell in zip((60, 200, 340), row, strict=True):
                page.text(x, 600 - 14 * at, cell)
        rows = [text for kind, text in outline(read(pdf.bytes())) if kind == "table_row"]
        assert rows == ["Year | Visits | Faults", "2016 | 418 | 71", "2017 | 444 | 65", "2018 | 461 | 59"]

    def test_names_and_values_set_apart_are_a_block_each(self, pdf, read, outline):
        page = pdf.page()
        for at, (name, value) in enumerate([("Head of state:", "Gulnar Abenova"), ("Population:", "6.2 million")]):
            page.text(60, 740 - 12 * at, name)
            page.text(220, 740 - 12 * at, value)
        page.lines(60, 690, LEFT)
        found = [text for _, text in outline(read(pdf.bytes()))]
        assert found[:2] == ["Head of state: Gulnar Abenova", "Population: 6.2 million"]

    def test_text_set_upwards_in_the_margin_stands_behind_the_text(self, pdf, read, outline):
        page = pdf.page()
        page.lines(60, 700, LEFT)
        page.text(20, 300, "Printed on recycled paper", angle=True)
        assert outline(read(pdf.bytes()))[-1] == ("boilerplate", "Printed on recycled paper")

    TABLE = (
        "Colony and number of inmates in the year before the visit", "The commission visited the colony in the north",
        "and spoke with forty prisoners about the food and the cold.",
    )  # fmt: skip

    def test_a_table_set_across_the_page_is_read_after_the_upright_text(self, pdf, read):
        page = pdf.page()
        page.lines(60, 700, LEFT)
        for at, line in enumerate(self.TABLE):
            page.text(300 + 14 * at, 100, line, angle=True)
        text = read(pdf.bytes()).text
        assert " ".join(self.TABLE) in text
        assert text.index("Colony and number") > text.index(LEFT[0])

    def test_a_page_that_is_turned_by_its_file_is_read_as_it_was_set(self, pdf, read):
        page = pdf.page()
        for at, line in enumerate(self.TABLE):
            page.text(60, 700 - 12 * at, line)
        turned = pdf.bytes().replace(b"/MediaBox [0 0 595 842]", b"/Rotate 90 /MediaBox [0 0 595 842]")
        assert " ".join(self.TABLE) in read(turned).text


class TestParagraphs:
    def test_a_word_cut_at_a_line_end_is_joined(self, pdf, read):
        pdf.page().lines(
            60, 700, ["The members of the mecha-", "nism visit every prison. The mechanism", "has forty members."]
        )
        assert "of the mechanism visit every prison" in read(pdf.bytes()).text

    def test_a_hyphen_of_its_own_stays(self, pdf, read):
        pdf.page().lines(
            60,
            700,
            [
                "They signed a non-",
                "disclosure statement. It is a well-",
                "known form in the north-",
                "eastern regions. North-eastern people know it.",
            ],
        )
        text = read(pdf.bytes()).text
        assert "non-disclosure" in text
        assert "well-known" in text
        assert "north-eastern regions" in text

    def test_an_address_cut_at_a_line_end_is_one(self, pdf, read):
        pdf.page().lines(
            60, 700, ["The paper can be read at https://doi.org/10.5555/", "12345-6789 by everybody who wants to."]
        )
        assert "https://doi.org/10.5555/12345-6789 by everybody" in read(pdf.bytes()).text

    def test_indented_first_lines_begin_paragraphs(self, pdf, read, outline):
        pdf.page().lines(
            60,
            700,
            [
                "One paragraph goes on for two full lines",
                "and ends here.",
                "    Another begins with a first line set in",
                "and goes on at the left edge of the page.",
            ],
        )
        assert [text for _, text in outline(read(pdf.bytes()))] == [
            "One paragraph goes on for two full lines and ends here.",
            "Another begins with a first line set in and goes on at the left edge of the page.",
        ]

    def test_a_paragraph_goes_on_over_the_page_past_the_running_lines(self, pdf, read, outline):
        for at, lines in enumerate(
            [
                ["The court heard the officers in the", "morning and the prisoners in"],
                ["the afternoon, and nobody else.", "It closed the case."],
            ]
        ):
            page = pdf.page()
            page.text(60, 810, "Annals of Penal Practice")
            page.lines(60, 700, lines)
            page.text(300, 30, str(44 + at))
        document = read(pdf.bytes())
        assert [(b.kind, b.page, b.span.of(document.text)) for b in document.blocks] == [
            (
                "paragraph",
                1,
                "The court heard the officers in the morning and the prisoners in the afternoon, and nobody else.",
            ),
            ("paragraph", 2, "It closed the case."),
            ("boilerplate", 1, "Annals of Penal Practice"),
        ]

    def test_every_block_has_its_page(self, pdf, read):
        for words in ("A first page with one sentence.", "A second page with another one.", "A third page."):
            pdf.page().text(60, 700, words)
        assert [block.page for block in read(pdf.bytes()).blocks] == [1, 2, 3]

    @pytest.mark.parametrize("font", ["Symbol", "Glyphs"])
    def test_bullets_of_symbol_fonts_make_list_items(self, pdf, read, outline, font):
        page = pdf.page()
        page.lines(60, 700, LEFT)
        for at, words in enumerate(("A bed for everybody.", "Light by day.")):
            page.text(60, 580 - 12 * at, "\u00b7" if font == "Symbol" else "n", font=font)
            page.text(74, 580 - 12 * at, words)
        assert outline(read(pdf.bytes()), "list_item") == [
            ("list_item", "A bed for everybody."),
            ("list_item", "Light by day."),
        ]

    def test_a_last_line_mostly_in_small_capitals_belongs_to_its_paragraph(self, pdf, read, outline):
        page = pdf.page()
        page.lines(60, 700, LEFT[:6])
        page.text(60, 628, "other,")
        page.text(92, 628, "WITHOUT A WORD.", size=8)
        assert [text for _, text in outline(read(pdf.bytes()))] == [" ".join([*LEFT[:6], "other, WITHOUT A WORD."])]

    def test_a_number_that_is_part_of_the_text_is_no_page_number(self, pdf, read):
        for number in ("461", "444"):
            page = pdf.page()
            page.lines(60, 700, LEFT)
            page.text(60, 400, number)
        assert "461" in read(pdf.bytes()).text


class TestStructure:
    def test_headings_have_levels_by_their_type(self, pdf, read):
        page = pdf.page()
        page.text(60, 780, "What a visit finds and who reads the findings", size=22, font="Helvetica-Bold")
        y = 740
        for heading, size in (("The visit", 15), ("On the first day", 11), ("The findings", 15)):
            page.text(60, y, heading, size=size, font="Helvetica-Bold")
            y = page.lines(60, y - 20, LEFT) - 14
        document = read(pdf.bytes())
        found = [(b.level, b.span.of(document.text)) for b in document.blocks if b.kind == "heading"]
        assert found == [(2, "The visit"), (3, "On the first day"), (2, "The findings")]
        assert document.title == "What a visit finds and who reads the findings"

    def test_a_paragraph_in_bold_is_no_heading(self, pdf, read, outline):
        page = pdf.page()
        page.lines(60, 740, LEFT, font="Helvetica-Bold")
        page.lines(60, 600, RIGHT + LEFT + RIGHT)
        assert not outline(read(pdf.bytes()), "heading")

    def test_captions_and_footnotes(self, pdf, read, outline):
        page = pdf.page()
        y = page.lines(60, 740, LEFT + RIGHT)
        page.text(60, y - 30, "Figure 2. Visits by year and region", size=8)
        page.text(60, 120, "1", size=5)
        page.text(63, 117, "The deputy did not give her name to the members.", size=8)
        document = read(pdf.bytes())
        assert outline(document, "caption") == [("caption", "Figure 2. Visits by year and region")]
        assert [text.endswith("her name to the members.") for _, text in outline(document, "footnote")] == [True]

    def test_the_page_numbers_and_heads_of_odd_and_even_pages_go(self, pdf, read, outline):
        for number in range(10, 16):
            page = pdf.page()
            head = "Annals of Penal Practice" if number % 2 else "A visit and its findings"
            page.text(60 if number % 2 else 400, 810, head)
            page.text(60 if number % 2 else 500, 28, str(number))
            page.lines(60, 700, [f"Page text {'abcdefgh'[number - 10]} with a sentence of its own.", *LEFT])
        document = read(pdf.bytes())
        heads = [("boilerplate", "A visit and its findings"), ("boilerplate", "Annals of Penal Practice")]
        assert outline(document)[-2:] == heads  # what runs over pages is kept once
        assert document.text.count("Annals") == document.text.count("findings") == 1
        assert not re.search(r"\b1[0-5]\b", document.text)


class TestFailures:
    def test_a_scan_is_reported_as_one(self, pdf, read):
        pdf.page(image=True)
        with pytest.raises(SourceError, match="scanned: no text layer"):
            read(pdf.bytes())

    def test_one_scanned_page_among_others_is_noted(self, pdf, read):
        pdf.page().lines(60, 700, LEFT)
        pdf.page(image=True)
        assert "scanned pages without text: 2" in read(pdf.bytes()).notes

    def test_nothing_but_running_lines_is_reported(self, pdf, read):
        for number in (7, 8):
            pdf.page().text(60, 30, f"Page {number}")
        with pytest.raises(SourceError, match="running lines"):
            read(pdf.bytes())

    def test_running_lines_that_are_all_there_is_are_the_text(self, pdf, read):
        for _ in range(2):
            pdf.page().text(60, 800, "Notice of a visit to the northern colony")
        assert "Notice of a visit to the northern colony" in read(pdf.bytes()).text

    def test_running_lines_are_kept_once(self, pdf, read):
        for number in range(3):
            page = pdf.page()
            page.text(60, 810, "Annals of Custody")
            page.lines(60, 700, [f"{line} {number}" for line in LEFT])
        assert read(pdf.bytes()).text.count("Annals of Custody") == 1

    def test_a_broken_file_is_reported_and_the_next_one_is_read(self, pdf, read):
        with pytest.raises(SourceError, match="broken PDF file"):
            read(b"%PDF-1.7\nnothing that follows is a PDF file\n")
        pdf.page().text(60, 700, "After the broken file.")
        assert read(pdf.bytes()).text == "After the broken file."

    def test_an_encrypted_file_is_reported(self, pdf, read):
        from pypdf import PdfReader, PdfWriter

        pdf.page().text(60, 700, "Nobody may read this.")
        writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf.bytes())))
        writer.encrypt("secret", algorithm="RC4-128")
        out = io.BytesIO()
        writer.write(out)
        with pytest.raises(SourceError, match="encrypted"):
            read(out.getvalue())

    def test_a_worker_that_takes_too_long_is_ended_and_started_again(self, pdf):
        pdf.page().text(60, 700, "Words.")
        slow = PdfWorker()
        with pytest.raises(WorkerDied, match="longer"):
            slow.read(pdf.bytes(), Limits(seconds=0))
        answer = slow.read(pdf.bytes())
        slow.close()
        assert answer.file is not None
        assert answer.file.pages[0].words[0].text == "Words."

    def test_where_the_first_reader_dies_the_second_reads(self, pdf, read, monkeypatch):
        def die(self, data, limits):
            raise WorkerDied("PDFium ended with -11")

        monkeypatch.setattr(PdfWorker, "read", die)
        pdf.page().lines(60, 700, LEFT)
        document = read(pdf.bytes())
        assert " ".join(LEFT) in document.text.replace("\n\n", " ")
        assert any("second" in note for note in document.notes)


def _squeezed(text):
    return re.sub(r"[\s\x00-\x1f\ufffe-]", "", text)


def test_a_real_annual_report_comes_out_whole_and_in_order(shared, read):
    file = shared / "corpus" / "ai-kazakhstan-2013.pdf"
    gold = (shared / "eval" / "text" / "ai-kazakhstan-2013.txt").read_text(encoding="utf-8")
    document = read(file.read_bytes(), file.name)
    text, at = _squeezed(document.text), 0
    for line in gold.splitlines():
        found = text.find(_squeezed(line), at)
        assert found >= 0, line
        at = found
    assert (str(document.period), str(document.published)) == ("2012", "2013")
    assert (document.kind, document.publisher) == ("report", "Amnesty International")


def test_damage_anywhere_is_reported_and_nothing_else_is_raised(pdf, read):
    two_columns(pdf.page())
    data, dice = pdf.bytes(), random.Random(7)
    for _ in range(40):
        damaged = bytearray(data[: dice.randrange(100, len(data))]) if dice.random() < 0.5 else bytearray(data)
        for _ in range(dice.choice([0, 5, 50])):
            damaged[dice.randrange(len(damaged))] = dice.randrange(256)
        with contextlib.suppress(SourceError):
            read(bytes(damaged))
