"""Ingest into both stores, search latency and memory on made-up documents: `python benchmarks/stores.py 2000`.

The documents have the shape of real ones (a dozen paragraphs of 60 words, Zipf-distributed words, entities that a
few are most of, dated facts), and are written and indexed as `justicekb ingest` does it, without reading and
extraction. Printed: seconds and documents a second for each store, sizes on disk, peak memory, and milliseconds for
each kind of query (median of 20, and the first one after opening). All times are processor time, which other work on
the machine changes little.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from justicekb.edtf import Edtf
from justicekb.model import Block, Document, Fact, Mention, Participant, Record, entity_id
from justicekb.query.search.search import search
from justicekb.querytree import RecordFilter
from justicekb.spans import Span
from justicekb.store import Stores, catch_up, open_stores

VOCABULARY = 30_000  # different words, as in some thousand real documents
ENTITIES = 3_000
PARAGRAPHS, WORDS = 12, 60
EVENTS = ("ratification", "visit", "adoption", "arrest", "publication")
QUERIES = {
    "a rare word": "w9000",
    "a frequent word": "w5",
    "two words": "w40 w90",
    "a phrase": '"w2 w3"',
    "boolean with NOT": "(w50 OR w60) AND NOT w2",
    "wildcard": "w12*",
    "fuzzy": "w9001~1",
    "near an entity": "w40 NEAR/8 @organisation",
    "an entity": "entity:body-7",
    "dates": "w40 published:[2011 TO 2013]",
}


def documents(count: int, chance: random.Random) -> Iterator[tuple[Document, list[Record]]]:
    """Documents with their records."""
    ranks = [1 / (rank + 1) for rank in range(VOCABULARY)]
    words = chance.choices(range(VOCABULARY), weights=ranks, k=count * PARAGRAPHS * WORDS)
    for number in range(count):
        own = words[number * PARAGRAPHS * WORDS : (number + 1) * PARAGRAPHS * WORDS]
        yield _document(number, own, chance)


def _document(number: int, words: list[int], chance: random.Random) -> tuple[Document, list[Record]]:
    text, blocks, places = "", [], []
    for start in range(0, len(words), WORDS):
        entity = min(int(chance.expovariate(0.01)), ENTITIES - 1)
        name = f"Body-{entity}"
        line = " ".join([name, *(f"w{word}" for word in words[start : start + WORDS])]) + "."
        blocks.append(Block(kind="paragraph", span=Span(len(text), len(text) + len(line))))
        places.append((name, Span(len(text), len(text) + len(name)), blocks[-1].span))
        text += line + "\n"
    published = Edtf.of(2000 + number % 25, 1 + number % 12, 1 + number % 28)
    document = Document(
        path=f"{number}.txt",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        media_type="text/plain",
        kind=("article", "report")[number % 2],
        title=f"w{words[0]} w{words[1]} number {number}",
        publisher=f"Publisher {number % 40}",
        published=published,
        text=text,
        blocks=tuple(blocks),
    )
    return document, [record for place in places for record in _records(document, place, chance)]


def _records(document: Document, place: tuple[str, Span, Span], chance: random.Random) -> Iterator[Record]:
    name, span, sentence = place
    entity = entity_id("organisation", name)
    yield Mention(
        document=document.id, span=span, evidence=sentence, rule="made", type="organisation", name=name, text=name,
        entity=entity, canonical=name,
    )  # fmt: skip
    yield Fact(
        document=document.id, span=sentence, evidence=sentence, rule="made", type=chance.choice(EVENTS),
        date=Edtf.of(chance.randint(1990, 2024)), participants=(Participant(role="agent", name=name, entity=entity),),
    )  # fmt: skip


def timed(label: str, run: Callable[[], object], count: int = 0) -> object:
    """Runs and prints the seconds, and how many a second."""
    start = time.process_time()
    result = run()
    seconds = time.process_time() - start
    print(f"{label:32} {seconds:8.2f} s" + (f" {count / seconds:8.0f} documents/s" if count else ""))
    return result


def milliseconds(run: Callable[[], object]) -> float:
    start = time.process_time()
    run()
    return (time.process_time() - start) * 1000


def searches(folder: Path) -> None:
    """Prints the first and the median latency of each query."""
    with open_stores(folder) as stores:
        print(f"{'open the index':32} {milliseconds(lambda: stores.fulltext):8.1f} ms")
        for label, query in QUERIES.items():
            first = milliseconds(lambda query=query: search(stores, query))  # type: ignore[misc]  # bound now
            times = [milliseconds(lambda query=query: search(stores, query)) for _ in range(20)]  # type: ignore[misc]
            total = search(stores, query).total
            print(f"{label:32} {first:8.1f} ms first {statistics.median(times):8.1f} ms median {total:8} passages")
        facets = milliseconds(lambda: search(stores, "w5", facets=("kind", "publisher", "year", "entity")))
        print(f"{'four facets of a frequent word':32} {facets:8.1f} ms")
        _filters(stores)


def _filters(stores: Stores) -> None:
    for label, where in {
        "facts of an entity": RecordFilter(entities=("organisation:body-7",)),
        "facts of a type in a year": RecordFilter(types=("visit",), date=Edtf("1998")),
        "facts by words": RecordFilter(text="w40 w90"),
        "facts where an entity is named": RecordFilter(sentence_mentions=("organisation:body-7",)),
    }.items():
        found = list(stores.records.records(Fact, where))
        first = milliseconds(lambda where=where: next(stores.records.records(Fact, where), None))  # type: ignore[misc]
        every = milliseconds(lambda where=where: list(stores.records.records(Fact, where)))  # type: ignore[misc]
        print(f"{label:32} {first:8.1f} ms first {every:8.1f} ms all {len(found):8} facts")


def size(path: Path) -> float:
    """Megabytes of a file or folder."""
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files if file.is_file()) / 2**20


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("documents", type=int, nargs="?", default=2000)
    parser.add_argument("--keep", type=Path, help="where to leave the knowledge base, or find it again")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.keep or Path(temporary)
        if not (folder / "knowledge.sqlite").exists():
            made = timed("make up documents", lambda: list(documents(given.documents, random.Random(1))))
            with open_stores(folder, mode="create") as stores:
                write = lambda: [stores.records.replace(*pair) for pair in made]  # type: ignore[attr-defined]  # noqa: E731
                timed("write records (SQLite)", write, given.documents)
                timed("index (Whoosh)", lambda: catch_up(stores), given.documents)
        print(f"{'records on disk':32} {size(folder / 'knowledge.sqlite'):8.1f} MB")
        print(f"{'index on disk':32} {size(folder / 'fulltext'):8.1f} MB")
        searches(folder)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
    print(f"{'peak memory':32} {peak:8.0f} MB")


if __name__ == "__main__":
    main()
