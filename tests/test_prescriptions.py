"""Exercises for one patient: what is written is printed, what is unsafe is refused, reasons are for the clinician."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from handouts import ContentError, Workspace, check, make
from handouts.content.layouts import layouts_of
from handouts.content.library import Library
from handouts.content.model import Exercise, Programme
from handouts.pdf.encryption import encrypt
from handouts.resolve.handout import resolve, surroundings
from handouts.resolve.order import Order
from handouts.resolve.patient import open_prescription, prescription_of, subject
from handouts.resolve.reasons import reasons_of
from handouts.resolve.resolved import Handout
from handouts.resolve.signing import content_fingerprint
from handouts.sheets.new_prescription import new_prescription
from handouts.sheets.pages import lay_out, style_of
from tests.commands import ROOT, command
from tests.conftest import CLINIC, TODAY, alone, sampled
from tests.plain_text import sheet_text
from tests.structure import read

PATIENT = {
    "patient": {"name": "Łukasz O'Neil", "id": "A 17", "born": "1980-05-01"},
    "clinician": "B. Clinician",
    "start": "2026-03-04",
}


def resolved(what: str, layout: str, keys: dict[str, Any] | None, folder: Path | None = CLINIC) -> Handout:
    shelf = Library(Workspace.open(folder))
    written = prescription_of(keys, what, shelf) if keys is not None else None
    return resolve(Order(what, layout, prescription=written, blank=keys is None), shelf, TODAY)


def printed(what: str, layout: str, keys: dict[str, Any] | None, folder: Path | None = CLINIC) -> str:
    place, blank = Workspace.open(folder), keys is None
    made = make(Order(what, layout, typed=keys, blank=blank, example=folder is None), place, today=TODAY)
    return " ".join(read(made.data).text.split())


def write(clinic: Path, text: str, name: str = "0042") -> Path:
    path = clinic / "prescriptions" / f"{name}.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text("format: 1\n" + text, "utf-8")
    return path


def told(path: Path, clinic: Path, layout: str = "pack") -> str:
    with pytest.raises(ContentError) as caught:
        make(Order(str(path), layout), Workspace.open(clinic), today=TODAY)
    return str(caught.value)


# -- what is printed ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("layout", ["handout", "exercises", "log", "pack", "clinician"])
def test_every_sheet_carries_name_date_and_clinician(layout: str) -> None:
    text = printed("ankle-pair", layout, PATIENT)
    for part in ("Łukasz O'Neil", "Date: 2 March 2026", "Clinician: B. Clinician"):
        assert part in text
    if layout != "log":
        assert "Name: Łukasz O'Neil" in text
        assert "Born: 1 May 1980. Number: A 17" in text
        assert "Start: Wednesday 4 March 2026" in text


@pytest.mark.parametrize("profile", ["standard", "large-print", "easy-read", "toner-saver"])
def test_every_page_carries_the_name(profile: str) -> None:
    """Pages that come apart find their patient again."""
    made = make(Order("ankle-pair", "pack", profile=profile, typed=PATIENT), Workspace.open(CLINIC), today=TODAY)
    for page in pypdfium2.PdfDocument(made.data):
        assert "Łukasz O'Neil" in " ".join(page.get_textpage().get_text_bounded().split())


def test_left_and_right_differ_in_words_cards_and_log() -> None:
    sheets = {side: resolved("ankle-pair", "pack", PATIENT | {"side": side}) for side in ("left", "right")}
    for side, sheet in sheets.items():
        assert sheet.programme is not None
        rock, heel = sheet.programme.exercises
        assert (rock.side, rock.one_sided) == (side, True)
        assert (heel.side, heel.one_sided) == ("", False)  # it is done on both feet at once: no side to choose
    texts = {side: printed("ankle-pair", "pack", PATIENT | {"side": side}) for side in ("left", "right")}
    assert texts["left"] != texts["right"]
    for side, text in texts.items():
        other = {"left": "right", "right": "left"}[side]
        assert f"How much 2 sets 8 to 12 times, {side}" in text
        assert f"Do this with your {side} side only." in text
        assert f"{side} side" in text
        assert f"{side} side" in printed("ankle-pair", "log", PATIENT | {"side": side})
        assert f"your {other} side" not in text
        assert "If a step says" not in text
        assert f"({other})" not in text


@pytest.mark.parametrize("form", ["pdf", "html", "text"])
@pytest.mark.parametrize(("side", "other"), [("left", "right"), ("right", "left")])
def test_what_is_heard_of_a_picture_is_the_side_that_it_shows(form: str, side: str, other: str) -> None:
    """On the cards and on the leaf: a listener must not move the wrong leg."""
    for layout in ("exercises", "leaf"):
        keys = {"side": side}
        made = make(
            Order("genu-valgum-three", layout, form=form, typed=keys, example=True), Workspace.open(), today=TODAY
        )
        text = read(made.data).entries if form == "pdf" else made.data.decode()
        said = " ".join(str(text).split())
        assert f"The {side} leg is lifted out to the side" in said
        assert f"The {other} leg" not in said
        if layout == "exercises":
            assert f"to a firm post on the {other}." in said
            assert f"Both knees are bent to a right angle and the {other} heel is up." in said


def test_a_sheet_for_one_side_has_no_step_that_leads_to_the_other() -> None:
    def steps(keys: dict[str, Any] | None) -> list[str]:
        entries = read(make(Order("ankle-pair", "exercises", **keys or {}), Workspace.open(CLINIC), today=TODAY).data)
        said = [(role, words) for role, words, _ in entries.entries]
        start = said.index(("H2", "1 Ankle rock"))
        rows = [words for role, words in said[start : said.index(("H2", "2 Heel raise"))] if role in ("Lbl", "LBody")]
        items = zip(rows[::2], rows[1::2], strict=True)
        return [f"{number} {words}" for number, words in items if number.isdigit()]

    note = "If we wrote down only 1 side, do it with that side only."
    assert note in printed("ankle-pair", "exercises", None)  # a side that is left to a pen
    assert note not in printed("ankle-pair", "exercises", {"side": "both"})
    one = ["1 Bend your front knee towards the wall.", "2 Keep your heel down.", "3 Come back slowly."]
    both = [*one, "4 Change legs."]
    assert steps({"typed": {"side": "left"}}) == steps({"typed": {"side": "right"}}) == one
    assert steps(None) == steps({"blank": True}) == steps({"typed": {"side": "both"}}) == both


def test_an_exercise_s_own_side_goes_over_that_of_all(clinic: Path) -> None:
    path = write(clinic, "programme: ankle-pair\nside: left\nexercises: [{exercise: ankle-rock, side: right}]\n")
    assert "0042.yaml:3: side: is for no exercise here" in told(path, clinic)
    path.write_text(path.read_text("utf-8").replace("side: left\n", ""), "utf-8")
    made = make(Order(str(path), "exercises"), Workspace.open(clinic), today=TODAY)
    assert "8 to 12 times, right" in " ".join(read(made.data).text.split())


def test_doses_order_notes_and_choice_are_the_patient_s(clinic: Path) -> None:
    text = """
