"""One file to one validated object, with every problem of the file in one go."""

from __future__ import annotations

import time
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from handouts.content.clinic import Clinic, Language, Reviews
from handouts.content.keys import all_keys, known_keys
from handouts.content.limits import MOST_TOLD, endless_parts
from handouts.content.looks import Fonts, Styles, Themes
from handouts.content.merge_file import MergeFile
from handouts.content.model import Condition, Exercise, Programme
from handouts.content.other_words import our_word
from handouts.content.prescription import Prescription
from handouts.content.starter_texts import left_as_started
from handouts.content.tables import Contraindications, Glossary, Sources, UrgentSigns
from handouts.files.problems import ContentError, Problem, nearest
from handouts.files.reading import NoOrdinaryFile, start_of
from handouts.files.workspace import ID_PATTERN, Workspace
from handouts.files.written import FORMAT, File
from handouts.files.yaml_reader import LARGEST_FILE, Document, read_yaml
from handouts.reuse.stores import FILES

Content = TypeVar("Content", bound=File)

TYPES: dict[str, type[File]] = {
    "condition": Condition,
    "exercise": Exercise,
    "programme": Programme,
    "prescription": Prescription,
    "language": Language,
    "clinic": Clinic,
    "reviews": Reviews,
    "merge": MergeFile,
    "sources": Sources,
    "urgent-signs": UrgentSigns,
    "contraindications": Contraindications,
    "glossary": Glossary,
    "fonts": Fonts,
    "styles": Styles,
    "themes": Themes,
}

NEVER_KEPT = ("prescription",)
SETTLED = 2_000_000_000  # nanoseconds: a file that was changed just now may change again without looking so

UNWRITTEN = ("is still the starter's text.", "Write your own.")
# What pydantic found, by its type; {ctx} values come from the error. (message, hint)
_MESSAGES: dict[str, tuple[str, str]] = {
    "missing": ("is missing.", "Add it."),
    "string_type": ("expects text.", "Put quotes round it."),
    "tuple_type": ("expects a list.", 'Start each item on its own line with "- ".'),
    "dict_type": ("expects keys with values.", "See: handouts docs format"),
    "model_type": ("expects keys with values.", "See: handouts docs format"),
    "model_attributes_type": ("expects keys with values.", "See: handouts docs format"),
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
    "far_date": ("is not in the years 1900 to 2199.", "Check the year."),
    "greater_than": ("has to be more than {gt}.", ""),
    "date_from_datetime_parsing": ("is not a date.", "Write it as 2026-08-06."),
    "date_parsing": ("is not a date.", "Write it as 2026-08-06."),
    "date_type": ("is not a date.", "Write it as 2026-08-06."),
}
_MISSING_HINTS = {
    "get_help": "Every handout says when to get help: name signs of data/urgent-signs.yaml.",
    "in_short": "Every handout opens with 3 to 5 short lines.",
    "pain_rule": "Say how much pain is all right, and until when it should settle.",
    "emergency_number": 'Name the number to call, in quotes: "999".',
    "format": 'Start the file with "format: 1".',
}
_PATTERN_HINTS = {
    "at": 'Write lines as "33-50" or "1,20".',
    "email": "Write it as name@example.org.",
    "weeks": 'Write "1 to 2", "3" or "6 onwards".',
    "tag": 'Write a language tag such as "en-GB".',
    "hash": "Sign it anew with: handouts review",
}


@dataclass(frozen=True, slots=True)
class Loaded(Generic[Content]):
    """A validated file and where its parts stand."""

    id: str
    content: Content
    document: Document = field(repr=False)
    path: Path

    def problem(self, path: tuple[str | int, ...], message: str, hint: str = "", rule: str = "") -> Problem:
        """A problem at a place inside this file."""
        return Problem(self.document.file, self.document.line(path), _where(path, self.document), message, hint, rule)

    @property
    def private(self) -> bool:
        """Whether it is about a patient: no problem repeats what is written in it."""
        return self.document.private

    @property
    def listed(self) -> bool:
        """Whether it is a row of a list, which has columns instead of keys."""
        return self.document.columns is not None


