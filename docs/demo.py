"""A first walk through justicekb: reads the sample corpus and asks it questions. Run by `make demo`.

Every step is an ordinary command and is printed before it runs, so it can be repeated by hand.
"""

from __future__ import annotations

import argparse
import os
import shlex
import subprocess
import sys
from pathlib import Path

CORPUS = Path(__file__).resolve().parents[1] / "corpus"

STEPS: tuple[tuple[str, list[str]], ...] = (
    ("A date, with the sentence that says so", ["ask", "When did Kazakhstan ratify the Convention against Torture?"]),
    ("A figure, with its source", ["ask", "How many preventive visits did the NPM make in 2018?"]),
    (
        "Sources that disagree are shown side by side",
        ["ask", "When was Kazakhstan's National Preventive Mechanism created?"],
    ),
    (
        "What nobody says is not made up",
        ["ask", "When did Tajikistan ratify the Optional Protocol to the Convention against Torture?"],
    ),
    ("An entity's dated facts in order", ["timeline", "National Preventive Mechanism"]),
)

NEXT = """
Now try, in this folder:

  {command} search 'prison NEAR/8 population'
  {command} ask 'How many people are on probation in Kazakhstan?'
  {command} conflicts
  {command} timeline Kyrgyzstan --format json
  {command} cite 'the treaty made the change hard to undo'

and read your own documents with

  {command} ingest PATH
"""


def run(command: list[str], *, show: str | None = None) -> int:
    """Prints the command as a person would type it, runs it, and returns its exit code."""
    print(f"\n$ justicekb {shlex.join(command)}" if show is None else f"\n$ {show}", flush=True)
    return subprocess.run([sys.executable, "-m", "justicekb", *command], check=False).returncode


def main() -> int:
    """Walks through the steps; the exit code is that of the first step that broke (not: that found nothing)."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kb", default="indexes", help="where the knowledge base is made")
    kb = ["--kb", parser.parse_args().kb]
    code = run([*kb, "ingest", os.path.relpath(CORPUS)], show="justicekb ingest corpus")
    if code:
        return code
    for title, command in STEPS:
        print(f"\n── {title} ──", flush=True)
        code = run([*kb, *command], show=f"justicekb {shlex.join(command)}")
        if code > 1:
            return code
    print(NEXT.format(command=".venv/bin/justicekb"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
