from __future__ import annotations

import pytest

from justicekb.query.language.stems import parts, stem, stems, tokens


@pytest.mark.parametrize(
    "forms",
    [
        "ratify ratifies ratified ratifying ratification",
        "create creates created creating creation",
        "convict convicted conviction convictions",
        "establish established establishment",
        "allege alleged allegation allegations",
        "centre centers center",
        "organisation organizations organise organized",
        "die dies died",
        "put putting",
        "sentence sentenced sentences sentencing",
        "introduce introduced introduction",
        "agree agreed agreement",
        "founded founder founding foundation",
        "Peru’s Peru Peru's",
    ],
)
def test_forms_of_one_word_have_one_stem(forms):
    assert len({stem(word) for word in forms.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("prison", "prisoner"), ("found", "founded"), ("penal", "penalty"), ("police", "policy"), ("visit", "visa")],
)
def test_words_of_different_meaning_stay_apart(one, other):
    assert stem(one) != stem(other)


def test_hyphenated_words_are_found_by_their_parts():
    assert parts("anti-torture") == ["anti-torture", "anti", "torture"]
    assert "tortur" in stems("an anti-torture law")


def test_tokens_keep_their_places():
    text = "In 2018, 2% of inmates’ appeals"
    assert [(word, span.of(text)) for word, span in tokens(text)][2] == ("2%", "2%")
