"""What is set: one patient's exercises and log, by us, and as plain data for those who set the same pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from handouts import Workspace
from handouts.content.library import Library
from handouts.content.model import Programme
from handouts.drawing.shapes import Shape, warning_triangle
from handouts.drawing.svg_writer import svg
from handouts.layout.blocks import IfRoom, QrCode, Spare
from handouts.layout.style import MM
from handouts.pdf.operators import shape_operators
from handouts.resolve.order import Order
from handouts.resolve.patient import prescription_of
from handouts.sheets.pages import illustrations, lay_out, set_pages
from handouts.sheets.sheet import make_order, resolve_order
from handouts.typeset.boxes import set_qr
from handouts.typeset.pictures import pictures_in

HERE = Path(__file__).parent
CLINIC = HERE / "clinic"
BUILD = HERE.parent / "build" / "bench"
TODAY = date(2026, 3, 2)
SIDES = ("left", "right")


def patient(number: int, programme: str) -> dict[str, Any]:
    """The keys of a prescription: a name, a date, a side and a dose of their own for everyone."""
    return {
        "patient": {"name": f"{chr(65 + number % 26)}. Patient {number}", "id": f"B-{number:05}"},
        "clinician": "Benchmark",
        "start": f"2026-03-{2 + number % 27:02}",
        "side": SIDES[number % 2],
        "schedule": {"times_a_day": 1, "days_a_week": 7},
        **({"exercises": _doses(number)} if programme == "six" else {}),
    }


def _doses(number: int) -> list[Any]:
    first, second, *others = workspace_programme()
    return [
        {"exercise": first, "dose": {"repetitions": 6 + number % 9}},
        {"exercise": second, "dose": {"repetitions": 5 + number % 7, "sets": 2 + number % 2}},
        *others,
    ]


@cache
def workspace_programme() -> tuple[str, ...]:
    """The ids of the six exercises."""
    file = Library(workspace()).open(Programme, workspace().find("programme", "six"))
    assert file
    return tuple(entry.exercise for entry in file.content.exercises)


def order(number: int, programme: str, shelf: Library) -> Order:
    """What is asked for one patient."""
    return Order(programme, "patient", prescription=prescription_of(patient(number, programme), programme, shelf))


def our_sheet(number: int, programme: str = "six") -> bytes:
    """Our PDF for one patient."""
    shelf = Library(workspace())
    return make_order(order(number, programme, shelf), shelf, TODAY).data


@cache
def workspace() -> Workspace:
    """The clinic of the benchmark."""
    return Workspace.open(CLINIC)


def page_data(number: int, programme: str = "six") -> dict[str, Any]:
    """The blocks of one patient's pages as plain data, with the printed size of every picture in points.

    Everything that is looked up, worded and laid out in blocks is done here, outside of what is measured for others.
    """
    shelf = Library(workspace())
    handout, style = resolve_order(order(number, programme, shelf), shelf, TODAY)
    pictures, fonts = illustrations(handout, style, shelf)
    sheet, done = set_pages(handout, style, fonts, pictures, shelf.layouts)
    placed = (mark for box in done.boxes for mark in pictures_in(box))
    sizes = {mark.picture.digest: {"width": round(mark.width, 2), "height": round(mark.height, 2)} for mark in placed}

    def plain(value: Any) -> Any:
        if is_dataclass(value) and not isinstance(value, type):
            data = {"kind": type(value).__name__.lower()} if not hasattr(value, "text") else {}
            data |= {
                ("sort" if each.name == "kind" and data else each.name): plain(getattr(value, each.name))
                for each in fields(value)
            }
            if data.get("kind") == "figure":
                digest = pictures[value.picture].digest
                data |= {"file": f"{digest}.svg", **sizes[digest]}
            return data
        if not isinstance(value, tuple):
            return value
        printed = (each.on_paper if isinstance(each, IfRoom) else (each,) for each in value)
        return [plain(each) for part in printed for each in part if not isinstance(each, Spare)]  # no room is left over

    data = {name: plain(getattr(sheet, name)) for name in ("title", "first_header", "header", "footer", "blocks")}
    colours = {"primary": style.primary, "tint": style.tint, "accent": style.accent}
    texts = {
        name: {"size": each.size, "leading": each.leading, "bold": each.bold, "colour": hexadecimal(each.colour)}
        for name, each in style.text.items()
    }
    return {**data, "colours": {name: hexadecimal(colour) for name, colour in colours.items()}, "styles": texts}


def hexadecimal(colour: tuple[float, float, float]) -> str:
    """A colour as #rrggbb."""
    return "#" + "".join(f"{round(part * 255):02x}" for part in colour)


def write_pictures() -> None:
    """Every picture as an SVG file, and as ready PDF operators, for both sides: the others are given them ready."""
    folder = BUILD / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    for number in (0, 1):
        shelf = Library(workspace())
        handout, style = resolve_order(order(number, "six", shelf), shelf, TODAY)
        for picture in illustrations(handout, style, shelf)[0].values():
            _write_picture(folder / picture.digest, picture.shapes, picture.width, picture.height)
    for block in lay_out(handout, style, shelf.layouts).blocks:
        for code in _codes(block):
            side = code.width * MM
            (drawing,) = set_qr(code, side, None).strips[0].marks  # type: ignore[arg-type]
            _write_picture(folder / "qr", drawing.shapes, side, side)
    _write_picture(folder / "warning", warning_triangle(0, 1, 18, (0, 0, 0)), 20, 20)


def _write_picture(path: Path, shapes: tuple[Shape, ...], width: float, height: float) -> None:
    path.with_suffix(".svg").write_text(svg(shapes, width, height, ""), "utf-8")
    path.with_suffix(".ops").write_text(f"{width} {height}\n{shape_operators(shapes, 0, height)}", "utf-8")


def _codes(value: Any) -> Iterator[QrCode]:
    if isinstance(value, QrCode):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _codes(each)
    else:
        for name in getattr(type(value), "__slots__", ()):
            yield from _codes(getattr(value, name))
