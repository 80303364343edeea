"""A fact keeps what it was read from; vague periods date only specific events; a fact is a function of its document."""

from __future__ import annotations

from justicekb.model import Quote
from justicekb.spans import Span

TEXT = "In 1998 Norland ratified the Convention."


def test_every_reason_is_kept(facts_in):
    (fact,) = facts_in(TEXT)
    assert fact.rule == "ratify"
    assert fact.trigger is not None
    assert fact.trigger.of(TEXT) == "ratified"
    assert fact.date_span is not None
    assert fact.date_span.of(TEXT) == "1998"
    assert fact.evidence.of(TEXT) == TEXT
    assert fact.anchor == "none"


def test_a_relative_date_keeps_its_anchor(facts_in):
    (fact,) = facts_in("Norland ratified the Convention yesterday.")
    assert (fact.date.text, fact.anchor) == ("2023-06-14", "published")


def test_without_a_date_there_is_no_fact(facts_in):
    assert facts_in("Norland ratified the Convention.") == []


def test_the_same_text_gives_the_same_ids(facts_in):
    assert [f.id for f in facts_in(TEXT)] == [f.id for f in facts_in(TEXT)]


def test_the_speaker_of_a_quotation_is_its_source_and_its_we(facts_in):
    text = "“We opened the shelter in 2012,” she said."
    quote = Quote(
        document="doc-x", span=Span(1, 32), evidence=Span(0, len(text)), rule="test", text=text[1:31], direct=True,
        speaker="Maria Novak",
    )  # fmt: skip
    (fact,) = facts_in(text, quote)
    assert fact.names("agent") == ("Maria Novak",)
    assert fact.attributed_to == "Maria Novak"


def test_the_year_as_a_whole_needs_a_name_or_a_unique_office(facts_in):
    assert facts_in("Guards beat prisoners during the year.") == []
    assert facts_in("Guards beat 12 prisoners during the year.") == []
    assert len(facts_in("The government published statistics during the year.")) == 1


def test_a_deadline_dates_only_what_is_planned(facts_in):
    assert facts_in("The prison was closed by 2015.") == []
    (fact,) = facts_in("The ministry plans to close the prison by 2030.")
    assert fact.modality == "planned"


def test_a_body_tells_when_it_was_founded_and_no_more(facts_in):
    text = "The inspectorate was founded in 2009. It published its last report in 2015."
    assert [(f.type, f.date.text) for f in facts_in(text, kind="boilerplate")] == [("establishment", "2009")]
