from __future__ import annotations

from urllib.parse import unquote

import pytest

from justicekb.errors import QueryError
from justicekb.model import Block, Document
from justicekb.query.citations.cite import address, cite, cited, encoded, locate, text_directive
from justicekb.query.language.sentences import sentences_in
from justicekb.spans import Span

TEXT = """Jails of the coast

Conditions

The jail is old. “It’s half-empty, cold & damp,” the chair said.

The jail is old. It was built for 300 inmates."""


@pytest.fixture
def jails(base):
    base.add("jails.html", TEXT, headings=("Conditions",), title="Jails of the coast", url="https://example.org/jails?id=1#top",
             media_type="text/html", published="2019-05-01", retrieved="2021-02-03")  # fmt: skip
    return base


class TestCite:
    def test_a_record_is_cited_by_its_sentence(self, jails):
        record = jails.figure("300", value=300, measure="inmates")
        (found,) = cite(record.id, jails.records)
        assert found.exact == "It was built for 300 inmates."
        assert found.exact == TEXT[found.span.start : found.span.end]
        assert (found.paragraph, found.headings, found.page) == (3, ("Conditions",), None)
        assert found.place == "para. 3, in “Conditions”"

    def test_a_place_is_cited_by_its_offsets(self, jails):
        document = jails.document.id
        assert cite(f"{document}:0-5", jails.records)[0].exact == "Jails"
        for place in (f"{document}:5-5", f"{document}:0-{len(TEXT) + 1}", "doc-0123456789ab:0-5"):
            with pytest.raises(QueryError):
                cite(place, jails.records)

    def test_a_passage_is_cited_whole(self, jails):
        passage = next(p for p in jails.records.passages(jails.document.id) if "half-empty" in p.span.of(TEXT))
        assert cite(passage.id, jails.records)[0].exact.startswith("The jail is old. “It’s")

    @pytest.mark.parametrize("words", ["it's half‑empty, COLD & damp", "It's  half-empty", "built for\n300 inmates"])
    def test_remembered_words_keep_the_characters_of_the_source(self, jails, words):
        (found,) = cite(words, jails.records)
        assert found.exact == TEXT[found.span.start : found.span.end]
        assert found.exact in ("It’s half-empty, cold & damp", "It’s half-empty", "built for 300 inmates")

    def test_words_in_another_order_bring_their_sentence(self, jails):
        assert cite("inmates 300 built", jails.records)[0].exact == "It was built for 300 inmates."

    @pytest.mark.parametrize("what", ["figure-000000000000", "no such words anywhere", "…"])
    def test_what_is_not_there_is_refused(self, jails, what):
        with pytest.raises(QueryError, match="neither a record nor a passage"):
            cite(what, jails.records)

    def test_the_words_around_are_the_texts_own(self, jails):
        (found,) = cite("built for", jails.records)
        assert TEXT[found.span.start - len(found.prefix) : found.span.start] == found.prefix
        assert found.suffix.startswith(" 300 inmates.")


class TestAddress:
    def place(self, words, nth=0):
        start = -1
        for _ in range(nth + 1):
            start = TEXT.index(words, start + 1)
        return Span(start, start + len(words))

    def test_a_fragment_of_the_words_replaces_the_old_one(self, jails):
        link = address(jails.document, self.place("built for 300"))
        assert link == "https://example.org/jails?id=1#:~:text=built%20for%20300"

    def test_dash_comma_and_ampersand_are_encoded(self, jails):
        directive = text_directive(TEXT, self.place("half-empty, cold & damp"))
        assert directive == "half%2Dempty%2C%20cold%20%26%20damp"

    def test_words_that_stand_twice_get_what_stands_around_them(self, jails):
        first = text_directive(TEXT, self.place("jail is old"))
        second = text_directive(TEXT, self.place("jail is old", 1))
        assert (first, second) == ("The-,jail%20is%20old,-.%20%E2%80%9CIt%E2%80%99s%20half%2Dempty%2C%20cold",
                                   "The-,jail%20is%20old,-.%20It%20was%20built")  # fmt: skip

    def test_a_long_quotation_is_given_by_its_ends(self):
        text = "Here begins a sentence that is so long " + "and so on " * 12 + "that it is given by its ends."
        directive = text_directive(text, Span(0, len(text)))
        assert directive == "Here%20begins%20a%20sentence,given%20by%20its%20ends."

    def test_a_pdf_is_opened_at_its_page(self):
        blocks = (Block(kind="paragraph", span=Span(0, 4), page=7),)
        document = Document(path="a.pdf", sha256="0" * 64, media_type="application/pdf", text="Word", blocks=blocks)
        assert address(document, Span(0, 4), page=7) == "a.pdf#page=7"

    @pytest.mark.parametrize("words", ["a-b, c & d", "“naïve” — 100 %", "a#b?c=d/e"])
    def test_encoding_can_be_undone_and_hides_every_mark(self, words):
        assert unquote(encoded(words)) == words
        assert not set("-,&#?/ ") & set(encoded(words))


class TestPage:
    def test_page_and_paragraph(self, base):
        text = "First page.\n\nSecond page."
        base.add("a.pdf", text, media_type="application/pdf")
        blocks = (Block(kind="paragraph", span=Span(0, 11), page=1), Block(kind="list_item", span=Span(13, 25), page=2))
        document = Document(path="a.pdf", sha256="1" * 64, media_type="application/pdf", text=text, blocks=blocks)
        base.records.replace(document, [])
        found = cited(document, Span(13, 19), base.records)
        assert (found.page, found.paragraph, found.place, found.address) == (2, 2, "p. 2, para. 2", "a.pdf#page=2")


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ("don't stop", "They don’t stop.", "don’t stop"),
        ("a cell", "supera cells", None),
        ("60 people", "Some 60\u00a0people.", "60\u00a0people"),
        ("", "anything", None),
    ],
)
def test_words_are_found_whatever_their_marks(words, text, found):
    span = locate(words, text)
    assert (span and span.of(text)) == found


def test_sentences_end_at_marks_but_not_after_titles_and_initials():
    text = "Mr. A. Roe spoke. “Was it late?” He left at 5 p.m. and slept!\n\nArt. 5 holds"
    told = [span.of(text) for span in sentences_in(text)]
    assert told == ["Mr. A. Roe spoke.", "“Was it late?”", "He left at 5 p.m. and slept!", "Art. 5 holds"]
