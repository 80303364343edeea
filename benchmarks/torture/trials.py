"""The trials: kills, full disks, damage, odd files, traffic. Each returns a line of the table."""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from oddfiles import SENTENCE, make_files
from runs import Trial, alive, children, command, documents, environment, export, run, sources

from justicekb.config import Settings
from justicekb.pipeline import Options, Outcome, ingest
from justicekb.pipeline.localpool import LocalPool
from justicekb.pipeline.process import Worker
from justicekb.pipeline.tasks import Answer
from justicekb.store import catch_up, open_stores

_DOCUMENTS = 60
# A file that takes longer than this is named on standard error (seconds).
_LONG = 15


def kills(folder: Path, number: int, *, workers: int, seed: int = 1) -> Trial:
    """Kills the ingest, or one of its workers, at any moment, goes on, and compares with what lies in the folder."""
    chance = random.Random(seed)
    papers, home = documents(folder / "papers", _DOCUMENTS), folder / "kb"
    lost = orphans = rounds = 0
    for _ in range(number):
        started = subprocess.Popen(
            command(home, "ingest", str(papers), "-j", str(workers)),
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment(),
        )  # fmt: skip
        time.sleep(chance.uniform(0.2, 4.0))
        family = children(started.pid)
        victim = chance.choice(family) if family and chance.random() < 0.4 else started.pid
        with suppress(ProcessLookupError):
            os.kill(victim, signal.SIGKILL)
        if victim != started.pid:
            started.wait()
        started.wait()
        orphans += sum(_left(pid) for pid in family)
        found = sources(home) if (home / "knowledge.sqlite").exists() else []
        lost += len(found) != len(set(found))
        if len(found) == _DOCUMENTS:
            shutil.rmtree(home)
            rounds += 1
    run(home, "ingest", str(papers))
    found = sources(home)
    lost += _DOCUMENTS - len(set(found))
    return Trial(
        f"kills, {workers} worker{'s' * (workers > 1)}",
        number,
        lost + orphans,
        f"{orphans} orphans, {lost} lost or doubled, {rounds + 1} bases",
    )


def _left(pid: int) -> bool:
    """Whether a process is still there some seconds after its parent has ended."""
    until = time.monotonic() + 5
    while alive(pid) and time.monotonic() < until:
        time.sleep(0.02)
    return alive(pid)


def full_disks(folder: Path, number: int, *, seed: int = 2) -> Trial:
    """Lets the system refuse to write beyond a size, as a full disk does, and goes on when there is room again."""
    chance = random.Random(seed)
    papers, wrong, refused = documents(folder / "papers", 20), 0, 0
    for at in range(number):
        home = folder / f"kb{at}"
        room = int(10 ** chance.uniform(4.5, 6.3))
        done = subprocess.run(
            command(home, "ingest", str(papers)), capture_output=True, text=True, check=False, env=environment(),
            preexec_fn=lambda room=room: _limit(room),
        )  # fmt: skip
        refused += done.returncode == 4
        wrong += "Traceback" in done.stderr or done.returncode not in (0, 3, 4)
        again = run(home, "ingest", str(papers))
        wrong += again.returncode != 0 or len(set(sources(home))) != 20
        shutil.rmtree(home)
    return Trial("full disks", number, wrong, f"{refused} refused with a sentence, all went on afterwards")


def _limit(room: int) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))


def damages(folder: Path, number: int, *, seed: int = 3) -> Trial:
    """Damages the database and asks for everything: the same as before, or it is said that it is damaged."""
    chance = random.Random(seed)
    whole = folder / "whole"
    run(whole, "ingest", str(documents(folder / "papers", 30)))
    before, wrong, told = export(whole), 0, 0
    for at in range(number):
        home = folder / f"kb{at}"
        shutil.copytree(whole, home)
        _damage(home / "knowledge.sqlite", chance)
        done = run(home, "export")
        said = done.returncode != 0 or run(home, "status", "--check").returncode != 0
        told += said
        wrong += "Traceback" in done.stderr or (sorted(done.stdout.splitlines()) != before and not said)
        shutil.rmtree(home)
    return Trial("damaged databases", number, wrong, f"{told} told, the others give what they gave")


