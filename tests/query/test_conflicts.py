from __future__ import annotations

import pytest

from justicekb.errors import QueryError
from justicekb.query.conflicts import against_register, conflicts, connected, read_register


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
        assert found[0].about == "deaths in custody (2018)"

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


class TestRegister:
    @pytest.fixture
    def ratified(self, base):
        for path, date in (("a.txt", "1988"), ("b.txt", "1990")):
            base.add(path, f"Peru ratified the Convention against Torture in {date}.", title="Peru")
            base.mention("Peru", "place")
            base.law("Convention against Torture", "UN Convention against Torture")
            base.fact("ratified", type="ratification", date=date, agent="Peru", object="Convention against Torture")
        return base

    def read(self, tmp_path, vocabulary, text):
        file = tmp_path / "register.csv"
        file.write_text(text, encoding="utf-8")
        return read_register(file, vocabulary)

    def test_the_register_stands_against_the_source(self, ratified, vocabulary, tmp_path):
        register = self.read(tmp_path, vocabulary, "state,instrument,year\nPeru,CAT,1988\nChile,UNCAT,1988\n")
        found = against_register(register, ratified.records, vocabulary)
        assert [sides(c) for c in found] == [{"1988": [], "1990": ["b.txt"]}]

    @pytest.mark.parametrize(
        ("text", "fault"),
        [
            ("state,year\nPeru,1988\n", "no column instrument"),
            ("state,instrument,year\nPeru,CAT,soon\n", "line 2: 'soon'"),
        ],
    )
    def test_a_faulty_register_is_refused_with_its_line(self, vocabulary, tmp_path, text, fault):
        with pytest.raises(QueryError, match=fault):
            self.read(tmp_path, vocabulary, text)


def test_connected_compares_only_what_shares_a_key():
    compared = []

    def same(left, right):
        compared.append((left, right))
        return left[0] == right[0]

    groups = connected(["ab", "ac", "bc", "ad"], lambda word: word[0], same)
    assert groups == [["ab", "ac", "ad"]]
    assert all(left[0] == right[0] for left, right in compared)
