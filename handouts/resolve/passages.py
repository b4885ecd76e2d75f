"""What layouts see of a condition: its text in passages, signs that need help, words explained."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from handouts.figures.poses import PosedFigure
from handouts.resolve.dose import Sentence

LINE, HALF_LINE = 66, 34  # letters in a line of a page, and of half of it
HEADING_LINES = 1.5
BEFORE_DOING = ("what_it_is", "signs", "causes", "assessment", "treatments", "outlook")
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
    """The picture that carries a handout's message, or shows what to do, with its labels; of a pose, the one of this
    `number`. It has a `picture_name` for the layout and a `place` in the condition's file; one that an exercise has of
    itself names that exercise, and the `step` that it shows."""

    picture_name: str
    place: tuple[str | int, ...] = field(metadata=NOT_FOR_LAYOUTS)
    source: Path | PosedFigure = field(metadata=NOT_FOR_LAYOUTS)
    alt: str
    credit: str
    labels: tuple[LabelOfPicture, ...] = ()
    number: int = 1
    of_exercise: str = ""
    step: int | None = None


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
    """A heading and what stands under it; `name` says which of the sections it is that every condition may have. What
    is not `in_pack` is said there by the leaf or the exercise sheet."""

    title: str
    body: tuple[Passage, ...]
    name: str = ""
    in_pack: bool = True

    def lines(self, letters: int) -> float:
        """About how many lines it has with its heading, where a line holds so many letters."""
        texts = (text for passage in self.body for text in (passage.text, *passage.items) if text)
        rows = (row for passage in self.body for row in passage.rows)
        return HEADING_LINES + sum(-(-len(text) // letters) for text in texts) + sum(2 for _ in rows)

    @property
    def has_table(self) -> bool:
        """Whether a table stands in it, which needs all of a page's width."""
        return any(passage.kind == "table" for passage in self.body)


@dataclass(frozen=True, slots=True)
class ActionInSteps:
    """How one thing is done, with its pictures."""

    title: str
    steps: tuple[str, ...]
    figure: tuple[PictureOfCondition, ...]


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
    """A condition as its handout prints it; `kind` says what the sheet is about, under its name."""

    id: str
    name: str
    kind: str
    medical_name: str
    subtitle: str
    in_short: tuple[str, ...]
    sections: tuple[TitledSection, ...]
    treatments_introduction: str
    treatments: tuple[TreatmentLine, ...]
    first: tuple[TitledSection, ...]
    more: tuple[TitledSection, ...]
    urgency: tuple[UrgencyBox, ...]
    explained: tuple[ExplainedWord, ...]
    evidence: str
    sources: tuple[str, ...]
    message: str = ""
    this_week: tuple[Sentence, ...] = ()
    figure: PictureOfCondition | None = None
    how_to: tuple[ActionInSteps, ...] = ()

    @property
    def pictures(self) -> tuple[PictureOfCondition, ...]:
        """All of them: the one of the condition first, then those of what to do."""
        return (*filter(None, [self.figure]), *(picture for action in self.how_to for picture in action.figure))

    @property
    def rows(self) -> tuple[tuple[TitledSection, ...], ...]:
        """What stands before what to do, in rows of one or two sections side by side: as takes the least height."""
        named = {section.name: section for section in self.sections}
        return _lowest(tuple(named[name] for name in BEFORE_DOING if name in named))[1]


def _lowest(sections: tuple[TitledSection, ...]) -> tuple[float, tuple[tuple[TitledSection, ...], ...]]:
    """The least height of sections in rows, in lines, and the rows."""
    if not sections:
        return 0.0, ()
    first, *others = sections
    height, rows = _lowest(tuple(others))
    found = [(first.lines(LINE) + height, ((first,), *rows))]
    if others and not first.has_table and not others[0].has_table:
        beside = max(first.lines(HALF_LINE), others[0].lines(HALF_LINE))
        height, rows = _lowest(tuple(others[1:]))
        found.append((beside + height, ((first, others[0]), *rows)))
    return min(found, key=lambda pair: pair[0])
