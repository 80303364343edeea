"""Entities and what joins them as graphs: FollowTheMoney entities, their statements, and GraphML.

`followthemoney` makes entities of documents and records, `ftmstatements` a row of each of their values; `graphml` is
who occurs with whom.
"""

from justicekb.export.graphs.followthemoney import Codes, FtmEntity, ftm_entities
from justicekb.export.graphs.ftmstatements import statement_rows, statements_csv, statements_jsonl
from justicekb.export.graphs.graphml import graphml, together

__all__ = [
    "Codes",
    "FtmEntity",
    "ftm_entities",
    "graphml",
    "statement_rows",
    "statements_csv",
    "statements_jsonl",
    "together",
]
