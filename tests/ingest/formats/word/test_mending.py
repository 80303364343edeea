"""A Word file is read when something beside its text is broken, and a note says what."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import docx
import pytest
from docx.oxml import parse_xml

from justicekb.errors import SourceError
from justicekb.ingest import read

TEXT = ("The members of the commission went through the colony.", "Nobody stopped them at the gate.")


def picture():
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(4))) + chunk(b"IEND", b"")


@pytest.fixture(scope="module")
def whole():
    file = docx.Document()
    file.add_heading("A visit", 1)
    file.add_paragraph(TEXT[0])
    file.add_picture(io.BytesIO(picture()))
    file.add_paragraph(TEXT[1])
    file.sections[0].footer.paragraphs[0].text = "Printed in the north"
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def changed(data, change):
    """The package with each member's content changed by a function of its name and content; None leaves it out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            if (content := change(name, before.read(name))) is not None:
                after.writestr(name, content)
    return out.getvalue()


def without(part):
    return lambda name, content: None if part in name else content


def broken(part):
    return lambda name, content: b"<w:x" if part in name else content


def replaced(part, old, new):
    return lambda name, content: content.replace(old, new) if part in name else content


MAIN = b"wordprocessingml.document.main+xml"
BROKEN = {
    "picture gone": without("word/media"), "thumbnail gone": without("thumbnail"), "styles gone": without("styles.xml"),
    "styles broken": broken("word/styles.xml"), "properties broken": broken("core.xml"),
    "properties gone": without("core"),
    "settings gone": without("word/settings"), "settings broken": broken("word/settings"),
    "numbering broken": broken("numbering"), "types gone": without("Content_Types"),
    "no type for pictures": replaced("Content_Types", b'Extension="png"', b'Extension="gif"'),
    "a picture nowhere": replaced("document.xml.rels", b"media/image1.png", b"NULL"),
    "a picture outside": replaced("document.xml.rels", b"media/image1.png", b"../../../../etc/passwd"),
    "macros": replaced("Content_Types", MAIN, b"document.macroEnabled.main+xml"),
    "a template": replaced("Content_Types", MAIN, b"wordprocessingml.template.main+xml"),
    "relations gone": without("_rels/.rels"),
}  # fmt: skip


@pytest.mark.parametrize("fault", BROKEN)
def test_the_text_is_read_beside_what_is_broken(vocabulary, whole, fault):
    document = read(changed(whole, BROKEN[fault]), vocabulary, path="a.docx")
    assert all(words in document.text for words in (*TEXT, "A visit"))
    assert any("beside the text is broken" in note for note in document.notes)
    assert not any("0x" in note for note in document.notes)


def test_a_picture_or_thumbnail_that_cannot_be_unpacked(vocabulary, whole):
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        places = {i.filename: i.header_offset + 30 + len(i.filename) for i in archive.infolist()}
    for name in ("word/media/image1.png", "docProps/thumbnail.jpeg"):
        data = bytearray(whole)
        data[places[name] + 8 : places[name] + 40] = b"\xff" * 32
        assert TEXT[1] in read(bytes(data), vocabulary, path="a.docx").text


def test_headers_and_footers_of_a_mended_file_are_kept(vocabulary, whole):
    assert "Printed in the north" in read(changed(whole, BROKEN["picture gone"]), vocabulary, path="a.docx").text


def test_a_picture_without_sense_is_no_fault(vocabulary, whole):
    data = changed(whole, lambda name, content: b"nonsense" if "word/media" in name else content)
    assert not any("broken" in note for note in read(data, vocabulary, path="a.docx").notes)


def test_the_strict_variant_is_read(vocabulary, whole):
    names = {
        b"http://schemas.openxmlformats.org/officeDocument/2006/": b"http://purl.oclc.org/ooxml/officeDocument/",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/": b"http://purl.oclc.org/ooxml/wordprocessingml/",
    }

    def strict(name, content):
        for usual, other in names.items():
            content = content.replace(usual, other)
        return content

    assert TEXT[0] in read(changed(whole, strict), vocabulary, path="a.docx").text


