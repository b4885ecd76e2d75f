"""XML to elements that know their line, by expat. No entities, no document types, nothing from outside."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from handouts.reuse.private import MARK as PRIVATE
from handouts.reuse.private import without_mark

PART = 3  # how deep the parts of a sheet's header, body and footer stand
DEEPEST = 50  # elements inside one another; the bundled layouts nest 10
MARK = "layout-line"  # the processing instruction before a tag that says where in a layout it stands: its file, a line
_MARKED = re.compile(r"[\w.:-]+ \d+")
PRIVATE_MARK = PRIVATE.encode()
MISMATCH = 7  # expat's number for a tag that is closed by another

Line: TypeAlias = int | str  # of the rendered text, or what the last mark says


def change_attributes(element: Element, change: Callable[[str], str]) -> None:
    """Change the attributes of an element and of all that it holds."""
    for each in element.iter():
        for name, value in each.attrib.items():
            each.attrib[name] = change(value)


class NotWellFormed(ValueError):
    """Where and why the text stops being XML."""

    def __init__(self, line: Line, why: str) -> None:
        super().__init__(why)
        self.line, self.why = line, why


class NestedTooDeeply(NotWellFormed):
    """Elements stand inside one another without an end in sight."""


def parse_xml(text: str) -> tuple[Element, dict[Element, Line], dict[Element, bytes]]:
    """-> the root; for each element, the line on which it was opened; and for those that stand in the parts of the
    root, their source up to the tag that closes them (none for one that holds nothing, or anything private). The
    attributes of these parts are private where they have a mark. Raises NotWellFormed."""
    reading = _Handlers(text.encode())
    try:
        reading.parser.Parse(reading.data, True)
    except expat.ExpatError as error:
        stack = reading.stack
        if error.code == MISMATCH and stack:
            why = f"<{stack[-1].tag}> is not closed, or closed twice"
            raise NotWellFormed(reading.lines[stack[-1]], why) from None
        raise NotWellFormed(reading.mark or error.lineno, expat.ErrorString(error.code)) from None
    return reading.builder.close(), reading.lines, reading.sources


class _Handlers:
    """What has been read so far, and what expat calls on the way."""

    def __init__(self, data: bytes) -> None:
        self.data, self.builder, self.mark = data, TreeBuilder(), ""
        self.lines, self.sources = dict[Element, Line](), dict[Element, bytes]()
        self.stack, self.start_of_part = list[Element](), 0
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.builder.data
        self.parser.ProcessingInstructionHandler = self.note
        self.parser.StartDoctypeDeclHandler = self.refuse
        self.parser.EntityDeclHandler = self.refuse

    def note(self, target: str, said: str) -> None:
        if target == MARK and _MARKED.fullmatch(said):
            self.mark = said

    def refuse(self, *_: object) -> None:
        raise NotWellFormed(self.mark or self.parser.CurrentLineNumber, "a document type is not allowed")

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        line = self.mark or self.parser.CurrentLineNumber
        element = self.builder.start(tag, attributes)
        self.stack.append(element)
        if len(self.stack) > DEEPEST:
            raise NestedTooDeeply(line, "")
        if len(self.stack) == PART:
            self.start_of_part = self.parser.CurrentByteIndex
        self.lines[element] = line

    def end(self, tag: str) -> None:
        element = self.builder.end(tag)
        if len(self.stack) == PART:
            source = self.data[self.start_of_part : self.parser.CurrentByteIndex]
            if source and PRIVATE_MARK not in source:
                self.sources[element] = source
            else:
                change_attributes(element, without_mark)
        self.stack.pop()
