"""What is written is whole or not there, and a disk or a folder that fails is told in one sentence."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from justicekb import durable
from justicekb.cli import run
from justicekb.errors import StoreError
from justicekb.store import open_stores
from justicekb.store.fulltext.mark import MARK

FULL = Path("/dev/full")


@pytest.fixture
def home(tmp_path):
    (tmp_path / "a.txt").write_text("The visiting board met in Osh on 3 May 2014. It saw ten cells.", encoding="utf-8")
    assert run(["--kb", str(tmp_path / "kb"), "ingest", str(tmp_path / "a.txt")]) == 0
    return tmp_path / "kb"


def no_room(*_args, **_named):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_whole_file_or_the_old_one(tmp_path, monkeypatch):
    file = tmp_path / "kept"
    durable.write_whole(file, b"old")
    monkeypatch.setattr(durable.os, "fsync", no_room)
    with pytest.raises(StoreError, match="free some disk space"):
        durable.write_whole(file, b"new")
    assert file.read_bytes() == b"old"


def test_half_a_line_is_taken_back(tmp_path, monkeypatch):
    file = tmp_path / "lines"
    durable.append(file, b"one\n")
    monkeypatch.setattr(durable.os, "fsync", no_room)
    with pytest.raises(StoreError, match="No space left"):
        durable.append(file, b"two\n")
    assert file.read_bytes() == b"one\n"


@pytest.mark.parametrize(
    "command",
    [["watch", "add", "w", "--search", "board"], ["curate", "reject", "fact-000000000000"], ["rebuild"]],
)
def test_a_full_disk_is_one_sentence_and_the_base_is_whole(home, monkeypatch, capsys, command):
    capsys.readouterr()
    with monkeypatch.context() as full:
        full.setattr(durable.os, "fsync", no_room)
        full.setattr("justicekb.store.whoosh.index._Written.commit", no_room)
        code = run(["--kb", str(home), *command])
    told = capsys.readouterr().err
    assert (code, "Traceback" in told) in ((4, False), (1, False))  # 1: there is no such record to reject
    assert run(["--kb", str(home), "status", "--check"]) == 0
    assert run(["--kb", str(home), "search", "board"]) == 0


@pytest.mark.skipif(not FULL.exists(), reason="no device that is always full")
def test_output_that_cannot_be_written_is_told(home, tmp_path):
    import subprocess
    import sys

    with FULL.open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "justicekb", "--kb", str(home), "export"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert (done.returncode, b"No space left" in done.stderr, b"Traceback" in done.stderr) == (4, True, False)


def test_an_export_into_a_place_that_is_no_folder_is_told(home, tmp_path, capsys):
    (tmp_path / "file").write_text("in the way")
    assert run(["--kb", str(home), "export", "--format", "csv", "--output", str(tmp_path / "file" / "out")]) == 4
    assert "file" in capsys.readouterr().err


def test_commits_wait_for_the_disk(home):
    with open_stores(home, mode="write") as stores:
        assert stores.records._db.execute("PRAGMA synchronous").fetchone()[0] == 2  # FULL
    assert (home / "fulltext" / MARK).is_file()