programme: ankle-pair
exercises:
  - exercise: heel-raise
    dose: {sets: 3}
    note: Hold the rail.
  - {exercise: ankle-rock, dose: {duration: 2 minutes, pain_limit: 3}}
start_with: [heel-raise]
schedule: {times_a_day: 1, days: [tue, fri]}
"""
    shelf = Library(Workspace.open(clinic))
    file = open_prescription(write(clinic, text), shelf)
    sheet = resolve(Order(subject(file, shelf), "exercises", prescription=file), shelf, TODAY)
    assert sheet.programme is not None
    heel, rock = sheet.programme.exercises
    said = ["".join(part.text for part in card.dose) for card in (heel, rock)]
    assert said == [
        "Do 3 sets of 10. Hold for at least 5 seconds each time. Once a day, 2 days a week.",
        "Do 2 sets of 2 minutes on each side. Rest 1 minute between sets. Once a day, 2 days a week. "
        "Keep pain at 3 or less out of 10.",
    ]
    assert heel.note == "Use the kitchen worktop. Hold the rail."
    assert sheet.programme.start_with == ("Heel raise",)
    assert [phase.exercises for phase in sheet.programme.phases] == [("Ankle rock",), ("All exercises",)]


def test_a_list_of_exercises_needs_no_programme(clinic: Path) -> None:
    path = write(clinic, "condition: stiff-ankle\nexercises: [ankle-rock, tiptoe-small-steps]\npatient: {name: A}\n")
    for layout in ("handout", "exercises", "log", "pack"):
        make(Order(str(path), layout), Workspace.open(clinic), today=TODAY)
    made = make(Order(str(path), "exercises"), Workspace.open(clinic), today=TODAY)
    text = " ".join(read(made.data).text.split())
    assert "Your exercises" in text
    assert "Tiptoe walk" in text
    assert made.name == "0042-exercises.pdf"


@pytest.mark.parametrize(
    ("keys", "title"),
    [
        ({}, "3 exercises for mild knock knees"),
        (
            {"exercises": ["forward-lunge", "standing-band-kickback", "single-leg-band-side-swing"]},
            "3 exercises for mild",
        ),
        ({"exercises": ["forward-lunge", "standing-band-kickback"]}, "Your exercises"),
        ({"exercises": ["forward-lunge", "standing-band-kickback", "sit-to-stand-pillow-band"]}, "Your exercises"),
        ({"exercises": ["forward-lunge"], "title": "R&R: <steps>"}, "R&R: <steps>"),
    ],
)
def test_the_title_counts_no_exercises_that_are_not_there(keys: dict[str, Any], title: str) -> None:
    """Neither in the heading, the outline and the running head of its sheet and log, nor on the clinician's page."""
    keys = keys | {"patient": {"name": "A. Name"}}
    for layout in ("exercises", "log", "pack", "clinician"):
        made = make(Order("genu-valgum-three", layout, typed=keys, example=True), Workspace.open(), today=TODAY)
        with pikepdf.open(BytesIO(made.data)) as pdf, pdf.open_outline() as outline:
            lines = [line.title for line in outline.root]
        said = [words for _, words, _ in read(made.data).entries]
        pages = [" ".join(page.get_textpage().get_text_bounded().split()) for page in pypdfium2.PdfDocument(made.data)]
        text = " ".join([*said, *pages, *map(str, lines)])
        assert title in text
        assert ("3 exercises for" in text) == title.startswith("3 exercises for"), layout
        assert any(line.startswith(title) for line in lines) == (layout in ("exercises", "pack"))
        assert all(title in page for page in pages[1:] if layout == "exercises")


