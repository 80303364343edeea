"""How the passages of a word are kept in Whoosh's files: three runs of bytes a word, read as a whole.

Whoosh's own format cuts them into blocks of 128 pickled tuples, each read passage by passage in Python; an index takes
seven times its text so, and a frequent word a tenth of a second. Here are, compressed, the distances between the
passages' numbers, how often the word stands in each, and the distances between its places. The rest of Whoosh's files
(the sorted words, lengths, columns, segments) is as it brings it.
"""

from __future__ import annotations

import struct
import sys
import zlib
from array import array
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain, pairwise
from typing import Any, NamedTuple

from whoosh import formats
from whoosh.codec import whoosh3
from whoosh.matching import LeafMatcher

# The number of passages; the widths of distances, counts and places (bytes each); the bytes of the three runs.
_HEAD = struct.Struct("<IBBBIII")
_WIDTHS = {1: "B", 2: "H", 4: "I"}


class Run(NamedTuple):
    """The passages of a word in one segment, rising, and how often it stands in each."""

    ids: list[int]
    times: Sequence[int]


class Placed(formats.Positions):  # type: ignore[misc]  # Whoosh has no types
    """The places of a word in a text, as distances of four bytes each until they are written with those of others."""

    def encode(self, places: Sequence[int]) -> bytes:
        """See whoosh.formats.Positions.encode."""
        return array("I", _distances(places)).tobytes()

    def decode_positions(self, encoded: bytes) -> list[int]:
        """See whoosh.formats.Positions.decode_positions."""
        distances = array("I")
        distances.frombytes(encoded)
        return list(accumulate(distances))

    def decode_frequency(self, encoded: bytes) -> int:
        """See whoosh.formats.Positions.decode_frequency."""
        return len(encoded) // array("I").itemsize


def _distances(rising: Sequence[int]) -> Iterator[int]:
    return (after - before for before, after in pairwise(chain([0], rising)))


class Codec(whoosh3.W3Codec):  # type: ignore[misc]  # Whoosh has no types
    """Whoosh's files with postings of ours."""

    length_stats = False  # of each posting; the lengths of passages have columns of their own

    def postings_writer(self, dbfile: Any, byteids: bool = False) -> _Writer:  # noqa: ANN401  # Whoosh
        """See whoosh.codec.base.Codec.postings_writer."""
        return _Writer(dbfile)

    def postings_reader(self, dbfile: Any, terminfo: Any, format_: Any, **_: object) -> Postings:  # noqa: ANN401  # Whoosh
        """See whoosh.codec.whoosh3.W3Codec.postings_reader."""
        offset, _ = terminfo.extent()
        return Postings(dbfile, offset, format_)


class _Writer:
    """Writes the postings of one word after another; see whoosh.codec.whoosh3.W3PostingsWriter."""

    def __init__(self, file: Any) -> None:  # noqa: ANN401  # Whoosh
        self._file = file

    def start_postings(self, format_: Any, terminfo: Any) -> None:  # noqa: ANN401  # Whoosh
        self._terminfo = terminfo
        self._ids: list[int] = []
        self._times: list[int] = []
        self._places: list[bytes] = []

    def add_posting(self, number: int, weight: float, places: bytes, length: int | None = None) -> None:
        self._ids.append(number)
        self._times.append(int(weight))
        self._places.append(places)

    def finish_postings(self) -> Any:  # noqa: ANN401  # Whoosh
        info, start = self._terminfo, self._file.tell()
        places = array("I")
        places.frombytes(b"".join(self._places))
        widths, runs = zip(*map(_packed, (list(_distances(self._ids)), self._times, places)), strict=True)
        self._file.write(_HEAD.pack(len(self._ids), *widths, *map(len, runs)) + b"".join(runs))
        info._weight, info._df = float(sum(self._times)), len(self._ids)
        info._minid, info._maxid, info._maxweight = self._ids[0], self._ids[-1], float(max(self._times))
        info.set_extent(start, self._file.tell() - start)
        return info


