"""A checked draft as SARIF: levels, places in lines and columns, and nothing about what is supported."""

from __future__ import annotations

import json

from justicekb.export.sarif import sarif
from justicekb.findings import Citation
from justicekb.query.drafts import Check, Verification
from justicekb.spans import Span

TEXT = "Fine.\nIt was \U0001d400 2007 here.\n"


def log(result, **fields):
    start = TEXT.index("2007")
    cited = Citation(record="r", document="d", source="a.txt", sentence="It was\n2005.", span=Span(3, 9), title="T")
    span, sentence = Span(start, start + 4), Span(6, len(TEXT))
    check = Check(kind="date", result=result, span=span, words="2007", sentence=sentence, evidence=(cited,), **fields)
    return json.loads(sarif(Verification((check,), TEXT), "draft.md"))


def test_a_contradiction_is_an_error_at_its_place_with_its_evidence():
    (result,) = log("contradicted", says="2005")["runs"][0]["results"]
    assert (result["ruleId"], result["level"]) == ("contradicted", "error")
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "draft.md"
    assert place["region"] == {"startLine": 2, "startColumn": 11, "endLine": 2, "endColumn": 15}  # UTF-16 code units
    assert result["message"]["text"] == "date “2007”: sources say 2005. “It was 2005.” (T)"
    (evidence,) = result["relatedLocations"]
    assert evidence["physicalLocation"]["region"] == {"charOffset": 3, "charLength": 6}


def test_what_is_supported_makes_no_result():
    assert log("supported")["runs"][0]["results"] == []


def test_every_result_names_a_rule_of_the_tool():
    run = log("misattributed", says="Rosa Quispe")["runs"][0]
    assert run["results"][0]["ruleId"] in {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    assert "gives these words to Rosa Quispe" in run["results"][0]["message"]["text"]
