"""Sources are counted by origin: a shared sentence or mostly shared text makes two documents one."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from justicekb.findings import Citation
from justicekb.query.events.conflicts import conflicts
from justicekb.query.events.origins import COPIED, _runs, origins
from justicekb.query.language.reading import Reading
from justicekb.query.questions.ask import ask
from justicekb.spans import Span

sys.path.insert(0, str(Path(__file__).parent))
from origin_texts import DIFFERENT, MAY, REPORT, REWRITTEN, SAME, text  # the path is set above

LONG = "The prison on the island was closed in October of that year."


def cite(document, sentence):
    return Citation(record="r", document=document, source="s", sentence=sentence, span=Span(0, len(sentence)))


def count(*texts):
    """The origins of documents with these texts, whose sentences all differ."""
    citations = [cite(f"doc-{at}", f"{LONG} {at}") for at in range(len(texts))]
    return origins(citations, lambda c: texts[int(c.document.removeprefix("doc-"))])


# ── sentences ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("citations", "expected"),
    [
        ([], 0),
        ([("a", LONG)], 1),
        ([("a", LONG), ("a", "Another sentence that is long enough to count.")], 1),
        ([("a", LONG), ("b", LONG.upper().replace(" ", "  "))], 1),
        ([("a", LONG), ("b", "Another sentence that is long enough to count.")], 2),
        ([("a", "It was closed."), ("b", "It was closed.")], 2),  # too short to be a copy
        ([("a", LONG), ("b", LONG + " So."), ("c", LONG), ("c", LONG + " So.")], 1),  # joined through c
    ],
)
def test_documents_that_share_a_sentence_are_one_origin(citations, expected):
    assert origins(cite(*pair) for pair in citations) == expected


# ── texts ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("pair", SAME.values(), ids=SAME)
def test_copies_with_other_leads_or_cuts_are_one_origin(pair):
    assert count(*pair) == 1
    assert count(*reversed(pair)) == 1


@pytest.mark.parametrize("pair", DIFFERENT.values(), ids=DIFFERENT)
def test_texts_of_their_own_on_one_topic_are_two(pair):
    assert count(*pair) == 2


def test_the_threshold_lies_between_the_measured_pairs():
    def shared(pair):
        left, right = map(_runs, pair)
        return len(left & right) / min(len(left), len(right))

    assert max(map(shared, DIFFERENT.values())) < COPIED - 0.05
    assert min(map(shared, SAME.values())) > COPIED + 0.05


def test_a_third_independent_text_is_counted_beside_two_copies():
    assert count(*SAME["other lead"], text(REWRITTEN)) == 2
    assert count(text(REWRITTEN), *SAME["shortened"], text(MAY)) == 3


def test_a_text_of_a_few_words_is_no_copy_of_the_long_one_that_holds_them():
    assert count(text(REPORT), "Deputies of the governing party said so.") == 2


def test_a_text_counts_with_its_sentence_mates():
    left, right = SAME["other lead"]
    texts = {"a": text(MAY), "b": left, "c": right}
    citations = [cite("a", LONG), cite("b", LONG), cite("c", LONG + " Again.")]
    assert origins(citations, lambda c: texts[c.document]) == 1


def test_texts_are_read_only_when_sentences_leave_more_than_one_origin():
    def refuse(citation):
        raise AssertionError(citation)

    assert origins([cite("a", LONG), cite("b", LONG)], refuse) == 1


def test_only_so_many_documents_are_compared(monkeypatch):
    monkeypatch.setattr(sys.modules[origins.__module__], "_MOST_COMPARED", 2)
    read = []

    def text_of(citation):
        read.append(citation.document)
        return text(REPORT)

    citations = [cite(name, f"{LONG} {name}") for name in "abcd"]
    assert origins(citations, text_of) == 3
    assert read == ["a", "b"]


# ── in a knowledge base ──────────────────────────────────────────────────────────────────────────────────


def test_what_is_compared_leaves_out_headings_and_far_away_text(base, monkeypatch):
    monkeypatch.setattr("justicekb.query.language.reading.AROUND", 60)
    body = f"Heading here\n\nFirst words.\n\n{'x ' * 100}\n\nLast words."
    document = base.add("a.txt", body, headings=("Heading here",))
    citation = cite(document.id, "First words.")
    around = Reading(base.records).around(citation)
    assert "First words." in around
    assert "Heading" not in around
    assert "Last words" not in around


def test_an_answer_counts_a_reposted_release_once(base, vocabulary):
    leads = ("Norland ratified the Convention on 3 May 2012.", "On 3 May 2012 the Convention was ratified by Norland.")
    for at, (lead, rest) in enumerate(zip(leads, SAME["other lead"], strict=True)):
        base.add(f"{at}.txt", f"{lead}\n\n{rest}", published="2012-05-04")
        base.mention("Norland", "place")
        base.law("Convention", "Convention")
        base.fact("ratified", type="ratification", date="2012-05-03", agent="Norland", object="Convention")
    (value,) = ask("When did Norland ratify the Convention?", base.records, vocabulary).answers
    assert len(value.evidence) == 2
    assert value.sources == 1


def test_a_conflict_counts_a_reposted_release_once(base, vocabulary):
    sides = [("3 May 2012", SAME["other lead"][0]), ("3 May 2012", SAME["other lead"][1]), ("7 June 2013", "")]
    for at, (day, rest) in enumerate(sides):
        base.add(f"{at}.txt", f"Norland ratified the Convention on {day}, said {'abc'[at]}.\n\n{rest}")
        base.mention("Norland", "place")
        base.law("Convention", "Convention")
        date = "2013-06-07" if "2013" in day else "2012-05-03"
        base.fact("ratified", type="ratification", date=date, agent="Norland", object="Convention")
    (conflict,) = conflicts(base.records, vocabulary)
    assert sorted((side.value, side.sources, len(side.evidence)) for side in conflict.sides) == [
        ("2012-05-03", 1, 2), ("2013-06-07", 1, 1),
    ]  # fmt: skip
