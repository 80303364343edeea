"""Looks the locked dependencies up among known weaknesses, and says so when it could not.

Exit code 1 for a known weakness, else 0. `pip-audit` passes over what its source does not answer for and then reports
that nothing was found; what was not looked up is counted and named here.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
_PATIENCE = 180  # seconds for all of it; one question has 10


def audit(lock: str) -> str:
    """What pip-audit prints about a lock file as JSON; "" when it cannot run or ends without an answer."""
    command = [
        sys.executable, "-m", "pip_audit", "--disable-pip", "--require-hashes", "--requirement", str(ROOT / lock),
        "--format", "json", "--progress-spinner", "off", "--timeout", "10",
    ]  # fmt: skip
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=_PATIENCE, check=False).stdout
    except (OSError, subprocess.TimeoutExpired):
        return ""


def told(printed: str) -> tuple[int, list[str]]:
    """The exit code, and what to tell a person about what pip-audit printed."""
    try:
        found: Sequence[Mapping[str, Any]] = json.loads(printed)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return 0, ["pip-audit could not reach its data: known weaknesses of dependencies were NOT looked for"]
    looked_up = [one for one in found if "skip_reason" not in one]
    if not looked_up:
        return 0, ["pip-audit got no answer about any dependency: known weaknesses were NOT looked for"]
    lines = list(_weaknesses(looked_up))
    code = 1 if lines else 0
    lines.append(f"{len(looked_up)} dependencies looked up, {len(lines)} known weaknesses")
    if len(looked_up) < len(found):
        lines.append(
            f"{len(found) - len(looked_up)} dependencies were NOT looked up: pip-audit got no answer about them"
        )
    return code, lines


def _weaknesses(dependencies: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for one in dependencies:
        for weakness in one.get("vulns", ()):
            fixed = ", ".join(weakness.get("fix_versions", ())) or "no release"
            yield f"{one['name']} {one['version']}: {weakness['id']}, mended in {fixed}"


if __name__ == "__main__":
    code, lines = told(audit("requirements-dev.lock"))
    print("\n".join(lines))
    sys.exit(code)