@pytest.mark.parametrize("title", ["Ann 😀", "   ", "x" * 121])
def test_a_title_that_cannot_be_printed_is_refused_by_place(clinic: Path, title: str) -> None:
    message = told(write(clinic, f'programme: ankle-pair\ntitle: "{title}"\n'), clinic, "exercises")
    assert message.startswith("prescriptions/0042.yaml:3: title: ")


@pytest.mark.parametrize(("others", "shared"), [(2, True), (6, True), (7, False)])
def test_a_reason_against_a_third_of_the_exercises_is_read_once_before_the_first(others: int, shared: bool) -> None:
    place = Workspace.open()
    shelf = Library(place)
    files = [shelf.find(Exercise, name) for name in place.names("exercise")]
    found = [(file.id, "poor-balance" in reasons_of(file, shelf)) for file in files if file]
    with_it, without = ([name for name, has in found if has == wanted] for wanted in (True, False))
    sheet = resolved("knee-valgus", "exercises", {"exercises": [*with_it[:3], *without[:others]]}, None).programme
    reason = "poor balance"
    assert sheet is not None
    assert any(reason in text for text in sheet.reasons_against) == shared
    assert [any(reason in text for text in card.reasons_against) for card in sheet.exercises[:3]] == [not shared] * 3


def test_an_exercise_that_is_added_joins_the_phases_that_have_some(clinic: Path) -> None:
    place = Workspace.open(clinic)
    keys = {
        "exercises": ["toe-cloth-gather", "toe-outline-drawing"],
        "overrides": [{"contraindication": "recent-surgery", "why": "The surgeon has said yes."}],
    }
    shelf = Library(place)
    file = prescription_of(keys, "hallux-valgus-after-surgery", shelf)
    log = resolve(Order("hallux-valgus-after-surgery", "log", prescription=file), shelf, TODAY)
    states = [[week.weeks[row].state for page in log.log_pages for week in page.weeks] for row in (0, 1)]
    assert states == [["later", "later", *["open"] * 6]] * 2


def test_one_dose_one_sentence() -> None:
    """The clinician's overview says in words what the card has in cells; where all share it, the log says how often."""
    keys = PATIENT | {"side": "left", "schedule": {"times_a_day": 1, "days": ["mon", "thu"]}}
    card, overview = (printed("ankle-pair", layout, keys) for layout in ("exercises", "clinician"))
    for dose in (
        "Do 2 sets of 8 to 12 on your left side. Rest 1 minute between sets. Once a day, 2 days a week.",
        "Do this 10 times. Hold for at least 5 seconds each time. Once a day, 2 days a week.",
    ):
        assert dose in overview
    for cells in (
        "2 sets 8 to 12 times, left rest 1 minute",
        "10 times hold at least 5 seconds",
    ):
        assert cells in card
    assert card.count("Once a day, 2 days a week.") == 1  # before the first
    assert "Once a day, 2 days a week." in printed("ankle-pair", "log", keys)


def test_how_often_is_said_for_all_only_where_it_is_so_for_all(clinic: Path) -> None:
    path = write(
        clinic, "programme: ankle-pair\nexercises: [ankle-rock, {exercise: heel-raise, dose: {times_a_day: 3}}]\n"
    )
    made = make(Order(str(path), "log"), Workspace.open(clinic), today=TODAY)
    assert "a day," not in read(made.data).text


@pytest.mark.parametrize(("name", "keys"), [("patient", PATIENT | {"side": "left"}), ("blank", None)])
def test_golden_packs(name: str, keys: dict[str, Any] | None, golden: Callable[[str, str], None]) -> None:
    place = Workspace.open(CLINIC)
    sheet = lay_out(resolved("ankle-pair", "pack", keys), style_of(Library(place), "standard", None), layouts_of(place))
    golden(f"{name}.txt", sheet_text(sheet))


# -- names -------------------------------------------------------------------------------------------------------------

LONG = ("Maximiliane Alexandra Konstantinopolitanska-Featherstonehaugh " * 2)[:80].strip()


@pytest.mark.parametrize("name", ["O'Neil", "Łukasz", "Нина", "Nguyễn Thị Ánh", "R&R <x>", LONG, "W" * 80, "{{ 7*7 }}"])
@pytest.mark.parametrize("layout", ["exercises", "log", "clinician"])
def test_names_print_as_typed(name: str, layout: str) -> None:
    keys = PATIENT | {"patient": {"name": name}}
    made = make(Order("ankle-pair", layout, typed=keys), Workspace.open(CLINIC), today=TODAY)
    assert re.sub(r"\s", "", name) in re.sub(r"\s", "", read(made.data).text)
    for page in pypdfium2.PdfDocument(made.data):
        text = page.get_textpage()
        boxes = [text.get_charbox(index) for index in range(text.count_chars())]
        assert all(left >= 0 and right <= page.get_width() for left, _, right, _ in boxes)


@pytest.mark.parametrize("name", ["Ann 😀", "ດາວ", "   ", "x" * 121])
def test_names_that_cannot_be_printed_are_refused_by_place(clinic: Path, name: str) -> None:
    message = told(write(clinic, f'programme: ankle-pair\npatient:\n  name: "{name}"\n'), clinic, "log")
    assert message.startswith("prescriptions/0042.yaml:4: patient.name: ")


