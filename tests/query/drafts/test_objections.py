"""Claims that have a source's date or number right, and somebody, something or somewhere else wrong."""

from __future__ import annotations

import pytest

from justicekb.query.drafts.verify import verify_draft
from justicekb.query.language import lexicon, stem
from justicekb.store.memory import MemoryFullText
from justicekb.vocabulary.entries import Opposites

TEXT = (
    "Ada Norn was charged with fraud on 3 May 2011. The Vik District Court convicted Bo Tarn of theft on 9 June 2012. "
    "Carl Ostby resigned from the harbour board on 4 July 2013. The Court of Appeal upheld the judgment of the "
    "Tarn City Court on 5 August 2014.\n\n"
    "Ole Vang was released from Norvik prison in March 2015. Police in the Dal district arrested Per Lund on 2 April "
    "2016. Hilde Berg has not been acquitted. The Norvik parliament elected 54 women on 6 October 2019, down from 68 "
    "in 2014. More than 700 herring boats were searched in 2018. On 8 September 2017 the council appointed Nils Aas "
    "as keeper of the light.\n\n"
    "Eva Moe was sentenced to nine years in prison and three years of supervised release for arson."
)


@pytest.fixture
def told(base):
    base.add("a.txt", TEXT, title="The courts of Norvik")
    for person in ("Ada Norn", "Bo Tarn", "Carl Ostby", "Ole Vang", "Per Lund", "Hilde Berg", "Nils Aas", "Eva Moe"):
        base.mention(person, "person")
    for body in ("Vik District Court", "Court of Appeal", "Tarn City Court"):
        base.mention(body, "organisation")
    base.mention("Norvik", "place")
    days = {"3 May 2011": "2011-05-03", "9 June 2012": "2012-06-09", "4 July 2013": "2013-07-04",
            "5 August 2014": "2014-08-05", "March 2015": "2015-03", "2 April 2016": "2016-04-02",
            "6 October 2019": "2019-10-06", "8 September 2017": "2017-09-08"}  # fmt: skip
    for words, edtf in days.items():
        base.date(words, edtf)
    base.fact("charged", type="charge", date="2011-05-03", object="Ada Norn")
    base.fact("convicted", type="conviction", date="2012-06-09", agent="Vik District Court", object="Bo Tarn")
    base.fact("resigned", type="departure", date="2013-07-04", agent="Carl Ostby")
    base.fact("upheld", type="ruling", date="2014-08-05", agent="Court of Appeal", object="judgment")
    base.fact("released", type="release", date="2015-03", object="Ole Vang")
    base.fact("arrested", type="arrest", date="2016-04-02", agent="Police", object="Per Lund")
    base.figure("54", value=54, measure="women elected", date="2019-10-06")
    base.figure("68", value=68, measure="women elected", date="2014")
    base.figure("700", value=700, measure="herring boats searched", date="2018", qualifier="over")
    return base


@pytest.fixture
def check(told, vocabulary):
    index = MemoryFullText()
    index.index([told.records.indexed(told.document.id)], revision=1)
    return lambda claim: [
        (c.result, c.says) for c in verify_draft(claim, told.records, vocabulary, fulltext=index).checks
    ]


@pytest.mark.parametrize(
    "claim",
    [
        "Ada Norn was charged with fraud on 3 May 2011.",
        "Bo Tarn was convicted of theft by the Vik District Court on 9 June 2012.",
        "Carl Ostby stepped down from the harbour board on 4 July 2013.",
        "The Court of Appeal upheld the judgment on 5 August 2014.",
        "Ole Vang was let out of prison in March 2015.",
        "Per Lund was arrested in the Dal district on 2 April 2016.",
        "More than 700 herring boats were searched in 2018.",
        "Eva Moe was sentenced to nine years in prison.",
    ],
)
def test_a_true_claim_in_other_words_is_supported(check, claim):
    assert {result for result, _ in check(claim)} == {"supported"}


@pytest.mark.parametrize(
    ("claim", "says"),
    [
        ("Bo Tarn resigned from the harbour board on 4 July 2013.", "Carl Ostby"),  # somebody else did
        ("Ada Norn was convicted of theft on 9 June 2012.", "Bo Tarn"),  # to somebody else
        ("The Vik Appeals Court convicted Bo Tarn of theft on 9 June 2012.", "Vik District Court"),  # another court
        ("Per Lund was arrested in the Fjord district on 2 April 2016.", "Dal district"),  # elsewhere
        ("Ada Norn was not charged with fraud on 3 May 2011.", "charged"),  # it was so
        ("The Court of Appeal quashed the judgment on 5 August 2014.", "upheld"),  # the opposite
        ("The council dismissed Nils Aas on 8 September 2017.", "appointed"),
        ("Fewer than 700 herring boats were searched in 2018.", "700"),  # the other side of the limit
        ("The Norvik parliament elected 68 women on 6 October 2019.", "54"),  # the number of another year
        ("Eva Moe was sentenced to 19 years in prison.", "nine years"),  # of two terms the one meant
    ],
)
def test_a_claim_that_has_the_value_of_something_else_is_contradicted(check, claim, says):
    found = check(claim)
    assert "contradicted" in {result for result, _ in found}
    assert any(says in (said or "") for _, said in found)


@pytest.mark.parametrize(
    "claim",
    [
        "Ole Vang resigned from the harbour board in March 2015.",  # nobody says so, nor otherwise
        "Gro Lie was arrested on 2 April 2016 in Norvik.",
    ],
)
def test_what_a_source_does_not_say_of_somebody_is_not_supported(check, claim):
    assert "supported" not in {result for result, _ in check(claim)}


def test_a_vague_date_bears_no_day_out(check):
    assert check("The Norvik parliament elected 54 women on 7 November 2019.") != [("supported", None)]


class TestOpposites:
    def test_each_entry_holds_its_examples_on_one_side(self, vocabulary):
        known = lexicon(vocabulary).opposites
        for entry in vocabulary.entries(Opposites):
            assert entry.examples
            assert entry.counter_examples
            denied = frozenset().union(*(known[stem(word)] for word in entry.words))
            assert [w for w in entry.examples if stem(w) not in denied] == [], entry.id
            assert [w for w in entry.counter_examples if stem(w) in {stem(a) for a in entry.against}] == [], entry.id
