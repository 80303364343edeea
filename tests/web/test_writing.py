"""Curation and ingest through pages: decisions with undo, uploads with progress."""

from __future__ import annotations

import json

from bs4 import BeautifulSoup

import justicekb


def page_of(response):
    assert response.status_code == 200, response.text[:600]
    return BeautifulSoup(response.text, "lxml")


def decide(writer, action, **fields):
    reply = writer.post("/curate", data={"action": action, **fields}, follow_redirects=False)
    assert reply.status_code == 303, reply.text[:600]
    return int(reply.headers["location"].rpartition("done=")[2])


def test_the_queue_shows_the_least_certain_first_with_reasons(writer, own_base):
    page = page_of(writer.get("/curate"))
    with justicekb.open(own_base) as base:
        queue = base.browse.least_certain(("fact", "figure", "quote"), limit=12)
    first = page.select_one("form[data-key=a] input[name=record]")["value"]
    assert first == queue[0].cited.record.id
    assert queue[0].doubts[0].reason in page.select_one(".card").get_text()
    assert len(page.select("#next + ol li")) == 11


def test_reject_takes_a_record_out_and_undo_brings_it_back(writer, own_base):
    record = page_of(writer.get("/curate?kind=fact")).select_one("input[name=record]")["value"]
    number = decide(writer, "reject", record=record)
    assert writer.get(f"/api/records/{record}").status_code == 404
    after = page_of(writer.get("/curate?kind=fact"))
    assert after.select_one("form[data-key=a] input[name=record]")["value"] != record
    assert f"reject {record}" in " ".join(after.get_text().split())
    decide(writer, "undo", value=str(number))
    assert writer.get(f"/api/records/{record}").status_code == 200


def test_accept_and_correct_leave_the_queue(writer, own_base):
    with justicekb.open(own_base) as base:
        facts = base.browse.least_certain(("fact",), limit=2)
        figure = base.browse.least_certain(("figure",), limit=1)[0].cited.record
    decide(writer, "accept", record=facts[0].cited.record.id)
    decide(writer, "correct", record=facts[1].cited.record.id, value="1998-08-26", because="the day stands below")
    decide(writer, "correct", record=figure.id, value="62,000")
    with justicekb.open(own_base) as base:
        queued = {d.cited.record for d in base.browse.least_certain(("fact", "figure"), limit=10_000)}
        corrected = [c.record for c in base.facts() if c.record.rule.endswith(", corrected")]
        changed = [c.record for c in base.figures() if c.record.rule.endswith(", corrected")]
    assert [str(fact.date) for fact in corrected] == ["1998-08-26"]
    assert [f.value for f in changed] == [62_000]
    assert not queued & {facts[0].cited.record, *corrected, *changed}
    lines = [json.loads(line) for line in (own_base / "decisions.jsonl").read_text().splitlines()]
    assert [line["action"] for line in lines] == ["accept", "correct", "correct"]
    assert lines[1]["because"] == "the day stands below"


def test_names_are_merged_and_split(writer, own_base):
    with justicekb.open(own_base) as base:
        one, other = [c.entity for c in base.entities(type="organisation", limit=2)]
    number = decide(writer, "merge", entity=other.id, value=one.name)
    assert writer.get(f"/api/entities/{other.id}").status_code == 404
    decide(writer, "undo", value=str(number))
    assert writer.get(f"/api/entities/{other.id}").status_code == 200
    alias = next(a for a in one.aliases)
    decide(writer, "split", entity=one.id, value=alias)
    assert alias in page_of(writer.get("/curate")).select_one("#log + ol").get_text()


def test_what_cannot_be_decided_is_told(writer):
    for fields in ({"action": "undo", "value": "x"}, {"action": "undo", "value": "99"}):
        assert writer.post("/curate", data=fields).status_code == 400
    assert writer.post("/curate", data={"action": "reject", "record": "fact-000000000000"}).status_code == 404
    assert writer.post("/curate", data={"action": "dance"}).status_code == 422


def wait_for(writer, address):
    """The job's row once it is over; each look waits for the one writer to be free."""
    for _ in range(2000):
        row = writer.get(f"{address}.json").json()
        if row["over"]:
            return row
        writer.app.state.jobs.all[row["number"]].finished.wait(1)
    raise AssertionError("the job does not end")


def test_uploaded_files_are_read_kept_apart_and_found(writer, own_base):
    files = [
        ("files", ("../norland.txt", b"Norland ratified the Convention against Torture in 1998.\n", "text/plain")),
        ("files", ("picture.png", b"\x89PNG\r\n\x1a\n", "image/png")),
    ]
    started = writer.post("/ingest", files=files, follow_redirects=False)
    address = started.headers["location"]
    row = wait_for(writer, address)
    assert row["state"] == "done"
    assert {o["path"]: o["status"] for o in row["outcomes"]} == {"norland.txt": "read", "picture.png": "failed"}
    page = page_of(writer.get(address))
    assert "which cannot be read" in page.get_text()
    assert (own_base / "uploads" / "1" / "norland.txt").is_file()
    found = writer.get("/api/search", params={"q": "Norland"}).json()
    assert found["total"] == 1
    assert "Norland" in writer.get("/search?q=Norland").text


def test_a_folder_of_this_machine_is_read(writer, tmp_path):
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "one.txt").write_text("Southland signed the Istanbul Convention in 2011.\n")
    started = writer.post("/ingest", data={"folder": str(folder)}, follow_redirects=False)
    assert wait_for(writer, started.headers["location"])["state"] == "done"
    missing = writer.post("/ingest", data={"folder": str(tmp_path / "nowhere")})
    assert missing.status_code == 422
    assert writer.post("/ingest", data={}).status_code == 422
    assert writer.get("/ingest/99").status_code == 404
    assert "Job 1" in page_of(writer.get("/ingest")).get_text()


def test_without_the_loopback_no_folder_is_read(own_base):
    from starlette.testclient import TestClient

    from justicekb.config import Settings
    from justicekb.web import WebOptions, create_app

    options = WebOptions(host="192.0.2.7", write=True, token="t")
    with TestClient(create_app(Settings(home=own_base), options), base_url="http://192.0.2.7") as outside:
        outside.get("/enter?token=t")
        assert outside.post("/ingest", data={"folder": "/etc"}).status_code == 403


def test_an_empty_base_offers_the_samples_and_reads_them(tmp_path):
    from starlette.testclient import TestClient

    from justicekb.config import Settings
    from justicekb.web import WebOptions, create_app

    app = create_app(Settings(home=tmp_path / "new"), WebOptions(write=True, token="t"))
    with TestClient(app, base_url="http://localhost") as client:
        client.get("/enter?token=t")
        page = page_of(client.get("/"))
        assert page.find("button", attrs={"name": "sample"}) is not None
        started = client.post("/ingest", files={"files": ("a.txt", b"Norland has 12 prisons.")}, follow_redirects=False)
        assert wait_for(client, started.headers["location"])["state"] == "done"
        assert "What do the documents say?" in client.get("/").text
