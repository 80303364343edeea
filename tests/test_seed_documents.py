"""What must work on four real documents, with sentence and source; skipped where the folder with them is missing."""

from __future__ import annotations

import shutil

import pytest

import justicekb
from justicekb.model import Figure, LawMention, Mention, Quote
from justicekb.querytree import RecordFilter

PRI, PAPER, OSCE, PRISONS = (
    "seed-pri-kazakhstan",
    "seed-kaziss-torture",
    "seed-osce-astana-2011",
    "seed-prisons-standards",
)


@pytest.fixture(scope="module")
def seeds(shared, tmp_path_factory):
    folder = tmp_path_factory.mktemp("seeds")
    (folder / "in").mkdir()
    for name in (PRI, PAPER, OSCE, PRISONS):
        shutil.copy(shared / "corpus" / f"{name}.txt", folder / "in")
    with justicekb.open(folder / "kb", create=True) as kb:
        kb.ingest([folder / "in"])
        yield kb


@pytest.mark.parametrize(
    ("question", "value", "source"),
    [
        ("When did Kazakhstan ratify the Convention against Torture?", "1998", PAPER),
        ("When did Kazakhstan ratify the ICCPR?", "2006", PAPER),
        ("When was Penal Reform International founded?", "1989", PRI),
        ("Since when has PRI worked in Kazakhstan?", "1998/..", PRI),
        ("When was a moratorium on the death penalty put in force in Kazakhstan?", "2003", PRI),
        ("When was the probation service introduced in Kazakhstan?", "2012", PRI),
        ("How many preventive visits did the NPM make in 2018?", "461", PRI),
        ("How many people are on probation in Kazakhstan?", "60000", PRI),
        ("How many officials were convicted of torture between 2016 and 2018?", "13", PRI),
        ("How many law enforcement officials were sentenced for torture in the last five years?", "140", PAPER),
        ("Which article of the Criminal Code prohibits torture?", "Article 146", PAPER),
        ("Which article of the Constitution prohibits torture?", "Article 17", PAPER),
        ("Who is Jeannette Kloetzer?", "Acting Head", OSCE),
    ],
)
def test_a_question_is_answered_with_its_sentence_and_source(seeds, question, value, source):
    answer = seeds.ask(question)
    assert answer.answers, answer.note
    assert value in answer.answers[0].value
    assert source in answer.answers[0].evidence[0].source
    assert answer.answers[0].evidence[0].sentence


def test_the_year_of_the_mechanism_is_disputed(seeds):
    answer = seeds.ask("When was the National Preventive Mechanism created in Kazakhstan?")
    assert answer.status == "disputed"
    assert {"2013", "2014"} <= {value.value for value in answer.answers}


def test_what_is_not_said_is_not_found(seeds):
    assert seeds.ask("When did Kazakhstan join the Rome Statute?").status == "not_found"


def test_the_visits_come_with_their_parts(seeds):
    figures = [c.record for c in seeds.listed(Figure, RecordFilter(text="461 preventive visits"))]
    (whole,) = (f for f in figures if f.value == 461)
    assert [f.value for f in figures if f.part_of == whole.span] == [118, 33, 90, 26, 24, 15, 8]


def test_the_prison_population_fell(seeds):
    figures = [c.record for c in seeds.listed(Figure, RecordFilter(measure=("prison", "population")))]
    assert {(100000, "199X"), (31000, None)} <= {(f.value, f.date.text if f.date else None) for f in figures}


def test_the_mechanism_is_one_entity_under_all_its_names(seeds):
    page = seeds.entity("NPM")
    names = {name.casefold() for name in (page.count.entity.name, *page.count.entity.aliases)}
    assert {
        "national preventive mechanism",
        "national preventative mechanism",
        "national prevention mechanism",
    } <= names
    assert page.count.documents == 3


def test_an_acronym_means_what_its_document_says(seeds):
    papers = [light for light in seeds.records.documents() if PAPER in light.path]
    where = RecordFilter(documents=(papers[0].id,))
    called = [m.canonical for m in seeds.records.records(Mention, where) if m.text == "CAT"]
    assert called
    assert all("Coalition" in name for name in called)
    elsewhere = {
        law.entity for law in seeds.records.records(LawMention, RecordFilter()) if "UNCAT" in (law.text, *law.aliases)
    }
    assert any("torture" in entity for entity in elsewhere)


def test_what_jeannette_kloetzer_said_is_kept(seeds):
    (quote,) = (c.record for c in seeds.listed(Quote, RecordFilter(speaker="Kloetzer")) if c.record.direct)
    assert quote.text.startswith("The OSCE is ready")
    assert "Acting Head" in (quote.role or "")
