"""Journal XML by its root element: JATS, TEI or a Crossref deposit, each in parts with sections and references."""

from __future__ import annotations

from collections.abc import Callable

from justicekb.errors import SourceError
from justicekb.ingest.formats.journal.jats import read_jats
from justicekb.ingest.formats.journal.tei import read_crossref, read_tei
from justicekb.ingest.parts import Reading
from justicekb.ingest.source import SourceInfo
from justicekb.ingest.xml import Element, find, name_of, parse_xml
from justicekb.vocabulary import Vocabulary

# Root element → reader. To read another XML format, write a function of this shape and add its root here.
ROOTS: dict[str, Callable[[Element], Reading]] = {
    "article": read_jats,
    "TEI": read_tei,
    "TEI.2": read_tei,
    "doi_batch": read_crossref,
}


def read_journal(data: bytes, source: SourceInfo, vocabulary: Vocabulary) -> Reading:
    """The parts of a journal XML file; raises SourceError for other XML, naming its root element."""
    root = parse_xml(data, source.path)
    for wrapper in ("pmc-articleset", "teiCorpus", "OAI-PMH"):
        if name_of(root) == wrapper:
            inner = find(root, "//article", "//TEI")
            root = inner if inner is not None else root
    read = ROOTS.get(name_of(root))
    if read is None:
        raise SourceError(source.path, f"XML of a kind that is not read: its root element is {name_of(root)!r}")
    try:
        return read(root)
    except LookupError as error:
        raise SourceError(source.path, str(error)) from error
