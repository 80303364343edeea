"""Every pattern that justicekb compiles, with the ways it is used: constants of modules, and those built at run time.

`re` is watched before anything of justicekb is imported; then every module is imported, the sample corpus is read,
and questions, searches and drafts are put to it. A pattern that none of this used is taken to be searched with.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "justicekb"
OURS = "justicekb."

# How a method looks at a text: once at its start, once at the whole, or from every place on.
METHODS = {
    "match": "match", "fullmatch": "fullmatch", "search": "search", "finditer": "finditer", "findall": "finditer",
    "sub": "finditer", "subn": "finditer", "split": "finditer",
}  # fmt: skip


@dataclass
class Known:
    """A compiled pattern, where it was compiled (module:line) and the methods it was used with."""

    pattern: re.Pattern[str] | re.Pattern[bytes]
    where: str
    names: set[str] = field(default_factory=set)
    methods: set[str] = field(default_factory=set)


class Watched:
    """Stands in for a compiled pattern and notes how it is used."""

    def __init__(self, known: Known) -> None:
        self.known = known

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  # whatever the pattern has
        found = getattr(self.known.pattern, name)
        return self._noting(name, found) if name in METHODS else found

    def _noting(self, name: str, method: Callable[..., Any]) -> Callable[..., Any]:
        def noting(*given: Any, **named: Any) -> Any:  # noqa: ANN401  # what the method takes
            scans = name == "match" and len(given) > 1  # tried at one place after the other
            self.known.methods.add("search" if scans else METHODS[name])
            return method(*given, **named)

        return noting

    def __hash__(self) -> int:
        return hash(self.known.pattern)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Watched) and self.known.pattern == other.known.pattern

    def __reduce__(self) -> tuple[object, ...]:
        return (re.compile, (self.known.pattern.pattern, self.known.pattern.flags))


FOUND: dict[tuple[object, int], Known] = {}


def watch() -> None:
    """Begins to note what justicekb compiles; to be called before it is imported."""
    compiled = re._compile  # type: ignore[attr-defined]  # the one place that every function of `re` goes through

    def compiling(pattern: Any, flags: int) -> Any:  # noqa: ANN401  # text, bytes or a pattern
        if isinstance(pattern, Watched):
            return pattern
        caller = _caller(sys._getframe(1))
        made = compiled(pattern, flags)
        if caller is None or not isinstance(made, re.Pattern):
            return made
        known = FOUND.setdefault((made.pattern, made.flags), Known(made, caller))
        return Watched(known)

    re._compile = compiling  # type: ignore[attr-defined]


def _caller(frame: FrameType | None) -> str | None:
    """The module and line of ours that asked for it."""
    while frame is not None and frame.f_globals.get("__name__") == "re":
        frame = frame.f_back
    name = frame.f_globals.get("__name__", "") if frame is not None else ""
    return f"{name.removeprefix(OURS)}:{frame.f_lineno}" if frame is not None and name.startswith(OURS) else None


def collect() -> list[Known]:
    """Every pattern, after all of justicekb has been imported and used."""
    import_everything()
    use_everything()
    _add_the_unused()
    _name_the_unused()
    return sorted(FOUND.values(), key=lambda known: known.where)


def import_everything() -> None:
    """Imports every module of the package."""
    package = importlib.import_module("justicekb")
    for module in pkgutil.walk_packages(package.__path__, OURS):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)


def use_everything() -> None:
    """Reads the sample corpus into memory and asks it things."""
    from justicekb.query.citations import cite
    from justicekb.query.drafts import verify_draft
    from justicekb.query.questions import ask
    from justicekb.query.search import search
    from justicekb.vocabulary import load

    vocabulary = load()
    stores = corpus_in_memory(vocabulary)
    records, fulltext = stores.records, stores.fulltext
    for question in QUESTIONS:
        ask(question, records, vocabulary)
        search(stores, question, vocabulary)
    text = records.document(next(records.documents()).id).text
    verify_draft(text, records, vocabulary, fulltext=fulltext)
    cite(text[:60], records, fulltext)


class Stores(NamedTuple):
    """The two stores."""

    records: Any
    fulltext: Any


def corpus_in_memory(vocabulary: Any) -> Stores:  # noqa: ANN401  # justicekb is not imported before it is watched
    """The sample corpus, read and extracted in this process."""
    from justicekb.config import Settings
    from justicekb.errors import SourceError
    from justicekb.extract import extract
    from justicekb.extract.nlp import load_pipeline, parse
    from justicekb.ingest import read
    from justicekb.store.memory import MemoryFullText, MemoryRecords

    stores, language = Stores(MemoryRecords(), MemoryFullText()), load_pipeline(Settings().model)
    for file in sorted(file for file in (ROOT / "corpus").rglob("*") if file.is_file()):
        with suppress(SourceError):
            document = read(file, vocabulary)
            (parsed,) = parse([document], language)
            stores.records.replace(document, extract(parsed, vocabulary))
    indexed = (stores.records.indexed(light.id) for light in stores.records.documents())
    stores.fulltext.index((one for one in indexed if one is not None), revision=1)
    return stores


QUESTIONS = (
    "When did Kazakhstan ratify the Convention against Torture?",
    "How many people were on probation in 2014, and who says so?",
    "Who said that the prison population had fallen?",
    "Is it true that the death penalty was abolished?",
    'title:death AND "penal reform"~3 OR tortur* NEAR/8 court published:[2011 TO 2015]',
)


def _add_the_unused() -> None:
    """Compiles what is written into calls such as `re.sub("…", …)` that nothing of the above came to."""
    for file in SRC.rglob("*.py"):
        module = ".".join(file.relative_to(SRC).with_suffix("").parts)
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and _called_on(node.func.value) == "re"
            ):
                _add(node, node.func.attr, module)


def _add(call: ast.Call, method: str, module: str) -> None:
    first = call.args[0] if call.args else None
    if method not in METHODS or not isinstance(first, ast.Constant) or not isinstance(first.value, str | bytes):
        return
    pattern = re.compile(first.value)
    pattern = pattern.known.pattern if isinstance(pattern, Watched) else pattern
    known = FOUND.setdefault((pattern.pattern, pattern.flags), Known(pattern, f"{module}:{call.lineno}"))
    known.methods.add(METHODS[method])


def _name_the_unused() -> None:
    """Gives a pattern that nothing used the methods that its name is called with anywhere in its module."""
    for module, names in _named_patterns():
        for name, lines in names.items():
            for known in FOUND.values():
                where, _, line = known.where.rpartition(":")
                if where == module and lines[0] <= int(line) <= lines[1]:
                    known.names.add(name)
    used = _methods_by_name()
    for known in FOUND.values():
        known.methods |= (
            {method for name in known.names for method in used.get(name, ())} if not known.methods else set()
        )
        known.methods = known.methods or {"search"}


def _named_patterns() -> Iterator[tuple[str, dict[str, tuple[int, int]]]]:
    """For each module the lines of what is given a name: a variable, an argument, a key of a table."""
    for file in SRC.rglob("*.py"):
        parts = file.relative_to(SRC).with_suffix("").parts
        module = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        named: dict[str, tuple[int, int]] = {}
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            for name, value in _given(node):
                named[name] = (value.lineno, value.end_lineno or value.lineno)
        yield module, named


def _given(node: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    if isinstance(node, ast.Assign):
        yield from ((target.id, node.value) for target in node.targets if isinstance(target, ast.Name))
    elif isinstance(node, ast.keyword) and node.arg:
        yield node.arg, node.value
    elif isinstance(node, ast.Dict):
        keys = zip(node.keys, node.values, strict=True)
        yield from (
            (key.value, value) for key, value in keys if isinstance(key, ast.Constant) and isinstance(key.value, str)
        )


def _methods_by_name() -> dict[str, set[str]]:
    """For each name that a method of patterns is called on, the methods."""
    found: dict[str, set[str]] = {}
    for file in SRC.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in METHODS:
                on = node.func.value
                name = _called_on(on)
                scans = node.func.attr == "match" and len(node.args) > 1
                found.setdefault(name, set()).add("search" if scans else METHODS[node.func.attr])
    return found


def _called_on(on: ast.expr) -> str:
    if isinstance(on, ast.Subscript) and isinstance(on.slice, ast.Constant):
        return str(on.slice.value)
    return on.id if isinstance(on, ast.Name) else on.attr if isinstance(on, ast.Attribute) else ""
