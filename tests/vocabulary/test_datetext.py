"""Date expressions: every rule by its own examples, then anchors, ranges, misleading numbers, and laws for any text."""

from __future__ import annotations

import re
import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from justicekb.edtf import Edtf
from justicekb.errors import VocabularyError
from justicekb.vocabulary import load
from justicekb.vocabulary.datetext import Anchor, find_dates, writes_month_first
from justicekb.vocabulary.entries import DateRule, DateWord

PUBLISHED = Anchor(published=Edtf("2019-04-17"))  # a Wednesday, as dates.toml says
RULES = load().entries(DateRule)


def read(text, anchor=PUBLISHED, **options):
    return [(text[d.start : d.end], str(d.edtf)) for d in find_dates(text, anchor, VOCABULARY, **options) if d.edtf]


VOCABULARY = load()


def values(text, anchor=PUBLISHED, **options):
    return [value for _, value in read(text, anchor, **options)]


# ── the rules' own examples, both ways ───────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("rule", "example"), [pytest.param(r.id, e, id=f"{r.id}: {e}") for r in RULES for e in r.examples]
)
def test_a_rule_reads_its_examples(rule, example):
    words, _, value = example.partition(" =")
    found = list(find_dates(words, PUBLISHED, VOCABULARY))
    assert found, "nothing found"
    assert (found[-1].rule, str(found[-1].edtf or "")) == (rule, value.strip())


@pytest.mark.parametrize(
    ("rule", "example"), [pytest.param(r.id, e, id=f"{r.id}: {e}") for r in RULES for e in r.counter_examples]
)
def test_a_rule_does_not_read_its_counter_examples(rule, example):
    assert rule not in [d.rule for d in find_dates(example, PUBLISHED, VOCABULARY)]


def test_every_rule_has_examples_both_ways():
    mute = {"no_date", "this_period", "each"}  # what they read is tested below: it gives no date of its own here
    assert [r.id for r in RULES if not (r.examples or r.read in mute) or not r.counter_examples] == []


# ── what incomplete and relative dates are counted from ──────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("words", "published", "value"),
    [
        ("in December", "2019-04-17", "2018-12"),
        ("in April", "2019-04-17", "2019-04"),
        ("on 18 April", "2019-04-17", "2018-04-18"),
        ("in December", "2019", "2018-12"),  # a document of 2019 cannot look back on its own December
        ("in May", "2019", "2019-05"),
        ("in May", "2019-04", "2018-05"),
        ("today", "2019", "2019"),  # no finer than the anchor
        ("last year", "2019", "2018"),
        ("during the last five years", "2021", "2016/2021"),
        ("in the last ten years", "2021-06-01", "2011/2021"),
        ("last month", "2020-01-03", "2019-12"),
        ("in the past year", "2020-01-03", "2019"),
        ("in the past year", "2019-12-22", "2019"),
        ("in the past year", "2020-05-03", "2019/2020"),
        ("in the past year", "2020", "2019"),
        ("over the past two years", "2018-12-11", "2016/2018"),
        ("on Wednesday", "2019-04-17", "2019-04-17"),
        ("29 February", "2019-04-17", None),  # 2019 and 2018 have none
    ],
)
def test_counted_from_publication(words, published, value):
    assert values(words, Anchor(published=Edtf(published))) == ([value] if value else [])


@pytest.mark.parametrize("words", ["yesterday", "last week", "on Monday", "last month", "three weeks ago"])
@pytest.mark.parametrize("anchor", [Anchor(), Anchor(published=Edtf("2019"))])
def test_nothing_is_counted_from_what_is_not_known_so_finely(words, anchor):
    assert values(words, anchor) == []


def test_the_period_of_a_report_gives_the_year():
    report = Anchor(published=Edtf("2020-03-11"), period=Edtf("2019"))
    assert values("On September 10 and again in December", report) == ["2019-09-10", "2019-12"]
    assert values("during the first six months of the year", report) == ["2019-01/2019-06"]
    assert values("throughout the year", report) == ["2019"]
    assert values("between May 3 and June 4", Anchor(period=Edtf("2019"))) == ["2019-05-03/2019-06-04"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("On 21 November he appealed. On the same day a court ruled.", ["2018-11-21", "2018-11-21"]),
        ("The code of 2014 was changed two years later.", ["2014", "2016"]),
        ("In March 2016 it began; the following month it ended.", ["2016-03", "2016-04"]),
        ("On 31 January 2016 it began; a month later it ended.", ["2016-01-31", "2016-02"]),
        ("Arrested on 3 June 1998, tried in August, freed on 2 May.", ["1998-06-03", "1998-08", "1999-05-02"]),
        ("Today, 52 years later, he is free.", ["2019-04-17"]),  # nothing is told of 2071
    ],
)  # fmt: skip
def test_back_pointing_words_count_from_the_date_before(words, expected):
    assert values(words) == expected


