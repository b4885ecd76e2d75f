"""What layouts see of a condition: its text in passages, signs that need help, words explained."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from handouts.figures.poses import PosedFigure
from handouts.resolve.dose import Sentence

NOT_FOR_LAYOUTS = {"for_layouts": False}  # of a field that is more than words and numbers: no layout reaches it


@dataclass(frozen=True, slots=True)
class PictureReference:
    """A picture of the clinic's own, to be loaded when it is painted."""

    path: Path = field(metadata=NOT_FOR_LAYOUTS)
    alt: str
    credit: str = ""


@dataclass(frozen=True, slots=True)
class LabelOfPicture:
    """Words beside or `below` a picture, the point that they mean in percent of its width and height, and the width of
    a ring round it, 0 for none."""

    text: str
    across: float
    down: float
    ring: float
    below: bool = False


@dataclass(frozen=True, slots=True)
class PictureOfCondition:
    """The picture that carries a handout's message, with its labels."""

    source: Path | PosedFigure = field(metadata=NOT_FOR_LAYOUTS)
    alt: str
    credit: str
    labels: tuple[LabelOfPicture, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of running text: a paragraph, a bulleted list or a table."""

    kind: Literal["text", "list", "table"]
    text: str = ""
    items: tuple[str, ...] = ()
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class TitledSection:
    """A heading and what stands under it; `name` says which of the sections it is that every condition may have."""

    title: str
    body: tuple[Passage, ...]
    name: str = ""

    @property
    def has_table(self) -> bool:
        """Whether a table stands in it, which needs all of a page's width."""
        return any(passage.kind == "table" for passage in self.body)

    @property
    def letters(self) -> int:
        """How many there are in its paragraphs and lists."""
        return sum(len(text) for passage in self.body for text in (passage.text, *passage.items))


@dataclass(frozen=True, slots=True)
class TreatmentLine:
    """One way of treating, with what is known about it."""

    name: str
    text: str
    evidence: str


@dataclass(frozen=True, slots=True)
class UrgencyBox:
    """Signs that share one action, such as "Call 999 now if:"."""

    level: Literal["emergency", "today", "soon"]
    title: str
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExplainedWord:
    """A word of the handout with what it means."""

    plain: str
    medical: str
    sentence: str


@dataclass(frozen=True, slots=True)
class ConditionText:
    """A condition as its handout prints it."""

    id: str
    name: str
    medical_name: str
    subtitle: str
    in_short: tuple[str, ...]
    sections: tuple[TitledSection, ...]
    treatments_introduction: str
    treatments: tuple[TreatmentLine, ...]
    outlook: tuple[TitledSection, ...]
    urgency: tuple[UrgencyBox, ...]
    explained: tuple[ExplainedWord, ...]
    evidence: str
    sources: tuple[str, ...]
    message: str = ""
    this_week: tuple[Sentence, ...] = ()
    figure: PictureOfCondition | None = None
