"""Texts to translate as a table for a translator, and back: one row a text, found by its file, its place and its
English."""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
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
from handouts.files.writing import BEFORE, write
from handouts.files.written import FORMAT, File, one_line, tidy
from handouts.files.yaml_reader import Document
from handouts.typeset.characters import letters_of, undrawn
from handouts.typeset.fonts import FontBook

COLUMNS = ("file", "at", "english", "translation")
FORMULA = re.compile("[=+@-]")  # with what a spreadsheet takes a cell for a formula, and runs it
_HIDDEN = re.compile("'+[=+@-]")
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
    """The table with its head, with the mark by which spreadsheets know UTF-8. What they would take for a formula
    begins with an apostrophe, which goes when the table comes back."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([COLUMNS, *([_as_text(cell) for cell in row] for row in rows)])
    return text.getvalue().encode("utf-8-sig")


def _as_text(cell: str) -> str:
    return f"'{cell}" if FORMULA.match(cell) or _HIDDEN.match(cell) else cell


def _of_cell(cell: str) -> str:
    text = one_line(cell)
    return text[1:] if _HIDDEN.match(text) else text


def take_back(path: Path, language: str, library: Library, reviewed: Reviewed | None = None) -> TakenBack:
    """Write the translations of a table beside what is there. A row that fits nowhere, that says other numbers than
    its English or something else than a row before it, or that no page can print, is told and left out; one that names
    no file is for every text of its place and its English. Raises ContentError for a table that can't be read at all.
    """
    files = {file.document.file: file for file in translatable((), language, library)}
    texts = {name: printed_texts(type(file.content), file.document.data) for name, file in files.items()}
    taken, given, fonts = TakenBack(), defaultdict[str, Given](dict), letters_of(language, library)
    for line, row in _rows(path):
        problems = list(_sorted_in(line, row, texts, given, fonts)) if row["translation"] else []
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
        yield line, dict.fromkeys(COLUMNS, "") | dict(zip(columns, map(_of_cell, cells), strict=False))


def _sorted_in(
    line: int,
    row: Mapping[str, str],
    texts: Mapping[str, Sequence[WrittenText]],
    given: defaultdict[str, Given],
    fonts: FontBook | None,
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
        places = [(name, (each.at, each.english)) for name, each in found]
        text, wrong = _checked(found[0][1], row["translation"], fonts)
        wrong = wrong or _contradiction(text, places, given)
        if wrong:
            yield "translation", *wrong
        else:
            _put(line, text, places, given)


def _put(line: int, text: str, places: Iterable[tuple[str, tuple[str, str]]], given: defaultdict[str, Given]) -> None:
    for name, key in places:
        given[name][key] = (line, text)


def _contradiction(
    text: str, places: Iterable[tuple[str, tuple[str, str]]], given: defaultdict[str, Given]
) -> tuple[str, str] | None:
    """What is wrong with a translation of what another row has translated."""
    for name, key in places:
        line, said = given[name].get(key, (0, text))
        if said != text:
            return f"is another one than that of line {line}.", "Keep one of the two."
    return None


def _places(row: Mapping[str, str], texts: Sequence[tuple[str, WrittenText]]) -> list[tuple[str, WrittenText]]:
    """The texts that a row is for: those of its place and its English, or the one that has moved inside its file."""
    same = [(name, each) for name, each in texts if each.english == row["english"]]
    found = [(name, each) for name, each in same if each.at == row["at"]]
    moved = row["file"] and len({each.at for _, each in same}) == 1
    return same if moved and not found else found


def _checked(written: WrittenText, translation: str, fonts: FontBook | None) -> tuple[str, tuple[str, str] | None]:
    """A translation as one line; and what is wrong with it, with what to do."""
    try:
        text = tidy(translation)
    except PydanticCustomError as error:
        return "", (f"{error.message().removesuffix('.')}.", "Type it again.")
    if FORMULA.match(text) and text[0] != written.english[0]:
        return "", (f'begins with "{text[0]}", as a formula does, and its English does not.', "Write it as text.")
    if differs := fault(written, text):
        return "", (differs, "Make it agree with its English.")
    return text, undrawn(text, fonts) if fonts else None


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
    made, rows = _valid(file, before, rows, shown, language, reviewed, taken)
    if made is None:
        return
    target = _folder(library.workspace) / library.workspace.translation_name(file.path, language)
    if before and before.path == target and _is_lost(before, made, file):
        write(target.with_name(target.name + BEFORE), target.read_bytes())
    write(target, _written(made, file))
    taken.files.append(target)
    taken.texts += len(rows)


def _valid(
    file: Loaded[File],
    before: Loaded[Translation] | None,
    rows: Given,
    shown: str,
    language: str,
    reviewed: Reviewed | None,
    taken: TakenBack,
) -> tuple[Translation | None, Given]:
    """The translation of a file with all new rows that make a valid one, and these; the others are told."""
    while rows:
        units = _units(file, before, rows, reviewed)
        data = _data(language, [unit for unit, _ in units])
        lines: dict[Place, int] = {("units", index, "text"): line for index, (_, line) in enumerate(units)}
        try:
            made = validated(Translation, Document(shown, data, {(): 0} | lines), file.path)
            in_language(file, made, language)
        except ContentError as error:
            wrong = {problem.line for problem in error.problems}
            taken.problems += error.problems
            left = {key: row for key, row in rows.items() if row[0] not in wrong}
            if len(left) == len(rows):
                break
            rows = left
        else:
            return made.content, rows
    return None, {}


def _as_it_was(file: Loaded[File], before: Loaded[Translation] | None, rows: Given) -> list[tuple[str, str]]:
    """Rows in which an old translation came back that was put beside a changed English for the translator to see."""
    old = {
        (each.written.at, each.written.english): each.text for each in compared(file, before) if each.state == "stale"
    }
    return [key for key, (_, text) in rows.items() if old.get(key) == text]


def _units(
    file: Loaded[File], before: Loaded[Translation] | None, rows: Given, reviewed: Reviewed | None
) -> list[tuple[Unit, int]]:
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
    return list(units.values())


def _data(language: str, units: Iterable[Unit]) -> dict[str, object]:
    dumped = [unit.model_dump(mode="json", exclude_none=True) for unit in units]
    return {"format": FORMAT, "language": language, "units": dumped}


def _written(translation: Translation, file: Loaded[File]) -> bytes:
    """The translation of a file as a file."""
    language = translation.language
    head = f"# {file.document.file} in {language}, each text with the English that it was made from.\n"
    return (head + yaml_text(_data(language, translation.units))).encode()


def _is_lost(before: Loaded[Translation], now: Translation, file: Loaded[File]) -> bool:
    """Whether something that a person wrote is not in the file any more: a remark, or a text whose English is gone."""
    kept = {(unit.at, unit.english) for unit in now.units}
    gone = any((unit.at, unit.english) not in kept for unit in before.content.units)
    return gone or before.path.read_bytes() != _written(before.content, file)


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
