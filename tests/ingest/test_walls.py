"""Pages that are no article are told by their phrases, noted, and give no records."""

from __future__ import annotations

import pytest

from justicekb.config import Settings
from justicekb.ingest import read
from justicekb.ingest.walls import Wall, is_wall, wall_of
from justicekb.pipeline.tasks import Setup
from justicekb.pipeline.work import records_of
from justicekb.vocabulary import load

WALLS = load().entries(Wall)


@pytest.mark.parametrize(("wall", "page"), [(wall, page) for wall in WALLS for page in wall.examples])
def test_such_pages_are_told(wall, page, vocabulary):
    assert wall_of(page, vocabulary) == wall.kind


@pytest.mark.parametrize("page", [page for wall in WALLS for page in wall.counter_examples])
def test_short_articles_are_not(page, vocabulary):
    assert wall_of(page, vocabulary) is None


def test_an_article_under_a_line_about_cookies_is_an_article(vocabulary):
    article = "This site uses cookies.\n\n" + "The prison colony at Sandhill was closed in 2011. " * 40
    assert wall_of(article, vocabulary) is None


def test_a_wall_is_noted_and_gives_no_records(vocabulary):
    page = b"Hold on\n\nOn 3 May 2014 something in the way you read our site made us think you were a bot.\n"
    document = read(page, vocabulary, path="wall.txt")
    assert is_wall(document)
    assert document.kind == "other"
    assert any("against robots" in note for note in document.notes)
    assert records_of(document, Setup.of(Settings())) == ()
