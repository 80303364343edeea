"""`FullText` on Whoosh: a throw-away copy of what SQLite holds, in a folder of its own.

Whoosh has no checksum, does not flush its files to disk, and reads pickles. So, here: every pickle goes through an
allow-list (`pickles`); after each commit the new files are flushed and a mark is written with the revision and each
file's size and checksum; an index that does not agree with its mark is damaged, and its revision is 0, which makes
whoever opens it fill it again from SQLite.
"""

from __future__ import annotations

import errno
import pickle
import struct
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from heapq import nsmallest
from pathlib import Path
from threading import Lock
from types import SimpleNamespace
from typing import Any

from justicekb.errors import StoreError
from justicekb.querytree import Node
from justicekb.store.base import IndexBusyError, IndexDamagedError, IndexedDocument, Page, PassageReader
from justicekb.store.fulltext.folder import PATIENCE, IndexInFolder
from justicekb.store.fulltext.mark import LOCK, empty, read_mark, sign, sound, stamp
from justicekb.store.fulltext.matching import unsupported
from justicekb.store.fulltext.values import FACETS, SEARCHED
from justicekb.store.whoosh import pickles
from justicekb.store.whoosh.leanimport import lean_import
from justicekb.store.words import fold

with lean_import():
    from whoosh import columns, formats, index
    from whoosh.codec import whoosh3
    from whoosh.filedb import structfile
    from whoosh.filedb.filestore import FileStorage
    from whoosh.util.filelock import FileLock

    from justicekb.store.whoosh.evaluation import Evaluation, Numbers, Passages
    from justicekb.store.whoosh.fields import passage_fields, schema
    from justicekb.store.whoosh.postings import Codec
    from justicekb.store.whoosh.query import Translator, near

# A commit after so many passages bounds what a crash loses and the memory a writer holds.
BATCH = 100_000
# Megabytes of postings in memory before Whoosh sorts them onto disk.
MEMORY_MB = 128

# What reading a damaged file raises, as found by flipping and cutting bytes (tests/store/test_damage.py).
_DAMAGE = (
    OSError, EOFError, struct.error, pickle.UnpicklingError, zlib.error, AssertionError, LookupError, ValueError,
    TypeError, AttributeError, OverflowError, MemoryError, index.IndexError,
)  # fmt: skip


# What tells of a disk or a permission, and of no damage; making the index again would end the same way.
_CANNOT_WRITE = {errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EPERM, errno.EROFS}


def _guard_pickles() -> None:
    """Puts the allow-list in the place of pickle in every Whoosh module that reads one, and old formats away."""
    structfile.load_pickle = pickles.load
    for module in (whoosh3, columns, formats):
        module.loads = pickles.loads
    index.pickle = SimpleNamespace(loads=pickles.loads, dumps=pickle.dumps, PicklingError=pickle.PicklingError)
    index.toc_loaders = {}


_guard_pickles()


