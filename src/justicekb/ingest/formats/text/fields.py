"""Lines that a person wrote above a text, and the front matter of Markdown: "Title: …", "Author: …", "Date: …"."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlsplit

from justicekb.ingest.candidates import Candidate, Metadata

# They win over everything that a text shows.
_SCORE, _PLACE = 0.98, "a line above the text"


def stated_by(fields: dict[str, str]) -> dict[str, Any]:
    """The fields as what a reading states and its candidates."""
    names = {"title": "titles", "published": "dates", "publisher": "publishers"}
    found: dict[str, Any] = {
        many: (Candidate(fields[one], _SCORE, _PLACE),) for one, many in names.items() if one in fields
    }
    if "created" in fields:  # the day a record was made stands in for the day of publication
        found["dates"] = (*found.get("dates", ()), Candidate(fields["created"], 0.45, "the day the record was made"))
    if path := urlsplit(fields.get("url", "")).path:
        found["dates"] = (*found.get("dates", ()), Candidate(path.replace("/", "-"), 0.45, "the text's address"))
    if "authors" in fields:
        found["bylines"] = (Candidate((fields["authors"],), _SCORE, _PLACE),)
    keywords = tuple(
        word for part in re.split(r"[;,\n]", fields.get("keywords", "").strip("[]")) if (word := _bare(part))
    )
    return found | {"stated": Metadata(url=fields.get("url"), doi=fields.get("doi"), keywords=keywords)}


def _bare(value: str) -> str:
    return value.strip().strip("[]\"'").strip()


_FIELD = re.compile(
    r"(?P<key>title|authors?|date|published|created|posted|publisher|source|url|link|language|doi|perex|description|excerpt"
    r"|summary|lead|subtitle|standfirst|teaser|intro|tags|keywords|categories)"
    r"\s*:\s+(?P<value>\S.*)",
    re.IGNORECASE,
)
_SAME = {
    "author": "authors", "date": "published", "posted": "created", "source": "publisher", "link": "url",
    **dict.fromkeys(("perex", "description", "excerpt", "summary"), "lead"),
    **dict.fromkeys(("subtitle", "standfirst", "teaser", "intro"), "lead"),
    **dict.fromkeys(("tags", "categories"), "keywords"),
}  # fmt: skip
_ADDRESS = re.compile(r"<?(?P<url>https?://\S+?)>?")


def split_fields(lines: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """Lines "Title: …", "Author: …", "Date: …" at the very top, two or more, and the other lines.

    Front matter between two lines of dashes is read in the same way, and so is an address that stands above all.
    """
    rest = list(lines)
    while rest and not rest[0].strip():
        rest.pop(0)
    if rest and (match := _ADDRESS.fullmatch(rest[0].strip())):
        return {"url": match["url"]}, rest[1:]
    mark = rest[0].strip() if rest and rest[0].strip() in ("---", "+++") else ""
    fenced = bool(mark) and mark in (line.strip() for line in rest[1:_DEEPEST])
    top = rest[1 : 1 + [line.strip() for line in rest[1:]].index(mark)] if fenced else _leading(rest)
    fields = _each(_fields(_of_toml(top) if fenced and mark == "+++" else _folded(top)))
    if not fenced and len(fields) < 2:
        return {}, list(lines)
    return fields, rest[len(top) + (2 if fenced else 0) :]


# Lines of front matter at most.
_DEEPEST = 60


def _of_toml(lines: Sequence[str]) -> list[str]:
    """The texts, dates and lists of front matter in TOML as lines "key: value"; as they stand, when it is no TOML."""
    try:
        table = tomllib.loads("\n".join(lines))
    except tomllib.TOMLDecodeError:
        return _folded([re.sub(r"^(\w+)\s*=\s*", r"\1: ", line) for line in lines])
    plain = {key: "; ".join(map(str, value)) if isinstance(value, list) else str(value) for key, value in table.items()}
    return [f"{key}: {' '.join(value.split())}" for key, value in plain.items() if not isinstance(table[key], dict)]


def _each(fields: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The fields by key; what several lines say of one is kept line by line where it may be more than one thing."""
    found: dict[str, str] = {}
    for key, value in fields:
        several = key in ("lead", "keywords") and key in found
        found[key] = f"{found[key]}\n{value}" if several else value
    return found


def _leading(lines: Sequence[str]) -> list[str]:
    end = next((at for at, line in enumerate(lines) if not _FIELD.fullmatch(line.strip())), len(lines))
    return list(lines[:end])


def _folded(lines: Sequence[str]) -> list[str]:
    """The lines with values of several lines (set in, or items of a list) behind their key."""
    folded: list[str] = []
    for line in lines:
        if folded and (line[:1].isspace() or line.startswith("- ")):
            joint = "; " if line.lstrip().startswith("- ") and not folded[-1].endswith(":") else " "
            folded[-1] = f"{folded[-1]}{joint}{line.strip().removeprefix('- ')}"
        else:
            folded.append(re.sub(r":\s*[>|][+-]?\s*$", ":", line.rstrip()))
    return folded


def _fields(lines: Iterable[str]) -> Iterable[tuple[str, str]]:
    for line in lines:
        if match := _FIELD.fullmatch(line.strip()):
            key = match["key"].lower()
            yield _SAME.get(key, key), match["value"].strip().strip("\"'")
