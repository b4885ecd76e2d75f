"""Orders: the prescription that one is for is read, and what can't be asked together is refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from handouts.content.layout_head import LayoutHead
from handouts.content.library import Library
from handouts.content.translatable import refuse_unknown
from handouts.files.problems import Ask, Command, ContentError, Problem, order_problem
from handouts.files.workspace import A_CLINIC, CLINIC_FILE, Workspace
from handouts.resolve.order import Order
from handouts.resolve.patient import open_prescription, prescription_of, subject
from handouts.resolve.typed import with_typed

OF_A_PROGRAMME = ("exercises", "schedule", "side")  # what is typed for a sheet that has one


def other_than_the_clinics(language: str | None, library: Library) -> str | None:
    """A language that is asked for; None where it is the clinic's, in which sheets are anyway. Raises ContentError."""
    if language is None or language == library.clinic().content.language:
        return None
    refuse_unknown(language, library)
    return language


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
    if written is None or written.content.language is None:
        order = replace(order, language=other_than_the_clinics(order.language, library)) if order.language else order
    if written is None:
        return order
    library.needs.add(written)
    return replace(order, what=subject(written, library), prescription=written, programme=programme)


def refuse_contradictions(order: Order, library: Library) -> None:
    """Raise ContentError for what can't be asked together, and for a layout that is not there."""
    head = library.layouts.head(order.layout)
    problems = list(_without_use(order, head, library))
    if head.about == "clinic":
        message = f'"{order.layout}" is about the clinic alone.'
        problems.append(order_problem("layout", message, "Make it for itself.", Command("brand", ())))
    if "patient" in head.needs and order.prescription is None:
        hint, way = "Name a prescription's file, or a patient.", Ask("patient", ("NAME",))
        problems.append(order_problem("layout", f'"{order.layout}" is about one patient.', hint, way))
    if order.blank and order.prescription:
        hint = "Leave it out, or all that is about one patient."
        problems.append(order_problem("blank", "leaves open what a prescription fills in.", hint))
    if order.title_with_name and not (order.written and order.written.patient.name):
        hint = "Leave it out, or say whose sheet it is."
        problems.append(order_problem("title_with_name", "there is no name.", hint))
    problems += _not_of_this_form(order)
    if problems:
        raise ContentError(problems)


def _not_of_this_form(order: Order) -> Iterator[Problem]:
    """What only a PDF can be, and only one to print."""
    if order.password is not None and order.form != "pdf":
        yield order_problem("password", "only a PDF can be encrypted.", "Leave the form out.", Ask("form"))
    if order.booklet and (order.form != "pdf" or order.fillable):
        hint = "Leave out that it is filled in." if order.fillable else "Leave the form out."
        ways = [] if order.fillable else [Ask("form")]
        yield order_problem("booklet", "is a PDF to print and fold.", hint, *ways)


def _without_use(order: Order, head: LayoutHead, library: Library) -> Iterator[Problem]:
    """Choices that the sheet has no use for: the clinician would look for them on the page in vain."""
    typed = order.typed or {}
    if order.programme and library.workspace.kind_of(order.what) == "programme":
        yield order_problem("programme", f'is for a condition, and "{order.what}" is a programme.')
    elif not head.prints("programme"):
        usual = library.layouts.default("programme")
        said: dict[str, object] = {"programme": order.programme, "beside": order.beside}
        said |= {name: typed.get(name) for name in OF_A_PROGRAMME}
        yield from _not_on(order, "programme", said, f"Ask for the {usual}.", Ask("layout", (usual,)))
    if "log" not in head.needs:
        heads = library.layouts.heads()[0]
        others = [name for name, each in heads.items() if {"log", "patient"} & {*each.needs} == {"log"}]
        chosen: dict[str, object] = {"weeks": order.weeks, "start_day": (order.start_day or 1) != 1}
        chosen["first_week"] = typed.get("first_week")
        hint, ways = (f"Ask for {' or '.join(others)}.", (Ask("layout"),)) if others else ("", ())
        yield from _not_on(order, "log", chosen, hint, *ways)


def _not_on(order: Order, part: str, chosen: dict[str, object], hint: str, *ways: Ask) -> Iterator[Problem]:
    """A problem for each choice that is about a part of sheets which the layout lacks."""
    message = f'the layout "{order.layout}" has no {part}.'
    return (order_problem(name, message, hint, *ways) for name, value in chosen.items() if value)


def refuse_invented_clinic(workspace: Workspace, *, example: bool) -> None:
    """Raise ContentError where a patient's sheet would carry the name, phone and emergency number of the library's
    invented clinic, unless somebody wants to see an `example`."""
    if workspace.own or example:
        return
    message = "is not here: the patient's sheet would carry an invented clinic's name, phone and emergency number."
    hint = "Go to your clinic's folder, or make one. To try it out, ask for an example."
    raise ContentError([Problem(CLINIC_FILE, 0, "", message, hint, ways=(A_CLINIC, Ask("example")))])
