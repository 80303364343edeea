"""What reads documents, queries and questions, each as a function of a text: readers, parser, extractors, search."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from functools import lru_cache
from html import escape
from typing import Any, NamedTuple

from collecting import corpus_in_memory

Run = Callable[[], object]

# Units that documents of trouble are made of: each was seen, or is the worst that some part looks for.
UNITS = (
    "Kazakhstan ratified the Convention against Torture in 1998 and ", "from 2011 to ", "1", "\n", "a", "A. ", "(", "“",
    "’", "Mr. Ab said, ", "1,000 of the ", "Smith, J. (2011). ", "Article 1 of the ", "<!-- a -->", "<script>", "<a ",
    "[a](", "**a", "\nab", "Ab (AB) and ", "казнь ", "| a ", "- ", "From: a\n\n",
)  # fmt: skip


class Part(NamedTuple):
    """A part that reads: its name, and what makes a run of it from a text (the preparing is not measured)."""

    name: str
    prepare: Callable[[str], Run]
    longest: int | None = None  # what is longer is refused (characters)
    share: int = 1  # texts so much shorter than others tell enough, because each sentence costs much


def parts() -> Iterator[Part]:
    """Every part, in the order in which a document meets them."""
    for name, wrap in WRAPPERS.items():
        yield Part(f"read {name}", _reader(name, wrap))
    yield Part("parse", lambda text: _parsing(_document(text)))
    yield from _extractors()
    yield Part("store and index", _storing)
    yield Part("search", _searching, longest=10_000)
    yield Part("ask", _asking, longest=2_000)
    yield Part("verify", _verifying, share=8)


# ── readers ──────────────────────────────────────────────────────────────────────────────────────────────────


def _docx(text: str) -> bytes:
    import docx

    made = docx.Document()
    for line in _printable(text).split("\n")[:2_000]:
        made.add_paragraph(line)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _epub(text: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr("META-INF/container.xml", _CONTAINER)
        archive.writestr("content.opf", _PACKAGE)
        archive.writestr("a.xhtml", f"<html><body><p>{escape(_printable(text))}</p></body></html>")
    return out.getvalue()


_CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="content.opf"/></rootfiles></container>'
)
_PACKAGE = (
    '<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
    '<dc:title>Trouble</dc:title></metadata><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>'
    '</manifest><spine><itemref idref="a"/></spine></package>'
)


def _mail(text: str) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.org", "b@example.org", "Trouble"
    message["Date"], message["Message-ID"] = "Mon, 05 May 2014 10:00:00 +0000", "<1@example.org>"
    message.set_content(text)
    return bytes(message)


def _jats(text: str) -> bytes:
    body = f"<p>{escape(_printable(text))}</p>"
    front = "<article-meta><title-group><article-title>Trouble</article-title></title-group></article-meta>"
    return (
        '<?xml version="1.0"?><article article-type="research-article" dtd-version="1.0">'
        f"<front>{front}</front><body>{body}</body></article>"
    ).encode()


def _printable(text: str) -> str:
    return "".join(c for c in text if c in "\n\t" or c >= " ")


WRAPPERS: dict[str, Callable[[str], bytes]] = {
    "trouble.txt": str.encode,
    "trouble.md": lambda text: f"# Trouble\n\n{text}\n".encode(),
    "raw.html": lambda text: f"<html><body><p>Trouble is here. {text}".encode(),
    "trouble.html": lambda text: f"<html><body><h1>Trouble</h1><p>{escape(text)}</p></body></html>".encode(),
    "trouble.xml": _jats,
    "trouble.docx": _docx,
    "trouble.epub": _epub,
    "trouble.eml": _mail,
}  # fmt: skip


def _reader(name: str, wrap: Callable[[str], bytes]) -> Callable[[str], Run]:
    from justicekb.errors import SourceError
    from justicekb.ingest import read

    def prepare(text: str) -> Run:
        data = wrap(text)

        def run() -> object:
            try:
                return read(data, _vocabulary(), path=name)
            except SourceError as error:  # a file without a word may be refused, but soon
                return error

        return run

    return prepare


# ── extraction ───────────────────────────────────────────────────────────────────────────────────────────────


@lru_cache(maxsize=1)
def _vocabulary() -> Any:  # noqa: ANN401
    from justicekb.vocabulary import load

    return load()


@lru_cache(maxsize=1)
def _language() -> Any:  # noqa: ANN401
    from justicekb.config import Settings
    from justicekb.extract.nlp import load_pipeline

    return load_pipeline(Settings().model)


def _document(text: str) -> Any:  # noqa: ANN401
    from justicekb.ingest import read

    return read(f"The board met in Osh on 3 May 2014. {text}".encode(), _vocabulary(), path="trouble.txt")


def _parsing(document: Any) -> Run:  # noqa: ANN401
    from justicekb.extract.nlp import parse

    return lambda: list(parse([document], _language()))


def _extractors() -> Iterator[Part]:
    for number, find in enumerate(_in_order()):
        yield Part(f"extract {find.__name__}", _extracting(number))


def _in_order() -> tuple[Callable[..., Any], ...]:
    from justicekb.extract import EXTRACTORS, NAMES
    from justicekb.extract.names import resolve_names

    return (*NAMES, resolve_names, *EXTRACTORS)


def _extracting(number: int) -> Callable[[str], Run]:
    """The extractor after all those before it in the order, which are not measured."""
    from justicekb.extract.nlp import Found

    def prepare(text: str) -> Run:
        parsed, before, find = _parsed(text), _before(text, number), _in_order()[number]
        return lambda: list(find(parsed, _vocabulary(), Found(before)))

    return prepare


@lru_cache(maxsize=400)
def _before(text: str, number: int) -> tuple[Any, ...]:
    """The records that an extractor finds there: names are replaced when they are resolved."""
    from justicekb.extract.nlp import Found

    if number == 0:
        return ()
    known, find = _before(text, number - 1), _in_order()[number - 1]
    more = tuple(find(_parsed(text), _vocabulary(), Found(known)))
    return more if find.__name__ == "resolve_names" else (*known, *more)


@lru_cache(maxsize=20)
def _parsed(text: str) -> Any:  # noqa: ANN401
    return _parsing(_document(text))()[0]  # type: ignore[index]  # a list of one


# ── storing and asking ───────────────────────────────────────────────────────────────────────────────────────


def _storing(text: str) -> Run:
    from justicekb.store.memory import MemoryFullText, MemoryRecords

    document = _document(text)

    def run() -> object:
        records, index = MemoryRecords(), MemoryFullText()
        records.replace(document, [])
        indexed = records.indexed(document.id)
        return index.index([indexed] if indexed else [], revision=1)

    return run


@lru_cache(maxsize=1)
def _stores() -> Any:  # noqa: ANN401
    return corpus_in_memory(_vocabulary())


def _searching(text: str) -> Run:
    from justicekb.errors import QueryError
    from justicekb.query.search import search

    stores = _stores()  # what is loaded once is not measured

    def run() -> object:
        try:
            return search(stores, text, _vocabulary())
        except QueryError as error:
            return error

    return run


def _asking(text: str) -> Run:
    from justicekb.query.questions import ask

    records = _stores().records
    return lambda: ask(f"When did {text}"[:2000], records, _vocabulary())


def _verifying(text: str) -> Run:
    from justicekb.query.drafts import verify_draft

    stores = _stores()
    return lambda: verify_draft(text, stores.records, _vocabulary(), fulltext=stores.fulltext)
