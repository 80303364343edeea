"""Saved searches and questions: what they remember, and what they tell after the base has changed."""

from __future__ import annotations

import pytest

import justicekb
from justicekb.errors import NotFoundError, QueryError, StoreError


@pytest.fixture
def source(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("The Horizon Legal Clinic was founded in 1999.\n")
    return folder


@pytest.fixture
def base(tmp_path, source):
    with justicekb.open(tmp_path / "kb", create=True) as kb:
        kb.ingest([source])
        yield kb


def test_nothing_is_new_when_nothing_changed(base):
    assert base.watches.add("clinic", "search", "clinic").new
    (news,) = base.watches.run()
    assert not news.any


def test_new_passages_and_a_new_dispute_are_told(base, source):
    base.watches.add("clinic", "search", "clinic")
    base.watches.add("founding", "ask", "When was the Horizon Legal Clinic founded?")
    (source / "b.txt").write_text("The Horizon Legal Clinic, which was founded in 2003, has closed its doors.\n")
    base.ingest([source])
    found = {news.watch.name: news for news in base.watches.run()}
    assert len(found["clinic"].new) == 1
    assert found["founding"].newly_disputed
    assert not any(news.any for news in base.watches.run())


def test_watches_outlive_the_process(base, tmp_path):
    base.watches.add("clinic", "search", "clinic")
    with justicekb.open(tmp_path / "kb") as again:
        assert [watch.name for watch in again.watches] == ["clinic"]
        again.watches.remove("clinic")
    with justicekb.open(tmp_path / "kb") as again:
        assert not list(again.watches)


def test_faults_are_told(base, tmp_path):
    base.watches.add("clinic", "search", "clinic")
    with pytest.raises(QueryError, match="already"):
        base.watches.add("clinic", "search", "founded")
    with pytest.raises(NotFoundError):
        base.watches.remove("unknown")
    (tmp_path / "kb" / "watches.jsonl").write_text('{"name": 1}\n')
    with justicekb.open(tmp_path / "kb") as again, pytest.raises(StoreError, match="line 1"):
        list(again.watches)


def test_results_come_as_dictionaries_too(base):
    facts = base.facts()
    assert len(facts) == 1
    assert facts[0].record.type == "establishment"
    assert facts.to_dicts()[0]["date"] == "1999"
    assert base.timeline("Horizon Legal Clinic").to_dicts()[0]["type"] == "establishment"
