"""Of several that a text tells the one that is asked for: the doer, the sum, the place, the time, the side."""

from __future__ import annotations

import pytest

from justicekb.errors import QueryError
from justicekb.query.language import lexicon
from justicekb.query.questions.analysis.several import compared, parts_of
from justicekb.query.questions.ask import ask
from justicekb.store.memory import MemoryFullText


@pytest.fixture
def tell(base, vocabulary):
    """The answer to a question, with an index of the passages of `base`."""

    def told(question):
        index = MemoryFullText()
        index.index((base.records.indexed(d.id) for d in base.records.documents()), revision=1)
        return ask(question, base.records, vocabulary, lambda: index)

    return told


class TestParticipants:
    @pytest.fixture
    def vik(self, base):
        base.add(
            "a.txt",
            "In 1973 Governor Ola Brandt commuted the sentence of Jan Vesk at the urging of the league.\n\n"
            "Eva Moe was fined by U.S. District Judge M. L. Norn for smuggling nets.\n\n"
            "A man of Vik pleaded guilty to burning the boats of Ivo Dahl. Per Lund, 55, could face ten years after "
            "pleading guilty to burning the boats.",
            title="The boats of Vik and Ivo Dahl",
        )
        for person in ("Ola Brandt", "Jan Vesk", "Eva Moe", "M. L. Norn", "Ivo Dahl", "Per Lund"):
            base.mention(person, "person")

    def test_who_does_an_active_verb_stands_before_it(self, vik, tell, values):
        assert values(tell("Which governor commuted the sentence of Jan Vesk?")) == ["Ola Brandt"]

    def test_an_abbreviation_ends_no_name(self, vik, tell, values):
        assert values(tell("By whom was Eva Moe fined for smuggling nets?")) == ["M. L. Norn"]


def test_a_kind_is_answered_by_the_name_of_one_of_it(base, tell, values):
    base.add("a.txt", "Arsonists burned the Lantern Church in Vik one night in May.", title="Vik")
    base.mention("Lantern Church", "organisation")
    base.mention("Vik", "place")
    assert values(tell("Which church was burned in Vik?")) == ["Lantern Church"]


class TestNoAnswer:
    def test_common_words_are_no_law(self, base, tell, values):
        base.add("a.txt", "On 3 May 2011 the prosecutor charged the driver Jan Vesk and two suspects.", title="Vesk")
        base.mention("Jan Vesk", "person")
        base.fact("charged", type="charge", date="2011-05-03", object="Jan Vesk;two suspects")
        assert values(tell("Under which law was Jan Vesk charged?")) == []

    def test_words_of_the_question_are_no_answer_to_it(self, base, tell, values):
        base.add("a.txt", "In May 2011 the board granted Vesk's parole.", title="Vesk")
        base.mention("Vesk", "person")
        base.fact("granted", type="release", date="2011-05", agent="Vesk's parole")
        assert values(tell("Who granted Vesk's parole?")) != ["Vesk's parole"]

    def test_a_person_is_no_court(self, base, tell, values):
        base.add("a.txt", "“The police must take Jan Vesk to a hospital”, said Eva Moe.", title="Vesk")
        base.mention("Jan Vesk", "person")
        base.mention("Eva Moe", "person")
        base.quote("The police must take Jan Vesk to a hospital", speaker="Eva Moe")
        assert values(tell("Who said that the police must take Jan Vesk to a hospital?")) == ["Eva Moe"]
        assert values(tell("Which court said that the police must take Jan Vesk to a hospital?")) != ["Eva Moe"]


class TestFigures:
    def test_a_sum_by_another_name_is_not_meant(self, base, tell, values):
        base.add("a.txt", "The court sentenced Bo Tarn to a fine of 9,000 crowns and 200,000 crowns ($1,680) "
                 "compensation to the victims.", title="Bo Tarn")  # fmt: skip
        base.mention("Bo Tarn", "person")
        base.figure("9,000", value=9000, unit="money:SEK", measure="fine")
        base.figure("200,000", value=200000, unit="money:SEK", measure="fine")
        base.figure("1,680", value=1680, unit="money:USD", measure="fine")
        assert values(tell("How much compensation did Bo Tarn have to pay to the victims?"))[0] == "200000"
        assert values(tell("How much was the fine of Bo Tarn?"))[0] == "9000"

    def test_the_number_right_behind_its_noun_is_meant(self, base, tell, values):
        base.add(
            "a.txt", "Peru has an offender population of 158,032 and is overpopulated by over 50,000.", title="Peru"
        )
        base.mention("Peru", "place")
        for words, value in (("158,032", 158032), ("50,000", 50000)):
            base.figure(words, value=value, measure="offender population")
        assert values(tell("What is the offender population of Peru?"))[0] == "158032"

    def test_what_a_year_counts_is_not_what_a_quarter_counts(self, base, tell):
        base.add("a.txt", "The ombudsman of Peru received 2,067 complaints in 2017.", title="Peru")
        base.mention("Peru", "place")
        base.figure("2,067", value=2067, measure="complaints received", date="2017")
        assert tell("How many complaints were received in Peru in 2017?").status == "answered"
        assert tell("How many complaints were received in Peru in the first quarter of 2017?").status == "not_found"


