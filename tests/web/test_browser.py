"""The application in headless Chromium, with a script and without: what a reader does, and what axe-core finds."""

from __future__ import annotations

import contextlib
import re
import shutil

import pytest
from served_app import TOKEN, served

import justicekb

pytestmark = pytest.mark.browser

QUESTION = "When was Kazakhstan's National Preventive Mechanism created?"


@pytest.fixture(scope="module")
def site(sample_base, sample_home):
    """The address of a server that only reads; files are found as they were when they were read."""
    with contextlib.chdir(sample_home), served(sample_base) as address:
        yield address


@pytest.fixture(scope="module")
def fact(sample_base):
    with justicekb.open(sample_base) as base:
        return next(f for f in base.facts() if f.record.type == "ratification").record


@pytest.fixture(params=["script", "no script"])
def page(browser, site, request):
    """A page with a script, and one without; whatever goes wrong in it fails the test."""
    context = browser.new_context(java_script_enabled=request.param == "script", base_url=site)
    made = context.new_page()
    wrong = watched(made)
    yield made
    context.close()
    assert wrong == []


@pytest.fixture
def lively(browser, site):
    """A page with a script, which may use the clipboard."""
    context = browser.new_context(base_url=site)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    made = context.new_page()
    wrong = watched(made)
    yield made
    context.close()
    assert wrong == []


def watched(page):
    """What a page complains of, what it asks of other hosts included."""
    wrong = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda told: wrong.append(told.text) if told.type == "error" else None)
    page.on("request", lambda asked: wrong.append(asked.url) if "127.0.0.1" not in asked.url else None)
    return wrong


# ── with a script and without ────────────────────────────────────────────────────────────────────────────


def test_search_narrow_and_open_at_the_words(page):
    page.goto("/")
    page.get_by_label("Search, ask or name").fill("prison health")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=prison+health")
    assert page.locator("mark").count() > 0
    page.locator(".facets a").filter(has_text="report").first.click()
    page.wait_for_url("**kind=report**")
    page.get_by_role("link", name="Open at the words").first.click()
    page.wait_for_url("**/documents/**#words")
    assert page.locator("#words").bounding_box()["y"] < 800


def test_a_question_is_answered_with_both_sides(page):
    page.goto("/")
    page.get_by_label("Search, ask or name").fill(QUESTION)
    page.get_by_role("button", name="Go").click()
    page.wait_for_url("**/ask?**")
    assert page.locator(".side").count() == 2
    assert page.locator(".side blockquote").first.is_visible()


def test_a_document_opens_on_its_evidence_and_marks_can_be_switched(page, fact):
    page.goto(f"/documents/{fact.document}?at={fact.id}#words")
    words = page.locator("mark#words")
    assert words.is_visible()
    assert 0 <= words.bounding_box()["y"] < 720
    mark = page.locator(f"#m-{fact.id} + a")

    def back():
        return page.locator("article .m.k-fact").last.evaluate("m => getComputedStyle(m).backgroundColor")

    shown = back()
    page.get_by_label("Facts").uncheck()
    assert back() != shown
    page.locator(f".records a[href='#m-{fact.id}']").first.click()
    assert page.url.endswith(f"#m-{fact.id}")
    assert mark.is_visible()


def test_a_timeline_is_read(page):
    page.goto("/entities/place:kazakhstan")
    marks = page.locator("svg.timeline a")
    assert marks.count() == page.locator("li.entry").count() > 3
    target = marks.first.get_attribute("href")
    marks.first.dispatch_event("click")
    assert page.locator(target).is_visible()
    days = page.locator("svg.timeline rect.day").first.bounding_box()
    years = page.locator("svg.timeline rect.year").first.bounding_box()
    assert days["width"] < years["width"]


def test_the_basket_cites_many_at_once(page):
    page.goto("/search?q=prison")
    for at in range(2):
        page.get_by_role("button", name="Add to basket").first.click()
        page.get_by_role("button", name="In the basket").nth(at).wait_for()
    page.get_by_role("link", name=re.compile("Basket")).click()
    assert page.locator("section.citation").count() == 2
    with page.expect_download() as saved:
        page.get_by_role("link", name="bibtex").click()
    assert saved.value.suggested_filename == "references.bib"


def test_a_draft_is_verified(page):
    page.goto("/verify")
    page.get_by_label("Paste a draft").fill("Kazakhstan's National Preventive Mechanism was created in 2009.")
    page.get_by_role("button", name="Verify").click()
    page.locator(".draft a.r-contradicted").click()
    assert page.locator("#c-1").is_visible()
    assert "2013" in page.locator("#c-1").inner_text()


@pytest.fixture(params=["script", "no script"])
def desk(browser, sample_base, tmp_path, request):
    """A page of somebody who may write, on a base of their own."""
    home = shutil.copytree(sample_base, tmp_path / "indexes")
    with served(home, write=True) as address:
        context = browser.new_context(java_script_enabled=request.param == "script", base_url=address)
        made = context.new_page()
        made.goto(f"/enter?token={TOKEN}")
        yield made
        context.close()


