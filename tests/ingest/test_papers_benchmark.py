"""The benchmark of papers scores the paper of a folder, whatever figures lie beside it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_a_figure_does_not_stand_for_its_paper(pdf, tmp_path):
    folder = tmp_path / "jose.00001"
    folder.mkdir()
    page = pdf.page()
    page.text(60, 780, "Visits without notice", size=18)
    page.lines(60, 740, ["The members of the commission went through the building from morning to evening."] * 3)
    (folder / "paper.pdf").write_bytes(pdf.bytes())
    pdf.pages = []
    pdf.page().text(60, 700, "A figure with a few words.")
    (folder / "zz-figure.pdf").write_bytes(pdf.bytes())
    command = [
        sys.executable,
        str(ROOT / "benchmarks" / "papers.py"),
        str(tmp_path),
        "--pred",
        str(tmp_path / "p.json"),
    ]
    subprocess.run(command, capture_output=True, text=True, check=True)
    assert json.loads((tmp_path / "p.json").read_text("utf-8"))["jose.00001"]["title"] == "Visits without notice"
