from __future__ import annotations

import pytest

from justicekb.query.verify import verify_draft, verify_stored


@pytest.fixture
def told(base):
    text = (
        "Peru ratified the Convention against Torture in 1988 and opened the Jail Academy in 2001. "
        "In 2018 inspectors made 461 visits to jails in Peru. "
        "“The cells are far too small for so many inmates,” Rosa Quispe said."
    )
    base.add("a.txt", text, title="Peru's jails")
    base.mention("Peru", "place")
    base.mention("Jail Academy", "organisation")
    base.mention("Rosa Quispe", "person")
    base.law("Convention against Torture", "UN Convention against Torture")
    base.fact("ratified", type="ratification", date="1988", agent="Peru", object="Convention against Torture")
    base.fact("opened", type="establishment", date="2001", agent="Peru", object="Jail Academy")
    base.figure("461", value=461, measure="visits to jails", date="2018")
    return base


@pytest.fixture
def check(told, vocabulary):
    return lambda draft: verify_draft(draft, told.records, vocabulary)


def results(verification):
    return [(c.kind, c.result) for c in verification.checks]


class TestQuotations:
    def test_an_exact_one_whatever_its_marks(self, check):
        found = check('She said: "The cells are far too small for so many inmates".')
        assert results(found) == [("quotation", "exact")]
        assert found.checks[0].evidence[0].sentence == "The cells are far too small for so many inmates"
        assert not found.contradicted

    def test_an_altered_one_with_what_was_changed(self, check):
        found = check("“The cells are much too small for so many prisoners,” she said.")
        (one,) = found.checks
        assert (one.result, found.contradicted) == ("altered", True)
        assert one.changes == (
            ("same", "The cells are"),
            ("left_out", "far"),
            ("put_in", "much"),
            ("same", "too small for so many"),
            ("put_in", "prisoners"),
        )

    def test_one_that_nobody_said(self, check):
        assert results(check("“Our judges are the fastest of the whole continent,” he said.")) == [
            ("quotation", "not_found")
        ]

    def test_a_term_between_marks_is_no_quotation(self, check):
        assert results(check("The “jail academy” is old.")) == []


class TestDates:
    def test_supported(self, check):
        found = check("Peru ratified the UNCAT in 1988.")
        assert results(found) == [("date", "supported")]
        assert found.checks[0].evidence[0].source == "a.txt"
        assert found.checks[0].words == "1988"

    def test_contradicted_says_what_the_source_says(self, check):
        found = check("Peru ratified the Convention against Torture in 1995.")
        assert results(found) == [("date", "contradicted")]
        assert (found.checks[0].says, found.contradicted) == ("1988", True)

    def test_silence_contradicts_nothing(self, check):
        found = check("Chile ratified the Convention against Torture in 1995. Peru signed the Rome Statute in 2000.")
        assert results(found) == [("date", "not_found"), ("date", "not_found")]
        assert not found.contradicted

    def test_a_sentence_with_two_dates_is_two_statements(self, check):
        found = check("Peru ratified the Convention against Torture in 1988 and opened the Jail Academy in 2007.")
        assert results(found) == [("date", "supported"), ("date", "contradicted")]

    def test_a_statement_inside_a_quotation_is_left_alone(self, check):
        found = check("“Peru ratified the Convention against Torture in the year 1999,” he said.")
        assert [c.kind for c in found.checks] == ["quotation"]


class TestFigures:
    def test_supported(self, check):
        assert ("figure", "supported") in results(check("In 2018 inspectors made 461 visits to jails in Peru."))

    def test_contradicted(self, check):
        found = check("In 2018 inspectors made 520 visits to jails in Peru.")
        assert ("figure", "contradicted") in results(found)

    def test_another_year_is_not_contradicted(self, check):
        assert ("figure", "not_found") in results(check("In 2012 inspectors made 520 visits to jails in Peru."))


def test_a_number_said_of_its_subject_is_a_figure(base, vocabulary):
    base.add("a.txt", "In 2016 the prison population of Peru was 36,360.", title="Peru")
    base.mention("Peru", "place")
    base.figure("36,360", value=36360, measure="prison population of Peru", date="2016")
    found = verify_draft("The prison population of Peru was 36,360 in 2016.", base.records, vocabulary)
    assert results(found) == [("figure", "supported")]


def test_an_empty_draft_has_nothing_to_check(check):
    assert results(check("")) == []


class TestStored:
    def states(self, told, text):
        return {s.citation.sentence[:8]: s.state for s in verify_stored(told.records, lambda path: text)}

    def test_unchanged(self, told):
        assert set(self.states(told, told.document.text).values()) == {"unchanged"}

    def test_moved_gives_the_new_place(self, told):
        standing = list(verify_stored(told.records, lambda path: f"New. {told.document.text}"))
        assert {s.state for s in standing} == {"moved"}
        assert all(s.now.start == s.citation.span.start + 5 for s in standing)

    def test_gone_where_the_words_were_changed(self, told):
        assert self.states(told, told.document.text.replace("461", "462")) == {
            "Peru rat": "unchanged",
            "In 2018 ": "gone",
            "Rosa Qui": "unchanged",
        }

    def test_a_file_that_cannot_be_read(self, told):
        assert set(self.states(told, None).values()) == {"unreadable"}


def test_a_month_that_something_is_called_by_is_still_a_date(told, vocabulary):
    told.add("b.txt", "Rosa Quispe died in April 2019. April is a club.", title="Peru")
    told.mention("Rosa Quispe", "person")
    told.mention("April", "organisation")
    told.fact("died", type="death", date="2019-04", object="Rosa Quispe")
    found = verify_draft("Rosa Quispe died in April 2018.", told.records, vocabulary)
    assert [(c.result, c.says) for c in found.checks] == [("contradicted", "2019-04")]


def test_curly_marks_alter_no_words(told, vocabulary):
    told.add("b.txt", "“The inmates’ rights are everybody’s rights today,” she said.")
    found = verify_draft("\"The inmates' rights are everybody's rights now\"", told.records, vocabulary)
    assert [change for change in found.checks[0].changes if change[0] != "same"] == [("put_in", "now")]
