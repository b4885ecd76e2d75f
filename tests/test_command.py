"""The command's front door: its name, version, short options, documents, lists; where a sheet goes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest
from typer.main import get_command
from typer.testing import CliRunner, Result

from handouts import __version__
from handouts.cli.app import app
from handouts.cli.terminal import counted, option, spelled, table
from handouts.files.problems import Ask, Command, Problem, SettingName
from tests.conftest import CLINIC, HERE

ROOT = HERE.parent


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder in which the command is called."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def call(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments, prog_name="handouts")


@pytest.mark.parametrize("start", [["generate.py"], ["-m", "handouts"]])
def test_it_is_called_handouts_however_it_was_started(start: list[str]) -> None:
    run = subprocess.run([sys.executable, *start, "-h"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.startswith("Usage: handouts ")
    assert "--install-completion" in run.stdout


def test_it_says_its_version() -> None:
    assert call("--version").stdout == f"handouts {__version__}\n"


def test_what_a_hint_names_is_spelled_as_an_option_that_there_is() -> None:
    commands = get_command(app).commands
    commands |= {name: each for group in commands.values() for name, each in getattr(group, "commands", {}).items()}
    options = {each for command in commands.values() for one in command.params for each in one.opts}
    assert {option(name) for name in get_args(SettingName)} <= options
    maps = Ask("columns", ("name={First} {Last}", "born=DOB"))
    problem = Problem("a.csv", 1, "", "names nobody.", "Say who.", ways=(maps, Command("new", ("clinic", "A. Name"))))
    typed = "(--map 'name={First} {Last}' --map born=DOB or handouts new clinic 'A. Name')"
    assert str(spelled(problem)) == f"a.csv:1: names nobody. Say who {typed}."
    assert str(problem) == "a.csv:1: names nobody. Say who."


def test_short_options(here: Path) -> None:
    assert "-o" in call("make", "-h").stdout
    assert call("make", "ankle-pair", "--layout", "log", "--workspace", str(CLINIC), "-o", "x.pdf").exit_code == 0
    assert (here / "x.pdf").is_file()


def test_a_dash_sends_a_sheet_on(here: Path) -> None:
    run = call("make", "ankle-pair", "--layout", "log", "--workspace", str(CLINIC), "--out", "-")
    assert run.stdout_bytes.startswith(b"%PDF-1.7")
    assert run.stdout_bytes.rstrip().endswith(b"%%EOF")
    run = call("figures", "knee-valgus-seven", "--format", "svg", "--out", "-")
    assert run.exit_code == 1
    assert "sends one file on" in run.stderr
    assert list(here.iterdir()) == []


@pytest.mark.parametrize("command", [["all", "-o"], ["merge", "x.csv", "-o"], ["merge", "x.csv", "--print-run"]])
def test_a_dash_is_no_place_for_many(here: Path, command: list[str]) -> None:
    run = call(*command, "-")
    assert run.exit_code == 2
    assert "sends one sheet on, and here are many" in run.stderr
    assert list(here.iterdir()) == []


def test_one_of_a_few_words_is_read_in_capitals_too_and_told_in_words(here: Path) -> None:
    arguments = ("make", "ankle-pair", "--workspace", str(CLINIC), "--layout", "log", "--out", "x.pdf")
    assert call(*arguments, "--side", "Left", "--paper", "A4", "--profile", "Large-Print").exit_code == 0
    for name in ("--side", "--paper", "--format"):
        run = call(*arguments, name, "Up")
        assert run.exit_code == 2
        assert f"'{name}': \"Up\" is not one of " in run.stderr
    assert call("list", "Conditions", "--workspace", str(CLINIC)).exit_code == 0
    assert "'WHAT': \"up\" is not one of conditions, exercises, " in call("list", "up").stderr


def test_it_shows_its_documents() -> None:
    listed = [line.split()[0] for line in call("docs").stdout.splitlines()]
    assert {"format", "layouts", "figures", "privacy", "sources"} <= set(listed)
    assert call("docs", "format").stdout == (ROOT / "docs/format.md").read_text("utf-8")
    run = call("docs", "fromat")
    assert (run.exit_code, run.stderr) == (1, 'docs: there is none called "fromat". Did you mean "format"?\n')


@pytest.mark.parametrize(
    ("what", "id_"),
    [
        ("contraindications", "recent-surgery"),
        ("urgent-signs", "chest-pain-or-breathless"),
        ("glossary", "plantar-fasciitis"),
    ],
)
def test_every_id_that_a_file_can_name_is_listed(what: str, id_: str) -> None:
    listed = call("list", what).stdout
    assert f"\n{id_} " in f"\n{listed}"
    assert f"library: data/{what}.yaml" in listed


def test_a_list_fits_the_terminal_and_goes_whole_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [("a", "first first first", "", "knee"), ("b-longer", "second", "", "foot " * 20)]
    monkeypatch.setenv("COLUMNS", "40")
    whole = list(table(rows))
    assert whole[0] == "a         first first first  knee"
    assert whole[1].endswith("foot foot")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert list(table(rows)) == [whole[0], f"{whole[1][:39].rstrip()}…"]


@pytest.mark.parametrize("own", [False, True])
def test_check_tells_of_loose_ends_in_a_clinic_s_folder_alone(
    here: Path, monkeypatch: pytest.MonkeyPatch, own: bool
) -> None:
    loose = Problem("data/exercises/x.yaml", 1, "", "is in no programme.", rule="not-in-a-programme")
    wrong = Problem("data/exercises/y.yaml", 2, "", "is wrong.")
    monkeypatch.setattr("handouts.check", lambda *_: [loose, wrong])
    run = call("check", *(["--workspace", str(CLINIC)] if own else []))
    told = [f"{loose} [not-in-a-programme]", str(wrong)]
    assert run.stdout.splitlines() == told[0 if own else 1 :]
    assert run.stderr == "1 error, 0 warnings\n"


def test_numbers_are_in_words_of_their_own() -> None:
    assert [counted(number, "file") for number in (0, 1, 2)] == ["0 files", "1 file", "2 files"]
    assert counted(2, "person", "people") == "2 people"


def test_a_clinic_s_folder_shares_no_patient(here: Path) -> None:
    assert call("new", "clinic", "Seaside").exit_code == 0
    for folder, files in (
        (here / "seaside", ["prescriptions/0042.yaml", "out/x.pdf", "monday.csv", "monday.xlsx", "monday.pdf"]),
        (ROOT, ["monday.csv", "seaside/monday.tsv", "monday.pdf", "seaside/prescriptions/0042.yaml"]),
    ):
        if folder != ROOT:
            subprocess.run(["git", "init", "--quiet", str(folder)], check=True, capture_output=True)
        elif not (ROOT / ".git").exists():
            continue
        shared = subprocess.run(
            ["git", "check-ignore", *files], cwd=folder, capture_output=True, text=True, check=False
        )
        assert shared.stdout.splitlines() == files
