"""Files of a clinic's that look like content or a layout and are not read, because of a slip in a name:
`Calf_Stretch.yaml`, `data/exercise/`, `reviews.yml`, `log.xml`. What an editor leaves behind (`x.yaml~`,
`.x.yaml.swp`, `x.bak`) is none of them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from handouts.files.problems import ContentError, Problem
from handouts.files.workspace import CLINIC_FILE, ID_PATTERN, KINDS, PRESCRIPTIONS, TRANSLATIONS, Workspace
from handouts.sheets.starters import identifier

FILES = (
    *(CLINIC_FILE, "reviews.yaml", "doses.yaml", "merge.yaml", "fonts/fonts.yaml"),
    *(f"data/{name}.yaml" for name in ("sources", "urgent-signs", "contraindications", "glossary", "styles", "themes")),
)
TRANSLATED = ("clinic", "urgent-signs", "contraindications", "glossary")
NAME = ID_PATTERN.strip("^$")
YAML = re.compile(r"\.ya?ml(\.txt)?\Z", re.IGNORECASE)  # some editors put .txt behind it
LAYOUT = ".xml.j2"
LIKE_A_LAYOUT = re.compile(r"(\.xml|\.j2|\.jinja2?)(\.txt)?\Z", re.IGNORECASE)
READ = re.compile(
    "|".join(
        (
            *map(re.escape, FILES),
            rf"layouts/[\w-]+{re.escape(LAYOUT)}",
            rf"data/({'|'.join(KINDS.values())})/{NAME}\.yaml",
            rf"{TRANSLATIONS}/{NAME}/(({'|'.join(KINDS.values())})/{NAME}|{'|'.join(TRANSLATED)})\.yaml",
            rf"{PRESCRIPTIONS}/[^./][^/]*\.ya?ml",
        )
    )
)


def _plainly(name: str) -> str:
    """A name without what a slip may change: capitals, the ending, signs between words, an s at the end."""
    return re.sub(r"[\W_]", "", YAML.sub("", name).lower()).rstrip("s")


FILES_MEANT = {_plainly(Path(name).name): name for name in FILES}
FOLDERS_MEANT = {_plainly(name): f"data/{name}" for name in KINDS.values()} | {_plainly(PRESCRIPTIONS): PRESCRIPTIONS}
OTHER_FOLDERS = ("data", _plainly("fonts"))
LAYOUTS = _plainly("layouts")


def unread(workspace: Workspace) -> list[Problem]:
    """An error for each of them, with the name that it should have."""
    own = workspace.own
    return [_problem(path, path.relative_to(own).as_posix()) for path in _not_read(own)] if own else []


def unread_note(workspace: Workspace) -> list[str]:
    """One line on them, for those who make sheets."""
    told = unread(workspace)
    many = f"{told[0].file} and {len(told) - 1} more are" if len(told) > 1 else f"{told[0].file} is" if told else ""
    return [f"{many} not read."] if told else []


def _not_read(own: Path) -> Iterator[Path]:
    """A person may keep other things beside `clinic.yaml`: there only names like ours count."""
    for entry in _visible(own):
        plain = _plainly(entry.name)
        if os.path.isdir(entry.path):  # entry.is_dir() fails for a link to itself
            if plain in FOLDERS_MEANT or plain in OTHER_FOLDERS:
                yield from (path for path in _below(Path(entry.path)) if not _is_read(path, own))
            elif plain == LAYOUTS:
                inside = (Path(each.path) for each in _visible(Path(entry.path)) if LIKE_A_LAYOUT.search(each.name))
                yield from (path for path in inside if not _is_read(path, own))
        elif YAML.search(entry.name) and plain in FILES_MEANT and not _is_read(Path(entry.path), own):
            yield Path(entry.path)


def _below(folder: Path) -> Iterator[Path]:
    """What is called as a YAML file is, in a folder and in its folders; no links are followed, so that it ends."""
    for entry in _visible(folder):
        if YAML.search(entry.name):  # a folder too, if it is called as a file is
            yield Path(entry.path)
        if entry.is_dir(follow_symlinks=False):
            yield from _below(Path(entry.path))


def _visible(folder: Path) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return sorted((entry for entry in entries if entry.name[0] != "."), key=lambda entry: entry.name)


def _is_read(path: Path, own: Path) -> bool:
    return bool(READ.fullmatch(path.relative_to(own).as_posix())) and os.path.isfile(path)


def _problem(path: Path, shown: str) -> Problem:
    if READ.fullmatch(shown):
        return Problem(shown, 0, "", "is no ordinary file, or a link that leads nowhere.", "Put the file itself there.")
    meant = _meant(shown)
    hint = f"Call it {meant}." if meant else "Conditions, exercises, programmes and languages lie in folders of data/."
    if meant and meant.startswith("data/") and meant not in FILES:
        hint = f"A name is small letters, numbers and hyphens, ending in .yaml. {hint}"
    return Problem(shown, 0, "", "is not read.", hint)


def _meant(shown: str) -> str:
    """The path that it should have, as far as that can be told."""
    *folders, name = shown.split("/")
    if LIKE_A_LAYOUT.search(name):
        return "layouts/" + re.sub(r"[^\w-]+", "-", name.split(".")[0]) + LAYOUT
    stem = YAML.sub("", name)
    folder = next((FOLDERS_MEANT[plain] for plain in map(_plainly, reversed(folders)) if plain in FOLDERS_MEANT), "")
    if folder == PRESCRIPTIONS:
        return f"{folder}/{stem}.yaml"
    if not folder:
        return FILES_MEANT.get(_plainly(name), "")
    try:
        return f"{folder}/{identifier(stem)}.yaml"
    except ContentError:  # in other letters: the clinician has to find one
        return f"{folder}/name-of-your-own.yaml"
