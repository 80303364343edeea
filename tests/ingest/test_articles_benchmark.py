# ruff: noqa: E501 - markup is easier to read unbroken
"""The benchmark of article extraction runs on a folder of pages and writes what the scorers read."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = (
    "<html><head><title>Two freed - Court Times</title><meta name='author' content='Ana Diaz'>"
    "<meta property='article:published_time' content='2019-04-02'></head><body><main><h1>Two freed</h1>"
    "<figure><figcaption>At the gate.</figcaption></figure>"
    "<p>The members of the commission went through the building from morning to evening, and nobody stopped them.</p>"
    "</main></body></html>"
)


def test_predictions(tmp_path):
    (tmp_path / "html").mkdir()
    (tmp_path / "html" / "a.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "html" / "b.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    (tmp_path / "html" / "c.html").write_text("<html><body></body></html>", encoding="utf-8")
    script = ROOT / "benchmarks" / "articles.py"
    command = [sys.executable, str(script), str(tmp_path), "--pred", str(tmp_path / "out.json")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = json.loads((tmp_path / "out.json").read_text("utf-8"))
    assert found["a"] == found["b"] == {
        "body": "The members of the commission went through the building from morning to evening, and nobody stopped them.",
        "title": "Two freed", "date": "2019-04-02", "authors": ["Ana Diaz"],
    }  # fmt: skip
    assert found["c"] == {}
    assert "3 pages in" in done.stdout
    assert "pages per CPU second" in done.stdout
