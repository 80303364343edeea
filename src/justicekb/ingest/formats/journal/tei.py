"""Papers in TEI (Text Encoding Initiative P5, as GROBID and repositories write it) and Crossref deposits."""

from __future__ import annotations

import re

from justicekb.edtf import Edtf
from justicekb.errors import SourceError, ValueFormatError
from justicekb.ingest.blocks import BlockBuilder
from justicekb.ingest.formats.journal.jats import day_of
from justicekb.ingest.formats.journal.printing import Cited
from justicekb.ingest.formats.xml import (
    Element,
    children,
    find,
    find_all,
    language_at,
    name_of,
    strings_of,
    text_at,
    words,
)
from justicekb.ingest.source import SourceInfo
from justicekb.ingest.tables import HEADER, row_text
from justicekb.model import Author, BlockKind, Document

_KINDS: dict[str, BlockKind] = {
    "p": "paragraph", "ab": "paragraph", "quote": "block_quote", "cit": "block_quote", "note": "footnote",
    "figDesc": "caption", "l": "block_quote",
}  # fmt: skip

_UNITS = {"volume": ("volume", "vol"), "issue": ("issue", "number"), "page": ("page", "pp")}


def read_tei(root: Element, source: SourceInfo) -> Document:
    """The document of a `TEI` element."""
    header = find(root, "teiHeader")
    work = find(header, "fileDesc/sourceDesc/biblStruct")
    printed = text_at(header, "fileDesc/titleStmt/title")
    title = text_at(work, "analytic/title") or printed or text_at(work, "monogr/title")
    authors = _tei_authors(work) or _tei_authors(find(header, "fileDesc/titleStmt"))
    doi = next((words(i) for i in find_all(work, "//idno") if (i.get("type") or "").upper() == "DOI"), None)
    journal = text_at(work, "monogr/title") if find(work, "analytic") is not None else None
    blocks = BlockBuilder()
    blocks.add("title", title or "")
    blocks.add("byline", ", ".join(author.name for author in authors), language="en")
    abstract = _tei_abstract(header, blocks)
    for part in find_all(root, "text/front") + find_all(root, "text/body") + find_all(root, "text/back"):
        _tei_content(part, blocks, 0)
    imprint = find(work, "monogr/imprint")
    return Document(
        path=source.path, sha256=source.sha256, media_type=source.media_type,
        kind="journal_paper" if journal or abstract else "other", title=title, authors=authors, doi=doi,
        publisher=text_at(imprint, "publisher") or text_at(header, "fileDesc/publicationStmt/publisher"),
        container=journal, volume=_scope(imprint, "volume"), issue=_scope(imprint, "issue"),
        pages=_scope(imprint, "page"),
        issn=next((words(i) for i in find_all(work, "//idno") if "ISSN" in (i.get("type") or "").upper()), None),
        published=_when(imprint) or _when(find(header, "fileDesc/publicationStmt")), abstract=abstract,
        keywords=tuple(t for k in find_all(header, "//keywords") for t in _terms(k)),
        url=f"https://doi.org/{doi}" if doi else None, language=language_at(root) or blocks.language,
        text=blocks.text, blocks=blocks.blocks,
    )  # fmt: skip


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
    person = find(author, "persName")
    if person is None:
        return words(find(author, "orgName") if find(author, "orgName") is not None else author)
    names = [words(n) for n in children(person, "forename")] + [words(n) for n in children(person, "surname")]
    return " ".join(filter(None, names)) or words(person)


def _tei_abstract(header: Element | None, blocks: BlockBuilder) -> str | None:
    main: str | None = None
    for abstract in find_all(header, "profileDesc/abstract"):
        text = words(abstract)
        if not text:
            continue
        blocks.add("heading", "Abstract", level=1)
        for part in [*find_all(abstract, "//p")] or [abstract]:
            blocks.add("paragraph", words(part), language=language_at(abstract))
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
    for date in find_all(parent, "date"):
        match = re.match(r"\d{4}(?:-\d\d(?:-\d\d)?)?", date.get("when") or words(date))
        if match:
            try:
                return Edtf(match[0])
            except ValueFormatError:
                continue
    return None


def _tei_content(parent: Element, blocks: BlockBuilder, level: int) -> None:
    for child in children(parent):
        name = name_of(child)
        if name == "head":
            number = child.get("n") or ""
            text = words(child)
            blocks.add("heading", f"{number} {text}" if number and not text.startswith(number) else text,
                       level=max(level, number.rstrip(".").count(".") + 1 if number else 1))  # fmt: skip
        elif name == "listBibl":
            _tei_references(child, blocks, level)
        elif name == "list":
            for item in children(child, "item"):
                blocks.add("list_item", words(item))
        elif name == "figure":
            _tei_figure(child, blocks)
        elif name == "table":
            _tei_rows(child, blocks)
        elif name in _KINDS:
            _tei_paragraph(child, _KINDS[name], blocks)
        elif name not in ("formula", "graphic", "fw", "pb"):
            _tei_content(child, blocks, level + (name == "div" and find(child, "head") is not None))


