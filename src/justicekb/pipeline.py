"""From files to the record store: one document a transaction, failures counted and named in a `Report`.

Reading and extraction are a pure function of one file, so they may run in worker processes; only this process
writes. What was stored stays stored whatever happens to the files after it, and running again goes on where
the last run stopped: known bytes at a known path are skipped without being read again.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from functools import lru_cache
from multiprocessing import get_context
from pathlib import Path
from typing import Literal

from justicekb.config import Settings
from justicekb.decisions import Decision, apply
from justicekb.discover import FoundFile, discover
from justicekb.errors import SourceError
from justicekb.ingest.source import Given
from justicekb.model import Document, DocumentKind, Record
from justicekb.store.base import RecordStore

log = logging.getLogger(__name__)

Status = Literal["read", "unchanged", "duplicate", "failed"]

# Files in flight for each worker: enough to keep it busy, few enough to keep memory flat.
_IN_FLIGHT = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one file, or of one member of an archive; `reason` says why it failed."""

    path: str
    status: Status
    document: str | None = None
    kind: DocumentKind | None = None
    title: str | None = None
    records: int = 0
    reason: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def warnings(self) -> tuple[str, ...]:
        """The notes that a person should look at; the others give reasons for choices."""
        from justicekb.ingest.candidates import is_reason

        return tuple(note for note in self.notes if not is_reason(note))


@dataclass(slots=True)
class Report:
    """The outcomes of an ingest, counted; failures and notes are kept, the rest only as numbers."""

    counts: dict[Status, int] = field(default_factory=lambda: {"read": 0, "unchanged": 0, "duplicate": 0, "failed": 0})
    records: int = 0
    failures: list[Outcome] = field(default_factory=list)
    noted: list[Outcome] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        """Counts an outcome."""
        self.counts[outcome.status] += 1
        self.records += outcome.records
        if outcome.status == "failed":
            self.failures.append(outcome)
        elif outcome.notes:
            self.noted.append(outcome)

    @property
    def files(self) -> int:
        """How many outcomes there were."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Bytes to make one document of, with the path they are stored under and what is known from outside."""

    path: str
    data: bytes
    given: Given = field(default_factory=Given)

    @property
    def sha256(self) -> str:
        """The digest by which equal contents are known."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Processed:
    """A document with its records, or the reason why there is none."""

    path: str
    document: Document | None = None
    records: tuple[Record, ...] = ()
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to ingest: `force` reads known files again, `dry_run` stores nothing, `kind` overrides the kind found."""

    kind: DocumentKind | None = None
    force: bool = False
    dry_run: bool = False
    workers: int = 1


def ingest(
    paths: Iterable[Path],
    store: RecordStore,
    settings: Settings,
    *,
    options: Options = Options(),  # frozen: one value serves every call
    decisions: Sequence[Decision] = (),
    progress: Callable[[Outcome], None] = lambda outcome: None,
) -> Report:
    """Reads files and folders into the store and tells `progress` each outcome as it comes.

    `decisions` are applied to what is extracted before it is stored.
    """
    report = Report()

    def note(outcome: Outcome) -> None:
        report.add(outcome)
        progress(outcome)

    intake = _Intake(store, options, note)
    for processed in _process_all(intake.fresh(pieces(paths, options)), settings, options):
        note(_store(processed, store, options, decisions))
    intake.add_copies()
    return report


# ── files to pieces ──────────────────────────────────────────────────────────────────────────────────────


def pieces(paths: Iterable[Path], options: Options) -> Iterator[Piece | Outcome]:
    """The contents to read: a file is one piece, an archive or mailbox one a member; failures as outcomes."""
    from justicekb.ingest.manifest import Manifest, load

    manifests: dict[Path, Manifest] = {}
    for found in discover(paths):
        if isinstance(found, SourceError):
            yield _failed(found.path, found.reason)
            continue
        if found.folder not in manifests:
            try:
                manifests[found.folder] = load(found.folder)
            except SourceError as error:
                manifests[found.folder] = Manifest(found.folder)
                yield _failed(error.path, error.reason)
        given = manifests[found.folder].for_path(found.file)
        yield from _members(found, replace(given, kind=options.kind) if options.kind else given)


def _members(found: FoundFile, given: Given) -> Iterator[Piece | Outcome]:
    from justicekb.ingest.containers import unpack

    try:
        for member in unpack(found.file.read_bytes(), found.path):
            if member.problem:
                yield _failed(member.path, member.problem)
            else:
                yield Piece(path=member.path, data=member.data, given=given)
    except SourceError as error:
        yield _failed(error.path, error.reason)
    except OSError as error:
        yield _failed(found.path, f"cannot be read: {error.strerror or error}")


