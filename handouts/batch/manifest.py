"""What lies in `out/` and what it was made of: a batch makes again only what has changed since.

A file counts as unchanged while its size and time of change are what they were, as with `make`. What was made of files
that changed meanwhile is made again the next time.
"""

from __future__ import annotations

import hashlib
import json
import re
import time
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, get_args

from handouts.batch.jobs import OF_SHEETS, Job, is_translated
from handouts.content.clinic import Language
from handouts.content.layouts import NAME, layouts_of
from handouts.content.library import Library
from handouts.content.looks import Paper
from handouts.files.program import program_digest
from handouts.files.reading import start_of
from handouts.files.workspace import ID_PATTERN, KINDS, Workspace
from handouts.files.writing import write
from handouts.resolve.order import Order
from handouts.sheets.naming import file_name

if TYPE_CHECKING:
    from handouts.sheets.sheet import SheetFile

MANIFEST = "manifest.json"
FORMAT = 1
LARGEST = 100_000_000  # bytes of a file that is looked into
TICK = 20_000_000  # nanoseconds: two changes within one tick of a file system's clock look like one
ALWAYS = ("clinic.yaml", "reviews.yaml", "doses.yaml", "fonts/fonts.yaml")  # change every sheet when they come or go
LIBRARIES = ("reportlab", "uharfbuzz", "jinja2", "pyyaml", "pydantic", "pillow", "segno", "babel")
Asked: TypeAlias = tuple[str, str, str, str | None, str | None, str | None]
CREATOR = b"<xmp:CreatorTool>Handouts "  # in every file of ours


@dataclass(frozen=True, slots=True)
class SheetRecord:
    """A file in `out/`: what was asked for, what it says of itself, what it `needs`, in which `state` that was, and the
    days from `made` to `until` on which the same would come of it. `wrote` is its own time of change and size."""

    asked: Asked
    title: str
    pages: int
    needs: tuple[str, ...]
    state: str
    made: str
    until: str | None
    wrote: tuple[int, int]


@dataclass(slots=True)
class Files:
    """Sizes and times of change of a workspace's files, each looked up once since the batch `began`."""

    workspace: Workspace
    engine: str
    began: int = field(default_factory=time.time_ns)
    seen: dict[str, str] = field(default_factory=dict)

    def state(self, needs: Iterable[str]) -> str:
        """One word for how all these files are."""
        return hashlib.sha256("\n".join([self.engine, *map(self._stamp, needs)]).encode()).hexdigest()[:32]

    def name(self, path: Path) -> str:
        """A file by its place in its folder: one of that name in any folder may come to stand in its stead."""
        return next(
            (path.relative_to(each).as_posix() for each in self.workspace.folders if path.is_relative_to(each)),
            str(path),
        )

    def _stamp(self, name: str) -> str:
        if name not in self.seen:
            self.seen[name] = " ".join(map(str, (stamp(each / name) for each in self.workspace.folders)))
        return self.seen[name]


