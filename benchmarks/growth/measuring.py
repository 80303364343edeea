"""How the time of something grows with the length of its text: the exponent between doubled lengths.

Processor time, the best of several runs. What takes less than a floor is not told from noise and has no exponent.
"""

from __future__ import annotations

import gc
import math
import re
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from pumps import Pump, pumps

# A doubled text may take this much more than twice the time: 2 ** 1.2 is 2.3 times.
STEEPEST = 1.2
# Below this (seconds at the longest text) growth cannot be told from noise.
FLOOR = 0.05
# A first look at this length (characters) tells the many harmless texts: a pattern that takes no more than so long a
# character (seconds) cannot be growing by squares, which would be some hundred times more.
LOOK = 2_048
HARMLESS = 0.4e-6
# What a pattern that only sees bounded pieces may take for a character of the worst text (seconds).
COSTLIEST = 30e-6
# The lengths of the measurement itself, and how long any one run may take (seconds of processor time).
LENGTHS = (8_192, 16_384, 32_768)
PATIENCE = 10.0
# So many pumps that look slow are measured for a pattern.
_MEASURED = 6
RUNS = 3


class Growth(NamedTuple):
    """The steepest growth found: `exponent` (0 when all stayed below the floor), the text, the time at its longest."""

    exponent: float
    seconds: float
    pump: Pump | None


class TooSlowError(Exception):
    """A run took longer than PATIENCE."""


View = Callable[[str], list[str]]


def whole(text: str) -> list[str]:
    """The text as it is: what a pattern sees that is put to a file or a query."""
    return [text]


def pieces(limit: int) -> View:
    """The text as extraction gets it: one blank for any white space, and no piece longer than the limit."""

    def view(text: str) -> list[str]:
        line = " ".join(text.split(" ")) if text.strip(" ") else ""
        line = re.sub(r"\s+", " ", line)
        return [line[at : at + limit] for at in range(0, len(line), limit)]

    return view


def growth_of_pattern(pattern: re.Pattern[str] | re.Pattern[bytes], methods: set[str], view: View = whole) -> Growth:
    """The steepest growth of a pattern over its pumps and the ways it is used."""
    worst = Growth(0.0, 0.0, None)
    for method in sorted(methods):
        for pump, slow in _slow_pumps(pattern, method, view):
            found = Growth(math.inf, PATIENCE, pump) if slow else _of_pump(pattern, method, pump, view)
            worst = max(worst, found, key=lambda g: (g.exponent, g.seconds))
            if worst.exponent > STEEPEST:
                return worst
    return worst


def _slow_pumps(pattern: re.Pattern[str] | re.Pattern[bytes], method: str, view: View) -> Iterator[tuple[Pump, bool]]:
    """The pumps worth measuring, and whether one did not even end; looks cost little, so all have one timer."""
    worth: list[tuple[Pump, bool]] = []
    pump = None
    try:
        with _timer(PATIENCE):
            for pump in pumps(pattern):
                looked = _uses(pattern, method, view(pump.text(LOOK)))
                started = time.process_time()
                looked()
                if time.process_time() - started > HARMLESS * LOOK:
                    worth.append((pump, False))
                    if len(worth) >= _MEASURED:
                        break
    except TooSlowError:
        if pump is not None:
            worth.append((pump, True))
    return iter(worth)


def _of_pump(pattern: re.Pattern[str] | re.Pattern[bytes], method: str, pump: Pump, view: View) -> Growth:
    def run(length: int) -> Callable[[], object]:
        return _uses(pattern, method, view(pump.text(length)))

    try:
        return growth(run, pump, LENGTHS) if view is whole else _in_pieces(run, pump)
    except TooSlowError:
        return Growth(math.inf, PATIENCE, pump)


def _uses(pattern: re.Pattern[str] | re.Pattern[bytes], method: str, seen: list[str]) -> Callable[[], object]:
    """A function that uses the pattern on each of the texts."""
    texts = seen if isinstance(pattern.pattern, str) else [text.encode("latin-1", "replace") for text in seen]
    each = [using(pattern, method, text) for text in texts]
    return lambda: [one() for one in each]


def _in_pieces(run: Callable[[int], Callable[[], object]], pump: Pump) -> Growth:
    """Pieces of a length make all growth linear in their number; what remains is what each letter costs."""
    length = LENGTHS[0] // 2
    took = seconds(run(length), runs=2)
    return Growth(math.inf if took > COSTLIEST * length else 1.0, took * LENGTHS[-1] / length, pump)


def using(pattern: re.Pattern, method: str, text: str | bytes) -> Callable[[], object]:  # type: ignore[type-arg]
    """A function that uses the pattern on the text in one way."""
    if method == "finditer":
        return lambda: sum(1 for _ in pattern.finditer(text))
    found = getattr(pattern, method)
    return lambda: found(text)


def growth(make: Callable[[int], Callable[[], object]], pump: Pump | None, lengths: tuple[int, ...]) -> Growth:
    """The exponent over the given lengths; raises TooSlowError."""
    times = [seconds(make(length), runs=RUNS) for length in lengths]
    if times[-1] < FLOOR:
        return Growth(0.0, times[-1], pump)
    return Growth(exponent(lengths, times), times[-1], pump)


def exponent(lengths: tuple[int, ...], times: list[float]) -> float:
    """The exponent of the last doubling; steps before it that grew less tell of noise or of a constant part."""
    steps = [
        math.log(max(later, 1e-9) / max(earlier, 1e-9)) / math.log(longer / shorter)
        for earlier, later, shorter, longer in zip(times, times[1:], lengths, lengths[1:], strict=False)
    ]
    return min(steps[-2:])


def seconds(run: Callable[[], object], *, runs: int) -> float:
    """The processor time of the best of some runs; raises TooSlowError when one takes too long."""
    best = math.inf
    for _ in range(runs):
        with _timer(PATIENCE):
            started = time.process_time()
            run()
            best = min(best, time.process_time() - started)
    return best


@contextmanager
def _timer(patience: float) -> Iterator[None]:
    """Raises TooSlowError when what is inside takes longer (seconds of processor time); nothing is collected inside."""

    def stop(number: int, frame: object) -> None:
        raise TooSlowError

    before = signal.signal(signal.SIGPROF, stop)
    gc.disable()
    signal.setitimer(signal.ITIMER_PROF, patience)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
        gc.enable()
