"""Makes every sheet of the library on both papers and counts its pages: make pages

What is printed for each kind: its pages; the share of a page that is empty at its foot (mean and worst, last pages
apart), and how many are emptier than they should be; on how many sheets the first page of exercises has one; 5 mm cells
of the text block with ink; heights of exercises' pictures, the smallest letters and the largest file. It fails where a
number gets worse than its bar, and writes how often a bar is missed into the table of docs/pages.md, which says why.
"""

import math
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from statistics import mean, median
from typing import Any

import pypdfium2

from handouts.batch.jobs import library_jobs
from handouts.content.library import Library
from handouts.files.workspace import Workspace, library_folder
from handouts.layout.blocks import Card, PageBreak
from handouts.layout.picture_room import STATURE
from handouts.layout.style import MM
from handouts.pdf.document import write_pdf
from handouts.resolve.order import Order
from handouts.sheets.sheet import resolve_order, set_sheet
from handouts.typeset.sheet import Typeset
from handouts.typeset.strips import GlyphRun, PlacedPicture, Reprint

TODAY = date(2026, 3, 2)
PAPERS = ("a4", "letter")
KINDS = ("leaf", "exercises", "log", "pack", "handout")
CELL = 5.0 * MM
SCALE = 0.706  # pixels a point: 10 pixels a cell
INK = 222  # of 255: darker is ink, grounds are lighter
DOCUMENT = Path(__file__).with_suffix(".md")
MOST_PAGES = {"pack": 7.5, "handout": 2.3}  # a sheet of a kind, on the mean of all
EMPTY = 0.15  # of a page's height, at the foot of a page that is not the last one: no more of it is to be empty
MOST_OVER = 0.03  # of such pages may be emptier: after an exercise or a table that fits nowhere but on the next page
MOST_EMPTY = 0.25  # of any of them
LEAST_EARLY = {"exercises": 0.85, "pack": 1.0}  # the share of sheets on whose first page of exercises there is one
WORDS = 30  # kilobytes of a leaf's words, fonts and boxes
MOST_KILOBYTES = 30  # of a leaf besides, for each exercise
LEAST_TYPE = 12.5  # points
ON_A_SIDE = 8  # exercises of a leaf
INKED = (0.6, 0.8)  # of a page's cells
SIGN = "-sign"  # how the digest of a picture ends that says what a sign means
UPRIGHT = (108.0, 150.0)  # the height of a standing figure's picture, with its arrows, in units of figures
ACROSS = 100.0  # the least width of a lying figure's picture
LEAST_STANDING = {"a4": 45.0, "letter": 40.0}  # mm, from head to foot
LEAST_LYING = 62.0  # mm
LEAST_ON_LEAF = 35.0  # mm, of a standing figure
LEAST_IN_LOG = {True: 20.0, False: 10.0}  # mm, of the pictures of up to 4 exercises, and of more
FEW = 4  # exercises


@dataclass
class Kind:
    """What was measured of the sheets of a kind, lengths in mm; `feet` are shares of a page. `most` is how many pages
    exercise sheets may take: one for the rules, and one for 2 exercises each; `sides` those of leaves and logs: one for
    8 exercises, one for 4 weeks; `early` are those `with_cards` whose first page has an exercise. `short` are exercise
    sheets of a page, and one for 2 exercises each after the first; `on_a_leaf` those of 2 sides whose letters are of
    the usual size; `in_log` are shares of what a log's pictures should be high at least."""

    pages: int = 0
    sheets: int = 0
    most: int = 0
    sides: int = 0
    feet: list[float] = field(default_factory=list)
    last: list[float] = field(default_factory=list)
    cells: list[float] = field(default_factory=list)
    pictures: list[float] = field(default_factory=list)
    letters: float = 100.0
    early: int = 0
    with_cards: int = 0
    short: int = 0
    on_a_leaf: int = 0
    standing: list[float] = field(default_factory=list)
    lying: list[float] = field(default_factory=list)
    in_log: list[float] = field(default_factory=list)
    kilobytes: float = 0.0  # for each exercise, of the largest leaf


def marks_of(marks: Iterable[Any]) -> Iterator[Any]:
    """All marks, those of other boxes among them."""
    for mark in marks:
        if isinstance(mark, Reprint):
            yield from marks_of(mark.marks)
        else:
            yield mark


def ends(done: Typeset, breaks: set[int]) -> set[int]:
    """The last pages of a file's sheets: those before a break that was asked for, and the last of all."""
    firsts = [page.strips[0].box if page.strips else 0 for page in done.pages]
    return {index - 1 for index, first in enumerate(firsts) if index and first - 1 in breaks} | {len(firsts) - 1}


