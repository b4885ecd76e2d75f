"""The twins without pages: the same words as the PDF, valid, and nothing that a checker of web pages finds."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import replace
from html import escape, unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from handouts import Order, Workspace, make
from handouts.batch.index import index_page
from handouts.batch.jobs import library_jobs
from handouts.batch.manifest import SheetRecord
from handouts.cli.app import app
from handouts.content.library import Library, bundled_profiles
from handouts.drawing.pictures import Picture
from handouts.drawing.shapes import MM
from handouts.files.workspace import library_folder
from handouts.html.labelled import LETTER, SIZE, labelled_markup
from handouts.html.page import write_html
from handouts.layout import blocks as b
from handouts.layout.parts import FigureLabel
from handouts.layout.walk import with_blocks
from handouts.resolve.handout import surroundings
from handouts.sheets.pages import style_of
from tests.conftest import CLINIC, HERE, TODAY, block_tree
from tests.spoken import MARKS, plain, spoken, without_boxes
from tests.structure import read
from tests.test_hostile_text import TEXTS, with_exercise
from tests.test_layouts import SHEETS

LIBRARY = Workspace((library_folder(),))
EVERY = pytest.mark.parametrize(("what", "layout"), SHEETS)
TOOLS = HERE / "browser" / "node_modules"
INLINE = ("a", "span", "strong")


def twin(what: str, layout: str, form: str, profile: str = "standard", workspace: Workspace | None = None) -> str:
    place = workspace or Workspace.open(CLINIC)
    return make(Order(what, layout, profile=profile, form=form), place, today=TODAY).data.decode()  # type: ignore[arg-type]


class Heard(HTMLParser):
    """What a listener hears of the main part of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.silent = 0
        self.feed(page[page.index("<main>") : page.index("</main>")])

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        known = dict(attributes)
        drawn = tag == "svg" and known.get("role") == "img"  # its name is all that is heard of it
        if self.silent or drawn or known.get("aria-hidden") or known.get("class", "").endswith(" screen"):
            self.silent += 1
        if tag == "img" or drawn:
            self.said.append(f" {known.get('alt') or known['aria-label']} ")
        if tag == "input" and known.get("class") == "typed":
            self.said.append(" blank ")  # what paper's gap says: the field has a name that says more
        if tag not in INLINE or known.get("class", "").startswith("part"):
            self.said.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self.silent = max(0, self.silent - 1)
        if tag not in INLINE:
            self.said.append(" ")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.said.append(data)


def of_blocks(what: str, layout: str, profile: str = "standard", workspace: Workspace | None = None) -> list[str]:
    """The words of the PDF; a browser adds bullets and numbers by itself."""
    entries = spoken(without_notes(without_boxes(block_tree(what, layout, profile, None, workspace, once=True))))
    said = [words for role, words, _ in entries if role not in ("Lbl", "Link", "Span") and not contents(words)]
    return " ".join(said).replace(MARKS["ticks"], "").split()


def without_notes(sheet: b.Sheet) -> tuple[b.Block, ...]:
    """What is there whatever room paper has."""
    blocks = (
        replace(block, blocks=_no_questions(block.blocks)) if isinstance(block, b.LeafSide) else block
        for block in sheet.blocks
    )
    return tuple(with_blocks(each, _there) for each in _no_questions(blocks))  # type: ignore[misc]


def _no_questions(blocks: Iterable[b.Block]) -> tuple[b.Block, ...]:
    return tuple(block for block in blocks if not _is_for_questions(block))


def _there(block: object) -> object:
    return replace(block, there=True) if isinstance(block, b.IfRoom) else block


def _is_for_questions(block: b.Block) -> bool:
    """Whether it is nothing but lines to write on."""
    return (
        isinstance(block, b.Callout)
        and block.kind == "notes"
        and all(isinstance(each, b.Lines) for each in block.blocks)
    )


def contents(words: str) -> bool:
    """The page numbers of a pack: a web page has none."""
    return words.startswith("In this pack:")


@EVERY
@pytest.mark.parametrize("profile", bundled_profiles())
def test_the_page_says_the_words_of_the_pdf_in_order(what: str, layout: str, profile: str) -> None:
    assert "".join(Heard(twin(what, layout, "html", profile)).said).split() == of_blocks(what, layout, profile)


