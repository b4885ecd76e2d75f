"""Families of fonts, and which of them draws a text.

A family is chosen for a whole piece of text, never letter by letter, so that a name keeps one look.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import NamedTuple

from handouts.content.library import Library
from handouts.content.load import Loaded
from handouts.content.looks import FamilyFiles, Fonts, PackedFamily, Styles
from handouts.files.problems import Command, ContentError, Problem, nearest
from handouts.files.workspace import Workspace
from handouts.layout.style import Spacing
from handouts.resolve.scripts import spoken_in
from handouts.reuse.store import ByIdentity, reused
from handouts.reuse.stores import FACES, FONT_BOOKS
from handouts.typeset.faces import CLOSE, Face, UnusableFont, open_face
from handouts.typeset.letters import JOINERS, NO_MARKS, UndrawableCharacter, by_script, refuse_unseen, without_marks

WEIGHTS = {"regular": 400, "bold": 700}  # as variable fonts number them
SCRIPT = 4  # letters of the subtag of a script (BCP 47)


@dataclass(frozen=True, slots=True)
class Family:
    """A typeface in its two weights."""

    name: str
    regular: Face
    bold: Face

    def face(self, *, bold: bool) -> Face:
        """One of its weights."""
        return self.bold if bold else self.regular

    @property
    def characters(self) -> frozenset[str]:
        """What both weights have."""
        return self.regular.characters & self.bold.characters

    def draws(self, text: str) -> bool:
        """Whether both weights have every character of the text."""
        if text.isascii() and text.isprintable() and self.regular.is_latin and self.bold.is_latin:
            return True
        needed = set(text) - JOINERS
        return needed <= self.regular.characters and needed <= self.bold.characters


class Behind(NamedTuple):
    """A family of ours that nobody has asked for yet."""

    name: str
    file: ByIdentity[Loaded[Fonts]]
    workspace: Workspace
    spacing: Spacing


@dataclass(frozen=True, slots=True)
class FontBook:
    """The families of a sheet in a language, the clinic's own first. Those `behind` are opened when these lack a
    character. `base` is the level of its paragraphs (UAX #9): 1 where lines start at the right. No line is lower than
    `leading` times its letters. Words in letters that the language is not written in are in the clinic's `own` one, if
    that is written so."""

    families: tuple[Family, ...]
    behind: tuple[Behind, ...] = ()
    language: str = "en"
    base: int = 0
    leading: float = 0.0
    own: str = ""

    def family_for(self, text: str) -> Family:
        """The first family that draws the whole text; raises UndrawableCharacter."""
        if not text.isascii():
            refuse_unseen(text)
        for family in self.every():
            if family.draws(text):
                return family
        drawn = frozenset().union(*(family.characters for family in self.every()))
        missing = next((character for character in text if character not in drawn | JOINERS), "")
        first = self.families[0].characters | JOINERS
        why = "which no font here can draw" if missing else "which no font here can draw together with the rest"
        hint = "Take it away, or add a font that has it to fonts/fonts.yaml."
        raise UndrawableCharacter(missing or next(each for each in text if each not in first), why, hint)

    def every(self) -> Iterator[Family]:
        """All families in their order, each opened when it is its turn."""
        yield from self.families
        for each in self.behind:
            yield _opened(each)

    def spoken(self, text: str) -> str:
        """The language of words in other letters than the sheet's, and nothing of all others."""
        return spoken_in(text, self.language, self.own)

    def refuse_undrawable(self, text: str) -> None:
        """Raise UndrawableCharacter for a text that can't be set, each of its scripts in a family of its own, and for
        isolates, embeddings and overrides in it: ours are put in later."""
        if text.isascii():
            self.family_for(text)
            return
        refuse_unseen(text.translate(NO_MARKS))
        for part in by_script(without_marks(text)).values():
            self.family_for(part)


def font_book(
    workspace: Workspace,
    family: str | None,
    library: Library,
    spacing: Spacing,
    language: str = "en",
    base: int = 0,
    own: str = "",
) -> FontBook:
    """The clinic's family and, behind it, all others of `fonts.yaml`; None for these as they stand there. Letters
    and words stand apart by `spacing`, and are those of a language (BCP 47), whose paragraphs have the level `base`;
    the clinic's `own` is that of names among them. Raises ContentError for unusable files."""
    families = named_families(workspace, library)
    library.problems.stop_if_any()
    if family is not None and family not in families:
        hint = nearest(family, families) or f"There are {', '.join(families)}."
        raise ContentError([_asker(family, library)(f'no font family is called "{family}".', hint)])
    now, later = _in_order(families, family, language, library)
    lead = families[now[0]].content.families[now[0]]
    behind = (Behind(name, ByIdentity(families[name]), workspace, spacing) for name in later)
    opened = tuple(open_family(name, families[name], workspace, spacing) for name in now)
    book = _book(opened, tuple(behind), _written(language), base, lead.leading or 0.0, own)
    for name in (*now, *later):
        files = families[name].content.families[name]
        places = (_place(families[name].path, each, workspace) for each in (files.regular, files.bold))
        library.needs.others.update(place for place in places if place)
    return book


def _in_order(
    families: dict[str, Loaded[Fonts]], first: str | None, language: str, library: Library
) -> tuple[list[str], list[str]]:
    """The names of families in the order in which they are tried, those that are opened at once and the others: what is
    wrong with a clinic's own is told before anything is drawn. What it adds for some languages alone comes after ours.
    """
    own = {name for name, file in families.items() if _is_own(file, library.workspace)}
    added = {name for name in own if families[name].content.families[name].languages}
    names = sorted(families, key=lambda name: (name != first, name in added))
    ordered = _led(names, families, language, library)
    now = [name for name in ordered if name == ordered[0] or name in own - added]
    return now, [name for name in ordered if name not in now]


def _led(names: list[str], families: dict[str, Loaded[Fonts]], language: str, library: Library) -> list[str]:
    """Families of these names with the first that is for a language before all others. Raises ContentError for a
    language whose letters have to be fetched."""
    lead = next((name for name in names if is_for(language, families[name].content.families[name])), None)
    if lead:
        return [lead, *(name for name in names if name != lead)]
    for file in (library.open(Fonts, path) for path in library.workspace.every("fonts/fonts.yaml")):
        for name, packed in file.content.downloads.items() if file else ():
            if file and is_for(language, packed):
                message = f"has the letters for {language}, and they are not on this machine: {packed.megabytes} MB."
                missing = file.problem(("downloads", name), message)
                raise ContentError([missing.advising("Fetch them.", Command("fonts", ("add", language)))])
    return names


def _written(language: str) -> str:
    """A language with its script, if it says that: what letters depend on."""
    main, *more = language.split("-")
    return "-".join([main, *(each for each in more[:1] if len(each) == SCRIPT)])


def is_for(language: str, family: FamilyFiles | PackedFamily) -> bool:
    """Whether sheets in a language (BCP 47, in whatever letters) begin with a family."""
    asked = f"{language}-".casefold()
    return any(asked.startswith(f"{each}-".casefold()) for each in family.languages)


def _is_own(file: Loaded[Fonts], workspace: Workspace) -> bool:
    """Whether a clinic adds these families."""
    return workspace.own is not None and file.path.is_relative_to(workspace.own)


@reused(FACES)
def _opened(behind: Behind) -> Family:
    return open_family(behind.name, behind.file.thing, behind.workspace, behind.spacing)


def _asker(family: str, library: Library) -> Callable[[str, str], Problem]:
    """The file that names a family: a profile of styles.yaml, or else the clinic's."""
    styles = library.open(Styles, library.workspace.data_file("styles.yaml"))
    for name, profile in styles.content.profiles.items() if styles else ():
        if styles and profile.font == family:
            return partial(styles.problem, ("profiles", name, "font"))
    return partial(library.clinic().problem, ("brand", "font"))


@reused(FONT_BOOKS)
def _book(
    families: tuple[Family, ...], behind: tuple[Behind, ...], language: str, base: int, leading: float, own: str
) -> FontBook:
    """The same families are the same book, by which others keep what they set."""
    return FontBook(families, behind, language, base, leading, own)


def named_families(workspace: Workspace, library: Library) -> dict[str, Loaded[Fonts]]:
    """Every family by its name, with the file that names it: the clinic's before ours."""
    families: dict[str, Loaded[Fonts]] = {}
    for path in workspace.every("fonts/fonts.yaml"):
        file = library.open(Fonts, path)
        for name in file.content.families if file else ():
            families.setdefault(name, file)  # type: ignore[arg-type]
    return families


def open_family(name: str, file: Loaded[Fonts], workspace: Workspace, spacing: Spacing = CLOSE) -> Family:
    """A family in its two weights. Raises ContentError with all that is wrong with its files."""
    faces, problems = [], []
    for weight, value in WEIGHTS.items():
        place = ("families", name, weight)
        found = _place(file.path, getattr(file.content.families[name], weight), workspace)
        if found is None or not found.is_file():
            message = "names a file that is not there." if found else "lies outside the workspace."
            problems.append(file.problem(place, message, "Copy the font beside fonts.yaml."))
            continue
        try:
            faces.append(open_face(found, value, spacing))
        except UnusableFont as error:
            problems.append(file.problem(place, str(error), error.hint))
    if problems:
        raise ContentError(problems)
    regular, bold = faces
    return Family(name, regular, regular if bold.resource == regular.resource else bold)  # a file has each face once


@lru_cache(64)
def _place(path: Path, name: str, workspace: Workspace) -> Path | None:
    return workspace.inside(path, name)
