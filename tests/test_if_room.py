"""What is printed where there is room: a line for each reason, what signs mean, how much pain is too much."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handouts.layout import blocks as b
from handouts.layout.walk import with_blocks
from handouts.sheets.sheet import SetSheet
from handouts.typeset import filling
from handouts.typeset.pictures import pictures_in
from tests.spoken import of_sheet
from tests.test_pages import pages_of

SIGNS = {
    "hallux-valgus-daily": {"there-and-back", "other-side", "again"},
    "knee-walking-step-progression": {"other-side", "hold"},
}


def blocks_in(sheet: b.Sheet) -> list[object]:
    """Every block that is printed, however deep it stands."""
    found: list[object] = []

    def note(block: object) -> object:
        found.append(block)
        return replace(block, blocks=block.on_paper, otherwise=()) if isinstance(block, b.IfRoom) else block

    with_blocks(sheet.blocks, note)
    return found


def cards_on(made: SetSheet) -> list[list[int]]:
    """The exercises on each page."""
    blocks = made.sheet.blocks
    return [
        sorted({placed.box for placed in page.strips if isinstance(blocks[placed.box], b.Card)})
        for page in made.done.pages
    ]


def test_what_there_is_room_for_moves_no_exercise_and_makes_no_picture_smaller(monkeypatch: pytest.MonkeyPatch) -> None:
    """What has its room first is there before pictures grow."""
    made, look = pages_of("hallux-valgus-daily", "exercises"), filling.with_what_has_room
    monkeypatch.setattr(
        filling,
        "with_what_has_room",
        lambda sheet, done, *, first: look(sheet, done, first=True) if first else (sheet, done),
    )
    plain = pages_of("hallux-valgus-daily", "exercises")
    assert made.sheet != plain.sheet
    for now, before in zip(made.done.boxes, plain.done.boxes, strict=True):
        heights = [[mark.height for mark in pictures_in(box)] for box in (now, before)]
        assert all(high >= 0.98 * low for high, low in zip(*heights, strict=True))
    monkeypatch.setattr(filling, "with_what_has_room", lambda sheet, done, *, first: (sheet, done))
    assert cards_on(made) == cards_on(plain) == cards_on(pages_of("hallux-valgus-daily", "exercises"))


def test_reasons_and_signs_have_a_line_each_where_half_a_page_was_empty() -> None:
    said = of_sheet(pages_of("hallux-valgus-daily", "exercises").sheet)
    for words in ("an open foot wound", "the skin over the bump is broken, very red or leaking"):
        assert ("LBody", words, "") in said
    full = of_sheet(pages_of("knee-walking-step-progression", "leaf").sheet)
    assert any(role == "P" and "; or poor balance or falls; or" in words for role, words, _ in full)


@pytest.mark.parametrize("what", SIGNS)
def test_a_pack_says_what_the_signs_of_its_pictures_mean_and_no_other(what: str) -> None:
    shown = [each.picture for each in blocks_in(pages_of(what, "pack").sheet) if isinstance(each, b.Figure)]
    signs = [name.removeprefix("sign/") for name in shown if name.startswith("sign/")]
    assert sorted(signs) == sorted(SIGNS[what])


def test_a_pack_says_to_read_all_of_it_first_and_its_exercise_sheet_the_limit_of_pain() -> None:
    said = [words for _, words, _ in of_sheet(pages_of("knee-walking-step-progression", "pack").sheet)]
    assert said.index("Read it all first: overview, log, what to know, exercise steps.") < 5
    assert any(words.startswith("Pain: Aim for no pain.") for words in said)
    assert not {"Don't walk on your knees if you have:", "When to stop and rest"} & set(said)  # said once
    assert said.index("Walking on your knees") < said.index("Before you start") < said.index("While you exercise")
    sheet = pages_of("knee-walking-step-progression", "leaf").sheet
    (bold,) = (
        span.strong
        for block in blocks_in(sheet)
        if isinstance(block, b.Paragraph)
        for span in block.spans
        if "not safe for everyone" in span.text and "For:" in span.text
    )
    assert bold
    assert not any(words.startswith("Overview") for _, words, _ in of_sheet(sheet))


def test_an_exercise_sheet_says_more_where_there_is_room() -> None:
    """What a set is, a line for each of many reasons, and in the log how much pain is too much."""
    said = [words for _, words, _ in of_sheet(pages_of("knee-valgus-seven", "pack").sheet)]
    assert said.index("A set: do all the times in a row, then rest.") < said.index("While you exercise")
    said = [words for _, words, _ in of_sheet(pages_of("hallux-valgus-daily", "exercises").sheet)]
    assert {"a hernia in your tummy or groin", "a tummy operation, not yet healed"} < set(said)
    assert not any("set: do all" in words for words in said)
    first = said.index("In short")
    assert said[first : first + 20].count("Pain over 4 out of 10: do less. Sharp pain: stop.") == 1
    assert any(words.startswith("How often: Twice a day, every day.") for words in said[first : first + 20])
    said = [words for _, words, _ in of_sheet(pages_of("hallux-valgus-daily", "log").sheet)]
    assert any(words.endswith("Over 4: do less next time, and tell us.") for words in said)


def test_larger_pictures_part_no_block() -> None:
    """They would take no page more, but leave the end of what to do on the next one."""
    made = pages_of("hallux-valgus", "handout")
    pages = [{placed.box for placed in page.strips} for page in made.done.pages]
    assert sum(map(len, pages)) == len(set.union(*pages))
