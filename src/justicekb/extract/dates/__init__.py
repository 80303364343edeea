"""Dates: `find_dates` yields every date expression of the prose with its EDTF value and what it was anchored to.

`SourceYears` tells numbers that name a work or a law from those that date or count.
"""

from justicekb.extract.dates.mentions import find_dates
from justicekb.extract.dates.sourceyears import SourceYears

__all__ = ["SourceYears", "find_dates"]
