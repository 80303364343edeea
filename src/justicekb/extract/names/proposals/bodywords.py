"""Names of bodies shown by other words than a head noun: a tail in lower case, "Ltd", "Airlines", letters, a cue.

Each function yields rule and range of words for one place in a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from justicekb.extract.names.candidates import WordGroups
from justicekb.extract.names.proposals.headnouns import NO_PART_POS, Range, left_of_head, no_part, run_end
from justicekb.extract.names.words import Line
from justicekb.vocabulary.wordlists import WordList


def by_capital_word(line: Line, at: int, groups: WordGroups) -> Iterator[tuple[str, Range]]:
    """What a capitalised word that is no head noun begins, ends or is."""
    word = line[at]
    yield from _with_tail(line, at, groups)
    if word.text in groups.exact["company-forms"]:
        yield from _company(line, at, groups)
    if word.headline:
        return
    if word.text in groups.exact["company-words"] and (first := left_of_head(line, at, groups)) < at:
        if run_end(line, at) == at + 1:
            yield "organisation.word", (first, at + 1)
    elif word.text.split("-")[0] in groups.exact["movement-openers"]:
        yield "organisation.movement", (at, run_end(line, at))
    elif (
        word.text in groups.exact["foreign-openers"]
        and (end := _foreign_end(line, at, groups)) > at + 1
        and line[end - 1].text not in groups.exact["event-heads"]
    ):
        yield "organisation.foreign", (at, end)
    elif len(word.text) > _SHORTEST_COMPOUND and word.lower.endswith(tuple(groups.exact["organisation-endings"])):
        yield from _compound(line, at)
    if word.acronym and _is_acronym(line, at, groups):
        station = len(word.text) == 4 and word.text[0] in "WK"  # call letters of North American stations
        speaks = at + 1 < len(line) and (line[at + 1].lower in SPEAKS or line[at + 1].lower in groups.speaking)
        yield ("organisation.letters" if station or speaks else "organisation.acronym"), (at, at + 1)


SPEAKS = WordList("verbs-behind-a-speaker")
_JOINTS = WordList("joints-of-foreign-names")


def is_state_body(line: Line, at: int, groups: WordGroups) -> bool:
    """Whether a word alone names a state's body by its capital inside a sentence: the Government, in Parliament."""
    word = line[at]
    if word.text not in groups.exact["state-bodies"] or word.headline or word.first:
        return False
    before = at > 0 and line[at - 1].cap and word.spaced and line[at - 1].pos != "DET"
    before = before or (
        at > 1 and line[at - 1].text == "of" and groups.has("roles", line[at - 2].lower.removesuffix("s"))
    )
    behind = at + 1 < len(line) and line[at + 1].spaced and (line[at + 1].cap or line[at + 1].text in ("of", "for"))
    return not (before or behind)


def _foreign_end(line: Line, at: int, groups: WordGroups) -> int:
    """The end of a Spanish, French, Portuguese or Italian name: Defensoría del Pueblo, Ligue des Droits."""
    end = at + 1
    while end < len(line):
        at = end
        while at < len(line) and at - end < 2 and line[at].text in _JOINTS:
            at += 1
        if at >= len(line) or not line[at].cap or not line[at].spaced or line[at].text in ("No", "No."):
            break
        if line[at].text != "General" and groups.has("roles", line[at].text):
            break
        end = at + 1
    return end


def by_neighbour(line: Line, at: int, groups: WordGroups) -> Iterator[tuple[str, Range]]:
    """The names before and behind a noun of bodies: [Kazmunaigas] workers, the NGO [Bir Duino]."""
    word = line[at]
    if (
        not word.cap
        and word.lower in groups.folded["organisation-followers"]
        and at
        and line[at - 1].cap
        and word.spaced
    ):
        yield from _followed(line, at, groups)
    if word.lower in groups.folded["organisation-cues"] and not word.headline and (not word.cap or word.acronym):
        yield from _cued(line, at)


