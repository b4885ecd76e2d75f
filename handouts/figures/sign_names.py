"""Which signs stand beside a body."""

from __future__ import annotations

from typing import Literal, TypeAlias

from handouts.figures.poses import Pose

SignName: TypeAlias = Literal["hold", "wait", "eyes-closed", "again", "there-and-back", "other-side"]


def signs_beside(pose: Pose) -> tuple[SignName, ...]:
    """The signs of a picture, from above."""
    names: list[SignName] = ["hold"] if pose.hold else []
    if pose.clock:
        names.append("hold" if pose.held else "wait")
    if pose.eyes == "closed":
        names.append("eyes-closed")
    return (*names, *pose.signs)
