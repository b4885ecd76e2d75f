"""Figures are computed once: kept in the process, and in a cache folder for the next one.

What is kept is named after the hash of all that the pictures depend on: pose, ink, body, side, and the program that
draws them. It holds shapes alone, as JSON: nothing in it can be run, and nothing in it is about a patient.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from handouts.drawing.pictures import Picture
from handouts.drawing.shapes import PLAIN, ROUND, Colour, Outline, Path, Segment, Shape, moved
from handouts.figures.ink import Tones
from handouts.figures.poses import PosedFigure
from handouts.figures.proportions import Look
from handouts.figures.sign_names import SignName
from handouts.files import cache
from handouts.files.program import program_digest
from handouts.reuse.store import reused
from handouts.reuse.stores import DRAWN, FIGURES

if TYPE_CHECKING:
    from handouts.figures.panels import Panel

Json: TypeAlias = "bool | float | str | Sequence[Json] | None"  # a shape as it is kept: no mapping is in it
Measured: TypeAlias = tuple[float, float, Outline]  # the size of a picture, and where it begins at its upper left

NUMBERS = (int, float)
SIGN = 22.0  # points: the side of a sign alone
QUICK = 1  # of what is deflated for another process
POINTS = {"M": 2, "L": 2, "C": 6, "Z": 0}  # numbers behind each letter of a path
LARGEST = 10_000.0  # points: no picture of a figure is so large
# steps to a point, at the printed sizes about a printer's dot (600 to an inch): on a card, on a leaf, in a log
ON_CARD, ON_LEAF, IN_LOG = 6.0, 3.6, 2.0

DRAWN_BY = ("figures/*.py", "drawing/shapes.py")  # no change of these files meets an old picture


@reused(FIGURES)
def pictures_of(
    pose: str, ink: Tones, look: Look, mirrored: bool, small: bool, bare: bool = False
) -> tuple[Picture, ...]:
    """The pictures of a figure, whose pose is given as its JSON; `small` gives the one that stands for it in a log,
    `bare` ones have no numbers.

    Their shapes are unpacked when they are asked for, if they weren't drawn just now: a painter may have kept what it
    makes of them. Raises KeyError for a landmark or a thing that the pose names and lacks.
    """
    settings = json.dumps([pose, asdict(ink), asdict(look), mirrored, small, bare], sort_keys=True)
    key = hashlib.sha256(f"{program_digest(*DRAWN_BY)} {settings}".encode()).hexdigest()[:32]
    draw = partial(_draw, pose, ink, look, mirrored=mirrored, small=small, bare=bare)
    found = cache.kept(f"{key}.figure")
    sizes = _sizes(found, 1 if small else _number(pose)) if found else None
    if found is None or sizes is None:
        drawn = draw()
        found, sizes = _packed(drawn), [(each.width, each.height, each.corner) for each in drawn]
        cache.keep(f"{key}.figure", found)
        DRAWN.keep(key, drawn)
        if not (small or bare):  # whoever asks for these will ask for the others, which come of the same bodies
            pictures_of(pose, ink, look, mirrored, small, True)
    shapes = found.partition(b"\n")[2]
    return tuple(
        Picture(
            width,
            height,
            f"{key[:16]}-{index}",
            drawing=partial(_shapes, key, shapes, index - 1, draw),
            grid=IN_LOG if small else ON_LEAF if bare else ON_CARD,
            corner=corner,
        )
        for index, (width, height, corner) in enumerate(sizes, 1)
    )


def sign_picture(name: SignName, ink: Tones) -> Picture:
    """A sign that stands beside bodies as a picture of its own, which explains it."""

    def shapes() -> tuple[Shape, ...]:
        from handouts.figures.signs import sign_shapes

        return sign_shapes(name, SIGN, ink)

    digest = hashlib.sha256(f"{program_digest(*DRAWN_BY)} {name} {ink!r}".encode()).hexdigest()[:32]
    return Picture(SIGN, SIGN, f"{digest}-sign", drawing=shapes)


def _number(pose: str) -> int:
    """How many pictures a pose has, without a look at what they show."""
    written = json.loads(pose)
    return 1 + bool(written.get("finish")) + len(written.get("then", ()))


def _sizes(kept: bytes, number: int) -> list[Measured] | None:
    """The measures of so many pictures, or None where what is kept is something else."""
    try:
        sizes = [
            (float(width), float(height), tuple([(float(x), float(y)) for x, y in corner]))
            for width, height, corner in json.loads(kept.partition(b"\n")[0])
        ]
    except (ValueError, TypeError, RecursionError):
        return None
    sound = len(sizes) == number and all(0 < side < LARGEST for size in sizes for side in size[:2])
    return sizes if sound else None


def _draw(pose: str, ink: Tones, look: Look, *, mirrored: bool, small: bool, bare: bool) -> list[Panel]:
    from handouts.figures.panels import panels, small_panel

    figure = PosedFigure.model_validate_json(pose)
    if small:
        return [small_panel(figure, ink, look, mirrored=mirrored)]
    return panels(figure, ink, look, mirrored=mirrored, badges=not bare)


def _packed(drawn: list[Panel]) -> bytes:
    """A line with the measures of the pictures, then, deflated, one for each of them: how far its shapes are moved to
    be inside of it, its paths, and the shapes, which name these by their places."""
    sizes = json.dumps([(each.width, each.height, each.corner) for each in drawn])
    lines = [json.dumps(_plain(each)) for each in drawn]
    return sizes.encode() + b"\n" + zlib.compress("\n".join(lines).encode(), QUICK)


def _shapes(key: str, packed: bytes, index: int, draw: Callable[[], list[Panel]]) -> tuple[Shape, ...]:
    """The shapes of a picture; where those that are kept are none, they are drawn again."""
    if drawn := DRAWN.get(key):
        panels: list[Panel] = drawn
        return panels[index].shapes
    try:
        moves, paths, rows = _items(json.loads(zlib.decompress(packed).split(b"\n")[index]))
        x, y = _numbers(_items(moves))
        known = [_path(each) for each in _items(paths)]
        return tuple(moved([_shape(row, known) for row in _items(rows)], x, y))
    except (ValueError, TypeError, LookupError, RecursionError, zlib.error):
        return draw()[index].shapes


def _plain(panel: Panel) -> Json:
    """A picture as it is kept. What is one path in many shapes is there once."""
    places: dict[int, int] = {}
    paths: list[Json] = []

    def place(path: Path) -> int:
        if id(path) not in places:
            places[id(path)] = len(paths)
            paths.append(path)
        return places[id(path)]

    rows = [
        (
            *(place(shape.path), shape.fill, shape.stroke, shape.width, shape.even_odd, shape.pen == ROUND),
            [place(clip) for clip in shape.clips],
        )
        for shape in panel.drawn
    ]
    return panel.moves, paths, rows


def _shape(values: Json, paths: list[Path]) -> Shape:
    path, fill, stroke, width, even_odd, rounded, clips = _items(values)
    if not isinstance(width, NUMBERS):
        raise ValueError(width)
    outlines = tuple([_one_of(paths, clip) for clip in _items(clips)])
    pen = ROUND if rounded else PLAIN
    return Shape(_one_of(paths, path), _colour(fill), _colour(stroke), width, bool(even_odd), pen, outlines)


def _one_of(paths: list[Path], place: Json) -> Path:
    if not isinstance(place, int):
        raise TypeError(place)
    return paths[place]


def _colour(value: Json) -> Colour | None:
    if not value:
        return None
    red, green, blue = _numbers(_items(value))
    return red, green, blue


def _path(segments: Json) -> tuple[Segment, ...]:
    found: list[Segment] = []
    for segment in _items(segments):
        letter, *points = _items(segment)
        if not isinstance(letter, str) or POINTS[letter] != len(points):
            raise ValueError(letter)
        found.append((letter, *_numbers(points)))
    return tuple(found)


def _items(value: Json) -> Sequence[Json]:
    if not isinstance(value, (list, tuple)):
        raise TypeError(value)
    return value


def _numbers(values: Sequence[Json]) -> list[float]:
    found = [value for value in values if isinstance(value, NUMBERS)]
    if len(found) != len(values):
        raise ValueError(values)
    return found
