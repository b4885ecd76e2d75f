"""How a body is built: lengths and half widths as fractions of stature.

Lengths: Drillis and Contini (1966), after Winter, Biomechanics and Motor Control of Human Movement. Half widths are by
eye: a little stouter than life, with a larger head, hands and feet, since a figure is read at 40 mm.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

THIGH, SHANK, ANKLE_HEIGHT = 0.245, 0.246, 0.039
UPPER_ARM, FOREARM, FOOT = 0.186, 0.146, 0.158
HIP_HALF_WIDTH, SHOULDER_HALF_WIDTH = 0.052, 0.101
PELVIS, ABDOMEN, CHEST, NECK = 0.065, 0.095, 0.135, 0.047  # from the hip joints up to the base of the skull
SHOULDER_HEIGHT = 0.108  # of the shoulder joints over the top of the abdomen
HEAD = 1.15  # how much larger than life the head is
STATURE_CM = 170.0  # what messages turn fractions of stature into

BuildName = Literal["medium", "slighter", "fuller"]
HairName = Literal["short", "long", "bob", "thin", "scarf"]
SkinName = Literal["light", "medium", "dark"]
AgeName = Literal["adult", "older"]


@dataclass(frozen=True, slots=True)
class Build:
    """How stout a body is: factors for the half widths of its trunk, its waist and its limbs."""

    trunk: float = 1.0
    waist: float = 1.0
    limbs: float = 1.0


BUILDS: dict[BuildName, Build] = {
    "medium": Build(),
    "slighter": Build(trunk=0.94, waist=0.92, limbs=0.9),
    "fuller": Build(trunk=1.12, waist=1.3, limbs=1.14),
}


@dataclass(frozen=True, slots=True)
class Look:
    """How a body looks: `older` people have grey hair."""

    build: Build = BUILDS["medium"]
    hair: HairName = "short"
    skin: SkinName = "light"
    age: AgeName = "adult"
