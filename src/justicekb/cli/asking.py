"""`ask`: a question, or one a line on standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import Any

import click

from justicekb.cli import NOT_FOUND
from justicekb.cli.options import format_option, open_base
from justicekb.cli.printing import print_answer
from justicekb.cli.rows import emit
from justicekb.findings import Answer


@click.command("ask")
@click.argument("question", nargs=-1, required=True)
@format_option()
@click.option(
    "--all", "-a", "show_all", is_flag=True, help="Print every sentence of evidence, not only the first three."
)
@click.pass_context
def ask_command(ctx: click.Context, question: tuple[str, ...], format_: str, show_all: bool) -> None:
    """Answer a question with the sentence that says it.

    Ask in any form: when, how many, who, by whom, where, which article, why, what is, is it true that, name all, or
    keywords. Where sources differ, all values are shown. Exit code 1: nothing in the documents answers it; the
    nearest sentences are shown then, and are no answer.

    "-" reads one question a line from standard input and prints one JSON object a line.
    """
    base = open_base(ctx)
    words = " ".join(question)
    if words == "-":
        found = _emit(map(base.ask, filter(None, map(str.strip, sys.stdin))), "csv" if format_ == "csv" else "jsonl")
    elif format_ == "text":
        answer = base.ask(words)
        print_answer(answer, limit=len(answer.answers) * 1000 if show_all else 3)
        found = answer.status != "not_found"
    else:
        found = _emit([base.ask(words)], format_)
    if not found:
        ctx.exit(NOT_FOUND)


def _emit(answers: Iterable[Answer], format_: str) -> bool:
    """Prints answers as rows, each as soon as it is there; whether any of them was found."""
    from justicekb.export.rows import answer_row

    statuses: list[str] = []

    def rows() -> Iterator[dict[str, Any]]:
        for answer in answers:
            statuses.append(answer.status)
            yield answer_row(answer)

    emit(rows(), format_)
    return any(status != "not_found" for status in statuses)
