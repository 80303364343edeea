"""Measures extraction on the gold records beside the repository and holds it to floors.

    python tests/quality/gate.py                      prints the measures, what was newly won and newly lost
    python tests/quality/gate.py --update             raises the floors to what is measured now
    python tests/quality/gate.py --update --allow-regression    lowers them too

floors.json holds the floors, a digest of the gold, and the ids of the gold records that are missed; ids are
hashes, so that nothing of the gold's text stands in the repository. `international` are the bodies named in
documents about three countries or more, each read: another one there joins bodies of two countries and is a fault.
The documents that the first rules were written on are named there, too: they have floors of their own, measured as
`older/NAME`, so that what is won on new documents is not paid for with theirs.
"""

# ruff: noqa: T201 (the gate is a command: printing is its output)

from __future__ import annotations

import argparse
import hashlib
import json
import math
import re
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from justicekb.model import entity_id
from justicekb.vocabulary import load
from justicekb.vocabulary.entries import Country

FLOORS = Path(__file__).with_name("floors.json")
SHARED = Path(__file__).resolve().parents[3] / "shared"
SCORES = ("precision", "recall", "f1")

# Another processor rounds the language model's scores another way, which flips a record or two of some 150.
WOBBLE = 0.015

_MEASURE = re.compile(r"^(?P<name>[\w.]+)\s+P (?P<precision>[\d.]+)\s+R (?P<recall>[\d.]+)\s+F1 (?P<f1>[\d.]+)")
_MISSED = re.compile(r"^\s+missed: (?P<what>.*)$")


@dataclass(frozen=True)
class Measured:
    """Precision, recall and F1 of one measure, and the gold records it missed (their scorer's lines)."""

    scores: dict[str, float]
    missed: list[str] = field(default_factory=list)


# ── the records ──────────────────────────────────────────────────────────────────────────────────────────


def export(shared: Path, target: Path) -> None:
    """Reads the annotated documents as a user would, into a new knowledge base, and writes all its records."""
    with tempfile.TemporaryDirectory() as home:
        justicekb = [sys.executable, "-m", "justicekb", "--kb", home]
        subprocess.run([*justicekb, "ingest", shared / "corpus"], check=True, capture_output=True)
        with target.open("wb") as out:
            subprocess.run([*justicekb, "export", "--format", "jsonl"], check=True, stdout=out)


# ── the measures ─────────────────────────────────────────────────────────────────────────────────────────


def measure(shared: Path) -> tuple[dict[str, Measured], list[str]]:
    """Every measure of the scorer that comes with the gold, over all documents, and bodies that may join two."""
    with tempfile.TemporaryDirectory() as folder:
        records = Path(folder) / "records.jsonl"
        export(shared, records)
        return score(shared, records), unread(records, read_floors()["international"])


def score(shared: Path, records: Path) -> dict[str, Measured]:
    """What the scorer that comes with the gold says of exported records: of all documents, then of the older ones."""
    gold = shared / "eval" / "gold"
    found = score_against(gold, shared, records)
    with tempfile.TemporaryDirectory() as folder:
        for name in read_floors()["older"]:
            (Path(folder) / f"{name}.json").symlink_to(gold / f"{name}.json")
        older = score_against(Path(folder), shared, records)
    return found | {f"older/{name}": measured for name, measured in older.items()}


