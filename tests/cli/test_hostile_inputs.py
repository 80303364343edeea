"""Inputs that once sank a run, hung it, deceived or deleted: each by the command line, with files of our own making.

The folder `../shared`, where there is one, holds others of the same kinds.
"""

from __future__ import annotations

import contextlib
import gzip
import io
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from justicekb.cli import run

SENTENCE = "The prison board met in Osh on 3 May 2014, and nobody was turned away.\n"
# Processor time of this process for what a small hostile file or query costs (seconds); the workers have limits of
# their own. The measured ones take a tenth of it.
SECONDS = 5.0


@pytest.fixture
def at(tmp_path, capsys):
    """Runs a command in a folder: (exit code, what it printed, what it told)."""

    def call(*arguments, folder=tmp_path):
        began = time.process_time()
        with contextlib.chdir(folder):
            code = run(list(arguments))
        assert time.process_time() - began < SECONDS
        printed = capsys.readouterr()
        assert "Traceback" not in printed.out + printed.err
        return code, printed.out, printed.err

    return call


def write(folder, **files):
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        path = folder / name.replace("__", ".")
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


# ── nothing of the user's own is deleted ─────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("command", [("ingest", "notes"), ("search", "board"), ("rebuild",), ("status", "--check")])
@pytest.mark.parametrize("base", [".", "", "link"])
def test_a_folder_named_as_a_base_by_mistake_keeps_its_files(at, tmp_path, command, base):
    write(tmp_path / "fulltext", interview__txt="Mine.\n", MAIN_x__seg="Mine too.\n")
    write(tmp_path / "notes", a__txt=SENTENCE)
    write(tmp_path, essay__md="# Mine\n")
    (tmp_path / "link").symlink_to(tmp_path)
    before = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    code, _, told = at("--kb", base, *command)
    assert code in (2, 4)
    assert told.strip()
    assert {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()} == before


def test_a_base_whose_index_folder_is_a_link_to_other_files(at, tmp_path):
    write(tmp_path / "in", a__txt=SENTENCE)
    assert at("--kb", "kb", "ingest", "in")[0] == 0
    write(tmp_path / "mine", interview__txt="Mine.\n", mark__json="{}")
    for index in (p for p in (tmp_path / "kb").iterdir() if p.is_dir()):
        shutil.rmtree(index)
        index.symlink_to(tmp_path / "mine")
    for command in (("search", "board"), ("rebuild",), ("ingest", "in")):
        at("--kb", "kb", *command)
    assert sorted(p.name for p in (tmp_path / "mine").iterdir()) == ["interview.txt", "mark.json"]


def test_a_base_inside_the_folder_is_left_out(at, tmp_path):
    write(tmp_path, a__txt=SENTENCE)
    assert at("ingest", ".")[0] == 0
    assert at("watch", "add", "w", "--search", "board")[0] == 0
    code, out, told = at("ingest", ".")
    assert (code, "1 unchanged" in out + told, "failed:" in told) == (0, True, False)
    assert "1 passages" in at("search", "board")[1]


# ── one file, one fate ───────────────────────────────────────────────────────────────────────────────────────

HANGS = {
    "comments__html": "<!-- a -->" * 40 + f"<html><body><p>{SENTENCE}</p></body></html>",
    "open_comments__html": "<!-- a " * 400 + SENTENCE,
    "digits__txt": "1" * 4000 + " " + SENTENCE,
    "events__txt": "The court arrested and the court released and " * 1400 + SENTENCE,
    "dates__txt": "from 2011 to " * 2500 + SENTENCE,
    "newlines__txt": SENTENCE + "\n" * 128_000 + SENTENCE,
    "scripts__html": "<script>" * 125_000 + SENTENCE,
    "letters__txt": "a" * 200_000 + " " + SENTENCE,
    "brackets__txt": "(" * 5_000 + SENTENCE,
    "quotes__txt": "“" * 5_000 + SENTENCE,
}


def test_files_that_hung_a_run_are_read_or_named_in_one_ingest(at, tmp_path):
    write(tmp_path / "in", **HANGS, zz__txt=SENTENCE)
    code, out, told = at("--kb", "kb", "ingest", "in", "--max-seconds", "20")
    read = int(re.search(r"(\d+) read", out + told)[1])
    named = [line for line in told.splitlines() if line.startswith("failed: ")]
    assert code in (0, 3)
    assert read + len(named) == len(HANGS) + 1
    assert not any("zz.txt" in line for line in named)


def test_a_field_of_a_manifest_that_is_too_long(at, tmp_path):
    write(tmp_path / "in", a__txt=SENTENCE, manifest__csv=f"path,title\na.txt,{'x' * 140_000}\n")
    code, out, told = at("--kb", "kb", "ingest", "in")
    assert (code, "1 read" in out + told) == (3, True)
    assert "manifest.csv" in told


