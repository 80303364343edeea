"""`FullText` on tantivy: a throw-away copy of what SQLite holds, for collections that Whoosh is too slow for.

The same words, the same nodes and the same hits as with Whoosh; its ranking is BM25 with tantivy's own parameters.
As there, a mark with the revision and every file's size and checksum is written after each commit, and an index that
does not agree with its mark is damaged and made again.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import Any

import tantivy

from justicekb.querytree import Node
from justicekb.store.base import IndexBusyError, IndexDamagedError, IndexedDocument, Page, PassageReader
from justicekb.store.fulltext.folder import PATIENCE, IndexInFolder, passage_of
from justicekb.store.fulltext.mark import empty, read_mark, sign, sound, stamp
from justicekb.store.fulltext.matching import unsupported, within
from justicekb.store.fulltext.storedhits import fields_of
from justicekb.store.fulltext.values import FACETS, SEARCHED
from justicekb.store.tantivy.fields import VALUE, count_of, keys_of, passage_document, schema, valued
from justicekb.store.tantivy.query import Translator
from justicekb.store.words import fold, words

# Bytes of postings in memory before tantivy writes a segment.
MEMORY = 128_000_000
# A commit after so many passages bounds what a crash loses.
BATCH = 50_000
# Hits whose words are looked at for a better spelling.
_SPELLINGS = 500

# What tantivy writes anew with each commit; its other files never change.
_CHANGING = frozenset({"meta.json", ".managed.json"})


class TantivyFullText(IndexInFolder):
    """The full-text index in a folder, see `IndexInFolder`."""

    def __init__(
        self, folder: Path, passages: PassageReader, *, writable: bool = False, patience: float = PATIENCE
    ) -> None:
        super().__init__(folder, passages, writable=writable, patience=patience)
        self._open: _Open | None = None
        self._opening = Lock()

    @property
    def revision(self) -> int:
        """See `FullTextWriter.revision`."""
        opened = self._current()
        return 0 if opened is None else opened.revision

    # ── writing ──────────────────────────────────────────────────────────────────────────────────────────

    def index(self, documents: Iterable[IndexedDocument], *, revision: int) -> None:
        """See `FullTextWriter.index`. Raises IndexDamagedError when the index turns out to be unusable."""
        with self._writing() as written:
            waiting = 0
            for document in documents:
                written.replace(document)
                waiting += len(document.passages)
                if waiting >= BATCH:
                    written.commit()
                    waiting = 0
            written.finish(revision)

    def delete(self, documents: Iterable[str], *, revision: int) -> None:
        """See `FullTextWriter.delete`."""
        with self._writing() as written:
            for document in documents:
                written.delete(document)
            written.finish(revision)

    def clear(self) -> None:
        """See `FullTextWriter.clear`."""
        self.close()
        empty(self._folder)

    @contextmanager
    def _writing(self) -> Iterator[_Written]:
        """The index for one writer at a time; made anew when it is missing or damaged."""
        mark = read_mark(self._folder)
        if mark is None or not sound(self._folder, mark, thorough=True):
            self.clear()
            mark = None
        with _damage(self._folder):
            written = _Written(self._folder, mark, self._patience)
            try:
                yield written
            except BaseException:
                written.forget()
                raise

    # ── reading ──────────────────────────────────────────────────────────────────────────────────────────

    def search(self, node: Node, *, limit: int = 10, offset: int = 0) -> Page:
        """See `FullTextReader.search`."""
        opened = self._usable()
        with _damage(self._folder):
            query = opened.translator.query(node)
            asked = query if limit else opened.translator.unscored(query)  # to be counted alone
            found = opened.searcher.search(asked, limit=max(1, offset + limit))
            best = list(islice(found.hits, offset, offset + limit))
            keys = keys_of(opened.searcher, [at for _, at in best])
        scored = zip(keys, (score for score, _ in best), strict=True)
        return Page(hits=tuple(self._hits(scored, node)), total=count_of(found))

    def facets(self, node: Node, field: str, *, limit: int = 10) -> list[tuple[str, int]]:
        """See `FullTextReader.facets`; raises QueryError for an unknown field."""
        opened = self._usable()
        if field not in FACETS:
            raise unsupported(f"no facet {field!r}; there are {', '.join(FACETS)}")
        with _damage(self._folder):
            counts = opened.translator.counted(FACETS[field], opened.translator.query(node))
        return sorted(((v, n) for v, n in counts if n), key=lambda pair: (-pair[1], pair[0]))[:limit]

    def suggest(self, word: str) -> str | None:
        """See `FullTextReader.suggest`: the nearest within two edits, of equals the most frequent.

        Where more than some hundred passages have such words, the best hits decide.
        """
        opened = self._usable()
        wanted = fold(word)
        with _damage(self._folder):
            if not wanted or any(opened.searcher.doc_freq(field, wanted) for field in SEARCHED):
                return None
            for distance in (1, 2):
                if found := opened.near(wanted, distance):
                    return min(found, key=lambda w: (-opened.frequency(w), w))
        return None

    def close(self) -> None:
        """See `FullText.close`."""
        self._open = None

    def _usable(self) -> _Open:
        opened = self._current()
        if opened is None:
            raise IndexDamagedError(f"{self._folder} holds no usable index: run `justicekb rebuild`")
        return opened

    def _current(self) -> _Open | None:
        """The index as it now is on disk, opened; None when it is missing or damaged.

        A writer may replace files while they are being opened, so what looks damaged is looked at again.
        """
        with self._opening:
            now = stamp(self._folder)
            if self._open is None or self._open.stamp != now:
                self._open = None
                for attempt in range(3 if now is not None else 0):
                    time.sleep(0.05 * attempt)
                    if (opened := _opened(self._folder, self._passages)) is not None:
                        self._open = opened
                        break
            return self._open


class _Open:
    """A searcher with what belongs to the state of the index that it reads."""

    def __init__(self, folder: Path, mark: dict[str, Any], stamp: object, passages: PassageReader) -> None:
        self.revision: int = mark["revision"]
        self.stamp = stamp
        self._passages = passages
        self._index = tantivy.Index.open(str(folder))
        self.searcher = self._index.searcher()
        self.translator = Translator(self._index, self.searcher, passages)

    def near(self, wanted: str, distance: int) -> set[str]:
        """The words of the best hits that are so many edits away."""
        found: set[str] = set()
        for field in SEARCHED:
            query = tantivy.Query.fuzzy_term_query(self._index.schema, field, wanted, distance)
            best = [at for _, at in self.searcher.search(query, limit=_SPELLINGS, count=False).hits]
            for key in keys_of(self.searcher, best):
                if (passage := passage_of(key, self._passages)) is not None:
                    found |= {word.text for word in words(fields_of(passage)[field])}
        return {word for word in found if within(wanted, word, distance)}

    def frequency(self, word: str) -> int:
        """How many passages have the word in what is searched."""
        return sum(self.searcher.doc_freq(field, word) for field in SEARCHED)


def _opened(folder: Path, passages: PassageReader) -> _Open | None:
    now = stamp(folder)
    mark = read_mark(folder)
    if mark is None or not sound(folder, mark, thorough=False):
        return None
    try:
        return _Open(folder, mark, now, passages)
    except (ValueError, OSError):
        return None


@contextmanager
def _damage(folder: Path) -> Iterator[None]:
    """Tells damage that shows while reading or writing; tantivy raises ValueError, or panics."""
    try:
        yield
    except (ValueError, OSError) as error:
        raise IndexDamagedError(f"{folder} is damaged ({error}): run `justicekb rebuild`") from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # derives from BaseException, and has no public name
            raise IndexDamagedError(f"{folder} is damaged ({error}): run `justicekb rebuild`") from error
        raise


class _Written:
    """The index under tantivy's lock for its writer."""

    def __init__(self, folder: Path, mark: dict[str, Any] | None, patience: float) -> None:
        self._folder = folder
        self.mark = mark or {}
        self._index = tantivy.Index(schema(), str(folder), reuse=mark is not None)
        self._writer = _writer(self._index, folder, patience)

    def replace(self, document: IndexedDocument) -> None:
        """Puts a document in the place of its earlier version."""
        self.delete(document.document.id)
        for position, passage in enumerate(document.passages):
            self._writer.add_document(passage_document(document.document, passage, position))

    def delete(self, document: str) -> None:
        """Takes a document out."""
        self._writer.delete_documents_by_term(VALUE, valued("document", document))

    def commit(self) -> None:
        """Writes what was put in; the mark of before no longer fits."""
        self._writer.commit()

    def finish(self, revision: int) -> None:
        """Commits, waits until segments are merged, and writes the mark of what is now there."""
        self._writer.commit()
        self._writer.garbage_collect_files()
        self._writer.wait_merging_threads()
        files = {name: told for name, told in self.mark.get("files", {}).items() if name not in _CHANGING}
        self.mark = sign(self._folder, {"files": files}, revision=revision)

    def forget(self) -> None:
        """Leaves the index as it was at the last commit."""
        self._writer.rollback()


def _writer(index: tantivy.Index, folder: Path, patience: float) -> tantivy.IndexWriter:
    until = time.monotonic() + patience
    while True:
        try:
            return index.writer(MEMORY, num_threads=1)
        except ValueError as error:
            if "LockBusy" not in str(error):
                raise
            if time.monotonic() > until:
                raise IndexBusyError(f"{folder}: another process is writing to it; wait and try again") from error
        time.sleep(0.05)
