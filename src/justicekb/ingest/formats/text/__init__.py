"""Plain text and Markdown: bytes in, a `Reading` out.

In order: `reader` decodes, `fields` takes off what a person wrote above the text, `lines` tells what each line is
by its mark, `wrapping` undoes line ends that a fixed width made.
"""

from justicekb.ingest.formats.text.reader import read_plaintext as read_plaintext
