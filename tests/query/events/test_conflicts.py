from __future__ import annotations

import sys

import pytest

from justicekb.query.events.conflicts import conflicts, connected
from justicekb.spans import Span


def tell(base, path, *, date, type="establishment", country="Peru", body="National Jail Inspectorate", **fields):
    base.add(path, f"{country}: the {body} is told of in {path}, {date}.", title=f"On {country}")
    base.mention(country, "place")
    base.mention(body, "organisation")
    return base.fact("told of", type=type, date=date, object=body, place=country, **fields)


def sides(conflict):
    return {side.value: [c.source for c in side.evidence] for side in conflict.sides}


class TestDates:
    def test_one_event_with_two_dates(self, base, vocabulary):
        for path, date in (("a.txt", "2013"), ("b.txt", "2014"), ("c.txt", "2014-05")):
            tell(base, path, date=date)
        found = conflicts(base.records, vocabulary)
        assert [sides(c) for c in found] == [{"2014-05": ["c.txt", "b.txt"], "2013": ["a.txt"]}]
        assert (found[0].differs, found[0].about) == ("date", "establishment: National Jail Inspectorate")

    def test_what_is_not_compared_is_told(self, base, vocabulary, monkeypatch):
        for path in ("a.txt", "b.txt", "c.txt"):
            tell(base, path, date="2013")
        told = []
        conflicts(base.records, vocabulary, note=told.append)
        assert told == []
        monkeypatch.setattr(sys.modules[conflicts.__module__], "MOST", 2)
        conflicts(base.records, vocabulary, note=told.append)
        assert told == ["more than 2 facts would have to be compared, these are of 2: name somebody"]

    def test_precision_agrees(self, base, vocabulary):
        tell(base, "a.txt", date="2013")
        tell(base, "b.txt", date="2013-08-26")
        assert conflicts(base.records, vocabulary) == []

    def test_stages_are_no_conflict(self, base, vocabulary):
        for path, date, type_ in (
            ("a", "1996", "signature"),
            ("b", "1998", "ratification"),
            ("c", "1999", "amendment"),
        ):
            tell(base, path, date=date, type=type_)
        assert conflicts(base.records, vocabulary) == []

    def test_bodies_of_one_name_in_two_countries_are_two(self, base, vocabulary):
        tell(base, "a.txt", date="2013")
        tell(base, "b.txt", date="2019", country="Chile")
        assert conflicts(base.records, vocabulary) == []

    def test_what_did_not_happen_or_will_is_left_out(self, base, vocabulary):
        tell(base, "a.txt", date="2013")
        tell(base, "b.txt", date="2015", polarity="negative")
        tell(base, "c.txt", date="2030", modality="planned")
        assert conflicts(base.records, vocabulary) == []

    def test_one_sentence_does_not_disagree_with_itself(self, base, vocabulary):
        base.add(
            "a.txt", "The Jail Board of Peru was founded in 2013 and the Jail Board of Cusco in 2015.", title="Peru"
        )
        base.mention("Peru", "place")
        base.mention("Jail Board", "organisation")
        for date in ("2013", "2015"):
            base.fact("founded", type="establishment", date=date, object="Jail Board")
        assert conflicts(base.records, vocabulary) == []

    @pytest.mark.parametrize("kind", ["law", "26 inmates of Cusco"])
    def test_what_may_be_any_is_not_one(self, base, vocabulary, kind):
        for path, date in (("a.txt", "2013"), ("b.txt", "2014")):
            base.add(path, f"Peru, {date}: {kind}.", title="Peru")
            base.mention("Peru", "place")
            base.fact(kind, type="death", date=date, object=kind.replace("26", path[0]) if "26" in kind else kind)
        assert conflicts(base.records, vocabulary) == []

    def test_words_without_an_entity_may_name_one_thing(self, base, vocabulary):
        for path, date in (("a.txt", "2012"), ("b.txt", "2015")):
            base.add(path, f"Peru, {date}: probation service.", title="Peru")
            base.mention("Peru", "place")
            base.fact("probation service", type="establishment", date=date, object="the probation service")
        assert len(conflicts(base.records, vocabulary)) == 1

    @pytest.mark.parametrize(
        ("one", "other", "told"),
        [
            ("moratorium on the death penalty", "moratorium", True),
            ("moratorium", "executions", True),
            ("capital punishment", "the death penalty", True),
            ("moratorium on the death penalty", "moratorium on prison transfers", False),
        ],
    )
    def test_one_thing_by_two_names(self, base, vocabulary, one, other, told):
        for path, date, thing in (("a.txt", "2003-12-17", one), ("b.txt", "2004", other)):
            text = f"In {date} Peru stopped {thing}; no executions took place." if thing == "moratorium" else thing
            base.add(path, f"{text} ({date})", title="Peru")
            base.fact(thing, type="moratorium", date=date, agent="Peru", object=thing)
        assert len(conflicts(base.records, vocabulary)) == told

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("abolished the death penalty for ordinary crimes", "abolished the death penalty"),
            ("abolished the death penalty in peacetime", "abolished the death penalty"),
        ],
    )
    def test_a_part_of_it_is_another_event(self, base, vocabulary, one, other):
        for path, date, words in (("a.txt", "1997", one), ("b.txt", "2007", other)):
            base.add(path, f"In {date} Peru {words}.", title="Peru")
            base.mention("Peru", "place")
            base.fact("abolished", type="repeal", date=date, agent="Peru", object="death penalty")
        assert conflicts(base.records, vocabulary) == []

    @pytest.mark.parametrize(("verb", "told"), [("imposed", True), ("extended", False), ("lifted", False)])
    def test_a_moratorium_is_imposed_extended_and_lifted(self, base, vocabulary, verb, told):
        for path, date, words in (("a.txt", "1996", "imposed"), ("b.txt", "1999", verb)):
            base.add(path, f"In {date} Peru {words} a moratorium on executions.", title="Peru")
            base.mention("Peru", "place")
            base.fact(words, type="moratorium", date=date, agent="Peru", object="moratorium")
        assert len(conflicts(base.records, vocabulary)) == told

    @pytest.mark.parametrize(("year", "told"), [("2013", True), ("2024", False)])
    def test_a_code_is_passed_anew_after_some_years(self, base, vocabulary, year, told):
        for path, date in (("a.txt", "2012"), ("b.txt", year)):
            base.add(path, f"In {date} Peru adopted the Criminal Code.", title="Peru")
            base.mention("Peru", "place")
            base.law("Criminal Code", "Criminal Code", name="Criminal Code of Peru")
            base.fact("adopted", type="adoption", date=date, agent="Peru", object="Criminal Code")
        assert len(conflicts(base.records, vocabulary)) == told

    def test_a_sentence_does_not_disagree_with_its_copy(self, base, vocabulary):
        for path, date in (("a.txt", "2017"), ("b.txt", "2018")):
            base.add(path, "The Jail Board of Peru was founded last year.", title="Peru", published=f"{date}-05-01")
            base.mention("Peru", "place")
            base.mention("Jail Board", "organisation")
            base.fact("founded", type="establishment", date=date, object="Jail Board")
        assert conflicts(base.records, vocabulary) == []

    @pytest.mark.parametrize("kind", ["working group", "special commission", "16-year-old boy"])
    def test_words_of_a_kind_do_not_tell_which_one(self, base, vocabulary, kind):
        for path, date in (("a.txt", "2012"), ("b.txt", "2015")):
            base.add(path, f"Peru, {date}: {kind}.", title="Peru")
            base.mention("Peru", "place")
            base.fact(kind, type="establishment", date=date, object=kind)
        assert conflicts(base.records, vocabulary) == []

    def test_an_entity_narrows(self, base, vocabulary):
        for path, date, body in (("a", "2013", "Jail Board"), ("b", "2014", "Jail Board"),
                                 ("c", "2013", "Court Watch"), ("d", "2014", "Court Watch")):  # fmt: skip
            tell(base, path, date=date, body=body)
        assert len(conflicts(base.records, vocabulary)) == 2
        found = conflicts(base.records, vocabulary, entities=("organisation:court-watch",))
        assert [c.about for c in found] == ["establishment: Court Watch"]


