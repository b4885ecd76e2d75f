"""What can be wrong with a clinic's files, in one shape that every stage uses."""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

Found = TypeVar("Found")
TYPED = "what was typed"  # stands for a file in problems of a prescription that was typed instead of written
SHORT = 4  # letters
# rules that tell something and ask for nothing
INFORMATION = (
    "not-in-a-programme",
    "not-offered",
    "instead-of-ours",
    "layouts-left-out",
    "hides-ours",
    "clinic-untranslated",
)
SettingName = Literal[
    "by", "columns", "date_order", "drafts", "encoding", "example", "exercise", "form", "layout", "note", "out",
    "package", "patient", "print_run", "programme", "source",
]  # fmt: skip


class Ask(NamedTuple):
    """Something that can be asked for, and as what; a value in capitals stands for whatever is meant."""

    name: SettingName
    values: tuple[str, ...] = ()


class Command(NamedTuple):
    """Something that can be done, to what, and with which settings."""

    name: Literal["brand", "docs", "fonts", "list", "new", "review", "translate"]
    arguments: tuple[str, ...]
    settings: tuple[Ask, ...] = ()


Advice: TypeAlias = tuple[str, *tuple[Ask | Command, ...]]  # what to do, and the ways to do it
HOW_WRITTEN: Advice = ("See how files are written.", Command("docs", ("format",)))


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that a person can put right.

    `file` is shown as written (none: it is about an order), `line` counts from 1 (0: the whole file), `where` is the
    path of keys inside the file, `message` says what is wrong and `hint` what to do. `rule` names a warning so that a
    file can accept it. `ways` are those to do what the hint says; whoever shows the problem spells them as its reader
    has them, such as options of a command.
    """

    file: str
    line: int
    where: str
    message: str
    hint: str = ""
    rule: str = ""
    ways: tuple[Ask | Command, ...] = ()

    @property
    def severity(self) -> Literal["error", "warning", "information"]:
        """An error has no rule; a warning can be accepted; information asks for nothing."""
        if not self.rule:
            return "error"
        return "information" if self.rule in INFORMATION else "warning"

    def advising(self, hint: str, *ways: Ask | Command) -> Problem:
        """The same with what to do, and the ways to do it."""
        return replace(self, hint=hint, ways=ways)

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return ": ".join(part for part in (place, self.where, self.message) if part) + (
            f" {self.hint}" if self.hint else ""
        )


class ContentError(Exception):
    """All problems of one file or request, none of them hidden behind the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(map(str, self.problems)))


def order_problem(field: str, message: str, hint: str = "", *ways: Ask | Command) -> Problem:
    """What is wrong with what is asked for, at this field of an order or argument of a function; it stands in no file.
    Whoever asked for it in other words, as with an option of a command, is told in those."""
    return Problem("", 0, field, message, hint, ways=ways)


class Problems(list[Problem]):
    """What was found wrong on the way, to be told in one go."""

    def stop_if_any(self) -> None:
        """Raise ContentError with all of them, each once."""
        if self:
            raise ContentError(dict.fromkeys(self))

    def stop_without(self, found: Found | None) -> Found:
        """What was looked for. Raises ContentError with all of them where there are any: it is missing because of
        them."""
        if self or found is None:
            raise ContentError(dict.fromkeys(self))
        return found


def without_extra(field: str, extra: str, otherwise: str = "") -> ContentError:
    """That what is asked for at a field needs what only `handouts[extra]` installs, with the line to run."""
    hint = f"Run: python -m pip install 'handouts[{extra}]'"
    return ContentError([order_problem(field, "needs a package that is not installed.", hint + otherwise)])


def in_short(problems: Iterable[Problem]) -> list[str]:
    """Each problem once, and in one line what 3 or more lines of a file have in common."""
    same: dict[Problem, list[int]] = {}
    for problem in problems:
        lines = same.setdefault(replace(problem, line=0), [])
        if problem.line not in lines:
            lines.append(problem.line)
    told = []
    for problem, lines in same.items():
        if len(lines) > 2:
            file = f"{problem.file}: {lines_in_words(lines)} ({len(lines)})"
            told.append(str(replace(problem, file=file)))
        else:
            told += [str(replace(problem, line=line)) for line in lines]
    return told


def lines_in_words(lines: Iterable[int], most: int = 0) -> str:
    """lines 2 to 101, 105: ascending lines with their runs in short, of which `most` are shown (0: all)."""
    runs: list[list[int]] = []
    for line in sorted(set(lines)):
        if runs and line == runs[-1][-1] + 1:
            runs[-1].append(line)
        else:
            runs.append([line])
    words = [f"{run[0]} to {run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs]
    more = " and more" if most and len(words) > most else ""
    return f"line{'s' if sum(map(len, runs)) > 1 else ''} {', '.join(words[: most or None])}{more}"


def nearest(name: str, names: Iterable[str]) -> str:
    """A hint such as `Did you mean "steps"?`, or nothing when no name is near. Of short words only those that are one
    slip apart are near: half of "rest" stands in "reps"."""
    known = list(names)
    near = [candidate for candidate in known if len(name) > 2 and candidate.startswith(name)]
    near = near or get_close_matches(name, known, n=3, cutoff=0.6)
    near = [each for each in near if len(name) > SHORT or each.startswith(name) or _one_slip_apart(name, each)]
    return f'Did you mean "{near[0]}"?' if near else ""


def nearest_or(name: str, names: Iterable[str], otherwise: Advice) -> Advice:
    """A hint such as `Did you mean "steps"?`, or another one when no name is near."""
    near = nearest(name, names)
    return (near,) if near else otherwise


def listed(kind: str) -> Advice:
    """To look at the list of such things: conditions, exercises, programmes."""
    return "See which there are.", Command("list", (kind,))


def _one_slip_apart(one: str, other: str) -> bool:
    """Whether a letter is wrong, missing or too much, or two have changed places."""
    if len(one) == len(other):
        apart = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
        return len(apart) == 1 or (len(apart) == 2 and apart[0] == apart[1][::-1])
    shorter, longer = sorted((one, other), key=len)
    return any(longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer)))
