"""Content is found by the words that people have for it, and by what a patient can do and owns."""

from __future__ import annotations

import json
import subprocess
from shutil import which
from typing import Any

import pytest
from typer.testing import CliRunner

from handouts import Workspace
from handouts.cli.app import app
from handouts.content.finding import Findable, Wanted, findable, fits, start_of
from handouts.content.library import Library
from handouts.content.model import Condition, Exercise
from handouts.desk.server import PAGE
from handouts.files.workspace import library_folder

LIBRARY = Library(Workspace((library_folder(),)))
RAISE = {
    "name": "Heel raise",
    "also": ["Calf raise"],
    "lay_words": ["tiptoes"],
    "regions": ["ankle"],
    "position": "Stand tall.",
    "steps": ["Rise."],
    "goal": "strength",
    "level": 2,
    "muscles": ["calf"],
    "equipment": ["sturdy chair", "step to make it harder"],
    "stand_ins": {"sturdy chair": ["kitchen worktop"]},
}


def exercise(**keys: Any) -> Exercise:
    return Exercise.model_validate({"format": 1, **RAISE, **keys})


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted("calves"), False),
        (Wanted("heels standing strength"), True),
        (Wanted("tiptoe"), True),
        (Wanted("aise"), False),
        (Wanted(region="ankle", start="standing", goal="strength", level=2), True),
        (Wanted(level=3), False),
        (Wanted(start="lying"), False),
        (Wanted(owned=()), False),
        (Wanted(owned=("chair", "band")), True),
        (Wanted(owned=("worktop",)), True),
        (Wanted(uses="step"), False),
        (Wanted(uses="sturdy chair"), True),
    ],
)
def test_an_exercise_is_found_by_words_start_goal_level_and_what_is_owned(wanted: Wanted, found: bool) -> None:
    assert fits(findable("heel-raise", exercise()), wanted) == found


@pytest.mark.skipif(not which("node"), reason="needs node")
def test_the_desk_finds_by_words_what_the_command_finds() -> None:
    """The page has the one rule that it can't ask for in time, between two keys, once more."""
    names = LIBRARY.workspace.names("exercise")
    texts = [findable(file.id, file.content).text for name in names if (file := LIBRARY.find(Exercise, name))]
    texts += ["50 % (half), o'clock", "genu_valgum", "école à pied", "knee/hip+back", "ärzte 3d"]
    asked = ["", "  ", "calves", "heels standing", "tiptoe", "aise", "KNEES hip", "as", "bus", "half", "(half", "clock"]
    asked += [
        "valgum",
        "cole",
        "École",
        "ip+",
        "hip+",
        "a.c",
        "\\w",
        "[",
        "$",
        "zte",
        "ärzte",
        "3",
        "d",
        "- x",
        "50 %",
        "ß",
    ]
    script = (
        f"import {{ finder }} from {json.dumps((PAGE / 'matching.js').as_uri())};"
        f"const [asked, texts] = {json.dumps([asked, texts])};"
        "console.log(JSON.stringify(asked.map((words) => texts.map(finder(words)))))"
    )
    done = subprocess.run(["node", "--input-type=module"], input=script, capture_output=True, text=True, check=True)
    ours = [[fits(Findable(text), Wanted(words)) for text in texts] for words in asked]
    assert json.loads(done.stdout) == ours
    assert any(map(any, ours[2:]))


def test_a_wall_is_in_every_home() -> None:
    assert fits(findable("slide", exercise(equipment=["wall"], stand_ins={})), Wanted(owned=()))


@pytest.mark.parametrize(
    ("keys", "start"),
    [
        ({"start": "sitting"}, "sitting"),
        ({"position": "Lie on your back."}, "lying"),
        ({"position": "Sit.", "figure": {"start": {"base": "long-sitting"}}}, "floor"),
        ({"position": "Turn over.", "figure": {"start": {"base": "on-left"}}}, "lying"),
        ({"position": "Begin."}, "other"),
    ],
)
def test_how_an_exercise_starts_is_said_or_seen(keys: dict[str, Any], start: str) -> None:
    assert start_of(exercise(**keys)) == start


def test_a_condition_is_found_by_lay_words() -> None:
    knee = LIBRARY.find(Condition, "knee-osteoarthritis")
    assert knee
    assert fits(findable(knee.id, knee.content), Wanted("worn knee", region="knee"))


def test_the_list_has_the_same_filters_and_tells_where_numbers_come_from() -> None:
    run = CliRunner().invoke(app, ["list", "exercises", "--search", "lunge", "--owned", "nothing", "--notes"])
    assert [line.split()[0] for line in run.stdout.splitlines() if not line.startswith(" ")] == ["forward-lunge"]
    assert "source: Genu valgum, causes and treatment, lines 114-124" in run.stdout
    assert (
        "--goal: only exercises have that"
        in CliRunner().invoke(app, ["list", "programmes", "--goal", "balance"]).stderr
    )
