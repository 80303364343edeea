"""A worker that is killed, stopped, too slow or too large costs the file it reads, and nothing outlives its parent."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from dataclasses import replace

import pytest
from readings import SENTENCE, answers

from justicekb.config import Settings
from justicekb.ingest.limits import Limits
from justicekb.pipeline import vitals
from justicekb.pipeline.localpool import LocalPool
from justicekb.pipeline.process import Worker
from justicekb.pipeline.tasks import Setup, records_of_answer

pytestmark = pytest.mark.skipif(not vitals.KNOWN, reason="processes are watched through /proc here")


@pytest.fixture
def pool():
    pools = []

    def make(workers=1, **limits):
        pools.append(LocalPool(Setup.of(Settings(), Limits(**limits)), workers=workers))
        return pools[-1]

    yield make
    for one in pools:
        one.close()


def pids(pool):
    return [worker._process.pid for worker in pool._workers]


def test_tasks_come_back_as_documents_with_records(pool, task):
    looked = replace(task(), number=7, member=None)
    one, other = answers(pool(), task(), looked)
    assert one.document.text == SENTENCE.strip()
    assert any(record.KIND == "fact" for record in records_of_answer(one))
    assert [(member.path, member.size) for member in other.members] == [("0.txt", len(SENTENCE))]


def test_a_killed_worker_costs_the_file_it_was_reading(pool, task):
    one = pool()
    first, second, third = task(), task(), task()
    one.submit(first)
    one.submit(second)
    os.kill(pids(one)[0], signal.SIGKILL)
    found = [one.wait(), one.wait(), *answers(one, third)]
    assert [answer.document is None for answer in found] == [True, False, False]
    assert "SIGKILL" in found[0].reason


def test_a_stopped_worker_is_ended_after_its_patience(pool, task):
    one = pool(patience=0.2)
    one.submit(task())
    os.kill(pids(one)[0], signal.SIGSTOP)
    assert "no sign of life" in one.wait().reason
    assert answers(one, task())[0].document is not None


def test_a_file_that_takes_too_much_processor_time_is_given_up(pool, task):
    slow, quick = answers(pool(seconds=0.5), task(SENTENCE * 3000), task())
    assert "more than 0.5 s of processor time" in slow.reason
    assert quick.document is not None


def test_the_time_for_a_file_grows_with_it():
    limits = Limits(seconds=30)
    assert [limits.to_extract(letters) for letters in (0, 249_999, 250_000, 1_000_000)] == [30, 30, 60, 150]
    assert [limits.to_read(size) for size in (0, 4_999_999, 20_000_000)] == [30, 30, 150]


def test_a_file_that_takes_too_much_memory_is_given_up(pool, task):
    hole = task()
    os.truncate(hole.file, 900_000_000)  # takes no room on the disk
    large, small = answers(pool(memory=800_000_000, size=10**9), hole, task())
    assert "more than 0.8 GB of memory" in large.reason
    assert small.document is not None


def test_a_file_that_is_too_large_is_not_read(pool, task):
    large, small = answers(pool(size=1000), task("word " * 300), task())
    assert "--max-size" in large.reason
    assert small.document is not None


def test_workers_are_kept_and_no_more_are_started_than_there_is_work(pool, task):
    one = pool(workers=4)
    first = answers(one, task())
    before = pids(one)
    second = answers(one, task())
    assert len(before) == 1
    assert pids(one) == before
    assert first[0].document.text == second[0].document.text


def test_what_the_parent_holds_is_not_held_against_a_worker(pool, task):
    """A process that Linux starts begins with its parent's peak in getrusage."""
    one = pool(memory=1_000_000_000)
    ballast = bytearray(b"x") * 700_000_000
    answers(one, task())
    assert len(pids(one)) == 1
    assert len(ballast) == 700_000_000


def test_closing_ends_the_workers(pool, task):
    one = pool(workers=2)
    one.submit(task())
    one.submit(task())
    before = pids(one)
    assert len(before) == 2
    one.close()
    assert not any(os.path.exists(f"/proc/{pid}") for pid in before)


def test_what_is_no_answer_ends_the_worker(pool, task, monkeypatch):
    one = pool()
    one.submit(task())
    monkeypatch.setattr(os, "read", lambda descriptor, size: b"\xff" * 8)
    assert one.wait().reason is not None


PARENT = """
import os, sys
from justicekb.config import Settings
from justicekb.pipeline.localpool import LocalPool
from justicekb.pipeline.tasks import Setup, Task
pool = LocalPool(Setup.of(Settings()), workers=2)
for number in range(2):
    pool.submit(Task(number=number, file=os.fsencode(sys.argv[1]), path="long.txt", member=0))
print(*(worker._process.pid for worker in pool._workers), flush=True)
pool.wait()
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_workers_die_with_their_parent(tmp_path, how):
    (tmp_path / "long.txt").write_text(SENTENCE * 5000)
    parent = subprocess.Popen([sys.executable, "-c", PARENT, str(tmp_path / "long.txt")], stdout=subprocess.PIPE)
    workers = [int(pid) for pid in parent.stdout.readline().split()]
    descriptors = [os.pidfd_open(pid) for pid in workers]
    parent.send_signal(how)
    parent.wait()
    parent.stdout.close()
    for descriptor in descriptors:  # readable when the process has ended
        assert select.select([descriptor], [], [], 30)[0]
        os.close(descriptor)


def test_a_worker_tells_the_pid_that_it_belongs_to(pool, task):
    worker = Worker(Setup.of(Settings()))
    family = vitals.family(os.getpid())
    worker.end()
    assert worker._process.pid in family
