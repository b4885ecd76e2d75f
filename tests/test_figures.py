"""Figures: geometry, order, styles, the cache, the linter, and a golden picture of every pose."""

from __future__ import annotations

import io
import json
import math
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pypdfium2
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from handouts import Workspace, check
from handouts.checks import pose_findings
from handouts.checks.poses import lint
from handouts.content.amounts import Amount
from handouts.content.clinic import FigureLook
from handouts.content.library import Library
from handouts.content.model import Dosage, Exercise
from handouts.content.pictures import OwnPicture
from handouts.drawing.pictures import no_finer
from handouts.drawing.shapes import Segment, seen
from handouts.drawing.svg_writer import elements
from handouts.figures import poses as language
from handouts.figures import store
from handouts.figures.contact import stand
from handouts.figures.feet import detailed_foot
from handouts.figures.hulls import ball, camera, ellipsoid, outline
from handouts.figures.ink import InkName, Tones, ink
from handouts.figures.order import in_order
from handouts.figures.panels import panels
from handouts.figures.parts import FigurePart, Joint, Tone, Weight
from handouts.figures.people import PEOPLE, person
from handouts.figures.poses import PosedFigure, leg, poses
from handouts.figures.proportions import FOOT, Look
from handouts.figures.reach import bend
from handouts.figures.scene import scenes
from handouts.figures.sides import other_side
from handouts.figures.things import BAND_HALF
from handouts.figures.vectors import about_x, about_y, about_z, distance, dot
from handouts.figures.wires import Ribbon
from handouts.files import cache as stored
from handouts.files.yaml_reader import read_yaml
from handouts.pdf.drawings import _operators, deflated
from handouts.resolve.picture_dose import with_dose
from handouts.reuse import stores
from handouts.reuse.stores import forget
from handouts.sheets.contact_sheet import figures_pdf, figures_svg, pictured
from tests.conftest import GOLDEN, alone
from tests.structure import read
from tests.test_sources import NUMBERS

ACCENT = (0.7, 0.28, 0.04)
STAND: dict[str, Any] = {"start": {"alt": "Standing."}}
sizes = st.floats(0.05, 0.4)
places = st.tuples(*(st.floats(-0.5, 0.5),) * 3)


def figure(**start: Any) -> PosedFigure:
    return PosedFigure.model_validate({"start": {"alt": "One.", **start}})


def two(finish: dict[str, Any], **start: Any) -> PosedFigure:
    return PosedFigure.model_validate({"start": {"alt": "One.", **start}, "finish": {"alt": "Two.", **finish}})


# -- what a sheet says of it ------------------------------------------------------------------------------------------


def test_a_stopwatch_says_the_dose_and_no_sign_asks_for_a_side_that_is_not_done() -> None:
    held = figure(hold=True, signs=["again", "other-side"])
    both = with_dose(held, Dosage(hold=Amount(10, 15), side="both")).start
    assert (both.held, both.signs) == ("10-15 s", ("again", "other-side"))
    one = with_dose(held, Dosage(duration=Amount(120, qualifier="at least"), side="left")).start
    assert (one.held, one.signs) == ("2+ min", ("again",))
    assert with_dose(held, Dosage(hold=Amount(None))).start.held == ""
    assert with_dose(figure(), Dosage(hold=Amount(10))) == figure()
    drawn = [panels(with_dose(held, Dosage(hold=Amount(each))), Tones(), Look()) for each in (5, 10)]
    assert drawn[0] != drawn[1] != panels(held, Tones(), Look())


def test_people_differ_and_each_exercise_keeps_its_own() -> None:
    ids = [file.id for file in library()[1]]
    seen = {person(name) for name in ids}
    assert seen == set(PEOPLE)
    assert {person(name, "fuller", "scarf", "dark", "older") for name in ids} == {
        person("", "fuller", "scarf", "dark", "older")
    }


def test_no_two_drawings_of_a_page_have_clips_of_one_name() -> None:
    drawn = [elements(panels(figure(view=view), Tones(), Look())[0].shapes) for view in ("side", "front")]
    first, second = (set(re.findall(r'id="([^"]+)"', each)) for each in drawn)
    assert first
    assert not first & second


