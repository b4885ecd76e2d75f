"""Tones and line weights of a figure. Exactly three weights, so that no contour wavers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from handouts.drawing.shapes import BLACK, WHITE, Colour

if TYPE_CHECKING:
    from handouts.figures.parts import FigurePart, Tone, Weight

InkName = Literal["accent", "grey", "toner-saver"]
WEIGHTS: dict[Weight, float] = {"contour": 0.75, "detail": 0.45, "mat": 0.35}  # points, in a picture 40 mm high
ARROW, HALO = 1.6, 1.0  # points
_FAR_LIMB = 0.13  # how much darker the skin of a limb behind the body is
_FAR_CLOTH = 0.06

_GREYS: dict[Tone, float] = {  # how dark each tone is
    "skin": 0.0,
    "shirt": 0.11,
    "shorts": 0.56,
    "hair": 0.76,
    "scarf": 0.34,
    "soft": 0.17,
    "ball": 0.24,
    "wood": 0.26,
    "mat": 0.07,
    "paper": 0.02,
    "nail": 0.10,
    "dark": 0.70,
}


@dataclass(frozen=True, slots=True)
class Tones:
    """What a figure is drawn with: `line` for contours, `accent` for arrows and what is worked with; `lines_only` saves
    toner: nothing is filled but what white hides."""

    line: Colour = (0.12, 0.15, 0.18)
    accent: Colour = (0.70, 0.28, 0.04)
    lines_only: bool = False
    heavier: float = 1.0  # factor for the weights, for pictures that are printed small

    def weight(self, name: Weight) -> float:
        """The width of a line in points."""
        return WEIGHTS[name] * self.heavier

    def tone(self, name: Tone, far: float = 0.0) -> Colour:
        """The colour of a tone; `far` from 0 to 1 darkens a limb behind the body."""
        if name == "muscle":
            return WHITE if self.lines_only else _mixed(WHITE, self.accent, 0.55)
        if name == "accent":
            return WHITE if self.lines_only else _mixed(WHITE, self.accent, 0.85)
        if self.lines_only:
            return _grey(0.6) if name in ("hair", "dark") else WHITE
        dark = _GREYS[name] + far * (_FAR_LIMB if name == "skin" else _FAR_CLOTH)
        return _grey(dark)

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
    return Tones(accent=_grey(0.75) if name == "grey" else BLACK, lines_only=name == "toner-saver")


def outline_of(part: FigurePart, ink_: Tones) -> tuple[Colour, float]:
    """The colour and width of a part's contour."""
    colour = _grey(0.5) if part.weight == "mat" else ink_.line
    return colour, ink_.weight(part.weight)


def _grey(dark: float) -> Colour:
    """A grey with a touch of blue, which prints as plain grey."""
    return (1 - dark, 1 - dark * 0.97, 1 - dark * 0.93)


def _mixed(a: Colour, b: Colour, share: float) -> Colour:
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share)
