"""The same data as JSON, under `/api`, described in `/openapi.json`."""

from justicekb.web.api import answers, browsing, records

ROUTERS = (answers.router, browsing.router, records.router)
