"""What pydantic refuses, in words that say what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

from pydantic import BaseModel

from handouts.content.keys import known_keys
from handouts.content.other_words import our_word
from handouts.files.problems import HOW_WRITTEN, Advice, Ask, Command, nearest, nearest_or
from handouts.files.workspace import ID_PATTERN
from handouts.files.yaml_reader import Document, Path

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

Words: TypeAlias = tuple[str, str, *tuple[Ask | Command, ...]]  # a message, a hint and the ways to do what it says

# What was found, by its type; values in braces come from the error. (message, hint)
_MESSAGES: dict[str, Words] = {
    "missing": ("is missing.", "Add it."),
    "string_type": ("expects text.", "Put quotes round it."),
    "tuple_type": ("expects a list.", 'Start each item on its own line with "- ".'),
    "dict_type": ("expects keys with values.", *HOW_WRITTEN),
    "model_type": ("expects keys with values.", *HOW_WRITTEN),
    "model_attributes_type": ("expects keys with values.", *HOW_WRITTEN),
    "int_type": ("expects a whole number.", ""),
    "int_parsing": ("expects a whole number.", ""),
    "int_from_float": ("expects a whole number.", ""),
    "literal_error": ("is not one of {expected}.", ""),
    "amount": ("expects {expected}.", ""),
    "contradiction": ("{what}", ""),
    "colour": ("is not a colour.", 'Write it as "#" and 6 digits, in quotes: "#0b5563".'),
    "empty_text": ("is empty.", "Write something or take the key away."),
    "too_short": ("has {actual_length} items and needs at least {min_length}.", ""),
    "too_long": ("has {actual_length} items and takes at most {max_length}.", ""),
    "string_too_long": ("is longer than {max_length} characters.", ""),
    "greater_than_equal": ("has to be {ge} or more.", ""),
    "less_than_equal": ("has to be {le} or less.", ""),
    "unparted": (
        "is a language whose words no space parts: its lines can't be broken where they should be.",
        "There are no sheets in it yet. Ask for another language.",
    ),
    "far_date": ("is not in the years 1900 to 2199.", "Check the year."),
    "greater_than": ("has to be more than {gt}.", ""),
    "date_from_datetime_parsing": ("is not a date.", "Write it as 2026-08-06."),
    "date_parsing": ("is not a date.", "Write it as 2026-08-06."),
    "date_type": ("is not a date.", "Write it as 2026-08-06."),
}
KEYS: Advice = ("Take it away, or see which keys there are.", *HOW_WRITTEN[1:])
SIGN: Advice = ("Sign it anew.", Command("review", ("ID",), (Ask("by", ("A. Name",)),)))
_SIGNS = "Every handout says when to get help: name signs of data/urgent-signs.yaml."
# What is said of a key instead, by the key and the type of what was found.
_MESSAGES_OF_KEYS: dict[tuple[str, str], Words] = {
    ("get_help", "missing"): ("is missing.", _SIGNS),
    ("get_help", "too_short"): ("is empty.", _SIGNS),
    ("in_short", "missing"): ("is missing.", "Every handout opens with 3 to 5 short lines."),
    ("in_short", "too_short"): (_MESSAGES["too_short"][0], "Every handout opens with 3 to 5 short lines."),
    ("pain_rule", "missing"): (
        "is missing.",
        "Say how much pain is all right, and until when it should settle.",
    ),
    ("emergency_number", "missing"): ("is missing.", 'Name the number to call, in quotes: "999".'),
    ("format", "missing"): ("is missing.", 'Start the file with "format: 1".'),
    ("format", "literal_error"): ('has to be 1: "format: 1".', ""),
}
_PATTERN_HINTS = {
    "at": 'Write lines as "33-50" or "1,20".',
    "email": "Write it as name@example.org.",
    "urgent_advice": "Leave the stop at its end away: it stands in brackets.",
    "weeks": 'Write "1 to 2", "3" or "6 onwards".',
    "tag": 'Write a language tag such as "en-GB".',
    "language": 'Write a language tag such as "en" or "pt-BR".',
}


def in_our_words(error: ErrorDetails, path: Path, document: Document, model: type[BaseModel]) -> Words:
    """Message, hint and ways for what was found at a path of a document. Of a private one they repeat nothing."""
    match error["type"]:
        case "extra_forbidden":
            return _unknown_key(error, document, model)
        case "string_pattern_mismatch":
            return _other_pattern(error, path, document)
        case "string_type":
            return _no_text(error["input"], document)
        case "literal_error" if (str(path[-1]) if path else "") != "format":
            return _none_of_these(error)
        case _:
            return _by_its_type(error)


def _by_its_type(error: ErrorDetails) -> Words:
    kind, key = error["type"], str(error["loc"][-1]) if error["loc"] else ""
    unknown: Words = (f"is not right here: {error['msg']}.", *HOW_WRITTEN)
    message, hint, *ways = _MESSAGES_OF_KEYS.get((key, kind)) or _MESSAGES.get(kind, unknown)
    for name, value in _context(error).items():
        message = message.replace("{" + name + "}", value)
    if kind in ("too_long", "too_short") and isinstance(error["input"], str):
        message = message.replace("items", "characters")
    return message, hint, *ways


def _context(error: ErrorDetails) -> Mapping[str, str]:
    return {name: str(value) for name, value in error.get("ctx", {}).items()}


def _unknown_key(error: ErrorDetails, document: Document, model: type[BaseModel]) -> Words:
    key, known = str(error["loc"][-1]), known_keys(model, error["loc"][:-1])
    ours = our_word(key, known)
    advice: Advice = (f'Write "{ours}".',) if ours else nearest_or(key, known, KEYS)
    message = "has a key that is none of this place." if document.private else "is not a key of this place."
    return message, *advice


def _no_text(value: object, document: Document) -> Words:
    message, hint, *_ = _MESSAGES["string_type"]
    if isinstance(value, bool):
        return message, f'Put quotes round it: "{str(value).lower()}".'
    if isinstance(value, dict) and len(value) == 1:
        ((key, rest),) = value.items()
        return (
            "has a colon, so YAML reads it as key and value.",
            hint if document.private else f'Put quotes round it: "{key}: {rest}".',
        )
    return message, hint


def _other_pattern(error: ErrorDetails, path: Path, document: Document) -> Words:
    pattern = _context(error)["pattern"]
    shown = "" if document.private else f': "{str(error["input"])[:60]}"'
    key = str(path[-1]) if path else ""
    advice: Advice = (_PATTERN_HINTS[key],) if key in _PATTERN_HINTS else SIGN if key == "hash" else _advice_on(pattern)
    return f"is not written in the right way{shown}.", *advice


def _none_of_these(error: ErrorDetails) -> Words:
    expected = _context(error)["expected"].replace(" or ", ", ").split(",")
    message = _by_its_type(error)[0]
    return message, nearest(str(error["input"]), [option.strip("' ") for option in expected])


def _advice_on(pattern: str) -> Advice:
    if pattern == ID_PATTERN:
        return ("Ids are small letters, numbers and hyphens: forward-lunge.",)
    return ("Start it with https://",) if pattern.startswith("^http") else HOW_WRITTEN