def test_the_date_before_may_stand_in_an_earlier_text():
    (found,) = find_dates("Two years earlier it was planned.", Anchor(previous=Edtf("2012-05-03")), VOCABULARY)
    assert (str(found.edtf), found.anchor) == ("2010", "previous")
    assert values("Two years earlier it was planned.") == []


@pytest.mark.parametrize(
    ("anchor", "words", "name"),
    [
        (PUBLISHED, "on 3 May 2018", "none"),
        (PUBLISHED, "in May", "published"),
        (Anchor(period=Edtf("2018")), "in May", "period"),
        (PUBLISHED, "since last May", "published"),
        (PUBLISHED, "from January to June 2018", "none"),
    ],
)
def test_the_anchor_is_named(anchor, words, name):
    assert [d.anchor for d in find_dates(words, anchor, VOCABULARY)] == [name]


def test_words_that_look_ahead_mean_the_next_date():
    def future(start, end):
        return True

    def open_(start, end):
        return None

    assert values("in September and on Friday", ahead=future) == ["2019-09", "2019-04-19"]
    assert values("on 3 May", ahead=open_) == ["2019-05-03"]  # two weeks ahead rather than a year ago
    assert values("on 3 January", ahead=open_) == ["2019-01-03"]


# ── ranges ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("between 2016 and 2018", "2016/2018"),
        ("Between 2016-2018", "2016/2018"),
        ("from 1996 until the 2000s", "1996/200X"),
        ("approximately from 1996 until the 2000s", "1996~/200X~"),
        ("March 16 to May 16", "2019-03-16/2019-05-16"),
        ("from January to June", "2019-01/2019-06"),
        ("from November 2017 to March", "2017-11/2018-03"),
        ("from November to March 2018", "2017-11/2018-03"),
        ("between 5 and 7 May 2018", "2018-05-05/2018-05-07"),
        ("from 30 May to 2 June 2018", "2018-05-30/2018-06-02"),
        ("from early 2016 to the end of 2018", "2016/2018"),
        ("January–February 2018", "2018-01/2018-02"),
        ("since around 2005", "2005~/.."),
        ("up until the early 1990s", "../199X"),
    ],
)
def test_a_range_is_one_date_with_the_words_that_open_it(words, value):
    assert read(words) == [(words, value)]


def test_the_parts_of_a_range_are_kept():
    (found,) = find_dates("from January to June 2018", PUBLISHED, VOCABULARY)
    assert [(str(part.edtf), part.start, part.end) for part in found.parts] == [("2018-01", 5, 12), ("2018-06", 16, 25)]


def test_the_reporting_period_is_that_of_the_report():
    report = Anchor(published=Edtf("2019-04-17"), period=Edtf("2016/2018"))
    assert values("During the reporting period nine died.", report) == ["2016/2018"]


def test_a_story_without_publication_goes_on_in_its_year():
    assert values("In October 1963 he was accused, in March convicted.", Anchor()) == ["1963-10", "1964-03"]


def test_two_days_in_a_row_are_a_stretch():
    assert values("on 8 and 9 October 2018") == values("on October 8 and 9, 2018") == ["2018-10-08/2018-10-09"]


def test_two_days_of_a_month_are_two_dates():
    assert read("on 5 and 17 May 2018") == [("5", "2018-05-05"), ("17 May 2018", "2018-05-17")]


def test_a_list_shares_the_year_at_its_end():
    assert values("in January, February and March 2018") == ["2018-01", "2018-02", "2018-03"]
    assert values("on 5 March and 12 June 2018") == ["2018-03-05", "2018-06-12"]
    assert values("in November and January 2018") == ["2017-11", "2018-01"]
    assert values("in the spring and summer of 2015") == ["2015-21", "2015-22"]


def test_three_days_of_a_month():
    assert values("on 5, 6 and 7 May 2018") == ["2018-05-05/2018-05-07"]
    assert read("on March 3, 5 and 9") == [("March 3", "2019-03-03"), ("5", "2019-03-05"), ("9", "2019-03-09")]


def test_a_range_that_runs_backwards_is_two_dates():
    assert values("from 2018 to 2016") == ["2018", "2016"]


