"""Several writers, and writers that are lost on the way: what is visible is whole, and the next one goes on."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from samples import GROUP, document, news, news_records, report, report_records

from justicekb.home import ClusterSettings
from justicekb.model import RECORD_TYPES
from justicekb.store import oncluster
from justicekb.store.base import IndexBusyError
from justicekb.store.memory import MemoryRecords
from justicekb.store.opensearch import ClusterBase
from justicekb.store.opensearch.client import Cluster
from justicekb.store.stores import catch_up

# Seconds after which a writer that gives no sign is lost, in these tests.
LEASE = 0.4


class Lost(BaseException):
    """The process ends here."""


def state(store):
    """Everything that can be read, except revisions."""
    counts = store.counts()
    return (
        [store.document(found.id) for found in store.documents()],
        {kind.KIND: list(store.records(kind)) for kind in RECORD_TYPES},
        list(store.find_entities()),
        list(store.located()),
        [store.indexed(found.id) for found in store.documents()],
        (counts.documents, counts.passages, counts.records),
    )


def another(base, **options):
    """The same base as another process opens it."""
    return ClusterBase(base.cluster.home, ClusterSettings(), writable=True, lease=LEASE, **options)


def changes():
    """A change that writes a document anew, takes its path from another one, and so removes that one."""
    changed = replace(report(), path="a/news.txt", title="Another title")
    return changed, report_records()[:4]


@pytest.mark.parametrize("step", range(1, 9))
def test_a_writer_is_lost_at_any_step(opensearch_base, monkeypatch, step):
    base = opensearch_base(lease=LEASE)
    base.records.replace(report(), report_records())
    base.records.replace(news(), news_records())
    base.records.settle()
    before, after = MemoryRecords(), MemoryRecords()
    for store in (before, after):
        store.replace(report(), report_records())
        store.replace(news(), news_records())
    after.replace(*changes())
    sent, real = [], Cluster.send

    def send(self, method, path, body=None, **params):
        if self is base.cluster and (method == "PUT" or path.endswith("/_bulk")):
            sent.append(path)
            if len(sent) >= step:  # from now on this process does nothing any more
                raise Lost
        return real(self, method, path, body, **params)

    with monkeypatch.context() as patch:
        patch.setattr(Cluster, "send", send)
        lost = False
        try:
            base.records.replace(*changes())
            base.records.ledger.release()
        except Lost:
            lost = True
    following = another(base)
    following.records.add_path(report().id, "z.txt")
    seen = state(following.records)
    for store in (before, after):
        store.add_path(report().id, "z.txt")
    assert seen in (state(before), state(after))
    assert (seen == state(after)) or lost
    following.records.replace(*changes())
    assert state(following.records) == state(after)
    following.mend()
    assert state(following.records) == state(after)
    assert following.records.problems(thorough=True) == []
    following.close()


def test_there_were_more_steps_than_that(opensearch_base, monkeypatch):
    base = opensearch_base(lease=LEASE)
    base.records.replace(report(), report_records())
    base.records.replace(news(), news_records())
    sent, real = [], Cluster.send

    def send(self, method, path, body=None, **params):
        if method == "PUT" or path.endswith("/_bulk"):
            sent.append(path)
        return real(self, method, path, body, **params)

    monkeypatch.setattr(Cluster, "send", send)
    base.records.replace(*changes())
    assert 4 <= len(sent) <= 8


def test_writers_take_turns(opensearch_base):
    base = opensearch_base(lease=LEASE)
    other = another(base)
    for at in range(3):
        for number, one in enumerate((base, other)):
            one.records.replace(document(f"{number}-{at}.txt", f"Words of {number} and {at}."), [])
            one.records.ledger.release()
    assert other.records.counts().documents == base.records.counts().documents == 6
    assert other.records.counts().revision == 6
    other.close()


def test_at_once(opensearch_base):
    base = opensearch_base(lease=20.0)
    others = [another(base) for _ in range(2)]
    for other in others:
        other.state._lease = 20.0
    failures = []

    def write(number, one):
        try:
            for at in range(8):
                one.records.replace(document(f"{number}-{at}.txt", f"Words of {number} and {at}."), [])
            one.records.ledger.release()
        except Exception as error:  # noqa: BLE001  # told by the test
            failures.append(error)

    threads = [threading.Thread(target=write, args=pair) for pair in enumerate(others)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    base.records.see()
    base.cluster.refresh(base.records.index)
    assert base.records.counts().documents == 16
    assert base.records.counts().revision == 16
    for other in others:
        other.close()


def test_a_reader_takes_what_there_is_while_another_writes(opensearch_base):
    base = opensearch_base()
    base.records.replace(report(), report_records())
    stores = oncluster.ClusterStores(base, mode="write")
    catch_up(stores)
    base.records.replace(news(), news_records())
    base.records.take()  # and goes on writing
    with oncluster.open_on_cluster(base.cluster.home, ClusterSettings(), mode="read") as reading:
        assert reading.fulltext.revision == 1
        assert reading.stale == "another process is writing: passages of the last documents may be missing"
        with pytest.raises(IndexBusyError, match="another process is writing"):
            catch_up(reading)
    base.records.ledger.release()
    with oncluster.open_on_cluster(base.cluster.home, ClusterSettings(), mode="read") as reading:
        assert reading.fulltext.revision == 2
        assert reading.stale is None
        assert reading.records.entity(GROUP).documents == 2


def test_a_writer_that_was_away_too_long_writes_nothing_over(opensearch_base):
    base = opensearch_base(lease=LEASE)
    base.records.replace(report(), report_records())
    base.records.take()
    other = another(base)
    other.records.replace(news(), news_records())  # waits for the first one's lease, and takes over
    other.records.ledger.release()
    base.records.replace(document("c.txt", "Third."), [])
    assert base.records.counts().revision == 3
    assert [found.path for found in base.records.documents()] == ["a/news.txt", "b/report.txt", "c.txt"]
    other.close()


def test_a_restored_or_other_index_is_made_again(opensearch_base):
    base = opensearch_base()
    base.records.replace(report(), report_records())
    base.records.replace(news(), news_records())
    stores = oncluster.ClusterStores(base, mode="write")
    catch_up(stores)
    assert stores.index_state() == "up to date"
    base.fulltext.tie("of something else")
    assert stores.index_state() == "of another state of the records, made again by the next search"
    catch_up(stores)
    assert stores.index_state() == "up to date"
    assert stores.problems(thorough=True) == []


def test_damage_is_told(opensearch_base):
    base = opensearch_base()
    base.records.replace(report(), report_records())
    base.records.settle()
    name = base.records.parts_of(report().id)[0]
    base.cluster.bulk(base.records.index, [{"delete": {"_id": name, "routing": report().id}}])
    base.records.dirty = True
    (told,) = base.records.problems()
    assert told == "3 sentences are stored, 4 were written"
    base.records.replace(report(), report_records()[:1])
    base.records.replace(report(), report_records())
    assert base.records.problems(thorough=True) == []


def test_what_was_left_behind_is_swept(opensearch_base):
    base = opensearch_base()
    base.records.replace(report(), report_records())
    entry = {"unit": "text", "document": "doc-000000000000", "generation": "x", "order": 1, "body": "half"}
    base.cluster.put(base.records.index, "stray", entry, routing="doc-000000000000")
    base.records.dirty = True
    assert base.records.problems(thorough=True) == ["1 unfinished or outdated versions of documents were left behind"]
    base.mend()
    assert base.records.problems(thorough=True) == []
    assert base.records.document(report().id) == report()
