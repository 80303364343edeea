"""`status`: what the knowledge base holds, whether it is sound, and how to save a damaged one."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import click

from justicekb.cli import UNUSABLE
from justicekb.cli.options import format_option, open_base
from justicekb.cli.rows import emit
from justicekb.cli.terminal import say
from justicekb.errors import StoreError

if TYPE_CHECKING:
    from justicekb.knowledgebase import KnowledgeBase


@click.command("status")
@click.option("--check", is_flag=True, help="Read and compare everything that is stored, not only counts.")
@click.option("--repair", is_flag=True, help="With --check: save what can still be read of a damaged base.")
@format_option("text", "json")
@click.pass_context
def status_command(ctx: click.Context, /, check: bool, repair: bool, format_: str) -> None:
    """Count what the knowledge base holds and say whether it is sound and its index up to date.

    Exit code 4: something is wrong with what is stored; it says what, and what to do.
    """
    if repair and not check:
        raise click.UsageError("--repair goes with --check.")
    base = open_base(ctx)
    if repair:
        _repair(base, check=check)
    status = base.status(check=check)
    found = cast("list[str]", status["problems"])
    if format_ == "json":
        emit([status], "json")
    else:
        _print_status(status, found, check=check)
    if found:
        say(f"justicekb: to mend it, {status['advice']}", err=True)
        ctx.exit(UNUSABLE)


def _print_status(status: dict[str, object], found: list[str], *, check: bool) -> None:
    for name, value in status.items():
        if name == "advice" and found:  # said after the problems
            continue
        if isinstance(value, dict):
            say(f"{name}:")
            for key, number in value.items():
                say(f"  {key:<12} {number}")
        elif not isinstance(value, list):
            say(f"{name + ':':<14} {value}")
    sound = "sound" if check else "sound as far as counts tell (--check compares everything)"
    say(f"{'health:':<14} {'damaged' if found else sound}")
    for problem in found:
        say(f"  {problem}")


def _repair(base: KnowledgeBase, *, check: bool) -> None:
    """Saves what can be read when something is wrong, and tells what is lost."""
    try:
        wrong = bool(base.stores.problems(thorough=check))
    except StoreError:
        wrong = True
    if not wrong:
        say("nothing to repair")
        return
    saved = base.repair()
    say(f"{len(saved.saved)} documents saved, {len(saved.lost)} lost; the damaged file is now {saved.damaged}")
    for path in saved.lost:
        say(f"lost: {path}", err=True)
    if saved.lost:
        say("read the lost ones in again: justicekb ingest PATH", err=True)
