"""Word files, books and messages of our own making."""

from __future__ import annotations

import contextlib
import io
import random
import zipfile
from email.message import EmailMessage

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from justicekb.errors import SourceError
from justicekb.ingest.formats.epub.reader import read_epub
from justicekb.ingest.formats.mail.parts import attachments, messages
from justicekb.ingest.formats.mail.reader import read_message
from justicekb.ingest.formats.word.reader import read_word


def saved(word):
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


@pytest.fixture
def word(document_from):
    def run(data):
        return document_from(read_word, data, "file.docx")

    return run


@pytest.fixture
def report():
    file = docx.Document()
    file.add_paragraph("Second report of the visitors", style="Title")
    file.add_paragraph("3 December 2014")
    file.add_heading("What was seen", 1)
    file.add_paragraph("Forty places were visited.")
    file.add_heading("Cells", 2)
    for item in ("A bed for everybody.", "Light by day."):
        file.add_paragraph(item, style="List Bullet")
    file.add_paragraph("Nobody asked us.", style="Intense Quote")
    table = file.add_table(rows=2, cols=2)
    for row, cells in zip(table.rows, [("Year", "Visits"), ("2013", "18")], strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    file.add_paragraph("Table 1. Visits by year", style="Caption")
    file.add_heading("References", 1)
    file.add_paragraph("Borisov, K. (2009). The Closed Door. Almaty: Dala Press.")
    file.core_properties.author = "Gulnar Abenova"
    file.core_properties.title = "Draft 7 final"
    return file


class TestWord:
    def test_paragraphs_headings_lists_tables_in_order(self, word, report):
        document = word(saved(report))
        assert [(b.kind, b.level, b.span.of(document.text)) for b in document.blocks] == [
            ("title", None, "Second report of the visitors"), ("byline", None, "3 December 2014"),
            ("heading", 1, "What was seen"), ("paragraph", None, "Forty places were visited."),
            ("heading", 2, "Cells"), ("list_item", None, "A bed for everybody."), ("list_item", None, "Light by day."),
            ("block_quote", None, "Nobody asked us."), ("table_row", 1, "Year | Visits"),
            ("table_row", None, "2013 | 18"), ("caption", None, "Table 1. Visits by year"),
            ("heading", 1, "References"),
            ("reference", None, "Borisov, K. (2009). The Closed Door. Almaty: Dala Press."),
        ]  # fmt: skip

    def test_metadata_from_the_page_before_the_properties(self, word, report):
        document = word(saved(report))
        assert (document.title, str(document.published)) == ("Second report of the visitors", "2014-12-03")
        assert [a.name for a in document.authors] == ["Gulnar Abenova"]

    def test_a_user_name_in_the_properties_is_no_author(self, word, report):
        report.core_properties.author = "user1"
        assert word(saved(report)).authors == ()

    def test_deleted_words_go_and_inserted_words_stay(self, word):
        file = docx.Document()
        paragraph = file.add_paragraph("They came ")
        for change in (
            f'<w:del {nsdecls("w")} w:id="1" w:author="x"><w:r><w:delText>early</w:delText></w:r></w:del>',
            f'<w:ins {nsdecls("w")} w:id="2" w:author="x"><w:r><w:t>late</w:t></w:r></w:ins>',
        ):
            paragraph._p.append(parse_xml(change))
        assert word(saved(file)).text == "They came late"

    def test_footnotes_follow_their_paragraph(self, word):
        file = docx.Document()
        paragraph = file.add_paragraph("Forty places were visited.")
        paragraph._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="2"/></w:r>'))
        file.add_paragraph("The next paragraph.")
        data = _with_part(
            saved(file), "word/footnotes.xml", "footnotes",
            f'<w:footnotes {nsdecls("w")}><w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>'
            '<w:footnote w:id="2"><w:p><w:r><w:t>Not counting courts.</w:t></w:r></w:p></w:footnote></w:footnotes>',
        )  # fmt: skip
        document = word(data)
        assert [(b.kind, b.span.of(document.text)) for b in document.blocks] == [
            ("paragraph", "Forty places were visited."), ("footnote", "Not counting courts."),
            ("paragraph", "The next paragraph."),
        ]  # fmt: skip

    def test_bold_lines_are_headings_where_no_styles_are_used(self, word):
        file = docx.Document()
        file.add_paragraph("Report of the visitors", style="Title")
        file.add_paragraph().add_run("What was seen").bold = True
        file.add_paragraph("Forty places were visited.")
        document = word(saved(file))
        assert [b.kind for b in document.blocks] == ["title", "heading", "paragraph"]

    @pytest.mark.parametrize("data", [b"PK\x03\x04 broken", b""])
    def test_broken_files_are_reported(self, word, data):
        with pytest.raises(SourceError, match="broken"):
            word(data)

    def test_a_file_without_text_is_reported(self, word):
        with pytest.raises(SourceError, match="without text"):
            word(saved(docx.Document()))


def _with_part(data, name, kind, content):
    """The package with one more part that the document refers to."""
    out = io.BytesIO()
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    types = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for item in old.infolist():
            text = old.read(item)
            if item.filename == "word/_rels/document.xml.rels":
                extra = f'<Relationship Id="rId99" Type="{office}/{kind}" Target="{kind}.xml"/></Relationships>'
                text = text.replace(b"</Relationships>", extra.encode())
            if item.filename == "[Content_Types].xml":
                text = text.replace(
                    b"</Types>", f'<Override PartName="/{name}" ContentType="{types}.{kind}+xml"/></Types>'.encode()
                )
            new.writestr(item, text)
        new.writestr(name, content)
    return out.getvalue()


CONTAINER = """<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>"""
PACKAGE = """<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title>Annual Report 2013</dc:title><dc:creator>Council of Visitors</dc:creator><dc:date>2014-03-01</dc:date>
<dc:publisher>Dala Press</dc:publisher><dc:language>en-GB</dc:language></metadata><manifest>
<item id="two" href="two.xhtml"/><item id="one" href="text/one%20a.xhtml"/>
<item id="nav" href="nav.xhtml" properties="nav"/>
</manifest><spine><itemref idref="nav"/><itemref idref="one"/><itemref idref="two"/></spine></package>"""
CHAPTER = """<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>x</title></head>
<body><h1>What was seen</h1><p>Forty places<a epub:type="noteref" href="#n">1</a> were visited.</p>
<ul><li>A bed for everybody.</li></ul><aside epub:type="footnote" id="n"><p>Not counting courts.</p></aside>
<table><tr><td>2013</td><td>18</td></tr><tr><td>2014</td><td>20</td></tr></table></body></html>"""


def book(**parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("mimetype", "application/epub+zip")
        for name, text in {
            "META-INF/container.xml": CONTAINER, "OEBPS/book.opf": PACKAGE, "OEBPS/text/one a.xhtml": CHAPTER,
            "OEBPS/two.xhtml": CHAPTER.replace("What was seen", "What was done"), "OEBPS/nav.xhtml": CHAPTER, **parts,
        }.items():  # fmt: skip
            if text is not None:
                file.writestr(name, text)
    return out.getvalue()


class TestEpub:
    def test_chapters_in_the_order_of_the_spine(self, outline, document_from):
        data = book()
        document = document_from(read_epub, data)
        assert outline(document)[:5] == [
            ("heading", "What was seen"), ("paragraph", "Forty places were visited."),
            ("list_item", "A bed for everybody."), ("footnote", "Not counting courts."), ("table_row", "2013 | 18"),
        ]  # fmt: skip
        assert outline(document)[6] == ("heading", "What was done")
        assert len(document.blocks) == 12
        assert (document.title, document.publisher, str(document.published), document.language) == (
            "Annual Report 2013", "Dala Press", "2014-03-01", "en",
        )  # fmt: skip
        assert str(document.period) == "2013"

    @pytest.mark.parametrize(
        ("data", "reason"),
        [
            (b"no archive", "broken"),
            (book(**{"META-INF/container.xml": "<container/>"}), "package is missing"),
            (book(**{"OEBPS/text/one a.xhtml": None, "OEBPS/two.xhtml": None}), "without text"),
        ],
    )
    def test_what_cannot_be_read_is_reported(self, data, reason, document_from):
        with pytest.raises(SourceError, match=reason):
            document_from(read_epub, data)


@pytest.fixture
def message():
    mail = EmailMessage()
    mail["From"] = "Press office <press@example.org>"
    mail["To"] = "editors@example.org"
    mail["Subject"] = "Council of Visitors opens an office in Bishkek"
    mail["Date"] = "Wed, 03 Dec 2014 09:30:00 +0600"
    mail.set_content("The council opened an office in Bishkek on 2 December.\n\nIt has four members of staff.\n")
    return mail


class TestMail:
    def test_subject_sender_date_and_words(self, message, document_from):
        data = message.as_bytes()
        document = document_from(read_message, data, "a.eml", "message/rfc822")
        assert document.title == "Council of Visitors opens an office in Bishkek"
        assert ([a.name for a in document.authors], str(document.published)) == (["Press office"], "2014-12-03")
        assert "It has four members of staff." in document.text
        assert (document.path, document.media_type) == ("a.eml", "message/rfc822")

    def test_the_html_form_is_read_where_the_plain_one_is_a_stub(self, message, document_from):
        message.set_content("Your program cannot show this message.")
        rows = "".join(f"<p>Sentence {n} of the release says that an office was opened.</p>" for n in range(9))
        message.add_alternative(f"<html><body><article>{rows}</article></body></html>", subtype="html")
        data = message.as_bytes()
        document = document_from(read_message, data)
        assert "Sentence 8 of the release" in document.text

    def test_attachments_and_forwarded_messages(self, message):
        outer = EmailMessage()
        outer.set_content("See below.")
        outer.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="report.pdf")
        outer.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf")
        outer.add_attachment(message)
        found = list(attachments(outer.as_bytes()))
        assert [name for name, _ in found] == ["report.pdf", "attachment-2.pdf", "attachment-3.eml"]
        assert b"four members of staff" in found[2][1]

    def test_an_mbox_gives_its_messages_with_from_lines_restored(self, message):
        body = message.as_bytes().replace(b"It has", b">From here it has")
        box = b"From a@b Wed Dec  3 09:30:00 2014\n" + body + b"\nFrom a@b Thu Dec  4 09:30:00 2014\n" + body
        found = list(messages(box))
        assert len(found) == 2
        assert b"\nFrom here it has" in found[0]

    def test_a_message_without_words_is_reported(self, document_from):
        with pytest.raises(SourceError, match="without text"):
            document_from(read_message, b"Subject: nothing\n\n")


@pytest.mark.parametrize("make", [lambda: saved(docx.Document()), book], ids=["docx", "epub"])
def test_damage_anywhere_is_reported_and_nothing_else_is_raised(make, vocabulary, source_of):
    data, dice = make(), random.Random(7)
    for _ in range(60):
        damaged = bytearray(data)
        for _ in range(dice.choice([1, 4, 40])):
            damaged[dice.randrange(len(damaged))] = dice.randrange(256)
        reader = read_word if make is not book else read_epub
        with contextlib.suppress(SourceError):
            reader(bytes(damaged), source_of(b""), vocabulary)
