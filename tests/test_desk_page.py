"""The desk in a browser: from nothing to a printed sheet, with a mouse, with the keyboard, on a phone; and what it
leaves behind. Both ways: from its server, and as one file from the disk without a network. Run by `make desk-test`: it
needs Chromium, npm, and axe-core from tests/browser."""

from __future__ import annotations

import base64
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from playwright.sync_api import BrowserContext, Dialog, Page, Playwright, sync_playwright

from tests.conftest import CLINIC, HERE

pytestmark = pytest.mark.desk
ROOT = HERE.parent
TODAY = "2026-03-02"
CHOSEN = (
    "butterfly-knee-press",
    "sit-to-stand-pillow-band",
    "tiptoe-small-steps",
    "supine-ball-squeeze-feet",
    "single-leg-band-side-swing",
)
# Chromium without a screen ends when it is to print a PDF, so a printer of ours stands in the frame's place.
PRINTER = (
    "Object.defineProperty(HTMLIFrameElement.prototype, 'contentWindow', "
    "{get() { return {focus() {}, print: () => { (window.sentToPrinter ??= []).push(this.src); }}; }});"
    "const address = URL.createObjectURL; URL.createObjectURL = (made) => { const given = address(made); "
    "if (made.type === 'application/pdf') window.printed = made; return given; };"
)
PRINTED = (
    "new Promise((done) => { const reader = new FileReader(); reader.onload = () => done(reader.result.split(',')[1]); "
    "reader.readAsDataURL(window.printed); })"
)
both = pytest.mark.parametrize("desk", ["server", "file"], indirect=True)
one_file = pytest.mark.parametrize("desk", ["file"], indirect=True)
READY = "body[data-ready]"
CURRENT = "document.querySelector('#state').textContent.match(/^\\d+ page/)"


@dataclass
class Desk:
    """A desk in a browser: from a server with a clinic's folder, or from a file that has one inside."""

    folder: Path
    server: subprocess.Popen[str] | None
    link: str
    context: BrowserContext
    wrong: list[str] = field(default_factory=list)

    def page(self) -> Page:
        page = self.context.new_page()
        page.add_init_script(PRINTER)
        page.on("console", lambda each: self.wrong.append(each.text) if each.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("dialog", self.asked)
        page.goto(self.link)
        page.wait_for_selector(READY)
        return page

    def asked(self, dialog: Dialog) -> None:
        self.wrong.append(f"dialog: {dialog.type}")
        dialog.accept()


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as found:
        yield found


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The desk as one file, with the clinic's folder in it; PACKED_DESK names one that was packed before."""
    if before := os.environ.get("PACKED_DESK"):
        return Path(before)
    folder = tmp_path_factory.mktemp("packed")
    shutil.copytree(CLINIC, folder / "clinic")
    (folder / "clinic/prescriptions").mkdir()
    (folder / "clinic/prescriptions/7.yaml").write_text("format: 1\nprogramme: ankle-pair\npatient: {name: Yorick}\n")
    command = [sys.executable, "generate.py", "pack", str(folder / "desk.html"), "--workspace", str(folder / "clinic")]
    subprocess.run([*command, "--today", "2020-01-01"], check=True, cwd=ROOT, capture_output=True)
    assert b"Yorick" not in (folder / "desk.html").read_bytes()
    return folder / "desk.html"


@contextmanager
def opened(playwright: Playwright, place: Path, packed: Path | None = None, **options: Any) -> Iterator[Desk]:
    folder, home = place / "clinic", place / "home"
    if not folder.exists():
        shutil.copytree(CLINIC, folder)
    home.mkdir(exist_ok=True)
    (place / "tmp").mkdir(exist_ok=True)
    around = {**os.environ, "HOME": str(home), "TMPDIR": str(place / "tmp")}
    if packed:
        with browser(playwright, place, around, **options) as context:
            context.set_offline(True)
            context.clock.set_fixed_time(datetime.fromisoformat(f"{TODAY}T12:00"))
            yield Desk(folder, None, packed.as_uri(), context)
        return
    command = [sys.executable, "generate.py", "serve", "--no-browser", "--workspace", str(folder), "--today", TODAY]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT, env=around
    ) as server:
        assert server.stdout
        found = re.search(r"http\S+", server.stdout.readline())
        assert found
        try:
            with browser(playwright, place, around, **options) as context:
                yield Desk(folder, server, found[0], context)
        finally:
            server.kill()


