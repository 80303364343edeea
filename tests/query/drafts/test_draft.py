"""Drafts as they are checked: Markdown without its marks, in its own places."""

from __future__ import annotations

import pytest

from justicekb.edtf import Edtf
from justicekb.model import Block, Document
from justicekb.query.drafts.draft import draft_of_document, draft_of_text
from justicekb.spans import Span

MARKDOWN = """---
title: Jails
date: 2019-05-20
---
# The jails of Peru
Peru has [67 jails](https://example.org/2016/05 "old") and **461** visits
were made.[^1]

> We asked the ministry
> for money.

1. Rosa said so.
2. Theo did not, see https://example.org/99/98.

| Year | Jails |
| 2018 | 67 |

[^1]: The count is of 2018.
"""


def paragraphs(draft):
    return [" ".join(span.of(draft.text).split()) for span in draft.paragraphs]


class TestText:
    def test_marks_are_blanked_and_places_stay(self):
        draft = draft_of_text(MARKDOWN)
        assert len(draft.text) == len(MARKDOWN)
        assert paragraphs(draft) == [
            "The jails of Peru",
            "Peru has 67 jails and 461 visits were made.",
            "We asked the ministry for money.",
            "Rosa said so.",
            "Theo did not, see",
            "| Year | Jails |",
            "| 2018 | 67 |",
            "The count is of 2018.",
        ]
        for word in ("461", "Rosa", "count"):
            assert draft.text.index(word) == MARKDOWN.index(word)

    def test_block_quotes_and_the_day(self):
        draft = draft_of_text(MARKDOWN)
        assert [" ".join(span.of(draft.text).split()) for span in draft.block_quotes] == [
            "We asked the ministry for money."
        ]
        assert draft.published == Edtf("2019-05-20")

    @pytest.mark.parametrize("text", ["", "\n\n", "One line.", "Two\r\nlines.\r\n\r\nAnd one.", "---\nno front matter"])
    def test_plain_text_keeps_its_words(self, text):
        draft = draft_of_text(text, published=Edtf("2001"))
        assert " ".join(draft.text.split()) == " ".join(text.split())
        assert draft.published == Edtf("2001")

    def test_line_breaks_inside_a_paragraph_are_blanks(self):
        draft = draft_of_text("It fell to\n30,798 in\r\n2018.\n\nThat is all.")
        assert draft.paragraphs[0].of(draft.text) == "It fell to 30,798 in  2018."

    @pytest.mark.parametrize("date", ["soon", "2019-13-45"])
    def test_a_day_that_is_none_is_left_out(self, date):
        assert draft_of_text(f"---\ndate: {date}\n---\nWords.").published is None

    def test_underscores_and_stars_inside_words_and_sums(self):
        assert draft_of_text("a_b and _so_ on").text == "a_b and  so  on"


def test_a_document_gives_its_blocks():
    text = "By Rosa\nWe asked.\nSo be it."
    kinds = (("byline", 0, 7), ("paragraph", 8, 17), ("block_quote", 18, 27))
    blocks = tuple(Block(kind=kind, span=Span(start, end)) for kind, start, end in kinds)
    document = Document(
        path="a.docx", sha256="0" * 64, media_type="x", text=text, blocks=blocks, published=Edtf("2019")
    )
    draft = draft_of_document(document)
    assert [span.of(text) for span in draft.paragraphs] == ["We asked.", "So be it."]
    assert [span.of(text) for span in draft.block_quotes] == ["So be it."]
    assert draft.published == Edtf("2019")
