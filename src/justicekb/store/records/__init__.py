"""The record store on one SQLite file: documents and records go in, and come back by filter, entity, place or id.

A reader or writer enters by `sqlite`, of which `entitytables` is a part: `connection` opens the file, `migrate` brings
it to the present schema, `statements` runs SQL; `writing` turns a document with its records into the `rows` of one
transaction; `conditions`, `sentenceindex` and `retrieval` turn a filter into SQL that reads no more than it yields;
`health` tells and mends what is damaged.
"""

from justicekb.store.records.connection import Mode
from justicekb.store.records.health.checks import ADVICE
from justicekb.store.records.health.salvage import Salvaged, salvage
from justicekb.store.records.sqlite import SqliteRecords

__all__ = ["ADVICE", "Mode", "Salvaged", "SqliteRecords", "salvage"]
