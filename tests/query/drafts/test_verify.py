from __future__ import annotations

import pytest

from justicekb.edtf import Edtf
from justicekb.errors import QueryError
from justicekb.query.drafts.draft import draft_of_text
from justicekb.query.drafts.verify import verify_draft, verify_stored
from justicekb.store.memory import MemoryRecords


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


class TestBadDrafts:
    def test_a_draft_of_five_megabytes_is_refused_in_a_sentence(self, check):
        with pytest.raises(
            QueryError, match=r"at most 300,000 characters, this one has 5,\d{3},\d{3}: check it chapter"
        ):
            check("The cells are small, as 12 inmates said in 2018. " * 107_000)

    def test_a_long_draft_is_checked(self, check):
        assert results(check("Nothing is said here. " * 10_000 + "Peru ratified the UNCAT in 1995."))[-1] == (
            "date", "contradicted",
        )  # fmt: skip

    @pytest.mark.parametrize("draft", ["", "\x00\x07", "?!… ;;; ---", "Перу ратифицировало конвенцию в 1995 году."])
    def test_what_says_nothing_is_not_found_to_say_anything(self, check, draft):
        assert not check(draft).contradicted

    def test_a_base_without_documents_denies_nothing(self, vocabulary):
        found = verify_draft("Peru ratified the UNCAT in 1995.", MemoryRecords(), vocabulary)
        assert results(found) == [("date", "not_found")]


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

    def test_a_block_quotation_needs_no_marks(self, check):
        found = check("She said:\n\n> The cells are far too small\n> for so many prisoners.\n>\n> — Rosa Quispe")
        assert [(c.kind, c.result) for c in found.checks] == [("quotation", "altered")]
        assert ("put_in", "prisoners") in found.checks[0].changes


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


class TestPreciseDates:
    """A vaguer source bears a day out only while no source is as precise and says otherwise."""

    def base(self, base, *dates):
        for number, (words, date) in enumerate(dates):
            base.add(f"{number}.txt", f"Peru ratified the Rome Statute {words}.", title="Peru")
            base.mention("Peru", "place")
            base.law("Rome Statute", "Rome Statute")
            base.fact("ratified", type="ratification", date=date, agent="Peru", object="Rome Statute")
        return base

    @pytest.mark.parametrize(
        ("draft", "result", "says"),
        [
            ("on 10 November 2001", "supported", None),
            ("on 11 November 2001", "contradicted", "2001-11-10"),
            ("in November 2001", "supported", None),
            ("in 2001", "supported", None),
            ("in December 2001", "contradicted", "2001-11-10"),
            ("in November 2003", "contradicted", "2001-11-10; 2001"),
        ],
    )
    def test_one_day_and_its_year(self, base, vocabulary, draft, result, says):
        told = self.base(base, ("on 10 November 2001", "2001-11-10"), ("in 2001", "2001"))
        (found,) = verify_draft(f"Peru ratified the Rome Statute {draft}.", told.records, vocabulary).checks
        assert (found.result, found.says) == (result, says)

    def test_sources_that_differ_make_it_disputed(self, base, vocabulary):
        told = self.base(base, ("in 2001", "2001"), ("in 2004", "2004"))
        found = verify_draft("Peru ratified the Rome Statute in 2001.", told.records, vocabulary)
        (one,) = found.checks
        assert (one.result, one.says, found.contradicted) == ("disputed", "2004", False)
        assert [c.source for c in one.evidence] == ["0.txt", "1.txt"]

    def test_relative_dates_count_from_the_date_before_or_from_the_draft(self, base, vocabulary):
        told = self.base(base, ("in 2001", "2001"))
        draft = "Peru signed nothing in 1999. Two years later, Peru ratified the Rome Statute."
        assert results(verify_draft(draft, told.records, vocabulary))[-1] == ("date", "supported")
        recent = "Peru ratified the Rome Statute last year."
        assert results(verify_draft(recent, told.records, vocabulary)) == []
        dated = verify_draft(draft_of_text(recent, published=Edtf("2003-05-01")), told.records, vocabulary)
        assert [(c.result, c.says) for c in dated.checks] == [("contradicted", "2001")]


class TestOtherEvents:
    """What may be another event contradicts nothing."""

    @pytest.fixture
    def told(self, base):
        base.add(
            "a.txt",
            "Rosa Quispe resigned in April 2018. Theo Flores visited Peru in May 2012. "
            "The jail of Ica was opened in 1999. Theo Flores was visiting Chile from 3 to 9 May 2013.",
            title="Peru",
        )
        base.mention("Rosa Quispe", "person")
        base.mention("Theo Flores", "person")
        base.mention("Peru", "place")
        base.fact("resigned", type="departure", date="2018-04", agent="Rosa Quispe")
        base.fact("visited", type="visit", date="2012-05", agent="Theo Flores", object="Peru")
        base.mention("Chile", "place")
        base.fact("visiting", type="visit", date="2013-05-03/2013-05-09", agent="Theo Flores", object="Chile")
        base.fact("opened", type="establishment", date="1999", object="jail of Ica")
        return base

    @pytest.mark.parametrize(
        ("draft", "result"),
        [
            ("Rosa Quispe resigned in May 2018.", "contradicted"),
            ("Theo Flores visited Peru in June 2012.", "not_found"),
            ("Theo Flores visited Chile from 3 to 9 May 2011.", "contradicted"),
            ("Theo Flores visited Chile from 3 to 9 June 2013.", "not_found"),
            ("The jail of Ica was opened in Peru in 2005.", "contradicted"),
            ("A new jail was opened in Peru in 2005.", "not_found"),
        ],
    )
    def test_only_the_very_event_contradicts(self, told, vocabulary, draft, result):
        assert results(verify_draft(draft, told.records, vocabulary)) == [("date", result)]


