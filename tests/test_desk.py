"""The desk's engine: what it shows is what the command makes; every problem has its field; files are written whole."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from base64 import b64decode, b64encode
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from handouts import Order, Workspace, make
from handouts.content.amounts import parse_number, parse_seconds
from handouts.content.finding import STARTS, posture_of
from handouts.content.library import Library
from handouts.content.model import Dosage, Exercise
from handouts.desk import clinic_folder, inside
from handouts.desk.asked import prescription_in
from handouts.desk.catalogue import written
from handouts.desk.changed_keys import with_keys
from handouts.desk.clinic_folder import clinic_files, unzipped, zipped
from handouts.desk.compiled import draw_all, kept_in
from handouts.desk.engine import FUNCTIONS, answer
from handouts.desk.pack_parts import WHEELS
from handouts.drawing.png_file import png
from handouts.figures.poses import PosedFigure
from handouts.files.problems import ContentError
from tests.conftest import HERE, TODAY

ROOT = HERE.parent

KNEES: dict[str, Any] = {
    "condition": "knee-valgus",
    "exercises": [
        {
            "exercise": "forward-lunge",
            "dose": {"sets": "2", "repetitions": "8 to 12"},
            "note": "Slowly — <b>not</b> far.",
        },
        {"exercise": "butterfly-knee-press", "dose": {"sets": "3", "repetitions": "10", "times_a_day": ""}},
    ],
    "side": "left",
    "start": "2026-03-04",
    "weeks": 4,
    "date": "2026-03-02",
}


def draft(layout: str = "leaf", **more: Any) -> dict[str, Any]:
    return {
        "prescription": {**KNEES, "patient": {"name": "Zelda Quill", "id": ""}, **more},
        "options": {"layout": layout},
    }


@pytest.fixture
def own(clinic: Path) -> Workspace:
    return Workspace.open(clinic)


def ask(name: str, workspace: Workspace, **asked: Any) -> dict[str, Any]:
    """As the page asks: what goes in and comes out is JSON."""
    found: dict[str, Any] = json.loads(json.dumps(answer(name, json.loads(json.dumps(asked)), workspace, TODAY)))
    return found


def fields(found: dict[str, Any]) -> list[str]:
    return [each["field"] for each in found["problems"]]


@pytest.mark.parametrize(
    ("form", "option"), [("pdf", []), ("html", ["--format", "html"]), ("text", ["--format", "text"])]
)
def test_a_saved_sheet_is_made_by_the_command_to_the_same_bytes(own: Workspace, form: str, option: list[str]) -> None:
    saved = ask("save", own, draft=draft(), file="0042")
    assert (saved["file"], saved["problems"]) == ("0042.yaml", [])
    shown = ask(form, own, draft=draft())
    command = [sys.executable, "generate.py", "make", "0042", "--workspace", str(own.own), "--today", "2026-05-05"]
    done = subprocess.run([*command, "--out", "-", *option], capture_output=True, check=True)
    assert b64decode(shown["data"]) == done.stdout
    assert "elda" not in shown["name"]
    again = ask("open", own, file="0042.yaml")
    assert again["prescription"] == prescription_in(draft())
    assert (own.own / "prescriptions/0042.yaml").stat().st_mode & 0o777 == 0o600  # type: ignore[operator]


def test_a_preview_has_pages_sentences_and_words(own: Workspace) -> None:
    found = ask("preview", own, draft=draft())
    assert found["problems"] == []
    assert [card["exercise"] for card in found["cards"]] == ["forward-lunge", "butterfly-knee-press"]
    assert found["cards"][0]["sentence"].startswith("Do 2 sets of 8 to 12 on your left side.")
    assert found["cards"][0]["dose"]["repetitions"] == "8 to 12"
    assert "Zelda Quill" in found["pages"][0]["text"]
    assert b64decode(found["pages"][0]["png"]).startswith(b"\x89PNG")
    keys = [page["key"] for page in found["pages"]]
    later = ask("preview", own, draft=draft(), known=keys[:1], pages=[0])
    assert [("png" in page, page["key"]) for page in later["pages"]] == [(False, key) for key in keys]
    other = ask("preview", own, draft=draft(start="2026-03-11"), known=keys)["pages"]
    assert [page["key"] == key for page, key in zip(other, keys, strict=True)] == ["png" not in page for page in other]
    assert "png" in other[0]
    assert ask("preview", own, draft={"prescription": {}})["pages"] == []


@pytest.mark.parametrize(
    ("change", "field", "message"),
    [
        ({"start": "4/3/26"}, "start", "is not a date."),
        ({"weeks": 99}, "weeks", "has to be 52 or less."),
        ({"condition": ""}, "condition", "is not chosen yet."),
        ({"patient": {"name": "Z\x07"}}, "patient.name", "has U+0007 control character"),
        (
            {"exercises": [{"exercise": "forward-lunge", "dose": {"sets": "two"}}]},
            "exercises[0].dose.sets",
            "expects a num",
        ),
        ({"exercises": [{"exercise": "no-such"}]}, "exercises[0]", "no exercise has this id."),
        ({"exercises": [{"exercise": "ankle-rock", "side": "up"}]}, "exercises[0].side", "is not one of"),
        ({"contraindications": ["dizziness"]}, "exercises[0]", '"forward-lunge" should not be done with "dizziness"'),
        ({"exercises": "lots"}, "exercises", "expects a list."),
        ({"schedule": {"days": ["someday"]}}, "schedule.days[1]", "is not one of"),
    ],
)
def test_a_problem_stands_at_its_field(own: Workspace, change: dict[str, Any], field: str, message: str) -> None:
    found = ask("preview", own, draft=draft(**change))
    assert found["pages"] == []
    assert fields(found) == [field]
    assert found["problems"][0]["message"].startswith(message)
    assert "Zelda" not in json.dumps(found["problems"])
    if "override" in found["problems"][0]:
        assert found["problems"][0]["override"] == {"contraindication": "dizziness", "exercise": "forward-lunge"}
        assert "{" not in found["problems"][0]["hint"]
        reasons = [{**found["problems"][0]["override"], "why": "A carer stands by."}]
        assert ask("preview", own, draft=draft(**change, overrides=reasons))["problems"] == []


@pytest.mark.parametrize("option", ["layout", "profile", "paper", "theme"])
def test_an_option_that_is_none_is_told_at_its_field(own: Workspace, option: str) -> None:
    wanted = draft()
    wanted["options"][option] = "no-such"
    assert fields(ask("preview", own, draft=wanted)) == [option]


def test_what_groups_bring_against_an_exercise_can_be_ticked(own: Workspace) -> None:
    against = {each["id"]: each["against"] for each in ask("library", own)["exercises"]}
    assert {"blood-thinners", "cannot-kneel"} <= set(against["knee-walk-forward"])
    assert "pregnancy" in against["supine-ball-squeeze-feet"]


def test_the_library_is_listed_with_pictures(own: Workspace) -> None:
    found = ask("library", own)
    assert found["problems"] == []
    lunge = next(each for each in found["exercises"] if each["id"] == "forward-lunge")
    assert (lunge["posture"], lunge["sided"], "knee" in lunge["regions"]) == ("standing", True, True)
    steps = next(each for each in found["exercises"] if each["id"] == "tiptoe-small-steps")
    assert (lunge["how"], steps["how"]) == ("repetitions", "count")
    assert {each["posture"] for each in found["exercises"]} <= set(STARTS)
    assert found["languages"][0] == {"id": "", "name": "English"}
    assert {"id": "ar", "name": "العربية"} in found["languages"]
    assert [each["id"] for each in found["layouts"]][:1] == ["leaf"]
    shown = ask("pictures", own, ids=["forward-lunge", "heel-raise", "../../clinic", 7])["pictures"]
    assert shown["forward-lunge"]["svg"].startswith("<svg")
    assert sorted(shown) == ["forward-lunge", "heel-raise"]  # the second has a picture of the clinic's own


@pytest.mark.parametrize("name", ["four-edge-walk", "neck-nod-lying"])
def test_the_picture_in_the_list_is_the_one_that_stands_for_the_exercise_on_paper(own: Workspace, name: str) -> None:
    figure = Library(own).find(Exercise, name).content.figure  # type: ignore[union-attr]
    assert isinstance(figure, PosedFigure)
    assert figure.key != 1
    shown = ask("pictures", own, ids=[name])["pictures"][name]
    assert shown["alt"] == figure.whole[figure.key].heard(mirrored=False)


@pytest.mark.parametrize(
    ("position", "posture"),
    [
        ("Lie on your back. Bend your knees, as if to stand.", "lying"),
        ("Sit on a sturdy chair.", "sitting"),
        ("Start on your hands and knees.", "kneeling"),
        ("Hold a worktop while standing.", "standing"),
        ("Float.", "other"),
        ("Lay out a mat. It lies flat, where you can stand.", "other"),
    ],
)
def test_how_an_exercise_starts_is_told_by_its_first_word_for_it(position: str, posture: str) -> None:
    assert posture_of(position) == posture


@pytest.mark.parametrize(
    "text", ["10", "10 to 15", "about 2 minutes", "90", "1 hour", "ask", "1 to 2 minutes", "ask minutes"]
)
def test_a_time_is_shown_as_it_is_typed(text: str) -> None:
    assert parse_seconds(written(Dosage(hold=text))["hold"]) == parse_seconds(text)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["1", "at least 10", "5 to 7", "ask"])
def test_a_number_is_shown_as_it_is_typed(text: str) -> None:
    assert parse_number(written(Dosage(sets=text))["sets"]) == parse_number(text)  # type: ignore[arg-type]


def test_a_file_is_replaced_only_by_who_has_read_it_as_it_is(own: Workspace) -> None:
    first = ask("save", own, draft=draft(), file="0042")
    assert ask("save", own, draft=draft(), file="0042")["problems"][0]["message"] == "is there already."
    stale = ask("save", own, draft=draft(), file="0042.yaml", stamp="0" * 24)
    assert stale["problems"][0]["message"] == "was changed by somebody else meanwhile."
    assert ask("save", own, draft=draft(weeks=2), file="0042.yaml", stamp=first["stamp"])["problems"] == []
    assert ask("open", own, file="0042.yaml")["prescription"]["weeks"] == 2


@pytest.mark.parametrize("name", ["zelda", "Quill 42", "../../escape", "prescriptions/../x", "", "0042/../../etc", "é"])
def test_a_file_stays_in_its_folder_and_is_not_called_as_the_patient_is(own: Workspace, name: str) -> None:
    assert own.own
    before = {path for path in own.own.parent.rglob("*") if path.is_file()}
    found = ask("save", own, draft=draft(), file=name)
    new = {path for path in own.own.parent.rglob("*") if path.is_file()} - before
    assert all(path.parent == own.own / "prescriptions" for path in new)
    assert bool(new) is not bool(found["problems"])
    assert not any(word in path.name for path in new for word in ("zelda", "quill"))


def test_a_folder_of_prescriptions_that_leads_elsewhere_is_not_written_to(own: Workspace, tmp_path: Path) -> None:
    assert own.own
    (tmp_path / "elsewhere").mkdir()
    (own.own / "prescriptions").symlink_to(tmp_path / "elsewhere")
    assert fields(ask("save", own, draft=draft(), file="0042")) == ["file"]
    assert not list((tmp_path / "elsewhere").iterdir())


HOSTILE = [
    "- x: [",
    "#no",
    "yes",
    "2026-03-04",
    "a: b",
    "'\"\\",
    "1e5",
    "🦵 ½ é",
    "{{ 7 * 7 }}",
    "&amp; <script>",
    "~",
    "=",
    "\ttab",
]


@pytest.mark.parametrize("word", HOSTILE)
def test_whatever_is_typed_is_saved_and_read_again_as_it_is(own: Workspace, word: str) -> None:
    wanted = draft(title=word, clinician=word, patient={"name": word, "id": word})
    saved = ask("save", own, draft=wanted, file="1")
    assert saved["problems"] == []
    again = ask("open", own, file="1.yaml")["prescription"]
    assert again["patient"] == {"name": word.strip(), "id": word.strip()}
    assert yaml.safe_load((own.own / "prescriptions/1.yaml").read_text("utf-8"))["title"] == word.strip()  # type: ignore[operator]


def test_files_are_listed_and_searched(own: Workspace) -> None:
    ask("save", own, draft=draft(), file="0042")
    ask("save", own, draft=draft(patient={"name": "Ann", "id": "77"}), file="0077")
    (own.own / "prescriptions/bad.yaml").write_text("format: 1\nweeks: [")  # type: ignore[operator]
    found = ask("prescriptions", own)
    assert {row["file"] for row in found["files"]} == {"0042.yaml", "0077.yaml", "bad.yaml"}
    assert [row["file"] for row in ask("prescriptions", own, search="zel")["files"]] == ["0042.yaml"]
    assert [row["file"] for row in ask("prescriptions", own, search="ann knock")["files"]] == ["0077.yaml"]
    assert ask("open", own, file="bad.yaml")["problems"][0]["line"]
    assert fields(ask("open", own, file="../clinic.yaml")) == ["file"]


def test_a_programme_alone_is_opened_with_its_exercises(own: Workspace) -> None:
    (own.own / "prescriptions").mkdir()  # type: ignore[operator]
    (own.own / "prescriptions/1.yaml").write_text("format: 1\nprogramme: ankle-pair\nside: left\n")  # type: ignore[operator]
    opened = ask("open", own, file="1.yaml")["prescription"]
    assert opened["exercises"] == [{"exercise": "ankle-rock"}, {"exercise": "heel-raise"}]
    shown = ask("pdf", own, draft={"prescription": opened, "options": {"layout": "leaf"}})
    assert b64decode(shown["data"]) == make(Order(str(own.own / "prescriptions/1.yaml"), "leaf"), own, today=TODAY).data


def test_the_clinic_s_file_keeps_what_nobody_changed(own: Workspace) -> None:
    assert own.own
    path = own.own / "clinic.yaml"
    path.write_text("# ours\n" + path.read_text("utf-8") + "\n# the end\n")
    found = ask("clinic", own)
    wanted = {
        "phone": "01632 960 999",
        "tagline": "",
        "brand": {"primary": "#ffee00", "logo": "logo.png"},
        "theme": "warm",
    }
    before = path.read_text("utf-8")
    seen = ask("specimen", own, clinic=wanted)
    assert path.read_text("utf-8") == before
    assert seen["problems"] == []
    primary = next(each for each in seen["colours"] if each["role"] == "primary")
    assert primary["changed"]
    assert "was darkened to" in primary["note"]
    wanted["brand"]["primary"] = primary["printed"]
    assert (
        next(each for each in ask("specimen", own, clinic=wanted)["colours"] if each["role"] == "primary")["changed"]
        is False
    )
    assert ask("save_clinic", own, clinic=wanted, stamp=found["stamp"])["problems"] == []
    assert (own.own / "clinic.yaml.bak").read_text("utf-8") == before
    after = path.read_text("utf-8")
    assert after.startswith("# ours\n")
    assert "# the end\n" in after
    data = yaml.safe_load(after)
    assert (data["phone"], data["theme"], "tagline" in data) == ("01632 960 999", "warm", False)
    assert data["brand"] == {"primary": primary["printed"], "logo": "logo.png"}
    assert data["pain_rule"] == yaml.safe_load(before)["pain_rule"]
    assert fields(ask("save_clinic", own, clinic=wanted, stamp=found["stamp"])) == ["clinic"]
    assert fields(ask("save_clinic", own, clinic={"emergency_number": ""}, stamp="")) == ["emergency_number"]


def test_a_starter_s_remarks_stay_in_the_clinic_s_file(tmp_path: Path) -> None:
    from handouts.sheets.starters import new_clinic

    text = (new_clinic("Seaside", tmp_path, "01", "999") / "clinic.yaml").read_text("utf-8")
    made = with_keys(
        text, {"phone": "02", "pain_rule": "Little.", "paper": "letter", "theme": "warm", "footer": "Bye."}
    )
    assert [line for line in text.splitlines() if line.startswith("#")] == [
        line for line in made.splitlines() if line.startswith("#")
    ]
    found = yaml.safe_load(made)
    assert (found["phone"], found["pain_rule"], found["paper"], found["theme"], found["footer"], found["language"]) == (
        *("02", "Little.", "letter", "warm", "Bye.", "en"),
    )


def test_a_logo_is_kept_if_it_can_be_printed(own: Workspace) -> None:
    assert own.own
    before = (own.own / "logo.png").read_bytes()
    small = png(b"\x00\x30\x60" * 400, 20, 20, 60)
    assert ask("logo", own, data=b64encode(small).decode())["logo"] == "logo.png"
    assert (own.own / "logo.png").read_bytes() == small
    assert (own.own / "logo.png.bak").read_bytes() == before
    for data in (b"MZ no picture", b"\x89PNG half", b"<svg><script>", b"\xff\xd8\xff" + b"0" * 5_000_001):
        assert fields(ask("logo", own, data=b64encode(data).decode())) == ["brand.logo"]
    assert (own.own / "logo.png").read_bytes() == small
    assert not list(own.own.glob("logo-new*"))


def test_without_a_clinic_s_folder_a_sheet_is_an_example_and_nothing_is_written(tmp_path: Path) -> None:
    from handouts.files.workspace import library_folder

    alone = Workspace((library_folder(),))
    assert ask("preview", alone, draft=draft())["problems"] == []
    assert fields(ask("save", alone, draft=draft(), file="1")) == ["file"]
    assert fields(ask("save_clinic", alone, clinic={"name": "X"}, stamp="")) == ["clinic"]
    assert fields(ask("logo", alone, data="")) == ["clinic"]


@pytest.mark.parametrize("name", list(FUNCTIONS))
@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"draft": []},
        {"draft": {"prescription": {"exercises": {"a": 1}, "patient": []}, "options": 3}},
        {"clinic": 1},
    ],
)
def test_nothing_that_is_asked_in_another_shape_goes_through_or_breaks(
    own: Workspace, name: str, asked: dict[str, Any]
) -> None:
    assert isinstance(ask(name, own, **asked), dict)


def test_the_engine_knows_no_server_and_no_thread() -> None:
    script = (
        "import sys; import handouts.desk.engine\n"
        "assert not {'flask', 'waitress', 'werkzeug', 'http.server', 'socketserver'} & set(sys.modules), sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_the_command_starts_without_the_server_and_without_all_that_makes_sheets() -> None:
    late = {"flask", "waitress", "pydantic", "jinja2", "yaml", "reportlab", "uharfbuzz", "PIL"}
    script = f"import sys; import handouts.cli.app; assert not {late} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", script], check=True)


def test_the_date_of_a_draft_is_today_s_unless_it_says_one(own: Workspace) -> None:
    pages = answer("preview", {"draft": draft("exercises", date="")}, own, date(2026, 7, 1))["pages"]
    assert isinstance(pages, list)
    assert "1 July 2026" in pages[0]["text"]


def test_a_clinic_is_handed_on_without_its_patients(own: Workspace) -> None:
    assert own.own
    lists = ("monday.csv", "data/people.csv", "notes.yaml", ".hidden.yaml")
    for name in ("prescriptions/0042.yaml", "out/0042.pdf", *lists):
        (own.own / name).parent.mkdir(exist_ok=True)
        (own.own / name).write_text("Zelda Quill")
    (own.own / "data/link.yaml").symlink_to(own.own / "prescriptions/0042.yaml")
    found = clinic_files(own)
    assert {"clinic.yaml", "logo.png", "data/exercises/ankle-rock.yaml", "data/exercises/heel-raise.svg"} <= set(found)
    assert not [name for name, data in found.items() if b"Zelda" in data]
    assert unzipped(zipped(found)) == found
    assert zipped(found) == zipped(dict(reversed(found.items())))


def test_of_a_zip_only_what_a_clinic_has_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    names = ["../clinic.yaml", "/data/x.yaml", "data/../../x.yaml", "prescriptions/1.yaml", "data/x.exe", "a\\b.png"]
    monkeypatch.setattr(clinic_folder, "LARGEST", 1000)
    inside = {"ours/clinic.yaml": b"format: 1", "ours/logo.png": b"", **{f"ours/{name}": b"Zelda" for name in names}}
    assert sorted(unzipped(zipped(inside))) == ["clinic.yaml", "logo.png"]
    for wrong in (b"PK", zipped({"data/x.yaml": b""}), zipped({"clinic.yaml": bytes(1001)})):
        with pytest.raises(ContentError):
            unzipped(wrong)


def test_inside_a_page_the_desk_hands_prescriptions_out_and_takes_them_in(
    clinic: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inside, "CLINIC", tmp_path / "inside")
    monkeypatch.setattr(inside, "BESIDE", tmp_path / "beside")

    def ask_inside(name: str, **asked: Any) -> tuple[dict[str, Any], list[bytes]]:
        text, beside = inside.reply(name, json.dumps(asked), TODAY.isoformat())
        return json.loads(text), beside

    assert ask_inside("export_clinic")[0]["problems"]
    broken = b64encode(zipped({"clinic.yaml": b"format: 1\nname: 7"})).decode()
    assert ask_inside("import_clinic", data=broken)[0]["problems"]
    assert inside.files() == {}
    ask_inside("start_clinic")
    assert "clinic.yaml" in inside.files()
    given = b64encode(zipped(clinic_files(Workspace.open(clinic)))).decode()
    assert ask_inside("import_clinic", data=given)[0]["problems"] == []
    assert unzipped(ask_inside("export_clinic")[1][0]) == clinic_files(Workspace.open(clinic))
    assert ask_inside("library")[0]["inside"] is True
    saved, beside = ask_inside("save", draft=draft(), file="0042")
    assert saved["file"] == "0042.yaml"
    again, _ = ask_inside("open", file="0042.yaml", data=b64encode(beside[saved["data"]]).decode())
    assert again["prescription"] == prescription_in(draft())
    assert ask_inside("save", draft=draft(), file="zelda")[0]["problems"]
    assert [path for path in tmp_path.rglob("*") if path.is_file() and b"Zelda" in path.read_bytes()] == []
    shown, beside = ask_inside("preview", draft=draft(), pixels=True, pages=[0])
    assert len(beside[shown["pages"][0]["pixels"]]) % (4 * shown["pages"][0]["columns"]) == 0


def test_wheels_for_a_page_are_the_versions_that_are_locked() -> None:
    locked = re.findall(r"^([a-z0-9-]+)==(\S+)", (ROOT / "requirements/run.txt").read_text("utf-8"), re.MULTILINE)
    pinned = re.findall(r"^([a-z0-9-]+)==(\S+)", WHEELS.read_text("utf-8"), re.MULTILINE)
    assert len(pinned) == 3
    assert set(pinned) <= set(locked), "take the wheels of these versions: handouts/desk/packed/wheels.txt"


def test_packing_says_what_is_missing(tmp_path: Path) -> None:
    around = {"HOME": str(tmp_path), "PATH": "", "XDG_CACHE_HOME": str(tmp_path)}
    command = [sys.executable, "generate.py", "pack", str(tmp_path / "desk.html")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=around, cwd=ROOT)
    assert (done.returncode, "needs npm" in done.stderr) == (1, True)
    assert not (tmp_path / "desk.html").exists()


def test_a_page_without_installation_brings_its_figures_along(
    own: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = {"exercise": ["forward-lunge", "ankle-rock"]}
    monkeypatch.setattr(Workspace, "names", lambda _, kind: chosen.get(kind, []))
    draw_all(tmp_path / "drawn", own)
    monkeypatch.undo()
    before = set((tmp_path / "drawn").glob("*.figure"))
    assert before
    with kept_in(tmp_path / "drawn"):
        for side in ("left", "right"):
            for layout in ("leaf", "exercises", "log"):
                assert ask("pdf", own, draft=draft(layout, side=side, exercises=chosen["exercise"]))["problems"] == []
    assert set((tmp_path / "drawn").glob("*.figure")) == before


def test_what_was_read_here_is_of_no_use_in_a_browser(
    own: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Workspace, "names", lambda _, kind: ["heel-prop"] if kind == "exercise" else [])
    draw_all(tmp_path / "drawn", own)
    assert {path.suffix for path in (tmp_path / "drawn").iterdir()} == {".figure", ".drawing"}


def test_a_page_in_a_browser_is_made_once_before_somebody_asks(own: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Any] = []
    monkeypatch.setattr(inside, "workspace", lambda: own)
    monkeypatch.setattr(inside, "answer", lambda *asked: made.append(answer(*asked)))
    inside.warm()
    ((found,),) = (made,)
    assert not found["problems"]
    assert "pixels" in found["pages"][0]
