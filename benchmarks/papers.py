"""Reads journal papers in PDF with our reader and writes what was found, for a scorer of headers and references.

    python benchmarks/papers.py DIR --pred PRED.json [--refs]

DIR holds PDF files at any depth. A paper's key is the name of the folder above it that ends in a dot and a number
("jose.00185", as openjournals' repositories of papers have it), else the file's name without its ending; of several
files of one key the one with most text is the paper, the others are its figures. PRED.json
maps each key to {"title", "authors", "doi", "sections", "references"}, with --refs to its list of references.
Prints pages and papers per second, wall clock, one process. Files that cannot be read are named on standard error.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from pathlib import Path

from justicekb.errors import SourceError
from justicekb.ingest import read
from justicekb.model import Document
from justicekb.vocabulary import load

_NUMBERED = re.compile(r"\w+\.\d+")
_BIBLIOGRAPHY = re.compile(r"(?:\d+\.?\s*)?(?:references|bibliography|literature cited)\W*", re.IGNORECASE)


def key(file: Path) -> str:
    """The name under which a paper is scored."""
    return next((folder.name for folder in file.parents if _NUMBERED.fullmatch(folder.name)), file.stem)


def prediction(document: Document) -> dict[str, object]:
    """What the scorer of headers compares; the heading of the bibliography is no section of the body."""
    words: dict[str, list[str]] = {"heading": [], "reference": []}
    for block in document.blocks:
        words.setdefault(block.kind, []).append(block.span.of(document.text))
    return {
        "title": document.title,
        "authors": [author.name for author in document.authors],
        "doi": document.doi,
        "sections": [heading for heading in words["heading"] if not _BIBLIOGRAPHY.fullmatch(heading)],
        "references": words["reference"],
    }


def main() -> int:
    """Reads every paper of a folder and writes the predictions."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pred", type=Path, required=True)
    parser.add_argument("--refs", action="store_true")
    options = parser.parse_args()
    vocabulary, found, pages, began = load(), {}, 0, time.perf_counter()
    longest: dict[str, int] = {}  # characters: of several files of one key, figures are the shorter ones
    for file in sorted(options.folder.rglob("*.pdf")):
        try:
            document = read(file, vocabulary)
        except SourceError as error:
            print(error, file=sys.stderr)
            continue
        except Exception as error:  # noqa: BLE001 - a fault in one paper must not hide the figures of the others
            print(f"{file}: {type(error).__name__}: {error}", file=sys.stderr)
            continue
        pages += max((block.page or 1 for block in document.blocks), default=0)
        if len(document.text) > longest.get(key(file), -1):
            longest[key(file)] = len(document.text)
            predicted = prediction(document)
            found[key(file)] = predicted["references"] if options.refs else predicted
    took = time.perf_counter() - began
    options.pred.write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")
    rates = f"{pages / took:.1f} pages/s, {len(found) / took:.1f} papers/s"
    print(f"{len(found)} papers, {pages} pages, {took:.1f} s: {rates}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
