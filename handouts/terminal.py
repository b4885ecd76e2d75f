"""What the command says on a terminal: notes, problems, progress, exit codes."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeVar

import typer

from handouts import ContentError, Workspace
from handouts.problems import Problem, in_short

if TYPE_CHECKING:
    from handouts.batch import Outcome

Item = TypeVar("Item")


def out_folder(place: Workspace) -> Path:
    """Where sheets go unless told otherwise: `out` in the clinic's folder, else here."""
    return (place.own or Path()) / "out"


def day(text: str | None, option: str = "--today") -> date:
    """A written date, or today."""
    if text is None:
        return date.today()
    try:
        return date.fromisoformat(text)
    except ValueError:
        fail(f'{option}: "{text}" is not a date. Write it as 2026-08-06.')


def secret(text: str | None) -> str | None:
    """A password as typed, or asked for without showing it where a - stands for it."""
    if text != "-":
        return text
    return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))


@contextmanager
def told() -> Iterator[None]:
    """Problems are printed, one a line, and end the command with exit code 1."""
    try:
        yield
    except ContentError as error:
        fail(str(error))
    except KeyboardInterrupt:
        fail("Stopped.")
    except typer.Exit:
        raise
    except OSError as error:
        fail(f"{error.filename or 'A file'}: {error.strerror}. Check that it is there and that you may use it.")
    except Exception as error:  # a slip that nothing above told in its own words; still no traceback for a clinician
        fail(f"This can't be done: {type(error).__name__}: {error}. Please report it with the file that caused it.")


def fail(message: str) -> NoReturn:
    """Print why, and exit with 1."""
    typer.echo(message, err=True)
    raise typer.Exit(1)


def tell_notes(notes: Sequence[str]) -> None:
    """Print what the clinician should know, each note once."""
    for note in dict.fromkeys(notes):
        typer.echo(f"note: {note}", err=True)


def report(
    outcomes: Generator[Outcome], total: int, *, current: int = 0, fail_fast: bool = False, into: Path | None = None
) -> int:
    """Print each file as it is written, with a progress bar on a terminal, and at the end what went wrong; -> how many
    failed. `current` files were up to date before; a print run goes `into` one file."""
    done, failed, notes, problems = 0, 0, list[str](), list[Problem]()
    on_terminal = sys.stdout.isatty()
    with stoppable() as stop_if_asked, closing(outcomes):
        try:
            for outcome in with_progress(outcomes, total) if on_terminal and total else outcomes:
                if outcome.made:
                    notes += outcome.made.notes
                    done += 1
                problems += outcome.problems
                failed += bool(outcome.problems)
                if not on_terminal and outcome.made and not into:
                    typer.echo(str(outcome.job.target))
                if failed and fail_fast:
                    break
                stop_if_asked()
        finally:  # whatever stops it, what is known is told
            tell_notes(notes)
            for problem in in_short(problems):
                typer.echo(problem, err=True)
    if into and failed and fail_fast:
        typer.echo(f"{into} was not written", err=True)
    else:
        typer.echo(_summary(done, current, failed, total - done - failed, into), err=True)
    return failed


@contextmanager
def stoppable() -> Iterator[Callable[[], None]]:
    """Ctrl-C waits until the function that this gives is called, between two sheets: it could come in the middle of a
    clearing-up. Pressed again, it waits for nothing."""
    pressed: list[int] = []

    def note(number: int, _: object) -> None:
        if pressed:
            raise KeyboardInterrupt
        pressed.append(number)

    def stop_if_asked() -> None:
        if pressed:
            raise KeyboardInterrupt

    before = signal.getsignal(signal.SIGINT)
    if before in (signal.SIG_IGN, None):  # it was started so that Ctrl-C is for others
        yield stop_if_asked
        return
    signal.signal(signal.SIGINT, note)
    try:
        yield stop_if_asked
    finally:
        signal.signal(signal.SIGINT, before)


def _summary(done: int, current: int, failed: int, left: int, into: Path | None) -> str:
    if current and not (done or failed or left):
        return f"Nothing to do: {current} files are up to date."
    parts = [f"{done} people in {into}" if into else f"{done} files written"]
    parts += [f"{current} up to date"] if current else []
    parts += [f"{failed} failed"]
    parts += [f"{left} not tried"] if left else []
    return ", ".join(parts)


def tell_strays(paths: Sequence[Path], *, prune: bool) -> None:
    """Print which files lie there without anything behind them."""
    for path in paths:
        typer.echo(f"{path} {'was taken away' if prune else 'is no longer made (--prune takes it away)'}", err=True)


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
