"""`search`: ranked passages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, get_args

import click

from justicekb.cli import NOT_FOUND
from justicekb.cli.options import format_option, open_base
from justicekb.cli.printing import print_hit
from justicekb.cli.rows import emit
from justicekb.cli.terminal import say, style
from justicekb.model import DocumentKind

if TYPE_CHECKING:
    from justicekb.query.search import SearchResult

# A type of event that a query asks for; other words behind the field are dates.
_EVENT = re.compile(r"(?<!\w)event:\s?([a-z_]{3,})(?![\w*?~:])")
FACETS = ("kind", "publisher", "year", "entity")


@click.command("search")
@click.argument("query", nargs=-1, required=True)
@click.option("--limit", "-n", type=click.IntRange(1, 1000), default=10, show_default=True, help="Hits to print.")
@click.option("--offset", type=click.IntRange(0), default=0, help="Hits to skip, for the next page.")
@click.option("--kind", type=click.Choice(get_args(DocumentKind)), help="Only documents of this kind.")
@click.option("--publisher", help="Only documents of this publisher.")
@click.option("--published", metavar="EDTF", help="Only documents published then: 2011, 2011-11, 2011/2015.")
@click.option("--org", help="Only passages that mention this organisation under any of its names.")
@click.option("--person", help="The same for a person.")
@click.option("--place", help="The same for a place.")
@click.option("--law", help="The same for a law or treaty.")
@click.option("--event", help="Only passages with a dated event of this type, such as ratification.")
@click.option("--all", "among", flag_value="all", help="Look in menus and other page furniture, too.")
@click.option("--facet", "facets", multiple=True, type=click.Choice(FACETS), help="Count the matches by this.")
@format_option()
@click.pass_context
def search_command(  # one parameter an option
    ctx: click.Context,
    /,
    query: tuple[str, ...],
    limit: int,
    offset: int,
    facets: tuple[str, ...],
    format_: str,
    **filters: str | None,
) -> None:
    """Find passages, best first.

    Words, "phrases", AND OR NOT, (groups), wildc*rds, fuzzy~, "near words"~5, prison NEAR/8 population, fields
    (title: org: person: place: law: kind: publisher: published:[2011 TO 2015] event:ratification date:missing).
    """
    base, words = open_base(ctx), " ".join(query)
    result = base.search(words, limit=limit, offset=offset, facets=facets, **filters)
    if not result.hits:
        base.check_event_types([type_ for type_ in (filters.get("event"), *_EVENT.findall(words)) if type_])
    if format_ == "text":
        _print_result(result, offset)
    elif format_ == "json":
        emit([_result_row(result)], "json")
    else:
        from justicekb.export.rows import hit_row

        emit(map(hit_row, result.hits), format_)
    if not result.hits:
        ctx.exit(NOT_FOUND)


def _print_result(result: SearchResult, offset: int) -> None:
    for note in result.notes:
        say(f"note: {note.message}", err=True)
    say(style(f"{result.total} passages: {result.understood}", dim=True))
    say()
    for number, hit in enumerate(result.hits, offset + 1):
        print_hit(hit, number)
    for field, counts in result.facets.items():
        say(f"{field}: {'; '.join(f'{value} ({count})' for value, count in counts)}")
    if result.suggestion:
        say(f"Did you mean: {result.suggestion}")
    if not result.hits:
        say("Nothing found.", err=True)


def _result_row(result: SearchResult) -> dict[str, Any]:
    from justicekb.export.rows import hit_row

    return {
        "query": result.query,
        "understood": result.understood,
        "total": result.total,
        "complete": result.complete,
        "suggestion": result.suggestion,
        "notes": [note.message for note in result.notes],
        "facets": {field: dict(counts) for field, counts in result.facets.items()},
        "hits": [hit_row(hit) for hit in result.hits],
    }
