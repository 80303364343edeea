"""The second path: values read off one sentence where no record answers, and what it must not read.

To add a case: put the sentence into `news` (invented places and people only), mention its names, and add a question to
the pair of tests it belongs to: what must be read, and what must not.
"""

from __future__ import annotations

import pytest

from justicekb.query.language import lexicon, stem
from justicekb.query.questions.analysis.asking import leading_verb
from justicekb.query.questions.ask import ask
from justicekb.query.questions.replies.telling.coverage import akin
from justicekb.store.memory import MemoryFullText
from justicekb.vocabulary.entries import QuestionRelated

TEXT = (
    "In July the Vik High Court acquitted brothers Ivo and Jan Vesk. "
    "Former Vik Penitentiary chief Ada Norn was jailed for hiding the letters. "
    "The Harbour Unit investigates complaints against guards in Vik.\n\n"
    "Two keepers lost their licences because of the damp cells. "
    "Pavel Brandt pleaded guilty during the trial to escape a longer sentence.\n\n"
    "The bursar paid $900 in fees, including $250 to the Lantern League. "
    "The league counted visitors from Norland (34%), Vesland (30%) and Sudland (12%).\n\n"
    "Some charities, including Red Door and Blue Door, may inspect cells independently. "
    "Lena Falk, daughter of a mayor, was tried for printing the harbour plan. "
    "The trial of the printer begins Oct. 12 in the old hall. "
    "On 4 May 2011 the governor unveiled the report on the fire. "
    "Norland had not signed the Harbour Treaty.\n\n"
    "Peter Lund was sentenced to nine years. "
    "The gate was closed due to closing elsewhere. "
    "Mara Holt was accused of stabbing Otto Kern.\n\n"
    "The glazier is scheduled to be arraigned on 3 June 2013. "
    "Nils Aske, an heir, owns the mill. He was beaten with a rope. "
    "Police held one of the owners, Ivo Lind, charging him with arson at the mill. "
    "A Sudland man robbed the ferry office at the pier in Vesland. "
    "A northern man confessed to the theft of the anchor."
)


@pytest.fixture
def news(base):
    base.add("news/vik.txt", TEXT, title="Courts and cells in Vik")
    for person in (
        "Jan Vesk",
        "Ada Norn",
        "Pavel Brandt",
        "Peter Lund",
        "Lena Falk",
        "Mara Holt",
        "Otto Kern",
        "Nils Aske",
        "Ivo Lind",
    ):
        base.mention(person, "person")
    for body in ("Vik High Court", "Harbour Unit", "Lantern League", "Red Door", "Blue Door"):
        base.mention(body, "organisation")
    for place in ("Norland", "Vesland", "Sudland"):
        base.mention(place, "place")
    base.date("4 May 2011", "2011-05-04")
    base.date("Oct. 12", "2012-10-12")
    base.date("3 June 2013", "2013-06-03")
    base.figure("$900", value=900, unit="money:USD", measure="fees")
    base.figure("$250", value=250, unit="money:USD")
    for words, value in (("34%", 34), ("30%", 30), ("12%", 12)):
        base.figure(words, value=value, unit="percent")
    base.figure("nine years", value=9, unit="years", measure="sentence")
    return base


@pytest.fixture
def told(news, vocabulary):
    """The values of the answer to a question."""
    index = MemoryFullText()
    index.index((news.records.indexed(d.id) for d in news.records.documents()), revision=1)
    return lambda question: [v.value for v in ask(question, news.records, vocabulary, lambda: index).answers]


class TestWhatOneSentenceTells:
    @pytest.mark.parametrize(
        ("question", "values"),
        [
            ("which former boss of the Vik prison got jailed", ["Ada Norn"]),
            ("which unit looks into complaints about guards in Vik?", ["Harbour Unit"]),
            ("charities that can inspect cells on their own, list", ["Red Door", "Blue Door"]),
            ("when did the governor put out the report on the fire", ["2011-05-04"]),
            ("how much money goes to the Lantern League", ["250"]),
            ("what % of visitors came from Vesland", ["30"]),
            ("daughter of a mayor tried for the harbour plan", ["Lena Falk"]),
            ("when does the trial of the printer begin", ["2012-10-12"]),
            ("is it true that Peter Lund got nine years?", ["yes"]),
            ("glazier arraignment date", ["2013-06-03"]),
            ("Was Nils Aske beaten?", ["yes"]),
            ("which owner was charged with arson at the mill", ["Ivo Lind"]),
        ],
    )
    def test_is_read_by_type_and_place(self, told, question, values):
        assert told(question) == values

    @pytest.mark.parametrize(
        ("question", "words"),
        [
            ("why were the keepers stripped of their licences?", "because of the damp cells"),
            ("why did Pavel Brandt plead guilty", "to escape a longer sentence"),
        ],
    )
    def test_a_cause_or_purpose_is_the_clause_that_states_it(self, told, question, words):
        assert [words in value for value in told(question)] == [True]

    @pytest.mark.parametrize(
        "question",
        [
            "which former boss of the Vik prison got married",  # another deed
            "which unit looks into complaints about teachers in Sudland?",  # another place
            "which hospital investigates complaints against guards in Vik?",  # no unit is a hospital
            "when did the governor put out the report on the flood",  # another report
            "when did the governor burn the report on the fire",  # another deed
            "when was the glazier arraigned",  # it is only scheduled
            "who stabbed Otto Kern",  # an accusation tells not who did it
            "why was the gate closed",  # a cause that only says it again
            "who is Mara Holt's lawyer",
            "is it true that Peter Lund got ten years?",
        ],
    )
    def test_what_a_sentence_does_not_tell_is_not_read(self, told, question):
        assert told(question) == []


def test_where_somebody_is_from_is_not_where_it_happened(told):
    assert "Sudland" not in told("where was the ferry office robbed")


@pytest.mark.parametrize("question", ["Who confessed to the theft of the anchor?", "Who robbed the ferry office?"])
def test_a_man_is_nobody(told, question):
    assert not [value for value in told(question) if value.endswith(" man")]


class TestWords:
    def test_words_of_a_field_have_their_examples_and_no_counter_example(self, vocabulary):
        for entry in vocabulary.entries(QuestionRelated):
            own = {stem(word) for word in entry.words}
            assert [e for e in entry.examples if stem(e) not in own] == [], entry.id
            assert [e for e in entry.counter_examples if stem(e) in own] == [], entry.id

    @pytest.mark.parametrize(("one", "other"), [("arriv", "arrival"), ("burglar", "burglari"), ("own", "own")])
    def test_words_of_a_family_are_akin(self, one, other):
        assert akin(one, other)

    @pytest.mark.parametrize(("one", "other"), [("prison", "prism"), ("court", "courag"), ("report", "repeal")])
    def test_words_that_only_begin_alike_are_not(self, one, other):
        assert not akin(one, other)

    @pytest.mark.parametrize(
        ("question", "verb"),
        [
            ("who supports the report", "support"),
            ("who is prosecuting Jan Vesk", "prosecut"),
            ("which unit investigates complaints", "investig"),
            ("who was the first keeper", None),
            ("when did the keeper leave", None),
        ],
    )
    def test_the_verb_behind_the_asking_words_is_the_predicate(self, question, verb, vocabulary):
        assert leading_verb(question, lexicon(vocabulary)) == verb
