"""How files are called: no two different sheets alike, the same one always the same; what is typed beside a file."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from handouts import Workspace, make
from handouts.content.layouts import bundled_layouts
from handouts.content.library import bundled_profiles
from handouts.resolve.order import Order
from handouts.sheets.naming import file_name, numbered, prescription_stem
from tests.commands import command
from tests.conftest import TODAY
from tests.structure import read

DOSE = (
    "format: 1\nprogramme: ankle-pair\nexercises:\n  - {{exercise: heel-raise, dose: {{sets: {}, repetitions: 10}}}}\n"
)


def prescribed(clinic: Path, name: str, text: str = "programme: ankle-pair\n") -> Path:
    path = clinic / "prescriptions" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text if text.startswith("format") else f"format: 1\n{text}", "utf-8")
    return path


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def words(path: Path) -> str:
    return " ".join(read(path.read_bytes()).text.split())


def test_prescriptions_without_a_name_each_have_their_own_sheet(clinic: Path) -> None:
    for number in (1, 2, 3):
        prescribed(clinic, f"000{number}.yaml", DOSE.format(number + 1))
    prescribed(clinic, "0003.yml", DOSE.format(5))
    prescribed(clinic, "ankle-pair.yaml", DOSE.format(6))
    run = command("all", "--prescriptions", "--layout", "exercises", "--workspace", str(clinic), "--jobs", "1")
    assert "5 files written, 0 failed" in run.stderr
    personal = clinic / "out/personal"
    expected = {"0001": 2, "0002": 3, "0003": 4, "0003-2": 5, "ankle-pair-2": 6}
    assert files(personal) == sorted(f"{stem}-exercises.pdf" for stem in expected)
    for stem, sets in expected.items():
        assert f"{sets} sets 10 times" in words(personal / f"{stem}-exercises.pdf")
    before = {path: path.read_bytes() for path in personal.iterdir()}
    for name in ("0001", "prescriptions/0002", "0003.yaml", "prescriptions/0003.yml", "prescriptions/ankle-pair"):
        run = command("make", name, "--layout", "exercises", cwd=clinic)
        assert run.returncode == 0, run.stderr
    assert {path: path.read_bytes() for path in personal.iterdir()} == before


def test_a_name_that_is_two_things_is_told(clinic: Path) -> None:
    prescribed(clinic, "ankle-pair.yaml")
    run = command("make", "ankle-pair", "--layout", "log", cwd=clinic)
    assert 'note: "ankle-pair" is an id, and that was taken. For your prescription, name prescriptions/' in run.stderr
    assert files(clinic / "out") == ["ankle-pair-log.pdf"]
    prescribed(clinic, "7.yaml")
    prescribed(clinic, "7.yml")
    run = command("make", "7", cwd=clinic)
    assert (run.returncode, run.stderr) == (1, "7: may be 7.yaml and 7.yml. Name one of them with its ending.\n")


def test_a_prescription_elsewhere_is_another_than_the_clinics_own(clinic: Path) -> None:
    own, other = prescribed(clinic, "0042.yaml"), clinic / "more/0042.yaml"
    other.parent.mkdir()
    other.write_text(own.read_text("utf-8"), "utf-8")
    place = Workspace.open(clinic)
    assert prescription_stem(own.resolve(), place) == "0042"
    assert re.fullmatch("0042-[0-9a-f]{8}", prescription_stem(other.resolve(), place))


def test_no_two_orders_have_the_same_name() -> None:
    ids = ("ankle", "ankle-log", "ankle-pair", "pair-log", "ankle-large-print")
    base = (
        Order(what, layout, profile, paper, programme, weeks, start_day, blank=blank)
        for what, layout, profile, paper, programme, weeks, start_day, blank in product(
            ids,
            (*sorted(bundled_layouts()), "pair-log", "log-large-print"),
            (*bundled_profiles(), "large", "pack"),
            (None, "a4", "letter"),
            (None, *ids[:2]),
            (None, 1, 12),
            (None, 12),
            (False, True),
        )
    )
    orders = [each for one in base for each in (one, replace(one, title_with_name=True))]
    names = {
        file_name(replace(order, fillable=fillable, password=password, theme=theme))
        for order in orders
        for fillable, password, theme in (
            *((False, None, None), (True, None, None), (False, "x", None)),
            *((False, None, "fillable"), (True, None, "letter-blank")),
        )
    }
    assert len(names) == 5 * len(orders)


def test_numbers_meet_no_name_that_is_there() -> None:
    assert numbered(["a", "A", "a-2", "e\u0301", "\u00e9", "b"], ["b"]) == [
        "a",
        "A-3",
        "a-2",
        "e\u0301",
        "\u00e9-2",
        "b-2",
    ]
    assert numbered(["x"] * 3) == ["x", "x-2", "x-3"]


def test_an_encrypted_sheet_never_takes_the_place_of_the_open_one(clinic: Path) -> None:
    typed = ("make", "ankle-pair", "--layout", "log", "--patient", "A", "--workspace", str(clinic))
    for more in ((), ("--password", "7 chars"), ("--password", "8 chars."), ("--fillable",)):
        run = command(*typed, *more, cwd=clinic)
        assert run.returncode == 0
        assert ("note: A password of fewer than 8 characters" in run.stderr) == ("7 chars" in more)
    endings = sorted(name.split("-log")[1] for name in files(clinic / "out/personal"))
    assert endings == ["-encrypted.pdf", "-fillable.pdf", ".pdf"]


# -- what is typed beside a prescription -------------------------------------------------------------------------------

SAID = (
    "patient: {name: A}\nclinician: B\nside: left\nstart: 2026-03-04\nweeks: 3\nstart_day: 1\nprogramme: ankle-pair\n"
)
TYPED = {
    "--patient": "C",
    "--clinician": "D",
    "--side": "right",
    "--start": "2026-03-05",
    "--weeks": "9",
    "--start-day": "2",
    "--programme": "genu-valgum-three",
}


@pytest.mark.parametrize("option", TYPED)
def test_what_a_prescription_says_is_said_once(clinic: Path, option: str) -> None:
    prescribed(clinic, "0042.yaml", SAID)
    run = command("make", "0042", "--layout", "log", option, TYPED[option], cwd=clinic)
    assert (run.returncode, run.stderr) == (1, f"{option}: 0042.yaml says this already. Change it there.\n")


def test_what_a_prescription_leaves_open_can_be_typed(clinic: Path) -> None:
    prescribed(clinic, "0042.yaml", "patient: {id: P-7}\ncondition: stiff-ankle\n")
    options = [part for option in TYPED.items() for part in option]
    run = command("make", "0042", "--layout", "pack", *options, "--today", "2026-03-02", cwd=clinic)
    assert run.returncode == 0, run.stderr
    (name,) = files(clinic / "out/personal")
    assert re.fullmatch(r"0042-[0-9a-f]{8}-pack-9-weeks-day-2\.pdf", name)
    said = words(clinic / "out/personal" / name)
    assert all(each in said for each in ("Name: C", "P-7", "Thursday 5 March", "Week 9", "Stiff ankle")), said
    file = str(clinic / "prescriptions/0042.yaml")
    typed = {"patient": {"name": "C"}, "clinician": "D", "side": "right", "start": "2026-03-05"}
    same = make(
        Order(file, "pack", typed=typed, weeks=9, start_day=2, programme="genu-valgum-three"),
        Workspace.open(clinic),
        today=TODAY,
    )
    assert same.name == name
    wrong = command("make", "0042", "--programme", "genu-valgum-tree", cwd=clinic)
    assert 'no programme has the id "genu-valgum-tree". Did you mean "genu-valgum-three"?' in wrong.stderr
    wrong = command("make", "0042", "--programme", "ankle-pair", "--start", "soon", cwd=clinic)
    assert "the command: --start: is not a date" in wrong.stderr
