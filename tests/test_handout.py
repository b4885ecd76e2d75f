"""The handout of a condition: its message, its picture, its plans, and when to get help."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts import ContentError, Order, Workspace, make
from tests.conftest import TODAY, alone, block_tree
from tests.plain_text import sheet_text


def with_line(clinic: Path, line: str) -> Workspace:
    """The test clinic, with a line more in its condition's file on line 5."""
    path = clinic / "data/conditions/stiff-ankle.yaml"
    path.write_text(path.read_text("utf-8").replace("in_short:", f"{line}\nin_short:", 1), "utf-8")
    return alone(clinic)


def test_a_message_leads_and_plans_have_gaps_to_write_in(clinic: Path) -> None:
    place = with_line(clinic, "message: Move it.\nthis_week: [walk ____ minutes on ____ days, '____']")
    text = sheet_text(block_tree("stiff-ankle", "handout", workspace=place))
    assert text.index("Move it.") < text.index("In short")
    assert "[ ] walk ____ minutes on ____ days\n  [ ] ____" in text


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (f"message: {'so ' * 41}", "has 122 characters and takes at most 120"),
        ("this_week: [a, b, c, d]", "has 4 items and takes at most 3"),
    ],
)
def test_what_does_not_fit_is_told(clinic: Path, line: str, told: str) -> None:
    with pytest.raises(ContentError) as error:
        make(Order("stiff-ankle", "handout"), with_line(clinic, line), today=TODAY)
    (problem,) = error.value.problems
    assert problem.line == 5
    assert told in str(problem)
