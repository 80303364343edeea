"""Every word of a record stands in its evidence, or in the context from which its rule is known to take it.

Read off the base of the sample corpus: what a record counts, names, triggers and dates. Context is: the name that a
pronoun or an office stands for and what "the four" counts, told before in the document; the full name of an entity
of the vocabulary; the row and column names and the caption of a table.
"""

from __future__ import annotations

import re

import pytest

import justicekb
from justicekb.model import RECORD_TYPES, Fact, Figure, LawMention, Mention, Quote

# What the rules themselves call a length of time, a share and a sum that no word names.
OWN_WORDS = {"time", "of", "share", "amount", "rate", "prison", "sentence", "term", "other"}


@pytest.fixture(scope="module")
def found(sample_base):
    """Every record of the base with its document, by kind."""
    with justicekb.open(sample_base) as kb:
        documents = {document.id: kb.records.document(document.id) for document in kb.records.documents()}
        return {
            kind: [(record, documents[record.document].text) for record in kb.records.records(kind)]
            for kind in RECORD_TYPES
        }


def words(text):
    return set(re.findall(r"[^\W_]+", text.casefold()))


def test_the_words_of_every_record_stand_in_its_evidence(found):
    for kind, records in found.items():
        outside = [(r.rule, r.span.of(text)) for r, text in records if not r.evidence.contains(r.span)]
        assert not outside, kind


def test_an_event_has_its_trigger_and_date_in_its_evidence(found):
    assert found[Fact]
    for fact, _ in found[Fact]:
        assert fact.evidence.contains(fact.trigger), fact.rule
        assert fact.date_span is None or fact.evidence.contains(fact.date_span), fact.rule


def test_who_takes_part_or_speaks_is_named_there_or_before(found):
    names = [(p.name, fact, text) for fact, text in found[Fact] for p in fact.participants if p.entity is None]
    names += [(fact.attributed_to, fact, text) for fact, text in found[Fact] if fact.attributed_to]
    names += [(quote.speaker, quote, text) for quote, text in found[Quote] if quote.speaker]
    names += [(quote.role, quote, text) for quote, text in found[Quote] if quote.role]
    assert names
    nowhere = [name for name, _, text in names if not words(name) <= words(text)]
    assert nowhere == []


def test_a_number_and_what_it_counts_stand_there(found):
    assert found[Figure]
    for figure, text in found[Figure]:
        assert figure.evidence.contains(figure.span)
        assert figure.unit != "count" or re.search(r"[^\W\d_]{2}", figure.measure), figure.span.of(text)
        assert words(figure.measure) <= words(text) | OWN_WORDS, figure.measure


def test_names_and_provisions_are_as_they_stand(found):
    for mention, text in found[Mention]:
        assert mention.text == mention.span.of(text)
    for law, text in found[LawMention]:
        number = re.sub(r"^\D+", "", law.provision or "")
        assert words(number.replace("-", " ")) <= words(law.evidence.of(text)) | words(number), law.provision
        assert law.text == law.span.of(text)
