"""Which passages a query finds and how they rank, for whole runs of passages at once.

Whoosh moves through its lists passage by passage, through a tree of Python objects. Here each word's passages are read
as one run; all and any, not and filters are intersections and unions of sets, and only what matches is scored, word
after word, by BM25F.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from whoosh.codec.whoosh3 import LENGTHS_COLUMN
from whoosh.util.numeric import byte_to_length

from justicekb.store.base import PassageReader, ShownPassage
from justicekb.store.fulltext.folder import Key, passage_of
from justicekb.store.fulltext.matching import FURNITURE
from justicekb.store.fulltext.values import SEARCHED
from justicekb.store.whoosh.postings import Postings

# BM25's saturation (K1) and length (B) parameters: by the sweep of benchmarks/search.py (50 queries, 48 settings, words
# required): nDCG@10 0.873 against 0.867 with 1, 1, 1.2, 0.75 (BOOSTS of title, heading, K1 and B).
K1, B = 1.8, 0.3

Numbers = frozenset[int] | set[int]


class Passages:
    """The passages of an open index by number: words and values, lengths, keys."""

    def __init__(self, reader: Any, shown: PassageReader) -> None:  # noqa: ANN401  # Whoosh has no types
        self.reader = reader
        self.shown = shown
        self._leaves = list(reader.leaf_readers()) if reader.doc_count_all() else []  # an empty one has no files
        self._gone = {offset + number for leaf, offset in self._leaves for number in leaf._perdoc.deleted_docs()}
        self._lengths: dict[str, bytes] = {}
        self._means: dict[str, float] = {}

    @property
    def all(self) -> set[int]:
        """Every passage."""
        return set(range(self.reader.doc_count_all())) - self._gone

    def having(self, field: str, word: str) -> set[int]:
        """The passages with a word or value in a field."""
        found: set[int] = set()
        for offset, postings in self._postings(field, word):
            ids = postings.run.ids
            found.update([offset + number for number in ids] if offset else ids)
        return found - self._gone if self._gone else found

    def times(self, field: str, word: str) -> Iterator[tuple[int, int]]:
        """Each passage with the word, and how often it has it; taken out ones may be among them."""
        for offset, postings in self._postings(field, word):
            ids, times = postings.run
            yield from zip([offset + number for number in ids] if offset else ids, times, strict=True)

    def places(self, field: str, word: str, wanted: Numbers) -> dict[int, list[int]]:
        """Where in each of the wanted passages the word stands."""
        found: dict[int, list[int]] = {}
        for offset, postings in self._postings(field, word):
            here = postings.places({number - offset for number in wanted} if offset else wanted)
            found |= {offset + number: places for number, places in here.items()}
        return found

    def _postings(self, field: str, word: str) -> Iterator[tuple[int, Postings]]:
        for leaf, offset in self._leaves:
            if (field, word.encode()) in leaf:  # past its `postings`, which leaves out deleted ones one by one
                yield offset, leaf._terms.matcher(field, word.encode(), leaf.schema[field].format)

    def frequency(self, field: str, word: str) -> int:
        """How many passages have the word."""
        return int(self.reader.doc_frequency(field, word.encode()))

    @property
    def of_text(self) -> int:
        """How many passages are no furniture, so that a base without it ranks the others the same."""
        return int(self.reader.doc_count_all()) - self.frequency("block", FURNITURE)

    def lengths(self, field: str) -> bytes:
        """The length of a field in each passage, each as the byte that Whoosh keeps (`byte_to_length`)."""
        if field not in self._lengths:
            self._lengths[field] = b"".join(_lengths(leaf, field) for leaf, _ in self._leaves)
        return self._lengths[field]

    def mean_length(self, field: str) -> float:
        """How long the field is at the mean, in the passages of the text."""
        if field not in self._means:
            passages = self.of_text if field in SEARCHED else int(self.reader.doc_count_all())
            self._means[field] = (self.reader.field_length(field) or 1) / max(passages, 1)
        return self._means[field]

    def key(self, number: int) -> Key:
        """The document and the position of a passage."""
        at = max(index for index, (_, offset) in enumerate(self._leaves) if offset <= number)
        leaf, offset = self._leaves[at]
        document, position = (leaf.column_reader(name)[number - offset] for name in ("document_key", "position"))
        return int(document), int(position)

    def passage(self, number: int) -> ShownPassage | None:
        """The passage itself, None when the records no longer have it."""
        return passage_of(self.key(number), self.shown)


def _lengths(leaf: Any, field: str) -> bytes:  # noqa: ANN401  # Whoosh has no types
    count = leaf.doc_count_all()
    name = f"_{field}_len"
    if not leaf._perdoc.has_column(name):
        return bytes(count)
    found = bytes(leaf._perdoc.column_reader(name, LENGTHS_COLUMN))
    return found.ljust(count, b"\0")


class Evaluation:
    """One search: what each part of the query finds is looked for once."""

    def __init__(self, passages: Passages) -> None:
        self.passages = passages
        self._found: dict[int, Numbers] = {}

    def numbers(self, asked: Asked) -> Numbers:
        """The passages that a query finds."""
        if id(asked) not in self._found:
            self._found[id(asked)] = asked.numbers(self)
        return self._found[id(asked)]

    def scores(self, asked: Asked) -> dict[int, float]:
        """The passages that a query finds, with their scores."""
        scores = dict.fromkeys(self.numbers(asked), 0.0)
        asked.score(self, scores)
        return scores

    def intersection(self, parts: Iterable[Asked]) -> Numbers:
        """The passages that all of the queries find."""
        parts = sorted(parts, key=lambda part: isinstance(part, Without | Every))  # no need to make the set of all
        found: Numbers | None = None
        for part in parts:
            if found is None:
                found = self.numbers(part)
            elif isinstance(part, Without):
                found = found - self.numbers(part.inner)
            elif not isinstance(part, Every):
                found = found & self.numbers(part)
            if not found:
                break
        return found or frozenset()


class Asked(ABC):
    """A query: which passages it finds, and what it adds to their scores. It is compared by identity."""

    @abstractmethod
    def numbers(self, search: Evaluation) -> Numbers:
        """The passages that it finds."""

    @abstractmethod
    def score(self, search: Evaluation, scores: dict[int, float]) -> None:
        """Adds to the scores of passages that are already known to match; a filter adds nothing."""


@dataclass(frozen=True, slots=True, eq=False)
class Word(Asked):
    """A word in a field; `rarity` is told by all forms of the word together, times what the field counts."""

    field: str
    form: str
    rarity: float

    def numbers(self, search: Evaluation) -> Numbers:
        """See `Asked.numbers`."""
        return search.passages.having(self.field, self.form)

    def score(self, search: Evaluation, scores: dict[int, float]) -> None:
        """See `Asked.score`."""
        passages = search.passages
        lengths, table = passages.lengths(self.field), _Table(self.rarity, passages.mean_length(self.field))
        for number, times in passages.times(self.field, self.form):
            if number in scores:
                scores[number] += table[times][lengths[number]]


_LENGTH = [byte_to_length(byte) for byte in range(256)]


class _Table(dict[int, list[float]]):
    """BM25 of a word that stands so many times in a field of such a length, for the 256 lengths that are told apart."""

    def __init__(self, rarity: float, mean: float) -> None:
        super().__init__()
        self._rarity = rarity
        self._saturation = [K1 * (1 - B + B * length / mean) for length in _LENGTH]

    def __missing__(self, times: int) -> list[float]:
        top = self._rarity * times * (K1 + 1)
        self[times] = made = [top / (times + saturation) for saturation in self._saturation]
        return made


@dataclass(frozen=True, slots=True, eq=False)
class InOrder(Asked):
    """Words that follow one another in a field."""

    words: tuple[Word, ...]

    def numbers(self, search: Evaluation) -> Numbers:
        """See `Asked.numbers`."""
        together = search.intersection(self.words)
        starts: dict[int, set[int]] = {}
        for at, word in enumerate(self.words):
            here = search.passages.places(word.field, word.form, together)
            moved = {number: {place - at for place in places} for number, places in here.items()}
            starts = {n: found for n, places in moved.items() if (found := places & starts[n] if at else places)}
            together = set(starts)
        return together

    def score(self, search: Evaluation, scores: dict[int, float]) -> None:
        """See `Asked.score`."""
        _score_own(self, self.words, search, scores)


@dataclass(frozen=True, slots=True, eq=False)
class AllOf(Asked):
    """What all of the parts find."""

    parts: tuple[Asked, ...]

    def numbers(self, search: Evaluation) -> Numbers:
        """See `Asked.numbers`."""
        return search.intersection(self.parts)

    def score(self, search: Evaluation, scores: dict[int, float]) -> None:
        """See `Asked.score`."""
        _score_own(self, self.parts, search, scores)


def _score_own(asked: Asked, parts: Sequence[Asked], search: Evaluation, scores: dict[int, float]) -> None:
    """Adds what the parts say of the passages that a query finds itself, though others match by something else."""
    own = search.numbers(asked)
    mine = scores if len(own) == len(scores) else {number: scores[number] for number in own if number in scores}
    for part in parts:
        part.score(search, mine)
    if mine is not scores:
        scores.update(mine)


@dataclass(frozen=True, slots=True, eq=False)
class AnyOf(Asked):
    """What any of the parts finds."""

    parts: tuple[Asked, ...]

    def numbers(self, search: Evaluation) -> Numbers:
        """See `Asked.numbers`."""
        return set[int]().union(*map(search.numbers, self.parts))

    def score(self, search: Evaluation, scores: dict[int, float]) -> None:
        """See `Asked.score`."""
        for part in self.parts:
            part.score(search, scores)


@dataclass(frozen=True, slots=True, eq=False)
class Verified(Asked):
    """The passages of another query for which a test on the passage itself holds."""

    candidates: Asked
    fits: Callable[[ShownPassage], bool]

    def numbers(self, search: Evaluation) -> Numbers:
        """See `Asked.numbers`."""
        read = ((number, search.passages.passage(number)) for number in sorted(search.numbers(self.candidates)))
        return {number for number, passage in read if passage is not None and self.fits(passage)}

    def score(self, search: Evaluation, scores: dict[int, float]) -> None:
        """See `Asked.score`."""
        _score_own(self, (self.candidates,), search, scores)


class Filter(Asked):
    """What says nothing about the order."""

    def score(self, search: Evaluation, scores: dict[int, float]) -> None:
        """See `Asked.score`."""


@dataclass(frozen=True, slots=True, eq=False)
class Value(Filter):
    """Any of some values or words of a field."""

    field: str
    values: tuple[str, ...]

    def numbers(self, search: Evaluation) -> Numbers:
        """See `Asked.numbers`."""
        return set[int]().union(*(search.passages.having(self.field, value) for value in self.values))


class Every(Filter):
    """All passages."""

    def numbers(self, search: Evaluation) -> Numbers:
        """See `Asked.numbers`."""
        return search.passages.all


@dataclass(frozen=True, slots=True, eq=False)
class Without(Filter):
    """The passages that another query does not find."""

    inner: Asked

    def numbers(self, search: Evaluation) -> Numbers:
        """See `Asked.numbers`."""
        return search.passages.all - search.numbers(self.inner)


@dataclass(frozen=True, slots=True, eq=False)
class Unscored(Filter):
    """The passages that another query finds."""

    inner: Asked

    def numbers(self, search: Evaluation) -> Numbers:
        """See `Asked.numbers`."""
        return search.numbers(self.inner)
