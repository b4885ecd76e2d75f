"""The files that a batch is to make."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from handouts.content.workspace import Workspace
from handouts.orders import Order

ENDINGS = {"pdf": "pdf", "text": "txt", "html": "html"}
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
) -> list[Job]:
    """A handout for every condition; exercises, log and pack for every programme; each in every profile."""
    wanted = [(name, "handout") for name in workspace.names("condition") if "handout" in layouts]
    wanted += [
        (name, layout)
        for name in workspace.names("programme")
        for layout in ("exercises", "log", "pack")
        if layout in layouts
    ]
    return [
        Job(Order(what, layout, profile, paper), out / file_name(what, layout, profile))
        for profile in profiles
        for what, layout in wanted
    ]


def personal_jobs(
    workspace: Workspace,
    out: Path,
    layouts: Sequence[str],
    profiles: Sequence[str],
    paper: Literal["a4", "letter"] | None,
) -> list[Job]:
    """Exercises, log and pack for every prescription of the clinic. An unreadable one fails when its turn comes."""
    from handouts.asked import personal_name

    return [
        Job(
            Order(str(path), layout, profile, paper),
            out / file_name(personal_name(path, workspace), layout, profile),
        )
        for profile in profiles
        for path in workspace.prescriptions
        for layout in ("exercises", "log", "pack")
        if layout in layouts
    ]


def file_name(what: str, layout: str, profile: str, form: str = "pdf", *, fillable: bool = False) -> str:
    """<id>-<layout>.pdf, with the profile when it isn't the standard one; .txt and .html for the twins."""
    parts = [what, layout, *([profile] if profile != "standard" else []), *(["fillable"] if fillable else [])]
    return f"{'-'.join(parts)}.{ENDINGS[form]}"
