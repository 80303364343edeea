"""Warm searches and questions in one base: `python benchmarks/engines.py BASE`, processor time in milliseconds.

Make the base with `python benchmarks/collection.py base BASE --reports 125`, and switch its full-text engine with
`justicekb --kb BASE rebuild --engine tantivy`. Each search is run three times and the fastest counts.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import justicekb
from justicekb.query.questions import ask

SEARCHES = (
    "preventive visits", "torture convention ratified", "prison", "death penalty moratorium", "Kazakhstan",
    "probation service law", '"National Preventive Mechanism"', "complaints of torture 2014",
    "ombudsman kazakhstan visits places of detention", "monitor publisher:monitor",
)  # fmt: skip
QUESTIONS = (
    "When did Kazakhstan ratify the Convention against Torture?", "How many prisons are there in Kyrgyzstan?",
    "When was the National Preventive Mechanism created in Kazakhstan?",
    "Who said that the visits must be unannounced?",
    "When was the death penalty abolished in Mongolia?", "How many people are on probation in Kazakhstan?",
    "Which article of the Criminal Code prohibits torture?", "Who is the Ombudsman of Kazakhstan?",
    "When did the Subcommittee on Prevention of Torture visit Kyrgyzstan?", "What did the Minister say about torture?",
    "How many visits did the Coalition make in 2014?", "When was Azimjon Askarov arrested?",
)  # fmt: skip


def milliseconds(run: Callable[[], object], times: int) -> float:
    """The least processor time of some runs."""
    taken = []
    for _ in range(times):
        start = time.process_time()
        run()
        taken.append((time.process_time() - start) * 1000)
    return min(taken)


def main() -> None:
    """Prints a line for each, and the medians."""
    with justicekb.open(Path(sys.argv[1])) as kb:
        print({name: kb.status()[name] for name in ("passages", "engine")})
        kb.search("warm")
        asked = partial(ask, records=kb.records, vocabulary=kb.vocabulary)  # of the records alone
        asked("When was it warm?")
        for words, run, times in ((SEARCHES, kb.search, 3), (QUESTIONS, asked, 1)):
            found = [milliseconds(lambda: run(one), times) for one in words]  # noqa: B023  # called at once
            for one, taken in zip(words, found, strict=True):
                print(f"{taken:8.1f} ms  {one}")
            print(f"{statistics.median(found):8.1f} ms  median, {max(found):.1f} ms at most\n")


if __name__ == "__main__":
    main()
