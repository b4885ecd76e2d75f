"""A bicycle and the water of a pool, for the exercises done there."""

from __future__ import annotations

import math

from handouts.figures.hulls import ball
from handouts.figures.parts import FigurePart
from handouts.figures.vectors import Vector, add
from handouts.figures.wires import Wire

WHEEL = 0.195  # radius
SADDLE, PEDALS, HANDLEBAR = (0.0, 0.0, 0.505), (0.1, 0.0, 0.17), (0.345, 0.0, 0.62)
_REAR, _FRONT, _HEADSTOCK = (-0.16, 0.0, WHEEL), (0.46, 0.0, WHEEL), (0.32, 0.0, 0.5)
CRANK = 0.095


def bicycle(place: Vector) -> list[Wire | FigurePart]:
    """A bicycle whose saddle is over `place`, facing along x."""

    def tube(name: str, radius: float, *points: Vector) -> Wire:
        return Wire(f"bicycle-{name}", tuple(add(place, point) for point in points), radius, "wood")

    under = (0.02, 0.0, 0.46)
    wheels = [_wheel(name, add(place, hub)) for name, hub in (("rear", _REAR), ("front", _FRONT))]
    return [
        *wheels,
        tube("stay", 0.006, _REAR, under, PEDALS, _REAR),
        tube("frame", 0.008, under, _HEADSTOCK, PEDALS, under),
        tube("fork", 0.007, _FRONT, _HEADSTOCK, (0.31, 0.0, 0.57), HANDLEBAR),
        tube("grip-left", 0.007, HANDLEBAR, (0.33, 0.09, 0.63)),
        tube("grip-right", 0.007, HANDLEBAR, (0.33, -0.09, 0.63)),
        tube("crank", 0.006, add(PEDALS, (0, -0.02, -CRANK)), PEDALS, add(PEDALS, (0, 0.02, CRANK))),
        FigurePart(
            "bicycle-saddle",
            ((ball(add(place, (-0.05, 0, 0.485)), 0.026), ball(add(place, (0.07, 0, 0.49)), 0.014)),),
            "dark",
        ),
    ]


def _wheel(name: str, hub: Vector) -> Wire:
    points = [
        add(hub, (WHEEL * math.cos(2 * math.pi * i / 40), 0, WHEEL * math.sin(2 * math.pi * i / 40))) for i in range(41)
    ]
    return Wire(f"bicycle-wheel-{name}", tuple(points), 0.009, "wood")


def water(place: Vector, long: float) -> list[Wire | FigurePart]:
    """A surface of water with waves that hides what is below it, its level at the height of `place`."""
    x, y, level = place
    waves = []
    for row, drop in enumerate((0.0, 0.045, 0.09)):
        points = [
            (
                x - long / 2 + long * i / 60,
                y - 0.3,
                level - drop + 0.011 * math.sin(2 * math.pi * (i / 10 + row * 0.4)),
            )
            for i in range(61)
        ]
        waves.append(Wire(f"water-{row}", tuple(points), 0.0, "mat", filled=row == 0))
    return [*waves]
