"""Icons: small drawings in one colour, each of which stands beside its word.

An icon is a file of `data/icons/`: an SVG drawing, as wide as high. What is black in it (`currentColor` is) takes the
colour of its role. A file of a clinic's own takes the place of ours with the same name.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from pathlib import Path

from handouts.drawing.photographs import UnusablePicture
from handouts.drawing.pictures import Picture, load_picture
from handouts.drawing.shapes import BLACK, LONGER_SIDE, Colour, Shape
from handouts.files.problems import Problem
from handouts.files.workspace import Workspace
from handouts.reuse.store import reused
from handouts.reuse.stores import ICONS

FOLDER = "data/icons"
ENDING = ".svg"
ICON_MM = (12.0, 12.0)  # no icon is printed larger


def icon_files(workspace: Workspace) -> dict[str, Path]:
    """The file of every icon by its name, in the order of the names: the clinic's own before ours."""
    found: dict[str, Path] = {}
    for folder in reversed(workspace.folders):
        place = f"{folder}/{FOLDER}"
        names = os.listdir(place) if os.path.isdir(place) else []
        found |= {name.removesuffix(ENDING): Path(place, name) for name in names if name.endswith(ENDING)}
    return dict(sorted(found.items()))


def load_icons(workspace: Workspace) -> tuple[dict[str, Picture], list[Problem]]:
    """Every icon by its name, in black, and what is wrong with the files of those that can't be drawn. Ours are sound:
    they are read when they are painted, so that a sheet without icons doesn't wait for them."""
    icons, problems = {}, []
    own = workspace.own
    for name, path in icon_files(workspace).items():
        try:
            icons[name] = (
                _square(load_picture(path, ICON_MM))
                if own and path.is_relative_to(own)
                else _ours(path, os.stat(path).st_mtime_ns)
            )
        except UnusablePicture as error:
            problems.append(Problem(workspace.show(path), 0, "", str(error), error.hint))
    return icons, problems


@reused(ICONS)
def _ours(path: Path, _changed: int) -> Picture:
    def shapes() -> tuple[Shape, ...]:
        return load_picture(path, ICON_MM).shapes

    return Picture(LONGER_SIDE, LONGER_SIDE, hashlib.sha256(path.read_bytes()).hexdigest()[:16], drawing=shapes)


def _square(picture: Picture) -> Picture:
    if abs(picture.width - picture.height) > 0.01 * picture.width:
        raise UnusablePicture("is not as wide as it is high.", 'Give it a square viewBox: "0 0 24 24".')
    return picture


def tinted(icon: Picture, colour: Colour) -> Picture:
    """The icon with its black in another colour."""
    return recoloured(icon, ((BLACK, colour),))


@reused(ICONS)
def recoloured(drawing: Picture, colours: tuple[tuple[Colour, Colour], ...]) -> Picture:
    """The drawing with some colours in the place of others, in pairs: as it is, as it becomes."""
    digest = hashlib.sha256(f"{drawing.digest} {colours}".encode()).hexdigest()[:16]
    new = dict(colours)
    return replace(drawing, digest=digest, drawing=lambda: tuple(_dyed(shape, new) for shape in drawing.shapes))


def _dyed(shape: Shape, new: dict[Colour, Colour]) -> Shape:
    fill, stroke = (new.get(each, each) if each else None for each in (shape.fill, shape.stroke))
    return replace(shape, fill=fill, stroke=stroke)
