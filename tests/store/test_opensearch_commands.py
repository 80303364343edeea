"""Every command, the Python interface and the web application say on a cluster what they say on a folder."""

from __future__ import annotations

import contextlib
import json
import shutil
from uuid import uuid4

import anyio
import pytest
from mcp import Client
from starlette.testclient import TestClient

import justicekb
from justicekb.assistants import server
from justicekb.cli import run
from justicekb.config import Settings
from justicekb.home import ClusterSettings, home_of
from justicekb.model import RECORD_TYPES, Fact
from justicekb.querytree import RecordFilter
from justicekb.store import catch_up, open_stores
from justicekb.store.opensearch.client import Cluster
from justicekb.web import WebOptions, create_app

ADDRESS = "http://127.0.0.1:8765"
DRAFT = "Kazakhstan ratified the Convention against Torture in 1998. “Visits are unannounced,” said the Ombudsman.\n"
TOKEN = "a token of the tests of the cluster"


def removed(home):
    """Takes a base's indexes away."""
    cluster = Cluster(home, ClusterSettings())
    for part in ("records", "passages", "state"):
        for index in cluster.send("GET", f"/{home.prefix}-{part}"):
            cluster.send("DELETE", f"/{index}")
    cluster.close()


@pytest.fixture(scope="module")
def both(sample_home, opensearch_nodes):
    """A copy of the sample's folder, and the address of a base on the cluster with the same documents."""
    home = home_of(opensearch_nodes.text(f"commands-{uuid4().hex[:8]}"))
    folder = sample_home / "kept-in-a-folder"
    shutil.copytree(sample_home / "indexes", folder)
    with open_stores(folder) as old, open_stores(home, mode="create", cluster=ClusterSettings(shards=2)) as new:
        for light in old.records.documents():
            own = RecordFilter(documents=(light.id,))
            records = [record for kind in RECORD_TYPES for record in old.records.records(kind, own)]
            new.records.replace(old.records.document(light.id), records)
        catch_up(new)
    (sample_home / "draft.txt").write_text(DRAFT)
    with contextlib.chdir(sample_home):
        yield "kept-in-a-folder", str(home)
    removed(home)


COMMANDS = [
    ["search", "torture prevention", "--limit", "200", "--format", "json"],
    ["search", '"national preventive mechanism" kind:report', "--format", "json"],
    ["search", "visits NEAR/5 prison", "--format", "json"],
    ["search", "tortur~ OR prevent*", "--limit", "200", "--format", "json"],
    ["search", "published:2014 NOT colony", "--format", "json"],
    ["ask", "When did Kazakhstan ratify the Convention against Torture?"],
    ["ask", "How many preventive visits were made in 2018?", "--format", "json"],
    ["ask", "Who said that the visits must be unannounced?", "--format", "json"],
    ["timeline", "Kazakhstan"],
    ["timeline", "Kazakhstan", "--format", "json"],
    ["conflicts"],
    ["entities"],
    ["entities", "Kazakhstan"],
    ["facts", "--entity", "Kazakhstan", "--format", "jsonl"],
    ["figures", "--format", "csv"],
    ["quotes"],
    ["show", "Kazakhstan"],
    ["show", "corpus/prison-population-2019.html"],
    ["cite", "The National Preventive Mechanism was established in 2013"],
    ["cite", "The National Preventive Mechanism was established in 2013", "--format", "bibtex"],
    ["verify"],
    ["verify", "draft.txt"],
    ["conflicts", "Kazakhstan", "--format", "json"],
    ["figures", "--measure", "visits", "--format", "json"],
    ["quotes", "--format", "jsonl"],
    ["entities", "--type", "organisation", "--format", "json"],
    ["show", "Kazakhstan", "--format", "json"],
    ["show", "corpus/prison-population-2019.html", "--format", "html"],
    ["watch", "list"],
    ["curate", "log"],
    ["remove", "nothing-of-this-name.txt"],
    ["export", "--format", "ftm"],
    ["export", "--format", "ftm-statements"],
    ["export", "--format", "jsonl"],
    ["export", "--format", "csv"],
    ["export", "--format", "graphml"],
    ["ingest", "--dry-run", "corpus"],
    ["ingest", "corpus"],
    ["search", "nothingofthiskind", "--format", "json"],
    ["ask", "What is the capital of the moon?"],
    ["show", "nobody"],
]


