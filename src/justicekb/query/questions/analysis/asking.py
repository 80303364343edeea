"""What a question asks for by its noun, and by which verb, also where no record could be found by them.

"Which former | owner", "brothers | acquitted by …"; "who | supports it", "when did the keeper | burn the report".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from justicekb.query.language import PARTICIPLE, Lexicon, stem, tokens
from justicekb.query.questions.analysis.clauses import Clause
from justicekb.spans import Span


def asking_noun(question: str, names: Sequence[Span], known: Lexicon) -> str | None:
    """The stem of the noun that is asked for: the last of "which former owner", or of the first words of keywords."""
    asked = re.match(r"(?:(?:[a-z]+ )?(?:which|what|whose)\b|(?:please )?(?:list|name)\b|)\s*", question, re.IGNORECASE)
    start = asked.end() if asked else 0
    bare = not asked or not asked[0].strip()
    found, leading = None, leading_verb(question, known)
    for word, place in tokens(question[start:]):
        small, at = word.casefold(), place.shift(start)
        closed = any(small in known.classes[use] for use in _ENDS)
        if small in known.classes["interrogative"] and found is None:
            return None
        if closed or PARTICIPLE.fullmatch(small) or small in known.pasts:
            if found is None and not bare and small in known.classes["determiner"]:
                continue
            break
        if any(name.overlaps(at) for name in names):
            if found is not None or not bare:
                break
            continue
        if found is not None and (stem(small) == leading or (stem(small) in known.events and not bare)):
            break
        found = stem(small)
    return found


# What ends the noun phrase that is asked for.
_ENDS = ("preposition", "auxiliary", "pronoun", "conjunction", "negation", "determiner")


def leading_verb(question: str, known: Lexicon) -> str | None:
    """The stem of the verb right behind "who" or behind "which unit"; None where something else stands there."""
    asked = re.match(_LED, question, re.IGNORECASE)
    if asked is None:
        return None
    word = asked[1].casefold()
    closed = any(word in known.classes[use] for use in (*_ENDS, "adverb"))
    plain = PARTICIPLE.fullmatch(word) or word in known.pasts or known.is_verb(word) or word.endswith("ing")
    return stem(word) if plain and not closed and stem(word) not in known.uses["light"] else None


_LED = (
    r"(?:please )?(?:(?:list|name) )?"
    r"(?:who(?: is| was| are| were)?(?= [a-z]+ing\b)|who|which [\w’'-]+|what [\w’'-]+) ([a-z]+)\b"
)


def main_verb(clause: Clause, words: Sequence[str], known: Lexicon) -> str | None:
    """The stem of the verb behind "did" and its subject, where it means anything of its own."""
    verb = clause.verb
    if verb is None or {"did", "do", "does"}.isdisjoint(clause.auxiliaries) or not verb.small.isalpha():
        return None
    return verb.stem if verb.stem in words and verb.stem not in known.uses["weak"] | known.uses["light"] else None


def past_form(question: str, known: Lexicon, plain: Sequence[str]) -> str | None:
    """The stem of the last word of a question that is a past form and tells anything."""
    words = [word.casefold() for word, _ in tokens(question)]
    past = [stem(w) for w in words if PARTICIPLE.fullmatch(w) or w in known.pasts or w in known.classes["participle"]]
    return next((w for w in reversed(past) if w in plain), None)
