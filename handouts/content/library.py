"""The files of one run: each is read once, and what is wrong with them is gathered instead of stopping at the first."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from handouts.content.load import Loaded, load
from handouts.files.problems import ContentError, Problem, nearest
from handouts.files.workspace import Workspace


class Library:
    """Reads files of a workspace and remembers them and their problems."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.problems: list[Problem] = []
        self._read: dict[Path, Loaded[Any] | tuple[Problem, ...]] = {}
        self._opened: dict[Path, Loaded[Any]] = {}
        self._kinds: dict[Path, str] = {}
        self._noted: set[Path] = set()
        self._places: dict[tuple[str, str], Path | None] = {}

    def fresh(self) -> Library:
        """A library for another sheet: it shares what was read, and gathers problems of its own."""
        other = Library(self.workspace)
        other._read, other._places = self._read, self._places
        return other

    @property
    def loaded(self) -> list[Loaded[Any]]:
        """Every valid file that was opened here."""
        return list(self._opened.values())

    def open(self, kind: str, path: Path) -> Loaded[Any] | None:
        """A file by its path; None when it has problems (they are gathered)."""
        if path not in self._read:
            try:
                self._read[path] = load(self.workspace, kind, path)
            except ContentError as error:
                self._read[path] = error.problems
        found = self._read[path]
        if isinstance(found, tuple):
            self.problems += found
            return None
        self._opened[path] = found
        self._kinds[path] = kind
        return found

    def place(self, kind: str, name: str) -> Path | None:
        """Where the file of an id lies; None when there is none. It is looked for once."""
        key = (kind, name)
        if key not in self._places:
            self._places[key] = self.workspace.find(kind, name) if self.workspace.has(kind, name) else None
        return self._places[key]

    def find(self, kind: str, name: str) -> Loaded[Any] | None:
        """A file by its id; None when there is none, or when it has problems (they are gathered)."""
        path = self.place(kind, name)
        return self.open(kind, path) if path else None

    @property
    def opened(self) -> tuple[tuple[str, Path, Loaded[Any]], ...]:
        """Every valid file that was opened here, by its kind and path."""
        return tuple((kind, path, self._opened[path]) for path, kind in self._kinds.items())

    def take(self, other: Library) -> None:
        """Count in what was opened, noted and found wrong in another library."""
        self._opened |= other._opened
        self._kinds |= other._kinds
        self._noted |= other._noted
        self.problems += other.problems

    @property
    def needs(self) -> frozenset[Path]:
        """Every file that was opened here, or noted."""
        return frozenset(self._opened) | self._noted

    def note(self, path: Path) -> None:
        """Count a file in that was read in another way: a font, a picture, a layout."""
        self._noted.add(path)

    def keep(self, file: Loaded[Any]) -> None:
        """Count a file in that was not read from a disk."""
        self._opened[file.path] = file

    def table(self, name: str) -> Any:
        """The content of a table of the library (sources, urgent-signs, contraindications), or None."""
        file = self.open(name, self.workspace.data_file(f"{name}.yaml"))
        return file.content if file else None

    def get(self, kind: str, name: str, asker: Loaded[Any], place: tuple[str | int, ...]) -> Loaded[Any] | None:
        """The file that `asker` names at `place`; an unknown id is a problem of the asker's."""
        if self.place(kind, name):
            return self.find(kind, name)
        called, file = ("this id", "ID") if asker.private else (f'the id "{name}"', name)
        hint = nearest(name, self.workspace.names(kind)) or f"Write data/{kind}s/{file}.yaml or name another."
        self.problems.append(asker.problem(place, f"no {kind} has {called}.", hint))
        return None

    def entry(
        self, table: str, entries: dict[str, Any], name: str, asker: Loaded[Any], place: tuple[str | int, ...]
    ) -> Any:
        """A row of a table by its id; an unknown id is a problem of the asker's."""
        if name in entries:
            return entries[name]
        hint = nearest(name, entries) or f"data/{table}.yaml lists them."
        called = "such row" if asker.private else f'"{name}"'
        self.problems.append(asker.problem(place, f"data/{table}.yaml has no {called}.", hint))
        return None

    def stop_if_wrong(self) -> None:
        """Raise ContentError with all problems gathered so far."""
        if self.problems:
            raise ContentError(dict.fromkeys(self.problems))
