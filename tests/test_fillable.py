"""Sheets to fill in on a screen: the printed look stays, each field says what it is for, and readers find them."""

from __future__ import annotations

import io
from functools import lru_cache

import pikepdf
import pypdfium2
import pytest
from pikepdf import Name
from PIL import ImageChops
from typer.testing import CliRunner

from handouts import Order, Workspace, make
from handouts.cli.app import app
from handouts.layout import blocks as b
from tests.conftest import CLINIC, TODAY, block_tree, painted, sheet
from tests.readers import failures
from tests.spoken import of_sheet
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
    assert reading.entries == of_sheet(block_tree(what, layout, profile), reading.entries)


def test_each_field_says_what_it_is_for() -> None:
    fields = read(fillable("ankle-pair", "log")).fields
    assert fields[0].startswith("Name")
    assert fields[1:3] == ["Week 1, Monday, Ankle rock, Morning", "Week 1, Monday, Ankle rock, Evening"]
    assert "Week 1: from …" in fields
    ticked = [said for said in fields if said.startswith("Week") and ", " in said]
    assert len(ticked) == len(set(ticked))
    assert not [said for said in ticked if ", Tuesday, " in said]  # a day off
    assert [said for said in fields if said.startswith("Week 1: Worst pain")]
    assert all(fields)


def test_gaps_in_sentences_and_lists_of_boxes() -> None:
    blank = b.Span(kind="blank", width=14)
    sentence = b.Paragraph((b.Span("Do "), blank, b.Span(" sets of "), blank))
    data = painted(sentence, b.List("ticks", ((b.Span("shoes"),),)), b.Lines(2, (b.Span("Notes"),)), fillable=True)
    assert read(data).fields == ["Do … sets of", "Do sets of …", "shoes", "Notes 1", "Notes 2"]
    assert read(data).problems + failures(data) == []


@EVERY
def test_the_printed_look_stays_the_same(what: str, layout: str) -> None:
    pages = zip(pypdfium2.PdfDocument(sheet(what, layout)), pypdfium2.PdfDocument(fillable(what, layout)), strict=True)
    for plain, form in pages:
        images = [page.render(scale=1).to_pil() for page in (plain, form)]
        assert ImageChops.difference(*images).getbbox() is None


def test_readers_find_the_fields_and_show_what_is_ticked() -> None:
    pdf = pikepdf.open(io.BytesIO(fillable("ankle-pair", "log")))
    names = [str(field.T) for field in pdf.Root.AcroForm.Fields]
    assert len(names) == len(set(names)) == len(read(fillable("ankle-pair", "log")).fields)
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
