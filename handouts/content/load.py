"""One file to one validated object, with every problem of the file in one go."""

from __future__ import annotations

import time
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Generic, TypeAlias, TypeGuard, TypeVar

from pydantic import BaseModel, ValidationError

from handouts.content import kept
from handouts.content.keys import all_keys
from handouts.content.limits import MOST_TOLD, endless_parts
from handouts.content.prescription import Prescription
from handouts.content.refusals import in_our_words
from handouts.content.starter_texts import left_as_started
from handouts.content.translation import TranslatedText, Translation
from handouts.files.problems import HOW_WRITTEN, Ask, Command, ContentError, Problem
from handouts.files.reading import NoOrdinaryFile, start_of
from handouts.files.workspace import Workspace
from handouts.files.written import FORMAT, File
from handouts.files.yaml_reader import LARGEST_FILE, Document, read_yaml
from handouts.reuse.stores import FILES

Place: TypeAlias = tuple[str | int, ...]  # of keys and indexes inside a file
Content = TypeVar("Content", bound=File)
Content_co = TypeVar("Content_co", bound=File, covariant=True)
Stamp: TypeAlias = tuple[int, int, int, str]

SETTLED = 2_000_000_000  # nanoseconds: a file that was changed just now may change again without looking so

UNWRITTEN = ("is still the starter's text.", "Write your own.")


@dataclass(frozen=True, slots=True)
class Loaded(Generic[Content_co]):
    """A validated file and where its parts stand. One whose texts were put into another language says of what it was
    `translated`; its lines are those of the file as it was written."""

    id: str
    content: Content_co
    document: Document = field(repr=False)
    path: Path
    translated: Translated[Content_co] | None = field(default=None, repr=False)

    @property
    def as_written(self) -> Loaded[Content_co]:
        """The file in the language in which it was written: what is found out from words is found out from those."""
        return self.translated.original if self.translated else self

    def problem(self, path: Place, message: str, hint: str = "", rule: str = "", *ways: Ask | Command) -> Problem:
        """A problem at a place inside this file."""
        where = _where(path, self.document)
        return Problem(self.document.file, self.document.line(path), where, message, hint, rule, ways)

    @property
    def private(self) -> bool:
        """Whether it is about a patient: no problem repeats what is written in it."""
        return self.document.private

    @property
    def listed(self) -> bool:
        """Whether it is a row of a list, which has columns instead of keys."""
        return self.document.columns is not None


@dataclass(frozen=True, slots=True)
class Translated(Generic[Content_co]):
    """The file that was translated, as it was written, and each of its texts with its translation; `file` has those,
    None where there is none."""

    original: Loaded[Content_co]
    file: Loaded[Translation] | None
    texts: tuple[TranslatedText, ...]

    @property
    def unprintable(self) -> tuple[TranslatedText, ...]:
        """The texts that no sheet can have."""
        return tuple(each for each in self.texts if not each.printable)


def holds(file: Loaded[File], kind: type[Content]) -> TypeGuard[Loaded[Content]]:
    """Whether a file is of this kind."""
    return isinstance(file.content, kind)


def _where(path: Place, document: Document) -> str:
    """A place as people read it: of a row of a list the column, of a prescription no key
    that is none: it may be a name."""
    if document.private:
        known = all_keys(Prescription)
        path = tuple(part for part in path if isinstance(part, int) or part in known)
    if document.columns is None:
        return dotted(path)
    keys = [str(part) for part in path if isinstance(part, str) and part != "patient"]
    return document.columns.get(keys[0], keys[0]) if keys else ""


def dotted(path: Place) -> str:
    """A path of keys as people read it, list items counted from 1: steps[2].text"""
    out = ""
    for part in path:
        out += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if out else part
    return out


def load(workspace: Workspace, kind: type[Content], path: Path) -> Loaded[Content]:
    """Read and validate one file; raise ContentError with all of its problems.

    A file of the library is read once in a process while it stays as it is.
    """
    shown = workspace.show(path)
    try:
        found = path.stat()
        stamp = (found.st_mtime_ns, found.st_size, found.st_ino, shown)
        known: tuple[Stamp, Loaded[File]] | None = FILES.get((kind, path))
        if known and known[0] == stamp and holds(known[1], kind):
            return known[1]
        data = start_of(path, LARGEST_FILE)
    except NoOrdinaryFile:
        raise ContentError([Problem(shown, 0, "", "is no ordinary file.", "Put the file itself there.")]) from None
    except OSError:
        raise ContentError(
            [Problem(shown, 0, "", "can't be read.", "Check that it is there and that you may read it.")]
        ) from None
    of_library = any(path.is_relative_to(workspace.folders[-1] / name) for name in ("data", "fonts"))
    ours = of_library or path == workspace.clinic_file
    file = (_for_others if ours and not kind.about_a_patient else _checked)(kind, data, shown, path)
    if not kind.about_a_patient and time.time_ns() - found.st_mtime_ns > SETTLED:
        FILES.keep((kind, path), (stamp, file))
    return file


