"""Replies that are no stored value: yes or no, causes, definitions, authors, ages, events, several parts, nearest."""

from __future__ import annotations

import pytest

from justicekb.errors import QueryError
from justicekb.query.questions.ask import LONGEST, ask
from justicekb.store.memory import MemoryFullText


@pytest.fixture
def tell(base, vocabulary):
    """The answer to a question, with an index of the passages of `base`."""

    def told(question):
        index = MemoryFullText()
        index.index((base.records.indexed(d.id) for d in base.records.documents()), revision=1)
        return ask(question, base.records, vocabulary, lambda: index)

    return told


@pytest.fixture
def league(base):
    text = (
        "The Lantern League is a charity that visits the sick. Jan Vesk, 37, founded the Lantern League in 1998.\n\n"
        "The Lantern League was invited to Vik by Ada Norn. "
        "The harbour museum was closed because the roof had fallen in. "
        "The keeper had not painted the lighthouse. The lighthouse was photographed by Ivo Brandt.\n\n"
        "Jan Vesk was arrested in 2004 for a letter he wrote. The court recommended a new bridge over the river."
    )
    base.add("a.txt", text, title="The Lantern League in Vik")
    for name in ("Jan Vesk", "Ada Norn", "Ivo Brandt"):
        base.mention(name, "person")
    base.mention("Lantern League", "organisation")
    base.fact("founded", type="establishment", date="1998", agent="Jan Vesk", object="Lantern League")
    base.fact("arrested", type="arrest", date="2004", object="Jan Vesk")
    return base


class TestYesOrNo:
    @pytest.mark.parametrize(
        ("question", "value"),
        [
            ("Was Jan Vesk arrested?", "yes"),
            ("Is it true that Jan Vesk was arrested in 2004?", "yes"),
            ("Did Jan Vesk found the Lantern League in 1998?", "yes"),
            ("Did Jan Vesk found the Lantern League in 2003?", "no"),
            ("Did the keeper paint the lighthouse?", "no"),
        ],
    )
    def test_is_told_with_its_sentence(self, league, tell, values, question, value):
        answer = tell(question)
        assert values(answer) == [value]
        assert answer.answers[0].evidence

    @pytest.mark.parametrize(
        "question",
        [
            "Was Ada Norn arrested?",
            "Was Jan Vesk released?",
            "Did Jan Vesk found the Harbour Club?",
            "Was the museum painted?",
        ],
    )
    def test_and_else_nothing(self, league, tell, question):
        assert tell(question).status == "not_found"

    def test_sources_that_say_both(self, base, tell, values):
        for path, said, polarity in (
            ("a.txt", "Peru signed", "positive"),
            ("b.txt", "Peru had not signed", "negative"),
        ):
            base.add(path, f"In 2010 {said} the Jail Pact.", title="Peru")
            base.mention("Peru", "place")
            base.law("Jail Pact", "Jail Pact")
            base.fact("signed", type="signature", date="2010", agent="Peru", object="Jail Pact", polarity=polarity)
        answer = tell("Has Peru signed the Jail Pact?")
        assert answer.status == "disputed"
        assert set(values(answer)) == {"yes", "no"}


class TestWhy:
    def test_a_cause_is_told(self, league, tell, values):
        assert values(tell("Why was the harbour museum closed?")) == ["because the roof had fallen in"]
        assert values(tell("Why was Jan Vesk arrested?")) == ["for a letter he wrote"]

    def test_what_only_happened_has_none(self, league, tell):
        answer = tell("Why was the lighthouse photographed?")
        assert answer.status == "not_found"
        assert answer.nearest

    def test_the_asked_thing_is_the_effect_and_not_the_cause(self, base, tell):
        base.add("a.txt", "The river rose because the harbour museum was closed.", title="Vik")
        assert tell("Why was the harbour museum closed?").status == "not_found"


class TestWhatIs:
    def test_a_definition_and_a_full_name(self, league, base, tell, values):
        assert values(tell("What is the Lantern League?")) == ["a charity that visits the sick"]
        protocol = "Optional Protocol to the UN Convention against Torture"
        base.add("b.txt", "Norland keeps the Optional Protocol.", title="Norland")
        base.law("Optional Protocol", protocol)
        assert values(tell("What is OPCAT?")) == [protocol]

    def test_how_old_somebody_is(self, league, tell, values):
        assert values(tell("How old is Jan Vesk?")) == ["37"]
        assert tell("How old is Ada Norn?").status == "not_found"

    def test_who_wrote_it(self, base, tell, values):
        from justicekb.model import Author

        base.add(
            "a.txt",
            "On lamps.\n\nBy Ada Norn",
            title="Lamps and Lanterns in Norland",
            authors=(Author(name="Ada Norn"),),
        )
        base.add("b.txt", "On nets.\n\nBy Ivo Brandt", title="Nets in Norland", authors=(Author(name="Ivo Brandt"),))
        assert values(tell("Who wrote the paper on lanterns in Norland?")) == ["Ada Norn"]
        assert tell("Who wrote the paper on bridges in Norland?").status == "not_found"

    def test_what_happened_to_somebody(self, league, tell, values):
        answer = tell("What happened to Jan Vesk?")
        assert values(answer) == ["1998: founded", "2004: arrested"]
        assert "may be more" in answer.note


