"""New files and folders for people to change."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from handouts.content.starter_texts import starter
from handouts.files.problems import Ask, Command, ContentError, Problem, listed, nearest_or, order_problem
from handouts.files.reading import start_of
from handouts.files.workspace import (
    CLINIC_FILE,
    EXAMPLE_CLINIC,
    ID_PATTERN,
    KINDS,
    NO_CLINIC,
    PRESCRIPTIONS,
    SIGNED_KINDS,
    Kind,
    Workspace,
    library_folder,
)
from handouts.files.yaml_reader import LARGEST_FILE, read_yaml

_PATH = re.compile(r"(~|\.{1,2}|[A-Za-z]:)?[/\\]")
FOLDERS = (*(f"data/{folder}" for folder in KINDS.values()), "layouts", "fonts", "prescriptions", "out")
# Small letters that Unicode does not take apart into a letter of a to z and a mark.
IN_ASCII = str.maketrans(
    {"ł": "l", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h", "ŋ": "n"}
)


def is_path(name: str) -> bool:
    """Whether a new clinic's name says where its folder is to lie, as it begins like a path; "Physio 24/7" doesn't."""
    return bool(_PATH.match(name))


def new_clinic(name: str, parent: Path, phone: str | None = None, emergency_number: str | None = None) -> Path:
    """A clinic's folder; -> the folder. Without its numbers nothing is made in it until they are written down. Raises
    ContentError when it is there already, or would lie inside another clinic's."""
    called = Path(name).name if is_path(name) else name
    given = {"name": called, "phone": phone, "emergency_number": emergency_number}
    places = {key: _quoted(value) for key, value in given.items() if value is not None}
    folder = parent / (Path(name).expanduser() if is_path(name) else identifier(name))
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ContentError([Problem(str(folder), 0, "", "is there already.", "Choose another name.")])
    around = next((up for up in folder.resolve().parents if (up / CLINIC_FILE).is_file()), None)
    if around:
        hint = "Go out of it first, or name a folder elsewhere."
        raise ContentError([Problem(name, 0, "", f"would lie inside the clinic's folder {around}.", hint)])
    from handouts.files.writing import TEMPORARY

    folder.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=TEMPORARY, dir=folder.parent) as beside:  # whole or not at all
        made = Path(beside) / "clinic"
        _fill(made, places)
        if folder.exists():
            folder.rmdir()
        made.rename(folder)
    return folder


IGNORED = """\
# Patients' details stay out of a shared history: prescriptions, sheets, lists.
prescriptions/
out/
*.pdf
*.csv
*.tsv
*.xlsx
*.ods
"""


def _fill(folder: Path, places: dict[str, str]) -> None:
    for sub in FOLDERS:
        (folder / sub).mkdir(0o700 if sub == PRESCRIPTIONS else 0o777, parents=True)  # of patients: for its owner alone
    example = library_folder() / "data" / EXAMPLE_CLINIC
    rule = textwrap.fill(
        str(read_yaml(start_of(example, LARGEST_FILE), example.name).keys["pain_rule"]), 110, subsequent_indent="  "
    )
    _write(folder / CLINIC_FILE, starter("clinic", pain_rule=rule, **places))
    _write(folder / ".gitignore", IGNORED)
    _write(folder / "reviews.yaml", "# Who has checked which content, and when.\nformat: 1\nreviews: []\n")


def new_content(kind: Kind, name: str, source: str | None, workspace: Workspace) -> Path:
    """A file of the clinic's own: a starter, or a copy of the one with the id `source`; -> its path. One with an id of
    the library's takes its place, so it has to be a copy of it. Raises ContentError."""
    target = free_place(kind, name, source, workspace)
    title = name.replace("-", " ").capitalize() if re.match(ID_PATTERN, name) else name
    if source is None:
        text = starter(kind, name=_quoted(title))
    elif workspace.has(kind, source):
        text = workspace.find(kind, source).read_text("utf-8")
        text = text if source == target.stem else _with_name(text, title)
    else:
        advice = nearest_or(source, workspace.names(kind), listed(KINDS[kind]))
        raise ContentError([order_problem("source", f'no {kind} has the id "{source}".', *advice)])
    _write(target, text)
    return target


def free_place(kind: Kind, name: str, source: str | None, workspace: Workspace) -> Path:
    """Where a file of the clinic's own of this kind will lie that is to be called after `name` and is made from the one
    with the id `source`. Raises ContentError where there is one already, or another thing has its id."""
    target = new_file(f"data/{KINDS[kind]}", name, workspace)
    other = next((each for each in SIGNED_KINDS if workspace.has(each, target.stem)), None)
    if other and (other, target.stem) != (kind, source):
        copy = Command("new", (kind, target.stem), (Ask("source", (target.stem,)),))
        hint = (
            "Choose another name." if other != kind else "Choose another name, or copy ours under its id to change it."
        )
        message = f"is {'an' if other == 'exercise' else 'a'} {other} of the library's."
        raise ContentError([Problem(target.stem, 0, "", message, hint, ways=(copy,) if other == kind else ())])
    return target


def new_file(folder: str, name: str, workspace: Workspace) -> Path:
    """Where a file that is to be called after `name` will lie. Raises ContentError when that can't be."""
    if workspace.own is None:
        message = "can't be written without a clinic's folder."
        raise ContentError([Problem(name, 0, "", message).advising(*NO_CLINIC)])
    target = workspace.own / folder / f"{identifier(name)}.yaml"
    if target.exists():
        raise ContentError([Problem(workspace.show(target), 0, "", "is there already.", "Choose another name.")])
    return target


def identifier(name: str) -> str:
    """An id from a name: small letters, numbers and hyphens. Raises ContentError for letters that have none like them
    among a to z: two names could become one id."""
    letters = unicodedata.normalize("NFKD", name).lower().translate(IN_ASCII)
    lost = [each for each in letters if not each.isascii() and each.isalnum() and unicodedata.category(each) != "Lm"]
    made = re.sub(r"[^a-z0-9]+", "-", letters.encode("ascii", "ignore").decode()).strip("-")[:60].strip("-")
    if lost or not made:
        what = (
            f'has a letter that no file name can have: "{lost[0]}".'
            if lost
            else "has no letters a to z to make a file name of."
        )
        hint = "Choose a name with letters a to z; inside the file it can be any." if lost else "Choose another name."
        raise ContentError([Problem(name, 0, "", what, hint)])
    return made


def _with_name(text: str, name: str) -> str:
    """The text of a file with another `name:`; all else stays, comments too."""
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        if key.value == "name":
            return f'{text[: value.start_mark.index]}"{_quoted(name)}"{text[value.end_mark.index :]}'
    return text


def _quoted(text: str) -> str:
    """A text as it stands between double quotes in YAML. Raises ContentError for what no file can hold."""
    if any(unicodedata.category(character) in ("Cc", "Cs") for character in text):
        shown = text.encode("ascii", "backslashreplace").decode()
        raise ContentError([Problem(shown, 0, "", "has characters that can't be written.", "Write plain text.")])
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _write(path: Path, text: str) -> None:
    from handouts.files.writing import write

    write(path, text.encode())