def hits_of(out):
    """What a search found, without the scores and the order, which are each engine's own."""
    told = json.loads(out)
    told = told[0] if isinstance(told, list) else told
    hits = told.pop("hits")
    return told, sorted(json.dumps({**hit, "score": 0}, sort_keys=True) for hit in hits)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_command_says_the_same(both, command, capsys):
    said = []
    for home in both:
        code = run(["--kb", home, *command])
        out, err = capsys.readouterr()
        found = hits_of(out) if command[0] == "search" else out.replace(home, "KB")
        said.append((code, found, err))
    assert said[0] == said[1]


def test_status_of_both(both, capsys):
    told = []
    for home in both:
        assert run(["--kb", home, "status", "--check", "--format", "json"]) == 0
        (one,) = [json.loads(capsys.readouterr().out)]
        told.append(one[0] if isinstance(one, list) else one)
    for name in ("documents", "passages", "records", "problems", "index"):
        assert told[0][name] == told[1][name]
    assert told[1]["engine"] == "opensearch"
    assert told[1]["home"] == both[1]


@pytest.fixture
def own(both, opensearch_nodes, tmp_path):
    """A base of one document on the cluster that a test may change, in a folder of its own."""
    home = home_of(opensearch_nodes.text(f"own-{uuid4().hex[:8]}"))
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Uzbekistan ratified the Convention against Torture in 1995.\n")
    with contextlib.chdir(tmp_path):
        assert run(["--kb", str(home), "ingest", "in"]) == 0
        yield str(home)
    removed(home)


def test_decisions_survive_and_are_taken_back(own, capsys):
    with justicekb.open(own) as kb:
        (fact,) = kb.records.records(Fact)
    assert run(["--kb", own, "curate", "correct", fact.id, "--date", "1996"]) == 0
    capsys.readouterr()
    assert run(["--kb", own, "ask", "When did Uzbekistan ratify the Convention against Torture?"]) == 0
    assert "1996" in capsys.readouterr().out
    assert run(["--kb", own, "ingest", "--force", "in"]) == 0
    with justicekb.open(own) as kb:
        assert [fact.date.text for fact in kb.records.records(Fact)] == ["1996"]
    assert run(["--kb", own, "curate", "undo", "1"]) == 0
    with justicekb.open(own) as kb:
        assert [fact.date.text for fact in kb.records.records(Fact)] == ["1995"]
        assert [decision.action for decision in kb.curation.decisions.all] == ["correct", "undo"]