def test_a_text_that_is_cut_short_is_read_as_far_as_it_goes(vocabulary, whole):
    def cut(name, content):
        return content[: content.index(b"Nobody") - 5] if name == "word/document.xml" else content

    document = read(changed(whole, cut), vocabulary, path="a.docx")
    assert TEXT[0] in document.text
    assert TEXT[1] not in document.text
    assert any("broken" in note for note in document.notes)


def test_a_package_whose_text_has_another_name(vocabulary, whole):
    def renamed(name, content):
        return content.replace(b"word/document.xml", b"word/document2.xml")

    data = changed(whole, renamed)
    with zipfile.ZipFile(io.BytesIO(data)) as before:
        text = before.read("word/document.xml")
        relations = before.read("word/_rels/document.xml.rels")
    out = io.BytesIO(changed(data, lambda name, content: None if "document.xml" in name else content))
    with zipfile.ZipFile(out, "a") as after:
        after.writestr("word/document2.xml", text)
        after.writestr("word/_rels/document2.xml.rels", relations)
    assert TEXT[0] in read(out.getvalue(), vocabulary, path="a.docx").text


@pytest.mark.parametrize("part", ["word/document.xml", "word/"])
def test_a_file_without_its_text_is_refused(vocabulary, whole, part):
    data = changed(whole, lambda name, content: b"<w" if name.startswith(part) and name.endswith(".xml") else content)
    with pytest.raises(SourceError, match="broken Word file"):
        read(data, vocabulary, path="a.docx")


def test_encrypted_and_old_office_files_are_named_as_such(vocabulary):
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    with pytest.raises(SourceError, match="encrypted Office file that opens only with a password"):
        read(head + "EncryptedPackage".encode("utf-16-le") + bytes(200), vocabulary, path="a.docx")
    with pytest.raises(SourceError, match="old Office file"):
        read(head + "WordDocument".encode("utf-16-le") + bytes(200), vocabulary, path="a.doc")


# ── words in every place that a file may have them in ────────────────────────────────────────────────────────

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"'
)
WORD = "<w:p><w:r><w:t>Zulabo</w:t></w:r></w:p>"
CELL = f"<w:tc>{WORD}</w:tc>"


def control(inside):
    return f"<w:sdt><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def box(inside):
    return f"<w:r><w:pict><v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox></w:pict></w:r>"


PLACES = {
    "rows in a content control": f"<w:tbl {NAMESPACES}>{control(f'<w:tr>{CELL}</w:tr>')}</w:tbl>",
    "cells in a content control": f"<w:tbl {NAMESPACES}><w:tr>{control(CELL)}</w:tr></w:tbl>",
    "a table in a text box": f"<w:p {NAMESPACES}>{box(f'<w:tbl><w:tr>{CELL}</w:tr></w:tbl>')}</w:p>",
    "a box in a box": f"<w:p {NAMESPACES}>{box(f'<w:p>{box(WORD)}</w:p>')}</w:p>",
    "paragraphs that were moved here": f"<w:moveTo {NAMESPACES}>{WORD}</w:moveTo>",
}


@pytest.mark.parametrize("place", PLACES)
def test_words_are_read_once_wherever_they_stand(vocabulary, place):
    file = docx.Document()
    file.add_paragraph(TEXT[0])
    file.element.body.insert(1, parse_xml(PLACES[place]))
    out = io.BytesIO()
    file.save(out)
    assert read(out.getvalue(), vocabulary, path="a.docx").body.text.count("Zulabo") == 1


def test_comments_are_kept_behind_the_text(vocabulary):
    file = docx.Document()
    paragraph = file.add_paragraph(TEXT[0])
    file.add_comment(paragraph.runs, text="Zulabo is doubtful", author="Ana", initials="A")
    out = io.BytesIO()
    file.save(out)
    document = read(out.getvalue(), vocabulary, path="a.docx")
    assert [b.span.of(document.text) for b in document.blocks if b.kind == "furniture"] == ["Zulabo is doubtful"]
    assert "Zulabo" not in document.body.text
