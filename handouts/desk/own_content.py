"""A clinic's own exercises and programmes as files: listed, opened, written, taken away and brought back.

What is replaced or taken away stays beside it as FILE.bak. Names are looked up in the folder, never joined to a path.
"""

from __future__ import annotations

import re
from datetime import date
from hashlib import sha256
from pathlib import Path
from time import time

from handouts.content.library import Library
from handouts.content.model import Condition, Programme
from handouts.content.prescription import Prescription
from handouts.desk.asked import Answer, Asked, text, told
from handouts.desk.changed_keys import refuse_changed, stamp
from handouts.desk.handed_in import handed_in, on_trial
from handouts.desk.own_form import TYPES, OwnKind, by_key, checked, form_in, kind_in, own_file, own_files, own_folder
from handouts.files.problems import ContentError, order_problem
from handouts.files.reading import start_of
from handouts.files.workspace import KINDS, Workspace
from handouts.files.writing import BEFORE, write
from handouts.files.yaml_reader import LARGEST_FILE, read_yaml
from handouts.sheets.pictures import PICTURE_MM
from handouts.sheets.starters import free_place

PICTURE = "picture-"  # how the names of pictures begin that somebody handed in: never as the file was called
_HANDED_IN = re.compile(PICTURE + r"[0-9a-f]{12}(-new)?\.(png|jpg|svg)")  # the whole of such a name
UNUSED = 86_400  # seconds after which a picture that no file names is swept away


def own_content(asked: Asked, workspace: Workspace, today: date) -> Answer:
    """The clinic's own exercises and programmes: each with what it is called, or with its problems."""
    return {f"{kind}s": [_row(kind, path, workspace) for path in own_files(kind, workspace)] for kind in TYPES}


def _row(kind: OwnKind, path: Path, workspace: Workspace) -> Answer:
    content = Library(workspace)
    file = content.open(TYPES[kind], path)
    instead = len(workspace.every(f"data/{KINDS[kind]}/{path.name}")) > 1
    row: Answer = {"id": path.stem, "file": workspace.show(path), "instead": instead}
    return {**row, "name": file.content.name if file else path.stem, "problems": told(content.problems)}


def open_own(asked: Asked, workspace: Workspace, today: date) -> Answer:
    """The keys of an exercise or programme, the clinic's or the library's, with a stamp by which a change is noticed.
    Raises ContentError for one that there is not, or that is no YAML."""
    kind, name = kind_in(asked), text(asked, "id")
    if not workspace.has(kind, name):
        raise ContentError([order_problem("id", "is not there any more.", "Choose another one.")])
    path = workspace.find(kind, name)
    data = start_of(path, LARGEST_FILE)
    keys = read_yaml(data, workspace.show(path)).keys
    return {"id": name, "stamp": stamp(data), "content": {key: each for key, each in keys.items() if key != "format"}}


def save_own(asked: Asked, workspace: Workspace, today: date) -> Answer:
    """Write what was filled in as a file of the clinic's; what it replaces stays beside it. Raises ContentError where
    the file is not the one that was read any more."""
    form = form_in(asked, workspace)
    path = form.path
    _refuse_elsewhere(path, workspace)
    try:
        checked(form, workspace)
    except ContentError as error:
        return {"problems": by_key(error.problems, form, workspace)}
    before = start_of(path, LARGEST_FILE) if path.exists() else None
    if before is not None:
        refuse_changed(before, text(asked, "stamp"), "id")
        write(path.with_name(path.name + BEFORE), before)
    write(path, form.data)
    _sweep(workspace)
    return {"id": path.stem, "stamp": stamp(form.data), "file": workspace.show(path), "problems": []}


def delete_own(asked: Asked, workspace: Workspace, today: date) -> Answer:
    """Take a file of the clinic's away; it stays beside as FILE.bak. Raises ContentError for one that others need."""
    kind = kind_in(asked)
    path = own_file(kind, text(asked, "id"), workspace)
    _refuse_elsewhere(path, workspace)
    data = start_of(path, LARGEST_FILE)
    refuse_changed(data, text(asked, "stamp"), "id")
    if len(workspace.every(f"data/{KINDS[kind]}/{path.name}")) == 1:
        _refuse_needed(kind, path.stem, workspace)
    write(path.with_name(path.name + BEFORE), data)
    path.unlink()
    return {"id": path.stem, "file": workspace.show(path)}


