"""Names and words that a question misspells: the one name of the knowledge base that is spelt nearly so.

A letter left out, put in, changed or two exchanged; in long names two of them. Where several names are as near, none
is taken: a guess would answer about somebody else.
"""

from __future__ import annotations

from dataclasses import replace

from justicekb.model import Mention, normalise_name
from justicekb.query.language import Lexicon, atlas, stem, tokens
from justicekb.query.questions.analysis.names import joined
from justicekb.query.questions.frames import Name
from justicekb.querytree import RecordFilter
from justicekb.store.base import EntityCount, RecordReader
from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.entries import GivenNames

# The fewest letters of a name that is corrected, since of short ones too many are alike (Iran, Iraq); from LONG letters
# on two slips are allowed.
SHORTEST, LONG = 6, 10


def spelt(names: list[Name], records: RecordReader, vocabulary: Vocabulary) -> list[Name]:
    """Names with those that nothing is called by as the one known name that is spelt nearly so.

    A word typed in small letters is a name only if it is so spelt, else it stays a word.
    """
    read = [name if name.ids else respelt(name, records, vocabulary) or name for name in joined(names)]
    return [name for name in read if name.ids or any(c.isupper() or c.isdigit() for c in name.text)]


def respelt(name: Name, records: RecordReader, vocabulary: Vocabulary) -> Name | None:
    """The name as the knowledge base spells it, with its entities; None unless just one is near."""
    wanted = normalise_name(name.text)
    if len(wanted) < SHORTEST or any(c.isdigit() for c in wanted):
        return None
    alike = records.similar_entities(name.text)
    if last := _of_last_name(name, alike, vocabulary):
        return last
    near = [(slips, alias, count) for count in alike for slips, alias in _near(wanted, count)]
    if not near:
        return None
    least = min(slips for slips, _, _ in near)
    best = [(alias, count) for slips, alias, count in near if slips == least]
    if len({normalise_name(alias) for alias, _ in best}) > 1:
        return None
    ids = frozenset(count.entity.id for _, count in best)
    return replace(
        name,
        ids=ids,
        type=best[0][1].entity.type,
        country=bool(ids & atlas(vocabulary).countries),
        stems=tuple(stem(word) for word in normalise_name(best[0][0]).split()),
        written=best[0][0],
    )


def _is_given(words: str | None, vocabulary: Vocabulary) -> bool:
    """Whether what stood before a last name is a given name, and not an office."""
    return words is not None and any(words.split()[-1] in entry.names for entry in vocabulary.entries(GivenNames))


def _of_last_name(name: Name, alike: list[EntityCount], vocabulary: Vocabulary) -> Name | None:
    """A single name as that of the one person whom documents only name in full: "Vesk" is Jan Vesk."""
    own = normalise_name(name.text).split()
    persons = [(c, _bare_name(c.entity.name)) for c in alike if c.entity.type == "person"]
    persons = [
        (c, bare) for c, bare in persons if bare[-len(own) :] == own or (len(own) > 1 and _ends(bare) == _ends(own))
    ]
    if len({bare[0] for _, bare in persons}) != 1 or _is_given(name.untitled_from, vocabulary):
        return None
    count, bare = persons[0]
    ids = frozenset(c.entity.id for c, _ in persons)
    return replace(name, ids=ids, type="person", stems=tuple(map(stem, bare)), written=count.entity.name)


def _bare_name(name: str) -> list[str]:
    """The words of a person's name without initials and what follows the last name."""
    words = normalise_name(name).split()
    return [word for word in words if len(word) > 1 and word not in ("jr", "sr", "ii", "iii")] or words


def _ends(words: list[str]) -> tuple[str, str]:
    return words[0], words[-1]


def corrected(question: str, records: RecordReader, lexicon: Lexicon) -> str:
    """The question with words put right that no sentence has and that are one slip from a word of the vocabulary."""
    for word, span in reversed(list(tokens(question))):
        if len(word) < SHORTEST or not word.isalpha() or not word.islower() or lexicon.is_common(word):
            continue
        if word.endswith(("er", "ers", "or", "ors")):  # "keeper" is no slip of "keeped"
            continue
        near = _one_slip(word, lexicon)
        if near is not None and next(records.records(Mention, RecordFilter(text=word)), None) is None:
            question = f"{question[: span.start]}{near}{question[span.end :]}"
    return question


def _one_slip(word: str, lexicon: Lexicon) -> str | None:
    """The word of the vocabulary that is one slip away and begins alike; None when words of two stems are."""
    from rapidfuzz.distance import OSA  # as below

    words = [w for written in lexicon.written.values() for w in written if w[:1] == word[0] and w.isalpha()]
    forms = {f for w in words for f in (w, f"{w}s", f"{w}d" if w.endswith("e") else f"{w}ed")}
    near = sorted(f for f in forms if abs(len(f) - len(word)) <= 1 and OSA.distance(word, f, score_cutoff=1) == 1)
    return near[0] if len({stem(f) for f in near}) == 1 else None


def _near(wanted: str, count: EntityCount) -> list[tuple[int, str]]:
    """The nearest of an entity's names that begins alike, with how many slips it is away."""
    from rapidfuzz.distance import OSA  # only a question with an unknown name needs it

    allowed = 2 if len(wanted) >= LONG else 1
    names = [n for n in (count.entity.name, *count.entity.aliases) if normalise_name(n)[:1] == wanted[:1]]
    found = [(OSA.distance(wanted, normalise_name(n), score_cutoff=allowed), n) for n in names]
    return sorted(pair for pair in found if 0 < pair[0] <= allowed)[:1]
