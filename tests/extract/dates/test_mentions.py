"""Date mentions of whole documents: which blocks they come from, what they carry over, and the tense around them."""

from __future__ import annotations

import pytest

from justicekb.edtf import Edtf
from justicekb.extract.dates.mentions import Tenses, find_dates, looks_ahead
from justicekb.extract.nlp import Found, parse
from justicekb.model import Block, Document
from justicekb.spans import Span


def document(*blocks: tuple[str, str], **fields: object) -> Document:
    text, places = "", []
    for kind, words in blocks:
        places.append(Block(kind=kind, span=Span(len(text), len(text) + len(words))))
        text += words + "\n\n"
    return Document(path="a.txt", sha256="0" * 64, media_type="text/plain", text=text, blocks=tuple(places), **fields)


@pytest.fixture(scope="module")
def dates(nlp, vocabulary):
    def found_in(*blocks, **fields):
        (parsed,) = parse([document(*blocks, **fields)], nlp)
        return list(find_dates(parsed, vocabulary, Found()))

    return found_in


def test_a_mention_stands_in_the_document_with_its_sentence(dates):
    blocks = [("heading", "Ratification"), ("paragraph", "It was signed. It was ratified on 26 August 1998. It holds.")]
    (mention,) = dates(*blocks)
    text = document(*blocks).text
    assert mention.span.of(text) == mention.text == "26 August 1998"
    assert mention.evidence.of(text) == "It was ratified on 26 August 1998."
    assert (mention.edtf, mention.anchor, mention.rule) == (Edtf("1998-08-26"), "none", "date:day-month-year")


def test_dates_come_from_prose_and_from_what_a_body_says_of_itself(dates):
    found = dates(
        ("title", "Visits in 2018"),
        ("paragraph", "They were made in 2017."),
        ("boilerplate", "Copyright 2016"),
        ("boilerplate", "The office was founded in 2009."),
        ("reference", "A. Author (2015). A book."),
    )
    assert [str(m.edtf) for m in found] == ["2018", "2017", "2009"]


def test_a_date_may_run_over_what_the_parser_takes_for_a_sentence_end(dates):
    (mention,) = dates(("paragraph", "He was freed by order of the court on Nov.\n23, 2011 in Astana."))
    assert str(mention.edtf) == "2011-11-23"
    assert mention.evidence.contains(mention.span)


def test_the_date_before_is_carried_over_headings(dates):
    found = dates(
        ("paragraph", "The mechanism was created in July 2013."),
        ("heading", "First visits"),
        ("paragraph", "In the following year the first visits took place."),
    )
    assert [(str(m.edtf), m.anchor) for m in found] == [("2013-07", "none"), ("2014", "previous")]


def test_a_document_without_any_date_of_its_own_has_no_relative_dates(dates):
    assert dates(("paragraph", "Last year and on Monday they met, and they will meet in May.")) == []


@pytest.mark.parametrize(
    ("sentence", "words", "ahead"),
    [
        ("The trial will begin in May.", "May", True),
        ("The hearing is scheduled for Friday.", "Friday", True),
        ("They plan to open the centre in June.", "June", True),
        ("The court must decide by 14 January.", "14 January", True),
        ("The court sentenced him in May.", "May", False),
        ("The centre was opened in June.", "June", False),
        ("He had been released on Friday.", "Friday", False),
        ("They criticised Friday's ruling.", "Friday", None),
        ("Visits in May.", "May", None),
        ("The law opens the register on 3 June.", "3 June", True),
        ("On Tuesday, the council plans to meet.", "Tuesday", True),
        ("The record shows a visit on 3 June.", "3 June", None),
        ("On Tuesday, the council is expected to vote.", "Tuesday", True),
        ("The hearing was postponed on 20 May.", "20 May", False),
        ("The hearing was postponed until 20 May.", "20 May", True),
        ("The committee told him to appear on 10 February.", "10 February", None),
        ("He was found to have fled on 10 February.", "10 February", False),
        ("The guard may have fled on 10 February.", "10 February", False),
        ("The appeal will be decided in a hearing on 6 March.", "6 March", True),
    ],
)
def test_what_the_tense_says(nlp, sentence, words, ahead):
    (parsed,) = parse([document(("paragraph", sentence))], nlp)
    start = sentence.index(words)
    tenses = Tenses(
        awaiting=frozenset({"schedule", "plan", "expect", "postpone"}),
        deciding=frozenset({"postpone"}),
        scheduled=frozenset({"open"}),
    )
    assert looks_ahead(parsed.sentences[0], Span(start, start + len(words)), tenses) is ahead


def test_the_same_document_gives_the_same_records(dates):
    blocks = [("paragraph", "Since 2005 commissions work; in 2018 they made 461 visits.")]
    assert [m.id for m in dates(*blocks)] == [m.id for m in dates(*blocks)]
