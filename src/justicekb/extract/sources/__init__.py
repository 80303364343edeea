"""Sources named in passing: `SourceYears` tells years and pages of works cited and of laws' names from other numbers.

In: a parsed document, the names found in it. Out: whether a number at a place dates or counts something.
"""

from justicekb.extract.sources.sourceyears import SourceYears

__all__ = ["SourceYears"]
