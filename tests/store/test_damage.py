"""A damaged, planted, outdated or interrupted index is noticed and made again from the records."""

from __future__ import annotations

import json
import pickle
import random
import sqlite3
import struct
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from samples import document, news, news_records, report, report_records

from justicekb.errors import StoreError
from justicekb.querytree import Everything, Not, Or, Term, Wildcard
from justicekb.store import catch_up, open_stores, rebuild
from justicekb.store.base import IndexDamagedError
from justicekb.store.memory import MemoryRecords
from justicekb.store.whoosh.index import WhooshFullText


@pytest.fixture
def home(tmp_path):
    with open_stores(tmp_path, mode="create") as stores:
        stores.records.replace(report(), report_records())
        stores.records.replace(news(), news_records())
        catch_up(stores)
    return tmp_path


def total(home, node=Everything(), mode="read"):  # noqa: B008  # frozen
    with open_stores(home, mode=mode) as stores:
        return stores.fulltext.search(node).total


def index_files(home):
    return [file for file in (home / "fulltext").iterdir() if file.suffix in (".toc", ".seg")]


# ── pickles ──────────────────────────────────────────────────────────────────────────────────────────────────


class _Planted:
    """When unpickled by an ordinary reader, makes a file."""

    def __init__(self, target: Path) -> None:
        self.target = target

    def __reduce__(self):
        return (Path.touch, (self.target,))


def _resign(folder: Path, file: Path) -> None:
    """Makes the mark agree with a changed file, as somebody who plants a pickle would."""
    import zlib

    mark = json.loads((folder / "mark.json").read_text())
    mark["files"][file.name] = [file.stat().st_size, zlib.crc32(file.read_bytes())]
    (folder / "mark.json").write_text(json.dumps(mark))


def test_the_planted_pickle_works_where_nobody_looks(tmp_path):
    pickle.loads(pickle.dumps(_Planted(tmp_path / "planted")))  # shows that the test can fail
    assert (tmp_path / "planted").exists()


def test_a_planted_pickle_in_the_table_of_contents_is_refused(home):
    (toc,) = (file for file in index_files(home) if file.suffix == ".toc")
    sound = toc.read_bytes()
    segments = sound.rindex(b"\x80")  # the last pickle is the list of segments
    toc.write_bytes(sound[:segments] + pickle.dumps(_Planted(home / "planted")))
    _resign(home / "fulltext", toc)
    assert total(home) == 6
    assert not (home / "planted").exists()


def test_a_planted_pickle_in_a_segment_is_refused(home):
    (segment,) = (file for file in index_files(home) if file.suffix == ".seg")
    sound = segment.read_bytes()
    at = struct.unpack("!q", sound[4:12])[0] if sound[:4] == b"CMPD" else sound.rindex(b"\x80")
    segment.write_bytes(sound[:at] + pickle.dumps(_Planted(home / "planted")))
    _resign(home / "fulltext", segment)
    assert total(home) == 6
    assert not (home / "planted").exists()


def test_an_older_format_is_not_read_by_its_own_unpickler(home):
    (toc,) = (file for file in index_files(home) if file.suffix == ".toc")
    sound = toc.read_bytes()
    toc.write_bytes(sound.replace(struct.pack("!i", -111), struct.pack("!i", -110), 1))
    _resign(home / "fulltext", toc)
    assert total(home) == 6


# ── damage ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("seed", range(8))
def test_flipped_bytes_are_noticed(home, seed):
    chance = random.Random(seed)
    file = chance.choice(sorted(index_files(home)))
    content = bytearray(file.read_bytes())
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    file.write_bytes(bytes(content))
    assert total(home) == 6


@pytest.mark.parametrize("kept", [0, 1, 100])
def test_cut_files_are_noticed(home, kept):
    for file in index_files(home):
        file.write_bytes(file.read_bytes()[:kept])
    assert total(home) == 6


@pytest.mark.parametrize("mark", ["", "{}", "[]", '{"format": 3}', '{"format": 0, "revision": 2, "files": {}}', "\x00"])
def test_a_broken_mark_is_noticed(home, mark):
    (home / "fulltext" / "mark.json").write_text(mark)
    assert total(home) == 6


def test_missing_files_are_noticed(home):
    index_files(home)[0].unlink()
    assert total(home) == 6


def test_a_missing_index_is_made(home):
    for file in (home / "fulltext").iterdir():
        file.unlink()
    (home / "fulltext").rmdir()
    assert total(home) == 6


def test_without_records_a_damaged_index_is_refused(home):
    index_files(home)[0].write_bytes(b"")
    index = WhooshFullText(home / "fulltext", MemoryRecords())
    assert index.revision == 0
    with pytest.raises(IndexDamagedError, match="rebuild"):
        index.search(Everything())


