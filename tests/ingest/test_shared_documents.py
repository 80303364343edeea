# ruff: noqa: E501 - one row a document
"""The annotated texts stand in what we read, paragraph by paragraph and in order; needs the shared folder."""

from __future__ import annotations

import re

import pytest

from justicekb.ingest import read

# document → kind, words of the title, publisher, date of publication, period (None: the document does not say)
EXPECTED = {
    "pr-kings-2016-05-02-gatling.txt": ("press_release", "Vacate 20th Wrongful", "District Attorney's Office", "2016-05-02", None),
    "pr-kings-2016-05-06-youngadult.txt": ("press_release", "New Young Adult Bureau", "District Attorney's Office", "2016-05-06", None),
    "pr-kings-2018-06-06-contraband.txt": ("press_release", "Smuggle Marijuana", "District Attorney's Office", "2018-06-06", None),
    "pr-kings-2018-12-11-hatecrimes.txt": ("press_release", "Hate Crimes Bureau", "District Attorney's Office", "2018-12-11", None),
    "pr-kings-2020-01-03-crimestats.txt": ("press_release", "Decline in Violent Crime", "District Attorney's Office", "2020-01-03", "2019"),
    "seed-osce-astana-2011.txt": ("press_release", "promotes dialogue", "OSCE Centre in Astana", "2011-11-23", None),
    "seed-pri-kazakhstan.txt": ("article", "PRI seeks to help", None, None, None),
    "seed-prisons-standards.txt": ("article", "upgrade prisons", None, None, None),
    "seed-kaziss-torture.txt": ("journal_paper", "Combat Against the Torture", None, "2021", None),
    "sd-armenia-2020.html": ("report", "Armenia", "United States Department of State", "2021-03-08", "2020"),
    "sd-kazakhstan-2016.html": ("report", "Kazakhstan", "United States Department of State", "2017-03-03", "2016"),
    "sd-kazakhstan-2018.html": ("report", "Kazakhstan", "United States Department of State", "2019-03-13", "2018"),
    "sd-kyrgyzstan-2019.html": ("report", "Kyrgyz", "United States Department of State", "2020-03-02", "2019"),
    "sd-moldova-2021.html": ("report", "Moldova", "United States Department of State", "2022-03-30", "2021"),
    "sd-tajikistan-2017.html": ("report", "Tajikistan", "United States Department of State", "2018-04-20", "2017"),
}  # fmt: skip


@pytest.fixture(scope="module")
def documents(shared, vocabulary):
    known: dict[str, object] = {}

    def document(name):
        if name not in known:
            known[name] = read(shared / "corpus" / name, vocabulary)
        return known[name]

    return document


_FOOTNOTE = re.compile(r"<sup>&</sup>lt;sup>\d</sup>|<sup>\d</sup>")


def squeezed(text: str) -> str:
    """Letters and digits only: line breaks inside a word, bars between cells and marks of footnotes do not count."""
    return re.sub(r"\W|_", "", _FOOTNOTE.sub("", text)).casefold()


@pytest.mark.parametrize("name", EXPECTED)
def test_every_paragraph_is_found_in_order(name, documents, shared):
    text = squeezed(documents(name).text)
    gold = (shared / "eval" / "text" / name).with_suffix(".txt").read_text("utf-8")
    at, missing = 0, []
    for paragraph in gold.split("\n"):
        words = squeezed(paragraph)
        note = _FOOTNOTE.match(paragraph) is not None  # it stood inside a paragraph that its page broke
        found = text.find(words, 0 if note else at)
        if found < 0:
            missing.append(paragraph)
        else:
            at = found + len(words) if len(words) > 3 and not note else at
    assert not missing


@pytest.mark.parametrize("name", EXPECTED)
def test_it_knows_what_the_document_is(name, documents):
    document = documents(name)
    kind, title, publisher, published, period = EXPECTED[name]
    assert document.kind == kind
    assert title in (document.title or "")
    assert (publisher or "") in (document.publisher or "")
    assert (document.publisher is None) == (publisher is None)
    assert (str(document.published) if document.published else None) == published
    assert (str(document.period) if document.period else None) == period


def test_a_contents_table_is_not_read_twice(documents):
    document = documents("sd-kazakhstan-2018.html")
    headings = [b.span.of(document.text) for b in document.blocks if b.kind == "heading"]
    assert len(headings) == len(set(headings))


def test_no_menu_of_a_saved_page_is_left(documents):
    for name in EXPECTED:
        if name.startswith("pr-kings"):
            text = documents(name).body.text
            assert "Skip to content" not in text
            assert "Legal Recruitment" not in text


def test_abstracts_in_other_languages_carry_them(documents):
    document = documents("seed-kaziss-torture.txt")
    assert {"en", "kk", "ru"} <= {b.language for b in document.blocks}


def test_every_entry_of_the_bibliography_is_one_block(documents):
    document = documents("seed-kaziss-torture.txt")
    entries = [b.span.of(document.text) for b in document.blocks if b.kind == "reference"]
    assert len(entries) == 11
    assert document.issn == "2414-570X"
    assert (document.issue, document.volume) in (("2", "82"), ("82", "2"))
