"""The files that a batch is to make."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

from handouts.content.layouts import layouts_of
from handouts.content.library import Library
from handouts.content.looks import Paper
from handouts.content.model import Programme
from handouts.files.workspace import Kind, Workspace
from handouts.resolve.order import Order
from handouts.sheets.naming import file_name, prescription_stems
from handouts.sheets.orders import other_than_the_clinics

OF_SHEETS: tuple[Kind, ...] = ("condition", "programme")


@dataclass(frozen=True, slots=True)
class Job:
    """An order, and the file that is made of it."""

    order: Order
    target: Path


def made_by_all(workspace: Workspace, of: Literal["library", "prescriptions"]) -> list[str]:
    """The layouts that say of themselves that `all` makes them, in their order."""
    return [name for name, head in layouts_of(workspace).heads()[0].items() if of in head.made_by_all]


def library_jobs(
    workspace: Workspace,
    out: Path,
    layouts: Sequence[str] | None,
    profiles: Sequence[str],
    paper: Paper | None,
    theme: str | None = None,
    language: str | None = None,
) -> list[Job]:
    """Every condition and every programme in each layout that is about it, of those named or (None) that `all` makes;
    each in every profile. In another `language` than the clinic's those that have a translation."""
    library = Library(workspace)
    language = other_than_the_clinics(language, library) if language else None
    asked = made_by_all(workspace, "library") if layouts is None else layouts
    heads = {name: head for name, head in layouts_of(workspace).heads()[0].items() if name in asked}
    wanted = [
        (what, layout)
        for kind in OF_SHEETS
        for what in workspace.names(kind)
        if language is None or is_translated(kind, what, language, library)
        for layout, head in heads.items()
        if head.about == kind
    ]
    of = partial(Order, paper=paper, theme=theme, language=language)
    orders = (of(what, layout, profile) for profile in profiles for what, layout in wanted)
    return [Job(order, out / file_name(order)) for order in orders]


def is_translated(kind: Kind, what: str, language: str, library: Library) -> bool:
    """Whether a condition, or a programme with all of its exercises, has a translation."""
    workspace = library.workspace
    programme = library.find(Programme, what) if kind == "programme" else None
    exercises = [entry.exercise for entry in programme.content.exercises] if programme else []
    places: list[tuple[Kind, str]] = [
        (kind, what),
        *(("exercise", each) for each in exercises if workspace.has("exercise", each)),
    ]
    return all(workspace.translation(workspace.find(of, name), language) for of, name in places)


def personal_jobs(
    workspace: Workspace,
    out: Path,
    layouts: Sequence[str] | None,
    profiles: Sequence[str],
    paper: Paper | None,
    theme: str | None = None,
    language: str | None = None,
) -> list[Job]:
    """Every prescription of the clinic in each layout of those named or (None) that `all` makes of them. An unreadable
    one fails when its turn comes."""
    stems = prescription_stems(workspace.prescriptions, workspace)
    orders = (
        (stem, Order(str(path), layout, profile, paper, theme=theme, language=language))
        for profile in profiles
        for path, stem in stems.items()
        for layout in (made_by_all(workspace, "prescriptions") if layouts is None else layouts)
    )
    return [Job(order, out / file_name(order, stem)) for stem, order in orders]
