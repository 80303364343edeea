"""How proposals become names: votes for types, choice between overlapping spans, joining of forms, acronyms."""

from __future__ import annotations

import hashlib
from itertools import pairwise

import pytest

from justicekb.extract import extract
from justicekb.extract.names.coreference import link
from justicekb.extract.names.gazetteer import long_form_start
from justicekb.extract.names.nameforms import key_of
from justicekb.extract.names.typing import ENOUGH, WEIGHTS, choose, decide
from justicekb.extract.nlp import parse
from justicekb.model import Block, Document, LawMention, Mention
from justicekb.spans import Span


def proposal(text, rule, start=0):
    span = Span(start, start + len(text))
    return Mention(
        document="doc-0", span=span, evidence=span, rule=rule, type=rule.split(".")[0], name=text, text=text,
        entity="", canonical=text,
    )  # fmt: skip


@pytest.fixture(scope="module")
def names(nlp, vocabulary):
    def run(*paragraphs):
        text, blocks = "", []
        for paragraph in paragraphs:
            blocks.append(Block(kind="paragraph", span=Span(len(text), len(text) + len(paragraph))))
            text += paragraph + "\n\n"
        digest = hashlib.sha256(text.encode()).hexdigest()
        document = Document(path="x", sha256=digest, media_type="text/plain", text=text, blocks=tuple(blocks))
        return extract(next(parse([document], nlp)), vocabulary)

    return run


def mentions(records, type_):
    return [r for r in records if isinstance(r, Mention) and r.type == type_]


# ── types ────────────────────────────────────────────────────────────────────────────────────────────────


def test_structure_outweighs_the_model():
    proposals = [proposal("Ana Rus", "organisation.spacy"), proposal("Ana Rus", "person.title", 50)]
    assert decide(proposals) == {"ana rus": "person"}


def test_a_weak_rule_alone_names_nothing():
    assert WEIGHTS["place.locative"] < ENOUGH
    assert decide([proposal("Foo", "place.locative")]) == {}


def test_a_repeated_error_does_not_win():
    wrong = [proposal("Osh", "person.spacy", i * 10) for i in range(9)]
    assert decide([*wrong, proposal("Osh", "place.known"), proposal("Osh", "place.spacy")])["osh"] == "place"


@pytest.mark.parametrize(("one", "other"), [("The Court's", "court"), ("UN  Women", "un women"), ("Jiří", "jiri")])
def test_forms_of_one_name(one, other):
    assert key_of(one) == key_of(other)


def test_the_longer_build_wins_and_nothing_overlaps():
    proposals = [
        proposal("Supreme Court of Peru", "organisation.head", 0),
        proposal("Peru", "place.known", 17),
        proposal("Court of Peru said", "organisation.spacy", 8),
        proposal("Lima", "place.city", 40),
    ]
    chosen = choose(proposals, decide(proposals))
    assert [m.text for m in chosen] == ["Supreme Court of Peru", "Lima"]


# ── acronyms ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("before", "acronym", "long"),
    [
        ("He wrote to the Forum for Prison Health", "FPH", "Forum for Prison Health"),
        ("the Kazakhstan Institute for Strategic Studies", "KazISS", "Kazakhstan Institute for Strategic Studies"),
        ("several Public Monitoring Commissions", "PMCs", "Public Monitoring Commissions"),
        ("a Bureau for Human Rights and Rule of Law", "BHR", None),
        ("the Security Service of Ukraine", "SBU", None),
        ("prisoners", "P", None),
    ],
)
def test_what_an_acronym_stands_for(before, acronym, long):
    start = long_form_start(before, acronym)
    assert (None if start is None else before[start:]) == long


# ── one name for all forms ───────────────────────────────────────────────────────────────────────────────


def test_one_acronym_means_two_things_in_two_documents(names):
    coalition = names("The Coalition Against Torture (CAT) met. Members of CAT spoke.")
    convention = names("Malta signed the CAT in 1986.")
    assert {m.entity for m in mentions(coalition, "organisation")} == {"organisation:coalition-against-torture"}
    assert [r.canonical for r in convention if isinstance(r, LawMention)] == ["UN Convention against Torture"]


def test_all_names_of_one_person_share_the_entity(names):
    records = names("Lawyer Marta K. Okafor spoke in Lagos.", "Okafor asked for water. Marta Okafor was let go.")
    found = mentions(records, "person")
    assert len(found) == 3
    assert {m.entity for m in found} == {"person:marta-k-okafor"}
    assert {m.name for m in found} == {"Marta K. Okafor"}
    assert set(found[0].aliases) == {"Marta K. Okafor", "Marta Okafor", "Okafor"}


