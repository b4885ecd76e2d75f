"""Every file is PDF/UA-1 and PDF/A-2a, and its tree says what its blocks say, in every profile and reader."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from docs.make_profile import PROFILE, make_profile
from handouts import Order, Workspace, make
from handouts.content.library import Library, bundled_profiles
from handouts.files.workspace import library_folder
from handouts.layout import blocks as b
from handouts.layout.markup import parse
from handouts.pdf.painter import UnclaimedText
from handouts.resolve.handout import resolve_brand
from handouts.sheets.brand import make_brand
from handouts.sheets.pages import illustrations, set_pages, style_of
from handouts.sheets.specimen import specimen_values
from handouts.typeset import setting
from tests.conftest import CLINIC, TODAY, block_tree, painted, sheet
from tests.readers import READERS, failures, lost_word, page_texts, qpdf_complaints
from tests.spoken import of_sheet, spoken
from tests.structure import read
from tests.test_layouts import SHEETS

EVERY = pytest.mark.parametrize(("what", "layout"), SHEETS)
LOREM = "Bend and straighten your knee slowly and stop where it hurts. "


def words(text: str) -> b.Spans:
    return (b.Span(text),)


@EVERY
@pytest.mark.parametrize("profile", bundled_profiles())
def test_files_conform_and_say_what_their_blocks_say(what: str, layout: str, profile: str) -> None:
    data = sheet(what, layout, profile)
    assert failures(data) == []
    reading = read(data)
    assert reading.problems == []
    assert reading.entries == of_sheet(block_tree(what, layout, profile), reading.entries)


@pytest.mark.parametrize("profile", bundled_profiles())
def test_the_specimen_says_what_its_blocks_say(profile: str) -> None:
    """It has headings of all levels, and pictures beside each other."""
    place = Workspace.open(CLINIC)
    made, _ = make_brand(place, profile=profile)
    shelf = Library(place)
    style = style_of(shelf, profile, None)
    handout = resolve_brand(shelf)
    pictures, fonts = illustrations(handout, style, shelf)
    values = specimen_values(shelf, style, handout.words)
    sheet = set_pages(handout, style, fonts, pictures, shelf.layouts, values)[0]
    said = read(made.data).entries
    assert said == of_sheet(sheet)
    assert [role for role, _, _ in said if role in ("H1", "H2", "H3")][:5] == ["H1", "H2", "H2", "H2", "H3"]


@pytest.mark.parametrize("profile", ["standard", "large-print"])
@pytest.mark.parametrize("layout", ["handout", "leaf", "exercises", "log", "pack", "clinician"])
def test_a_listener_hears_whom_to_call_and_can_call(layout: str, profile: str) -> None:
    """The clinic's name and number are in the tree, and a touch of the number calls."""
    patient = {"patient": {"name": "A"}} if layout == "clinician" else None
    order = Order("stiff-ankle" if layout == "handout" else "ankle-pair", layout, profile=profile, typed=patient)
    entries = read(make(order, Workspace.open(CLINIC), today=TODAY).data).entries
    assert ("P", "Riverside & Sons", "") in entries
    assert ("Link", "01632 960 002", "") in entries
    page = make(replace(order, form="html"), Workspace.open(CLINIC), today=TODAY).data.decode()
    assert '<a href="tel:01632960002">' in page


def test_pictures_say_what_is_written_of_their_poses() -> None:
    """Left is left: where nobody has chosen a side, no word of it is changed."""
    library = Workspace((library_folder(),))
    files = (library_folder() / "data/exercises").glob("*.yaml")
    written = {
        alt.strip().strip("\"'") for file in files for alt in re.findall(r"\balt: (.+)", file.read_text("utf-8"))
    }
    entries = of_sheet(block_tree("genu-valgum-three", "exercises", workspace=library))
    figures = [words for role, words, _ in entries if role == "Figure"]
    said = [re.sub(r"^(Start|Step \d): ", "", words) for words in figures if words.startswith(("Start", "Step"))]
    assert len(said) > 4
    assert set(said) <= written
    assert any("right" in words for words in said)


def outline(data: bytes) -> tuple[pikepdf.Pdf, list[tuple[int, pikepdf.Dictionary]]]:
    """The file, and the lines of its outline in their order, each with its level."""
    pdf = pikepdf.open(io.BytesIO(data))

    def below(parent: pikepdf.Dictionary, level: int) -> Iterator[tuple[int, pikepdf.Dictionary]]:
        line = parent.get("/First")
        while line is not None:
            yield level, line
            yield from below(line, level + 1)
            line = line.get("/Next")

    return pdf, list(below(pdf.Root.Outlines, 1))


