# ruff: noqa: E501 - markup is easier to read unbroken
"""EPUB chapters and packages, each rule from a few lines of markup."""

from __future__ import annotations

import io
import zipfile

import pytest

from justicekb.errors import SourceError
from justicekb.ingest import read

CONTAINER = '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="book.opf"/></rootfiles></container>'
NAMESPACES = 'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'


def package(metadata="<dc:title>Visits</dc:title>", item="", itemref=""):
    return (
        '<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'{metadata}</metadata><manifest><item id="a" href="a.xhtml"/>{item}</manifest>'
        f'<spine>{itemref}<itemref idref="a"/></spine></package>'
    )


def files(body, opf, **more):
    chapter = f"<html {NAMESPACES}><head><title>x</title></head><body>{body}</body></html>"
    return {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "book.opf": opf,
        "a.xhtml": chapter,
        **more,
    }


@pytest.fixture
def book(vocabulary):
    def run(body="<p>Words.</p>", opf=None, **more):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for name, text in files(body, opf or package(), **more).items():
                archive.writestr(name, text)
        return read(out.getvalue(), vocabulary, path="a.epub")

    return run


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<h2>Cells <small>cold</small></h2>", [("heading", "Cells cold")]),
        ("<div>Loose words<p>and a paragraph</p>and more</div>", [("paragraph", "Loose words"), ("paragraph", "and a paragraph"), ("paragraph", "and more")]),
        ("<p>One <b>bold</b> <i>word</i>.</p>", [("paragraph", "One bold word.")]),
        ("<ul><li>one</li><li><p>two</p></li></ul>", [("list_item", "one"), ("list_item", "two")]),
        ("<blockquote><p>So it was.</p></blockquote>", [("block_quote", "So it was.")]),
        ("<figure><img alt='gate'/><figcaption>At the gate.</figcaption></figure>", [("caption", "At the gate.")]),
        ("<dl><dt>Remand</dt><dd>before trial</dd></dl>", [("paragraph", "Remand"), ("list_item", "before trial")]),
        ("<p>In 2005<a epub:type='noteref'>3</a> it began.</p>", [("paragraph", "In 2005 it began.")]),
        ("<aside epub:type='footnote'><p>See there.</p></aside>", [("footnote", "See there.")]),
        ("<section role='doc-endnote'>See there.</section>", [("footnote", "See there.")]),
        ("<p>Before<span epub:type='pagebreak'>12</span> and after.</p>", [("paragraph", "Before and after.")]),
        ("<nav><p>Contents</p></nav><script>x</script><p>Words.</p>", [("paragraph", "Words.")]),
        ("<table><caption>Visits</caption><tr><td>2012</td><td>3</td></tr><tr><td>2013</td><td>4</td></tr></table>",
         [("caption", "Visits"), ("table_row", "2012 | 3"), ("table_row", "2013 | 4")]),
        ("<table><tr><th>Year</th><th>Sort</th></tr><tr><td>2012</td><td></td></tr></table>", [("table_row", "Year | Sort"), ("table_row", "2012")]),
    ],
)  # fmt: skip
def test_elements(book, outline, body, expected):
    assert outline(book(body)) == expected


def test_headings_have_levels(book):
    assert [b.level for b in book("<h1>A</h1><h3>B</h3><p>x</p>").blocks] == [1, 3, None]


@pytest.mark.parametrize(
    ("metadata", "date"),
    [
        ("<dc:date>2014-05-03T10:00:00Z</dc:date>", "2014-05-03"),
        ("<dc:date>2014</dc:date>", "2014"),
        ("<dc:date>2014-13</dc:date>", "None"),
        ("", "None"),
    ],
)
def test_dates(book, metadata, date):
    assert str(book(opf=package(metadata)).published) == date


def test_the_package_names_title_people_and_press(book):
    document = book(
        opf=package(
            "<dc:title>Visits</dc:title><dc:creator>Ana Diaz</dc:creator><dc:creator>B. Omar</dc:creator><dc:publisher>Press</dc:publisher><dc:language>EN-gb</dc:language>"
        )
    )
    assert (document.title, document.publisher, document.language) == ("Visits", "Press", "en")
    assert [a.name for a in document.authors] == ["Ana Diaz", "B. Omar"]


def test_chapters_outside_the_reading_order_are_left_out(book):
    opf = package(
        item='<item id="b" href="b.xhtml"/>', itemref='<itemref idref="b" linear="no"/><itemref idref="gone"/>'
    )
    assert (
        book(opf=opf, **{"b.xhtml": f"<html {NAMESPACES}><body><p>Advertisement.</p></body></html>"}).text == "Words."
    )


def test_protected_books_are_refused(book):
    with pytest.raises(SourceError, match="digital rights"):
        book(**{"META-INF/encryption.xml": "<x/>", "META-INF/rights.xml": "<x/>"})
