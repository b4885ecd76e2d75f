"""Orders: the prescription that one is for is read, and what can't be asked together is refused."""

from __future__ import annotations

from dataclasses import replace

from handouts.content.library import Library
from handouts.files.problems import ContentError, Problem, nearest, order_problem
from handouts.files.workspace import CLINIC_FILE, Workspace
from handouts.layout.files import layout_names
from handouts.resolve.order import Order
from handouts.resolve.patient import open_prescription, prescription_of, subject
from handouts.resolve.typed import with_typed


def with_prescription(order: Order, library: Library) -> Order:
    """The order with its prescription read: a file with what is typed beside it, or what is typed alone; a sheet of the
    library has none. Raises ContentError."""
    written, programme = order.prescription, order.programme
    if written is None:
        path = library.workspace.prescription(order.what)
        if path:
            of_log = {"weeks": order.weeks, "start_day": order.start_day}
            file = open_prescription(path, library)
            written, programme = with_typed(file, order.typed_beside_a_file, of_log, library), None
        elif order.typed is not None:
            written = prescription_of(order.typed, order.what, library)
    if written is None:
        return order
    library.needs.add(written)
    return replace(order, what=subject(written, library), prescription=written, programme=programme)


def refuse_contradictions(order: Order) -> None:
    """Raise ContentError for what can't be asked together."""
    problems = []
    if order.layout == "clinician" and order.prescription is None:
        hint = "Name a prescription's file, or give --patient."
        problems.append(order_problem("layout", "the clinician's page is about one patient.", hint))
    if order.blank and order.prescription:
        hint = "Leave --blank out, or all that is about one patient."
        problems.append(order_problem("blank", "leaves open what a prescription fills in.", hint))
    if order.title_with_name and not (order.written and order.written.patient.name):
        hint = "Leave it out, or say whose sheet it is."
        problems.append(order_problem("title_with_name", "there is no name.", hint))
    if order.password is not None and order.form != "pdf":
        problems.append(order_problem("password", "only a PDF can be encrypted.", "Take away --format."))
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
        raise ContentError([order_problem("layout", f'there is no layout "{layout}".', hint)])
