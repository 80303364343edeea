"""EPUB books: bytes in, a `Reading` out: the chapters in the order of the spine, title and authors of the package."""

from justicekb.ingest.formats.epub.reader import read_epub as read_epub
