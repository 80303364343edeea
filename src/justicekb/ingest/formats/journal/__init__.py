"""Journal XML: bytes in, a `Reading` out in which all of the front matter is stated and each reference is a part.

`reader` tells JATS, TEI and Crossref apart, `jats` and `tei` walk them, `printing` prints structured references.
"""

from justicekb.ingest.formats.journal.reader import read_journal as read_journal
