"""Names of bodies by their company form, their letters or a foreign first word; whole sentences are in cases."""

from __future__ import annotations

import pytest

from justicekb.extract.names.candidates import word_groups
from justicekb.extract.names.proposals.bodywords import by_capital_word
from justicekb.extract.names.words import Word, cover


@pytest.fixture(scope="module")
def found(vocabulary):
    """Rule and words of what a capitalised word shows."""

    def run(text, at):
        line, start = [], 0
        for w in text.split():
            line.append(
                Word(w, w.casefold(), start, start + len(w), "PROPN", "", w[0].isupper(), w != ",", False, False)
            )
            start += len(w) + 1
        proposals = by_capital_word(tuple(line), at, vocabulary.once(word_groups))
        return [(rule.removeprefix("organisation."), cover(tuple(line), *part).of(text)) for rule, part in proposals]

    return run


@pytest.mark.parametrize(
    ("text", "at", "proposals"),
    [
        ("bought Harbour Lights , Inc. there", 4, [("company", "Harbour Lights , Inc.")]),
        ("bought Smith & Berg Ltd there", 4, [("company", "Smith & Berg Ltd")]),
        (", NGO here", 1, []),
        ("flew Nordic Airlines home", 2, [("word", "Nordic Airlines")]),
        ("flew Nordic Airlines Flight 3", 2, []),
        ("the Defensoría del Pueblo said", 1, [("foreign", "Defensoría del Pueblo")]),
        ("the Banco said", 1, []),
        ("Hezb-i-Islami fought", 0, [("movement", "Hezb-i-Islami")]),
        ("then PAP quoted him", 1, [("letters", "PAP")]),
        ("then PAP fell", 1, [("acronym", "PAP")]),
        ("on KTOL today", 1, [("letters", "KTOL")]),
        ("the Cape Argus newspaper said", 1, [("tail", "Cape Argus")]),
        ("a Swahili newspaper said", 1, []),
    ],
)
def test_what_a_capitalised_word_shows(found, text, at, proposals):
    assert found(text, at) == proposals
