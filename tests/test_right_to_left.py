"""Names and words that run from right to left, on a sheet that runs from left to right."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from unicodedata import normalize

import pikepdf
import pytest
import uharfbuzz as hb

from handouts import Order, Workspace, make
from handouts.layout.blocks import Paragraph, Span
from handouts.pdf.fonts import blank_glyph, subset
from handouts.resolve.direction import isolated, of_a_leftward_sheet
from handouts.resolve.order import Form
from handouts.reuse.stores import FACES, forget
from handouts.sheets.sheet import NOT_TYPED
from handouts.typeset.bidi import levels, visual_order
from tests.conftest import HERE, TODAY, ground, painted
from tests.readers import failures, page_texts, qpdf_complaints, run
from tests.structure import read
from tests.test_hostile_text import with_exercise

PATIENT, CLINICIAN = "علاء عبد الله", "ד״ר יוסי כהן"
UNICODE = Path("/usr/share/unicode/BidiCharacterTest.txt")  # Debian: unicode-data
PHONE, DOSE, TIME, RANGE = "020 7946 0018", "2 x 500", "8:00", "5 to 7"


def wrong_lines(text: str) -> list[str]:
    """Lines of Unicode's test in which our levels or our order are others."""
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    assert lines
    return [line for line in lines if not holds(line)]


def holds(line: str) -> bool:
    codes, direction, _, wanted, order = line.split(";")
    text = "".join(chr(int(code, 16)) for code in codes.split())
    found = levels(text, {"0": 0, "1": 1, "2": None}[direction])
    kept = [index for index, level in enumerate(wanted.split()) if level != "x"]
    seen = [kept[place] for place in visual_order([found[index] for index in kept])]
    return [found[index] for index in kept] == [int(each) for each in wanted.split() if each != "x"] and seen == [
        int(each) for each in order.split()
    ]


def test_the_order_of_letters_is_unicode_s() -> None:
    assert wrong_lines((HERE / "bidi-sample.txt").read_text("utf-8")) == []


@pytest.mark.library
def test_the_order_of_letters_is_unicode_s_in_every_line() -> None:
    if not UNICODE.is_file() and not os.environ.get("EVERY_READER"):
        pytest.skip(f"{UNICODE} is not on this machine")
    assert wrong_lines(UNICODE.read_text("utf-8")) == []


def seen(*spans: Span) -> str:
    """The letters of a line from left to right."""
    reading = read(painted(Paragraph(spans, "small")))
    assert reading.problems == []
    return normalize("NFKC", reading.ink).strip()


def test_numbers_stay_in_order_among_words_from_right_to_left() -> None:
    """As plain text, as one value, and as values between words."""
    words = ("\u2068اتصل ", PHONE, " الساعة ", TIME, " خذ ", DOSE, " حبة، ", RANGE, " أيام\u2069")
    marked = [Span(text, kind="value" if index % 2 else "text") for index, text in enumerate(words)]
    plain = "".join(words)[1:-1]
    for spans in ([Span(isolated(plain))], [Span(plain, kind="value")], marked):
        line = seen(Span("Call: "), *spans, Span(", then stop."))
        places = [line.index(each) for each in ("Call:", RANGE, DOSE, TIME, PHONE, ", then stop.")]
        assert places == sorted(places)
    assert seen(Span(f"{isolated('חן (לוי)')} 5 to 7, {TIME}")) == f"(יול) ןח 5 to 7, {TIME}"


def test_points_stand_on_their_letters() -> None:
    """Two points on one letter take two steps, which are one number."""
    reading = read(painted(Paragraph((Span("שָׁלוֹם לְכֻלָּם"),), "body")))
    assert reading.problems == []
    assert ("Span", "שָׁלוֹם לְכֻלָּם", "he") in reading.entries


def test_a_mark_shows_a_glyph_that_is_in_the_font_and_blank() -> None:
    """It is painted as a shape; what a file shows has to be in its font (ISO 19005-2, 6.2.11.4.1)."""
    face = ground("ar", 1)[1].families[0].regular
    used = frozenset(face.font.get_nominal_glyph(ord(each)) or 0 for each in "\u0628\u0623")
    blank, font = blank_glyph(face, used), hb.Font(hb.Face(hb.Blob(subset(face, used))))
    assert blank < font.face.glyph_count
    assert not font.get_glyph_h_advance(blank)
    assert not font.get_glyph_extents(blank).width


def test_lines_are_broken_first_and_turned_round_then() -> None:
    reading = read(
        painted(Paragraph((Span("Wait. " * 12 + isolated("אחד שתיים שלוש ארבע חמש שש שבע שמונה")),), "body"))
    )
    stretches = [words for role, words, _ in reading.entries if role == "Span"]
    assert len(stretches) == 2
    assert " ".join(stretches) == "אחד שתיים שלוש ארבע חמש שש שבע שמונה"
    assert reading.problems == []


