"""Reads journal papers in PDF and writes what was found, for a scorer of headers, headings and references.

    python benchmarks/papers.py DIR [--out papers.json] [--layout jose|flat] [--refs]

DIR holds one folder per paper with its PDF ("jose", the layout of openjournals' paper repositories: the id is the
folder's name) or PDF files in any folder ("flat": the id is the file's name without its ending). The output is
{id: {"title", "authors", "doi", "sections", "references"}}; with `--refs` {id: [reference, ...]}.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
import time
from pathlib import Path

from justicekb.errors import SourceError
from justicekb.ingest.pdf import read_pdf
from justicekb.ingest.source import SourceInfo
from justicekb.model import Document
from justicekb.vocabulary import Vocabulary, load


def paper(file: Path, vocabulary: Vocabulary) -> Document:
    """The document of one PDF file."""
    data = file.read_bytes()
    source = SourceInfo(path=str(file), media_type="application/pdf", sha256=hashlib.sha256(data).hexdigest())
    return read_pdf(data, source, vocabulary)


def prediction(document: Document) -> dict[str, object]:
    """What the scorer of headers compares."""
    words: dict[str, list[str]] = {"heading": [], "reference": []}
    for block in document.blocks:
        words.setdefault(block.kind, []).append(block.span.of(document.text))
    back = re.compile(r"(?:\d+\.?\s*)?(?:references|bibliography|literature cited)\W*", re.IGNORECASE)
    return {
        "title": document.title,
        "authors": [author.name for author in document.authors],
        "doi": document.doi,
        "sections": [heading for heading in words["heading"] if not back.fullmatch(heading)],
        "references": words["reference"],
    }


def main() -> int:
    """Reads every paper of a folder; files that cannot be read are named on standard error."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("--out", type=Path)
    options.add_argument("--layout", choices=["jose", "flat"], default="jose")
    options.add_argument("--refs", action="store_true")
    chosen = options.parse_args()
    vocabulary, found, began = load(), {}, time.perf_counter()
    files = sorted(chosen.folder.rglob("*.pdf"))
    for file in files:
        name = file.parent.name if chosen.layout == "jose" else file.stem
        try:
            predicted = prediction(paper(file, vocabulary))
        except SourceError as error:
            print(error, file=sys.stderr)
            continue
        found[name] = predicted["references"] if chosen.refs else predicted
    took = time.perf_counter() - began
    print(f"{len(found)} of {len(files)} papers read in {took:.1f} s", file=sys.stderr)
    text = json.dumps(found, ensure_ascii=False, indent=1)
    if chosen.out:
        chosen.out.write_text(text, encoding="utf-8")
    else:
        print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
