"""Nothing that is not ours is ever removed or written over: folders full of other files, links, and empty paths."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from click.testing import CliRunner

from justicekb.cli import main, run
from justicekb.errors import StoreError, ValueFormatError
from justicekb.home import ClusterHome, check_may_become, home_of, is_base, is_own

SENTENCE = "The prison colony at Sandhill was closed in 2011, the ministry announced.\n"


@pytest.fixture
def home(tmp_path):
    """A knowledge base of one document in `kb`, the document in `in`."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(SENTENCE)
    with contextlib.chdir(tmp_path):
        assert run(["--kb", "kb", "ingest", "in"]) == 0
        yield tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    return {str(f.relative_to(folder)): f.read_bytes() for f in sorted(folder.rglob("*")) if f.is_file()}


@pytest.mark.parametrize("command", [["ingest", "notes"], ["search", "word"], ["rebuild"], ["status"]])
def test_a_folder_of_other_files_is_refused_and_nothing_in_it_changes(tmp_path, capsys, command):
    for name in ("fulltext/interview.txt", "fulltext/mark.json", "notes/a.txt", "MAIN_1.seg", "decisions.jsonl"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("mine\n")
    before = contents(tmp_path)
    with contextlib.chdir(tmp_path):
        assert run(["--kb", ".", *command]) == 4
    assert contents(tmp_path) == before
    assert "knowledge base" in capsys.readouterr().err


def test_an_empty_path_is_no_folder(tmp_path, capsys):
    with contextlib.chdir(tmp_path):
        assert run(["--kb", "", "ingest", "."]) == 2
        assert run(["search", "word", "--kb", ""]) == 2
    assert "empty path" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_fresh_folder_may_hold_hidden_files_and_names_of_ours(tmp_path):
    (tmp_path / ".gitignore").write_text("*\n")
    (tmp_path / "decisions.jsonl").write_text("")
    check_may_become(tmp_path)
    check_may_become(tmp_path / "new")
    (tmp_path / "diary.txt").write_text("mine")
    with pytest.raises(StoreError, match="other files"):
        check_may_become(tmp_path)


def test_a_file_or_a_name_that_is_too_long_is_no_folder_for_a_base(tmp_path, capsys):
    (tmp_path / "file").write_text("mine")
    (tmp_path / "a.txt").write_text(SENTENCE)
    for kb in (tmp_path / "file", tmp_path / ("k" * 300)):
        assert run(["--kb", str(kb), "ingest", str(tmp_path / "a.txt")]) == 4
    assert capsys.readouterr().err.count("justicekb: ") == 2


def test_files_of_others_among_those_of_the_index_stay(home):
    for name in ("interview.txt", "MAIN_notes", "main_1.seg", "old.toc", "x_MAIN_1.toc"):
        (home / "kb" / "fulltext" / name).write_text("mine")
    (home / "kb" / "fulltext" / "mark.json").write_text("damaged")
    (home / "in" / "b.txt").write_text(SENTENCE.replace("2011", "2012"))
    assert run(["--kb", "kb", "ingest", "in"]) == 0
    assert run(["--kb", "kb", "rebuild"]) == 0
    assert run(["--kb", "kb", "search", "colony"]) == 0
    for name in ("interview.txt", "MAIN_notes", "main_1.seg", "old.toc", "x_MAIN_1.toc"):
        assert (home / "kb" / "fulltext" / name).read_text() == "mine"


def test_an_index_that_is_a_link_is_refused(home, capsys):
    elsewhere = home / "elsewhere"
    (home / "kb" / "fulltext").rename(elsewhere)
    (elsewhere / "MAIN_1.seg").write_text("mine")
    (home / "kb" / "fulltext").symlink_to(elsewhere)
    before = contents(elsewhere)
    assert run(["--kb", "kb", "rebuild"]) == 4
    assert "is a link" in capsys.readouterr().err
    assert contents(elsewhere) == before


def test_links_among_the_files_of_the_index_are_neither_followed_nor_written_through(home):
    (home / "mine.txt").write_text("mine")
    for name in ("mark.json.new", "MAIN_1.seg", "_MAIN_9.toc"):
        (home / "kb" / "fulltext" / name).symlink_to(home / "mine.txt")
    (home / "kb" / "watches.jsonl.new").symlink_to(home / "mine.txt")
    assert run(["--kb", "kb", "rebuild"]) == 0
    assert run(["--kb", "kb", "watch", "add", "w", "--search", "colony"]) == 0
    assert (home / "mine.txt").read_text() == "mine"


def test_a_base_inside_the_folder_that_is_read_is_left_out(home, capsys):
    (home / "kb").rename(home / "in" / "kb")
    assert run(["--kb", "in/kb", "watch", "add", "w", "--search", "colony"]) == 0
    assert run(["--kb", "in/kb", "ingest", "in"]) == 0
    assert "0 read (0 records), 1 unchanged, 0 duplicates, 0 failed" in capsys.readouterr().out


def test_a_folder_inside_the_base_is_read(home, capsys):
    (home / "in").rename(home / "kb" / "in")
    assert run(["--kb", "kb", "ingest", "kb"]) == 0
    assert "0 failed, 1 moved" in capsys.readouterr().out


def test_the_mark_is_in_the_database_itself(home, tmp_path):
    assert is_base(home / "kb")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "knowledge.sqlite").write_text("my own notes on SQLite")
    assert not is_base(tmp_path / "other")
    assert not is_base(tmp_path / "missing")
    assert [is_own(n) for n in ("knowledge.sqlite-wal", "fulltext", "watches.jsonl.new", "knowledge.sqlite.bak")] == [
        True, True, True, False,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("opensearch+https://me@host/kb", "opensearch+https://me@host:9200/kb"),
        ("opensearch+http://a:1,b:2,c/x-1.y_z/", "opensearch+http://a:1,b:2,c:9200/x-1.y_z"),
        ("opensearch+http://[::1]:9201/kb", "opensearch+http://[::1]:9201/kb"),
    ],
)
def test_an_address_names_a_place_on_a_cluster(text, shown):
    home = home_of(text)
    assert isinstance(home, ClusterHome)
    assert str(home) == shown
    assert home_of(home) is home
    assert home_of(shown) == home


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("opensearch+https://host", "the address of a cluster is"),
        ("opensearch+ftp://host/kb", "the address of a cluster is"),
        ("opensearch+https://host/kb/more", "the address of a cluster is"),
        ("opensearch+https://me:secret@host/kb", "a password does not belong into an address"),
        ("opensearch+https://host/Kb", "a prefix is of small letters"),
        ("opensearch+https://host/_kb", "a prefix is of small letters"),
        ("opensearch+https://host:99999/kb", "is no host with its port"),
        ("opensearch+https://ho st/kb", "the address of a cluster is"),
        ("opensearch+https://a,,b/kb", "is no host with its port"),
    ],
)
def test_a_malformed_address_is_refused_without_its_password(text, words):
    with pytest.raises(ValueFormatError, match=words) as refused:
        home_of(text)
    assert "secret" not in str(refused.value)
    told = CliRunner().invoke(main, ["--kb", text, "status"])
    assert (told.exit_code, "secret" in told.output) == (2, False)


def test_anything_else_is_a_folder():
    assert home_of("indexes") == Path("indexes")
    assert home_of(Path("a/b")) == Path("a/b")
