"""What happens to a base under kills, full disks, damage, odd files and traffic: `make torture`.

`python benchmarks/torture [--share 0.1] [--only kills]` prints one line a trial: how often it was tried, and how often
something was lost, left running, silently wrong, dropped without a word, over 60 s or over 2 GB. Exit code 1 when
anything was. Needs Linux.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from trials import trials


def main() -> int:
    """Runs the trials and prints the table."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--share", type=float, default=1.0, help="part of the full numbers")
    options.add_argument("--only", default="", help="the trials whose name begins so: files, kills, disks, ...")
    chosen = options.parse_args()
    wrong = 0
    print(f"{'trial':<28} {'tried':>6} {'wrong':>6}  seen")
    with tempfile.TemporaryDirectory() as folder:
        for trial in trials(Path(folder), share=chosen.share, only=chosen.only):
            print(f"{trial.name:<28} {trial.tried:>6} {trial.wrong:>6}  {trial.seen}", flush=True)
            wrong += trial.wrong
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
