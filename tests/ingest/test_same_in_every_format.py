"""One source in many formats gives one document: what a text is does not depend on how it was saved.

To add a format, write a function that makes its bytes (it is given an empty PDF file) and put it into `RELEASES` or
`PAPERS`; to add a property that must agree, put it into `told` or `stated`.
"""

from __future__ import annotations

import html
import io
import textwrap
from email.message import EmailMessage

import docx
import pytest

from justicekb.extract import extract
from justicekb.extract.nlp import parse
from justicekb.ingest import read
from justicekb.model import Fact, Quote

TITLE = "Mission in Varosh trains forty prison monitors"
DATELINE = "VAROSH, 12 March 2014 – The Mission in Varosh opened a course for prison monitors on 11 March 2014."
BODY = (
    "Forty monitors from three regions attended the course, which was held with the Ministry of Justice of Kazakhstan.",
    "Kazakhstan ratified the Optional Protocol to the Convention against Torture on 22 October 2008.",
    "“Nobody should fear a visit to a prison,” said Dana Seitova, head of the Mission in Varosh.",
    "The course will be repeated in the autumn in two other towns, where monitors have asked for it.",
)
ABOUT = ("Notes to editors", "The Mission in Varosh was founded in 1999. It has 20 members of staff.")


def as_text(pdf=None):
    return "\n\n".join(["FOR IMMEDIATE RELEASE", TITLE, DATELINE, *BODY, *ABOUT]).encode()


def saved(file):
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def as_word(pdf):
    file = docx.Document()
    file.add_paragraph("FOR IMMEDIATE RELEASE")
    file.add_heading(TITLE, 1)
    for paragraph in (DATELINE, *BODY, *ABOUT):
        file.add_paragraph(paragraph)
    return saved(file)


def as_mail(pdf):
    message = EmailMessage()
    message["Subject"], message["From"] = TITLE, "Press Office <press@varosh.example>"
    message["Date"] = "Thu, 13 Mar 2014 09:00:00 +0000"
    message.set_content(as_text().decode())
    return message.as_bytes()


def as_page(pdf):
    paragraphs = "".join(f"<p>{html.escape(line)}</p>" for line in ("For immediate release", DATELINE, *BODY))
    main = f"<h1>{TITLE}</h1>{paragraphs}<h2>{ABOUT[0]}</h2><p>{ABOUT[1]}</p>"
    return f"<html><head><title>{TITLE}</title></head><body><main>{main}</main></body></html>".encode()


def set_in_type(page, y, *paragraphs, hang=""):
    """Places paragraphs below one another, wrapped at 84 characters, a gap after each."""
    for paragraph in paragraphs:
        lines = textwrap.wrap(paragraph, 84, subsequent_indent=hang, break_long_words=False, break_on_hyphens=False)
        y = page.lines(60, y, lines) - 10
    return y


def as_pdf(pdf):
    page = pdf.page()
    page.text(60, 780, "FOR IMMEDIATE RELEASE", size=10)
    page.text(60, 750, TITLE, size=16, font="Helvetica-Bold")
    set_in_type(page, 720, DATELINE, *BODY, *ABOUT)
    return pdf.bytes()


RELEASES = {"a.txt": as_text, "a.docx": as_word, "a.eml": as_mail, "a.html": as_page, "a.pdf": as_pdf}


def told(document, vocabulary, nlp):
    """What has to agree: metadata, boilerplate, and the facts and quotations with their dates and evidence."""
    (parsed,) = parse([document], nlp)
    records = extract(parsed, vocabulary)
    return {
        "title": document.title, "publisher": document.publisher, "published": str(document.published),
        "kind": document.kind,
        "boilerplate": [b.span.of(document.text) for b in document.blocks if b.kind == "boilerplate"],
        "facts": sorted((r.type, str(r.date), r.evidence.of(document.text)) for r in records if isinstance(r, Fact)),
        "quotes": sorted((r.text, r.speaker) for r in records if isinstance(r, Quote)),
    }  # fmt: skip


@pytest.mark.parametrize("name", RELEASES)
def test_a_release(name, pdf, vocabulary, nlp):
    found = told(read(RELEASES[name](pdf), vocabulary, path=name), vocabulary, nlp)
    assert (found["title"], found["publisher"], found["published"]) == (TITLE, "Mission in Varosh", "2014-03-12")
    assert (found["kind"], found["boilerplate"]) == ("press_release", list(ABOUT))
    assert any(kind == "ratification" and date == "2008-10-22" for kind, date, _ in found["facts"])
    assert found == told(read(as_text(), vocabulary, path="a.txt"), vocabulary, nlp)


