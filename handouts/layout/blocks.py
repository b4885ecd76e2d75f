"""The whole vocabulary of a page: frozen blocks that are typeset, tagged and read as plain text alike.

Lengths are millimetres; sizes and colours never stand here, only the names of styles.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from handouts.reuse.private import Private, letters_of

SpanKind = Literal["text", "value", "blank", "page", "pages"]
CalloutKind = Literal["emergency", "today", "soon", "tip", "summary", "dose", "caution"]
CellState = Literal["open", "off", "later", "rest"]


@dataclass(frozen=True, slots=True)
class Span:
    """Words of one look. A `value` never breaks over lines, a `blank` is a gap of `width` mm to write in, `page` and
    `pages` become numbers when the pages are known. `language` is the tag of words in another language than the
    sheet's. What has `private` words in it is never kept: that is so unless somebody knows better."""

    text: str = ""
    kind: SpanKind = "text"
    strong: bool = False
    link: str = ""
    width: float = 0.0
    language: str = ""
    private: bool = True

    def saying(self, text: str) -> Span:
        """Other words that look the same."""
        return Span(text, self.kind, self.strong, self.link, self.width, self.language, self.private)


Spans: TypeAlias = tuple[Span, ...]


def spans_of(text: str) -> Spans:
    """Plain words, private where their type says so."""
    return (Span(letters_of(text), private=isinstance(text, Private)),)


@dataclass(frozen=True, slots=True)
class Heading:
    """A title; `level` 1 heads the sheet, 2 a section, 3 a part of it."""

    level: Literal[1, 2, 3]
    spans: Spans
    style: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words that run over lines."""

    spans: Spans
    style: str = "body"
    align: Literal["start", "end", "centre"] = "start"


@dataclass(frozen=True, slots=True)
class List:
    """Bulleted, numbered steps, or boxes to tick."""

    kind: Literal["bulleted", "numbered", "ticks"]
    items: tuple[Spans, ...]
    style: str = "body"


@dataclass(frozen=True, slots=True)
class Joints:
    """How a language parts the things of a list, and puts a label before a text."""

    comma: str = ", "
    labelled: str = "{label}: {text}"


@dataclass(frozen=True, slots=True)
class Table:
    """`widths` are shares of the whole, by their texts when left out. `head` heads the columns, and the first cell of a
    row heads the row where `row_heads` says so. `joints` put its words together where there are no columns."""

    head: tuple[Spans, ...]
    rows: tuple[tuple[Spans, ...], ...]
    widths: tuple[float, ...] = ()
    row_heads: bool = True
    joints: Joints = Joints()


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture by its name among the sheet's pictures; `alt` is what a listener hears."""

    picture: str
    alt: str
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class FigureRow:
    """Pictures of one movement side by side, in their order."""

    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Callout:
    """A box that stands out: three levels of urgency, a tip, the summary, a dose, a caution. `level` makes its title a
    heading; 0 leaves it a paragraph."""

    kind: CalloutKind
    blocks: tuple[Block, ...]
    title: Spans = ()
    level: int = 0


@dataclass(frozen=True, slots=True)
class Card:
    """An exercise: its number, its name and what belongs to it. It breaks only if it is longer than a page."""

    number: str
    title: Spans
    blocks: tuple[Block, ...]
    level: int = 2


@dataclass(frozen=True, slots=True)
class Group:
    """Blocks that stay on one page if they fit there."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """Blocks side by side; `widths` in mm, 0 taking what is left."""

    widths: tuple[float, ...]
    columns: tuple[tuple[Block, ...], ...]
    gap: float = 6.0


@dataclass(frozen=True, slots=True)
class LogCells:
    """One row's week: the state of the whole week, the word printed in it when it is not open, and the numbers to reach
    on its days."""

    state: CellState
    label: str = ""
    targets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LogLine:
    """An exercise in the log: name, small picture, boxes a day, weeks."""

    name: Spans
    boxes: int
    weeks: tuple[LogCells, ...]
    picture: Figure | None = None


@dataclass(frozen=True, slots=True)
class Log:
    """Exercises by days with boxes to tick. `weeks` head groups of days, `days` are the weekday names of every week,
    `dates` each week's days of the month where they are known. A listener hears `off` where a day has a dash instead of
    boxes, and `called` for each week; `joints` put its words together."""

    heading: Spans
    weeks: tuple[Spans, ...]
    days: tuple[tuple[str, CellState], ...]
    parts: tuple[str, ...]
    lines: tuple[LogLine, ...]
    mark: Literal["box", "star"] = "box"
    off: str = ""
    dates: tuple[tuple[str, ...], ...] = ()
    called: tuple[str, ...] = ()
    joints: Joints = Joints()

    def day_name(self, week: int, day: int) -> tuple[str, ...]:
        """What heads a day's column: its weekday, and its date where that is known."""
        return (self.days[day][0], *((self.dates[week][day],) if self.dates else ()))


@dataclass(frozen=True, slots=True)
class Scale:
    """Numbers to circle, with what the ends mean."""

    low: int
    high: int
    low_label: str
    high_label: str


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines to write on, with a word before the first."""

    count: int
    label: Spans = ()


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
    | Columns
    | Log
    | Scale
    | Lines
    | QrCode
    | Rule
    | Swatch
    | PageBreak
    | Space
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole document: what every page carries, and the blocks that flow over the pages."""

    title: str
    language: str
    direction: Literal["ltr", "rtl"]
    first_header: tuple[Block, ...]
    header: tuple[Block, ...]
    footer: tuple[Block, ...]
    blocks: tuple[Block, ...] = field(default=())


def spans_in(value: Any) -> Iterator[Span]:
    """Every span of a block, or of blocks, however deep it stands."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from spans_in(each)
    else:
        for name in getattr(type(value), "__slots__", ()):
            yield from spans_in(getattr(value, name))


def is_private(block: Any) -> bool:
    """Whether any word of a block is private, however deep it stands."""
    waiting = [block]
    while waiting:
        value = waiting.pop()
        kind = type(value)
        if kind is tuple:
            waiting += value
        elif kind is Private or (kind is Span and value.private):
            return True
        elif kind is not str and kind is not Span:
            waiting += [getattr(value, name) for name in getattr(value, "__slots__", ())]
    return False


def with_spans(value: Any, change: Callable[[Spans], Spans]) -> Any:
    """A block, or blocks, with every line of words changed, however deep it stands."""
    if isinstance(value, tuple):
        if value and isinstance(value[0], Span):
            return change(value)
        return tuple([with_spans(each, change) for each in value])
    names = getattr(value, "__slots__", ())
    return type(value)(*[with_spans(getattr(value, name), change) for name in names]) if names else value
