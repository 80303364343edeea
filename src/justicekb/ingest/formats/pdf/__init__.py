"""PDF files: bytes in, a `Reading` of printed parts out, with the lines that run over the pages apart.

In order: `words` has `worker` read the file in a process of its own (`chars`; `ocr` for scans), `layout` makes lines in
reading order (`columns`, `letters`), `running` takes running lines out, `typesetting` measures, `blocks` and `headings`
make parts.
"""

from justicekb.ingest.formats.pdf.reader import read_pdf as read_pdf
