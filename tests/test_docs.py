"""Every example in README.md and docs/*.md is run against the sample corpus, and what it shows must be there.

A block fenced as `console` holds commands after `$`; the lines below a command must appear in its output in this
order (white space aside), `...` stands for anything. A command with `# exit N` must end with that code. A block
fenced as `python` is run as it stands.
"""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from justicekb.cli import COMMANDS, run

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```(console|python)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def examples(language: str) -> list:
    found = []
    for page in PAGES:
        for number, match in enumerate(BLOCK.finditer(page.read_text(encoding="utf-8")), 1):
            if match[1] == language:
                found.append(pytest.param(match[2], id=f"{page.name}-{number}"))
    return found


def commands(block: str) -> list[tuple[list[str], list[str], int]]:
    """(arguments, expected lines, exit code) of each `$ justicekb ...` of a block; other programs are not run."""
    found = []
    for piece in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, *shown = re.sub(r"\\\n\s*", "", piece).splitlines()
        expected = re.search(r"#\s*exit (\d)", command)
        words = shlex.split(command, comments=True)
        if words[0] == "justicekb" and not {"|", ">", "<"} & set(words):
            found.append((words[1:], [line for line in shown if line.strip()], int(expected[1]) if expected else 0))
    return found


@pytest.fixture
def at_home(sample_home, tmp_path, monkeypatch):
    """A copy of the sample home to run the examples in, so that none disturbs another."""
    home = tmp_path / "home"
    shutil.copytree(sample_home, home)
    monkeypatch.chdir(home)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("JUSTICEKB_HOME", raising=False)
    return home


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("block", examples("console"))
def test_commands_print_what_the_page_shows(block, at_home, capsys):
    for arguments, shown, code in commands(block):
        assert run(arguments) == code, capsys.readouterr()
        out = capsys.readouterr()
        printed, at = flat(out.out + out.err), 0
        for line in shown:
            for part in filter(None, (flat(p) for p in line.split("..."))):
                at = printed.find(part, at)
                assert at >= 0, f"{shlex.join(arguments)} did not print {part!r} here, but:\n{out.out}"


@pytest.mark.parametrize("block", examples("python"))
def test_python_examples_run(block, at_home):
    exec(compile(block, "example", "exec"), {"__name__": "example"})


def test_every_command_has_a_page():
    pages = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert not [name for name in COMMANDS if f"justicekb {name}" not in pages]


def test_links_between_pages_lead_somewhere():
    for page in [*PAGES, ROOT / "CONTRIBUTING.md"]:
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_every_path_named_in_the_architecture_exists():
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    paths = set(re.findall(r"`([a-z_]+(?:/[\w.-]+)*(?:\.(?:py|toml|csv)|/))`", text))
    assert len(paths) > 40
    missing = [p for p in paths if not ((ROOT / "src" / "justicekb" / p).exists() or (ROOT / p).exists())]
    assert missing == []
