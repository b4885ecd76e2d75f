"""Many sheets at once: which there are, workers, and failures that don't stop the others."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from handouts.content.workspace import Workspace
from handouts.problems import ContentError, Problem

ENDINGS = {"pdf": "pdf", "text": "txt", "html": "html"}
WORTH_A_WORKER = 24  # sheets for each further process, which takes half a second to start


@dataclass(frozen=True, slots=True)
class Job:
    """One file to make."""

    what: str
    layout: str
    profile: str
    paper: Literal["a4", "letter"] | None
    target: Path


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job: notes if it was written, problems if it wasn't."""

    job: Job
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def jobs(
    workspace: Workspace,
    out: Path,
    layouts: Sequence[str],
    profiles: Sequence[str],
    paper: Literal["a4", "letter"] | None,
) -> list[Job]:
    """A handout for every condition; exercises, log and pack for every programme; each in every profile."""
    wanted = [(name, "handout") for name in workspace.names("condition") if "handout" in layouts]
    wanted += [
        (name, layout)
        for name in workspace.names("programme")
        for layout in ("exercises", "log", "pack")
        if layout in layouts
    ]
    return [
        Job(what, layout, profile, paper, out / file_name(what, layout, profile))
        for profile in profiles
        for what, layout in wanted
    ]


def personal_jobs(
    workspace: Workspace,
    out: Path,
    layouts: Sequence[str],
    profiles: Sequence[str],
    paper: Literal["a4", "letter"] | None,
) -> list[Job]:
    """Exercises, log and pack for every prescription of the clinic. An unreadable one fails when its turn comes."""
    from handouts.orders import personal_name

    return [
        Job(str(path), layout, profile, paper, out / file_name(personal_name(path, workspace), layout, profile))
        for profile in profiles
        for path in workspace.prescriptions
        for layout in ("exercises", "log", "pack")
        if layout in layouts
    ]


def file_name(what: str, layout: str, profile: str, form: str = "pdf", *, fillable: bool = False) -> str:
    """<id>-<layout>.pdf, with the profile when it isn't the standard one; .txt and .html for the twins."""
    parts = [what, layout, *([profile] if profile != "standard" else []), *(["fillable"] if fillable else [])]
    return f"{'-'.join(parts)}.{ENDINGS[form]}"


def run(wanted: Sequence[Job], workspace: Workspace, today: date, workers: int | None) -> Iterator[Outcome]:
    """Do all jobs, in `workers` processes (None: as many as are worth it); outcomes come in the order of the jobs."""
    if workers is None:
        workers = min(os.cpu_count() or 1, 1 + len(wanted) // WORTH_A_WORKER)
    if workers <= 1 or len(wanted) < 2:
        yield from (do(job, workspace, today) for job in wanted)
        return
    from concurrent.futures import ProcessPoolExecutor
    from functools import partial

    with ProcessPoolExecutor(min(workers, len(wanted))) as pool:
        yield from pool.map(partial(do, workspace=workspace, today=today), wanted, chunksize=4)


def do(job: Job, workspace: Workspace, today: date) -> Outcome:
    """Make and write one file."""
    from handouts.pipeline import make

    try:
        made = make(job.what, workspace, layout=job.layout, profile=job.profile, paper=job.paper, today=today)
        write(job.target, made.data)
    except ContentError as error:
        return Outcome(job, problems=error.problems)
    except OSError as error:
        message = f"{error.strerror}." if error.strerror else f"can't be used: {error}."
        hint = "Check that it is there and that you may use it."
        return Outcome(job, problems=(Problem(str(error.filename or job.what), 0, "", message, hint),))
    except Exception as error:  # one sheet never stops the others, whatever went wrong with it
        message = f"can't be made: {type(error).__name__}: {error}."
        return Outcome(job, problems=(Problem(job.what, 0, "", message, "Please report this."),))
    return Outcome(job, notes=made.notes)


def write(target: Path, data: bytes) -> None:
    """Write a file whole or not at all: into a temporary file beside it, then renamed. Raises ContentError."""
    import tempfile

    temporary: str | None = None
    try:
        if target.exists() and not target.is_file():  # a rename would put the sheet in the place of a device or pipe
            what = "is a folder." if target.is_dir() else "is no ordinary file."
            raise ContentError([Problem(str(target), 0, "", what, "Name a file to write, such as out/sheet.pdf.")])
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=".handouts-", dir=target.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(temporary, 0o666 & ~mask)
        os.replace(temporary, target)
        temporary = None
    except OSError as error:
        hint = "Close it if it is open elsewhere, or choose another place with --out."
        raise ContentError([Problem(str(target), 0, "", f"can't be written: {error.strerror}.", hint)]) from None
    finally:  # whoever stops it, too
        if temporary:
            Path(temporary).unlink(missing_ok=True)
