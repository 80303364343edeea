"""Measures a search against the set of queries with expected passages: nDCG@10, with 2 and 1 points."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

SET = Path(__file__).with_name("search_set.toml")
DEPTH = 10


def queries() -> list[dict[str, Any]]:
    """The entries of the set."""
    entries: list[dict[str, Any]] = tomllib.loads(SET.read_text(encoding="utf-8"))["query"]
    return entries


def points(entry: dict[str, Any], text: str) -> int:
    """2 for a wanted passage, 1 for a useful one, else 0."""
    flat = " ".join(text.split())
    if any(words in flat for words in entry["wanted"]):
        return 2
    return int(any(words in flat for words in entry.get("useful", ())))


def ndcg(entry: dict[str, Any], found: Iterable[str], passages: Iterable[str]) -> float:
    """The gain of the first ten passages found, divided by the best there could be in the corpus."""
    best = _gain(sorted((points(entry, text) for text in passages), reverse=True))
    return _gain([points(entry, text) for text in found]) / best if best else 0.0


def _gain(values: list[int]) -> float:
    return sum((2**value - 1) / math.log2(rank + 2) for rank, value in enumerate(values[:DEPTH]))


def scores(search: Callable[[str], list[str]], passages: list[str], *, entities: bool) -> dict[str, float]:
    """nDCG@10 of each query; those that need entities only if there are some."""
    chosen = [entry for entry in queries() if entities or not entry.get("entities")]
    return {entry["query"]: ndcg(entry, search(entry["query"]), passages) for entry in chosen}
