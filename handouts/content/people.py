"""A list of people to a prescription for each: every row is read by itself, and a bad one never stops the others.

What is wrong is told with the line and the column. A problem says no name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, get_args

from handouts.content.delimited import Table, read_table
from handouts.content.load import Loaded, validated
from handouts.content.merge_file import DateOrder, Key, MergeFile
from handouts.content.prescription import Prescription
from handouts.content.resolve_patient import subject
from handouts.content.shelf import Shelf
from handouts.content.written import FORMAT
from handouts.content.yaml_reader import Document
from handouts.problems import ContentError, Problem, nearest

KEYS: tuple[Key, ...] = get_args(Key)
DATES = ("born", "date", "start", "review_visit")
NUMBERS = ("weeks", "start_day")
OF_THE_PATIENT = ("name", "id", "born")
SIDES = {"l": "left", "r": "right", "b": "both"}
MERGE_FILE = "merge.yaml"
_PLACE = re.compile(r"\{([^{}]*)\}")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})\Z")
_DATE = re.compile(r"(\d{1,4})[./ -](\d{1,2})[./ -](\d{1,4})\.?\Z")
_MIDNIGHT = re.compile(r"[T ]00:00(:00(\.0+)?)?\Z")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the list: a prescription, or what is wrong with it."""

    line: int
    file: Loaded[Prescription] | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class People:
    """All rows in their order, and the columns that say nothing to us."""

    rows: tuple[Row, ...]
    ignored: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Reading:
    """How rows are read: where each key comes from, how dates are written, and what holds for all."""

    shown: str
    path: Path
    columns: tuple[str, ...]
    sources: Mapping[str, str]
    date_order: DateOrder | None
    usual: Mapping[str, str]


def read_people(
    path: Path,
    shelf: Shelf,
    *,
    columns: Mapping[str, str] | None = None,
    date_order: DateOrder | None = None,
    programme: str | None = None,
) -> People:
    """Read a list. `columns` says which column holds a key, or several: {"name": "{First} {Last}"}; it goes over what
    `merge.yaml` says. Columns that are called like a key need no mention. `programme` is for rows that name none.

    Raises ContentError for what is wrong with the list as a whole.
    """
    shown = path.name
    table = read_table(path, shown)
    sources, saved_order = _sources(table, columns or {}, shelf, shown)
    reading = _Reading(
        shown, path, table.columns, sources, date_order or saved_order, {"programme": programme} if programme else {}
    )
    rows: list[Row] = []
    first_lines: dict[tuple[Any, ...], int] = {}
    for line, cells in table.rows:
        row = _row(line, cells, reading, shelf)
        if row.file:
            row = _refused_if_again(row, first_lines, shown)
        rows.append(row)
    used = {name for source in sources.values() for name in _names_in(source, table.columns)}
    return People(tuple(rows), tuple(name for name in table.columns if name and name not in used))


def _sources(
    table: Table, columns: Mapping[str, str], shelf: Shelf, shown: str
) -> tuple[dict[str, str], DateOrder | None]:
    """Where each key comes from: columns of its name, what merge.yaml says of such tables, then what was asked for."""
    own = {_plain(name): name for name in table.columns}
    sources: dict[str, str] = {key: own[_plain(key)] for key in KEYS if _plain(key) in own}
    saved = _saved(shelf)
    header = next((each for each in saved.headers if _all_there(each.columns, table)), None) if saved else None
    if header:
        sources.update({str(key): source for key, source in header.columns.items()})
    problems = []
    for key, source in columns.items():
        if key not in KEYS:
            hint = nearest(key, KEYS) or f"There are {', '.join(KEYS)}."
            problems.append(Problem("--map", 0, "", f'there is no key "{key}".', hint))
        missing = [name for name in _names_in(source, table.columns) if name not in table.columns]
        for name in missing:
            hint = nearest(name, table.columns) or f"It has {', '.join(filter(None, table.columns))}."
            problems.append(Problem(shown, 1, "", f'has no column "{name}".', hint))
        sources[key] = source
    if not sources and not problems:
        hint = "Say which column holds what: --map name=Surname."
        problems.append(Problem(shown, 1, "", f"has no column that is called {', '.join(KEYS)}.", hint))
    if problems:
        raise ContentError(problems)
    return sources, (header.date_order if header else None) or (saved.date_order if saved else None)


def _saved(shelf: Shelf) -> MergeFile | None:
    own = shelf.workspace.own
    file = shelf.open("merge", own / MERGE_FILE) if own and (own / MERGE_FILE).is_file() else None
    shelf.stop_if_wrong()
    return file.content if file else None


