"""The pose language: how an exercise's file says what its pictures show. `docs/figures.md` shows it by example.

Angles are degrees as a clinician measures them: 0 is standing upright with the arms down. Lengths are fractions of
stature: x forward, y outward or to the figure's left, z up from the floor. The figure faces forward along x. A pose
overrides what it names of the one before.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from handouts.figures.names import Furniture, HandPlace, Held, Muscle
from handouts.figures.sides import other_side
from handouts.files.written import ContentModel, Text

Degrees = Annotated[float, Field(ge=-360, le=360)]
Share = Annotated[float, Field(ge=-3, le=3)]
Size = Annotated[float, Field(gt=0, le=3)]
Place = tuple[Share, Share]
Spot = tuple[Share, Share, Share]
SpotOrPlace = Annotated[tuple[Share, ...], Field(min_length=2, max_length=3)]
Side = Literal["left", "right"]
Base = Literal[
    "standing", "sitting", "kneeling", "long-sitting", "hands-and-knees", "on-back", "face-down", "on-left", "on-right"
]
Landmark = Annotated[str, Field(pattern=r"^[a-z-]+$")]


def _step_shown(value: object) -> object:
    if value != "start" and (not isinstance(value, int) or isinstance(value, bool) or value < 1):
        raise PydanticCustomError("amount", "expects a step", {"expected": "start or the number of a step"})
    return value


StepShown = Annotated[Literal["start"] | int, BeforeValidator(_step_shown)]


class BodyPose(ContentModel):
    """Where the pelvis is, and how it is turned: `lean` forward, `side` to the right, `turn` to the left; `height` of
    the hip joints over the floor where a foot is told its place."""

    lean: Degrees = 0
    side: Degrees = 0
    turn: Degrees = 0
    roll: Degrees = 0
    height: Size = 0.53
    at: Place = (0, 0)
    lift: Share = 0


class BendPose(ContentModel):
    """Trunk or head against what is below: `bend` forward, `side` to the left, `turn` to the left."""

    bend: Degrees = 0
    side: Degrees = 0
    turn: Degrees = 0


class ToePose(ContentModel):
    """Toes: `spread` apart, `lift` at their roots, `curl` down in their middles. `big` is the big toe's own."""

    spread: Degrees = 0
    lift: Degrees = 0
    curl: Degrees = 12
    big_spread: Degrees | None = None
    big_lift: Degrees | None = None
    big_curl: Degrees | None = None


class LegPose(ContentModel):
    """A leg by its joints, or by where its foot stands.

    `hip` lifts the thigh forward, `out` moves it away from the other, `turn` turns it outward; `knee` bends; `ankle`
    lifts the foot; `tilt` turns the sole inward; `arch` is how high the arch is, 0 flat and 1 as at rest. `foot` puts
    the ball of the foot on a spot, with `heel` degrees of heel lift. `ankle_at` is a place of the ankle
    seen from the pelvis; `knee_to`, `sole_to` and `toes_to` are directions seen from the pelvis, y outward.
    """

    hip: Degrees = 0
    out: Degrees = 3
    turn: Degrees = 0
    knee: Degrees = 0
    shin_turn: Degrees = 0
    ankle: Degrees = 0
    tilt: Degrees = 0
    toes_out: Degrees = 6
    arch: Annotated[float, Field(ge=0, le=4)] = 1
    foot: SpotOrPlace | None = None
    heel: Degrees = 0
    knee_out: Degrees = 0
    ankle_at: Spot | None = None
    knee_to: Spot | None = None
    sole_to: Spot | None = None
    toes_to: Spot | None = None
    toes: ToePose = ToePose.model_construct()


class ArmPose(ContentModel):
    """An arm by its joints, or by what its hand touches.

    `lift` raises it forward, `out` sideways, `turn` turns it outward; `elbow` bends. `hand` names what it touches,
    `shift` moves it along there (forward, outward, up); `elbow_to` is where the elbow points, seen from the pelvis.
    `reach` is a spot for the hand seen from the shoulder. With `across` it touches a part of the other leg.
    """

    lift: Degrees = 0
    out: Degrees = 7
    turn: Degrees = 0
    elbow: Degrees = 10
    palm: Degrees = 0
    wrist: Degrees = 0
    hand: HandPlace | None = None
    across: bool = False
    reach: Spot | None = None
    shift: Spot = (0, 0, 0)
    fingers: Degrees = 0
    elbow_to: Spot | None = None


class Arrow(ContentModel):
    """Where something moves.

    `follow`: the way of a landmark from the picture before, outside of its `pivot` by `gap`. `push`: straight from a
    landmark along `along` (right, up on the page). `squeeze`: two arrows towards each other; `apart`: away from each
    other. `circle`: round a landmark. `shake`: small marks beside it. `path`: a way over the floor, through
    `points`; with `at`, drawn in the air before a landmark, its points right and up of it. `steps`: marks of feet
    or knees along a way over the floor, `size` apart and `gap` from it.
    """

    kind: Literal["follow", "push", "squeeze", "apart", "circle", "shake", "path", "steps"]
    at: Landmark | None = None
    to: Landmark | None = None
    pivot: Landmark | None = None
    gap: Share = 0.05
    shift: Place = (0, 0)
    along: Place = (0, 0.15)
    size: Size = 0.1
    start: Degrees = 200
    sweep: Degrees = 280
    flat: Size = 1
    both: bool = False
    points: tuple[Place, ...] = ()
    height: Share = 0
    mark: Literal["foot", "knee"] = "foot"


class View(ContentModel):
    """Where the camera is: `around` from the front (0) to the right side (90) and the back (180), `above` the floor."""

    around: Annotated[float, Field(ge=-180, le=180)]
    above: Annotated[float, Field(ge=-20, le=90)] = 9


