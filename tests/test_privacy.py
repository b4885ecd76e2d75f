"""A patient's details are in the text of the patient's sheets, and nowhere else."""

from __future__ import annotations

import base64
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from handouts import Workspace, make
from handouts.content.library import Library
from handouts.files.writing import writing
from handouts.layout import blocks as b
from handouts.layout import markup
from handouts.pdf import fonts as pdf_fonts
from handouts.resolve.handout import resolve
from handouts.resolve.order import Order
from handouts.reuse import stores
from handouts.reuse.kept import NO_SECRET
from handouts.sheets.pages import illustrations, lay_out, set_pages, style_of
from handouts.typeset import faces, fonts, sheet
from handouts.typeset.boxes import set_block
from handouts.typeset.setting import Setting
from tests.conftest import CLINIC, TODAY
from tests.structure import read
from tests.test_workspace import ROOT, command

NAME, NUMBER, CLINICIAN = "Żaneta Quisquilia", "QX-4711", "Dr Obbligato"
SECRETS = ("Żaneta", "Quisquilia", NUMBER, CLINICIAN, "Obbligato", "weighed-and-known")
WRITTEN = f"""format: 1
patient: {{name: {NAME}, id: {NUMBER}, born: 1971-05-01}}
clinician: {CLINICIAN}
programme: ankle-pair
start: 2026-03-04
contraindications: [dizziness]
overrides: [{{contraindication: dizziness, why: weighed-and-known}}]
"""


def forms(text: str) -> Iterator[bytes]:
    """A text in every way in which a program may write it down."""
    for encoding in ("utf-8", "utf-16-be", "utf-16-le", "latin-1"):
        try:
            coded = text.encode(encoding)
        except UnicodeEncodeError:
            continue
        yield coded
        yield coded.hex().encode()
        yield coded.hex().upper().encode()
    yield text.encode("unicode_escape")


def held(data: bytes) -> list[str]:
    return [text for text in SECRETS if any(form in data for form in forms(text))]


def opened(path: Path) -> pikepdf.Pdf:
    try:
        return pikepdf.open(path)
    except pikepdf.PasswordError:
        return pikepdf.open(path, password="x")


