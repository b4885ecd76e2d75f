"""A part of a picture: a limb, the trunk, a thing; what it is made of and what is painted on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from handouts.figures.hulls import Hull
from handouts.figures.vectors import Frame, Vector

Tone = Literal[
    "skin",
    "shirt",
    "shorts",
    "hair",
    "scarf",
    "muscle",
    "soft",
    "ball",
    "wood",
    "mat",
    "equipment",
    "paper",
    "nail",
    "shoe",
    "leaf",
    "dark",
]
Weight = Literal["contour", "detail", "mat"]


@dataclass(frozen=True, slots=True)
class Cover:
    """Clothing or a tint: painted on a part, never beyond its outline."""

    tone: Tone
    hulls: tuple[Hull, ...]


@dataclass(frozen=True, slots=True)
class Hem:
    """The edge of a garment: an ellipse round a bone, of which the near half shows. `beyond` is what of the limb comes
    out of the garment, and is seen inside the ellipse when it points at the camera by more than `from_turn`."""

    centre: Vector
    frame: Frame
    radii: tuple[float, float]
    beyond: tuple[Hull, ...]
    from_turn: float = 0.0


@dataclass(frozen=True, slots=True)
class Joint:
    """Where a part meets the one that it grows from: within `radius` no line parts them. `under` limits what is painted
    over the line to one garment."""

    parent: str
    centre: Vector
    radius: float
    under: Tone | None = None


@dataclass(frozen=True, slots=True)
class Crease:
    """A fine line on a part, such as between two fingers; seen where the direction `facing` looks at the camera by more
    than `from_turn`."""

    points: tuple[Vector, ...]
    facing: Vector
    from_turn: float = 0.15


@dataclass(frozen=True, slots=True)
class FigurePart:
    """The union of some hulls in one tone. `behind` names parts that always cover this one. A `flat` one lies on the
    floor and throws no shadow, an `incidental` one need not be large enough to be made out."""

    name: str
    hulls: tuple[Hull, ...]
    tone: Tone
    covers: tuple[Cover, ...] = ()
    tints: tuple[Cover, ...] = ()
    hems: tuple[Hem, ...] = ()
    creases: tuple[Crease, ...] = ()
    joint: Joint | None = None
    behind: tuple[str, ...] = ()
    weight: Weight = "contour"
    flat: bool = False
    incidental: bool = False

    def lowest(self) -> float:
        """The height of its lowest point over the floor."""
        return min(shape.lowest() for hull in self.hulls for shape in hull)