# ── a paper ──────────────────────────────────────────────────────────────────────────────────────────────

PAPER = "Visits without notice and what they change"
AUTHORS = ("Gulnar Abenova", "Kaspar Borisov")
ABSTRACT = (
    "This paper asks whether visits to places of detention that nobody announces change how people are held there, "
    "and finds that they do in the first year after the visit."
)
SECTIONS = {
    "Introduction": "Kazakhstan created its National Preventive Mechanism in 2013, and visits followed in 2014.",
    "Results": "Of the forty places that were visited, thirty had changed how they kept registers a year later.",
}
WORKS = (
    "Abenova, G. (2012). Registers and their keepers. Journal of Visits, 3(1), 12-19.",
    "Borisov, K. (2009). The Closed Door. Almaty: Dala Press.",
    "Council of Visitors (2014). Second report on places of detention. Almaty: Council of Visitors.",
    "Ivanova, T., & Omar, B. (2011). Who may enter. Ardan Law Review, 7(2), 101-118.",
)


def paper_in_markdown(pdf):
    body = "\n\n".join(f"## {heading}\n\n{text}" for heading, text in SECTIONS.items())
    works = "\n\n".join(WORKS)
    return (
        f"# {PAPER}\n\n{AUTHORS[0]}, {AUTHORS[1]}\n\n## Abstract\n\n{ABSTRACT}\n\n**Keywords:** visits; detention\n\n"
        f"{body}\n\n## References\n\n{works}\n"
    ).encode()


def paper_in_word(pdf):
    file = docx.Document()
    file.add_paragraph(PAPER, style="Title")
    file.add_paragraph(", ".join(AUTHORS))
    file.add_heading("Abstract", 1)
    file.add_paragraph(ABSTRACT)
    file.add_paragraph("Keywords: visits; detention")
    for heading, text in SECTIONS.items():
        file.add_heading(heading, 1)
        file.add_paragraph(text)
    file.add_heading("References", 1)
    for work in WORKS:
        file.add_paragraph(work)
    return saved(file)


def paper_in_jats(pdf):
    names = "".join(
        f"<contrib><name><surname>{family}</surname><given-names>{given}</given-names></name></contrib>"
        for given, family in (name.split() for name in AUTHORS)
    )
    front = (
        f"<title-group><article-title>{PAPER}</article-title></title-group><contrib-group>{names}</contrib-group>"
        f"<abstract><p>{ABSTRACT}</p></abstract><kwd-group><kwd>visits</kwd><kwd>detention</kwd></kwd-group>"
    )
    body = "".join(f"<sec><title>{heading}</title><p>{text}</p></sec>" for heading, text in SECTIONS.items())
    works = "".join(f"<ref><mixed-citation>{html.escape(work)}</mixed-citation></ref>" for work in WORKS)
    return (
        f"<?xml version='1.0'?><article article-type='research-article'><front><article-meta>{front}</article-meta>"
        f"</front><body>{body}</body><back><ref-list><title>References</title>{works}</ref-list></back></article>"
    ).encode()


def paper_in_pdf(pdf):
    page = pdf.page()
    page.text(60, 790, PAPER, size=17, font="Helvetica-Bold")
    page.text(60, 765, ", ".join(AUTHORS), size=11)
    page.text(60, 735, "Abstract", size=12, font="Helvetica-Bold")
    y = set_in_type(page, 715, ABSTRACT, "Keywords: visits; detention")
    for heading, text in SECTIONS.items():
        page.text(60, y - 10, heading, size=12, font="Helvetica-Bold")
        y = set_in_type(page, y - 30, text)
    page.text(60, y - 10, "References", size=12, font="Helvetica-Bold")
    set_in_type(page, y - 30, *WORKS, hang="     ")
    return pdf.bytes()


PAPERS = {"p.md": paper_in_markdown, "p.docx": paper_in_word, "p.xml": paper_in_jats, "p.pdf": paper_in_pdf}


def outlined(document, kind):
    return [b.span.of(document.text) for b in document.blocks if b.kind == kind]


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper(name, pdf, vocabulary, nlp):
    document = read(PAPERS[name](pdf), vocabulary, path=name)
    assert (document.kind, document.title) == ("journal_paper", PAPER)
    assert tuple(author.name for author in document.authors) == AUTHORS
    assert (document.abstract, document.keywords) == (ABSTRACT, ("visits", "detention"))
    assert outlined(document, "reference") == list(WORKS)
    assert outlined(document, "heading") == ["Abstract", *SECTIONS, "References"]
    found = told(document, vocabulary, nlp)
    assert found == told(read(paper_in_jats(pdf), vocabulary, path="p.xml"), vocabulary, nlp)
