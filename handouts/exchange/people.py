"""A list of people to a prescription for each: every row is read by itself, and a bad one never stops the others.

What is wrong is told with the line and the column. A problem says no name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from handouts.content.library import Library
from handouts.content.load import Loaded, validated
from handouts.content.merge_file import MergeFile, filled_in
from handouts.content.model import Condition, Exercise, Programme
from handouts.content.prescription import Prescription
from handouts.content.written_dates import DateOrder, proves_another_order, read_date
from handouts.exchange.list_head import Known, names_in, no_head, sources_of
from handouts.files.delimited import DelimitedTable, read_table
from handouts.files.encodings import UTF_8, asked_encoding, title, wrong_letters
from handouts.files.problems import Ask, ContentError, Problem, lines_in_words, order_problem
from handouts.files.written import FORMAT
from handouts.files.yaml_reader import Document
from handouts.resolve.patient import subject
from handouts.resolve.programme import dose_in

DATES = ("born", "date", "start", "operation_date", "review_visit")
NUMBERS = ("weeks", "start_day")
OF_THE_PATIENT = ("name", "id", "born")
SIDES = {"l": "left", "r": "right", "b": "both"}


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the list: a prescription, or what is wrong with it."""

    line: int
    file: Loaded[Prescription] | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class People:
    """All rows in their order, the columns that say nothing to us, and what to tell of how the list was read."""

    rows: tuple[Row, ...]
    ignored: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Reading:
    """How rows are read: where each key comes from, how dates are written, and what holds for all."""

    shown: str
    path: Path
    columns: tuple[str, ...]
    sources: Mapping[str, str]
    date_order: DateOrder | None
    usual: Mapping[str, str]

    def names(self, key: str) -> list[str]:
        """The columns that a key is made of."""
        return names_in(self.sources[key], self.columns)

    def column(self, key: str) -> str:
        """What a key is called in problems: as its column, if it is one."""
        return self.sources[key] if self.names(key) == [self.sources[key]] else key

    def text(self, key: str, cells: Sequence[str]) -> str:
        """What a row says of a key."""
        values = dict(zip(self.columns, cells, strict=False))
        source = self.sources[key]
        return (values.get(source, "") if source in self.columns else filled_in(source, values)).strip()

    @property
    def ignored(self) -> tuple[str, ...]:
        """The columns of which no key is made."""
        used = {name for key in self.sources for name in self.names(key)}
        return tuple(name for name in self.columns if name and name not in used)

    def is_empty(self, key: str, cells: Sequence[str]) -> bool:
        """Whether no cell says anything of a key; what stands between them, as in "{Last}, {First}", says nothing."""
        own = self.names(key)
        return not any(cell.strip() for name, cell in zip(self.columns, cells, strict=False) if name in own)


def read_people(
    path: Path,
    library: Library,
    *,
    columns: Mapping[str, str] | None = None,
    date_order: DateOrder | None = None,
    programme: str | None = None,
    encoding: str | None = None,
) -> People:
    """Read a list. `columns` says which column holds a key, or several: {"name": "{First} {Last}"}; it goes over what
    `merge.yaml` says. Columns that are called like a key need no mention. `programme` is for rows that name none.
    `encoding` is for a list that is not UTF-8 and has no mark.

    Raises ContentError for what is wrong with the list as a whole.
    """
    shown = path.name
    saved = _saved(library)
    known = Known(columns or {}, saved)
    asked = asked_encoding(encoding) if encoding else None
    table = read_table(path, shown, known.count, asked, saved.encoding if saved else None)
    if table is None:
        raise no_head(shown)
    sources, header = sources_of(table, known, shown)
    order = next((each.date_order for each in (header, saved) if each and each.date_order), None)
    usual = {"programme": programme} if programme else {}
    reading = _Reading(shown, path, table.columns, sources, date_order or order, usual)
    _refuse_another_order(table, reading)
    rows, useless = _without_useless_sides(_rows(table, reading, library), library)
    return People(tuple(rows), reading.ignored, (*_notes(table, reading, useless), *_wrong_letters(table, reading)))


def _saved(library: Library) -> MergeFile | None:
    file = library.of_clinic(MergeFile)
    library.problems.stop_if_any()
    return file.content if file else None


