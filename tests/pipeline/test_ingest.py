"""From files to the store: archives, copies, changed files and manifests, workers, and what stays after a fault."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from justicekb.config import Settings
from justicekb.errors import StoreError
from justicekb.extract.dates import find_dates
from justicekb.pipeline import Options, ingest, work
from justicekb.pipeline.whereabouts import is_gone
from justicekb.store.memory import MemoryRecords

CLOSED = "The prison colony at Sandhill was closed in 2011, the ministry announced.\n"
OPENED = "A new detention centre was opened in Sandhill in 2012, the ministry announced.\n"


@pytest.fixture
def store():
    return MemoryRecords()


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(CLOSED)
    return tmp_path / "in"


class Here:
    """The smallest executor: does each task in this process, when its answer is asked for."""

    def __init__(self, setup, options):
        self._setup = setup
        self._tasks = []

    @property
    def has_room(self):
        return len(self._tasks) < 3

    def submit(self, task):
        self._tasks.append(task)

    def wait(self):
        return work.run(self._tasks.pop(), self._setup)

    def close(self):
        self._tasks.clear()


def run(store, *paths, **options):
    outcomes = []
    report = ingest(paths, store, Settings(), options=Options(**options), progress=outcomes.append)
    return report, {Path(outcome.path).name: outcome for outcome in outcomes}


def test_members_of_an_archive_are_documents_of_their_own(store, folder):
    with zipfile.ZipFile(folder / "papers.zip", "w") as archive:
        archive.writestr("b.txt", OPENED)
        archive.writestr("empty.txt", "")
    report, outcomes = run(store, folder)
    assert (report.counts["read"], report.counts["failed"]) == (2, 1)
    assert outcomes["b.txt"].path.endswith("papers.zip/b.txt")
    assert "empty" in outcomes["empty.txt"].reason


def test_copies_are_stored_once_with_every_path(store, folder):
    (folder / "copy.txt").write_text(CLOSED)
    report, outcomes = run(store, folder)
    assert (report.counts["read"], report.counts["duplicate"]) == (1, 1)
    assert len(store.paths(outcomes["a.txt"].document)) == 2


def test_a_changed_file_takes_the_place_of_its_former_self(store, folder):
    run(store, folder)
    (folder / "a.txt").write_text(OPENED)
    run(store, folder)
    assert [document.path for document in store.documents()] == [(folder / "a.txt").as_posix()]


class Idle(Here):
    """An executor that must not be asked for anything."""

    def submit(self, task):
        pytest.fail(f"{task.path} was given to a worker")


def test_a_folder_without_news_needs_no_worker(store, folder):
    for number in range(100):  # more than are looked into at once
        (folder / f"{number}.txt").write_text(f"Colony no. {number} was closed in 2011, the ministry announced.\n")
    run(store, folder, executor=Here)
    assert run(store, folder, executor=Idle)[0].counts["unchanged"] == 101
    (folder / "b.txt").write_text(OPENED)
    (folder / "7.txt").write_text(OPENED.replace("2012", "2013"))
    report, outcomes = run(store, folder, executor=Here)
    assert (report.counts["unchanged"], report.counts["read"]) == (100, 2)
    assert {name for name, outcome in outcomes.items() if outcome.status == "read"} == {"7.txt", "b.txt"}


def test_a_known_message_is_looked_into_for_what_is_attached(store, folder):
    (folder / "m.eml").write_text(
        'From: a@b.example\nSubject: Notes\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="x"\n\n'
        f"--x\nContent-Type: text/plain\n\n{OPENED}\n--x\nContent-Type: text/plain\n"
        f'Content-Disposition: attachment; filename="c.txt"\n\n{CLOSED} Again.\n--x--\n'
    )
    _, outcomes = run(store, folder, executor=Here)
    store.remove(outcomes["c.txt"].document)
    assert run(store, folder, executor=Here)[1]["c.txt"].status == "read"


def test_what_a_manifest_says_wins_and_is_read_again_when_it_changes(store, folder):
    run(store, folder)
    (folder / "manifest.csv").write_text("path,publisher,published\na.txt,Sandhill Gazette,2012-03\n")
    report, _ = run(store, folder)
    assert report.counts["read"] == 1
    (document,) = store.documents()
    assert (document.publisher, document.published.text) == ("Sandhill Gazette", "2012-03")
    assert run(store, folder)[0].counts["unchanged"] == 1


def test_a_broken_manifest_is_named_and_the_files_are_read_without_it(store, folder):
    (folder / "manifest.csv").write_text("path,colour\na.txt,red\n")
    report, outcomes = run(store, folder)
    assert (report.counts["read"], report.counts["failed"]) == (1, 1)
    assert "colour" in outcomes["manifest.csv"].reason


def test_workers_store_what_one_process_stores(store, folder):
    (folder / "b.txt").write_text(OPENED)
    alone = MemoryRecords()
    run(alone, folder, executor=Here)
    run(store, folder, workers=2)
    assert alone.counts().records == store.counts().records


def test_a_fault_of_ours_is_reported_with_the_file_and_the_rest_goes_on(store, folder, monkeypatch, caplog):
    (folder / "b.txt").write_text(OPENED)

    def broken(parsed, vocabulary, problem):
        if "Sandhill was closed" in parsed.document.text:
            raise RuntimeError("a fault")
        return ()

    monkeypatch.setattr("justicekb.extract.extract", broken)
    report, outcomes = run(store, folder, executor=Here)
    assert (report.counts["read"], report.counts["failed"]) == (1, 1)
    assert "RuntimeError: a fault" in outcomes["a.txt"].reason
    assert "Traceback" not in outcomes["a.txt"].reason
    assert "Traceback" in caplog.text


def test_a_copy_of_a_file_that_cannot_be_read_is_no_duplicate_of_a_document(store, folder):
    for name in ("x.txt", "y.txt"):
        (folder / name).write_bytes(bytes(range(256)) * 20)
    report, outcomes = run(store, folder)
    assert (report.counts["read"], report.counts["duplicate"], report.counts["failed"]) == (1, 0, 2)
    assert "copy" in outcomes["y.txt"].reason


def test_an_extractor_that_raises_costs_its_own_records(store, folder, monkeypatch, caplog):
    def find_facts(parsed, vocabulary, found):
        raise IndexError("[E201] Span index out of range")

    monkeypatch.setattr("justicekb.extract.EXTRACTORS", (find_dates, find_facts))
    report, outcomes = run(store, folder, executor=Here)
    assert report.counts["read"] == 1
    (document,) = store.documents()
    assert "failed to find its facts (IndexError: [E201]" in document.notes[-1]
    assert outcomes["a.txt"].warnings
    assert store.counts().records["date"] == 1
    assert "Traceback" in caplog.text


def test_a_missing_language_model_ends_the_run_with_what_to_do(store, folder):
    with pytest.raises(StoreError, match="install the package or set JUSTICEKB_MODEL"):
        ingest([folder], store, Settings(model="no_such_model"))


def test_a_moved_file_is_stored_under_its_new_path_alone(store, folder):
    run(store, folder)
    (folder / "a.txt").rename(folder / "b.txt")
    report, _ = run(store, folder)
    assert (report.counts["moved"], report.counts["gone"]) == (1, 0)
    assert [path for path, _ in store.located()] == [(folder / "b.txt").as_posix()]


def test_a_renamed_folder_moves_what_was_read_from_it(store, folder):
    run(store, folder)
    renamed = folder.rename(folder.with_name("renamed"))
    report, _ = run(store, renamed)
    assert report.counts["moved"] == 1
    assert [path for path, _ in store.located()] == [(renamed / "a.txt").as_posix()]


def test_a_deleted_file_is_told_and_forgotten_when_asked(store, folder):
    (folder / "b.txt").write_text(OPENED)
    with zipfile.ZipFile(folder / "papers.zip", "w") as archive:
        archive.writestr("c.txt", OPENED.replace("2012", "2013"))
    (folder.parent / "in-other").mkdir()
    run(store, folder)
    (folder / "b.txt").unlink()
    report, _ = run(store, folder)
    assert [Path(one.path).name for one in report.gone] == ["b.txt"]
    assert len(list(store.documents())) == 3
    run(store, folder.parent / "in-other", prune=True)  # another folder says nothing about this one
    run(store, folder, prune=True, dry_run=True)
    assert len(list(store.documents())) == 3
    report, _ = run(store, folder, prune=True)
    assert report.counts["forgotten"] == 1
    assert sorted(Path(path).name for path, _ in store.located()) == ["a.txt", "c.txt"]


def test_a_deleted_folder_may_be_named_to_forget_it(store, folder):
    run(store, folder)
    (folder / "a.txt").unlink()
    folder.rmdir()
    report, _ = run(store, folder, prune=True)
    assert (report.counts["failed"], report.counts["forgotten"]) == (1, 1)
    assert not list(store.documents())


def test_what_cannot_be_looked_at_is_not_gone(monkeypatch):
    def refuse(path):
        raise PermissionError(13, "Permission denied")

    assert is_gone("no-such-folder/a.txt")
    monkeypatch.setattr("justicekb.pipeline.whereabouts.os.lstat", refuse)
    assert not is_gone("no-such-folder/a.txt")
