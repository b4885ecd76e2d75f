"""The handout of a condition: its message, its picture, its plans, and when to get help."""

from __future__ import annotations

import os
import re
from pathlib import Path
from textwrap import indent

import pytest

from handouts import ContentError, Order, Workspace, check, make
from handouts.content.library import Library, bundled_profiles
from handouts.content.model import Condition
from handouts.desk.engine import answer
from handouts.drawing.colour import hexadecimal
from handouts.drawing.labels import spread
from handouts.drawing.shapes import WHITE
from handouts.drawing.svg import read_svg
from handouts.figures.ink import ink
from handouts.layout.blocks import Callout, Figure, Foot, Paragraph, Sheet, spans_of
from handouts.layout.style import MM, PAPERS
from handouts.layout.walk import with_blocks
from handouts.resolve.condition import condition_text
from handouts.resolve.condition_pictures import CONDITION
from handouts.resolve.handout import resolve, surroundings
from handouts.resolve.library_part import library_part
from handouts.sheets.pages import set_pages, style_of
from handouts.sheets.pictures import load_pictures
from handouts.sheets.role_colours import ACCENT, GREYS, LINE, PRIMARY, SOFT_ACCENT, SOFT_PRIMARY, TINT
from handouts.typeset.boxes import set_paragraph
from handouts.typeset.fonts import font_book
from handouts.typeset.pictures import pictures_in
from handouts.typeset.setting import Setting
from handouts.typeset.sheet import Typeset
from tests.conftest import TODAY, alone, block_tree, sampled
from tests.plain_text import sheet_text
from tests.readers import words_by
from tests.structure import read

ROOT = Path(__file__).parent.parent
PICTURES = sorted((ROOT / "data/pictures").glob("*.svg"))
FIGURE = "figure: {image: bump.svg, alt: A bump at a toe., labels: [{text: the bump, at: [30, 60], ring: 20}]}"
FIRST_HOW_TO = "how_to: {title: Roll, steps: [Sit., Roll.], figure: "
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 50"><path d="M5 5H35V45H5Z" fill="#b3541e"/></svg>'


def with_line(clinic: Path, line: str) -> Workspace:
    """The test clinic, with a line more in its condition's file on line 5, which takes the place of its steps."""
    path = clinic / "data/conditions/stiff-ankle.yaml"
    path.write_text(
        re.sub(r"(?ms)^how_to:.*?(?=^what_you)", "", path.read_text("utf-8")).replace(
            "in_short:", f"{line}\nin_short:", 1
        ),
        "utf-8",
    )
    return alone(clinic)


def with_picture(clinic: Path, folder: str = "data/conditions") -> Workspace:
    (clinic / folder).mkdir(exist_ok=True)
    (clinic / folder / "bump.svg").write_text(DRAWING, "utf-8")
    return with_line(clinic, FIGURE)


def test_a_message_leads_and_plans_have_gaps_to_write_in(clinic: Path) -> None:
    place = with_line(clinic, "message: Move it.\nthis_week: [walk ____ minutes on ____ days, '____']")
    text = sheet_text(block_tree("stiff-ankle", "handout", workspace=place))
    assert text.index("Move it.") < text.index("In short")
    assert "[ ] walk ____ minutes on ____ days\n  [ ] ____" in text


def test_the_lines_of_a_message_are_about_as_long_as_one_another() -> None:
    shelf = Library(Workspace.open())
    style = style_of(shelf, "standard", None)
    said = "Have knock knees checked if they hurt badly, get worse, or stay in your child after age 7 to 8 or so."
    setting = Setting(style, font_book(shelf.workspace, style.family, shelf, style.spacing), {}, 800)
    for words in range(8, 22):
        cut = Paragraph(spans_of(" ".join(said.split()[:words])), "lead")
        box = set_paragraph(cut, 290, setting)
        lengths = [sum(len(word.text) for mark in strip.marks for word in mark.words) for strip in box.strips]  # type: ignore[union-attr]
        assert min(lengths) > 0.5 * max(lengths), words