@contextmanager
def browser(playwright: Playwright, place: Path, around: dict[str, Any], **options: Any) -> Iterator[BrowserContext]:
    context = playwright.chromium.launch_persistent_context(
        place / "profile",
        executable_path=shutil.which("chromium"),
        args=["--no-sandbox"],
        env=around,
        **{"viewport": {"width": 1440, "height": 900}, **options},
    )
    context.set_default_timeout(120_000)
    try:
        yield context
    finally:
        context.close()


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder with a short path: Chromium has a socket in it, whose path may have 107 bytes."""
    with tempfile.TemporaryDirectory(prefix="desk-", ignore_cleanup_errors=True) as found:
        yield Path(found)


@pytest.fixture(scope="module")
def desk(playwright: Playwright, request: pytest.FixtureRequest) -> Iterator[Desk]:
    short = tempfile.TemporaryDirectory(prefix="desk-", ignore_cleanup_errors=True)
    packed = request.getfixturevalue("packed") if getattr(request, "param", "") == "file" else None
    with short as folder, opened(playwright, Path(folder), packed) as found:
        yield found


@pytest.fixture
def page(desk: Desk) -> Iterator[Page]:
    desk.wrong.clear()
    page = desk.page()
    yield page
    page.close()
    assert desk.wrong == []


def until(page: Page, holds: str) -> None:
    """Until an expression holds: the page itself lets nothing be evaluated in it, so it is asked again and again."""
    end = time.monotonic() + 120
    while not page.evaluate(f"Boolean({holds})"):
        assert time.monotonic() < end, holds
        page.wait_for_timeout(50)


def settle(page: Page) -> None:
    """Until the pages show what the draft is."""
    until(page, CURRENT)


class Hand:
    """A hand that counts: clicks, and letters that are typed."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks, self.letters = page, 0, 0

    def click(self, selector: str) -> None:
        self.page.click(selector)
        self.clicks += 1

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.letters += len(text)

    def tab(self) -> None:
        self.page.keyboard.press("Tab")
        self.letters += 1


def journey(page: Page, name: str = "Zelda Quill") -> Hand:
    """From nothing to a pack of 5 exercises with doses, a side, dates and a note, printed."""
    hand = Hand(page)
    for each in CHOSEN:
        hand.click(f"#found [data-id={each}]")
    hand.click("#name")
    hand.type(name)
    hand.click("[data-choice=side] [value=left]")
    hand.click("[data-start='0']")
    hand.click("#all-sets")
    hand.type("3")
    hand.tab()
    hand.type("10")
    hand.tab()
    hand.type("2")
    for day in ("mon", "wed", "fri"):
        hand.click(f"#days [value={day}]")
    hand.click(f"#{CHOSEN[1]}-note")
    hand.type("Use the high chair.")
    page.select_option("#layout", "pack")
    hand.clicks += 2
    hand.click("#print")
    until(page, "window.sentToPrinter?.length")
    return hand


@both
def test_from_nothing_to_a_printed_pack(desk: Desk, page: Page) -> None:
    hand = journey(page)
    assert hand.clicks <= 25, hand.clicks
    assert hand.letters <= 60, hand.letters
    assert page.evaluate("window.sentToPrinter") == [page.get_attribute("iframe.print", "src")]
    assert page.inner_text("#printed").endswith("open the PDF")
    settle(page)
    until(page, "!document.querySelector('figure.old, #page-list.old')")
    assert "10 steps" in page.inner_text("[data-id=tiptoe-small-steps] .sentence")
    words = "".join(page.locator("#page-list .text").all_text_contents())
    for said in ("Zelda Quill", "left side", "2 March", "Use the high chair."):
        assert said in words
    printed = base64.b64decode(page.evaluate(PRINTED))
    page.click("#save")
    page.fill("#file-name", "0042")
    if desk.server:
        page.keyboard.press("Enter")
    else:
        with page.expect_download() as download:
            page.keyboard.press("Enter")
        (desk.folder / "prescriptions").mkdir()
        download.value.save_as(desk.folder / "prescriptions/0042.yaml")
    page.wait_for_selector("#save-dialog", state="hidden")
    command = [
        sys.executable,
        "generate.py",
        "make",
        "0042",
        "--layout",
        "pack",
        "--workspace",
        str(desk.folder),
        "--out",
        "-",
    ]
    made = subprocess.run(command, capture_output=True, check=True, cwd=ROOT).stdout
    assert printed == made
    assert not re.search("zelda|quill", f"{page.title()} {page.url}", re.IGNORECASE)
    page.click("[data-view=files]")
    if desk.server is None:
        page.click("[data-view=sheet]")
        page.click("#new")
        page.click("[data-view=files]")
        page.set_input_files("#open-file", str(desk.folder / "prescriptions/0042.yaml"))
        page.wait_for_selector("#view-sheet:visible")
        assert (page.input_value("#name"), page.input_value("#start")) == ("Zelda Quill", TODAY)
        return
    page.click("[data-file='0042.yaml'] [data-do=copy]")
    until(page, "document.querySelector('#start').value === ''")
    assert page.input_value("#name") == "Zelda Quill"
    page.click("#undo")
    assert page.input_value("#start") == TODAY


