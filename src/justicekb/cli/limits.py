"""The options of `ingest` that limit what one file may cost."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from justicekb.pipeline import Limits

F = TypeVar("F", bound=Callable[..., object])

_MB = 1_000_000
# Field of `Limits` -> its unit in the option, the least value, and the help; `max-` and the unit make the name.
_OPTIONS: dict[str, tuple[float, float, str]] = {
    "seconds": (1, 0.1, "Seconds of processor time (30; more for large files)."),
    "memory": (_MB, 500, "MB of memory (1500)."),
    "size": (_MB, 0.001, "MB of the file (500)."),
    "expansion": (_MB, 0.001, "MB that an archive unpacks to (4000)."),
    "pages": (1, 1, "Pages of a PDF file; the rest is cut, with a note (3000)."),
    "depth": (1, 0, "Archives within archives (4)."),
}


def limit_options(command: F) -> F:
    """`--max-seconds`, `--max-memory` and so on; what is not given keeps its default."""
    for name, (_, least, words) in reversed(_OPTIONS.items()):
        whole = name in ("pages", "depth")
        type_ = click.IntRange(int(least)) if whole else click.FloatRange(least)
        command = click.option(f"--max-{name}", type=type_, metavar="N", help=words)(command)
    return command


def limits_from(chosen: dict[str, Any]) -> Limits:
    """The limits that were chosen, which are taken out of the options of a command."""
    from justicekb.pipeline import Limits

    given = {name: chosen.pop(f"max_{name}") for name in _OPTIONS}
    scaled = {name: value * _OPTIONS[name][0] for name, value in given.items() if value is not None}
    return Limits(**{name: value if name == "seconds" else int(value) for name, value in scaled.items()})
