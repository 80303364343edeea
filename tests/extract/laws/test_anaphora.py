"""References that stand for several laws at once, and facts about them; the others are in cases/laws.txt."""

from __future__ import annotations

import hashlib

import pytest

from justicekb.extract import extract
from justicekb.extract.nlp import parse
from justicekb.model import Block, Document, Fact, LawMention
from justicekb.spans import Span

ICCPR = "International Covenant on Civil and Political Rights"
ICESCR = "International Covenant on Economic, Social and Cultural Rights"


@pytest.fixture(scope="module")
def read(nlp, vocabulary):
    def records(text):
        document = Document(
            path="a.txt",
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            media_type="text/plain",
            language="en",
            text=text,
            blocks=(Block(kind="paragraph", span=Span(0, len(text))),),
        )
        return extract(next(parse([document], nlp)), vocabulary)

    return records


def laws(records, words):
    return [r.canonical for r in records if isinstance(r, LawMention) and r.text == words]


@pytest.mark.parametrize("words", ["both Covenants", "the two Covenants", "the International Covenants"])
def test_the_covenants_are_two(read, words):
    records = read(f"India acceded to {words} in 1979.")
    assert laws(records, words.removeprefix("both ").removeprefix("the ").removeprefix("two ")) == [ICCPR, ICESCR]
    (fact,) = [r for r in records if isinstance(r, Fact)]
    assert fact.names("object") == (ICCPR, ICESCR)


@pytest.mark.parametrize("words", ["its two Optional Protocols", "both of its Optional Protocols"])
def test_several_protocols_are_the_first_of_their_treaty(read, words):
    records = read(f"Laos joined the Convention on the Rights of the Child in 1991 and {words} in 2006.")
    assert [name.rsplit(" on the ")[-1] for name in laws(records, "Optional Protocols")] == [
        "involvement of children in armed conflict",
        "sale of children, child prostitution and child pornography",
    ]


def test_both_codes_are_the_two_named_last(read):
    records = read("Ukraine's Criminal Code and its Criminal Procedure Code were read. Both Codes are old.")
    assert set(laws(records, "Codes")) == {"Criminal Code of Ukraine", "Criminal Procedure Code of Ukraine"}


def test_both_of_one_are_none(read):
    assert laws(read("Ukraine's Criminal Code was read. Both Codes are old."), "Codes") == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Georgia ratified the ICCPR in 1994 and the Second Optional Protocol in 1999.",
         [("1994", "Georgia", "ICCPR"), ("1999", "Georgia", f"Second Optional Protocol to the {ICCPR}")]),
        ("The Human Rights Act 1998 came into force in October 2000.", [("2000-10", "", "Human Rights Act 1998")]),
        ("Cabinet Resolution No. 633 was adopted in 2018.", [("2018", "", "Cabinet Resolution No. 633")]),
        ("Brazil enacted Law No. 12.847 of 2 August 2013.", [("2013-08-02", "Brazil", "Law No. 12.847")]),
    ],
)  # fmt: skip
def test_facts_name_the_law_that_is_meant(read, text, told):
    facts = [r for r in read(text) if isinstance(r, Fact)]
    assert [(f.date.text, ";".join(f.names("agent")), ";".join(f.names("object"))) for f in facts] == told
    assert {f.polarity for f in facts} == {"positive"}
