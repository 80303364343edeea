"""Quotes: `find_quotes` yields direct and indirect quotations with their speakers.

In: a parsed document with its names. Out: Quotes. Order: `marks` finds quoted stretches, `tags` the words that
attribute them, `reporting` who tells, `speakers` (with `officeholders`) who that is, `quotes` puts it together.
"""

from justicekb.extract.quotes.quotes import find_quotes

__all__ = ["find_quotes"]