@EVERY
def test_each_head_of_a_table_says_what_it_heads(what: str, layout: str) -> None:
    """A head in the head of a table is a column's, any other one a row's."""
    for table in re.findall(r"<table.*?</table>", twin(what, layout, "html"), re.DOTALL):
        head, body = table.split("</thead>")
        assert set(re.findall(r"<th\b[^>]*?(?:scope=\"(\w*)\"[^>]*)?>", head)) <= {"col", "colgroup"}
        assert set(re.findall(r"<th\b[^>]*?(?:scope=\"(\w*)\"[^>]*)?>", body)) == {"row"}
        assert body.count("<th") == body.count("<tr")


@EVERY
def test_the_text_says_all_that_the_pdf_says(what: str, layout: str) -> None:
    text = plain(re.sub("_+", " blank ", twin(what, layout, "text").replace("\u00a0", " ")))
    for role, words, _ in spoken(without_notes(without_boxes(block_tree(what, layout)))):
        if role != "Lbl" and words not in ("Exercise", "Day") and not contents(words):  # a list of names needs no head
            said = (words, re.sub(r"^(\d) ", r"\1. ", words), words.replace(" blank", ": blank"))
            said += (words.replace(MARKS["ticks"], ""),)
            assert any(each in text for each in said), words


def test_lines_of_text_are_short_and_have_no_blanks_at_their_ends() -> None:
    for line in twin("ankle-pair", "pack", "text").splitlines():
        assert len(line) <= 80
        assert line == line.rstrip()


@EVERY
def test_a_page_holds_all_it_needs_and_runs_nothing(what: str, layout: str) -> None:
    page = twin(what, layout, "html")
    bare = re.sub(r'<script type="application/ld\+json">[^<]*</script>', "", page)
    assert not re.search(
        r"<(script|link|iframe|object|base|form)\b|@import|url\((?!#|data:font/woff2?;base64,)|\son\w+=", bare
    )
    assert all(source.startswith("data:image/png;base64,") for source in re.findall(r'src="([^"]*)"', page))
    assert page == twin(what, layout, "html")


FIELD = re.compile(r"<(?:input|textarea)\b[^>]*>")
NAME = re.compile(r'aria-label="([^"]*)"')


def test_a_week_can_be_typed_as_in_a_form_of_paper_and_no_browser_keeps_it() -> None:
    """Its start, its worst pain and its notes have the names that they have in the PDF."""
    order = Order("ankle-pair", "log", fillable=True)
    names = [name for name in read(make(order, Workspace.open(CLINIC), today=TODAY).data).fields if ": " in name]
    fields = FIELD.findall(twin("ankle-pair", "log", "html"))
    typed = [field for field in fields if 'type="checkbox"' not in field]
    assert [unescape(NAME.findall(field)[0]) for field in typed] == names
    assert [name.split(": ")[1] for name in names[:2]] == ["Write the start date", "Worst pain, 0\u00a0to\u00a010"]
    assert names[2] == "Week 1: Notes for your next visit"
    assert all('autocomplete="off"' in field for field in typed)
    assert all('spellcheck="false"' in field for field in typed if field.startswith("<textarea"))
    assert not any(" name=" in field or " value=" in field for field in fields)


def test_a_child_writes_a_word_and_a_dated_week_needs_no_start(clinic: Path) -> None:
    def typed(what: str, **order: Any) -> list[str]:
        page = make(Order(what, "log", form="html", example=True, **order), LIBRARY, today=TODAY).data.decode()
        return [field for field in FIELD.findall(page) if 'type="checkbox"' not in field]

    child = typed("hallux-valgus-children-play")
    assert "Week 1: Did it hurt?" in child[1]
    assert "inputmode" not in child[1]
    assert 'inputmode="decimal"' in typed("genu-valgum-three")[1]
    dated = typed("genu-valgum-three", typed={"patient": {"name": "A"}, "start": "2026-03-04"})
    assert not any("start date" in field for field in dated)
    assert len(dated) == 2 * 4


FACE = re.compile(r"@font-face \{[^}]*?(?:unicode-range: ([^;]*); )?src: url\(data:font/(woff2?);base64,")


