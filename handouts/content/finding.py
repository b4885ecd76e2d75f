"""What people find content by: words, region, how an exercise starts, what it is for, how hard it is, and what the
patient owns. The list on a terminal and the desk ask the same function."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import get_args

from handouts.content.goals import Start
from handouts.content.model import Condition, Exercise, Programme
from handouts.figures.poses import PosedFigure

OTHER = "other"
STARTS = (*get_args(Start), OTHER)
POSTURES = {"kneel": "kneeling", "lie": "lying", "sit": "sitting", "stand": "standing"}
BASES = {
    "standing": "standing",
    "sitting": "sitting",
    "kneeling": "kneeling",
    "hands-and-knees": "kneeling",
    "long-sitting": "floor",
    "on-back": "lying",
    "face-down": "lying",
    "on-left": "lying",
    "on-right": "lying",
}
AT_HAND = ("wall", "floor")  # in every home
_TOLD = re.compile(rf"(?:\A|[.:!?] ){'(' + '|'.join(POSTURES) + ')'}\b", re.IGNORECASE)  # to do so: "Sit on a chair."
_SAID = re.compile(r"\b(?:(kneeling|lying|sitting|standing)|hands and knees|all fours)\b", re.IGNORECASE)
_OPTIONAL = re.compile(r"(.+?) to make it (?:easier|harder)\Z")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is searched for; what is left empty does not count. `owned` are all the things that the patient has, and
    `uses` is one that has to be used."""

    words: str = ""
    region: str = ""
    start: str = ""
    goal: str = ""
    level: int = 0
    owned: tuple[str, ...] | None = None
    uses: str = ""


@dataclass(frozen=True, slots=True)
class Findable:
    """What a thing is found by: its `text` in small letters, and for an exercise what it takes, each thing with what
    will do in its place."""

    text: str
    regions: tuple[str, ...] = ()
    start: str = ""
    goal: str = ""
    level: int = 0
    needs: tuple[tuple[str, ...], ...] = ()


def fits(thing: Findable, wanted: Wanted) -> bool:
    """Whether it is among what is searched for: each word starts one of its words, and the rest is as it says."""
    return (
        _starts(wanted.words, thing.text)
        and (not wanted.region or wanted.region in thing.regions)
        and (not wanted.start or wanted.start == thing.start)
        and (not wanted.goal or wanted.goal == thing.goal)
        and (not wanted.level or wanted.level == thing.level)
        and (wanted.owned is None or all(_owns(wanted.owned, need) for need in thing.needs))
        and (not wanted.uses or wanted.uses in [need[0] for need in thing.needs])
    )


def _starts(words: str, text: str) -> bool:
    """Whether each word starts a word of a text in small letters."""
    return all(re.search(rf"(?<!\w){re.escape(_stem(word))}", text) for word in words.lower().split())


def _stem(word: str) -> str:
    """A word without the s of a plural: "knees" finds "knee", too."""
    return word[:-1] if len(word) > 3 and word.endswith("s") else word


def _owns(owned: Iterable[str], need: tuple[str, ...]) -> bool:
    """Whether one of the things will do: each word of it starts a word of what is needed, or of a stand-in."""
    texts = [text.lower() for text in need]
    return any(_starts(thing, text) for thing in (*owned, *AT_HAND) for text in texts)


def findable(name: str, content: Condition | Exercise | Programme, others: Iterable[str] = ()) -> Findable:
    """What the content of an id is found by; `others` are words from elsewhere, such as the names of its exercises."""
    words = [name, content.name, *others]
    if isinstance(content, Programme):
        return Findable(" ".join(words).lower())
    words += [*content.also, *content.lay_words, *content.regions]
    if isinstance(content, Condition):
        return Findable(" ".join([*words, content.medical_name or ""]).lower(), content.regions)
    start = start_of(content)
    words += [*content.equipment, *(text for texts in content.stand_ins.values() for text in texts)]
    words += [*content.muscles, start, content.goal or ""]
    needed, _ = equipment_of(content.equipment)
    needs = tuple((thing, *content.stand_ins.get(thing, ())) for thing in needed)
    return Findable(" ".join(words).lower(), content.regions, start, content.goal or "", content.level or 0, needs)


def start_of(exercise: Exercise) -> str:
    """How an exercise starts, in a word of STARTS: as its file says, as its position says, or as its picture shows."""
    if exercise.start:
        return exercise.start
    figure = exercise.figure
    shown = figure.whole[0].base if isinstance(figure, PosedFigure) else None
    said = posture_of(exercise.position)
    if said == OTHER and shown:
        return BASES[shown]
    return "floor" if said == "sitting" and shown == "long-sitting" else said


def posture_of(position: str) -> str:
    """How one starts, by the words of a position alone."""
    if told_to := _TOLD.search(position):
        return POSTURES[told_to[1].lower()]
    said = _SAID.search(position)
    return (said[1] or "kneeling").lower() if said else OTHER


def equipment_of(equipment: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """What has to be there, and what only makes it easier or harder."""
    optional = [found[1] for each in equipment if (found := _OPTIONAL.match(each))]
    return [each for each in equipment if not _OPTIONAL.match(each)], optional
