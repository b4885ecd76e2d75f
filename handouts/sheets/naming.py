"""How files of sheets are called: the same sheet always in the same way, and no two different ones alike.

A name begins with what only one thing is called (an id, a prescription, a code of all that was given) and goes on with
words of a small set, so that none can be read in two ways.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

from handouts.content.layouts import bundled_layouts
from handouts.content.library import bundled_profiles
from handouts.content.looks import STANDARD
from handouts.content.prescription import Prescription
from handouts.files.workspace import Workspace
from handouts.resolve.fingerprint import fingerprint
from handouts.resolve.order import Order
from handouts.resolve.patient import read_typed

ENDINGS = {"pdf": "pdf", "text": "txt", "html": "html"}


def file_name(order: Order, stem: str = "") -> str:
    """The `stem` (empty: the id of what is asked for), the layout, and a word for whatever makes it another sheet. A
    layout or profile of a clinic's own, which may be called anything, stands behind a +."""
    ours = order.layout in bundled_layouts() and order.profile in bundled_profiles()
    joint = "-" if ours else "+"
    made_as = {
        "blank": order.blank,
        "with-name": order.title_with_name,
        "fillable": order.fillable,
        "booklet": order.booklet,
        "encrypted": order.password is not None,
    }
    words = [
        order.layout,
        order.profile if order.profile != STANDARD else "",
        order.paper or "",
        order.density or "",
        f"{order.weeks}-weeks" if order.weeks else "",
        f"day-{order.start_day}" if (order.start_day or 1) > 1 else "",
        *(word for word, asked in made_as.items() if asked),
        _language(order, joint),
        f"beside-{order.beside}" if order.beside else "",
        f"theme-{order.theme}" if order.theme else "",  # last, since a theme may be called anything
    ]
    return f"{joint.join(filter(None, [stem or subject_stem(order), *words]))}.{ENDINGS[order.form]}"


def _language(order: Order, joint: str) -> str:
    """The word for a language; behind a + it could be a profile's."""
    return f"language-{order.language}" if order.language and joint == "+" else order.language or ""


def subject_stem(order: Order) -> str:
    """The id of what is asked for, with the programme that was chosen of a condition's: no id has a _ in it."""
    return f"{order.what}_{order.programme}" if order.programme else order.what


def stem_of(order: Order, ready: Order, workspace: Workspace) -> str:
    """How the sheet of an order is called, which is `ready` with its prescription read; nothing for one of the
    library."""
    if path := workspace.prescription(order.what):
        typed = order.typed_beside_a_file
        return prescription_stem(path, workspace, read_typed(typed).content if typed else None)
    return typed_stem(ready, ready.written) if ready.written else ""


def typed_stem(order: Order, written: Prescription) -> str:
    """How a sheet is called whose patient stands in no file of its own."""
    return f"{subject_stem(order)}-{code_of(written)}"


def prescription_stem(path: Path, workspace: Workspace, typed: Prescription | None = None) -> str:
    """How sheets of a prescription's file are called: as the file is, with a code where it lies elsewhere than the
    clinic's own, and another for what was `typed` beside it."""
    folder = workspace.own / "prescriptions" if workspace.own else None
    if folder and path.parent == folder:
        stem = prescription_stems(sorted({path, *workspace.prescriptions}), workspace)[path]
    else:
        place = path.relative_to(workspace.own) if workspace.own and path.is_relative_to(workspace.own) else path
        stem = f"{path.stem}-{fingerprint(place.as_posix())[:8]}"
    return f"{stem}-{code_of(typed)}" if typed else stem


def prescription_stems(paths: Sequence[Path], workspace: Workspace) -> dict[Path, str]:
    """The names of prescriptions that lie in one folder. One called like a condition or programme has a number."""
    stems = [path.stem for path in paths]
    ids = [stem for stem in stems if workspace.has("programme", stem) or workspace.has("condition", stem)]
    return dict(zip(paths, numbered(stems, ids), strict=True))


def code_of(written: Prescription) -> str:
    """8 hexadecimal digits for all that a prescription says: they tell nothing of it to who doesn't know it."""
    return fingerprint(written.model_dump(mode="json", exclude_defaults=True))[:8]


def numbered(names: Sequence[str], taken: Iterable[str] = ()) -> list[str]:
    """The names, each with a number that makes it another one than those before it and those `taken`. Small and
    capital letters are the same to many disks, and so are the ways to write an accent."""
    used = {_alike(name) for name in taken}
    own = used | {_alike(name) for name in names}
    last: dict[str, int] = {}
    found = []
    for name in names:
        one, number = name, last.get(_alike(name), 1)
        while _alike(one) in (own if number > 1 else used):
            number += 1
            one = f"{name}-{number}"
        last[_alike(name)] = number
        used.add(_alike(one))
        own.add(_alike(one))
        found.append(one)
    return found


def _alike(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
