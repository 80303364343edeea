"""nDCG@10 of `justicekb search` on our own queries over the sample corpus: `python benchmarks/search.py [--sweep]`.

The corpus is ingested as it is (some seconds), then each query of tests/query/search/search_set.toml is run. `--sweep`
tries weights of title and heading and BM25's B and K1, from which the ones in store/whoosh/query.py were
chosen; `--kb` takes a knowledge base that is already there.
"""

from __future__ import annotations

import argparse
import itertools
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "query" / "search"))

from ranking import scores  # noqa: E402  # the path is set above

from justicekb.query.search.search import search  # noqa: E402
from justicekb.querytree import Everything  # noqa: E402
from justicekb.store import Stores, open_stores  # noqa: E402
from justicekb.store.whoosh import query as whoosh_query  # noqa: E402
from justicekb.vocabulary import load  # noqa: E402

TITLES, HEADINGS = (0.0, 0.25, 0.5, 1.0), (0.25, 0.5, 1.0)
SATURATION, LENGTH = (1.2, 1.8), (0.3, 0.75)


def measured(stores: Stores) -> dict[str, float]:
    """nDCG@10 by query."""
    vocabulary = load()
    passages = [hit.text for hit in stores.fulltext.search(Everything(), limit=100_000).hits]
    run: Callable[[str], list[str]] = lambda query: [h.text for h in search(stores, query, vocabulary).hits]  # noqa: E731
    return scores(run, passages, entities=True)


def mean(values: dict[str, float]) -> float:
    return sum(values.values()) / len(values)


def sweep(home: Path) -> None:
    """Prints the best settings first."""
    tried = []
    for title, heading, k1, b in itertools.product(TITLES, HEADINGS, SATURATION, LENGTH):
        whoosh_query.BOOSTS.update(title=title or 1e-6, heading=heading)
        whoosh_query.BM25.update(K1=k1, B=b)
        with open_stores(home) as stores:
            tried.append((mean(measured(stores)), title, heading, k1, b))
    for row in sorted(tried, reverse=True)[:15]:
        print("nDCG {:.4f}  title {}  heading {}  K1 {}  B {}".format(*row))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kb", type=Path)
    parser.add_argument("--sweep", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        home = given.kb or Path(temporary)
        if given.kb is None:
            _ingest(home)
        if given.sweep:
            return sweep(home)
        with open_stores(home) as stores:
            found = measured(stores)
    for query, value in sorted(found.items(), key=lambda pair: pair[1]):
        print(f"{value:6.3f}  {query}")
    print(f"{mean(found):6.3f}  mean nDCG@10 of {len(found)} queries")


def _ingest(home: Path) -> None:
    from justicekb.knowledgebase import KnowledgeBase

    with KnowledgeBase(home=home, create=True) as base:
        base.ingest([ROOT / "corpus"])


if __name__ == "__main__":
    main()