def test_what_to_do_has_steps_and_a_picture_and_treatments_a_box_to_tick(clinic: Path) -> None:
    data = make(Order("stiff-ankle", "handout"), alone(clinic), today=TODAY).data
    entries = read(data).entries
    said = [text for _, text, _ in entries]
    assert ("Figure", "Standing with the right foot in front of the left.", "") in entries
    assert said.index("Rock your ankle") < said.index("Bend the front knee over your toes.")
    assert any(text.endswith("What is known: Nobody knows.") for text in said)
    with_line(clinic, "level: short")  # no steps
    path = clinic / "data/conditions/stiff-ankle.yaml"
    path.write_text(re.sub(r"(?s)  - name: Massage.*?(?=outlook)", "", path.read_text("utf-8")), "utf-8")
    text = sheet_text(block_tree("stiff-ankle", "handout", workspace=alone(clinic)))
    assert "Exercise: You move the ankle every day. There is some evidence for this." in text


def test_an_exercise_sheet_is_asked_for_and_which_of_several_is_too() -> None:
    said = {what: sheet_text(block_tree(what, "handout")) for what in ("wrist-fracture", "knee-valgus")}
    assert "Ask us for this exercise sheet: Wrist and hand after the cast." in said["wrist-fracture"]
    both = "3 exercises for mild knock knees; 7 exercises for knock knees"
    assert f"Ask us which of these exercise sheets is for you: {both}." in said["knee-valgus"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (f"message: {'so ' * 41}", "has 122 characters and takes at most 120"),
        ("this_week: [a, b, c, d]", "has 4 items and takes at most 3"),
        (FIGURE.replace("[30, 60]", "[30, 101]"), "figure.labels[1].at[2]"),
        (FIGURE.replace("the bump", "the bump " * 4), "has 35 characters and takes at most 30"),
        (FIGURE.replace("labels: [", "labels: [" + "{text: a, at: [1, 1]}, " * 3), "has 4 items and takes at most 3"),
        (FIGURE.replace("alt: A bump at a toe., ", ""), "figure"),
        (FIGURE, "bump.svg can't be read."),
        (FIGURE.replace("bump.svg", "../../../bump.svg"), "names no file inside the workspace"),
        ("figure: {alt: A, pose: {zoom: {at: nose}}}", "nose"),
        (f"{FIRST_HOW_TO}{FIGURE.removeprefix('figure: ')}}}", "how_to.figure.image: bump.svg can't be read."),
        (f"{FIRST_HOW_TO}{{exercise: ankle-rok}}}}", 'no exercise has the id "ankle-rok". Did you mean "ankle-rock"?'),
        (f"{FIRST_HOW_TO}{{exercise: ankle-rock, number: 9}}}}", '"ankle-rock" has no picture 9.'),
        (f"{FIRST_HOW_TO}[{', '.join(['{exercise: ankle-rock}'] * 4)}]}}", "has 4 items and takes at most 3"),
        (
            f"{FIRST_HOW_TO}[{{exercise: ankle-rock}}, {{exercise: ankle-rock, number: 2}}]}}",
            "how_to: has 2 pictures of one exercise with the same words under them.",
        ),
        (f"{FIRST_HOW_TO}{{exercise: ankle-rock, step: 3}}}}", "how_to: has a picture of step 3 and 2 steps."),
        (
            "how_to: [{title: A, steps: [a, b]}, {title: B, steps: [a, b], figure: ["
            f"{FIGURE.removeprefix('figure: ')}]}}]",
            "how_to[2].figure[1].image: bump.svg can't be read.",
        ),
        (f"{FIRST_HOW_TO}{{alt: A, pose: {{zoom: {{at: nose}}}}}}}}", "nose"),
    ],
)
def test_what_does_not_fit_or_is_missing_is_told_with_its_line(clinic: Path, line: str, told: str) -> None:
    place = with_line(clinic, line)
    with pytest.raises(ContentError) as error:
        make(Order("stiff-ankle", "handout"), place, today=TODAY)
    checked = [problem for problem in check(place, TODAY) if problem.severity == "error"]
    for problems in (error.value.problems, checked):
        assert any(problem.line == 5 and told in str(problem) for problem in problems), problems


