"""Numbers, lengths, colours and transforms of SVG (SVG 2, CSS Values 3, CSS Color 4), or a refusal of what is none."""

from __future__ import annotations

import colorsys
import math
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from handouts.drawing.shapes import Colour, Segment
from handouts.drawing.svg_file import MOST_SEGMENTS, UnfaithfulDrawing, too_many

NUMBER = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
_LENGTH = re.compile(rf"({NUMBER.pattern})([a-z]*|%)", re.IGNORECASE)
ODD_COMMA = re.compile(r"^\s*,|,\s*,|,\s*$")
_UNITS = {"": 1.0, "px": 1.0, "pt": 96 / 72, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4}  # in pixels
_TRANSFORM = re.compile(r"[\s,]*([a-zA-Z]+)\s*\(([^()]*)\)[\s,]*")
_FUNCTION = re.compile(r"(rgb|hsl)a?\(([^()]*)\)")
_DIGITS = re.compile(r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})")
_TURNS = {"": 360.0, "deg": 360.0, "grad": 400.0, "rad": 2 * math.pi, "turn": 1.0}
LARGEST_NUMBER = 1e7
MOST_NUMBERS = 6 * MOST_SEGMENTS


class Matrix(NamedTuple):
    """(x, y) goes to (ax + cy + e, bx + dy + f)."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def inner(self, other: Matrix) -> Matrix:
        """What is done to a point when the other one is done first."""
        a, b, c, d, e, f = other
        return Matrix(
            self.a * a + self.c * b,
            self.b * a + self.d * b,
            self.a * c + self.c * d,
            self.b * c + self.d * d,
            self.a * e + self.c * f + self.e,
            self.b * e + self.d * f + self.f,
        )

    def path(self, segments: Iterable[Segment]) -> tuple[Segment, ...]:
        """The segments where they go to. Raises UnfaithfulDrawing when that is nowhere."""
        moved: list[Segment] = [(letter, *self._points(numbers)) for letter, *numbers in segments]
        if not all(abs(number) <= LARGEST_NUMBER for _, *numbers in moved for number in numbers):
            raise UnfaithfulDrawing("it reaches out too far", "Draw it again, near the middle.")
        return tuple(moved)

    def _points(self, values: list[float]) -> Iterator[float]:
        for x, y in zip(values[::2], values[1::2], strict=True):
            yield self.a * x + self.c * y + self.e
            yield self.b * x + self.d * y + self.f

    @property
    def scale(self) -> float:
        """How much longer lines get, when all of them do alike."""
        return math.sqrt(abs(self.a * self.d - self.b * self.c))

    @property
    def unevenness(self) -> float:
        """By how much of its length a line can get longer than another one of that length."""
        one, two = math.hypot(self.a, self.b), math.hypot(self.c, self.d)
        slant = abs(self.a * self.c + self.b * self.d) / (one or 1.0)
        return abs(one - two) + slant


def refused(what: str, value: str, hint: str = "Simplify the drawing to plain shapes.") -> UnfaithfulDrawing:
    """A refusal that quotes what is written."""
    return UnfaithfulDrawing(f'it uses {what}="{value[:40]}"', hint)


def numbers(what: str, text: str) -> list[float]:
    """Numbers with spaces or commas between them."""
    found = [each[0] for each in islice(NUMBER.finditer(text), MOST_NUMBERS + 1)]
    if len(found) > MOST_NUMBERS:
        raise too_many()
    between = NUMBER.sub(" ", text).strip(" \t\r\n\f,")
    if between or ODD_COMMA.search(text):
        raise refused(what, text)
    values = [float(each) for each in found]
    if any(abs(value) > LARGEST_NUMBER for value in values):
        raise refused(what, text)
    return values


def length(what: str, text: str, whole: float | None = None) -> float:
    """A length in pixels; `whole` is what 100 % are, where they may be used."""
    found = _LENGTH.fullmatch(text.strip())
    unit = found[2].lower() if found else None
    if found is None or (unit not in _UNITS and (unit != "%" or whole is None)):
        raise refused(what, text, "Save it with plain numbers.")
    (value,) = numbers(what, found[1])
    return value * (_UNITS[unit] if unit in _UNITS else (whole or 0.0) / 100)


def share(what: str, text: str) -> float:
    """A number from 0 to 1, or a percentage."""
    return min(1.0, max(0.0, length(what, text, 1.0)))


def transform(text: str) -> Matrix:
    """A list of transforms, the last of which is done first."""
    matrix, end = Matrix(), 0
    if text.strip() in ("", "none"):
        return matrix
    for found in _TRANSFORM.finditer(text):
        if found.start() != end:
            break
        end = found.end()
        matrix = matrix.inner(_one_transform(found[1], numbers("transform", found[2]), text))
    if end != len(text):
        raise refused("transform", text)
    return matrix


def _one_transform(name: str, values: list[float], text: str) -> Matrix:
    match name, values:
        case "matrix", [a, b, c, d, e, f]:
            return Matrix(a, b, c, d, e, f)
        case "translate", [x, *rest] if len(rest) < 2:
            return Matrix(e=x, f=rest[0] if rest else 0.0)
        case "scale", [x, *rest] if len(rest) < 2:
            return Matrix(a=x, d=rest[0] if rest else x)
        case "rotate", [degrees, *centre] if len(centre) in (0, 2):
            x, y = centre or (0.0, 0.0)
            sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
            return Matrix(e=x, f=y).inner(Matrix(cosine, sine, -sine, cosine)).inner(Matrix(e=-x, f=-y))
        case "skewX", [degrees]:
            return Matrix(c=math.tan(math.radians(degrees)))
        case "skewY", [degrees]:
            return Matrix(b=math.tan(math.radians(degrees)))
    raise refused("transform", text)


def colour(what: str, text: str) -> tuple[Colour, float]:
    """A colour and how opaque it is, from 0 to 1."""
    text = text.strip().lower()
    if _DIGITS.fullmatch(text):
        digits = text[1:] if len(text) > 5 else "".join(each * 2 for each in text[1:])
        red, green, blue, *rest = (int(digits[place : place + 2], 16) / 255 for place in range(0, len(digits), 2))
        return (red, green, blue), rest[0] if rest else 1.0
    if text == "transparent":
        return (0.0, 0.0, 0.0), 0.0
    if found := _FUNCTION.fullmatch(text):
        return _called(what, text, found[1], found[2])
    from PIL.ImageColor import colormap, getrgb  # the names of CSS

    if text not in colormap:
        raise refused(what, text, "Use plain colours.")
    red, green, blue = getrgb(text)[:3]
    return (red / 255, green / 255, blue / 255), 1.0


def _called(what: str, text: str, name: str, inside: str) -> tuple[Colour, float]:
    """rgb() and hsl(), in the old form with commas and the new one with spaces and a slash."""
    parts = inside.split(",") if "," in inside else inside.replace("/", " / ").split()
    if len(parts) == 5 and parts[3] == "/":
        del parts[3]
    if len(parts) not in (3, 4):
        raise refused(what, text, "Use plain colours.")
    alpha = share(what, parts[3]) if len(parts) == 4 else 1.0
    if name == "rgb":
        red, green, blue = (
            min(1.0, max(0.0, length(what, part, 255.0) / 255)) if re.fullmatch(r"[-+.\de%\s]+", part) else -1.0
            for part in parts[:3]
        )
        if min(red, green, blue) < 0:
            raise refused(what, text, "Use plain colours.")
        return (red, green, blue), alpha
    angle = re.fullmatch(rf"({NUMBER.pattern})(deg|grad|rad|turn|)", parts[0].strip())
    if angle is None or not all(part.strip().endswith("%") for part in parts[1:3]):
        raise refused(what, text, "Use plain colours.")
    turn = float(angle[1]) / _TURNS[angle[2]] % 1
    return colorsys.hls_to_rgb(turn, share(what, parts[2]), share(what, parts[1])), alpha