@EVERY
@pytest.mark.parametrize("profile", ["standard", "large-print"])
def test_each_line_of_the_outline_leads_to_its_heading(what: str, layout: str, profile: str) -> None:
    data = sheet(what, layout, profile)
    pdf, lines = outline(data)
    headings = [(int(role[1]), words) for role, words, _ in read(data).entries if re.fullmatch(r"H\d", role)]
    assert [(level, str(line.Title)) for level, line in lines] == [
        (level, re.sub(r"^\d+ ", "", words) if layout != "handout" and level == 2 else words)  # a card's number
        for level, words in headings
    ]
    pages = [page.obj.objgen for page in pdf.pages]
    shown = pypdfium2.PdfDocument(data)
    for _, line in lines:
        page, top = shown[pages.index(line.Dest[0].objgen)], float(line.Dest[3])
        below = page.get_textpage().get_text_bounded(bottom=top - 60, top=top)
        rows = [" ".join(row.split()) for row in below.splitlines()]
        beside = (" ".join(rows[index:]).lstrip("0123456789 ") for index in range(len(rows)))  # columns, rows of two
        assert any(words.startswith(str(line.Title)[:20].lstrip("0123456789 ")) for words in beside)


@EVERY
def test_the_outline_counts_the_lines_under_each(what: str, layout: str) -> None:
    """So that a reader opens them all (PDF 32000-1, 12.3.3)."""
    pdf, lines = outline(sheet(what, layout))
    levels = [level for level, _ in lines]
    assert int(pdf.Root.Outlines.Count) == len(lines)
    for index, (level, line) in enumerate(lines):
        after = next((place for place in range(index + 1, len(lines)) if levels[place] <= level), len(lines))
        assert int(line.get("/Count", 0)) == after - index - 1


@EVERY
def test_the_lines_of_the_outline_lead_back_as_they_lead_on(what: str, layout: str) -> None:
    pdf, lines = outline(sheet(what, layout))
    assert pdf.Root.Outlines.First.objgen == lines[0][1].objgen
    for _, line in lines:
        assert line.Parent.First.objgen == line.objgen or line.Prev.Next.objgen == line.objgen
        assert line.Parent.Last.objgen == line.objgen or line.Next.Prev.objgen == line.objgen


@EVERY
@pytest.mark.parametrize("reader", READERS)
def test_readers_find_the_words_in_order(tmp_path: Path, what: str, layout: str, reader: str) -> None:
    path = tmp_path / "sheet.pdf"
    path.write_bytes(sheet(what, layout))
    assert lost_word(read(path.read_bytes()), reader, path) == ""


@EVERY
def test_qpdf_finds_nothing(tmp_path: Path, what: str, layout: str) -> None:
    path = tmp_path / "sheet.pdf"
    path.write_bytes(sheet(what, layout))
    assert qpdf_complaints(path) == ""


BLOCKS: dict[str, b.Block] = {
    "heading": b.Heading(1, words("A title")),
    "paragraph": b.Paragraph((b.Span("One "), b.Span("strong", strong=True), b.Span(" word."))),
    "bulleted": b.List("bulleted", (words("one"), words("two"))),
    "numbered": b.List("numbered", tuple(words(f"Step {number}.") for number in range(1, 12))),
    "ticks": b.List("ticks", (words("shoes"), words("a chair"))),
    "table": b.Table((words("What"), words("When")), ((words("Walk"), words("Daily")), (words("Rest"), ()))),
    "plain table": b.Table((words("What"), words("When")), ((words("Walk"), words("Daily")),), row_heads=False),
    "columns": b.Columns((0, 60), ((b.Paragraph(words("Left.")),), (b.Paragraph(words("Right.")),))),
    "scale": b.Scale(0, 10, "no pain at all, not even at night or on stairs", "the worst pain that you can think of"),
    "lines": b.Lines(2, words(LOREM * 4)),
    "code": b.QrCode("https://riverside.example", "The way to our page"),
    "urgent": b.Callout("emergency", (b.List("bulleted", (words("a sign"),)),), words("Call 112"), 2),
    "tip": b.Callout("tip", (b.Paragraph(words("A tip.")),)),
    "dose": b.Callout("dose", (b.Paragraph((b.Span("Do "), b.Span("2 sets", "value"), b.Span(".")), "dose"),)),
    "caution": b.Callout("caution", (b.Paragraph(words("Take care.")),)),
    "names": b.Paragraph(words("Łukasz Żółć, Nguyễn Thị Ánh, Нина and Ελένη")),
    "gaps": b.Paragraph((b.Span("Do "), b.Span(kind="blank", width=14), b.Span(" sets."))),
    "card": b.Card("1", words("Heel raise"), (b.Paragraph(words("Stand up.")),)),
}


