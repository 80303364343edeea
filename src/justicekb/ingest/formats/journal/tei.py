"""Papers in TEI (Text Encoding Initiative P5, as GROBID and repositories write it) and Crossref deposits."""

from __future__ import annotations

import re

from justicekb.edtf import Edtf
from justicekb.ingest.candidates import Metadata
from justicekb.ingest.formats.journal.jats import day_of
from justicekb.ingest.formats.journal.printing import Cited
from justicekb.ingest.parts import PartList, Reading
from justicekb.ingest.tables import HEADER, row_text
from justicekb.ingest.xml import (
    Element,
    children,
    day_at_start,
    find,
    find_all,
    language_at,
    name_of,
    strings_of,
    text_at,
    words,
)
from justicekb.model import Author, BlockKind

_KINDS: dict[str, BlockKind] = {
    "p": "paragraph", "ab": "paragraph", "quote": "block_quote", "cit": "block_quote", "note": "footnote",
    "figDesc": "caption", "l": "block_quote",
}  # fmt: skip

_UNITS = {"volume": ("volume", "vol"), "issue": ("issue", "number"), "page": ("page", "pp")}


def read_tei(root: Element) -> Reading:
    """The parts of a `TEI` element and all that its header states."""
    header = find(root, "teiHeader")
    work = find(header, "fileDesc/sourceDesc/biblStruct")
    printed = text_at(header, "fileDesc/titleStmt/title")
    title = text_at(work, "analytic/title") or printed or text_at(work, "monogr/title")
    authors = _tei_authors(work) or _tei_authors(find(header, "fileDesc/titleStmt"))
    doi = next((words(i) for i in find_all(work, "//idno") if (i.get("type") or "").upper() == "DOI"), None)
    journal = text_at(work, "monogr/title") if find(work, "analytic") is not None else None
    parts = PartList()
    parts.add("title", title or "")
    parts.add("byline", ", ".join(author.name for author in authors), language="en")
    abstract = _tei_abstract(header, parts)
    for part in find_all(root, "text/front") + find_all(root, "text/body") + find_all(root, "text/back"):
        _tei_content(part, parts, 0)
    imprint = find(work, "monogr/imprint")
    stated = Metadata(
        declared=("ScholarlyArticle",) if journal or abstract else (), title=title, authors=authors, doi=doi,
        publisher=text_at(imprint, "publisher") or text_at(header, "fileDesc/publicationStmt/publisher"),
        container=journal, volume=_scope(imprint, "volume"), issue=_scope(imprint, "issue"),
        pages=_scope(imprint, "page"),
        issn=next((words(i) for i in find_all(work, "//idno") if "ISSN" in (i.get("type") or "").upper()), None),
        published=_when(imprint) or _when(find(header, "fileDesc/publicationStmt")), abstract=abstract,
        keywords=tuple(t for k in find_all(header, "//keywords") for t in _terms(k)),
        url=f"https://doi.org/{doi}" if doi else None, language=language_at(root),
    )  # fmt: skip
    return Reading(parts=tuple(parts), evidence="record", stated=stated)


def _tei_authors(parent: Element | None) -> tuple[Author, ...]:
    found = []
    places = ("analytic/author", "author", "monogr/author")
    for author in next((authors for place in places if (authors := find_all(parent, place))), []):
        place = "; ".join(dict.fromkeys(_orgs(a) for a in find_all(author, "affiliation") if _orgs(a)))
        if name := _tei_name(author):
            found.append(Author(name=name, affiliation=place or None))
    return tuple(found)


def _orgs(affiliation: Element) -> str:
    parts = [words(o) for o in find_all(affiliation, "//orgName")]
    parts += [t for name in ("settlement", "country") for t in [words(find(affiliation, f"//{name}"))] if t]
    return ", ".join(dict.fromkeys(parts)) or words(affiliation)


def _tei_name(author: Element) -> str:
    family, given = _tei_pair(author)
    return f"{given} {family}".strip()


