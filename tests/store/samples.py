"""Two small documents with every kind of record, for the tests of the stores; all words are our own."""

from __future__ import annotations

import hashlib

from justicekb.edtf import Edtf
from justicekb.model import (
    Author,
    Block,
    DateMention,
    Document,
    Fact,
    Figure,
    LawMention,
    Mention,
    Participant,
    Quote,
    Record,
    Reference,
    entity_id,
)
from justicekb.spans import Span

REPORT = (
    "Prison visits in Kazakhstan\n"
    "What monitors saw\n"
    "Kazakhstan ratified the Convention against Torture in 1998. The Penal Watch Group made 461 visits in 2018.\n"
    "“Cells were cold, and nobody had a blanket,” said Aigul Seitova of the Penal Watch Group.\n"
    "Seitova, A. (2012). Notes on remand. Astana: Watch Press."
)
NEWS = (
    "Café owners of Өскемен 𝐀𝐁 met the prisoners’ families.\n"
    "The Penal Watch Group (PWG) was not registered in Tajikistan in May 2015.\n"
    "The PWG counted 3.5 square metres for each prisoner."
)
GROUP, KAZAKHSTAN = entity_id("organisation", "Penal Watch Group"), entity_id("place", "Kazakhstan")
TORTURE, SEITOVA = entity_id("law", "Convention against Torture"), entity_id("person", "Aigul Seitova")
TAJIKISTAN = entity_id("place", "Tajikistan")


def document(path: str, text: str, **values: object) -> Document:
    """A document whose blocks are the lines of its text, each a paragraph on page 1."""
    blocks, start = [], 0
    for line in text.split("\n"):
        blocks.append(Block(kind="paragraph", span=Span(start, start + len(line)), page=1))
        start += len(line) + 1
    given = {"blocks": tuple(blocks)} | values
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Document(path=path, sha256=sha256, media_type="text/plain", text=text, **given)  # type: ignore[arg-type]


