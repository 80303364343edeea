"""A knowledge base on an OpenSearch cluster (extra `opensearch`): records and full text, with the same answers.

`opening` finds or makes a base; `records` stores and finds documents and records (`writing`, `reading`, `entities`,
in entries that `units` makes), `fulltext` finds passages (`query`, `passages`); `state` is the base's own entry and
who writes, `journal` keeps decisions. `client` sends requests and `faults` tells what went wrong; `indexes` and
`mappings` set everything up.
"""

from justicekb.store.opensearch.journal import ClusterJournal
from justicekb.store.opensearch.opening import ClusterBase

__all__ = ["ClusterBase", "ClusterJournal"]