@pytest.mark.parametrize("name", BLOCKS)
def test_each_block_is_heard_as_it_should_be(name: str) -> None:
    data = painted(b.Heading(1, words("Blocks")), BLOCKS[name])
    assert read(data).problems == []
    assert read(data).entries == spoken((b.Heading(1, words("Blocks")), BLOCKS[name]))
    assert failures(data) == []


@pytest.mark.parametrize(
    ("block", "role"),
    [
        (b.Paragraph(words(LOREM * 150)), "P"),
        (b.List("numbered", tuple(words(LOREM) for _ in range(40))), "L"),
        (b.Table((words("What"), words("When")), tuple((words(LOREM), words("Daily")) for _ in range(40))), "Table"),
    ],
)
def test_what_goes_over_pages_stays_one_element(block: b.Block, role: str) -> None:
    data = painted(block)
    reading = read(data)
    pages = len(pypdfium2.PdfDocument(data))
    assert pages >= 2
    assert [entry[0] for entry in reading.entries].count(role) == 1
    assert reading.entries == spoken((block,))
    assert reading.problems + failures(data) == []
    if role == "Table":
        texts = page_texts(data)
        assert all(text.startswith("What") for text in texts)


def test_a_link_over_two_lines_is_one_element_between_the_words_around_it() -> None:
    link = b.Span(
        "the long address of our practice in the town by the sea, on the hill above it", link="https://x.example"
    )
    block = b.Paragraph((b.Span(LOREM + "Look at "), link, b.Span(" or at "), link, b.Span(". " + LOREM)))
    data = painted(block)
    assert read(data).entries == [
        ("P", " ".join("".join(span.text for span in block.spans).split()), ""),
        ("Link", link.text, ""),
        ("Link", link.text, ""),
    ]
    annotations = [each for page in pikepdf.open(io.BytesIO(data)).pages for each in page.obj.get("/Annots", [])]
    assert len(annotations) > 2
    assert read(data).problems + failures(data) == []


def test_words_in_another_language_say_so() -> None:
    markup = '<paragraph>The <foreign language="la">genu <strong>valgum</strong></foreign> is knock knee.</paragraph>'
    sheet = parse(f'<sheet title="T" language="en"><body>{markup}</body></sheet>', "x")
    data = painted(*sheet.blocks)
    assert read(data).entries == [("P", "The genu valgum is knock knee.", ""), ("Span", "genu valgum", "la")]
    assert read(data).problems + failures(data) == []


def test_text_that_nobody_owns_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    run = setting.GlyphRun
    monkeypatch.setattr(setting, "GlyphRun", lambda *fields: run(*fields[:-1], None))
    with pytest.raises(UnclaimedText, match="Nobody says this"):
        painted(b.Paragraph(words("Nobody says this.")))


def test_the_colour_profile_is_the_one_that_its_script_writes() -> None:
    assert PROFILE.read_bytes() == make_profile()
    pdf = pikepdf.open(io.BytesIO(sheet("ankle-pair", "log")))
    assert pdf.Root.OutputIntents[0].DestOutputProfile.read_bytes() == make_profile()


def test_the_colours_mean_srgb() -> None:
    from PIL import Image, ImageChops, ImageCms

    steps = Image.frombytes("L", (256, 1), bytes(range(256)))
    colours = Image.merge("RGB", (steps, steps.transpose(Image.Transpose.FLIP_LEFT_RIGHT), steps))
    seen = ImageCms.profileToProfile(colours, str(PROFILE), ImageCms.createProfile("sRGB"))
    assert seen
    assert max(high for _, high in ImageChops.difference(colours, seen).getextrema()) <= 1  # type: ignore[misc]


def test_what_the_file_says_of_itself_is_said_twice_alike() -> None:
    pdf = pikepdf.open(io.BytesIO(sheet("stiff-ankle", "handout")))
    with pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == str(pdf.docinfo.Title) == "Stiff ankle"
        assert metadata["dc:creator"] == ["Riverside & Sons"]
        assert (metadata["pdfuaid:part"], metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("1", "2", "A")
    assert not [key for key in pdf.docinfo if "Date" in key]
