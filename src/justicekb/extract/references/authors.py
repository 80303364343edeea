"""The authors of a bibliography entry as "Family, Given" or a body's name, in the order printed.

Reads inverted names with initials ("Novak, A. B., & Berg, C."), names with initials behind and no comma ("Novak AB,
Berg C"), initials in front ("A. B. Novak and C. Berg"), full names, and bodies ("Council of Europe").
"""

from __future__ import annotations

import re

from justicekb.vocabulary.patterns import PARTICLE, whole
from justicekb.vocabulary.wordlists import WordList

_PARTICLES = WordList("particles-of-surnames")
_ET_AL = re.compile(r",?\s*(?:(?:and|&)\s+)?(?:et\s+al\.?|others|и\s+др\.?|u\.\s*a\.)\s*$", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*;\s*(?:and\s+|&\s*)?|,?\s+(?:and|und|et|y|и)\s+|,?\s*&\s*")
_INITIAL = r"[^\W\d_a-zа-яё]\.?"
_FAMILY = rf"(?:(?:{PARTICLE}|St\.?)\s+){{0,3}}[^\W\d_a-zа-яё][\w'’ʼ-]*+(?:[\s-][^\W\d_a-zа-яё][\w'’-]++){{0,2}}"
# "Novak, A. B." and "Novak A.B." and "Novak AB", each up to the next separator.
_INVERTED = re.compile(
    rf"(?<!\w)({_FAMILY}),\s*((?:{_INITIAL}[\s-]?){{1,4}})(?:,?\s(?:Jr|Sr|II|III)\.?)?(?=\s*(?:,|;|&|and\b|$))"
)
_TRAILING = re.compile(rf"(?<!\w)({_FAMILY})\s+((?:{_INITIAL}[\s-]?){{1,3}})(?=\s*(?:,|;|&|and\b|$))")
_LEADING = re.compile(rf"((?:[^\W\d_a-zа-яё]\.[\s-]?){{1,4}})\s*({_FAMILY})")


def read_authors(text: str, *, body: re.Pattern[str], natural: bool) -> tuple[str, ...]:
    """The authors named in the head of an entry.

    `body` matches words of bodies' names; `natural` tells that the style prints single names as "Given Family".
    """
    head = _ET_AL.sub("", text.strip(" .,;:–—-"))
    if not head:
        return ()
    if body.search(head) and not _INVERTED.match(head):
        return _bodies(head)
    pairs = _pairs(head) or _full_pairs(head)
    if pairs:
        return pairs
    for pattern in (_INVERTED, _TRAILING):
        names = [f"{family.strip()}, {_spaced(given)}" for family, given in pattern.findall(head)]
        if names and pattern.match(head):
            return tuple(names + _uninverted(_after_last(pattern, head)))
    leading = _LEADING.findall(head)
    if leading and _LEADING.match(head):
        return tuple(f"{family.strip()}, {_spaced(given)}" for given, family in leading)
    return _full_names(head, natural=natural)


_GIVEN = re.compile(
    rf"(?:{_INITIAL}|[^\W\d_a-zа-яё][\w'’]++)(?:[\s-]*(?:{_INITIAL}|[^\W\d_a-zа-яё][\w'’]++)){{0,3}}(?:\s+(?:{PARTICLE}|St\.?))*"
)
_SUFFIX = re.compile(r",\s*(?:Jr|Sr|II|III|IV)\.?(?=,|$)")


def _pairs(head: str) -> tuple[str, ...]:
    """ "Family, Given, Family, Given": as many given names as families, an initial among them or a single pair."""
    pieces = [p.strip() for p in re.split(r"\s*[,;]\s*", _BETWEEN.sub(", ", _SUFFIX.sub("", head))) if p.strip()]
    families, given = pieces[::2], pieces[1::2]
    if not given or len(families) != len(given) or not all(_GIVEN.fullmatch(g) for g in given):
        return ()
    if any(re.search(rf"(?:^|\s){_INITIAL}(?:\s|$)", family) for family in families):
        return ()
    initials = any(re.search(rf"(?:^|\s){_INITIAL}(?:[\s.-]|$)", g) for g in given)
    if not initials and len(given) > 1:
        return ()
    return tuple(f"{family}, {_spaced(name)}" for family, name in zip(families, given, strict=True))


def _full_pairs(head: str) -> tuple[str, ...]:
    """ "Family, Given, and Family, Given", given names in full: each stretch between "and"s and semicolons in pairs.

    At least two stretches, each family name a single word, so that "Ana Diaz, John Roe, and Max Berg" is none.
    """
    names: list[str] = []
    stretches = [s for s in _BETWEEN.split(_SUFFIX.sub("", head)) if s.strip(" ,")]
    for stretch in stretches:
        pieces = [p.strip() for p in stretch.strip(" ,").split(",")]
        families, given = pieces[::2], pieces[1::2]
        if len(families) != len(given) or not all(_ONE_FAMILY.fullmatch(f) for f in families):
            return ()
        if not all(_GIVEN.fullmatch(g) for g in given):
            return ()
        names += [f"{family}, {_spaced(name)}" for family, name in zip(families, given, strict=True)]
    return tuple(names) if len(stretches) > 1 else ()


_ONE_FAMILY = re.compile(rf"(?:(?:{PARTICLE}|St\.?)\s+){{0,3}}[^\W\d_a-zа-яё][\w'’ʼ-]*")


def _spaced(given: str) -> str:
    """ "A.B." and "AB" as "A. B."; full given names as they are."""
    letters = re.sub(r"(?<![^\s.])([^\W\d_])$", r"\1.", given.strip(" ,"))
    if re.fullmatch(r"[^\W\d_a-zа-яё]{1,3}", letters):
        return " ".join(f"{letter}." for letter in letters)
    return re.sub(r"\.(?=[^\s.-])", ". ", letters)


def _after_last(pattern: re.Pattern[str], head: str) -> str:
    last = 0
    for match in pattern.finditer(head):
        last = match.end()
    return head[last:]


def _uninverted(rest: str) -> list[str]:
    """Names that follow an inverted first one in their natural order ("Novak, A., and C. Berg")."""
    return [f"{family.strip()}, {_spaced(given)}" for given, family in _LEADING.findall(rest)]


_WITH_INITIALS = re.compile(rf"({_FAMILY})\s+([^\W\d_a-zа-яё]{{1,3}}\.?)")


def _bodies(head: str) -> tuple[str, ...]:
    """Bodies, and the persons among them ("The Prison Study Group, Novak T")."""
    parts = [part.strip(" ,.") for part in re.split(r"\s*;\s*|\s+&\s+", head)]
    pieces = [piece for part in parts for piece in re.split(r",\s+(?:and\s+)?", part)]
    people = [_WITH_INITIALS.fullmatch(piece) for piece in pieces]
    if not any(people):
        return tuple(part for part in parts if part)
    told = zip(pieces, people, strict=True)
    return tuple(f"{person[1]}, {_spaced(person[2])}" if person else piece for piece, person in told if piece)


def _full_names(head: str, *, natural: bool) -> tuple[str, ...]:
    parts = [part.strip(" ,") for part in _BETWEEN.split(head) if part.strip(" ,")]
    first = parts[0].split(",")
    names: list[str] = []
    if len(first) == 2 and len(first[0].split()) <= 3 and 0 < len(first[1].split()) <= 3:
        names.append(f"{first[0].strip()}, {first[1].strip()}")
        parts = parts[1:]
    several = natural or len(parts) > 1 or bool(names)
    pieces = [piece.strip() for part in parts for piece in part.split(",") if piece.strip()]
    names += [_inverted(piece) if several else piece for piece in pieces]
    return tuple(re.sub(r"(?<=\s)([^\W\d_])$", r"\1.", name) for name in names)


def _inverted(name: str) -> str:
    words = name.split()
    if not 2 <= len(words) <= 4 or not all(w[:1].isupper() or w in _PARTICLES for w in words):
        return name
    at = next((i for i, word in enumerate(words[1:-1], 1) if word in _PARTICLES), len(words) - 1)
    return f"{' '.join(words[at:])}, {' '.join(words[:at])}"


def body_pattern(words: str) -> re.Pattern[str]:
    """A pattern of bodies' words from an alternation."""
    return re.compile(whole(words), re.IGNORECASE)
