"""New files and folders for people to change: `generate.py new`."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from handouts.content.workspace import CLINIC_FILE, KINDS, Workspace, library_folder
from handouts.problems import ContentError, Problem, nearest

FOLDERS = (*(f"data/{folder}" for folder in KINDS.values()), "layouts", "fonts", "prescriptions", "out")


def new_clinic(name: str, parent: Path) -> Path:
    """A clinic's folder that works at once; -> the folder. Raises ContentError when it is there already."""
    folder = parent / (name if "/" in name or "\\" in name else identifier(name))
    if folder.exists() and any(folder.iterdir()):
        raise ContentError([Problem(str(folder), 0, "", "is there already.", "Choose another name.")])
    for sub in FOLDERS:
        (folder / sub).mkdir(parents=True, exist_ok=True)
    _write(folder / CLINIC_FILE, _starter("clinic", Path(name).name))
    _write(folder / "reviews.yaml", "# Who has checked which content, and when.\nformat: 1\nreviews: []\n")
    return folder


def new_content(kind: str, name: str, source: str | None, workspace: Workspace) -> Path:
    """A file of the clinic's own: a starter, or a copy of the one with the id `source`; -> its path."""
    if workspace.own is None:
        hint = "Make one first: generate.py new clinic NAME, then go there."
        raise ContentError([Problem(name, 0, "", "can't be written without a clinic's folder.", hint)])
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


def identifier(name: str) -> str:
    """An id from a name: small letters, numbers and hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    made = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-")
    if not made:
        raise ContentError(
            [Problem(name, 0, "", "has no letters a to z to make a file name of.", "Choose another name.")]
        )
    return made


def _starter(kind: str, name: str) -> str:
    text = (library_folder() / "data" / "starters" / f"{kind}.yaml").read_text("utf-8")
    return text.replace("{name}", name.replace("\\", "\\\\").replace('"', '\\"'))


def _write(path: Path, text: str) -> None:
    from handouts.batch import write

    write(path, text.encode())