HOSTILE = "<img src=x onerror=alert(1)>\"'&{{7*7}}\u202e🦵"


@both
def test_words_are_words_in_every_field(desk: Desk, page: Page) -> None:
    for each in CHOSEN[:2]:
        page.click(f"#found [data-id={each}]")
    page.click(".more summary")
    page.click("#reasons summary")
    fields = page.locator("#view-sheet input:visible:not([type=date]):not([type=checkbox])")
    count = fields.count()
    assert count >= 18
    for index in range(count):
        fields.nth(index).fill(HOSTILE)
    until(page, "document.querySelector('#state').textContent.startsWith('Not up to date')")
    assert page.locator(".problem.at").count() >= 4
    assert page.evaluate("document.querySelectorAll('main img[onerror], main script').length") == 0
    for _ in range(count):
        page.keyboard.press("Control+z")
    page.fill("#search", "")
    page.click("#new")
    page.click(f"#found [data-id={CHOSEN[0]}]")
    page.fill("#name", "<i>{{7*7}}</i> & زيلدا")
    settle(page)
    assert "<i>{{7*7}}</i> &" in "".join(page.locator("#page-list .text").all_text_contents())
    page.click("[data-view=own]")
    page.click("#own-new-exercise")
    for summary in page.locator("#own-form summary").all():
        summary.click()
    fields = page.locator("#own-form :is(input:not([type]), textarea):visible")
    for index in range(fields.count()):
        fields.nth(index).fill(HOSTILE)
    until(page, "document.querySelectorAll('#own-form .problem.at').length >= 4")
    assert page.evaluate("document.querySelectorAll('main img[onerror], main script').length") == 0
    page.click("[data-view=clinic]")
    page.wait_for_selector("#c-name")
    page.fill("#c-name", "<script>alert(1)</script> & Sons")
    page.fill("#c-pain_rule", "<b>No</b> pain.")
    until(page, "document.querySelectorAll('#specimen img').length")
    page.click("[data-view=files]")
    (desk.folder / "prescriptions").mkdir(exist_ok=True)
    written = 'format: 1\nprogramme: ankle-pair\npatient: {name: "<img src=x onerror=alert(2)>"}\n'
    (desk.folder / "prescriptions/9.yaml").write_text(written)
    if desk.server is None:
        page.set_input_files("#open-file", str(desk.folder / "prescriptions/9.yaml"))
        until(page, "document.querySelector('#name').value === '<img src=x onerror=alert(2)>'")
        return
    page.fill("#file-search", "<img")
    page.wait_for_selector("[data-file='9.yaml']")
    assert "<img src=x" in page.inner_text("[data-file='9.yaml']")


@both
def test_an_error_stands_beside_its_field_and_nothing_old_is_printed(desk: Desk, page: Page) -> None:
    page.click(f"#found [data-id={CHOSEN[0]}]")
    settle(page)
    page.fill(f"[id='{CHOSEN[0]}-dose.sets']", "lots")
    page.wait_for_selector(".problem.at")
    told = page.inner_text(".doses .problem.at")
    assert told.startswith("Sets: expects a number")
    described = page.get_attribute(f"[id='{CHOSEN[0]}-dose.sets']", "aria-describedby")
    assert page.inner_text(f"#{described}") == told
    assert page.inner_text("#state") == "Not up to date: 1 problem"
    assert page.locator("#page-list img").count() > 0
    page.click("#print")
    until(page, f"document.activeElement.id === '{CHOSEN[0]}-dose.sets'")
    assert page.locator("iframe.print").count() == 0
    page.click("#reasons summary")
    page.check("#reason-list input >> nth=1")
    page.fill(f"[id='{CHOSEN[0]}-dose.sets']", "2")
    page.wait_for_selector(f".card[data-id={CHOSEN[0]}] .override input")
    assert "should not be done" in page.inner_text(f".card[data-id={CHOSEN[0]}]")
    page.fill(f".card[data-id={CHOSEN[0]}] .override input", "A carer stands by.")
    settle(page)


