"""Where pages stand on the sides of paper: one on each, or as a booklet, two on each side of leaves that are folded in
the middle, so that they read in order."""

from __future__ import annotations

from typing import NamedTuple

Size = tuple[float, float]


class Place(NamedTuple):
    """The side of paper, counted from 0, that a page stands on, how large it is there (1 is its own size), and where
    its lower left corner lies in points."""

    side: int
    scale: float = 1.0
    x: float = 0.0
    y: float = 0.0


class Imposition(NamedTuple):
    """The size of the paper in points, how many sides are printed, and the place of each page."""

    paper: Size
    sides: int
    places: tuple[Place, ...]


def one_on_each(pages: int, size: Size, *, leftward: bool = False) -> Imposition:
    """Every page on a side of its own."""
    return Imposition(size, pages, tuple(Place(number) for number in range(pages)))


def booklet(pages: int, size: Size, *, leftward: bool = False) -> Imposition:
    """Two pages on each side of the same paper lying down: A4 pages as A5. Print it on both sides, turned over the
    short edge, and fold the stack; what is missing to a multiple of 4 pages stays blank at its end. One that runs
    `leftward` opens at its left side."""
    paper = size[1], size[0]
    half = paper[0] / 2
    scale = min(half / size[0], paper[1] / size[1])
    x, y = (half - scale * size[0]) / 2, (paper[1] - scale * size[1]) / 2
    whole = -(-pages // 4) * 4
    places = []
    for page in range(pages):
        front = min(page, whole - 1 - page)  # the pages of a leaf's side add up to the last
        on_the_left = (page % 2 == 1) != leftward
        places.append(Place(front, scale, x if on_the_left else x + half, y))
    return Imposition(paper, whole // 2, tuple(places))
