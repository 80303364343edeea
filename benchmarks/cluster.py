"""A base on an OpenSearch cluster beside the same base in a folder: the same answers? how fast?

    python benchmarks/cluster.py copy FOLDER ADDRESS       the documents of a folder's base, written to the cluster
    python benchmarks/cluster.py compare FOLDER ADDRESS    searches and questions of both, and where they differ
    python benchmarks/cluster.py latency FOLDER ADDRESS    milliseconds of each search and question, warm, in both,
                                                           and the requests that the cluster gets for it

ADDRESS is what `--kb` takes, `opensearch+http://127.0.0.1:9200/prefix`; `scripts/opensearch-dev up` starts a cluster.
`compare` takes the queries of tests/query/search/search_set.toml and of benchmarks/engines.py, and `--questions FILE`,
one question a line. A search is the same when it finds the same passages with the same words
marked; their order is each engine's own. `latency` is wall time, for the work is done in another process.
"""

from __future__ import annotations

import argparse
import itertools
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import justicekb
from justicekb.knowledgebase import KnowledgeBase
from justicekb.model import RECORD_TYPES
from justicekb.querytree import RecordFilter
from justicekb.store import catch_up, open_stores

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests" / "query" / "search"), str(Path(__file__).parent)]

from engines import QUESTIONS, SEARCHES  # noqa: E402  # the path is set above
from ranking import queries  # noqa: E402

from justicekb.home import ClusterSettings, home_of  # noqa: E402
from justicekb.store.opensearch.client import Cluster  # noqa: E402

# Passages of a search that are compared: all of a base of some thousand.
ALL = 5_000


def copy(folder: str, address: str, most: int | None) -> None:
    """Writes every document that is not there with its records, then the index of passages, and prints the rates."""
    began = worked(address)
    with open_stores(Path(folder)) as old, open_stores(home_of(address), mode="create") as new:
        documents = records = passages = 0
        start = time.monotonic()
        for light in itertools.islice(old.records.documents(), most):
            if new.records.by_content(light.sha256) is not None:
                continue
            document = old.records.document(light.id)
            own = RecordFilter(documents=(light.id,))
            found = [record for kind in RECORD_TYPES for record in old.records.records(kind, own)]
            assert document is not None
            new.records.replace(document, found)
            documents, records = documents + 1, records + len(found)
        stored = time.monotonic() - start
        catch_up(new)
        indexed = time.monotonic() - start - stored
        passages = new.records.counts().passages
    print(f"{documents:,} documents, {records:,} records, {passages:,} passages")
    print(f"records: {stored:.1f} s, {documents / stored:.1f} documents and {records / stored:,.0f} records a second")
    print(f"passages and entities: {indexed:.1f} s, {passages / indexed:,.0f} passages a second")
    writer, nodes = (ended - start for ended, start in zip(worked(address), began, strict=True))
    print(f"processor time: {writer:.1f} s of the writer, {nodes:.1f} s of the nodes")


def worked(address: str) -> tuple[float, float]:
    """The processor time of this process and of all nodes so far, in seconds."""
    home = home_of(address)
    assert not isinstance(home, Path)
    cluster = Cluster(home, ClusterSettings())
    ids = {name: (node["host"], node["process"]["id"]) for name, node in nodes_of(cluster, "/_nodes/process")}
    stats = dict(nodes_of(cluster, "/_nodes/stats/process"))
    each = {ids[name]: node["process"]["cpu"]["total_in_millis"] / 1000 for name, node in stats.items()}
    cluster.close()
    return time.process_time(), sum(each.values())  # nodes of one process, as in development, count once


def nodes_of(cluster: Cluster, path: str) -> list[tuple[str, Any]]:
    """What each node says of itself."""
    return list(cluster.send("GET", path)["nodes"].items())


def compare(folder: str, address: str, questions: list[str]) -> bool:
    """Whether every search and question has the same answer in both."""
    asked = list(dict.fromkeys([*(entry["query"] for entry in queries()), *SEARCHES]))
    with justicekb.open(folder) as one, justicekb.open(address) as other:
        runs: tuple[tuple[str, list[str], Callable[[KnowledgeBase, str], object]], ...] = (
            ("searches", asked, found),
            ("questions", questions, answered),
        )
        same = True
        for name, words, run in runs:
            different = [each for each in words if run(one, each) != run(other, each)]
            print(f"{name}: {len(words) - len(different)} of {len(words)} the same")
            for each in different:
                print(f"  {each}")
            same = same and not different
    return same


def found(kb: KnowledgeBase, query: str) -> object:
    """What a search finds, in the order of places: passages with the marked words, totals and notes."""
    result = kb.search(query, limit=ALL, facets=("kind", "publisher", "year", "entity"))
    hits = sorted((hit.passage, hit.marks, hit.lead) for hit in result.hits)
    return hits, result.total, [note.message for note in result.notes], result.facets


def answered(kb: KnowledgeBase, question: str) -> object:
    """What a question is answered with: status, values, and the sentences they are read from."""
    answer = kb.ask(question)
    return answer.status, [(v.value, [(e.source, e.sentence) for e in v.evidence]) for v in answer.answers]


def latency(folder: str, address: str, times: int) -> None:
    """Prints the milliseconds of each search and question in both, and the requests of the first run."""
    with justicekb.open(folder) as one, justicekb.open(address) as other:
        print(f"{other.records.counts().passages:,} passages; {one.stores.engine} and OpenSearch, wall milliseconds")
        for run, words in ((KnowledgeBase.search, SEARCHES), (KnowledgeBase.ask, QUESTIONS)):
            run(other, "When was it warm?")
            rows = []
            for each in words:
                with counted() as requests:
                    run(other, each)
                    asked = next(requests)
                rows.append((*(median(lambda: run(kb, each), times) for kb in (one, other)), asked))  # noqa: B023
                print("{:9.1f} {:9.1f} {:5}  {}".format(*rows[-1], each), flush=True)
            print("{:9.1f} {:9.1f} {:5.0f}  median\n".format(*map(statistics.median, zip(*rows, strict=True))))


def median(run: Callable[[], object], times: int) -> float:
    """The median wall time of some runs in milliseconds, the first of them not counted."""
    return statistics.median(list(timed(run, times))[1:])


def timed(run: Callable[[], object], times: int) -> Iterator[float]:
    for _ in range(times + 1):
        start = time.monotonic()
        run()
        yield (time.monotonic() - start) * 1000


@contextmanager
def counted() -> Iterator[Iterator[int]]:
    """Counts the requests to clusters; what it yields tells how many there were."""
    requests, send = itertools.count(), Cluster.send

    def counting(cluster: Cluster, *given: Any, **more: Any) -> Any:  # noqa: ANN401  # as it is called
        next(requests)
        return send(cluster, *given, **more)

    with patch.object(Cluster, "send", counting):
        yield requests


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("copy", "compare", "latency"))
    parser.add_argument("folder")
    parser.add_argument("address")
    parser.add_argument("--questions", type=Path)
    parser.add_argument("--documents", type=int, help="copy: only so many, the first by path")
    parser.add_argument("--times", type=int, default=5, help="each is timed so often, and the median counts")
    given = parser.parse_args()
    if given.what == "copy":
        copy(given.folder, given.address, given.documents)
    elif given.what == "latency":
        latency(given.folder, given.address, given.times)
    else:
        asked = given.questions.read_text(encoding="utf-8").splitlines() if given.questions else list(QUESTIONS)
        return 0 if compare(given.folder, given.address, [each for each in asked if each.strip()]) else 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