def test_things_to_do_have_pictures_of_their_own_and_one_alone_counts_without_its_dash(clinic: Path) -> None:
    one = "{title: Rock, steps: [Sit., Rock.], figure: {exercise: ankle-rock}}"
    alone_written = make(Order("stiff-ankle", "handout"), with_line(clinic, f"how_to: {one}"), today=TODAY)
    path = clinic / "data/conditions/stiff-ankle.yaml"
    path.write_text(path.read_text("utf-8").replace(one, f"[{one}]"), "utf-8")
    assert make(Order("stiff-ankle", "handout"), alone(clinic), today=TODAY).data == alone_written.data
    pictures = "[{exercise: ankle-rock}, {exercise: ankle-rock, number: 2, caption: Knee over toes, step: 2}]"
    two = f"{{title: Again, steps: [Stand., Rock.], figure: {pictures}}}"
    path.write_text(path.read_text("utf-8").replace(f"[{one}]", f"[{one}, {two}]"), "utf-8")
    found = read(make(Order("stiff-ankle", "handout"), alone(clinic), today=TODAY).data)
    entries = found.entries
    assert "2 Knee over toes" in " ".join(found.ink.split())
    assert len([said for role, said, _ in entries if role == "Figure" and said.startswith("Step 2: ")]) == 1
    assert [said for role, said, _ in entries if role == "H3" and said in ("Rock", "Again")] == ["Rock", "Again"]
    assert len([role for role, *_ in entries if role == "Figure"]) == 2 + len(
        [role for role, *_ in read(alone_written.data).entries if role == "Figure"]
    )


def test_a_pack_has_no_thing_to_do_with_an_exercise_that_is_none_of_its_own() -> None:
    others, own = "lift a leg to the side", "Weeks 1 and 2: train your thigh"
    assert others in sheet_text(block_tree("knee-valgus", "handout", workspace=Workspace((ROOT,))))
    assert others not in sheet_text(block_tree("knee-valgus-seven", "pack", workspace=Workspace((ROOT,))))
    assert own in sheet_text(block_tree("kneecap-pain-six-weeks", "pack", workspace=Workspace((ROOT,))))


@pytest.mark.parametrize("folder", ["data/conditions", "data/pictures"])
def test_a_picture_is_painted_with_its_labels_and_heard_by_its_alt(clinic: Path, folder: str) -> None:
    data = make(Order("stiff-ankle", "handout"), with_picture(clinic, folder), today=TODAY).data
    assert ("Figure", "A bump at a toe.", "") in read(data).entries
    made = clinic / "made.pdf"
    made.write_bytes(data)
    assert "the bump" in " ".join(words_by("pdfium", made))
    page = make(Order("stiff-ankle", "handout", form="html"), Workspace.open(clinic), today=TODAY).data.decode()
    assert 'aria-label="A bump at a toe."' in page
    assert ">the bump</tspan>" in page


def test_a_drawing_has_the_colours_of_the_clinic_and_saves_toner(clinic: Path) -> None:
    shelf = Library(with_picture(clinic))
    for profile in ("standard", "toner-saver"):
        style = style_of(shelf, profile, None)
        handout = resolve(Order("stiff-ankle", "handout"), shelf, TODAY)
        (shape,) = load_pictures(handout, shelf, style)[CONDITION].shapes
        look = "toner-saver" if profile == "toner-saver" else shelf.clinic().content.figures.ink
        assert shape.fill == ink(look, style.accent).accent != ACCENT


@pytest.mark.parametrize("look", ["standard", "grey", "toner-saver"])
def test_drawings_of_hands_have_the_colours_of_the_clinic_in_every_look(clinic: Path, look: str) -> None:
    path = clinic / "clinic.yaml"
    path.write_text(path.read_text("utf-8") + ("figures: {ink: grey}\n" if look == "grey" else ""), "utf-8")
    shelf = Library(Workspace.open(clinic))
    style = style_of(shelf, "toner-saver" if look == "toner-saver" else "standard", None)
    pictures = load_pictures(resolve(Order("hand-arthritis-home", "log"), shelf, TODAY), shelf, style)
    for name in ("thumb-opening", "thumb-opening/small"):
        used = {colour for shape in pictures[name].shapes for colour in (shape.fill, shape.stroke) if colour}
        assert not used & {ACCENT, SOFT_PRIMARY}
        assert ink(look if look != "standard" else "accent", style.accent).accent in used
        assert (max(max(each) - min(each) for each in used) < 0.1) == (look != "standard")
        assert bool(used & {*GREYS}) == (look != "toner-saver")
    drawn = answer("pictures", {"ids": ["thumb-opening"]}, shelf.workspace, TODAY)["pictures"]["thumb-opening"]["svg"]
    assert (hexadecimal(style.accent) in drawn) == (look != "grey")
    assert hexadecimal(ACCENT) not in drawn