@pytest.mark.parametrize(
    ("text", "month_first"),
    [
        ("on 11/23/2011 and 05/06/2012", True),
        ("on 23/11/2011 and 05/06/2012", False),
        ("on 05/06/2012", False),
        ("on 11/23/2011 and on 23/11/2011", False),
        ("on 05/06/2012; the law of May 6, 2012", True),
        ("on 05/06/2012; the law of May 6, 2012 and that of 7 May 2012", False),
        ("the law of May 6, 2012, without numbers", False),
    ],
)
def test_what_a_document_puts_first_in_numbers(text, month_first):
    assert writes_month_first(text) is month_first
    assert values("05/06/2012", Anchor(month_first=month_first)) == ["2012-05-06" if month_first else "2012-06-05"]


# ── what is no date ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "words",
    [
        "Article 2005 of the Code", "resolution 1325 (2000 members)", "Room 2014", "in 100 cases", "2,014 prisoners",
        "2014 prisoners", "some 2000 people", "more than 1990 cases", "paid $2000", "2000 euros", "A/RES/70/2015",
        "CAT/C/KAZ/2014", "tel. +7 7172 2015 00", "https://example.org/2015/05/03/news", "case no. 2015", "number 1984",
        "1.2.3", "555-2014-1998-12", "they may march on", "the second man", "a 30-year-old man", "in her 30s",
        "sat in the sun", "three years in prison", "section 12 May", "paragraph 2012", "3/4", "ID 20140503",
        "v2.0.2015", "weighed 2010 kg", "E/CN.4/2004/56", "8 a.m.", "prison No. 1990", "one in ten",
    ],
)  # fmt: skip
def test_misleading_numbers_and_words_are_no_dates(words):
    assert read(words) == []


@pytest.mark.parametrize(
    ("words", "kind", "length"),
    [
        ("sentenced to three years in prison", "duration", "P3Y"),
        ("a two-week course", "duration", "P2W"),
        ("for several months", "duration", "PXM"),
        ("twenty-four hours", "duration", "PT24H"),
        ("inspected every month", "set", "P1M"),
        ("published annually", "set", "P1Y"),
        ("recently opened", "vague", None),
        ("at 10 p.m.", "time", None),
    ],
)
def test_lengths_sets_and_vague_words_have_no_date(words, kind, length):
    (found,) = find_dates(words, PUBLISHED, VOCABULARY)
    assert (found.kind, found.length, found.edtf) == (kind, length, None)


def test_a_full_stop_parts_dates():
    assert values("It opened in 2018. May this last. It closed in May. 2019 brought another.") == [
        "2018", "2018-05", "2019",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("How many visits were made in 2018?", "2018"),
        ("Who was convicted between 2016 and 2018?", "2016/2018"),
        ("How many officials were sentenced in the last five years?", "2014/2019"),
        ("What happened on 3 May 2019?", "2019-05-03"),
        ("Which laws were adopted since 2005?", "2005/.."),
        ("Which treaties were ratified before 1990?", "../1989"),
        ("Which prisons closed after 2010?", "2011/.."),
        ("arrests in jan 2018", "2018-01"),
    ],
)
def test_questions(question, value):
    assert values(question) == [value]


# ── laws ─────────────────────────────────────────────────────────────────────────────────────────────────

WORDS = [
    "in", "since", "between", "and", "to", "the", "of", "May", "March", "Friday", "2016", "2018", "12", "5", "31", "30",
    "last", "next", "year", "years", "week", "the same", "day", "two", "later", "ago", "1990s", "19th", "century",
    "early", "-", "–", "/", ",", ".", "spring", "quarter", "first", "half", "3.5.2018", "2018-05-03", "about", "until",
    "every",
]  # fmt: skip


ANCHORS = [
    Anchor(), PUBLISHED, Anchor(published=Edtf("2019")), Anchor(period=Edtf("2016/2018"), previous=Edtf("2005/..")),
    Anchor(published=Edtf("0001-01-01"), previous=Edtf("../1989")), Anchor(published=Edtf("9999-12-31")),
]  # fmt: skip


@given(
    st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join) | st.text(max_size=40),
    st.sampled_from(ANCHORS),
    st.sampled_from([True, False, None]),
)
def test_any_text_gives_dates_in_order_that_stand_in_it(text, anchor, ahead):
    found = list(find_dates(text, anchor, VOCABULARY, ahead=lambda start, end: ahead))
    assert all(0 <= d.start < d.end <= len(text) for d in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all((d.kind == "date") == (d.edtf is not None) for d in found)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("1" * 5000 + " in 2018", 1),  # Python refuses to read so long a number
        ("12 34 567 " * 3000, 0),
        ("1999, " * 3000, 3000),
        ("May, " * 2000 + "2018", 1999),
        ("between 2016 and " * 1000, 1000),
    ],
    ids=["digits", "table", "years", "months", "open ranges"],
)
def test_long_tables_and_lists_are_read_through(text, count):
    assert len(list(find_dates(text, PUBLISHED, VOCABULARY))) == count