def score_against(gold: Path, shared: Path, records: Path) -> dict[str, Measured]:
    """The measures of the documents whose gold records lie in the folder `gold`."""
    command = [sys.executable, shared / "eval" / "score.py", records, "--details", "100000"]
    command += ["--gold", gold, "--text", shared / "eval" / "text"]
    return read_scores(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def gold_lines(shared: Path) -> dict[str, str]:
    """Every gold record as the scorer prints it, by its id: what an empty export misses."""
    with tempfile.TemporaryDirectory() as folder:
        empty = Path(folder) / "none.jsonl"
        empty.touch()
        missed = score(shared, empty)
    return {case_id(name, line): f"{name}: {line}" for name, m in missed.items() for line in m.missed}


def read_scores(printed: str) -> dict[str, Measured]:
    """The measures in the scorer's output."""
    found: dict[str, Measured] = {}
    current: Measured | None = None
    for line in printed.splitlines():
        if (head := _MEASURE.match(line)) is not None:
            current = found[head["name"]] = Measured({score: float(head[score]) for score in SCORES})
        elif current is not None and (missed := _MISSED.match(line)) is not None:
            current.missed.append(missed["what"])
    return found


def digest(shared: Path) -> str:
    """One hash over the gold records and their texts."""
    total = hashlib.sha256()
    for path in sorted((shared / "eval").glob("[gt]*/*")):
        total.update(path.name.encode() + path.read_bytes())
    return total.hexdigest()[:16]


def case_id(measure_name: str, line: str) -> str:
    """The id under which a gold record is known here."""
    return hashlib.blake2b(f"{measure_name}|{line}".encode(), digest_size=5).hexdigest()


# ── bodies of several countries ──────────────────────────────────────────────────────────────────────────

# A body named in documents about so many countries is an international one, or joins bodies of two countries.
_COUNTRIES = 3


def of_many_countries(rows: Iterable[dict]) -> dict[str, set[str]]:
    """The organisations (entity ids) that documents about three countries or more name, with these countries.

    A document is about the country that its places name most.
    """
    countries = {entity_id("place", country.name) for country in load().entries(Country)}
    places: dict[str, Counter[str]] = defaultdict(Counter)
    bodies: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row["record"] == "mention" and row["entity"] in countries:
            places[row["document"]][row["entity"]] += 1
        elif row["record"] == "mention" and row["type"] == "organisation":
            bodies[row["entity"]].add(row["document"])
    about = {document: named.most_common(1)[0][0] for document, named in places.items()}
    joined = {body: {about[d] for d in documents if d in about} for body, documents in bodies.items()}
    return {body: where for body, where in joined.items() if len(where) >= _COUNTRIES}


def unread(records: Path, read: Iterable[str]) -> list[str]:
    """Faults: bodies in documents about three countries that nobody has read and found international."""
    with records.open(encoding="utf-8") as lines:
        found = of_many_countries(map(json.loads, lines))
    return [
        f"{body} is named in documents about {', '.join(sorted(where))}: read it, then put it into `international`"
        for body, where in sorted(found.items())
        if body not in set(read)
    ]


# ── the floors ───────────────────────────────────────────────────────────────────────────────────────────


def read_floors() -> dict[str, dict]:
    return json.loads(FLOORS.read_text(encoding="utf-8"))


def broken(measured: dict[str, Measured], floors: dict[str, dict[str, float]]) -> list[str]:
    """What lies under its floor, in words."""
    return [
        f"{name}: {score} {measured[name].scores[score]:.3f} is under its floor {floor:.3f}"
        for name, wanted in floors.items()
        for score, floor in wanted.items()
        if measured[name].scores[score] < floor - WOBBLE
    ]


def changes(
    measured: dict[str, Measured], missed_before: dict[str, list[str]], gold: dict[str, str]
) -> tuple[list[str], list[str]]:
    """The gold records newly lost and newly won, as the scorer prints them; `gold` has the lines by id."""
    lost, won = [], []
    for name, now in measured.items():
        before = set(missed_before.get(name, ()))
        ids = {case_id(name, line): line for line in now.missed}
        lost += [f"{name}: {line}" for id_, line in ids.items() if id_ not in before]
        won += [gold.get(id_, f"{name}: {id_}, no longer in the gold") for id_ in sorted(before - set(ids))]
    return lost, won


def updated(measured: dict[str, Measured], shared: Path) -> dict[str, object]:
    """The floors as they are measured now, rounded down to three digits."""
    floors = {
        name: {s: math.floor(value * 1000) / 1000 for s, value in m.scores.items()} for name, m in measured.items()
    }
    missed = {name: sorted({case_id(name, line) for line in m.missed}) for name, m in measured.items()}
    kept = read_floors()
    return {
        "gold": digest(shared),
        "older": kept["older"],
        "international": kept["international"],
        "floors": floors,
        "missed": missed,
    }


def main() -> int:
    """Prints the measures against the floors; 1 when a floor is broken."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--update", action="store_true", help="raise the floors to what is measured")
    options.add_argument("--allow-regression", action="store_true", help="with --update: lower floors too")
    chosen = options.parse_args()
    if not SHARED.is_dir():
        print("no gold records here")
        return 0
    (measured, unread_bodies), kept = measure(SHARED), read_floors()
    faults = report(measured, kept)
    for line in unread_bodies:
        print(f"body of several countries: {line}")
    faults += unread_bodies
    if not chosen.update:
        return 1 if faults else 0
    if faults and not chosen.allow_regression:
        print("floors are not lowered without --allow-regression")
        return 1
    FLOORS.write_text(json.dumps(updated(measured, SHARED), indent=1) + "\n", encoding="utf-8")
    return 0


def report(measured: dict[str, Measured], kept: dict[str, dict]) -> list[str]:
    """Prints what is measured, won and lost, and returns the broken floors."""
    for name, found in measured.items():
        print(f"{name:20s}", *(f"{score} {value:.3f}" for score, value in found.scores.items()))
    lost, won = changes(measured, kept["missed"], gold_lines(SHARED))
    faults = broken(measured, kept["floors"])
    for title, lines in (("newly lost", lost), ("newly won", won), ("broken floor", faults)):
        for line in lines:
            print(f"{title}: {line}")
    if kept["gold"] != digest(SHARED):
        print("the gold has changed since the floors were set")
    return faults


if __name__ == "__main__":
    sys.exit(main())
