"""Cold commands as whole processes on the sample corpus: `python benchmarks/startup.py`.

Makes a knowledge base in a temporary folder, then prints the median and range of wall and processor time of
`justicekb search` and `justicekb ask`, and beside them Recoll's `recollq` where it is installed.
"""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CORPUS = Path(__file__).parents[1] / "corpus"
ROUNDS = 15


def timed(command: list[str], environment: dict[str, str]) -> tuple[float, float]:
    """Wall and processor seconds of one run."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False, env=environment)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def report(name: str, command: list[str], environment: dict[str, str]) -> None:
    """Prints one line of figures, in milliseconds."""
    timed(command, environment)
    runs = [timed(command, environment) for _ in range(ROUNDS)]
    wall, cpu = ([run[at] * 1000 for run in runs] for at in (0, 1))
    print(f"{name:<10} wall {statistics.median(wall):5.0f} ms ({min(wall):.0f}-{max(wall):.0f})", end="")
    print(f"   processor {statistics.median(cpu):5.0f} ms ({min(cpu):.0f}-{max(cpu):.0f})")


def main() -> None:
    """Prints a line a command."""
    with tempfile.TemporaryDirectory() as folder:
        base = [sys.executable, "-m", "justicekb", "--kb", f"{folder}/kb"]
        # Compiled modules are kept, as everywhere where nobody forbids it.
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        subprocess.run([*base, "ingest", str(CORPUS)], check=True, stdout=subprocess.DEVNULL)
        report("search", [*base, "search", "preventive", "visits"], environment)
        report("ask", [*base, "ask", "When did Kazakhstan ratify the Convention against Torture?"], environment)
        if shutil.which("recollq") and shutil.which("recollindex"):
            settings = Path(folder, "recoll")
            settings.mkdir()
            (settings / "recoll.conf").write_text(f"topdirs = {CORPUS}\n", encoding="utf-8")
            subprocess.run(["recollindex", "-c", str(settings)], check=True, capture_output=True)
            report("recollq", ["recollq", "-c", str(settings), "preventive visits"], environment)


if __name__ == "__main__":
    main()
