"""`serve`, `mcp`: the knowledge base in a browser, and as tools of an assistant."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import click

from justicekb.cli.terminal import say

if TYPE_CHECKING:
    from justicekb.config import Settings
    from justicekb.home import Home

_MISSING = "{what} needs the extra {extra}: pip install 'justicekb[{extra}]'"


@click.command("serve")
@click.option(
    "--port",
    "-p",
    type=click.IntRange(0, 65535),
    default=8765,
    show_default=True,
    help="Where to listen; 0 for any free one.",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Another address lets others in; think first.")
@click.option("--name", "names", multiple=True, help="A further host name to answer to, behind a proxy.")
@click.option("--write", is_flag=True, help="Allow decisions and new documents to whoever has the token.")
@click.pass_context
def serve_command(ctx: click.Context, port: int, host: str, names: tuple[str, ...], write: bool) -> None:
    """Open the knowledge base in a browser, on this machine alone."""
    try:
        import uvicorn

        from justicekb.web import WebOptions, create_app
    except ModuleNotFoundError as error:
        raise click.ClickException(_MISSING.format(what="serve", extra="web")) from error

    with _listening(host, port) as listening:
        options = WebOptions(host=host, port=listening.getsockname()[1], names=names, write=write)
        app = create_app(_settings(ctx), options)
        say(f"Open {options.address}{f'enter?token={options.token}' if write else ''}", err=True)
        say("Stop with Ctrl+C.", err=True)
        config = uvicorn.Config(app, log_level="warning", server_header=False, ws="none")
        uvicorn.Server(config).run(sockets=[listening])


def _listening(host: str, port: int) -> socket.socket:
    """A socket at the address; with port 0 the system chooses a free one."""
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        raise click.ClickException(f"{host}, port {port}: {error.strerror or error}; choose another --port") from error


@click.command("mcp")
@click.pass_context
def mcp_command(ctx: click.Context) -> None:
    """Offer search, ask, timeline, cite and verify to an assistant, over standard input and output.

    The Model Context Protocol; nothing is written.
    """
    try:
        from justicekb.assistants import serve
    except ModuleNotFoundError as error:
        raise click.ClickException(_MISSING.format(what="mcp", extra="mcp")) from error

    serve(_settings(ctx))


def _settings(ctx: click.Context) -> Settings:
    from dataclasses import replace

    from justicekb.config import Settings

    home: Home | None = ctx.find_root().obj
    settings = Settings.from_environment()
    return settings if home is None else replace(settings, home=home)
