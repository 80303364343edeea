"""How much one file may cost: `Limits`, handed down to whatever reads it.

Each limit stands against a file that would take the machine with it; a file that passes one is named with the
reason, and the rest goes on.
"""

from __future__ import annotations

from dataclasses import dataclass

# Bytes of a file, and letters of a text, that may take `Limits.seconds` each time they begin anew: a report of a
# million letters is read in some 40 s (25,000 letters a second, measured 2026-11 on two shared cores) and may take 120.
_BYTES = 5_000_000
_LETTERS = 250_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The limits of one file that a person names, all containers inside it together.

    `seconds` of processor time, for reading (for each 5 MB begun) and again for extraction (for each 250,000
    letters begun); `patience` seconds without a sign of life; `memory` of the process that reads, `size` of the file
    and `expansion` of what it unpacks to in bytes; `pages` of a PDF file, beyond which it is cut with a note;
    `depth` of containers within containers; `members` of a container.
    """

    seconds: float = 30.0
    patience: float = 30.0
    memory: int = 1_500_000_000
    size: int = 500_000_000
    pages: int = 3000
    depth: int = 4
    members: int = 20_000
    expansion: int = 4_000_000_000

    def to_read(self, size: int) -> float:
        """Seconds of processor time for reading a file of `size` bytes."""
        return self.seconds * (1 + size // _BYTES)

    def to_extract(self, letters: int) -> float:
        """Seconds of processor time for extracting from a text of so many letters."""
        return self.seconds * (1 + letters // _LETTERS)
