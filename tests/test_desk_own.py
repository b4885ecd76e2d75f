"""A clinic's own content in forms: the words of the check at their fields, the files that people write, and nothing
outside of the clinic's folder."""

from __future__ import annotations

import json
import os
from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest
import yaml

from handouts import Workspace, check
from handouts.desk.clinic_folder import clinic_files
from handouts.desk.engine import answer
from handouts.drawing.png_file import png
from tests.conftest import TODAY

pytestmark = pytest.mark.usefixtures("few")
SLIDE: dict[str, Any] = {
    "name": "Towel slide",
    "position": "Sit on a sturdy chair with a towel under your foot.",
    "steps": ["Slide your foot back.", "", {"text": "Change legs.", "other_side": True}],
    "dose": {"sets": "2", "repetitions": "", "hold": "5"},
    "cautions": ["Stop if it hurts."],
    "groups": ["balance"],
    "contraindications": ["new-knee"],
    "easier": "",
}


@pytest.fixture
def own(clinic: Path) -> Workspace:
    return Workspace.open(clinic)


def ask(name: str, workspace: Workspace, kind: str = "exercise", **asked: Any) -> dict[str, Any]:
    asked = {"kind": kind, "id": "", **asked}
    found: dict[str, Any] = json.loads(json.dumps(answer(name, json.loads(json.dumps(asked)), workspace, TODAY)))
    return found


def folder(workspace: Workspace) -> Path:
    assert workspace.own
    return workspace.own


def test_an_exercise_and_a_programme_are_made_changed_and_taken_away(own: Workspace) -> None:
    shown = ask("check_own", own, content=SLIDE)
    assert (shown["problems"], shown["brought"]) == ([], ["dizziness", "poor-balance"])
    assert shown["advice"][0]["field"] == "steps"
    assert "Towel slide" in shown["pages"][0]["text"]
    assert not (folder(own) / "data/exercises/towel-slide.yaml").exists()
    saved = ask("save_own", own, content=SLIDE)
    path = folder(own) / saved["file"]
    assert path == folder(own) / "data/exercises/towel-slide.yaml"
    assert yaml.safe_load(path.read_text("utf-8")) == {
        "format": 1,
        **{key: SLIDE[key] for key in ("name", "position", "cautions", "groups", "contraindications")},
        "steps": [SLIDE["steps"][0], SLIDE["steps"][2]],
        "dose": {"sets": 2, "hold": 5},
    }
    pair = {"name": "Pair", "condition": "knee-valgus", "exercises": [saved["id"], "clamshell"], "log_weeks": 3}
    made = ask("save_own", own, "programme", content=pair)
    assert made["problems"] == []
    there = {each["id"]: each for each in ask("library", own)["programmes"]}["pair"]
    assert (there["own"], there["exercises"]) == (True, ["towel-slide", "clamshell"])
    draft = {"prescription": {"programme": "pair", "patient": {}}, "options": {"layout": "exercises"}}
    first = ask("preview", own, draft=draft)["pages"][0]["text"]
    assert "Draft: not yet checked" in first
    assert not [each for each in check(own, TODAY) if each.severity == "error"]
    kept = ask("delete_own", own, id="towel-slide", stamp=saved["stamp"])["problems"][0]["message"]
    assert kept == 'is an exercise of "Pair".'
    assert ask("delete_own", own, "programme", id="pair", stamp=made["stamp"])["problems"] == []
    assert ask("delete_own", own, id="towel-slide", stamp="0" * 24)["problems"]
    assert ask("delete_own", own, id="towel-slide", stamp=saved["stamp"])["problems"] == []
    assert (path.exists(), path.with_name("towel-slide.yaml.bak").is_file()) == (False, True)
    assert ask("restore_own", own, id="towel-slide")["problems"] == []
    assert ask("open_own", own, id="towel-slide")["stamp"] == saved["stamp"]
    assert "data/exercises/towel-slide.yaml" in clinic_files(own)


