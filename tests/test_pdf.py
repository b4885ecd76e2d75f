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
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from handouts import Workspace, make
from handouts.layout.plain_text import sheet_text
from tests.conftest import CLINIC, HERE, TODAY, sheet
from tests.structure import read
from tests.test_layouts import SHEETS, laid_out

EVERY = pytest.mark.parametrize(("what", "layout"), SHEETS)
MARKS = re.compile(r"^\s*(#+|-(?= )|\[(?:summary|dose|caution|tip|emergency|today|soon)\]|----)", re.MULTILINE)


def expected_words(what: str, layout: str) -> list[str]:
    """The words of the block tree as they are printed, without the signs of the plain-text form."""
    text = MARKS.sub(" ", sheet_text(laid_out(what, layout)))
    text = re.sub(r"\[[^\]]*\]", " ", text).replace(" | ", " ")
    text = re.sub(r"^(\s*\d+)\. (?=[A-Z][^.]*$)", r"\1 ", text, flags=re.MULTILINE)
    return re.sub(r"_+", " ", text).split()


def printed_words(text: str) -> list[str]:
    return re.sub(r"[_\u2022]+", " ", text).split()


@EVERY
def test_tree_pages_and_marks_agree(what: str, layout: str) -> None:
    reading = read(sheet(what, layout))
    assert reading.problems == []


@pytest.mark.parametrize(("what", "layout"), SHEETS[:2])
def test_the_tree_says_the_words_of_the_blocks_in_order(what: str, layout: str) -> None:
    """The log's grid is compared apart: its plain form is shorter than its cells."""
    assert printed_words(read(sheet(what, layout)).text) == expected_words(what, layout)


def test_the_log_is_a_table_with_heads() -> None:
    roles = read(sheet("ankle-pair", "log")).roles
    names = [role for role, _ in roles]
    assert names.count("/Table") == 3
    heads = [text for role, text in roles if role == "/TH"]
    assert heads[0] == "Exercise"
    assert heads.count("Mo") == 6
    cells = [text for role, text in roles if role == "/TD"]
    assert cells.count("Not yet") == 2
    assert cells.count("Rest week") == 4
    assert cells.count("") == 14 + 28


@EVERY
def test_readers_find_the_words_in_order(what: str, layout: str) -> None:
    """pdfium reads content in the order in which it is painted; headers and footers are on every page."""
    pdf = pypdfium2.PdfDocument(sheet(what, layout))
    text = " ".join(page.get_textpage().get_text_range() for page in pdf)
    words = printed_words(text)
    position = 0
    for word in printed_words(read(sheet(what, layout)).text):
        assert word in words[position:], f"{word} after {words[max(0, position - 5) : position]}"
        position = words.index(word, position) + 1


@pytest.mark.parametrize(
    ("command", "needed"), [(["pdftotext", "-raw"], "pdftotext"), (["mutool", "draw", "-F", "txt"], "mutool")]
)
def test_other_readers_find_the_same_words(tmp_path: Path, command: list[str], needed: str) -> None:
    if not shutil.which(needed):
        pytest.skip(f"{needed} is not on this machine")
    path = tmp_path / "sheet.pdf"
    path.write_bytes(sheet("stiff-ankle", "handout"))
    arguments = [*command, str(path)] + (["-"] if needed == "pdftotext" else [])
    text = subprocess.run(arguments, capture_output=True, text=True, check=True).stdout
    found = set(printed_words(text))
    assert set(printed_words(read(path.read_bytes()).text)) <= found


@EVERY
def test_qpdf_finds_nothing(tmp_path: Path, what: str, layout: str) -> None:
    path = tmp_path / "sheet.pdf"
    path.write_bytes(sheet(what, layout))
    if not shutil.which("qpdf"):
        pytest.skip("qpdf is not on this machine")
    run = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "WARNING" not in run.stdout + run.stderr


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
    assert addresses == ["tel:01632960002", "mailto:desk@riverside.example", "https://riverside.example"]


def test_same_input_same_bytes_in_other_processes_and_after_other_sheets() -> None:
    script = (
        "import sys, hashlib; from datetime import date; from pathlib import Path\n"
        "from handouts import Workspace, make\n"
        "place = Workspace.open(Path(sys.argv[1]))\n"
        "for layout in sys.argv[2:]: data = make('ankle-pair', place, layout=layout, today=date(2026, 3, 2)).data\n"
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
    assert make("ankle-pair", Workspace.open(folder), layout="log", today=TODAY).data == sheet("ankle-pair", "log")


def test_the_day_changes_nothing_but_reviews() -> None:
    later = make("ankle-pair", Workspace.open(CLINIC), layout="log", today=date(2031, 1, 1)).data
    assert later == sheet("ankle-pair", "log")


def test_a_pack_numbers_its_pages_through_and_starts_its_parts_on_new_ones() -> None:
    pdf = pypdfium2.PdfDocument(sheet("ankle-pair", "pack"))
    texts = [page.get_textpage().get_text_range() for page in pdf]
    assert all(f"Page {number} of {len(texts)}" in text for number, text in enumerate(texts, 1))
    firsts = [
        number for number, text in enumerate(texts, 1) if "2 exercises for a stiff ankle" in text.split("\r\n")[0:3]
    ]
    assert "In this pack" in texts[0]
    assert f"Exercise log, page {next(n for n, text in enumerate(texts, 1) if 'Tick a box' in text)}" in texts[
        0
    ].replace("\r\n", " ")
    assert len(firsts) <= len(texts)


def test_the_private_names_of_reportlab_that_we_rely_on() -> None:
    """One place uses them, `handouts/pdf/canvas.py`; a new ReportLab that lacks one fails here first."""
    canvas = Canvas(io.BytesIO())
    for name in ("_code", "_doc", "_formsinuse", "_addAnnotation", "_make_preamble", "_preamble", "_annotationCount"):
        assert hasattr(canvas, name), name
    for name in ("idToObject", "idToObjectNumberAndVersion", "Catalog"):
        assert hasattr(canvas._doc, name), name
    assert isinstance(pdfdoc.PDFPage.__NoDefault__, list)
    assert pdfdoc.BasicFonts in canvas._doc.idToObject
