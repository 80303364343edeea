"""A search from its string to its hits, over the stores in memory."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from justicekb.edtf import Edtf
from justicekb.errors import QueryError
from justicekb.model import Block, Document, Mention, entity_id
from justicekb.query.search.search import resolve, search
from justicekb.querytree import Mentions, Named, Or, Phrase
from justicekb.spans import Span
from justicekb.store.memory import MemoryFullText, MemoryRecords

REFORM = entity_id("organisation", "Prison Reform Watch")
CENTRE = entity_id("organisation", "Public Relations Workshop")
TEXTS = {
    "watch.txt": ("Prison Reform Watch (PRW) visited the colony in Pavlodar.", "PRW asked for more heating.", "report"),
    "shop.txt": ("The Public Relations Workshop, PRW, sells pens.", "Torture is a crime.", "article"),
    "law.txt": ("Parliament adopted the law on probation.", "The torture of prisoners was not mentioned.", "other"),
}


@dataclass
class Stores:
    records: MemoryRecords
    fulltext: MemoryFullText


def _mentions(doc, entity, name, aliases):
    for alias in (name, *aliases):
        start = doc.text.find(alias)
        while start >= 0:
            span = Span(start, start + len(alias))
            yield Mention(
                document=doc.id, span=span, evidence=span, rule="x", type="organisation", name=name, text=alias,
                entity=entity, canonical=name, aliases=tuple(aliases),
            )  # fmt: skip
            start = doc.text.find(alias, start + 1)


@pytest.fixture(scope="module")
def stores():
    records, fulltext = MemoryRecords(), MemoryFullText()
    for number, (path, (first, second, kind)) in enumerate(TEXTS.items()):
        doc = Document(
            path=path, sha256=str(number) * 64, media_type="text/plain", kind=kind, text=f"{first}\n{second}",
            publisher="Watch Press" if number else None, published=Edtf(f"201{number}"),
            blocks=(
                Block(kind="paragraph", span=Span(0, len(first))),
                Block(kind="paragraph", span=Span(len(first) + 1, len(first) + 1 + len(second))),
            ),
        )  # fmt: skip
        found = {
            "watch.txt": list(_mentions(doc, REFORM, "Prison Reform Watch", ["PRW"])),
            "shop.txt": list(_mentions(doc, CENTRE, "Public Relations Workshop", ["PRW"])),
        }
        records.replace(doc, found.get(path, []))
    fulltext.index([records.indexed(doc.id) for doc in records.documents()], revision=3)
    return Stores(records, fulltext)


def texts(result):
    return sorted(hit.text for hit in result.hits)


def test_words_of_a_passage(stores):
    result = search(stores, "heating")
    assert texts(result) == ["PRW asked for more heating."]
    assert (result.total, result.understood, result.suggestion, result.notes) == (1, "“heating”", None, ())


def test_a_name_finds_the_acronyms_passages(stores):
    result = search(stores, 'org:"Prison Reform Watch"')
    assert texts(result) == ["PRW asked for more heating.", TEXTS["watch.txt"][0]]
    assert result.understood == "mentions the organisation “Prison Reform Watch”"


def test_an_ambiguous_acronym_finds_all_its_bearers(stores):
    assert len(search(stores, "org:PRW").hits) == 3
    assert resolve(Named("PRW", "organisation"), stores.records) == Or((Mentions(REFORM), Mentions(CENTRE)))


def test_an_id_is_a_name_too(stores):
    assert resolve(Named(REFORM), stores.records) == Mentions(REFORM)


def test_an_unknown_name_is_looked_for_as_a_phrase(stores):
    assert resolve(Named("more heating"), stores.records) == Phrase(("more", "heating"))
    result = search(stores, 'place:"more heating" org:PRW')
    assert texts(result) == ["PRW asked for more heating."]
    assert [note.message for note in result.notes] == [
        "no place called “more heating” is known; looked for these words instead"
    ]


def test_names_have_places(stores):
    assert texts(search(stores, "heating NEAR/8 org:PRW")) == ["PRW asked for more heating."]
    assert search(stores, "heating NEAR/2 org:PRW").total == 0


def test_a_document_is_found_by_the_beginning_of_its_id(stores):
    assert search(stores, "doc:doc-111111").total == 2
    assert search(stores, "doc:doc-777777").total == 0


@pytest.mark.parametrize(
    ("filters", "total"),
    [
        ({"kind": "report"}, 0),
        ({"kind": "article"}, 1),
        ({"kind": None}, 2),
        ({"publisher": "watch press"}, 2),
        ({"publisher": "Press Watch"}, 0),
        ({"published": "[2011 TO 2012]"}, 2),
        ({"published": "2011"}, 1),
        ({"org": "PRW"}, 0),
        ({"event": "visit"}, 0),
        ({"kind": "article", "published": "2012"}, 0),
    ],
)
def test_filters(stores, filters, total):
    assert search(stores, "torture", **filters).total == total


@pytest.mark.parametrize(
    ("filters", "words"), [({"kind": "book"}, "the kinds are"), ({"published": "soon"}, "write 2011")]
)
def test_a_filter_with_a_wrong_value_is_refused(stores, filters, words):
    with pytest.raises(QueryError, match=words):
        search(stores, "torture", **filters)


def test_words_that_are_nowhere_together_are_eased_and_it_says_so(stores):
    result = search(stores, "torture probation")
    assert (len(result.hits), result.total, result.complete) == (3, 3, 0)
    assert "no passage has all the words" in result.notes[-1].message
    assert result.understood == "“torture” and “probation”"


def test_passages_with_all_the_words_come_first_then_those_with_some(stores):
    result = search(stores, "torture prisoners")
    some = {TEXTS["shop.txt"][1], TEXTS["watch.txt"][0]}  # torture; prison
    assert result.hits[0].text == TEXTS["law.txt"][1]
    assert {hit.text for hit in result.hits[1:]} == some
    assert (result.total, result.complete) == (3, 1)
    assert "1 of these passages have all the words" in result.notes[-1].message
    pages = [search(stores, "torture prisoners", limit=1, offset=at) for at in range(4)]
    assert [hit for page in pages for hit in page.hits] == list(result.hits)
    assert {page.total for page in pages} == {3}
    assert len(search(stores, "torture prisoners", facets=["kind"]).facets["kind"]) == 3


def test_what_else_was_asked_holds_when_words_are_eased(stores):
    result = search(stores, "torture probation kind:article")
    assert texts(result) == ["Torture is a crime."]
    assert search(stores, "torture probation", kind="article").total == 1
    assert search(stores, "torture probation -crime").total == 2
    assert {hit.kind for hit in search(stores, "torture parliament", kind="other").hits} == {"other"}


def test_operators_are_not_eased(stores):
    result = search(stores, "torture AND probation")
    assert (result.total, result.notes) == (0, ())


def test_function_words_are_not_required(stores, vocabulary):
    result = search(stores, "the torture of prisoners", vocabulary)
    assert (result.hits[0].text, result.complete) == ("The torture of prisoners was not mentioned.", 1)
    assert "“the”, “of”" in result.notes[0].message
    assert search(stores, "the crime of torture", lambda: vocabulary).complete == 1


def test_a_misspelt_word_gets_a_suggestion(stores):
    result = search(stores, "tortrue crime")
    assert result.suggestion == "torture crime"
    assert search(stores, "torture").suggestion is None
    assert search(stores, "qqqqqqqqqqqq").suggestion is None


def test_facets_on_demand(stores):
    assert search(stores, "torture").facets == {}
    result = search(stores, "torture", facets=["kind", "year", "publisher"])
    assert result.facets["kind"] == (("article", 1), ("other", 1))
    assert result.facets["year"] == (("2011", 1), ("2012", 1))
    assert result.facets["publisher"] == (("Watch Press", 2),)


def test_pages(stores):
    first, second = search(stores, "*", limit=4), search(stores, "*", limit=4, offset=4)
    assert (first.total, len(first.hits), len(second.hits)) == (6, 4, 2)
    assert not {hit.passage for hit in first.hits} & {hit.passage for hit in second.hits}


def test_a_fault_is_refused_with_its_place(stores):
    with pytest.raises(QueryError) as caught:
        search(stores, "torture AND (prison")
    diagnostic = caught.value.diagnostic
    assert "torture AND (prison"[diagnostic.start : diagnostic.end] == "("
