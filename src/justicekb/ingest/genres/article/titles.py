"""The title of a page: candidates from its head, compared with the headings it shows; the site's name is cut off."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from justicekb.ingest.candidates import Candidate, best
from justicekb.ingest.parts import Part
from justicekb.model import normalise_name

_SEPARATOR = re.compile(r"\s+[-–—|»•·:]+\s+|\s*\|\s*|\s+::\s+")
# A heading is the title when it shares this much of its words (word F1) with a candidate of the head.
_SAME = 0.6
_LONGEST = 300


def choose_title(
    candidates: Iterable[Candidate[str]], pieces: Sequence[Part], text: Sequence[Part], *, site: str | None, host: str
) -> tuple[Candidate[str] | None, str | None]:
    """The title with its place, and the heading that shows it on the page (None when no heading does)."""
    seen = [Candidate(without_site(c.value, site, host), c.score, c.place) for c in candidates]
    seen = [c for c in seen if normalise_name(c.value) not in ("", normalise_name(site or "\0"))]
    head = best(seen)
    shown = _shown(pieces, text, seen)
    if shown is not None and (head is None or _says_more(shown, head.value)):
        return Candidate(shown, 1.0, "the page's first heading"), shown
    return head, shown


def _shown(pieces: Sequence[Part], text: Sequence[Part], seen: Sequence[Candidate[str]]) -> str | None:
    headings = [p.text for p in pieces if p.level == 1 and p.kind == "heading" and len(p.text) < _LONGEST]
    headings += [p.text for p in pieces if p.level == 2 and p.kind == "heading" and len(p.text) < _LONGEST][:6]
    scored = [(max((alike(h, c.value) for c in seen), default=0.0), h) for h in headings]
    if scored and max(scored, key=lambda s: s[0])[0] >= _SAME:
        return max(scored, key=lambda s: s[0])[1]
    main = [p.text for p in text if p.level == 1 and p.kind == "heading"]
    first = [p.text for p in pieces if p.level == 1 and p.kind == "heading" and len(p.text) < _LONGEST]
    if len(main) == 1:
        return main[0]
    return first[0] if len(first) == 1 else None


def _says_more(shown: str, head: str) -> bool:
    """The heading is taken unless the head's title is a longer form of it; a name after a dash is no part of it."""
    if head.startswith(shown) and _SEPARATOR.match(head, len(shown)):
        return True
    return not normalise_name(head).startswith(normalise_name(shown) + " ")


def alike(one: str, other: str) -> float:
    """Word F1 of two titles, without case and marks; 1 when one title is a part of the other, word by word."""
    a, b = normalise_name(one).split(), normalise_name(other).split()
    if not a or not b:
        return 0.0
    if f" {' '.join(b)} " in f" {' '.join(a)} ":
        return 1.0
    return 2 * len(set(a) & set(b)) / (len(set(a)) + len(set(b)))


def without_site(title: str, site: str | None, host: str) -> str:
    """The title without the site's name at its end or beginning."""
    parts = _SEPARATOR.split(title)
    if len(parts) < 2:
        return title
    for at in (len(parts) - 1, 0):
        if _is_site(parts[at], site, host):
            left = list(_SEPARATOR.finditer(title))
            return title[: left[-1].start()] if at else title[left[0].end() :]
    return title


def site_beside(title: str, shown: Iterable[str]) -> str | None:
    """The name of the site in a window title, which stands before or after a title that the page shows."""
    titles = {normalise_name(words) for words in shown} - {""}
    for separator in reversed(list(_SEPARATOR.finditer(title))):
        left, right = title[: separator.start()].strip(), title[separator.end() :].strip()
        both = [words for words in (left, right) if normalise_name(words) in titles]
        if len(both) == 2:  # the site's name is shown as a heading too
            return min(left, right, key=len)
        if both:
            return right if both[0] == left else left
    return None


def _is_site(words: str, site: str | None, host: str) -> bool:
    name, own = normalise_name(words), normalise_name(site or "")
    if not name:
        return True
    squeezed = name.replace(" ", "").removeprefix("the")
    domain = re.sub(r"[^a-z0-9]", "", host.rsplit(".", 1)[0])
    if own and (name == own or own.startswith(name) or name.startswith(own)):
        return True
    return len(squeezed) > 2 and (squeezed in domain or (len(domain) > 3 and domain in squeezed))