def _packed(numbers: Sequence[int]) -> tuple[int, bytes]:
    """Numbers as bytes of one width, compressed where that makes them fewer; ones alone are nothing at all."""
    largest = max(numbers, default=0)
    if largest <= 1 and all(number == 1 for number in numbers):
        return 1, b""
    width = 1 if largest < 2**8 else 2 if largest < 2**16 else 4
    plain = array(_WIDTHS[width], numbers)
    if sys.byteorder == "big":
        plain.byteswap()
    squeezed = zlib.compress(plain.tobytes(), 6)
    if len(squeezed) < len(plain) * width:
        return width | _SQUEEZED, squeezed
    return width, plain.tobytes()


_SQUEEZED = 0x80


def _unpacked(width: int, packed: bytes, count: int) -> Sequence[int]:
    if not packed:
        return bytes([1]) * count
    plain = array(_WIDTHS[width & ~_SQUEEZED])
    plain.frombytes(zlib.decompress(packed) if width & _SQUEEZED else packed)
    if sys.byteorder == "big":
        plain.byteswap()
    return plain


class Postings(LeafMatcher):  # type: ignore[misc]  # Whoosh has no types
    """The postings of one word: `run` at once, or one after another as Whoosh reads them when it merges segments."""

    def __init__(self, file: Any, offset: int, format_: Any) -> None:  # noqa: ANN401  # Whoosh
        self.format = format_
        self.scorer = None
        head = file.get(offset, _HEAD.size)
        self._count, *rest = _HEAD.unpack(head)
        self._widths, sizes = rest[:3], rest[3:]
        starts = accumulate(sizes, initial=offset + _HEAD.size)
        self._runs = [file.get(start, size) if size else b"" for start, size in zip(starts, sizes, strict=False)]
        self._at = 0
        self._read: tuple[Run, list[Sequence[int]]] | None = None

    @property
    def run(self) -> Run:
        """All of them."""
        ids = list(accumulate(_unpacked(self._widths[0], self._runs[0], self._count)))
        return Run(ids, _unpacked(self._widths[1], self._runs[1], self._count))

    def places(self, wanted: frozenset[int] | set[int]) -> dict[int, list[int]]:
        """Where in each of the wanted passages the word stands."""
        ids, times = self.run
        distances = self._distances(times)
        ends = accumulate(times)
        return {
            number: list(accumulate(distances[end - count : end]))
            for number, count, end in zip(ids, times, ends, strict=True)
            if number in wanted
        }

    def _distances(self, times: Sequence[int]) -> Sequence[int]:
        return _unpacked(self._widths[2], self._runs[2], sum(times)) if self._has_places else ()

    @property
    def _has_places(self) -> bool:
        return isinstance(self.format, Placed)

    # ── one after another ────────────────────────────────────────────────────────────────────────────────

    def is_active(self) -> bool:
        """See whoosh.matching.Matcher."""
        return bool(self._at < self._count)

    def id(self) -> int:
        """See whoosh.matching.Matcher."""
        return self._whole()[0].ids[self._at]

    def weight(self) -> float:
        """See whoosh.matching.Matcher."""
        return float(self._whole()[0].times[self._at])

    def value(self) -> bytes:
        """See whoosh.matching.Matcher."""
        read = self._whole()[1]
        return array("I", read[self._at]).tobytes() if read else b""

    def next(self) -> None:
        """See whoosh.matching.Matcher."""
        self._at += 1

    def all_ids(self) -> Iterator[int]:
        """See whoosh.matching.Matcher."""
        return iter(self.run.ids)

    def _whole(self) -> tuple[Run, list[Sequence[int]]]:
        if self._read is None:
            run = self.run
            distances = self._distances(run.times)
            ends = list(accumulate(run.times, initial=0))
            self._read = run, [distances[a:b] for a, b in pairwise(ends)] if self._has_places else []
        return self._read
