"""Imports Whoosh without what it never needs here, and without the warnings of its age."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

# What Whoosh imports at its top for parts that justicekb does not use, with the one name it takes from each:
# a downloader of its benchmarks (with it HTTP and TLS, 30 % of the import) and English word variations (7 %).
_UNUSED = {"urllib.request": "urlretrieve", "whoosh.lang.morph_en": "variations"}


@contextmanager
def lean_import() -> Iterator[None]:
    """While it lasts, the unused modules are empty ones; afterwards they can be imported as ever."""
    stubs = {name: _stub(name, only) for name, only in _UNUSED.items() if name not in sys.modules}
    sys.modules.update(stubs)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Whoosh 2.7.4 is older than the Pythons we run on
            yield
    finally:
        for name, stub in stubs.items():
            if sys.modules.get(name) is stub:
                del sys.modules[name]


def _stub(name: str, only: str) -> ModuleType:
    module = ModuleType(name)
    setattr(module, only, None)
    return module
