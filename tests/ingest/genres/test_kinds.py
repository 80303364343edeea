from __future__ import annotations

from dataclasses import replace

import pytest

from justicekb.edtf import Edtf
from justicekb.ingest.blocks import BlockBuilder
from justicekb.ingest.candidates import Metadata
from justicekb.ingest.genres.kinds import kind_of

PROSE = "The members of the commission went through the building from morning to evening. " * 8


def kind(metadata, *blocks):
    builder = BlockBuilder()
    for block_kind, text in blocks:
        builder.add(block_kind, text, language="en")
    return kind_of(builder.text, builder.blocks, metadata)


NONE = Metadata()


@pytest.mark.parametrize(
    ("metadata", "blocks", "expected"),
    [
        (replace(NONE, declared=("ScholarlyArticle",)), [], "journal_paper"),
        (replace(NONE, doi="10.1/1", container="Journal of Visits"), [], "journal_paper"),
        (NONE, [("heading", "Abstract"), ("paragraph", PROSE), ("heading", "References")], "journal_paper"),
        (
            replace(NONE, doi="10.1/1"),
            [("reference", "1. A."), ("reference", "2. B."), ("reference", "3. C.")],
            "journal_paper",
        ),
        (replace(NONE, declared=("PressRelease",)), [("paragraph", PROSE)], "press_release"),
        (replace(NONE, url="https://x.example/press-releases/2014/1"), [("paragraph", PROSE)], "press_release"),
        (NONE, [("paragraph", "VIENNA, 12 March 2014 – The mission opened."), ("paragraph", PROSE)], "press_release"),
        (NONE, [("paragraph", "GENEVA (14 June 2021) – The experts spoke."), ("paragraph", PROSE)], "press_release"),
        (NONE, [("paragraph", "Strasbourg, 15.02.2012 – The committee met."), ("paragraph", PROSE)], "press_release"),
        (NONE, [("paragraph", "On 14 June 2021 – a Monday – they met."), ("paragraph", PROSE)], "article"),
        (
            NONE,
            [("byline", "By Ana Diaz"), ("paragraph", "OSH, 12 March 2014 – It began."), ("paragraph", PROSE)],
            "article",
        ),
        (
            NONE,
            [("byline", "12 March 2014"), ("paragraph", "OSH, 12 March 2014 – It began."), ("paragraph", PROSE)],
            "press_release",
        ),
        (NONE, [("paragraph", PROSE), ("boilerplate", "Notes to editors")], "press_release"),
        (replace(NONE, title="2018 Country Reports: Northland", period=Edtf("2018")), [("paragraph", PROSE)], "report"),
        (replace(NONE, url="https://x.example/reports/n", period=Edtf("2018")), [("paragraph", PROSE)], "report"),
        (replace(NONE, declared=("Report",)), [("paragraph", PROSE)], "report"),
        (replace(NONE, declared=("NewsArticle",)), [], "article"),
        (NONE, [("paragraph", PROSE)], "article"),
        (NONE, [("paragraph", "A note.")], "other"),
        (NONE, [], "other"),
    ],
)
def test_kinds(metadata, blocks, expected):
    found, reason = kind(metadata, *blocks)
    assert found == expected
    assert reason.startswith("kind: ")


def test_a_title_that_speaks_of_a_report_is_no_report():
    found, _ = kind(replace(NONE, title="Ministry rejects report on prisons"), ("paragraph", PROSE))
    assert found == "article"


def test_an_article_that_quotes_a_release_is_none():
    found, _ = kind(NONE, ("paragraph", f"The ministry said in a press release that nothing happened. {PROSE}"))
    assert found == "article"
