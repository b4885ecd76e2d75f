"""Blocks that stand in elements, headings in their order, and pictures: what every reader of blocks needs."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element

from handouts.layout import blocks as b
from handouts.layout.elements import Elements
from handouts.layout.vocabulary import BLOCKS
from handouts.layout.xml_tree import Line
from handouts.resolve.direction import without_isolates
from handouts.reuse.private import together

APART = {"card": ("title", "under"), "callout": ("title", "under"), "if-room": ("otherwise",)}  # no blocks themselves


class BlockElements(Elements):
    """Reads the blocks of an element, each by the method `block_` and its tag."""

    def __init__(self, layout: str, lines: dict[Element, Line], sources: dict[Element, bytes], *, marked: bool) -> None:
        super().__init__(layout, lines, marked=marked)
        self.sources, self.level = sources, 0
        self.read: list[tuple[b.Block, Element]] = []

    def blocks(self, parent: Element) -> tuple[b.Block, ...]:
        """Those that stand in an element, save its title and what else is read apart."""
        self.no_words(parent)
        apart = APART.get(parent.tag, ())
        return tuple(self.block(child) for child in parent if child.tag not in apart)

    def block(self, element: Element) -> b.Block:
        """The block of an element."""
        self.check(element, BLOCKS)
        make: Callable[[Element], b.Block] = getattr(self, "block_" + element.tag.replace("-", "_"))
        block = make(element)
        self.read.append((block, element))
        return block

    def open_heading(self, element: Element, level: int) -> None:
        """Refuse a heading that leaves out a level: a listener who goes from heading to heading would lose the way."""
        if level > self.level + 1:
            before = f"the one before it is of level {self.level}" if self.level else "it is the first one"
            self.refuse(element, f"a heading is of level {level}, and {before}.", f'Write level="{self.level + 1}".')
        self.level = level

    def block_figure(self, element: Element) -> b.Figure:
        """A picture in its room."""
        alt = self.alt_of(element, "a figure", "what it shows")
        width, height = self.number(element, "width", 58), self.number(element, "height", 58)
        labels, most = tuple(self.figure_label(child) for child in element), self.number(element, "most", 0)
        picture = without_isolates(element.get("picture", ""))
        return b.Figure(picture, alt, width, height, element.get("marker", ""), labels, most)

    def figure_label(self, element: Element) -> b.FigureLabel:
        """Words beside a picture and the point that they mean."""
        self.check(element, ("label",))
        across, down = (min(self.number(element, name, 50), 100.0) for name in ("across", "down"))
        spans = self.spans(element)
        if not spans:
            self.refuse(element, "a label has no words.", "Write some, or take it away.")
        below = self.choice(element, "below", ("no", "yes")) == "yes"
        return b.FigureLabel(spans, across, down, self.number(element, "ring", 0), below)

    def alt_of(self, element: Element, what: str, asked: str) -> str:
        """What a listener hears of a picture; refused when there is nothing."""
        alt = together(element.get("alt", "").split(), " ")
        if not alt:
            self.refuse(element, f"{what} has no alt text.", f'Say {asked}: alt="...".')
        return alt