# -- mistakes ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("patient: {name: A}\n", "names no programme and no condition"),
        ("programme: ankle-pear\n", '0042.yaml:2: programme: no programme has this id. Did you mean "ankle-pair"?'),
        ("condition: stiff\n", '0042.yaml:2: condition: no condition has this id. Did you mean "stiff-ankle"?'),
        ("programme: ankle-pair\nexercises: [ankle-rok]\n", "0042.yaml:3: exercises[1]: no exercise has this id"),
        ("programme: ankle-pair\nexercises: [ankle-rock, ankle-rock]\n", 'exercises[2]: has "ankle-rock" twice'),
        ("programme: ankle-pair\nstart: soon\n", "0042.yaml:3: start: is not a date"),
        ("programme: ankle-pair\nstart: 2026-02-30\n", "0042.yaml:3: start: is not a date"),
        ("programme: ankle-pair\nstart: 9999-12-31\n", "start: is not in the years 1900 to 2199"),
        ("programme: ankle-pair\nstart: 2026-03-02\nreview_visit: 2026-03-01\n", ":4: review_visit: is before"),
        ("programme: ankle-pair\nstart: 2026-03-02\npatient: {born: 2026-03-02}\n", ":4: patient.born: is not before"),
        ("programme: ankle-pair\nweeks: 60\n", "weeks: has to be 52 or less"),
        ("programme: ankle-pair\nstart_with: [four-edge-walk]\n", "start_with[1]: is not an exercise"),
        ("programme: ankle-pair\nside: rechts\n", "0042.yaml:3: side: is not one of"),
        (
            "programme: ankle-pair\nexercises:\n  - {exercise: ankle-rock, side: left, dose: {side: right}}\n",
            "0042.yaml:4: exercises[1].side: stands beside a side",
        ),
        (
            "programme: ankle-pair\nexercises:\n  - {exercise: ankle-rock, dose: {days_a_week: 5}}\n",
            "0042.yaml:4: exercises[1].dose.days_a_week: differs from the schedule, which names 3 days",
        ),
        ("programme: ankle-pair\ncontraindications: [dizzines]\n", 'Did you mean "dizziness"?'),
        ("programme: ankle-pair\npatinet: {name: A}\n", 'Did you mean "patient"?'),
    ],
)
def test_each_slip_is_told_where_it_stands(clinic: Path, text: str, said: str) -> None:
    assert said in told(write(clinic, text), clinic)


WITH_A_SLIP = (
    "patient: {name: Secretname: Alvarez}",
    "patient:\n  name: Secretname: Alvarez",
    "patient:\n  name:\n    Secretname: Alvarez",
    "patient:\n  Secretname: Alvarez",
    "patient:\n  - Secretname",
    "patient: Secretname",
    "patient: !Secretname x",
    "patient: *Secretname",
    "patient: &Secretname {name: &Secretname A, id: *Other}",
    "Secretname: Alvarez",
    "Secretname: Alvarez\nSecretname: Alvarez",
    'patient: {name: "Secretname}',
    "patient: {name: %Secretname}",
    "patient: {born: Secretname}",
    "programme: Secretname",
    "programme: secretname",
    "condition: secretname",
    "programme: ankle-pair\nexercises: [secretname]",
    "programme: ankle-pair\nexercises: [heel-raise: secretname]",
    "programme: ankle-pair\nexercises: [{exercise: heel-raise, dose: {secretname: 1, sets: secretname}}]",
    "programme: ankle-pair\nside: secretname\nstart: secretname\nweeks: secretname\nstart_day: secretname",
    "programme: ankle-pair\nstart_with: [secretname]",
    "programme: ankle-pair\nschedule: {days: [secretname], times_a_day: secretname}",
    "programme: ankle-pair\ncontraindications: [secretname]",
    "programme: ankle-pair\noverrides: [{contraindication: secretname, exercise: secretname, why: x}]",
    "programme: ankle-pair\naccepted: [{rule: Secretname, why: x}]",
    "programme: ankle-pair\nclinician: {Secretname: Alvarez}\nformat: secretname",
)


@pytest.mark.parametrize("text", WITH_A_SLIP)
def test_no_message_says_what_was_written_of_a_patient(clinic: Path, text: str) -> None:
    message = told(write(clinic, text + "\n"), clinic)
    assert re.search(r"0042\.yaml:\d", message)
    assert "secretname" not in message.casefold()
    assert "alvarez" not in message.casefold()


def test_nor_does_check(clinic: Path) -> None:
    for number, text in enumerate(WITH_A_SLIP):
        write(clinic, text + "\n", f"{number:04}")
    found = [each for each in check(alone(clinic), TODAY) if "prescriptions/" in each.file]
    assert {each.file for each in found} == {f"prescriptions/{number:04}.yaml" for number in range(len(WITH_A_SLIP))}
    assert not re.search("secretname|alvarez", "\n".join(map(str, found)).casefold())


def test_all_of_a_file_s_slips_are_told_at_once(clinic: Path) -> None:
    message = told(write(clinic, "programme: ankle-pair\nweeks: 0\nside: up\npatient: {nam: A}\n"), clinic)
    assert [int(number) for number in re.findall(r"0042\.yaml:(\d+)", message)] == [3, 4, 5]


