from __future__ import annotations

import pytest

from justicekb.edtf import Edtf
from justicekb.errors import SourceError
from justicekb.ingest.manifest import load
from justicekb.ingest.source import Given
from justicekb.model import Author


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "sub").mkdir()
    for name in ("a.txt", "sub/b.pdf"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    return tmp_path


def manifest(folder, text, encoding="utf-8"):
    (folder / "manifest.csv").write_bytes(text.encode(encoding))
    return load(folder)


def test_a_folder_without_one_says_nothing(folder):
    assert load(folder).for_path(folder / "a.txt") == Given()


def test_a_row_is_read_whole(folder):
    rows = (
        "path,title,authors,publisher,published,period,retrieved,url,doi,kind,language\n"
        '"a.txt","Prisons, again",Ana Diaz; Bek Omar,Court Times,2013-05,2012,2024-01-02,'
        "https://example.org/a,10.1000/1,report,en\n"
    )
    given = manifest(folder, rows).for_path(folder / "a.txt")
    assert given == Given(
        title="Prisons, again", authors=(Author(name="Ana Diaz"), Author(name="Bek Omar")), publisher="Court Times",
        published=Edtf("2013-05"), period=Edtf("2012"), retrieved=Edtf("2024-01-02"), url="https://example.org/a",
        doi="10.1000/1", kind="report", language="en",
    )  # fmt: skip


def test_paths_are_relative_to_the_folder(folder):
    found = manifest(folder, "path,title\nsub/b.pdf,B\n")
    assert found.for_path(folder / "sub" / "b.pdf").title == "B"
    assert found.for_path(folder / "a.txt") == Given()


def test_members_of_a_container_may_be_named(folder):
    found = manifest(folder, "path,title\na.txt/inner/c.html,C\n")
    assert found.for_path(folder / "a.txt" / "inner" / "c.html").title == "C"


def test_empty_cells_and_empty_lines_say_nothing(folder):
    found = manifest(folder, "path,title,published\na.txt,,\n\n,,\n")
    assert found.for_path(folder / "a.txt") == Given()


def test_a_spreadsheet_writes_a_mark_first(folder):
    assert manifest(folder, "\ufeffPath,Title\na.txt,A\n").for_path(folder / "a.txt").title == "A"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("path,titel\na.txt,A\n", 1, "unknown column 'titel'"),
        ("title\nA\n", 1, "no column 'path'"),
        ("path,title,title\na.txt,A,B\n", 1, "twice"),
        ("path,title\na.txt,A\nc.txt,C\n", 3, "no file 'c.txt'"),
        ("path,title\na.txt,A\n\na.txt,B\n", 4, "twice"),
        ("path,title\n../a.txt,A\n", 2, "outside the folder"),
        ("path,title\n/etc/hosts,A\n", 2, "outside the folder"),
        ("path,title\n,A\n", 2, "no path"),
        ("path,published\na.txt,23.11.2011\n", 2, "published: '23.11.2011' is not an EDTF"),
        ("path,period\na.txt,2012/2010\n", 2, "ends before it starts"),
        ("path,kind\na.txt,letter\n", 2, "unknown kind 'letter'"),
        ("path,language\na.txt,English\n", 2, "two-letter"),
        ("path,title\na.txt,Prisons, again\n", 2, "3 cells under 2 columns"),
    ],
)
def test_every_fault_names_its_line(folder, text, line, words):
    with pytest.raises(SourceError) as failed:
        manifest(folder, text)
    assert failed.value.path.endswith("manifest.csv")
    assert failed.value.reason.startswith(f"line {line}: ")
    assert words in failed.value.reason
