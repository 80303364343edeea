"""What kind of answer is asked for: every entry of question-asked.toml reads its examples; words without one too."""

from __future__ import annotations

import pytest

from justicekb.query.language.lexicon import lexicon
from justicekb.query.questions.analysis.clauses import clause_of
from justicekb.query.questions.analysis.expected import entry_of, expected_of
from justicekb.query.questions.analysis.tagging import tagged
from justicekb.query.questions.analysis.wording import plain
from justicekb.vocabulary import load
from justicekb.vocabulary.entries import QuestionAsked

ENTRIES = load().entries(QuestionAsked)


@pytest.fixture
def clause(vocabulary):
    known = lexicon(vocabulary)
    return lambda question: clause_of(tagged(plain(question, vocabulary), known), known)


@pytest.mark.parametrize("entry", ENTRIES, ids=[entry.id for entry in ENTRIES])
def test_an_entry_reads_its_examples_and_no_counter_example(entry, clause, vocabulary):
    known = lexicon(vocabulary)
    assert entry.examples
    assert entry.counter_examples
    assert {entry_of(clause(e), known).id for e in entry.examples} == {entry.id}
    assert entry.id not in {entry_of(clause(e), known).id for e in entry.counter_examples}


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Norland covenant accession date", "date"),
        ("Norland covenant ratification", "date"),
        ("prisoners Norland 2018", "figure"),
        ("number of prisoners in Norland", "figure"),
        ("turnout in the 2016 election", "figure"),
        ("share of women in prison", "figure"),
        ("director of the Prison Service", "office"),
        ("Has Norland ratified the covenant?", "verdict"),
        ("Is it true that Norland ratified the covenant?", "verdict"),
        ("Name all courts of Norland", "participant"),
        ("List the prisons of Norland", "place"),
        ("Explain the closure of the prison", "cause"),
        ("Who is Jan Vesk?", "identity"),
        ("Who is the director of the prison?", "office"),
        ("Who became chairman of the board?", "office"),
        ("Who was appointed in May?", "participant"),
        ("How was the prisoner tortured?", "open"),
    ],
)
def test_what_is_asked(clause, vocabulary, question, asked):
    assert expected_of(clause(question), lexicon(vocabulary)).asked == asked


def test_a_list_asks_for_all(clause, vocabulary):
    known = lexicon(vocabulary)
    assert expected_of(clause("Which NGOs visited the prison?"), known).every
    assert expected_of(clause("Name all courts of Norland"), known).every
    assert not expected_of(clause("Which court freed him?"), known).every
