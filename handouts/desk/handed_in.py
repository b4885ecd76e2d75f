"""Pictures that somebody hands in on the desk: a logo, one of an own exercise."""

from __future__ import annotations

from base64 import b64decode
from pathlib import Path

from handouts.desk.asked import Asked, text
from handouts.drawing.photographs import UnusablePicture
from handouts.drawing.pictures import Picture
from handouts.files.problems import ContentError, order_problem
from handouts.files.writing import write
from handouts.sheets.pictures import picture_at

LARGEST = 5_000_000  # bytes
KINDS = {b"\x89PNG": ".png", b"\xff\xd8\xff": ".jpg"}  # how files begin; all others are taken for drawings


def handed_in(asked: Asked, field: str) -> tuple[bytes, str]:
    """What came as `data` in base64, and the ending of its file. Raises ContentError at `field` for too much of it."""
    try:
        data = b64decode(text(asked, "data"), validate=True)
    except ValueError:
        data = b""
    if len(data) > LARGEST:
        raise ContentError([order_problem(field, "is larger than 5 MB.", "Save a smaller copy.")])
    return data, next((ending for start, ending in KINDS.items() if data.startswith(start)), ".svg")


def on_trial(data: bytes, trial: Path, room: tuple[float, float], field: str) -> Picture:
    """The picture as a sheet would have it: read from a file that is taken away again. Raises ContentError at `field`
    for what can't be printed."""
    write(trial, data)
    try:
        return picture_at(trial, room)
    except UnusablePicture as error:
        raise ContentError([order_problem(field, str(error), error.hint)]) from None
    finally:
        trial.unlink(missing_ok=True)
