"""The whole vocabulary of a page: frozen blocks that are typeset, tagged and read as plain text alike.

Lengths are millimetres; sizes and colours never stand here, only the names of styles.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from handouts.layout.leaf import Band as Band
from handouts.layout.leaf import DayColumn as DayColumn
from handouts.layout.leaf import DayLog as DayLog
from handouts.layout.leaf import DayRow as DayRow
from handouts.layout.leaf import DayWeek as DayWeek
from handouts.layout.leaf import Dose as Dose
from handouts.layout.leaf import DoseCell as DoseCell
from handouts.layout.leaf import ProgrammeCell as ProgrammeCell
from handouts.layout.parts import OF_ENGLISH
from handouts.layout.parts import Figure as Figure
from handouts.layout.parts import FigureLabel as FigureLabel
from handouts.layout.parts import Joints as Joints
from handouts.layout.parts import LogCells as LogCells
from handouts.layout.parts import Span as Span
from handouts.layout.parts import SpanKind as SpanKind
from handouts.layout.parts import Spans as Spans
from handouts.layout.parts import spans_of as spans_of

CalloutKind = Literal["tip", "hero", "emergency", "today", "soon", "summary", "dose", "caution", "notes"]
ListKind = Literal["bulleted", "numbered", "steps", "ticks"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A title; `level` 1 heads the sheet, 2 a section, 3 a part of it. An `icon` stands before it."""

    level: Literal[1, 2, 3]
    spans: Spans
    style: str = ""
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words that run over lines."""

    spans: Spans
    style: str = "body"
    align: Literal["start", "end", "centre"] = "start"


@dataclass(frozen=True, slots=True)
class List:
    """Bulleted, numbered, steps with their numbers on grounds as markers have, or boxes to tick. One with
    `columns` goes on beside itself where the profile does so: 2 are read down, more of them across."""

    kind: ListKind
    items: tuple[Spans, ...]
    style: str = "body"
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """`widths` are shares of the whole, by their texts when left out. `head` heads the columns, and the first cell of a
    row heads the row where `row_heads` says so."""

    head: tuple[Spans, ...]
    rows: tuple[tuple[Spans, ...], ...]
    widths: tuple[float, ...] = ()
    row_heads: bool = True
    style: str = "cell"


@dataclass(frozen=True, slots=True)
class FigureRow:
    """Pictures of one movement side by side; in a `panel` on a ground, at one scale and up to `height` mm, as large as
    they can be."""

    figures: tuple[Figure, ...]
    panel: bool = False
    height: float = 0.0


@dataclass(frozen=True, slots=True)
class Callout:
    """A box that stands out. `level` makes its title a heading, 0 leaves it a paragraph; a title `beside` its blocks
    has that many mm, 0 puts it above."""

    kind: CalloutKind
    blocks: tuple[Block, ...]
    title: Spans = ()
    level: int = 0
    beside: float = 0.0


@dataclass(frozen=True, slots=True)
class Card:
    """An exercise, which breaks only if it is longer than a page. A line stands `under` its name."""

    number: str
    title: Spans
    blocks: tuple[Block, ...]
    level: int = 2
    under: Spans = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Blocks that stay on one page if they fit there."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Foot:
    """Blocks that stand at the foot of the page on which they come up, if there is room; what follows goes on above."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class IfRoom:
    """Blocks for which there may be room: on paper they are `there` where nothing else moves to another page, or else
    what is to stand there `otherwise`. They take what pictures leave over, or have their room `first`. Where there are
    no pages, they are there."""

    blocks: tuple[Block, ...]
    otherwise: tuple[Block, ...] = ()
    first: bool = False
    there: bool = False

    @property
    def on_paper(self) -> tuple[Block, ...]:
        """Those of them that are printed."""
        return self.blocks if self.there else self.otherwise


@dataclass(frozen=True, slots=True)
class Columns:
    """Blocks side by side; `widths` in mm, 0 taking what is left. They `flow` one under the other where that fills a
    page; the first column with a width takes the widest of `fit` with which nothing gets higher; round a picture alone,
    none that doesn't make it larger. The widths of `balanced` ones are those that make them lowest, and they stand one
    under the other where that is lower still. The second of two at the end of a card that `rises` goes under the
    pictures where that makes the card lower."""

    widths: tuple[float, ...]
    columns: tuple[tuple[Block, ...], ...]
    gap: float = 6.0
    flow: bool = False
    fit: tuple[float, ...] = ()
    balanced: bool = False
    rises: bool = False


@dataclass(frozen=True, slots=True)
class Scale:
    """Numbers to circle, with what the ends mean. With a `limit` the numbers above it are dark, and the labels say what
    those up to it and those above it mean. `said` is what a form asks for."""

    low: int
    high: int
    low_label: str
    high_label: str
    limit: int | None = None
    said: str = ""


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines to write on, with a word before the first; `said` is what a form asks for, if it is not that word."""

    count: int
    label: Spans = ()
    said: str = ""


@dataclass(frozen=True, slots=True)
class Spare:
    """A titled box of lines to write on in the room that is left over on the last page: at most, at least so many."""

    title: Spans
    most: int = 8
    least: int = 3

    def of(self, count: int) -> Callout:
        """The box with so many lines."""
        return Callout("notes", (Lines(count, said="".join(span.text for span in self.title)),), self.title)


@dataclass(frozen=True, slots=True)
class QrCode:
    """An address as a QR code; `alt` is what a listener hears."""

    address: str
    alt: str
    width: float = 24.0


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across, in grey or in the clinic's colour."""

    colour: Literal["grey", "primary"] = "grey"


@dataclass(frozen=True, slots=True)
class Swatch:
    """A field of one of the clinic's colours."""

    colour: Literal["primary", "accent", "tint"]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts on a new page."""


@dataclass(frozen=True, slots=True)
class Space:
    """Empty height in units of the style's vertical grid."""

    units: float = 1.0


@dataclass(frozen=True, slots=True)
class ProgrammeGrid:
    """Exercises in rows (1 column) or in cells of 2 columns; the first block of `aside` takes the last cell where that
    is free, the others stand below."""

    columns: Literal[1, 2]
    cells: tuple[ProgrammeCell, ...]
    aside: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class LeafSide:
    """A side of a leaf: blocks of which the grid or the log takes the height that is left."""

    blocks: tuple[Block, ...]


Block: TypeAlias = (
    Heading
    | Paragraph
    | List
    | Table
    | Figure
    | FigureRow
    | Callout
    | Card
    | Group
    | Foot
    | IfRoom
    | Columns
    | Scale
    | Lines
    | Spare
    | QrCode
    | Rule
    | Swatch
    | PageBreak
    | Space
    | Band
    | Dose
    | ProgrammeGrid
    | DayLog
    | LeafSide
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole document: what every page carries, and the blocks that flow over the pages in a frame of the style's. A
    listener hears `gap` where there is a gap to write in; `joints` put words together that the blocks have apart."""

    title: str
    language: str
    direction: Literal["ltr", "rtl"]
    first_header: tuple[Block, ...]
    header: tuple[Block, ...]
    footer: tuple[Block, ...]
    blocks: tuple[Block, ...] = field(default=())
    frame: Literal["usual", "full"] = "usual"
    gap: str = "blank"
    joints: Joints = OF_ENGLISH
