"""`Results`: what a query yields, as a sequence that also comes as plain dictionaries."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar, overload

from justicekb.display import Displayed, Rows

T = TypeVar("T", covariant=True)


class Results(Displayed, Sequence[T]):
    """Results in order; `to_dicts()` gives them as rows of plain values, ready for `pandas.DataFrame`.

    `notes` tell what was left out.
    """

    def __init__(self, items: Iterable[T], row: Callable[[T], dict[str, Any]], *, notes: Iterable[str] = ()) -> None:
        self._items = tuple(items)
        self._row = row
        self.notes = tuple(dict.fromkeys(notes))

    def to_dicts(self) -> Rows:
        """One dictionary a result, with the fields of the export contract; dates are EDTF strings."""
        return [self._row(item) for item in self._items]

    @overload
    def __getitem__(self, index: int) -> T: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[T]: ...

    def __getitem__(self, index: int | slice) -> T | Sequence[T]:
        return self._items[index]

    def __len__(self) -> int:
        return len(self._items)

    def __repr__(self) -> str:
        return f"Results({list(self._items)!r})"
