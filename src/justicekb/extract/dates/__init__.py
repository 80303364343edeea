"""Dates: `find_dates` yields every date expression of the prose with its EDTF value and what it was anchored to."""

from justicekb.extract.dates.mentions import find_dates

__all__ = ["find_dates"]
