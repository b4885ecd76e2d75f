"""A patient's sheet without a file: exercises with their doses on the command line, or asked for one by one."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner, Result

from handouts import ContentError, Order, Workspace, make
from handouts.cli.app import app
from handouts.content.amounts import as_number
from handouts.content.library import Library
from handouts.content.model import Dosage
from handouts.content.short_dose import EXAMPLE, entries
from handouts.desk.asked import amount
from handouts.resolve.suggested import conditions_for
from handouts.sheets.gaps import answers
from tests.conftest import CLINIC, TODAY

PLACE = Workspace.open(CLINIC)


def call(*arguments: str, typed: str | None = None) -> Result:
    given = (*arguments, "--workspace", str(CLINIC), "--today", str(TODAY))
    return CliRunner().invoke(app, given, input=typed, prog_name="handouts")


@pytest.mark.parametrize(
    ("dose", "said"),
    [
        ("", {}),
        ("3x10", {"dose": {"sets": 3, "repetitions": 10}}),
        ("3 × 8-12, Hold 5", {"dose": {"sets": 3, "repetitions": "8 to 12", "hold": 5}}),
        ("at least 10", {"dose": {"repetitions": "at least 10"}}),
        ("2x30s, rest 1:30", {"dose": {"sets": 2, "duration": "30 seconds", "rest": "1:30"}}),
        ("1:30", {"dose": {"duration": "1:30"}}),
        ("20 steps", {"dose": {"count": 20, "count_of": "steps"}}),
        ("2 to 3 a day, 5/week", {"dose": {"times_a_day": "2 to 3", "days_a_week": 5}}),
        ("10 reps", {"dose": {"repetitions": 10}}),
        ("3 sets of 8-12 reps, rest 2 mins", {"dose": {"sets": 3, "repetitions": "8 to 12", "rest": "2 minutes"}}),
        ("3 sets, 1 rep, hold 5 secs", {"dose": {"sets": 3, "repetitions": 1, "hold": "5 seconds"}}),
        ("1 h, 2 times a day", {"dose": {"duration": "1 hours", "times_a_day": 2}}),
        ("hold ask", {"dose": {"hold": "ask"}}),
        ("ask, left", {"dose": {"repetitions": "ask"}, "side": "left"}),
    ],
)  # fmt: skip
def test_a_short_dose_is_the_keys_of_a_file(dose: str, said: dict[str, object]) -> None:
    assert entries([f"heel-raise:{dose}"]) == [{"exercise": "heel-raise", **said}]


_EACH = "\n".join(f'exercise: "{part}" says nothing of a dose. {EXAMPLE}' for part in ("5 kg", "bananas"))


@pytest.mark.parametrize(
    ("exercises", "notes", "told"),
    [
        (["a:3x"], [], 'exercise: "3x" says nothing of a dose. Write, with commas: 3x10, 20 steps'),
        (["a:10, 12"], [], 'exercise: "12" says the repetitions a second time.'),
        (["a:3x10, hold 5s left"], [], '"hold 5s left" says nothing of a dose'),
        (["a:3x10, rest well"], [], '"rest well" says nothing of a dose'),
        (["a:bananas, 3x10, 5 kg"], [], _EACH),
        (["a:10 reps of 3"], [], "says nothing of a dose"),
        (["a:10 seconds steps"], [], "says nothing of a dose"),
        (["a", "a:3x10"], [], 'exercise: "a" is there twice.'),
        (["a", "b"], ["Slowly."], "note: is for no exercise."),
        (["a"], ["a:Slowly.", "Deep."], "note: is for no exercise."),
        ([], ["Slowly."], "note: is for no exercise."),
    ],
)
def test_what_can_t_be_read_is_told(exercises: list[str], notes: list[str], told: str) -> None:
    with pytest.raises(ContentError) as error:
        entries(exercises, notes)
    assert told in str(error.value)


def test_exercises_that_are_typed_are_those_of_a_file(tmp_path: Path) -> None:
    typed = ["--exercise", "forward-lunge:3x10, hold 5, left", "--exercise", "straight-leg-raise", "--days", "Mon, fri"]
    typed += ["--note", "forward-lunge: Slowly: <b> & down.", "--name", "A. Name", "--layout", "log"]
    run = call("make", "knee-valgus", *typed, "--out", str(tmp_path / "typed.pdf"))
    assert run.exit_code == 0, run.stderr
    lunge = {"exercise": "forward-lunge", "dose": {"sets": 3, "repetitions": 10, "hold": 5}, "side": "left"}
    chosen = [{**lunge, "note": "Slowly: <b> & down."}, "straight-leg-raise"]
    keys = {"format": 1, "condition": "knee-valgus", "exercises": chosen, "schedule": {"days": ["mon", "fri"]}}
    file = tmp_path / "0042.yaml"
    file.write_text(yaml.safe_dump({**keys, "patient": {"name": "A. Name"}}), "utf-8")
    assert (tmp_path / "typed.pdf").read_bytes() == make(Order(str(file), "log"), PLACE, today=TODAY).data


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (["knee-valgus", "--exercise", "forward-lung"], "the command: --exercise 1: no exercise has this id."),
        (["--exercise", "forward-lung"], 'no exercise has the id "forward-lung". Did you mean "forward-lunge"?'),
        (["knee-valgus", "--exercise", "forward-lunge:99999"], "the command: --exercise 1: dose.repetitions: expects"),
        (["knee-valgus", "--exercise", "forward-lunge", "--days", "soon"], "the command: --days: is not one of"),
        ([], "WHAT: is missing."),
    ],
)
def test_they_are_refused_in_the_words_of_a_file(typed: list[str], told: str) -> None:
    run = call("make", *typed)
    assert run.exit_code == 1
    assert told in run.stderr


@pytest.mark.usefixtures("few")
def test_exercises_are_for_the_condition_whose_programmes_have_most_of_them(tmp_path: Path) -> None:
    library = Library(Workspace.open())
    assert conditions_for(["forward-lunge", "butterfly-knee-press", "toe-cloth-gather"], library) == ["knee-valgus"]
    assert conditions_for(["forward-lunge", "toe-cloth-gather"], library) == ["hallux-valgus", "knee-valgus"]
    assert conditions_for([], library) == []
    run = call("make", "--exercise", "forward-lunge", "--layout", "log", "--out", str(tmp_path / "log.pdf"))
    assert "note: for knee-valgus, whose programmes have most of these." in run.stderr
    run = call("make", "--exercise", "forward-lunge", "--exercise", "toe-cloth-gather")
    assert "WHAT: is missing, and these exercises are for hallux-valgus or knee-valgus." in run.stderr


def test_ask_makes_what_is_answered_and_keeps_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    nines = "9" * 5000
    asked = f"zzz,lunge,7,{nines},1,,knee,knee-valgus,A. Name,soon,2026-W10-1,2026-03-02,LEFT,2,many,{nines},3,log,"
    asked = asked.replace(",", "\n")
    run = call("ask", "--out", "asked.pdf", typed=asked)
    assert run.exit_code == 0, run.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["asked.pdf"]
    assert "Nothing is called so." in run.stderr
    assert run.stderr.count("It is not a date. Write it as 2026-08-06.") == 2
    assert '"many" can\'t be read.' in run.stderr
    again = call("ask", "--out", "again.pdf", "--save", "0042.yaml", typed=asked)
    assert again.exit_code == 0, again.stderr
    kept = make(Order("0042.yaml", "log"), Workspace.open(CLINIC), today=TODAY).data
    assert (tmp_path / "asked.pdf").read_bytes() == (tmp_path / "again.pdf").read_bytes() == kept
    assert call("ask", typed="lunge\n").exit_code == 1
    assert "is there already" in call("ask", "--save", "0042.yaml").stderr


def test_ask_keeps_no_patient_s_file_of_a_sheet_that_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    run = call("ask", "--save", "0042.yaml", typed="ankle pair\n1\n\nA. \U00013000\n\n\nlog\n")
    assert (run.exit_code, [*tmp_path.iterdir()]) == (1, [])
    assert "U+13000" in run.stderr


@pytest.mark.parametrize(
    ("typed", "said"),
    [("10", 10), ("9999", 9999), ("10000", "10000"), ("9" * 5000, "9" * 5000), ("٣", "٣"), ("²", "²"), ("", "")],
)
def test_digits_alone_are_a_number_if_an_amount_can_be_one(typed: str, said: object) -> None:
    assert as_number(typed) == said
    assert amount("hold", typed) == said
    given = iter([typed, ""])
    kept = answers("Heel raise", ["hold"], Dosage(), lambda question, offered: next(given))
    assert kept == {"hold": typed if said in (10, 9999) or typed == "٣" else "ask"}
