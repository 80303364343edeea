"""`curate`: what a person decides about records and entities, kept in `decisions.jsonl`."""

from __future__ import annotations

import click
import msgspec

from justicekb.cli.options import open_base
from justicekb.cli.terminal import put
from justicekb.curation import Curation
from justicekb.decisions import Decision

because_option = click.option("--because", "-m", help="The reason, kept with the decision.")


@click.group("curate")
def curate_command() -> None:
    """Accept, reject and correct records, merge and split entities.

    Decisions are kept in decisions.jsonl in the knowledge base, survive every ingest, and can be taken back.
    """


def _curation(ctx: click.Context) -> Curation:
    return open_base(ctx).curation


@curate_command.command("accept")
@click.argument("record")
@because_option
@click.pass_context
def accept(ctx: click.Context, record: str, because: str | None) -> None:
    """Note that a record was checked and is right."""
    _print(_curation(ctx).accept(record, because=because))


@curate_command.command("reject")
@click.argument("record")
@because_option
@click.pass_context
def reject(ctx: click.Context, record: str, because: str | None) -> None:
    """Take a wrong record out of every answer."""
    _print(_curation(ctx).reject(record, because=because))


@curate_command.command("correct")
@click.argument("record")
@click.option("--date", metavar="EDTF", help="The right date.")
@click.option("--value", type=float, help="The right value of a figure.")
@because_option
@click.pass_context
def correct(ctx: click.Context, record: str, date: str | None, value: float | None, because: str | None) -> None:
    """Give a fact or figure its right date or value."""
    _print(_curation(ctx).correct(record, date=date, value=value, because=because))


@curate_command.command("merge")
@click.argument("entity")
@click.argument("into")
@because_option
@click.pass_context
def merge(ctx: click.Context, entity: str, into: str, because: str | None) -> None:
    """Make two entities one, known by the second's name."""
    _print(_curation(ctx).merge(entity, into, because=because))


@curate_command.command("split")
@click.argument("entity")
@click.argument("name")
@because_option
@click.pass_context
def split(ctx: click.Context, entity: str, name: str, because: str | None) -> None:
    """Make what is called NAME an entity of its own, where it was taken for ENTITY."""
    _print(_curation(ctx).split(entity, name, because=because))


@curate_command.command("undo")
@click.argument("number", type=int)
@click.pass_context
def undo(ctx: click.Context, number: int) -> None:
    """Take back the decision with this number."""
    _print(_curation(ctx).undo(number))


@curate_command.command("log")
@click.pass_context
def log(ctx: click.Context) -> None:
    """Print all decisions, one JSON object a line."""
    for decision in _curation(ctx).decisions.all:
        _print(decision)


def _print(decision: Decision) -> None:
    put(msgspec.json.encode(decision).decode() + "\n")
