"""What a walk finds: files in order, and everything that is not read with its reason."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from justicekb.discover import FoundFile, LeftOut, discover
from justicekb.store import open_stores


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("words")
    return tmp_path / "in"


def walked(*paths):
    found = list(discover(paths))
    files = [one.path for one in found if isinstance(one, FoundFile)]
    left = {Path(one.path).name: one for one in found if isinstance(one, LeftOut)}
    return [Path(path).name for path in files], left


def test_files_come_sorted_those_of_a_folder_before_its_folders(folder):
    for name in ("b/c.txt", "b/a.txt", "z.txt", "B.txt"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("x")
    assert [one.path.removeprefix(f"{folder.as_posix()}/") for one in discover([folder])] == [
        "B.txt", "a.txt", "z.txt", "b/a.txt", "b/c.txt",
    ]  # fmt: skip


def test_a_file_and_a_missing_one_are_named(folder, tmp_path):
    files, left = walked(folder / "a.txt", tmp_path / "missing", Path("null\0byte"))
    assert files == ["a.txt"]
    assert left["missing"].reason == "there is no such file or folder"
    assert "null" in left["null\0byte"].reason


def test_hidden_files_and_manifests_further_down_are_left_out_by_rule(folder):
    (folder / ".hidden").mkdir()
    (folder / ".notes.txt").write_text("x")
    (folder / "inner").mkdir()
    (folder / "inner" / "manifest.csv").write_text("path\n")
    (folder / "manifest.csv").write_text("path\n")
    files, left = walked(folder)
    assert files == ["a.txt"]
    assert {name: one.rule for name, one in left.items()} == {".hidden": True, ".notes.txt": True, "manifest.csv": True}


def test_each_kind_of_link_is_named(folder, tmp_path):
    (tmp_path / "outside.txt").write_text("secret")
    (folder / "inner").mkdir()
    (folder / "loop").symlink_to("loop")
    (folder / "up").symlink_to(folder)
    (folder / "dangling").symlink_to("nothing-there")
    (folder / "out").symlink_to(tmp_path / "outside.txt")
    (folder / "same.txt").symlink_to("a.txt")
    (folder / "to-inner").symlink_to("inner")
    files, left = walked(folder)
    assert files == ["a.txt", "same.txt"]
    assert "leads nowhere" in left["loop"].reason
    assert "link to nothing" in left["dangling"].reason
    assert "out of the folder" in left["out"].reason
    assert left["up"].rule
    assert left["to-inner"].rule


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in the file system here")
def test_what_is_no_file_is_named_and_never_opened(folder, tmp_path):
    os.mkfifo(folder / "pipe")
    with socket.socket(socket.AF_UNIX) as one:
        here = os.open(folder, os.O_RDONLY)
        one.bind(f"/proc/self/fd/{here}/socket")  # the path of a socket is short
        os.close(here)
    (folder / "device").symlink_to("/dev/zero")
    files, left = walked(folder, Path("/dev/null"))
    assert files == ["a.txt"]
    assert "a pipe" in left["pipe"].reason
    assert "a socket" in left["socket"].reason
    assert "out of the folder" in left["device"].reason
    assert "a device" in left["null"].reason


def test_names_in_any_bytes_are_shown_as_text(folder):
    (folder / os.fsdecode(b"caf\xe9.txt")).write_text("x")
    (folder / "line\nbreak.txt").write_text("x")
    found = [one for one in discover([folder]) if isinstance(one, FoundFile)]
    assert [one.path.rpartition("/")[2] for one in found] == ["a.txt", "caf\\xe9.txt", "line\nbreak.txt"]
    assert all(one.file.read_text() for one in found)


def test_a_path_of_any_depth_is_walked_or_named(folder):
    deep = folder
    here = os.open(folder, os.O_RDONLY)
    for _ in range(20):  # 20 names of 250 letters are longer than a path may be (4,096 on Linux)
        name = "d" * 250
        os.mkdir(name, dir_fd=here)
        deep = deep / name
        inner = os.open(name, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = inner
    os.close(here)
    files, left = walked(folder)
    assert files == ["a.txt"]
    assert [one.rule for one in left.values()] == [False]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may look into every folder")
def test_a_closed_folder_is_named(folder):
    (folder / "closed").mkdir(mode=0)
    files, left = walked(folder)
    assert files == ["a.txt"]
    assert "cannot be looked at" in left["closed"].reason


def test_a_folder_that_cannot_be_listed_is_named_and_the_rest_goes_on(folder, monkeypatch):
    (folder / "closed").mkdir()
    (folder / "d.txt").write_text("x")
    listed = os.scandir

    def refuse(path):
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr(os, "scandir", refuse)
    files, left = walked(folder)
    assert files == ["a.txt", "d.txt"]
    assert "Permission denied" in left["closed"].reason


def test_the_parts_of_a_knowledge_base_are_left_out_and_what_lies_beside_them_is_read(folder):
    with open_stores(folder / "kb", mode="create"):
        (folder / "kb" / "decisions.jsonl").write_text("")
    (folder / "kb" / "papers").mkdir()
    (folder / "kb" / "papers" / "p.txt").write_text("x")
    (folder / "fulltext").mkdir()  # a name of ours alone says nothing
    (folder / "fulltext" / "decisions.jsonl").write_text("{}")
    files, left = walked(folder)
    assert files == ["a.txt", "decisions.jsonl", "p.txt"]
    assert {"knowledge.sqlite", "decisions.jsonl"} <= set(left)
    assert all(one.rule for one in left.values())
