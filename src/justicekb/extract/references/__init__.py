"""References: `find_references` yields the entries of a bibliography, read into CSL's parts.

In: a document's blocks of kind `reference`. Out: References. Order: `words` compiles the vocabulary, `authors`
and `publication` read the ends of an entry, `references` what stands between.
"""

from justicekb.extract.references.references import find_references

__all__ = ["find_references"]