_TAILS = ("organisation-tails", "organisation-kinds", "tail-openers", "armed-forces")


def _with_tail(line: Line, at: int, groups: WordGroups) -> Iterator[tuple[str, Range]]:
    """Almaty police department, Syunik regional trial court."""
    if at > 0 and line[at - 1].cap and line[at - 1].spaced and not line[at - 1].first:
        return
    stop = run_end(line, at)
    if stop == len(line) or not any(line[stop].lower in groups.first[group] for group in _TAILS):
        return
    as_one = stop < len(line) and line[at].label == line[stop].label == "ORG"  # the Democratic party
    forces = _forces_end(line, stop, groups)
    if forces > stop and line[at].label == "NORP" and stop == at + 1:
        yield "organisation.tail", (at, forces)
        return
    if not as_one and (line[at].label == "NORP" or line[at].pos == "ADJ"):
        return
    if groups.has("not-names", line[at].text) and not as_one:
        return
    words = [w.lower for w in line[stop : stop + 5]]
    for length in range(len(words), 0, -1):
        tail = re.sub(r" ['’]s\b", "'s", " ".join(words[:length]))
        plain = tail.split(" ", 1)[-1] if words[0] in groups.exact["tail-openers"] else tail
        if {tail, plain} & groups.exact["organisation-tails"] and not no_part(line, at, groups):
            yield "organisation.tail", (at, stop + length)
            return
        some = at > 0 and line[at - 1].lower in ("a", "an")  # a Swahili newspaper
        if plain in groups.exact["organisation-kinds"] and not some and not no_part(line, at, groups):
            yield "organisation.tail", (at, stop)
            return


def _forces_end(line: Line, at: int, groups: WordGroups) -> int:
    """The end of "army", "air force" and the like, which name a body behind a country's adjective; else `at`."""
    for length in (2, 1):
        words = line[at : at + length]
        if " ".join(w.lower for w in words) in groups.exact["armed-forces"]:
            return at + len(words)  # fewer where the text ends
    return at


def _part_of_company(line: Line, at: int, groups: WordGroups) -> bool:
    return line[at].cap and (line[at].text in groups.exact["company-forms"] or not no_part(line, at, groups))


# Forms of companies that are letters of persons, too, behind a comma.
_LETTERS_ALONE = frozenset({"AB", "AG", "SA", "SE", "NV", "BV", "IE", "NL", "KK", "Co", "NGO"})


def _company(line: Line, at: int, groups: WordGroups) -> Iterator[tuple[str, Range]]:
    """X Ltd; LLC «X»; «X» LLP."""
    comma = at > 1 and line[at - 1].text == "," and line[at - 2].cap
    if (comma and line[at].text in _LETTERS_ALONE) or (line[at].text == "NGO" and line[at - 1].label == "NORP"):
        return  # GH, AB and CD; Swiss NGO
    first = at - comma  # Harbour Lights, Inc.
    while first > 0:
        if line[first - 1].text == "&" and first > 1 and line[first - 2].cap:
            first -= 2
        elif _part_of_company(line, first - 1, groups) and line[first].spaced | (first < at):
            first -= 1
        elif line[first - 1].text in _JOINTS and first > 1 and line[first - 2].label == line[first].label == "ORG":
            first -= 2  # Telefonica de Argentina SA
        else:
            break
    if first < at and line[first].cap:
        yield "organisation.company", (first, at + 1)
    opening = next((i for i in range(at - 1, max(-1, at - 8), -1) if line[i].text in '«“"'), None)
    if at > 1 and line[at - 1].text in '»”"' and opening is not None:
        yield "organisation.company", (opening, at + 1)
    if at + 2 < len(line) and line[at + 1].text in '«“"':
        end = at + 2
        while end < len(line) and end < at + 8 and line[end].text not in '»”"':
            end += 1
        yield "organisation.company", (at, end)


_SHORTEST_COMPOUND = 7  # letters: Sberbank has eight, Gasoil no more than six


