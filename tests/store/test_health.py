"""Damage is told, never read as health; what can be healed is, and what cannot is named."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing

import pytest
from samples import REPORT, document, news, news_records, report, report_records

from justicekb.cli import run
from justicekb.config import Settings
from justicekb.errors import StoreError
from justicekb.home import TIE_FILE, is_own
from justicekb.knowledgebase import KnowledgeBase
from justicekb.querytree import Term
from justicekb.store import catch_up, open_stores, rebuild
from justicekb.store.records.health import content
from justicekb.store.records.health.salvage import salvage
from justicekb.store.records.sqlite import SqliteRecords

PLACES = ("Osh", "Naryn", "Talas", "Batken")


@pytest.fixture
def home(tmp_path):
    folder = tmp_path / "kb"
    with open_stores(folder, mode="create") as stores:
        stores.records.replace(report(), report_records())
        stores.records.replace(news(), news_records())
        for number in range(60):
            words = " ".join(f"The board of {place} met {number} times." for place in PLACES * 20)
            stores.records.replace(document(f"many/{number:02}.txt", words), [])
        catch_up(stores)
    return folder


def change(home, sql, *values):
    """Changes the file behind the back of everything that writes down what it holds."""
    with closing(sqlite3.connect(home / "knowledge.sqlite")) as db, db:
        db.execute("PRAGMA foreign_keys = OFF")
        db.execute(sql, values)


def problems(home, *, thorough=True):
    with open_stores(home) as stores:
        return stores.problems(thorough=thorough)


# ── checks ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_sound_base_has_no_problem(home):
    assert problems(home) == []
    with open_stores(home, mode="write") as stores:
        stores.records.add_path(report().id, "z/copy.txt")
        stores.records.remove(news().id)
        stores.records.replace(report(), report_records()[:3])
    assert problems(home) == []


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("DELETE FROM mention_at WHERE id IN (SELECT id FROM mention_at LIMIT 1)", "records are stored"),
        ("DELETE FROM passage_at WHERE position = 0", "passages are stored"),
        ("DELETE FROM document WHERE path = 'many/07.txt'", "were written down"),
    ],
)
def test_missing_rows_are_told_without_being_asked_for(home, sql, told):
    change(home, sql)
    assert any(told in problem for problem in problems(home, thorough=False))


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE figure_at SET value = 460 WHERE value = 461",
        "UPDATE document SET text = replace(text, 'ratified', 'rejected')",
        "UPDATE sentence_at SET length = length - 1 WHERE row = 1",
        "UPDATE participant_told SET name = 'Nobody' WHERE role = 'agent'",
        "UPDATE block_at SET page = 9 WHERE page = 1 AND position = 0",
    ],
)
def test_changed_cells_are_told_by_a_full_check(home, sql):
    change(home, sql)
    assert problems(home, thorough=True)


def test_every_damaged_page_is_told_or_harmless(home):
    file = home / "knowledge.sqlite"
    whole = file.read_bytes()
    before = _everything(home)
    silent = []
    for page in range(1, len(whole) // 4096, max(1, len(whole) // 4096 // 12)):
        damaged = bytearray(whole)
        damaged[page * 4096 + 100 : page * 4096 + 160] = bytes(60)
        file.write_bytes(damaged)
        if not _told(home) and _everything(home) != before:
            silent.append(page)
    assert silent == []


def _told(home):
    try:
        return bool(problems(home))
    except StoreError:
        return True


def _everything(home):
    """What can be read of the base; an error counts as another state."""
    try:
        with open_stores(home) as stores:
            return [stores.records.document(light.id) for light in stores.records.documents()]
    except StoreError as error:
        return str(error)


# ── commands ─────────────────────────────────────────────────────────────────────────────────────────────────


def broken(home):
    """Overwrites the page with the text of a document, as a failing disk does."""
    file = home / "knowledge.sqlite"
    data = bytearray(file.read_bytes())
    page = data.index(b"board of Osh met 31 times") // 4096 * 4096
    data[page : page + 4096] = b"\x5a" * 4096
    file.write_bytes(data)


@pytest.mark.parametrize(
    "command",
    [["status"], ["status", "--check"], ["verify"], ["export"], ["rebuild"], ["export", "--format", "graphml"]],
)
def test_damage_ends_commands_with_what_to_do(home, command, capsys):
    broken(home)
    assert run(["--kb", str(home), *command]) == 4
    told = capsys.readouterr()
    assert "--repair" in told.err
    assert "Traceback" not in told.err


def test_status_tells_health(home, capsys):
    assert run(["--kb", str(home), "status"]) == 0
    assert "sound as far as counts tell" in capsys.readouterr().out
    assert run(["--kb", str(home), "status", "--check"]) == 0
    assert "health:        sound\n" in capsys.readouterr().out
    assert run(["--kb", str(home), "status", "--repair"]) == 2


def test_repair_saves_what_can_be_read_and_names_the_rest(home, capsys):
    before = {doc.path: doc for doc in _everything(home)}
    broken(home)
    assert run(["--kb", str(home), "status", "--check", "--repair"]) == 0
    told = capsys.readouterr()
    lost = {line.removeprefix("lost: ") for line in told.err.splitlines() if line.startswith("lost: ")}
    after = {doc.path: doc for doc in _everything(home)}
    assert len(after) > 30
    assert len(lost) >= 1
    assert all(before[path] == doc for path, doc in after.items())
    assert len(after) + len(lost) == len(before)
    assert problems(home) == []
    assert (home / "knowledge.sqlite.damaged-1").is_file()
    assert all(is_own(file.name) for file in home.iterdir())
    with open_stores(home) as stores:
        assert stores.fulltext.search(Term("Naryn")).total > 30


def test_repair_leaves_a_sound_base_alone(home, capsys):
    assert run(["--kb", str(home), "status", "--check", "--repair"]) == 0
    assert "nothing to repair" in capsys.readouterr().out
    assert not list(home.glob("*.damaged-*"))


def test_a_document_with_a_changed_record_is_lost_not_saved(home):
    change(home, "UPDATE figure_at SET value = 460 WHERE value = 461")
    saved = salvage(home / "knowledge.sqlite")
    assert saved.lost == (report().path,)
    assert len(saved.saved) == 61


def test_nothing_can_be_saved_of_no_database(tmp_path):
    (tmp_path / "knowledge.sqlite").write_bytes(b"no database at all" * 500)
    with pytest.raises(StoreError, match="nothing of it can be read"):
        salvage(tmp_path / "knowledge.sqlite")


def test_rebuild_mends_indexes_of_sqlite(home):
    row = _without_index(home, "alias_by_times")
    change(home, "DELETE FROM alias WHERE name = 'PWG'")
    with closing(sqlite3.connect(home / "knowledge.sqlite")) as db, db:
        db.execute("PRAGMA writable_schema = ON")
        db.execute("INSERT INTO sqlite_master VALUES (?, ?, ?, ?, ?)", row)
    assert any("alias_by_times" in problem for problem in problems(home))
    with KnowledgeBase(Settings(home=home)) as base:
        assert base.rebuild() > 0
    assert problems(home) == []


def _without_index(home, name):
    """Takes an index out of the schema, so that what is written goes past it."""
    with closing(sqlite3.connect(home / "knowledge.sqlite")) as db, db:
        row = db.execute(
            "SELECT type, name, tbl_name, rootpage, sql FROM sqlite_master WHERE name = ?", (name,)
        ).fetchone()
        db.execute("PRAGMA writable_schema = ON")
        db.execute("DELETE FROM sqlite_master WHERE name = ?", (name,))
    return row


# ── the index belongs to the records ─────────────────────────────────────────────────────────────────────────


def found(home, word):
    with open_stores(home) as stores:
        return stores.fulltext.search(Term(word)).total


def add(home, name, words):
    with open_stores(home, mode="create") as stores:
        stores.records.replace(document(name, words), [])
        catch_up(stores)


def test_a_restored_backup_makes_the_index_again(tmp_path):
    home = tmp_path / "kb"
    add(home, "a.txt", "The aword board met.")
    shutil.copy(home / "knowledge.sqlite", tmp_path / "backup")
    add(home, "n.txt", "The nword board met.")
    for ending in ("-wal", "-shm"):
        (home / f"knowledge.sqlite{ending}").unlink(missing_ok=True)
    shutil.copy(tmp_path / "backup", home / "knowledge.sqlite")
    add(home, "m.txt", "The mword board met.")
    assert [found(home, word) for word in ("aword", "mword", "nword")] == [1, 1, 0]
    with open_stores(home) as stores:
        assert stores.index_state() == "up to date"


def test_another_base_with_the_same_count_of_changes_is_noticed(tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"
    add(one, "a.txt", "The aword board met.")
    add(other, "b.txt", "The bword board met.")
    shutil.copytree(one / "fulltext", other / "fulltext", dirs_exist_ok=True)
    shutil.copy(one / TIE_FILE, other / TIE_FILE)
    with open_stores(other) as stores:
        assert "another state" in stores.index_state()
    assert [found(other, word) for word in ("aword", "bword")] == [0, 1]


def test_a_copied_and_a_moved_base_are_as_they_were(home, tmp_path):
    shutil.copytree(home, tmp_path / "copy")
    home.rename(tmp_path / "moved")
    for folder in (tmp_path / "copy", tmp_path / "moved"):
        with open_stores(folder) as stores:
            assert stores.index_state() == "up to date"


def test_the_same_documents_have_the_same_digest_in_any_order(tmp_path):
    states = []
    for number, order in enumerate(((report, news), (news, report))):
        with SqliteRecords(tmp_path / f"{number}.sqlite", mode="create") as store:
            for make in order:
                store.replace(make(), report_records() if make is report else news_records())
            states.append(store.state(2))
    assert states[0] == states[1] != ""


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_stale_index_where_nobody_can_write_is_said(home):
    _behind(home)
    for path in (home, home / "fulltext"):
        path.chmod(0o555)
    try:
        with KnowledgeBase(Settings(home=home)) as base:
            assert any("cannot be written here" in note.message for note in base.search("Naryn").notes)
    finally:
        for path in (home, home / "fulltext"):
            path.chmod(0o755)


def test_a_stale_index_is_said_on_every_search(home, monkeypatch):
    _behind(home)
    monkeypatch.setattr("justicekb.store.stores.os.access", lambda path, mode: False)
    with KnowledgeBase(Settings(home=home)) as base:
        assert any("cannot be written here" in note.message for note in base.search("Naryn").notes)
        assert any("cannot be written here" in note.message for note in base.search("Naryn").notes)
        assert base.search("quokka").total == 0


def _behind(home):
    with open_stores(home, mode="write") as stores:
        stores.records.replace(document("new.txt", "A quokka was freed."), [])


def test_an_index_made_again_is_tied(home):
    (home / TIE_FILE).unlink()
    with open_stores(home, mode="write") as stores:
        rebuild(stores)
        assert stores.index_state() == "up to date"


# ── a base that goes away while it is written ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("how", ["deleted", "moved", "replaced"])
def test_a_base_that_goes_away_is_noticed(home, tmp_path, how):
    with open_stores(home, mode="write") as stores:
        if how == "replaced":
            shutil.copy(home / "knowledge.sqlite", tmp_path / "other")
            os.replace(tmp_path / "other", home / "knowledge.sqlite")
        else:
            home.rename(tmp_path / "elsewhere")
            if how == "deleted":
                shutil.rmtree(tmp_path / "elsewhere")
        with pytest.raises(StoreError, match=r"moved, replaced or deleted|cannot be opened|disk I/O"):
            stores.records.replace(document("new.txt", f"{REPORT} again"), [])


def test_a_name_of_300_letters_is_refused_with_a_sentence(capsys, tmp_path):
    for command in (["status"], ["search", "board"], ["ingest", str(tmp_path)]):
        assert run(["--kb", "k" * 300, *command]) == 4
        assert "too long" in capsys.readouterr().err


def test_an_unfinished_log_where_nobody_can_write_is_refused(home, monkeypatch):
    from justicekb.store.records import connection

    (home / "knowledge.sqlite-wal").write_bytes(b"\0" * 4096)

    def cannot(uri, file):
        raise sqlite3.OperationalError("unable to open database file")

    monkeypatch.setattr(connection, "_checked", cannot)
    monkeypatch.setattr(connection.os, "access", lambda path, mode: False)
    with pytest.raises(StoreError, match="unfinished log"):
        connection.connect(home / "knowledge.sqlite", mode="read")


def test_a_table_that_changes_its_columns_needs_a_new_version_of_digests(home):
    with closing(sqlite3.connect(home / "knowledge.sqlite")) as db:
        columns = {table: len(db.execute(f"PRAGMA table_info({table})").fetchall()) for table in content._TABLES}
    assert (content.VERSION, columns) == (2, COLUMNS)


COLUMNS = {
    "document": 30,
    "author": 4,
    "block": 8,
    "passage": 8,
    "sentence": 6,
    "mention": 16,
    "date": 14,
    "law": 16,
    "figure": 22,
    "fact": 21,
    "quote": 16,
    "reference": 26,
}
