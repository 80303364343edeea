"""Releases, and any text whose lines stand in order: parts of a text in, its head and its boilerplate told apart.

`head` finds title, letterhead, dates and bylines above the body; `marks` reads the dateline and the issuing body, and
marks what follows the end of a release as boilerplate.
"""

from justicekb.ingest.genres.release.head import lay_head as lay_head
from justicekb.ingest.genres.release.marks import issuing_body as issuing_body
from justicekb.ingest.genres.release.marks import mark_boilerplate as mark_boilerplate
from justicekb.ingest.genres.release.marks import mark_presenting as mark_presenting
from justicekb.ingest.genres.release.marks import opening_dateline as opening_dateline