def measure(order: Order, kind: Kind) -> int:
    """Add a sheet to its kind; -> its pages."""
    library = Library(Workspace((library_folder(),)))
    handout, style = resolve_order(order, library, TODAY)
    ready = set_sheet(handout, style, library)
    done = ready.done
    last = ends(done, {index for index, block in enumerate(ready.sheet.blocks) if isinstance(block, PageBreak)})
    cards = {number for number, block in enumerate(ready.sheet.blocks) if isinstance(block, Card)}
    if cards:
        kind.with_cards += 1
        first = next(at for at, page in enumerate(done.pages) if any(placed.box in cards for placed in page.strips))
        kind.early += not first or first - 1 in last
    for index, page in enumerate(done.pages):
        (kind.last if index in last else kind.feet).append(max(0.0, page.room - page.used) / style.page[1])
        for mark in marks_of(mark for placed in page.strips for mark in placed.strip.marks):
            if isinstance(mark, GlyphRun):
                kind.letters = min(kind.letters, mark.size)
            elif isinstance(mark, PlacedPicture) and mark.picture.digest.endswith(SIGN):
                continue
            elif isinstance(mark, PlacedPicture) and mark.element is not None:
                kind.pictures.append(mark.height / MM)
                sort(mark, kind)
            elif isinstance(mark, PlacedPicture):
                few = handout.programme is not None and len(handout.programme.exercises) <= FEW
                kind.in_log.append(mark.height / MM / LEAST_IN_LOG[few])
    kind.pages += len(done.pages)
    kind.sheets += 1
    kind.on_a_leaf += len(done.pages) <= 2 and not done.setting.style.dense
    fronts = math.ceil(len(handout.programme.exercises) / ON_A_SIDE) if handout.programme else 0
    kind.short += handout.programme is not None and len(done.pages) <= 1 + len(handout.programme.exercises) // 2
    kind.sides += len(handout.log_pages) + (fronts if order.layout == "leaf" else 0)
    kind.most += 1 + math.ceil(len(handout.programme.exercises) / 2) if handout.programme else 0
    data = write_pdf(done, style, ready.about)
    if handout.programme and len(handout.programme.exercises) > 1:
        kind.kilobytes = max(kind.kilobytes, (len(data) / 1000 - WORDS) / len(handout.programme.exercises))
    kind.cells += inked(data, style.margin(done.frame))
    return len(done.pages)


def sort(mark: PlacedPicture, kind: Kind) -> None:
    """Note how high a figure is that stands, from head to foot, and how wide the picture of one that lies."""
    picture = mark.picture
    if UPRIGHT[0] <= picture.height <= UPRIGHT[1] and picture.height > picture.width:
        kind.standing.append(mark.height / picture.height * STATURE / MM)
    elif picture.width > ACROSS and picture.width > 1.5 * picture.height:
        kind.lying.append(mark.width / MM)


def inked(data: bytes, margin: float) -> list[float]:
    """The share of cells with ink on each page, between its margins."""
    found = []
    for page in pypdfium2.PdfDocument(data):
        image = page.render(scale=SCALE).to_pil().convert("L").point(lambda grey: 255 * (grey < INK))
        edge = round(margin * SCALE)
        width, height = image.size
        cells = image.crop((edge, edge, width - edge, height - edge)).reduce(round(CELL * SCALE))
        counts = cells.histogram()
        found.append(1 - counts[0] / sum(counts))
    return found


def main() -> int:
    """Measure, print, compare."""
    wrong = []
    pages: dict[str, dict[str, int]] = {paper: {} for paper in PAPERS}
    missed: dict[str, dict[str, str]] = {}
    for paper in PAPERS:
        found = {name: Kind() for name in KINDS}
        workspace = Workspace((library_folder(),))
        for job in library_jobs(workspace, Path("out"), KINDS, ["standard"], paper):  # type: ignore[arg-type]
            kind = found[job.order.layout]
            before = kind.sides
            sides = pages[paper][f"{job.order.what}, {job.order.layout}"] = measure(job.order, kind)
            if job.order.layout in ("leaf", "log") and sides > kind.sides - before:
                wrong.append(f"{paper}: the {job.order.layout} of {job.order.what} takes {sides} sides.")
        for name, kind in found.items():
            print(line(paper, name, kind))
            wrong += [f"{paper}: {name} {problem}" for problem in compared(kind, name)]
        missed[paper] = dict(bars(found, paper))
    for sheet in pages["a4"]:
        if len(counts := {pages[paper][sheet] for paper in PAPERS}) > 1:
            wrong.append(f"{sheet} takes {min(counts)} pages on one paper and {max(counts)} on the other.")
    wrong += told(missed)
    print(*wrong, sep="\n")
    return bool(wrong)


