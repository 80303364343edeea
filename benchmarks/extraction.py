"""Extraction beside plain spaCy over the same text, in one run: `python benchmarks/extraction.py [FILE-OR-FOLDER ...]`.

Prints words per second of the full small model's `nlp.pipe` over the blocks' text and of justicekb's parsing and
extraction, turn by turn, and the ratio; reads the sample corpus when nothing is named. Reading the files is not timed.
"""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

from justicekb.config import Settings
from justicekb.discover import FoundFile, discover
from justicekb.extract import extract
from justicekb.extract.nlp import load_pipeline, parse
from justicekb.ingest import read
from justicekb.model import Document
from justicekb.vocabulary import load

ROUNDS = 5


def documents(paths: list[Path]) -> list[Document]:
    """The documents behind the paths, read once."""
    vocabulary = load()
    return [read(found.file, vocabulary) for found in discover(paths) if isinstance(found, FoundFile)]


def main() -> None:
    """Runs both in turn and prints medians; processor time, so that a busy machine disturbs less."""
    paths = [Path(argument) for argument in sys.argv[1:]] or [Path(__file__).parents[1] / "corpus"]
    found, nlp, vocabulary = documents(paths), load_pipeline(Settings().model), load()
    texts = [
        block.span.of(document.text)
        for document in found
        for block in document.blocks
        if block.kind != "reference" and block.language in (None, "en")
    ]
    words = sum(len(text.split()) for text in texts)
    plain, ours = [], []
    for turn in range(ROUNDS + 1):
        start = time.process_time()
        list(nlp.pipe(texts))
        middle = time.process_time()
        for parsed in parse(found, nlp):
            extract(parsed, vocabulary)
        if turn:  # the first turn warms both up
            plain.append(middle - start)
            ours.append(time.process_time() - middle)
    ratio = statistics.median(a / b for a, b in zip(plain, ours, strict=True))
    print(f"{len(found)} documents, {words} words, median of {ROUNDS} turns")
    print(f"plain spaCy       {words / statistics.median(plain):8.0f} words/s")
    print(f"with extraction   {words / statistics.median(ours):8.0f} words/s")
    print(f"ratio             {ratio:8.2f}")


if __name__ == "__main__":
    main()