def stamp(path: Path) -> tuple[int, int] | None:
    """A file's time of change (nanoseconds) and size in bytes; None when there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def engine() -> str:
    """One word for the program that makes the sheets: its files and the libraries that it stands on."""
    from importlib.metadata import version

    said = [program_digest("**/*"), *(f"{name} {version(name)}" for name in LIBRARIES)]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:16]


def read_manifest(out: Path) -> dict[str, SheetRecord] | None:
    """What is known of the files in a folder, by their names; None when nothing is, or when anything in it is not as
    `write_manifest` writes it: files are taken away by what it says."""
    try:
        data = json.loads(start_of(out / MANIFEST, LARGEST))
        if data["format"] != FORMAT:
            return None
        found = {str(name): _entry(**row) for name, row in data["files"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return found if all(map(_is_whole, found, found.values())) else None


def _entry(
    asked: list[str],
    title: str,
    pages: int,
    needs: list[str],
    state: str,
    made: str,
    until: str | None,
    wrote: list[int],
) -> SheetRecord:
    """A row as it was read: of the types that are named here only if `_is_whole` says so."""
    return SheetRecord(tuple(asked), title, pages, tuple(needs), state, made, until, tuple(wrote))  # type: ignore[arg-type]


def _is_whole(name: str, entry: SheetRecord) -> bool:
    """Whether a row says what we write, and its file is called as `all` calls what was asked for, which is no path."""
    if len(entry.asked) != 6:
        return False
    what, layout, profile, paper, theme, language = entry.asked
    if not (isinstance(layout, str) and re.fullmatch(NAME, layout) and paper in (None, *get_args(Paper))):
        return False
    if not all(_is_id(each) for each in (what, profile, *(each for each in (theme, language) if each is not None))):
        return False
    if name != file_name(Order(what, layout, profile, paper, theme=theme, language=language)):  # type: ignore[arg-type]
        return False
    texts = (entry.title, entry.state, entry.made, entry.until or "", *entry.needs)
    numbers = (entry.pages, *entry.wrote)
    return (
        all(isinstance(text, str) for text in texts)
        and all(isinstance(number, int) for number in numbers)
        and len(entry.wrote) == 2
    )


def _is_id(value: object) -> bool:
    return isinstance(value, str) and bool(re.match(ID_PATTERN, value))


def write_manifest(out: Path, entries: Mapping[str, SheetRecord]) -> None:
    """Raises ContentError when it can't be written."""
    files = {name: asdict(entries[name]) for name in sorted(entries)}
    write(out / MANIFEST, json.dumps({"format": FORMAT, "files": files}, indent=1, ensure_ascii=False).encode())


def asked(order: Order) -> Asked:
    """What makes a sheet of the library another one."""
    return order.what, order.layout, order.profile, order.paper, order.theme, order.language


def entry(job: Job, made: SheetFile, files: Files, day: date) -> SheetRecord:
    """What to remember of a file that was written just now."""
    names = tuple(sorted({*ALWAYS, *map(files.name, made.needs)}))
    newest = max((found[0] for found in map(stamp, made.needs) if found), default=0)
    order = job.order
    return SheetRecord(
        asked=asked(order),
        title=made.title,
        pages=made.pages,
        needs=names,
        state=files.state(names) if newest < files.began - TICK else "",  # else nobody knows which state was read
        made=day.isoformat(),
        until=made.until.isoformat() if made.until else None,
        wrote=stamp(job.target) or (0, 0),
    )


def is_current(job: Job, known: SheetRecord | None, files: Files, day: date) -> bool:
    """Whether a file is there and nothing that it was made of has changed."""
    return known is not None and known.asked == asked(job.order) and is_as_made(job.target, known, files, day)


def is_as_made(path: Path, known: SheetRecord, files: Files, day: date) -> bool:
    """Whether a file is as it was written, and nothing has changed since that it was made of."""
    if not known.made <= day.isoformat() <= (known.until or "9999"):
        return False
    return known.wrote == stamp(path) and known.state == files.state(known.needs)


def strays(out: Path, known: Mapping[str, SheetRecord] | None, workspace: Workspace) -> list[Path]:
    """Files that `all` has made and that no condition or programme of the workspace, no layout or no translation stands
    behind any more, sorted. What no manifest names is somebody's own."""
    layouts, library = layouts_of(workspace), Library(workspace)
    ids = {layout: workspace.names(head.about) for layout, head in layouts.heads()[0].items() if head.about in KINDS}
    unknown = set(layouts.names) - set(ids)  # a layout whose head is wrong: nobody knows of what it is
    gone = []
    for name, each in (known or {}).items():
        what, layout, *_, language = each.asked
        there = what in ids.get(layout, ())
        if layout not in unknown and not (there and (not language or _is_spoken(what, layout, language, library))):
            gone.append(name)
    return sorted(path for path in (out / name for name in gone) if _is_ours(path))


def _is_spoken(what: str, layout: str, language: str, library: Library) -> bool:
    """Whether there is a language, with a translation into it of what a layout is about."""
    kind = library.layouts.head(layout).about
    known = library.place(Language, language) is not None
    return known and kind in OF_SHEETS and is_translated(kind, what, language, library)


def _is_ours(path: Path) -> bool:
    """Whether a file says that we have made it."""
    try:
        return CREATOR in start_of(path, LARGEST)
    except OSError:
        return False
