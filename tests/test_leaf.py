"""A programme on one leaf: its blocks, its numbers, its log with a day in each row."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from handouts import ContentError, Workspace, make
from handouts.content.amounts import Amount
from handouts.content.library import Library
from handouts.content.model import Dosage, Progression
from handouts.content.words import Words
from handouts.files.workspace import library_folder
from handouts.layout import blocks as b
from handouts.layout.markup import parse
from handouts.layout.style import MM
from handouts.resolve.dose_cells import DosePart, dose_parts, in_sets, often_parts, rest_of_dose
from handouts.resolve.order import Order
from handouts.sheets.sheet import resolve_order, set_sheet
from handouts.typeset.programme_pictures import Room, pictures_of, tile_side, under
from tests.conftest import CLINIC, TODAY, painted
from tests.readers import failures
from tests.spoken import spoken
from tests.structure import read

WORDS = Words.model_construct()
LIBRARY = Workspace.open(None)
PATIENT = {"patient": {"name": "A. Name"}, "side": "left", "start": "2026-03-04"}


def leaf(what: str, **options: Any) -> bytes:
    return make(Order(what, "leaf", example=True, **options), LIBRARY, today=TODAY).data


def pages(data: bytes) -> int:
    return len(pikepdf.open(io.BytesIO(data)).pages)


def test_the_numbers_of_a_dose_stand_between_their_words() -> None:
    dose = Dosage(
        sets=Amount(2), repetitions=Amount(10, qualifier="about"), hold=Amount(5, qualifier="at least"), side="left"
    )
    assert dose_parts(dose, WORDS) == (
        DosePart("", "2", "sets"),
        DosePart("about", "10", "times, left"),
        DosePart("hold at least", "5", "seconds"),
    )
    open_dose = Dosage(side="ask", times_a_day=Amount(1))
    assert dose_parts(open_dose, WORDS) == (
        DosePart("", "", "sets"),
        DosePart("", "", "times"),
        DosePart("", "", "side"),
    )
    assert often_parts(open_dose, WORDS) == (DosePart("", "1", "time a day"), DosePart("", "", "days a week"))
    assert dose_parts(Dosage(duration=Amount(90)), WORDS) == (DosePart("", "1 minute 30", "seconds"),)


def test_the_first_amount_of_a_dose_that_grows_is_not_that_of_every_day() -> None:
    growth = Progression(add=4, every="day", stop_at=400)
    grows = Dosage(count=Amount(4, 5, "about"), progression=growth)
    assert dose_parts(grows, WORDS) == (DosePart("To start: about", "4 to 5", "steps"),)
    assert rest_of_dose(grows, WORDS).endswith("At most 400 steps. See your log.")
    assert "log" not in rest_of_dose(Dosage(effort=Amount(3)), WORDS)


@pytest.mark.parametrize(
    ("dose", "said"),
    [
        ({}, True),
        ({"sets": "ask", "repetitions": 5}, True),
        ({"sets": 2, "duration": 30}, True),
        ({"sets": 1, "repetitions": 5}, False),
        ({"repetitions": "5 to 7"}, False),
        ({"sets": "ask", "count": 10}, False),  # "10 steps, then rest"
    ],
)
def test_what_a_set_is_has_to_be_said_where_there_may_be_more_than_1(dose: dict[str, object], said: bool) -> None:
    assert in_sets(Dosage.model_validate(dose)) is said


def test_nothing_of_a_picture_lies_under_its_number() -> None:
    """Butterfly sits in the middle, which stays as it is; the head of the second exercise would be covered."""
    library = Library(Workspace((library_folder(),)))
    ready = set_sheet(*resolve_order(Order("knee-valgus-seven", "leaf"), library, TODAY), library)
    front = next(block for block in ready.sheet.blocks if isinstance(block, b.LeafSide))
    grid = next(block for block in front.blocks if isinstance(block, b.ProgrammeGrid))
    side, room, setting = tile_side(ready.done.setting.style), Room(240.0, 100.0, wide=False), ready.done.setting
    covered = 0
    for cell in grid.cells:
        bare = pictures_of(replace(cell, number=""), room, 110.0, setting)
        covered += any(under(one, side) for one in bare)
        assert not any(under(one, side) for one in pictures_of(cell, room, 110.0, setting)), cell.title
    assert 0 < covered < len(grid.cells)


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_programme_takes_one_leaf(paper: str) -> None:
    assert pages(leaf("genu-valgum-three", paper=paper)) == 2
    assert pages(leaf("genu-valgum-three", paper=paper, typed=PATIENT)) == 2


@pytest.mark.parametrize("day", [1, 2])
def test_a_week_that_begins_with_a_day_off_has_its_name_too(day: int) -> None:
    """1 March is a Sunday, a day off; every cell of a row is there, whatever day a week begins on."""
    typed = {"patient": {"name": "A. Name", "id": "N007"}, "start": f"2026-03-0{day}"}
    data = make(Order("ankle-pair", "leaf", typed=typed), Workspace.open(CLINIC), today=TODAY).data
    assert failures(data) == []
    found = read(data)
    assert [text for role, text in found.roles if role == "/P" and text.startswith("Week ") and len(text) < 8]
    assert "A. Name, N007" in found.text


def test_more_weeks_than_4_go_on_with_the_same_head() -> None:
    data = leaf("genu-valgum-three", weeks=6)
    said = [words for role, words, _ in read(data).entries if role == "H1"]
    assert pages(data) == 3
    assert said == ["3 exercises for mild knock knees", "My log", "My log"]


@pytest.mark.parametrize(("weeks", "lines"), [(2, True), (4, False)])
def test_a_log_of_few_weeks_leaves_lines_to_write_on(weeks: int, lines: bool) -> None:
    data = leaf("genu-valgum-three", weeks=weeks)
    assert ("My questions" in read(data).text, pages(data)) == (lines, 2)


def test_a_box_is_told_by_its_day_and_its_exercise() -> None:
    fields = read(leaf("genu-valgum-three", typed=PATIENT, fillable=True)).fields
    assert "Week 1, Wednesday 4 March, Forward lunge" in fields
    assert "How often: times a day" in fields
    assert len(set(fields)) == len(fields)


def test_a_patient_who_was_asked_reads_no_reasons_against() -> None:
    """Against all exercises; each says what speaks against it alone."""
    typed = {**PATIENT, "contraindications": []}
    for layout in ("leaf", "exercises"):
        order = Order("genu-valgum-three", layout, example=True, typed=typed)  # type: ignore[arg-type]
        assert "dizzy spells" not in read(make(order, LIBRARY, today=TODAY).data).text
    assert "dizzy spells" in read(leaf("genu-valgum-three", typed=PATIENT)).text


def log(*weeks: b.DayWeek, mark: Any = "box", columns: int = 2, boxes: int = 1) -> b.DayLog:
    heads = tuple(b.DayColumn(str(n), (b.Span(f"Lift {n}"),), boxes) for n in range(1, columns + 1))
    return b.DayLog((b.Span("Day"),), ("Morning", "Evening"), heads, weeks, mark, "rest day", "Worst pain", "Notes")


def week(*cells: b.LogCells, off: tuple[int, ...] = ()) -> b.DayWeek:
    days = tuple(b.DayRow(f"Day {n}", f"Day {n}", "off" if n in off else "open") for n in range(1, 8))
    return b.DayWeek(
        (b.Span("Week 1"),), (b.Span("Write the start date: "), b.Span(kind="blank", width=30)), days, cells
    )


OPEN, GROWING = b.LogCells("open"), b.LogCells("open", "", tuple("1234567"))
LATER = b.LogCells("later", "not yet")
LOGS = {
    "rest days": log(week(OPEN, OPEN, off=(2, 7))),
    "one that is not due": log(week(OPEN, LATER, off=(3,))),
    "a word longer than its column": log(week(OPEN, b.LogCells("later", "Finished"), *[OPEN] * 4), columns=6),
    "none that is due": log(week(LATER, LATER)),
    "a growing dose": log(week(GROWING, OPEN)),
    "stars twice a day": log(week(OPEN, OPEN), mark="star", boxes=2),
    "6 times a day": log(week(*[OPEN] * 8), columns=8, boxes=6),
}


@pytest.mark.parametrize("name", LOGS)
@pytest.mark.parametrize("profile", ["standard", "large-print"])
def test_logs_say_what_their_blocks_say(name: str, profile: str) -> None:
    reading = read(painted(LOGS[name], profile=profile))
    assert reading.problems == []
    assert reading.entries == spoken((LOGS[name],), reading.entries)
    if name == "6 times a day":  # too many columns for names above them
        assert [role for role, words, _ in reading.entries if words.startswith("1 ") and "8 " in words] == ["P"]


@pytest.mark.parametrize("profile", ["standard", "large-print"])
def test_on_a_screen_every_box_is_ticked_for_its_week_and_day(profile: str) -> None:
    """Each place says for which week it is, on whichever line of its words it stands, and is wide enough for a pen."""
    hundreds = b.LogCells("open", "", tuple(str(n) for n in range(100, 107)))
    data = painted(log(week(hundreds, *[OPEN] * 5), columns=6), profile=profile, fillable=True)
    pdf = pikepdf.open(io.BytesIO(data))
    fields = {str(field.TU): field for field in pdf.Root.AcroForm.Fields}
    kinds = {said: str(field.FT) for said, field in fields.items()}
    for number in range(1, 7):
        left, right = (float(fields[f"Week 1, Day 1, Lift {number}"].Rect[side]) for side in (0, 2))
        assert right - left >= 5.9 * MM
    assert {kinds[f"Week 1, Day {day}, Lift {n}"] for day in range(1, 8) for n in range(1, 7)} == {"/Btn"}
    assert all(said.startswith("Week 1") for said in kinds)


@pytest.mark.parametrize(
    ("markup", "told"),
    [
        ("<band><note>x</note></band>", "a band has no title"),
        ("<dose><title>x</title></dose>", "a dose has no cells"),
        ("<dose><dose-cell/></dose>", "has no words"),
        ("<programme-grid/>", "has no exercises"),
        ("<programme-grid><programme-cell><cue>x</cue></programme-cell></programme-grid>", "an exercise has no title"),
        ("<day-log><name>x</name></day-log>", "a log needs"),
        ('<scale low="0" high="10" limit="10"/>', "has a limit outside its numbers"),
    ],
)
def test_what_a_leaf_lacks_is_told(markup: str, told: str) -> None:
    with pytest.raises(ContentError, match=told):
        parse(f'<sheet title="T" language="en"><body>{markup}</body></sheet>', "layouts/x.xml.j2")


def test_the_line_of_pain_says_what_its_numbers_mean() -> None:
    scale = b.Scale(0, 10, "all right", "too much", 4)
    assert [words for _, words, _ in read(painted(scale)).entries] == [
        "0 1 2 3 4",
        "all right",
        "5 6 7 8 9 10",
        "too much",
    ]


def test_a_leaf_shows_the_picture_that_carries_the_exercise() -> None:
    """The circle, not the heel that was lifted for it; a log shows it too."""
    handout, _ = resolve_order(Order("knee-walking-step-progression", "leaf"), Library(LIBRARY), TODAY)
    assert handout.programme
    card = next(each for each in handout.programme.exercises if each.id == "warmup-ankle-circles")
    shown = [name.rpartition("/")[2] for name, _ in card.plain_pictures]
    assert shown == ["2", "3"]
    assert card.key_picture == card.plain_pictures[1]
    assert card.small_picture
    assert card.key_picture[1] == card.small_picture[1]


def test_a_leaf_of_six_is_light() -> None:
    """120 kB: small enough for a mail from a phone, one for each patient of a day."""
    workspace = Workspace.open(Path(__file__).parent.parent / "benchmarks" / "clinic")
    assert len(make(Order("six", "leaf"), workspace, today=TODAY).data) <= 120_000


def test_rules_stand_on_a_leaf_of_three_whose_exercises_stand_side_by_side() -> None:
    """What keeps a patient safe goes with any leaf that has room for it."""
    data = leaf("sciatica-bend-back", paper="letter")
    assert "If a leg turns weak or numb, stop and get help today." in " ".join(read(data).text.split())
