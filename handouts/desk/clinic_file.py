"""The clinic's own file: read, shown as a specimen while it is changed, and written with all that nobody changed."""

from __future__ import annotations

import hashlib
from base64 import b64decode
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import yaml

from handouts.content.clinic import Clinic
from handouts.content.library import Library
from handouts.content.load import Loaded, validated
from handouts.desk.asked import Answer, Asked, part, text, told
from handouts.desk.page_pictures import page_pictures
from handouts.drawing.colour import hexadecimal
from handouts.drawing.photographs import UnusablePicture
from handouts.files.problems import ContentError, Problem, order_problem
from handouts.files.reading import start_of
from handouts.files.workspace import CLINIC_FILE, Workspace
from handouts.files.writing import write
from handouts.files.yaml_reader import LARGEST_FILE, read_yaml
from handouts.layout.style import Style
from handouts.sheets.brand import specimen as specimen_of
from handouts.sheets.pages import style_of
from handouts.sheets.pictures import LOGO_MM, picture_at
from handouts.sheets.starters import NO_CLINIC

LARGEST_LOGO = 5_000_000  # bytes
BEFORE = ".bak"  # behind the name of what was replaced
KINDS_OF_LOGO = {b"\x89PNG": ".png", b"\xff\xd8\xff": ".jpg"}
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
    return {"clinic": written, "stamp": _stamp(data), "own": own, "problems": _by_key(content.problems, workspace)}


def _stamp(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:24]


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
    data = with_keys(before.decode("utf-8-sig"), changes(part(asked, "clinic"), before)).encode()
    return data, validated(Clinic, read_yaml(data, workspace.show(path)), path)


def changes(wanted: Mapping[str, object], before: bytes) -> dict[str, object]:
    """The keys that are to be another than they are; None for one that is taken away."""
    there = read_yaml(before, CLINIC_FILE).keys
    said = {key: _said(value) for key, value in wanted.items() if key in Clinic.model_fields and key != "format"}
    return {key: value for key, value in said.items() if value != _said(there.get(key))}


def _said(value: object) -> object:
    """A value without what was left empty in it, and None for nothing."""
    if isinstance(value, Mapping):
        return {key: said for key, each in value.items() if (said := _said(each)) is not None} or None
    if isinstance(value, list):
        return [said for each in value if (said := _said(each)) is not None] or None
    value = value.strip() if isinstance(value, str) else value
    return None if value == "" else value


def with_keys(file: str, changed: Mapping[str, object]) -> str:
    """The text of a YAML file with other values for some of its keys; all else stays as it is, comments too."""
    node = yaml.compose(file, Loader=yaml.SafeLoader)
    left = dict(changed)
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    pieces, end = list[str](), 0
    for key, value in pairs:
        if key.value not in left:
            continue
        pieces.append(file[end : key.start_mark.index])
        end = value.end_mark.index
        after = _comments_at_the_end(file[key.start_mark.index : end])
        pieces.append(_lines(key.value, left.pop(key.value)))
        rest = file[end:]
        same_line = rest.partition("\n")[0]
        if not after and not same_line.strip().startswith("#"):
            end += len(same_line) + 1 if "\n" in rest else len(same_line)
        elif not after:  # a remark behind the value
            pieces[-1] = pieces[-1].removesuffix("\n")
        pieces.append(after)
    whole = "".join(pieces) + file[end:]
    whole += "" if whole.endswith("\n") or not whole else "\n"
    return whole + "".join(_lines(key, value) for key, value in left.items())


def _comments_at_the_end(piece: str) -> str:
    """The empty lines and remarks between a value and the next key, which YAML counts to the value."""
    lines = piece.splitlines(keepends=True)
    kept: list[str] = []
    while len(lines) > 1 and (not lines[-1].strip() or lines[-1].lstrip().startswith("#")):
        kept.insert(0, lines.pop())
    return "".join(kept)


def _lines(key: str, value: object) -> str:
    return "" if value is None else yaml.safe_dump({key: value}, allow_unicode=True, sort_keys=False, width=110)


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
    if _stamp(before) != text(asked, "stamp"):
        message = "was changed by somebody else meanwhile."
        raise ContentError([order_problem("clinic", message, "Read it again, then make your changes.")])
    if data != before:
        write(path.with_name(path.name + BEFORE), before)
        write(path, data)
    return {"stamp": _stamp(data), "problems": []}


def _own(workspace: Workspace) -> Path:
    if workspace.own is None:
        raise ContentError([order_problem("clinic", "can't be written without a clinic's folder.", NO_CLINIC)])
    return workspace.own


def logo(asked: Asked, workspace: Workspace, today: date) -> Answer:
    """Keep a picture as the clinic's logo: `data` in base64. What it replaces stays beside it. Raises ContentError for
    what can't be printed."""
    own = _own(workspace)
    try:
        data = b64decode(text(asked, "data"), validate=True)
    except ValueError:
        data = b""
    ending = next((ending for start, ending in KINDS_OF_LOGO.items() if data.startswith(start)), ".svg")
    if len(data) > LARGEST_LOGO:
        raise ContentError([order_problem("brand.logo", "is larger than 5 MB.", "Save a smaller copy.")])
    target = own / f"logo{ending}"
    if target.is_symlink():
        raise ContentError([order_problem("brand.logo", "is a link.", f"Take {target.name} away first.")])
    before = target.read_bytes() if target.is_file() else None
    trial = own / f"logo-new{ending}"
    write(trial, data)
    try:
        picture = picture_at(trial, LOGO_MM)
    except UnusablePicture as error:
        raise ContentError([order_problem("brand.logo", str(error), error.hint)]) from None
    finally:
        trial.unlink(missing_ok=True)
    if before not in (None, data):
        write(target.with_name(target.name + BEFORE), before or b"")
    write(target, data)
    return {"logo": target.name, "remarks": list(picture.remarks), "problems": []}
