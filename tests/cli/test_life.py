"""The life of a base: documents are removed, files are missed, what is typed wrongly is told."""

from __future__ import annotations

import contextlib
import json
import zipfile

import pytest

from justicekb.cli import run

SENTENCE = "In 2007 Ruritania ratified the Convention against Torture, the minister said.\n"


@pytest.fixture
def base(tmp_path, capsys):
    (tmp_path / "in").mkdir()
    for name in ("a", "b"):
        (tmp_path / "in" / f"{name}.txt").write_text(f"{SENTENCE}It was {name}.\n")
    with contextlib.chdir(tmp_path):
        assert run(["ingest", "in"]) == 0

        def kb(*arguments):
            capsys.readouterr()
            return run(list(arguments)), *capsys.readouterr()

        yield kb


def documents(kb):
    lines = kb("export", "--record", "document")[1].splitlines()
    return [(line["id"], line["source"]) for line in map(json.loads, lines)]


def test_a_document_is_removed_by_its_id_or_path(base):
    id_, path = documents(base)[0]
    assert base("remove", path)[:2] == (0, f"forgotten: {path}\n")
    assert [one for one, _ in documents(base)] != [id_]
    other = documents(base)[0][0]
    assert base("remove", other)[0] == 0
    assert base("search", "Ruritania")[0] == 1
    assert base("remove", other)[0] == 1


def test_status_names_files_that_are_gone(base, tmp_path):
    assert "gone" not in json.loads(base("status", "--format", "json")[1])[0]
    (tmp_path / "in" / "b.txt").unlink()
    assert json.loads(base("status", "--format", "json")[1])[0]["first gone"] == ["in/b.txt"]
    code, out, err = base("ingest", "in")
    assert (code, "1 gone" in out, "gone: in/b.txt" in err) == (0, True, True)
    assert "1 forgotten" in base("ingest", "in", "--prune")[1]
    assert len(documents(base)) == 1


def test_an_unknown_type_of_event_names_the_known_ones(base):
    for command in (["facts", "--type", "ratifcation"], ["timeline", "torture", "--type", "ratifcation"]):
        code, _, err = base(*command)
        assert code == 2
        assert "'ratifcation'" in err
        assert "ratification" in err.replace("'ratifcation'", "")
    assert base("facts", "--type", "release")[0] == 1


def test_progress_is_told_where_there_is_no_terminal(base, monkeypatch):
    assert "files in all" not in base("ingest", "in", "--force")[2]
    monkeypatch.setattr("justicekb.cli.reading._EVERY", 0.0)
    assert "2 done, 2 files in all" in base("ingest", "in", "--force")[2]


def test_stored_sentences_are_checked_in_archives_mailboxes_and_from_anywhere(base, tmp_path):
    with zipfile.ZipFile(tmp_path / "in" / "c.zip", "w") as archive:
        archive.writestr("letters/c.txt", f"{SENTENCE}It was c.\n")
    letter = f"From: a@b.example\nSubject: d\nDate: Tue, 6 Mar 2018 10:00:00 +0500\n\n{SENTENCE}It was d.\n\n"
    (tmp_path / "in" / "d.mbox").write_text(f"From a@b.example Tue Mar  6 10:00:01 2018\n{letter}")
    assert base("ingest", "in")[0] == 0
    code, out, _ = base("verify")
    assert (code, out.strip().splitlines()[-1]) == (0, "4 unchanged")
    (tmp_path / "elsewhere").mkdir()
    with contextlib.chdir(tmp_path / "elsewhere"):
        code, out, _ = base("--kb", "../indexes", "verify")
    assert (code, out.strip().splitlines()[-1]) == (0, "4 unchanged")
    (tmp_path / "in" / "c.zip").unlink()
    assert "unreadable" in base("verify")[1].splitlines()[-1]
