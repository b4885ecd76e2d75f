"""Icons: each is drawn as its file says, in the colour of its role, and a clinic's own takes the place of ours."""

from __future__ import annotations

import io
import shutil
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from handouts import ContentError, Workspace, make
from handouts.checks.workspace import check
from handouts.content.library import Library
from handouts.drawing.icons import load_icons, tinted
from handouts.drawing.pictures import Picture
from handouts.drawing.shapes import BLACK, WHITE, Colour, extent
from handouts.files.workspace import library_folder
from handouts.layout.blocks import Sheet
from handouts.layout.style import MM
from handouts.pdf.document import write_pdf
from handouts.pdf.metadata import About
from handouts.resolve.order import Order
from handouts.sheets.pages import style_of
from handouts.typeset.fonts import font_book
from handouts.typeset.paginate import paginate
from handouts.typeset.pictures import icon, logo_plate
from handouts.typeset.setting import Setting
from handouts.typeset.sheet import typeset
from handouts.typeset.strips import Box, Drawing, PlacedPicture, Strip
from tests.conftest import CLINIC, TODAY, alone
from tests.test_pixels import looks_golden

NAMES = (
    *("exercise", "leaf", "log", "learn", "info", "why", "notice", "check"),
    *("do", "treat", "expect", "help", "care", "stop", "easier", "harder"),
)
RED: Colour = (0.8, 0.1, 0.1)
DOT = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} 24"><circle cx="12" cy="12" r="9"/>{}</svg>'


def test_all_icons_are_of_one_hand() -> None:
    icons, problems = load_icons(Workspace.open(CLINIC))
    assert (sorted(icons), problems) == (sorted(NAMES), [])
    for one in icons.values():
        for shape in one.shapes:
            assert (shape.fill, shape.stroke, shape.pen.cap, shape.pen.join) == (None, BLACK, "round", "round")
            assert shape.width == pytest.approx(one.width * 2 / 24)
        red = tinted(one, RED)
        assert {shape.stroke for shape in red.shapes} == {RED}
        assert red.digest != one.digest


def test_icons_are_painted_beside_words_in_the_colour_of_their_role() -> None:
    shelf = Library(Workspace.open(CLINIC))
    style = style_of(shelf, "standard", None)
    fonts = font_book(shelf.workspace, style.family, shelf, style.spacing)
    pictures = {f"icon/{name}": picture for name, picture in load_icons(shelf.workspace)[0].items()}
    setting = Setting(style, fonts, pictures, 800)
    rows = [(name, 24.0 * column, row * 26.0) for row in (0, 1) for column, name in enumerate(NAMES)]
    marks = tuple(icon(name, x, y, 20, (style.theme.ink, style.accent)[y > 0], setting) for name, x, y in rows)
    done = typeset(Sheet("Icons", "en", "ltr", (), (), (), ()), style, fonts, {})
    boxes = (Box((Strip(52, marks),)),)
    done = replace(done, boxes=boxes, pages=tuple(paginate(boxes, 700, 700)))
    data = write_pdf(done, style, About("Icons", "Clinic", "en", "Handouts"))
    (page,) = pypdfium2.PdfDocument(io.BytesIO(data))
    shown = page.render(scale=2).to_pil().crop((0, 0, 1191, 260))
    assert {round(style.accent[0] * 255)} <= {red for _, (red, _, _) in shown.getcolors(100_000) or ()}
    assert looks_golden(shown.convert("L"), "icons.png")
    with pytest.raises(ContentError, match='there is no icon "halp"'):
        icon("halp", 0, 0, 20, style.theme.ink, setting)


@pytest.mark.parametrize(
    ("size", "printed"), [((1000, 100), (60, 6)), ((120, 72), (21.67, 13)), ((50, 100), (6.5, 13))]
)
def test_a_logo_stands_on_white_within_its_room(size: tuple[float, float], printed: tuple[float, float]) -> None:
    shelf = Library(Workspace.open(CLINIC))
    style = style_of(shelf, "standard", None, "warm")
    fonts = font_book(shelf.workspace, style.family, shelf, style.spacing)
    setting = Setting(style, fonts, {"logo": Picture(*size, "0" * 16)}, 800)
    (plate, logo), width = logo_plate(10, 20, setting, 3)
    assert isinstance(plate, Drawing)
    assert isinstance(logo, PlacedPicture)
    assert (logo.width / MM, logo.height / MM) == pytest.approx(printed, abs=0.01)
    assert logo.element == 3
    (ground,) = plate.shapes
    assert ground.fill == WHITE
    assert extent((ground,)) == pytest.approx((0, 0, width, 16 * MM))
    assert (plate.x, plate.y) == (10, 20)
    assert plate.x < logo.x < logo.x + logo.width < plate.x + width
    assert logo.y + logo.height / 2 == pytest.approx(20 + 8 * MM)
    assert logo_plate(0, 0, Setting(style, fonts, {}, 800), None) == ((), 0.0)


def test_a_clinics_icon_takes_the_place_of_ours(clinic: Path) -> None:
    folder = clinic / "data" / "icons"
    folder.mkdir()
    (folder / "help.svg").write_text(DOT.format(24, '<path fill="#00ff00" d="M0 0h2v2z"/>'), "utf-8")
    (folder / "smile.svg").write_text(DOT.format(24, ""), "utf-8")
    icons, problems = load_icons(Workspace.open(clinic))
    assert problems == []
    assert set(icons) == {*NAMES, "smile"}
    assert [shape.fill for shape in tinted(icons["help"], RED).shapes] == [RED, (0, 1, 0)]
    place = alone(clinic)
    assert {each.rule for each in check(place, TODAY)} == {"contrast"}
    (folder / "help.svg").write_text(DOT.format(48, ""), "utf-8")
    (folder / "stop.svg").write_text(DOT.format(24, "<text>!</text>"), "utf-8")
    told = [
        "data/icons/help.svg: is not as wide as it is high.",
        "data/icons/stop.svg: can't be drawn as it is: ",
    ]
    found = [str(each) for each in check(place, TODAY)]
    assert [text for text in told if any(each.startswith(text) for each in found)] == told
    with pytest.raises(ContentError, match="is not as wide as it is high"):
        make(Order("ankle-pair", "log"), Workspace.open(clinic), today=TODAY)


def test_an_icon_of_the_library_that_changes_is_read_again(tmp_path: Path) -> None:
    shutil.copytree(library_folder() / "data" / "icons", tmp_path / "data" / "icons")
    place = Workspace((tmp_path,))
    before = load_icons(place)[0]["help"]
    (tmp_path / "data" / "icons" / "help.svg").write_text(DOT.format(24, ""), "utf-8")
    assert load_icons(place)[0]["help"].digest != before.digest
