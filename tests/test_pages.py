"""How much paper sheets take, and that nothing that belongs together is taken apart."""

from collections import Counter
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from handouts import Order, Workspace
from handouts.content.library import Library
from handouts.files.problems import ContentError
from handouts.layout import blocks as b
from handouts.layout.style import MM
from handouts.pdf.document import write_pdf
from handouts.reuse import stores
from handouts.sheets import fitting
from handouts.sheets.fitting import may_fit
from handouts.sheets.sheet import SetSheet, resolve_order, set_sheet
from handouts.typeset import inline, leaf, panels
from handouts.typeset.boxes import set_block, set_taller
from handouts.typeset.dose_strip import set_strip
from handouts.typeset.paginate import paginate
from handouts.typeset.pictures import pictures_in
from handouts.typeset.strips import Box, Drawing, PlacedPicture, Reprint, Strip
from tests.conftest import TODAY
from tests.spoken import of_sheet
from tests.structure import read


def pages_of(
    what: str, layout: str, profile: str = "standard", paper: str = "a4", language: str | None = None
) -> SetSheet:
    shelf = Library(Workspace.open())
    order = Order(what, layout, profile, paper, language=language)  # type: ignore[arg-type]
    handout, style = resolve_order(order, shelf, TODAY)
    return set_sheet(handout, style, shelf)


def count(made: SetSheet) -> int:
    return len(made.done.pages)


@pytest.mark.parametrize("what", ["knee-valgus-seven", "knee-osteoarthritis-starter", "knee-walking-step-progression"])
def test_a_leaf_and_its_log_take_the_same_paper_of_both_sizes(what: str) -> None:
    for paper in ("a4", "letter"):
        assert count(pages_of(what, "leaf", paper=paper)) == 2
        assert count(pages_of(what, "log", paper=paper)) == 1


def test_a_log_has_lower_rows_where_that_saves_a_page() -> None:
    """Longer words, on the lower paper."""
    made = pages_of("hallux-valgus-daily", "log", paper="letter", language="es")
    assert (count(made), made.done.setting.style.saving) == (1, True)


@pytest.mark.parametrize(
    ("what", "profile", "paper", "pages"),
    [
        ("heel-pain-home", "large-print", "a4", 4),  # 3 boxes a day, in 1 line
        ("knee-walking-step-progression", "easy-read", "letter", 3),  # its rows begin on the second page
    ],
)
def test_a_log_in_large_letters_takes_few_pages(what: str, profile: str, paper: str, pages: int) -> None:
    assert count(pages_of(what, "log", profile, paper)) == pages


def test_what_stands_under_the_exercises_of_a_leaf_goes_over_to_the_next_page_where_it_is_taller_than_one() -> None:
    made = pages_of("golden-rooster-morning", "leaf", "large-print", language="es")
    assert count(made) == 4
    reading = read(write_pdf(made.done, made.style, made.about))
    assert reading.problems == []
    assert "Dolor durante el ejercicio" in reading.text


@pytest.mark.parametrize(("what", "layout"), [("ankle-sprain", "handout"), ("knee-valgus-seven", "exercises")])
def test_a_sheet_takes_as_many_pages_on_letter_which_is_lower(what: str, layout: str) -> None:
    """It goes nearer to its edges, and lines and distances are less high, but can be read as well."""
    on_a4, on_letter = (pages_of(what, layout, paper=paper) for paper in ("a4", "letter"))
    assert count(on_letter) == count(on_a4)
    text = on_letter.done.setting.style.text
    assert all(text[name].leading > 1.19 * text[name].size >= 1.19 * 12.5 for name in ("act", "text", "note", "sign"))


@pytest.mark.parametrize("profile", ["standard", "large-print", "easy-read"])
def test_an_exercise_stands_on_one_page(profile: str) -> None:
    made = pages_of("knee-valgus-seven", "exercises", profile)
    for number, block in enumerate(made.sheet.blocks):
        if isinstance(block, b.Card):
            assert sum(number in {placed.box for placed in page.strips} for page in made.done.pages) == 1


def test_what_the_leaf_says_is_not_said_again_in_its_pack() -> None:
    pack, alone = (pages_of("knee-valgus-seven", layout) for layout in ("pack", "exercises"))
    first = next(block for block in pack.sheet.blocks if isinstance(block, b.Card))
    page = next(page for page in pack.done.pages if any(_block(pack, placed.box) == first for placed in page.strips))
    assert any(isinstance(_block(pack, placed.box), b.Callout) for placed in page.strips)  # the title is on its page
    assert count(alone) >= sum(
        any(isinstance(_block(pack, placed.box), b.Card) for placed in page.strips) for page in pack.done.pages
    )


