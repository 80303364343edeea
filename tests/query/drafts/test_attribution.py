"""Whom a draft gives a quotation to, and whether that is whom the source gives it to."""

from __future__ import annotations

import pytest

from justicekb.query.drafts.attribution import attributed_to
from justicekb.query.drafts.verify import verify_draft
from justicekb.spans import Span

WORDS = "The cells are far too small for so many inmates"


@pytest.mark.parametrize(
    ("draft", "name"),
    [
        (f"“{WORDS},” said Rosa Quispe.", "Rosa Quispe"),
        (f"“{WORDS},” the Ministry of Justice said in a statement.", "the Ministry of Justice"),
        (f"Rosa Quispe, a lawyer, said: “{WORDS}.”", "Rosa Quispe"),
        (f"According to Amnesty International, “{WORDS}.”", "Amnesty International"),
        (f"“{WORDS},” she said.", None),
        (f"“{WORDS}.” Rosa Quispe left the room.", None),
    ],
)
def test_a_name_beside_a_verb_of_speech(draft, name, vocabulary):
    start = draft.index(WORDS)
    found = attributed_to(draft, Span(start, start + len(WORDS)), vocabulary)
    assert (found or "").rstrip(".") == (name or "")


@pytest.fixture
def verdict(base, vocabulary):
    base.add("a.txt", f"“{WORDS},” Rosa Quispe of the Jail Inspectorate said.", title="Jails")
    base.mention("Rosa Quispe", "person")
    base.quote(WORDS, speaker="Rosa Quispe", role="Jail Inspectorate")
    return lambda draft: [(c.result, c.says) for c in verify_draft(draft, base.records, vocabulary).checks]


@pytest.mark.parametrize("name", ["Rosa Quispe", "Ms Quispe", "Quispe", "The Jail Inspectorate", "He"])
def test_the_speaker_under_any_name_is_no_other(verdict, name):
    assert verdict(f"“{WORDS},” {name} said.") == [("exact", None)]


@pytest.mark.parametrize("name", ["Bo Vesk", "Human Rights Watch"])
def test_another_speaker_is_named(verdict, name):
    assert verdict(f"“{WORDS},” {name} said.") == [("misattributed", "Rosa Quispe")]
