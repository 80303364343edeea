"""Both stores on dictionaries, the executable specification of the protocols in `store.base`.

What goes in is kept as it is. `records` answers by `filters`, which says what a filter means; `fulltext` reads every
passage for every query. What is said here in a line or two the other stores must do with tables and indexes.
"""

from justicekb.store.memory.filters import RecordContext, date_of, entities_of, matches, type_of
from justicekb.store.memory.fulltext import MemoryFullText
from justicekb.store.memory.records import MemoryRecords

__all__ = ["MemoryFullText", "MemoryRecords", "RecordContext", "date_of", "entities_of", "matches", "type_of"]