class WhooshFullText(IndexInFolder):
    """The full-text index in a folder, see `IndexInFolder`."""

    def __init__(
        self, folder: Path, passages: PassageReader, *, writable: bool = False, patience: float = PATIENCE
    ) -> None:
        super().__init__(folder, passages, writable=writable, patience=patience)
        self._open: _Open | None = None
        self._opening = Lock()
        self._retired: _Open | None = None  # what other threads may still be reading

    @property
    def revision(self) -> int:
        """See `FullTextWriter.revision`."""
        opened = self._current()
        return 0 if opened is None else opened.revision

    # ── writing ──────────────────────────────────────────────────────────────────────────────────────────

    def index(self, documents: Iterable[IndexedDocument], *, revision: int) -> None:
        """See `FullTextWriter.index`. Raises IndexDamagedError when the index turns out to be unusable."""
        with self._writing() as written:
            before = written.mark.get("revision", 0)
            for batch in _batches(documents):
                written.commit(batch, [document.document.id for document in batch], revision=before)
            written.sign(revision)

    def delete(self, documents: Iterable[str], *, revision: int) -> None:
        """See `FullTextWriter.delete`."""
        with self._writing() as written:
            written.commit((), list(documents), revision=revision)

    def clear(self) -> None:
        """See `FullTextWriter.clear`."""
        with self._locked():
            self._forget()
            empty(self._folder)

    @contextmanager
    def _writing(self) -> Iterator[_Written]:
        """The index for one writer at a time; made anew when it is missing or damaged."""
        with self._locked():
            mark = read_mark(self._folder)
            if mark is None or not sound(self._folder, mark, thorough=True):
                empty(self._folder)
                mark = None
            try:
                yield _Written(self._folder, mark)
            except _DAMAGE as error:
                if isinstance(error, OSError) and error.errno in _CANNOT_WRITE:
                    raise StoreError(f"{self._folder} cannot be written: {error.strerror}") from error
                raise IndexDamagedError(f"{self._folder} is damaged ({type(error).__name__}: {error})") from error
            finally:
                self._retire()

    @contextmanager
    def _locked(self) -> Iterator[None]:
        lock = FileLock(str(self._folder / LOCK))
        until = time.monotonic() + self._patience
        try:
            while not lock.acquire():
                if time.monotonic() > until:
                    raise IndexBusyError(f"{self._folder}: another process is writing to it; wait and try again")
                time.sleep(0.05)
        except OSError as error:
            raise StoreError(f"{self._folder} cannot be written to: {error.strerror}") from error
        try:
            yield
        finally:
            lock.release()

    # ── reading ──────────────────────────────────────────────────────────────────────────────────────────

    def search(self, node: Node, *, limit: int = 10, offset: int = 0) -> Page:
        """See `FullTextReader.search`."""
        opened = self._usable()
        with _damage(self._folder):
            query, search = opened.translator.query(node), Evaluation(opened.passages)
            if not limit:
                return Page(hits=(), total=len(search.numbers(query)))
            scores = search.scores(query)
            best = nsmallest(offset + limit, scores, key=lambda number: (-scores[number], number))[offset:]
            found = [(opened.passages.key(number), scores[number]) for number in best]
        return Page(hits=tuple(self._hits(found, node)), total=len(scores))

    def facets(self, node: Node, field: str, *, limit: int = 10) -> list[tuple[str, int]]:
        """See `FullTextReader.facets`; raises QueryError for an unknown field."""
        opened = self._usable()
        if field not in FACETS:
            raise unsupported(f"no facet {field!r}; there are {', '.join(FACETS)}")
        with _damage(self._folder):
            matching = opened.matching(node)
            counts = {value: len(matching.intersection(ids)) for value, ids in opened.postings(FACETS[field])}
            counts = {value: count for value, count in counts.items() if count}
        return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:limit]

    def suggest(self, word: str) -> str | None:
        """See `FullTextReader.suggest`: the nearest within two edits, of equals the most frequent."""
        opened = self._usable()
        wanted = fold(word)
        with _damage(self._folder):
            if any((field, wanted.encode()) in opened.reader for field in SEARCHED):
                return None
            lexicon = {found.decode() for field in SEARCHED for found in opened.reader.lexicon(field)}
            known = {found for found in lexicon if found.isalnum()}  # neither keys of stems nor compounds with hyphens
            for distance in (1, 2):
                if found := near(wanted, known, distance):
                    return min(found, key=lambda w: (-opened.frequency(w), w))
        return None

    def close(self) -> None:
        """See `FullText.close`."""
        self._forget()

    def _retire(self) -> None:
        """Puts the opened index aside, for searches of other threads to end, and closes the one before."""
        if self._open is not None:
            if self._retired is not None:
                self._retired.close()
            self._retired, self._open = self._open, None

    def _forget(self) -> None:
        for opened in (self._open, self._retired):
            if opened is not None:
                opened.close()
        self._open = self._retired = None

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
            return self._opened_now()

    def _opened_now(self) -> _Open | None:
        now = stamp(self._folder)
        if self._open is not None and self._open.stamp == now:
            return self._open
        self._retire()
        for attempt in range(3):
            self._open = _opened(self._folder, self._passages)
            if self._open is not None or now is None:
                break
            time.sleep(0.05 * attempt)
        return self._open


# ── an index opened to read ──────────────────────────────────────────────────────────────────────────────