class TestFiguresOfOneKind:
    @pytest.fixture
    def told(self, base):
        base.add(
            "a.txt",
            "Peru's prison population fell from 36,360 in 2016 to 30,798 in 2018. In 2018 monitors made 461 visits in "
            "Peru, including 118 to police stations. More than 60,000 people in Peru are registered with the probation "
            "service.",
            title="Peru's prisons",
        )
        base.mention("Peru", "place")
        base.figure("36,360", value=36360, measure="Peru's prison population", date="2016")
        base.figure("30,798", value=30798, measure="Peru's prison population", date="2018")
        whole = base.figure("461", value=461, measure="visits", date="2018", place=("Peru",))
        base.figure("118", value=118, measure="visits to police stations", date="2018", part_of=whole.span)
        measure = "people registered with the probation service"
        base.figure("60,000", value=60000, qualifier="over", measure=measure, place=("Peru",))
        return base

    @pytest.mark.parametrize(
        ("draft", "wanted"),
        [
            ("The prison population of Peru fell from 36,360 in 2016 to 30,798 in 2018.", ["supported", "supported"]),
            (
                "The prison population of Peru fell from 36,360 in 2016 to 20,798 in 2018.",
                ["supported", "contradicted"],
            ),
            ("The prison population of Peru fell to 31,000 in 2018.", ["supported"]),
            ("The prison population of Peru fell to 33,000 in 2018.", ["contradicted"]),
            ("The prison population of Peru was 33,000 in 2017.", ["not_found"]),
            ("In 2018 monitors made 641 visits in Peru.", ["contradicted"]),
            ("In 2018 monitors made 118 visits to police stations in Peru.", ["supported"]),
            ("In 2018 monitors made 40 visits to schools in Peru.", ["not_found"]),
            ("More than sixty thousand people in Peru are registered with the probation service.", ["supported"]),
            ("Fewer than 40,000 people in Peru are registered with the probation service.", ["contradicted"]),
            ("Over 70,000 people in Peru are registered with the probation service.", ["not_found"]),
        ],
    )
    def test_what_is_borne_out_and_what_denied(self, told, vocabulary, draft, wanted):
        checks = verify_draft(draft, told.records, vocabulary).checks
        assert [c.result for c in checks if c.kind == "figure"] == wanted

    def test_the_very_number_of_another_year_is_a_slip(self, told, vocabulary):
        draft = "In 2016 the prison population of Peru was 30,798."
        (one,) = verify_draft(draft, told.records, vocabulary).checks
        assert (one.result, one.says) == ("contradicted", "36360")
        later = "In 2021 the prison population of Peru was 30,798."
        (one,) = verify_draft(later, told.records, vocabulary).checks
        assert (one.result, one.says) == ("contradicted", "30798 in 2018")
        saying = "In 2021 the minister said that the prison population of Peru was 30,798."
        assert [c.result for c in verify_draft(saying, told.records, vocabulary).checks] == ["not_found"]

    def test_a_number_beside_another_event_keeps_its_own_time(self, told, vocabulary):
        draft = "In 2012 two monitors made visits, and in 2018 monitors of jails in Peru made 461 visits."
        checks = verify_draft(draft, told.records, vocabulary).checks
        assert [c.result for c in checks if c.words == "461"] == ["supported"]

    def test_a_day_without_its_year_denies_nothing(self, told, vocabulary):
        draft = "On 14 March the prison population of Peru was 33,000."
        assert [c.result for c in verify_draft(draft, told.records, vocabulary).checks] == ["not_found"]

    def test_whole_percent_and_its_decimals_agree(self, base, vocabulary):
        base.add("a.txt", "Murders in Peru fell by 14.5 percent in 2018.", title="Peru")
        base.mention("Peru", "place")
        base.figure("14.5 percent", value=14.5, unit="percent", measure="Murders fell", date="2018")
        for said, result in (("14.5", "supported"), ("15", "supported"), ("41.5", "contradicted")):
            found = verify_draft(f"Murders in Peru fell by {said} percent in 2018.", base.records, vocabulary)
            assert ("figure", result) in results(found)


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


def test_a_number_of_another_person_supports_nothing(base, vocabulary):
    text = "In Lima, Rosa Quispe was sentenced to 12 years in prison. Theo Flores was heard as a witness."
    base.add("a.txt", text, title="Trials")
    base.mention("Rosa Quispe", "person")
    base.mention("Theo Flores", "person")
    base.figure("12 years", value=12, unit="years", measure="prison", subject="Rosa Quispe")
    told = {
        name: results(verify_draft(f"{name} was sentenced to 12 years in prison.", base.records, vocabulary))
        for name in ("Rosa Quispe", "Theo Flores", "Ana Vilca")
    }
    assert told == {
        "Rosa Quispe": [("figure", "supported")],
        "Theo Flores": [("figure", "not_found")],
        "Ana Vilca": [("figure", "not_found")],
    }
