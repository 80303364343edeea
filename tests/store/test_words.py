"""What a word is, which words are one, and where a query stands in a text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from justicekb.spans import Span
from justicekb.store.fulltext.matching import within
from justicekb.store.language.cyrillic import key, languages_of
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
        ("from 2011-2015 on", ["from", "2011", "2015", "on"]),
        ("one-two-three-four-five", ["one", "two", "three", "four", "five"]),
        ("U.S. and U.S, the U.K.", ["us", "and", "us", "the", "uk"]),
        ("e.g. www.osce.org", ["eg", "www", "osce", "org"]),
        ("Cafe\u0301 nai\u0308ve", ["cafe", "naive"]),
        ("co\u00adoperation zero\u200bwidth", ["cooperation", "zerowidth"]),
        ("कैदी", ["कद"]),  # vowel signs and the virama are marks: folded away, and no end of the word
        ("Café Éxposé STRASSE straße", ["cafe", "expose", "strasse", "strasse"]),
        ("\U0001d400x ﬁne", ["ax", "fine"]),
        ("snake_case", ["snake", "case"]),
        ("… — !", []),
        ("", []),
    ],
)
def test_words(text, expected):
    assert list(forms(text)) == expected
    assert "".join(word.text for word in words(text)) == "".join(expected)  # a compound is one word


def test_a_compound_has_one_place_and_many_forms():
    (word,) = words("Co-operation")
    assert word.forms == ("cooperation", "co", "operation", "co-operation")
    (word,) = words("W-2")
    assert set(word.forms) == {"w2", "w", "2", "w-2"}
    long = list(words("a-b-c-d-e-f"))
    assert [w.position for w in long] == [0, 1]
    assert max(len(w.forms) for w in words("-".join("abcdefghij" * 50))) == 16


def test_marks_of_every_script_stand_inside_words():
    marks = [chr(c) for c in range(0x10000) if unicodedata.ucd_3_2_0.category(chr(c)) in ("Mn", "Mc", "Me")]
    assert len(marks) > 400
    assert [mark for mark in marks if len(list(words(f"a{mark}b"))) != 1] == []


def test_an_endless_word_is_found_by_its_beginning():
    assert forms("x" * 10**6) == ("x" * 255,)
    assert len(stem("y" * 5000)) > 0  # the letter y asks for its neighbour, which once ended in a RecursionError


@pytest.mark.parametrize(
    "family", ["казнь казни казнью казней казням", "тюрьма тюрьмы тюрьмах тюрьмой", "суд суда судом"]
)
def test_russian_forms_have_one_key(family):
    assert len({key(word, "ru") for word in family.split()}) == 1


@pytest.mark.parametrize(
    "family",
    [
        "сот сотта соттар соттың соттан сотқа соты сотында",
        "түрме түрмеде түрменің түрмелер түрмеге түрмесі",
        "құқық құқығы құқықтар құқықтары",
        "кітап кітабы кітаптар",
        "бала балалар баланың балаларды",
    ],
)
def test_kazakh_forms_have_one_key(family):
    assert len({key(word, "kk") for word in family.split()}) == 1


def test_a_text_is_told_by_its_letters():
    russian = "Суд приговорил его к лишению свободы на семь лет в колонии близ города Қарағанды"
    kazakh = "Сот оны жеті жылға бас бостандығынан айыруға үкім шығарды деп хабарлайды"
    assert (languages_of(russian), languages_of(kazakh)) == (("ru",), ("kk",))
    assert languages_of("Қарағанды") == ("ru", "kk")
    assert languages_of("Nur-Sultan") == ()


def test_other_words_have_other_keys():
    assert key("правда", "ru") != key("право", "ru")
    assert key("правда", "ru") != key("правда", "kk")


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


@pytest.mark.parametrize(
    ("one", "other"), [("пытка", "пыток"), ("решётка", "решёток"), ("отец", "отца"), ("сделка", "сделок")]
)
def test_a_russian_vowel_comes_and_goes(one, other):
    (first,), (second,) = words(one), words(other)
    assert set(first.also) & set(second.also)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("the U. S. envoy", ["the", "us", "envoy"]),
        ("the U. S. A. envoy", ["the", "usa", "envoy"]),
        ("the E. U. envoy", ["the", "eu", "envoy"]),
        ("by U. Novak and U. K. Vale", ["by", "u", "novak", "and", "uk", "vale"]),
        ("J. S. Bach", ["j", "s", "bach"]),
    ],
)
def test_initials_of_states_with_a_blank_between_are_one_word(text, folded):
    assert [word.text for word in words(text)] == folded