def test_names_in_capitals_join_the_usual_form(names):
    found = mentions(names("Editor: GULNARA SADYKOVA", "Gulnara Sadykova wrote this."), "person")
    assert {m.entity for m in found} == {"person:gulnara-sadykova"}


def test_spellings_of_one_name_are_joined(names):
    found = mentions(names("President Nursultan Nazarbaev spoke.", "Nursultan Nazarbayev left."), "person")
    assert len({m.entity for m in found}) == 1


def test_bodies_named_with_their_country_are_the_known_body(names):
    found = mentions(
        names("The Ministry of Justice of Armenia agreed. The Armenian Justice Ministry wrote."), "organisation"
    )
    assert {m.entity for m in found} == {"organisation:ministry-of-justice-armenia"}


def test_the_capitalised_singular_is_the_name(names):
    """A plural in lower case is longer, but no name."""
    text = "Many national preventive mechanisms lack staff. The National Preventive Mechanism of Peru (NPM) does not."
    found = mentions(names(text, "The NPM met."), "organisation")
    assert {m.name for m in found} == {"National Preventive Mechanism"}


def test_like_bodies_of_two_countries_stay_apart(names):
    found = mentions(names("The Supreme Court of Peru agreed with the Supreme Court of Chile."), "organisation")
    assert len({m.entity for m in found}) == 2


def test_an_entity_is_the_same_in_every_document(names):
    one = mentions(names("Amnesty International reported from Chad."), "organisation")
    other = mentions(names("A report by AmnestyInternational was read."), "organisation")
    assert {m.entity for m in one} == {m.entity for m in other} == {"organisation:amnesty-international"}


def test_every_mention_is_its_words_and_none_overlap(names):
    records = names("The Osh City Court sent Judge Aibek Saliev to Talas.", "Saliev refused, the Osh City Court said.")
    found = sorted((r for r in records if isinstance(r, Mention)), key=lambda m: m.span)
    assert [m.text for m in found] == ["Osh City Court", "Aibek Saliev", "Talas", "Saliev", "Osh City Court"]
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


def test_linking_keeps_the_order(vocabulary):
    given = [proposal("Riga", "place.known", 9), proposal("Anna Berg", "person.title", 20)]
    assert [item.mention for item in link(given, vocabulary, {})] == given


# ── short forms ──────────────────────────────────────────────────────────────────────────────────────────


def linked_names(vocabulary, *mentions_, kin=()):
    starts = frozenset(m.span.start for m in mentions_ if m.text in kin)
    return {item.mention.text: item.canonical for item in link(mentions_, vocabulary, {}, kin=starts)}


def test_the_last_word_of_one_longer_body_is_that_body(vocabulary):
    bodies = [proposal("Lakeside Ferrymen", "organisation.team"), proposal("Ferrymen", "organisation.spacy", 50)]
    assert linked_names(vocabulary, *bodies)["Ferrymen"] == "Lakeside Ferrymen"


@pytest.mark.parametrize(
    ("longer", "word"),
    [
        ("Office of the Zuzeran", "Zuzeran"),  # an office is not who holds it
        ("Ohio Assembly", "Assembly"),  # the noun of a kind
        ("ZUN Women", "ZUN"),
    ],
)
def test_a_word_is_no_short_form(vocabulary, longer, word):
    bodies = [proposal(longer, "organisation.head"), proposal(word, "organisation.spacy", 50)]
    assert linked_names(vocabulary, *bodies)[word] == word


def test_a_word_of_two_longer_bodies_is_neither(vocabulary):
    bodies = [proposal("Lakeside Ferrymen", "organisation.team"), proposal("Hilltop Ferrymen", "organisation.team", 30)]
    assert linked_names(vocabulary, *bodies, proposal("Ferrymen", "organisation.spacy", 60))["Ferrymen"] == "Ferrymen"


def test_a_relative_is_not_meant_by_the_family_name(vocabulary):
    people = [proposal("Ryan Holm", "person.given"), proposal("Damon Holm", "person.given", 30)]
    family = proposal("Holm", "person.surname", 60)
    assert linked_names(vocabulary, *people, family)["Holm"] == "Damon Holm"
    assert linked_names(vocabulary, *people, family, kin=("Damon Holm",))["Holm"] == "Ryan Holm"


def test_who_is_introduced_as_a_relative(names):
    found = mentions(names("Eric Holm won. His twin brother, Damon Holm, watched him. Later Holm left."), "person")
    assert [m.canonical for m in found if m.text == "Holm"] == ["Eric Holm"]
