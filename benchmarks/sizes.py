"""The bytes of a base beside those of its text, table by table: `python benchmarks/sizes.py BASE`.

A base of its own can be made by `benchmarks/collection.py base FOLDER --reports 125`. Tables and indexes of SQLite are
measured by its `dbstat`, where it was built with it.
"""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

SMALLEST = 0.02  # of the text's bytes: what is less is not listed


def main() -> None:
    """Prints a line for each table, index and folder, the largest first."""
    home = Path(sys.argv[1])
    with closing(sqlite3.connect(f"file:{home / 'knowledge.sqlite'}?mode=ro", uri=True)) as db:
        text = db.execute("SELECT sum(length(CAST(text AS BLOB))) FROM document").fetchone()[0]
        try:
            tables = db.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name ORDER BY 2 DESC").fetchall()
        except sqlite3.OperationalError:
            tables = []
            print("this SQLite was built without dbstat: no tables")
    files = {
        name: sum(f.stat().st_size for f in (home / name).rglob("*") if f.is_file())
        for name in ("fulltext", "fulltext-tantivy")
        if (home / name).is_dir()
    }
    records = (home / "knowledge.sqlite").stat().st_size
    print(f"{'text':<32}{text / 1e6:9.2f} MB")
    for name, size in tables:
        if size >= SMALLEST * text:
            print(f"  {name:<30}{size / 1e6:9.2f} MB{size / text:8.2f} x")
    for name, size in {"knowledge.sqlite": records, **files}.items():
        print(f"{name:<32}{size / 1e6:9.2f} MB{size / text:8.2f} x")
    whole = records + sum(files.values())
    print(f"{'in all':<32}{whole / 1e6:9.2f} MB{whole / text:8.2f} x the text")


if __name__ == "__main__":
    main()
