"""A word is found in each way it may be written, and a phrase over the border of its passage, by every index."""

from __future__ import annotations

import pytest
from samples import document

from justicekb.errors import NotFoundError, QueryError
from justicekb.model import Block
from justicekb.query.citations import cite
from justicekb.query.search import search
from justicekb.querytree import And, Not, Phrase, Term, Wildcard
from justicekb.spans import Span
from justicekb.store.fulltext import matching
from justicekb.store.memory import MemoryFullText, MemoryRecords
from justicekb.store.whoosh.index import WhooshFullText
from shelves import on_shelf

INDEXES = {
    "memory": lambda folder: MemoryFullText(),
    "whoosh": lambda folder: on_shelf(WhooshFullText, folder / "fulltext"),
}
LINES = {
    "co-operation": "Ministers praised the international co-operation agreement.",
    "cooperation": "The cooperation of wardens was poor.",
    "U.S.": "The U.S. sent a form.",
    "UK": "The UK sent none.",
    "W-2": "A W-2 form was lost.",
    "W2": "One W2 form was found.",
    "NFC": "The caf\u00e9 of colony four is closed.",
    "NFD": "The cafe\u0301 of colony five is open.",
    "казни": "Обвинение требовало смертной казни для всех трёх подсудимых по этому делу.",
    "сотта": "Айыпталушы сотта өзінің кінәсін мойындаған жоқ және қорғаушы ақтауды сұрады.",
    "правда": "Правда была сказана только один раз, и её никто не услышал в зале.",
    "rights-based": "A rights-based approach to prisons.",
}


@pytest.fixture(params=INDEXES)
def stores(request, tmp_path):
    records, index = MemoryRecords(), INDEXES[request.param](tmp_path)
    records.replace(document("lines.txt", "\n".join(LINES.values())), [])
    _add_pages(records)
    index.index([records.indexed(light.id) for light in records.documents()], revision=1)
    yield _Stores(records, index)
    index.close()


class _Stores:
    def __init__(self, records, fulltext):
        self.records, self.fulltext = records, fulltext


PAGES = (
    ("paragraph", "On the third day the monitors were told that the oldest ward of the"),
    ("paragraph", "colony had been closed for repairs."),
    ("heading", "What the governor said"),
    ("paragraph", "Nobody had been moved, he said, least of all by co-"),
    ("paragraph", "operation with others in the law-reform"),
    ("paragraph", "rights-based group."),
)


def _add_pages(records):
    text, blocks = "", []
    for kind, words in PAGES:
        span = Span(len(text), len(text) + len(words))
        blocks.append(Block(kind=kind, span=span, level=1 if kind == "heading" else None))
        text += f"{words}\n"
    records.replace(document("pages.txt", text, blocks=tuple(blocks)), [])


def found(stores, node):
    texts = [hit.text for hit in stores.fulltext.search(node, limit=50).hits]
    return {name for name, line in LINES.items() if line in texts}


@pytest.mark.parametrize(
    ("word", "lines"),
    [
        ("co-operation", {"co-operation", "cooperation"}),
        ("cooperation", {"co-operation", "cooperation"}),
        ("Cooperation's", {"co-operation", "cooperation"}),
        ("operation", {"co-operation"}),
        ("U.S.", {"U.S."}),
        ("US", {"U.S."}),
        ("U.S", {"U.S."}),
        ("U.K.", {"UK"}),
        ("W-2", {"W-2", "W2"}),
        ("W2", {"W-2", "W2"}),
        ("caf\u00e9", {"NFC", "NFD"}),
        ("cafe\u0301", {"NFC", "NFD"}),
        ("казнь", {"казни"}),
        ("казней", {"казни"}),
        ("сот", {"сотта"}),
        ("соттың", {"сотта"}),
        ("право", set()),  # "правда" loses an ending in Kazakh only
        ("rights", {"rights-based"}),
    ],
)
def test_a_word_in_each_form(stores, word, lines):
    assert found(stores, Term(word)) == lines


@pytest.mark.parametrize(
    ("phrase", "lines"),
    [
        (("international", "cooperation", "agreement"), {"co-operation"}),
        (("international", "co-operation", "agreement"), {"co-operation"}),
        (("international", "co", "operation", "agreement"), {"co-operation"}),
        (("rights", "based", "approach"), {"rights-based"}),
        (("rightsbased",), {"rights-based"}),
        (("cafe", "of", "colony"), {"NFC", "NFD"}),
        (("coopera", "tion"), set()),  # words written apart are not one word
        (("the", "co-operation", "of"), {"cooperation"}),
    ],
)
def test_a_phrase_in_each_spelling(stores, phrase, lines):
    assert found(stores, Phrase(phrase)) == lines