def _for_others(kind: type[Content], data: bytes, shown: str, path: Path) -> Loaded[Content]:
    """A file as another process may have checked it."""
    name = kept.name_of(kind, path, shown, data)
    found = kept.taken(name)
    if isinstance(found, Loaded) and holds(found, kind):
        return found
    file = _checked(kind, data, shown, path)
    kept.keep(name, file)
    return file


def _checked(kind: type[Content], data: bytes, shown: str, path: Path) -> Loaded[Content]:
    return validated(kind, _read(kind, data, shown), path)


def _read(kind: type[File], data: bytes, shown: str) -> Document:
    try:
        return read_yaml(data, shown)
    except ContentError as error:
        if not kind.about_a_patient:
            raise
        known = all_keys(kind)
        raise ContentError(
            problem if known.issuperset(problem.where.split(".")) else replace(problem, where="")
            for problem in error.problems
        ) from None


def validated(kind: type[Content], document: Document, path: Path, told: str | None = None) -> Loaded[Content]:
    """What a document holds, as this kind of file, of which validation may be `told` something; raise ContentError with
    all of its problems."""
    document = replace(document, private=kind.about_a_patient)
    _refuse_other_formats(document)
    endless = [
        Problem(document.file, document.line(path), _where(path, document), message, "Split it into smaller files.")
        for path, message in endless_parts(document)
    ]
    if endless:
        raise ContentError(endless)
    unwritten = left_as_started(kind.kind, document, path)
    problems = [Problem(document.file, document.line(place), dotted(place), *UNWRITTEN) for place in unwritten]
    try:
        content = kind.model_validate(document.data, context=told)
    except ValidationError as error:
        raise ContentError([*_problems(error, document, kind, unwritten), *problems]) from None
    if problems:
        raise ContentError(problems)
    return Loaded(path.stem, content, document, path)


def _refuse_other_formats(document: Document) -> None:
    data, line = document.data, document.line(("format",))
    if not isinstance(data, dict):
        hint = 'Write "key: value" lines.'
        raise ContentError([Problem(document.file, 1, "", "has no keys.", hint, ways=HOW_WRITTEN[1:])])
    written = data.get("format")
    if isinstance(written, int) and not isinstance(written, bool) and written != FORMAT:
        newer = written > FORMAT
        message = f"is written in format {written}; this program reads format {FORMAT}."
        hint = "Update Handouts." if newer else "See CHANGELOG.md for what to change."
        raise ContentError([Problem(document.file, line, "format", message, hint)])


def _problems(
    error: ValidationError, document: Document, model: type[BaseModel], told: Collection[Place]
) -> list[Problem]:
    """What pydantic has found, save at places that were told already."""
    found = []
    errors = error.errors(include_url=False)
    refused = {tuple(e["loc"]) for e in errors if e["type"] not in ("too_short", "missing")}
    located = ((_path_in(document.data, item["loc"]), item) for item in errors)
    placed = sorted((each for each in located if each[0] not in told), key=lambda each: document.line(each[0]))
    for path, item in placed[:MOST_TOLD]:
        if item["type"] == "too_short" and any(place[: len(path)] == path for place in refused):
            continue  # its items were refused one by one: the list is not really short
        message, hint, *ways = in_our_words(item, path, document, model)
        where = path if item["type"] != "missing" else (*path, *item["loc"][-1:])
        problem = Problem(document.file, document.line(path), _where(where, document), message)
        found.append(problem.advising(hint, *ways))
    if len(placed) > MOST_TOLD:
        line, more = document.line(placed[MOST_TOLD][0]), len(placed) - MOST_TOLD
        found.append(Problem(document.file, line, "", f"and {more:,} more like this.", "Put the first ones right."))
    return found


def _path_in(data: object, location: Place) -> Place:
    """The part of a pydantic location that is in the file: without names of union members and missing keys."""
    path: list[int | str] = []
    for part in location:
        match data:
            case dict() if part in data:
                data = data[part]
            case list() if isinstance(part, int) and part < len(data):
                data = data[part]
            case _:
                continue
        path.append(part)
    return tuple(path)