# -- safety ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("has", ["dizziness", "acute-injury"])
def test_what_the_patient_must_not_do_is_an_error_that_names_both(clinic: Path, has: str) -> None:
    message = told(write(clinic, f"programme: ankle-pair\ncontraindications: [{has}]\n"), clinic)
    assert f'0042.yaml:3: contraindications[1]: "ankle-rock" should not be done with "{has}"' in message
    assert "heel-raise" not in message


def aged(exercise: str = "", programme: str = "") -> Callable[[Path], None]:
    def change(clinic: Path) -> None:
        for kind, name, ages in (("exercises", "heel-raise", exercise), ("programmes", "ankle-pair", programme)):
            path = clinic / "data" / kind / f"{name}.yaml"
            text = re.sub(r"^ages:.*\n", "", path.read_text("utf-8"), flags=re.MULTILINE)
            path.write_text(text + (f"ages: {ages}\n" if ages else ""), "utf-8")

    return change


@pytest.mark.parametrize(
    ("exercise", "programme", "born", "refused"),
    [
        ("", "18 onwards", "2008-03-04", ""),
        ("", "18 onwards", "2008-03-05", 'the programme "ankle-pair" is not meant for the age'),
        ("18 onwards", "", "2008-03-05", '"heel-raise" is not meant for the age'),
        ("18 onwards", "8 onwards", "2016-03-04", ""),  # the programme's author has weighed its exercises
        ("", "2 to 13", "2012-03-05", ""),
        ("", "up to 13", "2012-03-04", 'the programme "ankle-pair" is not meant for the age'),
        ("", "18 onwards", None, ""),
    ],
)
def test_nobody_gets_what_is_for_another_age(
    clinic: Path, exercise: str, programme: str, born: str | None, refused: str
) -> None:
    """On the first day of the log, 4 March 2026."""
    aged(exercise, programme)(clinic)
    text = f"programme: ankle-pair\nstart: 2026-03-04\npatient: {{name: A. Name, born: {born or 'null'}}}\n"
    path = write(clinic, text)
    if not refused:
        make(Order(str(path), "log"), Workspace.open(clinic), today=TODAY)
        return
    message = told(path, clinic, "log")
    assert f"0042.yaml:4: patient.born: {refused}" in message
    assert "A. Name" not in message
    path = write(clinic, text + "overrides: [{contraindication: age, why: A parent helps}]\n")
    made = make(Order(str(path), "clinician", form="text"), Workspace.open(clinic), today=TODAY).data.decode()
    assert "another age than this is meant for" in made
    assert "A parent helps" in made
    assert "The patient's sheet still says" not in made  # it says nothing of ages


def test_ages_are_read_or_refused_and_void_no_signature(clinic: Path) -> None:
    def prints() -> list[str]:
        shelf = Library(Workspace.open(clinic))
        words, details = surroundings(shelf)
        files = [shelf.find(Programme, "ankle-pair"), shelf.find(Exercise, "heel-raise")]
        return [content_fingerprint(file, details, words, shelf) for file in files if file]

    before = prints()
    aged("18 onwards", "up to 17")(clinic)
    assert prints() == before
    for wrong in ("adults", "12 to 2", "18", "0 to 200", "-2 onwards"):
        aged(wrong)(clinic)
        assert any("expects ages in years" in str(each) for each in check(alone(clinic), TODAY))


def test_a_contraindication_brings_along_what_says_the_same(clinic: Path) -> None:
    """ "falls" and "poor-balance" are two rows for a history of falls; an exercise may name either."""
    keys = {"exercises": ["tiptoe-small-steps"], "contraindications": ["falls"]}
    with pytest.raises(ContentError, match='"tiptoe-small-steps" should not be done with "falls"'):
        resolved("stiff-ankle", "pack", keys)


def test_a_programme_has_contraindications_too(clinic: Path) -> None:
    programme = clinic / "data/programmes/ankle-pair.yaml"
    text = programme.read_text("utf-8").replace("start_with:", "contraindications: [sore-wrists]\nstart_with:")
    programme.write_text(text, "utf-8")
    keys = {"exercises": ["heel-raise"], "contraindications": ["sore-wrists"]}
    with pytest.raises(ContentError, match='the programme "ankle-pair" should not be done with "sore-wrists"'):
        resolved("ankle-pair", "log", keys, clinic)


def test_an_added_exercise_is_held_against_the_condition(clinic: Path) -> None:
    condition = clinic / "data/conditions/stiff-ankle.yaml"
    text = condition.read_text("utf-8")
    condition.write_text(text.replace("programmes:", "contraindications: [dizziness]\nprogrammes:"), "utf-8")
    own = write(clinic, "programme: ankle-pair\n")
    make(Order(str(own), "log"), Workspace.open(clinic), today=TODAY)  # the programme's author has weighed its own
    added = write(clinic, "programme: ankle-pair\nexercises: [heel-raise, tiptoe-small-steps]\n")
    assert '0042.yaml:3: exercises[2]: "tiptoe-small-steps" should not be done with "dizziness"' in told(added, clinic)