def _damage(file: Path, chance: random.Random) -> None:
    data = bytearray(file.read_bytes())
    how = chance.randrange(4)
    if how == 0:
        data = data[: chance.randrange(len(data))]
    elif how == 1:
        page = chance.randrange(len(data) // 4096) * 4096
        data[page : page + 4096] = bytes(4096)
    elif how == 2:
        start = chance.randrange(len(data))
        data[start : start + 512] = chance.randbytes(min(512, len(data) - start))
    else:
        for _ in range(20):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    file.write_bytes(data)


class _Timed(LocalPool):
    """A pool that keeps how long each worker took from one answer to the next."""

    slowest = 0.0

    def _listen(self, worker: Worker) -> None:
        now = time.monotonic()
        took = now - getattr(worker, "began", now)
        _Timed.slowest = max(_Timed.slowest, took)
        if took > _LONG and worker.tasks:
            print(f"    {took:.0f} s: {worker.tasks[0].path!r}", file=sys.stderr, flush=True)
        super()._listen(worker)
        worker.began = now  # type: ignore[attr-defined]

    def wait(self) -> Answer:
        for worker in self._workers:
            if not hasattr(worker, "began"):
                worker.began = time.monotonic()  # type: ignore[attr-defined]
        return super().wait()


def odd_files(folder: Path) -> Trial:
    """Reads three hundred odd files in one ingest: each must be read or named, and none may take the rest with it."""
    made = make_files(folder / "in")
    outcomes: list[Outcome] = []
    executor = {"executor": lambda setup, options: _Timed(setup, workers=options.workers)}
    with open_stores(folder / "kb", mode="create") as stores:
        ingest([folder / "in"], stores.records, Settings(), options=Options(**executor), progress=outcomes.append)
        catch_up(stores)
    told = {outcome.path for outcome in outcomes}
    names = [entry.name for entry in os.scandir(os.fsencode(folder / "in"))]
    silent = [name for name in names if not any(_is_of(path, name) for path in told)]
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e6
    slow, large = _Timed.slowest > 60, largest > 2
    read = sum(outcome.status == "read" for outcome in outcomes)
    failed = sum(outcome.status == "failed" for outcome in outcomes)
    seen = f"{read} documents read, {failed} named; longest {_Timed.slowest:.0f} s, largest process {largest:.1f} GB"
    return Trial("odd files", made, len(silent) + slow + large, seen)


def _is_of(path: str, name: bytes) -> bool:
    shown = name.decode("utf-8", "backslashreplace")
    return f"/{shown}" in path


def traffic(folder: Path, seconds: float) -> Trial:
    """Two writers and four readers on one base at once; nobody sees an error, and everything is there afterwards."""
    home = folder / "kb"
    halves = [documents(folder / name, 40, words=words) for name, words in (("one", 40), ("two", 80))]
    run(home, "ingest", str(halves[0] / "0000.txt"))
    writers = [["ingest", "--force", "-j", "1", str(half)] for half in halves]
    readers = [["search", "colony"], ["ask", "When was the prison colony at Sandhill closed?"], ["facts"], ["status"]]
    until = time.monotonic() + seconds
    errors: list[str] = []
    turns = 0
    running = {at: _start(home, arguments) for at, arguments in enumerate([*writers, *readers])}
    while running:
        for at, process in list(running.items()):
            if process.poll() is None:
                continue
            said = process.stderr.read() if process.stderr else ""
            errors += [said] if process.returncode not in (0, 1) or "Traceback" in said else []
            turns += 1
            if time.monotonic() < until:
                running[at] = _start(home, [*writers, *readers][at])
            else:
                del running[at]
        time.sleep(0.05)
    missing = 80 - len(set(sources(home)))
    return Trial(
        "two writers, four readers", turns, len(errors) + missing, "; ".join(e.strip()[:80] for e in errors[:2])
    )


def _start(home: Path, arguments: list[str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command(home, *arguments), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=environment()
    )


def trials(folder: Path, *, share: float, only: str) -> Iterator[Trial]:
    """The trials whose name begins so, one after the other; `share` of the full numbers."""
    some = lambda number: max(1, round(number * share))  # noqa: E731  # said once, used six times
    for name, trial in {
        "files": lambda at: odd_files(at),
        "kills1": lambda at: kills(at, some(100), workers=1),
        "kills2": lambda at: kills(at, some(100), workers=2, seed=4),
        "disks": lambda at: full_disks(at, some(20)),
        "damages": lambda at: damages(at, some(50)),
        "traffic": lambda at: traffic(at, 120 * share),
    }.items():
        if name.startswith(only):
            (folder / name).mkdir()
            yield trial(folder / name)


__all__ = ["SENTENCE", "trials"]
