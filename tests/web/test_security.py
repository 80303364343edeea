"""Who is let in, what is let through, and what goes out: hosts, origins, limits, headers, escaping, no tracebacks."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from starlette.testclient import TestClient

import justicekb
from justicekb.config import Settings
from justicekb.errors import TimeLimitError
from justicekb.web import WebOptions, create_app
from justicekb.web.bases import READERS, Bases
from justicekb.web.downloads import csv_file
from justicekb.web.rendering import path, web_link
from justicekb.web.writing.ingest import harmless

WRITING = [("GET", "/curate"), ("POST", "/curate"), ("GET", "/ingest"), ("POST", "/ingest"), ("GET", "/ingest/1.json")]


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8765", "127.0.0.1.evil.example", "", "a@b@c", "["])
def test_unknown_hosts_are_refused(client, host):
    assert client.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost:9", "[::1]:8765", "LOCALHOST"])
def test_this_machine_may_be_called_by_its_names(client, host):
    assert client.get("/status", headers={"host": host}).status_code == 200


def test_a_name_that_was_given_is_answered_to(sample_base):
    app = create_app(Settings(home=sample_base), WebOptions(names=("desk.example",)))
    with TestClient(app, base_url="http://desk.example") as named:
        assert named.get("/status").status_code == 200


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://127.0.0.1:1", "http://127.0.0.1:8765.evil.example"]
)
def test_foreign_origins_are_refused(client, origin):
    assert client.get("/api/status", headers={"origin": origin}).status_code == 403
    assert client.post("/basket", data={"add": "x"}, headers={"origin": origin}).status_code == 403


def test_our_own_origin_is_let_in(client):
    headers = {"origin": "http://127.0.0.1:8765", "sec-fetch-site": "same-origin"}
    assert client.get("/api/status", headers=headers).status_code == 200


def test_other_sites_may_link_here_but_not_ask(client):
    came = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    assert client.get("/search?q=prison", headers=came).status_code == 200
    assert client.post("/basket", data={"add": "x"}, headers=came).status_code == 403
    assert client.get("/api/status", headers=came | {"sec-fetch-mode": "no-cors"}).status_code == 403


@pytest.mark.parametrize("address", ["/", "/search?q=prison", "/nothing", "/api/status", "/static/app.js"])
def test_every_answer_has_strict_headers(client, address):
    headers = client.get(address).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"


def test_uploads_are_limited_in_size(sample_base):
    app = create_app(Settings(home=sample_base), WebOptions(upload_bytes=10_000, draft_characters=2_000))
    with TestClient(app, base_url="http://localhost", raise_server_exceptions=False) as small:
        assert small.post("/verify", data={"draft": "a" * 20_000}).status_code == 413
        assert small.post("/verify", data={"draft": "a " * 1_500}).status_code == 422
        assert small.post("/api/verify", json={"text": "a " * 1_500}).status_code == 422

        def streamed():
            for _ in range(40):
                yield b"a" * 1_000

        assert small.post("/api/verify", content=streamed()).status_code in (400, 413)


# ── writing ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("method", "address"), WRITING)
def test_a_server_that_only_reads_changes_nothing(client, method, address):
    refused = client.request(method, address)
    assert refused.status_code == 403
    assert "only reads" in refused.text


@pytest.mark.parametrize(("method", "address"), WRITING)
def test_writing_needs_the_token(own_base, method, address):
    app = create_app(Settings(home=own_base), WebOptions(write=True, token="right"))
    with TestClient(app, base_url="http://localhost", raise_server_exceptions=False) as outside:
        assert outside.request(method, address).status_code == 403
        assert outside.request(method, address, headers={"authorization": "Bearer wrong"}).status_code == 403
        assert outside.get("/enter?token=wrong").status_code == 403
        assert "Curate" not in outside.get("/").text


def test_the_token_makes_a_cookie_that_scripts_and_other_sites_cannot_use(own_base):
    app = create_app(Settings(home=own_base), WebOptions(write=True, token="right"))
    with TestClient(app, base_url="http://localhost") as inside:
        entered = inside.get("/enter?token=right", follow_redirects=False)
        cookie = entered.headers["set-cookie"].lower()
        assert entered.headers["location"] == "/"
        assert "httponly" in cookie
        assert "samesite=strict" in cookie
        assert inside.get("/curate").status_code == 200


def test_the_token_is_long_new_each_time_and_never_shown():
    one, other = WebOptions(), WebOptions()
    assert len(one.token) >= 32
    assert one.token != other.token
    assert one.token not in repr(one)


# ── time ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_question_that_takes_too_long_is_ended(sample_base):
    app = create_app(Settings(home=sample_base), WebOptions(seconds=0.0))
    with TestClient(app, base_url="http://localhost", raise_server_exceptions=False) as hasty:
        reply = hasty.get("/api/ask", params={"q": "When did Kazakhstan ratify the Convention against Torture?"})
    assert reply.status_code == 503
    assert reply.json()["error"]["kind"] == "time_limit"


def test_a_long_statement_of_sql_is_ended(sample_base):
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
    with justicekb.open(sample_base) as base, base.within(0.05):
        rows = base.records._rows(endless)
        with pytest.raises(TimeLimitError):
            next(rows)


def test_more_requests_than_readers_wait_and_then_are_told(sample_base):
    bases = Bases(Settings(home=sample_base), seconds=0.01)
    lent = [bases.reading() for _ in range(READERS)]
    for each in lent:
        each.__enter__()
    with pytest.raises(TimeLimitError, match="too many requests"), bases.reading():
        pass
    for each in lent:
        each.__exit__(None, None, None)
    with bases.reading() as base:
        assert base.exists
    bases.close()


# ── faults ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("address", ["/sources", "/api/documents"])
def test_a_fault_of_ours_shows_no_traceback(client, monkeypatch, address):
    def broken(*given, **named):
        raise RuntimeError("secret /home/somebody/path")

    monkeypatch.setattr("justicekb.browsing.Browsing.sources", broken)
    reply = client.get(address)
    assert reply.status_code == 500
    assert "secret" not in reply.text
    assert "Traceback" not in reply.text


@pytest.mark.parametrize(
    "address",
    [
        "/documents/doc-000000000000", "/documents/..%2f..%2fetc%2fpasswd", "/static/..%2fapp.py", "/entities/nobody",
        "/search?page=0", "/search?page=x", "/records/secrets", "/documents/x/pages/0.png", "/cite/references.exe",
        "/search?q=%00", "/ask?q=%ff%fe", "/search?q=" + "a" * 1001, "/search?published_from=yesterday",
    ],
)  # fmt: skip
def test_bad_addresses_are_told_plainly(client, address):
    reply = client.get(address)
    assert reply.status_code in (200, 400, 404, 422), reply.text
    assert "Traceback" not in reply.text


# ── hostile documents ────────────────────────────────────────────────────────────────────────────────────

HOSTILE = """<!DOCTYPE html><html><head>
<title>Prison &lt;script&gt;alert(1)&lt;/script&gt; report</title>
<meta property="og:site_name" content="Evil &quot;&gt;&lt;img src=x onerror=alert(2)&gt; Press">
<link rel="canonical" href="javascript:alert(3)">
<meta property="og:url" content="javascript:alert(3)">
</head><body><article><h1>Prison &lt;script&gt;alert(1)&lt;/script&gt; report</h1>
<p>The Ministry of Justice said on 3 May 2014 that 1,200 prisoners &lt;img src=x onerror=alert(4)&gt; were moved.</p>
<p>&ldquo;We will never forget &lt;svg onload=alert(5)&gt; this day,&rdquo; said Anna Example, head of the prison.</p>
<p>Escape codes \x1b[31mred\x1b[0m and a bidi override \u202egnp.exe stand here, with "quotes' and {{ 7 * 7 }} braces.
</p>
<table>{rows}</table></article></body></html>"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """A client over a base made from documents that try to do harm."""
    folder = tmp_path_factory.mktemp("hostile")
    rows = "".join(f"<tr><td>region {n}</td><td>{n}</td><td>&lt;b&gt;</td></tr>" for n in range(800))
    (folder / "evil.html").write_text(HOSTILE.replace("{rows}", rows), encoding="utf-8")
    (folder / "name'\"><script>alert(6)<!--.txt").write_text(
        "Norland ratified the <script>alert(7)</script> Convention against Torture in 1998.\n", encoding="utf-8"
    )
    with justicekb.open(folder / "kb", create=True) as base:
        report = base.ingest([folder])
        assert report.counts["read"] == 2, report.failures
    with TestClient(create_app(Settings(home=folder / "kb")), base_url="http://localhost") as client:
        yield client


def pages_of(client):
    documents = client.get("/api/documents").json()["documents"]
    entities = client.get("/api/entities").json()
    yield from (f"/documents/{d['id']}" for d in documents)
    yield from (f"/documents/{d['id']}/document.html" for d in documents)
    yield from (f"/entities/{e['id']}" for e in entities)
    yield from ("/", "/search?q=prison", "/search?q=<script>alert(8)</script>", "/sources", "/records/facts", "/laws")
    yield from ("/records/figures", "/records/quotes", "/entities", "/ask?q=<img src=x onerror=alert(9)>?")
    for kind in ("facts", "figures", "quotes"):
        yield from (f"/cite?id={row['id']}" for row in client.get(f"/api/{kind}").json()["records"][:3])


def test_hostile_documents_are_shown_and_harmless(hostile):
    visited = 0
    for address in pages_of(hostile):
        reply = hostile.get(address)
        page = BeautifulSoup(reply.text, "lxml")
        assert reply.status_code == 200, address
        assert "Content-Security-Policy" in reply.headers or "content-security-policy" in reply.headers
        scripts = [s.get("src") for s in page.find_all("script")]
        assert scripts in ([], ["/static/app.js"]), address
        assert not [tag for tag in page.find_all(True) if any(name.startswith("on") for name in tag.attrs)], address
        assert page.find_all("img") == []
        links = [tag.get("href") or tag.get("action") or "" for tag in page.find_all(["a", "form", "link"])]
        assert not [link for link in links if link.split(":")[0].lower() in ("javascript", "data", "vbscript")], address
        assert "49 braces" not in reply.text
        visited += 1
    assert visited > 15


def test_a_cell_that_a_spreadsheet_would_run_is_text():
    file = csv_file([{"name": "=HYPERLINK(1)", "number": -3, "list": ["@a", "b"]}], "x.csv")
    assert file.body.decode().splitlines()[1] == "'=HYPERLINK(1),-3,'@a; b"


def test_only_addresses_of_the_web_are_links():
    assert web_link("https://example.org/a") == "https://example.org/a"
    assert web_link("javascript:alert(1)") is None
    assert web_link(None) is None
    assert path("/search", {"q": '"><script>', "kind": ""}) == "/search?q=%22%3E%3Cscript%3E"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("report.pdf", "report.pdf"), ("../../etc/passwd", "passwd"), (r"C:\docs\Отчёт 1.docx", "Отчёт_1.docx"),
        (".bashrc", "bashrc"), ("", "file"), ("a" * 300 + ".pdf", "a" * 116 + ".pdf"), ("x\x00\n;rm.txt", "x_rm.txt"),
    ],
)  # fmt: skip
def test_uploads_get_harmless_names(name, kept):
    assert harmless(name) == kept
