"""The exception tree, named by what the caller must do, and diagnostics as data.

JusticeKBError
├── SourceError        this file cannot be read: report it and go on
├── VocabularyError    our own data is wrong: stop
├── StoreError         the knowledge base cannot be used: the operator must act
├── TimeLimitError     the answer took longer than its limit: ask for less
├── QueryError         the question or query cannot be understood: the user must act
│   └── NotFoundError  it is understood, and nothing in the knowledge base has that name or these words
└── ValueFormatError   a value (a date, a span) is malformed: the caller must act
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Cause(StrEnum):
    """Who can mend what a diagnostic speaks of."""

    USER = "user"
    OPERATOR = "operator"
    UNSUPPORTED = "unsupported"
    INTERNAL = "internal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One finding about an input: what, where (code points, half-open) and who can mend it."""

    message: str
    cause: Cause = Cause.USER
    start: int | None = None
    end: int | None = None


class JusticeKBError(Exception):
    """The root of every error that justicekb raises on purpose."""


class SourceError(JusticeKBError):
    """A file that cannot become a document; carries its path and the reason in plain words."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class VocabularyError(JusticeKBError):
    """A vocabulary file that breaks its own rules."""


class StoreError(JusticeKBError):
    """A knowledge base that is missing, unreadable, unwritable or of another version."""


class TimeLimitError(JusticeKBError):
    """An answer that took longer than the limit it was given."""


class QueryError(JusticeKBError):
    """A query that cannot be answered as asked; carries the diagnostic with its place in the query."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


class NotFoundError(QueryError):
    """Nothing in the knowledge base has the name, id or words that were asked for."""


class ValueFormatError(JusticeKBError, ValueError):
    """A value that does not follow its format."""
