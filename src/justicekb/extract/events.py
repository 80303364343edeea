"""PLACEHOLDER until its owner writes it."""

from __future__ import annotations

from collections.abc import Iterator

from justicekb.extract.nlp import Found, Parsed
from justicekb.model import Record
from justicekb.vocabulary import Vocabulary


def find_facts(parsed: Parsed, vocabulary: Vocabulary, found: Found) -> Iterator[Record]:
    yield from ()