def _failed(path: str, reason: str) -> Outcome:
    return Outcome(path=path, status="failed", reason=reason)


# ── what is new ──────────────────────────────────────────────────────────────────────────────────────────


class _Intake:
    """Lets through what has to be read and notes the rest: known files, and copies of what this run has seen."""

    def __init__(self, store: RecordStore, options: Options, note: Callable[[Outcome], None]) -> None:
        self._store = store
        self._options = options
        self._note = note
        self._seen: set[str] = set()
        self._copies: list[tuple[str, str]] = []

    def fresh(self, found: Iterable[Piece | Outcome]) -> Iterator[Piece]:
        """The pieces to read, lazily."""
        for item in found:
            if isinstance(item, Outcome):
                self._note(item)
            elif item.sha256 in self._seen:
                self._copy(item)
            elif self._is_new(item):
                self._seen.add(item.sha256)
                yield item

    def add_copies(self) -> None:
        """Stores the further paths of documents, once the documents themselves are stored."""
        for sha256, path in self._copies:
            known = self._store.by_content(sha256)
            if known is not None and not self._options.dry_run:
                self._store.add_path(known.id, path)

    def _is_new(self, piece: Piece) -> bool:
        known = self._store.by_content(piece.sha256)
        if known is None or self._options.force or piece.given.over(known) != known:
            return True
        if piece.path in self._store.paths(known.id):
            outcome = Outcome(path=piece.path, status="unchanged", document=known.id, title=known.title)
            self._note(outcome)
        else:
            self._copy(piece)
        return False

    def _copy(self, piece: Piece) -> None:
        self._copies.append((piece.sha256, piece.path))
        self._note(Outcome(path=piece.path, status="duplicate", document=f"doc-{piece.sha256[:12]}"))


# ── pieces to records ────────────────────────────────────────────────────────────────────────────────────


def process(piece: Piece, settings: Settings) -> Processed:
    """The document and records of one piece; what cannot be read, and any fault of ours, becomes its reason."""
    from justicekb.ingest import read

    try:
        document = read(piece.data, _tools(settings)[0], path=piece.path, given=piece.given)
        return Processed(path=piece.path, document=document, records=records_of(document, settings))
    except SourceError as error:
        return Processed(path=piece.path, reason=error.reason)
    except Exception as error:  # one bad file must not sink the folder; it is logged and named
        log.exception("%s", piece.path)
        return Processed(path=piece.path, reason=f"justicekb failed on it ({type(error).__name__}: {error})")


def records_of(document: Document, settings: Settings) -> tuple[Record, ...]:
    """Every record of a document that was read, before any decision."""
    from justicekb.extract import extract
    from justicekb.extract.nlp import parse

    vocabulary, nlp = _tools(settings)
    (parsed,) = parse([document], nlp)
    return extract(parsed, vocabulary)


@lru_cache(maxsize=1)
def _tools(settings: Settings):  # type: ignore[no-untyped-def]  # noqa: ANN202  # spaCy's types are not imported here
    from justicekb.extract.nlp import load_pipeline
    from justicekb.vocabulary import load

    return load(settings.vocabularies), load_pipeline(settings.model)


def _process_all(fresh: Iterator[Piece], settings: Settings, options: Options) -> Iterator[Processed]:
    if options.workers <= 1:
        for piece in fresh:
            yield process(piece, settings)
        return
    waiting: list[tuple[str, Future[Processed]]] = []
    with ProcessPoolExecutor(options.workers, mp_context=get_context("spawn")) as pool:
        for piece in fresh:
            waiting.append((piece.path, pool.submit(process, piece, settings)))
            if len(waiting) >= options.workers * _IN_FLIGHT:
                yield waiting.pop(0)[1].result()
        for _, future in waiting:
            yield future.result()


# ── records to the store ─────────────────────────────────────────────────────────────────────────────────


def _store(processed: Processed, store: RecordStore, options: Options, decisions: Sequence[Decision]) -> Outcome:
    document = processed.document
    if document is None:
        return _failed(processed.path, processed.reason or "it could not be read")
    if not options.dry_run:
        store.replace(document, apply(processed.records, decisions))
    return Outcome(
        path=processed.path,
        status="read",
        document=document.id,
        kind=document.kind,
        title=document.title,
        records=len(processed.records),
        notes=document.notes,
    )
