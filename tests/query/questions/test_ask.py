"""Questions over a small base written by hand: what is answered, what is disputed, and what must not be."""

from __future__ import annotations

import pytest


@pytest.fixture
def treaties(base):
    """Peru ratified two treaties in one sentence, Chile one of them; nobody speaks of the Rome Statute."""
    base.add("lima.txt", "Peru ratified the Convention against Torture in 1988 and the Optional Protocol to the "
             "Convention against Torture in 2006.", title="Peru and torture", published="2015-03-01")  # fmt: skip
    base.mention("Peru", "place")
    base.law("Convention against Torture", "UN Convention against Torture")
    protocol = "Optional Protocol to the Convention against Torture"
    base.law(protocol, "Optional Protocol to the UN Convention against Torture")
    base.fact("ratified", type="ratification", date="1988", agent="Peru", object="Convention against Torture")
    base.fact("ratified", type="ratification", date="2006", agent="Peru", object=protocol)
    base.add("santiago.txt", "On 30 September 1988 Chile ratified the Convention against Torture.", title="Chile")
    base.mention("Chile", "place")
    base.law("Convention against Torture", "UN Convention against Torture")
    base.fact("ratified", type="ratification", date="1988-09-30", agent="Chile", object="Convention against Torture")
    return base


class TestWhen:
    def test_names_the_date_with_its_sentence_and_source(self, treaties, reply, values):
        answer = reply("When did Peru ratify the Convention against Torture?")
        assert answer.status == "answered"
        assert values(answer) == ["1988"]
        evidence = answer.answers[0].evidence[0]
        assert (evidence.source, evidence.published.text) == ("lima.txt", "2015-03-01")
        assert evidence.sentence.startswith("Peru ratified")

    def test_tells_a_treaty_from_its_protocol(self, treaties, reply, values):
        assert values(reply("In what year did Peru become a party to the OPCAT?")) == ["2006"]

    def test_tells_one_country_from_another(self, treaties, reply, values):
        assert values(reply("When did Chile ratify the UNCAT?")) == ["1988-09-30"]

    @pytest.mark.parametrize(
        "question",
        [
            "When did Chile ratify the Optional Protocol to the Convention against Torture?",
            "When did Peru ratify the Rome Statute?",
            "When did Bolivia ratify the Convention against Torture?",
            "When did Peru sign the Convention against Torture?",
            "When did Peru withdraw from the Convention against Torture?",
        ],
    )
    def test_does_not_answer_with_another_countrys_treatys_or_stages_date(self, treaties, reply, question):
        answer = reply(question)
        assert (answer.status, answer.answers) == ("not_found", ())

    def test_a_negative_fact_is_no_answer(self, base, reply):
        base.add("a.txt", "In 2010 Peru had not ratified the Convention against Torture.")
        base.mention("Peru", "place")
        base.law("Convention against Torture", "UN Convention against Torture")
        base.fact("ratified", type="ratification", date="2010", agent="Peru", object="Convention against Torture",
                  polarity="negative")  # fmt: skip
        assert reply("When did Peru ratify the Convention against Torture?").status == "not_found"

    def test_a_plan_is_no_answer(self, base, reply, values):
        base.add("a.txt", "Peru will open the Ombudsman Academy in 2030.", title="Peru")
        base.mention("Ombudsman Academy", "organisation")
        base.fact("open", type="establishment", date="2030", object="Ombudsman Academy", modality="planned")
        assert reply("When was the Ombudsman Academy opened?").status == "not_found"
        assert values(reply("When will the Ombudsman Academy be opened?")) == ["2030"]

    def test_since_when(self, base, reply, values):
        base.add("a.txt", "The Prison Watch League has worked in Peru since 1998.")
        base.mention("Peru", "place")
        base.mention("Prison Watch League", "organisation")
        base.mention("PWL", "organisation", "Prison Watch League")
        base.fact("worked", type="launch", date="1998/..", agent="Prison Watch League", place="Peru")
        assert values(reply("Since when has the Prison Watch League worked in Peru?")) == ["1998/.."]

    def test_a_country_may_be_the_one_that_the_document_is_about(self, base, reply, values):
        base.add("a.txt", "The moratorium on the death penalty dates from 2003.\n\nPeru has changed. Peru is calm.")
        base.mention("Peru", "place")
        base.fact("moratorium", type="moratorium", date="2003", object="death penalty")
        assert values(reply("When did Peru put a moratorium on the death penalty?")) == ["2003"]
        assert reply("When did Chile put a moratorium on the death penalty?").status == "not_found"