def test_what_is_no_file_is_named(at, tmp_path):
    folder = write(tmp_path / "in", a__txt=SENTENCE)
    (folder / "self").symlink_to(folder / "self")
    (folder / "gone.txt").symlink_to(folder / "nowhere.txt")
    os.mkfifo(folder / "pipe")
    (folder / os.fsdecode(b"caf\xe9.txt")).write_text(SENTENCE)
    with (folder / "huge.txt").open("wb") as huge:
        huge.truncate(5 * 2**30)
    code, out, told = at("--kb", "kb", "ingest", "in")
    assert code == 3
    for name in ("self", "gone.txt", "pipe", "huge.txt"):
        assert re.search(rf"failed: \S*{re.escape(name)}", told), name
    assert "1 read" in out + told
    assert "1 duplicates" in out + told


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="finds the worker in /proc")
def test_a_worker_that_is_killed_costs_its_file(tmp_path):
    folder = write(tmp_path / "in", **{f"{n}__txt": f"Number {n}. " + SENTENCE * 400 for n in range(3)})
    command = [sys.executable, "-m", "justicekb", "--kb", str(tmp_path / "kb"), "ingest", str(folder), "-j", "2"]
    running = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    children: list[int] = []
    while len(children) < 2:  # until both have been started
        assert running.poll() is None
        children = [int(pid) for pid in Path(f"/proc/{running.pid}/task/{running.pid}/children").read_text().split()]
    os.kill(children[0], signal.SIGKILL)
    out, told = running.communicate(timeout=300)
    assert running.returncode in (0, 3)
    assert "Traceback" not in told
    read = int(re.search(r"(\d+) read", out + told)[1])
    assert read + sum(line.startswith("failed: ") for line in told.splitlines()) == 3
    assert not any(Path(f"/proc/{pid}").exists() for pid in children)


# ── queries ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "command",
    [
        ("search", '"prison court"~999999999'), ("search", "*" * 500 + "a"), ("search", "*n " * 500),
        ("search", " NEAR ".join(["prison"] * 300)), ("search", "word " * 20_000), ("ask", "When? " * 17_000),
        ("search", "(" * 5000), ("search", "NOT " * 3000 + "a"),
    ],
)  # fmt: skip
def test_a_question_without_bounds_is_answered_or_refused_with_a_limit(at, sample_base, command):
    code, _, told = at("--kb", str(sample_base), *command)
    assert code in (0, 1, 2)
    assert told.strip() or code == 0


def test_places_that_cannot_be_written_or_named(at, tmp_path, sample_base):
    assert at("--kb", str(sample_base), "export", "--format", "csv", "--output", "new/folder")[0] == 0
    assert (tmp_path / "new" / "folder" / "fact.csv").is_file()
    assert at("--kb", str(sample_base), "export", "--output", "ignored.jsonl")[0] == 2
    write(tmp_path, file__txt="Mine.\n")
    for place in ("/proc/nothing/out", "file.txt/out"):
        code, _, told = at("--kb", str(sample_base), "export", "--format", "csv", "--output", place)
        assert code == 4
        assert told.strip()
    code, _, told = at("--kb", "x" * 300, "search", "a")
    assert code == 4
    assert told.strip()


# ── the truth is checked ─────────────────────────────────────────────────────────────────────────────────────


def test_a_backup_that_was_restored_is_noticed(at, tmp_path):
    for name, word in (("a", "aword"), ("b", "nword"), ("c", "mword")):
        write(tmp_path / name, **{f"{name}__txt": f"The {word} board met in Osh on 3 May 2014.\n"})
    assert at("--kb", "kb", "ingest", "a")[0] == 0
    shutil.copy(tmp_path / "kb" / "knowledge.sqlite", tmp_path / "backup")
    assert at("--kb", "kb", "ingest", "b")[0] == 0
    for log in ("knowledge.sqlite-wal", "knowledge.sqlite-shm"):
        (tmp_path / "kb" / log).unlink(missing_ok=True)
    shutil.copy(tmp_path / "backup", tmp_path / "kb" / "knowledge.sqlite")
    assert at("--kb", "kb", "ingest", "c")[0] == 0
    assert "1 passages" in at("--kb", "kb", "search", "mword")[1]
    assert at("--kb", "kb", "search", "nword")[0] == 1
    assert "up to date" in at("--kb", "kb", "status")[1]


def test_a_damaged_database_is_said_by_every_command(at, tmp_path, sample_base):
    shutil.copytree(sample_base, tmp_path / "kb")
    database = tmp_path / "kb" / "knowledge.sqlite"
    data = bytearray(database.read_bytes())
    for page in range(40, len(data) // 4096, 7):
        data[page * 4096 : page * 4096 + 600] = b"\xff" * 600
    database.write_bytes(bytes(data))
    for command in (("status",), ("verify",), ("export",)):
        code, out, told = at("--kb", "kb", *command)
        assert code == 4, command
        assert re.search(r"damaged|malformed|rebuild|--repair|backup", out + told), command


# ── the inputs of others ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("case", ["02-comments", "06-manifest-long-field", "09-terminal", "14-digits", "17-events"])
def test_a_folder_of_the_shared_cases_is_read_or_named(at, tmp_path, shared, case):
    folder = shared / "cases" / "trust" / case
    if not folder.is_dir():
        pytest.skip(f"no {case} here")
    shutil.copytree(folder, tmp_path / "in")
    files = [p for p in (tmp_path / "in").iterdir() if p.name != "manifest.csv"]
    code, out, told = at("--kb", "kb", "ingest", "in")
    named = [line for line in told.splitlines() if line.startswith("failed: ") and "manifest" not in line]
    assert code in (0, 3)
    assert int(re.search(r"(\d+) read", out + told)[1]) + len(named) == len(files)
    code, out, told = at("--kb", "kb", "search", "board OR court OR prison OR the")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", out + told)


def test_the_damaged_database_of_the_shared_cases(at, tmp_path, shared, sample_base):
    packed = shared / "cases" / "trust" / "13-damaged-database" / "knowledge.sqlite.gz"
    if not packed.is_file():
        pytest.skip("no damaged database here")
    shutil.copytree(sample_base, tmp_path / "kb")
    (tmp_path / "kb" / "knowledge.sqlite").write_bytes(gzip.GzipFile(fileobj=io.BytesIO(packed.read_bytes())).read())
    for command in (("status",), ("verify",), ("export",)):
        code, out, told = at("--kb", "kb", *command)
        assert code == 4, command
        assert re.search(r"damaged|malformed|rebuild|--repair|backup", out + told), command
