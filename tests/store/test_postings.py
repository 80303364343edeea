"""The postings of the Whoosh engine: what is written is read again, at once and one after another."""

from __future__ import annotations

import random
from array import array

import pytest
from whoosh import formats
from whoosh.codec.whoosh3 import W3TermInfo

from justicekb.store.whoosh.postings import Codec, Placed


class File:
    """As much of Whoosh's files as postings need."""

    def __init__(self):
        self.bytes = b"before"

    def tell(self):
        return len(self.bytes)

    def write(self, more):
        self.bytes += more

    def get(self, offset, size):
        return self.bytes[offset : offset + size]


def written(postings, format_):
    """The postings of two words, of which the second is read."""
    file, codec = File(), Codec()
    writer = codec.postings_writer(file)
    for found in ([(7, 1, [3])], postings):
        info = W3TermInfo()
        writer.start_postings(format_, info)
        for number, times, places in found:
            writer.add_posting(number, float(times), format_.encode(places))
        writer.finish_postings()
    assert (info.doc_frequency(), info.weight()) == (len(postings), sum(times for _, times, _ in postings))
    return codec.postings_reader(file, info, format_, term=None, scorer=None)


CASES = {
    "one": [(0, 1, [0])],
    "each once": [(number, 1, [number % 7]) for number in range(300)],
    "far apart": [(3, 2, [1, 70_000]), (400, 1, [260]), (90_000, 3, [0, 1, 2])],
    "random": [
        (number, len(places), places)
        for number in sorted(random.Random(3).sample(range(10**6), 500))
        for places in [sorted(random.Random(number).sample(range(400), 1 + number % 5))]
    ],
}


@pytest.mark.parametrize("postings", CASES.values(), ids=CASES)
def test_what_is_written_is_read_at_once(postings):
    read = written(postings, Placed())
    assert [(number, times) for number, times in zip(*read.run, strict=True)] == [(n, t) for n, t, _ in postings]
    wanted = {number for number, _, _ in postings[::2]}
    assert read.places(wanted) == {number: places for number, _, places in postings if number in wanted}


@pytest.mark.parametrize("postings", CASES.values(), ids=CASES)
def test_what_is_written_is_read_one_after_another(postings):
    read, found = written(postings, Placed()), []
    while read.is_active():
        found.append((read.id(), read.weight(), Placed().decode_positions(read.value())))
        read.next()
    assert found == postings


def test_values_have_no_places():
    read = written([(2, 1, None), (5, 1, None)], formats.Existence())
    assert (list(read.all_ids()), read.value()) == ([2, 5], b"")


def test_frequent_words_take_little_room():
    postings = [(number, 1, [number % 50]) for number in range(20_000)]
    file = written(postings, Placed())._runs
    assert sum(map(len, file)) < 2 * len(postings)
    assert Placed().decode_frequency(array("I", [1, 2, 3]).tobytes()) == 3