def test_a_record_is_rejected_and_the_decision_undone(desk):
    desk.goto("/curate?kind=figure")
    heading = desk.locator("#record").inner_text()
    desk.get_by_role("button", name="Reject").click()
    desk.wait_for_url("**done=1**")
    assert desk.locator("#record").inner_text() != heading
    desk.get_by_role("button", name="Undo").first.click()
    desk.wait_for_url("**done=2**")
    assert desk.locator("#record").inner_text() == heading


def test_a_file_is_uploaded_and_appears(desk, tmp_path):
    file = tmp_path / "norland.txt"
    file.write_text("Norland ratified the Convention against Torture in 1998.\n")
    desk.goto("/ingest")
    desk.locator("#files").set_input_files(file)
    desk.get_by_role("button", name="Read them").click()
    desk.locator("td .flag.good").wait_for(timeout=60_000)
    desk.locator("td a").first.click()
    assert "Norland ratified" in desk.locator("article").inner_text()


# ── with a script ────────────────────────────────────────────────────────────────────────────────────────


def test_names_are_suggested_as_one_types(lively):
    lively.goto("/")
    box = lively.get_by_role("combobox")
    box.press_sequentially("kaz")
    lively.get_by_role("option").first.wait_for()
    assert box.get_attribute("aria-expanded") == "true"
    lively.keyboard.press("ArrowDown")
    assert lively.locator("[role=option][aria-selected=true]").inner_text().startswith("Kazakhstan")
    lively.keyboard.press("Enter")
    lively.wait_for_url("**/entities/place:kazakhstan")


def test_keys_go_through_the_hits(lively):
    lively.goto("/search?q=prison")
    lively.keyboard.press("j")
    lively.keyboard.press("j")
    lively.keyboard.press("k")
    lively.keyboard.press("j")
    assert lively.locator(".hit.current").count() == 1
    second = lively.locator(".hit").nth(1)
    assert "current" in second.get_attribute("class")
    lively.keyboard.press("/")
    assert lively.evaluate("document.activeElement.id") == "box"
    lively.keyboard.press("Escape")
    lively.keyboard.press("?")
    lively.wait_for_url("**/keys")


def test_a_citation_is_copied(lively, fact, sample_base):
    lively.goto(f"/cite?id={fact.id}")
    lively.get_by_role("button", name="Copy").first.click()
    lively.get_by_text("Copied").wait_for()
    copied = lively.evaluate("navigator.clipboard.readText()")
    with justicekb.open(sample_base) as base:
        assert base.records.text(fact.document, fact.evidence) in copied


def test_decisions_take_one_key(browser, sample_base, tmp_path):
    home = shutil.copytree(sample_base, tmp_path / "indexes")
    with served(home, write=True) as address:
        page = browser.new_page(base_url=address)
        page.goto(f"/enter?token={TOKEN}")
        page.goto("/curate?kind=fact")
        for key, number in (("a", 1), ("r", 2), ("u", 3)):
            page.keyboard.press(key)
            page.wait_for_url(f"**done={number}**")
        page.keyboard.press("c")
        page.keyboard.type("1998-08-26")
        page.keyboard.press("Enter")
        page.wait_for_url("**done=4**")
        assert "1998-08-26" in page.locator("#log + ol").inner_text()
        page.close()


# ── manners ──────────────────────────────────────────────────────────────────────────────────────────────

AUDITED = [
    "/", "/search?q=prison", f"/ask?q={QUESTION}", "/ask?q=How many women are in prison in Tajikistan?",
    "/entities/place:kazakhstan", "/entities", "/laws", "/conflicts", "/sources", "/records/facts", "/verify", "/docs",
    "/status", "/keys", "/nothing-here",
]  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_violation(browser, site, fact, scheme):
    from axe_playwright_python.sync_playwright import Axe

    # The policy forbids what axe injects; the tests of security hold that it is sent.
    context = browser.new_context(base_url=site, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    found = []
    for address in [*AUDITED, f"/documents/{fact.document}?at={fact.id}", f"/cite?id={fact.id}"]:
        page.goto(address)
        violations = Axe().run(page).response["violations"]
        for violation in violations:
            if violation["impact"] in ("serious", "critical"):
                found.append((address, violation["id"], violation["nodes"][0]["html"][:160]))
    context.close()
    assert found == []


@pytest.mark.parametrize("address", AUDITED)
def test_no_page_is_wider_than_a_phone(browser, site, address):
    context = browser.new_context(base_url=site, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(address)
    wide = page.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert wide <= 360


def test_printing_leaves_out_the_furniture(browser, site, fact):
    page = browser.new_page(base_url=site)
    page.emulate_media(media="print")
    page.goto(f"/documents/{fact.document}")
    assert page.locator("article p").first.is_visible()
    for left_out in (".top", ".foot", ".switches", ".beside"):
        assert not page.locator(left_out).is_visible()
    page.close()
