"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Generic, TypedDict, TypeVar

import typer

Choice = TypeVar("Choice", bound=str)
Named = TypeVar("Named", bound=StrEnum)


class Paper(StrEnum):
    """What is printed on."""

    a4 = "a4"
    letter = "letter"


class Side(StrEnum):
    """The side that is trained."""

    left = "left"
    right = "right"
    both = "both"


class Density(StrEnum):
    """How close the words of a sheet stand."""

    normal = "normal"
    dense = "dense"


class DateOrder(StrEnum):
    """In which order the day, the month and the year stand."""

    dmy = "dmy"
    mdy = "mdy"
    ymd = "ymd"


class Form(StrEnum):
    """As what a sheet is written."""

    pdf = "pdf"
    text = "text"
    html = "html"


class OneOf(TypedDict, Generic[Choice]):
    """What an option is read by, and how the help shows it."""

    parser: Callable[[str], Choice]
    metavar: str


def one_of(kind: type[Named], metavar: str = "") -> OneOf[Named]:
    """How an option is read that takes one of a few words, in small letters or capitals; an argument has a `metavar`,
    by which problems name it."""
    words = [each.value for each in kind]
    return OneOf(parser=_reader(kind, words), metavar=metavar or f"[{'|'.join(words)}]")


def one_word(words: Sequence[str]) -> OneOf[str]:
    """The same for words that have a type elsewhere."""
    return OneOf(parser=_reader(str, words), metavar=f"[{'|'.join(words)}]")


def _reader(kind: type[Choice], words: Sequence[str]) -> Callable[[str], Choice]:
    def read(text: str) -> Choice:
        if text.casefold() not in words:
            raise typer.BadParameter(f'"{text}" is not one of {", ".join(words)}.')
        return kind(text.casefold())

    read.__name__ = kind.__name__
    return read


def named_place(path: Path | None) -> Path | None:
    """A place to write to; many files, or one of many people, don't go to standard output."""
    if path and str(path) == "-":
        raise typer.BadParameter("- sends one sheet on, and here are many. Write a name.")
    return path


Folder = Annotated[
    Path | None,
    typer.Option(
        "--workspace", metavar="DIR", help="The clinic's folder. Default: the nearest one with a clinic.yaml."
    ),
]
Password = Annotated[
    str | None,
    typer.Option("--password", metavar="TEXT", help="Encrypt the file (AES-256). With - it is asked for, unseen."),
]
Example = Annotated[
    bool,
    typer.Option("--example", help="A patient's sheet of an invented clinic, to try it out without a folder of yours."),
]
Today = Annotated[str | None, typer.Option("--today", metavar="DATE", help="Another day than today: 2026-08-06.")]
ProfileOption = Annotated[
    str | None,
    typer.Option(
        "--profile",
        metavar="NAME",
        parser=str.casefold,
        help="For whom it is printed: standard, large-print, easy-read, toner-saver, or one of data/styles.yaml.",
    ),
]
PaperOption = Annotated[Paper | None, typer.Option("--paper", **one_of(Paper), help="Default: what clinic.yaml says.")]
ThemeOption = Annotated[
    str | None, typer.Option("--theme", metavar="NAME", help="calm, clear or warm. Default: what clinic.yaml says.")
]
LanguageOption = Annotated[
    str | None,
    typer.Option(
        "--language",
        metavar="TAG",
        parser=str.casefold,
        help="es, ar, zh-hans ... Default: what the prescription says, or clinic.yaml.",
    ),
]
BesideOption = Annotated[
    str | None,
    typer.Option(
        "--beside", metavar="TAG", parser=str.casefold, help="Another language, small beside the exercises: en."
    ),
]
Jobs = Annotated[int | None, typer.Option("--jobs", min=1, help="Processes to work with. Default: as many as help.")]
FailFast = Annotated[bool, typer.Option("--fail-fast", help="Stop at the first sheet that can't be made.")]
Scheduler = Annotated[
    str | None,
    typer.Option("--scheduler", metavar="ADDRESS", help="A Dask cluster: tls://host:8786. Needs handouts[cluster]."),
]
