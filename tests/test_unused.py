"""Nothing stands in `src` that only tests use: names of modules, and fields of vocabulary entries that no code reads.

A use is a name or attribute that is read, a "module:name" in one of the tables, or a word of a page's template. What an
import or `__all__` only hands on is none. Functions that a decorator registers are used by who registers them.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import justicekb
from justicekb.vocabulary import entries

SRC = Path(justicekb.__file__).parent
TREES = {str(path.relative_to(SRC)): ast.parse(path.read_text(encoding="utf-8")) for path in sorted(SRC.rglob("*.py"))}
TEMPLATES = " ".join(path.read_text(encoding="utf-8") for path in SRC.rglob("*.html"))

# Public names that are used from outside, each with who uses it.
FROM_OUTSIDE = {
    "MemoryFullText": "the specification of full text, for the contract suites",
    "FactType": "the ids of types of events, which events.toml is held to",
    "entry_of": "the entry that reads a question, for the examples of question-asked.toml",
    "open_on_cluster": "named by the door of the stores",
    "is_on_cluster": "the same",
}


def names_read(tree: ast.Module) -> set[str]:
    read: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            read.add(node.id)
        elif isinstance(node, ast.Attribute):
            read.add(node.attr)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value  # "module:name" in a table, an annotation in quotation marks
            read.update(re.findall(r"\w+", text) if re.fullmatch(r"[\w.]+:\w+|[\w\[\], |.]+\]|[A-Z]\w+", text) else ())
    return read


def defined(tree: ast.Module) -> set[str]:
    found: set[str] = set()
    for node in tree.body:
        if (isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not node.decorator_list) or isinstance(
            node, ast.ClassDef
        ):
            found.add(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found.update(name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name))
    return {name for name in found if not re.fullmatch(r"__\w+__", name)}


READ = {file: names_read(tree) for file, tree in TREES.items()}
EVERYWHERE = set().union(*READ.values()) | set(re.findall(r"\w+", TEMPLATES))


@pytest.mark.parametrize("file", TREES)
def test_every_name_of_a_module_is_used(file):
    unused = {name for name in defined(TREES[file]) if name not in EVERYWHERE} - set(FROM_OUTSIDE)
    assert not unused


def test_a_private_name_is_used_in_its_own_file():
    unused = {f"{f}:{n}" for f, t in TREES.items() for n in defined(t) if n.startswith("_") and n not in READ[f]}
    assert not unused


ENTRIES = [kind for kind in vars(entries).values() if isinstance(kind, type) and issubclass(kind, entries.Entry)]


@pytest.mark.parametrize("kind", ENTRIES, ids=lambda kind: kind.__name__)
def test_every_field_of_a_vocabulary_entry_is_read(kind):
    attributes = {n.attr for f, t in TREES.items() for n in ast.walk(t) if isinstance(n, ast.Attribute)}
    for_people = {"source", "examples", "counter_examples"}  # where facts come from, and what tests hold
    assert not set(kind.__struct_fields__) - attributes - for_people
