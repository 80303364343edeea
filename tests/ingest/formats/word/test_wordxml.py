"""Words, lists and marks of Word paragraphs, each from a few lines of WordprocessingML."""

from __future__ import annotations

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from justicekb.ingest.formats.word.wordxml import notes_of, read_paragraph, text_boxes


def paragraph(inside):
    return parse_xml(f"<w:p {nsdecls('w')}>{inside}</w:p>")


def run(text, properties=""):
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (run("two ") + run("runs"), "two runs"),
        (f"{run('a')}<w:r><w:tab/></w:r>{run('b')}", "a b"),
        (f"{run('a')}<w:r><w:br/></w:r>{run('b')}", "a b"),
        (f"{run('well')}<w:r><w:noBreakHyphen/></w:r>{run('known')}", "well-known"),
        ("<w:r><w:sym w:font='Symbol' w:char='2265'/></w:r>" + run(" 5"), "≥ 5"),
        ("<w:r><w:sym w:font='Wingdings' w:char='F0B7'/></w:r>" + run("item"), "item"),
        (f"<w:hyperlink>{run('a link')}</w:hyperlink>", "a link"),
        (f"<w:moveFrom>{run('old ')}</w:moveFrom><w:moveTo>{run('new')}</w:moveTo>", "new"),
        (f"<w:r><w:instrText>PAGE</w:instrText></w:r>{run('7')}", "7"),
        (f"<w:sdt><w:sdtContent>{run('in a control')}</w:sdtContent></w:sdt>", "in a control"),
    ],
)
def test_words(inside, text):
    assert read_paragraph(paragraph(inside)).text == text


@pytest.mark.parametrize(
    ("inside", "bold"),
    [
        (run("all", "<w:b/>") + run(" of it", "<w:b/>"), True),
        (run("some", "<w:b/>") + run(" of it"), False),
        (run("off", "<w:b w:val='0'/>"), False),
        (run(" ") + run("all", "<w:b/>"), True),
        ("", False),
    ],
)
def test_a_paragraph_is_bold_when_all_its_words_are(inside, bold):
    assert read_paragraph(paragraph(inside)).bold is bold


@pytest.mark.parametrize(
    ("properties", "level"),
    [
        ("<w:numPr><w:ilvl w:val='1'/><w:numId w:val='3'/></w:numPr>", 1),
        ("<w:numPr><w:numId w:val='3'/></w:numPr>", 0),
        ("<w:numPr><w:numId w:val='0'/></w:numPr>", None),
        ("", None),
    ],
)
def test_list_levels(properties, level):
    assert read_paragraph(paragraph(f"<w:pPr>{properties}</w:pPr>{run('x')}")).list_level == level


@pytest.mark.parametrize(("value", "outline"), [("0", 1), ("2", 3), ("9", None)])
def test_outline_levels(value, outline):
    found = read_paragraph(paragraph(f"<w:pPr><w:outlineLvl w:val='{value}'/></w:pPr>{run('x')}"))
    assert found.outline == outline


def test_style_and_marks_of_notes():
    notes = "<w:r><w:footnoteReference w:id='2'/></w:r><w:r><w:endnoteReference w:id='5'/></w:r>"
    found = read_paragraph(paragraph(f"<w:pPr><w:pStyle w:val='Quote'/></w:pPr>{run('x')}{notes}"))
    assert (found.style, found.notes) == ("Quote", ("2", "5"))


def test_a_text_box_is_given_once_and_is_no_part_of_its_paragraph():
    box = f"<w:txbxContent><w:p>{run('boxed')}</w:p></w:txbxContent>"
    both = f"<w:r><w:pict>{box}</w:pict><w:Fallback>{box}</w:Fallback></w:r>"
    element = paragraph(run("outside") + both)
    assert read_paragraph(element).text == "outside"
    assert [read_paragraph(p).text for p in text_boxes(element)] == ["boxed"]


def test_notes_without_the_line_that_separates_them():
    data = (
        f"<w:footnotes {nsdecls('w')}><w:footnote w:id='0' w:type='separator'><w:p/></w:footnote>"
        f"<w:footnote w:id='2'><w:p>{run('One.')}</w:p><w:p>{run('Two.')}</w:p></w:footnote></w:footnotes>"
    ).encode()
    assert notes_of(data, "a.docx") == {"2": "One. Two."}
    assert notes_of(None, "a.docx") == {}