class _Open:
    """A searcher with what belongs to the state of the index that it reads."""

    def __init__(self, folder: Path, mark: dict[str, Any], stamp: object, shown: PassageReader) -> None:
        self.revision: int = mark["revision"]
        self.stamp = stamp
        self.reader = _Storage(str(folder), readonly=True).opened(lambda index: index.reader())
        self.passages = Passages(self.reader, shown)
        self.translator = Translator(self.passages)
        self._matched: tuple[Node, Numbers] | None = None

    def matching(self, node: Node) -> Numbers:
        """The numbers of the passages that a node matches; the last ones are kept, for one facet follows another."""
        held = self._matched
        if held is None or held[0] != node:
            found = Evaluation(self.passages).numbers(self.translator.query(node))
            self._matched = held = (node, found)
        return held[1]

    def frequency(self, word: str) -> float:
        """How often the word stands in what is searched."""
        counts = (self.reader.frequency(f, word.encode()) for f in SEARCHED if (f, word.encode()) in self.reader)
        return float(sum(counts))

    def postings(self, field: str) -> Iterator[tuple[str, Iterable[int]]]:
        """Each value of a field with the numbers of the passages that have it."""
        for value in self.reader.lexicon(field):
            yield value.decode(), self.passages.having(field, value.decode())

    def close(self) -> None:
        """Lets go of the files."""
        self.reader.close()


class _Storage(FileStorage):  # type: ignore[misc]  # Whoosh has no types
    """A folder of files that can be let go of when opening the index fails half-way, which Whoosh does not do."""

    def __init__(self, path: str, *, readonly: bool = False) -> None:
        super().__init__(path, readonly=readonly)
        self._opened: list[Any] = []

    def open_file(self, name: str, **options: Any) -> Any:  # noqa: ANN401  # Whoosh has no types
        """See whoosh.filedb.filestore.Storage.open_file."""
        file = super().open_file(name, **options)
        self._opened.append(file)
        return file

    def opened(self, use: Callable[[Any], Any]) -> Any:  # noqa: ANN401  # Whoosh has no types
        """What `use` makes of the index in the folder; all files are closed when that fails."""
        try:
            return use(self.open_index(schema=schema()))
        except BaseException:
            self.release()
            raise

    def release(self) -> None:
        """Closes what is still open."""
        for file in self._opened:
            if not file.is_closed:
                file.close()


def _opened(folder: Path, passages: PassageReader) -> _Open | None:
    now = stamp(folder)
    mark = read_mark(folder)
    if mark is None or not sound(folder, mark, thorough=False):
        return None
    try:
        return _Open(folder, mark, now, passages)
    except _DAMAGE:
        return None


@contextmanager
def _damage(folder: Path) -> Iterator[None]:
    """Tells damage that shows while searching; a query's own faults are raised before Whoosh reads anything."""
    try:
        yield
    except (EOFError, struct.error, pickle.UnpicklingError, zlib.error, OSError, ValueError, IndexError) as error:
        raise IndexDamagedError(f"{folder} is damaged ({error}): run `justicekb rebuild`") from error


# ── an index opened to write ─────────────────────────────────────────────────────────────────────────────


class _Written:
    """The index under the lock of its writer."""

    def __init__(self, folder: Path, mark: dict[str, Any] | None) -> None:
        self._folder = folder
        self.mark: dict[str, Any] = mark or {}
        self._storage = _Storage(str(folder))
        self._index = self._storage.opened(lambda index: index) if mark else self._storage.create_index(schema())
        self._fresh = mark is None

    def commit(self, documents: Iterable[IndexedDocument], replaced: list[str], *, revision: int) -> None:
        """Takes out the documents of these ids and puts in the given ones, as one commit."""
        writer = self._index.writer(limitmb=MEMORY_MB, codec=Codec())
        try:
            for id_ in () if self._fresh else replaced:
                writer.delete_by_term("document", id_)
            for document in documents:
                for position, passage in enumerate(document.passages):
                    writer.add_document(**passage_fields(document.document, passage, position))
            writer.commit()
        except BaseException:
            if not writer.is_closed:
                writer.cancel()
            self._storage.release()
            raise
        self._fresh = False
        self.sign(revision)

    def sign(self, revision: int) -> None:
        """Writes the mark of what is now there."""
        self.mark = sign(self._folder, self.mark, revision=revision)


def _batches(documents: Iterable[IndexedDocument]) -> Iterator[list[IndexedDocument]]:
    """The documents in lists of about BATCH passages; a list never holds a document twice."""
    batch: dict[str, IndexedDocument] = {}
    size = 0
    for document in documents:
        if size >= BATCH or document.document.id in batch:
            yield list(batch.values())
            batch, size = {}, 0
        batch[document.document.id] = document
        size += len(document.passages)
    yield list(batch.values())
