"""The batch itself, from jobs to files, with so many processes."""

from __future__ import annotations

from time import perf_counter

from benchmarks.sheets import BUILD, TODAY, order, workspace
from handouts.batch.jobs import Job
from handouts.batch.run import Work, run, written
from handouts.content.library import Library


def seconds_of(first: int, count: int, workers: int) -> float:
    """How long so many new patients take. Starting the processes counts."""
    folder = BUILD / "out" / f"batch-{workers}"
    shelf = Library(workspace())
    jobs = [Job(order(number, "six", shelf), folder / f"{number}.pdf") for number in range(first, first + count)]
    start = perf_counter()
    outcomes = list(written(run(jobs, Work(workspace(), TODAY), workers=workers)))
    assert not any(outcome.problems for outcome in outcomes)
    return perf_counter() - start
