"""XML to elements that know their line, by expat. No entities, no document types, nothing from outside."""

from __future__ import annotations

from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

DEEPEST = 50  # elements inside one another; the bundled layouts nest 10


class NotWellFormed(ValueError):
    """Where the text stops being XML: `line` and `column` count from 1."""

    def __init__(self, line: int, column: int) -> None:
        super().__init__(f"line {line}, column {column}")
        self.line, self.column = line, column


class NestedTooDeeply(NotWellFormed):
    """Elements stand inside one another without an end in sight."""


def parse_xml(text: str) -> tuple[Element, dict[Element, int]]:
    """-> the root and, for each element, the line on which it was opened. Raises NotWellFormed."""
    builder, lines, depth = TreeBuilder(), dict[Element, int](), 0
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def refuse(*_: object) -> None:
        raise NotWellFormed(parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise NestedTooDeeply(parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
        lines[builder.start(tag, attributes)] = parser.CurrentLineNumber

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(tag)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(text.encode(), True)
    except expat.ExpatError as error:
        raise NotWellFormed(error.lineno, error.offset + 1) from None
    return builder.close(), lines
