"""Fonts of a clinic's own: variable ones, odd names, damaged files."""

from __future__ import annotations

import io
import re
import struct
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import uharfbuzz as hb

from handouts import ContentError, Order, Workspace, make
from handouts.checks.listing import entries
from handouts.content.library import Library
from handouts.content.looks import Fonts
from handouts.files.problems import Problem
from handouts.files.workspace import library_folder
from handouts.files.yaml_reader import read_yaml
from handouts.layout.blocks import Paragraph, Span
from handouts.pdf.font_check import damage, font_problems
from handouts.pdf.fonts import subset
from handouts.typeset.faces import open_face
from tests.conftest import HERE, TODAY, painted
from tests.structure import read

BOXES = HERE / "fonts" / "boxes.ttf"
STATIC = next(Workspace.open().folders[0].glob("fonts/*/*_400Regular.ttf"))
FAMILY = "format: 1\nfamilies:\n  Boxes:\n    regular: one.ttf\n    bold: two.ttf\n"


def add_family(clinic: Path, one: bytes, two: bytes, text: str = FAMILY) -> Workspace:
    """A clinic with a family of its own, in which it prints."""
    (clinic / "fonts").mkdir()
    (clinic / "fonts/one.ttf").write_bytes(one)
    (clinic / "fonts/two.ttf").write_bytes(two)
    (clinic / "fonts/fonts.yaml").write_text(text, "utf-8")
    path = clinic / "clinic.yaml"
    path.write_text(path.read_text("utf-8").replace("brand:", "brand:\n  font: Boxes"), "utf-8")
    return Workspace.open(clinic)


def table(data: bytes, name: bytes) -> slice:
    """Where a table of a font file lies."""
    rows = (struct.unpack(">4sIII", data[at : at + 16]) for at in range(12, 12 + 16 * data[5], 16))
    return next(slice(start, start + length) for tag, _, start, length in rows if tag == name)


def blanked(data: bytes, name: bytes) -> bytes:
    """A font file with nothing in one of its tables."""
    place = table(data, name)
    return data[: place.start] + bytes(place.stop - place.start) + data[place.stop :]


def told(place: Workspace) -> list[Problem]:
    return list(font_problems(place, Library(place)))


def test_a_variable_font_is_bold_where_it_should_be_and_its_name_is_one_of_pdf(clinic: Path) -> None:
    place = add_family(clinic, BOXES.read_bytes(), BOXES.read_bytes())
    patient = {"patient": {"name": "Ann 小"}}
    data = make(Order("ankle-pair", "log", typed=patient), place, today=TODAY).data
    pdf = pikepdf.open(io.BytesIO(data))
    fonts = [font for page in pdf.pages for font in page.obj.Resources.Font.values()]
    names = {str(font.BaseFont)[8:]: font.DescendantFonts[0] for font in fonts}
    assert all(re.fullmatch(r"[A-Za-z0-9-]+", name) for name in names)
    assert not pdf.check_pdf_syntax()
    assert [name for name in names if "wght" in name] == ["Boxesallof-wght400", "Boxesallof-wght700"]
    bold, regular = (names[f"Boxesallof-wght{weight}"] for weight in (700, 400))
    assert bold.W[1][5] > regular.W[1][5]
    assert b"fvar" not in bold.FontDescriptor.FontFile2.read_bytes()
    assert "Ann 小" in read(data).text
    assert told(place) == []


@pytest.mark.parametrize(
    ("one", "two", "line", "rule", "said"),
    [
        (
            blanked(BOXES.read_bytes(), b"glyf"),
            BOXES.read_bytes(),
            4,
            "",
            "is a damaged font: it draws no U+0030 DIGIT ZERO",
        ),
        (BOXES.read_bytes(), BOXES.read_bytes()[:3000], 5, "", "is a damaged font"),
        (blanked(BOXES.read_bytes(), b"hmtx"), BOXES.read_bytes(), 4, "", "has a U+0020 SPACE without width"),
        (blanked(STATIC.read_bytes(), b"name"), BOXES.read_bytes(), 4, "font", 'its table "name" is not as it was'),
        (STATIC.read_bytes(), STATIC.read_bytes(), 5, "font", "is the same as regular"),
        (b"no font", BOXES.read_bytes(), 4, "", "is not a font file"),
    ],
)
def test_a_font_is_looked_at_by_drawing_with_it(
    clinic: Path, one: bytes, two: bytes, line: int, rule: str, said: str
) -> None:
    (problem,) = told(add_family(clinic, one, two))
    assert (problem.file, problem.line, problem.rule) == ("fonts/fonts.yaml", line, rule)
    assert said in problem.message


