"""The wheel, installed in a clean environment, makes a sheet from the root of the disk with the network off."""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path

from tests.conftest import HERE

ROOT = HERE.parent

OFFLINE = """
import sys
def refuse(event, arguments):
    if event.startswith("socket."):
        raise SystemExit("the network was used: " + event)
sys.addaudithook(refuse)
from handouts.cli import main
main()
"""


def test_a_wheel_makes_a_sheet_offline(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    venv.create(tmp_path / "clean", with_pip=True)
    python = tmp_path / "clean" / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", str(wheel)], check=True, capture_output=True)
    target = tmp_path / "sheet.pdf"
    arguments = ["make", "knee-valgus", "--layout", "pack", "--out", str(target)]
    run = subprocess.run(
        [python, "-I", "-c", OFFLINE, *arguments], cwd="/", capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    assert target.read_bytes().startswith(b"%PDF-1.7")
    page = tmp_path / "sheet.html"
    arguments = ["make", "knee-valgus", "--format", "html", "--out", str(page)]
    subprocess.run([python, "-I", "-c", OFFLINE, *arguments], cwd="/", capture_output=True, check=True)
    assert page.read_bytes().startswith(b"<!DOCTYPE html>")
    listed = subprocess.run(
        [tmp_path / "clean/bin/handouts", "list", "fonts"], cwd="/", capture_output=True, text=True, check=True
    )
    assert "Atkinson Hyperlegible Next" in listed.stdout
