"""The API: what its description promises, asked by schemathesis, and that it says what pages say."""

from __future__ import annotations

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

import justicekb
from justicekb.config import Settings
from justicekb.export.rows.results import answer_row
from justicekb.web import WebOptions, create_app

QUESTION = "When was Kazakhstan's National Preventive Mechanism created?"
UNANSWERED = "How many women are in prison in Tajikistan?"


@pytest.fixture(scope="module")
def described(sample_base):
    app = create_app(Settings(home=sample_base), WebOptions(names=("testserver",)))
    return schemathesis.openapi.from_asgi("/openapi.json", app)


CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


def test_every_operation_keeps_its_promises(described):
    asked = 0
    for found in described.get_all_operations():

        @settings(
            max_examples=10, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck)
        )
        @given(case=found.ok().as_strategy())
        def keeps_its_promises(case):
            nonlocal asked
            asked += 1
            case.validate_response(case.call(), checks=CHECKS)

        keeps_its_promises()
    assert asked >= 100


def test_the_description_names_every_operation_and_one_shape_of_errors(client):
    described = client.get("/openapi.json").json()
    assert set(described["paths"]) == {
        "/api/search", "/api/suggest", "/api/ask", "/api/cite", "/api/verify", "/api/status", "/api/documents",
        "/api/documents/{id}", "/api/entities", "/api/entities/{id}", "/api/timeline", "/api/conflicts",
        "/api/treaties", "/api/records/{id}", "/api/facts", "/api/figures", "/api/quotes",
    }  # fmt: skip
    page = client.get("/docs").text
    assert all(path in page for path in described["paths"])
    assert "http://" not in page.replace("http://127.0.0.1", "")
    for methods in described["paths"].values():
        for operation in methods.values():
            assert operation["description"]
            assert operation["responses"]["422"]["content"]["application/json"]["schema"]["$ref"].endswith("/Error")


@pytest.mark.parametrize(
    ("address", "status", "kind"),
    [
        ("/api/nothing", 404, "not_found"), ("/api/ask", 422, "value"),
        ("/api/records/fact-0123456789ab", 404, "not_found"),
        ('/api/search?q="open', 400, "query"), ("/api/facts?date=soon", 400, "value"),
        ("/api/cite?id=fact-0123456789ab", 404, "not_found"), ("/api/entities/nobody", 404, "not_found"),
    ],
)  # fmt: skip
def test_errors_have_one_shape(client, address, status, kind):
    reply = client.get(address)
    error = reply.json()["error"]
    assert (reply.status_code, error["status"], error["kind"]) == (status, status, kind)
    assert error["message"]


def test_the_api_says_what_the_python_interface_says(client, sample_base):
    with justicekb.open(sample_base) as base:
        answer = base.ask(QUESTION)
        told = client.get("/api/ask", params={"q": QUESTION}).json()
        assert told == answer_row(answer)
        assert [v["value"] for v in told["answers"]] == [v.value for v in answer.answers]
        fact = next(iter(base.facts())).record
        assert client.get(f"/api/records/{fact.id}").json() == {"record": base.row(fact), "why": base.why(fact)}
        events = client.get("/api/timeline", params={"name": "Kazakhstan"}).json()
        assert events == base.timeline("Kazakhstan").to_dicts()
        document = client.get(f"/api/documents/{fact.document}").json()
        assert fact.id in {row["id"] for row in document["records"]}
        assert document["text"] == base.records.document(fact.document).text
        cited = client.get("/api/cite", params={"id": [fact.id, f"{fact.document}:0-10"]}).json()
        assert [one["exact"] for one in cited] == [fact.evidence.of(document["text"]), document["text"][:10]]
        assert set(cited[0]["references"]) == {"text", "csl-json", "bibtex", "ris", "annotation"}


def test_pages_of_records_follow_each_other(client, sample_base):
    with justicekb.open(sample_base) as base:
        wanted = [cited.record.id for cited in base.figures()]
    seen, page = [], 1
    while True:
        reply = client.get("/api/figures", params={"page": page}).json()
        seen += [row["id"] for row in reply["records"]]
        page += 1
        if not reply["more"]:
            break
    assert seen == wanted


def test_suggestions_put_own_names_before_aliases(client):
    found = client.get("/api/suggest", params={"q": "kaz"}).json()
    assert found[0]["name"] == "Kazakhstan"
    assert [s["found"] is not None for s in found] == sorted(s["found"] is not None for s in found)
    assert client.get("/api/suggest", params={"q": "k"}).json() == []


def test_a_question_that_nothing_answers_has_near_sentences(client):
    told = client.get("/api/ask", params={"q": UNANSWERED}).json()
    assert told["status"] == "not_found"
    assert told["answers"] == []
    assert 1 <= len(told["nearest"]) <= 3


def test_a_draft_is_checked(client):
    text = "Kazakhstan's National Preventive Mechanism was created in 2009."
    told = client.post("/api/verify", json={"text": text}).json()
    assert told["contradicted"] is True
    assert text[told["checks"][0]["start"] : told["checks"][0]["end"]] == "2009"
