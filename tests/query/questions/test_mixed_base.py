"""Adding documents changes no answer: every question on its own document's base and on the base of all of them.

The documents and questions stand beside the checkout (fixture `shared`) and are read into two bases once.
"""

from __future__ import annotations

import json

import pytest

import justicekb


def _right(answer, question):
    values = [value.value for value in answer.answers[:1]]
    return any(str(expected).casefold() in value.casefold() for value in values for expected in question["answers"])


def _file(shared, stem):
    return next((shared / "corpus").glob(f"{stem}.*"))


@pytest.mark.quality
def test_no_right_answer_is_lost_among_other_countries_documents(shared, tmp_path):
    questions = json.loads((shared / "eval" / "questions.json").read_text(encoding="utf-8"))
    asked = [q for q in questions if q.get("source") and q["answers"]]
    assert asked
    with justicekb.open(tmp_path / "all") as together:
        together.ingest([shared / "corpus"])
        lost = [q["q"] for q in _right_alone(asked, shared, tmp_path) if not _right(together.ask(q["q"]), q)]
    assert lost == []


def _right_alone(asked, shared, folder):
    """The questions that their own document answers alone."""
    for stem in sorted({q["source"] for q in asked}):
        with justicekb.open(folder / stem) as alone:
            alone.ingest([_file(shared, stem)])
            yield from [q for q in asked if q["source"] == stem and _right(alone.ask(q["q"]), q)]
