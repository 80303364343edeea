"""Searches beside FTS5 and tantivy called directly, on the passages of one base: `python benchmarks/peers.py BASE`.

Builds, in a temporary folder, our index for the chosen engines, a table of SQLite's FTS5 and an index of tantivy's own
(text with its English stemmer, the text stored), all of the same passages, and Recoll's where it is installed;
`tantivy, same answer` asks tantivy's index also for the numbers and the marks that ours tells. Prints
the processor time of each build, the bytes on disk, and for searches of plain words (all required, ten best hits read
with their text) the median and the slowest of milliseconds; the same words for all, three runs each, the least counts.
"""

from __future__ import annotations

import argparse
import shutil
import sqlite3
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import tantivy

from justicekb.query.search import search
from justicekb.store import Stores, open_stores
from justicekb.store.engines import open_engine

QUERIES = (
    "preventive visits", "torture convention ratified", "prison", "death penalty moratorium", "kazakhstan",
    "probation service law", "complaints of torture", "ombudsman visits detention", "court appeal", "monitoring group",
)  # fmt: skip
ROUNDS = 3


def passages(stores: Stores) -> Iterator[tuple[str, str]]:
    """The title and the words of every passage."""
    for light in stores.records.documents():
        document = stores.records.document(light.id)
        for passage in stores.records.passages(light.id) if document else ():
            yield light.title or "", passage.span.of(document.text)  # type: ignore[union-attr]  # see above


def size(folder: Path) -> float:
    """Megabytes of a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6


def fts5(folder: Path, stores: Stores) -> Callable[[str], object]:
    """A table of FTS5 with its Porter stemmer."""
    db = sqlite3.connect(folder / "fts5.sqlite")
    db.execute("CREATE VIRTUAL TABLE passage USING fts5 (title, words, tokenize = 'porter unicode61')")
    db.executemany("INSERT INTO passage VALUES (?, ?)", passages(stores))
    db.execute("INSERT INTO passage (passage) VALUES ('optimize')")
    db.commit()
    sql = "SELECT title, words FROM passage WHERE passage MATCH ? ORDER BY rank LIMIT 10"
    return lambda words: db.execute(sql, (words,)).fetchall()


def direct(folder: Path, stores: Stores) -> Callable[[str], object]:
    """An index of tantivy's own."""
    builder = tantivy.SchemaBuilder()
    for name in ("title", "words"):
        builder.add_text_field(name, stored=True, tokenizer_name="en_stem")
    index = tantivy.Index(builder.build(), str(folder))
    writer = index.writer(128_000_000, num_threads=1)
    for title, words in passages(stores):
        writer.add_document(tantivy.Document(title=title, words=words))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def run(words: str) -> object:
        query = index.parse_query(" ".join(f"+{word}" for word in words.split()), ["title", "words"])
        return [searcher.doc(at).to_dict() for _, at in searcher.search(query, 10).hits]

    return run


def same_answer(folder: Path, stores: Stores) -> Callable[[str], object]:
    """tantivy's own index, asked what `justicekb search` tells.

    Ten passages with all words, how many there are, how many have some of the words, and the words marked.
    """
    direct(folder, stores)
    index = tantivy.Index.open(str(folder))
    searcher = index.searcher()

    def run(words: str) -> object:
        every = index.parse_query(" ".join(f"+{word}" for word in words.split()), ["title", "words"])
        some = index.parse_query(words, ["title", "words"])
        marked = tantivy.SnippetGenerator.create(searcher, some, index.schema, "words")
        found = searcher.search(every, 10)
        left = max(1, 10 - len(found.hits))
        also = searcher.search(some, left) if " " in words else found
        hits = [*found.hits, *also.hits][:10]
        read = [searcher.doc(at) for _, at in hits]
        return [(doc.to_dict(), marked.snippet_from_doc(doc).highlighted()) for doc in read], found.count, also.count  # type: ignore[attr-defined]  # tantivy's stubs leave it out

    return run


def ours(engine: str, folder: Path, stores: Stores) -> Callable[[str], object]:
    """Our index on an engine, asked as `justicekb search` does."""
    made = open_engine(engine, folder, stores.records, writable=True, waiting=True)  # type: ignore[arg-type]  # a name of one
    changes = stores.records.changes(0)
    documents = (found for id_ in changes.written if (found := stores.records.indexed(id_)) is not None)
    made.index(documents, revision=changes.revision)
    beside = Stores(stores.records, folder, mode="read")
    beside.__dict__["fulltext"] = beside.__dict__["opened_fulltext"] = made
    return lambda words: [(hit, *hit.marks) for hit in search(beside, words).hits]


def recoll(folder: Path, stores: Stores) -> Callable[[str], object]:
    """Recoll over the documents as text files; it is a process for each search."""
    texts, settings = folder / "texts", folder / "settings"
    texts.mkdir()
    settings.mkdir()
    for light in stores.records.documents():
        document = stores.records.document(light.id)
        (texts / f"{light.id}.txt").write_text(document.text if document else "", encoding="utf-8")
    (settings / "recoll.conf").write_text(f"topdirs = {texts}\n", encoding="utf-8")
    subprocess.run(["recollindex", "-c", str(settings)], check=True, capture_output=True)
    return lambda words: subprocess.run(["recollq", "-c", str(settings), words], check=True, capture_output=True)


def milliseconds(run: Callable[[str], object], words: str, clock: Callable[[], float]) -> float:
    """The least of some runs."""
    taken = []
    for _ in range(ROUNDS):
        start = clock()
        run(words)
        taken.append((clock() - start) * 1000)
    return min(taken)


def main() -> None:
    """Prints a line for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base", type=Path)
    parser.add_argument("--engines", nargs="*", default=["tantivy", "whoosh"])
    given = parser.parse_args()
    made = {"FTS5": fts5, "tantivy directly": direct, "tantivy, same answer": same_answer}
    for engine in given.engines:
        made[f"justicekb, {engine}"] = lambda folder, stores, engine=engine: ours(engine, folder, stores)  # type: ignore[misc]  # bound now
    if shutil.which("recollindex") and shutil.which("recollq"):
        made["recollq"] = recoll
    else:
        print("Recoll is not installed (Debian: recollcmd)")
    with open_stores(given.base) as stores, tempfile.TemporaryDirectory() as place:
        print(f"{stores.records.counts().passages:,} passages")
        for at, (name, build) in enumerate(made.items()):
            folder = Path(place, str(at))
            folder.mkdir()
            clock = time.perf_counter if name == "recollq" else time.process_time
            start = clock()
            run = build(folder, stores)
            built = clock() - start
            run(QUERIES[0])
            taken = [milliseconds(run, words, clock) for words in QUERIES]
            print(f"{name:<21} built in {built:6.1f} s, {size(folder):6.1f} MB, search ", end="")
            print(f"{statistics.median(taken):7.2f} ms at the median, {max(taken):7.2f} ms at most")


if __name__ == "__main__":
    main()
