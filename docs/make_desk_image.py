"""The README's picture of the desk: `python docs/make_desk_image.py`, with playwright and Chromium."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "images" / "desk.png"
CHOSEN = (
    "sit-to-stand-pillow-band",
    "single-leg-band-side-swing",
    "standing-band-kickback",
    "supine-ball-squeeze-feet",
)
COLOURS = 192


def main() -> None:
    """Fill a sheet in as a clinician would, in the example clinic, and take the picture."""
    with tempfile.TemporaryDirectory() as place:
        shutil.copy(ROOT / "data" / "example-clinic.yaml", Path(place) / "clinic.yaml")
        shutil.copy(ROOT / "data" / "example-logo.svg", place)
        command = [sys.executable, str(ROOT / "generate.py"), "serve", "--no-browser", "--workspace", place]
        server = subprocess.Popen([*command, "--today", "2026-03-02"], stdout=subprocess.PIPE, text=True)  # noqa: S603
        assert server.stdout
        link = re.findall(r"http\S+", server.stdout.readline())[0]
        with sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": 1440, "height": 900}, locale="en-GB")
            page.goto(link)
            _fill_in(page)
            data = page.screenshot()
            browser.close()
        server.kill()
    Image.open(io.BytesIO(data)).convert("RGB").quantize(COLOURS).save(TARGET, optimize=True)


def _fill_in(page: Page) -> None:
    page.wait_for_selector("body[data-ready]")
    page.fill("#search", "band")
    for each in CHOSEN[:3]:
        page.click(f"#found [data-id={each}]")
    page.fill("#search", "ball")
    page.click(f"#found [data-id={CHOSEN[3]}]")
    page.fill("#search", "band")
    page.fill("#name", "A. Name")
    page.click("[data-choice=side] [value=left]")
    page.click("[data-start='0']")
    page.fill("#all-sets", "3")
    page.fill("#all-reps", "10")
    page.fill("#times", "2")
    for day in ("mon", "wed", "fri"):
        page.click(f"#days [value={day}]")
    page.click("#search")
    end = time.monotonic() + 60
    while not page.inner_text("#state").endswith("pages") and time.monotonic() < end:
        page.wait_for_timeout(200)
    page.wait_for_timeout(6000)  # the pictures of exercises
    page.evaluate("document.activeElement.blur(); document.querySelector('#find').scrollTop = 0")


if __name__ == "__main__":
    main()
