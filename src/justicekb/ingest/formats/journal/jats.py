"""Journal papers in JATS (the Journal Article Tag Suite, NISO Z39.96) with sections, tables, notes and references."""

from __future__ import annotations

import re
from calendar import month_abbr
from collections.abc import Iterator

from justicekb.edtf import Edtf
from justicekb.errors import ValueFormatError
from justicekb.ingest.candidates import Metadata
from justicekb.ingest.formats.journal.printing import Cited
from justicekb.ingest.parts import PartList, Reading
from justicekb.ingest.tables import HEADER, row_text
from justicekb.ingest.xml import (
    Element,
    children,
    find,
    find_all,
    heads_table,
    language_at,
    name_of,
    strings_of,
    text_at,
    words,
)
from justicekb.model import Author, BlockKind

# Elements inside a paragraph that are blocks of their own.
_INNER = frozenset({
    "list", "def-list", "disp-quote", "fig", "fig-group", "table-wrap", "table-wrap-group", "boxed-text", "fn",
    "fn-group", "verse-group", "disp-formula", "disp-formula-group", "supplementary-material", "media", "statement",
})  # fmt: skip
_SILENT = frozenset({"object-id", "alt-text", "graphic", "inline-graphic", "permissions", "tex-math"})
_DATE_TYPES = ("epub", "pub", "published", "ppub", "epub-ppub", "collection", "release")


def read_jats(root: Element) -> Reading:
    """The parts of an `article` element and all that its front matter states."""
    meta = find(root, "front/article-meta", "front-stub")
    journal = find(root, "front/journal-meta")
    doi = _doi(meta)
    published, notes = _published(meta)
    parts = PartList()
    title, authors = _title(meta), _authors(meta)
    parts.add("title", title or "")
    language = language_at(root) or "en"  # JATS takes "en" where nothing is said
    parts.add("byline", ", ".join(author.name for author in authors), language=language)
    abstract = _abstracts(meta, parts)
    _Body(parts, main=language).sections(root)
    stated = Metadata(
        title=title, authors=authors, doi=doi, published=published, abstract=abstract, declared=("ScholarlyArticle",),
        publisher=text_at(journal, "publisher/publisher-name"),
        container=text_at(journal, "journal-title-group/journal-title", "journal-title"),
        issn=_issn(journal), volume=text_at(meta, "volume"), issue=text_at(meta, "issue"), pages=_pages(meta),
        keywords=tuple(words(k) for g in find_all(meta, "kwd-group") for k in find_all(g, "//kwd") if words(k)),
        url=f"https://doi.org/{doi}" if doi else _self_uri(meta), language=language, reasons=notes,
    )  # fmt: skip
    return Reading(parts=tuple(parts), evidence="record", stated=stated)


# ── front matter ─────────────────────────────────────────────────────────────────────────────────────────


def _title(meta: Element | None) -> str | None:
    group = find(meta, "title-group")
    title = words(find(group, "article-title"), _is_note) or None
    subtitle = words(find(group, "subtitle"), _is_note)
    if title and subtitle:
        return f"{title} {subtitle}" if title[-1] in ":?!–—" else f"{title}: {subtitle}"
    return title


def _is_note(element: Element) -> bool:
    """Whether an element is a mark of a note, or has nothing to read."""
    name = name_of(element)
    if name == "xref" and element.get("ref-type") in ("fn", "aff", "corresp", "author-notes", "table-fn"):
        return True
    return name == "fn" or name in _SILENT


def _authors(meta: Element | None) -> tuple[Author, ...]:
    places = {aff.get("id"): _affiliation(aff) for aff in find_all(meta, "//aff")}
    found: list[Author] = []
    for contrib in find_all(meta, "//contrib"):
        if contrib.get("contrib-type", "author") not in ("author", "corresp", ""):
            continue
        name = _person(contrib)
        if name and name not in [author.name for author in found]:
            found.append(Author(name=name, affiliation=_place_of(contrib, places)))
    return tuple(found)


def _person(contrib: Element) -> str | None:
    name = find(contrib, "name", "name-alternatives/name", "string-name", "collab")
    if name is None:
        return None
    if name_of(name) == "name":
        family, given = text_at(name, "surname") or "", text_at(name, "given-names") or ""
        eastern = name.get("name-style") == "eastern"
        parts = [family, given] if eastern else [given, family]
        return " ".join([text_at(name, "prefix") or "", *parts, text_at(name, "suffix") or ""]).strip()
    return words(name, lambda e: name_of(e) in ("contrib-group", "xref")) or None


