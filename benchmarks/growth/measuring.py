"""How the time of something grows with the length of its text: the exponent between doubled lengths.

Processor time, the best of several runs. What takes less than a floor is not told from noise and has no exponent.
"""

from __future__ import annotations

import gc
import math
import re
import signal
import time
from collections.abc import Callable
from typing import NamedTuple

from pumps import Pump, pumps

# A doubled text may take this much more than twice the time: 2 ** 1.2 is 2.3 times.
STEEPEST = 1.2
# Below this (seconds at the longest text) growth cannot be told from noise.
FLOOR = 0.01
# A first look at this length (characters) tells the many harmless texts: a pattern that takes no more than so long a
# character (seconds) cannot be growing by squares, which would be some hundred times more.
LOOK = 2_048
HARMLESS = 0.4e-6
# What a pattern that only sees bounded pieces may take for a character of the worst text (seconds).
COSTLIEST = 30e-6
# The lengths of the measurement itself, and how long any one run may take (seconds of processor time).
LENGTHS = (16_384, 32_768, 65_536)
PATIENCE = 10.0
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
    """The steepest growth of a pattern over its pumps and the ways it is used, on what it sees of each text."""
    worst = Growth(0.0, 0.0, None)
    for method in sorted(methods):
        for pump in pumps(pattern):
            worst = max(worst, _of_pump(pattern, method, pump, view), key=lambda g: (g.exponent, g.seconds))
            if worst.exponent > STEEPEST:
                return worst
    return worst


def _of_pump(pattern: re.Pattern[str] | re.Pattern[bytes], method: str, pump: Pump, view: View) -> Growth:
    def run(length: int) -> Callable[[], object]:
        seen = view(pump.text(length))
        if isinstance(pattern.pattern, bytes):
            seen = [text.encode("latin-1", "replace") for text in seen]  # type: ignore[misc]  # bytes for bytes
        each = [using(pattern, method, text) for text in seen]
        return lambda: [one() for one in each]

    try:
        for length in (256, 1024):  # what explodes does so early
            seconds(run(length), runs=1)
        if seconds(run(LOOK), runs=1) <= HARMLESS * LOOK:
            return Growth(0.0, 0.0, None)
        if view is not whole:
            return _in_pieces(run, pump)
        return growth(run, pump, LENGTHS)
    except TooSlowError:
        return Growth(math.inf, PATIENCE, pump)


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


def seconds(run: Callable[[], object], *, runs: int, patience: float = PATIENCE) -> float:
    """The processor time of the best of some runs; raises TooSlowError when one takes too long."""

    def stop(number: int, frame: object) -> None:
        raise TooSlowError

    before = signal.signal(signal.SIGPROF, stop)
    best = math.inf
    try:
        for _ in range(runs):
            gc.disable()
            signal.setitimer(signal.ITIMER_PROF, patience)
            started = time.process_time()
            run()
            best = min(best, time.process_time() - started)
            signal.setitimer(signal.ITIMER_PROF, 0)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
        gc.enable()
    return best