@pytest.mark.parametrize(
    ("what", "early"), [("loosen-up-daily", True), ("outer-hip-eight-weeks", True), ("hallux-valgus-daily", False)]
)
def test_the_first_exercise_is_on_page_1_where_all_it_takes_is_that_the_signs_come_later(
    what: str, *, early: bool
) -> None:
    """When to stop, whom to call then and where the signs are stays on page 1; the signs are heard before it."""
    made = pages_of(what, "exercises")
    first = {placed.box for placed in made.done.pages[0].strips}
    card = next(number for number, block in enumerate(made.sheet.blocks) if isinstance(block, b.Card))
    signs = next(number for number, block in enumerate(made.sheet.blocks) if isinstance(block, b.Foot))
    said = str([_block(made, box) for box in sorted(first) if box < card])
    assert signs < card
    assert (card in first, signs in first) == (early, not early)
    assert "Then call 999" in said
    assert "When to get help" in said


def test_what_follows_from_a_break_is_not_empty_but_for_large_pictures() -> None:
    """An exercise that has most of a page for itself has pictures that fill it."""
    made = pages_of("shoulder-loosen-up", "exercises")
    assert count(made) == 3
    for page in made.done.pages[:-1]:
        assert page.room - page.used < 0.15 * made.style.page[1]


def _block(made: SetSheet, box: int) -> b.Block:
    return made.sheet.blocks[box]


@pytest.mark.parametrize(("what", "moved"), [("hallux-valgus-daily", False), ("loosen-up-daily", True)])
def test_no_page_has_an_ending_alone(what: str, *, moved: bool) -> None:
    """It stands on the last page, under an exercise; what stands elsewhere on paper is heard in its place."""
    made = pages_of(what, "exercises")
    assert len(made.sheet.blocks) - 1 in {placed.box for placed in made.done.pages[-1].strips}
    for page in made.done.pages:
        assert any(not isinstance(_block(made, placed.box), b.Foot) for placed in page.strips)
        assert page.used <= page.room + 0.01
    assert (made.done.order != tuple(sorted(made.done.order))) == moved
    reading = read(write_pdf(made.done, made.style, made.about))
    assert reading.problems == []
    assert reading.entries == of_sheet(made.sheet, reading.entries)


def test_3_exercises_take_a_leaf_with_the_signs_after_them_and_the_ending_at_the_foot_of_page_1() -> None:
    """On paper: they are heard as they come."""
    made = pages_of("genu-valgum-three", "exercises")
    signs = next(number for number, block in enumerate(made.sheet.blocks) if isinstance(block, b.Foot))
    first, second = ({placed.box for placed in page.strips} for page in made.done.pages)
    assert len(made.sheet.blocks) - 1 in first
    assert signs in second
    reading = read(write_pdf(made.done, made.style, made.about))
    assert (reading.problems, reading.entries) == ([], of_sheet(made.sheet, reading.entries))


@pytest.mark.parametrize(("what", "lined"), [("hip-osteoarthritis-home", 0), ("hallux-valgus-after-surgery", 1)])
def test_room_that_is_left_over_goes_to_pictures_of_a_usual_size_to_lines_and_to_spaces(what: str, lined: int) -> None:
    """None of them looks like another sheet's; nobody is left with half a page of nothing."""
    made = pages_of(what, "exercises")
    for page in made.done.pages[:-1]:
        assert page.room - page.used < 0.15 * made.style.page[1]
    cards = [box for box, block in zip(made.done.boxes, made.sheet.blocks, strict=True) if isinstance(block, b.Card)]
    assert max(height for box in cards for height in _pictures(box)) <= 70.1 * MM
    notes = [block for block in made.sheet.blocks if isinstance(block, b.Callout) and block.kind == "notes"]
    assert sum(isinstance(block.blocks[0], b.Lines) for block in notes) == lined
    reading = read(write_pdf(made.done, made.style, made.about))
    assert reading.entries == of_sheet(made.sheet, reading.entries)


def test_a_small_body_beside_close_ups_is_larger_than_their_scale_and_a_tight_row_gets_a_wider_ground() -> None:
    made = pages_of("hallux-valgus-daily", "exercises")
    cards = [box for block, box in zip(made.sheet.blocks, made.done.boxes, strict=True) if isinstance(block, b.Card)]
    toes, cloth = ([mark for mark in pictures_in(cards[at]) if mark.element is not None] for at in (2, 6))
    body, *frames = [mark.height / MM for mark in toes]
    assert body > 36 > 27 > max(frames) > 24
    assert not toes[0].picture.close_up
    assert max(mark.height / MM for mark in cloth) > 22


def test_a_panel_on_two_rows_is_no_higher_than_it_may_be() -> None:
    """What is left over on a page is all that pictures grow by."""
    made = pages_of("hallux-valgus-daily", "exercises")
    card = next(block for block in made.sheet.blocks if isinstance(block, b.Card) and block.number == "2")
    low = set_block(card, made.done.frame.width, made.done.setting)
    for room in (30 * MM, 40 * MM):
        taller = set_taller(card, made.done.frame.width, made.done.setting, room)
        assert low.height < taller.height <= low.height + room + 1