class TestDisputed:
    def tell(self, base, path, sentence, date):
        base.add(path, sentence, title="Peru's jails", published="2019")
        base.mention("Peru", "place")
        base.mention("National Jail Inspectorate", "organisation")
        base.fact("created", type="establishment", date=date, object="National Jail Inspectorate", place="Peru")

    def test_incompatible_dates_of_one_event(self, base, reply, values):
        self.tell(base, "a.txt", "Peru created the National Jail Inspectorate in 2013.", "2013")
        self.tell(base, "b.txt", "The National Jail Inspectorate of Peru was created in 2014.", "2014")
        self.tell(base, "c.txt", "In 2014 the National Jail Inspectorate of Peru was created.", "2014")
        answer = reply("When was Peru's National Jail Inspectorate created?")
        assert answer.status == "disputed"
        assert values(answer) == ["2014", "2013"]
        assert [value.sources for value in answer.answers] == [2, 1]

    def test_precision_is_no_dispute(self, base, reply, values):
        self.tell(base, "a.txt", "Peru created the National Jail Inspectorate in 2013.", "2013")
        self.tell(base, "b.txt", "The National Jail Inspectorate of Peru was created on 5 May 2013.", "2013-05-05")
        answer = reply("When was the National Jail Inspectorate created?")
        assert answer.status == "answered"
        assert values(answer) == ["2013-05-05"]
        assert answer.answers[0].sources == 2

    def test_a_copied_sentence_is_one_source(self, base, reply):
        sentence = "Peru created the National Jail Inspectorate in 2013."
        self.tell(base, "a.txt", sentence, "2013")
        self.tell(base, "b.txt", sentence + " ", "2013")
        answer = reply("When was the National Jail Inspectorate created?")
        assert len(answer.answers[0].evidence) == 2
        assert answer.answers[0].sources == 1

    def test_two_days_of_one_week_are_one_sentence_told_differently(self, base, reply):
        for path, day in (("a.txt", "22"), ("b.txt", "23"), ("c.txt", "9")):
            base.add(path, f"On {day} May 2016 a court in Cusco sentenced Jan Vesk.", title="Jan Vesk")
            base.mention("Jan Vesk", "person")
            base.fact("sentenced", type="conviction", date=f"2016-05-{day:0>2}", object="Jan Vesk")
            status = reply("When was Jan Vesk sentenced?").status
            assert status == ("answered" if path == "a.txt" else "disputed")

    def test_what_happens_again_and_again_is_no_dispute(self, base, reply, values):
        told = "Peru's ombudsman visited Lurigancho Prison in 2013. The ombudsman visited Lurigancho Prison in 2015."
        base.add("a.txt", told)
        base.mention("Lurigancho Prison", "place")
        base.fact("visited", type="visit", date="2013", agent="ombudsman", object="Lurigancho Prison")
        second = base.document.text.index("The ombudsman")
        base.fact(base.document.text[second:], type="visit", date="2015", agent="ombudsman", object="Lurigancho Prison")
        answer = reply("When did the ombudsman visit Lurigancho Prison?")
        assert answer.status == "answered"
        assert set(values(answer)) == {"2013", "2015"}


@pytest.fixture
def visits(base):
    text = (
        "In 2018 the League's inspectors made 461 preventive visits, including to 118 police cells and 90 camps. "
        "Only 2% of complaints of torture reached a court.\n\n"
        "Some 60,000 people were on probation in Peru in 2018. "
        "In 1995 the prison population of Peru was 100,000. The prison population is now 31,000."
    )
    base.add("a.txt", text, title="Prisons in Peru", published="2019-05-01")
    base.mention("Peru", "place")
    base.mention("League", "organisation", "Prison Watch League")
    base.figure("461", value=461, measure="preventive visits", date="2018")
    base.figure("118", value=118, measure="police cells visited", date="2018")
    base.figure("90", value=90, measure="camps visited", date="2018")
    base.figure("2%", value=2, unit="percent", measure="complaints of torture")
    base.figure("60,000", value=60000, measure="people on probation", qualifier="about", date="2018")
    base.figure("100,000", value=100000, measure="prison population", date="1995")
    base.figure("31,000", value=31000, measure="prison population", date="2019")
    return base


