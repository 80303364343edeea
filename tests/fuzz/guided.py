"""Feeds readers with files that coverage leads to: `python tests/fuzz/guided.py [SECONDS]`, or `make fuzz`.

Each format has a process of its own and its share of the time. A file that ends in anything but a document or a
SourceError, or takes longer than a minute, is left in `tests/fuzz/finds` for a test to be made of it; exit code 1.
Without atheris (it has wheels for Linux only) nothing is run, and that is said.
"""

from __future__ import annotations

import subprocess
import sys
import zipfile
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

HERE = Path(__file__).resolve().parent
FINDS = HERE / "finds"
SECONDS = 60
LONGEST = 60  # seconds for one file

WORDS = "The visiting board met in Osh on 3 May 2014. It saw “ten” cells."
FORMATS = {
    "html": f"<html><head><title>Cells</title></head><body><h1>Cells</h1><p>{WORDS}</p></body></html>".encode(),
    "pdf": b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF",
    "docx": b"",
    "xml": f'<article article-type="a" dtd-version="1"><front/><body><p>{WORDS}</p></body></article>'.encode(),
    "eml": f"From: a@example.org\nTo: b@example.org\nSubject: Cells\nMIME-Version: 1.0\n\n{WORDS}".encode(),
}


def run_one(format_: str, seconds: int) -> None:
    """Fuzzes one reader in this process; ends the process."""
    import atheris

    with atheris.instrument_imports(include=["justicekb"]):
        from justicekb.errors import SourceError
        from justicekb.ingest import read
        from justicekb.vocabulary import load

    vocabulary = load()

    def try_it(data: bytes) -> None:
        content = _word_file(data) if format_ == "docx" else data
        try:
            read(content, vocabulary, path=f"fuzz.{format_}")
        except SourceError:
            return

    finds = f"-artifact_prefix={FINDS}/{format_}-"
    seeds = FINDS / f"seeds-{format_}"
    seeds.mkdir(parents=True, exist_ok=True)
    (seeds / "seed").write_bytes(FORMATS[format_])
    atheris.Setup(
        [sys.argv[0], finds, f"-max_total_time={seconds}", f"-timeout={LONGEST}", "-max_len=4096", str(seeds)], try_it
    )
    atheris.Fuzz()


def _word_file(body: bytes) -> bytes:
    """A Word file whose main part is the given bytes, so that the fuzzing is not spent on the archive."""
    import docx

    whole, made = BytesIO(), BytesIO()
    docx.Document().save(whole)
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, body if name == "word/document.xml" and body else old.read(name))
    return made.getvalue()


def main() -> int:
    """Runs each format in its turn; 1 when one found something."""
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    if find_spec("atheris") is None:
        print("fuzzing skipped: atheris is not installed (pip install 'justicekb[fuzz]'; it has wheels for Linux only)")
        return 0
    FINDS.mkdir(exist_ok=True)
    codes = {
        name: subprocess.run([sys.executable, __file__, str(seconds), name], check=False).returncode for name in FORMATS
    }
    for name, code in codes.items():
        print(f"{name}: {'nothing found' if code == 0 else f'found something, see {FINDS}'}")
    return 1 if any(codes.values()) else 0


if __name__ == "__main__":
    if len(sys.argv) == 3:
        run_one(sys.argv[2], int(sys.argv[1]))
    sys.exit(main())
