"""`export`: every record, for other programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from justicekb.cli import NOT_FOUND
from justicekb.cli.options import open_base
from justicekb.cli.rows import emit
from justicekb.cli.terminal import put, say
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
    type=click.Choice(["jsonl", "csv", "ftm", "ftm-statements", "ftm-statements-jsonl", "graphml"]),
    default="jsonl",
    show_default=True,
    help="JSON lines, CSV, FollowTheMoney entities or statements, or the graph of who is named with whom.",
)
@click.option("--output", "-o", type=click.Path(path_type=Path), help="For csv: the folder, one file a record kind.")
@click.option("--dataset", default="justicekb", show_default=True, help="For statements: the data set they name.")
@click.option("--schema", is_flag=True, help="Print the JSON Schema of a line instead.")
@click.pass_context
def export_command(
    ctx: click.Context, /, kinds: tuple[str, ...], format_: str, output: Path | None, dataset: str, schema: bool
) -> None:
    """Print every record, one JSON object a line, or in the format of another tool."""
    if schema:
        from justicekb.export.rows import schema as schema_of_a_line

        _print_json(schema_of_a_line())
        return
    if kinds and format_ not in ("jsonl", "csv"):
        raise click.UsageError(f"--record chooses for jsonl and csv; {format_} holds what it can of all.")
    if output is not None and format_ != "csv":
        raise click.UsageError(f"--output is the folder of csv tables; {format_} goes where you lead it: > FILE")
    base = open_base(ctx)
    base.require_sound()
    if format_ == "csv":
        found = _csv(base, kinds, output)
    elif format_ in ("jsonl", "ftm"):
        found = emit(base.rows(kinds) if format_ == "jsonl" else base.followthemoney(), "jsonl")
    else:
        found = _print(base.graph() if format_ == "graphml" else _statements(base, format_, dataset))
    if not found:
        ctx.exit(NOT_FOUND)


def _statements(base: KnowledgeBase, format_: str, dataset: str) -> Iterator[str]:
    from justicekb.export.graphs import statements_csv, statements_jsonl

    write = statements_csv if format_ == "ftm-statements" else statements_jsonl
    return write(base.followthemoney_statements(dataset))


def _print(pieces: Iterable[str]) -> int:
    """Prints the pieces one by one and returns how many there were."""
    count = 0
    for count, piece in enumerate(pieces, 1):  # noqa: B007  # the last number is what is returned
        put(piece)
    return count


def _csv(base: KnowledgeBase, kinds: tuple[str, ...], output: Path | None) -> int:
    """One table a kind needs a folder; one kind alone may go to standard output."""
    from justicekb.export.rows import tables

    rows: Iterator[dict[str, Any]] = base.rows(kinds)
    if output is None and len(kinds) == 1:
        return emit(rows, "csv")
    if output is None:
        raise click.UsageError("CSV has one table a record kind: give --output FOLDER, or one --record.")
    counts = tables(rows, output)
    for kind, count in counts.items():
        say(f"{output / kind}.csv: {count}", err=True)
    return sum(counts.values())


def _print_json(value: object) -> None:
    import json

    put(json.dumps(value, indent=2, ensure_ascii=False) + "\n")
