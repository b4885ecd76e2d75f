"""`check` names every problem of a workspace in one run."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from handouts import Workspace, check
from tests.conftest import HERE, TODAY

ROOT = HERE.parent


def test_twelve_broken_files(golden: Callable[[str, str], None]) -> None:
    run = subprocess.run(
        [sys.executable, str(ROOT / "generate.py"), "check", "--workspace", str(HERE / "broken")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    assert "Traceback" not in run.stderr
    golden("broken.txt", run.stdout)


def test_the_library_passes() -> None:
    assert [problem for problem in check(Workspace.open(), TODAY) if problem.severity != "information"] == []


def test_the_test_clinic_has_a_pale_colour_and_nothing_else(clinic: Path) -> None:
    (problem,) = check(Workspace.open(clinic), TODAY)
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
        ("data/exercises/ankle-rock.yaml", "acute-injury", "acute-injuri", 'Did you mean "acute-injury"?'),
        ("data/exercises/ankle-rock.yaml", "format: 1", "format: 3", "Update Handouts"),
        ("data/exercises/heel-raise.yaml", "heel-raise.svg", "../../../x.svg", "lies outside the workspace"),
        ("data/exercises/heel-raise.yaml", "heel-raise.svg", "heel-raise.txt", "is not a PNG, JPEG or SVG"),
        ("data/exercises/heel-raise.yaml", "name: Heel raise", "name: تمرين", "U+062A ARABIC LETTER TEH"),
        ("clinic.yaml", "language: en", "language: fr", 'no language has the id "fr"'),
        ("clinic.yaml", 'accent: "#c9a227"', 'accent: "#c9a227"\n  font: Comic', 'no font family is called "Comic"'),
        ("clinic.yaml", "email: desk@", "email: desk at ", "Write it as name@example.org"),
        ("clinic.yaml", "logo: logo.png", "logo: nothing.png", "can't be read"),
        ("clinic.yaml", "logo: logo.png", "logo: /etc/passwd", "lies outside the workspace"),
        ("clinic.yaml", "paper: a4", "paper: a5", "is not one of"),
        ("clinic.yaml", 'emergency_number: "112"\n', "", "Name the number to call"),
    ],
)
def test_each_slip_is_told_where_it_stands(clinic: Path, file: str, old: str, new: str, told: str) -> None:
    path = clinic / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    problems = [problem for problem in check(Workspace.open(clinic), TODAY) if problem.rule != "contrast"]
    assert problems
    assert any(told in str(problem) and problem.line for problem in problems)


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
    problems = [problem for problem in check(Workspace.open(clinic), TODAY) if problem.severity == "error"]
    assert problems
    assert all(problem.file == "layouts/handout.xml.j2" for problem in problems)
    assert any(told in problem.message for problem in problems)


def test_many_exercises_are_a_warning_until_accepted(clinic: Path) -> None:
    path = clinic / "data/programmes/ankle-pair.yaml"
    more = "\n  - forward-lunge\n  - tiptoe-small-steps\n  - butterfly-knee-press"
    text = path.read_text("utf-8").replace(
        "    note: Use the kitchen worktop.", "    note: Use the kitchen worktop." + more
    )
    path.write_text(text, "utf-8")
    rules = {problem.rule for problem in check(Workspace.open(clinic), TODAY)}
    assert rules == {"contrast", "too-many-exercises"}
    path.write_text(text + "accepted: [{rule: too-many-exercises, why: A test.}]\n", "utf-8")
    rules = {problem.rule for problem in check(Workspace.open(clinic), TODAY)}
    assert rules == {"contrast"}


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
    ],
)
def test_each_rule_warns(clinic: Path, file: str, old: str, new: str, rule: str) -> None:
    path = clinic / "data" / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    problems = check(Workspace.open(clinic), TODAY)
    assert {problem.rule for problem in problems} == {"contrast", rule}
    assert all(problem.severity == "warning" for problem in problems)
