"""What the head of a document yields, whichever genre read it: its parts by kind, and candidates of its metadata."""

from __future__ import annotations

from dataclasses import dataclass, field

from justicekb.edtf import Edtf
from justicekb.ingest.candidates import Candidate, Metadata
from justicekb.ingest.parts import Part
from justicekb.model import Author


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """A document after its head was read.

    `shown_title` is the title as its text shows it, `release` whether it says that it is a release, `places` where
    else it may say what period it covers; `stated` holds what is beyond doubt. With `whole`, all of its parts are
    text: nothing of it is furniture or boilerplate of a release.
    """

    parts: tuple[Part, ...]
    title: Candidate[str] | None = None
    shown_title: str | None = None
    dates: tuple[Candidate[Edtf], ...] = ()
    authors: tuple[Candidate[tuple[Author, ...]], ...] = ()
    publishers: tuple[Candidate[str], ...] = ()
    places: tuple[tuple[str, str], ...] = ()
    stated: Metadata = field(default_factory=Metadata)
    release: bool = False
    whole: bool = False
