"""Looks through a whole workspace and tells everything that is wrong with it in one go."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from handouts.checks.content import check_content, not_accepted
from handouts.checks.pose_findings import findings
from handouts.checks.poses import Finding
from handouts.checks.steps import lint_steps
from handouts.checks.translations import check_translations
from handouts.checks.trial import library_sheets, long_furniture, personal_sheets, sample_sheets, trial_of, unused_parts
from handouts.content.clinic import Clinic, Language, Reviews
from handouts.content.condition_pictures import pictures_named
from handouts.content.layouts import layouts_left_out, leads_outside, link_problem
from handouts.content.library import Library
from handouts.content.load import Loaded, Place, dotted, holds
from handouts.content.looks import Styles, Themes
from handouts.content.merge_file import MergeFile
from handouts.content.model import Condition, Exercise, Programme
from handouts.content.pictures import LabelledPose, OwnPicture
from handouts.content.standard_doses import StandardDoses
from handouts.content.tables import Contraindications, Glossary, Sources, UrgentSigns
from handouts.drawing.photographs import UnusablePicture
from handouts.figures.poses import PosedFigure
from handouts.figures.proportions import Look
from handouts.files.problems import Command, ContentError, Problem
from handouts.files.reading import start_of
from handouts.files.workspace import EXAMPLE_CLINIC, NOT_INSIDE, Workspace, library_folder
from handouts.files.written import ContentFile, File, TableFile
from handouts.files.yaml_reader import LARGEST_FILE, Document, read_yaml
from handouts.layout.templates import unknown_tags
from handouts.layout.themes import theme_of, theme_style
from handouts.pdf.font_check import font_problems
from handouts.resolve.handout import surroundings
from handouts.resolve.phrases import untranslated
from handouts.sheets.pictures import LOGO_MM, PICTURE_MM, picture_at
from handouts.typeset.characters import undrawable
from handouts.typeset.faces import CLOSE
from handouts.typeset.fonts import FontBook, font_book

LOGO = ("brand", "logo")
TABLES: tuple[type[TableFile], ...] = (Sources, UrgentSigns, Contraindications, Glossary, Styles, Themes)
BY_ID: tuple[type[ContentFile], ...] = (Condition, Exercise, Programme, Language)
OF_CLINIC: tuple[type[File], ...] = (Reviews, StandardDoses, MergeFile)


def check(workspace: Workspace, today: date) -> list[Problem]:
    """Every problem of every file, errors and warnings (those with a `rule`), sorted by file and line."""
    library = Library(workspace)
    found: list[Problem] = []
    clinic = library.open(Clinic, workspace.clinic_file)
    wrong = _logo_of_broken_file(workspace) if clinic is None else _wrong_words(workspace)
    found += wrong
    if clinic is None or wrong:
        workspace = replace(workspace, stand_in_clinic=library_folder() / "data" / EXAMPLE_CLINIC)
    files = open_all(library)
    found += check_translations(library.fresh())
    found += check_content(files, library.fresh(), today, picture_problems(files, workspace))
    for path in sorted(library.layouts.files):
        shown = workspace.show(path)
        found += [link_problem(shown)] if leads_outside(path) else unknown_tags(path, shown)
    found += library.layouts.heads()[1]
    if told := layouts_left_out(workspace):
        found.append(Problem("layouts", 0, "", told, rule="layouts-left-out"))
    sound = Library(workspace)
    fonts, problems = _fonts(sound)
    found += library.problems + problems + list(font_problems(workspace, library.fresh()))
    if clinic:
        look = _picture(clinic.document, clinic.path, LOGO, workspace)
        found += not_accepted(clinic, [*look, *_theme(clinic, library), *_untranslated(clinic, library)])
    for file in library.needs.files.values():
        undrawn = undrawable(file, fonts) if fonts else []
        found += [] if undrawn and _lacks_letters(file, sound) else undrawn
    if fonts:
        trial = trial_of(sound, fonts, found, today)
        for sheets in (library_sheets, personal_sheets, sample_sheets, long_furniture, unused_parts):
            found += sheets(trial)
    return sorted(set(found))


def _theme(clinic: Loaded[Clinic], library: Library) -> list[Problem]:
    """Whether there is a theme of the name that the clinic has, and which of its colours were changed."""
    themes = library.table(Themes)
    if themes is None:
        return []
    try:
        theme = theme_of(clinic, themes)
    except ContentError as error:
        return list(error.problems)
    return [
        clinic.problem(("brand",), note, rule="contrast") for note in theme_style(*theme, clinic.content.brand).notes
    ]


def _wrong_words(workspace: Workspace) -> list[Problem]:
    """What is wrong with the clinic's words or its language; no sheet could be made with them."""
    try:
        surroundings(Library(workspace))
    except ContentError as error:
        return list(error.problems)
    return []


