"""Prints structured references in one regular form, so that whatever reads references reads these, too."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """The parts of a reference as its file gives them; authors as (family, given), a body's name as (name, "")."""

    authors: tuple[tuple[str, str], ...] = ()
    year: str | None = None
    title: str | None = None
    container: str | None = None
    editors: tuple[tuple[str, str], ...] = ()
    others: bool = False  # more authors than are named
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    edition: str | None = None
    place: str | None = None
    publisher: str | None = None
    doi: str | None = None
    url: str | None = None
    label: str | None = None

    def __str__(self) -> str:
        """Authors (year). Title. Container, volume(issue), pages. Publisher. Address."""
        numbers = f"{self.volume or ''}{f'({self.issue})' if self.issue else ''}"
        inside = ", ".join(part for part in (self.container, numbers, self.pages) if part)
        if self.container and self.editors:
            inside = f"In {_names(self.editors)} (Eds.), {inside}"
        house = ": ".join(part for part in (self.place, self.publisher) if part and part != self.container)
        address = f"https://doi.org/{self.doi}" if self.doi else self.url
        title = f"{self.title} ({self.edition} ed.)" if self.title and self.edition else self.title
        names = _names(self.authors) + (" et al." if self.others and self.authors else "")
        head = " ".join(part for part in (names, f"({self.year})." if self.year else "") if part)
        sentences = [head, *(_stopped(part) for part in (title, inside, house) if part), address or ""]
        text = " ".join(part for part in sentences if part)
        return f"[{self.label}] {text}" if self.label and text else text


def _stopped(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else text + "."


def _names(people: tuple[tuple[str, str], ...]) -> str:
    names = [f"{family}, {_initials(given)}" if given else family for family, given in people]
    if len(names) > 1:
        names[-1] = "& " + names[-1]
    text = ", ".join(names)
    return text if not text or text.endswith(".") or people[-1][1] else text + "."


def _initials(given: str) -> str:
    """The given names as initials; what is already initials stays as it is."""
    if "." in given:
        return given
    parts = given.split()
    if all(part.isupper() and len(part) <= 3 for part in parts):
        return " ".join(f"{letter}." for part in parts for letter in part)
    return " ".join(
        "-".join(f"{piece[0]}." for piece in part.split("-") if piece) if part[:1].isupper() else part for part in parts
    )
