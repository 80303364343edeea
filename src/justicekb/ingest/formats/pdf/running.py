"""Running heads, running feet, page numbers and margin tabs: found by repetition over pages, and taken out."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from justicekb.ingest.printed import Line

# The parts of a page's height at the top and at the bottom in which running lines stand.
_ZONE = 0.13
# Vertical wobble of a line that counts as repeated, in points.
_WOBBLE = 7.0
_NUMBER = re.compile(
    r"(?:page\s+|[-–—|\[(]\s*)?(?P<number>\d{1,4}|[ivxlc]{1,7})(?:\s*(?:of|/)\s*\d+|\s*[-–—|\])])?", re.IGNORECASE
)


def without_running(pages: Sequence[list[Line]], heights: Sequence[float]) -> tuple[list[list[Line]], list[list[str]]]:
    """The pages without their running lines, and those of each page, page numbers left out."""
    keys: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for at, page in enumerate(pages):
        for line in page:
            if _in_zone(line, heights[at]) or _is_tab(line, page):
                keys[_key(line.text)].append((at, line.base))
    repeated = {key for key, places in keys.items() if key and _repeats(places, len(pages))}
    offset = _numbering(pages, heights)
    kept: list[list[Line]] = []
    dropped: list[list[str]] = []
    for at, page in enumerate(pages):
        gone = {id(line) for line in page if _runs(line, at, repeated=repeated, offset=offset, height=heights[at])
                or (_is_tab(line, page) and _key(line.text) in repeated)}  # fmt: skip
        gone |= _continued(page, gone, heights[at])
        dropped.append(_joined([line for line in page if id(line) in gone]))
        kept.append([line for line in page if id(line) not in gone])
    return kept, dropped


def _joined(lines: list[Line]) -> list[str]:
    """The texts of running lines; those that stand closely below one another are one."""
    texts: list[str] = []
    before: Line | None = None
    for line in lines:
        near = before is not None and 0 < before.base - line.base < 1.6 * line.size and before.region == line.region
        text = line.text if near else _unnumbered(line.text)
        if near and texts:
            texts[-1] = re.sub(r"(?:(?<=\d\.)|(?<=[/_-]))\s(?=\S+$)", "", f"{texts[-1]} {text}")
        elif text:
            texts.append(text)
        before = line
    return texts


def _key(text: str) -> str:
    return re.sub(r"\d+|\b[ivxlc]+\b", "#", " ".join(text.casefold().split())).strip("# |–—-·•")[:60]


def _unnumbered(text: str) -> str:
    return re.sub(r"^(?:page\s+)?\d{1,4}\s+(?=\D)|(?<=\D)\s+\d{1,3}$", "", text.strip()) if re.search(
        r"[^\W\d]", text
    ) else ""  # fmt: skip


def _in_zone(line: Line, height: float) -> bool:
    return line.base < _ZONE * height or line.base > (1 - _ZONE) * height


def _is_tab(line: Line, page: list[Line]) -> bool:
    """Whether a short line stands clear of all text to its left or right, as thumb indexes do."""
    if len(line.text) > 24:
        return False
    others = [other for other in page if len(other.text) > 24]
    return bool(others) and (all(line.x1 < other.x0 for other in others) or all(line.x0 > other.x1 for other in others))


def _repeats(places: list[tuple[int, float]], pages: int) -> bool:
    """Whether a text stands at one height on several pages: two of few, or a tenth of many."""
    needed = max(2, min(pages // 10, 4))
    return any(len({at for at, base in places if abs(base - height) <= _WOBBLE}) >= needed for _, height in places)


def _numbering(pages: Sequence[list[Line]], heights: Sequence[float]) -> int | None:
    """Printed page number less page index, where at least two pages agree on it."""
    offsets: Counter[int] = Counter()
    for at, page in enumerate(pages):
        offsets.update({value - at for line in page if _in_zone(line, heights[at])
                        for value in [_page_number(line.text)] if value is not None})  # fmt: skip
    best = offsets.most_common(1)
    return best[0][0] if best and (best[0][1] >= 2 or len(pages) == 1) else None


def _page_number(text: str) -> int | None:
    match = _NUMBER.fullmatch(text.strip())
    return int(match["number"]) if match and match["number"].isdigit() else None


def _runs(line: Line, at: int, *, repeated: set[str], offset: int | None, height: float) -> bool:
    if not _in_zone(line, height):
        return False
    if _key(line.text) in repeated:
        return True
    number = _page_number(line.text)
    if number is not None:
        return offset is not None and number - at == offset
    return bool(re.fullmatch(r"[ivxl]{1,6}|[-–—]\s*\d+\s*[-–—]|page \d+( of \d+)?", line.text.strip(), re.IGNORECASE))


def _continued(page: list[Line], gone: set[int], height: float) -> set[int]:
    """Second lines of a running foot that wrap differently from page to page: same small type, right below."""
    more: set[int] = set()
    for line in page:
        if id(line) in gone or not _in_zone(line, height):
            continue
        near = [o for o in page if id(o) in gone and abs(o.size - line.size) < 0.3 and o.region == line.region]
        if any(0 < o.base - line.base < 1.6 * line.size for o in near) and line.base < 0.2 * height:
            more.add(id(line))
    return more