def _tei_abstract(header: Element | None, parts: PartList) -> str | None:
    main: str | None = None
    for abstract in find_all(header, "profileDesc/abstract"):
        text = words(abstract)
        if not text:
            continue
        parts.add("heading", "Abstract", level=1)
        for part in [*find_all(abstract, "//p")] or [abstract]:
            parts.add("paragraph", words(part), language=language_at(abstract))
        main = main or text
    return main


def _terms(keywords: Element) -> list[str]:
    terms = [words(t) for t in find_all(keywords, "//term")]
    return [t for t in terms if t] or [t.strip() for t in re.split(r"[;,]", words(keywords)) if t.strip()]


def _scope(imprint: Element | None, unit: str) -> str | None:
    for scope in find_all(imprint, "biblScope"):
        if (scope.get("unit") or scope.get("type") or "").rstrip("s") in _UNITS[unit]:
            if scope.get("from"):
                last = scope.get("to")
                return f"{scope.get('from')}-{last}" if last and last != scope.get("from") else scope.get("from")
            return words(scope) or None
    return None


def _when(parent: Element | None) -> Edtf | None:
    dates = (day_at_start(date.get("when") or words(date)) for date in find_all(parent, "date"))
    return next(filter(None, dates), None)


def _tei_content(parent: Element, parts: PartList, level: int) -> None:
    for child in children(parent):
        name = name_of(child)
        if name == "head":
            number = child.get("n") or ""
            text = words(child)
            parts.add("heading", f"{number} {text}" if number and not text.startswith(number) else text,
                       level=max(level, number.rstrip(".").count(".") + 1 if number else 1))  # fmt: skip
        elif name == "listBibl":
            _tei_references(child, parts, level)
        elif name == "list":
            for item in children(child, "item"):
                parts.add("list_item", words(item))
        elif name == "figure":
            _tei_figure(child, parts)
        elif name == "table":
            _tei_rows(child, parts)
        elif name in _KINDS:
            _tei_paragraph(child, _KINDS[name], parts)
        elif name not in ("formula", "graphic", "fw", "pb"):
            _tei_content(child, parts, level + (name == "div" and find(child, "head") is not None))


def _tei_paragraph(paragraph: Element, kind: BlockKind, parts: PartList) -> None:
    run = [paragraph.text or ""]
    notes: list[Element] = []
    for child in paragraph:
        name = name_of(child)
        if name == "note":
            notes.append(child)
        elif name == "list":
            parts.add(kind, "".join(run))
            run = []
            for item in children(child, "item"):
                parts.add("list_item", words(item))
        else:
            run += strings_of(child, lambda e: name_of(e) == "note")
        run.append(child.tail or "")
    number = (paragraph.get("n") or "") if kind == "footnote" else ""
    parts.add(kind, f"{number} {''.join(run)}")
    for note in notes:
        parts.add("footnote", f"{note.get('n') or ''} {words(note)}")


def _tei_figure(figure: Element, parts: PartList) -> None:
    head, description = words(find(figure, "head")), words(find(figure, "figDesc"))
    stop = " " if head.endswith((".", ":")) else ". "
    parts.add("caption", head + stop + description if head and description else head or description)
    for table in find_all(figure, "table"):
        _tei_rows(table, parts)


def _tei_rows(table: Element, parts: PartList) -> None:
    for row in find_all(table, "//row"):
        cells = [words(cell) for cell in children(row, "cell")]
        parts.add("table_row", row_text(cells), level=HEADER if row.get("role") == "label" else None)


def _tei_references(parent: Element, parts: PartList, level: int) -> None:
    if find(parent, "head") is None:
        parts.add("heading", "References", level=max(level, 1))
    for child in children(parent):
        if name_of(child) == "head":
            parts.add("heading", words(child), level=max(level, 1))
        elif name_of(child) == "biblStruct":
            raw = next((words(n) for n in children(child, "note") if n.get("type") == "raw_reference"), None)
            parts.add("reference", raw or str(_tei_cited(child)), language="en")
        elif name_of(child) == "bibl":
            parts.add("reference", words(child), language="en")


