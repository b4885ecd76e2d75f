"""What pictures say of a dose: how long to hold, and whether the other side is done too."""

from __future__ import annotations

from handouts.content.amounts import Amount
from handouts.content.model import Dosage
from handouts.figures.poses import Pose, PosedFigure

MINUTE = 60  # seconds
_ONE_SIDE = ("left", "right")


def with_dose(figure: PosedFigure, dose: Dosage) -> PosedFigure:
    """The figure with the time of the dose in its stopwatches, and without a sign for the side that is not done."""
    written = [figure.start, *([figure.finish] if figure.finish else []), *figure.then]
    told = [_told(pose, dose) for pose in written]
    if told == written:
        return figure
    finish = told[1] if figure.finish else None
    return PosedFigure(start=told[0], finish=finish, then=tuple(told[2 if finish else 1 :]), side=figure.side)


def _told(pose: Pose, dose: Dosage) -> Pose:
    changed: dict[str, object] = {}
    if pose.hold or pose.clock:
        changed["held"] = _short(dose.hold or dose.duration)
    if dose.side in _ONE_SIDE and "other-side" in pose.signs:
        changed["signs"] = tuple(sign for sign in pose.signs if sign != "other-side")
    return pose.model_copy(update=changed) if changed else pose


def _short(amount: Amount | None) -> str:
    """Seconds or minutes as a stopwatch shows them; nothing where the sheet leaves a gap."""
    if amount is None or amount.low is None:
        return ""
    numbers = [amount.low, *([amount.high] if amount.high else [])]
    unit = "s"
    if all(number % MINUTE == 0 for number in numbers):
        numbers, unit = [number // MINUTE for number in numbers], "min"
    return f"{'-'.join(map(str, numbers))}{'+' if amount.qualifier == 'at least' else ''} {unit}"
