"""What a word is, which words are one, and where a query stands in a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from justicekb.spans import Span
from justicekb.store.matching import within
from justicekb.store.words import forms, stem, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The U.N. said", ["the", "un", "said"]),
        ("60,000 people", ["60000", "people"]),
        ("3.5 per cent", ["3", "5", "per", "cent"]),
        ("1,2,3", ["1", "2", "3"]),
        ("Kazakhstan's prisoners’ rights", ["kazakhstan", "prisoners", "rights"]),
        ("A/HRC/25/60", ["a", "hrc", "25", "60"]),
        ("mid-term", ["mid", "term"]),
        ("Café Éxposé STRASSE straße", ["cafe", "expose", "strasse", "strasse"]),
        ("Қазақстан ЖШС", ["қазақстан", "жшс"]),
        ("\U0001d400x ﬁne", ["ax", "fine"]),
        ("snake_case", ["snake", "case"]),
        ("… — !", []),
        ("", []),
    ],
)
def test_words(text, expected):
    assert list(forms(text)) == expected
    assert [word.text for word in words(text)] == expected


def test_words_know_their_place():
    assert [(w.position, w.span.of("é 𝐀𝐁 60,000.")) for w in words("é 𝐀𝐁 60,000.")] == [
        (0, "é"),
        (1, "𝐀𝐁"),
        (2, "60,000"),
    ]


@pytest.mark.parametrize(
    "family",
    [
        "ratify ratifies ratified ratifying ratification ratifications",
        "torture tortures tortured torturing torturer torturers",
        "prison prisons prisoner prisoners",
        "visit visits visited visiting",
        "organisation organization organisations organise organize organised",
        "reform reforms reformed reforming",
        "execute executed execution executions",
        "centre centres center",
        "programme programmes program programs",
        "labour labor",
        "policy policies",
        "adopt adopted adoption",
        "conviction convicted convict",
        "released release releasing",
        "controlled controlling control",
        "penalise penalize penalised",
    ],
)
def test_forms_of_one_word_have_one_stem(family):
    assert len({stem(word) for word in family.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("police", "policy"), ("prison", "prism"), ("article", "art"), ("court", "courtesy"), ("hour", "hor"),
        ("pardon", "part"), ("law", "lawn"), ("cell", "cellar"), ("2011", "2012"), ("cat", "cats"),
    ],
)  # fmt: skip
def test_other_words_have_other_stems(one, other):
    assert stem(one) != stem(other) or (one, other) == ("cat", "cats")


@given(st.text(alphabet=st.characters(min_codepoint=97, max_codepoint=122), min_size=1, max_size=14))
def test_a_word_begins_like_its_stem(word):
    """The index looks a stem's words up by its beginning."""
    stemmed = stem(word)
    assert stemmed
    assert word.startswith(stemmed[: max(2, len(stemmed) - 2)]) or len(stemmed) < 2


@given(st.text(max_size=80))
def test_any_text_has_words(text):
    for word in words(text):
        assert word.text
        assert 0 <= word.start < word.end <= len(text)
        assert Span(word.start, word.end).of(text).strip() != ""


@pytest.mark.parametrize(
    ("left", "right", "distance", "expected"),
    [
        ("torture", "torture", 0, True),
        ("torture", "tortrue", 1, True),  # swapped neighbours
        ("torture", "torure", 1, True),
        ("torture", "tortures", 1, True),
        ("torture", "forture", 1, True),
        ("torture", "fortune", 1, False),
        ("torture", "fortune", 2, True),
        ("a", "abc", 1, False),
        ("", "ab", 2, True),
    ],
)
def test_edits(left, right, distance, expected):
    assert within(left, right, distance) is expected
    assert within(right, left, distance) is expected


@given(st.text("abc", max_size=6), st.text("abc", max_size=6), st.integers(0, 3))
def test_edits_as_rapidfuzz_counts_them(left, right, distance):
    from rapidfuzz.distance import OSA

    assert within(left, right, distance) == (OSA.distance(left, right) <= distance)
