"""What is known of a file before it is read: where it lies, what it is, and what a person said about it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from justicekb.edtf import Edtf
from justicekb.ingest.limits import Limits
from justicekb.model import Author, Document, DocumentKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Metadata from outside the file (a `manifest.csv`, an option); what is set here wins over the file."""

    title: str | None = None
    authors: tuple[Author, ...] = ()
    publisher: str | None = None
    published: Edtf | None = None
    period: Edtf | None = None
    retrieved: Edtf | None = None
    language: str | None = None
    url: str | None = None
    doi: str | None = None
    kind: DocumentKind | None = None

    def over(self, document: Document) -> Document:
        """The document with every given value in place of its own."""
        names = self.__slots__
        return replace(document, **{name: value for name in names if (value := getattr(self, name))})


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceInfo:
    """What a reader is told: path as given, media type, SHA-256 of the bytes (hex), outside metadata, limits.

    A reader may use `given` where it helps (a known language, a known address); it need not copy the values,
    `ingest.read` lays them over what the reader returns.
    """

    path: str
    media_type: str
    sha256: str
    given: Given = field(default_factory=Given)
    limits: Limits = field(default_factory=Limits)
