"""How long each page of the web application takes: `python benchmarks/web.py [--kb DIR | PATH …]`.

Serves a knowledge base in this process (made from the documents at PATH in a temporary folder, the sample corpus
without any) and prints the median and the longest of several requests for every page, the first one apart, for that one
also opens the base. Exit code 1 when the median of any page is over the limit.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path

from starlette.testclient import TestClient

import justicekb
from justicekb.config import Settings
from justicekb.web import create_app

CORPUS = Path(__file__).parents[1] / "corpus"
ROUNDS = 9
LIMIT = 200  # milliseconds, of the median of a page


def addresses(home: Path) -> dict[str, str]:
    """Each page with an address; those of one thing are of the largest there is."""
    with justicekb.open(home) as kb:
        documents = list(kb.records.documents())
        largest = max(documents, key=lambda d: sum(1 for _ in kb.records.passages(d.id)))
        printed = next((d for d in documents if d.media_type == "application/pdf"), largest)
        entity = next(kb.entities(type="organisation", limit=1)).entity.id
        country = next(kb.entities(type="place", limit=1)).entity.id
        fact = next(iter(kb.facts())).record.id
    return {
        "start": "/",
        "search": "/search?q=torture+prevention",
        "search, narrowed": "/search?q=prison&kind=report&published_from=2005&event_from=1998&event_to=2020",
        "search, page 5": "/search?q=prison&page=5",
        "answer": "/ask?q=When+was+Kazakhstan%27s+National+Preventive+Mechanism+created%3F",
        "no answer": "/ask?q=How+many+prisons+are+there+in+Uruguay%3F",
        "largest document": f"/documents/{largest.id}",
        "PDF document": f"/documents/{printed.id}",
        "printed page": f"/documents/{printed.id}/pages/1.png",
        "names": "/entities",
        "organisation": f"/entities/{entity}",
        "country": f"/entities/{country}",
        "conflicts": "/conflicts",
        "laws": "/laws",
        "sources": "/sources",
        "facts": "/records/facts",
        "figures": "/records/figures",
        "cite": f"/cite?id={fact}",
        "verify": "/verify",
        "status": "/status",
        "suggestions": "/api/suggest?q=mini",
    }


def timed(client: TestClient, address: str) -> float:
    """Milliseconds of one request."""
    start = time.perf_counter()
    assert client.get(address).status_code == 200, address
    return (time.perf_counter() - start) * 1000


def report(home: Path) -> bool:
    """Prints a line a page; whether all are within the limit."""
    slow = []
    with TestClient(create_app(Settings(home=home)), base_url="http://localhost") as client:
        for name, address in addresses(home).items():
            first = timed(client, address)
            times = [timed(client, address) for _ in range(ROUNDS)]
            median = statistics.median(times)
            print(f"{name:<18} median {median:5.0f} ms   longest {max(times):5.0f} ms   first {first:5.0f} ms")
            slow += [name] if median > LIMIT else []
    print(f"over {LIMIT} ms: {', '.join(slow) or 'none'}")
    return not slow


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--kb", type=Path)
    chosen = parser.parse_args()
    if chosen.kb is not None:
        sys.exit(not report(chosen.kb))
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        with justicekb.open(home, create=True) as kb:
            kb.ingest(chosen.paths or [CORPUS])
        sys.exit(not report(home))


if __name__ == "__main__":
    main()
