"""What a workspace holds, where each thing comes from and what it hides: `generate.py list`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from handouts.content.shelf import Shelf
from handouts.content.workspace import KINDS, Workspace
from handouts.layout.templates import ENDING

OF_KIND = {folder: kind for kind, folder in KINDS.items() if kind != "language"}
LISTS = (*OF_KIND, "layouts", "fonts")


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing by its id, with its name and the file that it is in; `hides` says that it takes the place of ours."""

    id: str
    name: str
    file: str
    origin: str
    hides: bool


def entries(what: str, workspace: Workspace) -> Iterator[Entry]:
    """All entries of one of LISTS. A file that can't be read is listed without a name."""
    if what in OF_KIND:
        yield from _content(OF_KIND[what], workspace)
    elif what == "layouts":
        names = {path.name for folder in workspace.folders for path in (folder / "layouts").glob(f"*{ENDING}")}
        for name in sorted(names):
            found = workspace.every(f"layouts/{name}")
            shared = "shared part" if name.startswith("_") else ""
            yield _entry(name.removesuffix(ENDING), shared, found, workspace)
    else:
        yield from _fonts(workspace)


def _content(kind: str, workspace: Workspace) -> Iterator[Entry]:
    shelf = Shelf(workspace)
    for name in workspace.names(kind):
        file = shelf.open(kind, workspace.find(kind, name))
        found = workspace.every(f"data/{KINDS[kind]}/{name}.yaml")
        yield _entry(name, file.content.name if file else "(see: generate.py check)", found, workspace)


def _fonts(workspace: Workspace) -> Iterator[Entry]:
    shelf = Shelf(workspace)
    seen: set[str] = set()
    for path in workspace.every("fonts/fonts.yaml"):
        file = shelf.open("fonts", path)
        for family, files in file.content.families.items() if file else ():
            if family not in seen:
                seen.add(family)
                yield _entry(family, ", ".join(files.scripts), [path], workspace)


def _entry(name: str, title: str, found: list[Path], workspace: Workspace) -> Entry:
    own = workspace.own is not None and found[0].is_relative_to(workspace.own)
    return Entry(name, title, workspace.show(found[0]), "clinic" if own else "library", own and len(found) > 1)
