"""What the tests share: an invented clinic, sheets made once, and golden files."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from handouts import Problem, Workspace, make
from handouts.checks.content import check_content
from handouts.checks.workspace import open_all, picture_problems
from handouts.content.library import Library
from handouts.files import program
from handouts.files.workspace import Kind, library_folder
from handouts.layout.blocks import Block, Sheet
from handouts.layout.style import Style
from handouts.pdf.document import write_pdf
from handouts.pdf.metadata import About
from handouts.resolve.handout import resolve
from handouts.resolve.order import Order
from handouts.sheets.pages import set_pages, style_of
from handouts.sheets.pictures import load_pictures
from handouts.typeset.fonts import FontBook, font_book
from handouts.typeset.sheet import typeset
from tests.happenings import small_library

HERE = Path(__file__).parent
if "PYTEST_XDIST_WORKER" not in os.environ:  # those take what is there: one draws for all
    os.environ["HANDOUTS_CACHE"] = tempfile.mkdtemp(prefix="handouts-tests-")  # never a person's own
    atexit.register(shutil.rmtree, os.environ["HANDOUTS_CACHE"], ignore_errors=True)
CACHE = Path(os.environ["HANDOUTS_CACHE"])  # also where a test has one of its own
CLINIC = HERE / "clinic"
GOLDEN = HERE / "golden"
TODAY = date(2026, 3, 2)
# Of what the library has, as many as ever in `make test`: each kind of phase, growth, rest, audience and gap, and each
# length of handout. `make validate` takes the rest.
SAMPLE = (
    *("genu-valgum-three", "hallux-valgus-after-surgery", "hallux-valgus-children-play", "hallux-valgus-daily"),
    *(
        "knee-osteoarthritis-starter",
        "knee-walking-step-progression",
        "kneecap-pain-six-weeks",
        "strength-balance-level-3",
    ),
    *(
        "flat-foot",
        "hallux-valgus",
        "inner-knee-pain-runners",
        "knee-osteoarthritis",
        "knee-valgus",
        "rickets-osteomalacia",
    ),
    *("strength-and-balance", "varicose-veins"),
)


# Of the library that `few` puts beside the program.
FEW = ("knee-valgus", "golden-rooster-morning", "hallux-valgus-daily", "foot-ball-roll")


def sampled(kind: Kind) -> list[Any]:
    """The names of content as parameters of a test: those of the sample, and the others for `make validate` alone."""
    names = Workspace.open().names(kind)
    return [name if name in SAMPLE else pytest.param(name, marks=pytest.mark.library) for name in names]


@lru_cache(None)
def sheet(what: str, layout: str, profile: str = "standard", paper: str | None = None) -> bytes:
    """A sheet of the test clinic."""
    workspace = Workspace.open(CLINIC)
    return make(Order(what, layout, profile=profile, paper=paper), workspace, today=TODAY).data  # type: ignore[arg-type]


def block_tree(
    what: str,
    layout: str,
    profile: str = "standard",
    paper: str | None = None,
    workspace: Workspace | None = None,
    *,
    once: bool = False,
) -> Sheet:
    """The blocks that a sheet is made of, with a pack's list of contents; of the test clinic when None is said. Set
    `once` they are in the layout's order, whatever paper it takes."""
    shelf = Library(workspace or Workspace.open(CLINIC))
    style = style_of(shelf, profile, paper)
    handout = resolve(Order(what, layout), shelf, TODAY)
    fonts = font_book(shelf.workspace, style.family, shelf, style.spacing)
    return set_pages(handout, style, fonts, load_pictures(handout, shelf, style), shelf.layouts, once=once)[0]


def ground(language: str = "en", base: int = 0) -> tuple[Style, FontBook]:
    """How the test clinic's sheets look, with their fonts for a language, whose paragraphs have the level `base`."""
    shelf = Library(Workspace.open(CLINIC))
    style = style_of(shelf, "standard", None)
    return style, font_book(shelf.workspace, style.family, shelf, style.spacing, language, base)


def painted(*blocks: Block, profile: str = "standard", fillable: bool = False) -> bytes:
    """Blocks alone as a PDF, without header and footer."""
    shelf = Library(Workspace.open(CLINIC))
    style = style_of(shelf, profile, None)
    fonts = font_book(shelf.workspace, style.family, shelf, style.spacing)
    done = typeset(Sheet("Blocks", "en", "ltr", (), (), (), blocks), style, fonts, {}, fillable=fillable)
    return write_pdf(done, style, About("Blocks", "Clinic", "en", "Handouts"))


def alone(clinic: Path) -> Workspace:
    """A clinic's workspace with nothing of the library's but its tables, layouts and fonts: its check is short."""
    return Workspace((clinic.resolve(), _small_library()))


def told_by_rules(clinic: Path) -> list[Problem]:
    """What the rules over content say, without typesetting every sheet."""
    shelf = Library(Workspace.open(clinic))
    files = open_all(shelf)
    told = check_content(files, shelf.fresh(), TODAY, picture_problems(files, shelf.workspace))
    return [one for one in told if one.severity != "information"]


@lru_cache(1)
def _small_library() -> Path:
    place = Path(tempfile.mkdtemp(prefix="handouts-library-"))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    return small_library(place.resolve())


@lru_cache(1)
def small_checkout() -> Path:
    """A folder with `generate.py` and a library of FEW, for commands in processes of their own; one for all workers."""
    place = CACHE.resolve() / "checkout"
    if not place.exists():
        half = Path(tempfile.mkdtemp(dir=CACHE))
        shutil.copytree(program.PACKAGE, half / "handouts")
        shutil.copy(HERE.parent / "generate.py", half)
        small_library(half, *FEW)
        with suppress(OSError):  # another worker was faster
            half.rename(place)
    return place


@pytest.fixture
def few() -> Iterator[Path]:
    """The program lies beside a library of FEW: for tests of what goes through a whole library; -> its checkout."""
    place = small_checkout()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("handouts.files.workspace.__file__", str(place / "handouts/files/workspace.py"))
        library_folder.cache_clear()
        yield place
    library_folder.cache_clear()


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    """A copy of the test clinic to change."""
    folder = tmp_path / "clinic"
    shutil.copytree(CLINIC, folder)
    return folder


@pytest.fixture
def golden() -> Callable[[str, str], None]:
    """Compare a text with the golden file of that name; UPDATE_GOLDEN=1 writes it anew."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if os.environ.get("UPDATE_GOLDEN"):
            path.write_text(text, "utf-8")
        assert text == path.read_text("utf-8")

    return compare