@both
def test_every_step_can_be_undone(desk: Desk, page: Page) -> None:
    for each in CHOSEN[:3]:
        page.click(f"#found [data-id={each}]")
    cards = "[...document.querySelectorAll('#cards > li')].map(each => each.dataset.id)"
    page.click(f".card[data-id={CHOSEN[2]}] [data-do=up]")
    page.click(f".card[data-id={CHOSEN[0]}] [data-do=remove]")
    assert page.evaluate(cards) == [CHOSEN[2], CHOSEN[1]]
    page.keyboard.press("Control+z")
    assert page.evaluate(cards) == [CHOSEN[0], CHOSEN[2], CHOSEN[1]]
    page.keyboard.press("Control+z")
    assert page.evaluate(cards) == [*CHOSEN[:3]]
    page.keyboard.press("Control+y")
    assert page.evaluate(cards) == [CHOSEN[0], CHOSEN[2], CHOSEN[1]]
    for _ in range(60):
        page.click("[data-choice=side] [value=right]")
    for _ in range(50):
        page.click("#undo")
    assert page.is_disabled("#undo")
    settle(page)


def test_a_reload_loses_nothing_and_the_older_tab_is_told(desk: Desk, page: Page) -> None:
    page.click(f"#found [data-id={CHOSEN[0]}]")
    page.fill("#name", "Zelda")
    settle(page)
    page.reload()
    page.wait_for_selector(READY)
    assert page.input_value("#name") == "Zelda"
    other = desk.context.new_page()
    other.goto(page.url)
    other.wait_for_selector(READY)
    assert other.input_value("#name") == "Zelda"
    page.fill("#name", "Zelda Q")
    page.wait_for_selector("#banner:visible")
    assert "another tab" in page.inner_text("#banner")
    other.close()
    page.click("#banner button")
    settle(page)


TAB = 200  # at most, to anything


def focus(page: Page, selector: str) -> None:
    """Go there by the Tab key alone."""
    for _ in range(TAB):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            visible = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert visible != "none", selector
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"not reached: {selector}")


@both
def test_the_keyboard_is_enough(desk: Desk, page: Page) -> None:
    focus(page, "#search")
    page.keyboard.type("lunge")
    focus(page, "#found [data-id=forward-lunge]")
    page.keyboard.press("Space")
    focus(page, "#name")
    page.keyboard.type("Zelda")
    focus(page, "[data-choice=side] [value=left]")
    page.keyboard.press("Enter")
    focus(page, "#forward-lunge-much")
    page.keyboard.type("8")
    page.keyboard.press("Tab")
    focus(page, "[id='forward-lunge-note']")
    page.keyboard.type("Slowly")
    settle(page)
    assert (
        "Slowly" in "".join(page.locator("#page-list .text").all_text_contents())
        or page.input_value("#layout") == "leaf"
    )
    focus(page, "#print")
    page.keyboard.press("Enter")
    until(page, "window.printed")
    focus(page, "#layout")
    page.keyboard.press("End")
    focus(page, ".under summary")
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector('.under details').open")


def narrow(page: Page) -> list[str]:
    """What is wider than the window."""
    outside = "each.getBoundingClientRect().right > innerWidth + 1 && each.checkVisibility()"
    outside += " && !each.closest('.heard, .skip, iframe')"
    all_of_them = f"[...document.querySelectorAll('body *')].filter(each => {outside})"
    found: list[str] = page.evaluate(f"{all_of_them}.map(each => each.outerHTML.slice(0, 80))")
    return found if page.evaluate("document.documentElement.scrollWidth > innerWidth") or found else []


@pytest.mark.parametrize(("desk", "width"), [("server", 320), ("server", 768), ("file", 320)], indirect=["desk"])
def test_nothing_is_wider_than_a_small_screen(desk: Desk, page: Page, width: int) -> None:
    """320 pixels: a phone, and a screen of 1280 at 400 % (WCAG 2.2, 1.4.10)."""
    page.set_viewport_size({"width": width, "height": 640})
    for each in CHOSEN:
        page.click(f"#found [data-id={each}]")
    settle(page)
    page.fill(f"[id='{CHOSEN[0]}-dose.sets']", "lots")
    page.wait_for_selector(".problem.at")
    assert narrow(page) == []
    for view in ("files", "clinic"):
        page.click(f"[data-view={view}]")
        page.wait_for_timeout(300)
        assert narrow(page) == []


AXE = HERE / "browser" / "node_modules" / "axe-core" / "axe.min.js"


