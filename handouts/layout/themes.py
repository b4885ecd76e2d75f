"""A theme and what a clinic changes of it, to colours by role and forms, with the contrast that paper needs."""

from __future__ import annotations

from dataclasses import dataclass

from handouts.content.clinic import Brand, Clinic
from handouts.content.load import Loaded
from handouts.content.looks import Head, Markers, Theme, Themes, Tile
from handouts.drawing.colour import ENOUGH_FOR_TEXT, contrast, darkened, hexadecimal, lightened, parse_colour, tint
from handouts.drawing.shapes import MM, WHITE, Colour
from handouts.files.problems import ContentError, nearest, order_problem

INK = parse_colour("#15191c")
GREY = parse_colour("#4a5257")
HAIR = parse_colour("#7d898d")
ENOUGH_FOR_FRAMES = 3.0  # WCAG 2.2, success criterion 1.4.11
TINT, GROUND = 0.09, 0.05  # of a clinic's own colour on white


@dataclass(frozen=True, slots=True)
class RoleColour:
    """A colour as written and as printed, and where it was written: the key of clinic.yaml, or a theme's name."""

    role: str
    where: str
    written: Colour
    printed: Colour
    note: str = ""

    @property
    def changed(self) -> bool:
        """Whether it had to be changed."""
        return self.written != self.printed

    @property
    def was(self) -> float:
        """The contrast on white as written."""
        return contrast(self.written)

    @property
    def ratio(self) -> float:
        """The contrast on white as printed."""
        return contrast(self.printed)


@dataclass(frozen=True, slots=True)
class ThemeStyle:
    """Colours by role, and forms; lengths in points.

    `ink` is for words, `grey` for words that matter less, `hair` for fine lines, `primary` for section words, markers,
    tiles and frames, `accent` for arrows and rings. `tint` is the ground of boxes and pictures and `ground` that of
    every other row: both are as the `paper` where nothing is filled. Words in ink, grey and primary can be read on all
    three (4.5 to 1), and `hair` and `accent` can be seen (3 to 1).
    """

    name: str
    ink: Colour
    grey: Colour
    hair: Colour
    primary: Colour
    accent: Colour
    paper: Colour
    tint: Colour
    ground: Colour
    corner: float
    rule: float
    head: Head
    markers: Markers
    tile: Tile
    colours: tuple[RoleColour, ...]

    @property
    def notes(self) -> list[str]:
        """What was done to colours that can't be read, for the clinician."""
        return [colour.note for colour in self.colours if colour.note]


def theme_of(clinic: Loaded[Clinic], themes: Themes, asked: str | None = None) -> tuple[str, Theme]:
    """The name and the values of the theme that is `asked` for, or else the clinic's. Raises ContentError when there
    is none of that name."""
    name = asked or clinic.content.theme
    if name in themes.themes:
        return name, themes.themes[name]
    message, hint = (
        f'there is no theme "{name}".',
        nearest(name, themes.themes) or f"There are {', '.join(themes.themes)}.",
    )
    raise ContentError([order_problem("theme", message, hint) if asked else clinic.problem(("theme",), message, hint)])


def theme_style(name: str, theme: Theme, brand: Brand, *, fills: bool = True, paper: str | None = None) -> ThemeStyle:
    """The theme of that name as the clinic wears it, on pages of the colour `paper`, or else white. That is thinned,
    too, until words can be read on it."""
    behind = lightened(parse_colour(paper), GREY) if paper else WHITE
    own = {role: value for role in Theme.model_fields if (value := getattr(brand, role)) is not None}
    worn = theme.model_copy(update=own)
    if worn.primary != theme.primary:  # the theme's grounds don't go with another colour
        pale = darkened(parse_colour(worn.primary))
        derived = {"tint": hexadecimal(tint(pale, TINT)), "ground": hexadecimal(tint(pale, GROUND))}
        worn = worn.model_copy(update={role: value for role, value in derived.items() if role not in own})
    colours = _colours(worn, behind, {role: f"brand.{role}" if role in own else f"{role} of {name}" for role in _ROLES})
    printed = {colour.role: colour.printed for colour in colours}
    return ThemeStyle(
        name=name,
        ink=INK,
        grey=GREY,
        hair=darkened(darkened(HAIR, printed["tint"], ENOUGH_FOR_FRAMES), behind, ENOUGH_FOR_FRAMES),
        primary=printed["primary"],
        accent=printed["accent"],
        paper=behind,
        tint=printed["tint"] if fills else behind,
        ground=printed["ground"] if fills else behind,
        corner=worn.corner * MM,
        rule=worn.rule,
        head=worn.head,
        markers=worn.markers,
        tile=worn.tile,
        colours=colours,
    )


_ROLES = ("primary", "accent", "tint", "ground")


def _colours(theme: Theme, paper: Colour, where: dict[str, str]) -> tuple[RoleColour, ...]:
    grounds = [_ground(role, where[role], parse_colour(getattr(theme, role))) for role in ("tint", "ground")]
    tint, ground = (each.printed for each in grounds)
    darkest = min(tint, ground, paper, key=lambda colour: contrast(colour, (0.0, 0.0, 0.0)))
    needs = {"primary": ENOUGH_FOR_TEXT, "accent": ENOUGH_FOR_FRAMES}
    words = [_words(role, where[role], parse_colour(getattr(theme, role)), darkest, needs[role]) for role in needs]
    return (*words, *grounds)


def _words(role: str, where: str, written: Colour, ground: Colour, enough: float) -> RoleColour:
    """A colour that is dark enough for words on white, and dark enough on the ground."""
    printed = darkened(darkened(written), ground, enough)
    if printed == written:
        return RoleColour(role, where, written, printed)
    on_white = contrast(written) < ENOUGH_FOR_TEXT
    paper, name, needed = (WHITE, "white", ENOUGH_FOR_TEXT) if on_white else (ground, "the tint", enough)
    note = (
        f"{where} {hexadecimal(written)} has a contrast of {contrast(written, paper):.1f} to 1 on {name} "
        f"({needed:g} is needed); it was darkened to {hexadecimal(printed)} ({contrast(printed, paper):.1f} to 1)."
    )
    return RoleColour(role, where, written, printed, note)


def _ground(role: str, where: str, written: Colour) -> RoleColour:
    """A ground that is pale enough for grey words on it."""
    printed = lightened(written, GREY)
    if printed == written:
        return RoleColour(role, where, written, printed)
    note = (
        f"{where} {hexadecimal(written)} is too dark for words on it: grey ones have a contrast of "
        f"{contrast(GREY, written):.1f} to 1 ({ENOUGH_FOR_TEXT:g} is needed); it was thinned to {hexadecimal(printed)}."
    )
    return RoleColour(role, where, written, printed, note)
