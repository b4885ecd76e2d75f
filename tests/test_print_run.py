"""Merges: everyone gets their own sheet and nobody else's, as files and as one file for the printer."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis.strategies import integers

from handouts import Workspace
from handouts.batch import merging
from handouts.batch.merging import Merge, merge, plain_name
from handouts.pdf.imposition import booklet
from tests.commands import command
from tests.conftest import CLINIC, TODAY
from tests.readers import failures, page_texts, qpdf_complaints
from tests.structure import read

NAMES = ["Ł. Name", "B. O'Name", "", "<D> & {Name}", "B. O'Name"]


@pytest.fixture
def people(tmp_path: Path) -> Path:
    """Five people; one has no name, and two the same."""
    path = tmp_path / "people.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("name", "id"), *((name, f"P-{n}") for n, name in enumerate(NAMES, 1))])
    return path


def run(people: Path, target: Path, **said: str | bool) -> Path:
    wanted = Merge(people, "ankle-pair", **said)  # type: ignore[arg-type]
    found = merge(wanted, Workspace.open(CLINIC), TODAY, target.parent, target, workers=1)
    assert not [problem for outcome in found.outcomes for problem in outcome.problems]
    return target


@pytest.mark.parametrize(("layout", "paper"), [("pack", "a4"), ("exercises", "letter"), ("log", "a4")])
def test_a_print_run_is_one_sound_file(people: Path, tmp_path: Path, layout: str, paper: str) -> None:
    target = run(people, tmp_path / "run.pdf", layout=layout, paper=paper)
    assert failures(target.read_bytes()) == []
    assert not qpdf_complaints(target)
    tree = read(target.read_bytes())
    assert not tree.problems
    texts = page_texts(target)
    with pikepdf.open(target) as pdf:
        starts = [number for number, page in enumerate(pdf.pages) if page.label.endswith(" 1")]
    assert len(starts) == len(NAMES)
    assert all(start % 2 == 0 for start in starts)
    ends = [*starts[1:], len(texts)]
    for number, (start, end) in enumerate(zip(starts, ends, strict=True), 1):
        theirs = " ".join(texts[start:end])
        assert NAMES[number - 1] in theirs
        assert not [name for name in NAMES if name and name != NAMES[number - 1] and name in theirs]
        assert set(re.findall(r"P-\d", theirs)) == {f"P-{number}"}
        printed = [text for text in texts[start:end] if text.strip()]
        assert len(printed) in (end - start, end - start - 1)
        pages = [re.search(r"Page (\d+) of (\d+)", text) for text in printed]
        if layout != "log":  # a day in each row needs no numbers of pages
            assert [match and match.groups() for match in pages] == [
                (str(n), str(len(printed))) for n in range(1, len(printed) + 1)
            ]
    assert len(texts) % 2 == 0
    width = float(pypdfium2.PdfDocument(target)[0].get_width())
    assert width == pytest.approx({"a4": 595.3, "letter": 612}[paper], abs=0.1)


def test_the_outline_leads_to_everyone_and_the_title_names_nobody(people: Path, tmp_path: Path) -> None:
    pdf = pikepdf.open(run(people, tmp_path / "run.pdf"))
    with pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
        pages = [pikepdf.Page(item.destination[0]).index for item in outline.root]
        below = [[child.title for child in item.children] for item in outline.root]
        led = [[pikepdf.Page(child.destination[0]).index for child in item.children] for item in outline.root]
    assert [set(theirs) for theirs in below] == [{"My exercises", "My log"}] * len(NAMES)
    assert all(
        start <= min(theirs) <= max(theirs) < end
        for start, theirs, end in zip(pages, led, [*pages[1:], 999], strict=True)
    )
    assert [page.label for page in pdf.pages][:2] == [f"{NAMES[0]} 1", f"{NAMES[0]} 2"]
    assert [pdf.pages[page].label for page in pages] == [f"{title} 1" for title in titles]
    assert titles == [name or f"Person {number}" for number, name in enumerate(NAMES, 1)]
    assert pages == sorted(set(pages))
    assert str(pdf.docinfo.Title) == "Sheets for 5 people"
    resources = [page.obj.Resources for page in pdf.pages]
    fonts = {font.objgen for each in resources if "/Font" in each for font in each.Font.values()}
    assert len(fonts) <= 4  # embedded once for all


@given(pages=integers(1, 40))
def test_a_booklet_reads_in_order_when_it_is_folded(pages: int) -> None:
    paper, sides, places = booklet(pages, (595.0, 842.0))
    assert paper == (842.0, 595.0)
    assert sides % 2 == 0
    at = {(place.side, place.x < paper[0] / 2): page for page, place in enumerate(places)}
    assert len(at) == pages
    leaves = sides // 2  # the first leaf is the outermost
    left_to_right = [(2 * leaf, False) for leaf in range(leaves)], [(2 * leaf + 1, True) for leaf in range(leaves)]
    opening = [spot for pair in zip(*left_to_right, strict=True) for spot in pair]
    closing = [spot for leaf in reversed(range(leaves)) for spot in ((2 * leaf + 1, False), (2 * leaf, True))]
    read_on = [at.get(spot) for spot in (*opening, *closing)]
    assert [page for page in read_on if page is not None] == list(range(pages))


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_booklet_says_the_same_on_half_the_sides(people: Path, tmp_path: Path, paper: str) -> None:
    usual = run(people, tmp_path / "run.pdf", layout="exercises", paper=paper)
    folded = run(people, tmp_path / "booklet.pdf", layout="exercises", paper=paper, booklet=True, profile="standard")
    assert failures(folded.read_bytes()) == []
    assert not qpdf_complaints(folded)
    trees = read(usual.read_bytes()), read(folded.read_bytes())
    assert not trees[1].problems
    assert trees[0].text == trees[1].text
    with pikepdf.open(folded) as pdf:
        assert len(pdf.pages) % (2 * len(NAMES)) == 0
        for page in pdf.pages:
            width, height = (float(side) for side in page.mediabox[2:])
            assert width > height
            for link in page.obj.get("/Annots", []):
                left, bottom, right, top = (float(side) for side in link.Rect)
                assert 0 <= left < right <= width
                assert 0 <= bottom < top <= height


def test_a_booklet_is_for_a_print_run_and_in_large_letters(people: Path, tmp_path: Path) -> None:
    base = ("merge", str(people), "--programme", "ankle-pair", "--workspace", str(CLINIC), "--layout", "log")
    alone = command(*base, "--booklet")
    assert alone.returncode == 1
    assert "--booklet: is for a print run. Name its file (--print-run FILE)." in alone.stderr
    target = tmp_path / "booklet.pdf"
    assert command(*base, "--booklet", "--print-run", str(target), "--today", str(TODAY)).returncode == 0
    small = command(*base, "--booklet", "--profile", "standard", "--print-run", str(target), "--today", str(TODAY))
    assert re.search(r"its smallest letters are 8\.\d points. In the profile large-print", small.stdout + small.stderr)
    assert command(*base, "--booklet", "--print-run", str(target), "--today", str(TODAY)).returncode == 0
    large = run(people, tmp_path / "large.pdf", layout="log", profile="large-print", booklet=True)
    assert read(target.read_bytes()).text == read(large.read_bytes()).text


def test_a_run_of_one_reads_like_the_sheet_itself(people: Path, tmp_path: Path) -> None:
    one = tmp_path / "one.csv"
    one.write_text("name,id\nŁ. Name,P-1\n", "utf-8")
    whole = read(run(one, tmp_path / "run.pdf", layout="exercises").read_bytes())
    found = merge(
        Merge(one, "ankle-pair", layout="exercises"), Workspace.open(CLINIC), TODAY, tmp_path, None, workers=1
    )
    (outcome,) = found.outcomes
    assert outcome.made
    assert whole.text == read(outcome.made.data).text


def test_files_have_names_of_their_own_that_say_no_name(people: Path, tmp_path: Path) -> None:
    base = ("merge", str(people), "--programme", "ankle-pair", "--workspace", str(CLINIC), "--layout", "log")
    run = command(*base, "--out", str(tmp_path / "out"))
    assert run.returncode == 0, run.stderr
    files = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert len(files) == 5
    assert all(re.fullmatch(r"ankle-pair-[0-9a-f]{8}-log\.pdf", name) for name in files)
    named = command(*base, "--out", str(tmp_path / "named"), "--names")
    assert named.returncode == 0
    assert any(path.name.startswith("Ł-Name-ankle-pair-") for path in (tmp_path / "named").iterdir())


def test_people_with_the_same_code_get_files_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "people.csv"
    path.write_text("name\nA. Name\nB. Name\nC. Name\n", "utf-8")
    monkeypatch.setattr(merging, "code_of", lambda _: "0123abcd")
    found = merge(Merge(path, "ankle-pair", layout="log"), Workspace.open(CLINIC), TODAY, tmp_path / "out", None)
    stem = "ankle-pair-0123abcd"
    names = [outcome.job.target.name for outcome in found.outcomes]
    assert names == [f"{stem}-log.pdf", f"{stem}-2-log.pdf", f"{stem}-3-log.pdf"]


def test_bad_rows_are_left_out_and_told(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("name,side,start\nA. Name,left,\nB. Name,,31/02/2026\nC. Name,,\n", "utf-8")
    base = ("merge", str(path), "--programme", "ankle-pair", "--workspace", str(CLINIC), "--layout", "log")
    target = tmp_path / "run.pdf"
    run = command(*base, "--print-run", str(target))
    assert run.returncode == 1
    assert "people.csv:3: start: is written in an order that nobody has declared." in run.stderr
    assert f"2 people in {target}, 1 failed" in run.stderr
    assert [bool(re.search("[AC]. Name", text)) for text in page_texts(target) if text.strip()].count(
        True
    ) == 4  # both pages of each
    target.unlink()
    stopped = command(*base, "--print-run", str(target), "--fail-fast")
    assert stopped.returncode == 1
    assert f"{target} was not written" in stopped.stderr
    path.write_text("name,start\nB. Name,31/02/2026\n", "utf-8")
    nobody = command(*base, "--print-run", str(target))
    assert nobody.returncode == 1
    assert "nobody is left to print for" in nobody.stderr
    assert sorted(each.name for each in tmp_path.iterdir()) == ["people.csv"]


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("A. B/../C", "A-B-C"),
        ("..", ""),
        ("con", "con"),
        ("Ж. Имя", "Ж-Имя"),
        ("x" * 99, "x" * 60),
        ("a_b\u202e", "a-b"),
    ],
)
def test_a_name_in_a_file_name_is_letters_and_digits(name: str, plain: str) -> None:
    assert plain_name(name) == plain


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_sheet_for_itself_is_folded_as_one_of_a_run(tmp_path: Path, paper: str) -> None:
    """Pages 4 and 1 are on the front of the outer leaf, 2 and 3 behind; letters are large unless told otherwise."""
    base = ("make", "ankle-pair", "--layout", "exercises", "--paper", paper, "--workspace", str(CLINIC))
    folded, flat = tmp_path / "folded.pdf", tmp_path / "flat.pdf"
    assert command(*base, "--booklet", "-o", str(folded)).returncode == 0
    assert command(*base, "--profile", "large-print", "-o", str(flat)).returncode == 0
    assert failures(folded.read_bytes()) == []
    trees = [read(path.read_bytes()) for path in (flat, folded)]
    assert trees[0].text == trees[1].text
    with pikepdf.open(flat) as before, pikepdf.open(folded) as after:
        pages, sides = len(before.pages), len(after.pages)
        assert sides == 2 * -(-pages // 4)
        assert all(page.mediabox[2] > page.mediabox[3] for page in after.pages)
    texts, half = page_texts(folded), []
    for number in range(1, pages + 1):
        (side,) = (at for at, text in enumerate(texts) if f"Page {number} of {pages}" in text)
        halves = pypdfium2.PdfDocument(folded)[side].get_textpage()
        at = halves.search(f"Page {number} of {pages}").get_next()
        half.append((side, halves.get_charbox(at[0])[0] < 421))
    assert half == [(place.side, place.x < 300) for place in booklet(pages, (595, 842)).places]
    assert half[:2] == [(0, False), (1, True)]
    for more, told in (
        ("--format=html", "Leave the form out (--format)."),
        ("--fillable", "Leave out that it is fill"),
    ):
        refused = command(*base, "--booklet", more)
        assert refused.returncode == 1
        assert f"--booklet: is a PDF to print and fold. {told}" in refused.stderr
