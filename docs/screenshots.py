"""Pictures of the web application: `python docs/screenshots.py FOLDER [--kb DIR]`.

Serves a knowledge base on a free port of this machine, opens eight pages in headless Chromium, each in light and dark
and in a wide and a narrow window, and writes one PNG each. Needs the extras `web` and `dev`, and Debian's `chromium`.
"""

from __future__ import annotations

import argparse
import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from playwright.sync_api import Browser, sync_playwright

import justicekb
from justicekb.config import Settings
from justicekb.web import WebOptions, create_app

SIZES = {"wide": (1280, 860), "narrow": (390, 844)}
SCHEMES = ("light", "dark")
QUESTION = "When was Kazakhstan's National Preventive Mechanism created?"
DRAFT = (
    "Kazakhstan ratified the Convention against Torture in 1998. The National Preventive Mechanism was created in "
    "2009. According to the coalition, there were 400 monitors."
)


@contextmanager
def served(home: Path, *, write: bool = False) -> Iterator[WebOptions]:
    """The application over a knowledge base, served until the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = WebOptions(port=port, write=write)
    server = uvicorn.Server(uvicorn.Config(create_app(Settings(home=home), options), port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.05)
    try:
        yield options
    finally:
        server.should_exit = True
        thread.join(10)


def pages(home: Path) -> dict[str, str]:
    """The eight pages: name and address."""
    with justicekb.open(home) as kb:
        documents = list(kb.records.documents())
        printed = next((d for d in documents if d.media_type == "application/pdf"), documents[0])
        sentence = next(iter(kb.figures(where=justicekb.RecordFilter(documents=(printed.id,)))), None)
        most = next(kb.entities(type="place", limit=1)).entity.id
        named = "place:kazakhstan" if kb.records.entity("place:kazakhstan") else most
    at = f"?at={sentence.record.id}" if sentence else ""
    return {
        "start": "/",
        "search": "/search?q=torture+prevention",
        "answer": f"/ask?q={QUESTION}",
        "document": f"/documents/{printed.id}{at}#words",
        "entity": f"/entities/{named}",
        "laws": "/laws",
        "cite": f"/cite?id={sentence.record.id}" if sentence else "/cite",
        "verify": "/verify",
    }


def take(browser: Browser, options: WebOptions, wanted: dict[str, str], folder: Path) -> None:
    """Writes every picture."""
    for size, (width, height) in SIZES.items():
        for scheme in SCHEMES:
            context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
            page = context.new_page()
            for name, address in wanted.items():
                page.goto(options.address.rstrip("/") + address)
                if name == "verify":
                    page.get_by_label("Paste a draft").fill(DRAFT)
                    page.get_by_role("button", name="Verify").click()
                page.screenshot(path=folder / f"{name}-{size}-{scheme}.png")
            context.close()


def main() -> None:
    """Takes the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--kb", type=Path, default=Path("indexes"))
    chosen = parser.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    with served(chosen.kb) as options, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        take(browser, options, pages(chosen.kb), chosen.folder)
        browser.close()


if __name__ == "__main__":
    main()
