"""Which single-byte code page a text in a Latin alphabet is written in, by the letters it would then have.

Read in the wrong page, a text has letters of no one language ("pøíliš" is neither Czech nor Danish). So each page is
tried with the alphabets of the languages that it was made for, and the one whose letters cover most of the bytes over
127 wins. Pages of Western Europe come first: where two fit equally, they yield the same text or the commoner one.
"""

from __future__ import annotations

from collections import Counter

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
