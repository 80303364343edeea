"""`export`: every record, for other programs."""

from __future__ import annotations

from pathlib import Path

import click

from justicekb.cli import NOT_FOUND
from justicekb.cli.options import open_base
from justicekb.cli.rows import emit
from justicekb.model import RECORD_TYPES

KINDS = ("document", "passage", "entity", *(kind.KIND for kind in RECORD_TYPES))


@click.command("export")
@click.option(
    "--record", "-r", "kinds", multiple=True, type=click.Choice(KINDS), help="Only this kind; may be repeated."
)
@click.option(
    "--format", "-f", "format_", type=click.Choice(["jsonl", "csv", "ftm"]), default="jsonl", show_default=True
)
@click.option(
    "--output", "-o", type=click.Path(path_type=Path), help="A file; for csv a folder, one file a record kind."
)
@click.option("--schema", is_flag=True, help="Print the JSON Schema of every record instead.")
@click.pass_context
def export_command(ctx: click.Context, kinds: tuple[str, ...], format_: str, output: Path | None, schema: bool) -> None:
    """Print every record: one JSON object a line, CSV, or FollowTheMoney entities."""
    base = open_base(ctx)
    rows = base.rows(kinds or KINDS)
    if not emit(rows, format_):
        ctx.exit(NOT_FOUND)