def _compound(line: Line, at: int) -> Iterator[tuple[str, Range]]:
    """Kazakhtelecom, Sberbank: one word that stands alone."""
    alone = not (at and line[at - 1].cap and line[at].spaced) and run_end(line, at) == at + 1
    if alone and not line[at].headline and line[at].pos == "PROPN":
        yield "organisation.compound", (at, at + 1)


def _is_acronym(line: Line, at: int, groups: WordGroups) -> bool:
    """Whether letters stand like a body's: alone, 2 to 6 of them, not a numeral, a title or a known other thing."""
    word = line[at]
    if not 2 <= len(word.text) <= 7 or groups.has("not-names", word.text) or groups.has("titles", word.text):
        return False
    if groups.has("never-first", word.text) or groups.has("roles", word.text):
        return False  # WHAT: a press conference
    if set(word.text) <= set("IVXLC") or any(c.isdigit() for c in word.text) or "/" in word.text:
        return False
    if word.text[-1] == "s" or _in_citation(line, at):
        return False  # IDPs; [2022] STC 1586
    if len(line) > 1 and all(w.text.isupper() for w in line if w.text[0].isalpha() and w.pos != "X") and at:
        return False  # POINT OF ORDER
    neighbours = [line[i] for i in (at - 1, at + 1) if 0 <= i < len(line) and line[max(i, at)].spaced]
    return not any(n.cap and n.acronym for n in neighbours)


def _in_citation(line: Line, at: int) -> bool:
    """Whether letters are of a citation: a number before and behind, or the rest of a symbol behind."""
    behind = line[at + 1].text if at + 1 < len(line) else ""
    if "/" in behind and behind[0].isdigit():
        return True  # AMR 36/001/2006
    before = line[at - 1].text if at else ""
    return behind[:1].isdigit() and (before in ("]", ")") or before.isdigit())


def _followed(line: Line, at: int, groups: WordGroups) -> Iterator[tuple[str, Range]]:
    """Kazmunaigas workers: one word that is no given name and no role."""
    word = line[at - 1]
    alone = at < 2 or not line[at - 2].cap or not word.spaced
    if (
        alone
        and not word.headline
        and word.pos == "PROPN"
        and word.text not in groups.given
        and not groups.has("roles", word.text)
    ):
        yield "organisation.follower", (at - 1, at)


def partly_capital(line: Line, at: int, groups: WordGroups) -> Iterator[tuple[str, Range]]:
    """Agency for civil service and anti-corruption: a capitalised head with its subject in lower case."""
    follows = at + 2 < len(line) and line[at + 1].text in ("of", "for", "on") and not line[at + 2].cap
    if line[at].first or not follows or line[at].text not in groups.exact["organisation-heads-first"]:
        return
    end = at + 2
    while end < len(line) and (
        line[end].pos in ("NOUN", "ADJ")
        or "-" in line[end].text
        or (line[end].text == "and" and line[end - 1].pos == "NOUN")
    ):
        end += 1
    if line[end - 1].text == "and":
        end -= 1
    if end > at + 2 and (line[end - 1].pos == "NOUN" or "-" in line[end - 1].text):
        yield "organisation.partly", (left_of_head(line, at, groups), end)


def _cued(line: Line, at: int) -> Iterator[tuple[str, Range]]:
    """The NGO Bir Duino; NGOs, including X, Y and Z."""
    plural = line[at].lower.endswith("s")
    first = at + 1
    while plural and first < len(line) and line[first].lower in (",", "including", "such", "as", "like", "the"):
        first += 1
    while first < len(line) and line[first].cap and not line[first].headline and line[first].pos not in NO_PART_POS:
        end = run_end(line, first)
        if end - first <= 4 and (line[first].spaced or line[first - 1].text in '“"«'):
            yield "organisation.cue", (first, end)
        if not plural or end + 1 >= len(line) or line[end].text not in (",", "and"):
            return
        first = end + 1 + (line[end + 1].text == "and")
