"""Characters that no font can draw, found in the files before anything is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic_core import PydanticCustomError

from handouts.content.clinic import Language
from handouts.content.library import Library
from handouts.content.load import Loaded
from handouts.content.overlay import UNPRINTABLE
from handouts.content.prescription import Prescription
from handouts.files.problems import ContentError, Problem
from handouts.files.workspace import Workspace
from handouts.files.written import File, tidy
from handouts.files.yaml_reader import Path
from handouts.reuse.store import ByIdentity, reused
from handouts.reuse.stores import UNDRAWABLE
from handouts.typeset.faces import CLOSE
from handouts.typeset.fonts import FontBook, font_book
from handouts.typeset.letters import UndrawableCharacter, printable

NEVER_PRINTED = ("notes", "accepted", "also")  # keys of a whole file
NAMES_OF_FILES = ("logo", "image")
NOT_OF_SHEETS = ("fonts", "merge", "styles")  # kinds of files


def undrawable(file: Loaded[File], fonts: FontBook) -> list[Problem]:
    """A problem for every text of a file that the fonts can't draw, naming the character."""
    if file.content.kind in NOT_OF_SHEETS:
        return []
    return (
        _undrawable(file, fonts)
        if isinstance(file.content, Prescription)
        else list(_of_library(ByIdentity(file), fonts))
    )


@reused(UNDRAWABLE)
def _of_library(file: ByIdentity[Loaded[File]], fonts: FontBook) -> tuple[Problem, ...]:
    """Found once, as long as the file is the same."""
    return tuple(_undrawable(file.thing, fonts))


def _undrawable(file: Loaded[File], fonts: FontBook) -> list[Problem]:
    found, how = [], file.translated
    units = {each.written.place: each.unit for each in how.texts} if how else {}
    for path, text in _texts(file.document.data, ()):
        if UNPRINTABLE in text:  # refused where a sheet says it
            continue
        if wrong := undrawn(text, fonts):
            unit = units.get(path)
            named, place = (
                (how.file, ("units", unit, "text")) if how and how.file and unit is not None else (file, path)
            )
            found.append(named.problem(place, *wrong))
    return found


def undrawn(text: str, fonts: FontBook) -> tuple[str, str] | None:
    """Why the fonts can't draw a text, and what to do; None for one that they can."""
    try:
        fonts.refuse_undrawable(printable(text))
    except UndrawableCharacter as error:
        return str(error), error.hint
    return None


def letters_of(language: str, library: Library) -> FontBook | None:
    """The fonts that sheets in a language (the id of its file) are set with; None where they have to be fetched first,
    and for a language that can't be read."""
    file = library.find(Language, language)
    try:
        return font_book(library.workspace, None, library, CLOSE, file.content.tag) if file else None
    except ContentError:
        return None


def typed(option: str, text: str, workspace: Workspace) -> str:
    """A text from the command line, tidied as those in files are. Raises ContentError, which never says the text, for
    one that no sheet could print."""
    fonts = font_book(workspace, None, Library(workspace), CLOSE)
    try:
        made = tidy(text)
    except PydanticCustomError as error:
        message = error.message() if error.type == "contradiction" else f"{error.message()}."
        raise ContentError([Problem(option, 0, "", message, "")]) from None
    if wrong := undrawn(made, fonts):
        raise ContentError([Problem(option, 0, "", *wrong)])
    return made


def _texts(data: object, path: Path) -> Iterator[tuple[Path, str]]:
    """Every printed text of a file with its path."""
    if isinstance(data, str):
        text = " ".join(data.split("\n")).replace("\t", " ")
        if not (text.isascii() and text.isprintable()):
            yield path, text
    elif isinstance(data, Mapping):
        for key, value in data.items():
            if (path or key not in NEVER_PRINTED) and key not in NAMES_OF_FILES:
                yield from _texts(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _texts(value, (*path, index))