def _tei_paragraph(paragraph: Element, kind: BlockKind, blocks: BlockBuilder) -> None:
    run = [paragraph.text or ""]
    notes: list[Element] = []
    for child in paragraph:
        name = name_of(child)
        if name == "note":
            notes.append(child)
        elif name == "list":
            blocks.add(kind, "".join(run))
            run = []
            for item in children(child, "item"):
                blocks.add("list_item", words(item))
        else:
            run += strings_of(child, lambda e: name_of(e) == "note")
        run.append(child.tail or "")
    number = (paragraph.get("n") or "") if kind == "footnote" else ""
    blocks.add(kind, f"{number} {''.join(run)}")
    for note in notes:
        blocks.add("footnote", f"{note.get('n') or ''} {words(note)}")


def _tei_figure(figure: Element, blocks: BlockBuilder) -> None:
    head, description = words(find(figure, "head")), words(find(figure, "figDesc"))
    stop = " " if head.endswith((".", ":")) else ". "
    blocks.add("caption", head + stop + description if head and description else head or description)
    for table in find_all(figure, "table"):
        _tei_rows(table, blocks)


def _tei_rows(table: Element, blocks: BlockBuilder) -> None:
    for row in find_all(table, "//row"):
        cells = [words(cell) for cell in children(row, "cell")]
        blocks.add("table_row", row_text(cells), level=HEADER if row.get("role") == "label" else None)


def _tei_references(parent: Element, blocks: BlockBuilder, level: int) -> None:
    if find(parent, "head") is None:
        blocks.add("heading", "References", level=max(level, 1))
    for child in children(parent):
        if name_of(child) == "head":
            blocks.add("heading", words(child), level=max(level, 1))
        elif name_of(child) == "biblStruct":
            raw = next((words(n) for n in children(child, "note") if n.get("type") == "raw_reference"), None)
            blocks.add("reference", raw or str(_tei_cited(child)), language="en")
        elif name_of(child) == "bibl":
            blocks.add("reference", words(child), language="en")


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
        return words(author), ""
    given = " ".join(words(n) for n in children(person, "forename"))
    return words(find(person, "surname")) or words(person), given


# ── Crossref ─────────────────────────────────────────────────────────────────────────────────────────────


def read_crossref(root: Element, source: SourceInfo) -> Document:
    """The document of a Crossref deposit: the metadata and references of one paper, without its text."""
    journal = find(root, "body/journal")
    paper = find(journal, "journal_article") if journal is not None else None
    if paper is None:
        raise SourceError(source.path, "a Crossref deposit without a journal article")
    title = text_at(paper, "titles/title")
    people = find_all(paper, "contributors/person_name")
    authors = tuple(_crossref_author(p) for p in people if p.get("contributor_role") == "author")
    doi = text_at(paper, "doi_data/doi")
    blocks = BlockBuilder()
    blocks.add("title", title or "")
    blocks.add("byline", ", ".join(author.name for author in authors), language="en")
    abstract = text_at(paper, "abstract")
    blocks.add("paragraph", abstract or "")
    citations = find_all(paper, "citation_list/citation")
    blocks.add("heading", "References" if citations else "", level=1)
    for citation in citations:
        printed = text_at(citation, "unstructured_citation")
        blocks.add("reference", printed or str(_crossref_cited(citation)), language="en")
    first, last = text_at(paper, "pages/first_page"), text_at(paper, "pages/last_page")
    date = find(paper, "publication_date", "posted_date")
    return Document(
        path=source.path, sha256=source.sha256, media_type=source.media_type, kind="journal_paper", title=title,
        authors=authors, doi=doi, url=f"https://doi.org/{doi}" if doi else None, abstract=abstract,
        published=day_of(date) if date is not None else None, publisher=text_at(root, "head/registrant"),
        container=text_at(journal, "journal_metadata/full_title"), issn=text_at(journal, "journal_metadata/issn"),
        volume=text_at(journal, "journal_issue/journal_volume/volume"), issue=text_at(journal, "journal_issue/issue"),
        pages=f"{first}-{last}" if first and last and first != last else first,
        language=language_at(paper) or blocks.language, text=blocks.text, blocks=blocks.blocks,
        notes=("only metadata and references: a deposit holds no text",),
    )  # fmt: skip


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