class TestFigures:
    def tell(self, base, path, value, *, date="2018", measure="deaths in custody", **fields):
        base.add(path, f"In {date} Peru had {value} {measure}, says {path}.", title="Peru")
        base.mention("Peru", "place")
        base.figure(str(value), value=value, measure=measure, date=date, **fields)

    def test_one_quantity_with_two_values(self, base, vocabulary):
        self.tell(base, "a.txt", 700)
        self.tell(base, "b.txt", 910)
        found = conflicts(base.records, vocabulary)
        assert [sides(c) for c in found] == [{"700": ["a.txt"], "910": ["b.txt"]}]
        assert found[0].about == "deaths in custody (2018), Peru"

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Peru’s prison population", "prisoners"),
            ("inmates in Peru", "people in prison"),
            ("complaints of torture received", "complaints of torture registered"),
            ("persons died in custody", "people who died in custody"),
        ],
    )
    def test_one_measure_in_other_words(self, base, vocabulary, one, other):
        self.tell(base, "a.txt", 700, measure=one)
        self.tell(base, "b.txt", 910, measure=other)
        assert len(conflicts(base.records, vocabulary)) == 1

    def test_half_a_year_counts_less_than_the_year(self, base, vocabulary):
        self.tell(base, "a.txt", 700)
        self.tell(base, "b.txt", 310, date="2018-01/2018-06")
        assert conflicts(base.records, vocabulary) == []

    def test_a_part_is_not_the_whole(self, base, vocabulary):
        self.tell(base, "a.txt", 700)
        self.tell(base, "b.txt", 118, part_of=Span(0, 3))
        assert conflicts(base.records, vocabulary) == []

    @pytest.mark.parametrize(
        "other",
        [
            {"date": "2019"},
            {"measure": "escapes from custody"},
            {"unit": "percent"},
            {"place": ("Cusco",)},
        ],
    )
    def test_another_time_thing_unit_or_place_is_no_conflict(self, base, vocabulary, other):
        self.tell(base, "a.txt", 700)
        self.tell(base, "b.txt", 910, **other)
        assert conflicts(base.records, vocabulary) == []

    def test_terms_have_many_holders(self, base, vocabulary):
        self.tell(base, "a.txt", 7, unit="years", measure="prison sentence")
        self.tell(base, "b.txt", 9, unit="years", measure="prison sentence")
        assert conflicts(base.records, vocabulary) == []

    def test_a_vague_number_agrees_with_one_that_it_may_mean(self, base, vocabulary):
        self.tell(base, "a.txt", 700, qualifier="over")
        self.tell(base, "b.txt", 910)
        assert conflicts(base.records, vocabulary) == []