class TestOfTheVerb:
    @pytest.mark.parametrize(
        ("question", "value"),
        [
            ("By whom was the lighthouse photographed?", "Ivo Brandt"),
            ("Who photographed the lighthouse?", "Ivo Brandt"),
            ("Who invited the Lantern League to Vik?", "Ada Norn"),
        ],
    )
    def test_who_did_it(self, league, tell, values, question, value):
        assert values(tell(question)) == [value]

    @pytest.mark.parametrize("question", ["Who painted the lighthouse?", "Who invited Ada Norn to Vik?"])
    def test_who_did_not_or_had_another_part(self, league, tell, question):
        assert tell(question).status == "not_found"


class TestSeveral:
    def test_two_questions_in_one(self, league, tell, values):
        answer = tell("When was the Lantern League founded and who invited it to Vik?")
        assert values(answer) == ["1998", "Ada Norn"]
        assert [part.status for part in answer.parts] == ["answered", "answered"]

    def test_a_comparison_puts_two_answers_side_by_side(self, base, tell, values):
        for country, number in (("Peru", "31,000"), ("Chile", "42,000")):
            base.add(f"{country}.txt", f"The prison population of {country} is {number}.", title=country)
            base.mention(country, "place")
            base.figure(number, value=float(number.replace(",", "")), measure="prison population")
        assert values(tell("Compare the prison population of Peru and Chile")) == ["31000", "42000"]


class TestNothingStated:
    def test_the_nearest_sentences_are_no_answer(self, league, tell):
        answer = tell("Who painted the lighthouse?")
        assert (answer.status, answer.answers) == ("not_found", ())
        assert "The lighthouse was photographed by Ivo Brandt." in [near.sentence for near in answer.nearest]
        assert len(answer.nearest) <= 3
        assert "nothing states it" in answer.note

    def test_a_question_about_nothing_there_has_none(self, league, tell):
        answer = tell("How many satellites orbit Jupiter?")
        assert (answer.status, answer.nearest) == ("not_found", ())


class TestDetails:
    def test_a_figure_keeps_its_qualifier(self, base, tell):
        base.add("a.txt", "More than 60,000 people are on probation in Peru.", title="Peru")
        base.mention("Peru", "place")
        base.figure("60,000", value=60000, measure="people on probation", qualifier="over")
        value = tell("How many people are on probation in Peru?").answers[0]
        assert (value.value, value.text) == ("60000", "More than 60,000")
        assert (value.qualifier, value.unit, value.measure) == ("over", "count", "people on probation")

    def test_a_person_is_told_with_the_office(self, base, tell):
        base.add(
            "a.txt", "“The cells are far too small,” said Rosa Quispe, director of the Prison Service.", title="Peru"
        )
        base.mention("Rosa Quispe", "person", role="director of the Prison Service")
        base.quote("The cells are far too small,", speaker="Rosa Quispe", role="director of the Prison Service")
        assert tell("Who said the cells are too small?").answers[0].office == "director of the Prison Service"


class TestBadInput:
    @pytest.mark.parametrize(
        "question",
        [
            "", "?", "!!! ??? ...", "\x00\x1b[31m\u202e", "когда была основана лига?", "什么时候", "and or but",
            "who who who what when", "(((", "a" * 1900,
        ],
    )  # fmt: skip
    def test_has_an_honest_not_found(self, league, tell, question):
        answer = tell(question)
        assert (answer.status, answer.answers) == ("not_found", ())

    def test_a_document_is_no_question(self, league, tell):
        with pytest.raises(QueryError, match="at most"):
            tell("When was it? " * (LONGEST // 10))

    def test_an_empty_base(self, base, tell):
        for question in (
            "When did Peru ratify the UNCAT?",
            "Why was it closed?",
            "Is it true that Peru left?",
            "What is OPCAT?",
        ):
            assert tell(question).status == "not_found"
