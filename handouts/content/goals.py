"""The closed words by which exercises are found: what they are for, and how they start."""

from __future__ import annotations

from typing import Literal

Goal = Literal["strength", "stretch", "mobility", "balance", "control", "fitness"]
Start = Literal["standing", "sitting", "floor", "kneeling", "lying"]
"""How an exercise starts. `floor` is sitting on the floor; `kneeling` is on the hands and knees too."""
