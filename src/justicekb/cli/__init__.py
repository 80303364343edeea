"""The command line: `COMMANDS` says which module holds which command, so that each run imports only its own.

Exit codes: 0 found, 1 nothing found (or a draft contradicted), 2 wrong use, 3 some files failed, 4 the knowledge
base is unusable. `run` is the one place where errors become messages and codes.
"""

from __future__ import annotations

import errno
import importlib
import io
import os
import sys
import traceback
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from justicekb.cli.logs import end_logs, keep_log, note_in_logs
from justicekb.cli.stopping import Terminated, stops_on_sigterm
from justicekb.cli.terminal import lay_out, say
from justicekb.errors import (
    JusticeKBError,
    NotFoundError,
    QueryError,
    StoreError,
    ValueFormatError,
    VocabularyError,
)
from justicekb.home import ClusterHome, Home, home_of

NOT_FOUND, WRONG_USE, SOME_FAILED, UNUSABLE = 1, 2, 3, 4
INTERRUPTED, TERMINATED = 130, 143  # 128 and the number of the signal, as shells have it

# Command name -> module of this package; to add a command, write it and put it here.
COMMANDS = {
    "ingest": "reading",
    "search": "searching",
    "ask": "asking",
    "facts": "listing",
    "figures": "listing",
    "quotes": "listing",
    "timeline": "joining",
    "conflicts": "joining",
    "entities": "listing",
    "show": "showing",
    "cite": "showing",
    "verify": "checking",
    "watch": "watching",
    "curate": "curating",
    "export": "exporting",
    "remove": "reading",
    "status": "health",
    "rebuild": "reading",
    "serve": "serving",
    "mcp": "serving",
}


class _Place(click.Path):
    """A folder's path, or an address on a cluster; an empty one, as of a variable that is not set, is no folder."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401
        """See click.ParamType.convert."""
        if value == "":
            self.fail("an empty path is no folder", param, ctx)
        try:
            home = home_of(value)
        except ValueFormatError as error:
            self.fail(str(error), param, ctx)
        return home if isinstance(home, ClusterHome) else super().convert(value, param, ctx)


_KB: dict[str, Any] = {
    "type": _Place(path_type=Path),
    "metavar": "DIR",
    "help": "The knowledge base (default: indexes, or JUSTICEKB_HOME).",
}


class Commands(click.Group):
    """A group that imports a command's module when the command is named."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order a newcomer meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, None for an unknown name."""
        module = COMMANDS.get(cmd_name)
        if module is None:
            return None
        command: click.Command = getattr(importlib.import_module(f"justicekb.cli.{module}"), f"{cmd_name}_command")
        for one in (command, *getattr(command, "commands", {}).values()):
            _give_kb(one)
        return command


def _remember_kb(ctx: click.Context, param: click.Parameter, value: Home | None) -> None:
    if value is not None:
        ctx.find_root().obj = value


def _give_kb(command: click.Command) -> None:
    """Lets `--kb` stand after the command's name too."""
    if not any(param.name == "kb" for param in command.params):
        option = click.Option(["--kb"], callback=_remember_kb, expose_value=False, **_KB)
        command.params.append(option)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--kb", **_KB)
@click.option("--verbose", is_flag=True, help="Print tracebacks of faults.")
@click.option("--log", type=click.Path(path_type=Path), metavar="FILE", help="Keep faults with their tracebacks here.")
@click.version_option(package_name="justicekb", prog_name="justicekb")
@click.pass_context
def main(ctx: click.Context, kb: Home | None, verbose: bool, log: Path | None) -> None:
    """Read documents on criminal justice and human rights, and answer from them with the exact sentence."""
    ctx.obj = kb
    if log is not None:
        keep_log(log)


def run(arguments: list[str] | None = None) -> int:
    """Runs the command line and returns its exit code; messages go to standard error, and never a traceback."""
    words = sys.argv[1:] if arguments is None else arguments
    try:
        with stops_on_sigterm():
            code = main.main(args=words, prog_name="justicekb", standalone_mode=False)
            sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except click.ClickException as error:
        said = io.StringIO()
        error.show(file=said)
        lay_out(said.getvalue().rstrip("\n"), err=True)
        return WRONG_USE
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (KeyboardInterrupt, Terminated, Exception) as error:  # noqa: BLE001  # no traceback reaches a user
        return _told(error, verbose=bool({"--verbose", "-v"} & set(words)))
    finally:
        end_logs()


def _told(error: BaseException, *, verbose: bool) -> int:
    """Says what went wrong, in one sentence, and returns the exit code that goes with it."""
    if isinstance(error, click.Abort | KeyboardInterrupt | Terminated):
        say("stopped; what was stored before stays stored", err=True)
        return TERMINATED if isinstance(error, Terminated) else INTERRUPTED
    if isinstance(error, JusticeKBError):
        say(f"justicekb: {message_of(error)}", err=True)
        return code_of(error)
    trace = "".join(traceback.format_exception(error))
    note_in_logs(trace)
    if verbose:
        lay_out(trace, err=True)
    if isinstance(error, OSError):
        if error.errno == errno.ENOSPC and not error.filename:  # the output: what is left of it is not tried again
            with suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        about = f"{error.filename}: " if error.filename else ""
        say(f"justicekb: {about}{error.strerror or error}", err=True)
    else:
        fault = f"{type(error).__name__}: {error}"
        say(f"justicekb: a fault of justicekb itself ({fault}); --verbose shows where, please report it", err=True)
    return UNUSABLE


def code_of(error: JusticeKBError) -> int:
    """The exit code that tells a script what kind of error it was."""
    if isinstance(error, NotFoundError):
        return NOT_FOUND
    return UNUSABLE if isinstance(error, StoreError | VocabularyError) else WRONG_USE


def message_of(error: JusticeKBError) -> str:
    """The error in words, with the place in the query where there is one."""
    if isinstance(error, QueryError) and error.diagnostic.start is not None:
        return f"{error} (at character {error.diagnostic.start + 1})"
    return str(error)
