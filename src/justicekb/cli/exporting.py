"""`export`: every record, for other programs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from justicekb.cli import NOT_FOUND
from justicekb.cli.options import open_base
from justicekb.cli.rows import emit
from justicekb.model import RECORD_TYPES

if TYPE_CHECKING:
    from justicekb.knowledgebase import KnowledgeBase

KINDS = ("document", "passage", "entity", *(kind.KIND for kind in RECORD_TYPES))


@click.command("export")
@click.option("--record", "-r", "kinds", multiple=True, type=click.Choice(KINDS), help="Only this kind; repeatable.")
@click.option(
    "--format",
    "-f",
    "format_",
    type=click.Choice(["jsonl", "csv", "ftm", "graphml"]),
    default="jsonl",
    show_default=True,
    help="JSON lines, CSV, FollowTheMoney entities, or the graph of who is named with whom.",
)
@click.option("--output", "-o", type=click.Path(path_type=Path), help="For csv: the folder, one file a record kind.")
@click.option("--schema", is_flag=True, help="Print the JSON Schema of a line instead.")
@click.pass_context
def export_command(
    ctx: click.Context, /, kinds: tuple[str, ...], format_: str, output: Path | None, schema: bool
) -> None:
    """Print every record, one JSON object a line, or in the format of another tool."""
    if schema:
        from justicekb.export.schema import schema as schema_of_a_line

        _print_json(schema_of_a_line())
        return
    base = open_base(ctx)
    if format_ == "csv":
        found = _csv(base, kinds, output)
    elif format_ == "graphml":
        click.echo("".join(base.graph()), nl=False)
        found = 1
    else:
        found = emit(base.rows(kinds) if format_ == "jsonl" else base.followthemoney(), "jsonl")
    if not found:
        ctx.exit(NOT_FOUND)


def _csv(base: KnowledgeBase, kinds: tuple[str, ...], output: Path | None) -> int:
    """One table a kind needs a folder; one kind alone may go to standard output."""
    from justicekb.export.table import tables

    rows: Iterator[dict[str, Any]] = base.rows(kinds)
    if output is None and len(kinds) == 1:
        return emit(rows, "csv")
    if output is None:
        raise click.UsageError("CSV has one table a record kind: give --output FOLDER, or one --record.")
    counts = tables(rows, output)
    for kind, count in counts.items():
        click.echo(f"{output / kind}.csv: {count}", err=True)
    return sum(counts.values())


def _print_json(value: object) -> None:
    import json

    click.echo(json.dumps(value, indent=2, ensure_ascii=False))
