"""What a page without installation brings along, since it takes long in a browser: figures as they are drawn, layouts
and modules as they are compiled, the library's files as they are read and checked."""

from __future__ import annotations

import compileall
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from itertools import product
from pathlib import Path
from py_compile import PycInvalidationMode
from tempfile import TemporaryDirectory

from handouts.content.library import Library
from handouts.content.load import Loaded
from handouts.content.model import Exercise
from handouts.desk.asked import Answer, Asked
from handouts.desk.catalogue import library
from handouts.desk.engine import answer
from handouts.figures.poses import PosedFigure
from handouts.files.cache import FOLDER, keep, kept
from handouts.files.problems import ContentError
from handouts.files.workspace import Workspace, library_folder
from handouts.files.writing import TEMPORARY
from handouts.pdf.drawings import deflated
from handouts.resolve.order import Order
from handouts.resolve.picture_dose import with_dose
from handouts.reuse.stores import forget
from handouts.sheets.pages import style_of
from handouts.sheets.pictures import in_style, posed
from handouts.sheets.sheet import make

WAYS = ((False, False), (True, False), (False, True))  # as a whole; small, in a log; bare, on a leaf
DAY = date(2026, 1, 1)  # no cache has a date in it


@contextmanager
def kept_in(folder: Path) -> Iterator[None]:
    """Let everything be drawn anew, and kept in this folder."""
    before = os.environ.get(FOLDER)
    os.environ[FOLDER] = str(folder)
    forget()
    try:
        yield
    finally:
        if before is None:
            del os.environ[FOLDER]
        else:
            os.environ[FOLDER] = before


def draw_all(folder: Path, workspace: Workspace) -> None:
    """Keep the figures of all exercises and conditions in a folder, for both sides, in the clinic's look: as they stand
    in a PDF. Their shapes are left out, being three times as much: who wants those has them drawn anew."""
    with TemporaryDirectory(prefix=TEMPORARY) as made, kept_in(Path(made)):
        content = Library(workspace)
        style = style_of(content, "standard", None)
        look = in_style(content.clinic().content.figures, style)
        for name in workspace.names("exercise"):
            file = content.find(Exercise, name)
            with suppress(KeyError):  # of a clinic's own pose: the page tells it
                for (figure, mirrored), (small, bare) in product(_shown(file), WAYS):
                    each = posed(figure, name, look, style.accent, mirrored=mirrored, small=small, bare=bare)
                    for picture in each:
                        deflated(picture)
        for name in workspace.names("condition"):
            with suppress(ContentError):
                make(Order(name, content.layouts.default("condition")), workspace, today=DAY)
        for path in Path(made).glob("*.figure"):
            sizes = (kept(path.name) or b"").partition(b"\n")[0]
            keep(path.name, sizes + b"\n")
        _taken_over(Path(made), folder, "*.figure", "*.drawing")


def _shown(file: Loaded[Exercise] | None) -> Iterator[tuple[PosedFigure, bool]]:
    """An exercise's figure as sheets show it with the dose of the library: with no side said, then each."""
    if file and isinstance(figure := file.content.figure, PosedFigure):
        dose = file.content.dose
        yield with_dose(figure, dose), False
        if dose.side not in (None, "alternate"):
            one = with_dose(figure, dose.model_copy(update={"side": "left"}))
            yield from ((one, False), (one, True))


def compile_all(folder: str) -> None:
    """Compile all modules of a page's files, its layouts and its library; to be run by the Python that will read them,
    with the program where it will be: what is kept is named after that."""
    files = Path(folder)
    place = Path("/compiled")  # in memory: the cache takes no folder of another owner
    with kept_in(place):
        workspace = Workspace((library_folder(),))  # a clinic's own pictures need the browser
        found: Asked = library({}, workspace, DAY)
        condition = found["conditions"][0]["id"]
        names = [each["id"] for each in found["exercises"]][:1]
        for layout in found["layouts"]:
            asked = {"prescription": {"condition": condition, "exercises": names}, "options": {"layout": layout["id"]}}
            _stop_at(answer("preview", {"draft": asked}, workspace, DAY))
        _stop_at(answer("specimen", {"clinic": {}}, workspace, DAY))
    _taken_over(place, files / "cache", "*.layout", "*.content")
    for name in ("site", "stdlib"):
        compileall.compile_dir(
            files / name,
            maxlevels=20,
            force=True,
            quiet=2,
            legacy=True,
            optimize=2,
            invalidation_mode=PycInvalidationMode.UNCHECKED_HASH,
            stripdir=str(files),
        )
    for path in [*(files / "site").rglob("*.py"), *(files / "stdlib").rglob("*.py")]:
        _keep_one(path, files / "site" / "handouts")


def _taken_over(made: Path, folder: Path, *patterns: str) -> None:
    """Copy what was kept; the rest is of use to this Python alone."""
    folder.mkdir(exist_ok=True)
    for pattern in patterns:
        for path in made.glob(pattern):
            shutil.copy(path, folder)


def _stop_at(found: Answer) -> None:
    if found["problems"]:
        raise RuntimeError(found["problems"])


def _keep_one(path: Path, program: Path) -> None:
    """Leave a module's source only where the program looks at it: its own, by whose hash caches are named."""
    made = path.with_suffix(".pyc")
    if path.is_relative_to(program):
        (path.parent / "__pycache__").mkdir(exist_ok=True)
        made.rename(path.parent / "__pycache__" / f"{path.stem}.{_tag()}.pyc")
    elif made.exists():
        path.unlink()


def _tag() -> str:
    import sys

    assert sys.implementation.cache_tag
    return sys.implementation.cache_tag
