"""New files and folders for people to change: `generate.py new`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from handouts.content.amounts import ASK
from handouts.content.dose import plain, sentence
from handouts.content.load import Loaded
from handouts.content.model import HOW_MUCH, Dosage, Programme
from handouts.content.resolve import surroundings
from handouts.content.resolve_programme import dose_in
from handouts.content.resolved import Words
from handouts.content.shelf import Shelf
from handouts.content.workspace import CLINIC_FILE, KINDS, Workspace, library_folder
from handouts.problems import ContentError, Problem, nearest

OFTEN = ("times_a_day", "days_a_week")
NO_CLINIC = "Make one first: generate.py new clinic NAME, then go there."
FOLDERS = (*(f"data/{folder}" for folder in KINDS.values()), "layouts", "fonts", "prescriptions", "out")


def new_clinic(name: str, parent: Path) -> Path:
    """A clinic's folder that works at once; -> the folder. Raises ContentError when it is there already."""
    folder = parent / (name if "/" in name or "\\" in name else identifier(name))
    if folder.exists() and any(folder.iterdir()):
        raise ContentError([Problem(str(folder), 0, "", "is there already.", "Choose another name.")])
    for sub in FOLDERS:
        (folder / sub).mkdir(parents=True, exist_ok=True)
    _write(folder / CLINIC_FILE, _starter("clinic", Path(name).name))
    _write(folder / ".gitignore", "# Patients' details stay out of a shared history.\nprescriptions/\nout/\n")
    _write(folder / "reviews.yaml", "# Who has checked which content, and when.\nformat: 1\nreviews: []\n")
    return folder


def new_content(kind: str, name: str, source: str | None, workspace: Workspace) -> Path:
    """A file of the clinic's own: a starter, or a copy of the one with the id `source`; -> its path."""
    if workspace.own is None:
        raise ContentError([Problem(name, 0, "", "can't be written without a clinic's folder.", NO_CLINIC)])
    target = workspace.own / "data" / KINDS[kind] / f"{identifier(name)}.yaml"
    if target.exists():
        raise ContentError([Problem(workspace.show(target), 0, "", "is there already.", "Choose another name.")])
    if source is None:
        text = _starter(kind, name)
    elif workspace.has(kind, source):
        text = workspace.find(kind, source).read_text("utf-8")
    else:
        hint = nearest(source, workspace.names(kind)) or f"See: generate.py list {KINDS[kind]}"
        raise ContentError([Problem("--from", 0, "", f'no {kind} has the id "{source}".', hint)])
    _write(target, text)
    return target


def new_prescription(name: str, source: str | None, workspace: Workspace, today: date) -> Path:
    """A prescription to edit, with the exercises of the programme `source` and every choice explained; -> its path."""
    if workspace.own is None:
        raise ContentError([Problem(name, 0, "", "can't be written without a clinic's folder.", NO_CLINIC)])
    target = workspace.own / "prescriptions" / f"{identifier(name)}.yaml"
    if target.exists():
        raise ContentError([Problem(workspace.show(target), 0, "", "is there already.", "Choose another name.")])
    if source is None or not workspace.has("programme", source):
        message = "names no programme." if source is None else f'no programme has the id "{source}".'
        hint = nearest(source or "", workspace.names("programme")) or "See: generate.py list programmes"
        raise ContentError([Problem("--from", 0, "", message, hint)])
    shelf = Shelf(workspace)
    file = shelf.open("programme", workspace.find("programme", source))
    doses = _doses_of(file, shelf) if file else {}
    shelf.stop_if_wrong()
    assert file is not None
    written = file.content
    words: Words = surroundings(shelf)[0].words
    often = [name for name in OFTEN if all(getattr(dose, name) in (None, ASK) for dose in doses.values())]
    places = {
        "file": target.name,
        "date": today.isoformat(),
        "programme": source,
        "condition": written.condition,
        "weeks": str(written.log_weeks),
        "first": written.exercises[0].exercise,
        "schedule": f"schedule: {_asked(often)}" if often else "# schedule: {times_a_day: 1, days: [mon, wed, fri]}",
        "exercises": "\n".join(line for name in doses for line in _prescribed(name, doses[name], often, words)),
    }
    _write(target, _starter("prescription", name, **places))
    return target


def _doses_of(file: Loaded[Programme], shelf: Shelf) -> dict[str, Dosage]:
    """The dose of each exercise of a programme, by its id."""
    found = {}
    for index, entry in enumerate(file.content.exercises):
        exercise = shelf.get("exercise", entry.exercise, file, ("exercises", index))
        if exercise:
            found[entry.exercise] = dose_in(entry, exercise.content, file.content)
    return found


def _prescribed(name: str, dose: Dosage, asked_before: list[str], words: Words) -> Iterator[str]:
    """The entry of an exercise: its dose in words, and a key for each gap in it."""
    asked = [] if any(getattr(dose, each) for each in HOW_MUCH) else ["sets", "repetitions"]
    asked += [each for each in OFTEN if getattr(dose, each) is None]
    asked += [each for each in type(dose).model_fields if getattr(dose, each) == ASK]
    asked = [each for each in asked if each not in asked_before]
    yield f"  - exercise: {name}"
    yield f"    # In the library: {plain(sentence(dose, words['dose']))}"
    if asked:
        yield f"    dose: {_asked(asked)}"
    if dose.side:
        yield "    # side: left"


def _asked(names: list[str]) -> str:
    return f"{{{', '.join(f'{name}: ask' for name in names)}}}"


def identifier(name: str) -> str:
    """An id from a name: small letters, numbers and hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    made = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-")
    if not made:
        raise ContentError(
            [Problem(name, 0, "", "has no letters a to z to make a file name of.", "Choose another name.")]
        )
    return made


def _starter(kind: str, name: str, **places: str) -> str:
    text = (library_folder() / "data" / "starters" / f"{kind}.yaml").read_text("utf-8")
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    return re.sub(r"\{(\w+)\}", lambda place: {"name": quoted, **places}.get(place[1], place[0]), text)


def _write(path: Path, text: str) -> None:
    from handouts.writing import write

    write(path, text.encode())
