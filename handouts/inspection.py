"""Looks through a whole workspace and tells everything that is wrong with it in one go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from handouts.content.check import check_content
from handouts.content.load import Loaded
from handouts.content.looks import PROFILES
from handouts.content.model import Exercise
from handouts.content.poses import PosedFigure
from handouts.content.resolve import Request, resolve
from handouts.content.resolve_patient import open_prescription, subject
from handouts.content.safety import unaccepted
from handouts.content.shelf import Shelf
from handouts.content.workspace import EXAMPLE_CLINIC, KINDS, Workspace, library_folder
from handouts.content.yaml_reader import Document, read_yaml, start_of
from handouts.figures.linter import lint
from handouts.figures.pictures import UnusablePicture
from handouts.figures.proportions import Look
from handouts.illustrating import load_pictures, picture_at
from handouts.layout.files import layout_files, layouts_left_out
from handouts.layout.style import colour_notes
from handouts.layout.templates import unknown_tags
from handouts.pages import lay_out, secret_of, set_pages, style_of
from handouts.problems import ContentError, Problem
from handouts.typeset.characters import undrawable
from handouts.typeset.fonts import FontBook, font_book

LOGO = ("brand", "logo")
TABLES = ("sources", "urgent-signs", "contraindications", "glossary", "styles")


def check(workspace: Workspace, today: date) -> list[Problem]:
    """Every problem of every file, errors and warnings (those with a `rule`), sorted by file and line."""
    shelf = Shelf(workspace)
    found: list[Problem] = []
    clinic = shelf.open("clinic", workspace.clinic_file)
    if clinic is None:
        found += _logo_of_broken_file(workspace)
        workspace = replace(workspace, stand_in_clinic=library_folder() / "data" / EXAMPLE_CLINIC)
    files = open_all(shelf)
    found += check_content(files, shelf.fresh(), today, picture_problems(files))
    found += [
        problem for path in sorted(layout_files(workspace)) for problem in unknown_tags(path, workspace.show(path))
    ]
    if told := layouts_left_out(workspace):
        found.append(Problem("layouts", 0, "", told, rule="layouts-left-out"))
    sound = Shelf(workspace)
    fonts, problems = _fonts(sound)
    found += shelf.problems + problems
    if clinic:
        found += _picture(clinic.document, clinic.path, LOGO, workspace)
        found += [
            Problem(clinic.document.file, clinic.document.line(("brand",)), "", note, "", "contrast")
            for note in colour_notes(clinic.content.brand)
        ]
    for file in shelf.loaded:
        found += undrawable(file, fonts) if fonts else []
        found += _figure(file, workspace)
    if fonts:
        known_bad = any(problem.file.startswith("layouts/") for problem in found)
        layouts = Workspace((library_folder(),)) if known_bad else workspace
        found += _sheets(sound, layouts, fonts, today)
        found += _prescriptions(sound, layouts, fonts, today)
    return sorted(set(found))


def open_all(shelf: Shelf) -> list[Loaded[Any]]:
    """Every file of the workspace that counts, and its tables."""
    workspace = shelf.workspace
    for table in TABLES:
        shelf.table(table)
    opened = [shelf.open(kind, workspace.find(kind, name)) for kind in KINDS for name in workspace.names(kind)]
    for kind in ("reviews", "merge"):
        if workspace.own and (workspace.own / f"{kind}.yaml").is_file():
            shelf.open(kind, workspace.own / f"{kind}.yaml")
    return [file for file in opened if file]


def _fonts(shelf: Shelf) -> tuple[FontBook | None, list[Problem]]:
    try:
        clinic = shelf.open("clinic", shelf.workspace.clinic_file)
        assert clinic is not None
        return font_book(shelf.workspace, clinic.content.brand.font, shelf), []
    except ContentError as error:
        return None, list(error.problems)


def _figure(file: Loaded[Any], workspace: Workspace) -> list[Problem]:
    if not isinstance(file.content, Exercise) or file.content.figure is None:
        return []
    if isinstance(file.content.figure, PosedFigure):
        return []
    return _picture(file.document, file.path, ("figure", "image"), workspace)


def picture_problems(files: list[Loaded[Any]]) -> dict[str, list[Problem]]:
    """What the pose linter says, by file."""
    return {file.document.file: _posed(file) for file in files}


def _posed(file: Loaded[Any]) -> list[Problem]:
    """What the pose linter says of an exercise's pictures."""
    figure = file.content.figure if isinstance(file.content, Exercise) else None
    if not isinstance(figure, PosedFigure):
        return []
    findings = lint(figure, Look())
    return [file.problem(("figure", *found.path), found.message, found.hint, found.rule) for found in findings]


def _logo_of_broken_file(workspace: Workspace) -> list[Problem]:
    """A clinic file with other mistakes still has its logo looked at."""
    path = workspace.clinic_file
    try:
        document = read_yaml(start_of(path), workspace.show(path))
    except (ContentError, OSError):
        return []
    return _picture(document, path, LOGO, workspace)


def _picture(document: Document, path: Path, place: tuple[str, str], workspace: Workspace) -> list[Problem]:
    """What is wrong with a picture that a file names at `place`, if it names one."""
    group = document.data.get(place[0]) if isinstance(document.data, dict) else None
    name = group.get(place[1]) if isinstance(group, dict) else None
    if not isinstance(name, str):
        return []
    where, line = ".".join(place), document.line(place)
    target = workspace.inside(path, name)
    if target is None:
        hint = "Copy it beside this file and name it there."
        return [Problem(document.file, line, where, "lies outside the workspace.", hint)]
    try:
        picture = picture_at(target)
    except UnusablePicture as error:
        return [Problem(document.file, line, where, f"{target.name} {error}", error.hint)]
    return [Problem(document.file, line, where, f"{target.name} {remark}", "", "picture") for remark in picture.remarks]


def _prescriptions(shelf: Shelf, layouts: Workspace, fonts: FontBook, today: date) -> Iterator[Problem]:
    """The packs of the clinic's own prescriptions, and whether they ask too much of a patient."""
    style = style_of(shelf, "standard", None)
    for path in shelf.workspace.prescriptions:
        one = shelf.fresh()
        try:
            file = open_prescription(path, one)
            one.problems += undrawable(file, fonts)
            request = Request(subject(file, one), "pack", weeks_across=style.weeks_across, prescription=file)
            handout = resolve(request, one, today)
            pictures = load_pictures(handout, one, style)
            if not one.problems:
                set_pages(handout, style, fonts, pictures, layouts, secret=secret_of(handout, one))
            yield from unaccepted(file, handout)
        except ContentError as error:
            yield from error.problems
        yield from one.problems


def _sheets(shelf: Shelf, layouts: Workspace, fonts: FontBook, today: date) -> Iterator[Problem]:
    """Every sheet is laid out for each profile, and typeset for the standard one; files that are known to be wrong were
    told already."""
    style, *others = (style_of(shelf, profile, None) for profile in PROFILES)
    workspace = shelf.workspace
    wanted = [(name, "handout") for name in workspace.names("condition")]
    wanted += [(name, layout) for name in workspace.names("programme") for layout in ("exercises", "log", "pack")]
    for what, layout in wanted:
        one = shelf.fresh()
        try:
            handout = resolve(Request(what, layout, weeks_across=style.weeks_across), one, today)
            pictures = load_pictures(handout, one, style)
            if not one.problems:
                set_pages(handout, style, fonts, pictures, layouts)
                for other in others:
                    lay_out(handout, other, layouts)
        except ContentError as error:
            yield from error.problems
        yield from one.problems
