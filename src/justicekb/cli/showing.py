"""`show`, `cite`: one document or record with its words, and how to cite them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from justicekb.cli import NOT_FOUND
from justicekb.cli.options import format_option, open_base
from justicekb.cli.printing import marked, wrapped
from justicekb.cli.rows import emit
from justicekb.cli.terminal import lay_out, put, say, style
from justicekb.model import Document, Entity, Passage, Record
from justicekb.spans import Span

if TYPE_CHECKING:
    from justicekb.knowledgebase import KnowledgeBase
    from justicekb.query.citations import CitedPassage


# The most places that are cited at once, and up to which those left out are counted.
MOST, _TOLD = 1000, 10


@click.command("show")
@click.argument("id_", metavar="ID")
@click.option("--why", is_flag=True, help="Print the words, the rule and the reasoning behind a record.")
@click.option("--all", "whole", is_flag=True, help="Print menus and other page furniture, too.")
@format_option("text", "json", "html")
@click.pass_context
def show_command(ctx: click.Context, id_: str, why: bool, whole: bool, format_: str) -> None:
    """Show a document as it was understood, or a record or passage in its context with its words marked.

    As html it is one file: the document's text with everything marked that was read from it.
    """
    base = open_base(ctx)
    thing = base.find(id_)
    if thing is None:
        say(f"There is nothing with the id {id_}.", err=True)
        ctx.exit(NOT_FOUND)
    if format_ == "json":
        emit([base.row(thing)], "json")
    elif format_ == "html":
        put(_page(base, thing))
    elif isinstance(thing, Document):
        _show_document(thing, whole=whole)
    elif isinstance(thing, Entity):
        say(f"{style(thing.name, bold=True)}  ({thing.type}); `justicekb entities` shows its page")
    else:
        _show_in_context(base, thing, why=why)


def _page(base: KnowledgeBase, thing: Document | Entity | Passage | Record) -> str:
    """The document of what was asked for as one HTML file, which `#words` opens at the record's or passage's words."""
    from justicekb.export.documents import document_page

    if isinstance(thing, Entity):
        raise click.UsageError(
            "html shows documents; `justicekb timeline NAME --format html` shows an entity's events."
        )
    if isinstance(thing, Document):
        return document_page(base.browse.document(thing.id))
    target = thing.evidence if isinstance(thing, Record) else thing.span
    return document_page(base.browse.document(thing.document), target)


def _show_document(document: Document, *, whole: bool) -> None:
    fields = ("path", "kind", "title", "publisher", "published", "period", "language", "url", "doi", "container")
    for name in ("id", *fields):
        value = getattr(document, name)
        if value is not None:
            say(f"{name + ':':<12} {value}")
    if document.authors:
        say(f"{'authors:':<12} {'; '.join(author.name for author in document.authors)}")
    for note in document.notes:
        say(style(f"{'note:':<12} {note}", dim=True))
    for block in (document if whole else document.body).blocks:
        label = block.kind if block.level is None else f"{block.kind} {block.level}"
        where = "" if block.page is None else f", p. {block.page}"
        say()
        say(style(f"[{label}{where}]", dim=True))
        lay_out(wrapped(block.span.of(document.text), ""))
    hidden = len(document.text) - len(document.body.text)
    if hidden and not whole:
        say()
        say(style(f"{hidden:,} characters of menus and other page furniture are not shown here: --all", dim=True))


def _show_in_context(base: KnowledgeBase, thing: Record | Passage, *, why: bool) -> None:
    document = base.records.document(thing.document)
    assert document is not None  # the store holds no record without its document
    block = next((b for b in document.blocks if b.span.contains(thing.span)), None)
    around = block.span if block else getattr(thing, "evidence", thing.span)
    words = thing.span
    say(style(f"{document.title or document.path} ({document.id})", bold=True))
    lay_out(marked(around.of(document.text), [Span(words.start - around.start, words.end - around.start)]))
    if isinstance(thing, Record):
        say()
        for name, value in base.row(thing).items():
            if value not in (None, [], "") and name not in ("evidence", "source", "document"):
                say(f"{name + ':':<14} {value}")
        for line in base.why(thing) if why else ():
            say(f"  {line}")


@click.command("cite")
@click.argument("what", nargs=-1)
@click.option("--limit", "-n", type=click.IntRange(1, MOST), help="Places to cite (1; of a search all).")
@click.option("--search", "query", metavar="QUERY", help="Cite what a search finds, all of it or --limit passages.")
@format_option("text", "csl-json", "bibtex", "ris", "annotation")
@click.pass_context
def cite_command(ctx: click.Context, what: tuple[str, ...], limit: int | None, query: str | None, format_: str) -> None:
    """Cite records or passages by their ids, or the passage with a few remembered words.

    Prints the verbatim words, where they stand, a reference, and an address that opens on the words. Several ids, and
    the passages of a search, are cited into one file.
    """
    base = open_base(ctx)
    if not what and query is None:
        raise click.UsageError("name what to cite: ids, a few remembered words, or --search QUERY")
    found = _cited(base, what, limit, query)
    if not found:
        ctx.exit(NOT_FOUND)
    printed = _citations(found, format_)
    lay_out(printed) if format_ == "text" else put(f"{printed}\n")


def _cited(base: KnowledgeBase, what: tuple[str, ...], limit: int | None, query: str | None) -> list[CitedPassage]:
    """What the search, the ids or the remembered words lead to; of the last one passage, unless more are asked for."""
    ids = [hit.passage for hit in base.search(query, limit=limit or MOST).hits] if query is not None else _ids(what)
    if ids or query is not None:
        return [base.cite(id_)[0] for id_ in ids]
    found = base.cite(" ".join(what), limit=limit or _TOLD)
    if not found[0].complete:
        say("note: no passage has all the words; what is cited has most of them", err=True)
    elif limit is None and sum(one.complete for one in found) > 1:
        say("note: there are more passages with these words; --limit cites them, too", err=True)
    return found[: limit or 1]


def _ids(what: tuple[str, ...]) -> list[str]:
    """The words that are ids, when all are; two words that look like ids are no remembered ones."""
    return list(what) if all(_ID.fullmatch(word) for word in what) else []


_ID = re.compile(r"[a-z]+-[0-9a-f]{6,}(?:-\d+|:\d+-\d+)?")


def _citations(found: list[CitedPassage], format_: str) -> str:
    from justicekb.export import BIBLIOGRAPHIES, writer

    if len(found) > 1 and format_ in BIBLIOGRAPHIES:
        return writer("bibliography", format_)(found)
    between = "\n\n" if format_ == "text" else "\n"
    return between.join(_citation(cited, format_) for cited in found)


def _citation(cited: CitedPassage, format_: str) -> str:
    from justicekb.export import writer

    reference = writer("citation", format_)(cited)
    return _citation_text(cited, reference) if format_ == "text" else reference


def _citation_text(cited: CitedPassage, reference: str) -> str:
    document = cited.document
    lines = [
        wrapped(f"“{cited.exact}”", ""),
        "",
        wrapped(reference, ""),
        f"where:     {cited.place or 'the whole document'}",
        f"address:   {cited.address}",
        f"read from: {document.path}",
        f"sha256:    {document.sha256}",
    ]
    return "\n".join(lines)
