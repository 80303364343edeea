"""Who takes part: names in their longest form, undergoers by voice, places that the clause names."""

from __future__ import annotations

import pytest

from justicekb.model import Mention
from justicekb.spans import Span


def mention(text: str, words: str, type_: str, name: str | None = None) -> Mention:
    start = text.index(words)
    return Mention(
        document="doc-x",
        span=Span(start, start + len(words)),
        evidence=Span(0, len(text)),
        rule="test",
        type=type_,
        name=name or words,
        text=words,
        entity=f"{type_}:{(name or words).lower()}",
        canonical=name or words,
    )


@pytest.mark.parametrize(
    ("sentence", "agents", "objects"),
    [
        ("Norland's ratification of the treaty in 2001 was late.", ("Norland",), ("treaty",)),
        ("The arrest of the poet by police in 2012 shocked many.", ("police",), ("poet",)),
        ("The poet's arrest in 2012 shocked many.", (), ("poet",)),
        ("Experts made ten visits to the colony in 2012.", ("Experts",), ("colony",)),
        ("Critics condemned the killings of 2012.", (), ("killings",)),
        ("Two guards and a doctor were charged in 2012.", (), ("Two guards", "doctor")),
        ("The law took effect in 2012.", (), ("law",)),
        ("The warden died in 2012.", (), ("warden",)),
    ],
)
def test_agents_and_objects(facts_in, sentence, agents, objects):
    (fact,) = [f for f in facts_in(sentence) if f.type != "publication"]
    assert (fact.names("agent"), fact.names("object")) == (agents, objects)


def test_names_places_and_ids_come_from_what_was_found(facts_in):
    text = "The NPM visited a colony in Ostrava in May 2012."
    npm = mention(text, "NPM", "organisation", "National Preventive Mechanism")
    (fact,) = facts_in(text, npm, mention(text, "Ostrava", "place"))
    assert fact.names("agent") == ("National Preventive Mechanism",)
    assert fact.names("place") == ("Ostrava",)
    assert fact.entities == {npm.entity, "place:ostrava"}


def test_a_pronoun_takes_the_person_named_before_in_its_paragraph_or_the_one_before(facts_in):
    text = "Maria Novak wrote a book. She was arrested in 2012.\n\nShe was released in 2013."
    arrested, released = facts_in(text, mention(text, "Maria Novak", "person"))
    assert arrested.names("object") == ("Maria Novak",)
    assert released.names("object") == ("Maria Novak",)


def test_a_plural_pronoun_takes_the_plural_subject_before(facts_in):
    (fact,) = facts_in("Five officers were on leave. They were charged in 2012.")
    assert fact.names("object") == ("Five officers",)


def test_the_country_is_the_one_named_most(facts_in):
    text = "Norway is large. Norway is cold. Sweden is not. The group visited the country in 2012."
    norway = [mention(text[at:], "Norway", "place") for at in (0,)]
    (fact,) = facts_in(text, *norway)
    assert fact.names("object") == ("Norway",)
