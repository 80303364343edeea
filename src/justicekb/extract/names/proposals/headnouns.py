"""Names of bodies built around a head noun: "Ministry of …", "… Court", "Prosecutor General's Office"."""

from __future__ import annotations

from justicekb.extract.names.candidates import WordGroups
from justicekb.extract.names.words import Line

Range = tuple[int, int]

# What may join the name behind a head noun to it, and what may join further parts of that name.
_BEHIND_HEAD = frozenset({"of", "for", "on", "against", "under", "to", "in"})
_FURTHER = frozenset({"of", "for", "on", "under", "and", "&", ","})
_MOST_WORDS = 20


def is_head(text: str, groups: WordGroups) -> bool:
    return (
        groups.has("organisation-heads", text)
        or text in groups.exact["organisation-heads-first"]
        or ("-" in text and text.split("-")[-1][:1].isupper() and groups.has("organisation-heads", text.split("-")[0]))
    )


def around_head(line: Line, at: int, groups: WordGroups) -> Range | None:
    first = left_of_head(line, at, groups)
    end = _right_of_head(line, at, groups)
    if end == at + 1 and is_quoted_name(line, end):
        return first, end + next(i for i, w in enumerate(line[end:]) if i and w.text in _CLOSING) + 1
    if end == at + 1 and not _is_last_head(line[at].text, groups):
        return None
    if end == at + 1 and line[at].text == "Bank" and groups.has("directions", line[at - 1].text):
        return None  # Occupied West Bank
    if end == at + 1 and _of_occasion(line, end, groups):
        return None
    if groups.has("not-names", " ".join(w.text for w in line[first:end])):
        return None
    if end - first < 2 or end - first > _MOST_WORDS or _is_facility(line, first, at, groups):
        return None
    new = line[first].text == "New" and line[first].label != line[first + 1].label
    if new and end - first > 2 and not groups.has("new-places", line[first + 1].text):
        first += 1
    if line[first].text in ("Upper", "Lower") and end == at + 1:
        return first, end  # the Upper Tribunal
    if end == at + 1 and all(groups.has("directions", w.text) or w.acronym for w in line[first:at]):
        return None if not line[first].acronym else (first, end)
    return first, end


_CLOSING = frozenset({"”", '"', "»"})
_LONGEST_QUOTED = 5  # words


def is_quoted_name(line: Line, at: int) -> bool:
    """Whether a name in quotation marks begins here: Charitable Association [“Hope”]."""
    if at >= len(line) or line[at].text not in ("“", '"', "«") or not line[at].spaced:
        return False
    closing = next((i for i in range(at + 1, min(at + _LONGEST_QUOTED, len(line))) if line[i].text in _CLOSING), at)
    return closing > at + 1 and all(w.cap for w in line[at + 1 : closing])


def _of_occasion(line: Line, end: int, groups: WordGroups) -> bool:
    """Whether the capitals that follow end as the name of an occasion does: Armed Forces Bowl, Club World Cup."""
    stop = end
    while stop < len(line) and line[stop].cap and line[stop].spaced:
        stop += 1
    return stop > end and line[stop - 1].text in groups.exact["event-heads"]


def _is_facility(line: Line, first: int, at: int, groups: WordGroups) -> bool:
    """Whether the words up to the head name a place of detention: "Detention Center"."""
    if line[at - 2].text == "Community":  # a court with services rather than a building
        return False
    return any(" ".join(w.lower for w in line[i : at + 1]) in groups.folded["facility-heads"] for i in range(first, at))


def _is_last_head(text: str, groups: WordGroups) -> bool:
    return groups.has("organisation-heads", text.split("-")[0])


def left_of_head(line: Line, at: int, groups: WordGroups) -> int:
    first = at
    while first > 0 and line[first].spaced | (line[first].text in ("'s", "’s")):
        before = line[first - 1]
        if before.text in ("'s", "’s") and owns(line, first - 1, groups, at=at):
            first -= 2
        elif before.text in ("'", "’") and first > 1 and line[first - 2].cap and line[first - 2].lower.endswith("s"):
            first -= 2  # Workers' Party
        elif before.cap and not no_part(line, first - 1, groups) and not (before.headline and before.pos == "VERB"):
            if first > 2 and line[first - 2].text in _VERSUS:
                break
            first -= 1
        elif before.text[:-2].isdigit() and not before.text.isdigit():  # 80th Precinct
            return first - 1
        elif before.text in _INNER_JOINTS and first > 1 and _one_name(line, first - 1, groups):
            first -= 2  # Immigration and Naturalization Service, Right to Life Party
        else:
            break
    return first


_VERSUS = frozenset({"v", "v.", "vs", "vs.", "."})  # Roe v. Wade
_INNER_JOINTS = frozenset({"and", "&", "to", "for", "de", "del", "la"})


def _one_name(line: Line, joint: int, groups: WordGroups) -> bool:
    """Whether the model reads the words on both sides of a joint as one body, and the first is none by itself."""
    whole = all(w.label == "ORG" for w in line[joint - 1 : joint + 2])
    before = line[joint - 1]
    return whole and before.cap and not before.acronym and not is_head(before.text, groups)


def owns(line: Line, possessive: int, groups: WordGroups, *, at: int) -> bool:
    """Whether the word before a possessive ending is part of the name: "Women's Union", "Prosecutor General's Office".

    An office holder owns only the head noun right behind: not the unit in "the Mayor's Public Safety Unit".
    """
    if possessive == 0 or not line[possessive - 1].cap:
        return False
    owner = line[possessive - 1]
    office = groups.has("titles", owner.text) or groups.has("roles", owner.text)
    return groups.has("possessors", owner.text) or (office and possessive == at - 1)


