"""Claims laid beside the sentences of sources: borne out, denied, and left alone where they tell of something else."""

from __future__ import annotations

import pytest

from justicekb.query.drafts.verify import verify_draft
from justicekb.store.memory import MemoryFullText

TEXT = (
    "The Harbour League has worked in Norvik since 1998. It was founded by fishermen in 1961. "
    "Its members visited 14 jails in May 2012 and spoke with 230 prisoners.\n\n"
    "On 30 July 2014 prosecutors charged Ada Norn with fraud. She had spent 12 years in exile."
)


@pytest.fixture
def league(base):
    """Sentences with dates and numbers, and no fact that extraction made of them."""
    base.add("a.txt", TEXT, title="The Harbour League of Norvik")
    base.mention("Harbour League", "organisation")
    base.mention("Norvik", "place")
    base.mention("Ada Norn", "person")
    for words, edtf in (("since 1998", "1998/.."), ("1961", "1961"), ("May 2012", "2012-05"),
                        ("30 July 2014", "2014-07-30")):  # fmt: skip
        base.date(words, edtf)
    return base


@pytest.fixture
def result(league, vocabulary):
    index = MemoryFullText()
    index.index([league.records.indexed(league.document.id)], revision=1)

    def of(claim):
        checks = verify_draft(claim, league.records, vocabulary, fulltext=index).checks
        return [(c.result, c.says) for c in checks]

    return of


@pytest.mark.parametrize(
    "claim",
    [
        "The Harbour League has worked in Norvik since 1998.",
        "Members of the Harbour League visited 14 jails in May 2012.",
        "Ada Norn was charged with fraud in July 2014.",
        "Ada Norn spent 12 years in exile.",
    ],
)
def test_what_a_sentence_says_is_supported(result, claim):
    assert {outcome for outcome, _ in result(claim)} == {"supported"}


@pytest.mark.parametrize(
    ("claim", "says"),
    [
        ("The Harbour League has worked in Norvik since 1989.", "1998/.."),
        ("Members of the Harbour League visited 41 jails in May 2012.", "14"),
        ("Ada Norn was charged with fraud on 30 June 2014.", "2014-07-30"),
        ("Ada Norn spent 22 years in exile.", "12 years"),
    ],
)
def test_another_value_in_the_same_words_is_contradicted(result, claim, says):
    assert ("contradicted", says) in result(claim)


@pytest.mark.parametrize(
    "claim",
    [
        "Members of the Harbour League visited 41 hospitals in May 2012.",  # not what was counted
        "Members of the Harbour League visited 41 jails in 2015.",  # another time
        "Members of the Harbour League visited Vik in June 2015.",  # visits happen again
        "Bo Norn was charged with theft in Cusco on 2 May 2009.",  # another event
    ],
)
def test_what_may_be_something_else_is_not_contradicted(result, claim):
    assert "contradicted" not in {outcome for outcome, _ in result(claim)}
