"""What is set to fit a page is set once: what is the same is kept, what can be reckoned is not tried."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from handouts.layout import blocks as b
from handouts.layout.style import MM
from handouts.layout.walk import blocks_in, with_blocks
from handouts.reuse import stores
from handouts.reuse.private import Private
from handouts.sheets import fitting, pages
from handouts.typeset import boxes, columns, filling, labelled, pictures, programme
from handouts.typeset.boxes import set_block
from handouts.typeset.paginate import TOLERANCE
from handouts.typeset.sheet import Typeset
from tests.test_pages import pages_of


def counted(monkeypatch: pytest.MonkeyPatch, place: Any, name: str, key: Any) -> Counter[Any]:
    """How often a function is called with each of what `key` makes of its arguments."""
    asked, plain = Counter[Any](), getattr(place, name)

    def run(*args: Any, **kwargs: Any) -> Any:
        asked[key(*args)] += 1
        return plain(*args, **kwargs)

    monkeypatch.setattr(place, name, run)
    return asked


def test_as_many_lines_to_write_on_are_found_as_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    done = pages_of("hallux-valgus", "handout").done
    spare = b.Spare(b.spans_of("Questions"), 8, 3)
    made = {count: set_block(spare.of(count), done.frame.width, done.setting) for count in range(3, 9)}
    tried = counted(monkeypatch, filling, "set_block", lambda block, width, setting: block)
    for room in range(320):
        fitting = [count for count, box in made.items() if box.height + max(box.before, 5.0) <= room]
        assert list(filling.lines_for(spare, 5.0, room, done)) == sorted(fitting, reverse=True)
    assert len(tried) == 1


def test_a_handout_is_set_again_for_its_lines_alone_and_only_for_as_many_as_fit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    again, tries, lines = list[int](), list[tuple[int, ...]](), list[bool]()
    plain, lined = pages._typeset, fitting._filled

    def noted(layout: str, sheet: b.Sheet, style: Any, given: Any, **rest: Any) -> Any:
        again.append(len(sheet.blocks) - len(given))
        return plain(layout, sheet, style, given, **rest)

    def looked_at(sheet: b.Sheet, done: Typeset) -> Iterator[b.Sheet]:
        left = done.pages[-1].room - done.pages[-1].used + TOLERANCE
        for other in lined(sheet, done):
            (new,) = (new for new, old in zip(other.blocks, sheet.blocks, strict=True) if new is not old)
            lines.append(set_block(new, done.frame.width, done.setting).height <= left)
            again.clear()
            try:
                yield other
            finally:
                tries.append(tuple(again))

    monkeypatch.setattr(pages, "_typeset", noted)
    monkeypatch.setattr(fitting, "_filled", looked_at)
    for what in ("frozen-shoulder", "hallux-valgus", "knee-osteoarthritis", "walking-for-health", "wrist-fracture"):
        pages_of(what, "handout")
    assert (set(tries), set(lines)) == ({(1,)}, {True})


def test_a_picture_with_its_labels_is_set_once_for_each_width(monkeypatch: pytest.MonkeyPatch) -> None:
    stores.forget("BOXES")
    widths = counted(monkeypatch, pictures, "set_labelled", lambda block, picture, *rest: (block, *rest))
    words = counted(monkeypatch, labelled, "_longest_word", lambda label, setting: (label, setting))
    ways = counted(monkeypatch, labelled, "_with_share", lambda block, picture, room, share, setting: (block, setting))
    pages_of("kneecap-pain", "handout")
    assert set(widths.values()) == {1}
    labels = Counter[Any]()
    for (block, setting), count in ways.items():
        labels.update({(label, setting): count for label in block.labels})
    assert words == labels


def test_words_of_an_exercise_are_set_once_for_each_width_of_its_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    """A patient's too, which nobody keeps."""
    made = pages_of("genu-valgum-three", "leaf")
    (grid,) = (each for each in blocks_in(made.sheet.blocks) if isinstance(each, b.ProgrammeGrid))
    own = tuple(replace(cell, title=b.spans_of(Private("Mine"))) for cell in grid.cells)
    asked = counted(monkeypatch, programme, "_words_of", lambda cell, room, setting: (cell, room))
    frame, setting = made.done.frame, made.done.setting
    programme.set_programme_grid(replace(grid, cells=own), frame.width, setting, set_block, 100.0)
    assert set(asked.values()) == {1}
    assert len({room for _, room in asked}) > 1


@pytest.mark.parametrize(("saving", "most"), [(False, 0), (True, len(columns.STEPS).bit_length())])
def test_columns_of_even_height_are_measured_as_they_are_set(
    saving: bool, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At the very same widths: what is in them is not set twice."""
    stores.forget("BOXES")
    setting = pages_of("hallux-valgus", "handout").done.setting
    setting = replace(setting, style=replace(setting.style, saving=saving))
    lists = tuple((b.List("bulleted", (b.spans_of("One more word than before. " * many),)),) for many in (2, 3))
    asked = counted(monkeypatch, boxes, "_new_box", lambda block, width, setting: block)
    for tenth in range(1600, 1700):
        asked.clear()
        columns.set_columns(b.Columns((0.0, 0.0), lists, balanced=True), tenth / 10 * MM, setting, set_block)
        assert max(asked.values()) <= 1 + columns.ROUNDS + most  # under each other, in rounds, by bisection


def test_an_exercise_is_measured_once_for_each_way_that_may_be_larger(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[Any] = []  # so that no other has the same id
    asked = counted(monkeypatch, filling, "_scale", lambda box: kept.append(box) or id(box))
    pages_of("kneecap-pain-six-weeks", "exercises")
    assert max(asked.values()) <= 2


def test_all_blocks_are_found_in_the_order_in_which_they_are_changed() -> None:
    sheet, changed = pages_of("hallux-valgus-daily", "pack").sheet, list[object]()

    def note(block: object) -> object:
        changed.append(block)
        return block

    with_blocks(sheet.blocks, note)
    assert any(isinstance(block, b.IfRoom) for block in changed)
    found = list(blocks_in(sheet.blocks))
    assert [id(block) for block in found] == [id(block) for block in changed]
