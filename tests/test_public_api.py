"""The public names are these and no others, each importable and documented."""

from __future__ import annotations

import inspect

import pytest

import justicekb
from justicekb.knowledgebase import KnowledgeBase


def test_the_public_names_are_these():
    assert sorted(justicekb.__all__) == [
        "Edtf",
        "JusticeKBError",
        "KnowledgeBase",
        "QueryError",
        "RecordFilter",
        "SourceError",
        "StoreError",
        "VocabularyError",
        "open",
    ]


@pytest.mark.parametrize("name", justicekb.__all__)
def test_every_public_name_is_there_and_documented(name):
    assert inspect.getdoc(getattr(justicekb, name))


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'opne'"):
        justicekb.opne  # noqa: B018  # reading the attribute is the test


def test_every_method_of_the_knowledge_base_is_documented_and_typed():
    methods = inspect.getmembers(KnowledgeBase, inspect.isfunction)
    for name, method in methods:
        if not name.startswith("_"):
            assert inspect.getdoc(method), name
            assert "return" in method.__annotations__, name


def test_the_version_is_that_of_the_package():
    from importlib.metadata import version

    assert justicekb.__version__ == version("justicekb")