def report() -> Document:
    """A report with a title, a heading and pages."""
    lines = document("b/report.txt", REPORT).blocks
    kinds = ("title", "heading", "paragraph", "paragraph", "reference")
    blocks = tuple(
        Block(kind=kind, span=block.span, page=1 + at // 3, level=1 if kind == "heading" else None)
        for at, (kind, block) in enumerate(zip(kinds, lines, strict=True))
    )
    return document(
        "b/report.txt",
        REPORT,
        blocks=blocks,
        kind="report",
        title="Prison visits in Kazakhstan",
        authors=(Author(name="Aigul Seitova", affiliation="Watch Press"), Author(name="B. Omarov")),
        publisher="The Watch Press of Astana",
        published=Edtf("2019-03"),
        period=Edtf("2018"),
        language="en",
        url="https://example.org/report",
        keywords=("prisons", "visits"),
        notes=("the last page is empty",),
    )


def news() -> Document:
    """An article without a title and date, with letters beyond the basic plane."""
    return document("a/news.txt", NEWS, kind="article", language="en", url="https://example.org/news")


def at(text: str, words: str, after: int = 0) -> Span:
    """Where the words stand in the text."""
    start = text.index(words, after)
    return Span(start, start + len(words))


def _sentence(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(max(text.rfind(mark, 0, start) + len(mark) for mark in ("\n", ". ")), text.index(".", start) + 1)


def report_records() -> list[Record]:
    """At least one record of every kind."""
    doc = report()
    first, second = _sentence(REPORT, "ratified"), _sentence(REPORT, "461 visits")
    quote = at(REPORT, "“Cells were cold, and nobody had a blanket,” said Aigul Seitova of the Penal Watch Group.")
    last = at(REPORT, "Seitova, A. (2012). Notes on remand. Astana: Watch Press.")
    shared = {"document": doc.id, "rule": "sample"}
    group = at(REPORT, "Penal Watch Group")
    return [
        Mention(
            **shared, span=at(REPORT, "Kazakhstan ratified") and Span(first.start, first.start + 10), evidence=first,
            type="place", name="Kazakhstan", text="Kazakhstan", entity=KAZAKHSTAN, canonical="Kazakhstan",
        ),
        Mention(
            **shared, span=group, evidence=second, type="organisation", name="Penal Watch Group",
            text="Penal Watch Group", entity=GROUP, canonical="Penal Watch Group",
        ),
        Mention(
            **shared, span=at(REPORT, "Penal Watch Group", quote.start), evidence=quote, type="organisation",
            name="Penal Watch Group", text="Penal Watch Group", entity=GROUP, canonical="Penal Watch Group",
        ),
        Mention(
            **shared, span=at(REPORT, "Aigul Seitova"), evidence=quote, type="person", name="Aigul Seitova",
            text="Aigul Seitova", entity=SEITOVA, canonical="Aigul Seitova", role="monitor",
        ),
        LawMention(
            **shared, span=at(REPORT, "Convention against Torture"), evidence=first, text="Convention against Torture",
            instrument="Convention against Torture", entity=TORTURE, canonical="Convention against Torture",
            provision="Article 4", jurisdiction="international", aliases=("CAT", "UNCAT"),
        ),
        DateMention(**shared, span=at(REPORT, "1998"), evidence=first, text="1998", edtf=Edtf("1998")),
        Fact(
            **shared, span=first, evidence=first, type="ratification", date=Edtf("1998"),
            participants=(
                Participant(role="agent", name="Kazakhstan", entity=KAZAKHSTAN),
                Participant(role="object", name="Convention against Torture", entity=TORTURE),
            ),
            trigger=at(REPORT, "ratified"), date_span=at(REPORT, "1998"),
        ),
        Figure(
            **shared, span=at(REPORT, "461"), evidence=second, value=461, unit="count", measure="visits",
            subject="Penal Watch Group", date=Edtf("2018"), place=("Kazakhstan",),
        ),
        Quote(
            **shared, span=at(REPORT, "Cells were cold, and nobody had a blanket,"), evidence=quote,
            text="Cells were cold, and nobody had a blanket,", direct=True, speaker="Aigul Seitova",
            speaker_entity=SEITOVA, role="monitor", cue="said",
        ),
        Reference(
            **shared, span=last, evidence=last, text=last.of(REPORT), type="book", title="Notes on remand",
            authors=("Seitova, A.",), issued=Edtf("2012"), publisher="Watch Press", label="1",
        ),
    ]  # fmt: skip


def news_records() -> list[Record]:
    """Records with an open date, a part of a figure, a negative fact and an indirect quote."""
    doc = news()
    second, third = at(NEWS, NEWS.split("\n")[1]), at(NEWS, NEWS.split("\n")[2])
    shared = {"document": doc.id, "rule": "sample"}
    return [
        Mention(
            **shared, span=at(NEWS, "Penal Watch Group"), evidence=second, type="organisation",
            name="Penal Watch Group", text="Penal Watch Group", entity=GROUP, canonical="Penal Watch Group",
            aliases=("PWG",),
        ),
        Mention(
            **shared, span=at(NEWS, "PWG", third.start), evidence=third, type="organisation",
            name="Penal Watch Group", text="PWG", entity=GROUP, canonical="Penal Watch Group", aliases=("PWG",),
        ),
        Mention(
            **shared, span=at(NEWS, "Tajikistan"), evidence=second, type="place", name="Tajikistan",
            text="Tajikistan", entity=TAJIKISTAN, canonical="Tajikistan",
        ),
        DateMention(
            **shared, span=at(NEWS, "May 2015"), evidence=second, text="May 2015", edtf=Edtf("2015-05/.."),
            anchor="published",
        ),
        Fact(
            **shared, span=second, evidence=second, type="establishment", date=Edtf("2015-05"), polarity="negative",
            modality="alleged", attributed_to="a lawyer",
            participants=(Participant(role="object", name="Penal Watch Group", entity=GROUP),),
        ),
        Figure(
            **shared, span=at(NEWS, "3.5"), evidence=third, value=3.5, high=4.0, unit="square_metres",
            qualifier="about", measure="space for each prisoner", part_of=at(NEWS, "PWG", third.start),
        ),
        Figure(**shared, span=at(NEWS, "each"), evidence=third, value=10.0, unit="money:KZT", measure="fine"),
        Quote(**shared, span=third, evidence=third, text="for each prisoner", direct=False),
    ]  # fmt: skip
