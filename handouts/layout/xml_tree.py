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
    builder, lines, stack = TreeBuilder(), dict[Element, Line](), list[Element]()
    data, sources, start_of_part, mark = text.encode(), dict[Element, bytes](), 0, ""
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def note(target: str, said: str) -> None:
        nonlocal mark
        if target == MARK and _MARKED.fullmatch(said):
            mark = said

    def refuse(*_: object) -> None:
        raise NotWellFormed(mark or parser.CurrentLineNumber, "a document type is not allowed")

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal start_of_part
        line = mark or parser.CurrentLineNumber
        element = builder.start(tag, attributes)
        stack.append(element)
        if len(stack) > DEEPEST:
            raise NestedTooDeeply(line, "")
        if len(stack) == PART:
            start_of_part = parser.CurrentByteIndex
        lines[element] = line

    def end(tag: str) -> None:
        element = builder.end(tag)
        if len(stack) == PART:
            source = data[start_of_part : parser.CurrentByteIndex]
            if source and PRIVATE_MARK not in source:
                sources[element] = source
            else:
                change_attributes(element, without_mark)
        stack.pop()

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    parser.ProcessingInstructionHandler = note
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        if error.code == MISMATCH and stack:
            raise NotWellFormed(lines[stack[-1]], f"<{stack[-1].tag}> is not closed, or closed twice") from None
        raise NotWellFormed(mark or error.lineno, expat.ErrorString(error.code)) from None
    return builder.close(), lines, sources
