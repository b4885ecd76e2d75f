"""A clinic's own doses fill gaps, and nothing else, while somebody stands behind them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from handouts import ContentError, Workspace
from handouts.checks.workspace import check
from handouts.content.library import Library
from handouts.content.model import Dosage, Exercise, Programme
from handouts.content.standard_doses import StandardDose
from handouts.content.tables import ExerciseGroup
from handouts.content.words import Words
from handouts.resolve.dose import plain, sentence
from handouts.resolve.handout import resolve
from handouts.resolve.order import Order
from handouts.resolve.standard_doses import SignedDoses, filled
from handouts.sheets.new_prescription import new_prescription
from handouts.sheets.sheet import make
from tests.commands import command
from tests.conftest import TODAY, alone
from tests.test_sources import NUMBERS

OPEN = {"strength": {"sets": 3, "repetitions": 10, "hold": 5, "times_a_day": 1, "days_a_week": 3}}
DOSES = """format: 1
goals:
  strength: {sets: 3, repetitions: 10, times_a_day: 1, days_a_week: 3}
conditions:
  stiff-ankle:
    strength: {repetitions: 12}
"""


def exercise(dose: dict[str, object], **more: object) -> Exercise:
    steps = ["Rise."]
    return Exercise.model_validate(
        {"format": 1, "name": "X", "position": "Stand.", "steps": steps, "goal": "strength", "dose": dose, **more}
    )


def programme(**more: object) -> Programme:
    return Programme.model_validate({"format": 1, "name": "P", "condition": "c", "exercises": ["x"], **more})


def signed(
    published: bool = False, not_for: tuple[tuple[str, ExerciseGroup], ...] = (), **rows: dict[str, object]
) -> SignedDoses:
    found = tuple(("", goal, StandardDose.model_validate(row).dose) for goal, row in rows.items())
    return SignedDoses(found, not_for, published, "Checked.", None)  # type: ignore[arg-type]


def said(dose: Dosage, of: Exercise, within: Programme, doses: SignedDoses | None) -> str:
    return plain(sentence(filled(dose, of, within, doses), Words.model_construct()))


@pytest.mark.parametrize(
    ("dose", "expected"),
    [
        ({}, "Do 3 sets of 10. Hold for 5 seconds each time. Once a day, 3 days a week."),
        ({"repetitions": "5 to 7"}, "Do this 5 to 7 times. Once a day, 3 days a week."),
        (
            {"repetitions": "ask", "hold": 20},
            "Do this 10 times. Hold for 20 seconds each time. Once a day, 3 days a week.",
        ),
        ({"sets": "ask", "repetitions": 8, "times_a_day": 2}, "Do 3 sets of 8. Twice a day, 3 days a week."),
        ({"count": "ask"}, "Take ____ steps. Once a day, 3 days a week."),
        (
            {"count": 4, "progression": {"add": 4, "every": "day", "stop_at": 40}},
            "Take 4 steps. ____ times a day, ____ days a week. Each day, if you feel fine, add 4 steps. "
            "If sore, add none. At most 40 steps.",
        ),
    ],
)
def test_gaps_are_filled_and_numbers_of_a_source_stay(dose: dict[str, object], expected: str) -> None:
    of = exercise(dose)
    assert said(of.dose, of, programme(), signed(**OPEN)) == expected


def test_steps_or_circles_left_open_give_way_to_how_long_where_the_standard_says_that() -> None:
    for count, expected in (("ask", "Do this for 30 seconds."), (4, "Walk 4 circles.")):
        of = exercise({"count": count, "count_of": "circles"})
        doses = signed(strength={"duration": 30, "times_a_day": 1})
        assert said(of.dose, of, programme(), doses).startswith(expected)


@pytest.mark.parametrize("more", [{"for_children": True, "pain_rule": "Stop."}, {"standard_doses": False}])
def test_some_programmes_keep_their_gaps(more: dict[str, object]) -> None:
    of = exercise({})
    assert filled(of.dose, of, programme(**more), signed(**OPEN)) == of.dose


def test_exercises_of_some_groups_keep_their_gaps() -> None:
    of, hard = exercise({}, groups=["hard"]), ExerciseGroup(standard_doses=False)
    assert filled(of.dose, of, programme(), signed(not_for=(("hard", hard),), **OPEN)) == of.dose
    assert filled(of.dose, of, programme(), signed(not_for=(("soft", hard),), **OPEN)) != of.dose


def test_every_exercise_of_the_library_has_a_goal() -> None:
    library = Library(Workspace.open())
    names = library.workspace.names("exercise")
    assert [
        name for name in names if not library.problems.stop_without(library.find(Exercise, name)).content.goal
    ] == []


def test_the_literature_fills_what_is_left_where_the_clinic_lets_it() -> None:
    read = {"title": "A guideline", "address": "https://example.org/g", "place": "page 3", "read_by": "A. Tester"}
    published = {**read, "read_on": "2026-01-05", "dose": {"sets": 5, "repetitions": 6, "times_a_day": 1}}
    of, within = exercise({}, published=[published]), programme()
    assert said(of.dose, of, within, signed(False)).startswith("Do ____ sets of ____.")
    assert said(of.dose, of, within, signed(True)) == "Do 5 sets of 6. Once a day, ____ days a week."
    assert said(of.dose, of, within, signed(True, **OPEN)).startswith("Do 3 sets of 10.")
    assert filled(of.dose, of, programme(condition="other"), signed(True)) != of.dose
    elsewhere = exercise({}, published=[{**published, "condition": "another"}])
    assert filled(of.dose, elsewhere, within, signed(True)) == of.dose


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("{}", "says nothing"),
        ("{sets: ask}", "asks for sets"),
        ("{count: 10, duration: 30}", "gives duration and count"),
        ("{side: both}", "side"),
    ],
)
def test_a_standard_dose_is_numbers(clinic: Path, row: str, told: str) -> None:
    (clinic / "doses.yaml").write_text(f"format: 1\ngoals: {{strength: {row}}}\n", "utf-8")
    with pytest.raises(ContentError) as wrong:
        make(Order("ankle-pair", "exercises"), Workspace.open(clinic), today=TODAY)
    assert [(problem.file, told in str(problem)) for problem in wrong.value.problems] == [("doses.yaml", True)]


def doses(clinic: Path, text: str = DOSES) -> None:
    """Standard doses, and an ankle rock and a heel raise that have goals and gaps."""
    (clinic / "doses.yaml").write_text(text, "utf-8")
    for name, dose in (("ankle-rock", "{side: both}"), ("heel-raise", "{hold: at least 5}")):
        path = clinic / f"data/exercises/{name}.yaml"
        lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("dose:")]
        path.write_text("\n".join([*lines, f"dose: {dose}", "goal: strength", ""]), "utf-8")


def sign(clinic: Path, *more: str) -> None:
    run = command("review", "doses", "--by", "A. Tester", "--today", "2026-03-01", *more, "--workspace", str(clinic))
    assert run.returncode == 0, run.stderr


def text(clinic: Path, day: date = TODAY, layout: str = "exercises", **typed: object) -> str:
    order = Order("ankle-pair", layout, form="text", typed=typed or None)
    return " ".join(make(order, Workspace.open(clinic), today=day).data.decode().split())


def test_they_print_while_they_are_signed(clinic: Path) -> None:
    doses(clinic)
    unsigned = text(clinic)
    assert "How much: ____ sets, ____ times, each side." in unsigned
    assert "our clinic's standard" not in unsigned
    told = [str(each) for each in check(alone(clinic), TODAY) if each.rule == "doses-unsigned"]
    assert len(told) == 1
    assert "doses.yaml" in told[0]
    sign(clinic, "--until", "2026-06-30")
    now = text(clinic)
    assert "How much: 3 sets, 12 times, each side." in now  # the condition's own number, then that of the goal
    assert "Doses for strength: our clinic's standard. Checked by A. Tester on 1 March 2026." in now
    assert not [each for each in check(alone(clinic), TODAY) if each.rule == "doses-unsigned"]
    made = make(Order("ankle-pair", "exercises"), Workspace.open(clinic), today=TODAY)
    assert made.until == date(2026, 6, 30)
    assert text(clinic, day=date(2026, 7, 1)) == unsigned
    (clinic / "doses.yaml").write_text(DOSES.replace("12", "15"), "utf-8")
    assert text(clinic) == unsigned


@pytest.mark.parametrize(
    ("dose", "expected", "ours"),
    [
        ({}, "How much: 3 sets, 12 times, each side.", True),
        ({"sets": 2}, "How much: 2 sets, 12 times, each side.", True),
        ({"sets": "ask"}, "How much: ____ sets, 12 times, each side.", True),  # left open on purpose
        ({"sets": 4, "repetitions": 6}, "How much: 4 sets, 6 times, each side.", False),
    ],
)
def test_what_is_said_later_counts_more(clinic: Path, dose: dict[str, object], expected: str, ours: bool) -> None:
    doses(clinic)
    sign(clinic)
    patient = {"exercises": [{"exercise": "ankle-rock", "dose": dose}]}
    assert expected in text(clinic, **patient)
    assert ("Doses for strength: our clinic's standard." in text(clinic, **patient)) == ours
    told = text(clinic, layout="clinician", **patient)
    assert ("Gaps filled with the clinic's standard: Ankle rock." in told) == ours


def test_a_sheet_to_fill_in_by_hand_keeps_its_gaps(clinic: Path) -> None:
    doses(clinic)
    sign(clinic)
    order = Order("ankle-pair", "exercises", form="text", blank=True)
    assert "How much: ____ sets, ____ times" in make(order, Workspace.open(clinic), today=TODAY).data.decode().replace(
        "\n", " "
    )


def test_a_new_prescription_asks_for_each_gap_and_offers_the_standard(clinic: Path) -> None:
    doses(clinic)
    sign(clinic)
    typed = {"sets": ["y"], "repetitions": ["many", "8 to 10"]}
    asked = []

    def ask(question: str, offered: str) -> str:
        asked.append((question, offered))
        answers = typed[question.rsplit(", ", 1)[1]]
        return answers.pop(0) if answers else ""

    made = new_prescription("0042", "ankle-pair", ("ankle-rock",), alone(clinic), TODAY, ask)
    assert asked[:2] == [("ankle-rock, sets", "3"), ("ankle-rock, repetitions", "12")]
    assert asked[2] == (
        '"many" can\'t be read. Write 10, 8 to 12, or for a time 30 seconds. ankle-rock, repetitions',
        "12",
    )
    assert "dose: {sets: 3, repetitions: 8 to 10}" in made.read_text("utf-8")
    typed |= {"sets": [], "repetitions": []}
    left = new_prescription("0043", "ankle-pair", ("ankle-rock",), alone(clinic), TODAY, ask)
    assert "dose: {sets: ask, repetitions: ask}" in left.read_text("utf-8")


def test_blanks_are_few_where_the_source_is_silent() -> None:
    """How often, and the side where all leave it open, are asked once a sheet. Counted over the sets that the articles
    describe, which are as many as ever."""
    asked = 0
    shelf = Library(Workspace.open())
    files = [shelf.find(Programme, name) for name in shelf.workspace.names("programme")]
    for name in [file.id for file in files if file and {each.id for each in file.content.sources} <= set(NUMBERS)]:
        sheet = resolve(Order(name, "exercises"), Library(Workspace.open()), TODAY).programme
        assert sheet is not None
        parts = [*sheet.often_parts, *(part for card in sheet.exercises for part in card.dose_parts)]
        parts += () if sheet.often_parts else [part for card in sheet.exercises for part in card.often_parts]
        sides = sum(card.side == "ask" for card in sheet.exercises)
        asked += sum(not part.value for part in parts) - (sides - 1 if sheet.side_asked else 0)
    assert asked == 47


def test_a_broken_clinic_hides_nothing_that_is_wrong_elsewhere(clinic: Path) -> None:
    doses(clinic)
    path = clinic / "clinic.yaml"
    path.write_text(path.read_text("utf-8").replace("emergency_number:", "emergency:"), "utf-8")
    found = {problem.file: problem.rule for problem in check(alone(clinic), TODAY)}
    assert found["clinic.yaml"] == ""
    assert found["doses.yaml"] == "doses-unsigned"
