"""`verify`: a draft against the knowledge base, or the knowledge base against its files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from justicekb.cli import NOT_FOUND
from justicekb.cli.options import format_option, open_base
from justicekb.cli.printing import print_citation, wrapped
from justicekb.cli.rows import emit
from justicekb.cli.terminal import lay_out, put, say, style

if TYPE_CHECKING:
    from justicekb.query.drafts import Check, Standing, Verification

_COLOURS = {
    "exact": "green",
    "supported": "green",
    "altered": "red",
    "misattributed": "red",
    "contradicted": "red",
    "disputed": "magenta",
    "not_found": "yellow",
    "moved": "yellow",
    "gone": "red",
    "unreadable": "red",
}


@click.command("verify")
@click.argument("draft", required=False, type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
@format_option("text", "json", "jsonl", "sarif")
@click.pass_context
def verify_command(ctx: click.Context, /, draft: Path | None, format_: str) -> None:
    """Check a draft's quotations and what its sentences state; without a draft, check all stored sentences.

    A draft is a text, Markdown or Word file, or "-" for standard input. Exit code 1: something is contradicted,
    altered, misattributed, moved or gone. `--format sarif` lets an editor show the marks in the draft.
    """
    sound = _verify_draft(ctx, draft, format_) if draft else _verify_stored(ctx, format_)
    if not sound:
        ctx.exit(NOT_FOUND)


def _verify_draft(ctx: click.Context, draft: Path, format_: str) -> bool:
    from justicekb.export.sarif import sarif

    found = open_base(ctx).verify(draft)
    if format_ == "sarif":
        put(sarif(found, str(draft)) + "\n")
    elif format_ != "text":
        from justicekb.export.rows import check_row

        emit((check_row(check, found) for check in found.checks), format_)
    else:
        _print_checks(found, str(draft))
    return not found.contradicted


def _print_checks(found: Verification, name: str) -> None:
    for check in found.checks:
        _print_check(check, f"{name}:{found.line(check.span.start)}", found)
    counts = Counter(check.result.replace("_", " ") for check in found.checks)
    say(
        ", ".join(f"{number} {result}" for result, number in counts.items())
        or "The draft has no quotation and states nothing that can be checked."
    )


def _print_check(check: Check, place: str, found: Verification) -> None:
    result = style(check.result.replace("_", " "), fg=_COLOURS[check.result], bold=True)
    say(f"{style(place, bold=True)}  {result}  {check.kind}: {' '.join(check.words.split())}{_says(check)}")
    lay_out(wrapped(" ".join(check.sentence.of(found.text).split())))
    if check.changes:
        say(f"    {''.join(_changes(check))}")
    for citation in check.evidence:
        print_citation(citation)
    say()


def _says(check: Check) -> str:
    """What sources say instead."""
    if not check.says:
        return ""
    if check.result == "misattributed":
        return f"; the source gives these words to {check.says}"
    return f"; {'other sources' if check.result == 'disputed' else 'sources'} say {check.says}"


def _changes(check: Check) -> Iterator[str]:
    """The words that the draft changed, as in a diff: what it [-left out-] and what it {+put in+}."""
    for change, words in check.changes:
        yield {"left_out": f"[-{words}-] ", "put_in": f"{{+{words}+}} "}.get(change, f"{words} ")


def _verify_stored(ctx: click.Context, format_: str) -> bool:
    counts: Counter[str] = Counter()
    rows = []
    for standing in open_base(ctx).verify_stored():
        counts[standing.state] += 1
        if standing.state != "unchanged":
            rows.append(standing)
    if format_ == "text":
        for standing in rows:
            say(style(standing.state, fg=_COLOURS[standing.state], bold=True))
            print_citation(standing.citation)
        say(", ".join(f"{number} {state}" for state, number in sorted(counts.items())) or "Nothing is stored.")
    else:
        emit(map(_standing_row, rows), format_)
    return not rows


def _standing_row(standing: Standing) -> dict[str, Any]:
    from justicekb.export.rows import citation_row

    now = None if standing.now is None else [standing.now.start, standing.now.end]
    return {"state": standing.state, "now": now} | citation_row(standing.citation)
