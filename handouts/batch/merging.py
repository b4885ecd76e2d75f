"""A list of people to a sheet for each of them: as files of their own, or as one file for the printer."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Generator, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Literal

from handouts.batch.jobs import Job
from handouts.batch.run import Outcome, Work, run, written
from handouts.content.library import Library
from handouts.content.looks import Paper
from handouts.content.prescription import Prescription
from handouts.content.written_dates import DateOrder
from handouts.exchange.people import Row, read_people
from handouts.files.problems import Ask, ContentError, listed, nearest_or, order_problem
from handouts.files.workspace import Workspace
from handouts.files.writing import sweep
from handouts.resolve.order import Order
from handouts.sheets.folding import small_letters, usual_profile
from handouts.sheets.naming import code_of, file_name, numbered
from handouts.sheets.orders import refuse_invented_clinic

LONGEST_NAME = 60  # characters of a patient's name in the name of a file


@dataclass(frozen=True, slots=True)
class Merge:
    """What is asked for everyone in a list: a programme for those whose row names none, which column holds what, how
    dates and letters are written, how the sheets look, whether the files' names say the patients' `names`, whether
    a print run is a `booklet` for everyone, and whether it is an `example` with an invented clinic."""

    people: Path
    programme: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    date_order: DateOrder | None = None
    layout: str = ""
    profile: str = ""
    paper: Paper | None = None
    names: bool = False
    booklet: bool = False
    encoding: str | None = None
    example: bool = False


@dataclass(frozen=True, slots=True)
class Merged:
    """What comes of it, row by row, and what to tell before: how many rows there are, and how the list was read."""

    outcomes: Generator[Outcome]
    total: int
    notes: tuple[str, ...]


def merge(
    wanted: Merge,
    workspace: Workspace,
    today: date,
    out: Path,
    print_run: Path | None,
    *,
    executor: Executor | None = None,
    workers: int | None = None,
) -> Merged:
    """Read the list, then make the sheets as the outcomes are asked for: first those of rows that can't be read.

    Files go to the folder `out`, or all into the one file `print_run`. Raises ContentError for what is wrong with the
    list as a whole.
    """
    library = Library(workspace)
    wanted = _complete(wanted, library, print_run)
    people = read_people(
        wanted.people,
        library,
        columns=wanted.columns,
        date_order=wanted.date_order,
        programme=wanted.programme,
        encoding=wanted.encoding,
    )
    jobs = list(_jobs(people.rows, wanted, out))
    refused = [row for row in people.rows if row.problems]
    unread = [Outcome(_job(row, out / wanted.people.name, wanted), problems=row.problems) for row in refused]
    form: Literal["pdf", "part", "booklet"] = "pdf" if not print_run else "booklet" if wanted.booklet else "part"
    work = Work(workspace, today, form=form)
    outcomes = run(jobs, work, executor=executor, workers=workers)
    if print_run:
        from handouts.batch.print_run import printed

        outcomes = printed(outcomes, print_run, workspace, len(jobs))
    else:
        sweep(out)
        outcomes = written(outcomes)
    small = small_letters(wanted.profile, library) if wanted.booklet else ()
    return Merged(_both(unread, outcomes), len(people.rows), (*people.notes, *small))


def _complete(wanted: Merge, library: Library, print_run: Path | None) -> Merge:
    """What is asked for, with the layout and the profile that go without saying. Raises ContentError for what can't be
    asked for everyone in a list."""
    workspace = library.workspace
    refuse_invented_clinic(workspace, example=wanted.example)
    if wanted.booklet and not print_run:
        way = Ask("print_run", ("FILE",))
        raise ContentError([order_problem("booklet", "is for a print run.", "Name its file.", way)])
    if wanted.programme and not workspace.has("programme", wanted.programme):
        advice = nearest_or(wanted.programme, workspace.names("programme"), listed("programmes"))
        raise ContentError([order_problem("programme", "no programme has this id.", *advice)])
    layout = wanted.layout or library.layouts.default("programme")
    library.layouts.head(layout)
    return replace(wanted, layout=layout, profile=wanted.profile or usual_profile(library, as_booklet=wanted.booklet))


def _both(unread: Sequence[Outcome], outcomes: Generator[Outcome]) -> Generator[Outcome]:
    yield from unread
    yield from outcomes


def _jobs(rows: Sequence[Row], wanted: Merge, out: Path) -> Iterator[Job]:
    """A job for each row that could be read; no two write the same file."""
    read = [(row, row.file.content) for row in rows if row.file]
    stems = numbered([_stem(written, wanted) for _, written in read])
    for (row, _), stem in zip(read, stems, strict=True):
        job = _job(row, out, wanted)
        yield replace(job, target=out / file_name(job.order, stem))


def _job(row: Row, target: Path, wanted: Merge) -> Job:
    written = row.file.content if row.file else None
    subject = (written.programme or written.condition or "") if written else ""
    order = Order(subject, wanted.layout, wanted.profile, wanted.paper, prescription=row.file, example=wanted.example)
    return Job(order, target)


def _stem(written: Prescription, wanted: Merge) -> str:
    """How a file is called: it says nothing of the patient to who doesn't know them, unless it was asked to."""
    code = f"{written.programme or written.condition}-{code_of(written)}"
    name = plain_name(written.patient.name or "") if wanted.names else ""
    return f"{name}-{code}" if name else code


def plain_name(name: str) -> str:
    """A name as part of a file's name on any system: letters and digits of any script, with hyphens between them."""
    letters = unicodedata.normalize("NFC", name)
    return re.sub(r"[\W_]+", "-", letters).strip("-")[:LONGEST_NAME].rstrip("-")
