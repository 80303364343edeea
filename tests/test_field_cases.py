"""Faults seen in the field, run as they were written down: a file, a command, what came out and what is right.

The inputs stand in `../shared/cases`; without that folder these are skipped. Each kind has tests with inputs of our
own in its wing: these here only hold that the whole way, from a file to the terminal, is right.
"""

from __future__ import annotations

import contextlib
import io
import json
import shutil

import pytest

from justicekb.cli import run


@pytest.fixture(scope="module")
def case(shared, tmp_path_factory):
    """Reads a case into a base of its own, once; yields what runs a command on it: exit code and standard output."""
    bases = {}

    def of(name):
        if name not in bases:
            folder = bases[name] = tmp_path_factory.mktemp("case")
            shutil.copy(shared / "cases" / name, folder)
            with contextlib.chdir(folder):
                assert run(["ingest", name]) == 0

        def command(*arguments):
            out = io.StringIO()
            with contextlib.chdir(bases[name]), contextlib.redirect_stdout(out):
                code = run(list(arguments))
            return code, out.getvalue()

        return command

    return of


def rows(kb, *arguments):
    out = kb(*arguments, "--format", "jsonl")[1]
    return [json.loads(line) for line in out.splitlines()]


def exported(kb, record):
    return [json.loads(line) for line in kb("export", "--record", record)[1].splitlines()]


