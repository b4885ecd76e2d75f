"""Lines, boxes and pages: nothing lost, nothing over the edge, nothing alone."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from types import SimpleNamespace
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts import ContentError, Workspace
from handouts.content.library import Library
from handouts.drawing.shapes import WHITE
from handouts.layout import blocks as b
from handouts.layout.style import MM, Style
from handouts.pdf.tags import Tree
from handouts.reuse import stores
from handouts.sheets.pages import style_of
from handouts.typeset import paginate as paging
from handouts.typeset.boxes import set_block
from handouts.typeset.faces import Face
from handouts.typeset.fonts import FontBook, font_book
from handouts.typeset.inline import lines_of
from handouts.typeset.letters import UndrawableCharacter, printable
from handouts.typeset.paginate import PAGE_BREAK, broken_before, paginate
from handouts.typeset.runs import runs_of
from handouts.typeset.setting import Setting
from handouts.typeset.sheet import typeset
from handouts.typeset.strips import Box, Drawing, Element, GlyphRun, Mark, Reprint, Strip, together


@lru_cache(1)
def ground() -> tuple[Style, FontBook]:
    shelf = Library(Workspace.open())
    style = style_of(shelf, "standard", None)
    return style, font_book(shelf.workspace, style.family, shelf, style.spacing)


def setting(height: float = 600.0) -> Setting:
    style, fonts = ground()
    return Setting(style, fonts, {}, height)


letters = st.text(st.sampled_from("abcAVTofi ijklmnéüß-.,/½²'1234567890ŁłΑώЖщאשלام(\u0301\u0323"), max_size=60)
spans = st.lists(
    st.builds(b.Span, letters, st.sampled_from(["text", "value"]), st.booleans()), min_size=1, max_size=6
).map(tuple)


@settings(max_examples=150, deadline=None)
@given(spans, st.floats(20, 500))
def test_lines_lose_no_letter_and_never_run_over(text: b.Spans, width: float) -> None:
    style, fonts = ground()
    lines = lines_of(text, style.named("body"), width, fonts)
    set_letters = "".join(piece.shaped.text for line in lines for piece in line.pieces).replace(" ", "")
    assert set_letters == "".join(printable(span.text) for span in text).replace(" ", "")
    for line in lines:
        said = "".join(piece.shaped.text for piece in line.pieces).strip()
        one_letter = all(unicodedata.combining(character) for character in said[1:])
        assert line.width <= width + 0.02 or one_letter


scripts = st.text(st.sampled_from("abßŁłéfiΑάωЖщ\u0301\u0308\u0323\u0361-.'"), min_size=1, max_size=400)


@settings(max_examples=100, deadline=None)
@given(scripts, st.floats(3, 90), st.sampled_from(["text", "value"]))
def test_a_word_of_any_length_breaks_in_order_between_letters_and_is_measured_a_few_times(
    word: str, width: float, kind: Literal["text", "value"]
) -> None:
    style, fonts = ground()
    measured = []
    with pytest.MonkeyPatch.context() as patch:
        shape = Face._shaped
        patch.setattr(
            Face, "_shaped", lambda face, text, *way: (measured.append(len(text)), shape(face, text, *way))[1]
        )
        stores.WORDS.forget()
        lines = lines_of((b.Span(word, kind),), style.named("body"), width, fonts)
    parts = ["".join(piece.shaped.text for piece in line.pieces).strip() for line in lines]
    assert "".join(parts) == printable(word)
    assert not [part for part in parts[1:] if unicodedata.combining(part[0])]
    assert sum(measured) <= 6 * len(word) + 6


@settings(max_examples=150, deadline=None)
@given(spans)
def test_words_stay_apart_when_read(text: b.Spans) -> None:
    """A real space stands between any two words, over line ends too."""
    style, fonts = ground()
    lines = lines_of(text, style.named("body"), 120.0, fonts)
    read = "".join(piece.shaped.text for line in lines for piece in line.pieces)
    plain = "".join(printable(span.text) for span in text)
    whole = "".join(printable(span.text).replace(" ", "_") if span.kind == "value" else span.text for span in text)
    if all(len(word) < 8 for word in whole.split()):  # what is longer than a line breaks inside a word
        assert read.split() == plain.split()


@pytest.mark.parametrize("width", range(70, 260, 10))
def test_a_value_longer_than_a_line_breaks_at_its_own_spaces(width: int) -> None:
    style, fonts = ground()
    text = "Monday and Thursday from 9 am to 5 pm, save on holidays"
    lines = lines_of((b.Span(text, "value"),), style.named("body"), width, fonts)
    assert len(lines) > 1
    assert " ".join("".join(piece.shaped.text for piece in line.pieces).strip() for line in lines) == text


def test_a_value_does_not_break() -> None:
    style, fonts = ground()
    text = (b.Span("Hold this for "), b.Span("10 seconds", "value"), b.Span(" each time."))
    for width in range(70, 250, 5):
        lines = lines_of(text, style.named("body"), width, fonts)
        assert any("10 seconds" in "".join(piece.shaped.text for piece in line.pieces) for line in lines)


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("Łukasz O'Neil", "Atkinson Hyperlegible Next"),
        ("Нина", "Noto Sans"),
        ("Nguyễn Thị Ánh", "Noto Sans"),
        ("Ελένη and Bob", "Noto Sans"),
    ],
)
def test_one_family_for_a_whole_name(text: str, family: str) -> None:
    assert ground()[1].family_for(text).name == family


@pytest.mark.parametrize(
    "text", ["smile 😀", "ܫܠܡܐ", "日本", "bell \x07", "an\u200fd", "an\u202ed", "an\u2066d", "an\u206ad"]
)
def test_what_no_font_draws_is_refused_by_name(text: str) -> None:
    with pytest.raises(UndrawableCharacter, match=r"U\+[0-9A-F]{4,5} "):
        ground()[1].family_for(text)


@pytest.mark.parametrize(
    ("text", "families"),
    [
        ("Ann \u2068(מרים) 5\u2069", "Hyperlegible NotoSansHebrew Hyperlegible"),
        ("\u2068محمد عبد-الله ٢٤\u2069", "NotoSansArabic"),
        ("Нина \u2068محمد\u2069", "NotoSans NotoSansArabic"),
    ],
)
def test_one_family_for_all_words_of_a_script(text: str, families: str) -> None:
    (_, runs), *_ = runs_of([b.Span(text)], False, ground()[1])
    assert [name for name, _ in groupby(run.face.name.partition("-")[0] for run in runs)] == [
        name.replace("Hyper", "HandoutsHyper") for name in families.split()
    ]


def test_marks_of_direction_are_no_letters_and_isolates_are_refused() -> None:
    ground()[1].refuse_undrawable(printable("\u200fמרים\u200e Ann"))
    for text in ("מרים\u2069 (", "מרים \u202eAnn"):
        with pytest.raises(UndrawableCharacter, match="which nobody can see"):
            ground()[1].refuse_undrawable(printable(text))


def test_what_says_nothing_is_left_out_and_joiners_choose_no_font() -> None:
    assert printable("soft\u00adly \u200eAnn") == "softly Ann"
    assert ground()[1].family_for("Ann\u200d").name == "Atkinson Hyperlegible Next"


def test_letters_are_chosen_by_no_language_of_the_machine() -> None:
    """Some fonts have other letters for some of them, such as Romanian, and a sheet in it has these."""
    style, fonts = ground()
    assert fonts.families[0].regular._shaped("\u015f").language == "en"
    lines = [
        lines_of((b.Span("\u015fi"),), style.named("body"), 300, replace(fonts, language=tag)) for tag in ("en", "ro")
    ]
    english, romanian = (line.pieces[0].shaped for (line,) in lines)
    assert english.glyphs[0][0] != romanian.glyphs[0][0]
    assert english.glyphs[1] == romanian.glyphs[1]
    assert romanian.told[0] == (romanian.glyphs[0][0], "\u015f") or not romanian.exact


def test_a_glyph_of_two_characters_says_the_plain_one() -> None:
    font = SimpleNamespace(get_nominal_glyph={0x5C0F: 7, 0x2F29: 7, 0xE001: 8, 0x62: 8, 0x3BC: 9, 0xB5: 9}.get)
    own = SimpleNamespace(unicodes={0x2F29, 0x5C0F, 0xE001, 0x62, 0xB5, 0x3BC})
    face = SimpleNamespace(hb_face=own, font=font, _joined=lambda letter: (), _stacked=lambda: ())
    assert Face.own_text.func(face) == {7: "小", 8: "b", 9: "μ"}  # type: ignore[arg-type]


def set_words(box: Box) -> str:
    """Every letter of a box, in the order of its structure."""
    runs: list[tuple[int, str]] = []

    def walk(marks: tuple[Mark, ...]) -> None:
        for mark in marks:
            if isinstance(mark, Reprint):
                walk(mark.marks)
            elif isinstance(mark, GlyphRun):
                runs.append((mark.element or 0, "".join(word.text for word in mark.words)))

    for strip in box.strips:
        walk(strip.marks)
    return "".join(text for _, text in sorted(runs, key=lambda run: run[0])).replace(" ", "")


LONG = "Wednesday morning after breakfast"


@pytest.mark.parametrize("days", [7, 1])
def test_a_log_loses_no_word_however_long_its_labels(days: int) -> None:
    targets = tuple(str(10**9 + day) for day in range(days))
    labels = tuple(f"{LONG} {day}" for day in range(days))
    rows = tuple(b.DayRow(label, label) for label in labels)
    week = b.DayWeek((b.Span("Week"),), (), rows, (b.LogCells("open", "", targets),))
    column = b.DayColumn("1", (b.Span("Row"),), 1)
    log = b.DayLog((b.Span("Exercise"),), (), (column,), (week,), "box", "rest", "Pain", "Notes")
    expected = ["Exercise1RowNotesWeekPain", *labels, *targets]
    assert sorted(set_words(set_block(log, 480, setting()))) == sorted("".join(expected).replace(" ", ""))


@pytest.mark.parametrize(
    ("days", "width", "rows"),
    [
        ("Mon Tue Wed Thu Fri Sat Sun", 420.0, 1),
        ("Mon Tue Wed Thu Fri Sat Sun", 200.0, 2),
    ],
)
def test_a_row_of_days_breaks_between_them_and_never_within_one(days: str, width: float, rows: int) -> None:
    items = tuple(b.spans_of(day) for day in days.split())
    (one,) = set_block(b.List("ticks", items[:1], "leaf-note"), 420.0, setting()).strips
    (all_of_them,) = set_block(b.List("ticks", items, "leaf-note", columns=7), width, setting()).strips
    assert all_of_them.height == rows * one.height


def test_scales_lines_lists_and_cards_lose_no_word_however_long_their_labels() -> None:
    low, high = f"low {LONG * 3}", f"high {LONG * 3}"
    assert set_words(set_block(b.Scale(0, 3, low, high), 200, setting())) == f"0123{low}{high}".replace(" ", "")
    label = LONG * 4
    box = set_block(b.Lines(2, (b.Span(label),)), 150, setting())
    assert set_words(box) == label.replace(" ", "")
    assert sum(isinstance(mark, Drawing) for strip in box.strips for mark in strip.marks) == 2
    card_box = set_block(b.Card("Number 1000000", (b.Span("Card"),), ()), 300, setting())
    assert set_words(card_box) == "Number1000000Card"


heights = st.lists(st.tuples(st.floats(5, 90), st.booleans(), st.floats(0, 20)), min_size=1, max_size=60)
heights = st.lists(
    st.tuples(st.floats(5, 90), st.booleans(), st.floats(0, 20), st.booleans(), st.booleans()), min_size=1, max_size=60
)


@settings(max_examples=200, deadline=None)
@given(heights, st.floats(100, 200))
def test_pages_hold_every_strip_once_in_order_within_their_height(
    made: list[tuple[float, bool, float, bool, bool]], first: float
) -> None:
    strips = [
        Strip(height, keep=keep, before=before, yields=yields, head=Strip(25.0) if headed else None)
        for height, keep, before, yields, headed in made
    ]
    boxes = [Box((strip,)) for strip in strips]
    pages = paginate(boxes, first, 200.0)
    placed = [one.box for page in pages for one in page.strips if not one.repeated]
    assert placed == list(range(len(strips)))
    for number, page in enumerate(pages):
        bottom = 0.0
        for one in page.strips:
            assert one.y >= bottom - 0.01
            bottom = one.y + one.strip.height
        assert bottom <= (first if number == 0 else 200.0) + 0.02
        assert not page.strips[-1].repeated


part = st.tuples(st.floats(5, 90), st.floats(0, 20), st.booleans(), st.booleans()).map(
    lambda part: Strip(part[0], before=part[1], keep=part[2], yields=part[3])
)
parts = st.lists(part, max_size=4).map(tuple)
stacks = st.tuples(parts, st.booleans(), parts).map(lambda box: Box(box[0], at_foot=box[1], flowing=box[2]))


@settings(max_examples=100, deadline=None)
@given(st.lists(stacks, min_size=2, max_size=12), st.floats(100, 200))
def test_pages_after_a_break_are_those_that_the_whole_would_have(boxes: list[Box], first: float) -> None:
    boxes = [Box((Strip(10.0),)), *boxes]
    order = range(len(boxes))
    plain = {number for number in order[1:] if not (boxes[number].flowing or boxes[number].at_foot)}
    for number, pages in broken_before(plain, boxes, first, 200.0, order):
        whole = paginate(boxes, first, 200.0, [*order[:number], PAGE_BREAK, *order[number:]])
        assert list(pages) == whole


def test_many_breaks_cost_hardly_more_than_one(monkeypatch: pytest.MonkeyPatch) -> None:
    placed: list[int] = []
    plain = paging._place
    monkeypatch.setattr(paging, "_place", lambda item, *rest: placed.append(item.box) or plain(item, *rest))
    boxes = [Box((Strip(60.0), Strip(60.0))) for _ in range(50)]
    assert len(list(broken_before(set(range(1, 50)), boxes, 200.0, 200.0, range(50)))) == 49
    assert len(placed) < 5 * 100


def test_a_heading_is_never_last_on_a_page() -> None:
    filler = [Box((Strip(50.0),)) for _ in range(3)]
    heading = set_block(b.Heading(2, (b.Span("Heading"),)), 400, setting())
    text = set_block(b.Paragraph((b.Span("One line."),)), 400, setting())
    pages = paginate([*filler, heading, text], 190.0, 190.0)
    assert [one.box for one in pages[1].strips] == [3, 4]


def test_what_announces_a_list_stays_with_it_and_no_item_is_alone_on_either_page() -> None:
    announced = set_block(b.Paragraph((b.Span("You need:"),)), 400, setting())
    things = set_block(b.List("bulleted", tuple((b.Span(f"thing {number}"),) for number in range(6))), 400, setting())
    for room in range(20, 160, 5):
        pages = paginate([Box((Strip(10.0),)), announced, things], 10.0 + room, 1000.0)
        boxes = [[one.box for one in page.strips] for page in pages]
        assert boxes[0][-1] != 1
        assert all(page.count(2) != 1 for page in boxes)


def test_a_run_breaks_where_it_yields_rather_than_leave_most_of_a_page_empty() -> None:
    run = Box((Strip(40.0, keep=True, yields=True), Strip(150.0)))
    for used, pages in ((30.0, [[0, 1], [1]]), (100.0, [[0], [1, 1]])):
        made = paginate([Box((Strip(used),)), run], 200.0, 200.0)
        assert [[one.box for one in page.strips] for page in made] == pages


def test_what_stands_side_by_side_is_taken_apart_only_where_its_first_part_fits() -> None:
    beside = Box((Strip(60.0),), flowing=(Strip(45.0), Strip(60.0)))
    for used, strips in ((150.0, [[150.0, 45.0], [60.0]]), (160.0, [[160.0], [60.0]])):
        made = paginate([Box((Strip(used),)), beside], 200.0, 200.0)
        assert [[one.strip.height for one in page.strips] for page in made] == strips


def test_a_new_page_at_the_start_leaves_no_page_empty() -> None:
    pages = paginate([Box((), new_page=True), Box((), new_page=True), Box((Strip(10.0),))], 100.0, 100.0)
    assert [len(page.strips) for page in pages] == [1]


def test_a_figure_reaches_around_all_of_its_marks() -> None:
    tree = Tree()
    tree.adopt((Element("Figure"), Element("P")))
    for box in ((10.0, 20.0, 30.0, 40.0), (15.0, 25.0, 35.0, 45.0), (5.0, 30.0, 20.0, 35.0)):
        tree.enclose(0, box)
        tree.enclose(1, box)
    assert tree.boxes == {0: (5.0, 20.0, 35.0, 45.0)}


def test_two_lines_at_least_on_either_page() -> None:
    text = set_block(b.Paragraph((b.Span("word " * 60),)), 300, setting())
    count = len(text.strips)
    assert count > 5
    for height in range(25, 20 * count):
        if height < 2 * 20:
            continue
        sizes = [len(page.strips) for page in paginate([Box((Strip(10.0),)), text], height + 10, 1000)]
        if len(sizes) > 1:
            assert sizes[1] >= 2
            assert sizes[0] == 1 or sizes[0] >= 3


def card(steps: int) -> b.Card:
    items = tuple((b.Span(f"Step number {number}."),) for number in range(1, steps + 1))
    return b.Card("1", (b.Span("Card"),), (b.List("numbered", items),))


def test_a_card_that_fits_moves_whole() -> None:
    filler = Box((Strip(400.0),))
    pages = paginate([filler, set_block(card(10), 400, setting())], 600.0, 600.0)
    assert [len({one.box for one in page.strips}) for page in pages] == [1, 1]


def test_a_card_longer_than_a_page_breaks_between_steps() -> None:
    box = set_block(card(60), 400, setting())
    pages = paginate([box], 600.0, 600.0)
    assert len(pages) == 3
    assert all(one.strip.height < 60 for page in pages for one in page.strips)


@pytest.mark.parametrize("rows", range(2, 12))
def test_no_row_of_a_table_is_alone_on_the_last_page(rows: int) -> None:
    cells = tuple(((b.Span(f"Row {number}"),), (b.Span("What"),)) for number in range(rows))
    table = set_block(b.Table(((b.Span("One"),), (b.Span("Two"),)), cells), 300, setting(100.0))
    tall = table.strips[1].height
    for room in range(2, rows + 1):
        height = table.strips[0].height + (room + 0.5) * tall
        last = [one for one in paginate([table], height, height)[-1].strips if not one.repeated]
        assert len(last) >= 2


def test_a_table_repeats_its_head() -> None:
    rows = tuple(((b.Span(f"Row {n}"),), (b.Span("x"),)) for n in range(60))
    table = set_block(b.Table(((b.Span("One"),), (b.Span("Two"),)), rows), 400, setting())
    pages = paginate([table], 600.0, 600.0)
    assert len(pages) == 3
    head = table.strips[1].head
    assert head
    assert all(page.strips[0].strip.height == head.height and page.strips[0].y == 0 for page in pages)


def test_too_tall_is_an_error_that_names_the_block() -> None:
    text = b.Table(((b.Span("Head"),), (b.Span("x"),)), (((b.Span("long " * 2000),), (b.Span("y"),)),))
    sheet = b.Sheet("T", "en", "ltr", (), (), (), (text,))
    style, fonts = ground()
    with pytest.raises(ContentError, match='the table that starts with "Head" is taller than a page'):
        typeset(sheet, style, fonts, {})


@pytest.mark.parametrize(("above", "at", "pages"), [(10.0, [0, 10, 40, 70], 1), (20.0, [0, 20, 50], 2), (70.0, [0], 2)])
def test_what_stands_at_a_foot_is_taken_apart_rather_than_leave_most_of_a_page_empty(
    above: float, at: list[float], pages: int
) -> None:
    """As the signs do in languages that need more words than ours."""
    parts = tuple(Strip(30.0) for _ in range(3))
    foot = Box(together(parts, 100.0), at_foot=True, flowing=parts)
    made = paginate([Box((Strip(above),)), foot], 100.0, 100.0)
    assert ([placed.y for placed in made[0].strips], len(made)) == (at, pages)


def test_the_title_beside_the_signs_of_an_emergency_keeps_away_from_the_edge_of_its_ground() -> None:
    for letters in range(8, 30):
        title = (b.Span("call " + "i" * letters),)
        box = set_block(b.Callout("emergency", (b.Paragraph((b.Span("Now."),)),), title, 3, 48), 500, setting())
        marks = [(0.0, mark) for mark in box.strips[0].marks]
        marks += [(mark.dx, inner) for _, mark in marks if isinstance(mark, Reprint) for inner in mark.marks]
        runs = [(x, mark) for x, mark in marks if isinstance(mark, GlyphRun) and mark.colour == WHITE]
        ends = [x + run.x + sum(word.advance for word in run.words) * run.size / 1000 for x, run in runs]
        assert 10 < max(ends) < 48 * MM - 5 - 3


def test_no_callout_ends_with_its_last_line_alone_on_the_next_page() -> None:
    """All lines but one have room: the one before the last goes with it."""
    lines = tuple(b.Paragraph((b.Span(f"Line {number}"),)) for number in range(30))
    callout = set_block(b.Callout("hero", lines), 400.0, setting(height=300.0))
    room = sum(strip.before + strip.height for strip in callout.strips[:-1])
    first, second = paginate([callout], room, room)
    assert [len(page.strips) for page in (first, second)] == [28, 2]
