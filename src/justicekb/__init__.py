"""justicekb reads documents on criminal justice and human rights and answers from them with the exact sentence.

import justicekb
with justicekb.open("indexes") as kb:
    answer = kb.ask("When did Kazakhstan ratify the Convention against Torture?")
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from justicekb.edtf import Edtf
    from justicekb.errors import JusticeKBError, QueryError, SourceError, StoreError, VocabularyError
    from justicekb.knowledgebase import KnowledgeBase
    from justicekb.querytree import RecordFilter

__version__ = "0.1.0.dev0"

__all__ = [
    "Edtf",
    "JusticeKBError",
    "KnowledgeBase",
    "QueryError",
    "RecordFilter",
    "SourceError",
    "StoreError",
    "VocabularyError",
    "open",
]

# Where each public name is defined; imported when it is first used, so that `import justicekb` costs nothing.
_HOMES = {
    "Edtf": "edtf",
    "JusticeKBError": "errors",
    "KnowledgeBase": "knowledgebase",
    "QueryError": "errors",
    "RecordFilter": "querytree",
    "SourceError": "errors",
    "StoreError": "errors",
    "VocabularyError": "errors",
}


def open(home: str | Path | None = None, *, create: bool = False) -> KnowledgeBase:
    """The knowledge base in a folder (default: JUSTICEKB_HOME or `indexes`); `create` makes it if there is none.

    `opensearch+https://user@host:9200/prefix` names one on a cluster. Raises ValueFormatError for a malformed address,
    and StoreError at first use when there is none and it is not to be made.
    """
    from justicekb.knowledgebase import KnowledgeBase

    return KnowledgeBase(home=home, create=create)


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'justicekb' has no attribute {name!r}")
    return getattr(import_module(f"justicekb.{_HOMES[name]}"), name)
