"""The files that a batch is to make."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from handouts.files.workspace import Workspace
from handouts.resolve.order import Order
from handouts.sheets.naming import file_name, prescription_stems

LAYOUTS = ("handout", "exercises", "log", "pack")  # that are made of the library


@dataclass(frozen=True, slots=True)
class Job:
    """An order, and the file that is made of it."""

    order: Order
    target: Path


def library_jobs(
    workspace: Workspace,
    out: Path,
    layouts: Sequence[str],
    profiles: Sequence[str],
    paper: Literal["a4", "letter"] | None,
    theme: str | None = None,
) -> list[Job]:
    """A handout for every condition; exercises, log and pack for every programme; each in every profile."""
    wanted = [(name, "handout") for name in workspace.names("condition") if "handout" in layouts]
    wanted += [
        (name, layout)
        for name in workspace.names("programme")
        for layout in ("exercises", "log", "pack")
        if layout in layouts
    ]
    orders = (Order(what, layout, profile, paper, theme=theme) for profile in profiles for what, layout in wanted)
    return [Job(order, out / file_name(order)) for order in orders]


def personal_jobs(
    workspace: Workspace,
    out: Path,
    layouts: Sequence[str],
    profiles: Sequence[str],
    paper: Literal["a4", "letter"] | None,
    theme: str | None = None,
) -> list[Job]:
    """Exercises, log and pack for every prescription of the clinic. An unreadable one fails when its turn comes."""
    stems = prescription_stems(workspace.prescriptions, workspace)
    wanted = [layout for layout in ("exercises", "log", "pack") if layout in layouts]
    orders = (
        (stem, Order(str(path), layout, profile, paper, theme=theme))
        for profile in profiles
        for path, stem in stems.items()
        for layout in wanted
    )
    return [Job(order, out / file_name(order, stem)) for stem, order in orders]
