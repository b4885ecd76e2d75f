"""Texts to translate as a table for a translator, and back: one row a text, found by its file, its place and its
English."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from pydantic_core import PydanticCustomError

from handouts.content.library import Library
from handouts.content.load import Loaded, Place, validated
from handouts.content.overlay import compared, in_language
from handouts.content.translatable import translatable, translation_of
from handouts.content.translated_texts import WrittenText, printed_texts
from handouts.content.translation import Reviewed, Translation, Unit, fault
from handouts.files.delimited import read_table
from handouts.files.problems import ContentError, Problem, nearest
from handouts.files.workspace import NO_CLINIC, TRANSLATIONS, Workspace, library_folder
from handouts.files.writing import write
from handouts.files.written import FORMAT, File, one_line, tidy
from handouts.files.yaml_reader import Document

COLUMNS = ("file", "at", "english", "translation")
Given: TypeAlias = dict[tuple[str, str], tuple[int, str]]  # by place and English the line of a row, and its text


@dataclass(slots=True)
class TakenBack:
    """What was written, how many texts are in it, and what is wrong with rows that were not taken."""

    files: list[Path] = field(default_factory=list)
    texts: int = 0
    problems: list[Problem] = field(default_factory=list)


def to_translate(
    files: Iterable[Loaded[File]], language: str, library: Library, *, drafts: bool = False
) -> Iterator[tuple[str, str, str, str]]:
    """A row for each text that has no translation, or one that is out of date or at fault, with the old one; with
    `drafts`, those too that nobody has checked."""
    for file in files:
        rows = {}
        for each in compared(file, translation_of(file, language, library)):
            if each.state in ("missing", "stale") or each.fault or (drafts and each.state == "draft"):
                rows[each.written.at, each.written.english] = each.text
        for (at, english), text in rows.items():
            yield file.document.file, at, english, text


def as_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """The table with its head, with the mark by which spreadsheets know UTF-8."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([COLUMNS, *rows])
    return text.getvalue().encode("utf-8-sig")


def take_back(path: Path, language: str, library: Library, reviewed: Reviewed | None = None) -> TakenBack:
    """Write the translations of a table beside what is there. A row that fits nowhere, or that says other numbers than
    its English, is told and left out; one that names no file is for every text of its place and its English. Raises
    ContentError for a table that can't be read at all."""
    files = {file.document.file: file for file in translatable((), language, library)}
    texts = {name: printed_texts(type(file.content), file.document.data) for name, file in files.items()}
    taken, given = TakenBack(), dict[str, Given]()
    for line, row in _rows(path):
        problems = list(_sorted_in(line, row, texts, given)) if row["translation"] else []
        taken.problems += [Problem(path.name, line, *problem) for problem in problems]
    for name, rows in given.items():
        _write(files[name], rows, path.name, language, library, reviewed, taken)
    return taken


def _rows(path: Path) -> Iterator[tuple[int, Mapping[str, str]]]:
    """The rows of a table with their lines. Raises ContentError."""
    table = read_table(path, path.name, lambda cells: sum(cell.casefold() in COLUMNS for cell in cells))
    columns = [name.casefold() for name in table.columns] if table else []
    if table is None or not set(COLUMNS) <= set(columns):
        hint = f"Its head has the columns {', '.join(COLUMNS)}."
        raise ContentError([Problem(path.name, 1, "", "is no table of translations.", hint)])
    for line, cells in table.rows:
        yield line, dict.fromkeys(COLUMNS, "") | dict(zip(columns, map(one_line, cells), strict=False))


def _sorted_in(
    line: int, row: Mapping[str, str], texts: Mapping[str, Sequence[WrittenText]], given: dict[str, Given]
) -> Iterator[tuple[str, str, str]]:
    """Put a row where it belongs; what is wrong with it as a column, a message and a hint."""
    asked = row["file"]
    names = [name for name in texts if not asked or asked in (name, name.removeprefix("data/"))]
    found = _places(row, [(name, each) for name in names for each in texts[name]])
    if not names:
        hint = nearest(asked, texts) or "Write it as it stands in the table that was made."
        yield "file", f'there is no file "{asked}" to translate.', hint
    elif not found:
        hint = "Its English has changed, or it stands elsewhere: make the table anew."
        yield "english", "is no text of this place any more.", hint
    else:
        text, wrong = _checked(found[0][1], row["translation"])
        if wrong:
            yield "translation", wrong, "Make it agree with its English."
        for name, each in found if not wrong else ():
            given.setdefault(name, {})[each.at, each.english] = (line, text)


