"""What commands share: the knowledge base of a run, `--format`, and the choice of writer for records."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar, get_args

import click

from justicekb.config import Engine
from justicekb.home import Home

if TYPE_CHECKING:
    from justicekb.knowledgebase import KnowledgeBase

F = TypeVar("F", bound=Callable[..., object])

FORMATS = ("text", "json", "jsonl", "csv")


def format_option(*formats: str) -> Callable[[F], F]:
    """`--format` with these choices, the first the default; text, json, jsonl and csv without arguments."""
    choices = formats or FORMATS
    return click.option(
        "--format",
        "-f",
        "format_",
        type=click.Choice(choices),
        default=choices[0],
        show_default=True,
        help="How to print.",
    )


def engine_option(help_: str) -> Callable[[F], F]:
    """`--engine` with the full-text engines there are."""
    return click.option("--engine", type=click.Choice(get_args(Engine)), help=help_)


def open_base(ctx: click.Context, *, create: bool = False) -> KnowledgeBase:
    """The knowledge base named by `--kb`, JUSTICEKB_HOME or the default; closed when the command ends."""
    from justicekb.config import Settings
    from justicekb.knowledgebase import KnowledgeBase

    home: Home | None = ctx.find_root().obj
    base = KnowledgeBase(Settings.from_environment(), home=home, create=create)
    ctx.call_on_close(base.close)
    return base
