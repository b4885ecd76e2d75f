"""Text is data: whatever a file says prints as typed, opens nothing and calls nobody."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pypdfium2
import pytest
from typer.testing import CliRunner

from handouts import ContentError, Order, Workspace, check, make
from handouts.checks.trial import long_furniture, trial_of
from handouts.cli.app import app
from handouts.content.library import Library
from handouts.content.merge_file import MergeFile
from handouts.content.tables import Sources
from handouts.layout import blocks as b
from handouts.sheets.starters import new_clinic
from handouts.typeset.characters import undrawable
from handouts.typeset.faces import CLOSE
from handouts.typeset.fonts import font_book
from tests.conftest import TODAY, alone, painted
from tests.structure import read

TEXTS = [
    "R&R",
    "Smith <carer>",
    "{{ 7*7 }}",
    "{% include 'clinic.yaml' %}",
    '<img src="http://127.0.0.1:9/x">',
    "100 %",
    "%s %d {0} {name}",
    "</paragraph><page-break/>",
    "&lt;b&gt; &#65; &amp;",
    "]]> <![CDATA[x]]> <!-- c -->",
    "back\\slash (paren) 'quote' \"double\"",
    "½ cup, 5 m², 37 °C",
    "no\u00a0break",
    "Łukasz O'Neil, Paweł, Нина, Nguyễn Thị Ánh",
]


def with_exercise(clinic: Path, **fields: object) -> None:
    """Write the exercise ankle-rock with these fields over its own."""
    import yaml

    path = clinic / "data/exercises/ankle-rock.yaml"
    path.write_text(yaml.safe_dump(yaml.safe_load(path.read_text("utf-8")) | fields, allow_unicode=True), "utf-8")


def printed(data: bytes) -> str:
    reading = read(data)
    assert reading.problems == []
    return " ".join(reading.text.split())


def one_space(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("place", ["name", "position", "step", "clinic"])
def test_prints_as_typed(clinic: Path, text: str, place: str) -> None:
    if place == "clinic":
        path = clinic / "clinic.yaml"
        quoted = text.replace("'", "''")
        path.write_text(path.read_text("utf-8").replace("name: Riverside & Sons", f"name: '{quoted}'"), "utf-8")
        layout, what = "handout", "stiff-ankle"
    else:
        with_exercise(clinic, **({"steps": [text, "Stop."]} if place == "step" else {place: text}))
        layout, what = "exercises", "ankle-pair"
    data = make(Order(what, layout), Workspace.open(clinic), today=TODAY).data
    assert one_space(text) in printed(data)


def test_nothing_is_opened_or_called(clinic: Path) -> None:
    """Sheets of hostile texts in all places open no network connection and no file outside their folders."""
    with_exercise(clinic, name=TEXTS[4], position=TEXTS[3], steps=TEXTS, cautions=TEXTS)
    place = Workspace.open(clinic)
    make(Order("ankle-pair", "pack"), place, today=TODAY)  # what is imported late is imported now
    seen: list[str] = []

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        by_path = event == "open" and not isinstance(arguments[0], int)  # else it was opened by its path before
        if watching and (event.startswith("socket.") or by_path):
            seen.append(f"{event} {arguments[0]}")

    watching = False
    sys.addaudithook(watch)
    watching = True
    make(Order("ankle-pair", "pack"), place, today=TODAY)
    watching = False
    assert not [one for one in seen if one.startswith("socket.")]
    folders = tuple(f"open {folder}" for folder in place.folders)
    assert not [one for one in seen if not one.startswith(folders)]


def test_a_word_of_300_letters_breaks_and_stays_on_the_page(clinic: Path) -> None:
    word = "Donaudampfschifffahrt" * 15
    with_exercise(clinic, position=word, steps=[word], name=word)
    for layout in ("exercises", "log"):
        data = make(Order("ankle-pair", layout), Workspace.open(clinic), today=TODAY).data
        assert word in re.sub(r"\s", "", printed(data))
        for page in pypdfium2.PdfDocument(data):
            text = page.get_textpage()
            boxes = [text.get_charbox(index) for index in range(text.count_chars())]
            assert all(left >= 0 and right <= page.get_width() and bottom >= 0 for left, bottom, right, _ in boxes)


def test_an_exercise_of_60_steps_goes_over_pages(clinic: Path) -> None:
    steps = [f"Do thing number {number} slowly and with care." for number in range(1, 61)]
    with_exercise(clinic, steps=steps)
    data = make(Order("ankle-pair", "exercises"), Workspace.open(clinic), today=TODAY).data
    text = printed(data)
    positions = [text.index(step) for step in steps]
    assert positions == sorted(positions)
    assert len(pypdfium2.PdfDocument(data)) >= 3


@pytest.mark.parametrize("text", ["smile 😀", "ܫܠܡܐ", "a \u2068x\u2069", "bell \a", "turned \u202eback", "lost \ufffd"])
def test_refused_by_name_where_it_stands(clinic: Path, text: str) -> None:
    with_exercise(clinic, position=text)
    with pytest.raises(ContentError) as caught:
        make(Order("ankle-pair", "exercises"), Workspace.open(clinic), today=TODAY)
    assert re.search(r"ankle-rock\.yaml:\d+: position: has U\+[0-9A-F]{4,5} ", str(caught.value))


UNPRINTABLE = ["sea \udcff", "a\x85b", "smile 😀", "ܫܠܡܐ", "\u2068محمد\u2069", "turned \u202eback", " "]


@pytest.mark.parametrize("name", UNPRINTABLE)
@pytest.mark.parametrize(
    "command",
    [
        ["review", "stiff-ankle", "--by"],
        ["make", "ankle-pair", "--patient"],
        ["make", "ankle-pair", "--clinician"],
        ["new", "exercise"],
        ["new", "prescription", "--from", "ankle-pair"],
        ["new", "clinic"],
    ],
)
def test_a_name_that_no_sheet_could_print_is_refused_before_anything_is_written(
    clinic: Path, monkeypatch: pytest.MonkeyPatch, command: list[str], name: str
) -> None:
    monkeypatch.chdir(clinic)
    before = sorted(clinic.rglob("*"))
    run = CliRunner().invoke(app, [*command, name])
    assert run.exit_code == 1
    assert "is empty" in run.output if name == " " else re.search(r"has U\+[0-9A-F]{4,5} ", run.output)
    assert "report it" not in run.output
    assert sorted(clinic.rglob("*")) == before


def test_a_name_in_reviews_that_no_font_draws_is_told_there(clinic: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for costly in ("library_sheets", "personal_sheets", "sample_sheets", "check_content", "picture_problems"):
        monkeypatch.setattr(f"handouts.checks.workspace.{costly}", lambda *_: [])
    review = "{id: stiff-ankle, hash: 0123456789ab, by: Ann 😀, date: 2026-01-01}"
    (clinic / "reviews.yaml").write_text(f"format: 1\nreviews:\n  - {review}\n", "utf-8")
    told = [str(problem) for problem in check(alone(clinic), TODAY) if problem.severity == "error"]
    assert [one for one in told if one.startswith("reviews.yaml:3: reviews[1].by: has U+1F600 ")]


def test_a_clinic_s_folder_comes_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, text: str) -> None:
        raise ContentError([])

    monkeypatch.setattr("handouts.sheets.starters._write", full)
    with pytest.raises(ContentError):
        new_clinic("Seaside", tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"position": "x" * 5001}, "position: is longer than 5000 characters."),
        ({"steps": ["Stop."] * 1001}, "steps: has 1,001 items or keys"),
        ({f"key{number}": 1 for number in range(2000)}, "has 2,0"),
        ({f"key{number}": 1 for number in range(480)}, ": and 380 more like this. Put the first ones right."),
    ],
)
def test_what_has_no_end_is_told_where_it_stands(clinic: Path, fields: dict[str, object], told: str) -> None:
    with_exercise(clinic, **fields)
    with pytest.raises(ContentError) as caught:
        make(Order("ankle-pair", "exercises"), Workspace.open(clinic), today=TODAY)
    assert any(told in str(problem) and problem.line for problem in caught.value.problems)
    assert len(caught.value.problems) <= 101


def test_a_sheet_of_more_pages_than_anybody_prints_is_refused() -> None:
    with pytest.raises(ContentError, match="has more than 200 pages"):
        painted(*[b.Paragraph((b.Span("Bend."),))] * 8000)


def test_a_long_name_is_short_on_every_page_or_the_clinic_is_told(clinic: Path) -> None:
    def told() -> list[str]:
        shelf = Library(Workspace.open(clinic))
        fonts = font_book(shelf.workspace, None, shelf, CLOSE)
        return [str(problem) for problem in long_furniture(trial_of(shelf, fonts, [], TODAY))]

    assert told() == []
    path = clinic / "clinic.yaml"
    text = path.read_text("utf-8").replace("name: Riverside & Sons", f"name: {'The Riverside Centre ' * 9}")
    path.write_text(text, "utf-8")
    head, foot = told()
    for part, said in (("head", head), ("foot", foot)):
        assert re.match(
            rf"clinic\.yaml:2: name: makes the {part} of each page \d lines high\. Write a short_name", said
        )
    path.write_text(text + "short_name: Riverside\n", "utf-8")
    assert told() == []
    data = make(Order("ankle-pair", "log"), Workspace.open(clinic), today=TODAY).data
    last = pypdfium2.PdfDocument(data)[1].get_textpage().get_text_range()
    assert "The Riverside Centre" not in last
    assert "Riverside" in last
    assert "01632 960 002" in last


def test_only_what_a_sheet_prints_has_to_be_drawn(clinic: Path) -> None:
    (clinic / "merge.yaml").write_text("format: 1\nheaders:\n  - {name: قائمة, columns: {name: الاسم}}\n", "utf-8")
    (clinic / "logo.png").rename(clinic / "شعار.png")
    path = clinic / "clinic.yaml"
    path.write_text(path.read_text("utf-8").replace("logo.png", "شعار.png"), "utf-8")
    sources = Workspace.open(clinic).data_file("sources.yaml").read_text("utf-8")
    (clinic / "data/sources.yaml").write_text(f"{sources}\n  ours: {{title: ܟܬܒܐ}}\n", "utf-8")
    shelf = Library(Workspace.open(clinic))
    fonts = font_book(shelf.workspace, None, shelf, CLOSE)
    files = [shelf.of_clinic(MergeFile), shelf.clinic()]
    assert [undrawable(file, fonts) for file in files if file] == [[], []]
    shelf.table(Sources)
    (problem,) = [problem for file in shelf.needs.files.values() for problem in undrawable(file, fonts)]
    assert (problem.file, problem.where) == ("data/sources.yaml", "sources.ours.title")
