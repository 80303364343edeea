"""Headlines written from records; every entry of event-headlines.toml, and what no headline may say."""

from __future__ import annotations

import pytest

from justicekb.edtf import Edtf
from justicekb.model import Fact, Participant
from justicekb.query.events.headlines import HEADLINE, Told, cut, headline, headline_forms
from justicekb.spans import Span
from justicekb.vocabulary import load
from justicekb.vocabulary.entries import EventHeadline

VOCABULARY = load()
FORMS = headline_forms(VOCABULARY)


def told(trigger, *, type, agents=(), objects=(), entity=None, **manner):
    names = [("agent", name) for name in agents] + [("object", name) for name in objects]
    parts = tuple(Participant(role=role, name=name, entity=entity) for role, name in names)
    fact = Fact(
        document="doc", span=Span(0, 5), evidence=Span(0, 9), rule="test", type=type, date=Edtf("2016"),
        date_span=Span(0, 4), participants=parts, **manner,
    )  # fmt: skip
    return headline(Told(fact, trigger, "The whole sentence."), FORMS)


@pytest.mark.parametrize("entry", VOCABULARY.entries(EventHeadline), ids=lambda e: e.id)
def test_every_entry_writes_its_example_and_not_its_counter_example(entry):
    for word in entry.words:
        written = told(word, type=entry.type, agents=["Norland"], objects=["Register"])
        assert written in entry.examples
        assert written not in entry.counter_examples


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (
            told("ratified", type="ratification", agents=["Norland"], objects=["Convention against Torture"],
                 entity="law:x"),
            "Norland ratifies the Convention against Torture",
        ),
        (told("adopted", type="adoption", objects=["jail rules"]), "Jail rules adopted"),
        (told("visited", type="visit", agents=["Ada", "Bo"], objects=["Cusco"]), "Ada and Bo visit Cusco"),
        (told("visited", type="visit", agents=["monitors of the league"], objects=["Vik"]),
         "Monitors of the league visit Vik"),
        (told("visit", type="visit", agents=["Ada"], objects=["Vik"], modality="planned"), "Ada to visit Vik"),
        (told("signed", type="signature", agents=["Norland"], objects=["pact"], polarity="negative"),
         "Norland has not signed pact"),
        (told("killed", type="death", agents=["Bo"], objects=["Ada"]), "Ada killed"),
        (told("arrested", type="arrest", objects=["Ada"], modality="alleged"), "Ada arrested (alleged)"),
        (told("banned", type="closure", objects=["a", "b", "c", "d"]), "A, b and 2 others banned"),
    ],
)  # fmt: skip
def test_the_record_is_put_into_words(written, expected):
    assert written == expected


@pytest.mark.parametrize(
    "written",
    [
        told("lifted", type="moratorium", objects=["moratorium"]),  # imposed or lifted: only the sentence knows
        told("arrested", type="arrest", agents=["police"]),  # whom?
        told("arrested", type="arrest", objects=["he"]),
        told("", type="meeting", agents=["Ada"], objects=["forum"]),
        told("adopted", type="adoption", agents=["Norland"], objects=["x" * 150]),
    ],
)
def test_what_the_record_cannot_say_is_said_by_its_sentence(written):
    assert written == "The whole sentence."


LONG = " ".join(["of the harbour towns on the northern coast"] * 3)


@pytest.mark.parametrize(
    ("sentence", "event", "expected"),
    [
        (f"The council {LONG} banned nets in 2011, which fishermen had used for as long as anybody could remember.",
         "banned", f"The council {LONG} banned nets in 2011."),
        (f"The council {LONG} banned nets, and the guild objected to it in court in the very same year, as it said.",
         "banned", f"The council {LONG} banned nets."),
        (f"The council (a body {LONG} and beyond) banned nets in 2011.", "banned", "The council banned nets in 2011."),
        (f"The nets {LONG} were given back after months of waiting and of letters to the council, though a case was "
         "brought against the guild in December for want of a licence.", "case",
         "A case was brought against the guild in December for want of a licence."),
        ("Mr. Speaker, Sir, the board banned nets.", "banned", "The board banned nets."),
    ],
)  # fmt: skip
def test_a_long_sentence_ends_where_a_clause_only_adds(sentence, event, expected):
    assert cut(sentence, sentence.index(event) + len(event)) == expected


def test_a_list_is_not_cut():
    sentence = f"The board {LONG} heard of beatings, threats, and other kinds of abuse in the course of that year."
    assert cut(sentence, sentence.index("heard") + 5) == sentence


def headlined(sentence, trigger, *, type, objects):
    parts = tuple(Participant(role="object", name=name, entity=entity) for name, entity in objects)
    fact = Fact(
        document="doc", span=Span(0, 5), evidence=Span(0, 9), rule="test", type=type, date=Edtf("2016"),
        date_span=Span(0, 4), participants=parts,
    )  # fmt: skip
    return headline(Told(fact, trigger, sentence), FORMS)


def test_a_noun_that_describes_a_name_is_none_of_those_it_happened_to():
    people = [("Jan Vesk", "person:jan-vesk"), ("bloggers", None)]
    assert headlined("Activists and bloggers Jan Vesk were arrested.", "arrested", type="arrest", objects=people) == (
        "Jan Vesk arrested"
    )


def test_a_change_of_a_law_is_not_the_law():
    sentence = "Under amendments to the Net Law, which entered into force in May, nets are banned."
    objects = [("Net Law", "law:net-law")]
    assert headlined(sentence, "entered into force", type="entry_into_force", objects=objects) == (
        "Amendments to the Net Law enter into force"
    )


def test_both_kinds_of_a_plural_are_named():
    sentence = "The criminal and minor codes that entered into force in 2015 say so."
    assert headlined(sentence, "entered into force", type="entry_into_force", objects=[("minor codes", None)]) == (
        "Criminal and minor codes enter into force"
    )


def test_a_sentence_is_cut_at_a_word():
    words = "word " * 80
    assert len(cut(words)) <= HEADLINE
    assert cut(words).endswith("word…")
    assert cut("Short.\nVery short.") == "Short. Very short."
