"""How large a query may be: beyond it nobody wrote it by hand, and the answer would take for ever.

Each limit is far above the longest of the 50 queries of benchmarks/search.py (12 words) and what a person types.
"""

from __future__ import annotations

from collections.abc import Sequence

from justicekb.errors import Diagnostic
from justicekb.query.search.tokens import Token
from justicekb.store.words import forms

QUERY_LENGTH = 10_000  # characters
PARTS = 200  # words, phrases, fields and types
WILDCARDS = 20  # words with * or ?, or with ~
NEARS = 20
PHRASE_WORDS = 200
DISTANCE = 1_000  # words between the sides of NEAR or the words of a phrase; a passage has some 300


def too_long(query: str) -> Diagnostic | None:
    """What is wrong with the length of a query, if anything."""
    if len(query) <= QUERY_LENGTH:
        return None
    message = f"a query has at most {QUERY_LENGTH:,} characters, this one has {len(query):,}"
    return Diagnostic(message=message, start=QUERY_LENGTH, end=len(query))


def too_many(tokens: Sequence[Token]) -> Diagnostic | None:
    """What there is too much of in a query, with the place of the first that is too many."""
    wanted = [token for token in tokens if token.kind in ("word", "phrase", "type", "range")]
    words = [token for token in wanted if token.kind == "word"]
    spread = [token for token in words if any(sign in token.text for sign in "*?~")]
    near = [token for token in tokens if token.kind == "near"]
    far = [token for token in tokens if token.number > DISTANCE]
    long = [token for token in wanted if token.kind == "phrase" and len(forms(token.text)) > PHRASE_WORDS]
    return (
        _beyond(wanted, PARTS, f"a query has at most {PARTS} words and phrases")
        or _beyond(spread, WILDCARDS, f"a query has at most {WILDCARDS} words with *, ? or ~")
        or _beyond(near, NEARS, f"a query has at most {NEARS} NEAR")
        or _beyond(far, 0, f"words can be at most {DISTANCE:,} words apart")
        or _beyond(long, 0, f"a phrase has at most {PHRASE_WORDS} words")
    )


def _beyond(found: Sequence[Token], most: int, message: str) -> Diagnostic | None:
    if len(found) <= most:
        return None
    span = found[most].span
    return Diagnostic(message=message, start=span.start, end=span.end)
