"""`cite` and `search` on the sample corpus: what is found is cited, a search in one file, each hit titled once."""

from __future__ import annotations

import contextlib
import io
import json
import re

import pytest

from justicekb.cli import run


@pytest.fixture
def command(sample_home):
    """Runs a command on the sample corpus: exit code, standard output, standard error."""

    def ran(*arguments):
        out, err = io.StringIO(), io.StringIO()
        with contextlib.chdir(sample_home), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run(list(arguments))
        return code, out.getvalue(), err.getvalue()

    return ran


@pytest.mark.parametrize("words", ["moratorium", "penalty moratorium", "preventive visits begin"])
def test_every_document_that_a_search_finds_is_cited(command, words):
    hits = [json.loads(line) for line in command("search", words, "-n", "50", "--format", "jsonl")[1].splitlines()]
    code, out, _ = command("cite", words, "-n", "50", "--format", "annotation")
    cited = {json.loads(line)["body"]["value"].split("sha256 ")[1][:12] for line in out.splitlines()}
    assert code == 0
    complete = json.loads(command("search", words, "-n", "50", "--format", "json")[1])[0]["complete"]
    assert complete
    assert cited >= {hit["document"].removeprefix("doc-") for hit in hits[:complete]}


def test_words_of_which_most_stand_there_are_cited_with_a_note(command):
    code, out, err = command("cite", "moratorium can end with one zzyzx")
    assert (code, "oratorium" in out) == (0, True)
    assert "most of them" in err
    assert "most of them" not in command("cite", "moratorium")[2]


@pytest.mark.parametrize("words", ["moratorium zzyzx", "moratorium zzyzx yzzyx end"])
def test_words_of_which_too_few_stand_there_are_not(command, words):
    assert command("cite", words)[0] == 1


def test_that_more_passages_have_the_words_is_said(command):
    assert "--limit" in command("cite", "moratorium")[2]
    assert "--limit" not in command("cite", "moratorium", "-n", "50")[2]


def test_all_of_a_search_is_cited_into_one_file(command):
    total = json.loads(command("search", "moratorium", "--format", "json")[1])[0]["total"]
    out = command("cite", "--search", "moratorium", "--format", "ris")[1]
    assert total > 1
    assert out.count("ER  -") == total
    assert command("cite", "--search", "moratorium", "-n", "1", "--format", "ris")[1].count("ER  -") == 1
    keys = re.findall(r"@\w+\{([^,]+),", command("cite", "--search", "moratorium", "--format", "bibtex")[1])
    assert len(keys) == len(set(keys)) > 1


def test_a_hit_names_its_title_once(command):
    (hit,) = json.loads(command("search", "moratorium", "-n", "1", "--format", "json")[1])[0]["hits"]
    out = command("search", "moratorium", "-n", "1")[1]
    assert out.count(hit["title"]) == 1


@pytest.mark.parametrize(
    "query", [["event:ratifcation"], ["moratorium AND event:ratifcation"], ["x", "--event", "ratifcation"]]
)
def test_a_type_of_event_that_there_is_none_of_is_named_with_those_there_are(command, query):
    code, _, err = command("search", *query)
    assert code == 2
    assert "ratifcation" in err
    assert "ratification" in err


@pytest.mark.parametrize("query", ["zzyzx event:ratification", "zzyzx event:[1998 TO 2000]", "zzyzx event:rat*"])
def test_other_events_are_looked_for(command, query):
    assert command("search", query)[0] == 1
