"""Search: `search` runs a query string against the full-text index and yields ranked passages.

In: a string of the query language. Out: hits. Order: `tokens` cuts it, `parse` (with `fields`) makes a
`querytree` within `limits`, `search` resolves names in it and asks the index.
"""

from justicekb.query.search.limits import too_long
from justicekb.query.search.parse import literal
from justicekb.query.search.search import SearchResult, search

__all__ = ["SearchResult", "literal", "search", "too_long"]
