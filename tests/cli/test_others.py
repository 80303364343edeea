"""The way from a file to an answer: a number of others is no answer to how many there were."""

from __future__ import annotations

from justicekb.cli import NOT_FOUND, run

TEXT = """A strike ends in blood

Northern Review, 20 June 2012

On 16 December 2011 police opened fire on striking workers in Almaty, shooting 12 dead. Three other people died in the
clashes.
"""


def test_a_number_of_others_is_not_the_whole(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "strike.txt").write_text(TEXT, encoding="utf-8")
    assert run(["ingest", "strike.txt"]) == 0
    assert run(["ask", "How many people died in Almaty in December 2011?"]) == NOT_FOUND
    assert "Three  (" not in capsys.readouterr().out
