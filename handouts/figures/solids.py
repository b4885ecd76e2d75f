"""Boxes: furniture and steps are made of them. Three of a box's faces are seen, each in its own shade."""

from __future__ import annotations

from dataclasses import dataclass

from handouts.figures.hulls import Camera, Ellipsoid, Point, ellipsoid
from handouts.figures.parts import Tone
from handouts.figures.vectors import UPRIGHT, Frame, Vector, dot

_SHADES = (0.75, 1.0, 0.15)  # of the faces across x, across y and on top: how dark, from 0 to 1
_EDGE_ON = 0.02  # a face that turns less than this towards the camera is a line


@dataclass(frozen=True, slots=True)
class Solid:
    """A box round `centre`, `half` as long, wide and high as half of it. One without a tone is furniture."""

    name: str
    centre: Vector
    half: Vector
    frame: Frame = UPRIGHT
    behind: tuple[str, ...] = ()
    tone: Tone | None = None

    def faces(self, view: Camera) -> list[tuple[list[Point], float]]:
        """The corners of each face that is seen, and how dark it is."""
        seen = []
        for axis in range(3):
            turned = dot(self.frame[axis], view.towards)
            if abs(turned) < _EDGE_ON:
                continue
            one, other = [index for index in range(3) if index != axis]
            corners = []
            for a, b in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
                local = [0.0, 0.0, 0.0]
                local[axis] = self.half[axis] * (1 if turned > 0 else -1)
                local[one], local[other] = a * self.half[one], b * self.half[other]
                corners.append(view.point(self.frame.at(self.centre, (local[0], local[1], local[2]))))
            seen.append((corners, _SHADES[axis]))
        return seen

    def pieces(self) -> list[Ellipsoid]:
        """Small ellipsoids that fill the box, to compare its depth with that of other things."""
        counts = [max(1, min(6, round(side / 0.03))) for side in self.half]
        radii = (self.half[0] / counts[0], self.half[1] / counts[1], self.half[2] / counts[2])
        steps = [
            [(2 * index + 1 - count) * radius for index in range(count)]
            for count, radius in zip(counts, radii, strict=True)
        ]
        return [
            ellipsoid(self.frame.at(self.centre, (x, y, z)), self.frame, radii)
            for x in steps[0]
            for y in steps[1]
            for z in steps[2]
        ]