def test_a_programme_for_another_condition_is_held_against_it(clinic: Path) -> None:
    """Its author has weighed its exercises for its own condition only."""
    text = (clinic / "data/conditions/stiff-ankle.yaml").read_text("utf-8")
    other = clinic / "data/conditions/dizzy.yaml"
    other.write_text(text.replace("programmes: [ankle-pair]", "contraindications: [dizziness]"), "utf-8")
    path = write(clinic, "programme: ankle-pair\ncondition: dizzy\n")
    assert '0042.yaml:3: condition: "ankle-rock" should not be done with "dizziness", which "dizzy"' in told(
        path, clinic
    )


REASON = "A carer stands beside the patient"
OVERRIDE = f"""programme: ankle-pair
contraindications: [dizziness]
overrides:
  - {{contraindication: dizziness, exercise: ankle-rock, why: {REASON}}}
"""


def test_an_override_is_printed_for_the_clinician_only(clinic: Path) -> None:
    path, place = write(clinic, OVERRIDE), Workspace.open(clinic)
    for layout in ("handout", "exercises", "log", "pack"):
        made = make(Order(str(path), layout), place, today=TODAY)
        assert REASON not in " ".join(read(made.data).text.split())
        assert REASON not in " ".join(made.notes)
    page = " ".join(read(make(Order(str(path), "clinician"), place, today=TODAY).data).text.split())
    assert REASON in page
    assert "dizzy spells" in page
    assert "The patient's sheet still says not to do it" in page
    assert any("(layout clinician)" in note for note in make(Order(str(path), "log"), place, today=TODAY).notes)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("exercise: ankle-rock", "exercise: heel-raise", '"ankle-rock" should not be done with "dizziness"'),
        ("exercise: ankle-rock", "exercise: forward-lunge", "overrides[1].exercise"),
        ("contraindication: dizziness", "contraindication: falls", "is no contraindication of this patient"),
        (f", why: {REASON}", "", "why: is missing"),
        (f"why: {REASON}", "why: ''", "why: is empty"),
    ],
)
def test_an_override_covers_what_it_names_and_no_more(clinic: Path, old: str, new: str, said: str) -> None:
    assert said in told(write(clinic, OVERRIDE.replace(old, new)), clinic)


def test_the_clinician_is_told_the_work_and_warned(clinic: Path) -> None:
    long = "{exercise: supine-bicycle, dose: {duration: 40 minutes}}"
    more = f"[ankle-rock, heel-raise, tiptoe-small-steps, toe-cloth-gather, {long}]"
    for name in ("tiptoe-small-steps", "toe-cloth-gather", "supine-bicycle"):
        shutil.copy(ROOT / f"data/exercises/{name}.yaml", clinic / "data/exercises")
    path = write(clinic, f"programme: ankle-pair\nexercises: {more}\n")
    (note,) = [
        note for note in make(Order(str(path), "log"), Workspace.open(clinic), today=TODAY).notes if "5 ex" in note
    ]
    assert re.match(r"5 exercises, at least \d+ minutes a day\.", note)
    assert "Most patients keep up 4 exercises or fewer." in note
    assert "more than 30 minutes" in note
    assert {problem.rule for problem in check(alone(clinic), TODAY)} >= {"too-many-exercises", "too-long"}
    path.write_text(
        path.read_text("utf-8")
        + "accepted: [{rule: too-many-exercises, why: x}, {rule: too-long, why: x}, {rule: promise, why: x}]\n",
        "utf-8",
    )
    rules = {problem.rule for problem in check(alone(clinic), TODAY)}
    assert not rules & {"too-many-exercises", "too-long"}
    assert "not-needed" in rules


def test_check_tells_of_prescriptions(clinic: Path) -> None:
    write(clinic, "programme: ankle-pair\ncontraindications: [dizziness]\n")
    write(clinic, "programme: ankle-pair\npatient: {name: ດາວ}\n", "0043")
    found = [str(problem) for problem in check(alone(clinic), TODAY) if not problem.rule]
    assert [problem.split(": ")[0] for problem in found] == ["prescriptions/0042.yaml:3", "prescriptions/0043.yaml:3"]


# -- signatures --------------------------------------------------------------------------------------------------------


def test_a_signature_holds_for_a_patient_s_sheet_and_not_for_what_is_added(clinic: Path) -> None:
    for name in ("ankle-pair", "stiff-ankle"):
        assert command("review", name, "--by", "A. Tester", "--workspace", str(clinic)).returncode == 0
    signed = resolved("ankle-pair", "pack", PATIENT | {"side": "left"}, clinic)
    assert not signed.draft
    added = resolved("ankle-pair", "pack", {"exercises": ["ankle-rock", "toe-cloth-gather"]}, clinic)
    assert added.draft


# -- by hand -----------------------------------------------------------------------------------------------------------


def test_a_blank_sheet_leaves_name_side_dose_and_dates_to_be_written() -> None:
    text = printed("ankle-pair", "pack", None)
    for label in ("Name:", "Date:", "Clinician:", "Start:"):
        assert re.search(rf"{label} (blank|_|Name|Date|Clinician|Start|Next)", text), label
    assert re.search(r"Next visit: (blank|_|Name|Draft)", printed("ankle-pair", "log", None))
    sheet = resolved("ankle-pair", "pack", None)
    assert sheet.programme is not None
    rock, heel = sheet.programme.exercises
    for card, gaps in ((rock, 6), (heel, 4)):
        assert sum(part.kind == "gap" for part in card.dose) == gaps
        assert not any(part.text.strip("., ").isdigit() for part in card.dose)
    assert rock.side == "ask"
    assert {card.times_a_day for page in sheet.log_pages for _, card in page.exercises} == {2}
    assert not any(day.off for page in sheet.log_pages for week in page.weeks for day in week.days)


