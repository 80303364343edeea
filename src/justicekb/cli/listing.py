"""`facts`, `figures`, `quotes`, `entities`: records by type, entity, date and document."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import click

from justicekb.cli import NOT_FOUND
from justicekb.cli.options import format_option, open_base
from justicekb.cli.printing import print_citation, print_entry
from justicekb.cli.rows import emit
from justicekb.cli.terminal import say, style
from justicekb.edtf import Edtf
from justicekb.errors import ValueFormatError
from justicekb.model import EntityType, Fact, Figure, Quote
from justicekb.querytree import RecordFilter

if TYPE_CHECKING:
    from justicekb.knowledgebase import KnowledgeBase
    from justicekb.query.events import EntityPage
    from justicekb.query.records import Cited
    from justicekb.store.base import EntityCount

F = TypeVar("F", bound=Callable[..., object])


class EdtfType(click.ParamType):  # type: ignore[type-arg]  # generic only from click 8.2 on
    """A date or period in EDTF: 1998, 1998-08, 2016/2018, 199X, 2005/.."""

    name = "EDTF"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Edtf:  # noqa: ANN401
        """The date value; fails with the reason for anything else."""
        try:
            return value if isinstance(value, Edtf) else Edtf(value)
        except ValueFormatError as error:
            self.fail(f"{error}; write 1998, 1998-08, 1998-08-26, 2016/2018 or 2005/..", param, ctx)


@dataclass(frozen=True)
class Chosen:
    """What the options of a listing ask for."""

    where: RecordFilter
    entity: str | None
    limit: int | None


def listing_options(command: F) -> F:
    """The options that all listings share, handed on as one `chosen`."""

    def wrapper(*args: Any, **options: Any) -> object:  # noqa: ANN401
        names = ("document", "date", "published", "publisher", "text")
        given = {name: options.pop(name) for name in names}
        where = RecordFilter(
            documents=given["document"],
            date=given["date"],
            published=given["published"],
            publisher=given["publisher"],
            text=given["text"],
        )
        chosen = Chosen(where, options.pop("entity"), options.pop("limit"))
        return command(*args, chosen=chosen, **options)

    wrapper.__doc__ = command.__doc__
    for option in reversed(
        (
            click.option("--entity", "-e", help="Only what names this entity (any of its names, or its id)."),
            click.option("--date", type=EdtfType(), help="Only what may lie in this date or period."),
            click.option("--published", type=EdtfType(), help="Only from documents published then."),
            click.option("--publisher", help="Only from documents of this publisher."),
            click.option("--document", "-d", multiple=True, help="Only from this document (id); may be repeated."),
            click.option("--text", help="Only where the sentence has all these words."),
            click.option("--limit", "-n", type=click.IntRange(1), help="At most this many."),
        )
    ):
        wrapper = option(wrapper)
    return wrapper  # type: ignore[return-value]  # click's options keep the signature open


@click.command("facts")
@click.option(
    "--type",
    "-t",
    "types",
    multiple=True,
    help="An event type such as ratification, or other for events of no type; may be repeated.",
)
@format_option()
@click.pass_context
@listing_options
def facts_command(ctx: click.Context, types: tuple[str, ...], format_: str, chosen: Chosen) -> None:
    """List dated events with their sentences."""
    chosen = replace(chosen, where=replace(chosen.where, types=types))
    _list(ctx, Fact, chosen, format_=format_, headline=_fact_line)


@click.command("figures")
@click.option("--unit", "-u", help="count, percent, money, money:USD, years, months, days, hours, rate.")
@click.option("--measure", "-m", help="Words of what is counted.")
@format_option()
@click.pass_context
@listing_options
def figures_command(ctx: click.Context, unit: str | None, measure: str | None, format_: str, chosen: Chosen) -> None:
    """List quantities with what they count and their sentences."""
    words = tuple((measure or "").split())
    chosen = replace(chosen, where=replace(chosen.where, unit=unit, measure=words))
    _list(ctx, Figure, chosen, format_=format_, headline=_figure_line)


@click.command("quotes")
@click.option("--speaker", "-s", help="Only what this person or body said.")
@format_option()
@click.pass_context
@listing_options
def quotes_command(ctx: click.Context, speaker: str | None, format_: str, chosen: Chosen) -> None:
    """List quotations, direct and indirect, with their speakers."""
    chosen = replace(chosen, where=replace(chosen.where, speaker=speaker))
    _list(ctx, Quote, chosen, format_=format_, headline=_quote_line)


def _list(ctx: click.Context, kind: type[Any], chosen: Chosen, *, format_: str, headline: Callable[[Any], str]) -> None:
    from justicekb.export.rows import record_row

    base = open_base(ctx)
    found: Iterator[Cited[Any]] = islice(base.listed(kind, chosen.where, entity=chosen.entity), chosen.limit)
    if format_ == "text":
        count = _print_cited(found, headline)
    else:
        rows = (record_row(c.record, source=c.citation.source, evidence=c.citation.sentence) for c in found)
        count = emit(rows, format_)
    if not count:
        base.check_event_types(chosen.where.types)
        say("Nothing found.", err=True)
        ctx.exit(NOT_FOUND)


def _print_cited(found: Iterator[Cited[Any]], headline: Callable[[Any], str]) -> int:
    count = 0
    for count, cited in enumerate(found, 1):  # noqa: B007  # the last number is what is returned
        say(headline(cited.record))
        print_citation(cited.citation)
        say()
    return count


def _fact_line(fact: Fact) -> str:
    parts = [", ".join(fact.names("agent")), ", ".join(fact.names("object"))]
    who = " → ".join(part for part in parts if part)
    marks = [m for m in ("not" if fact.polarity == "negative" else "", fact.modality) if m and m != "asserted"]
    mark = f" [{', '.join(marks)}]" if marks else ""
    return f"{style(fact.date.text, bold=True)}  {fact.type.replace('_', ' ')}{mark}  {who}"


def _figure_line(figure: Figure) -> str:
    from justicekb.query.events import number

    qualifier = "" if figure.qualifier == "exact" else f"{figure.qualifier.replace('_', ' ')} "
    value = number(figure).replace("/", " to ")
    unit = "" if figure.unit == "count" else f" {figure.unit}"
    date = f"  ({figure.date})" if figure.date else ""
    return f"{style(f'{qualifier}{value}{unit}', bold=True)}  {figure.measure}{date}"


def _quote_line(quote: Quote) -> str:
    role = f", {quote.role}" if quote.role else ""
    manner = "direct" if quote.direct else "indirect"
    return f"{style(quote.speaker or 'unknown speaker', bold=True)}{role}  [{manner}]"


@click.command("entities")
@click.argument("name", nargs=-1)
@click.option("--type", "-t", "type_", type=click.Choice(get_args(EntityType)), help="Only entities of this type.")
@click.option("--limit", "-n", type=click.IntRange(1), default=50, show_default=True, help="At most this many.")
@format_option()
@click.pass_context
def entities_command(
    ctx: click.Context, name: tuple[str, ...], type_: EntityType | None, limit: int, format_: str
) -> None:
    """List organisations, persons, places and laws, or show the page of one by any of its names."""
    base = open_base(ctx)
    if name:
        _print_page(base, " ".join(name), ctx, format_)
        return
    found = list(base.entities(type=type_, limit=limit))
    if format_ != "text":
        emit((_entity_row(count) for count in found), format_)
    for count in found if format_ == "text" else ():
        aliases = f"  ({'; '.join(count.entity.aliases[:4])})" if count.entity.aliases else ""
        say(f"{count.documents:>4} {count.mentions:>5}  {count.entity.type:<12}  {count.entity.name}{aliases}")
    if not found:
        ctx.exit(NOT_FOUND)


def _entity_row(count: EntityCount) -> dict[str, Any]:
    from justicekb.export.rows import entity_row

    return entity_row(count.entity) | {"mentions": count.mentions, "documents": count.documents}


def _print_page(base: KnowledgeBase, name: str, ctx: click.Context, format_: str) -> None:
    page = base.entity(name)
    if format_ != "text":
        emit([_entity_row(page.count) | {"roles": list(page.roles)}], format_)
        return
    _print_page_text(page)


def _print_page_text(page: EntityPage) -> None:
    entity, count = page.count.entity, page.count
    say(style(entity.name, bold=True) + f"  ({entity.type}, {entity.id})")
    say(f"mentioned {count.mentions} times in {count.documents} documents")
    for label, words in (("also", entity.aliases), ("roles", page.roles)):
        if words:
            say(f"{label}: {'; '.join(words)}")
    if page.together:
        say(f"named with: {'; '.join(c.entity.name for c in page.together)}")
    for apart in page.apart:
        say(f"kept apart: {apart.count.entity.id} ({apart.why})")
        if apart.may_be_one:
            say(f"  if they are one: justicekb curate merge {apart.count.entity.id} {page.count.entity.id}")
    for title, cited in (("Facts", page.facts), ("Mentions", page.mentions)):
        if cited:
            say()
            say(style(title, bold=True))
        for item in cited:
            if title == "Facts":
                print_entry(item)  # type: ignore[arg-type]  # facts are timeline entries
            else:
                print_citation(item.citation, indent="  ")  # type: ignore[union-attr]  # mentions are cited records