def _notes(table: DelimitedTable, reading: _Reading, useless: Sequence[str]) -> list[str]:
    """What to tell of how the list was read; the side is `useless` for these programmes."""
    shown, ignored = reading.shown, reading.ignored
    notes = [f"{shown}: read as {title(table.encoding)}."] if table.encoding != UTF_8 else []
    if table.head_line > 1:
        notes.append(f"{shown}: the names of the columns are in line {table.head_line}.")
    if ignored:
        notes.append(f"{shown}: columns that are not used: {', '.join(ignored)}. Say of which key it is the column.")
    message = "is not used: none of its exercises is done on one side at a time."
    return [*notes, *(f"{shown}: for {name}, the column {reading.column('side')} {message}" for name in useless)]


def _wrong_letters(table: DelimitedTable, reading: _Reading) -> Iterator[str]:
    """A note for each key in which words have signs inside, as in a wrong encoding: they would be printed."""
    for key in reading.sources:
        signs = [(line, wrong_letters(reading.text(key, cells))) for line, cells in table.rows]
        lines = [line for line, odd in signs if odd]
        if lines:
            shown = ", ".join(dict.fromkeys(sign for _, odd in signs for sign in odd))
            message = f"{reading.column(key)} has {shown} inside a word, as when a list is read in the wrong letters"
            look = "look at the sheet, and at the list's encoding."
            yield f"{reading.shown}: {lines_in_words(lines, 5)}: {message}: {look}"


def _nameless(line: int, cells: Sequence[str], reading: _Reading) -> list[Problem]:
    """That a row is nobody's: its sheets would go to whoever comes first."""
    keys = [key for key in ("name", "id") if key in reading.sources]
    if not all(reading.is_empty(key, cells) for key in keys):
        return []
    columns = ", ".join(name for key in keys for name in reading.names(key))
    hint = f"Write {'it' if len(keys) == 1 else 'one'}, or take the row away."
    return [Problem(reading.shown, line, columns, f"has {' and '.join(f'no {key}' for key in keys)}.", hint)]


def _refuse_another_order(table: DelimitedTable, reading: _Reading) -> None:
    """Raise ContentError for columns in which a date proves another order than the declared one: where both orders
    give a day, the wrong one would be printed without a word."""
    problems = []
    for key in (key for key in DATES if key in reading.sources):
        proofs = [
            (line, proves_another_order(reading.text(key, cells), reading.date_order)) for line, cells in table.rows
        ]
        lines = [line for line, proof in proofs if proof]
        other = next((proof for _, proof in proofs if proof), "")
        if lines:
            dates = f"{len(lines)} dates are" if len(lines) > 1 else "1 date is"
            message = f"{dates} {other}, not {reading.date_order}: {lines_in_words(lines, 5)}."
            hint = "Nothing was made. If they are mixed, write 2026-03-02; if all are, say so."
            way = Ask("date_order", (other,))
            problems.append(Problem(reading.shown, 0, reading.column(key), message, hint, ways=(way,)))
    if problems:
        raise ContentError(problems)


def _rows(table: DelimitedTable, reading: _Reading, library: Library) -> list[Row]:
    rows: list[Row] = []
    first_lines: dict[tuple[object, ...], int] = {}
    for line, cells in table.rows:
        row = _row(line, cells, reading, library)
        rows.append(_refused_if_again(row, first_lines, reading.shown) if row.file else row)
    return rows


def _row(line: int, cells: tuple[str, ...], reading: _Reading, library: Library) -> Row:
    wide = len(reading.columns)
    if len(cells) < wide or any(cell.strip() for cell in cells[wide:]):
        message = f"has {len(cells)} cells, and the head has {wide}."
        hint = "Put quotes round a cell that has a delimiter in it, and leave no cell out."
        return Row(line, problems=(Problem(reading.shown, line, "", message, hint),))
    problems = _nameless(line, cells, reading)
    data = _keys(line, cells, reading, problems)
    data = data if "programme" in data or "condition" in data else {**data, **reading.usual}
    if not problems and not {"programme", "condition"} & data.keys():
        hint = "Name one for all of them, or the column that holds it."
        ways = (Ask("programme", ("ID",)), Ask("columns", ("programme=COLUMN",)))
        problems.append(Problem(reading.shown, line, "", "names no programme.", hint, ways=ways))
    if problems:
        return Row(line, problems=tuple(problems))
    document = Document(reading.shown, data, {(): line}, {key: reading.column(key) for key in reading.sources})
    own = library.fresh()
    try:
        file = validated(Prescription, document, reading.path)
        subject(file, own)
    except ContentError as error:
        return Row(line, problems=tuple(error.problems))
    return Row(line, file)


