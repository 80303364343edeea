"""What a person's name may be made of; roles, lists and bylines are in cases/people.txt."""

from __future__ import annotations

import pytest

from justicekb.extract.names.candidates import word_groups
from justicekb.extract.names.proposals.personnames import is_role, name_at, with_article, without_role_behind
from justicekb.extract.names.words import Word


def word(text, *, spaced=True):
    return Word(
        text=text, lower=text.casefold(), start=0, end=len(text), pos="PROPN", label="", cap=text[0].isupper(),
        spaced=spaced, first=False, headline=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("Anna Lind spoke", 2),
        ("Craig S . Walker said", 4),
        ("Leila de Lima left", 3),
        ("Osama bin Laden .", 3),
        ("Jean-Luc Marie", 2),
        ("Anna and Peter", 1),
        ("Supreme Court ruled", None),
        ("Market Street is", None),
        ("Prison Act", None),
        ("al fresco", None),
        ("Bill Hale spoke", 2),
        ("Anna Bill spoke", None),
        ("Peter Law spoke", 2),
        ("Daniel arap Moi left", 3),
        ('Ernesto " Che " Rivas left', 5),
        ('Ernesto " and " Rivas left', 1),
        ("Human Rights are", None),
    ],
)
def test_how_long_a_name_is(vocabulary, text, length):
    line = tuple(word(w, spaced=w != ".") for w in text.split())
    found = name_at(line, 0, vocabulary.once(word_groups))
    assert found == (None if length is None else (0, length))


@pytest.mark.parametrize(
    ("text", "role"),
    [("director", True), ("Directors", True), ("Judge", True), ("DA", True), ("Court", False), ("boss's", False)],
)
def test_roles(vocabulary, text, role):
    assert is_role(word(text), vocabulary.once(word_groups)) is role


@pytest.mark.parametrize(
    ("text", "rest"),
    [("Anna Berg Judge", 3), ("Anna Berg Director", 2), ("Qorvat Tam King", 2), ("Anna King", 2)],
)
def test_roles_behind_a_name_are_cut_off_but_family_names_stay(vocabulary, text, rest):
    line = tuple(word(w) for w in text.split())
    assert without_role_behind(line, 0, len(line), vocabulary.once(word_groups)) == rest


@pytest.mark.parametrize(
    ("text", "yes"), [("the Frederick Keys", True), ("the Hale", False), ("of Frederick Keys", False)]
)
def test_several_words_behind_the_are_no_person(text, yes):
    line = tuple(word(w) for w in text.split())
    assert with_article(line, 1, len(line)) is yes
