"""How time grows with the length of a text, for every pattern and every part that reads documents or questions.

    python benchmarks/growth              the table of all
    python benchmarks/growth --patterns   patterns alone, --parts the rest alone, --json for programs

Exit code 1 when anything grows faster than the 1.2th power of its length.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import collecting
import measuring

Row = dict[str, object]


# Modules whose patterns see files and queries as they come; all others get one line of at most BLOCK_LIMIT characters.
WHOLE = (
    "ingest.formats.html.reader", "ingest.formats.html.metadata", "ingest.formats.html.linkeddata",
    "ingest.formats.text.clean", "ingest.formats.text.encoding", "ingest.formats.text.reader", "ingest.formats.mail",
    "ingest.containers", "ingest.mediatype", "ingest.blocks", "ingest.formats.xml", "query.search", "store.", "export.",
    "cli.", "model",
)  # fmt: skip


def pattern_rows(chosen) -> Iterator[Row]:
    """A row for each pattern: where it stands, its steepest growth, and the text that showed it."""
    for known in collecting.collect():
        if chosen.only and not known.where.startswith(tuple(chosen.only)):
            continue
        view = measuring.whole if known.where.startswith(WHOLE) else measuring.pieces(4000)
        found = measuring.growth_of_pattern(known.pattern, known.methods, view)
        yield _row(known.where, "/".join(sorted(known.methods)), found, source=str(known.pattern.pattern)[:80])


def _row(name: str, how: str, found: measuring.Growth, **more: object) -> Row:
    shown = "" if found.pump is None else f"{found.pump.lead[-30:]!r} + {found.pump.unit[:40]!r}* + {found.pump.tail!r}"
    return {"name": name, "how": how, "exponent": found.exponent, "seconds": found.seconds, "text": shown} | more


def main() -> int:
    """Prints the rows and returns the exit code."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--patterns", action="store_true")
    options.add_argument("--parts", action="store_true")
    options.add_argument("--only", action="append", default=[])
    options.add_argument("--json", action="store_true")
    chosen = options.parse_args()
    collecting.watch()
    rows = []
    for row in pattern_rows(chosen):
        rows.append(row)
        steep = float(str(row["exponent"])) > measuring.STEEPEST
        if chosen.json:
            print(json.dumps(row))
        elif steep or not chosen.patterns:
            print(
                f"{row['exponent']:6.2f} {row['seconds']:8.3f} s  {row['name']}  {row['how']}  {row['text']}\n      {row.get('source', '')!r}",
                flush=True,
            )
    steep_rows = [row for row in rows if float(str(row["exponent"])) > measuring.STEEPEST]
    print(f"{len(rows)} patterns, {len(steep_rows)} steep", file=sys.stderr)
    return 1 if steep_rows else 0


if __name__ == "__main__":
    sys.exit(main())
