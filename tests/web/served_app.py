"""The application on a free port of this machine, for browsers."""

from __future__ import annotations

import contextlib
import socket
import threading

import uvicorn

from justicekb.config import Settings
from justicekb.web import WebOptions, create_app

TOKEN = "a-token-for-tests"


@contextlib.contextmanager
def served(home, **options):
    """The application on a free port of this machine, and its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    chosen = WebOptions(port=port, token=TOKEN, **options)
    config = uvicorn.Config(create_app(Settings(home=home), chosen), port=port, log_level="error", ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started and thread.is_alive():
        thread.join(0.02)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(20)
