"""No traceback reaches a user; `--verbose` and `--log` show it to whoever mends the fault. SIGTERM ends a command."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys

import pytest

from justicekb.cli import TERMINATED, UNUSABLE, run
from justicekb.knowledgebase import KnowledgeBase


@pytest.fixture
def broken(monkeypatch):
    def search(*args, **kwargs):
        raise RuntimeError("a fault\x1b[2J")

    monkeypatch.setattr(KnowledgeBase, "search", search)


def test_a_fault_of_ours_is_one_sentence(broken, capsys):
    assert run(["search", "x"]) == UNUSABLE
    printed = capsys.readouterr().err
    assert printed.count("\n") == 1
    assert "RuntimeError: a fault\\x1b[2J" in printed


def test_verbose_shows_where(broken, capsys):
    assert run(["--verbose", "search", "x"]) == UNUSABLE
    assert "Traceback" in capsys.readouterr().err


def test_a_log_keeps_where(broken, capsys, tmp_path):
    assert run(["--log", str(tmp_path / "log"), "search", "x"]) == UNUSABLE
    assert "Traceback" not in capsys.readouterr().err
    assert "Traceback" in (tmp_path / "log").read_text()


def test_a_log_that_cannot_be_written_is_said(capsys, tmp_path):
    assert run(["--log", str(tmp_path / "missing" / "log"), "search", "x"]) == UNUSABLE
    assert "cannot be written" in capsys.readouterr().err


@pytest.mark.parametrize("error", [OSError(28, "No space left on device", "out.csv"), PermissionError(13, "Denied")])
def test_what_the_system_refuses_is_said_in_its_words(error, monkeypatch, capsys):
    def status(self):
        raise error

    monkeypatch.setattr(KnowledgeBase, "status", status)
    assert run(["status"]) == UNUSABLE
    printed = capsys.readouterr().err
    assert error.strerror in printed
    assert "Traceback" not in printed


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="needs a handle on a process that is not a child")
def test_sigterm_ends_an_ingest_with_its_workers(tmp_path):
    sentence = "The prison colony at Sandhill was closed in 2011, the ministry announced. "
    for number in range(2):
        (tmp_path / f"{number}.txt").write_text(f"{number} {sentence}" + sentence * 5000)
    command = [sys.executable, "-m", "justicekb", "--kb", str(tmp_path / "kb"), "ingest", str(tmp_path), "-j", "2"]
    running = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL)
    children: list[int] = []
    while len(children) < 2:  # until both have been started
        assert running.poll() is None
        with open(f"/proc/{running.pid}/task/{running.pid}/children") as file:
            children = [int(pid) for pid in file.read().split()]
    handles = [os.pidfd_open(pid) for pid in children]
    running.send_signal(signal.SIGTERM)
    _, said = running.communicate()
    assert running.returncode == TERMINATED
    assert said.decode().startswith("stopped")
    for handle in handles:  # readable when the process has ended
        assert select.select([handle], [], [], 30)[0]
        os.close(handle)
