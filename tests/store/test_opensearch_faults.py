"""What goes wrong with a cluster is a sentence that says what to do, exit code 4, and nothing half-written."""

from __future__ import annotations

import json
import socket
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from samples import news, news_records, report, report_records

from justicekb.cli import run
from justicekb.config import Settings
from justicekb.errors import StoreError, TimeLimitError
from justicekb.home import ClusterSettings, home_of
from justicekb.model import Mention
from justicekb.store.opensearch import ClusterBase
from justicekb.store.opensearch.client import Cluster

SECRET = "sesame-street-7"
GREETING = {"version": {"distribution": "opensearch", "number": "2.19.1"}}


@contextmanager
def answering(answers, *, html=False):
    """A server on this machine that answers paths as it is told: (status, body) for each beginning of a path."""

    class Handler(BaseHTTPRequestHandler):
        def _answer(self):
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            seen.append(self.headers.get("Authorization"))
            status, body = next(told for path, told in answers.items() if self.path.startswith(path))
            data = body.encode() if html else json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "text/html" if html else "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = do_PUT = do_DELETE = _answer

        def log_message(self, *said):
            pass

    seen = []
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"127.0.0.1:{server.server_port}", seen
        server.shutdown()
        thread.join()


def error(type_, reason):
    return {"error": {"root_cause": [{"type": type_, "reason": reason}], "type": type_, "reason": reason}}


def told(capsys, *words):
    """The exit code and what was said on standard error, in one line."""
    code = run(list(words))
    return code, " ".join(capsys.readouterr().err.split())


