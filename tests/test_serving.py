"""`justicekb serve` as a process: where it listens, what it says, and what it refuses."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import urllib.request

from justicekb.cli import run


def test_serve_listens_on_this_machine_and_prints_the_address_with_its_token(sample_base):
    command = [sys.executable, "-m", "justicekb", "--kb", str(sample_base), "serve", "--port", "0", "--write"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        address = re.search(r"Open (http://127\.0\.0\.1:\d+)/enter\?token=([\w-]{30,})", process.stderr.readline())
        assert process.stderr.readline() == "Stop with Ctrl+C.\n"
        with urllib.request.urlopen(f"{address[1]}/api/status") as reply:
            assert b'"documents"' in reply.read()
        with urllib.request.urlopen(f"{address[1]}/enter?token={address[2]}") as reply:
            assert reply.status == 200
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) in (0, 130)
        assert "Traceback" not in process.stderr.read()


def test_a_port_that_is_taken_is_told(sample_base, capsys):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        code = run(["--kb", str(sample_base), "serve", "--port", str(taken.getsockname()[1])])
    assert code == 2
    assert "choose another --port" in capsys.readouterr().err


def test_without_the_extras_the_commands_say_what_to_install(sample_base, capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "justicekb.web", None)
    assert run(["--kb", str(sample_base), "serve", "--port", "0"]) == 2
    assert "pip install 'justicekb[web]'" in capsys.readouterr().err
    monkeypatch.setitem(sys.modules, "justicekb.assistants", None)
    assert run(["--kb", str(sample_base), "mcp"]) == 2
    assert "pip install 'justicekb[mcp]'" in capsys.readouterr().err
