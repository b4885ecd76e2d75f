"""Which line of a list is its head, and which of its columns holds what.

A line that nothing is known in may be a person's: its cells are never shown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

from handouts.content.merge_file import Header, Key, MergeFile, odd_brace, places_in
from handouts.files.delimited import DelimitedTable
from handouts.files.problems import Ask, ContentError, Problem, nearest, order_problem

KEYS: tuple[Key, ...] = get_args(Key)
WHOLE_NAME = ("patient", "patient_name", "full_name", "client", "client_name")
FIRST_NAME = ("first", "first_name", "firstname", "given_name", "forename")
LAST_NAME = ("surname", "last", "last_name", "lastname", "family_name")
BIRTH = ("dob", "date_of_birth", "birth_date", "birthdate", "birthday")
NUMBER = ("patient_id", "patient_number", "hospital_number", "record_number", "mrn", "nhs_number")
USUAL = frozenset((*KEYS, *WHOLE_NAME, *FIRST_NAME, *LAST_NAME, *BIRTH, *NUMBER))


@dataclass(frozen=True, slots=True)
class Known:
    """The names of columns by which a head is known: what the command maps, what merge.yaml keeps, the usual ones."""

    asked: Mapping[str, str]
    saved: MergeFile | None

    @property
    def named(self) -> frozenset[str]:
        """The columns that are mapped, now or before."""
        kept = [source for header in self.saved.headers for source in header.columns.values()] if self.saved else []
        return frozenset(name for source in (*self.asked.values(), *kept) for name in (source, *places_in(source)))

    def count(self, cells: tuple[str, ...]) -> int:
        """How many cells of a line are names of columns; a line that has all that is asked for is before all others."""
        named = self.named
        found = sum(cell in named or plain(cell) in USUAL for cell in cells if cell)
        wanted = [places_in(source) or [source] for source in self.asked.values() if source not in cells]
        return found + (len(cells) if found and all(name in cells for names in wanted for name in names) else 0)


def plain(name: str) -> str:
    """A column's name in the one writing that counts: "Start day" is start_day."""
    return re.sub(r"[ _-]+", "_", name.strip().casefold())


def sources_of(table: DelimitedTable, known: Known, shown: str) -> tuple[dict[str, str], Header | None]:
    """Where each key comes from: columns of its name, what merge.yaml says of such tables, then what was asked for;
    and the header of merge.yaml that fits. Raises ContentError."""
    own = {plain(name): name for name in table.columns}
    sources: dict[str, str] = {key: own[plain(key)] for key in KEYS if plain(key) in own}
    saved = known.saved.headers if known.saved else ()
    header = next((each for each in saved if _all_there(each, table)), None)
    if header:
        sources.update({str(key): source for key, source in header.columns.items()})
    problems = []
    for key, source in known.asked.items():
        problems += _wrong_maps(key, source, table, shown)
        sources[key] = source
    if not problems and not {"name", "id"} & sources.keys():
        problems.append(_nobody(table, sources, shown))
    if problems:
        raise ContentError(problems)
    return sources, header


def _nobody(table: DelimitedTable, sources: Mapping[str, str], shown: str) -> Problem:
    """That no column says whose a row is."""
    message = "no column is said to hold the patient's name or id."
    hint, way = _suggested([name for name in table.columns if name], sources)
    return Problem(shown, table.head_line, "", message, hint, ways=(way,) if way else ())


def names_in(source: str, columns: tuple[str, ...]) -> list[str]:
    """The columns of a source: itself, or those that stand in braces."""
    return [source] if source in columns or "{" not in source else places_in(source)


def _all_there(header: Header, table: DelimitedTable) -> bool:
    return all(name in table.columns for source in header.columns.values() for name in names_in(source, table.columns))


def _wrong_maps(key: str, source: str, table: DelimitedTable, shown: str) -> list[Problem]:
    problems = []
    if key not in KEYS:
        hint = nearest(key, KEYS) or f"There are {', '.join(KEYS)}."
        problems.append(order_problem("columns", f'there is no key "{key}".', hint))
    if source not in table.columns and odd_brace(source):
        hint, way = "Write a pair round each column.", Ask("columns", (f"{key}={{First}} {{Surname}}",))
        return [*problems, order_problem(f"columns.{key}", "has a brace without its partner.", hint, way)]
    for name in names_in(source, table.columns):
        if name not in table.columns:
            hint = nearest(name, table.columns) or f"It has {', '.join(filter(None, table.columns))}."
            problems.append(Problem(shown, table.head_line, "", f'has no column "{name}".', hint))
    return problems


def _suggested(columns: list[str], sources: Mapping[str, str]) -> tuple[str, Ask | None]:
    """What to say, made of the columns that are there."""

    def called(names: tuple[str, ...]) -> str | None:
        return next((name for name in columns if plain(name) in names), None)

    first, last, number = called(FIRST_NAME), called(LAST_NAME), called(NUMBER)
    name = called(WHOLE_NAME) or (f"{{{first}}} {{{last}}}" if first and last else last or first)
    maps = [f"name={name}"] if name else [f"id={number}"] if number else []
    born = called(BIRTH)
    maps += [f"born={born}"] if born and maps and "born" not in sources else []
    if maps:
        return f"If it is so, say {' and '.join(maps)}.", Ask("columns", tuple(maps))
    free = [each for each in columns if each not in sources.values()]
    if not free:
        return "Add one.", None
    return f"Say which of {', '.join(free)}.", Ask("columns", ("name=COLUMN",))


def no_head(shown: str) -> ContentError:
    """What is told of a list in which no line names a column that is known."""
    message = f"none of the first lines is a head: no column is called {', '.join(KEYS)}."
    hint = "Write the columns' names into the first line, or say which is which."
    return ContentError([Problem(shown, 1, "", message, hint, ways=(Ask("columns", ("name=Surname",)),))])
