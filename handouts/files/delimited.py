"""A table in a text file, as spreadsheets and clinic systems write it: found out instead of asked for."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TypeAlias

from handouts.files.encodings import decoded
from handouts.files.problems import ContentError, Problem

LARGEST_TABLE = 50_000_000  # bytes
DELIMITERS = ",;\t|"
LOOKED_AT = 20  # rows, to find out what stands between cells
HEAD_WITHIN = 10  # lines: a title and remarks may stand above the head
Cells: TypeAlias = tuple[str, ...]
Line: TypeAlias = tuple[int, Cells]


@dataclass(frozen=True, slots=True)
class DelimitedTable:
    """The names of its columns, and its rows with the line (from 1) on which each starts. Empty rows are left out."""

    columns: Cells
    rows: tuple[Line, ...]
    head_line: int = 1
    encoding: str = "utf-8"


def read_table(
    path: Path, shown: str, known: Callable[[Cells], int], asked: str | None = None, usual: str | None = None
) -> DelimitedTable | None:
    """Read a table. `known` says how many of a line's cells are names of columns; its head is the line of the first ten
    that has most of them, and there is no table (None) where none has any. `asked` and `usual` are encodings, as
    `decoded` takes them.

    Raises ContentError when it can't be read.
    """
    text, encoding = decoded(_bytes(path, shown), shown, asked, usual)
    if not text.strip():
        raise ContentError([Problem(shown, 0, "", "is empty.", "Write a head with the names of the columns.")])
    first_line, delimiter = 1, ""
    if text.lower().startswith("sep=") and len(text) > 5 and text[5] in "\r\n":  # Excel's own remark
        delimiter, first_line = text[4], 2
        text = re.sub(r"\A.{5}(\r\n|\r|\n)", "", text)
    delimiter = delimiter or max(DELIMITERS, key=lambda each: _fit(_beginning(text, each), known))
    head = _head(_beginning(text, delimiter), known)
    rows = list(_rows(text, delimiter, first_line, shown))
    if head is None:
        return None
    columns = tuple(cell.strip() for cell in rows[head][1])
    line = rows[head][0]
    doubled = sorted({name for name in columns if name and columns.count(name) > 1})
    if doubled:
        message = f"has more than one column {', '.join(doubled)}."
        raise ContentError([Problem(shown, line, "", message, "Give each column a name of its own.")])
    if len(rows) == head + 1:
        hint = "Add rows below the names of the columns."
        raise ContentError([Problem(shown, line, "", "has no rows.", hint)])
    return DelimitedTable(columns, tuple(rows[head + 1 :]), line, encoding)


def _bytes(path: Path, shown: str) -> bytes:
    try:
        if path.exists() and not path.is_file():
            raise ContentError([Problem(shown, 0, "", "is no ordinary file.", "Name a table saved as CSV.")])
        with path.open("rb") as file:
            data = file.read(LARGEST_TABLE + 1)
    except OSError:
        hint = "Check that it is there and that you may read it."
        raise ContentError([Problem(shown, 0, "", "can't be read.", hint)]) from None
    if len(data) > LARGEST_TABLE:
        raise ContentError([Problem(shown, 0, "", "is larger than 50 MB.", "Split it into smaller tables.")])
    return data


def _fit(rows: list[Line], known: Callable[[Cells], int]) -> tuple[int, int, int]:
    """How well a delimiter fits: how many columns of the head are known, how many rows have as many cells as it, and
    how many those are."""
    head = _head(rows, known)
    if head is None:
        return (0, 0, 0)
    cells = rows[head][1]
    return (known(cells), sum(len(row) == len(cells) for _, row in rows), len(cells))


def _head(rows: list[Line], known: Callable[[Cells], int]) -> int | None:
    """Which row is the head; None when nothing in the first lines is known."""
    numbers = [known(tuple(cell.strip() for cell in cells)) for line, cells in rows if line <= HEAD_WITHIN]
    return numbers.index(max(numbers)) if any(numbers) else None


def _beginning(text: str, delimiter: str) -> list[Line]:
    """The first rows, as far as they can be read."""
    rows: list[Line] = []
    try:
        for row in islice(_rows(text, delimiter), LOOKED_AT):
            rows.append(row)
    except ContentError:
        pass
    return rows


def _rows(text: str, delimiter: str, line: int = 1, shown: str = "") -> Iterator[Line]:
    """Rows that are not empty, each with the line on which it starts; the first one is `line`. Raises ContentError."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    before = line
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, tuple(cells)
            line = before + reader.line_num
    except csv.Error:
        message = "has a quotation mark that is opened and not closed, or text behind one that closes."
        hint = 'Put a second one at the end of the cell; a mark inside a cell is written twice: "".'
        raise ContentError([Problem(shown, line, "", message, hint)]) from None
