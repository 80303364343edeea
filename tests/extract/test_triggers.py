"""Event words are recognised by phrase, voice and what they are done to, without regard to dates."""

from __future__ import annotations

import pytest

from justicekb.extract.triggers import event_words, find_triggers, match_tail


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


def test_the_words_of_a_phrase_hang_below_one_another(nlp):
    head = next(t for t in nlp("The law came into force yesterday.") if t.text == "came")
    matched = match_tail(head, ("into", "force"))
    assert [t.text for t in matched or ()] == ["into", "force"]
    assert match_tail(head, ("into", "effect")) is None
    assert match_tail(head, ()) == ()
