"""`check` names every problem of a workspace in one run."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from handouts import ContentError, Order, Workspace, check, make
from handouts.content.library import Library
from handouts.content.looks import NAMED_STYLES, Styles
from handouts.files.workspace import library_folder
from handouts.resolve.handout import surroundings
from tests.commands import command
from tests.conftest import HERE, TODAY, alone, block_tree, told_by_rules
from tests.plain_text import sheet_text
from tests.test_workspace import fill_in

pytestmark = pytest.mark.usefixtures("few")
WHOLE = library_folder()


def test_twelve_broken_files(golden: Callable[[str, str], None]) -> None:
    run = command("check", "--workspace", str(HERE / "broken"))
    assert run.returncode == 1
    assert "Traceback" not in run.stderr
    golden("broken.txt", run.stdout)


@pytest.mark.parametrize("library", [None, pytest.param(WHOLE, marks=pytest.mark.library)])
def test_the_library_passes(library: Path | None) -> None:
    place = Workspace((library,)) if library else Workspace.open()
    assert [problem for problem in check(place, TODAY) if problem.severity != "information"] == []


def test_the_test_clinic_has_a_pale_colour_and_nothing_else(clinic: Path) -> None:
    (problem,) = check(alone(clinic), TODAY)
    assert problem.rule == "contrast"
    assert "#8d711b" in problem.message


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("data/programmes/ankle-pair.yaml", "condition: stiff-ankle", "condition: stiff-ankel", "stiff-ankle"),
        (
            "data/programmes/ankle-pair.yaml",
            "start_with: [ankle-rock]",
            "start_with: [heel]",
            "not an exercise of this",
        ),
        ("data/programmes/ankle-pair.yaml", "weeks: 1 to 2", "weeks: soon", "is not written in the right way"),
        ("data/conditions/stiff-ankle.yaml", "programmes: [ankle-pair]", "programmes: []", "does not offer this"),
        ("data/conditions/stiff-ankle.yaml", "pain-at-night", "pain-at-nigth", 'Did you mean "pain-at-night"?'),
        ("data/conditions/stiff-ankle.yaml", "exercises, at", "exercise, at", "data/sources.yaml has no"),
        ("data/exercises/ankle-rock.yaml", "dizziness", "dizzines", 'Did you mean "dizziness"?'),
        ("data/exercises/ankle-rock.yaml", "format: 1", "format: 3", "Update Handouts"),
        ("data/exercises/heel-raise.yaml", "heel-raise.svg", "../../../x.svg", "names no file inside the workspace"),
        ("data/exercises/heel-raise.yaml", "heel-raise.svg", "heel-raise.txt", "is not a PNG, JPEG or SVG"),
        ("data/exercises/heel-raise.yaml", "name: Heel raise", "name: ܟܬܒܐ", "U+071F SYRIAC LETTER KAPH"),
        ("data/programmes/ankle-pair.yaml", "weeks: 1 to 2", "weeks: 2 to 1", "expects weeks in order"),
        ("data/programmes/ankle-pair.yaml", "weeks: 1 to 2", 'weeks: "0"', "expects weeks in order"),
        ("data/programmes/ankle-pair.yaml", "[mon, wed, fri]", "[mon, wed, mon]", "names a day twice: mon"),
        ("data/programmes/ankle-pair.yaml", "[mon, wed, fri]", "[mon, wed], days_a_week: 3", "2 days"),
        (
            "data/programmes/ankle-pair.yaml",
            "dose: {repetitions: 10}",
            "dose: {repetitions: 10, count: 2}",
            "gives repetitions and count",
        ),
        (
            "data/programmes/ankle-pair.yaml",
            "  - ankle-rock\n",
            "  - {exercise: ankle-rock, dose: {progression: {add: 1, every: day, stop_at: 6}}}\n",
            "stops at 6",
        ),
        ("data/exercises/ankle-rock.yaml", "step: start", "", "does not say which step it shows. Add step: start"),
        ("data/exercises/ankle-rock.yaml", "step: 1", "step: 5", "shows step 5, and there are 4"),
        ("data/exercises/ankle-rock.yaml", "step: 1", "step: 4", "which a sheet for one side leaves out or counts"),
        ("data/exercises/ankle-rock.yaml", "step: start", "step: 2", "shows step 1, after a picture of step 2"),
        ("data/exercises/ankle-rock.yaml", "step: 1", "step: end", "expects start or the number of a step"),
        (
            "data/exercises/ankle-rock.yaml",
            "purpose:",
            f"cue: {46 * 'x'}\npurpose:",
            "has 46 characters and takes at most 45",
        ),
        ("clinic.yaml", "language: en", "language: fr", 'no language has the id "fr"'),
        ("clinic.yaml", 'accent: "#c9a227"', 'accent: "#c9a227"\n  font: Comic', 'no font family is called "Comic"'),
        ("clinic.yaml", "email: desk@", "email: desk at ", "Write it as name@example.org"),
        ("clinic.yaml", "logo: logo.png", "logo: nothing.png", "can't be read"),
        ("clinic.yaml", "logo: logo.png", "logo: /etc/passwd", "names no file inside the workspace"),
        ("clinic.yaml", "paper: a4", "paper: a5", "is not one of"),
        ("clinic.yaml", 'emergency_number: "112"\n', "", "Name the number to call"),
    ],
)
def test_each_slip_is_told_where_it_stands(clinic: Path, file: str, old: str, new: str, told: str) -> None:
    path = clinic / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    problems = [problem for problem in check(alone(clinic), TODAY) if problem.rule != "contrast"]
    assert problems
    assert any(told in str(problem) and problem.line for problem in problems)


def test_a_pipe_is_no_logo_and_nobody_waits_for_it(clinic: Path) -> None:
    (clinic / "logo.png").unlink()
    os.mkfifo(clinic / "logo.png")
    for run in (lambda place: check(place, TODAY), lambda place: make(Order("ankle-pair", "log"), place, today=TODAY)):
        try:
            told = str(run(Workspace.open(clinic)))
        except ContentError as error:
            told = str(error)
        assert "logo.png is no ordinary file." in told


def test_single_words_of_the_pages_are_a_clinic_s_own(clinic: Path) -> None:
    path = clinic / "clinic.yaml"
    own = 'words:\n  urgency: {emergency: "Call 911 or go to the ER if:"}\n  leaf: {days: [M, T, W, T, F, S, S]}\n'
    before = block_tree("stiff-ankle", "handout", workspace=Workspace.open(clinic))
    path.write_text(path.read_text("utf-8") + own, "utf-8")
    place = Workspace.open(clinic)
    printed = sheet_text(block_tree("stiff-ankle", "handout", workspace=place))
    assert "Call 911 or go to the ER if:" in printed
    assert printed.replace("Call 911 or go to the ER if:", "Call 112 now if:") == sheet_text(before)
    shelf = Library(place)
    assert surroundings(shelf)[0] is surroundings(shelf.fresh())[0]


def test_a_slip_in_own_words_is_told_with_its_line(clinic: Path) -> None:
    path = clinic / "clinic.yaml"
    text = path.read_text("utf-8")
    own = """words:
  urgency:
    emergncy: Call!
    today: "Call {numbr}"
  urgent: {today: x}
  leaf: {days: [M, T, W], mine: [x]}
