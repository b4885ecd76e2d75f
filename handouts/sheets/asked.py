"""From what is asked for to what can be made, and what can't."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from handouts.content.library import Library
from handouts.content.load import Loaded
from handouts.content.prescription import Prescription
from handouts.files.problems import ContentError, Problem, nearest
from handouts.files.workspace import CLINIC_FILE, Workspace
from handouts.layout.files import layout_names
from handouts.resolve.patient import open_prescription, prescription_of, subject
from handouts.resolve.typed import with_typed
from handouts.sheets.order import Order


def patient_of(
    what: str, typed: Mapping[str, Any] | None, library: Library, log: Mapping[str, Any] | None = None
) -> Loaded[Prescription] | None:
    """The prescription of a sheet: its own file with what is `typed` beside it, or what is typed alone; None for a
    sheet of the library. `log` is what is typed for the log, which goes another way. Raises ContentError."""
    path = library.workspace.prescription(what)
    if path:
        return with_typed(open_prescription(path, library), typed or {}, log or {}, library)
    return None if typed is None else prescription_of(typed, what, library)


def for_patient(order: Order, library: Library) -> Order:
    """The order with its prescription read, where it names a file of one. Raises ContentError."""
    written = order.prescription or patient_of(order.what, None, library)
    if written is None:
        return order
    library.needs.add(written)
    return replace(order, what=subject(written, library), prescription=written)


def refuse_contradictions(order: Order) -> None:
    """Raise ContentError for what can't be asked together."""
    problems = []
    written = order.prescription
    if order.layout == "clinician" and written is None:
        hint = "Name a prescription's file, or give --patient."
        problems.append(Problem("--layout", 0, "", "the clinician's page is about one patient.", hint))
    if order.blank and written:
        hint = "Leave --blank out, or all that is about one patient."
        problems.append(Problem("--blank", 0, "", "leaves open what a prescription fills in.", hint))
    if order.title_with_name and not (written and written.content.patient.name):
        hint = "Leave it out, or say whose sheet it is."
        problems.append(Problem("--title-with-name", 0, "", "there is no name.", hint))
    if problems:
        raise ContentError(problems)


def refuse_invented_clinic(workspace: Workspace, *, example: bool) -> None:
    """Raise ContentError where a patient's sheet would carry the name, phone and emergency number of the library's
    invented clinic, unless somebody wants to see an `example`."""
    if workspace.own or example:
        return
    message = "is not here: the patient's sheet would carry an invented clinic's name, phone and emergency number."
    hint = "Go to your clinic's folder, or make one: handouts new clinic NAME. To try it out, say --example."
    raise ContentError([Problem(CLINIC_FILE, 0, "", message, hint)])


def refuse_unknown_layout(layout: str, workspace: Workspace) -> None:
    """Raise ContentError for a layout that the workspace lacks."""
    names = layout_names(workspace)
    if layout not in names:
        hint = nearest(layout, names) or f"There are {', '.join(names)}."
        raise ContentError([Problem("--layout", 0, "", f'there is no layout "{layout}".', hint)])
