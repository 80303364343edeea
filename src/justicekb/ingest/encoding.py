"""Bytes → text: the encoding is taken from marks in the file, then tried, then guessed."""

from __future__ import annotations

import codecs
import re

# A byte order mark settles the matter. UTF-32 comes first: its mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
# A page declares its encoding in its first kilobytes (HTML standard: 1024 bytes; real pages are later).
_DECLARED_WITHIN = 4096
# A file with at most this share of wrong bytes is UTF-8 with damage, not another encoding.
_DAMAGE = 0.002
_GUESS_READS = 65536
_FREE = b"\x81\x8d\x8f\x90\x9d"  # bytes that windows-1252 leaves free


def decode(data: bytes) -> tuple[str, str | None]:
    """The text of a file, and what a person should know about how it was decoded (None when all is well)."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _with_damage(data, name)
    if (wide := _wide_without_mark(data)) is not None:
        return _with_damage(data, wide)
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError:
        return _not_plain_utf8(data)


def decode_html(data: bytes) -> tuple[str, str | None]:
    """Like `decode`; an encoding that the page declares is tried after UTF-8, because pages are often wrong."""
    if data.startswith(tuple(mark for mark, _ in _MARKS)):
        return decode(data)
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError:
        pass
    declared = _DECLARED.search(data[:_DECLARED_WITHIN])
    if declared and (text := _try(data, declared[1].decode("ascii", "replace"))) is not None:
        return text, None
    return _not_plain_utf8(data)


# What pages call their encoding, and the wider one that is meant (WHATWG Encoding Standard, names and labels).
_MEANT = {
    **dict.fromkeys(("iso-8859-1", "latin1", "latin-1", "l1", "us-ascii", "ascii", "iso8859-1"), "windows-1252"),
    **dict.fromkeys(("iso-8859-9", "latin5"), "windows-1254"), **dict.fromkeys(("iso-8859-11", "tis-620"), "cp874"),
    **dict.fromkeys(("gb2312", "gbk", "x-gbk"), "gb18030"), **dict.fromkeys(("euc-kr", "ks_c_5601-1987"), "cp949"),
    "shift_jis": "cp932", "x-sjis": "cp932", "big5": "big5hkscs",
}  # fmt: skip


def _try(data: bytes, name: str) -> str | None:
    name = _MEANT.get(name.lower(), name)
    if name == "windows-1252":  # five of its bytes are free
        return data.decode("cp1252", "replace")
    try:
        return data.decode(name)
    except (UnicodeDecodeError, LookupError):
        return None


def _with_damage(data: bytes, name: str) -> tuple[str, str | None]:
    text = data.decode(name, "replace")
    lost = text.count("�")
    return text, f"{lost} damaged characters in the {name} text were replaced" if lost else None


def _wide_without_mark(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of Latin text is zero."""
    head = data[:2000]
    if len(head) < 4 or head.count(0) * 3 < len(head):
        return None
    return "utf-16-le" if head[1::2].count(0) > head[0::2].count(0) else "utf-16-be"


def _not_plain_utf8(data: bytes) -> tuple[str, str | None]:
    text = data.decode("utf-8", "replace")
    lost = text.count("�")
    valid = sum(ord(c) > 127 for c in text) - lost
    if lost <= max(2, len(text) * _DAMAGE) and valid > lost:
        return text, f"{lost} bytes that are no UTF-8 were replaced"
    name = _guess(data)
    return data.decode(name, "replace"), f"read as {name}, which was guessed from its bytes"


# Commonest letters of Russian, about two thirds of running text: a wrong Cyrillic code page does not yield them.
_CYRILLIC = frozenset("оеаинтсрвл")
_CYRILLIC_PAGES = ("windows-1251", "koi8-r", "cp866", "iso8859-5")
_CYRILLIC_SHARE = 0.5


def _guess(data: bytes) -> str:
    high = bytes(b for b in data[:_GUESS_READS] if b > 127)
    if len(high) > 0.25 * len(data[:_GUESS_READS]) and (page := cyrillic_page(high)):
        return page
    return _guess_of_library(data) or "windows-1252"


def _share(text: str) -> float:
    return (sum(c in _CYRILLIC for c in text.lower()) - sum(not c.isalpha() for c in text)) / max(1, len(text))


def cyrillic_page(high: bytes) -> str | None:
    """The code page in which bytes over 127 read as Russian."""
    shares = {name: _share(high.decode(name, "ignore")) for name in _CYRILLIC_PAGES}
    best = max(shares, key=shares.__getitem__)
    return best if shares[best] > _CYRILLIC_SHARE else None


def _guess_of_library(data: bytes) -> str | None:
    if not set(_FREE) & set(data) and _western(data):
        return "windows-1252"
    from charset_normalizer import from_bytes  # slow to load and seldom needed

    best = from_bytes(data[:_GUESS_READS]).best()
    return best.encoding if best else None


def _western(data: bytes) -> bool:
    """Whether bytes over 127 are as rare, and between such letters, as in a Western European text."""
    return sum(b > 127 for b in data) < 0.12 * len(data)