def _all_there(columns: Mapping[Any, str], table: Table) -> bool:
    return all(name in table.columns for source in columns.values() for name in _names_in(source, table.columns))


def _plain(name: str) -> str:
    return re.sub(r"[ _-]+", "_", name.strip().casefold())


def _names_in(source: str, columns: tuple[str, ...]) -> list[str]:
    """The columns of a source: itself, or those that stand in braces."""
    return [source] if source in columns or "{" not in source else _PLACE.findall(source)


def _row(line: int, cells: tuple[str, ...], reading: _Reading, shelf: Shelf) -> Row:
    if len(cells) != len(reading.columns) and any(cell.strip() for cell in cells[len(reading.columns) :]):
        message = f"has {len(cells)} cells, and the head has {len(reading.columns)}."
        problem = Problem(reading.shown, line, "", message, "Put quotes round a cell that has a delimiter in it.")
        return Row(line, problems=(problem,))
    values = dict(zip(reading.columns, cells, strict=False))
    data: dict[str, Any] = {"format": FORMAT}
    problems = []
    for key, source in reading.sources.items():
        names = _names_in(source, reading.columns)
        text = values.get(source, "") if names == [source] else _PLACE.sub(lambda m: values.get(m[1], ""), source)
        if not text.strip():
            continue
        try:
            value = _value(key, text.strip(), reading.date_order)
        except ContentError as error:
            problems += [Problem(reading.shown, line, key, each.message, each.hint) for each in error.problems]
            continue
        target = data.setdefault("patient", {}) if key in OF_THE_PATIENT else data
        target[key] = value
    data = data if "programme" in data or "condition" in data else {**data, **reading.usual}
    if problems:
        return Row(line, problems=tuple(problems))
    document = Document(reading.shown, data, {(): line})
    own = shelf.fresh()
    try:
        file: Loaded[Prescription] = validated("prescription", document, reading.path)
        subject(file, own)
    except ContentError as error:
        return Row(line, problems=tuple(error.problems))
    return Row(line, file)


def _value(key: str, text: str, order: DateOrder | None) -> Any:
    """A cell as a prescription has it. Raises ContentError."""
    if any(ord(character) < 32 for character in text.replace("\n", " ").replace("\t", " ").replace("\r", " ")):
        raise ContentError([Problem("", 0, "", "has a control character.", "Type it again.")])
    if key in DATES:
        return read_date(text, order).isoformat()
    if key in NUMBERS:
        return int(text) if text.isdecimal() and len(text) < 9 else text
    if key == "side":
        return SIDES.get(text.casefold(), text.casefold())
    if key == "contraindications":
        return [part.strip() for part in re.split("[;,]", text) if part.strip()]
    return text


def read_date(text: str, order: DateOrder | None) -> date:
    """A date as 2026-03-02, or in the declared order with four digits for the year. Nothing is guessed.

    Raises ContentError.
    """
    text = _MIDNIGHT.sub("", text)
    if found := _ISO.match(text):
        year, month, day = map(int, found.groups())
    elif not (found := _DATE.match(text)):
        raise ContentError([Problem("", 0, "", "is not a date.", "Write it as 2026-03-02.")])
    elif order is None:
        hint = "Write 2026-03-02, or say which comes first with --date-order dmy, mdy or ymd."
        raise ContentError([Problem("", 0, "", "is written in an order that nobody has declared.", hint)])
    else:
        parts = dict(zip(order, found.groups(), strict=True))
        if len(parts["y"]) != 4:
            hint = f"Write 2026-03-02, or the year with four digits where {order} has it."
            raise ContentError([Problem("", 0, "", "is not a date in that order.", hint)])
        year, month, day = (int(parts[part]) for part in "ymd")
    try:
        return date(year, month, day)
    except ValueError:
        said = f" ({order})" if order else ""
        hint = "Check the day and the month."
        raise ContentError([Problem("", 0, "", f"is no day of the calendar{said}.", hint)]) from None


def _refused_if_again(row: Row, first_lines: dict[tuple[Any, ...], int], shown: str) -> Row:
    """The same person for the same exercises, twice: one of the two sheets would be wrong."""
    assert row.file
    written = row.file.content
    patient = written.patient
    who = (patient.name, patient.id, patient.born, written.programme, written.condition)
    if not any(who[:3]):
        return row
    first = first_lines.setdefault(who, row.line)
    if first == row.line:
        return row
    hint = "Take one of them away, or give each an id."
    return Row(row.line, problems=(Problem(shown, row.line, "", f"is the same person as line {first}.", hint),))