def _tei_cited(work: Element) -> Cited:
    analytic, imprint = find(work, "analytic"), find(work, "monogr/imprint")
    title, container = text_at(analytic, "title"), text_at(work, "monogr/title")
    people = find_all(analytic, "author") or find_all(work, "monogr/author")
    when = _when(imprint)
    return Cited(
        authors=tuple(_tei_pair(a) for a in people), title=title or container, container=container if title else None,
        year=str(when.year) if when and when.year else None,
        volume=_scope(imprint, "volume"), issue=_scope(imprint, "issue"),
        pages=(_scope(imprint, "page") or "").replace("-", "–") or None, publisher=text_at(imprint, "publisher"),
        place=text_at(imprint, "pubPlace"),
        doi=next((words(i) for i in find_all(work, "//idno") if (i.get("type") or "").upper() == "DOI"), None),
    )  # fmt: skip


def _tei_pair(author: Element) -> tuple[str, str]:
    person = find(author, "persName")
    if person is None:
        return words(find(author, "orgName")) or words(author), ""
    given = " ".join(words(n) for n in children(person, "forename"))
    return words(find(person, "surname")) or words(person), given


# ── Crossref ─────────────────────────────────────────────────────────────────────────────────────────────


def read_crossref(root: Element) -> Reading:
    """What a Crossref deposit holds: the metadata and references of one paper, without its text."""
    journal = find(root, "body/journal")
    paper = find(journal, "journal_article") if journal is not None else None
    if paper is None:
        raise LookupError("a Crossref deposit without a journal article")
    title = text_at(paper, "titles/title")
    people = find_all(paper, "contributors/person_name")
    authors = tuple(_crossref_author(p) for p in people if p.get("contributor_role") == "author")
    doi = text_at(paper, "doi_data/doi")
    parts = PartList()
    parts.add("title", title or "")
    parts.add("byline", ", ".join(author.name for author in authors), language="en")
    abstract = text_at(paper, "abstract")
    parts.add("paragraph", abstract or "")
    citations = find_all(paper, "citation_list/citation")
    parts.add("heading", "References" if citations else "", level=1)
    for citation in citations:
        printed = text_at(citation, "unstructured_citation")
        parts.add("reference", printed or str(_crossref_cited(citation)), language="en")
    first, last = text_at(paper, "pages/first_page"), text_at(paper, "pages/last_page")
    date = find(paper, "publication_date", "posted_date")
    stated = Metadata(
        declared=("ScholarlyArticle",), title=title, authors=authors, doi=doi,
        url=f"https://doi.org/{doi}" if doi else None, abstract=abstract,
        published=day_of(date) if date is not None else None, publisher=text_at(root, "head/registrant"),
        container=text_at(journal, "journal_metadata/full_title"), issn=text_at(journal, "journal_metadata/issn"),
        volume=text_at(journal, "journal_issue/journal_volume/volume"), issue=text_at(journal, "journal_issue/issue"),
        pages=f"{first}-{last}" if first and last and first != last else first,
        language=language_at(paper),
    )  # fmt: skip
    notes = ("only metadata and references: a deposit holds no text",)
    return Reading(parts=tuple(parts), evidence="record", stated=stated, notes=notes)


def _crossref_author(person: Element) -> Author:
    parts = (text_at(person, part) for part in ("given_name", "surname", "suffix"))
    name = " ".join(filter(None, parts))
    place = text_at(person, "affiliation", "affiliations/institution/institution_name")
    return Author(name=name, affiliation=place)


def _crossref_cited(citation: Element) -> Cited:
    title = text_at(citation, "article_title", "volume_title")
    container = text_at(citation, "journal_title", "series_title")
    author = text_at(citation, "author")
    return Cited(
        authors=((author, ""),) if author else (), year=text_at(citation, "cYear"), title=title or container,
        container=container if title else None, volume=text_at(citation, "volume"), issue=text_at(citation, "issue"),
        pages=text_at(citation, "first_page"), doi=text_at(citation, "doi"),
    )  # fmt: skip
