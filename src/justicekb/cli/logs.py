"""`--log FILE`: warnings and faults, with their tracebacks, for whoever mends them."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from justicekb.errors import StoreError

# The files that are open; `logging` takes 10 ms to import, and only who asks for a log needs it.
_open = ExitStack()
_kept: list[Path] = []


def keep_log(file: Path) -> None:
    """Appends what is logged to a file until `end_logs`; raises StoreError when it cannot be written."""
    import logging

    try:
        handler = logging.FileHandler(file, encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        raise StoreError(f"{file} cannot be written to: {error.strerror}") from error
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logger = logging.getLogger("justicekb")
    logger.addHandler(handler)
    _open.callback(handler.close)
    _open.callback(logger.removeHandler, handler)
    _kept.append(file)


def note_in_logs(trace: str) -> None:
    """Writes a traceback into the logs that are kept, if any."""
    if _kept:
        import logging

        logging.getLogger("justicekb").error("%s", trace)


def end_logs() -> None:
    """Closes the logs."""
    _kept.clear()
    _open.close()
