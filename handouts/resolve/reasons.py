"""What speaks against an exercise, and what is to be known before it: its own, and what its groups bring.

A reason is held against a patient whether the exercise names it or one of its groups. On paper one sheet says a reason
in one way: where it holds without its exception for anything of the sheet, it is printed without.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import TypeAlias

from handouts.content.library import Library
from handouts.content.load import Loaded, holds
from handouts.content.model import Exercise, Programme
from handouts.content.tables import Contraindication, Contraindications, ExerciseGroup
from handouts.content.words import Words
from handouts.figures.poses import PosedFigure
from handouts.resolve.dose import fill_text

Reasons: TypeAlias = Mapping[str, bool]  # ids of the table, and whether each holds without its exception


def groups_of(file: Loaded[Exercise], library: Library) -> dict[str, ExerciseGroup]:
    """The groups that an exercise is in, by its pose, its regions, its words or by name. An unknown id is a problem."""
    table = library.table(Contraindications)
    if table is None:
        return {}
    written = file.as_written.content
    left_out = tuple(entry.group for entry in written.without_groups)
    for key, names in (("groups", written.groups), ("without_groups", left_out)):
        for index, name in enumerate(names):
            library.row(Contraindications, table.groups, name, file, (key, index))
    return {name: group for name, group in table.groups.items() if is_in(written, name, group)}


def is_in(written: Exercise, name: str, group: ExerciseGroup) -> bool:
    """Whether an exercise is in a group of that name."""
    left_out = name in (entry.group for entry in written.without_groups)
    return not left_out and (name in written.groups or _shows(written, group))


def _shows(written: Exercise, group: ExerciseGroup) -> bool:
    poses = {pose.base for pose in written.figure.whole} if isinstance(written.figure, PosedFigure) else set()
    said = " ".join((written.position, *written.equipment))
    return (
        not poses.isdisjoint(group.poses)
        or not set(written.regions).isdisjoint(group.regions)
        or bool(group.said_as and _pattern(group.said_as).search(said))
    )


@lru_cache(64)
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b", re.IGNORECASE)


def reasons_of(file: Loaded[Programme] | Loaded[Exercise], library: Library) -> Reasons:
    """What a file names against itself, then what its groups bring. A reason whose patients are held against one of
    those anyhow, by its `also`, is not said twice."""
    found = _own_reasons(file)
    for group in groups_of(file, library).values() if holds(file, Exercise) else ():
        found |= {
            name: False for name in group.contraindications if name not in found and not _said(name, found, library)
        }
        found |= dict.fromkeys(group.strict_contraindications, True)
    return found


def _own_reasons(file: Loaded[Programme] | Loaded[Exercise]) -> dict[str, bool]:
    strict = file.content.strict_contraindications if holds(file, Exercise) else ()
    return dict.fromkeys(file.content.contraindications, False) | dict.fromkeys(strict, True)


def _said(name: str, found: Collection[str], library: Library) -> bool:
    table = library.table(Contraindications)
    row = table.contraindications.get(name) if table else None
    return row is not None and any(also in found for also in row.also)


def brought_by(group: ExerciseGroup) -> frozenset[str]:
    """The ids of all reasons that a group brings."""
    return frozenset((*group.contraindications, *group.strict_contraindications))


def for_the_set(groups: Sequence[Mapping[str, ExerciseGroup]]) -> tuple[ExerciseGroup, ...]:
    """The groups of these exercises that are for their whole set: what they bring is read once, before the first."""
    found = {name: group for each in groups for name, group in each.items() if group.for_the_set}
    return tuple(found.values())


def check_rows(file: Loaded[Programme] | Loaded[Exercise], library: Library) -> None:
    """Gather a problem for each reason of a file that is none of the table's."""
    table = library.table(Contraindications)
    for key in ("contraindications", "strict_contraindications"):
        for index, name in enumerate(getattr(file.content, key, ()) if table else ()):
            library.row(Contraindications, table.contraindications, name, file, (key, index))  # type: ignore[union-attr]


def shared(of_all: Reasons, groups: Sequence[ExerciseGroup], lists: Sequence[Reasons]) -> Reasons:
    """The reasons that are read once: those of the programme, of groups for the whole set, and what speaks against a
    third of the exercises or more, and more than one (or the only one)."""
    counted = Counter(name for reasons in lists for name in reasons)
    wide = {name for group in groups for name in brought_by(group)}
    wide |= {name for name, count in counted.items() if count >= min(2, len(lists)) and 3 * count >= len(lists)}
    found = dict(of_all)
    for reasons in lists:
        for name, strict in reasons.items():
            if name in wide or name in found:
                found[name] = found.get(name, False) or strict
    return found


def in_words(lists: Sequence[Reasons], words: Words, library: Library) -> list[tuple[str, ...]]:
    """Lists of reasons of one sheet as it prints them, in the order of the table. Those with an exception come last:
    joined with "or", it would seem to hold for what follows it too."""
    table = library.table(Contraindications)
    rows = table.contraindications if table else {}
    known = [[(row, reasons[name]) for name, row in rows.items() if name in reasons] for reasons in lists]
    firm = {row.text for each in known for row, strict in each if strict or row.unless is None}
    return [tuple(_worded([row for row, _ in each], firm, words)) for each in known]


def _worded(rows: Sequence[Contraindication], firm: Collection[str], words: Words) -> dict[str, None]:
    """The words of reasons, each once; those of `firm` without their exception, and first."""
    pattern = words.exercises.unless
    plain = [row.text for row in rows if row.text in firm]
    other = [fill_text(pattern, reason=row.text, exception=row.unless or "") for row in rows if row.text not in firm]
    return dict.fromkeys((*plain, *other))
