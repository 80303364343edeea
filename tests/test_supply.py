"""What is installed is locked with digests, and what SECURITY.md promises is kept by tests that exist."""

from __future__ import annotations

import importlib.util
import json
import re
import tomllib
from pathlib import Path

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
_ENTRY = re.compile(r"(?P<name>[\w.-]+)(?:\[[\w,.-]+\])?==(?P<version>[\w.!+-]+)")


def locked(file):
    """Name → the versions that a lock file names, and the text of every entry."""
    text = (ROOT / file).read_text("utf-8")
    versions: dict[str, set[str]] = {}
    entries = re.findall(r"^[^\s#].*(?:\n[ \t].*)*", text, re.MULTILINE)
    for entry in entries:
        named = _ENTRY.match(entry)
        assert named, f"{entry} names no release"
        versions.setdefault(canonicalize_name(named["name"]), set()).add(named["version"])
    return versions, entries, text


def wanted(*extras):
    """The requirements of the project with these extras, those that it names itself followed."""
    found = list(PROJECT["dependencies"])
    for extra in extras:
        for line in PROJECT["optional-dependencies"][extra]:
            requirement = Requirement(line)
            found += wanted(*requirement.extras) if requirement.name == PROJECT["name"] else [line]
    return list(dict.fromkeys(found))


@pytest.mark.parametrize(("file", "extras"), [("requirements.lock", ()), ("requirements-dev.lock", ("dev",))])
def test_every_dependency_is_locked_within_its_range_and_with_digests(file, extras):
    versions, entries, text = locked(file)
    for line in map(Requirement, [*wanted(*extras), "hatchling>=1.25,<2", "editables"]):
        if line.marker is None or line.marker.evaluate(default_environment() | {"extra": ""}):
            found = versions.get(canonicalize_name(line.name))
            assert found, f"{line.name} is not in {file}: run `make lock`"
            assert any(line.specifier.contains(version) for version in found), f"{line} is not {found}: run `make lock`"
    assert len(entries) > len(extras) * 100 + 50
    assert all(re.search(r"--hash=sha256:[0-9a-f]{64}", entry) for entry in entries)
    assert "://" not in text  # no registry is named, and nothing comes from an address


def test_what_only_tests_need_is_not_in_the_lock_of_the_demo():
    versions, _, _ = locked("requirements.lock")
    assert "pytest" not in versions
    assert versions.items() <= locked("requirements-dev.lock")[0].items()  # both commands install the same releases


def test_the_two_commands_install_what_is_locked_and_nothing_else():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target, lock in (("$(BIN)/justicekb", "requirements.lock"), ("$(VENV)/.dev", "requirements-dev.lock")):
        recipe = makefile.partition(f"\n{target}: pyproject.toml {lock}\n")[2].partition("\n\n")[0]
        steps = [line.strip() for line in recipe.splitlines() if "$(PIP)" in line]
        assert steps == [f"$(PIP) $(LOCKED) {lock}", "$(PIP) $(ITSELF)"]
    assert "LOCKED := install --require-hashes --requirement" in makefile
    assert "ITSELF := install --no-deps --no-build-isolation --editable ." in makefile


# ── the audit ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def audit():
    spec = importlib.util.spec_from_file_location("audit", ROOT / ".ci" / "audit.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def printed(*dependencies):
    return json.dumps({"dependencies": dependencies})


SOUND = {"name": "a", "version": "1", "vulns": []}
WEAK = {"name": "b", "version": "2", "vulns": [{"id": "PYSEC-1", "fix_versions": ["2.1"]}]}
SKIPPED = {"name": "c", "skip_reason": "not found"}


@pytest.mark.parametrize(
    ("given", "code", "words"),
    [
        ("", 0, "NOT looked for"),
        ("no JSON", 0, "NOT looked for"),
        (printed(SKIPPED, SKIPPED), 0, "NOT looked for"),
        (printed(SOUND), 0, "1 dependencies looked up, 0 known weaknesses"),
        (printed(SOUND, SKIPPED), 0, "1 dependencies were NOT looked up"),
        (printed(SOUND, WEAK), 1, "b 2: PYSEC-1, mended in 2.1"),
    ],
)
def test_what_was_not_looked_up_is_never_told_as_sound(audit, given, code, words):
    found, lines = audit.told(given)
    assert found == code
    assert words in "\n".join(lines)


# ── the promises ─────────────────────────────────────────────────────────────────────────────────────────


def test_every_promise_of_the_security_page_names_a_test_that_exists():
    rows = re.findall(r"^\| (?!promise|---)(.+?) \| (.+?) \|$", (ROOT / "SECURITY.md").read_text("utf-8"), re.MULTILINE)
    assert len(rows) > 25
    named_before = False
    for promise, keeper in rows:
        paths = re.findall(r"`((?:tests|benchmarks)/[\w/.]+)(?:::(\w+))?`", keeper)
        assert paths or (keeper.startswith("the same") and named_before), promise
        named_before = True
        for path, function in paths:
            assert (ROOT / path).exists(), f"{promise}: {path}"
            if path.endswith(".py"):
                text = (ROOT / path).read_text("utf-8")
                assert re.search(rf"def {function or 'test_'}", text), f"{promise}: {path}::{function}"
