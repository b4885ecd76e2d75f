"""A layout is one file that says of itself what it is; everything else goes by that."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pikepdf
import pytest
import uharfbuzz as hb

from handouts import ContentError, Order, Workspace, check, make
from handouts.batch import refresh
from handouts.batch.jobs import library_jobs, personal_jobs
from handouts.checks.listing import entries
from handouts.content.layouts import Layouts, layouts_of
from tests.commands import command
from tests.conftest import CLINIC, TODAY, alone
from tests.readers import words_by
from tests.test_docs import ROOT

(FRIDGE,) = re.findall(r"```xml\n(\{# layout\n.*?)```", (ROOT / "docs/layouts.md").read_text("utf-8"), re.DOTALL)
NOT_NAMED = ("leaf", "handout", "exercises", "log", "pack", "clinician", "brand")


def written(clinic: Path, name: str, source: str) -> Layouts:
    (clinic / "layouts").mkdir(exist_ok=True)
    (clinic / "layouts" / f"{name}.xml.j2").write_text(source, "utf-8")
    return layouts_of(Workspace.open(clinic))


def test_the_layout_of_the_document_is_one_file(clinic: Path) -> None:
    """`all`, `make`, `check`, the index and `list` take it, as the document says."""
    written(clinic, "fridge", FRIDGE)
    place, out = alone(clinic), clinic / "out"
    planned = refresh.plan(library_jobs(place, out, None, ["standard"], None), place, out, TODAY)
    outcomes = list(refresh.refresh(planned, workers=1))
    assert [problem for each in outcomes for problem in each.problems] == []
    refresh.write_page(planned)
    page = (out / refresh.INDEX).read_text("utf-8")
    assert "Exercises for the fridge</h2>" in page
    assert page.index("Packs</h2>") < page.index("Exercises for the fridge</h2>")  # which gives no order
    assert (out / "ankle-pair+fridge.pdf").read_bytes() == make(Order("ankle-pair", "fridge"), place, today=TODAY).data
    assert [problem for problem in check(place, TODAY) if problem.rule != "contrast"] == []
    (listed,) = [entry for entry in entries("layouts", place, TODAY) if entry.id == "fridge"]
    assert (listed.name, listed.audience) == ("Exercises for the fridge", "for a programme, made by all")
    (clinic / "prescriptions").mkdir()
    (clinic / "prescriptions/0042.yaml").write_text("format: 1\nprogramme: ankle-pair\n", "utf-8")
    orders = [job.order.layout for job in personal_jobs(place, out, None, ["standard"], None)]
    assert orders == ["leaf", "exercises", "log", "pack", "fridge"]
    (clinic / "layouts/fridge.xml.j2").unlink()
    again = refresh.plan(library_jobs(place, out, None, ["standard"], None), place, out, TODAY)
    assert again.gone == (out / "ankle-pair+fridge.pdf",)


(WIDE_LETTERS,) = re.findall(r"```yaml\nprofiles:\n(.*?)```", (ROOT / "docs/format.md").read_text("utf-8"), re.DOTALL)


def test_a_profile_of_a_clinic_is_one_entry(clinic: Path) -> None:
    """`all`, `make`, `merge`, `check` and the index take it; it is told of where it is not there."""
    styles = (ROOT / "data/styles.yaml").read_text("utf-8") + WIDE_LETTERS
    (clinic / "data/styles.yaml").write_text(styles, "utf-8")
    os.utime(clinic / "data/styles.yaml", (1_700_000_000, 1_700_000_000))  # what has just changed may change again
    place, out = alone(clinic), clinic / "out"
    planned = refresh.plan(library_jobs(place, out, ["log", "exercises"], ["wide-letters"], None), place, out, TODAY)
    assert [problem for each in refresh.refresh(planned, workers=1) for problem in each.problems] == []
    refresh.write_page(planned)
    assert "wide letters, " in (out / refresh.INDEX).read_text("utf-8")
    assert sorted(path.name for path in out.glob("*.pdf")) == [
        "ankle-pair+exercises+wide-letters.pdf",
        "ankle-pair+log+wide-letters.pdf",
    ]
    assert refresh.plan(planned.due, place, out, TODAY).due == ()
    assert [each for each in check(place, TODAY) if each.rule not in ("contrast", "instead-of-ours")] == []
    (clinic / "monday.csv").write_text("name,programme\nAnn,ankle-pair\n", "utf-8")
    run = command("merge", "monday.csv", "--profile", "Dyslexia", "--layout", "log", cwd=clinic)
    assert run.returncode == 0, run.stderr
    run = command("make", "ankle-pair", "--profile", "wide-leters", cwd=clinic)
    assert (run.returncode, run.stderr) == (
        1,
        '--profile: there is no profile "wide-leters". Did you mean "wide-letters"?\n',
    )
    for old, new, told in (
        ("wide-letters:", "letter:", 'has a profile "letter"'),
        (
            "font: Noto Sans",
            "font: Noto",
            'profiles.wide-letters.font: no font family is called "Noto". Did you mean "Noto Sans"?',
        ),
    ):
        (clinic / "data/styles.yaml").write_text(styles.replace(old, new), "utf-8")
        assert [each for each in check(place, TODAY) if told in str(each)]


def test_letters_that_stand_apart_are_words_for_every_reader(clinic: Path) -> None:
    """Whoever takes a gap between letters for one between words would read "e xe rc ise"; the fonts in the file have
    the widths that their letters take on the page."""
    data = {
        profile: make(Order("ankle-pair", "leaf", profile), Workspace.open(clinic), today=TODAY).data
        for profile in ("easy-read", "dyslexia")
    }
    files = {profile: clinic / f"{profile}.pdf" for profile in data}
    for profile, path in files.items():
        path.write_bytes(data[profile])
    with pikepdf.open(files["dyslexia"]) as pdf:
        for font in pdf.pages[0].Resources.Font.values():
            face = hb.Face(bytes(font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()))
            first, widths, *_ = font.DescendantFonts[0].W
            drawn = [hb.Font(face).get_glyph_h_advance(int(first) + n) * 1000 / face.upem for n in range(len(widths))]
            assert drawn == pytest.approx([float(width) for width in widths], abs=0.5)
    page = make(Order("ankle-pair", "exercises", "dyslexia", form="html"), Workspace.open(clinic), today=TODAY).data
    assert b"letter-spacing: 0.08em; word-spacing: 0.16em" in page
    assert b"--paper: #fbf3dc" in page
    for reader in ("pdfium", "mupdf", "poppler"):
        usual, apart = (set(words_by(reader, path)) for path in files.values())
        assert usual - apart == set()


@pytest.mark.parametrize(
    ("head", "line", "told"),
    [
        ("", 1, "has no head. Start it with"),
        ('{% extends "fridge.xml.j2" %}', 1, "has no head. Start it with"),
        ('{% extends "packs.xml.j2" %}', 1, 'has no head, and extends "packs.xml.j2", which is not there.'),
        ("{# layout\nabout: programme\n#}", 2, "name: is missing."),
        ("\n\n{# layout\nname: X\nabout: shelf\n#}", 5, "about: is not one of 'condition', 'programme' or 'clinic'."),
        ("{# layout\nname: X\nabout: programme\nneed: [log]\n#}", 4, 'Did you mean "needs"?'),
        ("{# layout\nname: X\nabout: condition\ntitle: log\n#}", 2, "has its title of a programme"),
        ("{# layout\nname: X\nabout: programme\nneeds: [patient]\nall: [library]\n#}", 2, "needs a patient"),
        ("{# layout\nname: X\nabout: a: b\n#}", 3, "has a second colon in one line."),
    ],
)
def test_a_missing_or_wrong_head_is_one_message(clinic: Path, head: str, line: int, told: str) -> None:
    layouts = written(clinic, "fridge", head + "<sheet/>")
    with pytest.raises(ContentError) as caught:
        layouts.head("fridge")
    (problem,) = caught.value.problems
    assert (problem.file, problem.line) == ("layouts/fridge.xml.j2", line)
    assert told in str(problem)
    assert problem in check(alone(clinic), TODAY)


def test_a_wrong_head_stops_no_other_sheet(clinic: Path) -> None:
    written(clinic, "fridge", "{# layout\nname: X\nabout: shelf\n#}")
    place = alone(clinic)
    assert len(library_jobs(place, clinic / "out", None, ["standard"], None)) == 5
    run = command("all", "--layout", "fridge", cwd=clinic)
    assert (run.returncode, run.stderr.count("\n")) == (1, 1)
    assert run.stderr.startswith("layouts/fridge.xml.j2:3: about: is not one of")


def test_a_layout_without_a_head_has_that_of_the_one_that_it_extends(clinic: Path) -> None:
    layouts = written(clinic, "short", '{% extends "bundled:pack.xml.j2" %}')
    layouts = written(clinic, "shorter", '{% extends "short.xml.j2" %}')
    layouts = written(clinic, "log", "<sheet/>")
    pack = layouts.head("pack")
    assert layouts.head("short") == layouts.head("shorter") == pack.model_copy(update={"default": False})
    assert layouts.default("programme") == "leaf"
    assert layouts.head("log").name == "Exercise logs"
    layouts = written(clinic, "own", "{# layout\nname: Mine\nabout: programme\ndefault: true\norder: 1\n#}<sheet/>")
    assert layouts.default("programme") == "own"
    assert next(iter(layouts.heads()[0])) == "own"


def test_no_python_names_a_layout() -> None:
    """Words such as "exercises" mean other things too: what is looked for is a layout that is compared or set."""
    names = "|".join(NOT_NAMED)
    pattern = re.compile(rf'layouts?\b[^\n]{{0,12}}(?:==|!=|\bin\b|=)[^\n"]{{0,12}}"(?:{names})"')
    sources = (ROOT / "handouts").glob("*/**/*.py")
    assert [path.name for path in sources if pattern.search(path.read_text("utf-8"))] == []
    assert sorted(layouts_of(Workspace.open(CLINIC)).heads()[0]) == sorted(NOT_NAMED)
