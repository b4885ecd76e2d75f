"""An SVG file as a tree of its elements, each with its line, before anything of it is understood."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

LARGEST = 5_000_000  # bytes
MOST_ELEMENTS = 20_000  # in the file, and once more drawn
MOST_SEGMENTS = 50_000  # lines and curves that are drawn
DEEPEST = 100  # elements inside one another
_SVG = "http://www.w3.org/2000/svg"
_LINK = "http://www.w3.org/1999/xlink href"
_QUOTED = r"""(?:"[^"<>]*"|'[^'<>]*')"""
_PLAIN_DOCTYPE = re.compile(rf"<!DOCTYPE\s+svg(?:\s+(?:PUBLIC\s+{_QUOTED}|SYSTEM))?(?:\s+{_QUOTED})?\s*>")
_ENCODING = re.compile(rb"""\s*<\?xml[^>]{1,60}encoding\s*=\s*["']([A-Za-z0-9._-]+)""")
_ENCODINGS = ("utf-8", "us-ascii", "iso-8859-1", "windows-1252")


class UnfaithfulDrawing(ValueError):
    """Names what in an SVG file can't be drawn faithfully, in which line if it is known; `hint` says what to do."""

    def __init__(self, message: str, hint: str = "Simplify the drawing to plain shapes.", line: int = 0) -> None:
        super().__init__(message)
        self.hint, self.line = hint, line

    def __str__(self) -> str:
        return f"{self.args[0]} (line {self.line})" if self.line else str(self.args[0])


class EndlessDrawing(UnfaithfulDrawing):
    """One that is so large, or uses its parts so often, that nothing more of it is read."""


def too_many() -> EndlessDrawing:
    """A drawing with more segments than anyone draws."""
    return EndlessDrawing(
        f"it is made of more than {MOST_SEGMENTS:,} points", "Simplify the drawing, or save it as PNG."
    )


@dataclass(slots=True)
class Node:
    """An element of SVG. Its attributes are those of SVG, `href` in both its spellings; `text` is kept of styles."""

    name: str
    attributes: dict[str, str]
    line: int
    children: list[Node] = field(default_factory=list)
    text: str = ""

    def every(self) -> Iterator[Node]:
        """This element and all below it, in their order."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += reversed(node.children)


def read_tree(data: bytes) -> Node:
    """The outermost element of a file. Raises UnfaithfulDrawing for what is no SVG, or speaks of other files."""
    if len(data) > LARGEST:
        raise UnfaithfulDrawing("it is larger than 5 MB", "Save a simpler drawing, or a PNG.")
    text = _PLAIN_DOCTYPE.sub(lambda found: "\n" * found[0].count("\n"), _decoded(data), count=1)
    parser = expat.ParserCreate(namespace_separator=" ")
    builder = _SvgBuilder(parser)
    parser.StartElementHandler, parser.EndElementHandler = builder.start, builder.end
    parser.CharacterDataHandler = builder.characters
    parser.StartDoctypeDeclHandler, parser.ProcessingInstructionHandler = _refuse_entities, builder.instruction
    try:
        parser.Parse(text, True)
    except (expat.ExpatError, ValueError) as error:
        if isinstance(error, UnfaithfulDrawing):
            raise
        raise UnfaithfulDrawing("it is not well-formed XML", "Export it again.", parser.ErrorLineNumber) from None
    if builder.root is None or builder.root.name != "svg":
        raise UnfaithfulDrawing("it is no SVG drawing", "Export it again.")
    return builder.root


def _decoded(data: bytes) -> str:
    declared = _ENCODING.match(data)
    encoding = declared[1].decode().lower() if declared else "utf-8"
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or 0 in data[:2]:
        encoding = "utf-16" if data[:1] > b"<" else "utf-16-le" if data[:1] == b"<" else "utf-16-be"
    elif encoding == "utf-8":
        encoding = "utf-8-sig"
    elif encoding not in _ENCODINGS:
        raise UnfaithfulDrawing(f'its letters are in "{encoding[:20]}"', "Save it as UTF-8.")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise UnfaithfulDrawing("it is not UTF-8 text", "Save it as UTF-8.") from None


def _refuse_entities(*_: object) -> None:
    raise UnfaithfulDrawing("it has a DOCTYPE with entities", "Save it as plain SVG.")


class _SvgBuilder:
    def __init__(self, parser: expat.XMLParserType) -> None:
        self.parser = parser
        self.root: Node | None = None
        self.path: list[Node] = []
        self.foreign = 0  # how deep inside of an element that is no SVG
        self.count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        if self.foreign or space not in ("", _SVG):
            self.foreign += 1  # an editor's own remarks draw nothing
            return
        self.count += 1
        if self.count > MOST_ELEMENTS or len(self.path) > DEEPEST:
            raise UnfaithfulDrawing(f"it has more than {MOST_ELEMENTS:,} elements, or {DEEPEST} inside one another")
        own = {key: value for key, value in attributes.items() if " " not in key}
        if _LINK in attributes:
            own.setdefault("href", attributes[_LINK])
        node = Node(local, own, self.parser.CurrentLineNumber)
        if self.path:
            self.path[-1].children.append(node)
        else:
            self.root = node
        self.path.append(node)

    def end(self, _name: str) -> None:
        if self.foreign:
            self.foreign -= 1
        else:
            self.path.pop()

    def characters(self, text: str) -> None:
        if not self.foreign and self.path[-1].name == "style":
            self.path[-1].text += text

    def instruction(self, target: str, _data: str) -> None:
        if target == "xml-stylesheet":
            line = self.parser.CurrentLineNumber
            raise UnfaithfulDrawing("its style stands in another file", "Put everything into this one file.", line)
