"""A table in a text file, as spreadsheets and clinic systems write it: found out instead of asked for."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from handouts.problems import ContentError, Problem

LARGEST_TABLE = 50_000_000  # bytes
DELIMITERS = ",;\t|"
LOOKED_AT = 20  # rows, to find out what stands between cells
MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


@dataclass(frozen=True, slots=True)
class Table:
    """The names of its columns, and its rows with the line (from 1) on which each starts. Empty rows are left out."""

    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def read_table(path: Path, shown: str) -> Table:
    """Read a table with a head. Raises ContentError when it is none."""
    text = _text(path, shown)
    start = 0
    delimiter = ""
    if text.lower().startswith("sep=") and len(text) > 5 and text[5] in "\r\n":  # Excel's own remark
        delimiter = text[4]
        start = text.index("\n") + 1 if "\n" in text else len(text)
    try:
        rows = list(_rows(text[start:], delimiter or _delimiter(text[start:])))
    except csv.Error:
        hint = "Look for a quotation mark that is opened and not closed, or save the table again."
        raise ContentError([Problem(shown, 0, "", "can't be read as a table.", hint)]) from None
    if not rows:
        raise ContentError([Problem(shown, 0, "", "is empty.", "Write a head with the names of the columns.")])
    columns = tuple(cell.strip() for cell in rows[0][1])
    doubled = sorted({name for name in columns if name and columns.count(name) > 1})
    if doubled:
        message = f"has more than one column {', '.join(doubled)}."
        raise ContentError([Problem(shown, 1, "", message, "Give each column a name of its own.")])
    skipped = 1 if start else 0
    return Table(columns, tuple((line + skipped, cells) for line, cells in rows[1:]))


def _text(path: Path, shown: str) -> str:
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
    encoding = next((name for mark, name in MARKS if data.startswith(mark)), "utf-8")
    if encoding != "utf-16" and b"\0" in data:
        hint = "Save it as CSV (in a spreadsheet: Save as, CSV)."
        raise ContentError([Problem(shown, 0, "", "is no text.", hint)])
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")  # what Windows writes where it doesn't write UTF-8


def _delimiter(text: str) -> str:
    """What stands between cells: that which cuts the head into most cells, and the rows into as many."""

    def fit(delimiter: str) -> tuple[int, int]:
        try:
            rows = [cells for _, (_, cells) in zip(range(LOOKED_AT), _rows(text, delimiter), strict=False)]
        except csv.Error:
            return (0, 0)
        width = len(rows[0]) if rows else 0
        return (sum(len(row) == width for row in rows) if width > 1 else 0, width)

    return max(DELIMITERS, key=fit)


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Rows that are not empty, each with the line on which it starts."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield line, tuple(cells)
        line = reader.line_num + 1