class TestSizes:
    def tell(self, base, path, text, value, *, measure, published="2019-05-01"):
        base.add(path, f"{text.format(value)} ({path})", title="Peru", published=published)
        base.mention("Peru", "place")
        base.mention("Jail Coalition", "organisation")
        base.figure(str(value), value=value, measure=measure)

    def test_members_of_one_body_by_any_noun(self, base, vocabulary):
        self.tell(base, "a.txt", "The Jail Coalition consists of {} organisations.", 19, measure="organisations")
        self.tell(base, "b.txt", "The Jail Coalition, an association of {} NGOs, met.", 18, measure="NGOs")
        self.tell(base, "c.txt", "The Jail Coalition met. It has {} members.", 13, measure="members")
        found = conflicts(base.records, vocabulary)
        assert [sides(c) for c in found] == [{"13": ["c.txt"], "18": ["b.txt"], "19": ["a.txt"]}]
        assert found[0].about == "members of Jail Coalition (2019)"
        assert conflicts(base.records, vocabulary, entities=("organisation:jail-coalition",)) == found
        assert conflicts(base.records, vocabulary, entities=("place:peru",)) == []

    @pytest.mark.parametrize(
        ("text", "measure", "published"),
        [
            ("The Jail Coalition consists of {} organisations.", "organisations", "2012-05-01"),
            ("The Jail Coalition visited {} organisations.", "organisations", "2019-05-01"),
            ("The Jail Coalition has {} prisons on its list.", "prisons", "2019-05-01"),
            ("The board says that the Jail Coalition met. Peru has {} organisations.", "organisations", "2019-05-01"),
        ],
    )
    def test_another_time_and_what_is_no_size(self, base, vocabulary, text, measure, published):
        self.tell(base, "a.txt", "The Jail Coalition consists of {} organisations.", 19, measure="organisations")
        self.tell(base, "b.txt", text, 13, measure=measure, published=published)
        assert conflicts(base.records, vocabulary) == []


def test_connected_compares_only_what_shares_a_key():
    compared = []

    def same(left, right):
        compared.append((left, right))
        return left[0] == right[0]

    groups = connected(["ab", "ac", "bc", "ad"], lambda word: word[0], same)
    assert groups == [["ab", "ac", "ad"]]
    assert all(left[0] == right[0] for left, right in compared)
