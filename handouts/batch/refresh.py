"""`out/`: every sheet of the library, made again where something has changed, with a page to choose from."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from handouts.batch.jobs import Job
from handouts.batch.manifest import (
    Files,
    SheetRecord,
    engine,
    entry,
    is_as_made,
    is_current,
    read_manifest,
    strays,
    write_manifest,
)
from handouts.batch.run import Outcome, Work, run, written
from handouts.files.problems import ContentError, Problem
from handouts.files.workspace import Workspace
from handouts.files.writing import sweep, write

PICTURES = "pages"  # the folder of page pictures, beside the sheets
INDEX = "index.html"
OFTEN = 50  # sheets after which the manifest is written, so that a run that is killed leaves little to do again


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be made in a folder, what is known of its files, which of them have lost their content, and which are
    `older` than what they were made of and are not asked for now: in another language, or in another profile."""

    workspace: Workspace
    out: Path
    today: date
    files: Files
    known: dict[str, SheetRecord]
    due: tuple[Job, ...]
    current: int
    gone: tuple[Path, ...]
    older: tuple[Path, ...] = ()


def plan(jobs: Sequence[Job], workspace: Workspace, out: Path, today: date) -> Plan:
    """Look through a folder: nothing is read but the manifest, and when files were changed."""
    sweep(out)
    sweep(out / PICTURES)
    files = Files(workspace, engine())
    known = read_manifest(out)
    due = tuple(
        job
        for job in jobs
        if not is_current(job, (known or {}).get(job.target.name), files, today)
        or not _picture(out, job.target.name).is_file()
    )
    gone = tuple(strays(out, known, workspace))
    others = {out / name: each for name, each in (known or {}).items()}
    for path in (*gone, *(job.target for job in jobs)):
        others.pop(path, None)
    there = ((path, each) for path, each in sorted(others.items()) if path.is_file())
    older = tuple(path for path, each in there if not is_as_made(path, each, files, today))
    return Plan(workspace, out, today, files, known or {}, due, len(jobs) - len(due), gone, older)


def refresh(wanted: Plan, *, executor: Executor | None = None, workers: int | None = None) -> Generator[Outcome]:
    """Make what is due. The manifest is written whatever happens, so that the next run goes on from here."""
    work = Work(wanted.workspace, wanted.today, pictured=True)
    made = 0
    try:
        for outcome in written(run(wanted.due, work, executor=executor, workers=workers)):
            name = outcome.job.target.name
            wanted.known.pop(name, None)
            if outcome.made:
                outcome = _pictured(outcome, wanted)
                made += 1
                if made % OFTEN == 0:
                    with suppress(ContentError):  # told at the end
                        remember(wanted)
            yield outcome
    finally:
        if wanted.due:
            remember(wanted)


def remember(wanted: Plan) -> None:
    """Write the manifest, with what another run has made meanwhile."""
    others = read_manifest(wanted.out) or {}
    ours = {job.target.name for job in wanted.due} | {path.name for path in wanted.gone}
    wanted.known.update({name: each for name, each in others.items() if name not in ours})
    write_manifest(wanted.out, wanted.known)


def prune(wanted: Plan) -> None:
    """Take away the files that have lost their content. Raises ContentError."""
    for path in wanted.gone:
        for each in (path, _picture(wanted.out, path.name)):
            each.unlink(missing_ok=True)
        wanted.known.pop(path.name, None)
    if wanted.gone:
        remember(wanted)


def write_page(wanted: Plan) -> None:
    """`index.html`: all that lies there and is not `older`, with pictures of first pages, if anything has changed.
    Raises ContentError."""
    target = wanted.out / INDEX
    if not (wanted.due or wanted.gone or wanted.older) and target.is_file():
        return
    from handouts.batch.index import index_page
    from handouts.content.library import Library
    from handouts.content.looks import Styles
    from handouts.resolve.handout import surroundings
    from handouts.sheets.pages import style_of

    library = Library(wanted.workspace)
    words, clinic = surroundings(library)
    style = style_of(library, "standard", None)
    listed = {name: each for name, each in wanted.known.items() if wanted.out / name not in wanted.older}
    there = {name: each for name, each in listed.items() if (wanted.out / name).is_file()}
    drawn = {name: _picture(wanted.out, name) for name in there}
    pictures = {name: path.relative_to(wanted.out).as_posix() for name, path in drawn.items() if path.is_file()}
    profiles = library.problems.stop_without(library.table(Styles)).profiles
    write(target, index_page(there, pictures, clinic, words, style, library.layouts.heads()[0], profiles))


def _pictured(outcome: Outcome, wanted: Plan) -> Outcome:
    """A sheet that was written, with the picture of its first page; without one, the old sheet's goes too. It is known
    from now on, unless its picture can't be written."""
    assert outcome.made
    path = _picture(wanted.out, outcome.job.target.name)
    try:
        if outcome.picture:
            write(path, outcome.picture)
        elif path.exists():
            path.unlink(missing_ok=True)
    except ContentError as error:
        return replace(outcome, problems=error.problems)
    except OSError as error:
        problem = Problem(str(path), 0, "", f"can't be taken away: {error.strerror}.", "Look at what lies there.")
        return replace(outcome, problems=(problem,))
    wanted.known[outcome.job.target.name] = entry(outcome.job, outcome.made, wanted.files, wanted.today)
    return outcome


def _picture(out: Path, name: str) -> Path:
    return out / PICTURES / f"{Path(name).stem}.png"
