"""A document as one HTML file that works without a network: text with marks, the list of records, styles inside.

A content security policy lets nothing be loaded or run, so a page made from a hostile document stays harmless.
"""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from html import escape
from importlib import resources

from justicekb.export.dates import shown
from justicekb.export.documents.view import DocumentView, list_html, switches_html, text_html
from justicekb.model import Document
from justicekb.spans import Span


def document_page(view: DocumentView, target: Span | None = None) -> str:
    """The page of a document; with a `target`, `#words` opens on it."""
    document = view.document
    title = escape(document.title or document.path)
    style = stylesheet()
    policy = f"default-src 'none'; style-src '{_hash(style)}'"
    return f"""<!DOCTYPE html>
<html lang="{escape(document.language or "en")}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<title>{title}</title>
<style>{style}</style>
</head>
<body class="alone">
<main class="document">
<header><h1>{title}</h1>{facts_html(document)}</header>
<fieldset class="switches"><legend>Marked in the text</legend>{switches_html()}</fieldset>
<div class="reading">
<article class="text" lang="{escape(document.language or "en")}">{text_html(view, target)}</article>
<aside class="beside" aria-label="Records"><h2>Read from this document</h2>{list_html(view)}</aside>
</div>
</main>
</body>
</html>
"""


def facts_html(document: Document) -> str:
    """What a reader wants to know of a document first, on a line."""
    told = [
        "; ".join(author.name for author in document.authors),
        document.publisher or document.container or "",
        shown(document.published) if document.published else "",
        document.kind.replace("_", " "),
    ]
    return f'<p class="told">{" · ".join(escape(part) for part in told if part)}</p>'


@lru_cache(maxsize=1)
def stylesheet() -> str:
    """How documents are shown, in the application as in a file."""
    return (resources.files("justicekb.export") / "styles" / "document.css").read_text(encoding="utf-8")


def _hash(code: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