def test_a_page_holds_the_letters_of_its_language_and_of_names_in_others() -> None:
    def faces(**order: Any) -> list[tuple[str, str]]:
        made = make(Order("back-pain-first-weeks", "log", form="html", example=True, **order), LIBRARY, today=TODAY)
        return FACE.findall(made.data.decode())

    assert faces() == [("", "woff2")] * 2
    assert faces(language="hi") == [("", "woff")] * 2
    (own, other), names = {*faces(language="ar")}, faces(typed={"patient": {"name": "Олена"}})
    assert {own[1], other[1]} == {"woff", "woff2"}
    assert "U+61, " in max(own[0], other[0])
    assert names == [*[("", "woff2")] * 2, *[("U+41E, U+430, U+435, U+43B, U+43D", "woff")] * 2]


def test_a_label_in_chinese_has_the_room_of_letters_as_wide_as_high() -> None:
    style = style_of(Library(LIBRARY), "standard", None)

    def room(text: str) -> float:
        figure = b.Figure("x", "A back.", 80, 60, labels=(FigureLabel((b.Span(text),), 50, 50),))
        drawing = labelled_markup(Picture(100, 300, "x"), figure, style)
        return float(re.findall(r'viewBox="0 0 (\S+)', drawing)[0]) - float(re.findall(r'tspan x="(\S+)"', drawing)[0])

    assert room("这里痛") >= 3 * SIZE > room("its")


def test_words_alone_under_a_narrow_picture_are_not_cut_off_and_it_is_as_high_as_it_may_be() -> None:
    label = FigureLabel((b.Span("Stand up slowly"),), 50, 50, below=True)
    figure = b.Figure("x", "A person.", 56, 21, labels=(label,), most=42)
    drawing = labelled_markup(Picture(20, 100, "x"), figure, style_of(Library(LIBRARY), "standard", None))
    wide, high = map(float, re.findall(r'viewBox="0 0 (\S+) (\S+)"', drawing)[0])
    lines = re.findall(r'tspan x="(\S+)" y="\S+">([^<]+)', drawing)
    assert {float(x) for x, _ in lines} == {wide / 2}
    assert wide >= LETTER * max(len(line) for _, line in lines)
    assert [line for _, line in lines] == ["Stand up", "slowly"]
    assert high > 42 * MM


def test_the_name_of_a_style_never_ends_the_style_sheet() -> None:
    style = style_of(Library(Workspace.open(CLINIC)), "standard", None)
    named = replace(style, text={**style.text, "x{}</style><script>alert(1)</script>": style.text["body"]})
    page = write_html(b.Sheet("T", "en", "ltr", (), (), (), ()), named, {}).decode()
    assert "<script" not in page
    assert page.count("</style>") == 1


def test_the_index_calls_what_it_does_not_know_by_its_name() -> None:
    asked = ("ankle-pair", "fridge-door", "extra-large", "a5", "sea-side", None)
    entry = SheetRecord(asked, "Ankle pair", 1, (), "", "2026-03-02", None, (1, 1))
    shelf = Library(Workspace.open(CLINIC))
    words, clinic = surroundings(shelf)
    style, heads = style_of(shelf, "standard", None), shelf.layouts.heads()[0]
    page = index_page({"x.pdf": entry}, {"x.pdf": "x.png"}, clinic, words, style, heads, {}).decode()
    assert "fridge door</h2>" in page
    assert "extra large, 1 page, a5, sea side" in page


@pytest.mark.parametrize("text", TEXTS)
def test_text_stays_text(clinic: Path, text: str) -> None:
    with_exercise(clinic, name=text, steps=[text, "Stop."], cautions=[text])
    said = "".join(Heard(twin("ankle-pair", "pack", "html", workspace=Workspace.open(clinic))).said)
    assert " ".join(said.split()).count(" ".join(text.split())) >= 3


@pytest.mark.parametrize(("form", "ending"), [("text", "txt"), ("html", "html"), ("pdf", "pdf")])
def test_the_command_writes_each_format(clinic: Path, form: str, ending: str) -> None:
    arguments = ["make", "ankle-pair", "--layout", "log", "--format", form, "--workspace", str(clinic)]
    run = CliRunner().invoke(app, arguments)
    assert run.exit_code == 0, run.output
    assert (clinic / "out" / f"ankle-pair-log.{ending}").is_file()