class Zoom(ContentModel):
    """A round picture of a part alone: what it shows, and how much of stature is in it."""

    at: Landmark
    across: Size = 0.3
    shift: Place = (0, 0)
    corner: Literal["right", "left"] = "right"


class Prop(ContentModel):
    """A thing. `at` is its place on the floor; `between`, `under` and `around` name what holds it or lies on it."""

    kind: Literal[Furniture, Held]
    at: SpotOrPlace | None = None
    turn: Degrees = 0
    size: Spot | None = None
    between: Landmark | None = None
    under: Landmark | None = None
    around: Landmark | None = None
    to: Spot | None = None
    shift: Spot = (0, 0, 0)
    folds: Annotated[float, Field(ge=0, le=1)] = 0


class Pose(ContentModel):
    """One picture. Everything that it leaves out is as in the picture before. `step` is what it shows: the start, or a
    step by its number. `log_zoom` makes it the one that a log shows, and says what of it is seen there. `hold` draws a
    stopwatch, with the time that is `held` where a sheet knows it; `clock` an hourglass, for what takes minutes."""

    step: StepShown | None = None
    alt: Text | None = None
    alt_mirrored: Text | None = None
    base: Base = "standing"
    body: BodyPose = BodyPose.model_construct()
    trunk: BendPose = BendPose.model_construct()
    head: BendPose = BendPose.model_construct()
    legs: LegPose = LegPose.model_construct()
    left_leg: LegPose = LegPose.model_construct()
    right_leg: LegPose = LegPose.model_construct()
    arms: ArmPose = ArmPose.model_construct()
    left_arm: ArmPose = ArmPose.model_construct()
    right_arm: ArmPose = ArmPose.model_construct()
    eyes: Literal["open", "closed"] = "open"
    shoes: bool = False
    rests_on: Literal["floor", "chair", "bench", "bed", "step", "pillow", "air", "bicycle"] | None = None
    keep: Landmark | None = None
    view: Literal["side", "front", "corner", "back", "above"] | View | None = None
    props: tuple[Prop, ...] = ()
    arrows: tuple[Arrow, ...] = ()
    muscles: tuple[Muscle | Annotated[str, Field(pattern=r"^(left|right)-[a-z-]+$")], ...] = ()
    zoom: Zoom | None = None
    inset: Zoom | None = None
    log_zoom: Zoom | None = None
    hold: bool = False
    held: Annotated[str, Field(pattern=r"^([0-9+-]{1,7} (s|min))?$")] = ""
    clock: bool = False
    thought: Annotated[str, Field(pattern=r"^[LO0-9]{0,2}$")] = ""
    signs: tuple[Literal["again", "there-and-back", "other-side"], ...] = ()

    def heard(self, *, mirrored: bool) -> str:
        """What a listener hears of the picture, or of its mirror image."""
        alt = self.alt or ""
        return (self.alt_mirrored or other_side(alt)) if mirrored else alt


class PosedFigure(ContentModel):
    """The pictures of an exercise: `start`, most often `finish`, and `then` for more."""

    start: Pose
    finish: Pose | None = None
    then: tuple[Pose, ...] = ()
    side: Side = "right"

    @cached_property
    def text(self) -> str:
        """The pose as JSON, the same for the same pose."""
        return self.model_dump_json(exclude_unset=True)

    @property
    def key(self) -> int:
        """Which picture, counted from 0, stands for the exercise where there is room for one: the one with a
        `log_zoom`, else the one where the movement ends."""
        return next((i for i, pose in enumerate(self.whole) if pose.log_zoom), min(1, len(self.whole) - 1))

    @property
    def pair(self) -> tuple[int, ...]:
        """Which pictures stand for the exercise where there is room for two: the one before the key one, and that."""
        first = max(self.key - 1, 0)
        return tuple(range(first, min(first + 2, len(self.whole))))

    @cached_property
    def whole(self) -> tuple[Pose, ...]:
        """The figure's poses, each with all that it takes over from the one before."""
        return poses(self)


# never carried into the next picture
ONE_PICTURE_ONLY = (
    *("step", "alt", "alt_mirrored", "arrows", "inset", "log_zoom"),
    *("hold", "held", "clock", "thought", "signs", "muscles"),
)


def poses(figure: PosedFigure) -> tuple[Pose, ...]:
    """The figure's poses, each with all that it takes over from the one before."""
    written = [figure.start, *([figure.finish] if figure.finish else []), *figure.then]
    whole: list[Pose] = []
    values: dict[str, object] = {}
    for pose in written:
        kept = {key: value for key, value in values.items() if key not in ONE_PICTURE_ONLY}
        values = overlay(kept, pose.model_dump(exclude_unset=True))
        whole.append(Pose.model_validate(values))
    return tuple(whole)


def overlay(below: Mapping[str, object], above: Mapping[str, object]) -> dict[str, object]:
    """`below` with the values of `above` put over it, part by part."""
    result = dict(below)
    for key, value in above.items():
        under = result.get(key)
        result[key] = overlay(under, value) if isinstance(value, dict) and isinstance(under, dict) else value
    return result


def leg(pose: Pose, side: Side) -> LegPose:
    """What one leg does: `legs`, with its own words over them."""
    own = pose.left_leg if side == "left" else pose.right_leg
    return LegPose.model_validate(overlay(_said(pose.legs), _said(own)))


def arm(pose: Pose, side: Side) -> ArmPose:
    """What one arm does: `arms`, with its own words over them."""
    own = pose.left_arm if side == "left" else pose.right_arm
    return ArmPose.model_validate(overlay(_said(pose.arms), _said(own)))


def _said(part: ContentModel) -> dict[str, object]:
    return part.model_dump(exclude_unset=True)
