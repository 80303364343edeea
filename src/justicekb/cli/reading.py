"""`ingest`, `status`, `rebuild`: bringing documents in and looking after the knowledge base."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from justicekb.cli import SOME_FAILED
from justicekb.cli.limits import limit_options, limits_from
from justicekb.cli.options import engine_option, open_base
from justicekb.cli.terminal import lay_out, say, shown
from justicekb.config import Engine
from justicekb.discover import FoundFile
from justicekb.model import DocumentKind

if TYPE_CHECKING:
    from justicekb.pipeline import Outcome, Report


@click.command("ingest")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--workers", "-j", type=click.IntRange(1, 256), help="Processes that read (default: one a core).")
@click.option("--cluster", metavar="ADDRESS", help="Read on the workers of a Dask scheduler, tcp://host:8786.")
@click.option(
    "--kind", type=click.Choice(get_args(DocumentKind)), help="What the documents are, whatever they look like."
)
@click.option("--force", is_flag=True, help="Read again what is known.")
@click.option("--prune", is_flag=True, help="Forget what was read from files of these folders that are gone.")
@click.option("--dry-run", is_flag=True, help="Say what would be read, and store nothing.")
@click.option("--profile", is_flag=True, help="Print the processor time of each stage.")
@engine_option("Full-text engine of this base, kept for later.")
@click.option("--verbose", "-v", is_flag=True, help="Tell of each document where its title, date and kind come from.")
@limit_options
@click.pass_context
def ingest_command(
    ctx: click.Context,
    /,
    paths: tuple[Path, ...],
    verbose: bool,
    profile: bool,
    engine: Engine | None,
    **chosen: Any,  # noqa: ANN401  # where it is read, and the fields of pipeline.Options
) -> None:
    """Read files and folders into the knowledge base.

    Known files are skipped by their content. What cannot be read is listed with the reason, and the rest goes on.
    """
    from justicekb import pipeline

    workers, cluster = chosen.pop("workers"), chosen.pop("cluster")
    if cluster and workers:
        raise click.UsageError("--workers counts processes of this machine; with --cluster the scheduler has them")
    if cluster:
        chosen["executor"] = pipeline.cluster(cluster)
    listings = pipeline.listings_of(paths)
    limits = limits_from(chosen)
    options = pipeline.Options(limits=limits, workers=workers or pipeline.cores(), listings=listings, **chosen)
    base = open_base(ctx, create=not options.dry_run)
    with _progress(sum(1 for found in pipeline.found_in(paths, listings) if isinstance(found, FoundFile))) as tick:
        report = base.ingest(paths, options=options, progress=tick, engine=engine)
    _print_report(report, dry_run=options.dry_run, verbose=verbose)
    if profile:
        _print_profile(report)
    if report.failures or not report.files:
        ctx.exit(SOME_FAILED)


# Seconds between two lines of progress where there is no terminal.
_EVERY = 15.0


class _progress:  # used as a function: `with _progress(n) as tick`
    """A bar on a terminal, with rate and time left; elsewhere a line now and then."""

    def __init__(self, files: int) -> None:
        self._bar: Any = click.progressbar(
            length=files,
            label="reading",
            file=sys.stderr,
            show_pos=True,
            item_show_func=self._shown,
        )
        self._start = self._told = time.monotonic()
        self._files, self._done = files, 0

    def _shown(self, path: str | None) -> str:
        rate = self._bar.pos / max(time.monotonic() - self._start, 1e-9)
        return f"{rate:.1f} files/s  {shown(os.path.basename(path)[:40], line=True)}" if path else ""

    def __enter__(self) -> Callable[[Outcome], None]:
        if not sys.stderr.isatty():
            return self._line
        bar = self._bar.__enter__()
        return lambda outcome: bar.update(outcome.status != "left_out", outcome.path)

    def _line(self, outcome: Outcome) -> None:
        """Says how far it is when nothing was said for a while."""
        self._done += outcome.status != "left_out"
        now = time.monotonic()
        if now - self._told >= _EVERY:
            self._told = now
            say(f"{self._done:,} done, {self._files:,} files in all, {now - self._start:.0f} s", err=True)

    def __exit__(self, *error: object) -> None:
        if sys.stderr.isatty():
            self._bar.__exit__(*error)


def _print_report(report: Report, *, dry_run: bool, verbose: bool) -> None:
    if not report.files:
        say("There was no file to read.", err=True)
        return
    for outcome in report.noted:
        notes = outcome.notes if verbose else outcome.warnings
        if notes:
            say(f"note: {outcome.path}: {'; '.join(notes)}", err=True)
    for outcome in report.failures:
        say(f"failed: {outcome.path}: {outcome.reason}", err=True)
        if verbose and outcome.trace:
            lay_out(outcome.trace, err=True)
    counts = report.counts
    for outcome in report.gone:
        say(f"gone: {outcome.path}; what was read from it is still stored, --prune forgets it", err=True)
    verb = "would be read" if dry_run else "read"
    others = ((counts["moved"], "moved"), (counts["gone"], "gone"), (counts["forgotten"], "forgotten"))
    more = "".join(f", {number} {word}" for number, word in others if number)
    say(
        f"{counts['read']} {verb} ({report.records} records), {counts['unchanged']} unchanged, "
        f"{counts['duplicate']} duplicates, {counts['failed']} failed{more}"
    )


def _print_profile(report: Report) -> None:
    """Seconds of processor time by stage and their share, all processes together."""
    from justicekb.pipeline.stages import STAGES

    whole = sum(report.spent.values()) or 1.0
    for stage in STAGES:
        seconds = report.spent.get(stage, 0.0)
        say(f"{stage:<16} {seconds:9.2f} s {seconds / whole:6.0%}", err=True)


@click.command("remove")
@click.argument("what", metavar="DOC|PATH")
@click.pass_context
def remove_command(ctx: click.Context, what: str) -> None:
    """Forget a document with everything that was read from it, by its id or by a path as it is shown.

    The file itself is left alone. An ingest of its folder reads it again.
    """
    for path in open_base(ctx).remove(what):
        say(f"forgotten: {path}")


@click.command("rebuild")
@engine_option("Switch the base over to this full-text engine.")
@click.pass_context
def rebuild_command(ctx: click.Context, engine: Engine | None) -> None:
    """Make the full-text index again from the records, which are left as they are."""
    passages = open_base(ctx).rebuild(engine=engine)
    say(f"{passages} passages indexed")