UNAUTHORISED = (401, error("security_exception", "Unauthorized"))
FORBIDDEN = (403, error("security_exception", "no permissions for [indices:admin/get]"))
UNDISCOVERED = (503, error("cluster_manager_not_discovered_exception", "no manager"))
FAULTS = {
    "credentials": ({"/": UNAUTHORISED}, "does not accept the user and password"),
    "expired meanwhile": ({"/other": UNAUTHORISED, "/": (200, GREETING)}, "or they have expired"),
    "forbidden": ({"/other": FORBIDDEN, "/": (200, GREETING)}, "the user may not do this"),
    "without a manager": ({"/other": UNDISCOVERED, "/": (200, GREETING)}, "the cluster is not ready"),
    "starting": ({"/": (503, error("x", "starting"))}, "the cluster is not ready"),
    "old": ({"/": (200, {"version": {"distribution": "opensearch", "number": "1.3.4"}})}, "runs OpenSearch 1.3.4"),
    "new": ({"/": (200, {"version": {"distribution": "opensearch", "number": "4.0.0"}})}, "runs OpenSearch 4.0.0"),
    "elasticsearch": ({"/": (200, {"version": {"number": "8.1.0"}})}, "is no OpenSearch"),
    "another service": ({"/": (200, {"hello": "world"})}, "is no OpenSearch"),
    "gone": ({"/": (404, {"error": "nothing here", "status": 404})}, "is no OpenSearch"),
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("command", [["search", "x"], ["status"], ["ask", "When was it?"], ["rebuild"]])
def test_a_cluster_that_cannot_be_used(fault, command, capsys, monkeypatch):
    answers, words = FAULTS[fault]
    monkeypatch.setenv("JUSTICEKB_OPENSEARCH_PASSWORD", SECRET)
    monkeypatch.setattr("justicekb.store.opensearch.client.BEGINNERS_PATIENCE", 0.0)
    with answering(answers) as (address, seen):
        code, said = told(capsys, "--kb", f"opensearch+http://reader@{address}/other", *command)
    assert code == 4
    assert words in said
    assert f"opensearch+http://reader@{address}/other" in said
    assert SECRET not in said
    assert seen
    assert all(header and header.startswith("Basic ") for header in seen)


def test_what_answers_is_a_web_page(capsys):
    with answering({"/": (200, "<p>Welcome</p>")}, html=True) as (address, _):
        code, said = told(capsys, "--kb", f"opensearch+http://{address}/other", "search", "x")
    assert (code, "something else than OpenSearch" in said) == (4, True)


def test_a_redirect_is_not_followed(capsys, monkeypatch):
    monkeypatch.setenv("JUSTICEKB_OPENSEARCH_PASSWORD", SECRET)
    with answering({"/": (200, GREETING)}) as (other, seen):

        class Elsewhere(BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(302)
                self.send_header("Location", f"http://{other}/")
                self.end_headers()

            def log_message(self, *said):
                pass

        with ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere) as server:
            thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
            thread.start()
            code, _ = told(capsys, "--kb", f"opensearch+http://me@127.0.0.1:{server.server_port}/x", "search", "x")
            server.shutdown()
            thread.join()
    assert (code, seen) == (4, [])


def test_nobody_listens(capsys):
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        port = bound.getsockname()[1]
    for command in (["search", "x"], ["status"], ["ingest", __file__], ["ingest", "--dry-run", __file__]):
        code, said = told(capsys, "--kb", f"opensearch+http://127.0.0.1:{port}/kb", *command)
        assert code == 4
        assert "cannot be reached" in said
        assert "host and port are right" in said


def test_a_secure_address_of_a_plain_server(capsys):
    with answering({"/": (200, GREETING)}) as (address, _):
        code, said = told(capsys, "--kb", f"opensearch+https://{address}/kb", "search", "x")
    assert (code, "no secure connection" in said) == (4, True)


def test_the_client_is_an_extra(capsys, monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "opensearchpy", None)
    for name in [
        name for name in sys.modules if name.startswith(("justicekb.store.oncluster", "justicekb.store.opens"))
    ]:
        monkeypatch.delitem(sys.modules, name)
    code, said = told(capsys, "--kb", "opensearch+http://localhost/kb", "search", "x")
    assert code == 4
    assert "pip install 'justicekb[opensearch]'" in said


# ── passwords ────────────────────────────────────────────────────────────────────────────────────────────────


def test_there_is_no_password(capsys, monkeypatch):
    monkeypatch.delenv("JUSTICEKB_OPENSEARCH_PASSWORD", raising=False)
    code, said = told(capsys, "--kb", "opensearch+https://me@localhost/kb", "search", "x")
    assert code == 4
    assert "no password for me: set JUSTICEKB_OPENSEARCH_PASSWORD" in said


@pytest.mark.parametrize(
    ("held", "mode", "words"),
    [
        (f"{SECRET}\n", 0o644, "can be used by others: run `chmod 600"),
        ("", 0o600, "does not hold a password"),
        (f"{SECRET}\nmore\n", 0o600, "does not hold a password"),
        (SECRET * 1_000, 0o600, "does not hold a password"),
        (None, 0o600, "cannot be read: No such file"),
    ],
)
def test_a_file_with_a_password_is_looked_at(held, mode, words, tmp_path, capsys, monkeypatch):
    file = tmp_path / "password"
    if held is not None:
        file.write_text(held)
        file.chmod(mode)
    monkeypatch.setenv("JUSTICEKB_OPENSEARCH_PASSWORD_FILE", str(file))
    code, said = told(capsys, "--kb", "opensearch+https://me@localhost/kb", "search", "x")
    assert code == 4
    assert words in said
    assert SECRET not in said


def test_a_password_comes_from_a_file(tmp_path, monkeypatch):
    file = tmp_path / "password"
    file.write_text(f"{SECRET}\n")
    file.chmod(0o600)
    monkeypatch.setenv("JUSTICEKB_OPENSEARCH_PASSWORD_FILE", str(file))
    with answering({"/": (200, GREETING)}) as (address, seen):
        cluster = Cluster(home_of(f"opensearch+http://me@{address}/kb"), Settings.from_environment().cluster)
        cluster.send("GET", "/")
        cluster.close()
    assert seen == ["Basic bWU6c2VzYW1lLXN0cmVldC03"]


def test_settings_do_not_show_the_password():
    assert SECRET not in repr(Settings.from_environment({"JUSTICEKB_OPENSEARCH_PASSWORD": SECRET}))


# ── a real cluster ───────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def filled(opensearch_base):
    base = opensearch_base()
    base.records.replace(report(), report_records())
    base.records.replace(news(), news_records())
    base.records.close()
    return base


def settings_of(cluster, index, **values):
    cluster.send("PUT", f"/{index}/_settings", {"index": values})


def test_a_full_disk_stops_writing_and_loses_nothing(opensearch_base, tmp_path, capsys):
    base = opensearch_base()
    (tmp_path / "a.txt").write_text("Uzbekistan ratified the Convention against Torture in 1995.\n")
    (tmp_path / "b.txt").write_text("Tajikistan ratified the Convention against Torture in 1995.\n")
    kb = str(base.cluster.home)
    assert run(["--kb", kb, "ingest", str(tmp_path / "a.txt")]) == 0
    for part in ("records", "passages", "state"):
        settings_of(base.cluster, f"{base.cluster.home.prefix}-{part}", **{"blocks.read_only_allow_delete": True})
    try:
        capsys.readouterr()
        code, said = told(capsys, "--kb", kb, "ingest", str(tmp_path / "b.txt"))
        assert code == 4
        assert "disks are almost full" in said
        assert "nothing half-written stays" in said
        assert run(["--kb", kb, "search", "ratified"]) == 0
        assert run(["--kb", kb, "search", "Tajikistan"]) == 1
    finally:
        for part in ("records", "passages", "state"):
            settings_of(base.cluster, f"{base.cluster.home.prefix}-{part}", **{"blocks.read_only_allow_delete": None})
    assert run(["--kb", kb, "ingest", str(tmp_path)]) == 0
    assert run(["--kb", kb, "search", "Tajikistan"]) == 0
    capsys.readouterr()
    assert run(["--kb", kb, "status", "--check"]) == 0


def test_only_records_are_blocked_in_the_middle_of_a_document(opensearch_base):
    base = opensearch_base()
    base.records.replace(report(), report_records())
    settings_of(base.cluster, f"{base.cluster.home.prefix}-records", **{"blocks.read_only_allow_delete": True})
    try:
        with pytest.raises(StoreError, match="almost full"):
            base.records.replace(news(), news_records())
    finally:
        settings_of(base.cluster, f"{base.cluster.home.prefix}-records", **{"blocks.read_only_allow_delete": None})
    assert [document.id for document in base.records.documents()] == [report().id]
    assert base.records.counts().revision == 1
    base.records.replace(news(), news_records())
    assert base.records.problems(thorough=True) == []
    assert base.records.counts().documents == 2


def test_a_base_of_a_newer_justicekb(filled, capsys):
    index = f"{filled.cluster.home.prefix}-state"
    found = filled.cluster.get(index, "base")
    told_before = found["_source"]
    newer = {**told_before, "body": json.dumps({**json.loads(told_before["body"]), "format": 99})}
    filled.cluster.put(index, "base", newer)
    for command in (["search", "x"], ["ingest", __file__], ["rebuild"], ["status"]):
        code, said = told(capsys, "--kb", str(filled.cluster.home), *command)
        assert code == 4
        assert "newer justicekb (format 99" in said
        assert "update justicekb" in said
    assert filled.cluster.get(index, "base")["_source"] == newer
    filled.cluster.put(index, "base", told_before)


def test_indexes_of_a_newer_justicekb(own_base, capsys):
    base = own_base()
    home, index = base.cluster.home, f"{base.cluster.home.prefix}-records"
    base.cluster.send("PUT", f"/{index}/_mapping", {"_meta": {"justicekb": 99}})
    for command in (["search", "x"], ["ingest", __file__], ["rebuild"], ["status"]):
        code, said = told(capsys, "--kb", str(home), *command)
        assert code == 4, command
        assert "its indexes were made by a newer justicekb: update justicekb" in said
    assert base.cluster.send("GET", f"/{index}/_count")["count"] == 0


def test_indexes_that_an_operator_blocked(own_base, capsys):
    base = own_base()
    base.records.replace(news(), news_records())
    base.records.close()
    index = f"{base.cluster.home.prefix}-records"
    opened = own_base()
    opened.cluster.send("PUT", f"/{index}/_settings", {"index": {"blocks.read_only": True}})
    try:
        code, said = told(capsys, "--kb", str(base.cluster.home), "ingest", "--force", __file__)
        assert code == 4
        assert "its indexes are blocked" in said
        assert "lift the block" in said
        assert opened.records.counts().documents == 1
    finally:
        opened.cluster.send("PUT", f"/{index}/_settings", {"index": {"blocks.read_only": None}})
    assert opened.records.problems(thorough=True) == []


def test_an_entry_that_is_not_ours(filled, capsys):
    index = f"{filled.cluster.home.prefix}-state"
    told_before = filled.cluster.get(index, "base")["_source"]
    filled.cluster.put(index, "base", {"unit": "base", "body": "{}"})
    code, said = told(capsys, "--kb", str(filled.cluster.home), "search", "x")
    filled.cluster.put(index, "base", told_before)
    assert code == 4
    assert "does not hold what justicekb wrote" in said


@pytest.fixture
def own_base(opensearch_nodes):
    """Makes a base with indexes of its own, which are removed afterwards."""
    from uuid import uuid4

    home = home_of(opensearch_nodes.text(f"own-{uuid4().hex[:8]}"))
    opened = []

    def make(**options):
        opened.append(ClusterBase(home, ClusterSettings(replicas=0, **options), create=True))
        return opened[-1]

    yield make
    for base in opened:
        base.close()
    cluster = Cluster(home, ClusterSettings())
    for part in ("records", "passages", "state"):
        for index in cluster.send("GET", f"/{home.prefix}-{part}"):
            cluster.send("DELETE", f"/{index}")
    cluster.close()


def test_a_mapping_changed_by_hand_is_told_and_mended(own_base, capsys):
    base = own_base()
    base.records.replace(report(), report_records())
    home = str(base.cluster.home)
    base.close()
    assert run(["--kb", home, "search", "ratified"]) == 0
    cluster = Cluster(home_of(home), ClusterSettings())
    for part in ("records", "passages"):
        index = f"{home_of(home).prefix}-{part}"
        cluster.send("PUT", f"/{index}/_mapping", {"properties": {"colour": {"type": "keyword"}}})
    capsys.readouterr()
    for command in (["search", "ratified"], ["ingest", __file__], ["status"]):
        code, said = told(capsys, "--kb", home, *command)
        assert code == 4
        assert "was changed by hand: there is a field colour too many" in said
        assert "`justicekb rebuild`" in said
    assert run(["--kb", home, "rebuild"]) == 0
    assert run(["--kb", home, "search", "ratified"]) == 0
    assert run(["--kb", home, "facts"]) == 0
    capsys.readouterr()
    found = cluster.send("GET", f"/{home_of(home).prefix}-records,{home_of(home).prefix}-passages")
    assert sorted(found) == [f"{home_of(home).prefix}-passages-2", f"{home_of(home).prefix}-records-2"]
    cluster.close()


def test_other_counts_of_shards_and_replicas_take_hold_with_a_rebuild(own_base):
    base = own_base(shards=1)
    base.records.replace(report(), report_records())
    home = base.cluster.home
    base.close()
    settings = Settings.from_environment({"JUSTICEKB_OPENSEARCH_SHARDS": "3", "JUSTICEKB_OPENSEARCH_REPLICAS": "1"})
    from justicekb.knowledgebase import KnowledgeBase

    with KnowledgeBase(settings, home=home) as kb:
        assert kb.rebuild() == 3
        assert len(list(kb.records.records(Mention))) == 4
        assert kb.search("ratified").total == 1
    cluster = Cluster(home, ClusterSettings())
    for part in ("records", "passages"):
        (told_,) = cluster.send("GET", f"/{home.prefix}-{part}").values()
        counts = {name: told_["settings"]["index"][name] for name in ("number_of_shards", "number_of_replicas")}
        assert counts == {"number_of_shards": "3", "number_of_replicas": "1"}
    cluster.close()


def test_a_base_set_up_by_half_is_told_and_finished(own_base, capsys, tmp_path):
    base = own_base()
    home = base.cluster.home
    base.cluster.send("DELETE", f"/{home.prefix}-state/_doc/base", refresh=True)
    base.close()
    code, said = told(capsys, "--kb", str(home), "search", "x")
    assert code == 4
    assert "set up by half" in said
    (tmp_path / "a.txt").write_text("Uzbekistan ratified the Convention against Torture in 1995.\n")
    assert run(["--kb", str(home), "ingest", str(tmp_path)]) == 0
    assert run(["--kb", str(home), "search", "ratified"]) == 0
    cluster = Cluster(home, ClusterSettings())
    cluster.send("DELETE", f"/{home.prefix}-state/_doc/base", refresh=True)
    capsys.readouterr()
    code, said = told(capsys, "--kb", str(home), "ingest", str(tmp_path))
    assert code == 4
    assert "documents without the base's own entry" in said
    cluster.close()


def test_an_index_of_another_program_is_left_alone(opensearch_nodes, capsys):
    home = home_of(opensearch_nodes.text("foreign"))
    cluster = Cluster(home, ClusterSettings())
    cluster.send("PUT", "/foreign-records", {})
    code, said = told(capsys, "--kb", str(home), "ingest", __file__)
    assert code == 4
    assert "an index foreign-records that is not justicekb's" in said
    assert list(cluster.send("GET", "/foreign-*")) == ["foreign-records"]
    cluster.send("DELETE", "/foreign-records")
    cluster.close()


def test_no_base_is_no_fault_of_the_cluster(opensearch_nodes, capsys):
    code, said = told(capsys, "--kb", opensearch_nodes.text("nothing-here"), "search", "x")
    assert code == 4
    assert "holds no knowledge base: run `justicekb ingest PATH` first" in said


def test_what_goes_with_a_folder_is_refused(filled, capsys):
    kb = str(filled.cluster.home)
    code, said = told(capsys, "--kb", kb, "rebuild", "--engine", "tantivy")
    assert code == 2
    assert "tantivy goes with a folder" in said
    filled.cluster.send("DELETE", f"/{filled.cluster.home.prefix}-records/_doc/{report().id}", routing=report().id)
    code, said = told(capsys, "--kb", kb, "status", "--check", "--repair")
    assert code == 4
    assert "only a file can be saved in parts" in said


def test_an_answer_has_a_time_limit(filled):
    with filled.cluster.within(0.0), pytest.raises(TimeLimitError):
        filled.records.document(report().id)
    assert filled.records.document(report().id) == report()
