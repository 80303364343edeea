# ruff: noqa: E501 - texts are easier to read unbroken
"""Text and Markdown files: heads of saved pages, releases, papers made from PDF."""

from __future__ import annotations

import pytest

from justicekb.edtf import Edtf
from justicekb.errors import SourceError
from justicekb.ingest import read
from justicekb.ingest.formats.text.reader import looks_like_markdown

ONE = "The commission visited the colony in the north on three days in the spring and spoke with forty prisoners there."
TWO = "Nobody was allowed to go with its members when they spoke to the people in the cells, the governor least of all."


@pytest.fixture
def text(vocabulary):
    def run(words, path="note.txt", encoding="utf-8"):
        return read(words.encode(encoding), vocabulary, path=path)

    return run


def test_a_note(text, outline):
    document = text(f"Visit to the north\n\n{ONE}\n\n\n\n{TWO}\n")
    assert outline(document) == [("title", "Visit to the north"), ("paragraph", ONE), ("paragraph", TWO)]
    assert (document.kind, document.title, document.language) == ("other", "Visit to the north", "en")


def test_a_text_without_a_title(text, outline):
    assert outline(text(f"{ONE}\n\n{TWO}")) == [("paragraph", ONE), ("paragraph", TWO)]


SAVED_PAGE = f"""Office Ends Ten Old Cases - The County Office
HOME
GET HELP
Skip to content
FOR IMMEDIATE RELEASE
Friday, May 20, 2016
Office Ends
Ten Old Cases
Judge Agrees in All of Them and
Thanks the Members of the Panel
{ONE} The cases were part of
Clear Slate
, a plan of the office.
{TWO}
#
An indictment is an accusation and no proof of guilt.
T
HE
C
OUNTY
O
FFICE
350 River Street
718-555-0100
Newsroom
"""


def test_a_release_saved_from_a_page(text, outline):
    document = text(SAVED_PAGE)
    assert outline(document) == [
        ("title", "Office Ends Ten Old Cases"),
        ("byline", "Friday, May 20, 2016"),
        ("heading", "Judge Agrees in All of Them and Thanks the Members of the Panel"),
        ("paragraph", f"{ONE} The cases were part of Clear Slate, a plan of the office."),
        ("paragraph", TWO),
        ("boilerplate", "An indictment is an accusation and no proof of guilt."),
        ("boilerplate", "350 River Street"),
        ("boilerplate", "718-555-0100"),
        ("boilerplate", "Newsroom"),
    ]
    assert document.kind == "press_release"
    assert document.publisher == "The County Office"
    assert document.published == Edtf("2016-05-20")


def test_a_release_with_a_dateline(text):
    document = text(
        f"Mission in Osh trains monitors\n\nOSH, 3 May 2014 – {ONE}\n\nThe Mission in Osh opened in 1999.\n"
    )
    assert (document.kind, document.publisher, document.published) == (
        "press_release",
        "Mission in Osh",
        Edtf("2014-05-03"),
    )


def test_the_period_of_a_report(text):
    document = text(f"# Annual Report 2013\n\nJanuary to December 2012\n\n{ONE}\n", path="report.md")
    assert (document.period, document.kind) == (Edtf("2012"), "report")


def test_a_date_line_and_a_published_line(text):
    assert text(f"Visit\n\n3 May 2014\n\n{ONE}").published == Edtf("2014-05-03")
    assert text(
        f"Visit\n\nPublished: May 3, 2014 by the office of the governor in the north\n\n{ONE}"
    ).published == Edtf("2014-05-03")
    assert text(f"Visit\n\n{ONE} It was on 3 May 2014.").published is None


def test_markdown(text, outline):
    document = text(
        f"# Visit\n\n{ONE}\n\n## **Cells** &amp; yard\n\n- cold\n- [wet](http://x.example)\n\n> Never again.\n",
        path="n.md",
    )
    assert outline(document) == [
        ("title", "Visit"), ("paragraph", ONE), ("heading", "Cells & yard"), ("list_item", "cold"), ("list_item", "wet"),
        ("block_quote", "Never again."),
    ]  # fmt: skip