def test_pictures_that_grow_fill_their_ground_on_a_sheet_that_saves_paper_too() -> None:
    """A ground for 2 rows is no higher than they, their markers and its edges are."""
    made = pages_of("knee-walking-step-progression", "pack")
    assert made.done.setting.style.saving
    cards = [box for box, block in zip(made.done.boxes, made.sheet.blocks, strict=True) if isinstance(block, b.Card)]
    assert min(mark.height / MM for mark in pictures_in(cards[4]) if mark.element is not None) > 37


def test_a_sheet_is_as_dense_as_is_asked_for() -> None:
    """Nobody has to ask: it is where that saves a leaf, and this sheet stays on as many."""
    sizes = {}
    for density in ("normal", "dense", None):
        shelf = Library(Workspace.open())
        handout, style = resolve_order(Order("knee-valgus-seven", "exercises", density=density), shelf, TODAY)  # type: ignore[arg-type]
        made = set_sheet(handout, style, shelf)
        sizes[density] = (made.style.text["act"].size, len(made.done.pages))
    assert sizes["normal"][0] == sizes[None][0] == 14
    assert sizes["dense"][0] == 13
    with pytest.raises(ContentError, match='density: "large-print" has no dense form'):
        resolve_order(Order("knee-valgus-seven", "exercises", "large-print", density="dense"), shelf, TODAY)


def _pictures(box: Box) -> list[float]:
    found: list[float] = []
    marks = [mark for strip in box.strips for mark in strip.marks]
    while marks:
        mark = marks.pop()
        if isinstance(mark, Reprint):
            marks += mark.marks
        elif isinstance(mark, PlacedPicture):
            found.append(mark.height)
    return found


def test_a_dose_of_five_numbers_stands_in_one_row() -> None:
    made = pages_of("knee-osteoarthritis-starter", "log")
    numbers = [("", "", "sets"), ("", "", "times, each side"), ("hold", "10 to 15", "seconds")]
    cells = tuple(b.DoseCell(*each) for each in (*numbers, ("", "", "times a day"), ("", "3", "days a week")))
    dose = b.Dose(cells, b.spans_of("How much"), strip=True)
    assert set_strip(dose, 180 * MM, made.done.setting).height < 14 * MM


def test_a_sheet_is_set_again_only_where_that_may_save_a_page() -> None:
    """5 exercises of 0.6 pages are never 4 pages, however much is left over on each; 5 of 0.54 may be."""
    for share, expected in ((60, False), (54, True)):
        boxes = tuple(Box((Strip(share),)) for _ in range(5))
        done: Any = SimpleNamespace(
            boxes=boxes, rooms=(100, 100), pages=paginate(boxes, 100, 100), order=range(len(boxes))
        )
        assert len(done.pages) == 5
        assert may_fit(b.Sheet("", "en", "ltr", (), (), (), (b.Space(1.0),) * 5), done, 4, 1.1) is expected


@pytest.mark.parametrize(
    ("what", "better", "times"),
    [("hip-osteoarthritis-home", [False, False], 1), ("kneecap-pain-six-weeks", [False, True], 2)],
)
def test_sides_of_a_leaf_are_set_once_and_again_in_the_best_tighter_style(
    what: str, better: list[bool], times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every try takes them for the page that they had."""
    sides, tries = Counter[b.Block](), []
    set_side, is_better = leaf.set_side, fitting._better
    monkeypatch.setattr(leaf, "set_side", lambda block, *rest: sides.update([block]) or set_side(block, *rest))
    monkeypatch.setattr(fitting, "_better", lambda *given: tries.append(is_better(*given)) or tries[-1])
    pages_of(what, "pack")
    assert tries == better
    assert max(sides.values()) == times


def test_the_boxes_of_an_exercise_are_drawn_once_for_all_days_of_its_log() -> None:
    made = pages_of("knee-valgus-seven", "log")
    drawn = Counter(mark.shapes for box in made.done.boxes for strip in box.strips for mark in _drawings(strip.marks))
    assert max(drawn.values()) == 7 * 28


def _drawings(marks: tuple[Any, ...]) -> Iterator[Drawing]:
    for mark in marks:
        if isinstance(mark, Reprint):
            yield from _drawings(mark.marks)
        elif isinstance(mark, Drawing):
            yield mark


def test_words_are_put_together_once_however_many_widths_are_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    stores.forget("READ_BLOCKS", "LINES", "BOXES")
    asked, markers = Counter[Any](), Counter[Any]()
    plain, set_words = inline._glued, panels.set_text

    def counted(spans: b.Spans, style: Any, fonts: Any) -> Any:
        asked[spans, style.size, style.bold] += 1
        return plain(spans, style, fonts)

    def counted_marker(spans: b.Spans, style: Any, place: Any, setting: Any) -> Any:
        markers[spans, setting] += 1
        return set_words(spans, style, place, setting)

    monkeypatch.setattr(inline, "_glued", counted)
    monkeypatch.setattr(panels, "set_text", counted_marker)
    pages_of("genu-valgum-three", "exercises")
    assert len(asked) > 100
    assert set(asked.values()) == set(markers.values()) == {1}
