"""Lists of English words that rules ask for by their id: `"order" in WordList("verbs-of-control")`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from functools import cache
from typing import TypeVar

from justicekb.errors import VocabularyError
from justicekb.vocabulary import load
from justicekb.vocabulary.entries import ListedWords

T = TypeVar("T")


class WordList(Set[str]):
    """One list of word-lists.toml, read when a word is first looked for.

    These lists describe English and belong to the rules that use them, so a user's vocabulary does not change them.
    Raises VocabularyError when there is no list with the id.
    """

    __slots__ = ("_id", "_words")

    def __init__(self, id_: str) -> None:
        self._id = id_
        self._words: frozenset[str] | None = None

    def __contains__(self, word: object) -> bool:
        return word in (self._words if self._words is not None else self._read())

    def __iter__(self) -> Iterator[str]:
        return iter(self._read())

    def __len__(self) -> int:
        return len(self._read())

    def _read(self) -> frozenset[str]:
        if self._words is None:
            lists = _lists()
            if self._id not in lists:
                raise VocabularyError(f"there is no list {self._id!r} in {ListedWords.FILE}")
            self._words = lists[self._id]
        return self._words

    @classmethod
    def _from_iterable(cls, it: Iterable[T]) -> frozenset[T]:  # what `|` and `&` yield
        return frozenset(it)


@cache
def _lists() -> dict[str, frozenset[str]]:
    return {entry.id: frozenset(entry.words) for entry in load().entries(ListedWords)}
