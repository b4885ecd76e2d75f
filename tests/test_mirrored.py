"""Sheets in languages that are written from right to left: all of a page starts at the right, but pictures."""

from __future__ import annotations

import io
import re
from pathlib import Path
from unicodedata import normalize

import pikepdf
import pytest

from handouts import Order, Workspace, make
from handouts.content.layouts import bundled_layouts
from handouts.drawing.pictures import Picture
from handouts.drawing.shapes import rectangle
from handouts.layout.blocks import Paragraph, Sheet, Span
from handouts.pdf.document import write_pdf
from handouts.pdf.imposition import booklet
from handouts.pdf.ink import Address, PaintedBox
from handouts.pdf.metadata import About
from handouts.pdf.painter import Painter
from handouts.sheets.brand import make_brand
from handouts.typeset.sheet import typeset
from handouts.typeset.strips import Drawing, LinkArea, PlacedPicture, Reprint
from tests.conftest import TODAY, ground
from tests.other_scripts import clinic_in, said_in
from tests.readers import failures
from tests.structure import Reading, read
from tests.test_web import axe_violations

LAYOUTS = sorted(bundled_layouts() - {"brand"})
TYPED = {"patient": {"name": "Anna Kowalska", "id": "7"}, "start": "2026-03-02", "clinician": "Dr Levi (A4)"}
PHONE = "020 7946 0018"


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return clinic_in(tmp_path_factory.mktemp("arabic"), "ar", said_in("ar"), "rtl")


def order(layout: str, **more: object) -> Order:
    what = "stiff-ankle" if layout == "handout" else "ankle-pair"
    return Order(what, layout, typed=TYPED if layout == "clinician" else None, example=True, **more)  # type: ignore[arg-type]


def set_leftward(*spans: Span) -> Reading:
    """A paragraph of a page from right to left, alone in a file."""
    style, fonts = ground("ar", 1)
    done = typeset(Sheet("X", "ar", "rtl", (), (), (), (Paragraph(spans, "body"),)), style, fonts, {})
    return read(write_pdf(done, style, About("X", "Clinic", "ar", "Handouts", leftward=True)))


def test_all_but_pictures_starts_at_the_right() -> None:
    square = rectangle(0, 0, 10, 10, fill=(0, 0, 0))
    picture = Picture(20, 20, "x", drawing=lambda: (square,))
    inside = (PlacedPicture(0, 0, 20, 20, picture, 0), Drawing(20, 5, (square,), 0))
    marks = (Drawing(30, 0, (square,), 0), LinkArea(40, 0, 8, 8, "tel:1", 1), Reprint(50, 0, 0, inside, upright=30))
    seen = {}
    for across in (None, 100.0):
        surface = PaintedBox()
        painter = Painter(surface, None, across)  # type: ignore[arg-type]
        for mark in marks:
            painter.paint(mark, 0.0, 50.0, 0)
        painted = "\n".join(step for step in surface.steps if isinstance(step, str))
        links = [step.box[:3:2] for step in surface.steps if isinstance(step, Address)]
        seen[across] = re.findall(r"q (\S+ 0 0 \S+ \S+) ", painted), links
    assert seen[None] == (["1 0 0 1 30", "20 0 0 20 50", "1 0 0 1 70"], [(40, 48)])
    assert seen[100.0] == (["-1 0 0 1 70", "20 0 0 20 20", "1 0 0 1 40"], [(52, 60)])


def test_a_booklet_opens_at_its_other_side() -> None:
    places = [[place.x > 400 for place in booklet(4, (595, 842), leftward=side).places] for side in (False, True)]
    assert places == [[True, False, True, False], [False, True, False, True]]


@pytest.mark.parametrize(
    "layout", ["leaf", *(pytest.param(name, marks=pytest.mark.library) for name in LAYOUTS if name != "leaf")]
)
def test_a_sheet_from_right_to_left_is_sound(layout: str, arabic: Workspace) -> None:
    data = make(order(layout, fillable=True), arabic, today=TODAY).data
    assert read(data).problems + failures(data) == []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert (str(pdf.Root.Lang), str(pdf.Root.ViewerPreferences.Direction)) == ("ar", "/R2L")
        assert "/AcroForm" not in pdf.Root or pdf.Root.AcroForm.Q == 2


@pytest.mark.library
def test_so_is_the_specimen_of_a_clinic(arabic: Workspace) -> None:
    data = make_brand(arabic)[0].data
    assert read(data).problems + failures(data) == []


def test_the_twins_run_from_right_to_left(arabic: Workspace) -> None:
    page = make(order("exercises", form="html"), arabic, today=TODAY).data.decode()
    assert '<html lang="ar" dir="rtl">' in page
    assert "<bdi>01632 960 002</bdi>" in page
    assert not re.search(r"(margin|padding|border)-(left|right)|[^-]\b(left|right):", page)
    text = make(order("leaf", form="text"), arabic, today=TODAY).data.decode()
    assert {line[0] for line in text.splitlines() if re.search(r"\w", line)} == {"\u200f"}


def test_values_stay_in_order_without_marks() -> None:
    """On one line, in the order of reading from the right."""
    line = f"اتصل {PHONE} الساعة 8:00 (أو 9:30) خذ 2 x 500 حبة، 5 to 7 أيام"
    for spans in ((Span(line),), (Span("اتصل "), Span(PHONE, kind="value"), Span(line.partition(PHONE)[2]))):
        reading = set_leftward(*spans)
        assert reading.problems == []
        ink = " ".join(reading.ink.replace("\u00a0", " ").split())
        parts = [ink.index(each) for each in (PHONE, "8:00", "9:30", "2 x 500", "5 to 7")]
        assert parts == sorted(parts)
        assert f"اتصل {PHONE} الساعة" in reading.text


def test_latin_letters_alone_keep_their_signs() -> None:
    ink = "".join(set_leftward(Span("لون "), Span("#15191c"), Span(" (Anna)"), Span("، ثم")).ink.split())
    assert "#15191c" in ink


@pytest.mark.library
def test_axe_finds_nothing_on_a_page_from_right_to_left(arabic: Workspace, tmp_path: Path) -> None:
    for layout in ("leaf", "exercises", "handout"):
        page = make(order(layout, form="html"), arabic, today=TODAY).data.decode()
        assert axe_violations(page, tmp_path) == []


def test_what_begins_with_another_script_runs_as_its_sheet_does() -> None:
    reading = set_leftward(Span("\u2068TENS قد يخفف الألم.\u2069"))
    assert "".join(reading.ink.split()).startswith("TENS.")  # the point is drawn first of what stands left of it
    assert reading.text.strip() == "TENS قد يخفف الألم."


def test_a_letter_with_its_marks_is_read_as_one() -> None:
    """Drawn before its marks, and with them a span of its own: else readers take these for another line."""
    ligatures = set_leftward(Span("أولًا والعلاج"))  # with a mark and without
    assert ligatures.problems == []
    assert normalize("NFKC", ligatures.ink) == ligatures.ink
    reading = set_leftward(Span("نفسًا"))
    assert reading.problems == []
    assert "ًس" in reading.page
    assert reading.text.strip() == "نفسًا"
