"""The desk inside a browser: the same engine over a clinic's folder in memory, asked by the page's worker.

The page keeps the clinic's own files between visits; prescriptions never: they are handed out as files, and come back
as files.
"""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from shutil import rmtree

from handouts.content.clinic import Clinic
from handouts.content.library import Library
from handouts.desk.asked import Answer, Asked, part, text
from handouts.desk.clinic_folder import clinic_files, unzipped, zipped
from handouts.desk.engine import answer
from handouts.desk.prescription_files import LARGEST as LARGEST_PRESCRIPTION
from handouts.desk.prescription_files import data_of, name_of_file, opened
from handouts.drawing.browser_pixels import ToDecode, supply
from handouts.files.problems import ContentError, order_problem
from handouts.files.workspace import CLINIC_FILE, Workspace, library_folder
from handouts.sheets.starters import new_clinic

__all__ = ["files", "fill", "reply", "supply", "warm"]  # what the worker calls
CLINIC, BESIDE = Path("/clinic"), Path("/beside")  # folders in memory: the clinic's, and one for a moment
STARTED = "Your clinic"  # until somebody writes its name


def workspace() -> Workspace:
    """The clinic's folder over the library; the library alone until there is one."""
    return Workspace.open(CLINIC) if (CLINIC / CLINIC_FILE).is_file() else Workspace((library_folder(),))


def fill(files: Mapping[str, bytes], folder: Path | None = None) -> None:
    """Let these be all files of a folder: of the clinic's where none is named."""
    folder = folder or CLINIC
    rmtree(folder, ignore_errors=True)
    for name, data in files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def files() -> dict[str, bytes]:
    """The files of the clinic's folder, without anything of a patient."""
    return clinic_files(workspace())


def reply(name: str, asked: str, today: str) -> tuple[str, list[bytes]]:
    """What the desk says to a question, as JSON; bytes stand beside it, each as its number in the list. A picture that
    the browser has to decode first is `wanted`: give it to `supply`, then ask again."""
    beside: list[bytes] = []

    def aside(value: bytes) -> int:
        beside.append(value)
        return len(beside) - 1

    try:
        found = _answer(name, json.loads(asked), date.fromisoformat(today))
    except ToDecode as wanted:
        found = {"wanted": [wanted.key, wanted.width, wanted.height, wanted.jpeg], "data": wanted.data}
    return json.dumps(found, default=aside), beside


def warm() -> None:
    """Make a page that nobody sees, while somebody still looks for exercises: the first one takes as long as twenty,
    since all that it needs is read and imported with it."""
    here = workspace()
    exercises, conditions = here.names("exercise")[:1], here.names("condition")[:1]
    draft = {"prescription": {"exercises": exercises, "condition": "".join(conditions)}, "options": {}}
    with suppress(ToDecode):  # a logo that the browser has to decode first
        answer("preview", {"draft": draft, "pages": [0], "pixels": True}, here, date(2026, 1, 1))


def _answer(name: str, asked: Asked, today: date) -> Answer:
    if name not in FUNCTIONS:
        found = answer(name, asked, workspace(), today)
        return {**found, "inside": True} if name == "library" else found
    try:
        return {"problems": [], **FUNCTIONS[name](asked)}
    except ContentError as error:
        problems = [
            {"field": each.where, "message": each.message, "hint": each.hint, "file": each.file, "line": each.line}
            for each in error.problems
        ]
        return {"problems": problems}


def save(asked: Asked) -> Answer:
    """A draft's prescription as a file to be handed out. Raises ContentError."""
    draft = part(asked, "draft")
    name = name_of_file(text(asked, "file"), draft)
    return {"file": name, "stamp": "", "data": data_of(draft)}


def open_data(asked: Asked) -> Answer:
    """A prescription that somebody hands in, as a draft; nothing of it is kept. Raises ContentError."""
    data = _bytes(asked)
    if len(data) > LARGEST_PRESCRIPTION:
        raise ContentError([order_problem("file", "is larger than 256 kB.", "Choose a prescription.")])
    path = BESIDE / "prescription.yaml"
    fill({path.name: data}, BESIDE)
    try:
        return {**opened(path, workspace()), "stamp": ""}
    finally:
        rmtree(BESIDE)


def start_clinic(asked: Asked) -> Answer:
    """A clinic's folder to be filled in, where there is none."""
    if workspace().own is None:
        rmtree(CLINIC, ignore_errors=True)
        new_clinic(str(CLINIC), CLINIC.parent)
    return {}


def export_clinic(asked: Asked) -> Answer:
    """The clinic's folder as a zip."""
    found = files()
    if not found:
        raise ContentError([order_problem("clinic", "is not there yet.", "Start one first.")])
    return {"data": zipped(found), "name": "clinic.zip"}


def import_clinic(asked: Asked) -> Answer:
    """Take over a clinic's folder from a zip, instead of the one that is there. Raises ContentError for one that has no
    clinic's file that can be read, and then leaves all as it was."""
    found = unzipped(_bytes(asked))
    fill(found, BESIDE)
    try:
        content = Library(Workspace.open(BESIDE))
        content.open(Clinic, BESIDE / CLINIC_FILE)
        content.problems.stop_if_any()
    finally:
        rmtree(BESIDE)
    fill(found)
    return {"count": len(found)}


def _bytes(asked: Asked) -> bytes:
    try:
        return b64decode(text(asked, "data"), validate=True)
    except ValueError:
        return b""


FUNCTIONS: dict[str, Callable[[Asked], Answer]] = {
    "save": save,
    "open": open_data,
    "start_clinic": start_clinic,
    "export_clinic": export_clinic,
    "import_clinic": import_clinic,
}
