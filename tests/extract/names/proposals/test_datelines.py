"""A dateline is cut off before the parse, so that the sentence after it is parsed as one; its names are read."""

from __future__ import annotations

import pytest

from justicekb.extract.names.proposals.datelines import dateline
from justicekb.extract.names.words import cover, lines


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("BISHKEK, 14 March 2018 – Judges met today.", "Judges met today."),
        ("LONDON (AP) -- Judges met today.", "Judges met today."),
        ("ASTANA - Judges met today.", "Judges met today."),
    ],
)
def test_the_sentence_begins_after_the_dateline(parsed_text, text, sentence):
    assert parsed_text(text).sentences[-1].text == sentence


@pytest.mark.parametrize(
    "text",
    ["The NPM – a body of experts – met today.", "Judges met – briefly – today.", "UNICEF and others met today."],
)
def test_other_dashes_and_capitals_are_left_alone(parsed_text, text):
    assert [s.text for s in parsed_text(text).sentences] == [text]


def test_today_is_dated_and_the_dateline_dates_nothing(facts_in):
    (fact,) = facts_in("BISHKEK, 14 March 2018 – The mission opened an office today.", published="2018-03-14")
    assert (fact.type, fact.date.text, fact.anchor) == ("establishment", "2018-03-14", "published")


@pytest.mark.parametrize(
    ("text", "places", "agencies"),
    [
        ("HAMILTON, Bermuda (AP) -- He left.", ["HAMILTON", "Bermuda"], ["AP"]),
        ("GOMA, Nov. 3 (Xinhua) -- He left.", ["GOMA"], ["Xinhua"]),
        ("LIMA 1996-11-04", ["LIMA"], []),
        ("SAN TELMO, Chile - He left.", ["SAN TELMO", "Chile"], []),
        ("NOTE - He left.", [], []),
        ("UNHCR (Geneva) said so.", [], []),
        ("Hamilton (AP) -- He left.", [], []),
    ],
)
def test_places_and_agency_of_a_dateline(parsed_text, vocabulary, text, places, agencies):
    (line,) = lines(parsed_text(text), vocabulary)
    found = [(type_, cover(line, *part).of(text)) for type_, part in dateline(line)]
    assert [name for type_, name in found if type_ == "place"] == places
    assert [name for type_, name in found if type_ == "organisation"] == agencies