def _where(path: tuple[str | int, ...], document: Document) -> str:
    """A place as people read it: of a row of a list the column, of what was typed the option, of a prescription no key
    that is none: it may be a name."""
    if document.private:
        known = all_keys(Prescription)
        path = tuple(part for part in path if isinstance(part, int) or part in known)
    if document.columns is None:
        return document.options.get(dotted(path), dotted(path))
    keys = [str(part) for part in path if isinstance(part, str) and part != "patient"]
    return document.columns.get(keys[0], keys[0]) if keys else ""


def dotted(path: tuple[str | int, ...]) -> str:
    """A path of keys as people read it, list items counted from 1: steps[2].text"""
    out = ""
    for part in path:
        out += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if out else part
    return out


def load(workspace: Workspace, kind: str, path: Path) -> Loaded[Any]:
    """Read and validate one file; raise ContentError with all of its problems.

    A file of the library is read once in a process while it stays as it is.
    """
    shown = workspace.show(path)
    try:
        found = path.stat()
        stamp = (found.st_mtime_ns, found.st_size, found.st_ino, shown)
        kept = FILES.get((kind, path))
        if kept and kept[0] == stamp:
            return kept[1]  # type: ignore[no-any-return]
        data = start_of(path, LARGEST_FILE)
    except NoOrdinaryFile:
        raise ContentError([Problem(shown, 0, "", "is no ordinary file.", "Put the file itself there.")]) from None
    except OSError:
        raise ContentError(
            [Problem(shown, 0, "", "can't be read.", "Check that it is there and that you may read it.")]
        ) from None
    file: Loaded[Any] = validated(kind, _read(kind, data, shown), path)
    if kind not in NEVER_KEPT and time.time_ns() - found.st_mtime_ns > SETTLED:
        FILES.keep((kind, path), (stamp, file))
    return file


def _read(kind: str, data: bytes, shown: str) -> Document:
    try:
        return read_yaml(data, shown)
    except ContentError as error:
        if kind not in NEVER_KEPT:
            raise
        known = all_keys(TYPES[kind])
        raise ContentError(
            problem if known.issuperset(problem.where.split(".")) else replace(problem, where="")
            for problem in error.problems
        ) from None


def validated(kind: str, document: Document, path: Path) -> Loaded[Any]:
    """What a document holds, as the type of its kind; raise ContentError with all of its problems."""
    model = TYPES[kind]
    document = replace(document, private=kind in NEVER_KEPT)
    _refuse_other_formats(document)
    endless = [
        Problem(document.file, document.line(path), _where(path, document), message, "Split it into smaller files.")
        for path, message in endless_parts(document)
    ]
    if endless:
        raise ContentError(endless)
    unwritten = left_as_started(kind, document, path)
    problems = [Problem(document.file, document.line(place), dotted(place), *UNWRITTEN) for place in unwritten]
    try:
        content = model.model_validate(document.data)
    except ValidationError as error:
        raise ContentError([*_problems(error, document, model, unwritten), *problems]) from None
    if problems:
        raise ContentError(problems)
    return Loaded(path.stem, content, document, path)


def _refuse_other_formats(document: Document) -> None:
    data, line = document.data, document.line(("format",))
    if not isinstance(data, dict):
        hint = 'Write "key: value" lines; see: handouts docs format'
        raise ContentError([Problem(document.file, 1, "", "has no keys.", hint)])
    written = data.get("format")
    if isinstance(written, int) and not isinstance(written, bool) and written != FORMAT:
        newer = written > FORMAT
        message = f"is written in format {written}; this program reads format {FORMAT}."
        hint = "Update Handouts." if newer else "See CHANGELOG.md for what to change."
        raise ContentError([Problem(document.file, line, "format", message, hint)])


