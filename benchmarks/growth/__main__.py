"""How time grows with the length of a text, for every pattern and every part that reads documents or questions.

    python benchmarks/growth              the table of all
    python benchmarks/growth --patterns   patterns alone; --parts the rest alone; --only NAME what begins so
    python benchmarks/growth --quick      smaller texts and fewer of them, as the tests do

Exit code 1 when anything grows faster than the 1.2th power of its length, or takes too long at its greatest length.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent))

import collecting
import measuring
import parts
from pumps import Pump

# Modules whose patterns see files and queries as they come. All others see one line of a part (`ingest.bounds`,
# `extract.nlp.in_pieces`), and the date rules its tokens, a sign each.
WHOLE = (
    "ingest.formats.html.reader", "ingest.formats.html.metadata", "ingest.formats.html.linkeddata",
    "ingest.formats.html.scripts", "ingest.encoding", "ingest.formats.text.reader", "ingest.formats.text.fields",
    "ingest.formats.mail", "ingest.containers", "ingest.mediatype", "ingest.blocks", "ingest.xml", "query.search",
    "store.", "export.", "cli.", "model",
)  # fmt: skip
# What is bounded more closely where it is called: a sentence's signs, a line of furniture, what stands beside a name.
BOUNDED = {
    "vocabulary.datewords": 1_000,
    "ingest.furniture": 400,
    "extract.quotes.officeholders": 120,
    "query.drafts.attribution": 160,
}
LINE = 4_000

LENGTHS, QUICK = (16_384, 32_768, 65_536), (5_000, 10_000, 20_000)
QUICK_UNITS = 2
# A question at its longest may take so long (seconds of processor time).
LONGEST_ANSWER = 3.0


class Row(NamedTuple):
    """What was measured of one pattern or part."""

    name: str
    how: str
    growth: measuring.Growth

    @property
    def steep(self) -> bool:
        """Whether it grows too fast."""
        return self.growth.exponent > measuring.STEEPEST

    def __str__(self) -> str:
        exponent, seconds, pump = self.growth
        text = "" if pump is None else f"{pump.lead[-30:]!r} {pump.unit[:40]!r}… {pump.tail!r}"
        shown = f"{exponent:8.2f}" if exponent else "    flat"
        return f"{shown} {seconds:8.3f} s  {self.name:<46} {self.how:<12} {text}"


def pattern_rows(only: tuple[str, ...]) -> Iterator[Row]:
    """A row for each pattern: where it stands, its steepest growth, and the text that showed it."""
    for known in collecting.collect():
        if known.where.startswith(only):
            found = measuring.growth_of_pattern(known.pattern, known.methods, _view(known.where))
            yield Row(known.where, "/".join(sorted(known.methods)), found)


def _view(where: str) -> measuring.View:
    if where.startswith(WHOLE):
        return measuring.whole
    return measuring.pieces(next((limit for name, limit in BOUNDED.items() if where.startswith(name)), LINE))


def part_rows(only: tuple[str, ...], *, quick: bool) -> Iterator[Row]:
    """A row for each part that reads: its steepest growth over the units of trouble."""
    units = parts.UNITS[:QUICK_UNITS] if quick else parts.UNITS
    for part in parts.parts():
        if part.name.startswith(only):
            found = [_of_part(part, Pump("", unit, ""), QUICK if quick else LENGTHS) for unit in units]
            yield Row(part.name, "", max(found, key=lambda growth: (growth.exponent, growth.seconds)))


def _of_part(part: parts.Part, pump: Pump, lengths: tuple[int, ...]) -> measuring.Growth:
    try:
        if part.longest is not None:
            took = measuring.seconds(part.prepare(pump.text(part.longest)[: part.longest]), runs=1)
            return measuring.Growth(9.99 if took > LONGEST_ANSWER else 0.0, took, pump)
        part.prepare(pump.text(1_000))()  # what is loaded once is not measured
        shorter = tuple(length // part.share for length in lengths)
        return measuring.growth(lambda length: part.prepare(pump.text(length)), pump, shorter)
    except measuring.TooSlowError:
        return measuring.Growth(9.99, measuring.PATIENCE, pump)


def main() -> int:
    """Prints the rows and returns the exit code."""
    options = argparse.ArgumentParser(description="How time grows with the length of a text.")
    for name in ("--patterns", "--parts", "--quick"):
        options.add_argument(name, action="store_true")
    options.add_argument("--only", action="append", default=[], metavar="NAME")
    chosen = options.parse_args()
    only = tuple(chosen.only) or ("",)
    collecting.watch()
    rows, steep = 0, 0
    wanted = ([] if chosen.parts else [pattern_rows(only)]) + (
        [] if chosen.patterns else [part_rows(only, quick=chosen.quick)]
    )
    for row in (row for some in wanted for row in some):
        rows, steep = rows + 1, steep + row.steep
        if row.steep or not chosen.quick:
            print(row, flush=True)
    print(f"{rows} measured, {steep} steeper than {measuring.STEEPEST}", file=sys.stderr)
    return 1 if steep else 0


if __name__ == "__main__":
    sys.exit(main())
