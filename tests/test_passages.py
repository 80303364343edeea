"""Every word of a document stands in a passage or in the headings of one, so that a search can find it."""

from __future__ import annotations

import pytest

from justicekb.ingest import read
from justicekb.model import Block, Document, passages
from justicekb.spans import Span

SENTENCE = "The members of the commission went through the building from morning to evening."


def made(*pieces):
    """A document of pieces "kind words" or "heading2 words"."""
    text, blocks = "", []
    for piece in pieces:
        kind, _, words = piece.partition(" ")
        start = len(text) + 2 if text else 0
        text = f"{text}\n\n{words}" if text else words
        level = int(kind[-1]) if kind[-1].isdigit() else None
        blocks.append(Block(kind=kind.rstrip("123"), span=Span(start, len(text)), level=level))
    return Document(path="a", sha256="0" * 64, media_type="text/plain", text=text, blocks=tuple(blocks))


def cut(document):
    return [(p.span.of(document.text), p.headings) for p in passages(document)]


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        (["title One line"], [("One line", ())]),
        (["title Visit", "paragraph Text."], [("Text.", ())]),
        (["title Visit", "byline By Ana", "paragraph Text."], [("By Ana", ()), ("Text.", ())]),
        (["heading1 A", "heading2 B", "paragraph Text."], [("Text.", ("A", "B"))]),
        (["heading2 A", "heading2 B", "paragraph Text."], [("A", ()), ("Text.", ("B",))]),
        (["heading2 A", "heading1 B", "paragraph Text."], [("A", ()), ("Text.", ("B",))]),
        (["paragraph Text.", "heading1 A", "heading2 B"], [("Text.", ()), ("A", ()), ("B", ("A",))]),
        (["title Visit", "heading1 A"], [("A", ())]),
        (["title Visit", "furniture Home"], [("Visit", ()), ("Home", ())]),
        (["heading1 A", "paragraph Text.", "furniture Home"], [("Text.", ("A",)), ("Home", ())]),
        (["paragraph Text.", "heading1 A", "furniture Home"], [("Text.", ()), ("A", ()), ("Home", ())]),
    ],
)
def test_what_is_a_passage(pieces, expected):
    assert cut(made(*pieces)) == expected


def test_the_body_is_the_document_without_its_furniture():
    document = made("title Visit", "paragraph Text.", "furniture Home", "furniture About")
    assert document.body.text == "Visit\n\nText."
    assert [b.kind for b in document.body.blocks] == ["title", "paragraph"]
    assert document.body.body == document.body
    assert made("furniture Home").body.text == ""


PAGE = (
    "<html><head><title>Window - Site</title></head><body><nav>Menu words</nav><h1>Headline</h1><p class='byline'>By "
    f"Ana Wexnoru</p><p>{SENTENCE} {SENTENCE}</p><h2>Bare heading</h2><h2>Other heading</h2><p>{SENTENCE}</p><form>"
    "Your name<select><option>Chosen</option></select></form><noscript>Without scripts</noscript></body></html>"
)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", "Visit of the north\n\nBy Ana Wexnoru\n\n" + SENTENCE + "\n\nLast words\n"),
        ("b.txt", "One line"),
        ("c.md", f"# Top\n\n## Bare\n\n## Under\n\n{SENTENCE}\n\n## End\n"),
        ("d.html", PAGE),
        ("e.html", "<h1>Alone</h1>"),
        ("f.html", "<ul><li><a href='/a'>First of many links</a></li><li><a href='/b'>Second of them</a></li></ul>"),
    ],
)
def test_every_word_is_in_a_passage_or_above_one(vocabulary, name, data):
    document = read(data.encode(), vocabulary, path=name)
    found = " ".join(
        [document.title or "", *(w for p in passages(document) for w in (p.span.of(document.text), *p.headings))]
    )
    wanted = "".join(c if c.isalpha() else " " for c in document.text).split()
    assert {word for word in wanted if word not in found} == set()
    if name == "d.html":
        for words in ("Window - Site", "Menu words", "Bare heading", "Chosen", "Without scripts"):
            assert words in document.text