# -- geometry ---------------------------------------------------------------------------------------------------------


@given(target=places, upper=sizes, lower=sizes, towards=places)
def test_a_limb_keeps_its_lengths_and_reaches_what_it_can(
    target: Any, upper: float, lower: float, towards: Any
) -> None:
    root = (0.0, 0.0, 0.0)
    middle, end = bend(root, target, upper, lower, towards)
    far = distance(root, target)
    if far > 0.01 and distance((0, 0, 0), towards) > 0.01:
        straight = abs(dot(towards, target)) > 0.999 * far * distance((0, 0, 0), towards)
        if not straight:
            assert distance(root, middle) == pytest.approx(upper, abs=1e-3)
            assert distance(middle, end) == pytest.approx(lower, abs=1e-3)
        if abs(upper - lower) + 1e-3 < far < upper + lower - 1e-3:
            assert distance(end, target) < 1e-3


@given(angles=st.tuples(*(st.floats(-360, 360),) * 3))
def test_turned_frames_stay_square(angles: tuple[float, float, float]) -> None:
    frame = about_x(angles[0]).then(about_y(angles[1])).then(about_z(angles[2]))
    for one in range(3):
        for other in range(3):
            assert dot(frame[one], frame[other]) == pytest.approx(float(one == other), abs=1e-9)


@settings(max_examples=40)
@example(centres=[(0, 0, 0.0625)], around=0, above=63)  # the ball goes farthest in 39 degrees alone
@example(centres=[(0, -0.03, 0)], around=0, above=45)
@example(centres=[(0, 0, -0.03), (0, 0.03, 0)], around=0, above=30)  # three take turns in an eighth of the way round
@example(centres=[(0, 0, 0.0125), (0, 0.065, 0)], around=-53, above=9)
@given(centres=st.lists(places, min_size=1, max_size=5), around=st.floats(-180, 180), above=st.floats(0, 80))
def test_an_outline_holds_all_that_it_is_the_outline_of(centres: Any, around: float, above: float) -> None:
    view = camera(around, above)
    hull = (*(ellipsoid(centre, about_z(30), (0.05, 0.1, 0.02)) for centre in centres), ball((0, 0, 0), 0.03))
    view = replace(view, magnify=100.0)
    points = list(along(outline(hull, view)))
    for shape in hull:
        ellipse = view.ellipse(shape)
        for step in range(24):
            c, s = math.cos(step * math.pi / 12), math.sin(step * math.pi / 12)
            assert max(x * c + y * s for x, y in points) >= ellipse.support(c, s) - 0.3


def along(path: tuple[Segment, ...]) -> Iterator[tuple[float, float]]:
    """Points on a path, twenty to a curve."""
    x = y = 0.0
    for name, *numbers in path:
        values = [float(number) for number in numbers]
        if name == "C":
            for t in (step / 20 for step in range(1, 20)):
                shares = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
                yield (
                    sum(a * b for a, b in zip(shares, (x, *values[0::2]), strict=True)),
                    sum(a * b for a, b in zip(shares, (y, *values[1::2]), strict=True)),
                )
        if values:
            x, y = values[-2:]
            yield x, y


def test_the_near_limb_is_drawn_last() -> None:
    (scene,) = scenes(figure(view="side"), Look())
    names = [thing.name for thing in in_order([*scene.parts, *scene.things], scene.view)]
    assert names.index("left-thigh") < names.index("right-thigh")
    assert names.index("left-upper-arm") < names.index("trunk") < names.index("right-upper-arm")


