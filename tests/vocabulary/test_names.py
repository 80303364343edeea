"""Names in questions and in text: `find_names` without any language model."""

from __future__ import annotations

import pytest

from justicekb.errors import VocabularyError
from justicekb.vocabulary import load
from justicekb.vocabulary.lawnames import find_law_names, law_patterns
from justicekb.vocabulary.names import _first_words, expand, find_names, gazetteer_of


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("When did Kyrgyzstan ratify the Convention against Torture?",
         [("Kyrgyzstan", "place:kyrgyzstan"), ("Convention against Torture", "law:un-convention-against-torture")]),
        ("when did mongolia sign the opcat",
         [("mongolia", "place:mongolia"), ("opcat", "law:optional-protocol-to-the-un-convention-against-torture")]),
        ("How many Georgian prisoners did the U.N. Committee against Torture count?",
         [("Georgian", "place:georgia"),
          ("U.N. Committee against Torture", "organisation:un-committee-against-torture")]),
        ("Who leads the national preventative mechanism's office?",
         [("national preventative mechanism", "organisation:national-preventive-mechanism")]),
        ("What does the International Covenant on Civil & Political Rights say?",
         [("International Covenant on Civil & Political Rights",
           "law:international-covenant-on-civil-and-political-rights")]),
        ("Was OP-CAT signed in the United Arab Emirates?",
         [("OP-CAT", "law:optional-protocol-to-the-un-convention-against-torture"),
          ("United Arab Emirates", "place:united-arab-emirates")]),
        ("Burma, Zaire and the USSR", [("Burma", "place:myanmar"), ("Zaire", "place:democratic-republic-of-the-congo"),
                                       ("USSR", "place:soviet-union")]),
        ("who said that?", []),
        ("CAR BOMB KILLS WHO IN MALI", [("MALI", "place:mali")]),
        ("The WHO in CAR", [("WHO", "organisation:world-health-organization"),
                            ("CAR", "place:central-african-republic")]),
        ("a turkey and a polish lens", [("turkey", "place:turkey"), ("polish", "place:poland")]),
        ("How many prisons are there in chad?", [("chad", "place:chad")]),
        ("Ann fed a turkey, and Bob stood by with polish.", []),
    ],
)  # fmt: skip
def test_names_in_questions(vocabulary, text, found):
    assert [(text[m.start : m.end], m.entity_id) for m in find_names(text, vocabulary)] == found


def test_the_longest_name_wins_and_none_overlap(vocabulary):
    text = "Optional Protocol to the Convention on the Rights of Persons with Disabilities"
    (match,) = find_names(text, vocabulary)
    assert match.canonical == text


def test_an_acronym_needs_its_capitals_in_prose(vocabulary):
    assert not find_names("Then Ann saw the cat in the car, who else.", vocabulary)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The 2014 penal code of Georgia changed.", [("penal code of Georgia", "Penal Code", "Georgia")]),
        ("Ukraine's criminal procedure code", [("criminal procedure code", "Criminal Procedure Code", "Ukraine")]),
        ("the Code of Criminal Procedure was", [("Code of Criminal Procedure", "Code of Criminal Procedure", None)]),
        ("The Prisons Act 1952 and S/RES/2242 (2015).",
         [("S/RES/2242 (2015)", "S/RES/2242 (2015)", "international"), ("Prisons Act 1952", "Prisons Act 1952", None)]),
        ("the Law on Combating Trafficking in Persons of 2013",
         [("Law on Combating Trafficking in Persons", "Law on Combating Trafficking in Persons", None)]),
        ("the Constitution of the Republic of Moldova says",
         [("Constitution of the Republic of Moldova", "Constitution", "Moldova")]),
        ("the Constitution of Medieval Times", [("Constitution", "Constitution", None)]),
        ("Directive 2012/29/EU and 18 U.S.C. § 242.",
         [("18 U.S.C. § 242", "18 U.S.C. § 242", "United States"),
          ("Directive 2012/29/EU", "Directive 2012/29/EU", "European Union")]),
        ("the draft security law failed", [("security law", "Security Law", None)]),
        ("He studied at the School of Law and obeyed the law.", []),
        ("a code of conduct", []),
    ],
)  # fmt: skip
def test_laws_by_their_build(vocabulary, text, found):
    laws = find_law_names(text, vocabulary.once(law_patterns))
    assert [(text[law.start : law.end], law.name, law.country) for law in laws] == found


def test_every_form_of_a_name_is_found_under_its_first_word():
    phrases = {"UN": ("[the] UN", "United Nations"), "OF": ("of", "for")}
    for notation in ("Court {OF} X", "[High] (Court|Board) of X", "{UN} Court", "The [New] Court", "[A|B|] C|[D] E"):
        begin = _first_words(notation, phrases)
        assert {form[0] for form in expand(notation, phrases)} <= set(begin), notation
    assert "x" not in _first_words("[High] Court of X", phrases)


@pytest.mark.parametrize("broken", ["Court [of X", "Court (of X", "Court of X]"])
def test_a_broken_notation_is_told_before_the_first_question(tmp_path, broken):
    (tmp_path / "bodies.toml").write_text(f'[[entry]]\nid = "x"\nname = "X"\nscope = "un"\naliases = ["{broken}"]\n')
    with pytest.raises(VocabularyError, match="bracket"):
        load([tmp_path]).once(gazetteer_of)