NO_PART_POS = frozenset({"DET", "ADP", "PRON", "CCONJ", "SCONJ", "AUX", "ADV", "INTJ"})


def no_part(line: Line, at: int, groups: WordGroups) -> bool:
    word = line[at]
    return (
        word.pos in NO_PART_POS
        or (word.first and word.pos == "VERB")
        or groups.has("never-first", word.text)
        or (word.text in ("NGO", "NGOs"))
    )


def _right_of_head(line: Line, at: int, groups: WordGroups) -> int:
    end = at + 1
    joints = _BEHIND_HEAD if line[at].text in groups.exact["organisation-heads-first"] else frozenset()
    while end < len(line):
        purpose = end > at + 1 and line[end - 1].text.endswith("ing") and line[end].text == "the"
        if purpose and end + 1 < len(line) and line[end + 1].cap:
            end = run_end(line, end + 1)  # Committee for Protecting the Rights of Prisoners
            joints = _FURTHER
            continue
        following = _joined(line, end, joints, groups)
        if following is None or end - at > _MOST_WORDS:
            break
        end = following
        joints = _FURTHER | _BEHIND_HEAD if line[end - 1].text in groups.exact["organisation-heads-first"] else _FURTHER
    return end + (end > at + 1 and end < len(line) and line[end].text == "office")


def _joined(line: Line, end: int, joints: frozenset[str], groups: WordGroups) -> int | None:
    """The end of what a joint at `end` adds: "of the Interior", ", Science", "and Information"."""
    joint = line[end].text
    if joint == "Against":  # Danish Institute Against Torture
        joint = joint.lower()
    if joint not in joints:
        return None
    at = end + 1
    closing = joint == "," and at < len(line) and line[at].text in ("and", "&")
    if closing or (at < len(line) and line[at].text == "the" and joint not in (",", "and", "&")):
        at += 1
    if at >= len(line) or not line[at].cap or not line[at].spaced or line[at].label in ("DATE", "TIME"):
        return None
    if line[at].pos == "DET" or (joint == "on" and groups.has("not-names", line[at].text)):
        return None
    sent = line[end - 1].text == "Mission" and line[at].label in ("GPE", "ORG")  # the Mission to Moldova
    if joint == "to" and not sent and not groups.has("purposes", line[at].text):
        return None
    if joint == "in" and not (_presence(line, end) and line[at].label in ("GPE", "ORG")):
        return None
    if joint == "under" and line[at - 1].text != "the":
        return None
    stop = _without_post(line, at, _past_possessor(line, run_end(line, at), groups), groups)
    if joint == "," and not closing and not _closes_list(line, stop):
        return None
    coded = line[at].acronym or "/" in line[at].text  # the symbol of a document
    compound = stop == at + 1 and line[at].lower.endswith(tuple(groups.exact["organisation-endings"]))
    if joint in (",", "and", "&") and (coded or compound or _new_name(line, at, stop, groups)):
        return None
    return stop


def _past_possessor(line: Line, stop: int, groups: WordGroups) -> int:
    """The end of the name when a possessor stands before `stop`: Centre for Prisoners' [Rights]."""
    owned = stop + 1 < len(line) and line[stop].text in ("'", "’", "'s", "’s") and line[stop + 1].cap
    plural = owned and (len(line[stop].text) > 1 or line[stop - 1].lower.endswith("s"))
    return run_end(line, stop + 1) if plural and groups.has("possessors", line[stop - 1].text) else stop


def _without_post(line: Line, at: int, stop: int, groups: WordGroups) -> int:
    """The end before a role that follows a place: the Party of Kyrgyzstan [Member of Parliament]."""
    for i in range(at + 1, stop):
        behind_place = line[i - 1].label == "GPE" and groups.has("roles", line[i].text)
        if behind_place or line[i].text == "Member" or groups.has("organisation-followers", line[i].text):
            return i
    return stop


_PRESENCES = frozenset({"Mission", "Office", "Centre", "Center", "Presence", "Delegation"})


def _presence(line: Line, end: int) -> bool:
    """Whether the words before `end` are an international body's office, which is named with its seat."""
    return line[end - 1].text in _PRESENCES and any(w.acronym for w in line[max(0, end - 3) : end - 1])


def run_end(line: Line, at: int) -> int:
    end = at + 1
    while end < len(line) and line[end].cap and line[end].spaced and not line[end].first:
        if line[end].label == "PERSON" and line[at].label != "PERSON":
            return end - 1 if end - 1 > at and line[end - 1].label != line[at].label else end
        end += 1
    return end


def _closes_list(line: Line, stop: int) -> bool:
    """Whether ", X" is followed by "and Y", as in "Ministry of Education, Science and Culture"."""
    at = stop + (stop + 1 < len(line) and line[stop].text == "," and line[stop + 1].text in ("and", "&"))
    return at + 1 < len(line) and line[at].text in ("and", "&", ",") and line[at + 1].cap


def _new_name(line: Line, at: int, stop: int, groups: WordGroups) -> bool:
    """Whether the words behind "and" begin a name of their own: it ends with a head noun, or is a person's."""
    first, behind = line[at].text, line[stop].text if stop < len(line) else ""
    if first in groups.exact["organisation-heads-first"] and behind in ("of", "for", "on"):
        return True  # Ministry of Education, and Ministry of Foreign Affairs
    if any(c.isupper() for c in first[1:]) and not first.isupper():
        return True  # Promo-LEX
    if stop - at > 1 and groups.has("organisation-heads", line[stop - 1].text):
        return line[stop - 1].text not in ("Services", "Affairs") or line[at - 1].label != "ORG"
    return line[at].label in ("PERSON", "GPE") or (
        stop - at > 1 and line[at].label == "ORG" and line[at - 1].label == ""
    )
