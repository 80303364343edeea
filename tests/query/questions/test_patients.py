"""Whom an event happened to, offices and speakers told beside a name, and what runs on in a name."""

from __future__ import annotations

import pytest


@pytest.fixture
def trial(base):
    """Jan Vesk was sentenced; Ada Norn only defended him."""
    text = (
        "On 3 May 2016 a court in Cusco sentenced Jan Vesk to nine years in prison, said his lawyer Ada Norn. "
        "On 4 June 2019 he was released from the colony."
    )
    base.add("a.txt", text, title="The trial of Jan Vesk")
    for name, type_ in (("Jan Vesk", "person"), ("Ada Norn", "person"), ("Cusco", "place")):
        base.mention(name, type_)
    base.fact("sentenced", type="conviction", date="2016-05-03", object="Jan Vesk")
    base.figure("nine years", value=9, unit="years", measure="prison sentence", date="2016-05-03")
    base.date("4 June 2019", "2019-06-04")
    return base


class TestWhoDied:
    @pytest.fixture
    def killing(self, base):
        text = "Jan Vesk was charged with the murder of his neighbour in March 2017. Ada Norn died on 3 June 2016."
        base.add("a.txt", text)
        for name in ("Jan Vesk", "Ada Norn"):
            base.mention(name, "person")
        base.fact("murder", type="death", date="2017-03", object="neighbour")
        base.fact("died", type="death", date="2016-06-03", object="Ada Norn")
        base.date("in March 2017", "2017-03")
        base.date("3 June 2016", "2016-06-03")
        return base

    def test_nobody_named_beside_a_death_died(self, killing, reply, values):
        assert values(reply("When did Jan Vesk die?")) == []

    def test_the_one_it_happened_to_did(self, killing, reply, values):
        assert values(reply("When did Ada Norn die?")) == ["2016-06-03"]


class TestWhomItHappenedTo:
    @pytest.mark.parametrize(
        ("question", "value"),
        [
            ("To how many years was Jan Vesk sentenced?", "9"),
            ("How long a sentence did Jan Vesk receive?", "9"),
            ("What prison term was handed down to the poet Jan Vesk?", "9"),
            ("When was Jan Vesk, the former mayor, sent to prison?", "2016-05-03"),
        ],
    )
    def test_the_sentenced_one(self, trial, reply, question, value, values):
        assert values(reply(question)) == [value]

    @pytest.mark.parametrize(
        "question",
        [
            "To how many years was the lawyer Ada Norn sentenced?",
            "When was Ada Norn sentenced?",
            "When was Ada Norn let out of prison?",
            "When was Jan Vesk arrested?",
        ],
    )
    def test_nobody_beside(self, trial, reply, question):
        assert reply(question).status == "not_found"

    def test_an_arraignment_is_no_sentence(self, base, reply):
        base.add("a.txt", "On 3 May 2016 Jan Vesk was put on trial.")
        base.mention("Jan Vesk", "person")
        base.fact("trial", type="trial", date="2016-05-03", object="Jan Vesk")
        assert reply("When was Jan Vesk sentenced?").status == "not_found"


class TestBesideAName:
    @pytest.fixture
    def office(self, base):
        text = (
            "The Prison Audit Office works in Lima. The head of the office, Ada Norn, told reporters nothing. "
            "Jan Vesk, the deputy head of the Prison Audit Office, has been appointed director of the Water Board. "
            "The newspaper would close soon, Ivo Brandt said on Monday."
        )
        base.add("a.txt", text, title="Offices in Lima")
        for name in ("Ada Norn", "Jan Vesk", "Ivo Brandt"):
            base.mention(name, "person")
        for name in ("Prison Audit Office", "Water Board"):
            base.mention(name, "organisation")
        return base

    @pytest.mark.parametrize(
        ("question", "value"),
        [
            ("Who heads the Prison Audit Office?", "Ada Norn"),
            ("Who was appointed director of the Water Board?", "Jan Vesk"),
            ("Who said that the newspaper would shut?", "Ivo Brandt"),
        ],
    )
    def test_told(self, office, reply, question, value, values):
        assert values(reply(question)) == [value]

    @pytest.mark.parametrize(
        "question", ["Who heads the Water Commission?", "Who said that the prison would shut?", "Who chairs Lima?"]
    )
    def test_not_told(self, office, reply, question):
        assert reply(question).status == "not_found"


class TestWhichOfSeveral:
    def test_the_second_visit_is_not_the_first(self, base, reply, values):
        base.add("a.txt", "The Jail Board made its first visit to Peru in 2013.")
        base.mention("Jail Board", "organisation")
        base.mention("Peru", "place")
        base.fact("visit", type="visit", date="2013", agent="Jail Board", place="Peru")
        assert values(reply("When was the first visit of the Jail Board to Peru?")) == ["2013"]
        assert reply("When was the second visit of the Jail Board to Peru?").status == "not_found"

    def test_an_end_is_no_beginning(self, base, reply):
        base.add("a.txt", "The Jail Board ended its visit to Peru in 2013.")
        base.mention("Jail Board", "organisation")
        base.mention("Peru", "place")
        base.date("2013", "2013")
        assert reply("Since when has the Jail Board been on its visit to Peru?").status == "not_found"

    def test_a_longer_name_is_another(self, base, reply, values):
        base.add("a.txt", "The Blue River was founded in 2009.")
        base.mention("Blue River", "organisation")
        base.fact("founded", type="establishment", date="2009", object="Blue River")
        assert values(reply("When was the Blue River set up?")) == ["2009"]
        assert reply("When was the Blue River Court Watch set up?").status == "not_found"


