"""Cited passages as references: a passage goes in, its reference comes out as text, CSL-JSON, BibTeX or RIS.

`bibliography` makes a CSL-JSON item and writes the others from it; `annotation` is the W3C Web Annotation that opens
the source on the words.
"""

from justicekb.export.citations.annotation import annotation_json
from justicekb.export.citations.bibliography import (
    bibtex,
    bibtex_of_all,
    csl_json,
    csl_json_of,
    reference,
    ris,
    ris_of_all,
)

__all__ = ["annotation_json", "bibtex", "bibtex_of_all", "csl_json", "csl_json_of", "reference", "ris", "ris_of_all"]
