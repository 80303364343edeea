"""Decisions: a pure function on records, an append-only file, and a base that follows them through every ingest."""

from __future__ import annotations

import json
import shutil

import pytest

import justicekb
from justicekb.decisions import Decision, Decisions, apply
from justicekb.durable import FileJournal
from justicekb.edtf import Edtf
from justicekb.errors import NotFoundError, QueryError, StoreError
from justicekb.home import DECISIONS_FILE
from justicekb.model import Fact, Figure, Mention, Participant, entity_id
from justicekb.pipeline.work import records_of
from justicekb.spans import Span

PLACE = {"document": "doc-1", "span": Span(0, 5), "evidence": Span(0, 20), "rule": "r"}
FACT = Fact(
    **PLACE,
    type="closure",
    date=Edtf("2011"),
    participants=(Participant(role="agent", name="PRI", entity="organisation:pri"),),
)
FIGURE = Figure(**PLACE, value=70.0, unit="count")
MENTION = Mention(**PLACE, type="organisation", name="PRI", text="PRI", entity="organisation:pri", canonical="PRI")


def decision(action, **fields):
    return Decision(number=1, action=action, at="2026-01-01T00:00:00+00:00", **fields)


def test_a_rejected_record_goes_and_the_rest_stays():
    assert apply([FACT, FIGURE], [decision("reject", record=FACT.id)]) == (FIGURE,)


def test_a_correction_gives_another_date_or_value_and_says_so():
    (fact, figure) = apply(
        [FACT, FIGURE],
        [decision("correct", record=FACT.id, date="2012"), decision("correct", record=FIGURE.id, value=71)],
    )
    assert (fact.date, fact.rule) == (Edtf("2012"), "r, corrected")
    assert figure.value == 71


def test_merged_entities_share_id_and_name():
    name = "Penal Reform International"
    into = entity_id("organisation", name)
    fact, mention = apply([FACT, MENTION], [decision("merge", entity="organisation:pri", into=into, name=name)])
    assert fact.entities == {into}
    assert (mention.entity, mention.canonical, mention.text) == (into, name, "PRI")


def test_a_split_moves_only_what_is_called_so():
    (mention,) = apply([MENTION], [decision("split", entity="organisation:pri", name="pri")])
    assert mention.entity == "organisation:pri"
    (fact,) = apply([FACT], [decision("split", entity="organisation:pri", name="Somebody Else")])
    assert fact == FACT


def test_the_file_is_appended_to_and_undo_takes_back(tmp_path):
    journal = FileJournal(tmp_path / DECISIONS_FILE)
    decisions = Decisions(journal)
    decisions.add("reject", record="fact-1", because="wrong")
    decisions.add("undo", undo=1)
    assert [json.loads(line)["action"] for line in journal.lines()] == ["reject", "undo"]
    assert Decisions(journal).standing == ()
    with pytest.raises(QueryError, match="no decision 1"):
        decisions.add("undo", undo=1)


@pytest.mark.parametrize("line", ["not json", '{"number": 1, "action": "dance", "at": ""}', '{"numbr": 1}'])
def test_a_broken_line_is_named(tmp_path, line):
    (tmp_path / "decisions.jsonl").write_text(f"\n{line}\n")
    with pytest.raises(StoreError, match=r"decisions\.jsonl, line 2"):
        Decisions(FileJournal(tmp_path / DECISIONS_FILE))


@pytest.fixture
def base(tmp_path):
    source = tmp_path / "in"
    source.mkdir()
    (source / "a.txt").write_text("Uzbekistan ratified the Convention against Torture in 1995.\n")
    with justicekb.open(tmp_path / "kb", create=True) as kb:
        kb.ingest([source])
        yield kb


def dates(kb):
    return [cited.record.date.text for cited in kb.listed(Fact)]


def test_decisions_survive_a_new_ingest_and_can_be_taken_back(base, tmp_path):
    (fact,) = (cited.record for cited in base.listed(Fact))
    base.curation.correct(fact.id, date="1995-09-28", because="the depositary's register")
    assert dates(base) == ["1995-09-28"]
    base.ingest([tmp_path / "in"], options=None)
    from justicekb.pipeline import Options

    base.ingest([tmp_path / "in"], options=Options(force=True))
    assert dates(base) == ["1995-09-28"]
    base.curation.undo(1)
    assert dates(base) == ["1995"]


def test_a_rejected_fact_answers_nothing(base):
    (fact,) = (cited.record for cited in base.listed(Fact))
    base.curation.reject(fact.id)
    assert base.ask("When did Uzbekistan ratify the Convention against Torture?").status == "not_found"


def test_entities_of_two_types_are_not_merged(base):
    with pytest.raises(QueryError, match="Uzbekistan is place"):
        base.curation.merge("Uzbekistan", "Convention against Torture")
    with pytest.raises(NotFoundError):
        base.curation.reject("fact-000000000000")


def test_a_decision_is_applied_to_what_is_stored_and_undone_by_reading_one_document(sample_base, tmp_path, monkeypatch):
    home = shutil.copytree(sample_base, tmp_path / "kb")
    read = []

    def counted(document, settings):
        read.append(document.id)
        return records_of(document, settings)

    monkeypatch.setattr("justicekb.pipeline.work.records_of", counted)
    with justicekb.open(home, create=True) as base:
        before = {c.record for c in base.facts()}
        fact = next(iter(before))
        number = base.curation.reject(fact.id).number
        assert {c.record for c in base.facts()} == before - {fact}
        assert read == []
        base.curation.undo(number)
        assert {c.record for c in base.facts()} == before
        assert read == [fact.document]
