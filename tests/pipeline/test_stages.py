"""Processor time by stage."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from justicekb.cli import main
from justicekb.pipeline.stages import STAGES, spent


def test_time_is_added_up_also_when_a_stage_fails():
    stages = {"reading files": 1.0}
    with pytest.raises(ZeroDivisionError), spent(stages, "reading files"):
        sum(1 / (50_000 - number) for number in range(100_000))
    assert stages["reading files"] > 1.0


def test_an_ingest_prints_its_stages(tmp_path):
    sentences = [f"Norland ratified convention {number} against torture in 1998." for number in range(300)]
    (tmp_path / "a.txt").write_text("\n\n".join(sentences))
    done = CliRunner().invoke(main, ["--kb", str(tmp_path / "kb"), "ingest", str(tmp_path / "a.txt"), "--profile"])
    lines = {line[:16].strip(): line.split()[-3] for line in done.stderr.splitlines() if line.endswith("%")}
    assert tuple(lines) == STAGES
    assert float(lines["language model"]) > 0


def test_without_being_asked_it_prints_none(tmp_path):
    (tmp_path / "a.txt").write_text("Nothing.\n")
    done = CliRunner().invoke(main, ["--kb", str(tmp_path / "kb"), "ingest", str(tmp_path / "a.txt")])
    assert "language model" not in done.stderr
