"""Sheets to fill in on a screen: the printed look stays, each field says what it is for, and readers find them."""

from __future__ import annotations

import io
import re
from functools import lru_cache
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf import Name
from PIL import ImageChops
from typer.testing import CliRunner

from handouts import Order, Workspace, make
from handouts.cli.app import app
from handouts.content.library import bundled_profiles
from handouts.files.workspace import library_folder
from handouts.layout import blocks as b
from handouts.typeset.faces import open_face
from tests.conftest import CLINIC, TODAY, block_tree, painted, sheet
from tests.readers import failures, words_by
from tests.spoken import of_form
from tests.structure import read
from tests.test_layouts import SHEETS

EVERY = pytest.mark.parametrize(("what", "layout"), SHEETS)


@lru_cache(None)
def fillable(what: str, layout: str, profile: str = "standard") -> bytes:
    return make(Order(what, layout, profile=profile, fillable=True), Workspace.open(CLINIC), today=TODAY).data


@EVERY
@pytest.mark.parametrize("profile", ["standard", "large-print"])
def test_an_empty_form_conforms_and_says_what_the_sheet_says(what: str, layout: str, profile: str) -> None:
    data = fillable(what, layout, profile)
    assert failures(data) == []
    assert read(data).problems == []
    reading = read(data)
    assert reading.entries == of_form(block_tree(what, layout, profile), reading.entries)


def test_each_field_says_what_it_is_for() -> None:
    """That no two fields of a file are called the same is asked by `read`, of every form."""
    fields = read(fillable("ankle-pair", "log")).fields
    assert fields[0].startswith("Name")
    assert fields[1:3] == ["Week 1, Monday, Ankle rock, Morning", "Week 1, Monday, Ankle rock, Evening"]
    assert "Week 1: Write the start date: …" in fields
    ticked = [said for said in fields if said.startswith("Week") and ", " in said]
    assert len(ticked) == len(set(ticked))
    assert not [said for said in ticked if ", Tuesday, " in said]  # a day off
    assert [said for said in fields if said.startswith("Week 1: Worst pain")]
    assert all(fields)


def test_gaps_in_sentences_and_lists_of_boxes() -> None:
    blank = b.Span(kind="blank", width=14)
    sentence = b.Paragraph((b.Span("Do "), blank, b.Span(" sets of "), blank, b.Span(". Rest for "), blank))
    data = painted(sentence, b.List("ticks", ((b.Span("shoes"),),)), b.Lines(2, (b.Span("Notes"),)), fillable=True)
    assert read(data).fields == ["Do … sets of blank.", "Do blank sets of … .", "Rest for …", "shoes", "Notes"]
    assert read(data).problems + failures(data) == []
    again = painted(b.Heading(1, (b.Span("One"),)), sentence, b.Heading(2, (b.Span("Two"),)), sentence, fillable=True)
    assert read(again).fields[::3] == ["One: Do … sets of blank.", "Two: Do … sets of blank."]
    twice = painted(sentence, sentence, fillable=True)
    assert read(twice).fields[::3] == ["Do … sets of blank., 1", "Do … sets of blank., 2"]
    assert read(again).problems + read(twice).problems == []


def test_a_name_is_typed_once_in_a_pack() -> None:
    data = make(Order("ankle-pair", "pack", blank=True, fillable=True), Workspace.open(CLINIC), today=TODAY).data
    pdf = pikepdf.open(io.BytesIO(data))
    fields = {str(field.TU): len(field.get("/Kids", [])) for field in pdf.Root.AcroForm.Fields}
    assert fields["Name"] >= 3
    assert fields["Date"] >= 3
    assert fields["Clinician"] == 0  # signed once
    assert read(data).problems + failures(data) == []


@pytest.mark.parametrize("profile", bundled_profiles())
@pytest.mark.parametrize("layout", ["leaf", "exercises", "log"])
def test_what_is_typed_is_as_large_as_what_is_read(layout: str, profile: str) -> None:
    """And there is room for a date."""
    order = Order("ankle-pair", layout, profile=profile, blank=True, fillable=True)
    data = make(order, Workspace.open(CLINIC), today=TODAY).data
    least = {"easy-read": 16, "large-print": 18}.get(profile, 12)
    digits = open_face(library_folder() / "fonts/noto-sans/NotoSans_400Regular.ttf", 400).shape("04/03/2026").advance
    pdf = pikepdf.open(io.BytesIO(data))
    for widget in (each for page in pdf.pages for each in page.obj.get("/Annots", []) if "/DA" in each):
        size, said = float(str(widget.DA).split()[1]), str(widget.TU)
        assert size >= least, said
        if re.search("[Dd]ate|[Ss]tart", said):
            assert widget.Rect[2] - widget.Rect[0] > size * digits / 1000, said


NAMES = ("Łukasz Żółć", "Nguyễn Thị Ánh", "Нина", "Anna Müller", "Ελένη", "Çağlar Şahin")


