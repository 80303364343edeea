"""Author names out of bylines: "By Ana Diaz and John Roe, Staff Writers" → Ana Diaz, John Roe."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from justicekb.ingest.blocks import one_line
from justicekb.model import normalise_name

# A name is up to this many words; what is longer is a sentence or a title.
_LONGEST = 6
_LEAD = r"^(?:(?:written|posted|published|reported|story|words|text|analysis|opinion|review|photos?)(?: and photographed)? )?(?:by|from|author|authors)\b[:\s]+"
_ROLES = r"(?:staff|senior|chief|associate|contributing|special|deputy|managing|political|news|sports|crime|legal|investigative|digital|city|national|foreign|freelance|assistant|executive|lead|science|health|business|features?|guest|general)"
_OFFICES = r"(?:writers?|reporters?|editors?|correspondents?|contributors?|columnists?|journalists?|producers?|bureau|desk|team|staff|critic|intern|newsroom|photographer|author|admin|administrator|web ?master|editorial|redaction)"


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        "lead": re.compile(_LEAD, re.IGNORECASE),
        "split": re.compile(r"\s*(?:[;|•·]|,(?!\s*(?:Jr|Sr|II|III|PhD|MD)\b)|\band\b|\s&\s|\bwith\b|\s/\s|\n)\s*", re.IGNORECASE),
        "office": re.compile(rf"(?:the )?(?:[\w.’'-]+ ){{0,4}}{_OFFICES}(?: (?:at|for|of|in)\b.*)?", re.IGNORECASE),
        "trailing": re.compile(
            rf"\s*(?:\(.*|\[.*|[-–—|@<].*|\b(?:for|of|at|in|is|on|updated|published|posted)\b .*|\b{_ROLES} {_OFFICES}.*|,.*)$"
        ),
        "not_a_name": re.compile(r"https?:|www\.|@|\.(?:com|org|net)\b|\d|[!?:]|^by$", re.IGNORECASE),
    }


def author_names(lines: Iterable[str], *, site: str | None = None) -> tuple[str, ...]:
    """The persons (or bodies) that the lines name as authors, each once, in order; the site itself is none."""
    own = normalise_name(site or "")
    names: dict[str, str] = {}
    for line in lines:
        for name in _names(one_line(line)):
            key = normalise_name(name)
            if key and key != own and key not in names:
                names[key] = name
    return tuple(names.values())


def _names(line: str) -> Iterator[str]:
    patterns = _patterns()
    line = patterns["lead"].sub("", line)
    for part in patterns["split"].split(line):
        name = patterns["lead"].sub("", part)
        if patterns["not_a_name"].search(name):
            name = re.split(r"\s+(?=\S*@|https?:)|\s*\d", name)[0]
        name = patterns["trailing"].sub("", name).strip(" .,-–—:;")
        if _is_name(name):
            yield _capitals(name)


def _is_name(name: str) -> bool:
    patterns = _patterns()
    words = name.split()
    return (
        1 <= len(words) <= _LONGEST
        and len(name) > 2
        and not patterns["not_a_name"].search(name)
        and not patterns["office"].fullmatch(name)
        and (words[0][0].isupper() or words[-1][0].isupper() or not words[0].isascii())
    )


def _capitals(name: str) -> str:
    """ "JOHN ROE" is John Roe; a short word in capitals may be an abbreviation and stays."""
    if name.isupper() and len(name) > 6 and " " in name:
        return re.sub(r"[^\W\d_]+", lambda m: m[0].capitalize(), name)
    return name