"""
    path.write_text(text + own, "utf-8")
    with pytest.raises(ContentError) as caught:
        make(Order("ankle-pair", "log"), Workspace.open(clinic), today=TODAY)
    first = text.count("\n") + 1
    assert [(one.line - first, one.where, one.message, one.hint) for one in caught.value.problems] == [
        (2, "words.urgency.emergncy", "is not a key of this place.", 'Did you mean "emergency"?'),
        (3, "words.urgency.today", "has the place {numbr}, which ours has not. Ours has {advice}.", ""),
        (4, "words.urgent", "is not a key of this place.", 'Did you mean "urgency"?'),
        (5, "words.leaf.days", "has 3 items and needs at least 7.", ""),
        (5, "words.leaf.mine", "expects text.", "Put quotes round it."),
    ]
    fill_in(clinic / "data/programmes/ankle-pair.yaml", ("start_with: [ankle-rock]", "start_with: [heel]"))
    told = [problem for problem in check(alone(clinic), TODAY) if problem.rule != "contrast"]
    assert set(caught.value.problems) <= set(told)
    assert any("heel" in str(problem) for problem in told)  # a broken file never hides what is wrong with others


def test_a_slip_in_a_language_is_told_with_its_line(clinic: Path) -> None:
    english = Workspace.open().find("language", "en").read_text("utf-8")
    path = clinic / "data/languages/en.yaml"
    path.parent.mkdir()
    path.write_text(english + 'words:\n  urgency:\n    emergency: "Call {numbr} now if:"\n', "utf-8")
    line = english.count("\n") + 3
    with pytest.raises(ContentError) as caught:
        make(Order("stiff-ankle", "handout"), Workspace.open(clinic), today=TODAY)
    (problem,) = caught.value.problems
    assert str(problem) == (
        f"data/languages/en.yaml:{line}: words.urgency.emergency: has the place {{numbr}}, which ours has not. "
        "Ours has {number}."
    )


def test_a_clinic_accepts_what_is_said_of_its_look(clinic: Path) -> None:
    path = clinic / "clinic.yaml"
    text = path.read_text("utf-8")
    path.write_text(text + "accepted: [{rule: contrast, why: Our colour since 1990.}]\n", "utf-8")
    assert check(alone(clinic), TODAY) == []
    path.write_text(text + "accepted: [{rule: contrast, why: x}, {rule: picture, why: x}]\n", "utf-8")
    assert [problem.rule for problem in check(alone(clinic), TODAY)] == ["not-needed"]


def test_the_file_of_a_picture_is_no_text_for_patients(clinic: Path) -> None:
    path = clinic / "data/exercises/heel-raise.yaml"
    (path.parent / "IMG-HEEL.svg").write_bytes((path.parent / "heel-raise.svg").read_bytes())
    path.write_text(path.read_text("utf-8").replace("heel-raise.svg", "IMG-HEEL.svg"), "utf-8")
    assert told_by_rules(clinic) == []


def test_no_two_things_share_an_id(clinic: Path) -> None:
    exercise = clinic / "data/exercises/ankle-rock.yaml"
    (clinic / "data/exercises/stiff-ankle.yaml").write_text(exercise.read_text("utf-8"), "utf-8")
    (problem,) = told_by_rules(clinic)
    assert str(problem) == (
        "data/exercises/stiff-ankle.yaml:1: there is a condition with this id too: data/conditions/stiff-ankle.yaml. "
        "Give one of them another file name."
    )


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        ("  cell: ", "  celll: ", 5, "lacks the style cell"),
        ("  standard: ", "  huge: ", 62, "lacks the profile standard"),
        ("weight: bold", "weight: heavy", 7, "is not one of"),
    ],
)
def test_styles_that_lack_something_are_told(clinic: Path, old: str, new: str, line: int, told: str) -> None:
    text = Workspace.open().data_file("styles.yaml").read_text("utf-8")
    assert set(Library(Workspace.open()).table(Styles).text) > NAMED_STYLES
    (clinic / "data/styles.yaml").write_text(text.replace(old, new, 1), "utf-8")
    place = Workspace.open(clinic)
    for run in (lambda: check(place, TODAY), lambda: make(Order("ankle-pair", "log"), place, today=TODAY)):
        try:
            problems = run()
        except ContentError as error:
            problems = list(error.problems)  # type: ignore[assignment]
        assert any(f"data/styles.yaml:{line}: " in str(one) and told in str(one) for one in problems), problems  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ('<heading level="3">x</heading>', "a heading is of level 3"),
        ('{% if profile == "large-print" %}<figure picture="x"/>{% endif %}', "a figure has no alt text"),
        ("<table><row><cell>x</cell></row></table>", "a table has no head"),
        ('<paragraph style="bar">x</paragraph>', "could not be read on white"),
    ],
)
def test_what_nobody_could_listen_to_is_told_before_it_is_drawn(clinic: Path, body: str, told: str) -> None:
    layout = clinic / "layouts" / "handout.xml.j2"
    layout.parent.mkdir()
    content = f'<heading level="1">Title</heading>{body}'
    layout.write_text(
        f'{{% extends "bundled:handout.xml.j2" %}}{{% block content %}}{content}{{% endblock %}}', "utf-8"
    )
    problems = [problem for problem in check(alone(clinic), TODAY) if problem.severity == "error"]
    assert problems
    assert all(problem.file == "layouts/handout.xml.j2" for problem in problems)
    assert any(told in problem.message for problem in problems)


def test_many_exercises_are_a_warning_until_accepted(clinic: Path) -> None:
    path = clinic / "data/programmes/ankle-pair.yaml"
    more = "\n  - toe-spread-open-close\n  - toe-cloth-gather\n  - supine-bicycle"
    text = path.read_text("utf-8").replace(
        "    note: Use the kitchen worktop.", "    note: Use the kitchen worktop." + more
    )
    path.write_text(text, "utf-8")
    assert {problem.rule for problem in told_by_rules(clinic)} == {"too-many-exercises"}
    path.write_text(text + "accepted: [{rule: too-many-exercises, why: A test.}]\n", "utf-8")
    assert told_by_rules(clinic) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "rule"),
    [
        ("conditions/stiff-ankle.yaml", "causes:\n  - An old sprain is the usual cause.\n", "", "missing-section"),
        ("conditions/stiff-ankle.yaml", "injury-bent-or-cold-leg, cannot-bear-weight, ", "", "urgency"),
        (
            "conditions/stiff-ankle.yaml",
            "programmes:",
            "contraindications: [dizziness]\nprogrammes:",
            "contraindicated",
        ),
        (
            "conditions/stiff-ankle.yaml",
            "programmes:",
            "accepted: [{rule: promise, why: x}]\nprogrammes:",
            "not-needed",
        ),
        ("programmes/ankle-pair.yaml", "dose: {repetitions: 10}", "dose: {duration: 40 minutes}", "too-long"),
        ("exercises/ankle-rock.yaml", "  - Keep your heel down.\n  - Come back slowly.\n", "", "step-count"),
        ("exercises/ankle-rock.yaml", "Come back slowly.", "This fixes your ankle.", "promise"),
        ("exercises/ankle-rock.yaml", "Come back slowly.", "Come back in three seconds.", "number-style"),
        ("exercises/ankle-rock.yaml", "Stop before it pinches.", "Put a pillow under your heel.", "unnamed-prop"),
        ("exercises/ankle-rock.yaml", "Stand nearer to the wall.", "Kneel on a mat.", "unnamed-prop"),
        ("exercises/ankle-rock.yaml", "Stand nearer to the wall.", "Stop, or come back slowly.", "repeats"),
        ("exercises/ankle-rock.yaml", "Come back slowly.", "Lie down on your back.", "no-surface"),
        ("exercises/ankle-rock.yaml", "{text: Change legs., other_side: true}", "Change legs.", "other-side"),
        ("exercises/ankle-rock.yaml", "Come back slowly.", "Then use your other leg.", "other-side"),
        ("exercises/heel-raise.yaml", "at least 5", "at least 5 to 10", "qualified-range"),
        (
            "exercises/heel-raise.yaml",
            '5}\nfigure: {image: heel-raise.svg, alt: "A',
            '5, side: ask}\nfigure: {image: heel-raise.svg, alt: "On the left leg, a',
            "one-sided-picture",
        ),
        ("programmes/ankle-pair.yaml", "Warm up first.", "Rest for about 2 to 3 days.", "qualified-range"),
        (
            "programmes/ankle-pair.yaml",
            "introduction:",
            "audience: adults\nintroduction: Tell your child.\nevidence:",
            "audience",
        ),
        (
            "programmes/ankle-pair.yaml",
            "introduction:",
            "audience: children over 8\nintroduction: A child over 7 may join in.\nevidence:",
            "audience",
        ),
        ("programmes/ankle-pair.yaml", "Warm up first.", "A child over 7 needs a check.", "audience"),
        ("conditions/stiff-ankle.yaml", "- A sprain often", "- It often", "starts-with-it"),
        (
            "conditions/stiff-ankle.yaml",
            "You move the ankle every day.",
            "You have a warm mud pack.",
            "missing-caution",
        ),
        ("conditions/stiff-ankle.yaml", "You move the ankle every day.", "Ibuprofen may help.", "missing-caution"),
        ("exercises/ankle-rock.yaml", "Come back slowly.", "Come back. " * 40, "long-steps"),
        ("exercises/ankle-rock.yaml", "Stop before it pinches.", "Stop before it hurts. " * 9, "long-cautions"),
        (
            "exercises/ankle-rock.yaml",
            "[dizziness]",
            "[dizziness, poor-balance, foot-wound, foot-numbness]",
            "long-cautions",
        ),
        ("programmes/ankle-pair.yaml", "[Warm up first.]", "[Go., Go on., Stop., Rest., Warm up.]", "long-rules"),
        (
            "programmes/ankle-pair.yaml",
            "Warm up first.",
            "Warm up with a walk round the house and rest on a chair when your legs tire.",
            "long-rules",
        ),
        ("conditions/stiff-ankle.yaml", "get_help: [", "get_help: [sudden-weakness, ", "long-signs"),
        ("exercises/ankle-rock.yaml", "purpose:", "cue: Bend your knee on a mat.\npurpose:", "unnamed-prop"),
    ],
)
def test_each_rule_warns(clinic: Path, file: str, old: str, new: str, rule: str) -> None:
    path = clinic / "data" / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    problems = told_by_rules(clinic)
    assert {problem.rule for problem in problems} == {rule}
    assert all(problem.severity == "warning" for problem in problems)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("conditions/stiff-ankle.yaml", "You move the ankle every day.", "You have a warm mud pack. Not on numb skin."),
        ("conditions/stiff-ankle.yaml", "- A sprain often", "- If you like, a sprain often"),
        ("exercises/ankle-rock.yaml", "Stop before it pinches.", "Stand on the ball of your foot."),
        ("exercises/ankle-rock.yaml", "Come back slowly.", "Lie down on your back on the floor."),
        ("exercises/ankle-rock.yaml", "Come back slowly.", "Lift the other leg off the floor."),
        ("exercises/ankle-rock.yaml", "Come back slowly.", "Step to the other side of the line."),
        ("exercises/heel-raise.yaml", "at least 5", "5 to 10"),
        ("programmes/ankle-pair.yaml", "Warm up first.", "Stop if your child is still sore after 24 hours."),
    ],
)
def test_what_the_rules_let_pass(clinic: Path, file: str, old: str, new: str) -> None:
    path = clinic / "data" / file
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    assert told_by_rules(clinic) == []


def test_phases_are_those_of_the_handout_s_table(clinic: Path) -> None:
    condition = clinic / "data/conditions/stiff-ankle.yaml"
    text = condition.read_text("utf-8").replace("- [Week 1, Less", "- [Before, Rest]\n        - [Weeks 1 and 2, Less")
    condition.write_text(text.replace("- [Week 6, Stairs", "- [From week 3, Stairs"), "utf-8")
    assert told_by_rules(clinic) == []
    condition.write_text(text.replace("- [Week 6, Stairs", "- [From week 4, Stairs"), "utf-8")
    (problem,) = [problem for problem in told_by_rules(clinic) if problem.rule == "timeline"]
    assert "weeks 1 to 2, 3 onwards, but" in problem.message
    assert "has weeks 1 to 2, 4 onwards" in problem.message


def test_a_programme_is_not_for_what_its_condition_brings(clinic: Path) -> None:
    for file, before in (("conditions/stiff-ankle", "programmes:"), ("programmes/ankle-pair", "start_with:")):
        path = clinic / "data" / f"{file}.yaml"
        path.write_text(path.read_text("utf-8").replace(before, f"contraindications: [falls]\n{before}"), "utf-8")
    (problem,) = [problem for problem in told_by_rules(clinic) if problem.rule == "contraindicated"]
    assert problem.file == "data/programmes/ankle-pair.yaml"


def test_a_condition_may_offer_a_programme_of_another_one(clinic: Path) -> None:
    """Unless the one that it is made for does not, or it brings what speaks against the exercises."""
    first, second = clinic / "data/conditions/stiff-ankle.yaml", clinic / "data/conditions/weak-ankle.yaml"
    text = first.read_text("utf-8")
    second.write_text(text, "utf-8")
    assert told_by_rules(clinic) == []
    second.write_text(text.replace("programmes:", "contraindications: [dizziness]\nprogrammes:"), "utf-8")
    (problem,) = told_by_rules(clinic)
    assert (problem.file, problem.rule) == ("data/conditions/weak-ankle.yaml", "contraindicated")
    second.write_text(text.replace("programmes:", "contraindications: [latex-allergy]\nprogrammes:"), "utf-8")
    assert told_by_rules(clinic) == []
    exercise = clinic / "data/exercises/heel-raise.yaml"
    usual = exercise.read_text("utf-8")
    exercise.write_text(f"{usual}groups: [band]\n", "utf-8")  # which brings what the file does not name
    assert [problem.rule for problem in told_by_rules(clinic)] == ["contraindicated"]
    exercise.write_text(usual, "utf-8")
    second.write_text(text, "utf-8")
    first.write_text(text.replace("programmes: [ankle-pair]", "programmes: []"), "utf-8")
    assert any("says that it is for" in problem.message for problem in told_by_rules(clinic))
