"""Word files: bytes in, a `Reading` out: paragraphs by style, lists, tables and notes, properties as weak evidence.

`reader` walks the body with python-docx's package reader, `wordxml` reads the words of a paragraph from its XML.
"""

from justicekb.ingest.formats.word.reader import read_word as read_word
