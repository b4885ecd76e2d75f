"""What the command says on a terminal: notes, problems, progress, exit codes."""

from __future__ import annotations

import shlex
import shutil
import signal
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import current_thread, main_thread
from types import FrameType
from typing import TYPE_CHECKING, NoReturn, TypeVar

import typer

from handouts import ContentError, Workspace
from handouts.files.problems import TYPED, Ask, Command, Problem

if TYPE_CHECKING:
    from handouts.resolve.resolved import Draft

Item = TypeVar("Item")
STOPS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]  # not on Windows
BINARY = (b"%PDF", b"\x89PNG")  # how files begin that a terminal can't show


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
    """Problems are printed, one a line, and end the command with exit code 1; being stopped, with 128 and the signal's
    number."""
    with handled(_stop, signal.SIG_DFL):
        try:
            yield
        except ContentError as error:
            fail("\n".join(str(spelled(problem)) for problem in error.problems))
        except KeyboardInterrupt as error:
            with suppress(OSError):  # the terminal may be gone
                typer.echo("Stopped.", err=True)
            raise typer.Exit(128 + getattr(error, "number", signal.SIGINT)) from None
        except (typer.Exit, typer.Abort):  # Ctrl-C at a question is told by typer
            raise
        except OSError as error:
            fail(f"{error.filename or 'A file'}: {error.strerror}. Check that it is there and that you may use it.")
        except Exception as error:  # a slip that nothing above told in its own words; still no traceback
            fail(f"This can't be done: {type(error).__name__}: {error}. Please report it with the file that caused it.")


OPTIONS = {
    "columns": "--map",
    "exercises": "--exercise",
    "schedule": "--days",
    "source": "--from",
    "form": "--format",
    "form png": "--format png",
}


def option(setting: str) -> str:
    """The option by which a setting is said."""
    return OPTIONS.get(setting) or f"--{setting.replace('_', '-')}"


def spelled(problem: Problem) -> Problem:
    """A problem, with the option by which what it is about was asked for, and with what to type for its hint."""
    ways = " or ".join(map(_way, problem.ways))
    hint = f"{problem.hint.removesuffix('.')} ({ways})." if ways else problem.hint
    if problem.file and problem.file != TYPED:
        return replace(problem, hint=hint)
    field, _, rest = problem.where.replace("patient.name", "patient").partition(".")
    field, _, number = field.removesuffix("]").partition("[")
    asked = f"{option(field)} {number}".rstrip() if field else ""
    if problem.file:
        where = ": ".join(filter(None, [asked, rest if number else ""]))
        return replace(problem, file="the command", where=where, hint=hint)
    return replace(problem, file=asked, where=rest, hint=hint)


def _way(way: Ask | Command) -> str:
    """What is typed: --map name=Surname, or a whole line."""
    if isinstance(way, Command):
        return " ".join(["handouts", way.name, *map(shlex.quote, way.arguments), *map(_way, way.settings)])
    named = option(way.name)
    return " ".join(f"{named} {shlex.quote(value)}" for value in way.values) or named


class Stopped(KeyboardInterrupt):
    """A signal asked to stop, as Ctrl-C does: the one with this `number`."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


def _stop(number: int, _: object) -> NoReturn:
    raise Stopped(number)


@contextmanager
def handled(handler: Callable[[int, FrameType | None], object], only: object = None) -> Iterator[None]:
    """Signals that ask to stop come to a handler; `only` those that are handled so far as this says. One that is
    ignored stays so: the command was started so that it is for others."""
    before = {number: signal.getsignal(number) for number in STOPS}
    caught = {
        number: was
        for number, was in before.items()
        if was not in (signal.SIG_IGN, None) and (only is None or was is only) and current_thread() is main_thread()
    }
    for number in caught:
        signal.signal(number, handler)
    try:
        yield
    finally:
        for number, was in caught.items():
            signal.signal(number, was)


def fail(message: str) -> NoReturn:
    """Print why, and exit with 1."""
    typer.echo(message, err=True)
    raise typer.Exit(1)


def deliver(named: Path | None, ours: Path, data: bytes, notes: Sequence[str] = (), *, private: bool = False) -> None:
    """Write a sheet where somebody `named` a place, else at `ours`, and print its name after the notes; for -
    it goes to standard output instead. Raises ContentError."""
    if str(named) == "-":
        if sys.stdout.isatty() and data.startswith(BINARY):
            fail("--out: - sends the file on, and here is a terminal. Name a file, or send it: ... --out - > sheet.pdf")
        tell_notes(notes)
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    from handouts.files.writing import refuse_other_content, write

    if named:
        refuse_other_content(named, ours.suffix)
    write(named or ours, data, private=private)
    tell_notes(notes)
    typer.echo(str(named or ours))


def counted(number: int, one: str, many: str | None = None) -> str:
    """1 file, 2 files."""
    return f"{number} {one if number == 1 else many or one + 's'}"


NARROWEST = 8  # characters of a column that is cut to fit


def table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Rows as lines, with their columns one under the other. On a terminal all of them fit: the widest columns are cut,
    but the first two, an id and a name, only when the others are narrow; what is still too long ends where that does.
    """
    room = shutil.get_terminal_size().columns if sys.stdout.isatty() else sys.maxsize
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for first in (2, 1):
        while sum(widths) + 2 * (sum(map(bool, widths)) - 1) > room and max(widths[first:], default=0) > NARROWEST:
            widest = max(range(first, len(widths)), key=widths.__getitem__)
            widths[widest] -= 1
    for row in rows:
        cells = (_cut(text, width).ljust(width) for text, width in zip(row, widths, strict=True) if width)
        yield _cut("  ".join(cells).rstrip(), room)


def _cut(text: str, room: int) -> str:
    return text if len(text) <= room else f"{text[: room - 1].rstrip()}…"


def tell_notes(notes: Sequence[str]) -> None:
    """Print what the clinician should know, each note once."""
    for note in dict.fromkeys(notes):
        typer.echo(f"note: {note}", err=True)


def notes_on_drafts(drafts: Collection[Draft]) -> list[str]:
    """What to tell of texts whose translation nobody has checked: a line for each language."""
    if not drafts:
        return []
    from handouts.resolve.translation import told_of_drafts

    return [str(spelled(each)) for each in told_of_drafts(drafts)]
