"""What notes for clinicians say of the content holds: ids that they name are there, what they quote is printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from handouts import Workspace
from tests.conftest import HERE

ROOT = HERE.parent
DATA = ROOT / "data"
DOCUMENT = (ROOT / "docs/sources.md").read_text("utf-8")
KINDS = ("condition", "exercise", "programme")
LONG_ID = re.compile(r"(?<![\w.-])[a-z0-9]+(?:-[a-z0-9]+){2,}(?![\w.-])")  # of 3 words or more
ENGLISH = {"front-of-knee"}  # words with as many hyphens that are no ids


def read(name: str) -> dict[str, object]:
    content = yaml.safe_load((DATA / name).read_text("utf-8"))
    assert isinstance(content, dict)
    return content


def table(name: str, key: str) -> set[str]:
    rows = read(f"{name}.yaml")[key]
    assert isinstance(rows, dict)
    return set(rows)


def signs() -> set[str]:
    return table("urgent-signs", "signs")


def known() -> set[str]:
    """Every id of the content, and of what the articles hold and the library leaves out with a reason."""
    place = Workspace.open()
    ids = {name for kind in KINDS for name in place.names(kind)} | signs()
    ids |= table("contraindications", "contraindications") | table("glossary", "entries") | table("sources", "sources")
    return ids | set(re.findall(r"(?m)^\| `([a-z0-9-]+)` \|", DOCUMENT))


def files() -> Iterator[tuple[Path, dict[str, object]]]:
    for path in sorted(path for kind in KINDS for path in (DATA / f"{kind}s").glob("*.yaml")):
        yield path, yaml.safe_load(path.read_text("utf-8"))


def notes() -> Iterator[tuple[Path, dict[str, object], str, str]]:
    """The file, its content, and each note: its number, if it has one, and its text on one line."""
    for path, content in files():
        listed = content.get("notes", [])
        assert isinstance(listed, list)
        for note in listed:
            yield path, content, note.get("id", ""), " ".join(note["text"].split())


def test_ids_in_notes_are_there() -> None:
    ids = known() | ENGLISH
    wrong = [(path.stem, each) for path, _, _, text in notes() for each in LONG_ID.findall(text) if each not in ids]
    assert wrong == []


def test_a_sign_in_a_note_stands_on_the_sheet() -> None:
    wrong = [
        (path.stem, each)
        for path, content, _, text in notes()
        for each in LONG_ID.findall(text)
        if each in signs() and each not in (content.get("get_help") or [])
    ]
    assert wrong == []


def test_no_note_misses_what_is_there() -> None:
    """A note that says that an id is missing goes stale when somebody writes it."""
    assert [(p.stem, text) for p, _, _, text in notes() if re.search(r"\bno (id|sign) (for|there)\b", text)] == []


def test_what_a_note_says_that_the_sheet_says_is_printed() -> None:
    for path, content, _, text in notes():
        printed = re.sub(r"\W+", " ", str({key: each for key, each in content.items() if key != "notes"})).lower()
        for quoted in re.findall(r'sheet[^.;"]*\bsays? "([^"]+)"', text):
            assert re.sub(r"\W+", " ", quoted).strip().lower() in printed, (path.stem, quoted)


def test_numbers_of_notes_are_of_the_document() -> None:
    claims = set(re.findall(r"(?m)^\| (dc-\d\d) \|", DOCUMENT))
    assert len(claims) == 39
    for path, _, number, text in notes():
        for each in re.findall(r"\bdc-\d+\b", f"{number} {text}"):
            assert each in claims, (path.stem, each)


def test_the_document_names_files_that_there_are() -> None:
    """ "Own file", "programme file" and the handouts of the tables are looked up."""
    place = Workspace.open()
    for name in re.findall(r"(?m)^\| `([a-z0-9-]+)` \|[^|]*\| (?:Own|Programme) file", DOCUMENT):
        assert place.has("exercise", name) or place.has("programme", name), name
    treatments = DOCUMENT.split("## Treatments")[1].split("\n## ")[0]
    handouts = set(place.names("condition"))
    rows = [
        line.split("|")[1:3] for line in treatments.splitlines() if line.startswith("| ") and "Left out" not in line
    ]
    assert len(rows) > 20
    for treatment, where in rows[1:]:
        named = [each for each in handouts if re.search(rf"(?<![\w-]){each}(?![\w-])", where)]
        assert named, treatment
