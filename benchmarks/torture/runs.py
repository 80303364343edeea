"""What the trials share: `justicekb` as a process of its own, small documents to read, and what a base then holds."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from oddfiles import SENTENCE


@dataclass(frozen=True, slots=True)
class Trial:
    """A line of the table: what was tried, how often, how often it went wrong, and what was seen besides."""

    name: str
    tried: int
    wrong: int
    seen: str = ""


def command(home: Path, *arguments: str) -> list[str]:
    """The command line of a run on the base in `home`."""
    return [sys.executable, "-P", "-m", "justicekb", "--kb", str(home), *arguments]


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A whole run with what it printed."""
    return subprocess.run(command(home, *arguments), capture_output=True, text=True, check=False, env=environment())


def documents(folder: Path, number: int, *, words: int = 40) -> Path:
    """A folder with so many different documents of some sentences."""
    folder.mkdir(parents=True, exist_ok=True)
    for at in range(number):
        text = f"Number {at}. " + SENTENCE * (words // 13) + f"In {1950 + at % 70} the board met in Osh.\n"
        (folder / f"{at:04d}.txt").write_text(text)
    return folder


def export(home: Path) -> list[str]:
    """The lines of an export, sorted; [] when there is none."""
    return sorted(run(home, "export").stdout.splitlines())


def sources(home: Path) -> list[str]:
    """The paths of the stored documents, doubled ones twice."""
    return [json.loads(line)["source"] for line in run(home, "export", "--record", "document").stdout.splitlines()]


def alive(pid: int) -> bool:
    """Whether a process is there and no zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def children(pid: int) -> list[int]:
    """The processes that a process started."""
    try:
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def environment() -> dict[str, str]:
    """The environment without settings of the user's own."""
    return {name: value for name, value in os.environ.items() if not name.startswith("JUSTICEKB_")}
