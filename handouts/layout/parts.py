"""What blocks of every kind are made of: words, pictures, a week of a log."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from handouts.resolve.dose import fill_text
from handouts.reuse.private import Private, letters_of, together

SpanKind = Literal["text", "value", "marker", "blank", "page", "pages"]
CellState = Literal["open", "off", "later", "rest"]


@dataclass(frozen=True, slots=True)
class Joints:
    """How a language puts texts together: the things of a list, a label before a text, one sentence behind another."""

    comma: str = ", "
    labelled: str = "{label}: {text}"
    sentence: str = "{text}."
    space: str = " "

    def listed(self, texts: Iterable[str]) -> str:
        """The things of a list."""
        return together(texts, self.comma)

    def label(self, label: str, text: str) -> str:
        """A text with what it is before it."""
        return fill_text(self.labelled, label=label, text=text)


OF_ENGLISH = Joints()


@dataclass(frozen=True, slots=True)
class Span:
    """Words of one look. A `value` never breaks over lines, nor does a `marker`, which stands on a ground of its
    own; a `blank` is a gap of `width` mm to write in, `page` and `pages` become numbers when the pages are known.
    Blanks `of` the same thing have one value in a form. `language` is the tag of words in another language than the
    sheet's. What has `private` words in it is never kept: that is so unless somebody knows better."""

    text: str = ""
    kind: SpanKind = "text"
    strong: bool = False
    link: str = ""
    width: float = 0.0
    language: str = ""
    private: bool = True
    of: str = ""

    def saying(self, text: str) -> Span:
        """Other words that look the same."""
        return Span(text, self.kind, self.strong, self.link, self.width, self.language, self.private)


Spans: TypeAlias = tuple[Span, ...]


def spans_of(text: str) -> Spans:
    """Plain words, private where their type says so."""
    return (Span(letters_of(text), private=isinstance(text, Private)),)


@dataclass(frozen=True, slots=True)
class FigureLabel:
    """Words beside a picture, and the point that they mean in percent of its width and height. A `ring` round that is
    as wide as so many percent of the picture's width, 0 for none. Those `below` stand under the picture."""

    spans: Spans
    across: float
    down: float
    ring: float = 0.0
    below: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture by its name among the sheet's pictures; `alt` is what a listener hears, also in the place of its
    labels. A `marker` above it says which step it shows. It is `height` mm high at most, up to `most` where its pages
    have room."""

    picture: str
    alt: str
    width: float
    height: float
    marker: str = ""
    labels: tuple[FigureLabel, ...] = ()
    most: float = 0.0


@dataclass(frozen=True, slots=True)
class LogCells:
    """One exercise's week: the state of the whole week, the word printed in it when it is not open, and the numbers to
    reach in its rows."""

    state: CellState
    label: str = ""
    targets: tuple[str, ...] = ()
