"""YAML as plain data, with the line of every value kept beside it.

PyYAML builds the node tree; the data is made here, because YAML 1.1 reads `no` as false, `1:30` as 90 and `2026-01-02`
as a date. Here a plain scalar is a whole number, a decimal number, true, false, null or text, as in YAML 1.2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeAlias

import yaml

from handouts.files.problems import ContentError, Problem

LARGEST_FILE = 1_000_000  # bytes; our largest is under 20 kB
DEEPEST = 20
MOST_ODD = 20  # characters that are told one by one
SUSPICIOUS = 900  # brackets and dashes: with fewer, no file nests so deeply that libyaml refuses it, or fills the stack
MOST_ALIASES = 50  # enough for people, too few for a file that unfolds into gigabytes

_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)\Z")
_DECIMAL = re.compile(r"[-+]?[0-9]+\.[0-9]+\Z")
_CONSTANTS = {"true": True, "false": False, "null": None, "~": None, "": None}
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Path: TypeAlias = tuple[str | int, ...]
Scalar: TypeAlias = str | int | float | None  # a bool is an int
Data: TypeAlias = "Scalar | list[Data] | dict[str, Data]"


@dataclass(frozen=True, slots=True)
class Document:
    """The data of one file and, by path of keys and indexes, the line (from 1) where each part of it stands. A row of
    a list has one line, and `columns` says which of them holds a key. No problem of a `private` one repeats what is
    written in it."""

    file: str
    data: object
    lines: dict[Path, int] = field(repr=False)
    columns: Mapping[str, str] | None = None
    private: bool = False

    @property
    def keys(self) -> Mapping[str, object]:
        """What stands under each key of the file; nothing for data without keys."""
        return self.data if isinstance(self.data, dict) else {}

    def line(self, path: Path) -> int:
        """The line of `path`, or of the nearest part above it that is in the file."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_yaml(text: bytes | str, file: str) -> Document:
    """Parse one YAML file; raise ContentError with all that is wrong with its syntax."""
    if len(text) > LARGEST_FILE:
        raise ContentError([Problem(file, 0, "", "is larger than 1 MB.", "Split it into smaller files.")])
    try:
        text = text if isinstance(text, str) else text.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode()
        message = f"is not UTF-8 text: {_column(before)} holds the byte {error.object[error.start]:#04x}."
        raise ContentError([Problem(file, _line(before), "", message, "Save it as UTF-8.")]) from None
    try:
        if _nests_without_end(text):
            raise RecursionError
        node = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        raise ContentError([*_odd_characters(file, text)] or [_syntax_problem(error, file, text)]) from None
    except RecursionError:
        raise ContentError([Problem(file, 0, "", "is nested too deeply.", "Write it out plainly.")]) from None
    if node is None:
        raise ContentError([Problem(file, 0, "", "is empty.", 'Start with "format: 1".')])
    builder = _YamlBuilder(file)
    data = builder.build(node, (), 0)
    if builder.problems:
        raise ContentError(builder.problems)
    return Document(file, data, builder.lines)


def _nests_without_end(text: str) -> bool:
    """Whether nodes stand so deep inside one another that composing them could end the process, as versions of libyaml
    without a limit of their own do: events come without recursion, and only a suspicious file is read twice."""
    if sum(map(text.count, ("[", "{", "- ", "? "))) < SUSPICIOUS:
        return False
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            return True
    return False


def _line(before: str) -> int:
    """The line (from 1) of what comes after this part of a text."""
    return before.count("\n") + 1


def _column(before: str) -> str:
    return f"letter {len(before) - before.rfind(chr(10))} of the line"


def _odd_characters(file: str, text: str) -> Iterator[Problem]:
    """The first of the characters that YAML allows in no text."""
    for odd in islice(yaml.reader.Reader.NON_PRINTABLE.finditer(text), MOST_ODD):
        before = text[: odd.start()]
        message = f"has a character that no text has: U+{ord(odd[0]):04X} is {_column(before)}."
        yield Problem(file, _line(before), "", message, "Take it out; not every editor shows it.")


def _syntax_problem(error: yaml.YAMLError, file: str, text: str) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    said = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    line = mark.line + 1 if mark else 0
    lines = text.splitlines()
    if mark and mark.line < len(lines) and "\t" in lines[mark.line]:
        return Problem(file, line, "", "has a tab where YAML wants spaces.", "Indent with spaces only.")
    if "mapping values are not allowed" in said:
        return Problem(file, line, "", "has a second colon in one line.", 'Put quotes round the text: key: "a: b".')
    return Problem(file, line, "", f"can't be read as YAML: {said}.", "Check the quotes and the indentation here.")


class _YamlBuilder:
    def __init__(self, file: str) -> None:
        self.file = file
        self.lines: dict[Path, int] = {}
        self.problems: list[Problem] = []
        self.seen: set[int] = set()
        self.aliases = 0
        self.size = 0  # letters of all texts, however often they are repeated

    def refuse(self, node: yaml.Node, path: Path, message: str, hint: str) -> None:
        where = ".".join(map(str, path))
        self.problems.append(Problem(self.file, node.start_mark.line + 1, where, message, hint))

    def build(self, node: yaml.Node, path: Path, depth: int) -> Data:
        self.lines.setdefault(path, node.start_mark.line + 1)
        if isinstance(node, yaml.ScalarNode):
            self.size += len(node.value)
            if self.size > 2 * LARGEST_FILE and not self.problems:
                self.refuse(node, path, "is a text that repeats itself too often.", "Write it out plainly.")
            return self.scalar(node, path)
        if id(node) in self.seen:
            self.aliases += 1
        self.seen.add(id(node))
        if depth > DEEPEST or self.aliases > MOST_ALIASES:
            if not self.problems:
                self.refuse(node, path, "is nested too deeply or repeats itself too often.", "Write it out plainly.")
            return None
        if isinstance(node, yaml.SequenceNode):
            return [self.build(child, (*path, index), depth + 1) for index, child in enumerate(node.value)]
        return self.mapping(node, path, depth)

    def mapping(self, node: yaml.Node, path: Path, depth: int) -> dict[str, Data]:
        built: dict[str, Data] = {}
        first: dict[str, int] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self.refuse(key_node, path, "has a key that is not a word.", "Put quotes round the text.")
                continue
            key = key_node.value
            line = key_node.start_mark.line + 1
            if key in built:
                hint = f"It stands in line {first[key]} too; keep one of them."
                self.refuse(key_node, (*path, key), "is written twice.", hint)
                continue
            first[key] = line
            self.lines[(*path, key)] = line
            built[key] = self.build(value_node, (*path, key), depth + 1)
        return built

    def scalar(self, node: yaml.ScalarNode, path: Path) -> Scalar:
        if node.tag not in ("tag:yaml.org,2002:" + kind for kind in _TAGS):
            self.refuse(
                node, path, 'has a tag, a word that starts with "!".', "Take the tag away, or put quotes round it."
            )
            return None
        value: str = node.value
        if node.style:
            return value
        if value in _CONSTANTS:
            return _CONSTANTS[value]
        if _INTEGER.match(value):
            return int(value) if len(value) < 16 else value
        return float(value) if _DECIMAL.match(value) else value


_TAGS = ("str", "int", "float", "bool", "null", "timestamp", "merge", "value")