class TestWhatIsCounted:
    def test_other_words_for_it(self, base, reply, values):
        text = "In 2016 the prison population of Peru was 36,000. There were 290 shooting incidents in Peru in 2016."
        base.add("a.txt", text, title="Peru")
        base.mention("Peru", "place")
        base.figure("36,000", value=36000, measure="prison population of Peru", date="2016")
        base.figure("290", value=290, measure="shooting incidents", date="2016")
        assert values(reply("How many people were behind bars in Peru in 2016?")) == ["36000"]
        assert values(reply("How many inmates did Peru have in 2016?")) == ["36000"]
        assert values(reply("How many shootings were there in Peru in 2016?")) == ["290"]
        assert reply("How many robberies were there in Peru in 2016?").status == "not_found"

    def test_such_takes_up_what_was_counted_before(self, base, reply, values):
        base.add(
            "a.txt", "Peru had 35 complaints of torture in 2017. In 2016 there were 96 such complaints.", title="Peru"
        )
        base.mention("Peru", "place")
        base.figure("35", value=35, measure="complaints of torture", date="2017")
        base.figure("96", value=96, measure="such complaints", date="2016")
        assert values(reply("How many torture complaints were there in Peru in 2016?")) == ["96"]

    def test_a_part_is_no_answer_beside_its_whole(self, base, reply, values):
        base.add("a.txt", "In 2018 the Board made 461 jail visits, including 118 night visits.")
        base.mention("Board", "organisation", "Jail Board")
        whole = base.figure("461", value=461, measure="jail visits", date="2018")
        base.figure("118", value=118, measure="night visits", date="2018", part_of=whole.span)
        assert values(reply("How many visits did the Jail Board make in 2018?")) == ["461"]


def test_a_provision_asked_about_is_no_answer(base, reply, values):
    base.add("a.txt", "Article 12 of the Code replaces Article 7. Article 7 was much criticised.", title="Peru")
    base.law("Article 12 of the Code", "Code", provision="Article 12")
    base.law("Article 7", "Code", provision="Article 7")
    assert values(reply("Which article took the place of Article 7?")) == ["Article 12"]
    assert reply("Which article took the place of Article 30?").status == "not_found"


def test_what_another_body_underwent_answers_nothing_about_this_one(base, reply, values):
    base.add("b.txt", "The Harbour Council meets in Vik. It works under the Steward, an office created in 2002.")
    base.mention("Harbour Council", "organisation")
    base.fact("created", type="establishment", date="2002", object="Steward")
    assert values(reply("When was the Steward created?")) == ["2002"]
    assert values(reply("When was the Harbour Council created?")) == []


class TestSaidOfThePerson:
    def test_the_country_of_an_arrest_may_be_told_by_its_police(self, base, reply, values):
        base.add("a.txt", "On 8 May 2017 Jan Vesk was detained by Greek police on his way to Peru.")
        for name, type_ in (("Jan Vesk", "person"), ("Peru", "place")):
            base.mention(name, type_)
        base.fact("detained", type="arrest", date="2017-05-08", object="Jan Vesk", agent="Greek police")
        assert values(reply("When was Jan Vesk detained in Greece?")) == ["2017-05-08"]
        assert reply("When was Jan Vesk detained in Norway?").status == "not_found"

    def test_an_apposition_is_the_person(self, base, reply, values):
        base.add("a.txt", "The head of the union, Jan Vesk, was arrested in Cusco on 3 May 2016.")
        for name, type_ in (("Jan Vesk", "person"), ("Cusco", "place")):
            base.mention(name, type_)
        base.fact("arrested", type="arrest", date="2016-05-03", object="head of the union", place="Cusco")
        assert values(reply("Where did police arrest Jan Vesk?")) == ["Cusco"]
        assert values(reply("When was Jan Vesk arrested?")) == ["2016-05-03"]

    def test_two_who_are_named_together(self, base, reply, values):
        base.add("a.txt", "Two poets in Cusco, Ada Norn and Jan Vesk, were arrested on 3 May 2016.")
        for name, type_ in (("Jan Vesk", "person"), ("Ada Norn", "person"), ("Cusco", "place")):
            base.mention(name, type_)
        base.fact("arrested", type="arrest", date="2016-05-03", object="Two poets")
        assert values(reply("When were Ada Norn and Jan Vesk arrested?")) == ["2016-05-03"]

    def test_the_death_penalty_is_no_death(self, base, reply):
        base.add("a.txt", "Jan Vesk faced the death penalty in 1964.")
        base.mention("Jan Vesk", "person")
        base.date("1964", "1964")
        assert reply("When did Jan Vesk die?").status == "not_found"

    def test_who_heads_an_office_of_a_body_does_not_head_it(self, base, reply):
        base.add("a.txt", "Ada Norn, head of office of the Peace Board in Cusco, sang.")
        base.mention("Ada Norn", "person")
        base.mention("Peace Board", "organisation")
        assert reply("Who is the head of the Peace Board?").status == "not_found"
