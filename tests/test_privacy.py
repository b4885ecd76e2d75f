"""A patient's details are in the text of the patient's sheets, and nowhere else."""

from __future__ import annotations

import base64
import gc
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import is_dataclass
from io import BytesIO
from pathlib import Path
from types import BuiltinFunctionType, FunctionType, ModuleType
from typing import Any

import pikepdf
import pytest
from pydantic import BaseModel, ValidationError

from handouts import Workspace, make
from handouts.content.library import Library
from handouts.content.load import validated
from handouts.content.model import Dosage
from handouts.content.prescription import PrescribedExercise, Prescription
from handouts.files.writing import writing
from handouts.files.yaml_reader import Document
from handouts.layout import blocks as b
from handouts.layout import markup
from handouts.layout.sandbox import SEEN
from handouts.layout.walk import is_private
from handouts.pdf import fonts as pdf_fonts
from handouts.resolve.handout import resolve
from handouts.resolve.order import Order
from handouts.resolve.patient import prescription_of
from handouts.resolve.resolved import Handout
from handouts.reuse import stores
from handouts.reuse.private import Private
from handouts.sheets.pages import illustrations, set_pages, style_of
from handouts.typeset import fonts
from handouts.typeset.boxes import set_block
from handouts.typeset.setting import Setting
from handouts.typeset.sheet import typeset
from tests.commands import ROOT, command
from tests.conftest import CLINIC, TODAY
from tests.structure import read

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


