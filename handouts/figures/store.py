"""Figures are computed once: kept in the process, and in a cache folder for the next one.

A file of the cache is named after the hash of all that its pictures depend on: pose, ink, body, side, and the program
that draws them. It holds shapes alone, as JSON: nothing in it can be run, and nothing in it is about a patient. A file
that is damaged or can't be read is drawn anew; a folder that can't be written is done without.
"""

from __future__ import annotations

import hashlib
import json
import os
import zlib
from contextlib import suppress
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Any

from handouts.content.poses import PosedFigure
from handouts.figures.contact import Look
from handouts.figures.ink import Ink
from handouts.figures.pictures import Picture
from handouts.figures.shapes import Shape

FOLDER = "HANDOUTS_CACHE"  # the variable that names another folder; empty for none
KEPT = 512  # figures in the process


@lru_cache(KEPT)
def pictures_of(pose: str, ink: Ink, look: Look, mirrored: bool, small: bool) -> tuple[Picture, ...]:
    """The pictures of a figure, whose pose is given as its JSON; `small` gives the one that stands for it in a log.

    Raises KeyError for a landmark or a thing that the pose names and lacks.
    """
    settings = json.dumps([pose, asdict(ink), asdict(look), mirrored, small], sort_keys=True)
    key = hashlib.sha256(f"{_engine()} {settings}".encode()).hexdigest()[:32]
    folder = _folder()
    path = folder / f"{key}.figure" if folder else None
    if path and (kept := _read(path)):
        return _pictures(kept, key)
    drawn = _draw(PosedFigure.model_validate_json(pose), ink, look, mirrored=mirrored, small=small)
    if path:
        _write(path, drawn)
    return _pictures(drawn, key)


def pose_text(figure: PosedFigure) -> str:
    """A figure's pose as JSON, the same for the same pose."""
    return figure.model_dump_json(exclude_unset=True)


def _draw(figure: PosedFigure, ink: Ink, look: Look, *, mirrored: bool, small: bool) -> list[Any]:
    from handouts.figures.scene import panels, small_panel

    if small:
        drawn = [small_panel(figure, ink, look, mirrored=mirrored)]
    else:
        drawn = panels(figure, ink, look, mirrored=mirrored)
    return [[panel.width, panel.height, [_plain(shape) for shape in panel.shapes]] for panel in drawn]


def _plain(shape: Shape) -> list[Any]:
    return [shape.path, shape.fill, shape.stroke, shape.width, shape.even_odd, shape.round_ends, shape.clips]


def _pictures(kept: list[Any], key: str) -> tuple[Picture, ...]:
    return tuple(
        Picture(width, height, f"{key[:16]}-{index}", shapes=tuple(_shape(values) for values in shapes))
        for index, (width, height, shapes) in enumerate(kept, 1)
    )


def _shape(values: list[Any]) -> Shape:
    path, fill, stroke, width, even_odd, round_ends, clips = values
    colours = (tuple(fill) if fill else None, tuple(stroke) if stroke else None)
    return Shape(_path(path), *colours, width, even_odd, round_ends, tuple(_path(clip) for clip in clips))


def _path(segments: list[Any]) -> tuple[Any, ...]:
    return tuple(tuple(segment) for segment in segments)


@lru_cache(1)
def _engine() -> str:
    """What draws the figures: the program's own files, so that no change of them meets an old picture."""
    here = Path(__file__).parent
    files = [*sorted(here.glob("*.py")), here.parent / "content" / "poses.py"]
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


def _folder() -> Path | None:
    named = os.environ.get(FOLDER)
    if named is not None:
        return Path(named) if named else None
    from platformdirs import user_cache_path

    return user_cache_path("handouts") / "figures"


def _read(path: Path) -> list[Any] | None:
    try:
        kept = json.loads(zlib.decompress(path.read_bytes()))
        _pictures(kept, "")
    except (OSError, ValueError, TypeError, zlib.error):
        return None
    return kept if isinstance(kept, list) else None


def _write(path: Path, drawn: list[Any]) -> None:
    """Whole or not at all: a reader never meets half a file."""
    temporary = path.with_name(f".{path.name}-{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(zlib.compress(json.dumps(drawn).encode(), 6))
        temporary.replace(path)
    except OSError:
        with suppress(OSError):
            temporary.unlink()
