"""Brand, profile and paper to a Style: every size, distance and colour of a sheet in points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from handouts.content.clinic import Brand
from handouts.content.looks import LeafSizes, Styles, TextSizes, Theme
from handouts.drawing.shapes import MM as MM  # what is typeset has its lengths from here
from handouts.drawing.shapes import WHITE, Colour
from handouts.files.problems import Problem, nearest
from handouts.layout.themes import GREY as GREY
from handouts.layout.themes import HAIR, ThemeStyle, theme_style
from handouts.layout.themes import INK as INK

PAPERS = {"a4": (210 * MM, 297 * MM), "letter": (612.0, 792.0)}
CONTENT_WIDTH = 180 * MM  # on both papers at least, so that either prints on the other without loss
CLOSE = 0.65  # of its distances: how near things stand on a sheet that saves a leaf by it
CLOSEST = {"a4": 0.35, "letter": 0.35}  # where that is not enough; Letter is 18 mm lower and to take no more pages
LOW = {"a4": 1.0, "letter": 0.95}  # of their leading: how near lines stand there
LEAST_LEADING = 1.2  # times as large as letters
MEASURE = 166 * MM  # running text: 60 to 70 characters at 14 pt (RNIB clear print)
FLAT = 0.95  # of their height: the boxes and rows of a log on a sheet that saves a leaf by it
NEARER = 1.5 * MM  # to the edges of the paper, on a dense sheet
REACHED = 6.4 * MM  # from the upper and the lower edge of Letter: its printers leave a quarter of an inch white
EDGE = 9 * MM  # above the header and below the footer
SPACE_AROUND_BODY = 8.0  # points between the header or footer and the running content
RULE = HAIR
SHADE: Colour = (0.90, 0.91, 0.92)


@dataclass(frozen=True, slots=True)
class PageFrame:
    """What of a page is for content, in points: how wide it is, how far from the upper and the lower edge, and the
    space between header or footer and the running content."""

    width: float
    top: float
    bottom: float
    space: float


HEADINGS = {1: "title", 2: "section", 3: "item"}  # the text style of each level, where a heading names none
FRAMES = {
    "usual": PageFrame(CONTENT_WIDTH, EDGE, EDGE, SPACE_AROUND_BODY),
    "full": PageFrame(180 * MM, 10 * MM, 9 * MM, 2.2 * MM),  # sides of 15 mm on A4: clear of the holes of a ring binder
}
# Sides of 17 mm: holes in Letter lie half an inch from its edge and are 8 mm wide.
ON_LETTER = {**FRAMES, "full": PageFrame(182 * MM, REACHED, REACHED, 1.7 * MM)}


class Spacing(NamedTuple):
    """What is added to every letter and to every space, in thousandths of an em."""

    letters: int = 0
    words: int = 0


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How words look: points, and colour from 0 to 1. Where `sentences` is so, each starts a new line;
    `measured` is running text, which is no wider than reads well; `balanced` lines are about as long as one another."""

    size: float
    leading: float
    bold: bool
    colour: Colour
    before: float
    after: float
    sentences: bool = False
    measured: bool = False
    balanced: bool = False


@dataclass(frozen=True, slots=True)
class Style:
    """All that typesetting needs to know about looks. Lengths in points; `theme` has the colours by role, `measure` is
    the width of running text, `pictures` how many times larger than asked for they are, and `tighter` the same with
    less space, and with smaller letters too (`dense`), for a sheet that saves paper by it. `tick` and `day` are the
    box and the rows of a leaf's log, `leaf` its other sizes, in mm. One that is `saving` has lower stacks of pictures
    and looks further for widths at which words are low."""

    profile: str
    paper: str
    page: tuple[float, float]
    unit: float
    text: dict[str, TextStyle]
    theme: ThemeStyle
    shade: Colour
    fills: bool
    family: str
    spacing: Spacing
    measure: float
    columns: bool
    pictures: float
    tick: tuple[float, float]
    day: tuple[float, float]
    leaf: LeafSizes
    tighter: tuple[Style, ...] = ()
    dense: bool = False
    saving: bool = False

    @property
    def on_marker(self) -> Colour:
        """The colour of words on the ground of a marker."""
        return WHITE if self.fills else INK

    @property
    def primary(self) -> Colour:
        """The colour of section words, bullets, numbers and frames; it can be read on the tint too."""
        return self.theme.primary

    @property
    def accent(self) -> Colour:
        """The colour of arrows."""
        return self.theme.accent

    @property
    def tint(self) -> Colour:
        """The ground of boxes; the paper's colour where nothing is filled."""
        return self.theme.tint

    def frame(self, name: str) -> PageFrame:
        """The frame of this name; a dense sheet goes a little nearer to the upper and the lower edge of A4."""
        frame = (ON_LETTER if self.paper == "letter" else FRAMES)[name]
        if not self.dense:
            return frame
        return replace(frame, top=max(frame.top - NEARER, REACHED), bottom=max(frame.bottom - NEARER, REACHED))

    def margin(self, frame: PageFrame) -> float:
        """The side margins of a page with this frame."""
        return (self.page[0] - frame.width) / 2

    def named(self, name: str) -> TextStyle:
        """A text style by its name; raises KeyError for one that data/styles.yaml lacks."""
        return self.text[name]


