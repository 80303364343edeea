"""Timelines hold an event once, under its own date, and only what is the entity's own."""

from __future__ import annotations

import pytest

from justicekb.query.events import namesakes
from justicekb.query.events.timeline import timeline
from justicekb.spans import Span


@pytest.fixture
def entries(base, vocabulary):
    return lambda name: [(e.date.text, e.type, e.headline) for e in timeline(name, base.records, vocabulary)]


def place(base, words):
    start = base.document.text.index(words)
    return Span(start, start + len(words))


class TestOneDate:
    def test_a_word_with_two_dates_keeps_the_nearer(self, base, entries):
        base.add("a.txt", "In July 2020 the poet Jan Vesk, sued for libel in 2018, was ordered to pay.", title="Vesk")
        base.mention("Jan Vesk", "person")
        for words, date in (("July 2020", "2020-07"), ("2018", "2018")):
            base.fact("sued", type="complaint", date=date, object="Jan Vesk", date_span=place(base, words))
        assert [date for date, *_ in entries("Jan Vesk")] == ["2018"]

    def test_two_days_of_a_list_are_two_events(self, base, entries):
        base.add("a.txt", "On 29 April and 30 May 2014 the harbour board issued statements on Jan Vesk.", title="Vesk")
        base.mention("Jan Vesk", "person")
        for words, date in (("29 April", "2014-04-29"), ("30 May 2014", "2014-05-30")):
            base.fact("issued", type="publication", date=date, object="statements", date_span=place(base, words))
        assert [date for date, *_ in entries("Jan Vesk")] == ["2014-04-29", "2014-05-30"]

    def test_since_dates_what_goes_on_and_not_what_was_done_besides(self, base, entries):
        base.add("a.txt", "Since 2005 Ada Norn has worked with the league, and has launched a radio.", title="Norn")
        base.mention("Ada Norn", "person")
        fact = {"type": "launch", "date": "2005/..", "agent": "Ada Norn", "object": "radio"}
        base.fact("launched", **fact, date_span=place(base, "Since 2005"))
        assert entries("Ada Norn") == []


class TestOneEvent:
    def test_a_ruling_that_acquits_is_one_event(self, base, entries):
        base.add("a.txt", "On 3 May 2011 the Harbour Court quashed the sentence of Jan Vesk.", title="Vesk")
        base.mention("Harbour Court", "organisation")
        for type in ("acquittal", "ruling"):
            base.fact("quashed", type=type, date="2011-05-03", agent="Harbour Court", object="sentence")
        assert [type for _, type, _ in entries("Harbour Court")] == ["acquittal"]

    def test_a_document_that_tells_it_twice_has_one_entry(self, base, entries):
        base.add("a.txt", "Jan Vesk hopes: prosecutors will vacate the conviction on 3 May 2011. They announced to "
                 "drop the murder conviction against Jan Vesk.", title="Vesk")  # fmt: skip
        base.mention("Jan Vesk", "person")
        base.fact("vacate", type="acquittal", date="2011-05-03", object="conviction", modality="planned")
        base.fact("drop", type="acquittal", date="2011-05-03", object="murder conviction against Jan Vesk",
                  modality="planned")  # fmt: skip
        assert len(entries("Jan Vesk")) == 1

    def test_who_states_an_event_has_no_event_of_their_own(self, base, entries):
        base.add("a.txt", "Peru stated in 2013 that a jail board was established in 2010.", title="Peru")
        base.mention("Peru", "place")
        base.fact("stated", type="publication", date="2013", agent="Peru")
        base.fact("established", type="establishment", date="2010", object="jail board")
        assert [date for date, *_ in entries("Peru")] == ["2010"]


class TestBelonging:
    def test_a_body_has_no_part_in_what_stands_beside_it(self, base, entries):
        base.add("a.txt", "The Harbour League opened a school in 2012. Jan Vesk was released in 2013 after a complaint "
                 "to the Harbour League. The Harbour League indicated that four cases came to trial in 2014.",
                 title="League")  # fmt: skip
        base.mention("Harbour League", "organisation")
        base.mention("Jan Vesk", "person")
        base.fact("opened", type="establishment", date="2012", agent="Harbour League", object="school")
        base.fact("released", type="release", date="2013", object="Jan Vesk")
        base.fact("trial", type="trial", date="2014", object="four cases")
        assert [date for date, *_ in entries("Harbour League")] == ["2012"]

    def test_a_country_has_the_beginnings_of_its_own_bodies_and_not_of_others(self, base, entries):
        base.add("b.txt", "Peru is a country. Peru has jails.", title="Peru")
        base.mention("Peru", "place")
        base.add("c.txt", "The National Jail Inspectorate was created in 2013. Amnesty International was founded in "
                 "1961. The Chilean Jail Board was created in 2011. So it is in Peru, and Peru knows.",
                 title="Peru's jails")  # fmt: skip
        for body in ("National Jail Inspectorate", "Amnesty International", "Chilean Jail Board"):
            base.mention(body, "organisation")
        base.mention("Peru", "place")
        base.fact("created in 2013", type="establishment", date="2013", object="National Jail Inspectorate")
        base.fact("founded", type="establishment", date="1961", object="Amnesty International")
        base.fact("created in 2011", type="establishment", date="2011", object="Chilean Jail Board")
        assert [date for date, *_ in entries("Peru")] == ["2013"]

    def test_of_bodies_of_several_states_one_is_meant(self, base, entries):
        for path, state, times, year in (("a.txt", "Peru", 2, "2011"), ("b.txt", "Chile", 1, "2012")):
            base.add(path, f"The Supreme Court ruled in {year}. " + "The Supreme Court sat. " * times, title=state)
            base.mention("Supreme Court", "organisation", f"Supreme Court ({state})")
            base.entities["court"] = f"organisation:supreme-court-{state.casefold()}"
            base.fact("ruled", type="ruling", date=year, agent="court")
        assert [date for date, *_ in entries("Supreme Court")] == ["2011"]
        assert namesakes("Supreme Court", base.records)[0] == "organisation:supreme-court-peru"
        assert [date for date, *_ in entries("organisation:supreme-court-chile")] == ["2012"]
        assert namesakes("organisation:supreme-court-chile", base.records) == ()
