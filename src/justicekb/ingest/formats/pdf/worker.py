"""Runs the PDF worker process: one for this process, started at the first file and again whenever it dies."""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
import threading
from typing import BinaryIO, cast

import msgspec

from justicekb.ingest.formats.pdf.chars import Drawing, Page, PdfAnswer, PdfJob, receive, send
from justicekb.ingest.limits import Limits


class WorkerDied(Exception):
    """The worker ended, had to be ended, or has no answer to give; the message says which."""


class PdfWorker:
    """A process that reads PDF files, fed over a pipe. Start it with `read`, end it with `close`.

    It is an interpreter of its own that runs `pdfchars` (nothing is inherited from this process, as with the
    start method "spawn", and unlike a multiprocessing child it can be started from a pool's worker, too).
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._owner = os.getpid()

    def read(self, data: bytes, limits: Limits | None = None) -> PdfAnswer:
        """The answer for one file, cut at the most pages; raises WorkerDied when the worker aborts or is too slow.

        A page takes 15 to 30 ms (measured 2026-11 on two shared cores) and is rarely smaller than 3 kB.
        """
        limits = limits or Limits()
        return self._ask(PdfJob(data, limits.pages), limits.to_read(len(data)))

    def draw(self, data: bytes, page: int, dpi: int) -> Drawing:
        """One page of a file as a picture; raises WorkerDied when it cannot be drawn."""
        answer = self._ask(PdfJob(data, page + 1, page, dpi), Limits().to_read(len(data)))
        if answer.drawing is None:
            raise WorkerDied(answer.detail or "the page cannot be drawn")
        return answer.drawing

    def page(self, data: bytes, page: int) -> Page:
        """The words of one page, counted from 0; raises WorkerDied when it cannot be read."""
        answer = self._ask(PdfJob(data, page + 1, page), Limits().to_read(len(data)))
        if answer.file is None or not answer.file.pages:
            raise WorkerDied(answer.detail or "there is no such page")
        return answer.file.pages[0]

    def _ask(self, job: PdfJob, limit: float) -> PdfAnswer:
        with self._lock:
            process = self._running()
            timer = threading.Timer(limit, process.kill)
            timer.start()
            try:
                payload = self._exchange(process, msgspec.msgpack.encode(job))
            finally:
                timer.cancel()
            if payload is None:
                raise WorkerDied(self._epitaph(process, limit))
            return msgspec.msgpack.decode(payload, type=PdfAnswer)

    def close(self) -> None:
        """Ends the process, if there is one."""
        process, self._process = self._process, None
        if process is None or self._owner != os.getpid():
            return
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                stream.close()
        try:
            process.wait(timeout=2)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._owner != os.getpid():  # after a fork the parent's worker is not ours
            self._process, self._owner = None, os.getpid()
        if self._process is None or self._process.poll() is not None:
            self.close()
            # -P keeps the current folder, where a user's files lie, out of the module search path.
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-c", "from justicekb.ingest.formats.pdf.chars import main; main()"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        return self._process

    def _exchange(self, process: subprocess.Popen[bytes], payload: bytes) -> bytes | None:
        try:
            send(cast(BinaryIO, process.stdin), payload)
            return receive(cast(BinaryIO, process.stdout))
        except (BrokenPipeError, ConnectionResetError):
            return None

    def _epitaph(self, process: subprocess.Popen[bytes], limit: float) -> str:
        try:
            code = process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            process.kill()
            code = process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except BrokenPipeError:
                    continue
        self._process = None
        return f"took longer than {limit:.0f} s" if code == -9 else f"PDFium ended with {code}"


_workers: dict[int, PdfWorker] = {}


def worker() -> PdfWorker:
    """This process's worker, ended at exit."""
    pid = os.getpid()
    if pid not in _workers:
        _workers.clear()
        _workers[pid] = PdfWorker()
        atexit.register(_workers[pid].close)
    return _workers[pid]
