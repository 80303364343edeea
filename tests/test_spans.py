"""Places in a text: single spans and the outermost of many."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from justicekb.errors import ValueFormatError
from justicekb.spans import Span, outermost

TEXT = "Since 2005, public commissions work."


def test_the_words_of_a_span():
    assert Span(6, 10).of(TEXT) == "2005"
    assert len(Span(6, 10)) == 4
    assert Span(6, 10).shift(3) == Span(9, 13)


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (4, 3)])
def test_what_is_no_place_is_refused(start, end):
    with pytest.raises(ValueFormatError, match="not a place"):
        Span(start, end)


def test_touching_is_not_overlapping():
    assert not Span(0, 3).overlaps(Span(3, 5))
    assert Span(0, 4).overlaps(Span(3, 5))
    assert Span(0, 5).contains(Span(3, 5))
    assert not Span(0, 4).contains(Span(3, 5))


def test_of_overlapping_spans_the_longer_stays_and_of_equal_ones_the_earlier():
    assert outermost([Span(6, 10), Span(0, 10), Span(12, 15), Span(14, 17)]) == [Span(0, 10), Span(12, 15)]


spans = st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


@given(spans, spans)
def test_spans_fit_together(one, other):
    assert one.overlaps(other) == other.overlaps(one) == bool({*range(one.start, one.end)} & {*range(*_ends(other))})
    whole = one.cover(other)
    assert whole.contains(one)
    assert whole.contains(other)
    assert len(whole) <= max(one.end, other.end) - min(one.start, other.start)


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


@given(st.lists(spans, max_size=12))
def test_outermost_keeps_what_does_not_overlap_and_covers_the_rest(many):
    kept = outermost(many)
    assert kept == sorted(kept)
    assert all(not a.overlaps(b) for i, a in enumerate(kept) for b in kept[i + 1 :])
    assert all(any(span.overlaps(k) and len(k) >= len(span) for k in kept) for span in many)
