"""Citations: `cite` finds words or records and how to cite them, `explain` says why a record was filed.

In: a record's id, a document's id, or words. Out: verbatim passages with address and bibliographic data.
`intext` reads which references a sentence of a paper cites.
"""

from justicekb.query.citations.cite import CitedPassage, cite, documents_with, locate
from justicekb.query.citations.why import explain, explain_sources

__all__ = ["CitedPassage", "cite", "documents_with", "explain", "explain_sources", "locate"]
