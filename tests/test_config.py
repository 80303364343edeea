"""Settings: the environment first, then a file `justicekb.toml`, then what comes with justicekb."""

from __future__ import annotations

from pathlib import Path

import pytest

from justicekb.config import Settings
from justicekb.errors import QueryError


def test_without_anything_the_defaults_hold(tmp_path):
    assert Settings.from_environment({}, tmp_path) == Settings()


def test_the_file_sets_what_the_environment_does_not(tmp_path):
    (tmp_path / "justicekb.toml").write_text(
        'base = "kb"\nmodel = "en_core_web_md"\nvocabularies = ["words", "/more"]\n'
    )
    settings = Settings.from_environment({"JUSTICEKB_MODEL": "en_core_web_lg"}, tmp_path)
    assert settings == Settings(
        home=tmp_path / "kb", model="en_core_web_lg", vocabularies=(tmp_path / "words", Path("/more"))
    )
    assert Settings.from_environment({"JUSTICEKB_HOME": "x", "JUSTICEKB_VOCABULARY": "y"}, tmp_path) == Settings(
        home=Path("x"), model="en_core_web_md", vocabularies=(Path("y"),)
    )


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("base = 3", "base is the name"), ('base = ""', "base is the name"), ('colour = "red"', "unknown 'colour'"),
        ('model = "./planted"', "installed package"), ('vocabularies = "words"', "list of names"), ("base =", "toml"),
        ("\xff", "toml"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_it_is_told(tmp_path, said, reason):
    (tmp_path / "justicekb.toml").write_bytes(said.encode("latin-1"))
    with pytest.raises(QueryError, match=reason):
        Settings.from_environment({}, tmp_path)


def test_settings_of_a_cluster_come_from_the_environment_and_the_file(tmp_path):
    (tmp_path / "justicekb.toml").write_text("[opensearch]\nshards = 4\nreplicas = 2\n")
    settings = Settings.from_environment({}, tmp_path)
    assert (settings.cluster.shards, settings.cluster.replicas) == (4, 2)
    given = {"JUSTICEKB_OPENSEARCH_REPLICAS": "0", "JUSTICEKB_HOME": "opensearch+http://host/kb"}
    settings = Settings.from_environment(given, tmp_path)
    assert (settings.cluster.shards, settings.cluster.replicas) == (4, 0)
    assert str(settings.home) == "opensearch+http://host:9200/kb"
    assert settings.uploads == Path("uploads")


@pytest.mark.parametrize(
    "text",
    [
        'base = "opensearch+https://elsewhere/kb"',
        "[opensearch]\npassword = 'x'",
        "[opensearch]\nshards = 0",
        "[opensearch]\nshards = true",
        "[opensearch]\nreplicas = -1",
        "opensearch = 3",
    ],
)
def test_a_file_cannot_name_a_cluster_or_nonsense(tmp_path, text):
    (tmp_path / "justicekb.toml").write_text(text)
    with pytest.raises(QueryError, match=r"justicekb\.toml"):
        Settings.from_environment({}, tmp_path)


def test_a_count_of_shards_is_a_number():
    with pytest.raises(QueryError, match="JUSTICEKB_OPENSEARCH_SHARDS is a whole number from 1"):
        Settings.from_environment({"JUSTICEKB_OPENSEARCH_SHARDS": "many"})