@pytest.mark.parametrize("damaged", [BOXES.read_bytes()[:3000], blanked(BOXES.read_bytes(), b"glyf")])
def test_no_sheet_is_made_with_a_font_that_draws_nothing(clinic: Path, damaged: bytes) -> None:
    place = add_family(clinic, damaged, BOXES.read_bytes())
    for _ in range(2):  # what was seen is kept, and told again
        with pytest.raises(ContentError, match=r"^fonts/fonts\.yaml:4: families\.Boxes\.regular: is a damaged font"):
            make(Order("ankle-pair", "log"), place, today=TODAY)
        damage.cache_clear()


def test_a_font_that_can_t_be_put_into_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "one.ttf").write_bytes(BOXES.read_bytes()[:3000])
    with pytest.raises(ContentError, match=r"^one\.ttf: is a damaged font\. Copy it again"):
        subset(open_face(tmp_path / "one.ttf", 400), frozenset({0, 40}))


def test_a_family_is_written_with_a_number_for_its_version_and_a_licence_that_is_there(clinic: Path) -> None:
    place = add_family(
        clinic, BOXES.read_bytes(), BOXES.read_bytes(), FAMILY + "    version: 1\n    licence: OFL.txt\n"
    )
    (problem,) = told(place)
    assert str(problem).startswith("fonts/fonts.yaml:7: families.Boxes.licence: names a file that is not there.")


def test_the_example_of_the_format_is_sound() -> None:
    text = (HERE.parent / "docs/format.md").read_text("utf-8")
    example = text.partition("# fonts/fonts.yaml of your clinic\n")[2].partition("```")[0]
    assert Fonts.model_validate(read_yaml(example, "fonts.yaml").data).families["Seaside Sans"].version == 1.2


def test_fonts_of_a_broken_file_are_listed_as_far_as_they_can_be_read(clinic: Path) -> None:
    broken = '  Rest:\n    regular: "a\\0.ttf"\n    bold: two.ttf\n'
    place = add_family(clinic, BOXES.read_bytes(), BOXES.read_bytes(), FAMILY + broken)
    listed = [(entry.id, entry.name) for entry in entries("fonts", place, TODAY)]
    assert listed[:2] == [("Boxes", ""), ("Rest", "(has problems)")]
    with pytest.raises(ContentError, match=r"^fonts/fonts\.yaml:7: families\.Rest\.regular: has U\+0000 control"):
        make(Order("ankle-pair", "log"), place, today=TODAY)


@pytest.mark.parametrize("path", sorted(library_folder().glob("fonts/*/*.ttf")), ids=lambda path: path.name)
def test_no_zero_has_a_slash(path: Path) -> None:
    """Whatever a feature of the font asks for, it is an outline with one room inside, and narrower than a capital O."""
    font = hb.Font(hb.Face(hb.Blob.from_file_path(str(path))))
    if not font.get_nominal_glyph(ord("O")):  # a font for another script, whose numbers are set in ours
        return
    pens = hb.DrawFuncs()
    pens.set_move_to_func(lambda x, y, contours: contours.append((x, y)))
    for feature in ("pnum", "tnum", "lnum", "frac", "case", "sups", "ordn"):
        text = hb.Buffer()
        text.add_str("0123456789O")
        text.guess_segment_properties()
        hb.shape(font, text, {feature: True})
        contours: list[tuple[float, float]] = []
        font.draw_glyph(text.glyph_infos[0].codepoint, pens, contours)
        assert len(contours) == 2, feature
        wide = [font.get_glyph_extents(text.glyph_infos[at].codepoint).width for at in (0, -1)]
        assert wide[0] < 0.9 * wide[1] or feature in ("sups", "ordn")


def test_a_zero_is_painted_white_inside() -> None:
    for spans in ((Span("0123456789O"),), (Span("0123456789O", strong=True),)):
        (page,) = pypdfium2.PdfDocument(painted(Paragraph(spans, "body")))
        text = page.get_textpage()
        assert text.get_text_range().strip() == "0123456789O"
        left, bottom, right, top = (8 * side for side in text.get_charbox(0))
        shown = page.render(scale=8, grayscale=True).to_pil()
        zero = shown.crop((round(left), round(shown.height - top), round(right), round(shown.height - bottom)))
        wide, high = zero.size
        assert zero.getextrema()[0] < 60
        assert zero.crop((int(wide * 0.36), high // 4, int(wide * 0.64), high * 3 // 4)).getextrema() == (255, 255)