def _untranslated(clinic: Loaded[Clinic], library: Library) -> list[Problem]:
    """What the clinic's language leaves in English."""
    language = library.find(Language, clinic.content.language)
    return list(untranslated(language)) if language else []


def open_all(library: Library) -> list[Loaded[File]]:
    """Every file of the workspace that counts, and its tables."""
    for table in TABLES:
        library.table(table)
    opened: list[Loaded[File]] = [file for kind in BY_ID for file in library.every(kind)]
    for kind in OF_CLINIC:
        library.of_clinic(kind)
    return opened


def _fonts(library: Library) -> tuple[FontBook | None, list[Problem]]:
    """The clinic's fonts; and what is wrong with them or with those of profiles."""
    try:
        book = font_book(library.workspace, library.clinic().content.brand.font, library, CLOSE)
        styles = library.table(Styles)
        for font in sorted({each.font for each in styles.profiles.values() if each.font} if styles else ()):
            font_book(library.workspace, font, library, CLOSE)
    except ContentError as error:
        return None, list(error.problems)
    return book, []


def _lacks_letters(file: Loaded[File], library: Library) -> bool:
    """Whether the letters of a language have to be fetched first. No sheet in it is made until then."""
    if not holds(file, Language):
        return False
    try:
        font_book(library.workspace, None, library, CLOSE, file.content.tag)
    except ContentError:
        return True
    return False


def _figure(file: Loaded[File], workspace: Workspace) -> list[Problem]:
    if not isinstance(file.content, (Exercise, Condition)):
        return []
    named = pictures_named(file) if holds(file, Condition) else ((("figure",), file.content.figure),)
    places = ((*place, "image") for place, figure in named if isinstance(figure, OwnPicture))
    return [problem for place in places for problem in _picture(file.document, file.path, place, workspace)]


def picture_problems(files: list[Loaded[File]], workspace: Workspace) -> dict[str, list[Problem]]:
    """What is to be said of the pictures of exercises and conditions, by file."""
    return {file.document.file: [*_posed(file), *_figure(file, workspace)] for file in files}


def _posed(file: Loaded[File]) -> list[Problem]:
    """What the pose linter says of an exercise's pictures, or of those of a condition."""
    if holds(file, Condition):
        return [
            _found(file, (*place, "pose", *one.path[1:]), one)
            for place, figure in pictures_named(file)
            if isinstance(figure, LabelledPose)
            for one in findings(figure.posed, Look())
            if one.rule != "small"  # which is about logs
        ]
    if not holds(file, Exercise) or not isinstance(file.content.figure, PosedFigure):
        return []
    found = (*lint_steps(file.content), *findings(file.content.figure, Look()))
    return [_found(file, ("figure", *each.path), each) for each in found]


def _found(file: Loaded[File], place: Place, finding: Finding) -> Problem:
    ways = (Command("docs", (finding.document,)),) if finding.document else ()
    return file.problem(place, finding.message, finding.hint, finding.rule, *ways)


def _logo_of_broken_file(workspace: Workspace) -> list[Problem]:
    """A clinic file with other mistakes still has its logo looked at."""
    path = workspace.clinic_file
    try:
        document = read_yaml(start_of(path, LARGEST_FILE), workspace.show(path))
    except (ContentError, OSError):
        return []
    return _picture(document, path, LOGO, workspace)


def _picture(document: Document, path: Path, place: Place, workspace: Workspace) -> list[Problem]:
    """What is wrong with a picture that a file names at `place`, if it names one."""
    name: object = document.data
    for key in place:
        inside = isinstance(name, list) if isinstance(key, int) else isinstance(name, dict) and key in name
        name = name[key] if inside else None  # type: ignore[index]
    if not isinstance(name, str):
        return []
    where, line = dotted(place), document.line(place)
    target = workspace.picture(path, name)
    if target is None:
        return [Problem(document.file, line, where, *NOT_INSIDE)]
    try:
        picture = picture_at(target, LOGO_MM if place == LOGO else PICTURE_MM)
    except UnusablePicture as error:
        return [Problem(document.file, line, where, f"{target.name} {error}", error.hint)]
    return [Problem(document.file, line, where, f"{target.name} {remark}", "", "picture") for remark in picture.remarks]