def test_every_letter_that_is_printed_can_be_typed(tmp_path: Path) -> None:
    """A reader that draws what was typed in the font of the form finds each letter in it."""
    data = painted(*(b.Paragraph((b.Span("Name "), b.Span(kind="blank", width=70))) for _ in NAMES), fillable=True)
    assert failures(data) == []
    pdf = pikepdf.open(io.BytesIO(data))
    font = pdf.Root.AcroForm.DR.Font.Typed
    glyphs = font.DescendantFonts[0].CIDToGIDMap.read_bytes()
    face = open_face(library_folder() / "fonts/noto-sans/NotoSans_400Regular.ttf", 400)
    for letter in set("".join(NAMES)):
        code = ord(letter)
        assert int.from_bytes(glyphs[2 * code : 2 * code + 2]) == face.font.get_nominal_glyph(code)
        assert b"<%04X> <%04X>" % (code, code) in font.ToUnicode.read_bytes()
    for field, name in zip(pdf.Root.AcroForm.Fields, NAMES, strict=True):
        field.V = name
        del field.AP
    pdf.Root.AcroForm.NeedAppearances = True
    pdf.save(tmp_path / "typed.pdf")
    assert set(" ".join(NAMES).split()) <= set(words_by("poppler", tmp_path / "typed.pdf"))


def test_a_scale_is_one_choice() -> None:
    """A click on a number takes the others back."""
    data = painted(b.Scale(0, 10, "", "", said="Worst pain"), fillable=True)
    pdf = pikepdf.open(io.BytesIO(data))
    (field,) = pdf.Root.AcroForm.Fields
    assert (field.FT, int(field.Ff), len(field.Kids)) == ("/Btn", 1 << 15, 11)
    assert [set(kid.AP.N) for kid in field.Kids] == [{"/Off", f"/{number}"} for number in range(11)]
    document = pypdfium2.PdfDocument(data)
    document.init_forms()
    page, form = document[0], document.formenv
    assert form
    for number in (4, 7):
        left, bottom, right, top = (float(side) for side in field.Kids[number].Rect)
        at = (form.raw, page.raw, 0, (left + right) / 2, (bottom + top) / 2)
        pypdfium2.raw.FORM_OnLButtonDown(*at)
        pypdfium2.raw.FORM_OnLButtonUp(*at)
        pypdfium2.raw.FORM_ForceToKillFocus(form.raw)
    saved = io.BytesIO()
    document.save(saved)
    pdf = pikepdf.open(saved)
    (field,) = pdf.Root.AcroForm.Fields
    assert field.V == "/7"
    assert [str(kid.AS) for kid in field.Kids if kid.AS != "/Off"] == ["/7"]


@EVERY
def test_the_printed_look_stays_the_same(what: str, layout: str) -> None:
    pages = zip(pypdfium2.PdfDocument(sheet(what, layout)), pypdfium2.PdfDocument(fillable(what, layout)), strict=True)
    for plain, form in pages:
        images = [page.render(scale=1).to_pil() for page in (plain, form)]
        assert ImageChops.difference(*images).getbbox() is None


def test_readers_find_the_fields_and_show_what_is_ticked() -> None:
    pdf = pikepdf.open(io.BytesIO(fillable("ankle-pair", "log")))
    names = [str(field.T) for field in pdf.Root.AcroForm.Fields]
    assert len(names) == len(set(names)) > 40
    assert "/NeedAppearances" not in pdf.Root.AcroForm
    box = next(field for field in pdf.Root.AcroForm.Fields if field.FT == "/Btn")
    assert set(box.AP) == {"/N"}
    box.V = box.AS = Name.Yes
    saved = io.BytesIO()
    pdf.save(saved)
    shown = []
    for data in (fillable("ankle-pair", "log"), saved.getvalue()):
        document = pypdfium2.PdfDocument(data)
        document.init_forms()
        shown.append(document[0].render(scale=1).to_pil())
    left, bottom, right, top = (float(side) for side in box.Rect)
    place = ImageChops.difference(*shown).getbbox()
    assert place
    assert left <= place[0] < place[2] <= right + 1
    assert shown[0].height - top - 1 <= place[1] < place[3] <= shown[0].height - bottom + 1


def test_the_same_bytes_and_a_name_of_its_own(clinic) -> None:  # type: ignore[no-untyped-def]
    arguments = ["make", "ankle-pair", "--layout", "log", "--fillable", "--today", str(TODAY)]
    run = CliRunner().invoke(app, [*arguments, "--workspace", str(clinic)])
    assert run.exit_code == 0, run.output
    assert (clinic / "out" / "ankle-pair-log-fillable.pdf").read_bytes() == fillable("ankle-pair", "log")
    run = CliRunner().invoke(app, [*arguments, "--format", "html", "--workspace", str(clinic)])
    assert run.exit_code == 1
    assert "only a PDF can be filled in" in run.output
