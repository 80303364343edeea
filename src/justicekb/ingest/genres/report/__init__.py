"""Reports: what places of a document say in, the period it reports on and the series it belongs to out.

`period` reads periods from titles, addresses and openings; `series` reads who issued a report, and for which year,
from the lines that run over its pages and from its imprint.
"""

from justicekb.ingest.genres.report.period import about_itself as about_itself
from justicekb.ingest.genres.report.period import lines_above as lines_above
from justicekb.ingest.genres.report.period import reporting_period as reporting_period
from justicekb.ingest.genres.report.series import read_series as read_series
