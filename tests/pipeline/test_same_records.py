"""The same file gives the same document and records on any day, in any time zone, locale, order and hash seed."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import justicekb

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
FILES = ("prison-health-2011.txt", "death-penalty-abolished-2022.html", "release-npm-first-visits-2014.html")

PROGRAM = """
import datetime, sys, time
year = int(sys.argv[1])
class Day(datetime.date):
    @classmethod
    def today(cls):
        return cls(year, 1, 1)
class Moment(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls(year, 1, 1, tzinfo=tz)
datetime.date, datetime.datetime = Day, Moment
time.time = lambda: (year - 1970) * 31556952.0
import hashlib, os
from justicekb.config import Settings
from justicekb.pipeline.tasks import Setup, Task
from justicekb.pipeline.work import run
for file in sys.argv[2:]:
    task = Task(number=1, file=os.fsencode(file), path=os.path.basename(file), member=0)
    answer = run(task, Setup.of(Settings()))
    digest = hashlib.sha256(repr((answer.document, answer.records)).encode()).hexdigest()
    print(os.path.basename(file), len(answer.records), digest)
"""


def read_under(year: int, *files: str, **environment: str) -> set[str]:
    command = [sys.executable, "-c", PROGRAM, str(year), *(str(CORPUS / file) for file in files)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ | environment)
    return set(done.stdout.splitlines())


def test_records_are_the_same_on_another_machine_and_day():
    one = read_under(2012, *FILES, PYTHONHASHSEED="1", TZ="Pacific/Kiritimati", LC_ALL="C")
    other = read_under(2061, *reversed(FILES), PYTHONHASHSEED="2", TZ="America/Los_Angeles", LC_ALL="tr_TR.UTF-8")
    assert len(one) == len(FILES)
    assert all(int(line.split()[1]) for line in one)
    assert one == other


def test_nothing_that_makes_records_asks_for_the_day_or_the_locale():
    source = Path(justicekb.__file__).parent
    for folder in ("ingest", "extract", "vocabulary"):
        for file in (source / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text())):
                if isinstance(node, ast.Call):
                    called = ast.unparse(node.func)
                    assert not called.endswith((".today", ".utcnow", "datetime.now", "time.time", "localtime"))
                    assert not called.startswith(("locale.", "random."))