def with_leading(style: Style, least: float) -> Style:
    """The same with no line lower than so many times its letters."""
    leading = {name: max(each.leading, round(each.size * least, 1)) for name, each in style.text.items()}
    text = {name: replace(each, leading=leading[name]) for name, each in style.text.items()}
    return replace(style, text=text, tighter=tuple(with_leading(each, least) for each in style.tighter))


def unknown_text_style(name: str, style: Style) -> Problem:
    """What is told of a text style that data/styles.yaml lacks."""
    hint = nearest(name, style.text) or f"There are {', '.join(style.text)}."
    return Problem("layouts", 0, "style", f'there is no text style "{name}".', hint)


def make_style(styles: Styles, theme: tuple[str, Theme], brand: Brand, profile: str, paper: str) -> Style:
    """Work out every size and colour; `theme` has a name, `profile` is in `styles`, `paper` in PAPERS."""
    style = _style(styles, theme, brand, profile, paper)
    if not styles.profiles[profile].dense:
        return style
    smaller = {name: sizes.model_dump(exclude_none=True) for name, sizes in styles.dense.items()}
    text = {name: sizes.model_copy(update=smaller.get(name, {})) for name, sizes in styles.text.items()}
    closest = {"unit": styles.unit * CLOSEST[paper]}
    ways = (
        {"unit": styles.unit * CLOSE},
        {**closest, "text": _lower(styles.text, LOW[paper])},
        {**closest, "text": _lower(text, LOW[paper])},
    )
    close, closer, dense = (_style(styles.model_copy(update=way), theme, brand, profile, paper) for way in ways)
    return replace(style, tighter=(close, _saving(closer), replace(_saving(dense), dense=True)))


def _saving(style: Style) -> Style:
    """The style of a sheet that saves a leaf, with lower boxes and rows in its log."""
    (width, height), (least, most) = style.tick, style.day
    return replace(style, saving=True, tick=(width, height * FLAT), day=(least * FLAT, most))


def _lower(text: Mapping[str, TextSizes], share: float) -> dict[str, TextSizes]:
    """The same letters with a `share` of their leading, as far as they can be read so."""
    found = {}
    for name, sizes in text.items():
        leading = min(sizes.leading, max(sizes.leading * share, sizes.size * LEAST_LEADING))
        found[name] = sizes.model_copy(update={"leading": leading})
    return found


def _style(styles: Styles, theme: tuple[str, Theme], brand: Brand, profile: str, paper: str) -> Style:
    chosen = styles.profiles[profile]
    worn = theme_style(*theme, brand, fills=chosen.fills, paper=chosen.ground)
    named = {"ink": INK, "primary": worn.primary, "grey": GREY, "white": WHITE}
    unit = styles.unit * chosen.spacing
    text = {}
    for name, sizes in styles.text.items():
        size = max(round(sizes.size * chosen.scale, 1), chosen.smallest)
        least = chosen.leading if sizes.size <= styles.text["body"].size else 1.0
        leading = round(size * max(sizes.leading / sizes.size * chosen.line, least), 1)
        colour = named[sizes.colour]
        if not chosen.fills and sizes.colour == "white":
            colour = INK
        around = (sizes.before * unit, sizes.after * unit)
        kinds = (chosen.sentences, sizes.measure, sizes.balance)
        text[name] = TextStyle(size, leading, sizes.weight == "bold", colour, *around, *kinds)
    return Style(
        profile=profile,
        paper=paper,
        page=PAPERS[paper],
        unit=unit,
        text=text,
        theme=worn,
        shade=SHADE if chosen.fills else worn.paper,
        fills=chosen.fills,
        family=chosen.font or brand.font,
        spacing=Spacing(round(1000 * chosen.letter_spacing), round(1000 * chosen.word_spacing)),
        measure=min(MEASURE * chosen.scale, CONTENT_WIDTH),
        columns=chosen.columns,
        pictures=chosen.pictures,
        tick=(chosen.tick[0] * MM, chosen.tick[1] * MM),
        day=(chosen.day[0] * MM, chosen.day[1] * MM),
        leaf=styles.leaf,
    )