def _places(row: Mapping[str, str], texts: Sequence[tuple[str, WrittenText]]) -> list[tuple[str, WrittenText]]:
    """The texts that a row is for: those of its place and its English, or the one that has moved inside its file."""
    same = [(name, each) for name, each in texts if each.english == row["english"]]
    found = [(name, each) for name, each in same if each.at == row["at"]]
    moved = row["file"] and len({each.at for _, each in same}) == 1
    return same if moved and not found else found


def _checked(written: WrittenText, translation: str) -> tuple[str, str]:
    """A translation as one line, and what is wrong with it."""
    try:
        text = tidy(translation)
    except PydanticCustomError as error:
        return "", f"{error.message().removesuffix('.')}."
    return text, fault(written, text)


def _write(
    file: Loaded[File],
    rows: Given,
    shown: str,
    language: str,
    library: Library,
    reviewed: Reviewed | None,
    taken: TakenBack,
) -> None:
    """Write the translation of a file with new rows in it; those that make no valid file are told and left out."""
    before = translation_of(file, language, library)
    for key in [] if reviewed else _as_it_was(file, before, rows):
        hint = "Translate it anew. Where it still says the same, take the table back with who has checked it."
        taken.problems.append(Problem(shown, rows[key][0], "translation", "is that of the old English.", hint))
        rows = {each: row for each, row in rows.items() if each != key}
    while rows:
        units = _units(file, before, rows, reviewed)
        data = {"format": FORMAT, "language": language, "units": [each for each, _ in units]}
        lines: dict[Place, int] = {("units", index, "text"): line for index, (_, line) in enumerate(units)}
        try:
            made = validated(Translation, Document(shown, data, {(): 0} | lines), file.path)
            in_language(file, made, language)
        except ContentError as error:
            wrong = {problem.line for problem in error.problems}
            taken.problems += error.problems
            left = {key: row for key, row in rows.items() if row[0] not in wrong}
            if len(left) == len(rows):
                return
            rows = left
            continue
        name = file.document.file
        head = f"# {name} in {language}, each text with the English that it was made from.\n"
        target = _folder(library.workspace) / library.workspace.translation_name(file.path, language)
        write(target, (head + yaml_text(data)).encode())
        taken.files.append(target)
        taken.texts += len(rows)
        return


def _as_it_was(file: Loaded[File], before: Loaded[Translation] | None, rows: Given) -> list[tuple[str, str]]:
    """Rows in which an old translation came back that was put beside a changed English for the translator to see."""
    old = {
        (each.written.at, each.written.english): each.text for each in compared(file, before) if each.state == "stale"
    }
    return [key for key, (_, text) in rows.items() if old.get(key) == text]


def _units(
    file: Loaded[File], before: Loaded[Translation] | None, rows: Given, reviewed: Reviewed | None
) -> list[tuple[dict[str, object], int]]:
    """The units of a file in the order of its texts, each with the line of the row that it comes from, or 0. One that
    is out of date stays until its text is translated again; one whose text is gone does not."""
    known = before.content.units if before else ()
    units: dict[tuple[str, str], tuple[Unit, int]] = {}
    for each in compared(file, before):
        key = (each.written.at, each.written.english)
        old = known[each.unit] if each.unit is not None else None
        if key in rows:
            line, text = rows[key]
            kept = old.reviewed if old and old.text == text and old.english == key[1] else None
            units[key] = Unit(at=key[0], english=key[1], text=text, reviewed=reviewed or kept), line
        elif old:
            units.setdefault((old.at, old.english), (old, 0))
    return [(unit.model_dump(mode="json", exclude_none=True), line) for unit, line in units.values()]


def yaml_text(data: object) -> str:
    """Data as people read YAML."""
    import yaml

    return yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=1000)


def _folder(workspace: Workspace) -> Path:
    """Where translations go: the clinic's folder, or the library where that is a checkout. Raises ContentError."""
    folder = workspace.own or library_folder()
    if workspace.own is None and not (folder / "pyproject.toml").is_file():
        message = "belongs into a clinic's folder, and there is none."
        raise ContentError([Problem(TRANSLATIONS, 0, "", message).advising(*NO_CLINIC)])
    return folder