class TestHowMany:
    @pytest.mark.parametrize(
        ("question", "value"),
        [
            ("How many preventive visits did the Prison Watch League make in 2018?", "461"),
            ("How many police cells did the Prison Watch League visit in 2018?", "118"),
            ("In 2018, how many camps did the League visit?", "90"),
            ("What share of torture complaints reached the courts?", "2"),
            ("How many people are on probation in Peru?", "60000"),
            ("What is the prison population of Peru?", "31000"),
            ("What was the prison population of Peru in 1995?", "100000"),
        ],
    )
    def test_finds_what_is_counted(self, visits, reply, question, value, values):
        answer = reply(question)
        assert answer.status == "answered"
        assert values(answer)[0] == value

    @pytest.mark.parametrize(
        "question",
        [
            "How many prisons are there in Uruguay?",
            "How many judges did the Prison Watch League visit in 2018?",
            "How many camps did the Prison Watch League visit in 2004?",
            "How many people are on probation in Chile?",
            "What share of complaints was withdrawn by the victims' relatives?",
            "How many doctors work in the prisons of Peru?",
        ],
    )
    def test_no_number_of_something_else(self, visits, reply, question):
        assert reply(question).status == "not_found"

    def test_how_many_years(self, base, reply, values):
        base.add("a.txt", "On 3 May 2016 Jorge Salas was sentenced to nine years in prison. He has three sons.")
        base.mention("Jorge Salas", "person")
        base.figure("nine years", value=9, unit="years", measure="prison sentence", date="2016-05-03")
        base.figure("three", value=3, measure="sons")
        assert values(reply("To how many years was Jorge Salas sentenced?")) == ["9"]
        assert reply("To how many years was Carlos Vega sentenced?").status == "not_found"

    def test_how_much(self, base, reply, values):
        base.add("a.txt", "The court ordered Peru to pay 9,000 euros in compensation to Jorge Salas.")
        base.mention("Peru", "place")
        base.mention("Jorge Salas", "person")
        base.figure("9,000 euros", value=9000, unit="money:EUR", measure="compensation")
        assert values(reply("How much compensation did the court award to Jorge Salas?")) == ["9000"]

    def test_sources_that_differ_on_one_quantity(self, base, reply, values):
        for path, number in (("a.txt", "700"), ("b.txt", "910")):
            base.add(path, f"In 2018 there were {number} deaths in custody in Peru, the report says.", title="Peru")
            base.mention("Peru", "place")
            base.figure(number, value=float(number), measure="deaths in custody", date="2018")
        answer = reply("How many deaths in custody were there in Peru in 2018?")
        assert answer.status == "disputed"
        assert set(values(answer)) == {"700", "910"}


@pytest.fixture
def people(base):
    text = (
        "“Our cells are far too small for so many inmates,” said Rosa Quispe, director of the Prison Service of Peru. "
        "The deputy director of the Prison Service, Juan Flores, declined to comment."
    )
    base.add("a.txt", text, title="Peru's cells")
    base.mention("Peru", "place")
    base.mention("Prison Service", "organisation")
    base.mention("Rosa Quispe", "person", role="director of the Prison Service of Peru")
    base.mention("Juan Flores", "person", role="deputy director of the Prison Service")
    base.quote("Our cells are far too small for so many inmates,", speaker="Rosa Quispe")
    return base


class TestWho:
    @pytest.mark.parametrize(
        ("question", "value"),
        [
            ("Who is the director of the Prison Service of Peru?", "Rosa Quispe"),
            ("Who was the deputy director of the Prison Service?", "Juan Flores"),
            ("Who heads the Prison Service?", "Rosa Quispe"),
            ("Who said the cells are too small for the inmates?", "Rosa Quispe"),
            ("Who is Juan Flores?", "deputy director of the Prison Service"),
            ("What did Rosa Quispe say about the cells?", "Our cells are far too small for so many inmates,"),
        ],
    )
    def test_finds_persons_and_words(self, people, reply, question, value, values):
        assert values(reply(question))[:1] == [value]

    @pytest.mark.parametrize(
        "question",
        [
            "Who is the director of the World Bank?",
            "Who is the minister of justice of Peru?",
            "Who said the courts are too slow?",
            "What did Juan Flores say about the cells?",
            "Who is Carlos Vega?",
        ],
    )
    def test_invents_nobody(self, people, reply, question):
        assert reply(question).status == "not_found"

    def test_who_did_it_and_to_whom(self, base, reply, values):
        base.add("a.txt", "In 2019 the police arrested Jorge Salas in Cusco.")
        for name, type_ in (("Jorge Salas", "person"), ("Cusco", "place")):
            base.mention(name, type_)
        base.fact("arrested", type="arrest", date="2019", agent="police", object="Jorge Salas", place="Cusco")
        assert values(reply("Who was arrested in Cusco in 2019?")) == ["Jorge Salas"]
        assert values(reply("Who arrested Jorge Salas?")) == ["police"]
        assert values(reply("Where was Jorge Salas arrested?")) == ["Cusco"]
        assert reply("Who was arrested in Cusco in 2004?").status == "not_found"


class TestProvision:
    def test_which_article(self, base, reply, values):
        offence = "Torture is an offence under Article 321 of the Criminal Code of Peru."
        base.add("a.txt", f"{offence} Article 2 of the Constitution speaks of liberty.")
        base.mention("Peru", "place")
        base.law("Article 321 of the Criminal Code", "Criminal Code", provision="Article 321", jurisdiction="Peru")
        base.law("Article 2 of the Constitution", "Constitution", provision="Article 2", jurisdiction="Peru")
        assert values(reply("Which article of Peru's Criminal Code concerns torture?")) == ["Article 321"]
        assert values(reply("Under which article of the Constitution is liberty protected?")) == ["Article 2"]
        assert reply("Which article of the Prison Act concerns torture?").status == "not_found"


