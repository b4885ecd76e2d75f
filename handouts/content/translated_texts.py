"""Which texts of a file a patient's page can print: the types say it, so that a new key needs no entry here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import UnionType
from typing import Annotated, TypeAlias, TypeGuard, Union, get_args, get_origin, get_type_hints

from pydantic import AfterValidator, BaseModel, BeforeValidator

from handouts.content.condition_parts import one_alone
from handouts.figures.poses import Pose
from handouts.figures.sides import other_side
from handouts.files.written import File, one_line, tidy

Place: TypeAlias = tuple[str | int, ...]
# Keys whose texts are for clinicians or programs, or name files.
NOT_PRINTED = frozenset(
    {"notes", "sources", "accepted", "also", "lay_words", "regions", "why", "published", "said_as", "image"}
)
# What of a clinic is the same in every language, and its words for ours: other languages have their own.
OF_A_CLINIC = frozenset({"name", "short_name", "address", "phone", "emergency_number", "brand", "figures", "words"})
MIRRORED = "alt_mirrored"


@dataclass(frozen=True, slots=True)
class WrittenText:
    """A text of a file: where it stands, without positions in lists and with them, and what it says as one line."""

    at: str
    place: Place
    english: str


def printed_texts(kind: type[File], data: object) -> list[WrittenText]:
    """The texts of a valid file's data that a page can print, in their order."""
    found = []
    for place, text in _of_model(kind, data, ()):
        if not (kind.kind == "clinic" and place[0] in OF_A_CLINIC):
            found.append(WrittenText(".".join(part for part in place if isinstance(part, str)), place, one_line(text)))
    return found


def _of_model(model: type[BaseModel], data: object, place: Place) -> Iterator[tuple[Place, str]]:
    hints = _hints(model)
    for key, value in data.items() if isinstance(data, Mapping) else ():
        if key in hints and key not in NOT_PRINTED:
            yield from _of_value(hints[key], value, (*place, key))
    if model is Pose and isinstance(data, Mapping) and isinstance(alt := data.get("alt"), str) and MIRRORED not in data:
        turned = other_side(one_line(alt))
        if turned != one_line(alt):  # other languages have no rule for it: it is a text of its own there
            yield (*place, MIRRORED), turned


def _of_value(hint: object, value: object, place: Place) -> Iterator[tuple[Place, str]]:
    ways = list(_ways(hint))
    if isinstance(value, str):
        if any(is_text for _, is_text in ways):
            yield place, value
        return
    hint = next((each for each, _ in ways if _takes(each, value)), None)
    arguments = get_args(hint)
    if hint is not None and _is_model(hint):
        yield from _of_model(hint, value, place)
    elif isinstance(value, list) and arguments:
        for index, item in enumerate(value):
            yield from _of_value(arguments[0], item, (*place, index))
    elif isinstance(value, Mapping) and len(arguments) == 2:
        for key, item in value.items():
            yield from _of_value(arguments[1], item, (*place, key))


def _ways(hint: object, is_text: bool = False) -> Iterator[tuple[object, bool]]:
    """What a value may be, without what is noted beside the types, and whether that is a text for people."""
    while get_origin(hint) is Annotated:
        hint, *noted = get_args(hint)
        if any(isinstance(each, BeforeValidator) and each.func is one_alone for each in noted):
            yield from _ways(get_args(hint)[0])
        is_text = is_text or any(isinstance(each, AfterValidator) and each.func is tidy for each in noted)
    if get_origin(hint) in (Union, UnionType):
        for each in get_args(hint):
            yield from _ways(each)
    else:
        yield hint, is_text


def _is_model(hint: object) -> TypeGuard[type[BaseModel]]:
    return get_origin(hint) is None and isinstance(hint, type) and issubclass(hint, BaseModel)


def _takes(hint: object, value: object) -> bool:
    """Whether a value of a valid file, which is no scalar, is of this type."""
    if isinstance(value, Mapping):
        return (_is_model(hint) and _hints(hint).keys() >= value.keys()) or get_origin(hint) in (dict, Mapping)
    return isinstance(value, list) and get_origin(hint) is tuple


@lru_cache(256)
def _hints(model: type[BaseModel]) -> dict[str, object]:
    hints = get_type_hints(model, include_extras=True)
    return {name: hints[name] for name in model.model_fields}