ASKED = [
    ("c01-author-year.md", "When did Mongolia ratify the OPCAT?", []),
    ("c02-treaty-year.txt", "When did Kazakhstan ratify the Convention against Torture?", ["1998-08-26"]),
    ("c02-treaty-year.txt", "When did Tajikistan accede to the ICCPR?", []),
    ("c05-ordinal-words.txt", "When was the court established?", ["2011-06-21"]),
    ("c06-mixed-number.txt", "How many files were burnt?", ["1200000"]),
    ("c07-dot-thousands.txt", "How many inmates did the prison hold?", ["10500"]),
    ("death.txt", "When did Tomas Vale die?", []),
    ("yearago.txt", "When did Kazakhstan ratify the Optional Protocol to the Convention against Torture?", ["2008-10"]),
    ("deaths.txt", "How many people died in Zhanaozen in December 2011?", []),
    ("law.txt", "When did Tokayev sign the law on ratification of the Second Optional Protocol?", ["2021-01-02"]),
    ("law.txt", "Is it true that Kazakhstan has abolished the death penalty?", ["yes"]),
    ("announced.txt", "When was Claude Reed sentenced?", ["2015-05-04"]),
    pytest.param(
        "seminar.txt", "How many people took part in the seminar in Astana?", ["60"],
        marks=pytest.mark.xfail(strict=True, reason="who takes part is told by what participants do, a sentence on"),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("name", "question", "values"), ASKED)
def test_what_is_answered(case, name, question, values):
    (answer,) = rows(case(name), "ask", question)
    assert [value["value"] for value in answer["answers"]] == values


FACTS = [
    ("c01-author-year.md", [("repeal", "2008-01-01")]),
    ("c02-treaty-year.txt", [("ratification", "1998-08-26")]),
    ("c13-particles.txt", [("visit", "2017-05-04"), ("arrest", "2017-05-05"), ("release", "2017-05-09")]),
    ("c36-abbreviation.txt", [("establishment", "2016"), ("amendment", "2012"), ("arrest", "2017-12-05")]),
    ("army.txt", [("conviction", "2021-05-04")]),
    ("conviction.txt", [("ruling", "2014-04-30"), ("ruling", "2014-09-03"), ("ruling", "2014-03")]),
]


@pytest.mark.parametrize(("name", "told"), FACTS)
def test_what_happened(case, name, told):
    assert sorted((f["type"], f["date"]) for f in exported(case(name), "fact")) == sorted(told)


FIGURES = [
    ("c01-author-year.md", [412]),
    ("c06-mixed-number.txt", [1200000, 2300000, 3400000000]),
    ("c07-dot-thousands.txt", [10500, 1000000, 1234567]),
    ("c35-half.txt", [2.5, 3.5, 66.7]),
]


@pytest.mark.parametrize(("name", "values"), FIGURES)
def test_what_is_counted(case, name, values):
    assert sorted(f["value"] for f in exported(case(name), "figure")) == sorted(values)


DATES = [
    ("c05-ordinal-words.txt", ["2010-10-31", "2011-06-21", "2018-05-23"]),
    ("c10-number-slash-date.txt", ["2017-05-04", "2018-06-26"]),
]


@pytest.mark.parametrize(("name", "dates"), DATES)
def test_dates(case, name, dates):
    assert sorted(d["edtf"] for d in exported(case(name), "date")) == dates


QUOTES = {
    "c11-single-quotes.txt": ["Lola Bekova", "Timur Seitov"],
    "c11-straight-quotes.txt": ["Timur Seitov", "Timur Seitov"],
    "c12-quote-formats.txt": ["Dana Seitova", "Lola Bekova", "Timur Seitov"],
}


@pytest.mark.parametrize("name", QUOTES)
def test_quotations(case, name):
    found = exported(case(name), "quote")
    assert [q["speaker"] for q in found] == QUOTES[name]
    assert all(q["direct"] and q["text"][0] not in "'‘“" and q["text"][-1] not in "'’”" for q in found)


def test_half_a_share_is_of_the_inmates(case):
    share = next(f for f in exported(case("c35-half.txt"), "figure") if f["unit"] == "percent")
    assert share["subject"] == "inmates"


def test_names(case):
    people = [e["name"] for e in rows(case("c13-particles.txt"), "entities", "--type", "person")]
    assert sorted(people) == ["Ana María de la Cruz", "Jean-Luc van der Berg", "Ludmila von der Hagen"]
    assert all(f["place"] == [] for f in exported(case("c08-month-place.txt"), "fact"))
    assert [e["name"] for e in rows(case("c16-evidence-cut.txt"), "entities", "--type", "organisation")] == []
    assert len(rows(case("courts.txt"), "entities", "--type", "organisation")) == 4


@pytest.mark.parametrize("name", ["c14-superscript.docx", "c15-unicode-superscript.txt", "c16-evidence-cut.txt"])
def test_the_words_of_a_law_stand_in_its_evidence(case, name):
    laws = exported(case(name), "law")
    assert laws
    assert all(law["text"] in law["evidence"] for law in laws)


def test_provisions(case):
    told = {(law["instrument"], law["provision"]) for law in exported(case("c15-unicode-superscript.txt"), "law")}
    assert ("Criminal Code of Tajikistan", "Article 347-1") in told
    assert ("title 42 of the United States Code", "Section 1983") in told
    (law,) = exported(case("c14-superscript.docx"), "law")
    assert law["provision"] == "Article 143-1"


PUBLISHED = {
    "c18-body-date.html": None,
    "c18-table-date.html": None,
    "c18-body-date.docx": None,
    "c19-month-published.html": "2018-03",
}


@pytest.mark.parametrize("name", PUBLISHED)
def test_dates_of_publication(case, name):
    (document,) = exported(case(name), "document")
    assert document["published"] == PUBLISHED[name]


FOUND = [
    ("c25-from-line.mbox", "yard", 2),
    ("c26-second-part.eml", "bafego", 1),
    ("c26-second-part.eml", "nine", 1),
    ("c14-superscript.docx", '"412 inmates"', 1),
]


@pytest.mark.parametrize(("name", "query", "hits"), FOUND)
def test_what_is_found(case, name, query, hits):
    assert len(rows(case(name), "search", query)) == hits


def test_encodings(case):
    (document,) = exported(case("c17-latin1-declared.html"), "document")
    assert "“The ward is full and the beds stand in the corridor – really,” said José Seitov" in document["text"]
    kb = case("c28-names.zip")
    assert [d["source"] for d in exported(kb, "document")] == ["c28-names.zip/Отчёт/колония.txt"]
    assert kb("verify")[0] == 0


def test_references(case):
    four = exported(case("c31-references.md"), "reference")
    assert len(four) == 4
    assert four[0]["others"]
    assert four[1]["authors"] == ["Boubari, Narjes", "Safar, Walid"]
    assert (four[3]["title"], four[3]["container"], four[3]["editors"]) == (
        "Ward life", "Prisons of the Steppe", ["Editorova, K."],
    )  # fmt: skip
    first, second = exported(case("c32-mixed.xml"), "reference")
    assert (first["authors"], first["others"], first["container"], first["volume"], first["pages"], first["type"]) == (
        ["O'Hara, P."], True, "Ardan Law", "3", "12-19", "article-journal",
    )  # fmt: skip
    assert (second["authors"], second["issued"]) == (["Institute for Justice Metrics"], "2020")


@pytest.mark.parametrize("form", ["bibtex", "ris", "csl-json"])
def test_a_body_as_author(case, form):
    out = case("c33-bodies.html")("cite", "the inspection of the colony would continue", "--format", form)[1]
    assert "Penal Reform International, Inc." in out


def test_citations(case):
    assert "#page=2" in case("c37-page-break.pdf")("cite", "The warden was dismissed on 4 June 2001")[1]
    out = case("template.docx")("cite", "transferred to Ward B")[1]
    assert "IN THE HIGH COURT OF JUSTICE" in out
    assert ":~:text=" not in out
    assert "approximately 10,000 persons" in case("numbers.txt")("cite", "approximately 10,000 persons")[1]


def test_a_qualifier_is_a_part_of_the_value(case):
    (answer,) = rows(case("numbers.txt"), "ask", "How many people are on probation in Kazakhstan?")
    assert [(v["value"], v["qualifier"]) for v in answer["answers"]] == [("60000", "over")]


def test_a_quotation_has_its_speaker(case, shared):
    code, out = case("speaker.txt")("verify", str(shared / "cases" / "speaker_draft.md"))
    assert code == 1
    assert "1 misattributed" in out


def test_bodies_and_people_speak(case):
    (fact,) = exported(case("attributed.txt"), "fact")
    assert fact["attributed_to"] == "observation mission"


def test_a_wall_gives_no_records(case):
    kb = case("botblock.txt")
    assert exported(kb, "fact") + exported(kb, "mention") == []
