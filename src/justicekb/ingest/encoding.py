"""Bytes → text: the encoding is taken from marks in the file, then tried, then guessed."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Mapping

# A byte order mark settles the matter. UTF-32 comes first: its mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{1,60})""", re.IGNORECASE
)
# A page declares its encoding in its first kilobytes (HTML standard: 1024 bytes; real pages are later).
_DECLARED_WITHIN = 4096
# A file with at most this share of wrong bytes is UTF-8 with damage, not another encoding.
_DAMAGE = 0.002
_GUESS_READS = 65536


def decode(data: bytes) -> tuple[str, str | None]:
    """The text of a file, and what a person should know about how it was decoded (None when all is well)."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _with_damage(data, name)
    if (wide := wide_without_mark(data)) is not None:
        return _with_damage(data, wide)
    if (escaped := _escaped(data)) is not None:
        return escaped, None
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError:
        return _not_plain_utf8(data)


def decode_html(data: bytes) -> tuple[str, str | None]:
    """Like `decode`; an encoding that the page declares is tried after UTF-8, because pages are often wrong."""
    if data.startswith(tuple(mark for mark, _ in _MARKS)) or wide_without_mark(data):
        return decode(data)
    if (escaped := _escaped(data)) is not None:
        return escaped, None
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


# Enough of a file to tell how wide its characters are (bytes, a multiple of 4), and the fewest that tell.
_WIDE_READS, _FEWEST = 2000, 16


def wide_without_mark(data: bytes) -> str | None:
    """UTF-32 or UTF-16 without a mark, told by the upper bytes of its characters; None for neither."""
    head = data[:_WIDE_READS]
    if len(head) < 4 or len(data) % 2:
        return None
    if len(data) % 4 == 0 and (wide := _utf_32(head)):
        return wide
    if head.count(0) * 3 >= len(head):  # every other byte of Latin text is zero
        return "utf-16-le" if head[1::2].count(0) > head[0::2].count(0) else "utf-16-be"
    return next((name for name, upper in (("utf-16-le", 1), ("utf-16-be", 0)) if _is_utf_16(head, name, upper)), None)


def _utf_32(head: bytes) -> str | None:
    """No character has an upper byte, and few are beyond U+FFFF."""
    for name, (upper, second, lowest) in {"utf-32-le": (3, 2, 0), "utf-32-be": (0, 1, 3)}.items():
        beyond = len(head[second::4]) - head[second::4].count(0)
        if len(head) >= _FEWEST and not any(head[upper::4]) and any(head[lowest::4]) and beyond * 20 <= len(head) // 4:
            return name
    return None


# Share of characters that are of one script, signs and blanks aside, in a text that is one.
_OF_ONE = 0.95
_SCRIPTS = tuple(
    re.compile(f"[{letters}\\s!-@\\u2010-\\u2027\\u3000-\\u303f\\uff00-\\uffef]")
    for letters in (
        "\u0370-\u03ff",
        "\u0400-\u052f",
        "\u0590-\u05ff",
        "\u0600-\u06ff",
        "\u3040-\u30ff\u4e00-\u9fff",
        "\uac00-\ud7a3",
    )
)


def _is_utf_16(head: bytes, name: str, upper: int) -> bool:
    """Whether the bytes are UTF-16 in a script other than Latin: blanks have a zero above them, the rest is letters."""
    above, below = head[upper::2].count(0), head[1 - upper :: 2].count(0)
    if len(head) < _FEWEST or not above or below > above or not _valid(head, name):
        return False
    text = head.decode(name, "ignore")
    return any(sum(1 for _ in script.finditer(text)) >= _OF_ONE * len(text) for script in _SCRIPTS)


def _valid(head: bytes, name: str) -> bool:
    """Whether the bytes decode, a last cut character aside."""
    try:
        codecs.getincrementaldecoder(name)().decode(head)
    except UnicodeDecodeError:
        return False
    return True


# What shifts to another set of characters in texts of seven bits (ISO 2022; RFC 1468, RFC 1554, RFC 1557).
_SHIFT = re.compile(rb"\x1b(?:\$[@AB]|\$\([CD]|\([JI])")
_SHIFT_KR = b"\x1b$)C"


def _escaped(data: bytes) -> str | None:
    """The text of bytes in ISO-2022-JP or ISO-2022-KR; None for others."""
    if not is_escaped(data):
        return None
    if _SHIFT_KR in data:
        return _try(data, "iso2022_kr")
    return _try(data, "iso2022_jp_ext") or _try(data, "iso2022_jp_2")


def is_escaped(data: bytes) -> bool:
    """Whether bytes of seven bits shift between sets of characters."""
    return b"\x1b" in data and data.isascii() and (_SHIFT_KR in data or _SHIFT.search(data) is not None)


def _not_plain_utf8(data: bytes) -> tuple[str, str | None]:
    text = data.decode("utf-8", "replace")
    lost = text.count("�")
    valid = sum(ord(c) > 127 for c in text) - lost
    if lost <= max(2, len(text) * _DAMAGE) and valid > lost:
        return text, f"{lost} bytes that are no UTF-8 were replaced"
    name = _guess(data)
    return data.decode(name, "replace"), f"read as {name}, which was guessed from its bytes"


# The commonest letters of Russian, Greek, Arabic and Hebrew, two thirds of running text or more: a wrong code page
# does not yield them.
_CYRILLIC, _GREEK = frozenset("оеаинтсрвл"), frozenset("αοιετσνηυρ")
_ARABIC, _HEBREW = frozenset("اليمونرتبةعدأ"), frozenset("יוהלארתבשמ")
_CYRILLIC_PAGES = dict.fromkeys(("windows-1251", "koi8-r", "cp866", "iso8859-5"), _CYRILLIC)
_OTHER_PAGES = {
    **dict.fromkeys(("windows-1253", "iso8859-7"), _GREEK), **dict.fromkeys(("windows-1256", "iso8859-6"), _ARABIC),
    **dict.fromkeys(("windows-1255", "iso8859-8"), _HEBREW),
}  # fmt: skip
_COMMON_SHARE = 0.5


# Words in another alphabet are runs of high bytes; letters with marks stand between plain ones (mean length).
_IN_RUNS = 2.5


def _guess(data: bytes) -> str:
    read = data[:_GUESS_READS]
    high = bytes(b for b in read if b > 127)
    runs = sum(1 for _ in re.finditer(rb"[\x80-\xff]+", read))
    page = (
        _page_by_letters(high, {**_CYRILLIC_PAGES, **_OTHER_PAGES}) if len(high) > _IN_RUNS * runs else latin_page(high)
    )
    return page or _guess_of_library(read) or "windows-1252"


def _page_by_letters(high: bytes, pages: Mapping[str, frozenset[str]]) -> str | None:
    """The page in which most of the bytes are common letters of its language."""
    shares = {name: _share(high.decode(name, "ignore"), common) for name, common in pages.items()}
    best = max(shares, key=shares.__getitem__)
    return best if shares[best] > _COMMON_SHARE else None


def _share(text: str, common: frozenset[str]) -> float:
    return (sum(c in common for c in text.lower()) - sum(not c.isalpha() for c in text)) / max(1, len(text))


def _guess_of_library(read: bytes) -> str | None:
    from charset_normalizer import from_bytes  # slow to load and seldom needed

    best = from_bytes(read).best()
    return best.encoding if best else None


# ── code pages of the Latin alphabet ─────────────────────────────────────────────────────────────────────

# Read in the wrong page, a text has letters of no one language ("pøíliš" is neither Czech nor Danish). So each page is
# tried with the alphabets of the languages that it was made for, and the one whose letters cover most of the bytes over
# 127 wins. Pages of Western Europe come first: where two fit equally, they yield the same text or the commoner one.

# The letters besides a to z of each language (Unicode CLDR, main exemplar characters; capitals follow from them).
_WESTERN = {
    "French": "àâæçéèêëîïôœùûüÿ", "German": "äöüß", "Spanish": "áéíñóúü¡¿ºª", "Portuguese": "àáâãçéêíòóôõúü",
    "Italian": "àèéìíîòóùú", "Swedish": "àåäéö", "Danish": "åæéø", "Icelandic": "áæðéíóöúýþ", "Dutch": "áäéëíïóöúü",
    "Estonian": "äõöüšž", "Irish": "áéíóú",
}  # fmt: skip
_CENTRAL = {
    "Czech": "áčďéěíňóřšťúůýž", "Slovak": "áäčďéíĺľňóôŕšťúýž", "Polish": "ąćęłńóśźż", "Hungarian": "áéíóöőúüű",
    "Romanian": "ăâîşţ", "Croatian": "čćđšž", "Albanian": "çë",
}  # fmt: skip
_TURKISH = {"Turkish": "âçğıîöşüû", "Azerbaijani": "çəğıöşü"}
_BALTIC = {"Lithuanian": "ąčęėįšųūž", "Latvian": "āčēģīķļņšūž"}
LATIN_ALPHABETS = {**_WESTERN, **_CENTRAL, **_TURKISH, **_BALTIC}
_PAGES = (
    ("windows-1252", _WESTERN), ("windows-1250", _CENTRAL), ("iso8859-2", _CENTRAL), ("windows-1254", _TURKISH),
    ("windows-1257", _BALTIC), ("cp852", _CENTRAL),
    ("cp857", _TURKISH), ("cp850", _WESTERN), ("mac-roman", _WESTERN), ("mac-latin2", _CENTRAL),
)  # fmt: skip
# What stands in texts of any language, and what does so less often than as a letter read in the wrong page.
_SIGNS, _RARE_SIGNS = frozenset("“”„‘’‚«»‹›–—…•·§©®™°€£\xa0\xad"), frozenset("±×÷½¼¾²³¹´¨¸µ¶")
# Letters of several Western languages in one text (foreign names) and rare signs count a little less.
_SEVERAL = 0.9
# A page that covers fewer of the bytes is none (share).
_COVERED = 0.85


def latin_page(high: bytes) -> str | None:
    """The code page in which these bytes over 127 are letters of one language; None when they are of none."""
    counts = Counter(high)
    best, covered = None, _COVERED
    for page, languages in _PAGES:
        letters = {byte: bytes([byte]).decode(page, "replace") for byte in counts}
        for alphabet, weight in _alphabets(languages):
            known = sum(n * _counts(letters[byte], alphabet, weight) for byte, n in counts.items())
            if (share := known / len(high)) > covered:
                best, covered = page, share
    return best


def _counts(letter: str, alphabet: frozenset[str], weight: float) -> float:
    if letter in alphabet:
        return weight
    return 1.0 if letter in _SIGNS else _SEVERAL * (letter in _RARE_SIGNS)


def _alphabets(languages: dict[str, str]) -> list[tuple[frozenset[str], float]]:
    own = [(frozenset(letters + letters.upper() + "İ" * ("ı" in letters)), 1.0) for letters in languages.values()]
    return [*own, (frozenset().union(*(a for a, _ in own)), _SEVERAL)] if languages is _WESTERN else own
