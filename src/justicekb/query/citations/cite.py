"""Citations: the verbatim passage, where it stands, and an address that opens on the words.

The words are exactly those of the source's text. Places are given as page, number of the paragraph in the document
and section headings; the address carries a text fragment (WICG, URL Fragment Text Directives) or, for PDF files,
the page (RFC 8118).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import quote

from justicekb.errors import Diagnostic, NotFoundError, QueryError
from justicekb.model import Document, Passage, Record, passages
from justicekb.query.language import sentences, sentences_in, stems, tokens
from justicekb.query.search import literal, search, too_long
from justicekb.querytree import And, Or, Phrase, Term
from justicekb.spans import Span
from justicekb.store.base import FullTextReader, RecordReader
from justicekb.store.words import forms
from justicekb.store.words import stems as word_stems
from justicekb.vocabulary import load
from justicekb.vocabulary.entries import GivenNames, ReferenceWords

if TYPE_CHECKING:
    from justicekb.vocabulary import Vocabulary

# Words before and after a quotation that a W3C selector carries (characters; the specification leaves it open).
CONTEXT = 40

# A quotation longer than this is addressed by its first and last words (characters; browsers match a range faster
# and survive small changes in the middle).
LONG = 120

# Words taken from the ends of a long quotation, and from around one that is not unique.
EDGE_WORDS = 4

# Browsers look for a text directive in these alone.
_WEB_PAGES = frozenset({"text/html", "application/xhtml+xml"})

# A passage that has no more of the words than this is not the one that is remembered (share).
_REMEMBERED = 2 / 3

# The most places that remembered words are looked up in.
MOST = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedPassage:
    """A passage to cite: `exact` is `document.text[span]`, `prefix` and `suffix` the words around it.

    `paragraph` counts the document's paragraphs, list items and quotations from 1; `address` opens on the words;
    `bodies` are those of the authors that the documents know as organisations, whose names are never turned round.
    `complete` is False where only some of the remembered words stand there.
    """

    record: str | None
    document: Document
    span: Span
    exact: str
    prefix: str
    suffix: str
    headings: tuple[str, ...]
    paragraph: int | None
    page: int | None
    address: str
    bodies: frozenset[str] = frozenset()
    complete: bool = True

    @property
    def place(self) -> str:
        """Where it stands, in words: "p. 3, para. 12, in “Conditions”"."""
        told = [
            f"p. {self.page}" if self.page is not None else "",
            f"para. {self.paragraph}" if self.paragraph is not None else "",
            f"in “{' › '.join(self.headings)}”" if self.headings else "",
        ]
        return ", ".join(filter(None, told))


def cite(
    what: str,
    records: RecordReader,
    fulltext: FullTextReader | None = None,
    *,
    vocabulary: Callable[[], Vocabulary] | None = None,
    most: int = MOST,
) -> list[CitedPassage]:
    """The passage of a record or passage id or of a place, or the passages with the remembered words, best first.

    A place is written `doc-…:start-end`, in code points of the document's text.

    A record is cited by its sentence. Remembered words are those of a search, and what that finds is cited: the very
    words first, then passages with all of them in any form, then those that lack few of them, `most` at most. With a
    vocabulary function words are not required. Without a full text, the words are looked for in every
    document. Raises NotFoundError when nothing has the id or the words, QueryError for too many words.
    """
    if fault := too_long(what):
        raise QueryError(fault)
    found = _by_id(what, records) or list(
        islice(_each_once(_by_words(what, _Both(records, fulltext), vocabulary, most)), most)
    )
    if not found:
        raise NotFoundError(Diagnostic(message=f"neither a record nor a passage with these words: {what!r}"))
    return found


def _by_id(what: str, records: RecordReader) -> list[CitedPassage]:
    if place := re.fullmatch(r"(doc-[0-9a-f]{6,}):(\d{1,9})-(\d{1,9})", what.strip()):
        return _at_place(place[1], int(place[2]), int(place[3]), records)
    if re.fullmatch(r"[a-z]+-[0-9a-f]{6,}(?:-\d+)?", what.strip()) is None:
        return []
    thing: Record | Passage | None = records.record(what.strip()) or records.passage(what.strip())
    if thing is None:
        return []
    document = records.document(thing.document)
    if document is None:
        return []
    span, record = (thing.evidence, thing.id) if isinstance(thing, Record) else (thing.span, None)
    return [cited(document, span, records, record=record)]


def _at_place(id_: str, start: int, end: int, records: RecordReader) -> list[CitedPassage]:
    document = records.document(id_)
    if document is None or not start < end <= len(document.text):
        return []
    return [cited(document, Span(start, end), records)]


def cited(document: Document, span: Span, records: RecordReader, *, record: str | None = None) -> CitedPassage:
    """The words at a place of a document, ready to cite."""
    text, page = document.text, records.page(document.id, span.start)
    return CitedPassage(
        record=record,
        document=document,
        span=span,
        exact=span.of(text),
        prefix=text[max(span.start - CONTEXT, 0) : span.start],
        suffix=text[span.end : span.end + CONTEXT],
        headings=_headings(document, span.start),
        paragraph=_paragraph(document, span.start),
        page=page,
        address=address(document, span, page=page),
        bodies=frozenset(author.name for author in document.authors if _is_body(author.name, records)),
    )


def _is_body(name: str, records: RecordReader) -> bool:
    """Whether an author is no person: a known body, or named with a word of bodies' names or a firm's form."""
    if next(records.find_entities(name, type="organisation", limit=1), None) is not None:
        return True
    if _FORM.search(name):
        return True
    words = re.findall(r"[^\W\d_]+", name)
    if not {word.casefold() for word in words} & _body_words():
        return False
    return len(words) > 2 or words[0] not in _given_names()


_FORM = re.compile(r",\s(?:Inc|Ltd|LLC|LLP|PLC|GmbH|Corp|Co)\b\.?$", re.IGNORECASE)


@lru_cache(maxsize=1)
def _body_words() -> frozenset[str]:
    return frozenset(w for entry in load().entries(ReferenceWords) if entry.id == "body" for w in entry.words)


@lru_cache(maxsize=1)
def _given_names() -> frozenset[str]:
    return frozenset(name for entry in load().entries(GivenNames) for name in entry.names)


def _headings(document: Document, offset: int) -> tuple[str, ...]:
    """What the passage around a place stands under, as a search shows it."""
    around = (piece for piece in passages(document) if piece.span.start <= offset < piece.span.end)
    return next((piece.headings for piece in around), ())


_PARAGRAPHS = frozenset({"paragraph", "list_item", "block_quote"})


def _paragraph(document: Document, offset: int) -> int | None:
    own = [b for b in document.blocks if b.kind in _PARAGRAPHS and b.span.start <= offset]
    return len(own) if own and offset < own[-1].span.end else None


# ── remembered words ─────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Both:
    records: RecordReader
    fulltext: FullTextReader | None


@dataclass(frozen=True, slots=True)
class _Searched:
    records: RecordReader
    fulltext: FullTextReader


def _by_words(
    what: str, stores: _Both, vocabulary: Callable[[], Vocabulary] | None, most: int
) -> Iterator[CitedPassage]:
    """Documents with the very words first; then the sentences or passages that have all of them in any form."""
    if not stems(what):
        return
    records, fulltext = stores.records, stores.fulltext
    documents = list(documents_with(what, records, fulltext))
    for document in documents:
        span = locate(what, document.text)
        if span is not None:
            yield cited(document, span, records)
    if fulltext is None:
        yield from _in_sentences(what, documents, records)
    else:
        yield from _in_passages(what, _Searched(records, fulltext), vocabulary, most)


def _each_once(found: Iterable[CitedPassage]) -> Iterator[CitedPassage]:
    """The passages without those whose words, or part of them, were cited before."""
    places: dict[str, list[Span]] = {}
    for one in found:
        before = places.setdefault(one.document.id, [])
        if not any(place.overlaps(one.span) for place in before):
            before.append(one.span)
            yield one


def _in_sentences(what: str, documents: Iterable[Document], records: RecordReader) -> Iterator[CitedPassage]:
    wanted = set(stems(what))
    for document in documents:
        for span in sentences(document):
            if wanted <= set(stems(span.of(document.text))):
                yield cited(document, span, records)


def _in_passages(
    what: str, stores: _Searched, vocabulary: Callable[[], Vocabulary] | None, most: int
) -> Iterator[CitedPassage]:
    """The passages that a search finds, narrowed to a sentence that has all its words."""
    records = stores.records
    words = " ".join(word for word in what.split() if forms(word))
    found = search(stores, literal(words), vocabulary, limit=most)
    wanted = set(word_stems(words))
    for number, hit in enumerate(found.hits):
        passage, document = records.passage(hit.passage), records.document(hit.document)
        if passage is None or document is None:
            continue
        shared = wanted & set(word_stems(passage.span.of(document.text)))
        if number >= found.complete and len(shared) <= _REMEMBERED * len(wanted):
            continue
        within = sentences_in(document.text, passage.span)
        span = next((s for s in within if wanted <= set(word_stems(s.of(document.text)))), passage.span)
        yield replace(cited(document, span, records), complete=number < found.complete)


def documents_with(
    words: str, records: RecordReader, fulltext: FullTextReader | None, *, every: bool = True
) -> Iterator[Document]:
    """Documents that may have the words: every one without a full text, else those it finds.

    `every` asks for all the words in one passage; otherwise the passages that have most of them come first.
    """
    if fulltext is None:
        ids = (light.id for light in records.documents())
    else:
        found = tuple(word for word, _ in tokens(words))
        terms = tuple(Term(word) for word in dict.fromkeys(found))
        hits = fulltext.search(Or((And(terms), Phrase(found))) if every else Or(terms), limit=50).hits
        ids = (id_ for id_ in dict.fromkeys(hit.document for hit in hits))
    for id_ in ids:
        document = records.document(id_)
        if document is not None:
            yield document


def locate(words: str, text: str) -> Span | None:
    """The first place of the words in a text, whatever its quotation marks, dashes, white space and case."""
    wanted = [word for word, _ in tokens(words)]
    if not wanted:
        return None
    between = r"[^\w]{1,6}"
    match = re.search(r"(?<!\w)" + between.join(_flexible(word) for word in wanted) + r"(?!\w)", text, re.IGNORECASE)
    return None if match is None else Span(match.start(), match.end())


def _flexible(word: str) -> str:
    return re.sub(r"['’‘]", "['’‘]", re.sub(r"\\?[-‐‑–]", "[-‐‑–]", re.escape(word)))


# ── addresses ────────────────────────────────────────────────────────────────────────────────────────────


def address(document: Document, span: Span, *, page: int | None = None) -> str:
    """Where the words can be opened: the document's address, else its path.

    A fragment leads to the words where what opens it knows one: a text directive in web pages, a page in PDF files.
    """
    base = (document.url or document.path).partition("#")[0]
    if document.media_type == "application/pdf":
        return f"{base}#page={page}" if page is not None else base
    if document.media_type not in _WEB_PAGES:
        return base
    return f"{base}#:~:text={text_directive(document.text, span)}"


def text_directive(text: str, span: Span) -> str:
    """The value of a text directive: `[prefix-,]start[,end][,-suffix]`, percent-encoded.

    Long quotations and those over several lines are given by their ends; what stands around the quotation is
    added when the quotation is not unique in the text.
    """
    words = span.of(text)
    start, end = _ends(words)
    parts = [encoded(start)] + ([encoded(end)] if end else [])
    if _occurrences(text, words) > 1:
        before, after = _around(text, span)
        parts = [f"{encoded(before)}-"] * bool(before) + parts + [f"-{encoded(after)}"] * bool(after)
    return ",".join(parts)


def encoded(words: str) -> str:
    """Percent-encoded for a text directive, where comma, ampersand and dash have a meaning of their own."""
    return quote(" ".join(words.split()), safe="").replace("-", "%2D")


def _ends(words: str) -> tuple[str, str | None]:
    pieces = words.split()
    if (len(words) <= LONG and "\n" not in words) or len(pieces) < 2 * EDGE_WORDS:
        return " ".join(pieces), None
    return " ".join(pieces[:EDGE_WORDS]), " ".join(pieces[-EDGE_WORDS:])


def _occurrences(text: str, words: str) -> int:
    return len(re.findall(r"\s+".join(re.escape(piece) for piece in words.split()), text, re.IGNORECASE))


def _around(text: str, span: Span) -> tuple[str, str]:
    """Words of the same line before and after; a directive's context does not run over block boundaries."""
    before = text[: span.start].rpartition("\n")[2].split()
    after = text[span.end :].partition("\n")[0].split()
    return " ".join(before[-EDGE_WORDS:]), " ".join(after[:EDGE_WORDS])