def needed(name: str) -> str:
    """A command; the test is skipped where it is missing, unless EVERY_READER says that all have to be there."""
    found = shutil.which(name, path=f"{TOOLS / '.bin'}{os.pathsep}{os.environ['PATH']}")
    if not found and not os.environ.get("EVERY_READER"):
        pytest.skip(f"{name} is not on this machine")
    assert found, f"{name} is not on this machine"
    return found


SPACED = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }"


def widths_in_a_browser(pages: Iterable[str], width: int, tmp_path: Path) -> list[int]:
    """How wide pages are, in pixels, in a window of a width."""
    frames = "".join(f'<iframe width="{width}" height="600" srcdoc="{escape(page)}"></iframe>' for page in pages)
    script = "[...document.querySelectorAll('iframe')].map(each => each.contentDocument.documentElement.scrollWidth)"
    report = f"<script>onload = () => document.title = JSON.stringify({script})</script>"
    path = tmp_path / "frames.html"
    path.write_text(f"<!DOCTYPE html><title></title><style>iframe {{ border: 0 }}</style>{frames}{report}", "utf-8")
    return json.loads(in_browser(path, tmp_path))  # type: ignore[no-any-return]


def test_no_page_is_wider_than_a_phone(clinic: Path, tmp_path: Path) -> None:
    """320 CSS pixels (WCAG 2.2, 1.4.10), whatever the clinic's address is, and with text set wider (1.4.12)."""
    long = "reception.and.appointments@seaside-physiotherapy-and-sports-medicine.example"
    written = (clinic / "clinic.yaml").read_text("utf-8").replace("desk@riverside.example", long)
    (clinic / "clinic.yaml").write_text(written, "utf-8")
    with_exercise(clinic, cautions=[f"Write to {long} or https://riverside.example/{'a' * 90} first."])
    asked = [(*SHEETS[0], "standard"), *(("ankle-pair", "pack", profile) for profile in ("standard", "large-print"))]
    pages = [twin(*each[:2], "html", each[2], Workspace.open(clinic)) for each in asked]
    spaced = [page.replace("</style>", f"{SPACED}</style>") for page in pages]
    assert max(widths_in_a_browser([*pages, *spaced], 320, tmp_path)) <= 320


def in_browser(path: Path, tmp_path: Path) -> str:
    """The title that a page gives itself."""
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=20000", "--window-size=400,800"]
    folder = f"--user-data-dir={tmp_path / 'browser'}"
    command = [needed("chromium"), *options, folder, "--dump-dom", path.as_uri()]
    seen = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120).stdout
    title = re.search(r"<title>(.*?)</title>", seen, re.DOTALL)
    assert title
    return unescape(title[1])


BESIDE = """JSON.stringify([...document.querySelectorAll(".columns > div > svg:only-child")].map(sign => {
  const words = sign.parentElement.nextElementSibling?.firstElementChild ?? sign;
  const [one, other] = [sign, words].map(each => each.getBoundingClientRect());
  const apart = other.left - one.right;
  return one.width < 30 ? 0 < apart && apart < 30 && other.top < one.bottom && one.top < other.bottom : "picture";
}).filter(each => each !== "picture"))"""


def test_each_sign_stands_beside_what_it_means(tmp_path: Path) -> None:
    page = twin("genu-valgum-three", "exercises", "html", workspace=LIBRARY)
    path = tmp_path / "page.html"
    path.write_text(page.replace("</body>", f"<script>document.title = {BESIDE}</script></body>"), "utf-8")
    assert json.loads(in_browser(path, tmp_path)) == [True, True]


FROM_RIGHT = """JSON.stringify([...document.querySelectorAll("svg .label")]
  .filter(each => /^[0-9]/.test(each.textContent))
  .map(each => each.getStartPositionOfChar(0).x > each.getStartPositionOfChar(2).x))"""


def test_the_number_of_a_picture_in_arabic_stands_at_the_right(tmp_path: Path) -> None:
    """However many lines the words under it take."""
    page = make(Order("low-back-pain", "handout", form="html", language="ar"), LIBRARY, today=TODAY).data.decode()
    path = tmp_path / "page.html"
    path.write_text(page.replace("</body>", f"<script>document.title = {FROM_RIGHT}</script></body>"), "utf-8")
    assert json.loads(in_browser(path, tmp_path)) == [True] * 3


