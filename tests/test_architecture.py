"""Who may import whom, as data; anything else fails. Late imports inside functions count too.

The flow is model -> ingest -> extract -> store -> query -> cli; nothing points backwards, and there is no cycle.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections import Counter
from fnmatch import fnmatch
from functools import lru_cache
from pathlib import Path
from statistics import median

import pytest

from justicekb.export import WRITERS
from justicekb.ingest import READERS
from justicekb.store.engines import PLACES as ENGINES

SRC = Path(__file__).parents[1] / "src" / "justicekb"

VALUES = {"errors", "home", "spans", "edtf", "display", "model", "findings", "querytree"}
VOCABULARY = {"vocabulary", "vocabulary.*"}

# Wings: folders that are entered by their door alone, the names that their `__init__` exports. The floors go up:
# a wing may use the doors of those named with it, all of which stand before it, and nothing of what comes after.
WINGS: dict[str, set[str]] = {
    "ingest.formats.text": set(),
    "ingest.formats.html": set(),
    "ingest.formats.mail": {"ingest.formats.text", "ingest.formats.html"},
    "ingest.formats.word": set(),
    "ingest.formats.epub": {"ingest.formats.html"},
    "ingest.formats.journal": set(),
    "ingest.formats.pdf": set(),
    "ingest.genres.report": set(),
    "ingest.genres.release": set(),
    "ingest.genres.article": set(),
    "ingest.genres.paper": {"ingest.genres.report"},
    "extract.names": set(),
    "extract.sources": set(),
    "extract.dates": {"extract.sources"},
    "extract.laws": {"extract.names"},
    "extract.figures": {"extract.sources"},
    "extract.quotes": set(),
    "extract.facts": set(),
    "extract.references": set(),
    "store.records": set(),
    "store.memory": set(),
    "store.whoosh": set(),
    "store.tantivy": set(),
    "store.opensearch": {"store.memory"},
    "query.language": set(),
    "query.search": set(),
    "query.citations": {"query.language", "query.search"},
    "query.events": {"query.language"},
    "query.questions": {"query.language", "query.events"},
    "query.drafts": {"query.language", "query.events", "query.questions", "query.citations"},
    "query.browsing": {"query.language"},
    "export.rows": {"query.citations", "query.drafts"},
    "export.timelines": {"export.rows"},
    "export.citations": {"export.rows", "query.citations"},
    "export.documents": set(),
    "export.graphs": {"export.rows"},
}

STORES = {wing for wing in WINGS if wing.startswith("store.")}
EXPORTS = {wing for wing in WINGS if wing.startswith("export.")} | {"export.dates", "export.labels", "export.sarif"}

# What the two stages of reading share: neither a format nor a genre knows the other.
READING = {f"ingest.{room}" for room in (
    "blocks", "candidates", "encoding", "furniture", "hyphens", "language", "limits", "mediatype", "parts", "printed",
    "raised",    "sentences", "source", "tables", "xml",
)}  # fmt: skip

# What a wing may use besides itself and the doors above: values, vocabulary, and the rooms that its wings share.
SHARED_ROOMS: dict[str, set[str]] = {
    "ingest.formats": VALUES | VOCABULARY | READING | {"ingest.formats.packages", "ingest.formats.archivenames"},
    "ingest.genres": VALUES
    | VOCABULARY
    | READING
    | {
        f"ingest.genres.{room}"
        for room in (
            "bylines",
            "issuedate",
            "laid",
            "partnames",
            "printeddate",
            "words",
        )
    },
    "extract": VALUES | VOCABULARY | {"extract.nlp"},
    "store": VALUES
    | {
        "durable",
        "store.base",
        "store.entities",
        "store.fulltext.*",
        "store.indexing",
        "store.language.*",
        "store.words",
    },
    "query": VALUES | VOCABULARY | {"store.base", "store.words", "query.records"},
    "export": VALUES | {"export.dates", "export.labels"},
}
LIBRARIES: dict[str, set[str]] = {
    "ingest.formats": set(),
    "ingest.formats.html": {"bs4"},
    "ingest.formats.journal": {"lxml"},
    "ingest.formats.word": {"docx"},
    "ingest.formats.pdf": {"pypdfium2", "pypdf", "msgspec", "pytesseract", "PIL"},
    "ingest.genres": set(),
    "extract": {"spacy", "rapidfuzz"},
    "store": set(),
    "store.records": {"msgspec"},
    "store.whoosh": {"whoosh", "rapidfuzz"},
    "store.tantivy": {"tantivy", "msgspec"},
    "store.opensearch": {"opensearchpy", "msgspec"},
    "query": {"rapidfuzz"},
    "export": {"msgspec"},
}
# The choice of formats and engines is data: what these tables name by its door is used.
CHOSEN = (
    {f"justicekb.export.{row}" for table in WRITERS.values() for row in table.values()}
    | {f"{place.module}:{place.name}" for place in ENGINES.values()}
    | set(READERS.values())
)
# What only the contract suites use: the specification of full text.
SPECIFICATION = {"justicekb.store.memory:MemoryFullText"}


def _wing_rows() -> dict[str, tuple[set[str], set[str]]]:
    """A row of the table for each wing: its rooms may use each other and the doors on the floors below."""
    rows: dict[str, tuple[set[str], set[str]]] = {}
    for wing, doors in WINGS.items():
        top = wing.rsplit(".", 1)[0]
        libraries = LIBRARIES.get(wing, LIBRARIES[top])
        rows[f"{wing}.*"] = rows[wing] = (SHARED_ROOMS[top] | doors | {f"{wing}.*"}, libraries)
    return rows


# Module pattern -> (what it may import inside justicekb, third-party packages). The first pattern that fits counts.
TABLE: dict[str, tuple[set[str], set[str]]] = {
    "": (VALUES | {"knowledgebase", "knowledge.*"}, set()),
    "__main__": ({"cli"}, set()),
    "errors": (set(), set()),
    "home": ({"errors"}, set()),
    "spans": ({"errors"}, set()),
    "edtf": ({"errors"}, set()),
    "display": (set(), set()),
    "model": ({"spans", "edtf", "errors"}, set()),
    "findings": ({"spans", "edtf", "display", "model"}, set()),
    "querytree": ({"spans", "edtf", "errors"}, set()),
    "config": ({"errors", "home"}, set()),  # and tomllib, where there is a file
    "durable": ({"errors"}, set()),
    "discover": ({"home"}, set()),
    "vocabulary.entries": ({"errors"}, {"msgspec"}),
    "vocabulary": ({"errors", "vocabulary.*"}, {"msgspec", "tomli"}),
    "vocabulary.*": ({"errors", "spans", "edtf", "model", "vocabulary", "vocabulary.*"}, set()),
    "ingest.language": (VALUES | {"vocabulary.wordlists"}, {"py3langid"}),
    "ingest.encoding": (VALUES, {"charset_normalizer"}),
    "ingest.xml": (VALUES | {"ingest.blocks", "ingest.raised"}, {"lxml"}),
    "ingest.printed": (VALUES, {"msgspec"}),
    **_wing_rows(),
    "ingest.genres": (
        SHARED_ROOMS["ingest.genres"]
        | {"ingest.genres.aside", "ingest.genres.metadata", "ingest.genres.kinds"}
        | {w for w in WINGS if w.startswith("ingest.genres.")},
        set(),
    ),
    "ingest.genres.*": (
        SHARED_ROOMS["ingest.genres"] | {w for w in WINGS if w.startswith("ingest.genres.")},
        set(),
    ),
    "ingest.formats": (set(), set()),
    "ingest.containers": (
        VALUES | READING | {"ingest.formats.packages", "ingest.formats.archivenames", "ingest.formats.mail"},
        set(),
    ),
    "ingest": (
        VALUES
        | VOCABULARY
        | {
            "ingest.bounds",
            "ingest.mediatype",
            "ingest.limits",
            "ingest.source",
            "ingest.walls",
            "ingest.parts",
            "ingest.genres",
        },
        set(),
    ),
    "ingest.*": (VALUES | VOCABULARY | READING, set()),
    "extract.inference": (set(), {"spacy", "thinc", "numpy"}),
    "extract.nlp": (VALUES | VOCABULARY | {"extract.inference"}, {"spacy"}),
    "extract": (VALUES | VOCABULARY | {"extract.nlp"} | {w for w in WINGS if w.startswith("extract.")}, set()),
    "store.base": (VALUES | {"store.language.borders"}, set()),
    "store.language.cyrillic": (VALUES | {"store.language.*"}, {"snowballstemmer"}),
    "store.language.*": (VALUES | {"store.language.*", "store.words"}, set()),
    "store.words": (VALUES | {"store.language.*"}, set()),
    "store.engines": (VALUES | {"config", "store.base", "store.fulltext.mark", *STORES}, set()),
    "store.stores": (VALUES | {"config", "durable", "store.base", "store.engines", "store.records"}, set()),
    # Loaded by `store` when a cluster is named: the client is an extra.
    "store.oncluster": (
        VALUES | {"config", "durable", "store.base", "store.stores", "store.records", "store.opensearch"},
        set(),
    ),
    "store": (VALUES | {"store.records", "store.stores"}, set()),
    "store.*": (SHARED_ROOMS["store"], set()),
    "query.records": (VALUES | {"query.language", "store.base"}, set()),
    "query": (set(), set()),
    "export.sarif": (SHARED_ROOMS["export"] | {"query.drafts"}, {"msgspec"}),
    "export": (SHARED_ROOMS["export"], set()),
    "export.*": (SHARED_ROOMS["export"], set()),
    "decisions": (VALUES | {"durable"}, {"msgspec"}),
    # Only `pipeline.work` reads and extracts, and it runs in workers; the rest passes values about.
    "pipeline.work": (
        VALUES
        | VOCABULARY
        | {"ingest", "ingest.*", "extract", "extract.nlp", "pipeline.tasks", "pipeline.stages", "pipeline.remote"},
        {"spacy"},
    ),
    "pipeline.remote": ({"discover", "errors", "ingest.manifest"}, {"fsspec"}),
    "pipeline.daskwork": ({"", "pipeline.*"}, {"msgspec", "distributed"}),
    "pipeline.daskpool": ({"", "errors", "pipeline.*"}, {"msgspec", "distributed"}),
    "pipeline.frames": (set(), set()),
    "pipeline.vitals": (set(), set()),
    "pipeline*": (
        VALUES
        | {"config", "decisions", "discover", "ingest.limits", "ingest.source", "ingest.manifest", "ingest.candidates"}
        | {"store.base", "pipeline.*"},
        {"msgspec"},
    ),
    "results": ({"display"}, set()),
    "watches": (VALUES | {"durable", "query.search"}, {"msgspec"}),
    "curation": (VALUES | {"config", "decisions", "pipeline.*", "store", "query.records"}, set()),
    "browsing": (
        VALUES
        | VOCABULARY
        | {"decisions", "store", "export.documents", "query.records"}
        | {"ingest.mediatype", "ingest.formats.pdf.facsimile"}
        | {"query.browsing", "query.search"},
        set(),
    ),
    "knowledge*": (
        VALUES
        | VOCABULARY
        | {
            "knowledge.*",
            "browsing",
            "config",
            "curation",
            "decisions",
            "results",
            "watches",
            "pipeline",
            "extract.nlp",  # `verify` parses a draft
            "pipeline.remote",
            "pipeline.stages",
            "ingest",
            "ingest.containers",
            "store",
            "store.base",
            *STORES,
        }
        | {"query.records", "export", *EXPORTS}
        | {w for w in WINGS if w.startswith("query.")},
        set(),
    ),
    "web": ({"web.app", "web.options"}, set()),
    "web.*": (
        VALUES
        | {"", "config", "curation", "decisions", "discover", "knowledgebase", "pipeline", "query.records"}
        | {"export", *EXPORTS, "store.base", "web.*"}
        | {w for w in WINGS if w.startswith("query.")},
        {"fastapi", "starlette", "pydantic", "jinja2", "markupsafe", "msgspec"},
    ),
    "assistants": (VALUES | {"", "config", "knowledgebase", "export", *EXPORTS}, {"mcp", "pydantic"}),
    "cli": ({"errors", "home", "cli.*"}, {"click"}),
    "cli.serving": ({"config", "errors", "home", "web", "web.*", "assistants", "cli.*"}, {"click", "uvicorn"}),
    "cli.curating": ({"curation", "decisions", "cli.*"}, {"click", "msgspec"}),
    "cli.*": (
        VALUES
        | {"config", "discover", "knowledgebase", "store.base", "watches", "pipeline", "query.records"}
        | {"pipeline.stages"}
        | {"export", *EXPORTS, "cli", "cli.*"}
        | {w for w in WINGS if w.startswith("query.")},
        {"click"},
    ),
}


def module_of(path: Path) -> str:
    parts = path.relative_to(SRC).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_of(path): path for path in sorted(SRC.rglob("*.py"))}


@lru_cache(None)
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@lru_cache(None)
def imports_of(path: Path) -> set[str]:
    """Every module a file imports, late imports and those for type checking included."""
    found: set[str] = set()
    inside = module_of(path.parent / "__init__.py")
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            for alias in node.names:
                child = f"{node.module}.{alias.name}"
                is_room = child.removeprefix("justicekb.") in MODULES
                door = str(node.module).removeprefix("justicekb.")
                is_door = door in WINGS and door != inside  # to those outside a door hands out names, never rooms
                found.add(child if is_room and not is_door else str(node.module))
    return found


def rule_for(module: str) -> tuple[set[str], set[str]]:
    for pattern, rule in TABLE.items():
        if fnmatch(module, pattern):
            return rule
    raise AssertionError(f"{module} has no row in the table")


@pytest.mark.parametrize("wing", WINGS)
def test_the_floors_go_up(wing):
    before = list(WINGS)[: list(WINGS).index(wing)]
    assert WINGS[wing] <= set(before), "a wing uses only wings that stand before it"


@pytest.mark.parametrize("wing", WINGS)
def test_a_door_says_what_comes_in_and_goes_out_and_exports_only_what_is_used(wing):
    tree = tree_of(MODULES[wing])
    exported = {name for node in tree.body if isinstance(node, ast.ImportFrom) for name in (a.name for a in node.names)}
    used = {
        alias.name
        for module, path in MODULES.items()
        if module != wing and not module.startswith(f"{wing}.")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ImportFrom) and node.module == f"justicekb.{wing}"
        for alias in node.names
    }
    used |= {name for door, name in (row.split(":") for row in CHOSEN | SPECIFICATION) if door == f"justicekb.{wing}"}
    assert (ast.get_docstring(tree) or "").count(" ") > 5, "the door says in a few lines what the wing yields"
    assert exported == used


@pytest.mark.parametrize("module", MODULES)
def test_module_imports_only_what_its_row_allows(module):
    inside, outside = rule_for(module)
    wrong = []
    for name in imports_of(MODULES[module]):
        top = name.split(".")[0]
        if top == "justicekb":
            target = name.removeprefix("justicekb").removeprefix(".")
            if not any(fnmatch(target, pattern) for pattern in inside):
                wrong.append(name)
        elif top not in sys.stdlib_module_names and top not in outside:
            wrong.append(name)
    assert not wrong


def functions() -> dict[str, ast.FunctionDef | ast.AsyncFunctionDef]:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return {
        f"{module}.{node.name}:{node.lineno}": node
        for module, path in MODULES.items()
        for node in ast.walk(tree_of(path))
        if isinstance(node, kinds)
    }


def test_folders_files_and_functions_stay_small():
    folders = Counter(str(path.parent.relative_to(SRC)) for path in MODULES.values())
    assert not {folder: files for folder, files in folders.items() if files > 20}
    lines = {module: path.read_text(encoding="utf-8").count("\n") for module, path in MODULES.items()}
    assert not {module: count for module, count in lines.items() if count > 500}
    assert median(lines.values()) <= 150
    bodies = {name: (node.end_lineno or 0) - node.body[0].lineno + 1 for name, node in functions().items()}
    assert not {name: length for name, length in bodies.items() if length > 60}
    assert median(bodies.values()) <= 8


@pytest.mark.parametrize("floor", ["ingest", "extract", "store", "query", "export", "web"])
def test_the_tests_of_a_floor_say_how_to_add_a_case(floor):
    file = Path(__file__).parent / floor / "conftest.py"
    told = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
    assert "To add a case" in told


def test_there_is_no_import_cycle():
    graph = {
        module: {n.removeprefix("justicekb.") for n in imports_of(path) if n.startswith("justicekb.")} & set(MODULES)
        for module, path in MODULES.items()
    }
    done: set[str] = set()

    def walk(module: str, trail: tuple[str, ...]) -> None:
        assert module not in trail, f"cycle: {' -> '.join((*trail[trail.index(module) :], module))}"
        if module not in done:
            for target in graph[module]:
                walk(target, (*trail, module))
            done.add(module)

    for module in graph:
        walk(module, ())


def loaded_by(code: str) -> set[str]:
    program = f"import sys; {code}; print(' '.join(m.split('.')[0] for m in sys.modules))"
    out = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    return set(out.split())


def test_importing_justicekb_loads_no_third_party_package():
    ours = {"justicekb", "__main__", "__mp_main__"}
    plain = loaded_by("pass")
    assert not {m for m in loaded_by("import justicekb") - plain - ours if m not in sys.stdlib_module_names}


def test_the_query_side_never_loads_the_language_model():
    modules = sorted(m for m in MODULES if m.startswith(("query", "cli", "vocabulary")))
    code = """
import importlib, sys
for module in sys.stdin.read().split():
    importlib.import_module(f"justicekb.{module}")
    heavy = {"spacy", "thinc", "lxml", "bs4"} & set(sys.modules)
    if heavy:
        sys.exit(f"{module} loads {heavy}")
    print(module)
"""
    run = subprocess.run([sys.executable, "-c", code], input=" ".join(modules), capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    assert run.stdout.split() == modules
