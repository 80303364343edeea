"""`watch`: saved searches and questions that tell what is new."""

from __future__ import annotations

import click

from justicekb.cli import NOT_FOUND
from justicekb.cli.options import open_base
from justicekb.cli.printing import print_answer, print_hit
from justicekb.cli.terminal import say, style
from justicekb.findings import Answer
from justicekb.watches import News


@click.group("watch")
def watch_command() -> None:
    """Save searches and questions; run again after an ingest, they tell what is new, gone or newly disputed."""


@watch_command.command("add")
@click.argument("name")
@click.option("--search", "search", metavar="QUERY", help="A search.")
@click.option("--ask", "question", metavar="QUESTION", help="A question.")
@click.pass_context
def add(ctx: click.Context, name: str, search: str | None, question: str | None) -> None:
    """Save a search or a question under a name."""
    if (search is None) == (question is None):
        raise click.UsageError("Give either --search or --ask.")
    watches = open_base(ctx).watches
    news = watches.add(name, "search", search) if search else watches.add(name, "ask", question or "")
    say(f"{name}: {len(news.new)} found now")


@watch_command.command("list")
@click.pass_context
def list_(ctx: click.Context) -> None:
    """List what is saved."""
    for watch in open_base(ctx).watches:
        say(f"{watch.name}  {watch.kind}: {watch.query}  ({len(watch.seen)} seen)")


@watch_command.command("remove")
@click.argument("name")
@click.pass_context
def remove(ctx: click.Context, name: str) -> None:
    """Forget a saved search or question."""
    open_base(ctx).watches.remove(name)


@watch_command.command("run")
@click.argument("names", nargs=-1)
@click.pass_context
def run(ctx: click.Context, names: tuple[str, ...]) -> None:
    """Run saved searches and questions again, all without names; exit code 1 when nothing is new."""
    told = 0
    for news in open_base(ctx).watches.run(names):
        if news.any:
            told += 1
            _print_news(news)
    if not told:
        say("Nothing new.")
        ctx.exit(NOT_FOUND)


def _print_news(news: News) -> None:
    disputed = "; now the sources disagree" if news.newly_disputed else ""
    heading = f"{news.watch.name}: {len(news.new)} new, {len(news.gone)} gone{disputed}"
    say(style(heading, bold=True))
    if isinstance(news.now, Answer):
        print_answer(news.now)
        return
    fresh = [hit for hit in news.now.hits if hit.passage in news.new]
    for number, hit in enumerate(fresh, 1):
        print_hit(hit, number)
