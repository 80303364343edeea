"""What changes the knowledge base: decisions and new documents, only with `--write` and behind the token."""

from justicekb.web.writing import curate, entering, ingest

ROUTERS = (entering.router, curate.router, ingest.router)
