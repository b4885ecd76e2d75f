"""What the desk costs in a browser: from its server, and as one file from the disk without a network.

    python -m benchmarks.desk [--edits 500] [--file handouts.html]

By the clock, since a clinician waits by the clock: only figures of a machine that does nothing else mean anything.
Needs Chromium. An edit is another note of a card or another number in its dose, in turn, on a leaf of 6 exercises with
a name; it ends when the page that is on the screen has its new picture drawn.
"""

from __future__ import annotations

import argparse
import gzip
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.tools import HERE
from tests.test_desk_page import CHOSEN, TODAY, until

ROOT = HERE.parent
SIX = (*CHOSEN, "forward-lunge")
FIELDS = (f"{SIX[-1]}-note", f"{SIX[-1]}-much")
PICTURE = "document.querySelector('#page-list img')?.naturalWidth > 0"
EDIT = """async ([field, value]) => {
  const input = document.getElementById(field), list = document.getElementById("page-list");
  const before = Number(list.dataset.version), start = performance.now();
  const state = document.getElementById("state");
  const done = () => Number(list.dataset.version) > before && /^\\d+ page/.test(state.textContent);
  input.value = value;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  while (!done()) {
    if (performance.now() - start > 30000) throw new Error("no new page after 30 s");
    await new Promise(requestAnimationFrame);
  }
  return performance.now() - start;
}"""


def main() -> None:
    """Print what both ways take."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--edits", type=int, default=500)
    options.add_argument("--file", type=Path, help="a desk that was packed before")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="desk-") as folder:
        place = Path(folder)
        with server(place) as (link, process):
            in_browser("server", link, place / "a", asked.edits, process)
        file = asked.file or packed(place)
        size, deflated = file.stat().st_size / 1e6, len(gzip.compress(file.read_bytes())) / 1e6
        print(f"one file: {size:.1f} MB, {deflated:.1f} MB gzipped")
        in_browser("one file", file.resolve().as_uri(), place / "b", asked.edits)


@contextmanager
def server(place: Path) -> Iterator[tuple[str, int]]:
    """The desk of a clinic's folder: its address, and the number of its process."""
    shutil.copytree(HERE / "clinic", place / "clinic")
    command = [sys.executable, "generate.py", "serve", "--no-browser", "--workspace", str(place / "clinic")]
    start = time.perf_counter()
    with subprocess.Popen([*command, "--today", TODAY], stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout
        found = re.search(r"http\S+", process.stdout.readline())
        assert found, "the server did not say its address"
        print(f"server: its address after {time.perf_counter() - start:.2f} s")
        try:
            yield found[0], process.pid
        finally:
            process.terminate()


def packed(place: Path) -> Path:
    """The desk as one file, in a folder."""
    command = [sys.executable, "generate.py", "pack", str(place / "desk.html"), "--today", TODAY]
    subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    return place / "desk.html"


def in_browser(name: str, link: str, profile: Path, edits: int, process: int | None = None) -> None:
    """Print what one way of the desk takes: until it can be searched, until the first page, for an edit, in memory."""
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            profile,
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox"],
            viewport={"width": 1440, "height": 900},
        )
        page = context.new_page()
        start = time.perf_counter()
        page.goto(
            link, wait_until="commit"
        )  # not until all of a file of 39 MB is read: the page does not wait for that
        page.wait_for_selector("body[data-ready]", timeout=60_000)
        print(f"{name}: searched and chosen from after {time.perf_counter() - start:.2f} s", end="")
        page.click(f"#found [data-id={SIX[0]}]")
        until(page, PICTURE)
        print(f", the first page's picture after {time.perf_counter() - start:.2f} s")
        for each in SIX[1:]:
            page.click(f"#found [data-id={each}]")
        page.fill("#name", "Zelda Quill")
        page.wait_for_timeout(8000)
        before = memory(process)
        times = [edit(page, each) for each in range(edits)]
        least, middle, late = (percentile(times, share) for share in (0, 50, 95))
        print(f"{name}: {edits} edits: least {least:.0f} ms, median {middle:.0f} ms, 95th percentile {late:.0f} ms")
        print(f"{name}: memory {before:.0f} MB before them, {memory(process):.0f} MB after")
        context.close()


def edit(page: Page, number: int) -> float:
    """Milliseconds from a changed field to its page."""
    text = f"Note number {number}" if number % 2 else str(5 + number % 40)
    taken: float = page.evaluate(EDIT, [FIELDS[0] if number % 2 else FIELDS[1], text])
    page.wait_for_timeout(100)
    return taken


def percentile(times: list[float], share: int) -> float:
    """The time that so many of a hundred do not exceed."""
    return sorted(times)[min(len(times) - 1, len(times) * share // 100)]


def memory(process: int | None) -> float:
    """MB that the server has in memory; without one, the largest process of the browser, in which the page runs."""
    return max(map(resident, [process] if process else renderers()))


def renderers() -> list[int]:
    """The processes in which a browser shows pages."""
    found = [each.parent for each in Path("/proc").glob("[0-9]*/cmdline") if b"--type=renderer" in _read(each)]
    return [int(each.name) for each in found]


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:  # a process that has ended meanwhile
        return b""


def resident(process: int) -> float:
    """MB of a process in memory; 0 when it has ended meanwhile."""
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    except FileNotFoundError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


if __name__ == "__main__":
    main()
