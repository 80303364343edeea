"""Reads a folder of saved news pages with our web page reader and writes its predictions.

    python benchmarks/articles.py DIR --pred PRED.json

DIR holds `html/*.html` (any depth; the file's stem is the page's key) and, optionally, `news_articles.json` with
the pages' addresses. PRED.json maps each key to `{"body", "title", "date", "authors"}`. Prints pages per second,
wall clock, one process, after one page to warm up.
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections.abc import Iterator
from pathlib import Path

from justicekb.errors import SourceError
from justicekb.ingest import read
from justicekb.ingest.source import Given
from justicekb.model import BlockKind, Document
from justicekb.vocabulary import Vocabulary, load

# What counts as the body of an article: its running text, as the gold of the public sets has it.
BODY: frozenset[BlockKind] = frozenset({"paragraph", "list_item", "block_quote", "heading", "table_row"})


def pages(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Key and bytes of every page under `folder/html`."""
    for file in sorted((folder / "html").rglob("*.html*")):
        data = file.read_bytes()
        yield (
            file.name.removesuffix(".gz").removesuffix(".html"),
            gzip.decompress(data) if file.suffix == ".gz" else data,
        )


def addresses(folder: Path) -> dict[str, str]:
    """The address of each page, where the folder tells."""
    listing = folder / "news_articles.json"
    if not listing.is_file():
        return {}
    return {item["html_file"]: item["link"] for item in json.loads(listing.read_text("utf-8"))}


def predict(key: str, data: bytes, url: str | None, vocabulary: Vocabulary) -> dict[str, object]:
    """Our reading of one page, in the scorer's terms; empty for a page that cannot be read."""
    try:
        document = read(data, vocabulary, path=f"{key}.html", given=Given(url=url))
    except SourceError as error:
        print(f"  {key}: {error.reason}")
        return {}
    return {
        "body": body(document), "title": document.title, "date": str(document.published or ""),
        "authors": [author.name for author in document.authors],
    }  # fmt: skip


def body(document: Document) -> str:
    """The article's text without title, byline and captions."""
    return "\n".join(block.span.of(document.text) for block in document.blocks if block.kind in BODY)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pred", type=Path, required=True)
    args = parser.parse_args()
    vocabulary, known, found = load(), addresses(args.folder), list(pages(args.folder))
    predict("warm-up", found[0][1], None, vocabulary)
    began, cpu = time.perf_counter(), time.process_time()
    predictions = {key: predict(key, data, known.get(key), vocabulary) for key, data in found}
    took, cpu = time.perf_counter() - began, time.process_time() - cpu
    args.pred.write_text(json.dumps(predictions, ensure_ascii=False), "utf-8")
    speed = f"{len(found) / took:.1f} pages per second, {len(found) / cpu:.1f} pages per CPU second"
    print(f"{len(found)} pages in {took:.1f} s, {speed}")


if __name__ == "__main__":
    main()