@given(st.dates(min_value=Edtf("1800").earliest, max_value=Edtf("2099").latest))
def test_a_written_day_is_read_back(day):
    month = day.strftime("%B")
    for words in (
        f"{day.day} {month} {day.year}", f"{month} {day.day}, {day.year}", f"{day:%d.%m.%Y}", day.isoformat(),
        f"the {day.day}th of {month}, {day.year}", f"{day:%A}, {day.day} {month} {day.year}",
    ):  # fmt: skip
        assert values(words, Anchor()) == [day.isoformat()], words


# ── the vocabulary ───────────────────────────────────────────────────────────────────────────────────────


def test_a_folder_of_ones_own_can_add_words_and_rules(tmp_path):
    (tmp_path / "date-words.csv").write_text("id,classes[],value,words[]\nnauryz,month,3,nauryz\n", encoding="utf-8")
    (tmp_path / "dates.toml").write_text(
        '[[entry]]\nid = "own"\npattern = "gada <year>"\nread = "calendar_date"\n', encoding="utf-8"
    )
    own = load([tmp_path])
    assert [str(d.edtf) for d in find_dates("on 5 nauryz 2018; gada 2017", Anchor(), own)] == ["2018-03-05", "2017"]


@pytest.mark.parametrize(
    ("pattern", "read", "fault"),
    [
        ("<unheard> <year>", "calendar_date", "unheard"),
        ("(<year>", "calendar_date", "own"),
        ("<year>", "guess", "guess"),
    ],
)
def test_a_rule_that_cannot_work_is_refused_by_name(tmp_path, pattern, read, fault):
    (tmp_path / "dates.toml").write_text(
        f'[[entry]]\nid = "own"\npattern = "{pattern}"\nread = "{read}"\n', encoding="utf-8"
    )
    with pytest.raises(VocabularyError, match=fault):
        list(find_dates("in 2018", Anchor(), load([tmp_path])))


def test_words_have_one_meaning_a_class():
    seen = {}
    for entry in VOCABULARY.entries(DateWord):
        for word in entry.words:
            for kind in entry.classes:
                assert seen.setdefault((word.lower(), kind), entry.id) == entry.id, f"{word} is twice a {kind}"


def test_every_class_of_words_serves_a_rule():
    used = {name for rule in RULES for name in re.findall(r"\w+", rule.pattern)} | {"number", "tens"}
    used |= {"awaiting", "deciding", "scheduled"}  # what the tense is told by
    used |= {"elapsed"}  # what tells "the past century" from the last
    assert {kind for entry in VOCABULARY.entries(DateWord) for kind in entry.classes} <= used


def test_questions_need_no_language_model():
    code = (
        "import sys; from justicekb.vocabulary import load;"
        "from justicekb.vocabulary.datetext import Anchor, find_dates;"
        "list(find_dates('in 2018', Anchor(), load())); sys.exit('spacy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_no_part_of_a_number_is_the_day():
    assert values("on the twenty-first of June 2011 and the thirty-first of May 2010") == ["2011-06-21", "2010-05-31"]
    assert values("on 14 th July 2015") == ["2015-07-14"]
    assert values("by Order 80101911/26.06.2018 of the office") == ["2018-06-26"]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("In 2017 the camp was opened. In March the director left.", ["2017", "2017-03"]),
        ("On 4 May 2017 he was freed. In June he left.", ["2017-05-04", "2019-06"]),
        ("In 2017 it was opened, and in March it was closed.", ["2017", "2017-03"]),
        ("In 2019 the camp was opened. In March the director left.", ["2019", "2019-03"]),
        ("The law of 2017 bans it. In March the director left.", ["2017", "2019-03"]),
        ("A camp opened in 2017 was searched. In March the director left.", ["2017", "2019-03"]),
    ],
)
def test_a_year_that_opens_a_sentence_holds_before_the_period(text, dates):
    anchor = Anchor(published=Edtf("2020-04-17"), period=Edtf("2019"))
    assert [date.edtf.text for date in find_dates(text, anchor, VOCABULARY) if date.edtf] == dates


@pytest.mark.parametrize("number", ["12", "344", "55-p", "12-п", "A", "UMN", "344 "])
def test_a_date_behind_the_number_of_a_document(number):
    found = list(find_dates(f"The order No. {number}/26.08.2014 was issued.", Anchor(), VOCABULARY))
    assert [date.edtf.text for date in found if date.edtf] == ["2014-08-26"]
