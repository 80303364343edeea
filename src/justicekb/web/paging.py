"""Pages of a long list: which numbers to offer, and what is on one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pages:
    """Page `number` of a list of `total` things, `size` a page."""

    number: int
    total: int
    size: int

    @property
    def last(self) -> int:
        """The number of the last page, at least 1."""
        return max(1, -(-self.total // self.size))

    @property
    def first_shown(self) -> int:
        """The number of the first thing on the page, counted from 1."""
        return min((self.number - 1) * self.size + 1, self.total)

    @property
    def last_shown(self) -> int:
        """The number of the last thing on the page."""
        return min(self.number * self.size, self.total)

    @property
    def offered(self) -> list[int | None]:
        """The first, the last and those around this one; None stands for those left out."""
        near = sorted({1, self.last, *(n for n in range(self.number - 2, self.number + 3) if 1 <= n <= self.last)})
        offered: list[int | None] = []
        for at, number in enumerate(near):
            if at and number - near[at - 1] > 1:
                offered.append(None)
            offered.append(number)
        return offered