def test_labels_stand_near_their_points_and_never_over_one_another() -> None:
    assert spread([10, 12, 50], [8, 8, 8], 2, 60) == [6, 16, 46]
    assert spread([58, 59], [8, 8], 2, 60) == [42, 52]
    assert spread([5, 5, 5], [20, 20, 20], 2, 30) == [0, 22, 44]


def test_every_condition_of_the_library_has_a_picture_that_can_be_heard() -> None:
    shelf = Library(Workspace.open())
    for name in shelf.workspace.names("condition"):
        file = shelf.find(Condition, name)
        assert file is not None
        assert file.content.figure, name
        assert len(file.content.figure.alt) > 40, name


@pytest.mark.parametrize("path", PICTURES, ids=lambda path: path.stem)
def test_drawings_of_the_library_have_the_colours_of_roles_and_no_others(path: Path) -> None:
    known = {WHITE, ACCENT, SOFT_ACCENT, PRIMARY, SOFT_PRIMARY, TINT, LINE, *GREYS}
    _, _, shapes = read_svg(path.read_bytes())
    used = {colour for shape in shapes for colour in (shape.fill, shape.stroke) if colour}
    assert used <= known


@pytest.mark.parametrize(
    "below", [FIGURE, f"how_to:\n  title: Roll\n  steps: [Sit down., Roll.]\n{indent(FIGURE, '  ')}"]
)
def test_another_picture_in_the_library_voids_the_signature_of_what_is_kept(clinic: Path, below: str) -> None:
    place = with_line(clinic, below.replace("bump.svg", "shared-bump.svg"))
    picture = place.folders[-1] / "data/pictures/shared-bump.svg"
    picture.parent.mkdir(exist_ok=True)
    found, shelf = [], Library(place)
    for number, drawing in enumerate((DRAWING, DRAWING, DRAWING.replace("b3541e", "0b5563"))):
        picture.write_text(drawing, "utf-8")
        os.utime(picture, (1000 + number // 2, 1000 + number // 2))
        words, details = surroundings(shelf)
        file = shelf.find(Condition, "stiff-ankle")
        assert file is not None
        found.append(library_part(condition_text, file, details, words, shelf.fresh())[1])
    assert found[0] == found[1] != found[2]
    picture.unlink()


def pages_of(name: str, profile: str, paper: str) -> tuple[Sheet, Typeset]:
    shelf = Library(Workspace.open())
    style = style_of(shelf, profile, paper)
    handout = resolve(Order(name, "handout"), shelf, TODAY)
    fonts = font_book(shelf.workspace, style.family, shelf, style.spacing)
    sheet, done, *_ = set_pages(handout, style, fonts, load_pictures(handout, shelf, style), shelf.layouts)
    return sheet, done


def check_pages(name: str, profile: str, paper: str) -> None:
    """Signs begin on page 1, and no page ends with a heading or with a rule over what follows."""
    sheet, done = pages_of(name, profile, paper)
    signs = next(
        index
        for index, block in enumerate(sheet.blocks)
        if isinstance(block, Foot) or (isinstance(block, Callout) and block.kind in ("emergency", "today"))
    )
    assert any(strip.box == signs for strip in done.pages[0].strips)
    for page in done.pages:
        last = max(page.strips, key=lambda placed: placed.y)
        assert not last.strip.keep, (name, last.box)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("profile", bundled_profiles())
def test_signs_begin_on_page_1_and_headings_stand_over_something(profile: str, paper: str) -> None:
    check_pages("knee-osteoarthritis", profile, paper)


@pytest.mark.parametrize(("name", "largest"), [("kneecap-pain", True), ("insole-indications", False)])
def test_pictures_of_what_to_do_are_as_large_as_their_pages_have_room_for(name: str, largest: bool) -> None:
    sheet, done = pages_of(name, "standard", "a4")
    shown: list[Figure] = []

    def note(block: object) -> object:
        if isinstance(block, Figure):
            shown.append(block)
        return block

    with_blocks(sheet.blocks, note)
    assert any(figure.height in (42, 52) for figure in shown) == largest
    across = [picture.width / MM for box in done.boxes for picture in pictures_in(box)]
    assert any(52 < each < 72 for each in across) == largest  # of who lies, beside steps
    assert len(done.pages) == 2


@pytest.mark.library
@pytest.mark.parametrize("name", sampled("condition"))
def test_signs_begin_on_page_1_of_every_handout(name: str) -> None:
    for profile in bundled_profiles():
        for paper in PAPERS:
            check_pages(name, profile, paper)
