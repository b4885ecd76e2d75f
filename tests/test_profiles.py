"""Profiles: the same content larger, calmer or without fills, and nothing lost on the way."""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from handouts import Workspace
from handouts.cli.app import app
from handouts.content.clinic import Brand
from handouts.content.library import Library, bundled_profiles
from handouts.content.looks import Styles, Themes
from handouts.drawing.colour import ENOUGH_FOR_TEXT, contrast, hexadecimal
from handouts.drawing.shapes import WHITE, Colour
from handouts.layout import blocks as b
from handouts.layout.sentences import sentences_apart
from handouts.layout.style import INK, Spacing, Style, make_style
from handouts.layout.walk import with_blocks
from handouts.sheets.pages import style_of
from handouts.typeset.doses import natural_width
from handouts.typeset.inline import lines_of
from handouts.typeset.setting import Setting
from tests.conftest import CLINIC, block_tree, painted, sheet
from tests.readers import page_texts
from tests.spoken import spoken
from tests.structure import read
from tests.test_layouts import SHEETS
from tests.test_typesetting import ground

EVERY = pytest.mark.parametrize(("what", "layout"), SHEETS)


def style(profile: str) -> Style:
    return style_of(Library(Workspace.open(CLINIC)), profile, None)


@EVERY
def test_large_print_has_no_small_letters_anywhere(what: str, layout: str) -> None:
    assert min(read(sheet(what, layout, "large-print")).sizes) >= 18


@EVERY
@pytest.mark.parametrize("profile", bundled_profiles()[1:])
def test_no_profile_loses_a_word(what: str, layout: str, profile: str) -> None:
    """Save what an exercise is for, and what stands where there is room. A log has as many weeks, but their blocks and
    so its heads differ."""
    trees = (block_tree(what, layout, each) for each in ("standard", profile))
    standard, other = (_but_for_lines(_but_for_purposes(spoken(_without_room(tree)))) for tree in trees)
    if layout in ("log", "pack"):
        sets = [{words for _, words, _ in each} for each in (standard, other)]
        assert sets[0] == sets[1]
    elif layout == "handout":  # in large letters the signs that can't wait come before the summary
        said = [Counter(words for _, words, _ in each if words) for each in (standard, other)]
        assert said[0] == said[1]
    else:
        assert other == standard


def _without_room(sheet: b.Sheet) -> tuple[b.Block, ...]:
    """As if no page had room for more."""
    return tuple(with_blocks(block, _not_there) for block in sheet.blocks)  # type: ignore[misc]


def _not_there(block: object) -> object:
    return replace(block, there=False) if isinstance(block, b.IfRoom) else block