def around_the_pages(pdf: pikepdf.Pdf) -> bytes:
    """All of a PDF but what is painted on its pages, with nothing packed."""
    for page in pdf.pages:
        page.Contents = pdf.make_stream(b"")
    out = BytesIO()
    pdf.remove_unreferenced_resources()
    pdf.save(out, qdf=True, encryption=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()


def test_a_name_is_found_in_the_text_of_its_sheets_alone(clinic: Path, tmp_path: Path) -> None:
    places = {name: tmp_path / name for name in ("HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "TMPDIR")}
    for folder in places.values():
        folder.mkdir()
    secret = clinic / "prescriptions/0042.yaml"
    secret.parent.mkdir()
    secret.write_text(WRITTEN, "utf-8")
    environment = {**os.environ, **{name: str(folder) for name, folder in places.items()}}
    said = b""
    typed = ["--patient", NAME, "--clinician", CLINICIAN, "--start", "2026-03-04", "--side", "left"]
    for arguments in (
        ["make", "prescriptions/0042.yaml"],
        ["make", "prescriptions/0042.yaml", "--layout", "clinician"],
        ["make", "ankle-pair", "--layout", "exercises", *typed],
        ["make", "ankle-pair", "--layout", "log", "--password", "x", *typed],
        ["make", "ankle-pair", "--layout", "log", "--profile", "large-print", *typed, "--out", "/proc/no.pdf"],
        ["all", "--layout", "log", "--jobs", "2"],
        ["all", "--prescriptions", "--jobs", "2"],
        ["check"],
        ["list", "programmes"],
    ):
        run = subprocess.run(
            [sys.executable, str(ROOT / "generate.py"), *arguments],
            cwd=clinic,
            env=environment,
            capture_output=True,
            check=False,
        )
        assert run.returncode == ("/proc/no.pdf" in arguments), run.stderr
        said += run.stdout + run.stderr
    assert held(said) == []
    files = [path for path in tmp_path.rglob("*") if path.is_file() and path != secret]
    sheets = [path for path in files if path.is_relative_to(clinic / "out/personal")]
    assert len(sheets) >= 6
    assert held(" ".join(map(str, tmp_path.rglob("*"))).encode()) == []
    for path in files:
        assert held(path.read_bytes()) == [], path
    for path in (clinic / "out").rglob("*.pdf"):
        with opened(path) as pdf:
            shown = BytesIO()
            pdf.save(shown, encryption=False)
            assert held(around_the_pages(pdf)) == [], path
        assert (NAME in " ".join(read(shown.getvalue()).text.split())) == (path in sheets), path


def mode(path: Path) -> str:
    return oct(path.stat().st_mode & 0o777)


@pytest.mark.skipif(os.name != "posix", reason="modes are those of Unix")
def test_what_is_about_a_patient_is_for_its_owner_alone(clinic: Path, tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        people = tmp_path / "people.csv"
        people.write_text(f"name,id\n{NAME},1\n", "utf-8")
        here = ("--workspace", str(clinic))
        for arguments in (
            ("new", "prescription", "0042", "--from", "ankle-pair"),
            ("make", "0042", "--layout", "log"),
            ("make", "ankle-pair", "--layout", "log"),
            ("make", "ankle-pair", "--layout", "log", "--patient", NAME, "--format", "html"),
            ("merge", str(people), "--programme", "ankle-pair", "--layout", "log"),
            ("merge", str(people), "--programme", "ankle-pair", "--layout", "log", "--print-run", "run/monday.pdf"),
        ):
            run = command(*arguments, *here, cwd=clinic)
            assert run.returncode == 0, run.stderr
        folders = [clinic / name for name in ("prescriptions", "out/personal", "run")]
        assert {mode(folder) for folder in folders} == {"0o700"}
        assert len([path for folder in folders for path in folder.iterdir()]) == 5
        assert {mode(path) for folder in folders for path in folder.iterdir()} == {"0o600"}
        assert (mode(clinic / "out"), mode(clinic / "out/ankle-pair-log.pdf")) == ("0o755", "0o644")
        with writing(tmp_path / "sheet.pdf", private=True):
            (temporary,) = tmp_path.glob(".handouts-*")
            assert mode(temporary) == "0o600"
        assert command("new", "clinic", "Fresh", cwd=tmp_path).returncode == 0
        assert (mode(tmp_path / "fresh/prescriptions"), mode(tmp_path / "fresh/data")) == ("0o700", "0o755")
    finally:
        os.umask(before)


def test_every_command_takes_away_what_a_killed_one_left(clinic: Path) -> None:
    people = clinic / "people.csv"
    people.write_text(f"name\n{NAME}\n", "utf-8")
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    with writing(clinic / "x") as file:
        left = Path(file.name).name.replace(f"-{os.getpid()}-", f"-{ended.pid}-")
    merging = ("merge", str(people), "--programme", "ankle-pair", "--layout", "log")
    for arguments, folder in (
        (("make", "ankle-pair", "--layout", "log"), clinic / "out"),
        (("make", "ankle-pair", "--layout", "log", "--patient", NAME), clinic / "out/personal"),
        ((*merging, "--print-run", "monday.pdf"), clinic),
        ((*merging, "--out", "monday"), clinic / "monday"),
        (("brand",), clinic / "out"),
    ):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / left).write_text(NAME, "utf-8")
        assert command(*arguments, "--workspace", str(clinic), cwd=clinic).returncode == 0
        assert not (folder / left).exists(), arguments


def test_no_sheet_takes_the_place_of_what_it_is_made_of(clinic: Path) -> None:
    people, secret = clinic / "people.csv", clinic / "prescriptions/0042.yaml"
    people.write_text(f"name\n{NAME}\n", "utf-8")
    secret.parent.mkdir()
    secret.write_text(WRITTEN, "utf-8")
    merging = ("merge", str(people), "--programme", "ankle-pair", "--layout", "log", "--print-run")
    made = ("make", "0042", "--layout", "log", "--out")
    for arguments, target in (
        (merging, people),
        (made, secret),
        ((*made[:-1], "--format", "text", "--out"), secret),
        (("brand", "--out"), clinic / "logo.png"),
        (made, clinic / "clinic.yaml"),
    ):
        before = target.read_bytes()
        run = command(*arguments, str(target), cwd=clinic)
        assert run.returncode == 1
        assert "is there already and is no such sheet." in run.stderr
        assert target.read_bytes() == before
    for _ in range(2):  # its own sheet is made again, whatever it is called
        assert command(*made, str(clinic / "sheet"), cwd=clinic).returncode == 0


def test_the_search_of_this_test_finds_names() -> None:
    """With the name in the title, asked for, the search above does find it."""
    keys = {"patient": {"name": NAME}}
    data = make(Order("ankle-pair", "log", typed=keys, title_with_name=True), Workspace.open(CLINIC), today=TODAY)
    with pikepdf.open(BytesIO(data.data)) as pdf:
        assert set(held(around_the_pages(pdf))) == {"Żaneta", "Quisquilia"}
        assert str(pdf.docinfo.Title) == f"Exercise programme: {NAME}"


@pytest.mark.parametrize("layout", ["handout", "exercises", "log", "pack", "clinician"])
def test_the_title_says_exercise_programme(layout: str) -> None:
    keys = {"patient": {"name": NAME}}
    made = make(Order("ankle-pair", layout, typed=keys), Workspace.open(CLINIC), today=TODAY)
    with pikepdf.open(BytesIO(made.data)) as pdf:
        assert str(pdf.docinfo.Title) == "Exercise programme"
    assert held(made.name.encode()) == []
    assert made.personal


def test_a_sheet_without_a_file_of_its_own_is_called_by_all_that_was_given() -> None:
    def name(weeks: int | None = None, **keys: Any) -> str:
        place = Workspace.open(CLINIC)
        return make(Order("ankle-pair", "log", weeks=weeks, typed=keys), place, today=TODAY).name

    who = {"patient": {"name": NAME}}
    assert name(**who) == name(**who)
    others = [who | {"side": "left"}, who | {"start": "2026-03-04"}, {"patient": {"name": NAME, "id": "2"}}]
    assert len({name(**who), name(weeks=3, **who), *(name(**each) for each in others)}) == 5


SEARCH = """
import base64, gc, json, sys
from datetime import date
from pathlib import Path
from handouts import Order, Workspace, make
from handouts.files.writing import writing
from handouts.batch.run import Work, run
from handouts.batch.jobs import Job

secrets = json.loads(base64.b64decode(sys.argv[3]))

def sheets(place):
    for layout in ("pack", "exercises", "log", "clinician"):
        for form in ("pdf", "html", "text"):
            make(Order(sys.argv[2], layout, form=form, fillable=form == "pdf"), place, today=date(2026, 3, 4))
    jobs = [Job(Order(sys.argv[2], "pack"), Path("x.pdf"))]
    assert not any(outcome.problems for outcome in run(jobs, Work(place, date(2026, 3, 4)), workers=1))

sheets(Workspace.open(Path(sys.argv[1])))
gc.unfreeze()
gc.collect()
found = set()
for thing in gc.get_objects():
    for part in gc.get_referents(thing) if thing is not secrets else ():
        if isinstance(part, (str, bytes)):
            text = part if isinstance(part, str) else part.decode("latin-1")
            found |= {(secret, type(thing).__name__, text[:80]) for secret in secrets if secret in text}
print(sorted(found))
"""


def test_nothing_of_a_patient_stays_in_the_process(clinic: Path) -> None:
    (clinic / "prescriptions").mkdir()
    file = clinic / "prescriptions" / "one.yaml"
    note = 'exercises: [{exercise: heel-raise, note: "Only  on the zanthine\\nre\u0301camier."}]\n'
    file.write_text(WRITTEN.replace(NUMBER, "QX\u20114711") + note, "utf-8")
    parts = ["Żaneta", "Quisquilia", "QX\u20114711", NUMBER, "Obbligato", "weighed-and-known", "zanthine", "camier"]
    hidden = base64.b64encode(json.dumps(parts).encode()).decode()  # the search must not find what it is told
    command = [sys.executable, "-c", SEARCH, str(clinic), str(file), hidden]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", cwd=ROOT, check=False)
    assert run.returncode == 0, run.stderr
    assert run.stdout == "[]\n"


# -- what a process keeps ---------------------------------------------------------------------------------------------


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> Callable[[], set[str]]:
    """Nothing is kept yet; -> the texts of all blocks, boxes and words that are, later."""
    stores.forget()
    boxes: dict[str, dict[Any, Any]] = {"text": {}, "around": {}}
    words: set[str] = set()
    shape = faces.Face._shape

    def shaped(face: faces.Face, text: str, *, kept: bool = True) -> faces.Shaped:
        words.update({text} if kept else ())
        return shape(face, text, kept=kept)

    monkeypatch.setattr(sheet, "kept_boxes", lambda style, fonts, use: boxes[use])
    monkeypatch.setattr(faces.Face, "_shape", shaped)
    return lambda: (
        words
        | {
            b.texts_in(block)
            for block in [
                *(block for _, (block, _) in stores.READ_BLOCKS),
                *(key[0] for each in boxes.values() for key in each),
            ]
        }
    )


@pytest.mark.parametrize("name", ["Jo", "Ann", "Li", "Do", "Heel", "Ng Thi Li"])
def test_no_name_is_kept_however_short_or_common(kept: Callable[[], set[str]], name: str) -> None:
    keys = {"patient": {"name": name}, "clinician": "Bo"}
    for layout in ("pack", "clinician"):
        make(Order("ankle-pair", layout, typed=keys), Workspace.open(CLINIC), today=TODAY)
    texts = kept()
    assert any("Stand tall" in text for text in texts)
    for secret in (name, "Bo"):
        assert [text for text in texts if re.search(rf"(?<!\w){secret}(?!\w)", text)] == []


def test_who_does_not_say_what_is_secret_keeps_nothing(kept: Callable[[], set[str]]) -> None:
    shelf = Library(Workspace.open(CLINIC))
    style = style_of(shelf, "standard", None)
    handout = resolve(Order("ankle-pair", "pack"), shelf, TODAY)
    pictures, book = illustrations(handout, style, shelf)
    given = (handout, style, book, pictures, shelf.layouts)
    words = kept()  # those that a face shapes of its own accord, such as a space
    sheet.typeset(lay_out(handout, style, shelf.layouts), style, book, pictures)
    set_pages(*given)
    markup.parse('<sheet title="T" language="en"><body><paragraph>Ann</paragraph></body></sheet>', "x")
    store: dict[Any, Any] = {}
    set_block(b.Paragraph((b.Span("Ann"),)), 100.0, Setting(style, book, {}, 800.0, kept=store))
    assert store == {}
    assert {text for text in kept() - words if text.strip(" _")} == set()
    set_pages(*given, secret=NO_SECRET)
    assert len(kept()) > 200


@pytest.mark.parametrize(("text", "keeps"), [("\u0142", True), ("\u0936\u094d\u0930\u0940", False), ("\u674e", False)])
def test_a_font_that_tells_more_than_letters_is_not_kept(text: str, keeps: bool) -> None:
    place = Workspace.open(CLINIC)
    shelf = Library(place)
    face = fonts.font_book(place, style_of(shelf, "standard", None).family, shelf).families[0].regular
    stores.forget("SUBSETS")
    for _ in range(2):
        parts = pdf_fonts.font_parts(face, frozenset({(7, text)}))
        assert parts == pdf_fonts._parts(face, frozenset({(7, text)}))
    assert len(stores.SUBSETS) == keeps
