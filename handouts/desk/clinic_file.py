"""The clinic's own file: read, shown as a specimen while it is changed, and written with all that nobody changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from handouts.content.clinic import Clinic
from handouts.content.library import Library
from handouts.content.load import Loaded, validated
from handouts.desk.asked import Answer, Asked, part, text, told
from handouts.desk.changed_keys import changed, refuse_changed, rewritten, stamp
from handouts.desk.handed_in import handed_in, on_trial
from handouts.desk.page_pictures import page_pictures
from handouts.drawing.colour import hexadecimal
from handouts.files.problems import ContentError, Problem, order_problem
from handouts.files.reading import start_of
from handouts.files.workspace import CLINIC_FILE, NO_CLINIC, Workspace
from handouts.files.writing import BEFORE, write
from handouts.files.yaml_reader import LARGEST_FILE, read_yaml
from handouts.layout.style import Style
from handouts.sheets.brand import specimen as specimen_of
from handouts.sheets.pages import style_of
from handouts.sheets.pictures import LOGO_MM

ROLES = ("primary", "accent", "tint", "ground")


def clinic(asked: Asked, workspace: Workspace, today: date) -> Answer:
    """What the clinic's file says, and a stamp by which a change is noticed. A file that can't be read as one is told,
    and comes with the keys that it has."""
    path = workspace.clinic_file
    data = start_of(path, LARGEST_FILE)
    document = read_yaml(data, workspace.show(path))
    content = Library(workspace)
    content.open(Clinic, path)
    written = {key: value for key, value in document.keys.items() if key != "format"}
    own = workspace.own is not None
    return {"clinic": written, "stamp": stamp(data), "own": own, "problems": _by_key(content.problems, workspace)}


def _by_key(problems: list[Problem], workspace: Workspace) -> list[Answer]:
    """Problems of the clinic's file by its keys, and others by their files."""
    shown = workspace.show(workspace.clinic_file)
    return [
        {**each, "field": each.get("where", each["field"])} if each.get("file") == shown else each
        for each in told(problems)
    ]


def _changed(asked: Asked, workspace: Workspace) -> tuple[bytes, Loaded[Clinic]]:
    """The clinic's file with what is asked for, as bytes and as it will be read. Raises ContentError."""
    path = workspace.clinic_file
    before = start_of(path, LARGEST_FILE)
    data = rewritten(before, changes(part(asked, "clinic"), before), workspace.show(path))
    return data, validated(Clinic, read_yaml(data, workspace.show(path)), path)


def changes(wanted: Mapping[str, object], before: bytes) -> dict[str, object]:
    """The keys that are to be another than they are; None for one that is taken away."""
    known = {key: value for key, value in wanted.items() if key in Clinic.model_fields}
    return changed(known, read_yaml(before, CLINIC_FILE).keys)


def specimen(asked: Asked, workspace: Workspace, today: date) -> Answer:
    """The clinic's look as asked for, without a file being written: pages, and each colour's contrast in words."""
    try:
        _, file = _changed(asked, workspace)
        content = Library(workspace)
        content.stand_in(file)
        style = style_of(content, "standard", None)
        made, said = specimen_of(content, style)
    except ContentError as error:
        return {"pages": [], "colours": [], "problems": _by_key(list(error.problems), workspace)}
    known = asked.get("known")
    bare = asked.get("pixels") is True
    pages = page_pictures(made.data, None, known if isinstance(known, list) else (), packed=not bare)
    return {"pages": pages, "said": list(said), "colours": list(_colours(style)), "problems": []}


def _colours(style: Style) -> Iterator[Answer]:
    for colour in style.theme.colours:
        yield {
            "role": colour.role,
            "written": hexadecimal(colour.written),
            "printed": hexadecimal(colour.printed),
            "changed": colour.changed,
            "was": round(colour.was, 1),
            "ratio": round(colour.ratio, 1),
            "note": colour.note,
        }


def save_clinic(asked: Asked, workspace: Workspace, today: date) -> Answer:
    """Write the clinic's file; the old one stays beside it as clinic.yaml.bak. Raises ContentError where something is
    wrong, and where the file is not the one that was read any more."""
    own = _own(workspace)
    try:
        data, _ = _changed(asked, workspace)
    except ContentError as error:
        return {"problems": _by_key(list(error.problems), workspace)}
    path = own / CLINIC_FILE
    before = start_of(path, LARGEST_FILE)
    refuse_changed(before, text(asked, "stamp"), "clinic")
    if data != before:
        write(path.with_name(path.name + BEFORE), before)
        write(path, data)
    return {"stamp": stamp(data), "problems": []}


def _own(workspace: Workspace) -> Path:
    if workspace.own is None:
        raise ContentError([order_problem("clinic", "can't be written without a clinic's folder.", *NO_CLINIC)])
    return workspace.own


def logo(asked: Asked, workspace: Workspace, today: date) -> Answer:
    """Keep a picture as the clinic's logo: `data` in base64. What it replaces stays beside it. Raises ContentError for
    what can't be printed."""
    own = _own(workspace)
    data, ending = handed_in(asked, "brand.logo")
    target = own / f"logo{ending}"
    if target.is_symlink():
        raise ContentError([order_problem("brand.logo", "is a link.", f"Take {target.name} away first.")])
    before = target.read_bytes() if target.is_file() else None
    picture = on_trial(data, own / f"logo-new{ending}", LOGO_MM, "brand.logo")
    if before not in (None, data):
        write(target.with_name(target.name + BEFORE), before or b"")
    write(target, data)
    return {"logo": target.name, "remarks": list(picture.remarks), "problems": []}
