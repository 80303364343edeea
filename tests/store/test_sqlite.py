"""The SQLite file: whose it is, how it comes to the present schema, what a person reads in it, what it costs."""

from __future__ import annotations

import os
import sqlite3
from dataclasses import replace

import pytest
from samples import GROUP, KAZAKHSTAN, news, news_records, report, report_records

from justicekb.edtf import Edtf
from justicekb.errors import StoreError
from justicekb.home import APPLICATION_ID
from justicekb.model import RECORD_TYPES, Fact, Figure, Mention
from justicekb.querytree import Everything, RecordFilter
from justicekb.store import catch_up, open_stores
from justicekb.store.records import migrate
from justicekb.store.records.conditions import conditions
from justicekb.store.records.migrate import Migration, migrations
from justicekb.store.records.selection import select
from justicekb.store.records.sqlite import SqliteRecords


@pytest.fixture
def file(tmp_path):
    return tmp_path / "knowledge.sqlite"


@pytest.fixture
def filled(file):
    with SqliteRecords(file, mode="create") as store:
        store.replace(report(), report_records())
        store.replace(news(), news_records())
    return file


# ── whose file it is ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("mode", ["read", "write"])
def test_no_knowledge_base(tmp_path, mode):
    with pytest.raises(StoreError, match="holds no knowledge base: run `justicekb ingest PATH` first"):
        open_stores(tmp_path / "nothing", mode=mode)
    assert not (tmp_path / "nothing").exists()


@pytest.mark.parametrize("mode", ["read", "write", "create"])
def test_a_database_of_something_else(file, mode):
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE recipe (name TEXT)")
    connection.close()
    with pytest.raises(StoreError, match="a database of something else"):
        SqliteRecords(file, mode=mode)
    connection = sqlite3.connect(file)
    assert [row[0] for row in connection.execute("SELECT name FROM sqlite_master")] == ["recipe"]
    connection.close()


@pytest.mark.parametrize("mode", ["read", "write", "create"])
def test_no_database_at_all(file, mode):
    file.write_bytes(b"This is a letter, not a database. " * 100)
    with pytest.raises(StoreError, match="damaged or not a knowledge base"):
        SqliteRecords(file, mode=mode)


def test_an_empty_file_is_no_knowledge_base(file):
    file.touch()
    with pytest.raises(StoreError, match="schema 0"):
        SqliteRecords(file)


@pytest.mark.parametrize("mode", ["read", "write"])
def test_a_later_version_is_refused(filled, mode):
    connection = sqlite3.connect(filled)
    connection.execute(f"PRAGMA user_version = {migrate.SCHEMA_VERSION + 1}")
    connection.close()
    with pytest.raises(StoreError, match="update justicekb"):
        SqliteRecords(filled, mode=mode)


def test_an_older_version_is_migrated_by_a_writer_and_refused_to_a_reader(filled, file):
    as_it_was = _of_version_2(filled)
    with pytest.raises(StoreError, match="has schema 2"):
        SqliteRecords(as_it_was)
    SqliteRecords(as_it_was, mode="write").close()
    with SqliteRecords(as_it_was) as store, SqliteRecords(file) as other:
        assert store.counts() == other.counts()
        assert store.mentioned(news().id) == other.mentioned(news().id) != {}
        for where in (RecordFilter(text="ratifies torture"), RecordFilter(about=(GROUP,))):
            assert list(store.records(Fact, where)) == list(other.records(Fact, where)) != []


