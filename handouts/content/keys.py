"""Which keys may stand where in a file, as its type says."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from pydantic import BaseModel


@lru_cache(32)
def all_keys(model: type[BaseModel]) -> frozenset[str]:
    """Every key that may stand anywhere in a file."""
    schema = _schema(model)
    places = (schema, *schema.get("$defs", {}).values())
    return frozenset(key for place in places for key in place.get("properties", {}))


@lru_cache(32)
def _schema(model: type[BaseModel]) -> dict[str, Any]:
    return model.model_json_schema()


def known_keys(model: type[BaseModel], location: tuple[int | str, ...]) -> list[str]:
    """The keys that may stand where an unknown one was found."""
    schema = _schema(model)
    definitions = schema.get("$defs", {})
    place: Any = schema
    for part in location:
        place = _step_into(place, part, definitions) or place
    return list(_object_schema(place, definitions).get("properties", {}))


def _object_schema(place: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    if "$ref" in place:
        place = definitions[place["$ref"].rpartition("/")[2]]
    for option in (*place.get("anyOf", ()), *place.get("oneOf", ())):
        inner = _object_schema(option, definitions)
        if "properties" in inner:
            return inner
    return dict(place)


def _step_into(place: Any, part: int | str, definitions: dict[str, Any]) -> Any:
    place = _object_schema(place, definitions)
    if isinstance(part, int):
        return place.get("items")
    return place.get("properties", {}).get(part) or place.get("additionalProperties") or None
