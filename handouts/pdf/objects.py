"""What a PDF is made of, and ReportLab's way of writing it down. Besides, only `canvas.py` knows of ReportLab.

Values are Python's own: text, numbers, truth, lists and dictionaries, besides `Name` and `Reference`; bytes are a value
in file syntax already. Objects speak of each other by name until a file numbers them.
"""

from __future__ import annotations

import os
import sys
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import ModuleType
from typing import NamedTuple, TypeAlias

from handouts.resolve.direction import without_isolates

OVERRIDES = ("reportlab.local_rl_settings", "reportlab_settings")  # the second stands in for ~/.reportlab_settings too


def _import_as_shipped() -> None:
    """Import ReportLab's settings without what a person's files and RL_... variables change in them, such as remarks in
    every PDF: "same input, same bytes" holds on every machine. A program that has imported ReportLab before us has
    settled this itself."""
    if "reportlab.rl_config" in sys.modules:
        return
    for name in OVERRIDES:
        sys.modules[name] = ModuleType(name)
    variables = {name: os.environ.pop(name) for name in list(os.environ) if name.startswith("RL_")}
    try:
        import reportlab.rl_config  # noqa: F401
    finally:
        os.environ.update(variables)
        for name in OVERRIDES:
            del sys.modules[name]


_import_as_shipped()

from reportlab.pdfbase import pdfdoc  # noqa: E402 -- not before its settings

COMPRESSION = 9  # of what is deflated once and kept
QUICK = 2  # of what is a sheet's own: two thirds of the time of 4, for 2 % more bytes
# Around a name that stands for a number. Nothing else in an object has these bytes: ReportLab writes them as \001 and
# \002 in strings, and streams are left alone.
OPENING, CLOSING = "\x01", "\x02"
_DOCUMENT = pdfdoc.DummyDoc()  # values are written as in a file without encryption


@dataclass(frozen=True, slots=True)
class Name:
    """A name, without its slash."""

    text: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference to the object of a name."""

    name: str


Value: TypeAlias = "bytes | str | bool | int | float | Name | Reference | Sequence[Value] | Mapping[str, Value]"


@dataclass(frozen=True, slots=True)
class Stream:
    """`data` as it lies in the file."""

    data: bytes
    entries: Mapping[str, Value] = field(default_factory=dict)


class PdfObject(NamedTuple):
    """An object in file syntax, without its number; a `stream` can't lie in an object stream."""

    name: str
    data: bytes
    stream: bool = False


class Objects:
    """Objects by their names; what gets no name of its own is counted on from `prefix`."""

    def __init__(self, prefix: str = "object") -> None:
        self._prefix = prefix
        self._objects: dict[str, Value | Stream] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._objects

    def add(self, content: Value | Stream, name: str = "") -> Reference:
        """Take an object in; -> what other objects call it by."""
        name = name or f"{self._prefix} {len(self._objects) + 1}"
        self._objects[name] = content
        return Reference(name)

    def written(self) -> Iterator[PdfObject]:
        """All of them in file syntax."""
        for name, content in self._objects.items():
            yield PdfObject(name, written(content), isinstance(content, Stream))


def stream(data: bytes, entries: Mapping[str, Value] | None = None) -> Stream:
    """A stream that is deflated on the way."""
    return deflated_stream(zlib.compress(data, QUICK), entries)


def deflated_stream(data: bytes, entries: Mapping[str, Value] | None = None) -> Stream:
    """A stream of what is deflated already."""
    return Stream(data, {**(entries or {}), "Filter": Name("FlateDecode")})


def number_of(name: str) -> str:
    """What stands for the number of an object until it has one."""
    return f"{OPENING}{name}{CLOSING}"


def reference(name: str) -> bytes:
    """A reference to an object by its name, in file syntax."""
    return f"{number_of(name)} 0 R".encode()


def written(content: Value | Stream) -> bytes:
    """A value or a stream in file syntax."""
    if not isinstance(content, Stream):
        return bytes(pdfdoc.format(_of_reportlab(content), _DOCUMENT))
    head = written({**content.entries, "Length": len(content.data)})
    # an end of line before `endstream`, as PDF/A (ISO 19005-2, 6.1.7.1) wants
    return head + b"\nstream\n" + content.data + b"\r\nendstream\n"


def _of_reportlab(value: Value) -> object:
    """A value as ReportLab has it."""
    match value:
        case bytes():
            return value
        case Name(text):
            return pdfdoc.PDFName(text)
        case Reference(name):
            return reference(name)
        case str():
            return pdfdoc.PDFString(without_isolates(value))
        case bool():
            return b"true" if value else b"false"
        case int() | float():
            return value
        case Mapping():
            return pdfdoc.PDFDictionary({key: _of_reportlab(each) for key, each in value.items()})
        case Sequence():
            return pdfdoc.PDFArray([_of_reportlab(each) for each in value])