def test_rebuild_makes_the_same_index(home):
    node = Or((Term("ratified"), Wildcard("*s"), Not(Term("the"))))
    before = total(home, node)
    with open_stores(home, mode="write") as stores:
        rebuild(stores)
        assert stores.fulltext.revision == stores.records.counts().revision
    assert total(home, node) == before


# ── catching up ──────────────────────────────────────────────────────────────────────────────────────────────


def test_a_writer_killed_before_the_index_is_written_is_caught_up(home):
    script = """
        import os, sys
        from pathlib import Path
        sys.path.insert(0, sys.argv[2])
        from samples import document, news
        from justicekb.store import open_stores
        stores = open_stores(Path(sys.argv[1]), mode="write")
        stores.records.replace(document("new.txt", "A quokka was freed."), [])
        stores.records.remove(news().id)
        os.kill(os.getpid(), 9)
    """
    command = [sys.executable, "-c", textwrap.dedent(script), str(home), str(Path(__file__).parent)]
    assert subprocess.run(command, check=False).returncode == -9
    with open_stores(home) as stores:
        assert stores.opened_fulltext.revision < stores.records.counts().revision
        assert stores.fulltext.search(Term("quokka")).total == 1
        assert stores.fulltext.search(Everything()).total == 4
        assert stores.fulltext.revision == stores.records.counts().revision


def test_a_writer_killed_while_writing_the_index_is_caught_up(home, monkeypatch):
    class Killed(BaseException):
        pass

    from justicekb.store.whoosh import index as fulltext_whoosh

    def killed(*_args):
        raise Killed

    with open_stores(home, mode="write") as stores:
        stores.records.replace(document("new.txt", "A quokka was freed."), [])
        with monkeypatch.context() as patch:
            patch.setattr(fulltext_whoosh._Written, "sign", killed)  # committed, but not signed
            with pytest.raises(Killed):
                catch_up(stores)
    assert total(home, Term("quokka")) == 1
    assert total(home) == 7


def test_an_index_newer_than_the_records_is_made_again(home):
    (home / "knowledge.sqlite").unlink()
    with open_stores(home, mode="create") as stores:
        stores.records.replace(document("new.txt", "A quokka was freed."), [])
        catch_up(stores)
        assert stores.fulltext.search(Everything()).total == 1


def test_a_document_written_often_is_indexed_once(home):
    with open_stores(home, mode="write") as stores:
        for _ in range(3):
            stores.records.replace(report(), report_records())
        catch_up(stores)
        catch_up(stores)
    assert total(home) == 6


def test_readers_go_on_while_a_writer_writes(home):
    with open_stores(home) as reading, open_stores(home, mode="write") as writing:
        assert reading.fulltext.search(Everything()).total == 6
        found = reading.records.documents()
        next(found)
        for number in range(3):
            writing.records.replace(document(f"{number}.txt", f"Quokka {number} was freed."), [])
            catch_up(writing)
            assert reading.fulltext.search(Term("quokka")).total == number + 1
        assert len(list(found)) == 1  # what was begun before ends in the state it began with
        assert len(list(reading.records.documents())) == 5


def test_a_reader_does_not_wait_for_the_index_of_a_running_writer(home):
    """While a writer holds a transaction, readers see the last whole state."""
    connection = sqlite3.connect(home / "knowledge.sqlite", isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("DELETE FROM document")
    assert total(home) == 6
    connection.execute("ROLLBACK")
    connection.close()


def test_two_writers_of_the_index_take_turns(home, monkeypatch):
    from whoosh.util.filelock import FileLock

    from justicekb.store.whoosh import index as fulltext_whoosh

    monkeypatch.setattr(fulltext_whoosh, "PATIENCE", 0.1)
    lock = FileLock(str(home / "fulltext" / "lock"))
    assert lock.acquire()
    with open_stores(home, mode="write") as stores:
        stores.records.remove(news().id)
        with pytest.raises(StoreError, match="another process"):
            catch_up(stores)
    assert total(home) == 6  # a reader takes the older state
    (home / "fulltext" / "mark.json").unlink()
    with pytest.raises(StoreError, match="another process"):
        total(home)
    lock.release()
    assert total(home) == 3


def test_threads_search_while_the_index_changes(home):
    from concurrent.futures import ThreadPoolExecutor

    with open_stores(home, mode="write") as stores, ThreadPoolExecutor(4) as pool:
        index = stores.fulltext
        searches = [pool.submit(lambda: index.search(Wildcard("*s")).total) for _ in range(40)]
        stores.records.replace(document("new.txt", "Quokkas were freed."), [])
        catch_up(stores)
        searches += [pool.submit(lambda: index.search(Term("quokkas")).total) for _ in range(10)]
        totals = [found.result() for found in searches]
    assert set(totals[-10:]) == {1}
