"""A folder in which nothing has changed, read again: `python benchmarks/unchanged.py [--files 1000]`.

Writes so many short files, reads them once, and measures the command that finds that all of them are known, the least
of three runs, wall and processor time; beside it `recollindex` (Debian: recollcmd) on the same folder.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 3


def seconds(command: list[str]) -> tuple[float, float]:
    """The least wall time of some runs, and the least processor time."""
    walls, used = [], []
    for _ in range(ROUNDS):
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        walls.append(time.perf_counter() - start)
        used.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(walls), min(used)


def main() -> None:
    """Prints a line for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=1000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "files")
        folder.mkdir()
        for number in range(given.files):
            (folder / f"{number}.txt").write_text(f"Note {number}\n\nThe inspectors visited colony no. {number}.\n")
        ingest = [sys.executable, "-m", "justicekb", "--kb", f"{place}/kb", "ingest", str(folder)]
        subprocess.run(ingest, check=True, capture_output=True)
        made = {"justicekb ingest": ingest}
        if shutil.which("recollindex"):
            settings = Path(place, "recoll")
            settings.mkdir()
            (settings / "recoll.conf").write_text(f"topdirs = {folder}\n", encoding="utf-8")
            made["recollindex"] = ["recollindex", "-c", str(settings)]
            subprocess.run(made["recollindex"], check=True, capture_output=True)
        else:
            print("Recoll is not installed (Debian: recollcmd)")
        for name, command in made.items():
            wall, used = seconds(command)
            print(f"{name:<18}{given.files} unchanged files: wall {wall:5.2f} s, processor {used:5.2f} s")


if __name__ == "__main__":
    main()