@pytest.mark.parametrize(
    ("phrase", "lead", "marked"),
    [
        ("ward of the colony had", "ward of the", ["colony had"]),
        ("the oldest ward of the colony had been", "the oldest ward of the", ["colony had been"]),
        ("governor said nobody had", "governor said", ["Nobody had"]),
        ("in the law reform rights based group", "in the law-reform", ["rights-based group"]),
        ("law-reform rights", "law-reform", ["rights-based"]),
    ],
)  # fmt: skip
def test_a_phrase_over_a_border(stores, phrase, lead, marked):
    (hit,) = stores.fulltext.search(Phrase(tuple(phrase.split()))).hits
    assert hit.lead.strip() == lead
    assert [mark.of(hit.text) for mark in hit.marks] == marked


def test_a_phrase_from_a_passage_into_the_heading_after_it(stores):
    (hit,) = stores.fulltext.search(Phrase(("for", "repairs", "what", "the", "governor"))).hits
    assert hit.lead.split()[:2] == ["for", "repairs."]
    assert hit.marks == ()


def test_a_phrase_inside_one_passage_is_not_found_twice(stores):
    page = stores.fulltext.search(Phrase(("colony", "had", "been", "closed")))
    assert (page.total, page.hits[0].lead) == (1, "")
    assert stores.fulltext.search(Phrase(("the", "oldest", "ward"))).total == 1
    assert stores.fulltext.search(Phrase(("what", "the", "governor"))).total == 3  # in the heading of three
    assert stores.fulltext.search(Phrase(("of", "colony"), None, 3)).total == 2  # nearness ends with the passage


def test_a_phrase_over_a_border_obeys_operators(stores):
    across = Phrase(("of", "the", "colony"))
    assert stores.fulltext.search(And((across, Term("repairs")))).total == 1
    assert stores.fulltext.search(And((across, Not(Term("repairs"))))).total == 0


def test_a_phrase_of_the_search_string_crosses_too(stores):
    result = search(stores, '"ward of the colony"')
    assert [hit.text for hit in result.hits] == [PAGES[1][1]]


def test_a_wildcard_in_a_phrase_is_told(stores):
    result = search(stores, '"intern* co-operation"')
    assert (result.total, len(result.notes)) == (0, 1)
    assert "no wildcards inside quotation marks" in result.notes[0].message


def test_a_wildcard_that_fits_too_many_words_is_refused(stores, monkeypatch):
    monkeypatch.setattr(matching, "MOST_FITTING", 2)
    if isinstance(stores.fulltext, WhooshFullText):
        with pytest.raises(QueryError, match="fits more than 2 words"):
            stores.fulltext.search(Wildcard("c*"))


@pytest.mark.parametrize(
    ("pattern", "word", "fits"),
    [
        ("*", "a", True), ("a*b*c", "aXbYc", True), ("a*b*c", "abcX", False), ("a?c", "abc", True), ("a*a", "a", False),
        ("*ab*ab", "ab", False), ("*ab*ab", "abab", True), ("a**b", "ab", True), ("?*", "", False),
    ],
)  # fmt: skip
def test_wildcards(pattern, word, fits):
    assert (matching.wildcard_pattern(pattern).fullmatch(word.lower()) is not None) is fits


# ── citing what was found ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("remembered", "cited"),
    [
        ("cooperation agreement", LINES["co-operation"]),  # the very words in another spelling
        ("wardens poor cooperation", LINES["cooperation"]),
        ("казнь подсудимые", LINES["казни"]),
        ("caf\u00e9 five", LINES["NFD"]),
        ("moved operation", None),  # in two passages
        ("colony had been closed", "colony had been closed"),
        ("ward of the colony", "ward of the\ncolony"),
        ("colony AND repairs", None),  # a word of the words, no operator
    ],
)
def test_what_a_search_finds_can_be_cited(stores, remembered, cited):
    if cited is None:
        with pytest.raises(NotFoundError):
            cite(remembered, stores.records, stores.fulltext)
    else:
        assert cited in [found.exact for found in cite(remembered, stores.records, stores.fulltext)]


def test_words_of_two_sentences_bring_the_passage(stores):
    text = "The ward was cold. Nobody had complained to the governor."
    stores.records.replace(document("ward.txt", text), [])
    made = stores.records.by_path("ward.txt")
    stores.fulltext.index([stores.records.indexed(made.id)], revision=2)
    assert [found.exact for found in cite("cold governor", stores.records, stores.fulltext)] == [text]
