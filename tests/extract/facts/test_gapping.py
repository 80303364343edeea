"""Events told once for several dates, and the parts of a clause that a further date brings with it."""

from __future__ import annotations

import hashlib

import pytest

from justicekb.edtf import Edtf
from justicekb.extract import extract
from justicekb.extract.nlp import parse
from justicekb.model import Block, Document, Fact
from justicekb.spans import Span


@pytest.fixture(scope="module")
def told(nlp, vocabulary):
    """The facts of a text as (type, date, agents, objects), with all names found in it."""

    def read(text: str) -> list[tuple[str, str, str, str]]:
        block = Block(kind="paragraph", span=Span(0, len(text)))
        document = Document(
            path="text.txt",
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            media_type="text/plain",
            published=Edtf("2019-03-01"),
            period=Edtf("2018"),
            text=text,
            blocks=(block,),
        )
        facts = [r for r in extract(next(parse([document], nlp)), vocabulary) if isinstance(r, Fact)]
        return [(f.type, f.date.text, ";".join(f.names("agent")), ";".join(f.names("object"))) for f in facts]

    return read


GAPPED = {
    "Uzbekistan abolished the death penalty on 1 January 2008 and Kyrgyzstan in June 2007.": [
        ("repeal", "2008-01-01", "Uzbekistan", "death penalty"),
        ("repeal", "2007-06", "Kyrgyzstan", "death penalty"),
    ],
    "Kyrgyzstan declared a moratorium in December 1998, Tajikistan in April 2004.": [
        ("moratorium", "1998-12", "Kyrgyzstan", "moratorium"),
        ("moratorium", "2004-04", "Tajikistan", "moratorium"),
    ],
    "Norland acceded to the Charter of Cities on 5 September 1997 and to its Statute on 29 December 2008.": [
        ("ratification", "1997-09-05", "Norland", "Charter of Cities"),
        ("ratification", "2008-12-29", "Norland", "Statute"),
    ],
    "The code, adopted in 2010 and amended in 2014 and again in 2015, protects them.": [
        ("adoption", "2010", "", "code"),
        ("amendment", "2014", "", "code"),
        ("amendment", "2015", "", "code"),
    ],
    "The penalty, abolished for most crimes in 2013 and entirely in 2018, was cruel.": [
        ("repeal", "2013", "", "penalty"),
        ("repeal", "2018", "", "penalty"),
    ],
    "Capital punishment was next. Georgia abolished it in 1997, Azerbaijan in 1998 and Armenia in 2003.": [
        ("repeal", "1997", "Georgia", "Capital punishment"),
        ("repeal", "1998", "Azerbaijan", "Capital punishment"),
        ("repeal", "2003", "Armenia", "Capital punishment"),
    ],
}
SINGLE = {
    "The code was adopted on 3 July 2014 and took effect on 1 January 2015.": [
        ("adoption", "2014-07-03", "", "code"),
        ("entry_into_force", "2015-01-01", "", "code"),
    ],
    "He was charged in May 2017 for his role in a fraud in 2014-15.": [("charge", "2017-05", "", "")],
    "The commission was established by a law of 2 July 2013.": [("establishment", "2013-07-02", "", "commission")],
    "The law on prisons was not passed until 17 May 2016.": [("adoption", "2016-05-17", "", "law on prisons")],
    "The assembly debated the law on prisons. It was adopted on 5 May 2017.": [
        ("adoption", "2017-05-05", "", "law on prisons")
    ],
    "Norland has been a party to the Charter of Cities since 1996.": [
        ("ratification", "1996/..", "Norland", "Charter of Cities")
    ],
    "Police arrested and charged two protesters in March 2017.": [
        ("arrest", "2017-03", "Police", "two protesters"),
        ("charge", "2017-03", "Police", "two protesters"),
    ],
    "He was beaten while covering a rally on 5 May 2017.": [("ill_treatment", "2017-05-05", "", "")],
    "The family asked about the killing of Ivan Petrov in May 2017.": [("death", "2017-05", "", "Ivan Petrov")],
    "Ivan Petrov was pardoned on 9 May 2018, but Pavel Horvat remained imprisoned.": [
        ("release", "2018-05-09", "", "Ivan Petrov")
    ],
    "The association heads the Department of Probation, an office created in September 2012.": [
        ("establishment", "2012-09", "", "Department of Probation")
    ],
    "The unit has existed since 2012.": [("establishment", "2012/..", "", "unit")],
    "Adam Novak is unwell, the ministry said in a statement on 14 March 2018.": [
        ("publication", "2018-03-14", "ministry", "statement")
    ],
}


@pytest.mark.parametrize("text", [*GAPPED, *SINGLE])
def test_each_date_goes_with_its_own_part_of_the_clause(told, text):
    assert told(text) == (GAPPED | SINGLE)[text]


@pytest.mark.parametrize(
    "text",
    [
        "Ivan Petrov remained in detention on 3 May 2018.",
        "He fled in 2017 prior to being charged.",
        "She read the Herald, April and the Post.",
        "The attack on 3 May 2018 left 12 people homeless.",
    ],
)
def test_states_and_names_tell_no_event(told, text):
    assert told(text) == []


def test_that_of_repeats_the_event(told):
    facts = told("Norland's ratification of the Charter in 2005 was followed by that of Sudland in 2006.")
    assert [(f[0], f[1]) for f in facts] == [("ratification", "2005"), ("ratification", "2006")]


def test_a_year_told_before_dates_a_month(told):
    facts = told("Norland abolished exile in January 2008 and signed the Charter of Cities in December of that year.")
    assert [f[1] for f in facts] == ["2008-01", "2008-12"]
