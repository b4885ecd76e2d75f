"""Themes: three looks as data, what a clinic changes of them, and colours that can be read whatever it wants."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts import Workspace
from handouts.content.clinic import Brand
from handouts.content.library import Library
from handouts.content.looks import Theme, Themes
from handouts.drawing.colour import ENOUGH_FOR_TEXT, contrast, hexadecimal
from handouts.drawing.shapes import WHITE, Colour
from handouts.files.workspace import library_folder
from handouts.layout.themes import ENOUGH_FOR_FRAMES, ThemeStyle, theme_style
from handouts.sheets.brand import make_brand
from handouts.sheets.pages import style_of
from handouts.sheets.theme_pictures import theme_picture
from tests.commands import command
from tests.conftest import CLINIC
from tests.structure import read

COLOURS = st.tuples(*[st.floats(0, 1)] * 3).map(hexadecimal)


def bundled() -> Themes:
    found = Library(Workspace((library_folder(),))).table(Themes)
    assert isinstance(found, Themes)
    return found


def readable(theme: ThemeStyle) -> bool:
    grounds: tuple[Colour, ...] = (WHITE, theme.tint, theme.ground)
    words = (theme.ink, theme.grey, theme.primary)
    return all(contrast(word, ground) >= ENOUGH_FOR_TEXT for word in words for ground in grounds) and all(
        contrast(frame, ground) >= ENOUGH_FOR_FRAMES for frame in (theme.accent, theme.hair) for ground in grounds[:2]
    )


def test_the_three_themes_are_printed_as_they_are_written() -> None:
    for name, theme in bundled().themes.items():
        style = theme_style(name, theme, Brand())
        assert readable(style)
        assert style.notes == []
        assert {colour.role: hexadecimal(colour.printed) for colour in style.colours} == {
            role: getattr(theme, role) for role in ("primary", "accent", "tint", "ground")
        }
    assert tuple(bundled().themes) == ("calm", "clear", "warm")
    assert bundled().themes["calm"].primary == "#0b5563"


def test_a_clinic_may_change_every_line_of_a_theme() -> None:
    assert set(Theme.model_fields) <= set(Brand.model_fields)
    calm = bundled().themes["calm"]
    changed = theme_style("calm", calm, Brand(corner=5, head="bar", accent="#1f6b5c"))
    assert (changed.head, changed.markers, hexadecimal(changed.accent)) == ("bar", "round", "#1f6b5c")
    assert changed.corner == pytest.approx(5 * 72 / 25.4)
    assert hexadecimal(changed.tint) == calm.tint
    purple = theme_style("calm", calm, Brand(primary="#7a1f5c"))
    assert (hexadecimal(purple.tint), hexadecimal(purple.ground)) == ("#f3ebf0", "#f8f4f7")
    assert hexadecimal(theme_style("calm", calm, Brand(primary="#7a1f5c", tint="#eeeeee")).tint) == "#eeeeee"
    assert theme_style("calm", calm, Brand(), fills=False).tint == WHITE


@given(COLOURS, COLOURS, COLOURS, COLOURS)
def test_any_colours_of_a_clinic_can_be_read_on_each_other(primary: str, accent: str, tint: str, ground: str) -> None:
    brand = Brand(primary=primary, accent=accent, tint=tint, ground=ground)
    style = theme_style("calm", bundled().themes["calm"], brand)
    assert readable(style)
    assert len(style.notes) == sum(colour.changed for colour in style.colours)


def test_what_was_done_to_a_colour_is_told() -> None:
    brand = Brand(primary="#4f7d86", accent="#ffcc00", tint="#667788", ground="#ffffff")
    told = theme_style("calm", bundled().themes["calm"], brand).notes
    assert [note.split(";")[0].split(" has a")[0].split(" is too")[0] for note in told] == [
        "brand.primary #4f7d86",
        "brand.accent #ffcc00",
        "brand.tint #667788",
    ]
    assert "on the tint (4.5 is needed); it was darkened to " in told[0] or "on white (4.5" in told[0]
    assert "too dark for words on it" in told[2]
    assert "it was thinned to " in told[2]


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_specimen_shows_the_clinics_look_beside_the_themes_on_one_side(paper: Literal["a4", "letter"]) -> None:
    made, said = make_brand(Workspace((library_folder(),)), paper=paper, theme="warm")
    assert made.pages == 1
    reading = read(made.data)
    heard = [text for role, text, _ in reading.entries if role == "Figure"]
    assert [text.split(".")[0] for text in heard[-3:]] == ["Yours: warm", "calm", "clear"]
    assert "#7b2d3e" in heard[-3]
    assert said[0].startswith("Main colour #7b2d3e on white has a contrast of 9.2 to 1.")
    assert "Main colour #7b2d3e 9.2 to 1 7.8 to 1" in " ".join(reading.text.split())
    own, _ = make_brand(Workspace.open(CLINIC), paper=paper)
    assert own.pages == 1
    assert "It was darkened to this" in " ".join(read(own.data).text.split())


def test_a_picture_of_a_theme_shows_its_colours_and_forms() -> None:
    calm, clear, warm = (theme_style(name, theme, Brand()) for name, theme in bundled().themes.items())
    for style in (calm, clear, warm):
        shapes = theme_picture(style).shapes
        used = {shape.fill for shape in shapes} | {shape.stroke for shape in shapes}
        assert used >= {style.primary, style.accent, style.tint, style.ink}
    corners = [
        sum(segment[0] == "C" for shape in theme_picture(one).shapes for segment in shape.path) for one in (clear, calm)
    ]
    assert corners[0] < corners[1]
    bare = theme_picture(theme_style("warm", bundled().themes["warm"], Brand(), fills=False))
    assert warm.tint not in {shape.fill for shape in bare.shapes}


@pytest.mark.usefixtures("few")
def test_a_theme_is_chosen_in_the_clinics_file_or_by_an_option(clinic: Path) -> None:
    file = clinic / "clinic.yaml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("brand:", "theme: wram\nbrand:"), "utf-8")
    line = text[: text.index("brand:")].count("\n") + 1
    for words in (("make", "ankle-pair", "--layout", "log"), ("check",)):
        run = command(*words, cwd=clinic)
        assert run.returncode == 1
        assert f'clinic.yaml:{line}: theme: there is no theme "wram". Did you mean "warm"?' in run.stdout + run.stderr
    file.write_text(text.replace("brand:", "theme: mine\nbrand:"), "utf-8")
    ours = (library_folder() / "data" / "themes.yaml").read_text("utf-8")
    (clinic / "data" / "themes.yaml").write_text(ours.replace("  warm:", "  mine:"), "utf-8")
    assert style_of(Library(Workspace.open(clinic)), "standard", None).theme.tile == "round"
    assert style_of(Library(Workspace.open(clinic)), "standard", None, "clear").theme.tile == "square"
    run = command("make", "ankle-pair", "--layout", "log", "--theme", "clear", cwd=clinic)
    assert (clinic / "out" / "ankle-pair-log-theme-clear.pdf").is_file(), run.stderr
    run = command("all", "--theme", "warm", cwd=clinic)
    assert (run.returncode, run.stderr.count("there is no theme")) == (1, 1)
