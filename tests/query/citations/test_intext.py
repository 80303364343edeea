"""Sentences cite entries of their bibliography by label or by author and year, and nothing is guessed."""

from __future__ import annotations

import re

import pytest

from justicekb.edtf import Edtf
from justicekb.model import Block, Document, Reference
from justicekb.query.citations.intext import cited_at, cited_references
from justicekb.query.citations.why import explain_sources
from justicekb.spans import Span

NUMBERED = """\
[1] Smith, A., & Lee, B. (2010). Prisons of Norland.
[2] Committee of Norland Lawyers. (2014). Yearly report.
[3] Berg, C. (2012). A visit.
[4] Oru, D. (2013). Another visit.
[5] Oru, D. (2016). A third visit.
[7] Lind, E. (2018). The last visit."""

DATED = """\
Smith, A., & Lee, B. (2010). Prisons of Norland.
Smith, A. (2010). Prisons alone.
Lee, B. (2011). Courts.
Müller, F., Berg, C., & Oru, D. (2012). Three of us.
Norland Office for Fair Trials. (2015). Figures.
Oru, D. (2016a). One thing.
Oru, D. (2016b). Another thing.
Kerr, G. (2017). First of two.
Kerr, G. (2017). Second of two.
The Norland Times. (2019). News.
van der Aa, H. (2008). Names.
Free Voices [FV]. (2020). Words."""


def references_of(entries: str) -> list[Reference]:
    return [reference_of(line, at) for at, line in enumerate(entries.splitlines())]


def reference_of(entry: str, at: int = 0) -> Reference:
    label = re.match(r"\[(\w+)\] ", entry)
    head, year = re.search(r"^(?:\[\w+\] )?(.*?)\.? \((\d{4})[a-z]?\)", entry).groups()
    people = re.findall(r"([^,&]+, [A-Z])\.?", head)
    authors = tuple(name.strip(" &") + "." for name in people) or (re.sub(r" \[\w+\]$", "", head),)
    place = Span(10_000 + at * 100, 10_000 + at * 100 + len(entry))
    own = {"document": "doc-1", "span": place, "evidence": place, "rule": "reference"}
    return Reference(text=entry, label=label[1] if label else None, authors=authors, issued=Edtf(year), **own)


def cited(text: str, entries: str, **options: bool) -> list[str]:
    """What is cited, as label or as the family names and year of the entry."""
    found = cited_references(text, references_of(entries), **options)
    return [
        r.label or f"{' '.join(a.split(',')[0] for a in r.authors)} {r.text[r.text.index('(20') + 1 :][:5]}"
        for r in found
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norland has ten prisons [5].", ["5"]),
        ("Norland has ten prisons [1][2].", ["1", "2"]),
        ("Norland has ten [2] prisons and two courts [1].", ["2", "1"]),
        ("Norland has ten prisons [3-5].", ["3", "4", "5"]),
        ("Norland has ten prisons [1, 3–4; 7].", ["1", "3", "4", "7"]),
        ("Norland has ten prisons [5, p. 12] and a court [2, с. 4].", ["5", "2"]),
        ("Norland has ten prisons [1] or twelve [1].", ["1"]),
    ],
)
def test_labels_in_brackets(text, expected):
    assert cited(text, NUMBERED) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The prisons were built in [2014].",
        "The prisons were built [6] late.",  # no entry has this label, and its neighbours do not stand side by side
        "The prisons were built [5-9].",
        "The prisons were built [1, 2014].",
        "He said that “[t]he prisons [of Norland] were built”.",
        "(5) The prisons were built.",
        "1. The prisons were built under Article 5 (2).",
        "[p. 5] The prisons were built.",
    ],
)
def test_what_has_no_entry_or_is_no_label_links_to_nothing(text):
    assert cited(text, NUMBERED) == []


def test_an_entry_that_lost_its_number_between_two_others_is_found_by_it():
    entries = NUMBERED.replace("[4] Oru", "Oru")
    assert cited("Norland has ten prisons [4].", entries) == ["Oru 2013)"]
    assert cited("Norland has ten prisons [6].", entries) == []