def test_what_other_files_name_is_not_taken_away(own: Workspace) -> None:
    saved = ask("save_own", own, content=SLIDE)
    there = ask("open_own", own, "programme", id="ankle-pair")
    wanted = {"exercise": ("towel-slide", saved["stamp"]), "programme": ("ankle-pair", there["stamp"])}

    def told(kind: str) -> str:
        name, stamp = wanted[kind]
        problems = json.dumps(ask("delete_own", own, kind, id=name, stamp=stamp)["problems"])
        assert (folder(own) / f"data/{kind}s/{name}.yaml").is_file()
        assert "elda" not in problems
        return problems

    assert "is a programme of 1 condition." in told("programme")
    condition = folder(own) / "data/conditions/stiff-ankle.yaml"
    condition.write_text(condition.read_text("utf-8").replace("programmes: [ankle-pair]\n", ""))
    (folder(own) / "prescriptions").mkdir()
    for name, keys in (
        ("zelda", "programme: ankle-pair"),
        ("elda", "condition: knee-valgus\nexercises: [towel-slide]"),
        ("elda-2", "condition: knee-valgus\nexercises: [{exercise: towel-slide, note: Slowly.}]"),
    ):
        text = f"format: 1\npatient: {{name: Zelda Quill}}\n{keys}\n"
        (folder(own) / f"prescriptions/{name}.yaml").write_text(text)
    assert "is named in 1 saved prescription." in told("programme")
    assert "is named in 2 saved prescriptions." in told("exercise")


def test_a_form_is_shown_beside_another_file_that_is_broken(own: Workspace) -> None:
    (folder(own) / "data/conditions/aaa.yaml").write_text("format: 1\nname: [\n")
    shown = ask("check_own", own, content=SLIDE)
    assert (shown["problems"], "Towel slide" in shown["pages"][0]["text"]) == ([], True)


def test_a_file_keeps_what_nobody_changed_and_the_old_one_beside_it(own: Workspace) -> None:
    path = folder(own) / "data/exercises/ankle-rock.yaml"
    before = "# ours\n" + path.read_text("utf-8")
    path.write_text(before)
    read = ask("open_own", own, id="ankle-rock")
    content = {**read["content"], "name": "Ankle rocks", "purpose": None, "cue": "Bend your knee. Heel down."}
    saved = ask("save_own", own, id="ankle-rock", content=content, stamp=read["stamp"])
    assert saved["problems"] == []
    after = path.read_text("utf-8")
    assert after.startswith("# ours\n")
    assert "  - {text: Change legs., other_side: true}\n" in after
    data, old = yaml.safe_load(after), yaml.safe_load(before)
    assert data == {key: each for key, each in old.items() if key != "purpose"} | {
        "name": "Ankle rocks",
        "cue": "Bend your knee. Heel down.",
    }
    assert path.with_name("ankle-rock.yaml.bak").read_text("utf-8") == before
    late = ask("save_own", own, id="ankle-rock", content=content, stamp=read["stamp"])
    assert late["problems"][0]["message"] == "was changed by somebody else meanwhile."


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_no_other_key_is_lost_with_a_change(own: Workspace, ending: str) -> None:
    path = folder(own) / "data/exercises/ankle-rock.yaml"
    whole = {**yaml.safe_load(path.read_text("utf-8")), "purpose": "To bend.\n", "contraindications": ["new-knee"]}
    text = yaml.safe_dump(whole, sort_keys=False).replace("purpose: 'To bend.\n\n  '\n", "purpose: |\n  To bend.\n")
    assert "purpose: |" in text
    for key in [each for each in whole if each not in ("format", "name", "position", "steps")]:
        for now in (None, ["Anew."]) if key == "cautions" else (None,):
            path.write_bytes(text.replace("\n", ending).encode())
            read = ask("open_own", own, id="ankle-rock")
            content = {**read["content"], key: now}
            assert ask("save_own", own, id="ankle-rock", content=content, stamp=read["stamp"])["problems"] == [], key
            data = yaml.safe_load(path.read_text("utf-8"))
            assert data == {name: each for name, each in {**whole, key: now}.items() if each is not None}


