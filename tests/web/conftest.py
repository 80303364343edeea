"""What the tests of the web application share: clients over the sample base, a served one, and a browser.

To add a case: ask `client` for a page or an answer of the API where words and codes are enough; take the browser only
for what a script or the layout does. What writes works on `own_base`.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from justicekb.config import Settings
from justicekb.web import WebOptions, create_app

sys.path.insert(0, str(Path(__file__).parent))

from served_app import TOKEN  # found beside this file

ADDRESS = "http://127.0.0.1:8765"


@pytest.fixture(scope="session")
def client(sample_base):
    """A client of a server that only reads."""
    with TestClient(create_app(Settings(home=sample_base)), base_url=ADDRESS, raise_server_exceptions=False) as made:
        yield made


@pytest.fixture
def own_base(sample_base, tmp_path):
    """A copy of the sample base that a test may change."""
    return shutil.copytree(sample_base, tmp_path / "indexes")


@pytest.fixture
def writer(own_base):
    """A client that entered with the token of a server that writes."""
    app = create_app(Settings(home=own_base), WebOptions(write=True, token=TOKEN))
    with TestClient(app, base_url=ADDRESS, raise_server_exceptions=False) as made:
        assert made.get("/enter", params={"token": TOKEN}, follow_redirects=False).status_code == 303
        yield made


@pytest.fixture(scope="module")  # its event loop must not outlive the module: other tests run loops of their own
def browser():
    """Headless Chromium, Debian's; without it the tests that need one are skipped."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        pytest.skip("there is no chromium on this machine (Debian: apt-get install chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        yield started
        started.close()
