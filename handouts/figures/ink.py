"""Tones and line weights of a figure. Exactly three weights, so that no contour wavers."""

from __future__ import annotations

import colorsys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from handouts.drawing.shapes import BLACK, WHITE, Colour
from handouts.figures.proportions import Look, SkinName

if TYPE_CHECKING:
    from handouts.figures.parts import FigurePart, Tone, Weight

InkName = Literal["accent", "grey", "toner-saver"]
WEIGHTS: dict[Weight, float] = {"contour": 0.75, "detail": 0.45, "mat": 0.35}  # points, in a picture 40 mm high
ARROW, HALO = 1.6, 1.0  # points
_FAR_LIMB = 0.15  # how much darker the skin of a limb behind the body is
_FAR_CLOTH = 0.06

_GREYS: dict[Tone, float] = {  # how dark each tone is
    "hair": 0.78,
    "scarf": 0.34,
    "wood": 0.26,
    "mat": 0.07,
    "paper": 0.02,
    "nail": 0.10,
    "shoe": 0.40,
    "leaf": 0.09,
    "dark": 0.70,
}
_SKINS: dict[SkinName, Colour] = {"light": (1.0, 0.94, 0.89), "medium": (0.86, 0.68, 0.54), "dark": (0.66, 0.48, 0.37)}
# how dark shirt and shorts are that stand out from each skin, on a grey copy too
_CLOTHES: dict[SkinName, tuple[float, float]] = {"light": (0.16, 0.58), "medium": (0.03, 0.60), "dark": (0.04, 0.16)}
_GREY_HAIR = 0.24
_EQUIPMENT: dict[Tone, float] = {"equipment": 0.85, "ball": 0.45, "soft": 0.28}  # share of the colour of things


@dataclass(frozen=True, slots=True)
class Tones:
    """What a figure is drawn with: `line` for contours, `accent` for arrows and what is worked with; `lines_only` saves
    toner: nothing is filled but what white hides."""

    line: Colour = (0.12, 0.15, 0.18)
    accent: Colour = (0.70, 0.28, 0.04)
    lines_only: bool = False
    heavier: float = 1.0  # factor for the weights, for pictures that are printed small
    coloured: bool = True
    skin: SkinName = "light"
    grey_hair: bool = False

    def weight(self, name: Weight) -> float:
        """The width of a line in points."""
        return WEIGHTS[name] * self.heavier

    def tone(self, name: Tone, far: float = 0.0) -> Colour:
        """The colour of a tone; `far` from 0 to 1 darkens a limb behind the body."""
        if name == "muscle":
            return WHITE if self.lines_only else _mixed(WHITE, self.accent, 0.55)
        if self.lines_only:
            return _grey(0.6) if name in ("hair", "dark") and not self.grey_hair else WHITE
        if name in _EQUIPMENT:
            return _mixed(WHITE, self.equipment(), _EQUIPMENT[name])
        if name == "skin":
            return self.plain(_mixed(_SKINS[self.skin], BLACK, far * _FAR_LIMB))
        if name in ("shirt", "shorts"):
            return _grey(_CLOTHES[self.skin][name == "shorts"] + far * _FAR_CLOTH)
        return _grey(_GREY_HAIR if name == "hair" and self.grey_hair else _GREYS[name])

    def equipment(self) -> Colour:
        """The colour of what is held or worked with: opposite to the accent, so that no band looks like a muscle."""
        hue, _, saturation = colorsys.rgb_to_hls(*self.accent)
        if saturation < 0.1 or not self.coloured:
            return _grey(0.5)
        return self.plain(colorsys.hls_to_rgb((hue + 0.5) % 1, 0.5, 0.5))

    def shaded(self, name: Tone, dark: float) -> Colour:
        """A tone, `dark` from 0 to 1 where light falls past it."""
        return WHITE if self.lines_only else _mixed(self.tone(name), BLACK, 0.35 * dark)

    def worn_by(self, look: Look) -> Tones:
        """The same ink for somebody's skin and hair."""
        return replace(self, skin=look.skin, grey_hair=look.age == "older")

    def plain(self, colour: Colour) -> Colour:
        """A colour, or the grey that a photocopy makes of it."""
        if self.coloured:
            return colour
        red, green, blue = colour
        return _grey(1 - (0.30 * red + 0.59 * green + 0.11 * blue))

    def face_of(self, dark: float) -> Colour:
        """The colour of a face of furniture, `dark` from 0 to 1."""
        return WHITE if self.lines_only else _grey(0.03 + 0.20 * dark)

    def shadow(self) -> Colour | None:
        """The colour of shadows on the floor."""
        return None if self.lines_only else _grey(0.12)


def ink(name: InkName, accent: Colour) -> Tones:
    """The ink of a style with the clinic's accent."""
    if name == "accent":
        return Tones(accent=accent)
    return Tones(accent=_grey(0.75) if name == "grey" else BLACK, lines_only=name == "toner-saver", coloured=False)


def outline_of(part: FigurePart, ink_: Tones) -> tuple[Colour, float]:
    """The colour and width of a part's contour."""
    colour = _grey(0.5) if part.weight == "mat" else ink_.line
    return colour, ink_.weight(part.weight)


def _grey(dark: float) -> Colour:
    """A grey with a touch of blue, which prints as plain grey."""
    return (1 - dark, 1 - dark * 0.97, 1 - dark * 0.93)


def _mixed(a: Colour, b: Colour, share: float) -> Colour:
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share)