def _refuse_needed(kind: OwnKind, name: str, workspace: Workspace) -> None:
    """Raise ContentError for an id that other files name; of prescriptions it says how many, not whose."""
    content, hint = Library(workspace), "Take it out there first."
    if kind == "exercise":
        for there in content.every(Programme):
            if name in [entry.exercise for entry in there.content.exercises]:
                raise ContentError([order_problem("id", f'is an exercise of "{there.content.name}".', hint)])
    else:
        if count := sum(name in each.content.programmes for each in content.every(Condition)):
            message = f"is a programme of {count} condition{'s' * (count > 1)}."
            raise ContentError([order_problem("id", message, hint)])
    kept = (file.content for path in workspace.prescriptions if (file := content.open(Prescription, path)))
    if count := sum(name in _named(kind, each) for each in kept):
        message = f"is named in {count} saved prescription{'s' * (count > 1)}."
        raise ContentError([order_problem("id", message, hint)])


def _named(kind: OwnKind, written: Prescription) -> list[str | None]:
    return [written.programme] if kind == "programme" else [entry.exercise for entry in written.exercises]


def restore_own(asked: Asked, workspace: Workspace, today: date) -> Answer:
    """Bring back what was taken away last. Raises ContentError where there is nothing of it, or something new."""
    kind, name = kind_in(asked), text(asked, "id")
    path = free_place(kind, name, name, workspace)
    kept = path.with_name(path.name + BEFORE)
    _refuse_elsewhere(path, workspace)
    if not kept.is_file() or kept.is_symlink():
        raise ContentError([order_problem("id", "is not there any more.", "Make it anew.")])
    write(path, start_of(kept, LARGEST_FILE))
    return {"id": path.stem}


def own_picture(asked: Asked, workspace: Workspace, today: date) -> Answer:
    """Keep a picture beside the clinic's exercises: `data` in base64. It is called after what is in it, since the name
    that a file had may be a patient's. Raises ContentError for what can't be printed."""
    own = own_folder(workspace)
    data, ending = handed_in(asked, "figure")
    target = own / "data" / KINDS["exercise"] / f"{PICTURE}{sha256(data).hexdigest()[:12]}{ending}"
    _refuse_elsewhere(target, workspace)
    picture = on_trial(data, target.with_stem(f"{target.stem}-new"), PICTURE_MM, "figure")
    write(target, data)
    return {"image": target.name, "remarks": list(picture.remarks)}


def _sweep(workspace: Workspace) -> None:
    """Take away pictures that were handed in a day ago or earlier, and that no file names, of today's or before. What
    can't be read or taken away leaves the rest as it is: the file that was saved is there already."""
    data = own_folder(workspace) / "data"
    folder = data / KINDS["exercise"]
    try:
        handed_in = [path for path in folder.iterdir() if _HANDED_IN.fullmatch(path.name) and path.is_file()]
        old = [path for path in handed_in if time() - path.stat().st_mtime > UNUSED]
        files = [path for each in (".yaml", f".yaml{BEFORE}") for path in data.rglob(f"*{each}")] if old else []
        naming = b"".join(path.read_bytes() for path in files if path.is_file())
        for path in old:
            if path.name.encode() not in naming:
                path.unlink()
    except OSError:
        return


def _refuse_elsewhere(path: Path, workspace: Workspace) -> None:
    """Raise ContentError for a file that would lie outside of the clinic's folder."""
    own = own_folder(workspace).resolve()
    if (
        not path.parent.resolve().is_relative_to(own)
        or path.is_symlink()
        or path.with_name(path.name + BEFORE).is_symlink()
    ):
        message = "would lie outside of the clinic's folder."
        raise ContentError([order_problem("id", message, f"Make {path.parent.name}/ an ordinary folder.")])
