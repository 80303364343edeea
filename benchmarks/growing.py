"""What grows with a collection: `python benchmarks/growing.py FOLDER`; processor time in milliseconds.

Makes bases of 20, 80 and 320 made-up reports (or `--reports N`, times 1, 4 and 16) in FOLDER, or finds them there, and
asks each the twelve questions of `engines.py`, answered from the records alone, and the timeline of a country. Prints
the median and the slowest, how many steps SQLite took, and how much slower the largest base is than the smallest.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from engines import QUESTIONS, milliseconds

import justicekb
from justicekb.query.questions import ask

TIMES = (1, 4, 16)
STEPS = 1_000  # SQLite's virtual machine tells of so many at once


def made(folder: Path, reports: int) -> Path:
    """The base of so many reports, without a full-text index: what is asked here does not read it."""
    base = folder / str(reports)
    if not (base / "knowledge.sqlite").exists():
        script = Path(__file__).with_name("collection.py")
        options = ["--reports", str(reports), "--no-index"]
        subprocess.run([sys.executable, str(script), "base", str(base), *options], check=True)
    return base


def asked(base: Path) -> dict[str, list[tuple[float, int]]]:
    """Milliseconds and thousands of steps of each question, and of a timeline."""
    found: dict[str, list[tuple[float, int]]] = {"ask": [], "timeline": []}
    with justicekb.open(base) as kb:
        one = partial(ask, records=kb.records, vocabulary=kb.vocabulary)
        one("When was it warm?")
        for question in QUESTIONS:
            found["ask"].append(measured(kb, partial(one, question)))
        found["timeline"].append(measured(kb, partial(kb.timeline, "Kazakhstan")))
    return found


def measured(kb: justicekb.KnowledgeBase, run: Callable[[], object]) -> tuple[float, int]:
    """The least time of two runs, and the steps of the second."""
    counted = [0]

    def count() -> int:
        counted[0] += 1
        return 0

    taken = milliseconds(run, 2)
    connection = kb.records._db  # type: ignore[attr-defined]  # its steps are told nowhere else
    connection.set_progress_handler(count, STEPS)
    run()
    connection.set_progress_handler(None, 0)
    return taken, counted[0]


def main() -> None:
    """Prints a line for each size and the ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--reports", type=int, default=20)
    given = parser.parse_args()
    medians: dict[str, list[float]] = {}
    for times in TIMES:
        for name, rows in asked(made(given.folder, given.reports * times)).items():
            taken, steps = [row[0] for row in rows], [row[1] for row in rows]
            medians.setdefault(name, []).append(statistics.median(taken))
            print(
                f"x{times:<3} {name:<9} {statistics.median(taken):7.1f} ms at the median, {max(taken):7.1f} at most, ",
                end="",
            )
            print(f"{statistics.median(steps):6.0f} thousand steps, {max(steps)} at most", flush=True)
    for name, (first, *_, last) in medians.items():
        print(f"{name}: x{TIMES[-1]} takes {last / first:.2f} times as long as x1")


if __name__ == "__main__":
    main()
