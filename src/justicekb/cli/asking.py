"""`ask`: a question, or one a line on standard input."""

from __future__ import annotations

import sys

import click

from justicekb.cli import NOT_FOUND
from justicekb.cli.options import format_option, open_base
from justicekb.cli.printing import print_answer
from justicekb.cli.rows import emit


@click.command("ask")
@click.argument("question", nargs=-1, required=True)
@format_option("text", "json", "jsonl")
@click.option(
    "--all", "-a", "show_all", is_flag=True, help="Print every sentence of evidence, not only the first three."
)
@click.pass_context
def ask_command(ctx: click.Context, question: tuple[str, ...], format_: str, show_all: bool) -> None:
    """Answer a question with the sentence that says it; "-" reads one question a line from standard input.

    Ask when, since when, how many, how much, what share, who, who said, what did X say about Y, which article,
    where. Where sources differ, all values are shown. Exit code 1: nothing in the documents answers it.
    """
    from justicekb.export.results import answer_row

    base = open_base(ctx)
    words = " ".join(question)
    lines = [line.strip() for line in sys.stdin] if words == "-" else [words]
    answers = (base.ask(line) for line in lines if line)
    found = 0
    for answer in answers:
        found += answer.status != "not_found"
        if format_ == "text":
            print_answer(answer, limit=len(answer.answers) * 1000 if show_all else 3)
        else:
            emit([answer_row(answer)], "jsonl" if words == "-" else format_)
    if not found:
        ctx.exit(NOT_FOUND)
