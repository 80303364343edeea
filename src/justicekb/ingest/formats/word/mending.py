"""A Word file made whole where something beside its text is broken: pictures, thumbnails, styles, properties.

Word itself opens such files; python-docx reads every part that any part names before it shows a paragraph. So the
package is made anew from its text and from those parts of it that are whole, and says nothing of the others.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from html import escape

from justicekb.errors import SourceError
from justicekb.ingest.formats.packages import BROKEN, open_package
from justicekb.ingest.xml import Element, children, parse_xml, serialised

_MAIN = re.compile(r"word/document\d*\.xml")
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
# The parts beside the text that are read, by the end of their relationship's type.
_READ = ("styles", "numbering", "settings", "footnotes", "endnotes", "header", "footer", "comments")
# Names of the strict variant of the format and of the usual one (ISO/IEC 29500-1 and -4).
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(officeDocument|wordprocessingml|drawingml)/")


def mended(data: bytes, path: str) -> bytes:
    """A package with the text and the whole parts of a Word file; raises SourceError when there is no text."""
    with open_package(data, path) as archive:
        main = next(filter(_MAIN.fullmatch, archive.namelist()), None)
        text = _xml(archive, main, path) if main else None
        if main is None or text is None or next(children(text, "body"), None) is None:
            raise SourceError(path, "broken Word file: there is no text in it")
        named = list(_named(archive, main, path))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", serialised(text))
        for id_, _, part in named:
            package.writestr(f"word/{id_}.xml", serialised(part))
        package.writestr("word/_rels/document.xml.rels", _relations((i, k, f"{i}.xml") for i, k, _ in named))
        package.writestr("_rels/.rels", _relations([("text", "officeDocument", "word/document.xml")]))
        package.writestr("[Content_Types].xml", _types([(i, k) for i, k, _ in named]))
    return made.getvalue()


def _named(archive: zipfile.ZipFile, main: str, path: str) -> Iterator[tuple[str, str, Element]]:
    """Id, kind and content of each whole part that the text names."""
    folder, name = posixpath.split(main)
    relations = _xml(archive, f"{folder}/_rels/{name}.rels", path)
    for relation in children(relations, "Relationship") if relations is not None else ():
        kind, id_ = str(relation.get("Type")).rpartition("/")[2], str(relation.get("Id"))
        target = posixpath.normpath(posixpath.join("/", folder, str(relation.get("Target")))).lstrip("/")
        if kind in _READ and re.fullmatch(r"\w{1,40}", id_) and relation.get("TargetMode") != "External":
            part = _xml(archive, target, path)
            if part is not None:
                yield id_, kind, part


def _xml(archive: zipfile.ZipFile, name: str, path: str) -> Element | None:
    """The content of a part, as much of it as is well-formed; None for one that cannot be read."""
    try:
        root = parse_xml(_STRICT.sub(_usual, archive.read(name)), path)
    except (*BROKEN, KeyError, SourceError):
        return None
    for element in [found for found in root.iter() if not _is_named(found)]:
        if element is root:
            return None
        element.getparent().remove(element)
    return root


def _is_named(element: Element) -> bool:
    """Whether an element has a namespace; what a cut leaves behind has none, and could not be read back."""
    return isinstance(element.tag, str) and element.tag.startswith("{")


def _usual(strict: re.Match[bytes]) -> bytes:
    middle = {b"officeDocument": b"officeDocument/2006/", b"wordprocessingml": b"wordprocessingml/2006/"}
    return b"http://schemas.openxmlformats.org/" + middle.get(strict[1], strict[1] + b"/2006/")


def _relations(given: Iterator[tuple[str, str, str]] | list[tuple[str, str, str]]) -> str:
    rows = "".join(f'<Relationship Id="{i}" Type="{_OFFICE}/{k}" Target="{escape(t)}"/>' for i, k, t in given)
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def _types(named: list[tuple[str, str]]) -> str:
    parts = [("document", "document.main"), *named]
    rows = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{kind}+xml"/>' for name, kind in parts)
    rels = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return f'<Types xmlns="{_PACKAGE}/content-types">{rels}{rows}</Types>'
