"""Documents' words are shown on a terminal and never obeyed by it: titles, names, paths, errors, data."""

from __future__ import annotations

import ast
import os
import re
import sys
from pathlib import Path

import click
import pytest

from justicekb import cli
from justicekb.cli import run, terminal
from justicekb.cli.terminal import lay_out, put, say, shown, style

RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]")
TITLE = "Board\x1b]0;owned\x07\x1b[2J\x9b1mreport\r\u202e"
SENTENCE = "The prison board met in Osh on 3 May 2014, the ministry announced.\n"


@pytest.mark.parametrize(
    ("text", "line", "want"),
    [
        ("plain – “text” 😀 Отчёт", True, "plain – “text” 😀 Отчёт"),
        ("\x1b[2J\x07", False, "\\x1b[2J\\x07"),
        ("a\nb\tc", False, "a\nb\tc"),
        ("a\nb\tc\r", True, "a\\nb\\tc\\r"),
        ("\x85\x9b\u2028\u202e\udce9", True, "\\x85\\x9b\\u2028\\u202e\\udce9"),
    ],
)
def test_control_characters_are_written_out(text, line, want):
    assert shown(text, line=line) == want


def test_our_own_colours_pass_and_those_of_a_document_do_not(capsys, monkeypatch):
    monkeypatch.setattr(click.utils, "should_strip_ansi", lambda stream=None, color=None: False)
    say(style("\x1b[31mred\x1b[0m", bold=True) + "\n")
    lay_out("one\n\x1b[8mtwo")
    assert capsys.readouterr().out == "\x1b[1m\\x1b[31mred\\x1b[0m\x1b[0m\\n\none\n\\x1b[8mtwo\n"


def test_data_is_shown_on_a_terminal_and_left_alone_in_a_pipe(capsys, monkeypatch):
    put("a\x9bb\n")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    put("a\x9bb\udce9\n")
    assert capsys.readouterr().out == "a\x9bb\na\\x9bb\\udce9\n"


@pytest.fixture
def hostile(tmp_path, capsys):
    """A base of documents whose title, path and manifest are made to deceive."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "t.txt").write_text(SENTENCE)
    (folder / "x\nfailed: y.txt: forged\x1b[2J").write_bytes(bytes(range(256)) * 20)
    (folder / os.fsdecode(b"caf\xe9.txt")).write_text(SENTENCE.replace("Osh", "Naryn"))
    (folder / "manifest.csv").write_text(f'path,title,publisher\nt.txt,"{TITLE}\nfailed: z: forged","P\x1b[2J"\n')
    home = str(tmp_path / "kb")
    code = run(["--kb", home, "ingest", str(folder)])
    printed = capsys.readouterr()
    assert code == 3
    return home, printed


def test_a_name_cannot_forge_a_line_of_the_report(hostile):
    _, printed = hostile
    assert not RAW.search(printed.out + printed.err)
    assert [line for line in printed.err.splitlines() if line.startswith("failed: ")] == [
        line for line in printed.err.splitlines() if "\\nfailed: y.txt: forged\\x1b[2J" in line
    ]


@pytest.mark.parametrize(
    "command",
    [
        ["search", "board"], ["facts"], ["ask", "When did the board meet?"], ["cite", "The prison board met in Osh"],
        ["timeline", "Osh"], ["entities", "Osh"], ["search", "title:\x1b[2J"], ["show", "doc-\x1b[2J"],
    ],
)  # fmt: skip
def test_nothing_raw_is_printed(hostile, capsys, command):
    home, _ = hostile
    run(["--kb", home, *command])
    printed = capsys.readouterr()
    assert not RAW.search(printed.out + printed.err)
    assert not any(line.startswith("failed: z") for line in printed.out.splitlines())


def test_a_name_that_is_no_text_is_read_and_found(hostile, capsys):
    home, _ = hostile
    assert run(["--kb", home, "search", "Naryn"]) == 0
    assert "caf\\xe9.txt" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [["\x1b[2J"], ["search", "--x\x1b[2J"], ["--kb", "a\x1b[2Jb", "search", "x"]])
def test_errors_show_what_was_typed(arguments, capsys):
    assert run(arguments) in (2, 4)
    assert not RAW.search(capsys.readouterr().err)


def test_nothing_else_prints():
    """Whatever a command prints goes through `terminal`."""
    for file in sorted(Path(cli.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text())) if file != Path(terminal.__file__) else ():
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                assert called not in ("click.echo", "click.secho", "click.style", "print"), f"{file}:{node.lineno}"
