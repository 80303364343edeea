"""Figures: `find_figures` yields every quantity that counts something, with what it counts and when.

In: a parsed document with its names and dates. Out: Figures. Order: `counting` drops numbers that count nothing,
`measures` (over `measure`, `nounphrases`, `money`, `durations`) says what is counted, `dates` when it held.
"""

from justicekb.extract.figures.figures import find_figures

__all__ = ["find_figures"]
