"""How questions are understood, and that the vocabulary of questions holds its own examples both ways."""

from __future__ import annotations

import pytest

from justicekb.query.language.stems import stem
from justicekb.query.questions.analysis.frame import frame_of
from justicekb.store.memory import MemoryRecords
from justicekb.vocabulary import load
from justicekb.vocabulary.entries import QuestionEvent, QuestionSynonyms, QuestionWords


@pytest.fixture
def frame(vocabulary):
    return lambda question: frame_of(question, MemoryRecords(), vocabulary)


class TestVocabulary:
    @pytest.mark.parametrize("type_", [QuestionWords, QuestionSynonyms])
    def test_a_group_has_its_examples_and_no_counter_example(self, type_, vocabulary):
        for entry in vocabulary.entries(type_):
            own = {stem(word) for word in entry.words}
            assert [e for e in entry.examples if stem(e) not in own] == [], entry.id
            assert [e for e in entry.counter_examples if stem(e) in own] == [], entry.id

    @pytest.mark.parametrize("event", load().entries(QuestionEvent), ids=lambda e: e.id)
    def test_an_event_is_asked_for_by_its_examples(self, event, frame):
        def asked(question):
            read = frame(question)
            return read is not None and event.id in read.events

        assert event.examples
        assert event.counter_examples
        assert [q for q in event.examples if not asked(q)] == []
        assert [q for q in event.counter_examples if asked(q)] == []

    def test_every_event_type_is_known_and_near_types_exist(self, vocabulary):
        events = vocabulary.entries(QuestionEvent)
        types = {event.id for event in events}
        assert len(types) == 29
        assert all(set(event.near) <= types for event in events)


class TestFrames:
    @pytest.mark.parametrize(
        ("question", "asked"),
        [
            ("When was it opened?", "date"),
            ("Since when has it worked?", "date"),
            ("In what year did Peru sign it?", "date"),
            ("How many visits were made?", "figure"),
            ("What share of cases went to court?", "figure"),
            ("What is the incarceration rate in Peru?", "figure"),
            ("Who said the jail is full?", "speaker"),
            ("What did the ombudsman say about jails?", "statement"),
            ("Which article of the code bans torture?", "provision"),
            ("Who is the head of the prison service?", "office"),
            ("Who was arrested in May?", "participant"),
            ("Where was he held?", "place"),
        ],
    )
    def test_what_is_asked(self, frame, question, asked):
        assert frame(question).asked == asked

    @pytest.mark.parametrize(
        ("question", "head"),
        [
            ("How many preventive visits did the board make?", "preventive visits"),
            ("How many NGOs belong to the coalition?", "NGOs"),
            ("How many participants discussed reform at the forum?", "participants"),
            ("How many complaints of torture were received?", "complaints"),
            ("How many people died in custody?", "people"),
            ("What is the prison population of Peru?", "prison population"),
        ],
    )
    def test_what_is_counted(self, frame, question, head):
        assert frame(question).head == tuple(stem(word) for word in head.split())

    @pytest.mark.parametrize(
        ("question", "trigger", "type_"),
        [
            ("When was the monitoring commission established?", "established", "establishment"),
            ("When did Peru become a party to the treaty?", "join", "ratification"),
            ("When did Ivan Petrov die?", "die", "death"),
            ("When was Ivan Petrov sentenced?", "sentenced", "conviction"),
            ("When was the prisoner transferred to another prison?", "transferred", "transfer"),
        ],
    )
    def test_which_event(self, frame, question, trigger, type_):
        found = frame(question)
        assert found.trigger == stem(trigger)
        assert type_ in found.events

    def test_names_countries_and_time_are_told_apart(self, frame):
        found = frame("In 2018, how many cells did the Blue Sky Society visit in Moldovan prisons?")
        assert [n.text for n in found.names] == ["Blue Sky Society"]
        assert [n.ids for n in found.countries] == [frozenset({"place:moldova"})]
        assert found.when.text == "2018"
        assert found.head == (stem("cells"),)

    @pytest.mark.parametrize(
        ("question", "when"),
        [
            ("How many died between 2016 and 2018?", "2016/2018"),
            ("How many died in June 2021?", "2021-06"),
            ("How many died in the last five years?", None),
            ("How many died?", None),
        ],
    )
    def test_time(self, frame, question, when):
        found = frame(question).when
        assert (found and found.text) == when

    def test_the_frame_says_what_it_looks_for(self, frame):
        told = frame("When did Peru ratify the UNCAT?").describe()
        assert told == "a date; events: ratification; names: Peru, UNCAT; words: ratify"
