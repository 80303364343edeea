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


@pytest.mark.parametrize(
    "line", ["This site uses cookies.", "Page not found errors met readers of the report on Friday."]
)
def test_a_short_article_beside_such_a_phrase_is_an_article(vocabulary, line):
    first = (
        "The prison colony at Sandhill was closed in 2011, and its hundred and twelve inmates were moved to the coast."
    )
    second = (
        "A court will hear in May what the lawyers of nine of them have to say about the way in which they were moved."
    )
    assert wall_of(f"Sandhill\n\n{line}\n\n{first}\n\n{second}", vocabulary) is None
    assert wall_of(f"Sandhill\n\n{line}\n\n{first}", vocabulary) is not None
