"""Prescriptions in the clinic's folder: the very files of which sheets are made."""

from __future__ import annotations

import hashlib
import unicodedata
from datetime import date
from pathlib import Path

import yaml

from handouts.content.library import Library
from handouts.content.load import Loaded, validated
from handouts.content.model import Condition, Programme
from handouts.content.prescription import Prescription
from handouts.desk.asked import Answer, Asked, part, prescription_in, text, told, written_in
from handouts.files.problems import ContentError, order_problem
from handouts.files.reading import start_of
from handouts.files.workspace import NO_CLINIC, PRESCRIPTIONS, Workspace
from handouts.files.writing import write
from handouts.files.written import FORMAT
from handouts.files.yaml_reader import LARGEST_FILE, read_yaml
from handouts.resolve.patient import open_prescription
from handouts.sheets.starters import identifier

LARGEST = 256_000  # bytes of a prescription
LONG_ENOUGH = 3  # letters of a word of a name that a file's name should not have
MOST_LISTED = 500
_KEYS = tuple(Prescription.model_fields)


def prescriptions(asked: Asked, workspace: Workspace, today: date) -> Answer:
    """The prescriptions of the clinic's folder, the newest first, of which each word of `search` starts a word."""
    words = text(asked, "search").casefold().split()
    paths = sorted(workspace.prescriptions, key=lambda path: (-path.stat().st_mtime_ns, path.name))
    rows = [_row(path, workspace) for path in paths]
    found = [row for row in rows if all(_starts(word, row) for word in words)]
    return {"files": found[:MOST_LISTED], "more": max(len(found) - MOST_LISTED, 0), "all": len(rows)}


def _row(path: Path, workspace: Workspace) -> Answer:
    content = Library(workspace)
    file = content.open(Prescription, path)
    if file is None:
        return {"file": path.name, "problems": told(content.problems)}
    written = file.content
    programme = content.find(Programme, written.programme or "")
    condition = content.find(Condition, written.condition or "")
    about = programme or condition
    return {
        "file": path.name,
        "name": written.patient.name or "",
        "number": written.patient.id or "",
        "date": written.date.isoformat() if written.date else "",
        "about": about.content.name if about else written.programme or written.condition or "",
        "count": len(written.exercises),
        "problems": [],
    }


def _starts(word: str, row: Answer) -> bool:
    said = " ".join(str(row.get(key) or "") for key in ("file", "name", "number", "date", "about"))
    return any(each.startswith(word) for each in said.casefold().replace("-", " ").split()) or word in said.casefold()


def open_file(asked: Asked, workspace: Workspace, today: date) -> Answer:
    """A prescription as a draft, with a stamp by which a change is noticed. Raises ContentError for one with problems,
    and for a name that is none of the folder's."""
    return opened(_find(text(asked, "file"), workspace), workspace)


def opened(path: Path, workspace: Workspace) -> Answer:
    """A prescription's file as a draft. Raises ContentError for one with problems."""
    content = Library(workspace)
    file = open_prescription(path, content)
    data = {key: value for key, value in file.document.keys.items() if key != "format"}
    if not file.content.exercises and file.content.programme:
        programme = content.problems.stop_without(content.find(Programme, file.content.programme))
        data["exercises"] = [{"exercise": entry.exercise} for entry in programme.content.exercises]
    else:
        data["exercises"] = [{"exercise": each} if isinstance(each, str) else each for each in _entries(data)]
    return {"file": path.name, "stamp": _stamp(path), "prescription": data}


def _entries(data: dict[str, object]) -> list[object]:
    found = data.get("exercises")
    return list(found) if isinstance(found, list) else []


def _find(name: str, workspace: Workspace) -> Path:
    """The prescription of that name: looked up in the folder, never joined to a path. Raises ContentError."""
    for path in workspace.prescriptions:
        if path.name == name:
            return path
    raise ContentError([order_problem("file", "is not there any more.", "Choose another one.")])


def _stamp(path: Path) -> str:
    return hashlib.sha256(start_of(path, LARGEST_FILE)).hexdigest()[:24]


def save(asked: Asked, workspace: Workspace, today: date) -> Answer:
    """Write a draft's prescription as `file`; the one that it was opened from is replaced only while it has the `stamp`
    that it had. Raises ContentError."""
    draft = part(asked, "draft")
    data = data_of(draft)
    target = _target(text(asked, "file"), text(asked, "stamp"), draft, workspace)
    write(target, data, private=True)
    return {"file": target.name, "stamp": _stamp(target), "path": workspace.show(target)}


def data_of(draft: Asked) -> bytes:
    """The prescription of a draft as a file. Raises ContentError for what no file can hold."""
    file = written_in(draft)
    data = yaml_of(prescription_in(draft))
    _refuse_lost(data, file)
    return data


def yaml_of(prescription: dict[str, object]) -> bytes:
    """The keys of a prescription as a file, in the order in which the documents have them. Raises ContentError for one
    that is too long."""
    ordered = {key: prescription[key] for key in _KEYS if key in prescription}
    rest = {key: value for key, value in prescription.items() if key not in ordered}
    whole = {"format": FORMAT, **ordered, **rest}
    data = yaml.safe_dump(whole, allow_unicode=True, sort_keys=False, width=110).encode()
    if len(data) > LARGEST:
        raise ContentError([order_problem("file", "would be larger than 256 kB.", "Shorten the notes.")])
    return data


def _refuse_lost(data: bytes, file: Loaded[Prescription]) -> None:
    """Raise ContentError where what would be read is not what was written."""
    read = validated(Prescription, read_yaml(data, "the prescription"), file.path).content
    if read != file.content:
        raise ContentError([order_problem("file", "can't hold all that was typed.", "Look for unusual letters.")])


def _target(name: str, stamp: str, draft: Asked, workspace: Workspace) -> Path:
    """Where a prescription of that name goes. Raises ContentError."""
    if workspace.own is None:
        raise ContentError([order_problem("file", "can't be written without a clinic's folder.", *NO_CLINIC)])
    there = next((path for path in workspace.prescriptions if path.name == name), None)
    if there is None:
        target = workspace.own / PRESCRIPTIONS / name_of_file(name, draft)
        there = target if target.exists() else None
    else:
        target = there
    if not target.parent.resolve().is_relative_to(workspace.own.resolve()) or target.is_symlink():
        message = "would lie outside of the clinic's folder."
        raise ContentError([order_problem("file", message, "Make prescriptions/ an ordinary folder.")])
    if there is not None and stamp != _stamp(there):
        message = "was changed by somebody else meanwhile." if stamp else "is there already."
        raise ContentError([order_problem("file", message, "Choose another name.")])
    return target


def name_of_file(name: str, draft: Asked) -> str:
    """What a prescription's file is called that is to have this name. Raises ContentError for a patient's."""
    stem = identifier(name.removesuffix(".yaml"))
    _refuse_name_of_patient(stem, text(part(part(draft, "prescription"), "patient"), "name"))
    return f"{stem}.yaml"


def _refuse_name_of_patient(stem: str, name: str) -> None:
    """Raise ContentError for a file that would be called as the patient is: names of files are seen by many."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = "".join(each if each.isalnum() else " " for each in letters).split()
    if {word for word in words if len(word) >= LONG_ENOUGH} & set(stem.split("-")):
        raise ContentError([order_problem("file", "holds the patient's name.", "Call it after a number.")])
