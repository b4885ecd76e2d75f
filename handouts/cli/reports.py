"""What the command says of many sheets: each as it is written, how far it is, and what came of them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import typer

from handouts import ContentError, Workspace
from handouts.cli.terminal import Stopped, counted, handled, notes_on_drafts, spelled, tell_notes
from handouts.files.problems import Problem, in_short

if TYPE_CHECKING:
    from handouts.batch.run import Outcome
    from handouts.resolve.resolved import Draft

Item = TypeVar("Item")


@dataclass(slots=True)
class _Tally:
    """What came of the sheets of a run of `total`; `current` files were up to date before."""

    total: int
    current: int
    done: int = 0
    partly: int = 0  # of these, with a problem
    failed: int = 0
    notes: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    drafts: set[Draft] = field(default_factory=set)

    def count(self, outcome: Outcome) -> None:
        """Count a sheet in."""
        self.problems += outcome.problems
        if outcome.made:
            self.notes += outcome.made.notes
            self.drafts |= outcome.made.drafts
            self.done += 1
            self.partly += bool(outcome.problems)
        else:
            self.failed += 1

    def tell(self) -> None:
        """Print the notes, and what went wrong."""
        tell_notes([*self.notes, *notes_on_drafts(self.drafts)])
        for problem in in_short(map(spelled, self.problems)):
            typer.echo(problem, err=True)

    def summary(self, into: Path | None) -> str:
        """How many there are of each, in words."""
        left = self.total - self.done - self.failed
        if self.current and not (self.done or self.failed or left):
            return f"Nothing to do: {counted(self.current, 'file is', 'files are')} up to date."
        people, files = counted(self.done, "person", "people"), counted(self.done, "file")
        parts = [f"{people} in {into}" if into else f"{files} written"]
        parts += [f"{self.partly} of them with a problem"] if self.partly else []
        parts += [f"{self.current} up to date"] if self.current else []
        parts += [f"{self.failed} failed"]
        parts += [f"{left} not tried"] if left else []
        return ", ".join(parts)


def report(
    outcomes: Generator[Outcome], total: int, *, current: int = 0, fail_fast: bool = False, into: Path | None = None
) -> bool:
    """Print each file as it is written, with a progress bar on a terminal, and at the end what went wrong; -> whether
    anything did. `current` files were up to date before; a print run goes `into` one file."""
    tally, on_terminal = _Tally(total, current), sys.stdout.isatty()
    with stoppable() as stop_if_asked, closing(outcomes):
        try:
            for outcome in with_progress(outcomes, total) if on_terminal and total else outcomes:
                if outcome.problems:
                    stop_if_asked()  # what failed because of it is no news
                tally.count(outcome)
                if outcome.made and not (on_terminal or into):
                    typer.echo(str(outcome.job.target))
                if tally.failed and fail_fast:
                    break
                stop_if_asked()
        except ContentError as error:  # what the sheets have in common, such as the list of them
            if into:
                raise
            tally.problems += error.problems
        finally:  # whatever stops it, what is known is told
            tally.tell()
    unwritten = into and tally.failed and fail_fast
    typer.echo(f"{into} was not written" if unwritten else tally.summary(into), err=True)
    return bool(tally.problems)


@contextmanager
def stoppable() -> Iterator[Callable[[], None]]:
    """Ctrl-C, and other signals to stop, wait until the function that this gives is called, between two sheets: they
    could come in the middle of a clearing-up. Asked again, it waits for nothing."""
    asked: list[int] = []

    def note(number: int, _: object) -> None:
        if asked:
            raise Stopped(number)
        asked.append(number)

    def stop_if_asked() -> None:
        if asked:
            raise Stopped(asked[0])

    with handled(note):
        yield stop_if_asked


def tell_strays(paths: Sequence[Path], older: Sequence[Path], *, prune: bool) -> None:
    """Print which files lie there without anything behind them, and which were made of what has changed since."""
    for path in paths:
        typer.echo(f"{path} {'was taken away' if prune else 'is no longer made (--prune takes it away)'}", err=True)
    if older:
        more = f" and {len(older) - 1} more are older than their content" if older[1:] else " is older than its content"
        typer.echo(f"{older[0]}{more}, and not on the page: make them again with the options of then.", err=True)


def unread(place: Workspace) -> list[str]:
    """What lies in the clinic's folder and is not read."""
    from handouts.checks.unread import unread_note

    return [f"{note} See: handouts check" for note in unread_note(place)]


def with_progress(items: Iterator[Item], total: int) -> Iterator[Item]:
    """The same items, with a bar that grows, how many a second, and the time that is left."""
    import time

    began, number = time.perf_counter(), 0

    def rate(item: object) -> str:
        return f"{number / (time.perf_counter() - began):.1f} a second" if number else ""

    with typer.progressbar(items, length=total, show_pos=True, show_eta=True, item_show_func=rate) as bar:
        for item in bar:
            number += 1
            yield item
