"""Full text on Whoosh, the engine that comes with the core: documents go in, ranked passages come out.

`index` writes and searches its folder; `fields` says what is kept of a passage, `query` makes Whoosh queries of query
trees; `leanimport` and `pickles` load Whoosh and its files without what they could do besides.
"""

from justicekb.store.whoosh.index import WhooshFullText

__all__ = ["WhooshFullText"]
