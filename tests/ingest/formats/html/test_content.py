# ruff: noqa: E501 - markup is easier to read unbroken
"""Which element holds the article, and which of its pieces are kept."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from justicekb.ingest.formats.html.content import believed, find_root
from justicekb.ingest.formats.html.hints import hints
from justicekb.ingest.formats.html.pieces import read_pieces

TEXT = (
    "<p>The members of the commission went through the building from morning to evening, and nobody stopped them.</p>"
)


@pytest.fixture
def root_of(vocabulary):
    """The id attribute of the element that holds the article."""

    def run(body):
        soup = BeautifulSoup(f"<html><body>{body}</body></html>", "lxml", multi_valued_attributes=None)
        page = read_pieces(soup, vocabulary.once(hints))
        key = find_root(believed(page.pieces, page.elements), page.elements, vocabulary.once(hints))
        return None if key is None else page.elements[key].get("id") or page.elements[key].name

    return run


@pytest.mark.parametrize(
    ("body", "root"),
    [
        (f"<div id='a'>{TEXT * 4}</div><div id='b'>{TEXT}</div>", "a"),
        (f"<div id='a'><div id='b'>{TEXT * 4}</div>{TEXT}</div>", "b"),
        (f"<div id='a'><div id='b'>{TEXT * 3}</div><div id='c'>{TEXT * 3}</div></div>", "a"),
        (f"<main id='m'><article id='a'>{TEXT * 4}</article>{TEXT}</main>", "a"),
        (f"<article id='a'><div id='b' class='entry-content'>{TEXT * 4}</div><div>{TEXT * 0}</div></article>", "b"),
        (
            f"<article id='a'><div class='entry-content'>{TEXT * 2}</div><div class='entry-content'>{TEXT * 2}</div></article>",
            "a",
        ),
        (
            f"<article id='a'>{TEXT * 2}</article><div id='b'><p><a href='/x'>{'A link to a story. ' * 30}</a></p></div>",
            "a",
        ),
        (f"<article id='t'>{TEXT}</article><div id='a'>{TEXT * 9}</div>", "a"),
        (f"<div id='a' itemprop='articleBody'>{TEXT * 2}</div><div id='b'>{TEXT}</div>", "a"),
        (f"<div id='a'><h1>Visit</h1><div id='b'>{TEXT * 3}</div></div>", "a"),
        ("<p>Menu</p><p>Too short</p>", None),
        ("", None),
    ],
)
def test_the_root(root_of, body, root):
    assert root_of(body) == root


def pieces_of(vocabulary, body):
    soup = BeautifulSoup(f"<html><body>{body}</body></html>", "lxml", multi_valued_attributes=None)
    return read_pieces(soup, vocabulary.once(hints)).pieces


@pytest.mark.parametrize(
    ("body", "prose"),
    [
        ("<p>Short line.</p>", False),
        ("<p>A long line of words that is not a sentence but a menu entry</p>", False),
        ("<p>A long line of words that is a sentence, and ends like one.</p>", True),
        ("<p><a href='/x'>A long line of words that is a sentence, and ends like one.</a></p>", False),
        ("<p><a href='#x'>A long line of words that is a sentence, and ends like one.</a></p>", True),
        ("<h2>A long line of words that is a sentence, and ends like one.</h2>", False),
        ("<a href='/x'><div><p>A card that is a link as a whole, with a sentence in it.</p></div></a>", False),
    ],
)
def test_running_text(vocabulary, body, prose):
    assert [bool(piece.prose) for piece in pieces_of(vocabulary, body)] == [prose]


def test_pieces_know_their_furniture_and_their_roles(vocabulary):
    pieces = pieces_of(
        vocabulary,
        f"<div class='share-box'>{TEXT}</div><p class='byline'>By A.</p><div class='hidden md:block'>{TEXT}</div>",
    )
    assert [bool(p.cuts) for p in pieces] == [True, False, False]
    assert pieces[1].roles == {"byline"}
