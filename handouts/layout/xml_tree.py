"""XML to elements that know their line, by expat. No entities, no document types, nothing from outside."""

from __future__ import annotations

from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

PART = 3  # how deep the parts of a sheet's header, body and footer stand
DEEPEST = 50  # elements inside one another; the bundled layouts nest 10


class NotWellFormed(ValueError):
    """Where the text stops being XML: `line` and `column` count from 1."""

    def __init__(self, line: int, column: int) -> None:
        super().__init__(f"line {line}, column {column}")
        self.line, self.column = line, column


class NestedTooDeeply(NotWellFormed):
    """Elements stand inside one another without an end in sight."""


def parse_xml(text: str) -> tuple[Element, dict[Element, int], dict[Element, bytes]]:
    """-> the root; for each element, the line on which it was opened; and for those that stand in the parts of the
    root, their source up to the tag that closes them (none for one that holds nothing). Raises NotWellFormed."""
    builder, lines, depth = TreeBuilder(), dict[Element, int](), 0
    data, sources, start_of_part = text.encode(), dict[Element, bytes](), 0
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def refuse(*_: object) -> None:
        raise NotWellFormed(parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth, start_of_part
        depth += 1
        if depth > DEEPEST:
            raise NestedTooDeeply(parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
        if depth == PART:
            start_of_part = parser.CurrentByteIndex
        lines[builder.start(tag, attributes)] = parser.CurrentLineNumber

    def end(tag: str) -> None:
        nonlocal depth
        element = builder.end(tag)
        if depth == PART and (source := data[start_of_part : parser.CurrentByteIndex]):
            sources[element] = source
        depth -= 1

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise NotWellFormed(error.lineno, error.offset + 1) from None
    return builder.close(), lines, sources
