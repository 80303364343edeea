"""`ingest --cluster`: a real Dask scheduler with two workers; what is lost on the way costs time and no document."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import replace

import pytest
from click.testing import CliRunner
from readings import SENTENCE, answers

from justicekb.cli import main, run
from justicekb.config import Settings
from justicekb.errors import StoreError
from justicekb.ingest.limits import Limits
from justicekb.knowledgebase import KnowledgeBase
from justicekb.pipeline import Options, cluster, vitals
from justicekb.pipeline.daskpool import DaskPool
from justicekb.pipeline.tasks import Setup, records_of_answer

_DEADLINE = 60.0  # seconds, for what must come some time


class Cluster:
    """A scheduler and workers, each a process of its own."""

    def __init__(self, folder):
        self._folder = folder
        self.processes = []
        self.workers = {}
        self._file = folder / "scheduler.json"
        self.start("scheduler", "--scheduler-file", str(self._file), "--port", "0")
        until(self._written)
        self.address = json.loads(self._file.read_text())["address"]

    def _written(self):
        with suppress(OSError, ValueError):
            return bool(json.loads(self._file.read_text())["address"])
        return False

    def start(self, what, *options):
        command = [
            sys.executable,
            "-m",
            "distributed.cli.dask_" + what,
            *options,
            "--no-dashboard",
            "--host",
            "127.0.0.1",
        ]
        with (self._folder / f"{what}.log").open("ab") as log:
            one = subprocess.Popen(command, stdout=log, stderr=log, cwd=self._folder)
        self.processes.append(one)
        return one

    def work(self, name):
        """Starts a worker of this name."""
        options = ["--name", name, "--nthreads", "1", "--no-nanny", "--local-directory", str(self._folder)]
        self.workers[name] = self.start("worker", self.address, *options)

    def close(self):
        for one in reversed(self.processes):  # a worker that is asked to end waits for a scheduler that may be gone
            one.kill()
            one.wait()


def until(true):
    """Waits for something; fails when it never comes."""
    end = time.monotonic() + _DEADLINE
    while not true():
        assert time.monotonic() < end, f"{true} never came true"
        time.sleep(0.02)


@pytest.fixture(scope="module")
def dask(tmp_path_factory):
    one = Cluster(tmp_path_factory.mktemp("dask"))
    one.work("one")
    one.work("two")
    yield one
    one.close()


@pytest.fixture
def pool(dask):
    pools = []

    def make(**limits):
        pools.append(DaskPool(Setup.of(Settings(), Limits(**limits)), address=dask.address))
        until(lambda: len(pools[-1]._client.nthreads()) == 2)
        return pools[-1]

    yield make
    for one in pools:
        one.close()


@pytest.fixture
def folder(tmp_path):
    """Twelve different documents."""
    place = tmp_path / "documents"
    place.mkdir()
    for year in range(2001, 2013):
        (place / f"{year}.txt").write_text(
            f"Prison closed\n\nThe prison colony at Sandhill was closed in {year}.\n" * 20
        )
    return place


def facts(base):
    return sorted(json.dumps({**row, "document": ""}, sort_keys=True) for row in base.rows(["fact"]))


def test_the_records_are_those_of_the_local_pool(dask, folder, tmp_path):
    local, spread = (KnowledgeBase(Settings(home=tmp_path / name)) for name in ("local", "spread"))
    local.ingest([folder])
    report = spread.ingest([folder], options=Options(executor=cluster(dask.address)))
    assert report.counts["read"] == 12
    assert facts(spread)
    assert facts(spread) == facts(local)
    assert spread.ingest([folder], options=Options(executor=cluster(dask.address))).counts["unchanged"] == 12


def test_a_worker_that_is_killed_costs_no_document(dask, folder, tmp_path):
    base = KnowledgeBase(Settings(home=tmp_path / "kb"))
    seen = []

    def kill(outcome):
        seen.append(outcome)
        if len(seen) == 3:
            dask.workers["one"].kill()
            dask.workers["one"].wait()
            dask.work("one")

    report = base.ingest([folder], options=Options(executor=cluster(dask.address)), progress=kill)
    assert report.counts["read"] == 12
    assert not report.failures
    assert sorted(outcome.path for outcome in seen) == sorted(str(file) for file in folder.iterdir())
    assert sum(1 for _ in base.rows(["document"])) == 12


def test_a_document_with_which_two_workers_are_lost_is_set_aside(dask, pool, task):
    one = pool(seconds=600)
    heavy, light = task(SENTENCE * 12_000), task()
    one.submit(heavy)
    key = one._under_way[heavy.number].key
    for _ in range(2):
        until(lambda: any(key in tasks for tasks in one._client.processing().values()))
        lost = next(worker for worker, tasks in one._client.processing().items() if key in tasks)
        name = one._client.scheduler_info(n_workers=-1)["workers"][lost]["name"]
        dask.workers[name].kill()
        dask.workers[name].wait()
        dask.work(name)
    found = answers(one, light)
    if found[0].number == heavy.number:
        found.append(one.wait())
    else:
        found.insert(0, one.wait())
    assert "set aside" in found[0].reason
    assert found[1].document is not None


def test_a_bad_file_costs_its_process_and_not_the_dask_worker(dask, pool, task):
    one = pool(seconds=0.5)
    before = set(one._client.nthreads())
    slow, quick = answers(one, task(SENTENCE * 3000), task())
    assert "more than 0.5 s of processor time" in slow.reason
    assert records_of_answer(quick)
    assert set(one._client.nthreads()) == before


def test_a_file_that_the_workers_do_not_see_is_named_so(pool, task):
    hidden = replace(task(), file=b"/nowhere/at-all.txt")
    assert "folders must be shared with the workers" in answers(pool(), hidden)[0].reason


def test_nothing_is_left_running_on_the_workers(dask, pool, task):
    one = pool()
    answers(one, task(), task())
    assert any(children(worker.pid) for worker in dask.workers.values())
    one.close()
    until(lambda: not any(children(worker.pid) for worker in dask.workers.values()))


def children(pid):
    return vitals.family(pid)[1:]


def test_no_more_tasks_are_handed_out_than_keep_the_workers_busy(pool, task):
    one = pool()
    given = 0
    while one.has_room:
        one.submit(task())
        given += 1
    assert given == 4
    for _ in range(given):
        one.wait()
    assert one.has_room


def test_a_worker_of_another_version_ends_the_run_with_a_sentence(pool, task, monkeypatch):
    one = pool()
    monkeypatch.setattr("justicekb.__version__", "99.0")
    assert "install the same" in answers(one, task())[0].fault


def test_a_scheduler_that_goes_away_ends_the_run_and_keeps_what_was_stored(folder, tmp_path):
    (tmp_path / "own").mkdir()
    own = Cluster(tmp_path / "own")
    own.work("one")
    base = KnowledgeBase(Settings(home=tmp_path / "kb"))
    stored = []

    def end(outcome):
        stored.append(outcome)
        if len(stored) == 2:
            own.processes[0].send_signal(signal.SIGKILL)

    try:
        with pytest.raises(StoreError, match="is gone; what was read is stored"):
            base.ingest([folder], options=Options(executor=cluster(own.address)), progress=end)
    finally:
        own.close()
    assert sum(1 for _ in base.rows(["document"])) >= 2
    assert base.ingest([folder]).counts["failed"] == 0
    assert sum(1 for _ in base.rows(["document"])) == 12


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("nonsense", "is no address of a Dask scheduler"),
        ("tcp://127.0.0.1:1", "no Dask scheduler answers at tcp://127.0.0.1:1"),
    ],
)
def test_a_cluster_that_is_none(address, words, folder, tmp_path, capsys):
    code = run(["--kb", str(tmp_path / "kb"), "ingest", str(folder), "--cluster", address])
    assert code == 4
    assert words in capsys.readouterr().err


def test_a_cluster_without_workers_says_how_to_start_one(tmp_path):
    own = Cluster(tmp_path)
    try:
        with pytest.raises(StoreError, match=f"start one with: dask worker {own.address}"):
            DaskPool(Setup.of(Settings()), address=own.address, patience=0.5)
    finally:
        own.close()


def test_workers_are_counted_here_or_there(tmp_path):
    result = CliRunner().invoke(main, ["ingest", str(tmp_path), "--cluster", "tcp://a:1", "-j", "2"])
    assert result.exit_code == 2
    assert "--workers counts processes of this machine" in result.output