def test_every_decision_can_be_made_and_is_kept(own, tmp_path, capsys):
    (tmp_path / "in" / "b.txt").write_text("There are two prisons in Tajikistan.\n")
    assert run(["--kb", own, "ingest", "in"]) == 0
    with justicekb.open(own) as kb:
        (fact,) = kb.records.records(Fact)
        here, there = (next(kb.records.find_entities(name)).entity.id for name in ("Uzbekistan", "Tajikistan"))
    for decision in (["accept", fact.id], ["reject", fact.id], ["split", here, "Samarkand"], ["merge", there, here]):
        assert run(["--kb", own, "curate", *decision]) == 0, decision
    capsys.readouterr()
    assert run(["--kb", own, "curate", "log"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [json.loads(line)["action"] for line in lines] == ["accept", "reject", "split", "merge"]
    assert run(["--kb", own, "facts"]) == 1, "a rejected fact is no answer"


def test_files_that_are_gone_are_pruned_and_passages_made_again(own, tmp_path, capsys):
    (tmp_path / "in" / "b.txt").write_text("Tajikistan ratified the Convention against Torture in 1995.\n")
    assert run(["--kb", own, "ingest", "in"]) == 0
    (tmp_path / "in" / "a.txt").unlink()
    assert run(["--kb", own, "status"]) == 0
    assert run(["--kb", own, "ingest", "--prune", "in"]) == 0
    assert run(["--kb", own, "rebuild"]) == 0
    capsys.readouterr()
    assert run(["--kb", own, "search", "ratified", "--format", "json"]) == 0
    told, hits = hits_of(capsys.readouterr().out)
    assert told["total"] == len(hits) == 1
    assert "Tajikistan" in hits[0]
    assert run(["--kb", own, "verify"]) == 0


def test_an_assistant_is_answered(own):
    calls = {
        "search": {"query": "ratified"},
        "ask": {"question": "When did Uzbekistan ratify the Convention against Torture?"},
        "timeline": {"name": "Uzbekistan"},
        "cite": {"what": "Uzbekistan ratified the Convention"},
        "verify": {"draft": "Uzbekistan ratified the Convention against Torture in 1996."},
    }

    async def session():
        async with Client(server(Settings(home=home_of(own)))) as client:
            return {tool: await client.call_tool(tool, given) for tool, given in calls.items()}

    told = anyio.run(session)
    assert not [tool for tool, result in told.items() if result.is_error]
    assert told["search"].structured_content["total"] == 1
    assert told["ask"].structured_content["answers"][0]["value"] == "1995"
    assert told["verify"].structured_content["checks"][0]["result"] == "contradicted"


def test_watches_are_kept_on_the_cluster(own, tmp_path, capsys):
    assert run(["--kb", own, "watch", "add", "told", "--search", "torture"]) == 0
    (tmp_path / "in" / "b.txt").write_text("Tajikistan ratified the Convention against Torture in 1995.\n")
    assert run(["--kb", own, "ingest", "in"]) == 0
    capsys.readouterr()
    assert run(["--kb", own, "watch", "run"]) == 0
    assert "Tajikistan" in capsys.readouterr().out
    assert list(tmp_path.glob("*.jsonl")) == []


def test_a_document_is_removed_moved_and_pruned(own, tmp_path, capsys):
    (tmp_path / "in" / "a.txt").rename(tmp_path / "in" / "moved.txt")
    assert run(["--kb", own, "ingest", "in"]) == 0
    with justicekb.open(own) as kb:
        assert [document.path for document in kb.records.documents()] == ["in/moved.txt"]
    assert run(["--kb", own, "remove", "in/moved.txt"]) == 0
    assert run(["--kb", own, "search", "ratified"]) == 1
    assert run(["--kb", own, "status", "--check"]) == 0


PAGES = (
    "/", "/search?q=ratified", "/ask?q=When+did+Uzbekistan+ratify+the+Convention+against+Torture%3F", "/entities",
    "/sources", "/laws", "/conflicts", "/records/facts", "/status", "/api/status", "/api/documents",
    "/api/timeline?name=Uzbekistan", "/api/search?q=torture", "/api/suggest?q=uzb",
)  # fmt: skip


def test_pages_and_uploads(own, tmp_path):
    app = create_app(Settings(home=home_of(own)), WebOptions(write=True, token=TOKEN))
    with TestClient(app, base_url=ADDRESS, raise_server_exceptions=False) as client:
        assert client.get("/enter", params={"token": TOKEN}, follow_redirects=False).status_code == 303
        for page in PAGES:
            assert client.get(page).status_code == 200, page
        assert "Uzbekistan" in client.get("/search?q=ratified").text
        files = [("files", ("b.txt", b"Norland ratified the Convention against Torture in 1998.\n", "text/plain"))]
        address = client.post("/ingest", files=files, follow_redirects=False).headers["location"]
        number = client.get(f"{address}.json").json()["number"]
        job = app.state.jobs.all[number]
        while not client.get(f"{address}.json").json()["over"]:
            job.finished.wait(1)
        assert client.get("/api/search", params={"q": "Norland"}).json()["total"] == 1
    assert (tmp_path / "uploads" / "1" / "b.txt").is_file()


def test_a_cluster_that_went_away_is_told_on_a_page():
    app = create_app(Settings(home=home_of("opensearch+http://127.0.0.1:9/kb")))
    with TestClient(app, base_url=ADDRESS, raise_server_exceptions=False) as client:
        page = client.get("/search?q=x")
    assert page.status_code == 503
    assert "cannot be reached" in page.text