def _problems(
    error: ValidationError, document: Document, model: type[BaseModel], told: Collection[tuple[str | int, ...]]
) -> list[Problem]:
    """What pydantic has found, save at places that were told already."""
    found = []
    errors = error.errors(include_url=False)
    refused = {tuple(e["loc"]) for e in errors if e["type"] not in ("too_short", "missing")}
    located = ((_path_in(document.data, item["loc"]), item) for item in errors)
    placed = sorted((each for each in located if each[0] not in told), key=lambda each: document.line(each[0]))
    for path, item in placed[:MOST_TOLD]:
        if item["type"] == "too_short" and any(place[: len(path)] == path for place in refused):
            continue  # its items were refused one by one: the list is not really short
        message, hint = _wording(item, path, document, model)
        where = path if item["type"] != "missing" else (*path, *item["loc"][-1:])
        found.append(Problem(document.file, document.line(path), _where(where, document), message, hint))
    if len(placed) > MOST_TOLD:
        line, more = document.line(placed[MOST_TOLD][0]), len(placed) - MOST_TOLD
        found.append(Problem(document.file, line, "", f"and {more:,} more like this.", "Put the first ones right."))
    return found


def _path_in(data: Any, location: tuple[int | str, ...]) -> tuple[int | str, ...]:
    """The part of a pydantic location that is in the file: without names of union members and missing keys."""
    path: list[int | str] = []
    for part in location:
        inside: Any = isinstance(data, dict) and part in data
        if isinstance(data, list) and isinstance(part, int):
            inside = part < len(data)
        if inside:
            data = data[part]
            path.append(part)
    return tuple(path)


def _wording(item: Any, path: tuple[int | str, ...], document: Document, model: type[BaseModel]) -> tuple[str, str]:
    kind, value = item["type"], item.get("input")
    if kind == "extra_forbidden":
        key, known = str(item["loc"][-1]), known_keys(model, item["loc"][:-1])
        ours = our_word(key, known)
        near = f'Write "{ours}".' if ours else nearest(key, known)
        message = "has a key that is none of this place." if document.private else "is not a key of this place."
        return message, near or "Take it away; for the keys: handouts docs format"
    if kind == "string_type" and isinstance(value, dict) and len(value) == 1:
        key, rest = next(iter(value.items()))
        hint = "Put quotes round it." if document.private else f'Put quotes round it: "{key}: {rest}".'
        return "has a colon, so YAML reads it as key and value.", hint
    if kind == "string_pattern_mismatch":
        name = str(path[-1]) if path else ""
        hint = _PATTERN_HINTS.get(name) or _pattern_hint(item["ctx"]["pattern"])
        shown = "" if document.private else f': "{str(value)[:60]}"'
        return f"is not written in the right way{shown}.", hint
    last = str(item["loc"][-1])
    if last in _MISSING_HINTS and kind in ("missing", "too_short"):
        return ("is missing." if kind == "missing" else "is empty.") if last != "in_short" or kind == "missing" else (
            _MESSAGES[kind][0].format(**item["ctx"])
        ), _MISSING_HINTS[last]
    message, hint = _MESSAGES.get(kind, ("is not right here: " + item["msg"] + ".", "See: handouts docs format"))
    context = {key: str(value) for key, value in (item.get("ctx") or {}).items()}
    if kind == "literal_error" and path == ("format",):
        return 'has to be 1: "format: 1".', ""
    for key, text in context.items():
        message = message.replace("{" + key + "}", text)
    if kind in ("too_long", "too_short") and isinstance(value, str):
        message = message.replace("items", "characters")
    if kind == "literal_error":
        options = [option.strip("' ") for option in context.get("expected", "").replace(" or ", ", ").split(",")]
        hint = nearest(str(value), options)
    if kind == "string_type" and isinstance(value, bool):
        hint = f'Put quotes round it: "{str(value).lower()}".'
    return message, hint


def _pattern_hint(pattern: str) -> str:
    if pattern == ID_PATTERN:
        return "Ids are small letters, numbers and hyphens: forward-lunge."
    return "Start it with https://" if pattern.startswith("^http") else "See: handouts docs format"