def axe(page: Page) -> list[str]:
    page.evaluate(AXE.read_text("utf-8") + "; 0")
    rules = "each => `${each.id}: ${each.nodes.map(one => one.html.slice(0, 120)).join(' | ')}`"
    report = f"axe.run(document, {{iframes: false}}).then(found => found.violations.map({rules}))"
    found: list[str] = page.evaluate(report)
    return found


@pytest.mark.parametrize(
    ("desk", "look"),
    [("server", "light"), ("server", "dark"), ("server", "forced"), ("file", "light")],
    indirect=["desk"],
)
def test_axe_finds_nothing(desk: Desk, page: Page, look: str) -> None:
    if look == "forced":
        page.emulate_media(forced_colors="active")
    else:
        page.emulate_media(color_scheme=look, reduced_motion="reduce")  # type: ignore[arg-type]  # no colour on its way
    assert axe(page) == []
    for each in CHOSEN[:2]:
        page.click(f"#found [data-id={each}]")
    settle(page)
    page.fill(f"[id='{CHOSEN[0]}-dose.sets']", "lots")
    page.wait_for_selector(".problem.at")
    for summary in page.locator("#view-sheet summary:visible").all():
        summary.click()
    assert axe(page) == []
    page.click("#save")
    assert axe(page) == []
    page.click("#save-cancel")
    page.click("[data-view=files]")
    page.wait_for_timeout(300)
    assert axe(page) == []
    page.click("[data-view=clinic]")
    page.wait_for_selector("#specimen img")
    assert axe(page) == []


@pytest.mark.parametrize(
    ("fault", "rule"),
    [
        ("document.querySelector('label[for=name]').remove()", "label"),
        ("document.querySelector('#print').style.color = '#0b6563'", "color-contrast"),
        ("document.querySelector('#found').setAttribute('role', 'slider')", "aria"),
    ],
)
def test_axe_finds_faults(desk: Desk, page: Page, fault: str, rule: str) -> None:
    page.evaluate(fault)
    assert [each for each in axe(page) if each.startswith(rule)]


def test_the_clinic_s_look_is_mended_with_one_click_and_saved(desk: Desk, page: Page) -> None:
    before = (desk.folder / "clinic.yaml").read_text("utf-8")
    page.click("[data-view=clinic]")
    page.wait_for_selector("#contrast-accent button")
    page.click("#contrast-accent button")
    until(page, "document.querySelector('#contrast-accent').textContent.startsWith('Can be read')")
    page.set_input_files("#c-logo", str(ROOT / "data/example-logo.svg"))
    until(page, "document.querySelector('#logo-name').textContent === 'Now: logo.svg'")
    page.fill("#c-phone", "01632 960 111")
    page.click("#save-clinic")
    until(page, "document.querySelector('#clinic-state').textContent.startsWith('Saved')")
    after = (desk.folder / "clinic.yaml").read_text("utf-8")
    assert "01632 960 111" in after
    assert "logo: logo.svg" in after
    assert "#8d711b" in after
    assert (desk.folder / "clinic.yaml.bak").read_text("utf-8") == before
    (desk.folder / "clinic.yaml").write_text(before)


def held(place: Path, *words: str) -> list[str]:
    """Files in which a word stands, in the letters that programs write."""
    forms = [form for word in words for form in (word.encode(), word.encode("utf-16-le"), word.encode("utf-16-be"))]
    return [
        str(path.relative_to(place))
        for path in place.rglob("*")
        if path.is_file() and any(form in path.read_bytes() for form in forms)
    ]


@pytest.mark.parametrize("way", ["server", "file"])
def test_the_patient_s_name_is_left_nowhere(
    playwright: Playwright, place: Path, way: str, request: pytest.FixtureRequest
) -> None:
    """Not in the browser's profile, the home folder or the temporary one; another page's word is found there."""
    with opened(playwright, place, request.getfixturevalue("packed") if way == "file" else None) as desk:
        page = desk.page()
        hand = journey(page, "Xanthippe Quark")
        settle(page)
        with page.expect_download() as download:
            page.click("#download")
        assert not re.search("xanthippe|quark", download.value.suggested_filename, re.IGNORECASE)
        download.value.delete()
        page.reload()
        page.wait_for_selector(READY)
        assert page.input_value("#name") == ("Xanthippe Quark" if desk.server else "")
        control = desk.context.new_page()
        desk.context.set_offline(False)
        control.route(
            "http://control.example/*",
            lambda route: route.fulfill(body="<title>Yorickcontrol</title>", content_type="text/html"),
        )
        control.goto("http://control.example/")
        control.evaluate("localStorage.setItem('name', 'Yorickcontrol')")
        control.wait_for_timeout(500)
        said = ""
        if desk.server:
            desk.server.kill()
            assert desk.server.stderr
            said = desk.server.stderr.read()
    assert hand.clicks <= 25
    assert held(place, "Yorickcontrol")
    assert held(place, "Xanthippe", "Quark") == []
    assert "Xanthippe" not in said


