"""Many sheets at once: workers make them, one place writes them, and failures don't stop the others."""

from __future__ import annotations

import gc
import os
import sys
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Literal

from handouts import __version__
from handouts.batch.jobs import Job
from handouts.files.problems import ContentError, Problem, order_problem
from handouts.files.workspace import Workspace
from handouts.files.writing import write

if TYPE_CHECKING:
    from handouts.pdf.parts import Part
    from handouts.sheets.sheet import SheetFile

WORTH_A_WORKER = 6  # sheets for each further process
MOST_IN_A_TASK = 8  # sheets that a worker takes at a time
SELDOM = 20_000  # more objects than were let go: what some twenty sheets leave
AHEAD = 3  # tasks for each worker that wait or are done before their turn: a batch of any length takes the same memory


@dataclass(frozen=True, slots=True)
class Work:
    """What the jobs of a batch have in common. As `form` they are made into files or into parts of one file, with
    their pages one after the other or as a booklet; a `pictured` one comes with a picture of its first page."""

    workspace: Workspace
    today: date
    form: Literal["pdf", "part", "booklet"] = "pdf"
    pictured: bool = False
    version: str = __version__


class Task(tuple[Job, ...]):
    """Jobs that a worker does one after the other. Nothing of them shows in logs of a cluster."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<{len(self)} sheets>"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job: a sheet, or problems; both where the sheet is there and what belongs to it is not."""

    job: Job
    made: SheetFile | None = field(default=None, repr=False)
    part: Part | None = field(default=None, repr=False)
    picture: bytes = field(default=b"", repr=False)
    problems: tuple[Problem, ...] = ()


def written(outcomes: Iterator[Outcome]) -> Generator[Outcome]:
    """Write the sheets of a batch as they come; one that can't be written is a failure."""
    for outcome in outcomes:
        try:
            if outcome.made:
                write(outcome.job.target, outcome.made.data, private=outcome.made.personal)
        except ContentError as error:
            yield Outcome(outcome.job, problems=error.problems)
        else:
            yield outcome


def run(
    jobs: Sequence[Job], work: Work, *, executor: Executor | None = None, workers: int | None = None
) -> Generator[Outcome]:
    """Do all jobs; outcomes come in the order of the jobs.

    `executor` is anything that can run a function elsewhere, with so many `workers`; without one, processes of this
    machine do it (None: as many as are worth it).
    """
    if executor is None and workers is None:
        workers = min(os.cpu_count() or 1, max(1, len(jobs) // WORTH_A_WORKER))
    if executor:
        yield from _shared_out(jobs, work, executor, workers or 1)
    elif len(jobs) < 2 or workers == 1:
        yield from (outcome for job in jobs for outcome in do(Task([job]), work))
    else:
        workers = min(workers or 1, len(jobs))
        with _processes(workers) as pool:
            yield from _shared_out(jobs, work, pool, workers)


def collect_seldom() -> None:
    """Look for garbage now and then, and only among what comes from now on: sheets leave little of it."""
    gc.freeze()
    gc.set_threshold(SELDOM)
    gc.enable()


def _processes(workers: int) -> Executor:
    """Processes of this machine. They begin with all that is imported here already, where the system allows it."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    import handouts.pdf.document
    import handouts.sheets.sheet  # noqa: F401

    method = "fork" if sys.platform == "linux" else None
    return ProcessPoolExecutor(workers, multiprocessing.get_context(method), _begin)


def _begin() -> None:
    """What a worker's process does first. Ctrl-C, and a terminal that is closed, are for the process that writes: it
    lets this one finish its sheet. When it is gone, nobody waits for the sheet any more."""
    import signal
    from threading import Thread

    for name in ("SIGINT", "SIGHUP"):
        if hasattr(signal, name):  # Windows has no SIGHUP
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    Thread(target=_end_with_parent, daemon=True).start()
    collect_seldom()


def _end_with_parent() -> None:
    """Wait until the process that began this one has ended, however it did, and end at once."""
    from multiprocessing import parent_process

    if parent := parent_process():
        parent.join()
        os._exit(1)


def _shared_out(jobs: Sequence[Job], work: Work, executor: Executor, workers: int) -> Generator[Outcome]:
    size = max(1, min(MOST_IN_A_TASK, len(jobs) // (workers * AHEAD)))
    tasks = iter([Task(jobs[start : start + size]) for start in range(0, len(jobs), size)])
    waiting: deque[tuple[Task, Future[list[Outcome]]]] = deque()
    try:
        while True:
            while len(waiting) < workers * AHEAD and (task := next(tasks, None)):
                waiting.append((task, _submitted(task, work, executor)))
            if not waiting:
                return
            yield from _outcomes(*waiting.popleft())
    finally:
        for _, future in waiting:
            future.cancel()


def _submitted(task: Task, work: Work, executor: Executor) -> Future[list[Outcome]]:
    try:
        return executor.submit(do, task, work)
    except BrokenExecutor as error:
        failed: Future[list[Outcome]] = Future()
        failed.set_exception(error)
        return failed


def _outcomes(task: Task, future: Future[list[Outcome]]) -> list[Outcome]:
    """What a worker made of a task. Tasks of a worker that was stopped have failed, and nobody knows of which sheet."""
    try:
        return future.result()
    except (BrokenExecutor, CancelledError) as error:
        message = "could not be made: a worker was stopped, perhaps for want of memory."
        usual = order_problem("jobs", message, "Run it again, with fewer of them.")
        problem = getattr(error, "problem", usual)  # a cluster has words of its own
    return [Outcome(job, problems=(problem,)) for job in task]


def do(task: Task, work: Work) -> list[Outcome]:
    """Make the sheets of a task. Never raises: what is wrong with one is told in its outcome."""
    return [_tried(job, work) for job in task]


def _tried(job: Job, work: Work) -> Outcome:
    failed = partial(Outcome, job)
    try:
        if work.version != __version__:
            hint = "Install the same version there as here."
            message = f"can't be made by a worker with Handouts {__version__}: this is {work.version}."
            return failed(problems=(Problem(job.target.name, 0, "", message, hint),))
        return _made(job, work)
    except ContentError as error:
        return failed(problems=error.problems)
    except OSError as error:
        message = f"{error.strerror}." if error.strerror else f"can't be used: {error}."
        hint = "Check that it is there and that you may use it."
        return failed(problems=(Problem(str(error.filename or job.order.what), 0, "", message, hint),))
    except Exception as error:  # one sheet never stops the others, whatever went wrong with it
        message = f"can't be made: {type(error).__name__}: {error}."
        return failed(problems=(Problem(job.order.what, 0, "", message, "Please report this."),))


def _made(job: Job, work: Work) -> Outcome:
    from handouts.content.library import Library
    from handouts.sheets.orders import with_prescription
    from handouts.sheets.sheet import make_order, make_part

    library = Library(work.workspace)
    order = with_prescription(job.order, library)
    if work.form != "pdf":
        made, part = make_part(order, library, work.today, as_booklet=work.form == "booklet")
        return Outcome(job, made, part)
    made = make_order(order, library, work.today)
    if not work.pictured:
        return Outcome(job, made)
    from handouts.pdf.preview import picture_of_first_page

    return Outcome(job, made, picture=picture_of_first_page(made.data))