def test_a_joint_gives_way_where_parts_cover_each_other_in_a_ring() -> None:
    """A thigh may be drawn over the trunk that it grows from, if something else lies between the two."""
    view = camera(0, 0)

    def balls(*places: tuple[float, float, float]) -> tuple[Any, ...]:
        """So far in front, and at (across, up) as they are seen."""
        return tuple((ball(place, 0.1),) for place in places)

    assert view.towards == pytest.approx((1, 0, 0))
    trunk = FigurePart("trunk", balls((0.1, 0, 0), (0, 0, 1)), "shirt")
    thigh = FigurePart("thigh", balls((0, 0.1, 0), (0.1, 1, 0)), "skin", joint=Joint("trunk", (0, 0, 0), 0.1))
    apron = FigurePart("apron", balls((0, 1.12, 0), (0.1, 0.13, 1)), "soft")
    assert [part.name for part in in_order([trunk, thigh, apron], view)] == ["trunk", "apron", "thigh"]
    other = replace(thigh, joint=None)
    assert [part.name for part in in_order([trunk, other, apron], view)] == ["apron", "thigh", "trunk"]


def test_a_sitting_body_hides_the_back_of_its_chair() -> None:
    sitting = figure(base="sitting", legs={"hip": 87, "knee": 87}, view="corner", props=[{"kind": "chair"}])
    (scene,) = scenes(sitting, Look())
    names = [thing.name for thing in in_order([*scene.parts, *scene.things], scene.view)]
    assert names.index("chair-rail") < names.index("trunk")
    assert names.index("chair-seat") < names.index("right-thigh")


# -- styles -----------------------------------------------------------------------------------------------------------


def test_under_a_high_arch_a_foot_is_off_the_floor() -> None:
    def lowest(high: float) -> float:
        """The height of the middle of the foot over its sole, in its lengths."""
        pose = poses(figure(legs={"arch": high, "toes_out": 0}))[0]
        body = stand(pose, Look())
        sole = detailed_foot(body, "right", leg(pose, "right"))[0]
        shapes = {shape for hull in sole.hulls for shape in hull}
        back = min(shape.centre[0] for shape in shapes)
        middle = [shape for shape in shapes if 0.2 < (shape.centre[0] - back) / FOOT < 0.4]
        return (min(shape.lowest() for shape in middle) - sole.lowest()) / FOOT

    assert max(lowest(0), lowest(1)) < 0.01
    assert lowest(3) > 0.08


def test_a_band_that_hangs_is_as_wide_as_its_size_says() -> None:
    band = {"kind": "band", "around": "right-hand", "to": [0, 0.1, 1]}
    wide = []
    for size in ({}, {"size": [0.5, 0.06, 0]}):
        strips = scenes(figure(props=[band | size]), Look())[0].things
        wide += [thing.across for thing in strips if isinstance(thing, Ribbon) and thing.name.endswith("tail")]
    assert wide == [(0, 0, BAND_HALF), (0, 0.03, 0)]


def test_the_other_side_is_the_mirror_image() -> None:
    (one,) = panels(figure(view="side"), Tones(), Look())
    (other,) = panels(figure(view="side"), Tones(), Look(), mirrored=True)
    first, second = one.shapes[-1].path[0], other.shapes[-1].path[0]
    assert float(first[1]) + float(second[1]) == pytest.approx(one.width, abs=0.02)
    assert first[2] == second[2]


def test_where_toner_is_saved_nothing_large_is_filled() -> None:
    drawn = panels(figure(view="corner"), ink("toner-saver", ACCENT), Look())
    fills = {shape.fill for panel in drawn for shape in panel.shapes if shape.fill}
    dark = [fill for fill in fills if sum(fill) < 2.9]
    assert len(dark) <= 2, dark  # hair, and the lines' own colour for eyes


@pytest.mark.parametrize("name", get_args(InkName))
def test_every_ink_has_every_tone_and_weight(name: InkName) -> None:
    tones = ink(name, (0.7, 0.3, 0.0))
    assert all(0 <= part <= 1 for tone in get_args(Tone) for part in tones.tone(tone, 1.0))
    assert all(tones.weight(weight) > 0 for weight in get_args(Weight))


@pytest.mark.parametrize("hair", ["short", "long", "bob", "thin", "scarf"])
def test_heads_differ(hair: Any) -> None:
    drawn = panels(figure(view="corner"), Tones(), Look(hair=hair))
    others = {"short", "long", "bob", "thin", "scarf"} - {hair}
    assert all(panels(figure(view="corner"), Tones(), Look(hair=other)) != drawn for other in others)  # type: ignore[arg-type]


