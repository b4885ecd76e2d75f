"""Sign-off binds to content; listing finds things and tells their state."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from handouts import Order, Workspace
from handouts.checks.listing import entries
from handouts.content.clinic import Review
from handouts.resolve import signing
from handouts.resolve.fingerprint import fingerprint
from handouts.resolve.passages import Passage
from tests.commands import command
from tests.conftest import TODAY


def states(clinic: Path, what: str) -> dict[str, str]:
    return {entry.id: entry.state for entry in entries(what, Workspace.open(clinic), TODAY) if entry.origin == "clinic"}


def test_signed_then_stale_then_signed_again(clinic: Path) -> None:
    assert states(clinic, "programmes") == {"ankle-pair": "unsigned"}
    sign = ("review", "ankle-pair", "stiff-ankle", "ankle-rock", "--by", "A: Tester", "--workspace", str(clinic))
    assert command(*sign, "--today", "2026-01-05", "--until", "2027-01-05").returncode == 0
    assert states(clinic, "programmes") == {"ankle-pair": "signed"}
    assert states(clinic, "conditions") == {"stiff-ankle": "signed"}
    assert states(clinic, "exercises") == {"ankle-rock": "signed", "heel-raise": "unsigned"}
    path = clinic / "data/exercises/ankle-rock.yaml"
    path.write_text(path.read_text("utf-8").replace("Keep your heel down.", "Keep your heel on the floor."), "utf-8")
    assert states(clinic, "programmes") == {"ankle-pair": "stale"}
    assert states(clinic, "exercises")["ankle-rock"] == "stale"
    assert states(clinic, "conditions") == {"stiff-ankle": "signed"}
    assert command(*sign, "--today", "2026-01-06").returncode == 0
    assert states(clinic, "programmes") == {"ankle-pair": "signed"}
    assert (clinic / "reviews.yaml").read_text("utf-8").count("id: ankle-pair") == 1


def test_an_empty_field_voids_no_signature_and_zero_is_a_value() -> None:
    """Pinned: signatures that clinics have given hold as long as these digits do, whatever fields come later."""
    assert fingerprint(Passage("list", items=("Rest.", ""))) == "0ea26efd8a5c"
    assert fingerprint({"sets": 2, "brand_new": None, "list": [], "more": "", "off": False}) == fingerprint({"sets": 2})
    assert fingerprint({"steps": [{"text": "Rest.", "new": ""}]}) == fingerprint({"steps": [{"text": "Rest."}]})
    assert fingerprint({"sets": 0}) != fingerprint({})
    assert fingerprint(["", "a"]) != fingerprint(["a"])


@pytest.mark.usefixtures("few")
def test_what_has_run_out_is_told(clinic: Path) -> None:
    run = command(
        "review",
        "stiff-ankle",
        "--by",
        "T",
        "--until",
        "2026-02-01",
        "--today",
        "2026-01-01",
        "--workspace",
        str(clinic),
    )
    assert run.returncode == 0
    assert states(clinic, "conditions") == {"stiff-ankle": "expired"}
    checked = command("check", "--workspace", str(clinic), "--today", "2026-03-02")
    assert 'the check of "stiff-ankle" ran out on 2026-02-01' in checked.stdout


def test_another_picture_voids_the_signature(clinic: Path) -> None:
    command("review", "ankle-pair", "heel-raise", "ankle-rock", "--by", "T", "--workspace", str(clinic))
    picture = clinic / "data/exercises/heel-raise.svg"
    picture.write_text(picture.read_text("utf-8").replace("</svg>", " </svg>"), "utf-8")
    assert states(clinic, "exercises") == {"ankle-rock": "signed", "heel-raise": "stale"}
    assert states(clinic, "programmes") == {"ankle-pair": "stale"}


def test_the_folder_of_a_picture_is_no_content(clinic: Path, tmp_path: Path) -> None:
    command("review", "ankle-pair", "heel-raise", "--by", "T", "--workspace", str(clinic))
    moved = clinic.rename(tmp_path / "elsewhere")
    assert states(moved, "programmes") == {"ankle-pair": "signed"}
    assert states(moved, "exercises")["heel-raise"] == "signed"


def test_a_signature_does_not_end_before_it_starts(clinic: Path) -> None:
    run = command(
        *("review", "stiff-ankle", "--by", "T", "--until", "2026-01-01", "--today", "2026-01-02"),
        *("--workspace", str(clinic)),
    )
    assert run.returncode == 1
    assert "--until: 2026-01-01 has passed" in run.stderr
    assert not (clinic / "reviews.yaml").exists()


def test_what_can_t_be_signed(clinic: Path) -> None:
    run = command("review", "stiff-ankel", "nothing-like-it", "--by", "T", "--workspace", str(clinic))
    assert run.returncode == 1
    assert 'Did you mean "stiff-ankle"?' in run.stderr
    assert "nothing-like-it" in run.stderr
    assert not (clinic / "reviews.yaml").exists()
    assert "belongs into a clinic's folder" in command("review", "knee-valgus", "--by", "T", cwd=clinic.parent).stderr


def test_notes_are_listed_and_never_printed() -> None:
    from handouts import make
    from tests.structure import read

    noted = {entry.id: entry.notes for entry in entries("conditions", Workspace.open(), TODAY)}
    assert any(note.startswith("cn-01:") for note in noted["knee-valgus"])
    text = read(make(Order("knee-valgus", "handout"), Workspace.open(), today=TODAY).data).text
    assert "cn-01" not in text
    assert "82 degrees" not in text
    assert "cn-01:" in command("list", "conditions", "--notes", "--search", "knock").stdout


def test_signatures_that_are_given_at_once_all_stay(clinic: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = signing._reviews_text

    def slowly(*arguments: Any) -> str:
        text = read(*arguments)
        time.sleep(0.05)  # so that the others would read what this one is about to replace
        return text

    monkeypatch.setattr(signing, "_reviews_text", slowly)
    place = Workspace.open(clinic)
    names = [f"exercise-{number}" for number in range(4)]
    signed = [Review(id=name, hash="0" * 12, by="A. Tester", date=TODAY) for name in names]
    with ThreadPoolExecutor(len(names)) as pool:
        list(pool.map(lambda review: signing.add_reviews([review], place), signed))
    written = (clinic / "reviews.yaml").read_text("utf-8")
    assert [name for name in names if f"id: {name}\n" in written] == names
