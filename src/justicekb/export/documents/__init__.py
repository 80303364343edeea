"""A document with its records as HTML: `view` marks their words in the text, `page` makes one file of it."""

from justicekb.export.documents.page import document_page
from justicekb.export.documents.view import DocumentView, list_html, switches_html, text_html

__all__ = ["DocumentView", "document_page", "list_html", "switches_html", "text_html"]
