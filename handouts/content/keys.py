"""Which keys may stand where in a file, as its type says."""

from __future__ import annotations

from functools import lru_cache
from typing import TypedDict, cast

from pydantic import BaseModel

from handouts.files.yaml_reader import Path

Schema = TypedDict(
    "Schema",
    {
        "$defs": dict[str, "Schema"],
        "$ref": str,
        "properties": dict[str, "Schema"],
        "additionalProperties": "Schema | bool",
        "items": "Schema",
        "anyOf": list["Schema"],
        "oneOf": list["Schema"],
    },
    total=False,
)


@lru_cache(32)
def all_keys(model: type[BaseModel]) -> frozenset[str]:
    """Every key that may stand anywhere in a file."""
    schema = _schema(model)
    places = (schema, *schema.get("$defs", {}).values())
    return frozenset(key for place in places for key in place.get("properties", {}))


@lru_cache(32)
def _schema(model: type[BaseModel]) -> Schema:
    return cast("Schema", model.model_json_schema())  # JSON Schema, of which this is what we read


def known_keys(model: type[BaseModel], location: Path) -> list[str]:
    """The keys that may stand where an unknown one was found."""
    schema = _schema(model)
    definitions = schema.get("$defs", {})
    place = schema
    for part in location:
        place = _step_into(place, part, definitions) or place
    return list(_object_schema(place, definitions).get("properties", {}))


def _object_schema(place: Schema, definitions: dict[str, Schema]) -> Schema:
    if "$ref" in place:
        place = definitions[place["$ref"].rpartition("/")[2]]
    for option in (*place.get("anyOf", ()), *place.get("oneOf", ())):
        inner = _object_schema(option, definitions)
        if "properties" in inner:
            return inner
    return place


def _step_into(place: Schema, part: int | str, definitions: dict[str, Schema]) -> Schema | None:
    place = _object_schema(place, definitions)
    if isinstance(part, int):
        return place.get("items")
    further = place.get("additionalProperties")
    return place.get("properties", {}).get(part) or (None if isinstance(further, bool) else further)
