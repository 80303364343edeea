"""Who does what: voices, relative clauses, participles, control, coordination."""

from __future__ import annotations

import pytest

from justicekb.extract.facts.arguments import arguments, complements, is_passive, with_conjuncts


def verb_in(nlp, sentence: str, verb: str):
    return next(token for token in nlp(sentence) if token.text == verb)


@pytest.mark.parametrize(
    ("sentence", "verb", "agents", "patients"),
    [
        ("The guards beat the prisoner.", "beat", ["guards"], ["prisoner"]),
        ("The prisoner was beaten by the guards.", "beaten", ["guards"], ["prisoner"]),
        ("The prisoner was beaten.", "beaten", [], ["prisoner"]),
        ("The guard who beat the prisoner resigned.", "beat", ["guard"], ["prisoner"]),
        ("The prisoner whom the guards beat died.", "beat", ["guards"], ["prisoner"]),
        ("The prisoner, who was beaten, died.", "beaten", [], ["prisoner"]),
        ("The prison built by the state was closed.", "built", ["state"], ["prison"]),
        ("The guards entered the cell and beat the prisoner.", "beat", ["guards"], ["prisoner"]),
        ("The men were arrested and charged with theft.", "charged", [], ["men"]),
        ("The ministry began to visit the prisons.", "visit", ["ministry"], ["prisons"]),
        ("The court ordered the newspaper to pay a fine.", "pay", ["newspaper"], ["fine"]),
        ("Parliament passed the law and the president signed it.", "signed", ["president"], ["law"]),
    ],
)
def test_doers_and_undergoers(nlp, sentence, verb, agents, patients):
    found = arguments(verb_in(nlp, sentence, verb))
    assert [t.text for t in found.agents] == agents
    assert [t.text for t in found.patients] == patients


@pytest.mark.parametrize(
    ("sentence", "verb", "passive"),
    [
        ("The man was arrested.", "arrested", True),
        ("Police arrested the man.", "arrested", False),
        ("Police have arrested the man.", "arrested", False),
        ("The man arrested in May is free.", "arrested", True),
    ],
)
def test_voice(nlp, sentence, verb, passive):
    assert is_passive(verb_in(nlp, sentence, verb)) is passive


def test_conjuncts_come_in_text_order(nlp):
    found = arguments(verb_in(nlp, "Police arrested a lawyer, two editors and a poet.", "arrested"))
    assert [t.text for t in with_conjuncts(found.patients)] == ["lawyer", "editors", "poet"]


def test_complements_are_those_of_the_named_prepositions(nlp):
    verb = verb_in(nlp, "The state acceded to the treaty in May.", "acceded")
    assert [t.text for t in complements(verb, ("to",))] == ["treaty"]
    assert complements(verb, ("from",)) == []