def _but_for_lines(heard: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Lines to write questions on stand where a page has room for them."""
    pairs = zip(heard, [*heard[1:], ("", "", "")], strict=True)
    return [each for each, after in pairs if "My questions" not in (each[1], after[1])]


def _but_for_purposes(heard: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """What an exercise is for makes room for its steps, where these have to be on one page in large letters."""
    return [(tag, re.sub(r"^.*(?=You need: )", "", words), alt) for tag, words, alt in heard]


def test_large_print_has_larger_boxes_and_one_column() -> None:
    assert style("large-print").tick > style("standard").tick
    pair = b.Columns((0, 0), ((b.Paragraph((b.Span("Left."),)),), (b.Paragraph((b.Span("Right."),)),)))
    tops = {}
    for profile in ("standard", "large-print"):
        page = pypdfium2.PdfDocument(painted(pair, profile=profile))[0].get_textpage()
        tops[profile] = [page.get_charbox(page.search(word).get_next()[0])[3] for word in ("Left", "Right")]  # type: ignore[index]
    assert abs(tops["standard"][0] - tops["standard"][1]) < 1
    assert tops["large-print"][0] - tops["large-print"][1] > 18


def test_a_number_stands_further_from_its_words_where_words_do() -> None:
    usual, fonts = style("standard"), ground()[1]
    wide = replace(usual, spacing=Spacing(0, 160))
    near, far = (natural_width(b.DoseCell("", "10", "times"), Setting(each, fonts, {}, 700)) for each in (usual, wide))
    assert far - near > 0.15 * usual.named("leaf-number").size


def test_easy_read_has_room_between_lines_and_a_line_for_each_sentence() -> None:
    easy, fonts = style("easy-read"), ground()[1]
    assert all(
        text.leading >= 1.5 * text.size - 0.05 for text in easy.text.values() if text.size <= easy.text["body"].size
    )
    text = 'Stop. "Hold it." (Or not.) Use 1.5 kg, e.g. a bottle! 2 times? Yes: do it'
    said = [
        "".join(piece.shaped.text for piece in line.pieces).strip()
        for line in lines_of((b.Span(text),), easy.named("body"), 900, fonts)
    ]
    assert said == ["Stop.", '"Hold it."', "(Or not.)", "Use 1.5 kg, e.g. a bottle!", "2 times?", "Yes: do it"]
    pieces = (b.Span(text[:9]), b.Span(text[9:30], strong=True), b.Span(text[30:]))
    assert "".join(span.text for span in sentences_apart(pieces)).split("\n") == said
    assert len(lines_of((b.Span(text),), style("standard").named("body"), 900, fonts)) == 1


def test_toner_saver_prints_no_grounds() -> None:
    for what, layout in SHEETS:
        for page in pikepdf.open(io.BytesIO(sheet(what, layout, "toner-saver"))).pages:
            colour: list[float] = []
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "rg":
                    colour = [float(part) for part in operands]
                if str(operator) in ("f", "f*", "B", "B*"):
                    assert max(colour) < 0.2 or min(colour) == 1  # signs of warning and the field of a QR code


@given(st.tuples(*[st.floats(0, 1)] * 3))
def test_colours_of_any_brand_can_be_read_on_every_ground(colour: Colour) -> None:
    shelf = Library(Workspace.open())
    calm = shelf.table(Themes).themes["calm"]
    made = make_style(shelf.table(Styles), ("calm", calm), Brand(primary=hexadecimal(colour)), "standard", "a4")
    on_white = [text.colour for text in made.text.values() if text.colour != WHITE]
    assert min(contrast(each) for each in (made.primary, made.accent, *on_white)) >= ENOUGH_FOR_TEXT
    assert contrast(made.primary, made.tint) >= ENOUGH_FOR_TEXT
    assert contrast(INK, made.tint) >= ENOUGH_FOR_TEXT


def log_of(weeks: int) -> b.DayLog:
    days = tuple(b.DayRow(day, day) for day in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"))
    rows = tuple(b.DayWeek((b.Span(f"Week {n}"),), (), days, (b.LogCells("open"),)) for n in range(1, weeks + 1))
    column = b.DayColumn("1", (b.Span("Toe"),), 2)
    return b.DayLog((b.Span("Day"),), ("Morning", "Evening"), (column,), rows, "box", "rest", "Pain", "Notes")


def test_a_log_longer_than_a_page_starts_under_its_title_and_repeats_its_head() -> None:
    data = painted(b.Heading(1, (b.Span("My log"),)), log_of(5), profile="large-print")
    texts = [page.get_textpage().get_text_range().split("\r\n") for page in pypdfium2.PdfDocument(data)]
    assert len(texts) == 2
    assert "Week 1" in " ".join(texts[0])
    assert texts[1][0].startswith("Day")
    assert "Week 5" in " ".join(texts[1])
    assert read(data).problems == []
    assert read(data).entries[1:] == spoken((log_of(5),))


def test_a_group_that_fits_moves_whole_unless_most_of_a_page_would_stay_empty() -> None:
    rows = tuple(((b.Span(f"Toe {n}"),), (b.Span("Rock"),)) for n in range(1, 13))
    group = b.Group((b.Table(((b.Span("Exercise"),), (b.Span("What"),)), rows), b.Lines(1, (b.Span("Notes"),))))

    def pages(before: int) -> list[str]:
        steps = b.List("bulleted", tuple((b.Span("Breathe."),) for _ in range(before)))
        return page_texts(painted(steps, group))

    assert "Toe 1" in pages(8)[0]
    moved = pages(24)
    assert "Toe" not in moved[0]
    assert "Toe 12" in moved[1]


@pytest.mark.usefixtures("few")
def test_all_makes_the_profiles_asked_for(clinic: Path, tmp_path: Path) -> None:
    wanted = ["--profile", "large-print", "--profile", "easy-read", "--layout", "log", "--jobs", "1"]
    run = CliRunner().invoke(app, ["all", *wanted, "--out", str(tmp_path / "out"), "--workspace", str(clinic)])
    assert run.exit_code == 0, run.output
    names = {path.name for path in (tmp_path / "out").glob("ankle-pair*")}
    assert names == {"ankle-pair-log-large-print.pdf", "ankle-pair-log-easy-read.pdf"}
