"""A whole ingest beside plain spaCy, in one run: `python benchmarks/ingest.py [FOLDER] [--reports 6]`.

Reads a folder, or made-up country reports, as `justicekb ingest` does with its defaults (one process a core): into a
base with its full-text index. Beside it the full small model reads the same text with `nlp.pipe(n_process=2)`, as
spaCy brings it. Prints wall and processor time of both, the ratio, the memory of the largest process, and how long
the folder takes again when nothing in it has changed.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PLAIN = """
import sys, spacy
from pathlib import Path
from justicekb.config import Settings
from justicekb.store import open_stores
with open_stores(Path(sys.argv[1])) as stores:
    found = [stores.records.document(light.id) for light in stores.records.documents()]
texts = [b.span.of(d.text) for d in found for b in d.blocks if b.kind != "reference" and b.language in (None, "en")]
nlp = spacy.load(Settings().model)
for doc in nlp.pipe(texts, n_process=2):
    pass
"""


def timed(command: list[str]) -> tuple[float, float, float]:
    """Wall seconds, processor seconds, and megabytes of the largest process so far."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - start, used, after.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)


def main() -> None:
    """Prints a line for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--reports", type=int, default=6)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = given.folder or Path(place, "reports")
        if given.folder is None:
            made = [sys.executable, str(Path(__file__).with_name("collection.py")), "files", str(folder)]
            subprocess.run([*made, "--reports", str(given.reports)], check=True)
        ingest = [sys.executable, "-m", "justicekb", "--kb", f"{place}/kb", "ingest", str(folder)]
        found = {"justicekb ingest": timed(ingest), "unchanged, again": timed(ingest)}
        found["nlp.pipe(n_process=2)"] = timed([sys.executable, "-c", PLAIN, f"{place}/kb"])
        for name, (wall, used, memory) in found.items():
            print(f"{name:<24} wall {wall:7.1f} s   processor {used:7.1f} s   largest process so far {memory:5.0f} MB")
        ours, plain = found["justicekb ingest"], found["nlp.pipe(n_process=2)"]
        print(f"ratio of wall time {ours[0] / plain[0]:.2f}, of processor time {ours[1] / plain[1]:.2f}")


if __name__ == "__main__":
    main()
