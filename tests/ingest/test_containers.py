"""Archives: members with paths, archives within archives, and archives made to do harm."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage

import pytest

from justicekb.errors import SourceError
from justicekb.ingest.containers import harmless, unpack
from justicekb.ingest.formats import packages as archive
from justicekb.ingest.formats.packages import Budget, check_package
from justicekb.ingest.limits import Limits


def packed(files, compression=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as file:
        for name, data in files.items():
            file.writestr(name, data)
    return out.getvalue()


def paths(data, path="all.zip"):
    return [(member.path, member.problem) for member in unpack(data, path)]


def test_a_file_that_is_no_archive_is_itself():
    assert [(m.path, m.data) for m in unpack(b"Some words.", "a.txt")] == [("a.txt", b"Some words.")]


def test_members_bear_the_path_of_the_archive():
    data = packed({"a.txt": "one", "deep/b.txt": "two", "deep/": "", "__MACOSX/._a.txt": "x", ".DS_Store": "x"})
    assert [(m.path, m.data) for m in unpack(data, "all.zip")] == [
        ("all.zip/a.txt", b"one"),
        ("all.zip/deep/b.txt", b"two"),
    ]


def test_archives_within_archives_are_opened_to_a_depth():
    data = packed({"a.txt": "one"})
    for _ in range(2):
        data = packed({"in.zip": data})
    assert paths(data) == [("all.zip/in.zip/in.zip/a.txt", "")]
    for _ in range(Limits().depth):
        data = packed({"in.zip": data})
    assert ["more than" in problem for _, problem in paths(data)] == [True]


def test_a_message_comes_with_its_attachments():
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"], mail["Date"] = (
        "a@b.org",
        "c@d.org",
        "x",
        "Wed, 03 Dec 2014 09:30:00 +0600",
    )
    mail.set_content("See the archive.")
    mail.add_attachment(packed({"a.txt": "one"}), maintype="application", subtype="zip", filename="all.zip")
    assert paths(mail.as_bytes(), "m.eml") == [("m.eml", ""), ("m.eml/all.zip/a.txt", "")]
    box = b"From a@b Wed Dec  3 09:30:00 2014\n" + mail.as_bytes()
    assert [path for path, _ in paths(box, "m.mbox")] == ["m.mbox/0001.eml", "m.mbox/0001.eml/all.zip/a.txt"]


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "etc/passwd"), ("/etc/passwd", "etc/passwd"), ("C:\\Windows\\x.txt", "Windows/x.txt"),
        ("a/./b/../c.txt", "a/b/c.txt"), ("..", "unnamed"), ("a\x00b\n.txt", "ab.txt"), ("отчёт.pdf", "отчёт.pdf"),
    ],
)  # fmt: skip
def test_no_path_leaves_the_archive(name, safe):
    assert harmless(name) == safe


def test_a_member_packed_too_tightly_is_refused_and_the_rest_is_read():
    data = packed({"bomb.txt": b"\0" * 5_000_000, "a.txt": "one"})
    found = paths(data)
    assert found[1] == ("all.zip/a.txt", "")
    assert "made to do harm" in found[0][1]
    with pytest.raises(SourceError, match="harm"):
        check_package(data, "file.docx")


def test_a_member_that_is_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(archive, "MAX_MEMBER", 10)
    assert "larger than" in paths(packed({"a.txt": "more than ten bytes"}))[0][1]


def test_too_many_members_and_too_much_in_all_stop_the_reading():
    data = packed({f"{n}.txt": "words" for n in range(6)})
    with pytest.raises(SourceError, match="more than 5 files"):
        list(unpack(data, "all.zip", Budget(Limits(members=5))))
    seen = []
    with pytest.raises(SourceError, match="GB"):
        seen.extend(m.path for m in unpack(data, "all.zip", Budget(Limits(expansion=12))))


def test_limits_count_inner_archives_together():
    inner = packed({f"{n}.txt": "words" for n in range(3)})
    with pytest.raises(SourceError, match="files"):
        list(unpack(packed({"a.zip": inner, "b.zip": inner}), "all.zip", Budget(Limits(members=6))))


def test_a_broken_archive_is_reported_and_a_broken_inner_one_is_a_problem():
    broken = packed({"a.txt": "one"})[:-30]
    with pytest.raises(SourceError, match="broken archive"):
        list(unpack(broken, "all.zip"))
    found = paths(packed({"in.zip": broken, "a.txt": "one"}))
    assert found[0][0] == "all.zip/in.zip"
    assert "broken" in found[0][1]
    assert found[1] == ("all.zip/a.txt", "")


def test_damaged_contents_are_a_problem_of_the_member():
    data = bytearray(packed({"a.txt": "one and two and three"}, zipfile.ZIP_STORED))
    at = data.index(b"one and two")
    data[at] ^= 0xFF
    assert "broken in the archive" in paths(bytes(data))[0][1]


def test_links_and_locked_members_are_refused():
    link = zipfile.ZipInfo("link")
    link.external_attr = 0o120777 << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr(link, "/etc/passwd")
        file.writestr("locked.txt", "secret")
    data = bytearray(out.getvalue())
    central = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 1)
    data[central + 8] |= 1
    assert [problem.split(",")[0].split(":")[0] for _, problem in paths(bytes(data))] == ["a link", "encrypted"]