@pytest.mark.library
@pytest.mark.parametrize(
    "inner", [PATIENT, CLINICIAN, "חן (לוי) [2]", "خذ (أو 9:30) 5%", "שלום Anna, 12/3/2026", "مكتب ٢٤ – A4"]
)
def test_lines_are_as_fribidi_has_them(inner: str) -> None:
    text = f"Name: {isolated(inner)}, {TIME}"
    said = run(["bash", "-c", 'fribidi --ltr --nopad --nobreak --novisual --vtol --levels <<< "$0"', text])
    order, found = (list(map(int, line.split())) for line in said.strip().split("\n"))
    mirrored = str.maketrans("()[]", ")(][")
    letters = [
        text[at].translate(mirrored) if found[at] % 2 else text[at] for at in order if text[at] not in "\u2068\u2069"
    ]
    assert seen(Span(text)) == "".join(letters)


# -- a sheet -----------------------------------------------------------------------------------------------------------


LATIN = Order("ankle-pair", "log")


def order(form: Form = "pdf") -> Order:
    return Order("ankle-pair", "log", typed={"patient": {"name": PATIENT}, "clinician": CLINICIAN}, form=form)


def test_names_on_a_sheet_are_heard_and_found_as_they_are_written(clinic: Path, tmp_path: Path) -> None:
    with_exercise(clinic, name="הטיית קרסול (A4)", position=f"اتصل {PHONE} (قبل {TIME}) ثم قف على قدم واحدة. " * 4)
    assert read(make(replace(order(), layout="pack"), Workspace.open(clinic), today=TODAY).data).problems == []
    data = make(order(), Workspace.open(clinic), today=TODAY).data
    reading = read(data)
    assert reading.problems + failures(data) == []
    said = {(words, more) for role, words, more in reading.entries if role == "Span"}
    assert {(PATIENT, "ar"), (CLINICIAN, "he")} <= said
    assert f"Clinician: {CLINICIAN}. " in reading.text
    path = tmp_path / "sheet.pdf"
    path.write_bytes(data)
    assert qpdf_complaints(path) == ""
    by_pdfium = page_texts(data)
    assert PATIENT in by_pdfium[0]
    assert all(word in by_pdfium[0] for word in CLINICIAN.split())  # which turns words on a line of ours, not lines
    assert pikepdf.open(io.BytesIO(data)).Root.Lang == "en-GB"
    by_poppler = run(["pdftotext", str(path), "-"]).translate(dict.fromkeys(map(ord, "\u202a\u202b\u202c")))
    assert PATIENT in by_poppler
    assert f"Clinician: {CLINICIAN}. " in by_poppler


def test_names_in_the_twins_are_isolated(clinic: Path) -> None:
    page = make(order("html"), Workspace.open(clinic), today=TODAY).data.decode()
    assert f'<bdi lang="ar">{PATIENT}</bdi>' in page
    assert f'<bdi lang="he">{CLINICIAN}</bdi>' in page
    assert "\u2068" not in page.partition("<body>")[2].replace("aria-label", "")
    text = make(order("text"), Workspace.open(clinic), today=TODAY).data.decode()
    assert f"\u2068{CLINICIAN}\u2069" in text


def test_names_stay_behind_their_labels_on_a_sheet_from_right_to_left() -> None:
    said = of_a_leftward_sheet(f"اسم: A. Name. {isolated('معالج')}: B. Name.")
    shown = "".join(said[index] for index in visual_order(levels(said, 1)))
    assert shown.index("B. Name") < shown.index("A. Name")


def test_addresses_and_sources_in_latin_letters_keep_their_place_on_an_arabic_sheet() -> None:
    page = make(Order("low-back-pain", "handout", form="html", language="ar"), Workspace.open(), today=TODAY).data
    assert "v3.0. Back Pain: Overview" in page.decode()  # isolated, what stands between two titles would run as they do
    assert '<bdi class="value">1 Example Street، Exampletown، ' in page.decode()


def test_a_form_says_what_cant_be_typed(clinic: Path) -> None:
    told = [make(replace(each, fillable=True), Workspace.open(clinic), today=TODAY).notes for each in (order(), LATIN)]
    assert [NOT_TYPED in notes for notes in told] == [True, False]


def test_who_writes_from_left_to_right_opens_no_other_font(clinic: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    forget("FACES", "FONT_BOOKS")
    for name in ("bidi", "leftward", "runs"):
        monkeypatch.setitem(sys.modules, f"handouts.typeset.{name}", None)  # nobody can import it
    make(LATIN, Workspace.open(clinic), today=TODAY)
    assert len(FACES) == 2
    script = "import sys, handouts.typeset.sheet; print('handouts.typeset.bidi' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, check=True).stdout == b"False\n"