def test_markdown_is_known_without_its_name():
    assert looks_like_markdown("# A\n\n## B\n\nSome **bold** words")
    assert not looks_like_markdown("#hashtag and 2 ** 3\n\nA line")


PAPER = f"""# **CONTENTS**

Journal of Visits

ISSN 1234-5678 (print)

# VISITS TO PRISONS IN THE NORTH: TRENDS

doi.org/10.1000/jv.5

# Ana Diaz<sup>1</sup>

Research Fellow of the Institute,

**Abstract.** This paper counts the visits of the commission to the prisons of the north and asks who was there.

**Key words:** visits, prisons.

# ПОСЕЩЕНИЯ ТЮРЕМ НА СЕВЕРЕ

**Аннотация.** В статье подсчитаны посещения тюрем на севере страны и описано, кто в них

<sup>1</sup> ana.diaz@example.org

участвовал и почему.

#### Introduction

{ONE} Some of them [1] had been there for years, and in their cells they had written

down what they had seen. {TWO}

**Table 1.** Visits

Year\tVisits
2012\t18

#### **REFERENCES:**

- 1. Diaz, A. (2009). Old visits. *Journal of Visits*, 1(1), 1–20.
- 2. Omar, B. (2010). New visits to the colonies of the
- north. Osh: Press.
- Kaya, C. (2011). Visits. [Electronic resource].
 URL: https://example.org/visits (access date: 30.05.2020).

3 (7)/2014"""


def test_a_paper_made_from_a_pdf_file(text, outline):
    document = text(PAPER)
    assert document.kind == "journal_paper"
    assert document.title == "Visits to Prisons in the North: Trends"
    assert [(a.name, a.affiliation) for a in document.authors] == [("Ana Diaz", "Research Fellow of the Institute")]
    assert (document.doi, document.issn, document.container) == ("10.1000/jv.5", "1234-5678", "Journal of Visits")
    assert (document.volume, document.issue, document.published) == ("7", "3", Edtf("2014"))
    assert document.keywords == ("visits", "prisons")
    assert (document.abstract or "").startswith("This paper counts")
    assert outline(document, "boilerplate") == [
        ("boilerplate", "CONTENTS"), ("boilerplate", "Journal of Visits"), ("boilerplate", "ISSN 1234-5678 (print)"),
        ("boilerplate", "3 (7)/2014"),
    ]  # fmt: skip
    assert outline(document, "reference") == [
        ("reference", "1. Diaz, A. (2009). Old visits. Journal of Visits, 1(1), 1–20."),
        ("reference", "2. Omar, B. (2010). New visits to the colonies of the north. Osh: Press."),
        ("reference", "Kaya, C. (2011). Visits. [Electronic resource]. URL: https://example.org/visits (access date: 30.05.2020)."),
    ]  # fmt: skip


def test_the_body_of_such_a_paper(text, outline):
    document = text(PAPER)
    assert ("paragraph", f"{ONE} Some of them [1] had been there for years, and in their cells they had written "
            f"down what they had seen. {TWO}") in outline(document)  # fmt: skip
    assert outline(document, "caption", "table_row", "footnote") == [
        ("footnote", "ana.diaz@example.org"), ("caption", "Table 1. Visits"), ("table_row", "Year | Visits"), ("table_row", "2012 | 18"),
    ]  # fmt: skip


def test_abstracts_in_other_languages_are_marked(text):
    document = text(PAPER)
    russian = [b.span.of(document.text) for b in document.blocks if b.language == "ru"]
    assert russian[0] == "ПОСЕЩЕНИЯ ТЮРЕМ НА СЕВЕРЕ"
    assert russian[1].endswith("кто в них участвовал и почему.")


def test_a_text_in_another_code_page(text):
    russian = "Суд признал сотрудников колонии виновными в превышении полномочий и назначил им наказание."
    document = text(f"Приговор\n\n{russian}\n\n{russian}", encoding="windows-1251")
    assert document.title == "Приговор"
    assert document.language == "ru"
    assert {b.language for b in document.blocks} == {"ru"}
    assert any("windows-1251" in note for note in document.notes)


def test_a_file_of_signs_has_no_words(text):
    with pytest.raises(SourceError, match="no words"):
        text("12 34 --- 56")
