"""Records and results of queries as plain rows, and rows as JSON lines and tables: the export contract.

`jsonl` makes rows of records, `results` and `found` of what queries yield; `table` writes rows as CSV; `schema` is the
JSON Schema that every row keeps.
"""

from justicekb.export.rows.found import check_row, hit_row
from justicekb.export.rows.jsonl import Row, document_row, dumps, entity_row, passage_row, record_row, record_rows
from justicekb.export.rows.results import answer_row, citation_row, cited_row, conflict_row, timeline_row
from justicekb.export.rows.schema import schema
from justicekb.export.rows.table import cell, table, tables

__all__ = [
    "Row",
    "answer_row",
    "cell",
    "check_row",
    "citation_row",
    "cited_row",
    "conflict_row",
    "document_row",
    "dumps",
    "entity_row",
    "hit_row",
    "passage_row",
    "record_row",
    "record_rows",
    "schema",
    "table",
    "tables",
    "timeline_row",
]
