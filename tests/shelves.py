"""Full-text indexes for tests, beside the passages that they index: no record store is needed to show their hits."""

from __future__ import annotations

from justicekb.store.fulltext.storedhits import shown_at


class Shelf:
    """Keeps what was indexed, and shows it."""

    def __init__(self):
        self._documents = {}

    def shown(self, document, position):
        found = self._documents.get(document)
        return None if found is None else shown_at(found, position)

    def keeping(self, documents):
        for document in documents:
            self._documents[document.document.id] = document
            yield document


def on_shelf(engine, folder):
    """An index of an engine in a folder, which remembers what it indexes."""
    shelf = Shelf()

    class Beside(engine):
        def index(self, documents, *, revision):
            super().index(shelf.keeping(documents), revision=revision)

    return Beside(folder, shelf, writable=True)
