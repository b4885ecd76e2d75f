"""A Dask cluster as an executor that is not waited for without end."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import suppress
from threading import Event, Thread
from typing import Any, ParamSpec, Protocol, TypeVar

from handouts.files.problems import order_problem

WITHOUT_WORKERS = 30.0  # seconds in which a cluster may have none: so long one may take to begin again
LOOK = 1.0  # seconds between two looks at a cluster


Given = ParamSpec("Given")
Result = TypeVar("Result")


class _Waiting(Protocol):
    """A call that has not come back."""

    def set_exception(self, exception: BaseException | None, /) -> None:
        """Tell who waits for it that it failed."""


class ClusterGone(BrokenExecutor):
    """A cluster does no more work."""

    problem = order_problem(
        "scheduler",
        "stopped working: the scheduler or all workers have ended, or one ended each time it made this sheet.",
        "Look at their logs, start them again, and run this again.",
    )


class Cluster(Executor):
    """The workers of a Dask client. Work fails with ClusterGone when there is nobody left to do it."""

    def __init__(self, client: Any) -> None:
        self.client, self.inner = client, client.get_executor()
        self.waiting: set[_Waiting] = set()
        self.ended = Event()
        Thread(target=self._watch, daemon=True).start()

    def submit(
        self, function: Callable[Given, Result], /, *arguments: Given.args, **named: Given.kwargs
    ) -> Future[Result]:
        """Have a function called by some worker."""
        found: Future[Result] = Future()
        self.waiting.add(found)
        try:
            self.inner.submit(function, *arguments, **named).add_done_callback(lambda inner: _hand_on(inner, found))
        except Exception:  # of many kinds, all of them of the cluster: nothing was called yet
            _fail(found)
        found.add_done_callback(self.waiting.discard)
        return found

    def threads(self) -> int:
        """How many calls it does at a time; 0 when nobody answers."""
        try:
            return sum(self.client.sync(self.client.scheduler.ncores, callback_timeout=WITHOUT_WORKERS).values())
        except Exception:  # whatever is wrong with it, it doesn't work
            return 0

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Look after it no more."""
        self.ended.set()

    def _watch(self) -> None:
        seen = time.monotonic()
        while not self.ended.wait(LOOK):
            if self.client.status == "running" and self.threads():
                seen = time.monotonic()
            elif self.client.status != "running" or time.monotonic() - seen > WITHOUT_WORKERS:
                for future in list(self.waiting):
                    _fail(future)


def _hand_on(inner: Future[Result], outer: Future[Result]) -> None:
    if inner.cancelled() or inner.exception():  # a call that raises is none of ours: they all tell what went wrong
        _fail(outer)
    else:
        with suppress(Exception):  # given up meanwhile
            outer.set_result(inner.result())


def _fail(future: _Waiting) -> None:
    with suppress(Exception):  # done or given up meanwhile
        future.set_exception(ClusterGone())
