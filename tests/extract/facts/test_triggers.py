"""Event words are recognised by phrase, voice and what they are done to, without regard to dates."""

from __future__ import annotations

import pytest

from justicekb.extract.facts.lexicon import event_words
from justicekb.extract.facts.triggers import find_triggers


@pytest.fixture
def triggers_of(parsed_text, vocabulary):
    def find(sentence: str, *, since: bool = False) -> dict[str, str]:
        parsed = parsed_text(sentence).sentences[0]
        found = find_triggers(parsed, vocabulary.once(event_words), {}, since=since)
        return {t.token.text: t.entry.type for t in found.values()}

    return find


@pytest.mark.parametrize(
    ("sentence", "word", "type_"),
    [
        ("Parliament adopted the plan.", "adopted", "adoption"),
        ("The court opened a new building.", "opened", "establishment"),
        ("Prosecutors opened a case.", "opened", "charge"),
        ("The ministry launched a campaign.", "launched", "launch"),
        ("They signed a memorandum.", "signed", "agreement"),
        ("They signed a treaty.", "signed", "signature"),
        ("The agency released a report.", "released", "publication"),
        ("The agency released a prisoner.", "released", "release"),
        ("The judge dismissed the case.", "dismissed", "acquittal"),
        ("The minister dismissed the warden.", "dismissed", "departure"),
        ("Parliament adopted a package of amendments.", "adopted", "amendment"),
        ("100 out of 140 hearings were postponed.", "postponed", "trial"),
        ("The investigation of the charges launched by the service is underway.", "launched", "charge"),
    ],
)
def test_the_object_decides_the_type(triggers_of, sentence, word, type_):
    assert triggers_of(sentence)[word] == type_


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("The couple adopted a child.", "adopted"),
        ("The sound died down.", "died"),
        ("Police opened fire.", "opened"),
        ("The case was sent back.", "sent"),
    ],
)
def test_what_only_looks_like_an_event(triggers_of, sentence, word):
    assert word not in triggers_of(sentence)


def test_some_words_tell_an_event_only_with_since(triggers_of):
    sentence = "The commission has worked in the country since 2005."
    assert "worked" not in triggers_of(sentence)
    assert triggers_of(sentence, since=True)["worked"] == "establishment"


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("The women were raped by soldiers.", "raped"),  # the model's lemma is "rap"
        ("Loujain was released.", "released"),  # a name that nobody knows
        ("The claims in an application (no. 7) against the state lodged with the court were heard.", "lodged"),
        ("Norland did away with slavery.", "did"),
        ("The police ill-treated the suspect.", "treated"),
    ],
)
def test_words_that_the_parse_hides(triggers_of, sentence, word):
    assert word in triggers_of(sentence)


def test_a_title_may_open_with_a_noun_that_looks_like_a_verb(triggers_of):
    assert triggers_of("Visit to the colony in Ostrava, 12 May 2014")["Visit"] == "visit"


def test_a_common_noun_with_a_capital_is_no_name(triggers_of):
    assert "released" not in triggers_of("Parliament was released.")
