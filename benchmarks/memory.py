"""The memory of a two-process ingest at 1, 4 and 16 times the size: `python benchmarks/memory.py [--reports 2]`.

Reads made-up country reports into new bases with `--workers 2`, and looks ten times a second at the resident memory of
all processes together (Linux). Prints the peak of each size in MB and how much it grows from x4 to x16.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TIMES = (1, 4, 16)


def resident(process: int) -> int:
    """The resident bytes of a process and of all that it started; memory that several share counts once in each."""
    try:
        kilobytes = int(Path(f"/proc/{process}/smaps_rollup").read_text().split("Pss:")[1].split()[0])
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except (OSError, IndexError):
        return 0
    return kilobytes * 1024 + sum(resident(int(child)) for child in children)


def peak(command: list[str]) -> int:
    """The most that the command held."""
    most = 0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        while running.poll() is None:
            most = max(most, resident(running.pid))
            time.sleep(0.1)
    assert running.returncode == 0, command
    return most


def main() -> None:
    """Prints a line for each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=2)
    given = parser.parse_args()
    peaks = []
    with tempfile.TemporaryDirectory() as place:
        for times in TIMES:
            folder, count = f"{place}/{times}", given.reports * times
            script = str(Path(__file__).with_name("collection.py"))
            subprocess.run([sys.executable, script, "files", folder, "--reports", str(count)], check=True)
            ingest = [sys.executable, "-m", "justicekb", "--kb", f"{place}/kb{times}", "ingest", folder]
            peaks.append(peak([*ingest, "--workers", "2"]))
            print(f"x{times:<3}{count:5} reports  {peaks[-1] / 1e6:7.0f} MB at most", flush=True)
    print(f"x16 holds {peaks[2] / peaks[1] - 1:+.1%} beside x4")


if __name__ == "__main__":
    main()