def _affiliation(aff: Element) -> str:
    return words(aff, lambda e: name_of(e) in ("label", "sup", "email", "institution-id")).strip(" ,;")


def _place_of(contrib: Element, places: dict[str | None, str]) -> str | None:
    own = [_affiliation(aff) for aff in children(contrib, "aff")]
    for xref in find_all(contrib, "xref"):
        if xref.get("ref-type") == "aff":
            own += [places[rid] for rid in (xref.get("rid") or "").split() if rid in places]
    if not own and len(places) == 1:
        own = list(places.values())
    return "; ".join(dict.fromkeys(filter(None, own))) or None


def _doi(meta: Element | None) -> str | None:
    ids = [words(i) for i in find_all(meta, "article-id") if i.get("pub-id-type") == "doi"]
    return re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", ids[0]) if ids else None


def _issn(journal: Element | None) -> str | None:
    found = {i.get("pub-type") or i.get("publication-format") or "": words(i) for i in find_all(journal, "issn")}
    return next((found[k] for k in ("epub", "electronic", "ppub", "print", "") if found.get(k)), None) or next(
        iter(found.values()), None
    )


def _pages(meta: Element | None) -> str | None:
    first, last = text_at(meta, "fpage"), text_at(meta, "lpage")
    if first and last and first != last:
        return f"{first}-{last}"
    return first or text_at(meta, "elocation-id", "page-range")


def _self_uri(meta: Element | None) -> str | None:
    uri = find(meta, "self-uri")
    if uri is None:
        return None
    return uri.get("{http://www.w3.org/1999/xlink}href") or words(uri) or None


def _published(meta: Element | None) -> tuple[Edtf | None, tuple[str, ...]]:
    dates = find_all(meta, "pub-date")
    typed = {d.get("pub-type") or d.get("date-type") or "": d for d in reversed(dates)}
    for kind in (*_DATE_TYPES, *typed):
        if kind in typed and (value := day_of(typed[kind])):
            return value, ()
    if year := text_at(meta, "permissions/copyright-year"):
        return _edtf(year, None, None), ("published from the year of the copyright statement",)
    return None, ()


def day_of(date: Element) -> Edtf | None:
    """The value of an element with year, month and day children."""
    return _edtf(text_at(date, "year"), text_at(date, "month"), text_at(date, "day"))


def _edtf(year: str | None, month: str | None, day: str | None) -> Edtf | None:
    match = re.search(r"\b(?:1[5-9]|20)\d\d\b", year or "")
    if match is None:
        return None
    names = {name.lower(): at for at, name in enumerate(month_abbr) if name}
    number = int(month) if month and month.isdigit() else names.get((month or "")[:3].lower())
    try:
        return Edtf.of(int(match[0]), number, int(day) if number and day and day.isdigit() else None)
    except ValueFormatError:
        return Edtf.of(int(match[0]))


def _abstracts(meta: Element | None, parts: PartList) -> str | None:
    """Adds every abstract as blocks, those in other languages with their language; yields the main one's text."""
    main: str | None = None
    for abstract in [*find_all(meta, "abstract"), *find_all(meta, "trans-abstract")]:
        if abstract.get("abstract-type") in ("graphical", "teaser", "toc", "web-summary", "key-points"):
            continue
        language = language_at(abstract) if name_of(abstract) == "trans-abstract" else None
        before = len(parts)
        parts.add("heading", text_at(abstract, "title") or "Abstract", level=1, language=language)
        _Body(parts, language=language).content(abstract, level=1)
        if main is None and name_of(abstract) == "abstract":
            paragraphs = [words(p, _is_note) for p in find_all(abstract, "//p")]
            main = " ".join(paragraphs or [part.text for part in parts[before:]])
    return main


# ── body and back matter ─────────────────────────────────────────────────────────────────────────────────


