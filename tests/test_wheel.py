"""The wheel alone, installed in a clean environment: sheets from the root of the disk with the network off, and what it
says where an extra is needed."""

from __future__ import annotations

import re
import subprocess
import sys
import venv
from pathlib import Path

from tests.conftest import CLINIC, HERE

ROOT = HERE.parent

OFFLINE = """
import sys
def refuse(event, arguments):
    if event.startswith("socket."):
        raise SystemExit("the network was used: " + event)
sys.addaudithook(refuse)
from handouts.cli.app import main
main()
"""


def test_the_wheel_alone(tmp_path: Path) -> None:
    clean = installed(tmp_path)
    makes_sheets_offline(clean, tmp_path)
    names_the_extras_that_it_lacks(clean, tmp_path)


def installed(place: Path) -> Path:
    """An environment with the wheel and no extras, of the versions that are locked; -> its programs."""
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(place), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = place.glob("*.whl")
    pins = re.findall(r"^[a-z][^\\\n]+", (ROOT / "requirements/run.txt").read_text("utf-8"), re.MULTILINE)
    (place / "versions.txt").write_text("\n".join(pins), "utf-8")
    venv.create(place / "clean")
    pip = [sys.executable, "-m", "pip", "--python", str(place / "clean"), "install", "--quiet", "--no-compile"]
    subprocess.run([*pip, "--constraint", str(place / "versions.txt"), str(wheel)], check=True, capture_output=True)
    return place / "clean/bin"


def offline(clean: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [clean / "python", "-I", "-c", OFFLINE, *arguments]
    return subprocess.run(command, cwd="/", capture_output=True, text=True, check=False)


def makes_sheets_offline(clean: Path, tmp_path: Path) -> None:
    target = tmp_path / "sheet.pdf"
    run = offline(clean, "make", "knee-valgus", "--layout", "pack", "--out", str(target))
    assert run.returncode == 0, run.stderr
    assert target.read_bytes().startswith(b"%PDF-1.7")
    page = tmp_path / "sheet.html"
    run = offline(clean, "make", "knee-valgus", "--format", "html", "--out", str(page))
    assert run.returncode == 0, run.stderr
    assert page.read_bytes().startswith(b"<!DOCTYPE html>")
    listed = subprocess.run([clean / "handouts", "list", "fonts"], cwd="/", capture_output=True, text=True, check=True)
    assert "Atkinson Hyperlegible Next" in listed.stdout
    shown = offline(clean, "docs", "layouts")
    assert shown.stdout == (ROOT / "docs/layouts.md").read_text("utf-8")
    folder = Path(offline(clean, "docs").stderr.removeprefix("Schemas for editors: ").strip())
    assert {path.name for path in folder.iterdir()} == {path.name for path in (ROOT / "docs/schema").iterdir()}


def names_the_extras_that_it_lacks(clean: Path, tmp_path: Path) -> None:
    out = tmp_path / "refused.pdf"
    for option, extra, arguments in (
        ("--password", "password", ("make", "ankle-pair", "--password", "Long enough 1", "--out", str(out))),
        ("--scheduler", "cluster", ("all", "--scheduler", "tcp://127.0.0.1:1", "--out", str(tmp_path / "out"))),
    ):
        run = offline(clean, *arguments, "--workspace", str(CLINIC))
        assert run.returncode == 1
        wanted = f"{option}: needs a package that is not installed. Run: python -m pip install 'handouts[{extra}]'"
        assert run.stderr.startswith(wanted), run.stderr
        assert not out.exists()
