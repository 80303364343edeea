"""The only way out to the terminal: documents' words are shown, never obeyed.

A title, a name, a path or an error may carry control characters that clear the screen, change the window's title or
forge a line of a report. Here they are written out (`\\x1b`), so that only our own line ends and colours act.
"""

from __future__ import annotations

import re
import secrets
import sys
from typing import Any

import click

# Control characters, line separators, what turns the direction of writing round, and halves of characters.
_BODY = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff"
_UNSEEN = re.compile(f"[{_BODY}]")
_UNSEEN_IN_LINE = re.compile(f"[\t\n{_BODY}]")

# Our own colours travel through a text between two characters of a private plane (U+F0000 and on), drawn anew for
# each run so that no document can hold them.
_START, _END = (chr(0xF0000 + at) for at in secrets.SystemRandom().sample(range(0xFFFE), 2))
_STYLED = re.compile(f"{_START}([0-9;]*){_END}")
_RESET = "0"


def shown(text: str, *, line: bool = False) -> str:
    r"""The text with control characters written out (`\x1b`, `\u202e`); in a `line` its line ends, too."""
    return (_UNSEEN_IN_LINE if line else _UNSEEN).sub(_written_out, text)


def _written_out(match: re.Match[str]) -> str:
    code = ord(match[0])
    return _KNOWN.get(match[0]) or (f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}")


_KNOWN = {"\n": "\\n", "\t": "\\t", "\r": "\\r"}


def style(text: str, **style: Any) -> str:  # noqa: ANN401  # the options of click.style
    """The text in a colour or weight, to be printed by `say` or `lay_out`."""
    opened = click.style("", reset=False, **style)
    codes = ";".join(re.findall(r"\x1b\[([0-9;]*)m", opened))
    return f"{_START}{codes}{_END}{text}{_START}{_RESET}{_END}"


def say(text: str = "", *, err: bool = False) -> None:
    """Prints one line."""
    click.echo(_coloured(shown(text, line=True)), err=err)


def lay_out(text: str, *, err: bool = False) -> None:
    """Prints a text whose line ends are ours."""
    click.echo(_coloured(shown(text)), err=err)


def _coloured(text: str) -> str:
    return _STYLED.sub(lambda match: f"\x1b[{match[1]}m", text)


def put(data: str) -> None:
    """Prints data for programs as it is (half characters replaced), but with control characters shown on a terminal."""
    if sys.stdout.isatty():
        data = shown(data)
    click.echo(data.encode("utf-8", "replace").decode("utf-8"), nl=False)
