"""Bodies that the words around them explain: "Cubalex, a local NGO", "the Séléka coalition", "head of Ennahda".

The names themselves have no noun of a body, so that only what is said of them tells what they are. Each function yields
rule and range of words for a capitalised run.
"""

from __future__ import annotations

from collections.abc import Iterator

from justicekb.extract.names.candidates import WordGroups
from justicekb.extract.names.proposals.headnouns import NO_PART_POS, Range
from justicekb.extract.names.words import Line, Word
from justicekb.vocabulary.wordlists import WordList

_LONGEST = 4  # words of a name
_REACH = 7  # words from the comma to the noun
_DETERMINERS = WordList("determiners-of-an-apposition")
_POSTS = WordList("posts-of-bodies")
_OF_A_PLACE = WordList("nouns-behind-a-bodys-place")
_BEFORE_OUTLET = WordList("words-before-an-outlet")
_MODIFIERS = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "ADV", "VERB", "PUNCT"})


def explained(line: Line, groups: WordGroups) -> Iterator[tuple[str, Range]]:
    """The capitalised runs of a line that an apposition, a noun behind or a post before shows to be bodies."""
    at = 0
    while at < len(line):
        if not line[at].cap or line[at].headline:
            at += 1
            continue
        end = _run_end(line, at)
        first = at + (line[at].first and line[at].pos in NO_PART_POS)
        if first < end <= first + _LONGEST and _may_name(line[first:end], groups):
            yield from _by_context(line, first, end, groups)
        at = end


def _by_context(line: Line, first: int, end: int, groups: WordGroups) -> Iterator[tuple[str, Range]]:
    if _is_apposed(line, end, groups):
        yield "organisation.apposed", (first, end)
    if first and line[first - 1].lower == "the" and _has_noun_behind(line, end, groups):
        yield "organisation.noun", (first, end)
    goes_on = end < len(line) and (line[end].lower in ("of", "for") or line[end].pos in ("NOUN", "ADJ"))
    if not goes_on and (article := _post_before(line, first)) is not None:
        yield ("organisation.headed-the" if article else "organisation.headed"), (first, end)
    if end - first == 1 and line[first].acronym and len(line[first].text) > len("UN"):
        yield from _letters(line, first, groups)


_ARTICLES = frozenset({"El", "La", "Le", "Les", "Los", "Las", "Il", "O", "Die", "Der", "Das", "Al"})


def outlets(line: Line, groups: WordGroups) -> Iterator[Range]:
    """Newspapers that are called by an article and a word, where they report or are told: El Universal said."""
    for at in range(len(line) - 1):
        word = line[at + 1]
        if line[at].text not in _ARTICLES or not (word.cap and word.spaced) or word.acronym or line[at].headline:
            continue
        end = _run_end(line, at)
        if end - at > _LONGEST or (at and line[at - 1].cap and line[at].spaced):
            continue
        speaks = end < len(line) and line[end].lower in groups.speaking
        if speaks or (at and line[at - 1].lower in _BEFORE_OUTLET):
            yield at, end


def of_country(line: Line, countries: frozenset[int]) -> Iterator[Range]:
    """Two or more capitalised words with a country behind them as a branch is named: Prison Fellowship [Rwanda].

    `countries` are the places in the text where a country's name begins.
    """
    for at in range(2, len(line)):
        word = line[at]
        if word.start not in countries or word.headline or not (word.spaced and line[at - 1].cap):
            continue
        first = at
        while first > 0 and line[first].spaced and line[first - 1].cap and not line[first - 1].headline:
            first -= 1
        first += line[first].first and line[first].pos in NO_PART_POS
        closed = at + 1 == len(line) or not (line[at + 1].cap and line[at + 1].spaced)
        if at - first > 1 and closed and all(w.pos != "ADP" and not w.acronym for w in line[first:at]):
            yield first, at + 1


def _run_end(line: Line, at: int) -> int:
    end = at + 1
    while end < len(line) and line[end].cap and line[end].spaced and not line[end].first:
        end += 1
    return end


def _may_name(words: Line, groups: WordGroups) -> bool:
    """Whether the words may be a name by themselves: no role, title, place's noun or common word of bodies."""
    never = ("roles", "titles", "not-names", "never-first", "act-heads", "event-heads", "thing-heads", "place-heads")
    if any(groups.has(group, word.text) for word in words for group in never):
        return False
    common = groups.folded["generic-body-words"]
    return words[0].text not in groups.given and not all(w.lower in common for w in words)


def _is_apposed(line: Line, end: int, groups: WordGroups) -> bool:
    """Whether an apposition behind the comma has a body's noun: X, a charity that …; X, the state utility."""
    if end + 2 >= len(line) or line[end].text not in (",", "(", "–", "—") or line[end + 1].lower not in _DETERMINERS:
        return False
    head: Word | None = None
    for word in line[end + 2 : end + 2 + _REACH]:
        if word.pos == "ADP" or word.text in (",", ".", ";", "(", ")") or word.lower in ("that", "which", "who"):
            break
        if word.pos not in _MODIFIERS and word.text not in ("and", "'s", "’s"):
            break
        head = word if word.pos in ("NOUN", "PROPN") else head
    return head is not None and groups.has("body-nouns", head.text)


def _has_noun_behind(line: Line, end: int, groups: WordGroups) -> bool:
    """Whether common nouns behind a name end with a body's: the Union Patriótica opposition party."""
    at = end
    while at < len(line) and at - end < _LONGEST and not line[at].cap and line[at].pos in ("NOUN", "ADJ"):
        at += 1
    return at > end and groups.has("body-nouns", line[at - 1].text) and line[at - 1].lower not in _OF_A_PLACE


def _post_before(line: Line, first: int) -> bool | None:
    """Whether a post of a body and "of" stand before a name (head of X), with "the" between; None without."""
    article = first > 0 and line[first - 1].lower == "the"
    of = first - 1 - article
    if of < 1 or line[of].lower != "of" or line[of - 1].cap:
        return None
    return article if line[of - 1].lower.removesuffix("s") in _POSTS else None


def _letters(line: Line, at: int, groups: WordGroups) -> Iterator[tuple[str, Range]]:
    """Letters with "the" that describe no noun behind them, or that do something: the SNAI took over; HSI seized."""
    letters = line[at].text
    if not (letters.isalpha() and letters.isupper()) or groups.has("not-bodies", letters):
        return
    behind = line[at + 1] if at + 1 < len(line) else None
    defined = at > 0 and line[at - 1].lower == "the"
    alone = behind is None or behind.pos in _NO_NOUN
    acts = behind is not None and behind.pos == "VERB" and not behind.cap and behind.lower.endswith("ed")
    if (defined and alone) or acts:
        yield "organisation.the-letters", (at, at + 1)


_NO_NOUN = frozenset({"VERB", "AUX", "ADP", "CCONJ", "PUNCT", "ADV", "PART", "SCONJ"})
