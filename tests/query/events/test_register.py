"""Registers as people have them: names in many forms, dates in words, faults that are named with their line."""

from __future__ import annotations

import pytest

from justicekb.edtf import Edtf
from justicekb.errors import QueryError
from justicekb.query.events.register import against_register, read_register

CAT, OPCAT = "law:un-convention-against-torture", "law:optional-protocol-to-the-un-convention-against-torture"
OP2 = "law:second-optional-protocol-to-the-international-covenant-on-civil-and-political-rights"


@pytest.fixture
def ratified(base):
    """Two sources on Peru and the Convention against Torture, and a treaty that only the base knows."""
    for path, date in (("a.txt", "1988"), ("b.txt", "1990")):
        base.add(path, f"Peru ratified the Convention against Torture in {date}.", title="Peru")
        base.mention("Peru", "place")
        base.law("Convention against Torture", "UN Convention against Torture")
        base.mention("Convention against Torture", "law", "UN Convention against Torture")
        base.fact("ratified", type="ratification", date=date, agent="Peru", object="Convention against Torture")
    base.add("c.txt", "Peru ratified the Andean Jail Treaty in 2001.", title="Peru")
    base.mention("Peru", "place")
    base.mention("Andean Jail Treaty", "law")
    base.fact("ratified", type="ratification", date="2001", agent="Peru", object="Andean Jail Treaty")
    return base


@pytest.fixture
def read(ratified, vocabulary, tmp_path):
    def of(text):
        file = tmp_path / "register.csv"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_register(file, vocabulary, ratified.records)

    return of


@pytest.mark.parametrize(
    ("row", "state", "instrument", "date"),
    [
        ("Peru,UN Convention against Torture,1988", "peru", CAT, "1988"),
        ("PERU,uncat,1988-07-07", "peru", CAT, "1988-07-07"),
        ("Republic of Peru,the Convention against Torture,7 Jul 1988", "peru", CAT, "1988-07-07"),
        ("Bolivia (Plurinational State of),CAT-OP,23 May 2006 a", "bolivia", OPCAT, "2006-05-23"),
        ("Moldova (Republic of),IV-9-b,2006-07", "moldova", OPCAT, "2006-07"),
        ("Viet Nam,IV-9,2015", "vietnam", CAT, "2015"),
        ("Kyrgyz Republic,Second Optional Protocol,2010", "kyrgyzstan", OP2, "2010"),
        ("Kyrgyzstan,CCPR-OP2-DP,6 December 2010", "kyrgyzstan", OP2, "2010-12-06"),
        ("Peru,Andean Jail Treaty,2001", "peru", "law:andean-jail-treaty", "2001"),
    ],
)
def test_names_and_dates_in_many_forms(read, row, state, instrument, date):
    (line,) = read(f"state,instrument,year\n{row}\n")
    assert (line.state, line.instrument, line.date, line.line) == (f"place:{state}", instrument, Edtf(date), 2)


@pytest.mark.parametrize(
    "text",
    [
        "State;Instrument;Year;Remark\n\nPeru;CAT;1988;with a declaration\n",
        "\ufeffyear\tinstrument\tstate\n1988\tCAT\tPeru\n",
        'state,instrument,year\r\n"Peru","Convention against Torture and Other Ill-Treatment",1988\r\n',
    ],
)
def test_the_forms_of_a_file(read, text):
    assert [(line.state, line.instrument, line.date.text) for line in read(text)] == [("place:peru", CAT, "1988")]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("Atlantis,CAT,1999", "line 3: no state is called 'Atlantis'"),
        ("Lima,CAT,1999", "line 3: no state is called 'Lima'"),
        ("Peru and Chile,CAT,1999", "line 3: no state is called 'Peru and Chile'"),
        (",CAT,1999", "line 3: no state"),
        (
            "Peru,Covention against Torture,1999",
            "no instrument is called .*; did you mean UN Convention against Torture",
        ),
        ("Peru,Optional Protocol,1999", "line 3: no instrument is called"),
        ("Peru,,1999", "line 3: no instrument"),
        ("Chile,CAT,soon", "line 3: 'soon' is no date"),
        ("Chile,CAT,30/09/1988", "line 3: '30/09/1988' is no date; write 1998"),
        ("Chile,CAT,1988-13", "line 3: '1988-13' is no date"),
        ("Chile,CAT", "line 3: 2 fields, but 3 columns"),
        ("Chile,CAT,1988,x", "line 3: 4 fields, but 3 columns"),
        ("Peru,CAT,1990", "line 3: 1990 contradicts 1988 in line 2"),
    ],
)
def test_a_fault_is_named_with_its_line(read, row, fault):
    with pytest.raises(QueryError, match=fault):
        read(f"state,instrument,year\nPeru,CAT,1988\n{row}\n")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("state,year\nPeru,1988\n", "line 1: no column instrument; it has state, year"),
        ("", "line 1: no column state, instrument, year; it has none"),
        (b"state,instrument,year\nPer\xfa,CAT,1988\n", "line 2: not in UTF-8"),
    ],
)
def test_a_file_that_is_no_register(read, text, fault):
    with pytest.raises(QueryError, match=fault):
        read(text)


def test_the_register_stands_against_the_source(read, ratified, vocabulary):
    register = read("state,instrument,year\nPeru,CAT,1988\nPeru,UNCAT,1988-07\nChile,UNCAT,1988\n")
    (found,) = against_register(register, ratified.records, vocabulary)
    sides = {side.value: [c.source for c in side.evidence] for side in found.sides}
    assert sides == {"1988": [], "1990": ["b.txt"]}
