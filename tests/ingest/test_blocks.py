from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from justicekb.ingest.blocks import BlockBuilder, one_line

ENGLISH = "The court heard the case of the two men and the judge ruled that the evidence was not to be used."
RUSSIAN = "Суд рассмотрел дело двух мужчин, и судья постановил, что доказательства использовать нельзя."


def test_text_and_spans_belong_together():
    builder = BlockBuilder()
    builder.add("title", "  A title\n on two lines ")
    builder.add("paragraph", "One\u00a0paragraph.", page=3)
    assert builder.text == "A title on two lines\n\nOne paragraph."
    assert [b.span.of(builder.text) for b in builder.blocks] == ["A title on two lines", "One paragraph."]
    assert builder.blocks[1].page == 3


def test_empty_pieces_are_skipped():
    builder = BlockBuilder()
    for text in ("", " \n\t", "\u200b\ufeff"):
        builder.add("paragraph", text)
    assert len(builder) == 0
    assert builder.text == ""
    assert builder.language is None


def test_invisible_characters_are_taken_out():
    assert one_line("pris\u00adon\u200b \ufeffcell") == "prison cell"


def test_every_block_has_its_language():
    builder = BlockBuilder()
    builder.add("paragraph", ENGLISH)
    builder.add("paragraph", RUSSIAN)
    assert [b.language for b in builder.blocks] == ["en", "ru"]


def test_a_given_language_is_kept():
    builder = BlockBuilder()
    builder.add("paragraph", ENGLISH, language="fr")
    assert builder.blocks[0].language == "fr"


def test_short_blocks_take_the_language_of_a_foreign_document():
    builder = BlockBuilder()
    builder.add("heading", "Кто")
    builder.add("paragraph", RUSSIAN)
    assert [b.language for b in builder.blocks] == ["ru", "ru"]
    assert builder.language == "ru"


def test_short_blocks_of_an_english_document_stay_without():
    builder = BlockBuilder()
    builder.add("heading", "Who")
    builder.add("paragraph", ENGLISH)
    assert [b.language for b in builder.blocks] == [None, "en"]


@given(st.lists(st.text(max_size=40), max_size=8))
def test_every_span_is_one_line_of_the_text(pieces):
    builder = BlockBuilder()
    for piece in pieces:
        builder.add("footnote", piece, language="en")
    words = [block.span.of(builder.text) for block in builder.blocks]
    assert words == [line for piece in pieces if (line := one_line(piece))]
    assert all("\n" not in line for line in words)