def _keys(line: int, cells: Sequence[str], reading: _Reading, problems: list[Problem]) -> dict[str, object]:
    """What a row says, as a prescription's file has it; what can't be read joins the problems."""
    data: dict[str, object] = {"format": FORMAT}
    patient: dict[str, object] = {}
    for key in reading.sources:
        text = "" if reading.is_empty(key, cells) else reading.text(key, cells)
        if not text:
            continue
        try:
            (patient if key in OF_THE_PATIENT else data)[key] = _value(key, text, reading.date_order)
        except ContentError as error:
            column = reading.column(key)
            problems += [replace(each, file=reading.shown, line=line, where=column) for each in error.problems]
    return data | ({"patient": patient} if patient else {})


def _value(key: str, text: str, order: DateOrder | None) -> object:
    """A cell as a prescription has it. Raises ContentError."""
    odd = next((character for character in text if _is_no_letter(character)), None)
    if odd:
        message = f"has U+{ord(odd):04X}, which is no letter of any language."
        hint = "Type it again; if there are many, the list may be in another encoding."
        raise ContentError([order_problem("", message, hint, Ask("encoding"))])
    if key in DATES:
        return read_date(text, order).isoformat()
    if key in NUMBERS:
        return int(text) if text.isdecimal() and len(text) < 9 else text
    if key == "side":
        return SIDES.get(text.casefold(), text.casefold())
    if key == "contraindications":
        return [part.strip() for part in re.split("[;,]", text) if part.strip()]
    return text


def _is_no_letter(character: str) -> bool:
    """Control characters (save those that end lines), what is unassigned, and the mark of a letter that was lost."""
    return character == "\ufffd" or (unicodedata.category(character) in ("Cc", "Cn") and character not in "\n\t\r")


def _without_useless_sides(rows: Sequence[Row], library: Library) -> tuple[list[Row], list[str]]:
    """The rows without a side where their programme has no use for one, and those programmes."""
    sided: dict[str, bool] = {}
    found = []
    for row in rows:
        name = _programme_of(row.file.content, library) if row.file and row.file.content.side else None
        if row.file and name:
            if name not in sided:
                sided[name] = _takes_sides(name, library)
            if not sided[name]:
                content = row.file.content.model_copy(update={"side": None})
                row = replace(row, file=replace(row.file, content=content))
        found.append(row)
    return found, sorted(name for name, takes in sided.items() if not takes)


def _programme_of(written: Prescription, library: Library) -> str | None:
    if written.programme or not written.condition:
        return written.programme
    condition = library.fresh().find(Condition, written.condition)
    return next(iter(condition.content.programmes), None) if condition else None


def _takes_sides(name: str, library: Library) -> bool:
    """Whether an exercise of a programme is done on one side at a time; so, too, when it can't be read."""
    own = library.fresh()
    programme = own.find(Programme, name)
    if programme is None:
        return True
    for entry in programme.content.exercises:
        exercise = own.find(Exercise, entry.exercise)
        if exercise is None or dose_in(entry, exercise.content, programme.content).side not in (None, "alternate"):
            return True
    return False


def _refused_if_again(row: Row, first_lines: dict[tuple[object, ...], int], shown: str) -> Row:
    """The same person for the same exercises, twice: one of the two sheets would be wrong."""
    assert row.file
    written = row.file.content
    patient = written.patient
    who = (patient.name, patient.id, patient.born, written.programme, written.condition)
    first = first_lines.setdefault(who, row.line)
    if first == row.line:
        return row
    hint = "Take one of them away, or give each an id."
    return Row(row.line, problems=(Problem(shown, row.line, "", f"is the same person as line {first}.", hint),))