def test_an_unknown_name_is_told(visits, reply):
    note = reply("How many visits did the Blue Sky Society make?").note
    assert note == "nothing in the knowledge base is called Blue Sky Society"


class TestContext:
    def test_a_heading_names_the_country_of_what_stands_under_it(self, base, reply, values):
        text = "Peru\n\nA new Jail Act took effect in 2015.\n\nChile\n\nA new Jail Act took effect in 2019."
        base.add("a.txt", text, headings=("Peru", "Chile"), title="Jails of two countries")
        base.mention("Peru", "place")
        base.mention("Chile", "place")
        for words, date in (
            ("A new Jail Act took effect in 2015.", "2015"),
            ("A new Jail Act took effect in 2019.", "2019"),
        ):
            base.fact(words, type="entry_into_force", date=date, object="Jail Act")
        assert values(reply("When did the Jail Act of Chile take effect?")) == ["2019"]
        assert values(reply("When did the Jail Act of Peru take effect?")) == ["2015"]

    def test_a_pronoun_takes_up_the_sentence_before(self, base, reply, values):
        base.add("a.txt", "Peru has a law on parole. It was adopted on 30 December 2016.", title="Peru")
        base.mention("Peru", "place")
        base.fact("adopted", type="adoption", date="2016-12-30")
        assert values(reply("When was the law on parole adopted in Peru?")) == ["2016-12-30"]

    def test_a_date_without_a_fact_must_stand_by_the_event_and_not_by_another(self, base, reply, values):
        base.add(
            "a.txt", "Peru signed the Jail Pact in 1999 and the Court Pact was signed by Peru in 2004.", title="Peru"
        )
        base.mention("Peru", "place")
        for name in ("Jail Pact", "Court Pact"):
            base.law(name, name)
        base.date("1999", "1999")
        base.date("2004", "2004")
        assert values(reply("When did Peru sign the Jail Pact?")) == ["1999"]
        assert values(reply("When did Peru sign the Court Pact?")) == ["2004"]

    def test_a_negated_event_has_no_date(self, base, reply):
        base.add(
            "a.txt", "The moratorium has held since 2004, but Peru has not abolished the death penalty.", title="Peru"
        )
        base.mention("Peru", "place")
        base.date("since 2004", "2004/..")
        assert reply("When did Peru abolish the death penalty?").status == "not_found"

    def test_a_figure_of_one_year_is_none_of_twelve(self, visits, reply):
        assert reply("How many police cells did the League visit between 2007 and 2018?").status == "not_found"

    def test_every_country_named_must_be_met(self, base, reply, values):
        base.add("a.txt", "The talks between Peru and Chile lasted 44 days.")
        for name in ("Peru", "Chile"):
            base.mention(name, "place")
        base.figure("44 days", value=44, unit="days", measure="talks")
        assert values(reply("How long did the talks between Peru and Chile last?")) == ["44"]
        assert reply("How long did the talks between Peru and Ghana last?").status == "not_found"

    def test_another_office_of_the_sentence_is_not_the_one_asked_for(self, base, reply, values):
        base.add("a.txt", "Ana Rojas, chair of the Bar, spoke of the penal system of Peru.", title="Peru")
        base.mention("Peru", "place")
        base.mention("Ana Rojas", "person", role="chair of the Bar")
        assert reply("Who is the chair of the penal system?").status == "not_found"
        assert values(reply("Who chairs the Bar?")) == ["Ana Rojas"]


class TestForms:
    @pytest.mark.parametrize(
        "question",
        [
            "when did peru ratify the uncat",
            "Please tell me when Peru ratified the UNCAT.",
            "Peru ratified the UNCAT when?",
            "On what date did Peru ratify the CAT?",
            "What is the date of Peru's ratification of the Convention against Torture?",
        ],
    )
    def test_one_question_asked_in_many_ways(self, treaties, reply, question, values):
        assert values(reply(question)) == ["1988"]

    @pytest.mark.parametrize(
        "question", ["", "?", "when", "who", "how many", "When did it happen?", "How many people?"]
    )
    def test_a_question_that_names_nothing_has_no_answer_and_says_why(self, treaties, reply, question):
        answer = reply(question)
        assert answer.status == "not_found"
        assert answer.note

    def test_which_treaty_asks_for_what_was_ratified(self, treaties, reply, values):
        assert values(reply("Which treaty did Chile ratify?")) == ["Convention against Torture"]
        assert values(reply("Which country ratified the OPCAT?")) == ["Peru"]
