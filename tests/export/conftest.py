"""Values to export: a timeline with every kind of entry and date, and a passage to cite, full of marks to escape.

To add a case: a format of timelines or citations is tested on `entries` and `passage`, which hold whatever a format may
trip over (marks, open dates, several sources); a new field goes into them, so that every format meets it.
"""

from __future__ import annotations

import pytest

from justicekb.edtf import Edtf
from justicekb.findings import Citation, TimelineEntry
from justicekb.model import Author, Document
from justicekb.query.citations.cite import CitedPassage
from justicekb.spans import Span

SENTENCE = "Peru & Chile agreed, “at last”; <b>so</b> they said."


def citation(**fields):
    values = {"record": "fact-1", "document": "doc-1", "source": "a.txt", "sentence": SENTENCE, "span": Span(3, 9)}
    return Citation(**(values | {"title": "Jails, & more", "url": "https://example.org/a?b=1&c=2"} | fields))


def entry(date, number=1, **fields):
    values = {"id": f"event-{number:012x}", "type": "agreement", "headline": SENTENCE, "facts": (f"fact-{number}",)}
    return TimelineEntry(date=Edtf(date), evidence=(citation(record=f"fact-{number}"),), **(values | fields))


@pytest.fixture
def entries():
    return [
        entry("../1989", 1),
        entry("199X", 2),
        entry("1998", 3, conflicts=("event-000000000004",)),
        entry("1998-08-26", 4, places=("Lima",), conflicts=("event-000000000003",)),
        entry("2005/..", 5, polarity="negative"),
        entry("2016/2018", 6, modality="alleged", attributed_to="Rosa Quispe"),
        entry("2014-33", 7),
        entry("2030-02", 8, modality="planned"),
    ]


@pytest.fixture
def passage():
    document = Document(
        path="jails.html",
        sha256="ab" * 32,
        media_type="text/html",
        kind="journal_paper",
        title="Jails {of} the coast: 100 % full & cold_",
        authors=(Author(name="Rosa Quispe"), Author(name="Ministry of Justice of Peru")),
        publisher="Jail Press",
        published=Edtf("2019-05"),
        retrieved=Edtf("2021-02-03"),
        container="Journal of Jails",
        volume="7",
        issue="2",
        pages="12–34",
        doi="10.1000/jails.7",
        url="https://example.org/jails",
        text="It is cold.",
    )
    return CitedPassage(
        record="fact-1",
        document=document,
        span=Span(6, 10),
        exact="cold",
        prefix="It is ",
        suffix=".",
        headings=("Cells",),
        paragraph=4,
        page=13,
        address="https://example.org/jails#:~:text=cold",
    )
