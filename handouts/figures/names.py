"""What poses name: places for a hand, muscles, things."""

from __future__ import annotations

from typing import Literal

HandPlace = Literal[
    "hip", "thigh", "knee", "shin", "ankle", "floor", "seat", "head", "chest", "wall", "chair", "worktop", "bed", "mat"
]
Muscle = Literal[
    "thigh-front", "thigh-back", "inner-thigh", "outer-hip", "buttock", "calf", "shin", "belly", "back", "shoulder"
]
Furniture = Literal["chair", "bench", "bed", "wall", "worktop", "step", "mat", "path"]
Held = Literal[
    "gym-ball",
    "ball",
    "pillow",
    "cushion",
    "band",
    "towel",
    "pen",
    "marbles",
    "blocks",
    "box",
    "bicycle",
    "water",
    "post",
    "tree",
]