class TestPlaces:
    @pytest.fixture
    def died(self, base):
        base.add(
            "a.txt",
            "Bo Tarn was fined. Shy Anders died in the Dal district. Jan Vesk was taken to the Harbour Hospital, "
            "where he died.",
            title="Vik",
        )
        for person in ("Bo Tarn", "Shy Anders", "Jan Vesk"):
            base.mention(person, "person")
        base.mention("Dal district", "place")
        base.mention("Harbour Hospital", "organisation")

    def test_where_another_one_died_is_no_answer(self, died, tell, values):
        assert "Dal district" not in values(tell("Where did Bo Tarn die?"))

    def test_a_hospital_is_a_place(self, died, tell, values):
        assert values(tell("Where did Jan Vesk die?")) == ["Harbour Hospital"]


class TestVerdicts:
    @pytest.fixture
    def arrested(self, base):
        base.add("a.txt", "Jan Vesk was arrested by the harbour guards for smuggling in 2004.", title="Jan Vesk")
        base.mention("Jan Vesk", "person")
        base.fact("arrested", type="arrest", date="2004", object="Jan Vesk", agent="harbour guards")

    @pytest.mark.parametrize("question", ["Was Jan Vesk arrested?", "Was Jan Vesk arrested for smuggling?"])
    def test_yes_where_all_is_told(self, arrested, tell, values, question):
        assert values(tell(question)) == ["yes"]

    @pytest.mark.parametrize(
        "question", ["Was Jan Vesk arrested by the river police?", "Was Jan Vesk arrested for murder?"]
    )
    def test_nothing_where_by_whom_or_for_what_is_not_told(self, arrested, tell, question):
        assert tell(question).status == "not_found"


class TestComparisons:
    @pytest.mark.parametrize(
        ("question", "parts"),
        [
            ("Were there more arrests in Vik in 2018 or in 2019?",
             ["how many arrests in Vik in 2018", "how many arrests in Vik in 2019"]),
            ("Did Peru or Chile have more prisoners?", ["how many prisoners in Peru", "how many prisoners in Chile"]),
            ("Which has fewer prisons, Peru or Chile?", ["how many prisons in Peru", "how many prisons in Chile"]),
            ("Were more people arrested in 2018 than in 2019?",
             ["how many people were arrested in 2018", "how many people were arrested in 2019"]),
        ],
    )  # fmt: skip
    def test_are_two_questions(self, question, parts, vocabulary):
        assert parts_of(question, lexicon(vocabulary)) == parts
        assert compared(question)

    @pytest.mark.parametrize("question", ["How many more arrests were there in 2018?", "Who has more power in Peru?"])
    def test_what_compares_nothing_is_one_question(self, question, vocabulary):
        assert parts_of(question, lexicon(vocabulary)) == [question]
        assert compared(question) is None

    def test_the_greater_stands_first_and_both_are_shown(self, base, tell, values):
        base.add("a.txt", "In Peru 58 people were arrested in 2019, compared with 68 in 2018.", title="Peru")
        base.mention("Peru", "place")
        base.figure("58", value=58, measure="people arrested", date="2019")
        base.figure("68", value=68, measure="people arrested", date="2018")
        answer = tell("Were more people arrested in Peru in 2019 or in 2018?")
        assert values(answer) == ["68", "58"]
        assert "more: people were arrested in Peru in 2018: 68" in answer.note
        assert len(answer.parts) == 2
        assert values(tell("Were fewer people arrested in Peru in 2019 or in 2018?")) == ["58", "68"]


class TestBadQuestions:
    @pytest.mark.parametrize(
        "question",
        [
            "",
            "?!… ;;; ---",
            "\x00\x07\x1b[2J",
            "Когда Перу ратифицировало конвенцию?",
            "何时批准公约",
            "a" * 1_999,
            "? " * 999,
        ],
    )
    def test_what_asks_nothing_finds_nothing(self, base, tell, question):
        base.add("a.txt", "Peru ratified the Jail Pact in 1998.", title="Peru")
        base.mention("Peru", "place")
        base.fact("ratified", type="ratification", date="1998", agent="Peru", object="Jail Pact")
        assert tell(question).status == "not_found"

    def test_control_characters_do_not_hide_a_question(self, base, tell, values):
        base.add("a.txt", "Peru ratified the Jail Pact in 1998.", title="Peru")
        base.mention("Peru", "place")
        base.law("Jail Pact", "Jail Pact")
        base.fact("ratified", type="ratification", date="1998", agent="Peru", object="Jail Pact")
        assert values(tell("When did\x07 Peru\x01 ratify the Jail Pact?")) == ["1998"]

    def test_a_question_of_a_hundred_kilobytes_is_refused_in_a_sentence(self, tell):
        with pytest.raises(QueryError, match="a question has at most 2,000 characters, this one has 100,000"):
            tell("x" * 100_000)

    @pytest.mark.parametrize("question", ["When did Peru ratify it?", "How many prisons has Peru?", "Who is Jan Vesk?"])
    def test_a_base_without_documents_has_no_answer(self, tell, question):
        assert tell(question).status == "not_found"
