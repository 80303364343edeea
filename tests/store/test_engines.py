"""A base remembers its full-text engine, is switched over, and says what is missing."""

from __future__ import annotations

import pickle
import sys

import pytest
from click.testing import CliRunner
from samples import news, news_records, report, report_records

from justicekb.cli import main
from justicekb.errors import StoreError
from justicekb.querytree import Everything, Term
from justicekb.store import catch_up, engines, open_stores
from justicekb.store.engines import PLACES
from justicekb.store.fulltext import storedhits
from justicekb.store.records import SqliteRecords
from justicekb.store.tantivy.index import TantivyFullText
from justicekb.store.whoosh.index import WhooshFullText


@pytest.fixture
def home(tmp_path):
    with open_stores(tmp_path, mode="create") as stores:
        stores.records.replace(report(), report_records())
        stores.records.replace(news(), news_records())
        catch_up(stores)
    return tmp_path


def switch(home, engine):
    with open_stores(home, mode="write") as stores:
        stores.use(engine)
        catch_up(stores)


def test_whoosh_is_used_unless_another_is_chosen(home):
    with open_stores(home) as stores:
        assert (stores.engine, type(stores.fulltext)) == ("whoosh", WhooshFullText)


def test_a_base_remembers_its_engine_and_drops_the_index_of_the_other(home):
    (home / "fulltext" / "mine.txt").write_text("not an index")
    switch(home, "tantivy")
    with open_stores(home) as stores:
        assert (stores.engine, type(stores.fulltext)) == ("tantivy", TantivyFullText)
        assert stores.fulltext.search(Everything()).total == 6
    switch(home, "whoosh")
    with open_stores(home) as stores:
        assert type(stores.fulltext) is WhooshFullText
        assert stores.fulltext.search(Term("ratified")).total == 1
    assert not (home / "fulltext-tantivy").exists()


def test_what_is_written_later_goes_to_the_chosen_engine(home):
    switch(home, "tantivy")
    with open_stores(home, mode="write") as stores:
        stores.records.remove(news().id)
        catch_up(stores)
        assert stores.fulltext.search(Everything()).total == 3
        assert not (home / "fulltext").exists()


@pytest.mark.parametrize("name", ["meta.json", "mark.json", "*.term", "*.idx", "*.store"])
def test_a_damaged_index_of_tantivy_is_made_again(home, name):
    switch(home, "tantivy")
    for file in list((home / "fulltext-tantivy").glob(name)):
        half = file.with_suffix(".half")
        half.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
        half.replace(file)  # whoever still has the old file in memory keeps it: a file cut under a map ends a process
    with open_stores(home) as stores:
        assert stores.fulltext.search(Everything()).total == 6


@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
def test_an_index_keeps_no_copy_of_what_a_hit_shows(home, engine):
    switch(home, engine)
    kept = b"".join(file.read_bytes() for file in (home / PLACES[engine].folder).iterdir())
    with open_stores(home) as stores:
        found = stores.fulltext.search(Everything(), limit=100).hits
    assert len(found) == 6
    assert not [hit.text for hit in found if hit.text.encode() in kept]
    assert report().title.encode() not in kept


@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
def test_a_passage_that_the_records_no_longer_have_is_no_hit(home, engine):
    switch(home, engine)
    with open_stores(home, mode="write") as stores:
        index = stores.fulltext
        stores.records.remove(news().id)  # and the index does not know it yet
        hits = index.search(Everything(), limit=100).hits
    assert {hit.document for hit in hits} == {report().id}


@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
def test_a_search_that_only_counts_reads_no_passage(home, engine, monkeypatch):
    switch(home, engine)
    with open_stores(home) as stores:
        index = stores.fulltext
        monkeypatch.setattr(SqliteRecords, "shown", lambda *_: pytest.fail("it reads one"))
        assert index.search(Term("the"), limit=0).total == index.search(Term("the"), limit=0).total > 0


def test_marks_are_made_when_they_are_looked_at(home, monkeypatch):
    with open_stores(home) as stores:
        (hit,) = stores.fulltext.search(Term("ratified")).hits
    monkeypatch.setattr(storedhits, "marks_among", lambda *_: pytest.fail("made again"))
    with pytest.raises(pytest.fail.Exception):
        list(hit.marks)
    monkeypatch.undo()
    assert [hit.text[mark.start : mark.end] for mark in hit.marks] == ["ratified"]
    assert pickle.loads(pickle.dumps(hit.marks)) == hit.marks == tuple(hit.marks)


def test_an_engine_that_is_not_installed_is_named(home, monkeypatch):
    switch(home, "tantivy")
    for name in [name for name in sys.modules if name == "tantivy" or name.startswith("justicekb.store.tantivy")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "tantivy", None)
    with open_stores(home) as stores, pytest.raises(StoreError, match=r"pip install 'justicekb\[tantivy\]'"):
        _ = stores.fulltext
    with open_stores(home, mode="write") as stores:
        assert stores.engine == "tantivy"
        stores.use("whoosh")
        catch_up(stores)
        assert stores.fulltext.search(Everything()).total == 6


def test_the_commands_switch_it_over(home):
    run = CliRunner().invoke
    done = run(main, ["--kb", str(home), "rebuild", "--engine", "tantivy"])
    assert (done.exit_code, done.output) == (0, "6 passages indexed\n")
    assert "engine:        tantivy" in run(main, ["--kb", str(home), "status"]).output
    assert "ratified" in run(main, ["--kb", str(home), "search", "ratify"]).output


def test_a_large_base_is_told_of_the_faster_engine(home, monkeypatch):
    assert "advice" not in CliRunner().invoke(main, ["--kb", str(home), "status"]).output
    monkeypatch.setattr("justicekb.store.stores.SUGGESTED_FROM", 6)
    assert engines.SUGGESTED_FROM > 6
    told = CliRunner().invoke(main, ["--kb", str(home), "status"]).output
    assert "justicekb rebuild --engine tantivy" in told
    switch(home, "tantivy")
    assert "advice" not in CliRunner().invoke(main, ["--kb", str(home), "status"]).output
