"""One node of three is stopped while an ingest and searches run: nothing is lost or doubled, answers go on.

The last of the tests that use the cluster, for the node does not come back.
"""

from __future__ import annotations

import json
import threading
import urllib.request
from uuid import uuid4

import pytest
from samples import document

from justicekb.edtf import Edtf
from justicekb.home import ClusterSettings, home_of
from justicekb.model import Fact, Mention
from justicekb.querytree import Everything, Term
from justicekb.spans import Span
from justicekb.store import catch_up
from justicekb.store.oncluster import open_on_cluster

DOCUMENTS, LOST_AT = 40, 12
WORDS = "Norland ratified the Convention in 1998, says note"


def one(number):
    """A document with a mention and a fact."""
    text = f"{WORDS} {number}."
    made = document(f"{number:03}.txt", text)
    shared = {"document": made.id, "evidence": Span(0, len(text)), "rule": "made"}
    mention = Mention(
        **shared, span=Span(0, 7), type="place", name="Norland", text="Norland", entity="place:norland",
        canonical="Norland",
    )  # fmt: skip
    fact = Fact(**shared, span=Span(0, 32), type="ratification", date=Edtf("1998"))
    return made, [mention, fact]


@pytest.fixture
def home(opensearch_nodes):
    return home_of(opensearch_nodes.text(f"loss-{uuid4().hex[:8]}"))


def green(home):
    """Waits until each shard has its replica: before, the node that is stopped may hold the only one."""
    address = f"http://{home.hosts[0]}/_cluster/health/{home.prefix}-*?wait_for_status=green&timeout=60s"
    with urllib.request.urlopen(address, timeout=70) as answer:
        assert json.load(answer)["status"] == "green"


def test_a_node_is_lost_in_the_middle(home, opensearch_nodes):
    settings = ClusterSettings(shards=3, replicas=1)
    with open_on_cluster(home, settings, mode="create") as stores:
        stores.records.replace(*one(0))
        catch_up(stores)
        stores.records.ledger.release()
    green(home)
    ended, failures, answers = threading.Event(), [], []

    def ask():
        """Searches and reads until the ingest is over."""
        try:
            with open_on_cluster(home, settings, mode="read") as reading:
                while not ended.is_set():
                    found = reading.opened_fulltext.search(Term("ratified")).total
                    told = [fact.date.text for fact in reading.records.records(Fact)]
                    answers.append((found, set(told)))
        except Exception as error:  # noqa: BLE001  # told by the test
            failures.append(error)

    thread = threading.Thread(target=ask)
    thread.start()
    try:
        with open_on_cluster(home, settings, mode="write") as stores:
            for number in range(1, DOCUMENTS):
                if number == LOST_AT:
                    before = len(answers)
                    opensearch_nodes.run("stop-node", "0")
                stores.records.replace(*one(number))
            catch_up(stores)
    finally:
        ended.set()
        thread.join()
    assert not failures
    assert len(answers) > before, "answers went on"
    assert all(found >= 1 and told == {"1998"} for found, told in answers)
    with open_on_cluster(home, settings, mode="read") as reading:
        assert [found.path for found in reading.records.documents()] == [f"{n:03}.txt" for n in range(DOCUMENTS)]
        assert reading.records.counts().records["fact"] == DOCUMENTS
        assert reading.records.entity("place:norland").documents == DOCUMENTS
        assert reading.fulltext.search(Everything(), limit=0).total == DOCUMENTS
        assert reading.problems(thorough=True) == []
    assert len(opensearch_nodes.run("status").stdout.split()) == 2
