"""The files of one run: each is read once, and what is wrong with them is gathered instead of stopping at the first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from handouts.content.clinic import Clinic
from handouts.content.layouts import Layouts, layouts_of
from handouts.content.load import Content, Loaded, Place, holds, load
from handouts.content.looks import Styles
from handouts.content.overlay import in_language
from handouts.content.translation import Translation
from handouts.files.problems import ContentError, Problem, Problems, nearest
from handouts.files.workspace import Workspace, library_folder
from handouts.files.written import ContentFile, File, PatientText, TableFile, main_language

ById = TypeVar("ById", bound=ContentFile)
Table = TypeVar("Table", bound=TableFile)
Row = TypeVar("Row")


@dataclass(slots=True)
class Needs:
    """What a sheet is made of: valid `files` of content by their paths, and `others` that were read in another way: a
    font, a picture, a layout."""

    files: dict[Path, Loaded[File]] = field(default_factory=dict)
    others: set[Path] = field(default_factory=set)

    def add(self, file: Loaded[File]) -> None:
        """Count a file of content in, wherever it was read."""
        self.files[file.path] = file

    def take(self, other: Needs) -> None:
        """Count in what another one has counted."""
        self.files |= other.files
        self.others |= other.others

    @property
    def paths(self) -> frozenset[Path]:
        """Where all of them lie."""
        return frozenset(self.files) | self.others


class Library:
    """Reads files of a workspace and remembers them. What is wrong with those that were asked for is gathered in
    `problems`, and those that are right in `needs`. With a `language`, the id of one, texts for patients are in it
    wherever there is a translation."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.language = ""
        self.problems = Problems()
        self.needs = Needs()
        self._layouts: Layouts | None = None
        self._read: dict[tuple[type[File], Path], Loaded[File] | tuple[Problem, ...]] = {}
        self._places: dict[tuple[type[ContentFile], str], Path | None] = {}

    def fresh(self) -> Library:
        """A library for another sheet: it shares what was read, and gathers problems and needs of its own."""
        other = Library(self.workspace)
        other._read, other._places, other._layouts = self._read, self._places, self._layouts
        other.language = self.language
        return other

    def stand_in(self, file: Loaded[File]) -> None:
        """Let a file count instead of what lies at its path, such as one that is not written yet."""
        self._read[type(file.content), file.path] = file
        if isinstance(file.content, ContentFile):
            self._places[type(file.content), file.id] = file.path

    def take(self, other: Library) -> None:
        """Count in what was needed, and found wrong, in another library."""
        self.needs.take(other.needs)
        self.problems += other.problems

    @property
    def layouts(self) -> Layouts:
        """The layouts of the workspace, looked for once."""
        self._layouts = self._layouts or layouts_of(self.workspace)
        return self._layouts

    def open(self, kind: type[Content], path: Path) -> Loaded[Content] | None:
        """A file by its path; None when it has problems (they are gathered)."""
        found = self._opened(kind, path)
        if found and self._is_foreign(found):
            found = self.in_language(found, self.language)
        if found:
            self.needs.add(found)
        return found

    def _is_foreign(self, file: Loaded[File]) -> bool:
        """Whether patients read it, and it was translated into the language that is asked for."""
        if not (self.language and isinstance(file.content, PatientText)):
            return False
        other = main_language(file.content.language) != main_language(self.language)
        return other and self.workspace.translation(file.path, self.language) is not None

    def in_language(self, file: Loaded[Content], language: str) -> Loaded[Content] | None:
        """A file with the texts of its translation, of which there may be none; None when that can't be read (what is
        wrong is gathered)."""
        path = self.workspace.translation(file.path, language)
        translation = self._opened(Translation, path) if path else None
        if path and translation is None:
            return None
        self.needs.others.update([path] if path else ())
        try:
            return in_language(file, translation, language)
        except ContentError as error:
            self.problems += error.problems
            return None

    def clinic_in_language(self) -> Loaded[Clinic] | None:
        """The clinic's file in the language that is asked for; None where that is its own, or when there are problems
        (they are gathered). Raises ContentError as `clinic` does."""
        clinic = self.clinic()
        is_usual = self.language in ("", clinic.content.language)
        return None if is_usual else self.in_language(clinic, self.language)

    def _opened(self, kind: type[Content], path: Path) -> Loaded[Content] | None:
        found = self._read.get((kind, path))
        if found is None:
            try:
                found = load(self.workspace, kind, path)
            except ContentError as error:
                found = error.problems
            self._read[kind, path] = found
        if isinstance(found, tuple) or not holds(found, kind):
            self.problems += found if isinstance(found, tuple) else ()
            return None
        return found

    def place(self, kind: type[ContentFile], name: str) -> Path | None:
        """Where the file of an id lies; None when there is none. It is looked for once."""
        key = (kind, name)
        if key not in self._places:
            there = self.workspace.has(kind.kind, name)
            self._places[key] = self.workspace.find(kind.kind, name) if there else None
        return self._places[key]

    def find(self, kind: type[ById], name: str) -> Loaded[ById] | None:
        """A file by its id; None when there is none, or when it has problems (they are gathered)."""
        path = self.place(kind, name)
        return self.open(kind, path) if path else None

    def every(self, kind: type[ById]) -> Iterator[Loaded[ById]]:
        """All files of a kind that have no problems (which are gathered)."""
        return filter(None, (self.find(kind, name) for name in self.workspace.names(kind.kind)))

    def get(self, kind: type[ById], name: str, asker: Loaded[File], place: Place) -> Loaded[ById] | None:
        """The file that `asker` names at `place`; an unknown id is a problem of the asker's."""
        if self.place(kind, name):
            return self.find(kind, name)
        called, file = ("this id", "ID") if asker.private else (f'the id "{name}"', name)
        names = self.workspace.names(kind.kind)
        there = f": {', '.join(names)}" if kind.kind == "language" else ""
        hint = nearest(name, names) or f"Write data/{kind.kind}s/{file}.yaml or name another{there}."
        self.problems.append(asker.problem(place, f"no {kind.kind} has {called}.", hint))
        return None

    def clinic(self) -> Loaded[Clinic]:
        """The clinic's file. Raises ContentError with all problems gathered so far where it has some."""
        return self.problems.stop_without(self.open(Clinic, self.workspace.clinic_file))

    def of_clinic(self, kind: type[Content]) -> Loaded[Content] | None:
        """A file of which the clinic's folder may have one, such as `reviews.yaml`; None where it has none, or when it
        has problems (they are gathered)."""
        path = self.workspace.own / f"{kind.kind}.yaml" if self.workspace.own else None
        return self.open(kind, path) if path and path.is_file() else None

    def table(self, kind: type[Table]) -> Table | None:
        """A table of the library; None when it has problems (they are gathered)."""
        file = self.open(kind, self.workspace.data_file(f"{kind.kind}.yaml"))
        return file.content if file else None

    def row(
        self, table: type[TableFile], rows: Mapping[str, Row], name: str, asker: Loaded[File], place: Place
    ) -> Row | None:
        """The row of a table that `asker` names at `place`; an unknown id is a problem of the asker's."""
        if name in rows:
            return rows[name]
        hint = nearest(name, rows) or f"data/{table.kind}.yaml lists them."
        called = "such row" if asker.private else f'"{name}"'
        self.problems.append(asker.problem(place, f"data/{table.kind}.yaml has no {called}.", hint))
        return None


@lru_cache(1)
def bundled_profiles() -> tuple[str, ...]:
    """The names of the profiles that come with the program, as they stand in its file."""
    library = Library(Workspace((library_folder(),)))
    return tuple(library.problems.stop_without(library.table(Styles)).profiles)
