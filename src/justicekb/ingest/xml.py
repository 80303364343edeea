"""Parses XML without trusting it, and reads the words of its elements."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from typing import Any

from lxml import etree

from justicekb.edtf import Edtf
from justicekb.errors import SourceError, ValueFormatError
from justicekb.ingest.blocks import one_line
from justicekb.ingest.raised import up

# lxml is untyped; an element is anything with tag, text, tail and children.
Element = Any

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def parse_xml(data: bytes, path: str) -> Element:
    """The root element. No entity is expanded, no DTD loaded, nothing fetched; raises SourceError for no XML."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False, recover=True,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SourceError(path, f"not well-formed XML: {error}") from error
    if root is None:
        raise SourceError(path, "not XML: no element in it")
    return root


def serialised(element: Element) -> bytes:
    """The bytes of an element and what it holds, in UTF-8."""
    return bytes(etree.tostring(element, encoding="utf-8", xml_declaration=True))


def name_of(element: Element) -> str:
    """The element's name without its namespace; an entity reference is called "&"."""
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else "&"


def children(element: Element, *names: str) -> Iterator[Element]:
    """The child elements with one of the names, or all."""
    for child in element:
        if isinstance(child.tag, str) and (not names or name_of(child) in names):
            yield child


def find_all(element: Element | None, path: str) -> list[Element]:
    """The elements at a path of names, `article-meta/title-group`; `//name` means any depth."""
    if element is None:
        return []
    if path.startswith("//"):
        return [found for found in element.iter() if isinstance(found.tag, str) and name_of(found) == path[2:]]
    found = [element]
    for name in path.split("/"):
        found = [child for parent in found for child in children(parent, name)]
    return found


def find(element: Element | None, *paths: str) -> Element | None:
    """The first element at the first path that has one."""
    return next((found for path in paths for found in find_all(element, path)), None)


def heads_table(row: Element) -> bool:
    """Whether a row names the columns of its table: it stands in the table's head, or all its cells are "th"."""
    parent = row.getparent()
    if parent is not None and name_of(parent) == "thead":
        return True
    cells = [name_of(cell) for cell in children(row, "td", "th")]
    return len(cells) > 1 and "td" not in cells


def words(element: Element | None, skip: Callable[[Element], bool] = lambda _: False) -> str:
    """The words of an element on one line, without those of the elements that `skip` names."""
    return "" if element is None else one_line("".join(_strings(element, skip)))


def text_at(element: Element | None, *paths: str) -> str | None:
    """The words at the first path that has some."""
    for path in paths:
        for found in find_all(element, path):
            if text := words(found):
                return text
    return None


def day_at_start(text: str) -> Edtf | None:
    """The day, month or year that a text begins with ("2014-05-03T10:00Z")."""
    match = re.match(r"\d{4}(?:-\d\d(?:-\d\d)?)?", text)
    try:
        return Edtf(match[0]) if match else None
    except ValueFormatError:
        return None


def language_at(element: Element) -> str | None:
    """The ISO 639-1 code an element states for itself."""
    value = element.get(_LANGUAGE) or ""
    return value[:2].lower() if re.match(r"[A-Za-z]{2}(?:-|$)", value) else None


def _strings(element: Element, skip: Callable[[Element], bool]) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        yield from strings_of(child, skip)
        yield child.tail or ""


def strings_of(child: Element, skip: Callable[[Element], bool]) -> Iterator[str]:
    """The strings of a child element itself, its tail left out."""
    if isinstance(child, etree._Entity):
        yield _named_character(child)
    elif isinstance(child.tag, str) and not skip(child):
        if name_of(child) in ("break", "lb"):
            yield " "
        raised = name_of(child) == "sup" or "superscript" in (child.get("rend") or "")
        yield from [up("".join(_strings(child, skip)))] if raised else _strings(child, skip)


def _named_character(entity: Element) -> str:
    """The character of a named reference such as &ndash;; one that the file defines itself gives nothing."""
    resolved = html.unescape(f"&{entity.name};")
    return resolved if not resolved.startswith("&") or resolved == "&" else ""
