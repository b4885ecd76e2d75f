"""The outline of a glyph as a shape, for a mark that is painted and not written."""

from __future__ import annotations

import uharfbuzz as hb

from handouts.drawing.shapes import Path, Point, Segment


def outline_of(font: hb.Font, scale: float, glyph: int) -> Path:
    """The path of a glyph, `scale` times as large as in the font, with y down."""
    pen = _OutlinePen(scale)
    font.draw_glyph_with_pen(glyph, pen)
    return tuple(pen.path)


class _OutlinePen:
    """A pen, with the methods that HarfBuzz calls, that keeps what it draws."""

    def __init__(self, scale: float) -> None:
        self.scale, self.at, self.path = scale, (0.0, 0.0), list[Segment]()

    def _to(self, kind: str, *points: Point) -> None:
        self.at = points[-1]
        self.path.append((kind, *(value for x, y in points for value in (x * self.scale, -y * self.scale))))

    def moveTo(self, point: Point) -> None:  # noqa: N802
        self._to("M", point)

    def lineTo(self, point: Point) -> None:  # noqa: N802
        self._to("L", point)

    def qCurveTo(self, middle: Point, end: Point) -> None:  # noqa: N802
        """A quadratic curve as the cubic one that is the same."""
        ends = (self.at, end)
        first, second = (((x + 2 * middle[0]) / 3, (y + 2 * middle[1]) / 3) for x, y in ends)
        self.curveTo(first, second, end)

    def curveTo(self, first: Point, second: Point, end: Point) -> None:  # noqa: N802
        self._to("C", first, second, end)

    def closePath(self) -> None:  # noqa: N802
        self.path.append(("Z",))
