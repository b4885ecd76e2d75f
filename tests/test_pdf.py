"""The files: sound, tagged, in reading order, the same bytes each time."""

from __future__ import annotations

import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from handouts import Order, Workspace, make
from tests.conftest import CLINIC, HERE, TODAY, sheet
from tests.structure import read
from tests.test_layouts import SHEETS

EVERY = pytest.mark.parametrize(("what", "layout"), SHEETS)


def test_the_log_is_a_table_with_heads() -> None:
    roles = read(sheet("ankle-pair", "log")).roles
    names = [role for role, _ in roles]
    assert names.count("/Table") == 2
    heads = [text for role, text in roles if role == "/TH"]
    assert heads[:3] == ["Day", "1 Ankle rock", "2 Heel raise"]
    assert heads.count("Monday") == 6
    cells = [text for role, text in roles if role == "/TD"]
    assert cells.count("Not yet") == 6
    assert cells.count("Rest week") == 6
    assert cells.count("rest day") == 24
    assert cells.count("Morning, Evening") == 18


@EVERY
def test_what_the_file_says_of_itself(what: str, layout: str) -> None:
    pdf = pikepdf.open(io.BytesIO(sheet(what, layout)))
    assert not pdf.check_pdf_syntax()
    assert str(pdf.Root.Lang) == "en-GB"
    assert str(pdf.docinfo.Title) in (
        "Stiff ankle",
        "2 exercises for a stiff ankle",
        "2 exercises for a stiff ankle: Exercise log",
    )
    assert str(pdf.docinfo.Author) == "Riverside & Sons"
    assert bool(pdf.Root.MarkInfo.Marked)
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    assert pdf.Root.Outlines.Count
    for page in pdf.pages:
        assert page.obj.Tabs == "/S"
        for font in page.obj.Resources.Font.values():
            descendant = font.DescendantFonts[0]
            assert "/FontFile2" in descendant.FontDescriptor
            assert re.match(r"/[A-Z]{6}\+", str(font.BaseFont))


def test_links_are_annotations_with_their_element() -> None:
    pdf = pikepdf.open(io.BytesIO(sheet("stiff-ankle", "handout")))
    addresses = [str(annotation.A.URI) for page in pdf.pages for annotation in page.obj.get("/Annots", [])]
    call = "tel:01632960002"  # in the letterhead and at the end
    assert addresses == [call, "mailto:desk@riverside.example", "https://riverside.example", call]


def test_same_input_same_bytes_in_other_processes_and_after_other_sheets() -> None:
    script = (
        "import sys, hashlib; from datetime import date; from pathlib import Path\n"
        "from handouts import Order, Workspace, make\n"
        "place = Workspace.open(Path(sys.argv[1]))\n"
        "for layout in sys.argv[2:]: data = make(Order('ankle-pair', layout), place, today=date(2026, 3, 2)).data\n"
        "print(hashlib.sha256(data).hexdigest())"
    )
    seen = {hashlib.sha256(sheet("ankle-pair", "pack")).hexdigest()}
    for seed, layouts in (("1", ["pack"]), ("2", ["log", "exercises", "pack"])):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(HERE.parent), "TZ": f"Etc/GMT+{seed}"}
        command = [sys.executable, "-c", script, str(CLINIC), *layouts]
        seen.add(subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout.strip())
    assert len(seen) == 1


def test_the_folder_of_the_files_changes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    shutil.copytree(CLINIC, folder)
    assert make(Order("ankle-pair", "log"), Workspace.open(folder), today=TODAY).data == sheet("ankle-pair", "log")


def test_the_day_changes_nothing_but_reviews() -> None:
    later = make(Order("ankle-pair", "log"), Workspace.open(CLINIC), today=date(2031, 1, 1)).data
    assert later == sheet("ankle-pair", "log")


def test_a_pack_numbers_its_pages_through_and_starts_its_parts_on_new_ones() -> None:
    pdf = pypdfium2.PdfDocument(sheet("ankle-pair", "pack"))
    texts = [page.get_textpage().get_text_range() for page in pdf]
    assert all(f"Page {number} of {len(texts)}" in text for number, text in enumerate(texts, 1))
    firsts = [
        number for number, text in enumerate(texts, 1) if "2 exercises for a stiff ankle" in text.split("\r\n")[0:3]
    ]
    assert firsts[0] == 1
    assert "My log" in texts[1]
    assert "Before you start" in texts[firsts[1] - 1]
    assert "When to get help" in next(
        text for text in texts if text.startswith("Stiff ankle") or "About your condition" in text
    )


def test_the_private_names_of_reportlab_that_we_rely_on() -> None:
    """One place uses them, `handouts/pdf/canvas.py`; a new ReportLab that lacks one fails here first."""
    canvas = Canvas(io.BytesIO())
    for name in ("_code", "_doc", "_make_preamble", "_preamble", "_pagesize"):
        assert hasattr(canvas, name), name
    canvas.showPage()
    page = canvas._doc.idToObject["Page1"]
    assert isinstance(page.stream, str)
    assert isinstance(page.__NoDefault__, list)


PLACED = re.compile(rb"([\d.]+) 0 0 [\d.]+ [-\d.]+ [-\d.]+ cm /(FormXob[^ ]+) Do")


def test_no_line_of_a_figure_is_finer_than_printers_print() -> None:
    """0.25 pt, in the smallest pictures too: those over the columns of a log."""
    made = make(Order("hallux-valgus-daily", "log"), Workspace.open(), today=TODAY)
    found = 0
    with pikepdf.open(io.BytesIO(made.data)) as file:
        for page in file.pages:
            for width, name in PLACED.findall(page.Contents.read_bytes()):
                form = page.Resources.XObject[f"/{name.decode()}"]
                scale = float(width) / float(form.BBox[2]) if form.Subtype == "/Form" else 0
                for line in re.findall(rb"([\d.]+) w", form.read_bytes()) if scale else ():
                    found += 1
                    assert float(line) * scale >= 0.249, name
    assert found > 20
