"""Thin things: a band or a towel (a line with a width), and tubes such as a bicycle is made of."""

from __future__ import annotations

from dataclasses import dataclass

from handouts.figures.hulls import Ellipsoid, ball
from handouts.figures.parts import Tone
from handouts.figures.vectors import Vector, length


@dataclass(frozen=True, slots=True)
class Ribbon:
    """A strip along `points`, `across` to both sides. A `shaded` one is painted in pieces, darker where it is steep."""

    name: str
    points: tuple[Vector, ...]
    across: Vector
    tone: Tone
    shaded: bool = False
    behind: tuple[str, ...] = ()

    def pieces(self) -> list[Ellipsoid]:
        """Balls along the strip, to compare its depth with that of other things."""
        return [ball(place, max(0.004, length(self.across))) for place in self.points]


@dataclass(frozen=True, slots=True)
class Wire:
    """A tube along `points`, `radius` thick; a `filled` one is the edge of a surface in its tone."""

    name: str
    points: tuple[Vector, ...]
    radius: float
    tone: Tone
    filled: bool = False
    behind: tuple[str, ...] = ()

    def pieces(self) -> list[Ellipsoid]:
        """Balls along the tube, to compare its depth with that of other things."""
        return [ball(place, max(0.004, self.radius)) for place in self.points]
