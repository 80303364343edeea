"""What a person's name is made of: capitalised words, initials, particles and a nickname in quotation marks."""

from __future__ import annotations

from justicekb.extract.names.candidates import WordGroups
from justicekb.extract.names.words import Line, Word

Range = tuple[int, int]

# A person's name has at most this many words ("Muhammad bin Salman bin Abdulaziz Al Saud" has seven with particles).
_MOST_WORDS = 7
_LAST_PARTS = frozenset({"Jr.", "Sr.", "Bros.", "III"})


def is_role(word: Word, groups: WordGroups) -> bool:
    """Whether a word is a title or the noun of a role, also in the plural."""
    lower = word.lower
    return (
        lower in groups.last["roles"]
        or ("-" in lower and _is_compound_role(word, groups))
        or word.text in groups.exact["titles"]
        or (lower.endswith("s") and len(lower) > 4 and lower[:-1] in groups.last["roles"])
    )


def _is_compound_role(word: Word, groups: WordGroups) -> bool:
    """Whether a word with a hyphen is an office: singer-songwriter, Attorney-General."""
    parts = word.lower.split("-")
    return parts[-1] in groups.last["roles"] and (word.pos == "NOUN" or parts[0] in groups.last["roles"])


def name_at(line: Line, at: int, groups: WordGroups) -> Range | None:
    """The person-like name that begins at a word, with a nickname in quotation marks; None where a word forbids it."""
    end, skipped = at, range(0)
    while end < len(line) and end - at < _MOST_WORDS:
        if _part_of_name(line, at, end, groups):
            end += 1
        elif end > at and not skipped and (behind := _behind_nickname(line, end)):
            end, skipped = behind, range(end, behind)
        else:
            break
    while end > at and not line[end - 1].cap:
        end -= 1
    own = _own_words(line, at, end, groups)
    if end == at or any(_no_name(line[i], groups) for i in range(at, end) if i not in skipped and i not in own):
        return None
    return at, end


def _part_of_name(line: Line, at: int, end: int, groups: WordGroups) -> bool:
    word = line[end]
    if end > at and not word.spaced:
        return word.text == "." and len(line[end - 1].text) == 1 and line[end - 1].cap
    if end > at and (word.label == "DATE" or line[end - 1].text in _LAST_PARTS):
        return False
    if end > at and word.pos in ("ADV", "AUX") and word.lower in groups.folded["never-first"]:
        return False  # Are Clare and Cameron [Still Together]?
    if word.cap and "." in word.text and word.text in _COUNTRIES:
        return False  # Assistant [U.S.] Attorneys
    if word.cap:
        return word.text.replace("-", "").replace("'", "").replace("’", "").replace(".", "").isalpha()
    return end > at and word.lower in groups.folded["particles"] and behind_particles(line, end, groups) is not None


_COUNTRIES = frozenset({"U.S.", "U.K.", "U.N.", "E.U.", "U.S.A."})


def behind_particles(line: Line, at: int, groups: WordGroups) -> int | None:
    """The capitalised word behind one to three particles: van der [Berg], de la [Cruz], von und zu [Wald]."""
    behind = at
    while behind < min(at + 3, len(line)) and not line[behind].cap and line[behind].lower in groups.folded["particles"]:
        behind += 1
    named = at < behind < len(line) and line[behind].cap and line[behind].spaced
    return behind if named else None


def _behind_nickname(line: Line, at: int) -> int | None:
    """The word behind a nickname in quotation marks that begins at `at`: Ernesto "Che" [Guevara]."""
    if line[at].text not in ('"', "“") or not line[at].spaced:
        return None
    for closing in range(at + 2, min(at + 4, len(line) - 1)):
        if line[closing].text in ('"', "”"):
            named = line[at + 1].cap and line[closing + 1].cap and line[closing + 1].spaced
            return closing + 1 if named else None
    return None


def _own_words(line: Line, at: int, end: int, groups: WordGroups) -> frozenset[int]:
    """The places of words that are names here, whatever else they may be: Bill Hale, Sam Lake, Byron White."""
    if not 2 <= end - at <= _MOST_OF_GIVEN:
        return frozenset()
    given, last = line[at].text in groups.given, line[end - 1].text
    near = end == at + 2 and (last in groups.exact["place-heads"] or groups.has("directions", last))
    labelled = all(w.label == "PERSON" for w in line[at:end])
    family = ((given or labelled) and near) or _is_family(line, at, end, groups)
    return frozenset([at] * given + [end - 1] * family)


_MOST_OF_GIVEN = 4


def _no_name(word: Word, groups: WordGroups) -> bool:
    if not word.cap:
        return False
    return (
        word.lower in groups.impersonal
        or word.text in groups.exact["event-heads"]
        or word.text in groups.exact["impersonal"]
        or (word.pos in ("DET", "ADP", "PRON", "CCONJ", "SCONJ") and not (_is_initial(word) or "-" in word.text))
    )


def _is_initial(word: Word) -> bool:
    """Whether a capital stands for a given name: M I Scott."""
    return len(word.text.rstrip(".")) == 1 and word.cap


def without_role_behind(line: Line, first: int, end: int, groups: WordGroups) -> int:
    """The end of a name without roles that follow it; "King" and the like stay behind a given name."""
    while end - first > 1 and is_role(line[end - 1], groups) and not _is_family(line, first, end, groups):
        end -= 1
    return end


def _is_family(line: Line, first: int, end: int, groups: WordGroups) -> bool:
    """Whether the last word is a family name that is a title elsewhere: John Major, Coretta Scott King."""
    if line[end - 1].text not in groups.exact["family-names"]:
        return False
    return line[first].text in groups.given or all(w.label == "PERSON" for w in line[first:end])


def with_article(line: Line, first: int, end: int) -> bool:
    """Whether "the" stands before several words that explain no noun, as before a club or a show, not a person.

    The Frederick Keys won; but: the Elian Gonzalez case.
    """
    if end - first < 2 or first == 0 or line[first - 1].lower != "the":
        return False
    return end == len(line) or line[end].pos not in ("NOUN", "ADJ", "PROPN")
