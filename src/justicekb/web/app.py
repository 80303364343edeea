"""The application put together: guard, pages, API, errors."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import resources

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from justicekb import __version__
from justicekb.config import Settings
from justicekb.web import api, pages, writing
from justicekb.web.bases import Bases
from justicekb.web.errors import add_handlers
from justicekb.web.options import WebOptions
from justicekb.web.security import Guard
from justicekb.web.site import Site

_ABOUT = "Answers with the exact sentence, its source and its date. Dates are EDTF; places count Unicode code points."


def create_app(settings: Settings | None = None, options: WebOptions | None = None) -> FastAPI:
    """The application over the knowledge base that the settings name."""
    chosen = options or WebOptions()
    bases = Bases(settings or Settings.from_environment(), seconds=chosen.seconds)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        yield
        bases.close()

    app = FastAPI(
        title="justicekb", version=__version__, description=_ABOUT, docs_url=None, redoc_url=None, lifespan=lifespan
    )
    app.state.site = Site(chosen, bases)
    app.add_middleware(Guard, options=chosen)
    add_handlers(app)
    for router in (*api.ROUTERS, *pages.ROUTERS, *writing.ROUTERS):
        app.include_router(router)
    static = resources.files("justicekb.web") / "static"
    app.mount("/static", StaticFiles(directory=str(static)), name="static")
    return app