class _Body:
    """Walks sections and paragraphs and adds their blocks in order."""

    def __init__(self, parts: PartList, language: str | None = None, main: str = "en") -> None:
        self.parts = parts
        self.language = language
        self.main = main

    def add(self, kind: BlockKind, text: str, level: int | None = None) -> None:
        """Adds a block of this text."""
        self.parts.add(kind, re.sub(r"\s+([,.;:)\]])", r"\1", text), level=level, language=self.language)

    def sections(self, root: Element) -> None:
        """Body, then acknowledgements, appendices, notes and references."""
        for part in children(root, "body", "back", "floats-group"):
            self.content(part, level=0)
        for part in children(root, "sub-article", "response"):
            self.content(part, level=0)

    def content(self, parent: Element, level: int) -> None:
        """The blocks of everything in an element; `level` is the depth of the heading above."""
        for child in children(parent):
            self.element(child, level)

    def element(self, child: Element, level: int) -> None:
        """The blocks of one element."""
        name = name_of(child)
        if name in ("sec", "app", "app-group", "ack", "glossary", "notes", "front", "front-stub", "bio"):
            self.section(child, level)
        elif name == "ref-list":
            self.references(child, level)
        elif name == "p":
            self.paragraph(child, "paragraph", level)
        elif name in ("fn-group", "boxed-text", "statement", "fig-group", "table-wrap-group", "array", "body", "back"):
            if heading := text_at(child, "title", "caption/title"):
                self.add("heading", heading, level + 1)
            self.content(child, level)
        elif name not in ("title", "label", "sec-meta", "caption", "alternatives") and name not in _SILENT:
            self.inner(child, level)

    def section(self, section: Element, level: int) -> None:
        """A section with its heading, "Acknowledgements" where an `ack` has none."""
        title = words(find(section, "title"), _is_note)
        label = text_at(section, "label")
        if not title and name_of(section) == "ack":
            title = "Acknowledgements"
        if title:
            self.add("heading", f"{label} {title}" if label and not title.startswith(label) else title, level + 1)
        self.content(section, level + 1 if title else level)

    def paragraph(self, paragraph: Element, kind: BlockKind, level: int, start: str = "") -> None:
        """A paragraph; lists, figures and notes inside it are blocks after the words before them."""
        run = [start, paragraph.text or ""]
        for child in paragraph:
            if isinstance(child.tag, str) and name_of(child) in _INNER and name_of(child) != "disp-formula":
                self.add(kind, "".join(run))
                run = [child.tail or ""]
                self.inner(child, level)
            else:
                run += [*_inline(child, "".join(run)), child.tail or ""]
        self.add(kind, "".join(run))

    def inner(self, child: Element, level: int) -> None:
        """A list, quotation, figure, table or note."""
        name = name_of(child)
        if name in ("list", "def-list"):
            self.items(child, level)
        elif name in ("disp-quote", "verse-group"):
            for part in [*children(child, "p", "verse-line")] or [child]:
                self.paragraph(part, "block_quote", level)
        elif name in ("fig", "table-wrap", "supplementary-material", "media"):
            self.float(child)
        elif name == "fn":
            self.note(child)
        elif name == "disp-formula":
            self.add("paragraph", words(child, _is_note))
        else:
            self.content(child, level)

    def items(self, parent: Element, level: int) -> None:
        """The items of a list, each with its label."""
        for item in children(parent, "list-item", "def-item"):
            label = text_at(item, "label") or ""
            start = f"{label} " if label and re.search(r"\w", label) else ""
            if name_of(item) == "def-item":
                self.add("list_item", f"{text_at(item, 'term') or ''}: {text_at(item, 'def') or ''}")
                continue
            for part in children(item):
                if name_of(part) == "p":
                    self.paragraph(part, "list_item", level, start)
                    start = ""
                elif name_of(part) != "label":
                    self.element(part, level)

    def float(self, element: Element) -> None:
        """A figure's or table's caption and the rows of the table."""
        label = text_at(element, "label")
        caption = words(find(element, "caption"), _is_note)
        if caption or label:
            stop = "" if not caption or (label or "").endswith((".", ":")) else "."
            self.add("caption", f"{label}{stop} {caption}" if label else caption)
        for row in find_all(element, "//tr"):
            cells = [words(cell, _is_note) for cell in children(row, "td", "th")]
            self.add("table_row", row_text(cells), HEADER if heads_table(row) else None)
        for foot in find_all(element, "table-wrap-foot"):
            for note in [*find_all(foot, "//fn"), *children(foot, "p", "attrib")]:
                self.note(note)

    def note(self, note: Element) -> None:
        """A footnote, with its number."""
        label = text_at(note, "label")
        text = words(note, lambda e: name_of(e) == "label" or _is_note(e))
        self.add("footnote", f"{label} {text}" if label else text)

    def references(self, parent: Element, level: int) -> None:
        """The bibliography: its heading and each reference as one block."""
        heading = words(find(parent, "title")) or "References"
        self.add("heading", heading, level + 1)
        for child in children(parent):
            if name_of(child) == "ref":
                self.parts.add("reference", reference_text(child), language=self.main)
            elif name_of(child) == "ref-list":
                self.references(child, level + 1)
            elif name_of(child) == "p":
                self.paragraph(child, "paragraph", level)


