"""The tools of an assistant: what they offer, that they answer as the Python interface does, and over a pipe."""

from __future__ import annotations

import json
import sys

import anyio
import pytest
from mcp import Client, StdioServerParameters, stdio_client

import justicekb
from justicekb.assistants import server
from justicekb.config import Settings

QUESTION = "When was Kazakhstan's National Preventive Mechanism created?"


@pytest.fixture
def call(sample_base):
    """Calls a tool of a server in this process."""

    def run(tool, /, **given):
        async def session():
            async with Client(server(Settings(home=sample_base))) as client:
                return await client.call_tool(tool, given)

        return anyio.run(session)

    return run


def test_five_tools_are_offered_and_all_only_read(sample_base):
    async def session():
        async with Client(server(Settings(home=sample_base))) as client:
            return (await client.list_tools()).tools

    tools = anyio.run(session)
    assert [tool.name for tool in tools] == ["search", "ask", "timeline", "cite", "verify"]
    assert all(tool.annotations.read_only_hint for tool in tools)
    assert all(tool.description for tool in tools)


def test_tools_answer_as_the_python_interface(call, sample_base):
    with justicekb.open(sample_base) as base:
        answer = base.ask(QUESTION)
        found = base.search("prison", limit=3)
        fact = next(iter(base.facts())).record
        sentence = base.records.text(fact.document, fact.evidence)
    told = call("ask", question=QUESTION).structured_content
    assert (told["status"], [v["value"] for v in told["answers"]]) == ("disputed", [v.value for v in answer.answers])
    hits = call("search", query="prison", limit=3).structured_content
    assert [h["passage"] for h in hits["hits"]] == [h.passage for h in found.hits]
    cited = call("cite", what=fact.id).structured_content["passages"]
    assert cited[0]["exact"] == sentence
    assert call("timeline", name="Kazakhstan").structured_content["events"]
    checks = call("verify", draft="Kazakhstan's National Preventive Mechanism was created in 2009.").structured_content
    assert checks["checks"][0]["result"] == "contradicted"


@pytest.mark.parametrize(
    ("tool", "given", "words"),
    [
        ("timeline", {"name": "Nowhereland"}, "nothing in the knowledge base"),
        ("search", {"query": '"open'}, "quot"),
        ("cite", {"what": "fact-000000000000"}, "neither a record nor a passage"),
    ],
)
def test_errors_are_told_in_words(call, tool, given, words):
    result = call(tool, **given)
    told = " ".join(content.text for content in result.content)
    assert result.is_error
    assert words in told
    assert "Traceback" not in told


def test_the_command_speaks_over_standard_input_and_output(sample_base):
    command = StdioServerParameters(command=sys.executable, args=["-m", "justicekb", "--kb", str(sample_base), "mcp"])

    async def session():
        async with Client(stdio_client(command)) as client:
            return await client.call_tool("ask", {"question": "How many prisons are there in Uruguay?"})

    told = json.loads(anyio.run(session).content[0].text)
    assert told["status"] == "not_found"
