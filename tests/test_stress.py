"""A thousand people: everyone's own sheet, memory that stays level, and disks that fill (make stress)."""

from __future__ import annotations

import csv
import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from tests.commands import ROOT, command
from tests.conftest import CLINIC
from tests.readers import failures
from tests.structure import read
from tests.test_batch import half_written

pytestmark = pytest.mark.stress
MANY, BROKEN = 1000, 500
GROWTH = 10.0  # MB between the 500th person and the last
SAMPLE = 50
SCRIPT = """
import json, sys
from datetime import date
from pathlib import Path
from handouts import Workspace
from handouts.batch.merging import Merge, merge
people, clinic, out, run = (Path(each) if each else None for each in sys.argv[1:])
held = {}
found = merge(Merge(people, "ankle-pair"), Workspace.open(clinic), date(2026, 3, 2), out, run, workers=1)
for number, outcome in enumerate(found.outcomes, 1):
    assert not outcome.problems or number == 1, outcome.problems
    if number in (500, found.total):
        held[number] = int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 1e6
print(json.dumps(held))
"""


def name_of(number: int) -> str:
    return f"Q{number:04}x Vespertine"


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A thousand people, one of whom has a date that there isn't."""
    path = tmp_path_factory.mktemp("list") / "people.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("name", "id", "born", "start"))
        for number in range(1, MANY + 1):
            born = "1980-02-31" if number == BROKEN else f"19{number % 90 + 10}-03-0{number % 9 + 1}"
            rows.writerow((name_of(number), f"N{number:04}", born, f"2026-03-{number % 28 + 1:02}"))
    return path


def merged(people: Path, out: Path, run: Path | None, places: Path) -> dict[str, float]:
    """Merge in one process; -> MB that it held at person 500 and at the end."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME", "HANDOUTS_CACHE"):
        environment[name] = str(places / name)
        Path(environment[name]).mkdir(parents=True, exist_ok=True)
    arguments = [sys.executable, "-c", SCRIPT, str(people), str(CLINIC), str(out), str(run or "")]
    done = subprocess.run(arguments, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, float] = json.loads(done.stdout)
    return found


def nothing_of_a_name(folder: Path) -> None:
    """No file but the sheets has a name in it."""
    for path in folder.rglob("*"):
        if path.is_file():
            assert b"Vespertine" not in path.read_bytes(), path


def test_a_thousand_files(people: Path, tmp_path: Path) -> None:
    held = merged(people, tmp_path / "out", None, tmp_path / "places")
    assert held["1000"] - held["500"] < GROWTH, held
    files = sorted((tmp_path / "out").iterdir())
    assert len(files) == MANY - 1
    seen = set()
    for path in files:
        document = pypdfium2.PdfDocument(path)
        text = " ".join(page.get_textpage().get_text_range() for page in document)
        (number,) = set(re.findall(r"Q(\d{4})x Vespertine", text))
        assert f"N{number}" in text
        assert set(re.findall(r"N(\d{4})", text)) == {number}
        seen.add(int(number))
    assert seen == set(range(1, MANY + 1)) - {BROKEN}
    for path in random.Random(7).sample(files, SAMPLE):
        assert failures(path.read_bytes()) == [], path.name
    nothing_of_a_name(tmp_path / "places")


def test_a_thousand_people_in_one_file(people: Path, tmp_path: Path) -> None:
    run = tmp_path / "run.pdf"
    held = merged(people, tmp_path, run, tmp_path / "places")
    assert held["1000"] - held["500"] < GROWTH, held
    with pikepdf.open(run) as pdf:
        with pdf.open_outline() as outline:
            titles = [item.title for item in outline.root]
            starts = [pikepdf.Page(item.destination[0]).index for item in outline.root]
        assert titles == [name_of(number) for number in range(1, MANY + 1) if number != BROKEN]
        assert all(start % 2 == 0 for start in starts)
        document = pypdfium2.PdfDocument(run)
        ends = [*starts[1:], len(pdf.pages)]
        for title, start, end in zip(titles, starts, ends, strict=True):
            text = " ".join(document[page].get_textpage().get_text_range() for page in range(start, end))
            assert set(re.findall(r"Q\d{4}x Vespertine", text)) == {title}
    nothing_of_a_name(tmp_path / "places")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["places", "run.pdf"]


def test_fifty_people_in_one_file_are_sound(people: Path, tmp_path: Path) -> None:
    few = tmp_path / "few.csv"
    few.write_text("".join(people.read_text("utf-8").splitlines(keepends=True)[: SAMPLE + 1]), "utf-8")
    base = ("merge", str(few), "--programme", "ankle-pair", "--workspace", str(CLINIC))
    done = command(*base, "--print-run", str(tmp_path / "run.pdf"))
    assert done.returncode == 0, done.stderr
    data = (tmp_path / "run.pdf").read_bytes()
    assert failures(data) == []
    assert not read(data).problems


def test_a_merge_that_is_killed_leaves_whole_files_and_completes(people: Path, tmp_path: Path) -> None:
    base = ("merge", str(people), "--programme", "ankle-pair", "--workspace", str(CLINIC), "--layout", "log")
    arguments = [sys.executable, str(ROOT / "generate.py"), *base, "--out", str(tmp_path / "out"), "--jobs", "2"]
    process = subprocess.Popen(arguments, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while len(list((tmp_path / "out").glob("*.pdf"))) < BROKEN:
        assert process.poll() is None
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    for path in (tmp_path / "out").glob("*.pdf"):
        assert pikepdf.open(path).pages
    done = command(*base, "--out", str(tmp_path / "out"), "--jobs", "2")
    assert done.returncode == 1
    assert f"people.csv:{BROKEN + 1}: born: is no day of the calendar" in done.stderr
    assert f"{MANY - 1} files written, 1 failed" in done.stderr
    assert len(list((tmp_path / "out").glob("*.pdf"))) == MANY - 1
    assert half_written(tmp_path) == []


def test_a_small_disk_that_fills(people: Path, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "none", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("no file system can be mounted here")
    try:
        base = ("merge", str(people), "--programme", "ankle-pair", "--workspace", str(CLINIC), "--layout", "log")
        done = command(*base, "--out", str(disk / "out"))
        assert done.returncode == 1
        assert "can't be written: No space left on device." in done.stderr
        assert "Traceback" not in done.stderr
        files = list((disk / "out").glob("*.pdf"))
        assert files
        assert all(pikepdf.open(path).pages for path in files)
        assert half_written(disk) == []
        run = command(*base, "--print-run", str(disk / "run.pdf"))
        assert run.returncode == 1
        assert "run.pdf: can't be written: No space left on device." in run.stderr
        assert not (disk / "run.pdf").exists()
        assert half_written(disk) == []
    finally:
        subprocess.run(["umount", str(disk)], check=True)