def _inline(child: Element, before: str) -> Iterator[str]:
    """The strings of an inline element; raised marks of notes and references are left out."""
    if isinstance(child.tag, str):
        if _is_note(child):
            return
        glued = before[-1:].isalnum() or before[-1:] in '.,;:)”’"'
        if glued and (name_of(child) == "sup" or child.get("ref-type") == "bibr") and re.fullmatch(
            r"[\d\s,–—*†‡-]+", words(child)
        ):  # fmt: skip
            linked = child.get("ref-type") == "bibr" or find(child, "xref") is not None
            if linked:
                return
    yield from strings_of(child, _is_note)


# ── references ───────────────────────────────────────────────────────────────────────────────────────────


def reference_text(ref: Element) -> str:
    """A reference on one line: as its authors wrote it, or put together from its parts."""
    label = (text_at(ref, "label") or "").strip("[]. ")
    label = label if label.isdigit() else ""
    mixed = find(ref, "mixed-citation", "citation-alternatives/mixed-citation", "nlm-citation")
    cited = find(ref, "element-citation", "citation-alternatives/element-citation", "citation")
    if mixed is not None and not _tagged(mixed) and (_has_prose(mixed) or cited is None):
        text = re.sub(r"\s+([,.;:)])", r"\1", words(mixed, lambda e: name_of(e) == "label"))
        return f"[{label}] {text}" if label and not text.startswith(("[", label)) else text
    parts = cited if cited is not None else mixed
    return str(_cited(parts, label or None)) if parts is not None else words(ref)


def _tagged(citation: Element) -> bool:
    """Whether the elements of a citation say all there is: people, year and title, and hardly a word beside them."""
    beside = "".join([citation.text or "", *(child.tail or "" for child in citation)])
    people = find_all(citation, "//surname") or find_all(citation, "//collab")
    named = (
        find(citation, "article-title", "chapter-title", "source") is not None and find(citation, "year") is not None
    )
    return bool(people) and named and not re.search(r"[^\W\d_]{4}", beside)


def _has_prose(citation: Element) -> bool:
    """Whether a citation has punctuation of its own between its parts."""
    between = "".join([citation.text or "", *(child.tail or "" for child in citation)])
    return bool(re.search(r"[.,;:()]", between)) or not len(citation)


def _cited(parts: Element, label: str | None) -> Cited:
    title = text_at(parts, "article-title", "chapter-title", "part-title", "data-title", "trans-title")
    source = text_at(parts, "source", "conf-name")
    first, last = text_at(parts, "fpage"), text_at(parts, "lpage")
    groups = [(group.get("person-group-type"), _people(group)) for group in children(parts, "person-group")]
    editors = [people for role, people in groups if role == "editor"]
    authors = tuple(p for role, people in groups if role != "editor" for p in people) or _people(parts)
    others = find(parts, "etal", "person-group/etal") is not None
    uri = find(parts, "uri", "ext-link")
    return Cited(
        authors=authors or tuple(p for group in editors for p in group),
        editors=tuple(p for group in editors for p in group) if authors else (), others=others,
        year=_year(parts), title=title or source, container=source if title else None,
        volume=text_at(parts, "volume"), issue=text_at(parts, "issue"),
        pages=f"{first}–{last}" if last and last != first else first or text_at(parts, "page-range", "elocation-id"),
        edition=text_at(parts, "edition"), place=text_at(parts, "publisher-loc"),
        publisher=text_at(parts, "publisher-name"),
        doi=next((words(i) for i in find_all(parts, "pub-id") if i.get("pub-id-type") == "doi"), None),
        url=words(uri) if uri is not None else None, label=label,
    )  # fmt: skip


def _year(parts: Element) -> str | None:
    year = text_at(parts, "year")
    match = re.search(r"\d{4}[a-z]?", year or "")
    return match[0] if match else year


def _people(group: Element) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    for person in children(group, "name", "string-name", "collab"):
        family = text_at(person, "surname")
        found.append((family, text_at(person, "given-names") or "") if family else (words(person), ""))
    return tuple(pair for pair in found if pair[0])
