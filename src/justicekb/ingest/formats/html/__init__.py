"""Web pages: bytes in, a `Reading` of the article out, with all that the page states of itself.

In order: `reader` parses what `scripts` leaves, `pieces` walks the page, `hints` tells what class names say, `content`
chooses the pieces that are the article, `headings` puts their headings right; `elements`, `linkeddata` and `metadata`
collect candidates.
"""

from justicekb.ingest.formats.html.reader import read_chapter as read_chapter
from justicekb.ingest.formats.html.reader import read_webpage as read_webpage