def test_a_name_is_found_in_the_text_of_its_sheets_alone(clinic: Path, tmp_path: Path, few: Path) -> None:
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
        ["all", "--prescriptions", "--jobs", "2"],
        ["check"],
        ["list", "programmes"],
    ):
        run = subprocess.run(
            [sys.executable, str(few / "generate.py"), *arguments],
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

CODE = (type, ModuleType, FunctionType, BuiltinFunctionType)


def texts_kept() -> set[str]:
    """Every text in any store, however deep it lies."""
    gc.collect()
    waiting: list[Any] = [thing for store in stores.STORES.values() for thing in store]
    seen, found = set[int](), set[str]()
    while waiting:
        thing = waiting.pop()
        if id(thing) in seen or isinstance(thing, CODE):
            continue
        seen.add(id(thing))
        if isinstance(thing, (str, bytes)):
            found.add(thing if isinstance(thing, str) else thing.decode("latin-1"))
        else:
            waiting += gc.get_referents(thing)
    return found


def sheets(**keys: Any) -> None:
    for layout in ("pack", "exercises", "log", "clinician") if keys else ("pack", "exercises", "log"):
        for form in ("pdf", "html", "text"):
            written = keys or None
            place = Workspace.open(CLINIC)
            make(Order("ankle-pair", layout, typed=written, form=form), place, today=TODAY)  # type: ignore[arg-type]


def test_no_name_is_kept_however_short_or_common() -> None:
    stores.forget()
    sheets(patient={"name": "Xyzzy", "id": "X-7"}, clinician="Zz")
    before = texts_kept()
    assert any("Stand tall" in text for text in before)
    for name in ("Jo", "Ann", "Li", "Do", "Heel", "Ng Thi Li", "Monday", "Take care"):
        sheets(patient={"name": name, "id": f"{name}-7"}, clinician="Bo")
        new = texts_kept() - before
        for secret in (name, "Bo"):
            assert [text for text in new if re.search(rf"(?<!\w){secret}(?!\w)", text)] == [], name


def test_a_name_that_is_a_word_of_the_sheet_costs_nothing() -> None:
    sizes = []
    for name in ("Xyzzy", "Heel"):
        stores.forget()
        sheets(patient={"name": name})
        sizes.append(
            {each: len(store) for each, store in stores.STORES.items() if each != "SHAPES"}
        )  # lines are as long as words
    assert sizes[0] == sizes[1]
    assert sizes[0]["READ_BLOCKS"] > 20
    assert sizes[0]["BOXES"] > 40


def blocks_kept() -> list[Any]:
    return [*(block for _, (block, _) in stores.READ_BLOCKS), *(key[0] for key, _ in stores.BOXES)]  # type: ignore[attr-defined]


def test_nothing_private_is_among_what_is_kept_not_even_a_sentence_of_the_library() -> None:
    """Words of the library in a note, and days that come from the first one, are this patient's here."""
    sentence = "Stand tall and hold on to a chair."
    stores.forget()
    sheets()
    library = {str(block) for block in blocks_kept()}
    days = {"start": "2026-03-04", "review_visit": "2026-03-25", "date": "2026-03-01"}
    sheets(
        patient={"name": "A", "born": "1971-05-01"}, exercises=[{"exercise": "heel-raise", "note": sentence}], **days
    )
    new = [str(block) for block in blocks_kept() if str(block) not in library]
    assert not [block for block in blocks_kept() if is_private(block)]
    assert not [block for block in new if sentence in block or re.search(r"\b(Mar|March|2026|1971)\b", block)]


FULL: dict[str, Any] = {
    "patient": {"name": "Wq name", "id": "Wq id", "born": "1971-05-01"},
    "clinician": "Wq clinician",
    "date": "2026-02-28",
    "programme": "ankle-pair",
    "condition": "stiff-ankle",
    "exercises": [
        {
            "exercise": "heel-raise",
            "note": "Wq note.",
            "side": "left",
            "dose": {"repetitions": 3, "starting_level": "Wq level.", "progress_until": "Wq until."},
        },
        {"exercise": "ankle-rock", "dose": {"progression": "Wq progression."}},
    ],
    "title": "Wq title",
    "side": "left",
    "schedule": {"times_a_day": 1, "days_a_week": 7},
    "start_with": ["heel-raise"],
    "start": "2026-03-04",
    "operation_date": "2026-03-01",
    "language": "en",
    "weeks": 3,
    "first_week": 2,
    "start_day": 8,
    "review_visit": "2026-03-25",
    "contraindications": ["dizziness"],
    "overrides": [
        {"contraindication": "dizziness", "exercise": each, "why": "Wq why"} for each in ("heel-raise", "ankle-rock")
    ],
    "accepted": [{"rule": "too-long", "why": "Wq accepted"}],
}
CHOICES = ("language", "programme", "condition", "exercise", "contraindication", "side", "rule", "count_of")


def test_every_text_of_a_prescription_is_private() -> None:
    written = validated(Prescription, Document("x", {"format": 1, **FULL}, {(): 0}), Path("x")).content
    assert set(Prescription.model_fields) - {"format"} == set(FULL), "a new field belongs into this test"

    def texts(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
        if isinstance(value, str):
            yield name, value
        elif isinstance(value, tuple):
            for each in value:
                yield from texts(each, name)
        elif isinstance(value, BaseModel):
            for key, each in value:
                yield from texts(each, key)

    found = [(name, text) for name, text in texts(written) if name not in (*CHOICES, "start_with", "contraindications")]
    assert len(found) > 8
    assert [name for name, text in found if not isinstance(text, Private)] == ["why"]  # of what is never printed
    for name in Dosage.model_fields:
        with suppress(ValidationError):
            dose = PrescribedExercise.model_validate({"exercise": "x", "dose": {name: "some words"}}).dose
            assert isinstance(getattr(dose, name), Private), name


def leaves(value: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a handout that a layout can reach, with its place."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, (tuple, list)):
        for each in value:
            yield from leaves(each, place)
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from leaves(each, f"{place}.{key}")
    elif is_dataclass(value):
        for name in SEEN[type(value)]:
            yield from leaves(getattr(value, name), f"{place}.{name}")


def test_every_text_of_a_handout_that_a_prescription_brings_is_private() -> None:
    """What a library's handout does not say, or whatever has a word or a day of the prescription in it."""
    place = Workspace.open(CLINIC)

    def handout(layout: str, keys: dict[str, Any] | None) -> Handout:
        shelf = Library(place)
        written = prescription_of(keys, "ankle-pair", shelf) if keys else None
        return resolve(Order("ankle-pair", layout, prescription=written, title_with_name=True), shelf, TODAY)

    known = {text for layout in ("pack", "log", "exercises") for _, text in leaves(handout(layout, None))}
    open_texts = set[str]()
    for layout in ("pack", "log", "exercises", "clinician"):
        found = list(leaves(handout(layout, {key: value for key, value in FULL.items() if key != "condition"})))
        assert {"Wq name", "Wq id", "Wq clinician"} <= {text for _, text in found}
        assert [where for where, text in found if "Wq" in text and not isinstance(text, Private)] == []
        open_texts |= {
            f"{where}: {text}" for where, text in found if not isinstance(text, Private) and text not in known
        }
    assert {each.split(":")[0] for each in open_texts} <= CHOSEN, open_texts


NUMBERS = ("before", "value", "unit")
CHOSEN_IN_CARDS = (
    *("side", "dose.text", "pictures", "small_picture", "plain_pictures", "key_picture"),
    *(f"{parts}.{name}" for parts in ("dose_parts", "often_parts") for name in NUMBERS),
)
PARTS = ("programme.exercises", "log_pages.exercises")
# What a prescription chooses among words of the library: doses, sides, days and exercises.
CHOSEN = {
    *(".layout", ".sheet", ".version", ".log_pages.weeks.weeks.label"),
    *(f".{part}.{name}" for part in PARTS for name in CHOSEN_IN_CARDS),
    *(".programme.how_often.text", ".clinician.warnings"),
    *(f".programme.often_parts.{name}" for name in NUMBERS),
}

IN_TEXT = """{{ n }}
{{ n ~ "x" }}
x {{ n }}
{{ n.upper() }}
{{ n | upper }}
{{ n[:5] }}
{{ n[0] }}
{{ n | first }}
{{ n | last }}
{{ n | list | join("-") }}
{% for c in n %}{{ c }}{% endfor %}
{{ n | title }}
{{ n | truncate(6) }}
{{ i | int }}
{{ i | float | round }}
{{ i | int + 1 }}
{{ n.split()[1] }}
{{ n | reverse }}
{{ n | replace("u", "o") }}
{{ n | safe }}
{{ "a u c" | replace("u", n) }}
{{ "{x}!" | said(x=n) }}
{{ n | said }}
{{ [n, "x"] | join(", ") }}
{{ ["x", "y"] | join(n) }}
{{ {"a": n}["a"] }}
{{ {"a": n}.get("a") }}
{{ [n] | map("upper") | first }}
{{ [sheet.patient]|map(attribute="name") | first }}
{{ n | default("x") }}
{{ none | default(n, true) }}
{{ n | e }}
{{ n | trim }}
{{ n | string }}
{{ n | capitalize }}
{{ n | lower }}
{{ [n, "x"] | sort | first }}
{{ [n, n] | unique | first }}
{{ (n, "x") | max }}
{{ {n: 1} | dictsort | first | first }}
{{ [n] | batch(2) | first | first }}
{{ (n if n else "x") }}
{{ n.removeprefix("Q") }}
{{ n.strip("Q") }}
{{ n.splitlines()[0] }}
{% set s = namespace(a=n) %}{{ s.a }}
{% macro m(a) %}<strong>{{ a }}</strong>{% endmacro %}{{ m(n) }}
{% macro m(a) %}{{ a }}{% endmacro %}{{ m(n)[2:6] }}
{% macro m(a) %}{{ a }}{% endmacro %}{{ m(n) | upper }}
{% set x %}-{{ n }}{% endset %}{{ x }}
{% set x %}-{{ n }}{% endset %}{{ x[3:] }}
{% set x %}-{{ n }}{% endset %}{{ x.split("u")[1] }}
{% set x %}-{{ n }}{% endset %}{% for c in x %}{{ c }}{% endfor %}
{% set x %}-{{ n }}{% endset %}{{ x | list | join("+") }}
{% set x %}{{ i }}{% endset %}{{ x | int(7) }}
{% filter upper %}{{ n }}{% endfilter %}
{{ n.find("i") }}
{{ n.title() }}
{{ [n] | groupby("0") | first | first }}
{{ sheet.running_title }}
{{ sheet.patient.start }}
<strong>{{ n }}</strong>
<value>{{ n }}</value>
<link to="https://example.org/{{ n }}">x</link>
<foreign language="la">{{ n }}</foreign>
{% for x in [n] %}{{ loop.cycle(x) }}{% endfor %}
{% for x in ["a", n] %}{{ loop.previtem if loop.last else "" }}{{ x }}{% endfor %}
{{ (n ~ "")[::-1] }}"""
IN_BLOCKS = (
    '<figure picture="heel-raise" alt="{{ n }}"/>',
    '<figures><figure picture="heel-raise" alt="About {{ n }}"/></figures>',
    '<qr address="https://example.org/{{ n }}" alt="x"/>',
    '<qr address="https://example.org" alt="{{ n }}"/>',
    '<scale low="0" high="5" low-label="{{ n }}"/>',
    '<scale low="{{ i }}" high="{{ i | int + 5 }}"/>',
    '<scale low="{{ i | int }}" high="{{ i | int + 5 }}" low-label="x"/>',
    '<card number="{{ i }}" level="2"><title>x</title></card>',
    '<card number="1" level="2"><title>{{ n }}</title></card>',
    '<callout kind="tip"><title>{{ n }}</title></callout>',
    "<list><item>{{ n }}</item></list>",
    '<heading level="1">{{ n }}</heading>',
    "<group><group><paragraph>{{ n }}</paragraph></group></group>",
    "<columns><column><paragraph>{{ n }}</paragraph></column></columns>",
    '<card number="1" level="2"><title>x</title><figure picture="heel-raise" alt="{{ n }}"/></card>',
)


def laid_out(clinic: Path, inside: str) -> tuple[int, int]:
    """How many blocks and boxes are kept of a sheet with nothing else in it, for one patient."""
    before = (
        "{# layout\nname: Own\nabout: programme\n#}"
        '{% set n, i = sheet.patient.name, sheet.patient.id %}<sheet title="T" language="en"><body><heading level="1">'
    )
    layout = f"{before}{{{{ n }}}}</heading>{inside}</body></sheet>"
    (clinic / "layouts").mkdir(exist_ok=True)
    (clinic / "layouts/own.xml.j2").write_text(layout, "utf-8")
    stores.forget()
    keys = {"patient": {"name": "Quisquilia Zanthi", "id": "471"}, "start": "2026-03-04"}
    make(Order("ankle-pair", "own", typed=keys), Workspace.open(clinic), today=TODAY)
    return len(stores.READ_BLOCKS), len(stores.BOXES)


def test_whatever_a_layout_makes_of_a_name_is_not_kept(clinic: Path) -> None:
    for inside in (*(f"<paragraph>{text}</paragraph>" for text in IN_TEXT.splitlines()), *IN_BLOCKS):
        assert laid_out(clinic, inside) == (0, 0), inside
    for inside in (
        "<paragraph>x</paragraph>",
        '{% if n == "x" %}{% else %}<paragraph>x{{ n | length }}</paragraph>{% endif %}',
    ):
        assert laid_out(clinic, inside) == (1, 1), inside


def test_who_does_not_say_what_is_private_keeps_nothing() -> None:
    shelf = Library(Workspace.open(CLINIC))
    style = style_of(shelf, "standard", None)
    handout = resolve(Order("ankle-pair", "pack"), shelf, TODAY)
    pictures, book = illustrations(handout, style, shelf)
    stores.forget("READ_BLOCKS", "BOXES", "WORDS")
    text = '<sheet title="T" language="en"><body><paragraph>Ann has words.</paragraph></body></sheet>'
    typeset(markup.parse(text, "x"), style, book, pictures)
    set_block(b.Paragraph((b.Span("Ann has words."),)), 100.0, Setting(style, book, {}, 800.0))
    assert (len(stores.READ_BLOCKS), len(stores.BOXES)) == (0, 0)
    assert not [text for text in texts_kept() if re.search(r"\bAnn\b", text) or text == "words."]
    set_pages(handout, style, book, pictures, shelf.layouts)
    assert len(stores.BOXES) > 40


@pytest.mark.parametrize(("text", "keeps"), [("\u0142", True), ("\u0936\u094d\u0930\u0940", False), ("\u674e", False)])
def test_a_font_that_tells_more_than_letters_is_not_kept(text: str, keeps: bool) -> None:
    place = Workspace.open(CLINIC)
    shelf = Library(place)
    style = style_of(shelf, "standard", None)
    face = fonts.font_book(place, style.family, shelf, style.spacing).families[0].regular
    stores.forget("SUBSETS")
    for _ in range(2):
        parts = pdf_fonts.font_parts(face, frozenset({(7, text)}))
        assert parts == pdf_fonts._parts(face, frozenset({(7, text)}))
    assert len(stores.SUBSETS) == keeps
