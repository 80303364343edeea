"""Any input gives a value or one of our own errors: dates, spans, queries, files of every kind, and the stores."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from justicekb.edtf import Edtf
from justicekb.errors import QueryError, SourceError, ValueFormatError
from justicekb.ingest import READERS, read
from justicekb.model import Block, Document, passages
from justicekb.query.search.parse import parse
from justicekb.querytree import describe
from justicekb.spans import Span, outermost
from justicekb.store.memory import MemoryFullText, MemoryRecords
from justicekb.store.records.sqlite import SqliteRecords
from justicekb.store.whoosh.index import WhooshFullText
from justicekb.store.words import forms, words
from shelves import on_shelf

EXAMPLES = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@given(st.text("0123456789-/.~?%XTZu", max_size=24) | st.text(max_size=12))
def test_any_text_is_a_date_or_a_format_error(text):
    with suppress(ValueFormatError):
        date = Edtf(text)
        assert date.earliest is None or date.latest is None or date.earliest <= date.latest
        assert Edtf(date.text) == date


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 20)), max_size=12))
def test_outermost_spans_lie_apart(pairs):
    spans = [Span(start, start + length) for start, length in pairs]
    kept = outermost(spans)
    assert all(not a.overlaps(b) for a in kept for b in kept if a is not b)
    assert all(len(s) == 0 or any(s.overlaps(k) for k in kept) for s in spans)


PIECES = [
    "prison", "tortur*", "wom?n", "word~2", '"penal reform"', '"a b"~3', "AND", "OR", "NOT", "-", "(", ")", "NEAR/3",
    "title:", "published:[2011 TO 2015]", "kind:report", "@person", "org:PRI", "“",
    '"', "*", "[", "co-operation", "казнь",
]  # fmt: skip
QUERY = st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=14).map(" ".join)


@given(QUERY | st.text(max_size=60))
def test_any_query_has_a_meaning_or_a_fault_with_its_place(query):
    parsed = parse(query)
    assert (parsed.node is None) == bool(parsed.errors)
    if parsed.node is not None:
        assert isinstance(describe(parsed.node), str)
    assert all(0 <= (e.start or 0) <= (e.end or len(query)) <= len(query) + 1 for e in parsed.errors)


@given(st.text(max_size=200))
def test_words_stand_where_they_say(text):
    read_words = list(words(text))
    assert [w.position for w in read_words] == list(range(len(read_words)))
    assert all(a.end <= b.start for a, b in pairwise(read_words))
    assert "".join(w.text for w in read_words) == "".join(forms(text))


# ── files ────────────────────────────────────────────────────────────────────────────────────────────────────


def _zipped(**members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return out.getvalue()


PARAGRAPH = (
    b"The visiting board met in Osh on 3 May 2014. It saw ten cells, and \xe2\x80\x9cnobody\xe2\x80\x9d complained."
)
ARTICLE = b'<article article-type="x" dtd-version="1"><front><article-meta/></front><body><p>%s</p></body></article>'
MESSAGE = b"From: a@example.org\nTo: b@example.org\nSubject: Cells\nDate: Mon, 5 May 2014 10:00:00 +0000\n\n"
SEEDS = {
    "a.txt": PARAGRAPH,
    "a.md": b"# Cells\n\n" + PARAGRAPH + b"\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
    "a.html": b"<html><head><title>Cells</title></head><body><h1>Cells</h1><p>" + PARAGRAPH + b"</p></body></html>",
    "a.xml": ARTICLE % PARAGRAPH,
    "a.eml": MESSAGE + PARAGRAPH,
    "tei.xml": b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>' + PARAGRAPH + b"</p></body></text></TEI>",
    "a.docx": _zipped(word__document_xml=b"<w:document><w:body/></w:document>"),
    "a.epub": _zipped(mimetype=b"application/epub+zip", a_xml=PARAGRAPH),
    "a.pdf": b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF",
}  # fmt: skip


def mutations(seed):
    """The seed with stretches cut out, doubled or overwritten."""
    place = st.integers(0, len(seed))
    change = st.tuples(place, place, st.binary(max_size=12), st.integers(0, 3))
    return st.lists(change, max_size=5).map(lambda changes: _changed(seed, changes))


def _changed(seed, changes):
    data = bytearray(seed)
    for start, end, put, times in changes:
        first, last = sorted((start, end))
        data[first:last] = put * times
    return bytes(data)


def test_every_kind_of_file_is_tried():
    assert len(READERS) == 10  # TEXT, MARKDOWN, HTML, JATS, TEI, XML, DOCX, EPUB, EMAIL, PDF: a new one needs a seed


@pytest.mark.parametrize("name", [name for name in SEEDS if name != "a.pdf"])
@EXAMPLES
@given(data=st.data())
def test_any_file_is_read_or_refused_with_a_reason(vocabulary, name, data):
    content = data.draw(mutations(SEEDS[name]))
    document = None
    with suppress(SourceError):
        document = read(content, vocabulary, path=name)
    if document is None:
        return
    assert all(block.span.end <= len(document.text) for block in document.blocks)
    assert all(len(passage.span) > 0 for passage in passages(document))
    assert "\x00" not in document.text


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_pdf_is_read_or_refused_with_a_reason(vocabulary, data):
    with pytest.raises(SourceError):  # none of them has text
        read(data.draw(mutations(SEEDS["a.pdf"])) + b"%PDF-", vocabulary, path="a.pdf")


# ── the stores ───────────────────────────────────────────────────────────────────────────────────────────────

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)


@EXAMPLES
@given(st.lists(st.tuples(st.sampled_from("abc"), TEXT), max_size=6), st.sets(st.sampled_from("abc")))
def test_both_stores_hold_the_same_after_any_changes(tmp_path_factory, written, removed):
    folder = tmp_path_factory.mktemp("kb")
    memory = MemoryRecords()
    with SqliteRecords(folder / "knowledge.sqlite", mode="create") as sqlite:
        for store in (memory, sqlite):
            for path, text in written:
                store.replace(_document(path, text), [])
            for path in removed:
                if (known := store.by_path(path)) is not None:
                    store.remove(known.id)
        assert [memory.document(d.id) for d in memory.documents()] == [
            sqlite.document(d.id) for d in sqlite.documents()
        ]
        assert [memory.indexed(d.id) for d in memory.documents()] == [sqlite.indexed(d.id) for d in sqlite.documents()]
        assert sqlite.problems(thorough=True) == []


def _document(path, text):
    import hashlib

    sha = hashlib.sha256(text.encode()).hexdigest()
    blocks = (Block(kind="paragraph", span=Span(0, len(text))),)
    return Document(path=path, sha256=sha, media_type="text/plain", text=text, blocks=blocks)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(TEXT, min_size=1, max_size=4, unique=True), QUERY)
def test_both_indexes_find_the_same(tmp_path_factory, texts, query):
    node = parse(query).node
    if node is None:
        return
    records = MemoryRecords()
    for number, text in enumerate(texts):
        records.replace(_document(str(number), text), [])
    indexed = [records.indexed(light.id) for light in records.documents()]
    memory, whoosh = MemoryFullText(), on_shelf(WhooshFullText, tmp_path_factory.mktemp("kb") / "fulltext")
    found = []
    for index in (memory, whoosh):
        index.index(indexed, revision=1)
        try:
            found.append({hit.passage for hit in index.search(node, limit=50).hits})
        except QueryError as error:
            found.append(error.diagnostic.cause)
    whoosh.close()
    assert found[0] == found[1]