def test_labels_of_letters_are_labels_too():
    assert cited("Ten prisons [UN15].", "[UN15] Union of Norland. (2015). Prisons.") == ["UN15"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norland has ten prisons.5 It has two courts.", ["5"]),
        ("Norland has ten prisons.1,2", ["1", "2"]),
        ("Norland has ten prisons,5 and two courts.", ["5"]),
        ("The rules (NPR)3 say so.", ["3"]),
        ("She called them “cages”.4 They are.", ["4"]),
        ("She called them “cages.”4", ["4"]),
        ("Norland has ten prisons.⁵ It has two courts.", ["5"]),
        ("Ten prisons¹,⁴⁻⁵ and two courts are new.", ["1", "4", "5"]),
        ("A cell of 4 m² or 10³ cm³ or R² it was.", []),
        ("It is 3.5 times as much, 1,2 by 4.1", []),
        ("See p.5 and No.4 and para.3 and Article 6(1)5 and Rule.2", []),
        ("The value rose to 12.4 The end", []),
        ("They met at prison.5 of them came", []),
    ],
)
def test_numbers_stuck_to_a_word_are_superscripts(text, expected):
    assert cited(text, NUMBERED) == expected
    assert cited(text, NUMBERED, superscripts=False) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ten prisons (Smith & Lee, 2010).", ["Smith Lee 2010)"]),
        ("Ten prisons (Smith and Lee 2010, p. 7).", ["Smith Lee 2010)"]),
        ("Ten prisons (see Smith, 2010; Lee, 2011).", ["Smith 2010)", "Lee 2011)"]),
        ("Smith (2010) counted ten prisons.", ["Smith 2010)"]),
        ("Smith's (2010) count and van der Aa’s (2008, p. 3) differ.", ["Smith 2010)", "van der Aa 2008)"]),
        ("Ten prisons (Muller et al., 2012).", ["Müller Berg Oru 2012)"]),
        ("Müller, Berg and Oru (2012) counted.", ["Müller Berg Oru 2012)"]),
        ("Ten prisons (NOFT 2015).", ["Norland Office for Fair Trials 2015)"]),
        ("Ten (Norland Office for Fair Trials (NOFT), 2015).", ["Norland Office for Fair Trials 2015)"]),
        ("a) ten prisons (FV, 2020)", ["Free Voices 2020)"]),
        ("The Norland Times (2019) has it.", ["The Norland Times 2019)"]),
        ("Ten prisons (Oru, 2016b).", ["Oru 2016b"]),
        ("Ten prisons (Oru, 2009, 2016a).", ["Oru 2016a"]),
    ],
)
def test_authors_and_year(text, expected):
    assert cited(text, DATED) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Smith (2011) counted ten prisons.",
        "In 2010, Smith counted ten prisons.",
        "Smith, 2010: ten prisons.",  # no brackets: it may be any Smith
        "Ten prisons (Goldsmith, 2010).",
        "Ten prisons (Ann Berg & Smith, 2010).",
        "Ten prisons (Lee & Smith, 2010).",
        "Ten prisons (Kerr, 2017).",  # two entries
        "Ten prisons (Oru, 2016).",  # which letter?
        "The prisons opened (2010).",
        "Smith said so on Monday (12 May 2010).",
    ],
)
def test_another_author_or_year_links_to_nothing(text):
    assert cited(text, DATED) == []


# ── a sentence in its document ───────────────────────────────────────────────────────────────────────────


def document_of(text: str, *, footnote: bool = False, kind: str = "journal_paper") -> Document:
    blocks = (Block(kind="footnote", span=Span(0, 5)),) if footnote else ()
    return Document(path="p.xml", sha256="0" * 64, media_type="text/xml", kind=kind, text=text, blocks=blocks)


def labels_at(text: str, sentence: str, *, footnote: bool = False) -> list[str | None]:
    start = text.index(sentence)
    place = Span(start, start + len(sentence))
    return [r.label for r in cited_at(place, document_of(text, footnote=footnote), references_of(NUMBERED))]


def test_a_mark_behind_the_full_stop_belongs_to_the_sentence_before():
    text = "It has ten prisons. [1][2] It has two courts. [3]"
    assert labels_at(text, "It has ten prisons.") == ["1", "2"]
    assert labels_at(text, "[1][2] It has two courts.") == ["3"]
    assert labels_at("It has ten prisons.4 It has two.", "It has ten prisons.") == ["4"]
    assert labels_at("It has ten prisons.⁴ It has two.", "It has ten prisons.") == ["4"]


def test_a_mark_that_was_cut_off_with_the_full_stop_still_counts():
    assert labels_at("It was built in 2022 [2]. It is new.", "It was built in 2022") == ["2"]


def test_the_number_of_the_next_paragraph_is_not_cited():
    assert labels_at("It has ten prisons.\n\n[2] It has two courts.", "It has ten prisons.") == []


def test_raised_numbers_are_notes_where_there_are_footnotes_or_brackets():
    assert labels_at("Ten prisons.4 Two.", "Ten prisons.4", footnote=True) == []
    assert labels_at("Ten prisons.4 Two courts [1].", "Ten prisons.4") == []


def test_an_entry_of_the_bibliography_cites_nothing():
    text = " " * 10_000 + NUMBERED
    place = references_of(NUMBERED)[0].span
    assert cited_at(place, document_of(text), references_of(NUMBERED)) == []


@pytest.mark.parametrize(("kind", "noun"), [("journal_paper", "paper"), ("report", "report"), ("article", "document")])
def test_why_prints_the_entries_as_text(kind, noun):
    text = "It has ten prisons [3]."
    record = reference_of("[9] Any, A. (2000). Record.")
    record = type(record)(document="doc-1", span=Span(0, 2), evidence=Span(0, len(text)), rule="x", text="x")
    lines = list(explain_sources(record, document_of(text, kind=kind), references_of(NUMBERED)))
    assert lines == [f"the {noun} cites for it: [3] Berg, C. (2012). A visit."]


def test_a_sample_paper_says_what_it_cites_for_a_fact_and_a_figure(sample_base):
    import justicekb
    from justicekb.model import Fact, Figure

    with justicekb.open(sample_base) as kb:
        for records, words, source in (
            (kb.facts(), "entered into force on 22 June 2006", "(2002)"),
            (kb.figures(), "461", "Astana Times"),
        ):
            record = next(c.record for c in records if words in c.citation.sentence and "paper" in c.citation.source)
            assert isinstance(record, Fact | Figure)
            lines = [line for line in kb.why(record) if line.startswith("the paper cites for it: [")]
            assert len(lines) == 1
            assert source in lines[0]


def test_every_number_in_brackets_of_a_real_paper_finds_its_entry(shared, vocabulary, nlp):
    from justicekb.extract import extract
    from justicekb.extract.nlp import parse
    from justicekb.ingest import read

    document = read(shared / "corpus" / "seed-kaziss-torture.txt", vocabulary)
    (parsed,) = parse([document], nlp)
    references = [r for r in extract(parsed, vocabulary) if isinstance(r, Reference)]
    body = document.text[: references[0].span.start]
    assert len(references) == 11
    assert cited_references(body, references) == references
