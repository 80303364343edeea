"""Full text on tantivy (extra `tantivy`), for large collections: documents go in, ranked passages come out.

`index` writes and searches its folder; `fields` says what is kept of a passage, `query` makes tantivy queries of query
trees.
"""

from justicekb.store.tantivy.index import TantivyFullText

__all__ = ["TantivyFullText"]
