"""Pages for people: each is a function around a call of the Python interface, and a template."""

from justicekb.web.pages import (
    asking,
    citing,
    conflicts,
    documents,
    entities,
    laws,
    reference,
    searching,
    sources,
    start,
    tables,
    verifying,
)

ROUTERS = (
    start.router,
    asking.router,
    searching.router,
    documents.router,
    entities.router,
    conflicts.router,
    laws.router,
    sources.router,
    tables.router,
    citing.router,
    verifying.router,
    reference.router,
)
