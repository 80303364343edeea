"""Words, styles and notes of a Word file's paragraphs, read from its XML (ECMA-376, WordprocessingML)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from justicekb.ingest.blocks import one_line
from justicekb.ingest.raised import up
from justicekb.ingest.xml import Element, find, find_all, name_of, parse_xml

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Deleted and moved-away text, the second form of drawings, and field codes are no words of the document.
_SILENT = frozenset({"del", "moveFrom", "Fallback", "instrText", "delText", "pPr", "rPr", "sectPr", "txbxContent"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph: its words, style id, list level (None outside lists), outline level from 1, and its notes."""

    text: str
    style: str
    list_level: int | None = None
    outline: int | None = None
    bold: bool = False
    notes: tuple[str, ...] = ()


def read_paragraph(element: Element) -> Paragraph:
    """The paragraph of a `w:p` element."""
    properties = find(element, "pPr")
    number = find(properties, "numPr")
    listed = number is not None and _value(find(number, "numId")) != "0"
    outline = _value(find(properties, "outlineLvl")) or "9"
    marks = [*find_all(element, "//footnoteReference"), *find_all(element, "//endnoteReference")]
    return Paragraph(
        text=one_line("".join(_strings(element))),
        style=_value(find(properties, "pStyle")) or "",
        list_level=int(_value(find(number, "ilvl")) or 0) if listed else None,
        outline=int(outline) + 1 if outline < "9" else None,
        bold=_bold(element),
        notes=tuple(mark.get(f"{W}id") or "" for mark in marks),
    )


def text_boxes(element: Element) -> list[Element]:
    """The paragraphs of text boxes anchored in a paragraph, those of tables in them too.

    Each box stands in the file twice and is given once.
    """
    boxes = [box for box in find_all(element, "//txbxContent") if not _within(box, "Fallback")]
    return [p for box in boxes for p in find_all(box, "//p") if next(_boxes_around(p), None) is box]


def notes_of(data: bytes | None, path: str) -> dict[str, str]:
    """The words of each footnote or endnote by its id."""
    if not data:
        return {}
    root = parse_xml(data, path)
    return {
        note.get(f"{W}id") or "": one_line("".join(_strings(note)))
        for note in [*find_all(root, "footnote"), *find_all(root, "endnote")]
        if note.get(f"{W}type") in (None, "normal")
    }


def _value(element: Element | None) -> str | None:
    return element.get(f"{W}val") if element is not None else None


def _strings(element: Element) -> Iterator[str]:
    for child in element:
        name = name_of(child)
        if name == "r" and _value(find(child, "rPr/vertAlign")) == "superscript":
            yield up("".join(_strings(child)))
        elif name == "t":
            yield child.text or ""
        elif name in ("tab", "br", "cr", "ptab"):
            yield " "
        elif name == "noBreakHyphen":
            yield "-"
        elif name == "p":
            yield " "
            yield from _strings(child)
        elif name == "sym":
            yield _symbol(child)
        elif name not in _SILENT:
            yield from _strings(child)


def _symbol(element: Element) -> str:
    code = element.get(f"{W}char") or ""
    return chr(int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{2,5}", code) and not code.upper().startswith("F0") else ""


def _bold(element: Element) -> bool:
    """Whether every run with words is bold."""
    runs = [r for r in find_all(element, "//r") if "".join(t.text or "" for t in find_all(r, "t")).strip()]
    return bool(runs) and all(_is_on(find(r, "rPr/b")) for r in runs)


def _is_on(toggle: Element | None) -> bool:
    return toggle is not None and _value(toggle) not in ("0", "false", "off", "none")


def _boxes_around(element: Element) -> Iterator[Element]:
    return (parent for parent in element.iterancestors() if name_of(parent) == "txbxContent")


def _within(element: Element, name: str) -> bool:
    return any(name_of(parent) == name for parent in element.iterancestors())
