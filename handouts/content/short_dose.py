"""A dose in one breath, as it is typed: heel-raise:3x10, hold 5, 2 a day, left. It becomes the keys that a file has,
and their amounts are read where those of files are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from handouts.content.amounts import as_number
from handouts.files.problems import Ask, ContentError, Problem, order_problem

SIDES = ("left", "right", "both")
_AMOUNT = r"(?:at least |about |up to )?\d[\d:]*(?: to \d+)?|ask"
_TIME = r" (?:seconds?|minutes?|hours?)"
_HOW_MUCH = re.compile(
    rf"(?:({_AMOUNT}) ?(?:[x×]|sets? of) ?)?({_AMOUNT})(?:({_TIME})|( steps| circles)| rep(?:etition)?s?)?"
)
_SETS = re.compile(rf"({_AMOUNT}) ?sets?")
_OFTEN = re.compile(rf"({_AMOUNT})(?: times)?(?: (?:a|per) | ?/ ?)(day|week)")
_NAMED = re.compile(rf"(hold|rest) ((?:{_AMOUNT})(?:{_TIME})?)")
_SHORT = (
    (r"(\d) ?[-–] ?(?=\d)", r"\1 to "),
    (r"(\d) ?s(?:ecs?)?\b", r"\1 seconds"),
    (r"(\d) ?mins?\b", r"\1 minutes"),
    (r"(\d) ?h(?:rs?)?\b", r"\1 hours"),
)
EXAMPLE = "Write, with commas: 3x10, 20 steps or 2x30 s; hold 5; rest 60; 2 a day; 3 a week; left."


def entries(exercises: Sequence[str], notes: Sequence[str] = ()) -> list[dict[str, object]]:
    """The exercises of a prescription's file, from ids with doses behind a colon, and notes that begin with an id and a
    colon; of one exercise alone, a note needs no id. Raises ContentError with all that can't be read."""
    found: dict[str, dict[str, object]] = {}
    problems: list[Problem] = []
    for text in exercises:
        name, _, dose = (part.strip() for part in text.partition(":"))
        if name in found:
            problems.append(order_problem("exercise", f'"{name}" is there twice.', "Keep one."))
        found[name] = {"exercise": name}
        try:
            found[name] |= _said(dose)
        except ContentError as error:
            problems += error.problems
    for text in notes:
        name, colon, note = (part.strip() for part in text.partition(":"))
        if not (colon and name in found):
            name, note = (next(iter(found)) if len(found) == 1 else ""), text.strip()
        if not name or "note" in found[name]:
            hint = "Begin each with the id of one that is named, and of another each time."
            problems.append(order_problem("note", "is for no exercise.", hint, Ask("note", ("ID:TEXT",))))
        else:
            found[name]["note"] = note
    if problems:
        raise ContentError(problems)
    return list(found.values())


def _said(text: str) -> dict[str, object]:
    """The dose and the side of an entry. Raises ContentError with all parts that can't be read."""
    keys: dict[str, object] = {}
    problems: list[Problem] = []
    for part in filter(None, (part.strip() for part in text.split(","))):
        more = _keys(part)
        message = "" if more else "says nothing of a dose"
        if again := [key.replace("_", " ") for key in more if key in keys]:
            message = f"says the {' and '.join(again)} a second time"
        if message:
            problems.append(order_problem("exercise", f'"{part}" {message}.', EXAMPLE))
        keys |= more
    if problems:
        raise ContentError(problems)
    side = {"side": keys.pop("side")} if "side" in keys else {}
    return {**({"dose": keys} if keys else {}), **side}


def _keys(part: str) -> dict[str, object]:
    """What one part says; nothing where it says nothing that is known."""
    part = " ".join(part.casefold().split())
    for short, whole in _SHORT:
        part = re.sub(short, whole, part)
    if part in SIDES:
        return {"side": part}
    if often := _OFTEN.fullmatch(part):
        return {"times_a_day" if often[2] == "day" else "days_a_week": as_number(often[1])}
    if named := _NAMED.fullmatch(part):
        return {named[1]: as_number(named[2])}
    if alone := _SETS.fullmatch(part):
        return {"sets": as_number(alone[1])}
    found = _HOW_MUCH.fullmatch(part)
    if not found:
        return {}
    sets, much, time, counted = found.groups()
    keys: dict[str, object] = {"sets": as_number(sets)} if sets else {}
    if counted:
        return {**keys, "count": as_number(much), "count_of": counted.strip()}
    return {**keys, "duration" if time or ":" in much else "repetitions": as_number(f"{much}{time or ''}")}