def test_when_the_server_is_gone_what_was_typed_stays(playwright: Playwright, place: Path) -> None:
    with opened(playwright, place) as desk:
        page = desk.page()
        page.click(f"#found [data-id={CHOSEN[0]}]")
        settle(page)
        assert desk.server
        desk.server.kill()
        desk.server.wait()
        page.fill("#name", "Zelda")
        page.wait_for_selector("#banner:visible")
        assert "does not answer" in page.inner_text("#banner")
        assert "Not up to date" in page.inner_text("#state")
        page.click("#print")
        page.wait_for_timeout(500)
        assert page.locator("iframe.print").count() == 0
        assert page.input_value("#name") == "Zelda"


@one_file
def test_one_file_asks_before_a_draft_is_thrown_away(desk: Desk, page: Page) -> None:
    page.reload()
    assert desk.wrong == []
    page.click(f"#found [data-id={CHOSEN[0]}]")
    page.reload()
    assert desk.wrong == ["dialog: beforeunload"]
    desk.wrong.clear()


@one_file
def test_one_file_fetches_nothing(desk: Desk, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    page.wait_for_selector("#boot", state="hidden")
    assert [each for each in asked if not each.startswith(("blob:", "data:"))] == [desk.link]
    reach = "fetch('https://example.org/').then(() => 'reached', (error) => error.name)"
    assert page.evaluate(reach) == "TypeError"
    assert "connect-src" in desk.wrong.pop(0)
    desk.wrong.clear()


@one_file
def test_one_file_takes_what_it_brings_along(desk: Desk, page: Page) -> None:
    """What is kept from then on is what is drawn, read or compiled anew: that takes seconds here."""
    (worker,) = page.workers
    kept = "python.runPython(\"import os; ' '.join(sorted(os.listdir('/cache')))\")"
    before = set(worker.evaluate(kept).split())
    assert {each.rpartition(".")[2] for each in before} == {"figure", "drawing", "layout", "content"}
    page.click(f"#found [data-id={CHOSEN[0]}]")
    until(page, CURRENT)
    new = set(worker.evaluate(kept).split()) - before
    assert not [each for each in new if each.endswith((".figure", ".layout"))]
    assert len([each for each in new if each.endswith(".content")]) < 5  # the clinic's own
    assert worker.evaluate('python.runPython("from handouts.files import cache; str(cache._folder())")') == "/cache"


@one_file
def test_one_file_keeps_the_clinic_and_hands_it_on(desk: Desk, page: Page, tmp_path: Path) -> None:
    page.click("[data-view=clinic]")
    page.wait_for_selector("#specimen img")
    page.fill("#c-name", "Harbour Physio")
    page.click("#save-clinic")
    until(page, "document.querySelector('#clinic-state').textContent.startsWith('Saved')")
    page.reload()
    until(page, "document.querySelector('#clinic-name').textContent === 'Harbour Physio'")
    page.click("[data-view=clinic]")
    page.wait_for_selector("#specimen img")
    with page.expect_download() as download:
        page.click("#export-clinic")
    download.value.save_as(tmp_path / "clinic.zip")
    with ZipFile(tmp_path / "clinic.zip") as archive:
        assert {"clinic.yaml", "logo.png", "data/exercises/heel-raise.svg"} <= set(archive.namelist())
        assert "Harbour Physio" in archive.read("clinic.yaml").decode()
        assert not [name for name in archive.namelist() if "prescription" in name]
    page.click("#forget-clinic")
    page.reload()
    page.wait_for_selector("#boot", state="hidden")
    assert page.inner_text("#clinic-name") != "Harbour Physio"
    page.click("[data-view=clinic]")
    page.set_input_files("#import-clinic", str(tmp_path / "clinic.zip"))
    until(page, "document.querySelector('#clinic-name').textContent === 'Harbour Physio'")
    page.click("#forget-clinic")


def saved_own(page: Page) -> None:
    page.click("#own-save")
    until(page, "document.querySelector('#own-state').textContent.startsWith('Saved')")


def write_exercise(page: Page, name: str) -> None:
    """An exercise of the clinic's own in a form, with a mistake on the way, saved."""
    page.click("[data-view=own]")
    page.click("#own-new-exercise")
    page.fill("#own-name", name)
    page.fill("#own-position", "Sit on a sturdy chair with a towel under your foot.")
    page.click("#own-steps-0")
    for step in ("Slide your foot back.", "Hold.", "Slide it forward again."):
        page.keyboard.type(step)
        page.keyboard.press("Enter")
    page.keyboard.press("Backspace")
    page.fill("#own-dose-sets", "lots")
    first = "document.querySelector('#own-form .problem.at')"
    until(page, f"{first}?.textContent.startsWith('Sets: expects a number')")
    page.click("#own-save")
    until(page, "document.activeElement.id === 'own-dose-sets'")
    page.keyboard.press("Control+z")
    page.fill("#own-dose-sets", "2")
    page.set_input_files("#own-picture", str(ROOT / "data/example-logo.svg"))
    page.fill("#own-figure-alt", "A foot on a towel.")
    page.wait_for_selector("#own-pages img")
    saved_own(page)


@both
def test_own_content_is_made_in_forms_and_found_at_once(desk: Desk, page: Page, tmp_path: Path) -> None:
    write_exercise(page, "Towel slide")
    page.click("#own-close")
    page.click("[data-view=sheet]")
    page.fill("#search", "towel slide")
    page.click("#found [data-id=towel-slide]")
    until(page, "document.querySelector('.card[data-id=towel-slide] img').src.startsWith('data:image/svg')")
    page.fill("[id='towel-slide-dose.sets']", "3")
    page.fill("#name", "Zelda Quill")
    page.select_option("#what", "condition knee-valgus")
    settle(page)
    page.click("[data-view=own]")
    page.click("#own-from-sheet")
    page.fill("#own-name", "Ours")
    page.select_option("#own-entry", "clamshell")
    page.click("#own-add-entry")
    page.click("#own-entries [data-id=clamshell] [data-move=up]")
    page.click("#own-form details[data-own=contraindications] summary")
    page.check("[data-tick=contraindications][value=latex-allergy]")
    page.wait_for_selector("#own-pages img")
    saved_own(page)
    page.click("[data-view=sheet]")
    page.click("#new")
    page.select_option("#what", "programme ours")
    page.click("#reasons summary")
    page.check("#reason-list [value=latex-allergy]")
    page.wait_for_selector("#why input")
    assert 'the programme "ours" should not be done with "latex-allergy"' in page.inner_text("#problems")
    page.check("#reason-list [value='']")
    until(page, "document.querySelector('#reasons .count').textContent === 'asked: none'")
    settle(page)
    assert "Draft" in "".join(page.locator("#page-list .text").all_text_contents())
    page.select_option("#layout", "exercises")
    until(page, "document.querySelector('#page-list').textContent.includes('Slide it forward again.')")
    if desk.server:
        files = {
            path.name: path.read_bytes() for path in desk.folder.rglob("*.yaml") if "prescriptions" not in path.parts
        }
    else:
        page.reload()
        page.wait_for_selector("#boot", state="hidden")
        until(page, "document.querySelector('#found [data-id=towel-slide]')")
        page.click("[data-view=clinic]")
        page.wait_for_selector("#specimen img")
        with page.expect_download() as download:
            page.click("#export-clinic")
        download.value.save_as(tmp_path / "clinic.zip")
        with ZipFile(tmp_path / "clinic.zip") as archive:
            files = {name.rpartition("/")[2]: archive.read(name) for name in archive.namelist()}
    assert b"exercise: towel-slide" in files["ours.yaml"]
    assert b"sets: 3" in files["ours.yaml"]
    assert not [name for name, data in files.items() if b"Zelda" in data]
    page.click("[data-view=own]")
    if desk.server:  # what was open still is
        page.click("#own-close")
    page.click("[data-edit='programme ours']")
    page.click("#own-delete")
    page.click("#own-gone button")
    for each in ("programme ours", "exercise towel-slide"):
        page.click(f"[data-edit='{each}']")
        page.click("#own-delete")
        page.wait_for_selector("#own-gone button")
        assert page.locator(f"[data-edit='{each}']").count() == 0
    desk.wrong.clear()  # the one file has asked before it was loaded anew


@pytest.mark.parametrize("width", [1440, 320])
def test_forms_for_own_content_can_be_read_and_reached_by_everyone(desk: Desk, page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.click("[data-view=own]")
    page.wait_for_selector("[data-edit]")
    assert (axe(page), narrow(page)) == ([], [])
    for kind in ("exercise", "programme"):
        page.click(f"#own-new-{kind}")
        page.fill("#own-name", "<img src=x onerror=alert(1)>")
        for summary in page.locator("#own-form summary:visible").all():
            summary.click()
        page.wait_for_selector("#own-form .problem.at")
        if kind == "programme":
            page.select_option("#own-entry", "clamshell")
            page.click("#own-add-entry")
        assert (axe(page), narrow(page)) == ([], [])
        page.evaluate("window.asks = window.confirm; window.confirm = () => false; 0")
        page.click("#own-close")
        assert page.input_value("#own-name") == "<img src=x onerror=alert(1)>"
        page.evaluate("window.confirm = window.asks; 0")
        page.click("#own-close")
        page.wait_for_selector("[data-edit]")
        assert desk.wrong == ["dialog: confirm"]
        desk.wrong.clear()


def test_a_form_lets_old_pictures_go_and_a_change_while_it_is_saved_counts(desk: Desk, page: Page) -> None:
    page.evaluate(
        "window.live = new Set(); const {createObjectURL: begin, revokeObjectURL: end} = URL;"
        "URL.createObjectURL = (made) => { const given = begin.call(URL, made); live.add(given); return given; };"
        "URL.revokeObjectURL = (given) => { live.delete(given); end.call(URL, given); };"
        "const whole = window.fetch; window.fetch = async (...asked) => { const found = await whole(...asked);"
        "if (asked[0] === '/api/save_own') await new Promise((done) => { window.answered = done; }); return found; }; 0"
    )
    page.click("[data-view=own]")
    page.click("[data-edit='exercise ankle-rock']")
    for name in ("One", "Two", "Three"):
        page.fill("#own-name", name)
        until(page, f"document.querySelector('#own-pages img')?.alt.includes('{name}')")
    until(page, "live.size === document.querySelectorAll('#own-pages img').length")
    path = desk.folder / "data/exercises/ankle-rock.yaml"
    for figure in (True, False):
        page.evaluate("window.answered = null")
        page.click("#own-save")
        until(page, "window.answered")
        if figure:
            page.click("#own-no-picture")
        page.evaluate("answered()")
        until(page, f"document.querySelector('#own-state').textContent.startsWith('Saved') !== {str(figure).lower()}")
        page.wait_for_timeout(300)
        assert ("figure:" in path.read_text("utf-8")) is figure


@both
def test_the_keyboard_is_enough_for_own_content(desk: Desk, page: Page) -> None:
    focus(page, "[data-view=own]")
    page.keyboard.press("Enter")
    focus(page, "#own-new-exercise")
    page.keyboard.press("Enter")
    page.wait_for_selector("#own-name:focus")
    page.keyboard.type("Chair push")
    page.keyboard.press("Tab")
    page.keyboard.type("Sit on a sturdy chair.")
    page.keyboard.press("Tab")
    page.keyboard.type("Push.")
    page.keyboard.press("Enter")
    page.keyboard.type("Rest.")
    focus(page, "#own-pose")
    page.keyboard.type("Sit to")
    page.wait_for_selector("#own-shown-1")
    focus(page, "#own-save")
    page.wait_for_selector("#own-pages img")
    page.keyboard.press("Enter")
    until(page, "document.querySelector('#own-state').textContent.startsWith('Saved')")
    focus(page, "#own-delete")
    page.keyboard.press("Enter")
    page.wait_for_selector("#own-gone button")


@both
def test_cards_are_dragged_into_another_order(desk: Desk, page: Page) -> None:
    page.set_viewport_size({"width": 1440, "height": 2400})
    for each in CHOSEN[:3]:
        page.click(f"#found [data-id={each}]")
    settle(page)

    def ordered(*wanted: str) -> None:  # a pointer is followed from one frame to the next
        there = "[...document.querySelectorAll('#cards > li')].map(each => each.dataset.id).join()"
        until(page, f"{there} === '{','.join(wanted)}'")

    box = page.locator(f".card[data-id={CHOSEN[2]}] .grip").bounding_box()
    first = page.locator(f".card[data-id={CHOSEN[0]}]").bounding_box()
    assert box
    assert first
    for key in ("Escape", ""):
        page.mouse.move(box["x"] + 5, box["y"] + 5)
        page.mouse.down()
        page.mouse.move(box["x"] + 5, first["y"] + 20, steps=4)
        ordered(CHOSEN[2], CHOSEN[0], CHOSEN[1])
        if key:
            page.keyboard.press(key)
            ordered(*CHOSEN[:3])
        page.mouse.up()
    ordered(CHOSEN[2], CHOSEN[0], CHOSEN[1])
    page.keyboard.press("Control+z")
    ordered(*CHOSEN[:3])
