"""Rules about a file that disagrees with itself or leaves something out: things nobody was told to fetch, doses and
ages that can't be meant, words said twice, risks without their caution (docs/format.md, "Warnings")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handouts.checks.wording import Wording, places_of
from handouts.content.load import Loaded, holds
from handouts.content.model import Condition, Exercise, Programme
from handouts.content.pictures import OwnPicture
from handouts.figures.sides import other_side
from handouts.files.problems import Problem
from handouts.files.written import File
from handouts.files.yaml_reader import Path

PROPS = re.compile(
    r"\b(chair|stool|wall|doorway|table|worktop|rail|bench|bed|mat|pillow|cushion|blanket|towel|band|strap|rope|ribbon"
    r"|ball|stair)s?\b(?! of)",
    re.IGNORECASE,
)
LYING = re.compile(r"\blie (down )?on your (back|front|side|tummy)\b", re.IGNORECASE)
SURFACES = re.compile(r"\b(floor|mat|bed|carpet|sofa|couch|blanket)s?\b", re.IGNORECASE)
QUALIFIED_RANGE = re.compile(r"\b(at least|about|up to) \d+ to \d+\b", re.IGNORECASE)
CHILDREN = re.compile(r"\b(child|children|baby|babies|parents?|toddlers?)\b", re.IGNORECASE)
AGES = re.compile(
    r"\b(?:over|under|after|before|past|age|aged) (\d{1,2})\b"
    r"(?!,? (?:out of|hours?|minutes?|days?|weeks?|months?|steps?))",  # a time or a number of something is no age
    re.IGNORECASE,
)
IT = re.compile(r"it\b", re.IGNORECASE)
LIMBS = r"(?:legs?|feet|foot|knees?|ankles?|thighs?|hips?|sides?|hands?|arms?)"
OTHER_SIDE = re.compile(
    rf"\b(?:change|swap|switch)\b[^.]*\b{LIMBS}\b"
    rf"|\b(?:with|to|for|on|use|then) (?:the|your) other {LIMBS}\b(?! of)"
    r"|\bchange (?:over|sides)\b",
    re.IGNORECASE,
)
WITH_PROPS = ("steps", "cue", "cautions", "easier", "harder")
SHORTEST_REPEAT = 3  # words: two may meet by chance

# What a text speaks of, a word that has to stand beside it, and what that is about.
RISKS = (
    (
        re.compile(
            r"\b(warm|hot)\b[^.]*\b(packs?|mud|wax|baths?|bottles?|compress(es)?)\b|\bheat (packs?|pads?)\b",
            re.IGNORECASE,
        ),
        "numb",
        "heat",
    ),
    (re.compile(r"\b(cold|ice|frozen) (packs?|treatment)\b|\bice\b", re.IGNORECASE), "skin", "cold"),
    (
        re.compile(r"\b(anti-inflammator(y|ies) tablets?|NSAIDs?|ibuprofen|naproxen)\b", re.IGNORECASE),
        "ulcer",
        "these medicines",
    ),
)


def check_consistency(file: Loaded[File]) -> Iterator[Problem]:
    """All such warnings of one file."""
    places = places_of(file)
    if holds(file, Exercise):
        yield from _props(file, places)
        yield from _other_side(file)
        yield from _one_sided_picture(file)
        yield from _repeats(file, places)
    if isinstance(file.content, (Exercise, Programme)):
        yield from _ranges(file, file.document.data, ())
    if holds(file, Condition):
        yield from _openings(file, places)
    yield from _surfaces(file, places)
    yield from _audience(file, places)
    yield from _risks(file, places)


def _props(file: Loaded[Exercise], places: list[Wording]) -> Iterator[Problem]:
    """Things to fetch are named before the first step: under `equipment` or `position`."""
    named = _props_in(" ".join((file.content.position, *file.content.equipment)))
    for place in places:
        missing = sorted(_props_in(place.text) - named) if place.path[0] in WITH_PROPS else []
        if missing:
            message = f'speaks of a {" and a ".join(missing)} that nobody was told to fetch: "{place.text}"'
            yield file.problem(place.path, message, "Name it under equipment: or position: too.", "unnamed-prop")


def _other_side(file: Loaded[Exercise]) -> Iterator[Problem]:
    """A step that leads to the other side says so, since a sheet for one side leaves it out."""
    if file.content.dose.side == "alternate":  # both sides are one movement
        return
    for index, step in enumerate(file.content.steps):
        if isinstance(step, str) and OTHER_SIDE.search(step):
            hint = f'Write it as {{text: "{step}", other_side: true}}.'
            yield file.problem(("steps", index), f'leads to the other side: "{step}"', hint, "other-side")


def _one_sided_picture(file: Loaded[Exercise]) -> Iterator[Problem]:
    """A picture of a file is not mirrored: letters, and the order of what it shows, would turn round with it."""
    figure = file.content.figure
    if not isinstance(figure, OwnPicture) or file.content.dose.side in (None, "alternate"):
        return
    if other_side(figure.alt) != figure.alt:
        message = f'names a side, and a picture of a file is the same on a sheet for the other side: "{figure.alt}"'
        hint = "Use a picture that does for both sides and leave left and right out, or draw it from a pose."
        yield file.problem(("figure", "alt"), message, hint, "one-sided-picture")


def _props_in(text: str) -> set[str]:
    return {match[1].lower() for match in PROPS.finditer(text)}


def _repeats(file: Loaded[Exercise], places: list[Wording]) -> Iterator[Problem]:
    """An easier or harder form says something that the steps and cautions don't."""
    said = [(place.text, f" {_plain(place.text)} ") for place in places if place.path[0] in ("steps", "cautions")]
    for place in places:
        if place.path[0] not in ("easier", "harder"):
            continue
        for part in re.split(r"[.,;:]|\bor\b|\band\b", place.text):
            words = _plain(part)
            again = next((text for text, plain in said if f" {words} " in plain), None)
            if again and len(words.split()) >= SHORTEST_REPEAT:
                message = f'says "{part.strip()}", as another place does: "{again}"'
                yield file.problem(place.path, message, "Say it once.", "repeats")


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[\w'’]+", text.lower()))


def _ranges(file: Loaded[File], data: object, path: Path) -> Iterator[Problem]:
    """ "At least 5 to 10" has 2 lower ends: in doses and in words."""
    if isinstance(data, str) and (match := QUALIFIED_RANGE.search(data)):
        hint = 'Write "5 to 10" or "at least 5".'
        yield file.problem(path, f'puts "{match[1]}" before a range: "{data}"', hint, "qualified-range")
    elif isinstance(data, (dict, list)) and path != ("notes",):
        for key, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from _ranges(file, value, (*path, key))


def _openings(file: Loaded[Condition], places: list[Wording]) -> Iterator[Problem]:
    """Each line of the summary may be the only one that is read, so that "it" would be nothing."""
    for place in places:
        if place.path[0] == "in_short" and IT.match(place.text):
            yield file.problem(place.path, f'starts with "It": "{place.text}"', "Name the thing.", "starts-with-it")


def _surfaces(file: Loaded[File], places: list[Wording]) -> Iterator[Problem]:
    """Who lies down is told on what, there or in the start position."""
    for place in places:
        if LYING.search(place.text) and not SURFACES.search(place.text):
            hint = "Name the floor, a mat or a bed."
            yield file.problem(place.path, f'does not say on what to lie: "{place.text}"', hint, "no-surface")


def _audience(file: Loaded[File], places: list[Wording]) -> Iterator[Problem]:
    """Children are spoken of only to an audience that has some, and their ages are the audience's."""
    audience = getattr(file.content, "audience", None) or ""
    own = set(AGES.findall(audience))
    for place in places:
        ages = set(AGES.findall(place.text)) if CHILDREN.search(place.text) else set()
        if audience and CHILDREN.search(place.text) and not CHILDREN.search(audience):
            message = f'speaks of children, but is for "{audience}": "{place.text}"'
        elif not audience and ages and isinstance(file.content, (Exercise, Programme)):
            message = f'names the age {min(ages)}, but does not say whom it is for: "{place.text}"'
        elif own and ages - own:
            message = f'names the age {min(ages - own)}, but is for "{audience}": "{place.text}"'
        else:
            continue
        yield file.problem(place.path, message, "Make it agree with audience:.", "audience")


def _risks(file: Loaded[File], places: list[Wording]) -> Iterator[Problem]:
    """Heat, cold and anti-inflammatory tablets come with their caution, in the same treatment or section."""
    passages: dict[Path, list[Wording]] = {}
    for place in places:
        passages.setdefault(place.path[: 2 if place.path[0] in ("treatments", "more") else 1], []).append(place)
    for passage in passages.values():
        whole = " ".join(place.text for place in passage)
        for pattern, needed, what in RISKS:
            risky = next((place for place in passage if pattern.search(place.text)), None)
            if risky and needed not in whole.lower():
                message = f'does not warn of {what} (no word "{needed}" near): "{risky.text}"'
                yield file.problem(risky.path, message, "Say who should not have it.", "missing-caution")