PAGES = [
    (job.order.what, job.order.layout, job.order.profile)
    for job in library_jobs(LIBRARY, Path("out"), None, bundled_profiles(), None)
]


@pytest.mark.library
def test_every_page_is_valid(tmp_path: Path) -> None:
    command = needed("html-validate")
    for what, layout, profile in PAGES:
        page = twin(what, layout, "html", profile, LIBRARY)
        assert "".join(Heard(page).said).split() == of_blocks(what, layout, profile, LIBRARY)
        (tmp_path / f"{what}-{layout}-{profile}.html").write_text(page, "utf-8")
    presets = ["--preset", "standard,a11y"]
    run = subprocess.run([command, *presets, str(tmp_path)], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def axe_violations(page: str, tmp_path: Path) -> list[str]:
    """The rules of axe-core that a page breaks in a narrow window."""
    axe = (TOOLS / "axe-core" / "axe.min.js").read_text("utf-8")
    found = "found.violations.map(rule => [rule.id, rule.nodes.map(node => node.html)])"
    report = f"axe.run(document).then(found => document.title = JSON.stringify({found}))"
    path = tmp_path / "page.html"
    path.write_text(page.replace("</body>", f"<script>{axe}</script><script>{report}</script></body>"), "utf-8")
    return [f"{rule}: {nodes}" for rule, nodes in json.loads(in_browser(path, tmp_path))]


@pytest.mark.library
@pytest.mark.parametrize(("what", "layout", "profile"), PAGES)
def test_axe_finds_nothing(tmp_path: Path, what: str, layout: str, profile: str) -> None:
    assert axe_violations(twin(what, layout, "html", profile, LIBRARY), tmp_path) == []


IN_OTHERS = [  # all that runs from right to left, and a web page each in Cyrillic and in Devanagari
    *(("ar", layout) for layout in ("clinician", "exercises", "handout", "leaf", "log", "pack")),
    *(("uk", "pack"), ("hi", "handout")),
]


@pytest.mark.library
@pytest.mark.parametrize(("language", "layout"), IN_OTHERS)
def test_pages_in_other_languages_are_as_good(tmp_path: Path, language: str, layout: str) -> None:
    """Valid, no finding of axe, no wider than a phone; a browser takes the letters that it brings along."""
    what = "low-back-pain" if layout == "handout" else "back-pain-first-weeks"
    typed = None if layout == "handout" else {"patient": {"name": "Anna Kowalska", "id": "020 7946 0018"}}
    order = Order(what, layout, form="html", language=language, typed=typed, example=True)
    page = make(order, LIBRARY, today=TODAY).data.decode()
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in page
    assert axe_violations(page, tmp_path) == []
    assert max(widths_in_a_browser([page, page.replace("</style>", f"{SPACED}</style>")], 320, tmp_path)) <= 320
    (tmp_path / "page.html").write_text(page, "utf-8")
    command = [needed("html-validate"), "--preset", "standard,a11y", str(tmp_path / "page.html")]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    load = "Promise.all([...document.fonts].map(font => font.load())).then(fonts => document.title = fonts.length)"
    (tmp_path / "page.html").write_text(page.replace("</body>", f"<script>{load}</script></body>"), "utf-8")
    assert in_browser(tmp_path / "page.html", tmp_path) == str(page.count("@font-face"))


@pytest.mark.library
@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        (' lang="en-GB"', "", "html-has-lang"),
        (' role="img" aria-label="', ' role="img" data-x="', "svg-img-alt"),
        ("--ink: #15191c", "--ink: #b0b0b0", "color-contrast"),
        ("<title>Stiff ankle</title>", "", "document-title"),
        (' tabindex="0"', ' tabindex="3"', "tabindex"),
    ],
)
def test_axe_finds_faults(tmp_path: Path, old: str, new: str, rule: str) -> None:
    page = twin("stiff-ankle", "handout", "html")
    if rule == "svg-img-alt":
        page = twin("ankle-pair", "exercises", "html")
    assert old in page
    assert [found for found in axe_violations(page.replace(old, new), tmp_path) if found.startswith(rule)]