def test_limits_of_pain_are_not_left_to_be_written(clinic: Path) -> None:
    path = clinic / "data/exercises/ankle-rock.yaml"
    path.write_text(path.read_text("utf-8").replace("rest: 60}", "rest: 60, pain_limit: 3}"), "utf-8")
    assert "Keep pain at 3 or less out of 10." in printed("ankle-pair", "exercises", None, clinic)


# -- the command -------------------------------------------------------------------------------------------------------


def test_from_a_programme_to_a_patient_s_pack(clinic: Path) -> None:
    run = command("new", "prescription", "Patient 42", "--from", "ankle-pair", "--today", "2026-03-02", cwd=clinic)
    path = clinic / "prescriptions/patient-42.yaml"
    assert (run.returncode, run.stdout.strip()) == (0, str(path))
    text = path.read_text("utf-8")
    assert "start: 2026-03-02" in text
    for key in ("patient", "clinician", "condition", "side", "weeks", "review_visit", "overrides", "start_with"):
        assert re.search(rf"^#? ?{key}:", text, re.MULTILINE), key
    for layout in ("exercises", "log", "pack", "clinician"):
        run = command("make", "prescriptions/patient-42.yaml", "--layout", layout, cwd=clinic)
        assert run.returncode == 0, run.stderr
    assert len(list((clinic / "out/personal").iterdir())) == 4
    assert command("new", "prescription", "Patient 42", "--from", "ankle-pair", cwd=clinic).returncode == 1


def test_every_choice_that_a_new_prescription_explains_works(clinic: Path) -> None:
    """Each key behind a # is taken out of its comment, and the sheet is made."""
    command("new", "prescription", "x", "--from", "genu-valgum-three", cwd=clinic)
    path = clinic / "prescriptions/x.yaml"
    text = path.read_text("utf-8")
    keys = r"^( *)# (name|born|clinician|condition|weeks|start_day|review_visit|side|start_with):"
    opened, count = re.subn(keys, r"\1\2:", text, flags=re.MULTILINE)
    assert count == 12
    opened = opened.replace("contraindications: []", "contraindications: [dizziness]")
    opened = opened.replace("# overrides:\n#   - ", "overrides:\n  - ").replace(
        "exercise: single-leg-band-side-swing, why", "why"
    )
    opened = re.sub(r"(\n    side: left)", "", opened, count=2)
    path.write_text(opened, "utf-8")
    make(Order(str(path), "pack"), Workspace.open(clinic), today=TODAY)


def test_a_new_prescription_s_file_is_called_after_no_patient(clinic: Path) -> None:
    place = Workspace.open(clinic)
    path = new_prescription("0042", "ankle-pair", (), place, TODAY)
    file = open_prescription(path, Library(place))
    assert (file.content.patient.name, file.content.patient.id) == (None, "0042")


@pytest.mark.parametrize("source", ["ankle-pair", "stiff-ankle"])
def test_a_new_prescription_takes_chosen_exercises(clinic: Path, source: str) -> None:
    place = Workspace.open(clinic)
    path = new_prescription("0042", source, ("forward-lunge", "heel-raise"), place, TODAY)
    shelf = Library(place)
    file = open_prescription(path, shelf)
    assert [entry.exercise for entry in file.content.exercises] == ["forward-lunge", "heel-raise"]
    sheet = resolve(Order(subject(file, shelf), "pack", prescription=file), shelf, TODAY).programme
    assert sheet is not None
    assert [card.id for card in sheet.exercises] == ["forward-lunge", "heel-raise"]