def _of_version_2(filled):
    """The same documents as a file of schema 2: a row for each record with all its values, and for each occurrence."""
    file = filled.parent / "old.sqlite"
    old = sqlite3.connect(file, isolation_level=None)
    migrate.migrate(old, "x", migrations()[:2])
    old.execute("ATTACH ? AS new", (str(filled),))
    tables = [row[0] for row in old.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")]
    for table in set(tables) - {"migration", "knowledge_base", "occurrence"}:
        ours = [row[1] for row in old.execute(f"PRAGMA main.table_info({table})")]
        values = [(name, _EARLIER.get((table, name), f"t.{name}")) for name in ours if (table, name) not in _BY_ITSELF]
        old.execute(
            f"INSERT INTO main.{table} ({', '.join(name for name, _ in values)}) "
            f"SELECT {', '.join(value for _, value in values)} FROM new.{table} AS t"
        )
    old.execute("UPDATE main.knowledge_base SET revision = (SELECT revision FROM new.knowledge_base)")
    named = "SELECT entity, document, start_char, end_char FROM new"
    old.execute(f"INSERT OR IGNORE INTO main.occurrence {named}.mention")
    old.execute(f"INSERT OR IGNORE INTO main.occurrence {named}.law")
    old.close()
    return file


# How columns of schema 2 that are there no more follow from those that are; and those that SQLite fills in.
_EARLIER = {
    ("sentence", "stems"): "' '",
    ("fact", "row"): "t.sentence * 1000 + t.nth",
    ("participant", "fact"): "t.sentence * 1000 + t.fact",
    ("alias", "entity"): "(SELECT id FROM new.entity WHERE row = t.entity)",
}
_BY_ITSELF = {(kind.KIND, "row") for kind in RECORD_TYPES if kind is not Fact}


def test_migrated_documents_are_what_they_were_told_to_be_before(filled):
    """The digests that were written before a migration still fit, so that no value was lost or changed by it."""
    as_it_was = _of_version_2(filled)
    with SqliteRecords(as_it_was, mode="write") as store, SqliteRecords(filled) as other:
        assert store.state(2) == other.state(2) != ""
        assert store.problems(thorough=True) == []
        for kind in RECORD_TYPES:
            assert list(store.records(kind)) == list(other.records(kind)) != []


def test_a_migrated_file_is_as_small_as_a_new_one(filled):
    as_it_was = _of_version_2(filled)
    SqliteRecords(as_it_was, mode="write").close()
    connection = sqlite3.connect(as_it_was)
    assert connection.execute("PRAGMA freelist_count").fetchone()[0] < 10
    connection.close()


def test_other_words_make_the_sentence_index_again(filled):
    connection = sqlite3.connect(filled)
    connection.execute("UPDATE knowledge_base SET words = words - 1")
    connection.execute("INSERT INTO sentence_index (sentence_index) VALUES ('delete-all')")
    connection.commit()
    connection.close()
    with pytest.raises(StoreError, match="indexed by another justicekb: run `justicekb rebuild`"):
        SqliteRecords(filled)
    with SqliteRecords(filled, mode="write") as store:
        assert len(list(store.records(Fact, RecordFilter(text="ratifies torture")))) == 1


def test_a_folder_that_cannot_be_made(tmp_path):
    (tmp_path / "a file").write_text("x")
    with pytest.raises(StoreError, match="cannot be made"):
        open_stores(tmp_path / "a file" / "kb", mode="create")


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write anywhere")
def test_an_unwritable_folder(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(StoreError, match="cannot be written to"):
        open_stores(tmp_path, mode="create")
    tmp_path.chmod(0o700)


def test_an_unwritable_folder_seen_by_any_user(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(StoreError, match="cannot be written to"):
        open_stores(tmp_path / "kb", mode="create")


def test_a_base_nobody_can_write_to_is_read_as_it_stands(tmp_path, monkeypatch):
    with open_stores(tmp_path, mode="create") as stores:
        stores.records.replace(news(), news_records())
        catch_up(stores)
        stores.records.replace(report(), report_records())  # the index does not hold it
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    real = sqlite3.connect

    def without_a_lock_file(name, **options):
        if "immutable" not in name:
            raise sqlite3.OperationalError("unable to open database file")
        return real(name, **options)

    monkeypatch.setattr(sqlite3, "connect", without_a_lock_file)
    with pytest.raises(StoreError, match="cannot be written"):
        SqliteRecords(tmp_path / "knowledge.sqlite", mode="write")
    with open_stores(tmp_path) as stores:
        assert stores.records.counts().documents == 2
        assert stores.fulltext.search(Everything()).total == 3


# ── migrations ───────────────────────────────────────────────────────────────────────────────────────────────


def test_the_newest_file_is_the_version():
    numbers = [step.number for step in migrations()]
    assert numbers == list(range(1, migrate.SCHEMA_VERSION + 1))


def test_each_step_is_recorded_in_order(filled):
    connection = sqlite3.connect(filled)
    assert connection.execute("SELECT number, name FROM migration ORDER BY number").fetchall() == [
        (step.number, step.name) for step in migrations()
    ]
    assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()


def test_a_step_is_applied_whole_or_not_at_all():
    connection = sqlite3.connect(":memory:", isolation_level=None)
    good = Migration(1, "good", "CREATE TABLE one (a); -- a comment; with a mark\nCREATE TABLE two (b);\n-- the end\n")
    bad = Migration(2, "bad", "CREATE TABLE three (c);\nCREATE TABLE three (c);\n")
    assert migrate.migrate(connection, "x", [good]) == [1]
    with pytest.raises(sqlite3.OperationalError):
        migrate.migrate(connection, "x", [good, bad])
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master ORDER BY name")]
    assert tables == ["migration", "one", "two"]
    assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    connection.close()


# ── writing ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_error_inside_a_document_leaves_what_was_there(filled):
    with SqliteRecords(filled, mode="write") as store:
        before = store.counts()
        broken = replace(report(), text=report().text + "\ud800")
        with pytest.raises(StoreError, match="half of a character"):
            store.replace(broken, report_records())
        assert store.counts() == before
        assert store.document(report().id) == report()


def test_a_second_writer_is_told_to_wait(filled, monkeypatch):
    from justicekb.store.records import connection as connecting

    monkeypatch.setattr(connecting, "_PATIENCE", 0.05)
    first = sqlite3.connect(filled, isolation_level=None)
    with SqliteRecords(filled, mode="write") as store:
        first.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="another process is writing"):
            store.remove(news().id)
        first.execute("ROLLBACK")
        store.remove(news().id)
    first.close()


def test_a_reader_cannot_write(filled):
    with SqliteRecords(filled) as store, pytest.raises(StoreError, match="readonly"):
        store.remove(news().id)


def test_nothing_points_nowhere(filled):
    connection = sqlite3.connect(filled)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
    with SqliteRecords(filled, mode="write") as store:
        store.remove(report().id)
        store.remove(news().id)
    connection = sqlite3.connect(filled)
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    own = [table for table in tables if not table.startswith("sentence_index")]
    left = {t for t in own if connection.execute(f"SELECT count(*) FROM {t}").fetchone()[0]}
    assert left == {"history", "knowledge_base", "migration", "removed_document"}
    # Every token of every sentence was taken out again: an index that holds nothing has no list left.
    connection.execute("INSERT INTO sentence_index (sentence_index) VALUES ('integrity-check')")
    connection.execute("CREATE VIRTUAL TABLE temp.token USING fts5vocab (main, sentence_index, row)")
    connection.execute("INSERT INTO sentence_index (sentence_index) VALUES ('optimize')")
    assert connection.execute("SELECT count(*) FROM token").fetchone() == (0,)
    connection.close()


# ── reading ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_view_can_be_read_by_a_person(filled):
    connection = sqlite3.connect(filled)
    connection.row_factory = sqlite3.Row
    fact = connection.execute("SELECT * FROM facts WHERE type = 'ratification'").fetchone()
    assert (fact["date"], fact["agent"], fact["object"]) == ("1998", "Kazakhstan", "Convention against Torture")
    assert fact["sentence"] == "Kazakhstan ratified the Convention against Torture in 1998."
    assert (fact["title"], fact["publisher"], fact["published"]) == (
        "Prison visits in Kazakhstan", "The Watch Press of Astana", "2019-03",
    )  # fmt: skip
    words = connection.execute("SELECT words FROM passages WHERE path = 'a/news.txt'").fetchone()["words"]
    assert words == "Café owners of Өскемен 𝐀𝐁 met the prisoners’ families."
    assert connection.execute("SELECT aliases FROM entities WHERE id = ?", (GROUP,)).fetchone()[0] == "PWG"
    rows = {
        view: connection.execute(f"SELECT count(*) FROM {view}").fetchone()[0]
        for (view,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'view'")
    }
    assert {view: count for view, count in rows.items() if view in _FOR_PEOPLE} == {
        "facts": 2, "figures": 3, "quotes": 2, "laws": 1, "mentions": 7, "dates": 2, "bibliography": 1,
        "passages": 6, "entities": 5, "sources": 2,
    }  # fmt: skip
    connection.close()


_FOR_PEOPLE = {
    "facts", "figures", "quotes", "laws", "mentions", "dates", "bibliography", "passages", "entities", "sources",
}  # fmt: skip


def test_the_views_of_records_have_the_columns_of_their_values(filled):
    connection = sqlite3.connect(filled)
    for table, rows in {"mention": 7, "block": 8, "passage": 6, "sentence_entity": 8, "participant": 3}.items():
        assert connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] == rows
    given = connection.execute("SELECT name, text, canonical FROM mention WHERE text = 'PWG'").fetchall()
    assert given == [("Penal Watch Group", "PWG", "Penal Watch Group")]
    connection.close()


def test_what_is_told_twice_is_kept_once(filled):
    connection = sqlite3.connect(filled)
    told = "SELECT times FROM mention_told WHERE canonical = 'Penal Watch Group' AND aliases = '[]'"
    assert connection.execute(told).fetchall() == [(2,)]
    with SqliteRecords(filled, mode="write") as store:
        store.replace(report(), report_records()[2:])  # one of the two is gone
        assert connection.execute(told).fetchall() == [(1,)]
        store.replace(report(), report_records())
        assert connection.execute(told).fetchall() == [(2,)]
    connection.close()


def test_numbers_keep_their_type(filled):
    with SqliteRecords(filled) as store:
        values = {figure.unit: figure.value for figure in store.records(Figure)}
    assert [(value, type(value)) for value in values.values()] == [(3.5, float), (10.0, float), (461, int)]


@pytest.mark.parametrize(
    ("kind", "where", "index"),
    [
        (Fact, {"types": ("ratification",)}, "sentence_index"),
        (Fact, {"entities": (KAZAKHSTAN,)}, "sentence_index"),
        (Fact, {"date": Edtf("1998")}, "sentence_index"),
        (Mention, {"entities": (KAZAKHSTAN,)}, "sentence_index"),
        (Figure, {"sentence_mentions": (KAZAKHSTAN,)}, "sentence_index"),
        (Figure, {"documents": ("doc-000000000000",)}, "sentence_by_place"),
    ],
)
def test_filters_use_indexes(filled, kind, where, index):
    sql, *values = select(kind, list(conditions(kind, RecordFilter(**where))))
    connection = sqlite3.connect(filled)
    plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", values)]
    connection.close()
    assert index in " ".join(plan)
    assert not [step for step in plan if step in ("SCAN r", "SCAN s", "SCAN t", "SCAN d")]


@pytest.mark.parametrize("kind", RECORD_TYPES)
def test_reading_everything_never_sorts_more_than_a_document(filled, kind):
    sql, *_ = select(kind, [])
    connection = sqlite3.connect(filled)
    plan = " ".join(row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}"))
    connection.close()
    assert "TEMP B-TREE FOR ORDER BY" not in plan  # at most the records of one document at a time


def test_records_are_read_one_at_a_time(filled):
    with SqliteRecords(filled) as store:
        found = store.records(Mention)
        assert next(found).document == news().id
        assert store.counts().documents == 2  # another query in between
        assert len(list(found)) == 6


@pytest.mark.parametrize("kind", [Fact, Mention])
@pytest.mark.parametrize("typed", ["¦¹+\x82zN", 'a" OR "b', "a b", "\0"])
def test_a_type_that_no_record_has_finds_nothing_whatever_its_signs(tmp_path, kind, typed):
    with SqliteRecords(tmp_path / "knowledge.sqlite", mode="create") as records:
        records.replace(report(), report_records())
        assert list(records.records(kind, RecordFilter(types=(typed,)))) == []
        assert records.some(kind, RecordFilter(types=(typed,)), limit=5) == []
