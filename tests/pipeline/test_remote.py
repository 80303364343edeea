"""Files in a store that speaks S3, as `moto` does on this machine."""

from __future__ import annotations

import io
import zipfile

import pytest

from justicekb.cli import run
from justicekb.config import Settings
from justicekb.errors import SourceError
from justicekb.knowledgebase import KnowledgeBase
from justicekb.pipeline import Options, remote
from justicekb.pipeline.localpool import LocalPool  # as it is, before the session shares its workers

s3fs = pytest.importorskip("s3fs")

TEXT = "Prison closed\n\nThe prison colony at Sandhill was closed in {}.\n"


@pytest.fixture(scope="module")
def server():
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def bucket(server, monkeypatch):
    """A bucket named `papers`, and what writes into it."""
    host, port = server.get_host_and_port()
    for name, value in {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": "key",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_DEFAULT_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    s3fs.S3FileSystem.clear_instance_cache()
    files = s3fs.S3FileSystem(use_listings_cache=False)
    files.mkdir("papers")
    yield files
    files.rm("papers", recursive=True)
    s3fs.S3FileSystem.clear_instance_cache()


class Base(KnowledgeBase):
    """Reads in a process that is started for it, and so has the credentials of the test in its environment."""

    def ingest(self, paths):
        fresh = Options(executor=lambda setup, options: LocalPool(setup, workers=1))
        return super().ingest(paths, options=fresh)


@pytest.fixture
def base(tmp_path):
    return Base(Settings(home=tmp_path / "kb"))


def packed(**members):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, text in members.items():
            archive.writestr(f"{name}.txt", text)
    return data.getvalue()


def test_a_bucket_is_read_as_a_folder_is(bucket, base):
    bucket.pipe("papers/2011/one.txt", TEXT.format(2011).encode())
    bucket.pipe("papers/2012/two.zip", packed(inner=TEXT.format(2012), other=TEXT.format(2013)))
    bucket.pipe("papers/.hidden/three.txt", TEXT.format(2014).encode())
    bucket.pipe("papers/manifest.csv", b"path,title\n2011/one.txt,Closing of Sandhill\n")
    report = base.ingest(["s3://papers"])
    assert not report.failures
    titles = {row["source"]: row["title"] for row in base.rows(["document"])}
    assert set(titles) == {
        "s3://papers/2011/one.txt",
        "s3://papers/2012/two.zip/inner.txt",
        "s3://papers/2012/two.zip/other.txt",
    }
    assert titles["s3://papers/2011/one.txt"] == "Closing of Sandhill"
    assert sum(1 for row in base.rows(["fact"]) if row["type"] == "closure") == 3


def test_known_files_of_a_bucket_are_skipped_and_changed_ones_read(bucket, base):
    bucket.pipe("papers/one.txt", TEXT.format(2011).encode())
    assert base.ingest(["s3://papers/"]).counts["read"] == 1
    assert base.ingest(["s3://papers"]).counts["unchanged"] == 1
    bucket.pipe("papers/one.txt", TEXT.format(2015).encode())
    assert base.ingest(["s3://papers/one.txt"]).counts["read"] == 1


def test_stored_sentences_are_read_again_where_the_store_has_them(bucket, base):
    bucket.pipe("papers/one.txt", TEXT.format(2011).encode())
    bucket.pipe("papers/two.zip", packed(inner=TEXT.format(2012), other=TEXT.format(2013)))
    bucket.pipe("papers/gone.txt", TEXT.format(2014).encode())
    base.ingest(["s3://papers"])
    bucket.pipe("papers/one.txt", b"Something else.\n")
    bucket.rm("papers/gone.txt")
    told = {(standing.citation.source.rpartition("/")[2], standing.state) for standing in base.verify_stored()}
    assert told == {
        ("one.txt", "gone"), ("inner.txt", "unchanged"), ("other.txt", "unchanged"), ("gone.txt", "unreadable"),
    }  # fmt: skip


def test_a_store_is_asked_once_what_it_holds(bucket, tmp_path, monkeypatch):
    bucket.pipe("papers/.hidden/one.txt", TEXT.format(2011).encode())
    asked, listed = [], remote._listed
    monkeypatch.setattr(remote, "_listed", lambda url: asked.append(url) or listed(url))
    run(["--kb", str(tmp_path / "kb"), "ingest", "s3://papers"])
    assert asked == ["s3://papers"]


def test_what_is_not_there_is_named(bucket, base):
    (failure,) = base.ingest(["s3://papers/nothing"]).failures
    assert (failure.path, failure.reason) == ("s3://papers/nothing", "there is no such file or folder")
    (failure,) = base.ingest(["s3://no-such-bucket/x"]).failures
    assert failure.path == "s3://no-such-bucket/x"


def test_a_file_that_is_too_large_is_not_read(bucket):
    bucket.pipe("papers/one.txt", b"word " * 100)
    with pytest.raises(SourceError, match=r"larger than 0\.0001 MB"):
        remote.content("s3://papers/one.txt", 100)


def test_a_row_of_a_manifest_about_no_file_is_a_fault(bucket, base):
    bucket.pipe("papers/one.txt", TEXT.format(2011).encode())
    bucket.pipe("papers/manifest.csv", b"path,title\ntwo.txt,Nothing\n")
    report = base.ingest(["s3://papers"])
    assert [failure.reason for failure in report.failures] == ["line 2: there is no file 'two.txt'"]
    assert report.counts["read"] == 1


def test_an_address_with_a_password_is_refused_and_not_shown(base):
    (failure,) = base.ingest(["s3://me:secret@papers/one.txt"]).failures
    assert "secret" not in failure.path + failure.reason
    assert "would be stored" in failure.reason


@pytest.mark.parametrize(
    ("path", "found"), [("s3:/papers/x", True), ("s3://papers/x", True), ("s3/x", False), ("/s3:/x", False)]
)
def test_addresses_are_told_from_paths(path, found):
    assert remote.is_remote(path) is found
    assert not found or remote.address(path) == "s3://papers/x"


def test_a_store_whose_package_is_missing_says_what_to_install():
    with pytest.raises(SourceError, match="pip install fsspec gcsfs"):
        remote.content("gs://papers/one.txt", 100)