@pytest.mark.parametrize("programme", sampled("programme"))
def test_a_new_prescription_says_what_its_programme_says(clinic: Path, programme: str) -> None:
    """Unedited, it prints the programme's own doses, gaps and all."""
    run = command("new", "prescription", "x", "--from", programme, cwd=clinic)
    assert run.returncode == 0, run.stderr
    place = Workspace.open(clinic)
    shelf = Library(place)
    file = open_prescription(clinic / "prescriptions/x.yaml", shelf)
    mine = resolve(Order(programme, "exercises", prescription=file), shelf, TODAY).programme
    library = resolve(Order(programme, "exercises"), Library(place), TODAY).programme
    assert mine is not None
    assert library is not None
    assert [(card.id, card.dose, card.note) for card in mine.exercises] == [
        (card.id, card.dose, card.note) for card in library.exercises
    ]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["make", "ankle-pair", "--blank", "--patient", "A"], "leaves open what a prescription fills in"),
        (["make", "ankle-pair", "--title-with-name"], "there is no name"),
        (["make", "ankle-pair", "--layout", "clinician"], "is about one patient"),
        (["make", "ankle-pair", "--start", "tomorrow"], "the command: --start: is not a date"),
        (
            ["make", "ankle-pair", "--patient", "N" * 479],
            "command: --patient: has 479 characters and takes at most 120.",
        ),
        (["make", ""], "WHAT: is empty. Say what to make: the id of a condition or a programme, or a prescription ("),
        (["review", "ankle-pair", "--by", "N" * 121], "--by: is longer than 120 characters. Write a name."),
        (["make", "ankle-pair", "--patient", "A", "--password", ""], "is empty or too long"),
        (["make", "prescriptions/none.yaml"], "is not there"),
        (["make", "prescriptions/x.yaml", "--side", "left"], "x.yaml says this already"),
        (["new", "prescription", "y"], "names no programme"),
        (["new", "prescription", "y", "--from", "ankle-pear"], 'Did you mean "ankle-pair"?'),
        (["new", "prescription", "y", "--from", "stiff-ankle"], "Name some, or a programme: ankle-"),
        (["new", "prescription", "y", "--from", "ankle-pair", "--exercise", "heel-rise"], 'mean "heel-raise"?'),
    ],
)
def test_mistakes_on_the_command_line(clinic: Path, arguments: list[str], said: str) -> None:
    write(clinic, "programme: ankle-pair\nside: right\n", "x")
    run = command(*arguments, cwd=clinic)
    assert run.returncode == 1
    assert said in run.stderr
    assert "Traceback" not in run.stderr
    assert not (clinic / "out").exists()


def test_no_patient_gets_a_sheet_of_an_invented_clinic(tmp_path: Path) -> None:
    """Its phone and emergency number are nobody's."""
    said = "clinic.yaml: is not here"
    for keys in ({"patient": {"name": "A. Name"}}, None):
        for layout in ("handout", "log"):
            with pytest.raises(ContentError, match=said):
                make(Order("knee-valgus", layout, typed=keys, blank=keys is None), Workspace.open(), today=TODAY)
    (tmp_path / "0042.yaml").write_text("format: 1\nprogramme: golden-rooster-morning\n", "utf-8")
    (tmp_path / "people.csv").write_text("name\nA. Name\n", "utf-8")
    from_list = ["merge", "people.csv", "--programme", "golden-rooster-morning"]
    for arguments in (["make", "0042.yaml"], ["make", "golden-rooster-morning", "--side", "left"], from_list):
        run = command(*arguments, "--layout", "log", cwd=tmp_path)
        assert (run.returncode, said in run.stderr) == (1, True)
        assert not (tmp_path / "out").exists()
    for arguments in (["make", "0042.yaml"], from_list):
        run = command(*arguments, "--layout", "log", "--example", cwd=tmp_path)
        assert run.returncode == 0, run.stderr


def test_a_prescription_finds_its_clinic(clinic: Path, tmp_path: Path) -> None:
    path = write(clinic, "programme: ankle-pair\n")
    run = command("make", str(path), "--layout", "log", cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    assert len(list((clinic / "out/personal").iterdir())) == 1


@pytest.mark.usefixtures("few")
def test_all_makes_patients_sheets_only_when_asked(clinic: Path) -> None:
    for name in ("0042", "0043"):
        write(clinic, f"programme: ankle-pair\npatient: {{name: A {name}}}\n", name)
    (clinic / "prescriptions/0044.yaml").write_text("format: 1\n", "utf-8")
    run = command("all", "--layout", "log", cwd=clinic)
    assert not (clinic / "out/personal").exists()
    run = command("all", "--layout", "log", "--prescriptions", cwd=clinic)
    assert run.returncode == 1
    assert "2 files written, 1 failed" in run.stderr
    assert len(list((clinic / "out/personal").iterdir())) == 2


def test_a_password_encrypts_with_aes_256(clinic: Path, tmp_path: Path) -> None:
    out = tmp_path / "x.pdf"
    run = command("make", "ankle-pair", "--patient", "A", "--password", "päss word", "--out", str(out), cwd=clinic)
    assert run.returncode == 0, run.stderr
    assert "is no archival PDF (PDF/A)" in run.stderr
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(out)
    with pikepdf.open(out, password="päss word") as pdf:
        assert (pdf.encryption.R, pdf.encryption.bits) == (6, 256)
        assert pdf.encryption.stream_method.name == "aesv3"
        assert b"pdfaid:part" not in (pdf.Root.Metadata.read_bytes() if "/Metadata" in pdf.Root else b"")


def test_an_encrypted_file_claims_no_archival_standard_and_keeps_the_rest() -> None:
    claims = {"pdfaid:part": "2", "pdfaid:conformance": "A", "pdfuaid:part": "1", "dc:title": "Exercise programme"}
    plain = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        with pdf.open_metadata() as metadata:
            metadata.update(claims)
        pdf.save(plain)
    with pikepdf.open(BytesIO(encrypt(plain.getvalue(), "x")), password="x") as pdf, pdf.open_metadata() as metadata:
        assert {name for name in claims if name in metadata} == {"pdfuaid:part", "dc:title"}


def test_the_same_prescription_gives_the_same_bytes() -> None:
    one, two = (
        make(Order("ankle-pair", "pack", typed=keys), Workspace.open(CLINIC), today=date(2026, 3, day)).data
        for day, keys in ((2, PATIENT | {"date": "2026-03-02"}), (9, PATIENT | {"date": "2026-03-02"}))
    )
    assert one == two
