"""How fast documents are read: processes of this machine beside Dask workers on it, in one run.

    python benchmarks/workers.py [FOLDER] [--reports 8]

Reads a folder, or made-up country reports of 10,000 words, with one and two processes and with one and two workers of
a Dask scheduler that is started for it; prints seconds of wall time, words a second, and what the seam and the writer
cost: the wall time that was not reading. Needs the extra `dask`.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from justicekb.config import Settings
from justicekb.knowledgebase import KnowledgeBase
from justicekb.pipeline import Options, cluster


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--reports", type=int, default=8)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        folder = chosen.folder or made_up(place / "reports", chosen.reports)
        print(f"{'':<14}{'wall':>9}{'words/s':>9}{'not reading':>13}{'documents':>11}")
        for number in (1, 2):
            row(f"{number} process{'es' * (number > 1)}", folder, place, Options(workers=number))
        with Cluster(place) as dask:
            for number in (1, 2):
                dask.work(number)
                options = Options(executor=cluster(dask.address))
                row(f"{number} Dask worker{'s' * (number > 1)}", folder, place, options)


def made_up(folder: Path, reports: int) -> Path:
    """Reports as `benchmarks/collection.py` makes them."""
    script = Path(__file__).with_name("collection.py")
    command = [sys.executable, str(script), "files", str(folder), "--reports", str(reports)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return folder


def row(name: str, folder: Path, place: Path, options: Options) -> None:
    """Reads the folder into a base of its own and prints what it took."""
    base = KnowledgeBase(Settings(home=place / name.replace(" ", "-")))
    start, written = time.perf_counter(), time.process_time()
    report = base.ingest([folder], options=options)
    wall, written = time.perf_counter() - start, time.process_time() - written
    texts = (base.records.document(light.id) for light in base.records.documents())
    words = sum(len(document.text.split()) for document in texts if document)
    print(f"{name:<14}{wall:>7.1f} s{words / wall:>9,.0f}{written:>11.1f} s{report.counts['read']:>11}", flush=True)


class Cluster:
    """A scheduler on this machine, and workers of one thread each."""

    def __init__(self, place: Path) -> None:
        self._place = place
        self._processes: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Cluster:
        file = self._place / "scheduler.json"
        self._start("scheduler", "--scheduler-file", str(file), "--port", "0")
        self.address = ""
        while not self.address:
            time.sleep(0.1)
            with suppress(OSError, ValueError):
                self.address = json.loads(file.read_text())["address"]
        return self

    def work(self, number: int) -> None:
        """Starts a worker and waits until `number` are there."""
        from distributed import Client

        self._start("worker", self.address, "--nthreads", "1", "--local-directory", str(self._place))
        with Client(self.address, set_as_default=False) as client:
            client.wait_for_workers(number, timeout=60)

    def _start(self, what: str, *options: str) -> None:
        command = [sys.executable, "-m", f"distributed.cli.dask_{what}", *options, "--host", "127.0.0.1"]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self._processes.append(subprocess.Popen([*command, "--no-dashboard"], **quiet))  # type: ignore[call-overload]

    def __exit__(self, *error: object) -> None:
        for process in reversed(self._processes):
            process.kill()  # asked to end, a worker waits for a scheduler that may be gone
            process.wait()


if __name__ == "__main__":
    main()