def told(missed: dict[str, dict[str, str]]) -> Iterator[str]:
    """Write what was counted into the table of docs/pages.md; -> its rows that are not there."""
    text = DOCUMENT.read_text("utf-8")
    for what in missed["a4"]:
        row = f"| {what} | {' | '.join(missed[paper][what] for paper in PAPERS)} |"
        text, found = re.subn(rf"^\| {re.escape(what)} \|[^|]*\|[^|]*\|", row, text, flags=re.MULTILINE)
        if not found:
            yield f"docs/pages.md has no row that begins: {row}"
    DOCUMENT.write_text(text, "utf-8")


def bars(found: dict[str, Kind], paper: str) -> Iterator[tuple[str, str]]:
    """The bars that are missed: what is to be so, and how many are."""
    leaf, exercises, log, handout = (found[name] for name in ("leaf", "exercises", "log", "handout"))
    inked_pages = [share for name in KINDS for share in found[name].cells]
    yield (
        "exercise sheets of a page, and one for 2 exercises each after the first",
        of(exercises.short, exercises.sheets),
    )
    yield "exercise sheets with an exercise on page 1", of(exercises.early, exercises.with_cards)
    yield "handouts on a leaf in letters of 14 pt", of(handout.on_a_leaf, handout.sheets)
    inside = sum(INKED[0] <= share <= INKED[1] for share in inked_pages)
    yield "pages with 60 to 80 % of their cells inked", of(inside, len(inked_pages))
    yield "standing figures of 45 mm (Letter 40)", over(exercises.standing, LEAST_STANDING[paper])
    yield "lying figures of 62 mm", over(exercises.lying, LEAST_LYING)
    yield "standing figures of 35 mm on a leaf", over(leaf.standing, LEAST_ON_LEAF)
    yield "pictures of 20 mm in a log of 4 exercises, 10 mm in one of 8", over(log.in_log, 1.0)


def of(some: int, every: int) -> str:
    """A part of them."""
    return f"{some} of {every}"


def over(sizes: list[float], least: float) -> str:
    """How many are as large as they should be, to half a millimetre."""
    return of(sum(round(size, 2) >= least - (0.5 if least > 1 else 0.025) for size in sizes), len(sizes))


def compared(kind: Kind, name: str) -> Iterator[str]:
    """What is worse than its bar."""
    most = kind.most if name == "exercises" else MOST_PAGES.get(name, 9) * kind.sheets
    if kind.pages > most:
        yield f"takes {kind.pages} pages in all, at most {most:.0f}."
    if (empty := max(kind.feet, default=0.0)) > MOST_EMPTY:
        yield f"has a page that is {empty:.0%} empty, at most {MOST_EMPTY:.0%}."
    if (over := sum(foot > EMPTY for foot in kind.feet)) > MOST_OVER * len(kind.feet):
        yield f"has {over} pages of {len(kind.feet)} that are more than {EMPTY:.0%} empty, at most {MOST_OVER:.0%}."
    least = LEAST_EARLY.get(name, 0.0)
    if kind.early < least * kind.with_cards:
        yield f"has an exercise on the first page of {kind.early} of {kind.with_cards}, at least {least:.0%}."
    if name == "leaf" and kind.kilobytes > MOST_KILOBYTES:
        yield f"takes {kind.kilobytes:.0f} kB for each exercise, at most {MOST_KILOBYTES}."
    if kind.letters < LEAST_TYPE:
        yield f"has letters of {kind.letters:g} pt, at least {LEAST_TYPE:g}."


def line(paper: str, name: str, kind: Kind) -> str:
    """A kind's numbers in a line."""
    feet, last, pictures = kind.feet or [0.0], kind.last, kind.pictures or [0.0]
    return (
        f"{paper:6} {name:9} {kind.pages:3} pages"
        f" | foot {mean(feet):4.0%}, worst {max(feet):4.0%},"
        f" over {sum(foot > EMPTY for foot in kind.feet):2} of {len(kind.feet):3}, last {mean(last):4.0%}"
        f" | first {kind.early:2} of {kind.with_cards:2}"
        f" | cells {mean(kind.cells):3.0%} | pictures {min(pictures):3.0f} to {max(pictures):3.0f} mm,"
        f" median {median(pictures):3.0f} | letters {kind.letters:g} pt | {kind.kilobytes:.0f} kB an exercise"
    )


if __name__ == "__main__":
    sys.exit(main())
