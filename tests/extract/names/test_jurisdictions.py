"""Bodies that many states have under one name belong to the state that words, sentence, heading or document give."""

from __future__ import annotations

import pytest

from justicekb.extract.names.nameforms import other_names
from justicekb.model import Mention


@pytest.fixture(scope="module")
def bodies(extracted):
    """The canonical names of the bodies in a Markdown text, by their words, in text order."""

    def found(text: str) -> list[tuple[str, str]]:
        mentions = [r for r in extracted(text) if isinstance(r, Mention) and r.type == "organisation"]
        return [(m.text, m.canonical) for m in sorted(mentions, key=lambda m: m.span)]

    return found


def test_bodies_of_two_states_stay_apart_and_keep_their_words(bodies):
    text = (
        "# Two rulings in one week\n\nOn 13 May 2020 the Supreme Court of Kyrgyzstan upheld a sentence.\n\n"
        "On 15 May 2020 Kazakhstan’s Supreme Court acquitted a journalist. The Kyrgyz Ministry of Justice protested."
    )
    assert bodies(text) == [
        ("Supreme Court of Kyrgyzstan", "Supreme Court (Kyrgyzstan)"),
        ("Supreme Court", "Supreme Court (Kazakhstan)"),
        ("Kyrgyz Ministry of Justice", "Ministry of Justice (Kyrgyzstan)"),
    ]


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("# Prisons in Chile\n\nThe Supreme Court agreed. Peru did not.", "Supreme Court (Chile)"),
        ("# Prisons\n\nIn Peru the Supreme Court agreed.", "Supreme Court (Peru)"),
        ("# Prisons\n\n## Peru\n\nThe Supreme Court agreed.\n\n## Chile\n\nA strike began.", "Supreme Court (Peru)"),
        ("# Judgment\n\n[2019] ZACC 12\n\nThe Supreme Court erred. Peru and Peru.", "Supreme Court (South Africa)"),
        ("# The prisoners of the south\n\nThe Supreme Court agreed.", "Supreme Court (in The prisoners of the south)"),
    ],
)  # fmt: skip
def test_title_sentence_heading_citation_and_document_say_whose(bodies, text, canonical):
    assert ("Supreme Court", canonical) in bodies(text)


def test_a_body_named_with_its_state_elsewhere_is_that_one(bodies):
    text = "# Courts\n\nThe Senate of Chile met with guests from Peru and Peru. The Senate adjourned."
    assert {canonical for _, canonical in bodies(text)} == {"Senate (Chile)"}


def test_one_of_a_kind_keeps_its_name(bodies):
    text = "# Prisons in Chile\n\nAmnesty International, the European Court of Human Rights and the FBI wrote to Chile."
    assert [canonical for _, canonical in bodies(text)] == [
        "Amnesty International", "European Court of Human Rights", "Federal Bureau of Investigation",
    ]  # fmt: skip


def test_a_common_name_of_one_states_body_is_another_elsewhere(bodies):
    in_chile = bodies("# Prisons in Chile\n\nThe Department of Justice replied in Santiago.")
    in_texas = bodies("# Prisons in Texas\n\nThe Department of Justice replied in Dallas.")
    assert in_chile == [("Department of Justice", "Department of Justice (Chile)")]
    assert in_texas == [("Department of Justice", "U.S. Department of Justice")]


def test_a_place_in_a_persons_or_a_laws_name_is_no_country_told(bodies):
    text = "# A ruling\n\nIn Peru Chad Morris, a lawyer, wrote to the Ministry of Justice."
    assert ("Ministry of Justice", "Ministry of Justice (Peru)") in bodies(text)


def test_a_body_is_also_called_without_and_with_its_state():
    assert other_names("Supreme Court (Kazakhstan)") == ("Supreme Court", "Supreme Court of Kazakhstan")
    assert other_names("Senate (United States)")[1] == "Senate of the United States"
    assert other_names("Amnesty International") == ()
