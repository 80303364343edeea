"""`timeline`, `conflicts`: what several sources say, put together."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from justicekb.cli import NOT_FOUND
from justicekb.cli.listing import EdtfType
from justicekb.cli.options import format_option, open_base
from justicekb.cli.printing import print_conflict, print_entry
from justicekb.cli.rows import emit
from justicekb.cli.terminal import put, say

if TYPE_CHECKING:
    from justicekb.edtf import Edtf

ROWS = ("json", "jsonl", "csv")


@click.command("timeline")
@click.argument("name", nargs=-1, required=True)
@click.option("--date", type=EdtfType(), help="Only what may lie in this date or period.")
@click.option("--type", "-t", "types", multiple=True, help="Only this event type; may be repeated.")
@format_option("text", *ROWS, "markdown", "timelinejs", "ics", "html", "svg")
@click.pass_context
def timeline_command(
    ctx: click.Context, name: tuple[str, ...], date: Edtf | None, types: tuple[str, ...], format_: str
) -> None:
    """Put an entity's or topic's dated facts in order.

    An event told by several sources is one entry; where sources give different dates, the entries are marked.
    """
    from justicekb.export import write_timeline
    from justicekb.export.rows import timeline_row

    words = " ".join(name)
    base = open_base(ctx)
    base.check_event_types(types)
    entries = base.timeline(words, date=date, types=types)
    if format_ in ROWS:
        emit(map(timeline_row, entries), format_)
    elif format_ != "text":
        put(write_timeline(entries, words, format_) + "\n")
    for entry in entries if format_ == "text" else ():
        print_entry(entry)
    several = base.namesakes(words)
    if several:
        say(f"note: several bodies are called so; this is {several[0]}, not {', '.join(several[1:6])}", err=True)
    if not entries:
        ctx.exit(NOT_FOUND)


@click.command("conflicts")
@click.argument("name", nargs=-1)
@click.option(
    "--register",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A CSV file of state, instrument and year that ratification dates are checked against.",
)
@format_option("text", *ROWS, "markdown")
@click.pass_context
def conflicts_command(ctx: click.Context, name: tuple[str, ...], register: Path | None, format_: str) -> None:
    """Show what sources disagree on, in the whole base or about one entity, each side with its sources."""
    from justicekb.export.rows import conflict_row
    from justicekb.export.timelines import conflicts_markdown

    words = " ".join(name)
    found = open_base(ctx).conflicts(words or None, register=register)
    if format_ in ROWS:
        emit(map(conflict_row, found), format_)
    elif format_ == "markdown":
        put(conflicts_markdown(found, words or "Conflicts") + "\n")
    for conflict in found if format_ == "text" else ():
        print_conflict(conflict)
    for note in found.notes:
        say(f"note: {note}", err=True)
    if not found:
        say("The sources do not disagree.", err=True)
        ctx.exit(NOT_FOUND)