def test_a_file_that_would_lose_a_key_is_not_written(own: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handouts.desk.changed_keys.with_keys", lambda file, changed: "format: 1\nname: New\n")
    path = folder(own) / "data/exercises/ankle-rock.yaml"
    before = path.read_bytes(), own.clinic_file.read_bytes()
    read = ask("open_own", own, id="ankle-rock")
    found = ask("save_own", own, id="ankle-rock", content={**read["content"], "name": "New"}, stamp=read["stamp"])
    clinic = ask("clinic", own)
    there = ask("save_clinic", own, clinic={**clinic["clinic"], "name": "New"}, stamp=clinic["stamp"])
    message = "The file can't be changed here."
    assert [each["problems"][0]["message"] for each in (found, there)] == [message] * 2
    assert (path.read_bytes(), own.clinic_file.read_bytes()) == before


@pytest.mark.parametrize(
    ("change", "field", "message"),
    [
        ({"name": ""}, "name", "is missing."),
        ({"name": "Clamshell"}, "name", "is an exercise of the library's."),
        ({"name": "Ankle rock"}, "name", "is there already."),
        ({"position": "", "name": "Clamshell"}, "position", "is missing."),
        ({"steps": ["Lift.", "", "Low\x07er."]}, "steps[1]", "has U+0007 control character"),
        ({"cautions": ["ຢຸດ"]}, "cautions[0]", "has U+0EA2 LAO LETTER YO"),
        ({"dose": {"sets": "lots"}}, "dose.sets", "expects a number"),
        ({"groups": ["balance", "nope"]}, "groups[1]", 'data/contraindications.yaml has no "nope".'),
        ({"contraindications": ["dizziness"]}, "contraindications[0]", 'its group "balance" brings "dizziness"'),
        ({"figure": {"image": "../../clinic.yaml", "alt": "x"}}, "figure.image", "clinic.yaml is not a PNG"),
        ({"figure": {"image": "/etc/passwd", "alt": "x"}}, "figure.image", "names no file inside the workspace."),
        ({"figure": {"image": "heel-raise.svg", "alt": ""}}, "figure.alt", "is missing."),
        ({"cue": "x" * 50}, "cue", "has 50 characters and takes at most 45."),
        ({"purpose": "x" * 300_000}, "", "The file would be larger than 256 kB."),
    ],
)
def test_a_problem_stands_at_its_field_and_nothing_is_written(
    own: Workspace, change: dict[str, Any], field: str, message: str
) -> None:
    before = {path: path.read_bytes() for path in folder(own).rglob("*") if path.is_file()}
    for name in ("check_own", "save_own"):
        told = [each for each in ask(name, own, content={**SLIDE, **change})["problems"] if each["field"] == field]
        assert told, name
        assert told[0]["message"].startswith(message)
    assert {path: path.read_bytes() for path in folder(own).rglob("*") if path.is_file()} == before


HOSTILE = ("<script>alert(1)</script>", "{{ 7 * 7 }}", "a: [", "&amp; \"'\\", "🦵 ½ é", "#no", "yes", "1e5")


@pytest.mark.parametrize("word", HOSTILE)
def test_whatever_is_typed_is_read_again_as_it_is(own: Workspace, word: str) -> None:
    content = {**SLIDE, "name": f"Slide {word}", "position": word, "steps": [word], "purpose": word, "cautions": [word]}
    shown = ask("check_own", own, content=content)
    if shown["problems"]:  # a letter that no font has is refused by its name, at each field
        assert all("U+1F9B5" in each["message"] for each in shown["problems"])
        return
    saved = ask("save_own", own, content=content)
    assert ask("open_own", own, id=saved["id"])["content"]["position"] == word
    assert "onerror" not in shown["pages"][0]["text"]


@pytest.mark.parametrize("name", ["../../escape", "/etc/x", "..", "a/../../b", "Übung", "Тест", "con\0", ".hidden"])
def test_a_file_is_never_written_outside_of_its_folder(own: Workspace, name: str) -> None:
    before = {path for path in folder(own).parent.rglob("*") if path.is_file()}
    ask("save_own", own, content={**SLIDE, "name": name})
    new = {path for path in folder(own).parent.rglob("*") if path.is_file()} - before
    assert all(path.parent == folder(own) / "data/exercises" and path.suffix == ".yaml" for path in new)
    for function in ("open_own", "save_own", "delete_own", "restore_own"):
        assert ask(function, own, id=name, content=SLIDE, stamp="")["problems"], function
    assert ask("save_own", own, kind="condition", content=SLIDE)["problems"]
    assert {path for path in folder(own).parent.rglob("*") if path.is_file()} - before == new


def test_links_that_lead_elsewhere_are_not_written_through(own: Workspace, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("kept")
    (folder(own) / "data/exercises/towel-slide.yaml.bak").symlink_to(secret)
    assert ask("save_own", own, content=SLIDE)["problems"][0]["message"] == "would lie outside of the clinic's folder."
    (tmp_path / "elsewhere").mkdir()
    programmes = folder(own) / "data/programmes"
    programmes.rename(folder(own) / "before")
    programmes.symlink_to(tmp_path / "elsewhere")
    pair = {"name": "Pair", "condition": "knee-valgus", "exercises": ["clamshell"]}
    assert ask("save_own", own, "programme", content=pair)["problems"]
    assert (secret.read_text(), list((tmp_path / "elsewhere").iterdir())) == ("kept", [])


def test_a_picture_is_kept_under_a_name_of_its_own_if_it_can_be_printed(own: Workspace) -> None:
    small = png(b"\x00\x30\x60" * 400, 20, 20, 60)
    given = ask("own_picture", own, data=b64encode(small).decode(), file="zelda-quill.png")
    place = folder(own) / "data/exercises"
    assert (place / given["image"]).read_bytes() == small
    assert "zelda" not in given["image"]
    for data in (b"MZ no picture", b"\x89PNG half", b"<svg><script>", b"\xff\xd8\xff" + b"0" * 5_000_001):
        assert ask("own_picture", own, data=b64encode(data).decode())["problems"][0]["field"] == "figure"
    assert [path.name for path in place.glob("picture-*")] == [given["image"]]
    figure = {"image": given["image"], "alt": "A foot on a towel."}
    saved = ask("save_own", own, content={**SLIDE, "figure": figure})
    assert ask("pictures", own, ids=["towel-slide"])["pictures"]["towel-slide"]["image"].startswith("data:image/png")
    (place / "picture-000000000000.png").write_bytes(small)
    (place / "picture-of-our-gym.png").write_bytes(small)
    (place / "picture-aaaaaaaaaaaa.png").mkdir()
    (place / "picture-bbbbbbbbbbbb.png").write_bytes(small)
    (place.parent / "conditions/ours.yaml.bak").write_text("figure: {image: ../exercises/picture-bbbbbbbbbbbb.png}")
    for path in place.glob("picture-*"):
        os.utime(path, (0, 0))
    ask("save_own", own, id="towel-slide", content={**SLIDE, "figure": figure}, stamp=saved["stamp"])
    left = {"picture-of-our-gym.png", "picture-aaaaaaaaaaaa.png", "picture-bbbbbbbbbbbb.png", given["image"]}
    assert {path.name for path in place.glob("picture-*")} == left


def test_nothing_of_a_sheet_is_taken_into_own_content(own: Workspace) -> None:
    draft = {"prescription": {"patient": {"name": "Zelda Quill"}}}
    ask("save_own", own, content=SLIDE, draft=draft, patient={"name": "Zelda Quill"})
    wrong = ask("save_own", own, content={**SLIDE, "name": "Other", "patient": {"name": "Zelda Quill"}})
    assert wrong["problems"][0]["field"] == "patient"
    assert not [path for path in folder(own).rglob("*") if path.is_file() and b"Zelda" in path.read_bytes()]