def test_the_same_pose_gives_the_same_shapes_in_any_process() -> None:
    script = (
        "from handouts.figures.poses import PosedFigure;from handouts.figures.panels import panels;"
        "from handouts.figures.proportions import Look;from handouts.figures.ink import Tones;import hashlib;"
        "f=PosedFigure.model_validate({'start':{'base':'sitting','legs':{'hip':87},'props':[{'kind':'chair'}]}});"
        "print(hashlib.sha256(repr(panels(f,Tones(),Look())).encode()).hexdigest())"
    )
    told = set()
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        run = subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, env=environment, check=True
        )
        told.add(run.stdout)
    assert len(told) == 1


# -- the cache --------------------------------------------------------------------------------------------------------


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HANDOUTS_CACHE", str(tmp_path / "cache"))
    forget("FIGURES", "DRAWN")
    return tmp_path / "cache"


def draw(style: Tones | None = None) -> Any:
    forget("FIGURES", "DRAWN")
    return store.pictures_of(figure().text, style or Tones(), Look(), False, False, bare=True)


def test_a_kept_figure_is_the_drawn_one(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = draw()
    drawn = first[0].shapes  # just now: nothing is unpacked
    monkeypatch.setattr(store, "_draw", lambda *_, **__: pytest.fail("drawn again"))
    assert draw() == first
    assert draw()[0].shapes == drawn
    assert len({id(shape.path) for shape in draw()[0].shapes}) < len(drawn)  # what is one path stays one
    assert len(list(cache.iterdir())) == 1


def test_pictures_without_signs_come_of_the_bodies_that_are_drawn_already(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forget("FIGURES", "DRAWN")
    given = (figure(signs=["again"]).text, Tones(), Look(), False, False)
    signed = store.pictures_of(*given)
    forget("FIGURES", "DRAWN")
    monkeypatch.setattr(store, "_draw", lambda *_, **__: pytest.fail("drawn again"))
    (bare,) = store.pictures_of(*given, bare=True)
    assert 0 < len(bare.shapes) < len(signed[0].shapes)
    assert len(list(cache.iterdir())) == 2


def test_another_style_is_another_file(cache: Path) -> None:
    assert draw()[0].digest != draw(Tones(accent=(0, 0, 1)))[0].digest
    assert len(list(cache.iterdir())) == 2


@pytest.mark.parametrize("damage", [b"", b"x", b"\x78\x9c\x03\x00", None])
def test_a_damaged_file_is_drawn_anew(cache: Path, damage: bytes | None) -> None:
    first = draw()
    (kept,) = cache.iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(whole[: len(whole) // 2] if damage is None else damage)
    assert draw() == first
    assert kept.read_bytes() == whole


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{}",
        b"null",
        b"[[1]]",
        b'[["x", 2]]',
        b"[[1, 2], [3, 4]]",
        b"[[-1, NaN]]",
        b"[[10, 10]]",
        b"[[10, 10, []]]\n" + zlib.compress(b"[]"),
        b"[[10, 10, []]]\n" + zlib.compress(b'[["x", 0], [], []]'),
        b"[[10, 10, []]]\n" + zlib.compress(b'[[0, 0], [[["M", "x", 1]]], [[0, null, null, 1, false, false, []]]]'),
        b"[[10, 10, []]]\n" + zlib.compress(b'[[0, 0], [[["M", 1, 1]]], [[0, [0, 0], null, 1, false, false, []]]]'),
        b"[[10, 10, []]]\n" + zlib.compress(b'[[0, 0], [[["M", 1, 1]]], [[1, null, null, 1, false, false, []]]]'),
        b"[[10, 10, []]]\n" + zlib.compress(b'[[0, 0], [[["M", 1, 1]]], [["0", null, null, 1, false, false, []]]]'),
        b"[[10, 10, []]]\n" + zlib.compress(b'[[0, 0], [[["Q", 1, 1]]], [[0, null, null, "1", false, false, []]]]'),
    ],
)
def test_whole_files_that_hold_something_else_are_drawn_anew(cache: Path, content: bytes) -> None:
    shapes = draw()[0].shapes
    (kept,) = cache.iterdir()
    stored.keep(kept.name, content)
    assert draw()[0].shapes == shapes


def test_a_folder_into_which_others_can_put_files_is_not_used(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = draw()
    (kept,) = cache.iterdir()
    stored.keep(kept.name, b"[[10, 10, []]]\n" + zlib.compress(b"[[0, 0], [], []]"))
    assert draw()[0].shapes == ()
    shared = cache.with_name("shared")
    kept.parent.rename(shared)
    shared.chmod(0o777)
    monkeypatch.setenv("HANDOUTS_CACHE", str(shared))
    assert draw() == first
    assert draw()[0].shapes
    assert len(list(shared.iterdir())) == 1


def test_a_pipe_in_the_cache_is_drawn_anew(cache: Path) -> None:
    first = draw()
    (kept,) = cache.iterdir()
    kept.unlink()
    os.mkfifo(kept)
    assert draw() == first
    assert kept.is_file()


def test_lines_get_thicker_without_a_figure_being_drawn_again(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    thin = draw()[0]
    thick = no_finer(thin, 0.4)
    drawn = _operators(thick)
    assert zlib.decompress(deflated(thin)) != drawn
    forget("DRAWN", "DRAWINGS")
    monkeypatch.setattr(store, "_draw", lambda *_, **__: pytest.fail("drawn again"))
    kept = next(cache.glob("*.figure"))
    stored.keep(kept.name, kept.read_bytes().split(b"\n")[1] + b"\n")  # as the desk's one file has it
    assert zlib.decompress(deflated(no_finer(draw()[0], 0.4))) == drawn


def test_without_a_folder_figures_are_drawn_all_the_same(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = draw()
    cache.with_name("file").write_text("x")
    for folder in (str(cache.with_name("file") / "inside"), ""):
        monkeypatch.setenv("HANDOUTS_CACHE", folder)
        assert draw() == first


# -- the linter -------------------------------------------------------------------------------------------------------

BAD = {
    "can't reach wall by": figure(arms={"hand": "wall"}, props=[{"kind": "wall", "at": [0.8, 0]}]),
    "can't reach its place by": figure(legs={"foot": [0.6, 0.05]}, body={"height": 0.5}),
    "below the floor": figure(base="sitting", legs={"hip": 60, "knee": 60}, props=[{"kind": "chair"}]),
    "nothing touches the floor": figure(body={"height": 0.7}, legs={"foot": [0, 0.05, 0.15]}),
    "degrees are possible": figure(right_leg={"hip": -80}),
    "knee bends more than": figure(base="on-back", right_leg={"hip": 90, "knee": 170}),
    "falls over": figure(body={"height": 0.44}, legs={"foot": [-0.2, 0.05]}),
    "inside the worktop": figure(props=[{"kind": "worktop", "at": [0, 0], "size": [0.5, 0.5, 0.5]}]),
    "the head is": figure(props=[{"kind": "mat", "at": [0, 0], "size": [3, 0.4, 0]}]),
    "is smaller than 3 mm": figure(props=[{"kind": "marbles", "at": [0.2, 0, 0.01]}]),
    "of the ball can be seen": figure(view="front", props=[{"kind": "ball", "at": [-0.2, 0.0, 0.35]}]),
    "arrow leaves the picture": figure(
        zoom={"at": "right-foot", "across": 0.3}, arrows=[{"kind": "push", "at": "head", "along": [0, 0.1]}]
    ),
    "arrow crosses the face": figure(arrows=[{"kind": "push", "at": "head", "along": [0.1, 0]}]),
    "looks like the picture before": two({"head": {"bend": 4}}),
    "same alt text": two({"alt": "One.", "arms": {"out": 90}}),
    "no alt text": PosedFigure.model_validate({"start": {}}),
    'names "left-wing"': figure(arrows=[{"kind": "push", "at": "left-wing"}]),
    'names "chair"': figure(arms={"hand": "chair"}),
    'names "left-fin"': figure(log_zoom={"at": "left-fin"}),
    "mm high in a log, and 10 mm are needed": figure(base="on-back"),
    "is the second of this figure": two({"log_zoom": {"at": "head"}}, log_zoom={"at": "head"}),
}


@pytest.mark.parametrize("told", BAD)
def test_each_mistake_of_a_pose_is_told(told: str) -> None:
    messages = [finding.message for finding in lint(BAD[told], Look())]
    assert any(told in message for message in messages), messages


def test_a_good_pose_is_not_complained_of() -> None:
    assert lint(two({"arms": {"out": 90}}), Look()) == ()
    assert lint(figure(base="on-back", log_zoom={"at": "head"}), Look()) == ()


def test_a_log_shows_where_the_movement_ends_or_what_has_a_zoom_for_it() -> None:
    assert figure().key == 0
    assert two({"arms": {"out": 90}}).key == 1
    assert two({"arms": {"out": 90}}, log_zoom={"at": "head"}, step="start").key == 0
    assert [pose.step for pose in two({}, step=1).whole] == [1, None]  # each picture says its own


def test_a_finding_names_its_line(clinic: Path) -> None:
    path = clinic / "data/exercises/ankle-rock.yaml"
    far = "view: side\n    arms:\n      hand: wall\n    props: [{kind: wall, at: [0.8, 0]}]\n"
    path.write_text(path.read_text("utf-8").replace("view: side\n", far), "utf-8")
    problems = [str(one) for one in check(alone(clinic), date(2026, 3, 2)) if "can't reach" in one.message]
    assert [" figure.start." in problem for problem in problems] == [True, True, False, False]
    assert problems[0].startswith("data/exercises/ankle-rock.yaml:")
    assert "figure.start" in problems[0]


# -- the library ------------------------------------------------------------------------------------------------------


def library() -> tuple[Library, list[Any]]:
    place = Workspace.open()
    shelf = Library(place)
    return shelf, [file for file in pictured(None, place, shelf) if isinstance(file.content.figure, PosedFigure)]


def test_every_exercise_has_its_figure() -> None:
    shelf, files = library()
    drawn = {file.id for file in files}
    alone = [shelf.find(Exercise, name) for name in Workspace.open().names("exercise") if name not in drawn]
    assert [file for file in alone if not file or not isinstance(file.content.figure, OwnPicture)] == []
    for file in files:
        assert all(pose.alt for pose in poses(file.content.figure)), file.id


def named_sides(text: str) -> list[str]:
    """The sides of the body that a text names, in their order."""
    return re.findall(r"\b(left|right)\b", text.lower().replace("right angle", ""))


def test_what_is_heard_of_a_mirrored_picture_names_the_other_side() -> None:
    _, files = library()
    other = {"left": "right", "right": "left"}
    told = 0
    for pose in (pose for file in files for pose in poses(file.content.figure)):
        shown, mirrored = pose.heard(mirrored=False), pose.heard(mirrored=True)
        assert shown == pose.alt
        assert named_sides(mirrored) == [other[side] for side in named_sides(shown)], shown
        assert (mirrored == shown) == (not named_sides(shown))
        assert other_side(other_side(shown)) == shown
        told += len(named_sides(shown))
    assert told > 40


JOINTS = {"leg": "ankle", "foot": "toes", "knee": "knee", "heel": "heel", "hand": "wrist", "arm": "wrist"}
AHEAD, ABOVE = re.compile(r"\b(in front|forward)\b"), re.compile(r"\b(lifted|off the floor|is up)\b")


def test_what_is_said_to_be_in_front_or_up_is_that_of_the_side_that_is_named() -> None:
    other = {"left": "right", "right": "left"}
    found = []
    for file in library()[1]:
        for pose, scene in zip(poses(file.content.figure), scenes(file.content.figure, Look()), strict=True):
            for sentence in (pose.alt or "").split("."):
                for side, part in re.findall(r"\b(left|right) (leg|foot|knee|heel|hand|arm)\b", sentence):
                    place, beside = (scene.skeleton.joints[f"{each}-{JOINTS[part]}"] for each in (side, other[side]))
                    for said, axis in ((AHEAD, 0), (ABOVE, 2)):
                        if said.search(sentence):
                            found.append((place[axis] > beside[axis], file.id, sentence))
    assert [each for each in found if not each[0]] == []
    assert len(found) > 20


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Right knee up, LEFT arm out, the left's heel down.", "Left knee up, RIGHT arm out, the right's heel down."),
        ("A left-hand rail; to the right.", "A right-hand rail; to the left."),
        ("Both knees at a right angle, a right-angled seat, upright, bright.", ""),
        ("Stop right away if a bit is left over. All right.", ""),
    ],
)
def test_only_what_means_a_side_is_turned_round(text: str, other: str) -> None:
    assert other_side(text) == (other or text)


def test_a_pose_can_say_its_other_side_in_words_of_its_own() -> None:
    pose = figure(alt="The leg nearer to you.", alt_mirrored="The leg further from you.").start
    assert [pose.heard(mirrored=mirrored) for mirrored in (False, True)] == [pose.alt, pose.alt_mirrored]


@pytest.mark.parametrize("mirrored", [False, True])
def test_figures_alone_say_the_side_that_they_show(mirrored: bool) -> None:
    shelf, files = library()
    lunge = [file for file in files if file.id == "forward-lunge"]
    said = figures_svg(lunge[0], FigureLook(), shelf, mirrored=mirrored).decode()
    alts = [words for role, words, _ in read(figures_pdf(lunge, FigureLook(), shelf, mirrored=mirrored)).entries]
    step = f"A long step forward with the {'left' if mirrored else 'right'} foot."
    assert step in said
    assert any(alt.startswith(step) for alt in alts)


@pytest.mark.parametrize("style", ["accent", "mirrored", "toner-saver"])
def test_every_pose_looks_as_it_did(style: str, tmp_path: Path) -> None:
    """Those drawn from the articles, a set that does not grow, each in colour; every sixth turned round and for little
    toner, which is decided in the engine alone."""
    shelf, files = library()
    files = [file for file in files if file.content.sources[0].id in NUMBERS]
    files = files if style == "accent" else files[::6]
    look = FigureLook(ink="toner-saver" if style == "toner-saver" else "accent")
    pdf = figures_pdf(files, look, shelf, mirrored=style == "mirrored")
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [document[index].render(scale=0.75, grayscale=True).to_pil() for index in range(len(document))]
    whole = Image.new("L", (max(page.width for page in pages), sum(page.height for page in pages)), 255)
    top = 0
    for page in pages:
        whole.paste(page, (0, top))
        top += page.height
    golden = GOLDEN / f"figures-{style}.png"
    if os.environ.get("UPDATE_GOLDEN"):
        whole.save(golden, optimize=True)
    expected = Image.open(golden).convert("L")
    assert whole.size == expected.size
    difference = ImageChops.difference(whole, expected).point(lambda value: 255 if value > 60 else 0)
    share = difference.histogram()[255] / (whole.width * whole.height)
    whole.save(tmp_path / "seen.png")
    assert share < 0.0004, f"{share:.5f} of the dots differ; see {tmp_path}/seen.png"


def test_pictures_of_files_are_drawn_alone_as_well_as_poses(clinic: Path) -> None:
    path = clinic / "data/exercises/heel-raise.yaml"
    path.write_text(path.read_text("utf-8").replace("heel-raise.svg", "heel-raise.jpg"), "utf-8")
    Image.new("RGB", (60, 40), "red").save(path.with_suffix(".jpg"))
    shelf = Library(place := Workspace.open(clinic))
    files = [pictured(name, place, shelf)[0] for name in ("thumb-opening", "heel-raise")]
    look = FigureLook(ink="toner-saver")
    drawing, photograph = (figures_svg(file, look, shelf, mirrored=False).decode() for file in files)
    assert set(re.findall(r"#[0-9a-f]{6}", drawing)) <= {"#ffffff", "#000000", "#1f262e"}
    assert '<image width="' in photograph
    assert 'aria-label="A person stands on tiptoe' in photograph
    said = [
        words for role, words, _ in read(figures_pdf(files, look, shelf, mirrored=False)).entries if role == "Figure"
    ]
    assert [bool(words.strip()) for words in said] == [True, True]


def test_an_svg_is_well_formed_and_says_what_it_shows() -> None:
    shelf, files = library()
    file = next(file for file in files if file.id == "caterpillar-foot")  # close-ups, in frames that clip
    root = ET.fromstring(figures_svg(file, FigureLook(), shelf, mirrored=False))
    assert root.get("aria-label", "").startswith("Sitting on a chair")
    names = [element.get("id") for element in root.iter() if element.get("id")]
    used = {element.get("clip-path", "")[5:-1] for element in root.iter() if element.get("clip-path")}
    assert len(names) == len(set(names))
    assert used == set(names)
    clips = root.findall(".//{*}clipPath")
    assert len(clips) > 20
    assert not [clip for clip in clips if clip.get("clip-path")]  # not every program that draws SVG knows those


def test_what_lies_outside_of_a_close_up_is_not_drawn() -> None:
    _, files = library()
    posed = next(file for file in files if file.id == "caterpillar-foot").content.figure
    shapes = [shape for panel in panels(posed, Tones(), Look()) for shape in panel.shapes]
    assert len(seen(shapes)) == len(shapes) > 100


@pytest.mark.parametrize("form", ["pdf", "svg", "png"])
def test_the_command_draws_figures(form: str, tmp_path: Path) -> None:
    target = tmp_path / f"lunge.{form}"
    arguments = ["generate.py", "figures", "forward-lunge", "--format", form, "--out", str(target)]
    subprocess.run([sys.executable, *arguments], cwd=Path(__file__).parent.parent, check=True, capture_output=True)
    start = {"pdf": b"%PDF", "svg": b"<svg", "png": b"\x89PNG"}[form]
    assert target.read_bytes().startswith(start)
    if form == "png":
        assert Image.open(io.BytesIO(target.read_bytes())).width > 500


def test_an_exercise_of_another_name_is_told() -> None:
    arguments = ["generate.py", "figures", "forward-lung"]
    run = subprocess.run(
        [sys.executable, *arguments], cwd=Path(__file__).parent.parent, check=False, capture_output=True, text=True
    )
    assert run.returncode == 1
    assert "forward-lunge" in run.stderr
    assert json.dumps(run.stderr).count("Traceback") == 0


# -- the document -----------------------------------------------------------------------------------------------------

DOCUMENT = (Path(__file__).parent.parent / "docs" / "figures.md").read_text("utf-8")


def test_the_document_names_every_key_and_value() -> None:
    told = set(re.findall(r"[a-z_-]+", DOCUMENT))
    models = [
        value
        for value in vars(language).values()
        if isinstance(value, type) and issubclass(value, language.ContentModel)
    ]
    keys = {key for model in models for key in model.model_fields} - {"kind", "points"}
    values = {text for model in models for field in model.model_fields.values() for text in literals(field.annotation)}
    assert keys - told == set()
    assert values - told == set()


def literals(annotation: Any) -> set[str]:
    """The words that a type allows, however deep they stand in it."""
    inner = get_args(annotation)
    return {one for one in inner if isinstance(one, str)} | {text for one in inner for text in literals(one)}


def test_the_examples_of_the_document_are_good_poses() -> None:
    blocks = [part.split("```")[0] for part in DOCUMENT.split("```yaml\n")[1:]]
    assert len(blocks) >= 2
    for block in blocks:
        pose = PosedFigure.model_validate(read_yaml(block.encode(), "docs/figures.md").data["figure"])
        assert lint(pose, Look()) == ()


def test_findings_are_kept_for_the_next_process(monkeypatch: pytest.MonkeyPatch) -> None:
    pose = BAD[next(iter(BAD))]
    stores.forget("POSES")
    found = pose_findings.findings(pose, Look())
    assert found == lint(pose, Look()) != ()
    stores.forget("POSES")
    monkeypatch.setattr(pose_findings, "lint", lambda *given: pytest.fail("found anew"))
    assert pose_findings.findings(pose, Look()) == found
