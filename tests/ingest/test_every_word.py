# ruff: noqa: E501 - markup is easier to read unbroken
"""Every word of a document can be found: whatever a format has a place for comes out as text, or is named in a note.

To add a place, put a word of no language there and into the set of its format; to add a format, write a function that
yields its bytes and its words.
"""

from __future__ import annotations

import inspect
import io
import re
import zipfile
from email.message import EmailMessage

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from justicekb.ingest import read

TEXT = "The members of the commission went through the building from morning to evening, and nobody stopped them."


def text(pdf):
    return (
        f"Visit to zulabo\n\nBy Ana Wexnoru\n\n{TEXT} zuhemi.\n\n- item zukopi\n\n1. point zulefa\n\n> said zumino\n\n"
        f"Colony\tzunabe\nWest\tzupolu\n\n{TEXT}\n\n###\n\nzuraki Street 5\n"
    ).encode()


def markdown(pdf):
    return (
        f"---\ntitle: Visit to zulabo\nauthor: Ana Wexnoru\nperex: >\n  Said zuhemi before.\n---\n\n## Part zukopi\n\n"
        f"{TEXT}[^1]\n\n<p>In <b>zulefa</b> and<br>zumino.</p>\n\n| Colony | zunabe |\n|---|---|\n| West | zupolu |\n\n"
        f"* item zuraki\n\n[^1]: Note zusale.\n\n![zutomo](p.png)\n"
    ).encode()


def page(pdf):
    return (
        f"<html><head><title>Visit to zulabo</title></head><body><article><h1>Visit to zulabo</h1><p class='byline'>By Ana "
        f"Wexnoru</p><p>{TEXT} zuhemi.</p><ul><li>item zukopi</li></ul><blockquote><p>zulefa</p></blockquote><figure><img>"
        f"<figcaption>At zumino.</figcaption></figure><table><tr><th>Colony</th><th>zunabe</th></tr><tr><td>West</td>"
        f"<td>zupolu</td></tr></table><p>{TEXT}</p><div class='paywall'><p>{TEXT} zuraki.</p><p>{TEXT} {TEXT}</p></div>"
        f"<p>{TEXT}</p><div style='display: none'><p>{TEXT} zusale. {TEXT} {TEXT} {TEXT}</p></div></article></body></html>"
    ).encode()


def word(pdf):
    file = docx.Document()
    file.add_heading("Visit to zulabo", 1)
    file.add_paragraph("By Ana Wexnoru")
    file.add_paragraph(f"{TEXT} zuhemi.")
    file.add_paragraph("item zukopi", style="List Bullet")
    table = file.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Colony", "zulefa"
    file.sections[0].header.paragraphs[0].text = "Council of zumino"
    file.sections[0].footer.paragraphs[0].text = "Printed in zunabe"
    box = f"<w:r {nsdecls('w')}><w:pict><w:txbxContent><w:p><w:r><w:t>box zupolu</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
    file.add_paragraph("Beside.")._p.append(parse_xml(box))
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def paper(pdf):
    for number, word in enumerate(("zulabo", "zuhemi", "zukopi"), start=1):
        page = pdf.page()
        page.text(60, 810, "Annals of zulefa")
        page.lines(60, 700, [f"The commission saw {word} on day {number}.", "Nobody stopped it at all."])
        page.lines(320, 700, [f"Column two of {word}x stands here.", "It is as long."])
        page.text(60, 60, "1 A note on zumino.", size=7)
        page.text(300, 30, str(number))
    pdf.pages[0].text(20, 300, "Stamp of zunabe", angle=True)
    return pdf.bytes()


def jats(pdf):
    return (
        f"<?xml version='1.0'?><article article-type='x'><front><article-meta><title-group><article-title>On zulabo"
        f"</article-title></title-group><abstract><p>zuhemi</p></abstract></article-meta></front><body><sec><title>zukopi"
        f"</title><p>{TEXT}<fn><p>zulefa</p></fn></p><list><list-item><p>zumino</p></list-item></list><fig><label>Figure 1"
        f"</label><caption><p>zunabe</p></caption></fig><table-wrap><table><tr><td>zupolu</td></tr></table><table-wrap-foot>"
        f"<p>zuraki</p></table-wrap-foot></table-wrap><boxed-text><p>zusale</p></boxed-text></sec></body><back><ack><p>"
        f"zutomo</p></ack><ref-list><ref><mixed-citation>zuvapa 2010.</mixed-citation></ref></ref-list></back></article>"
    ).encode()


def tei(pdf):
    return (
        f"<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><fileDesc><titleStmt><title>On zulabo</title></titleStmt>"
        f"</fileDesc></teiHeader><text><body><div><head>zuhemi</head><p>{TEXT}<note>zukopi</note></p><list><item>zulefa"
        f"</item></list><figure><head>Figure 1</head><figDesc>zumino</figDesc></figure><table><row><cell>zunabe</cell>"
        f"</row></table></div></body><back><listBibl><bibl>zupolu 2010.</bibl></listBibl></back></text></TEI>"
    ).encode()


def book(pdf):
    files = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="b.opf"/></rootfiles></container>',
        "b.opf": '<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Visits</dc:title>'
        '</metadata><manifest><item id="a" href="a.xhtml"/></manifest><spine><itemref idref="a"/></spine></package>',
        "a.xhtml": f"<html xmlns='http://www.w3.org/1999/xhtml'><body><h1>zulabo</h1><p>{TEXT} zuhemi</p><aside role='doc-footnote'>zukopi"
        "</aside><table><tr><td>zulefa</td><td>zumino</td></tr></table><div>zunabe</div></body></html>",
    }  # fmt: skip
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def mail(pdf):
    message = EmailMessage()
    message["Subject"], message["From"] = "Visit to zulabo", "Ana Wexnoru <a@b.example>"
    message.set_content(f"{TEXT} zuhemi.")
    message.add_alternative(f"<p>{TEXT} zuhemi.</p>", subtype="html")
    message.make_mixed()
    for line in ("A second part on zukopi.", "A third on zulefa."):
        part = EmailMessage()
        part.set_content(line)
        message.attach(part)
    return message.as_bytes()


FORMATS = {
    "a.txt": text, "a.md": markdown, "a.html": page, "a.docx": word, "a.pdf": paper, "jats.xml": jats, "tei.xml": tei,
    "a.epub": book, "a.eml": mail,
}  # fmt: skip


@pytest.mark.parametrize("name", FORMATS)
def test_every_word_is_found_or_named(name, pdf, vocabulary):
    data = FORMATS[name](pdf)
    document = read(data, vocabulary, path=name)
    words = set(re.findall(r"\bzu[a-z]{4}\b|Wexnoru", inspect.getsource(FORMATS[name])))
    said = f"{document.text} {document.title} {[a.name for a in document.authors]} {document.notes}"
    assert len(words) >= 4
    assert {word for word in words if word not in said} == set()
