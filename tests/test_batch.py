"""Batches: only what has changed, whatever happens only whole files, and one bad sheet stops no other."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pikepdf
import pytest
from PIL import Image

from handouts import ContentError, Workspace
from handouts.batch import cluster, manifest, refresh, workers
from handouts.batch import run as batch
from handouts.batch.jobs import Job, library_jobs, made_by_all
from handouts.batch.run import Outcome, Work
from handouts.content.library import bundled_profiles
from handouts.files import program, writing
from handouts.resolve.order import Order
from handouts.sheets.sheet import make
from tests.commands import ROOT, command, hears_signals
from tests.conftest import CACHE, CLINIC, TODAY, small_checkout

pytestmark = pytest.mark.usefixtures("few")


def jobs(clinic: Path, layouts: tuple[str, ...] | None = None) -> list[Job]:
    """The test clinic's own sheets, and those of one condition and two programmes of the library."""
    wanted = {"stiff-ankle", "ankle-pair", "knee-valgus", "genu-valgum-three", "golden-rooster-morning"}
    found = library_jobs(Workspace.open(clinic), clinic / "out", layouts, ["standard"], None)
    return [job for job in found if job.order.what in wanted]


def planned(clinic: Path, day: date = TODAY, layouts: tuple[str, ...] | None = None) -> refresh.Plan:
    return refresh.plan(jobs(clinic, layouts), Workspace.open(clinic), clinic / "out", day)


def due(clinic: Path, day: date = TODAY) -> list[str]:
    return sorted(job.target.name for job in planned(clinic, day).due)


def made(clinic: Path, workers: int = 1, day: date = TODAY) -> list[Outcome]:
    return list(refresh.refresh(planned(clinic, day), workers=workers))


def digests(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.glob("*.pdf")}


def half_written(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob(".handouts-*")]


@lru_cache(1)
def made_once() -> Path:
    folder = Path(tempfile.mkdtemp(dir=CACHE)) / "clinic"
    shutil.copytree(CLINIC, folder)
    made(folder)
    return folder


@pytest.fixture
def library(tmp_path: Path, few: Path) -> Path:
    """A clinic whose sheets are up to date: a copy has the times of change of its files."""
    return Path(shutil.copytree(made_once(), tmp_path / "clinic"))


# -- what is up to date ------------------------------------------------------------------------------------------------


def touch(path: Path) -> None:
    then = time.time() - 60
    os.utime(path, (then, then))


def test_the_second_run_does_nothing(library: Path) -> None:
    assert due(library) == []
    before = {path: path.stat().st_mtime_ns for path in (library / "out").rglob("*")}
    assert made(library) == []
    assert {path: path.stat().st_mtime_ns for path in (library / "out").rglob("*")} == before


def test_a_touched_exercise_makes_the_sheets_that_show_it(library: Path) -> None:
    touch(library / "data/exercises/heel-raise.yaml")
    assert due(library) == [
        "ankle-pair-exercises.pdf",
        "ankle-pair-leaf.pdf",
        "ankle-pair-log.pdf",
        "ankle-pair-pack.pdf",
    ]
    made(library)
    assert due(library) == []


OF_PROGRAMMES = sorted({*made_by_all(Workspace.open(CLINIC), "library")} - {"handout"})
OF_ONE_CONDITION = (*(f"genu-valgum-three-{each}" for each in OF_PROGRAMMES), "knee-valgus-handout")
LOGS = ("ankle-pair-log", "genu-valgum-three-log", "golden-rooster-morning-log")


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("data/conditions/knee-valgus.yaml", None, OF_ONE_CONDITION),
        ("data/exercises/golden-rooster.yaml", None, [f"golden-rooster-morning-{each}" for each in OF_PROGRAMMES]),
        ("layouts/log.xml.j2", '{% extends "bundled:log.xml.j2" %}\n', LOGS),
    ],
)
def test_a_file_of_the_clinics_that_takes_the_place_of_ours(
    library: Path, name: str, text: str | None, expected: list[str]
) -> None:
    path = library / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text or (ROOT / name).read_text("utf-8"), "utf-8")
    touch(path)
    assert due(library) == [f"{each}.pdf" for each in expected]
    made(library)
    assert due(library) == []
    path.unlink()
    assert due(library) == [f"{each}.pdf" for each in expected]


@pytest.mark.parametrize("name", ["clinic.yaml", "logo.png", "reviews.yaml", "fonts/fonts.yaml"])
def test_what_every_sheet_needs(library: Path, name: str) -> None:
    path = library / name
    path.parent.mkdir(exist_ok=True)
    if not path.exists():
        path.write_text({"reviews.yaml": "format: 1\nreviews: []\n"}.get(name, "format: 1\nfamilies: {}\n"), "utf-8")
    touch(path)
    assert len(due(library)) == len(jobs(library))


def test_another_program_makes_all_anew(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refresh, "engine", lambda: "another")
    assert len(due(library)) == len(jobs(library))


@pytest.mark.parametrize("name", ["sheets/sheet.py", "html/page.css", "pdf/srgb.icc"])
def test_each_file_of_the_program_makes_it_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    package = tmp_path / "handouts"
    shutil.copytree(program.PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(program, "PACKAGE", package)
    program.program_digest.cache_clear()
    before = manifest.engine()
    with (package / name).open("ab") as file:
        file.write(b"\n")
    program.program_digest.cache_clear()
    assert manifest.engine() != before
    monkeypatch.undo()
    program.program_digest.cache_clear()


def test_a_review_that_runs_out_makes_its_sheets_anew(clinic: Path) -> None:
    signed = ("--by", "A. Tester", "--until", "2026-06-30", "--today", "2026-03-02")
    run = command("review", "stiff-ankle", *signed, "--workspace", str(clinic))
    assert run.returncode == 0, run.stderr
    touch(clinic / "reviews.yaml")
    made(clinic)
    assert due(clinic, date(2026, 6, 30)) == []
    assert due(clinic, date(2026, 7, 1)) == ["ankle-pair-pack.pdf", "stiff-ankle-handout.pdf"]


def test_a_changed_or_lost_file_is_made_again(library: Path) -> None:
    (library / "out/ankle-pair-log.pdf").write_bytes(b"other")
    (library / "out/ankle-pair-pack.pdf").unlink()
    assert due(library) == ["ankle-pair-log.pdf", "ankle-pair-pack.pdf"]


def test_what_changes_while_it_is_read_is_read_again(clinic: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = planned(clinic)
    (clinic / "data/exercises/heel-raise.yaml").touch()
    list(refresh.refresh(plan, workers=1))
    assert due(clinic) == [
        "ankle-pair-exercises.pdf",
        "ankle-pair-leaf.pdf",
        "ankle-pair-log.pdf",
        "ankle-pair-pack.pdf",
    ]


LOG = ("log", "standard", None)


def row(**changed: Any) -> str:
    """A manifest with one row for the log of a programme that is gone, with something changed in it."""
    whole = {
        "asked": ["gone", "log", "standard", None, None, None],
        "title": "",
        "pages": 1,
        "needs": [],
        "state": "",
        "made": "2026-03-02",
        "until": None,
        "wrote": [0, 0],
    }
    name = changed.pop("name", "gone-log.pdf")
    return json.dumps({"format": 1, "files": {name: whole | changed}})


BROKEN = [
    "",
    "[]",
    '{"format": 1, "files": {"x.pdf": 1}}',
    '{"format": 9}',
    "[" * 100_000,
    *(row(**{key: 5}) for key in ("asked", "title", "needs", "state", "made", "until", "wrote")),
    *(
        row(asked=asked)
        for asked in ([], ["gone"], ["gone", "log", "x", None, None, None], ["gone", "log", "standard", None, None])
    ),
    *(
        row(asked=asked)
        for asked in ([["gone"], *LOG, None, None], ["gone", *LOG, "../x", None], ["gone", *LOG, None, 5])
    ),
    *(row(wrote=["x", "y"]), row(wrote=[1]), row(pages="1"), row(needs=[None])),
]


@pytest.mark.parametrize("damage", [None, *BROKEN])
def test_a_lost_or_broken_manifest_is_as_none(clinic: Path, damage: str | None) -> None:
    path = clinic / "out" / manifest.MANIFEST
    path.parent.mkdir()
    (clinic / "out/gone-log.pdf").write_bytes(manifest.CREATOR)
    if damage is not None:
        path.write_text(damage, "utf-8")
    plan = planned(clinic, layouts=("log",))
    assert (plan.known, plan.gone) == ({}, ())
    assert len(plan.due) == 3


def test_a_lost_manifest_is_written_again(library: Path) -> None:
    (library / "out" / manifest.MANIFEST).unlink()
    assert len(due(library)) == len(jobs(library))
    made(library)
    assert due(library) == []


def test_files_without_content_are_listed_and_pruned(library: Path) -> None:
    out = library / "out"
    for name in ("notes.pdf", "ankle-pair-exercises.pdf"):  # somebody's own, one of them in the place of ours
        (out / name).write_bytes(b"%PDF-1.4 somebody's own")
    (library / "data/programmes/ankle-pair.yaml").unlink()
    plan = planned(library)
    assert [path.name for path in plan.gone] == ["ankle-pair-leaf.pdf", "ankle-pair-log.pdf", "ankle-pair-pack.pdf"]
    refresh.prune(plan)
    assert planned(library).gone == ()
    assert (out / "notes.pdf").exists()
    assert (out / "ankle-pair-exercises.pdf").exists()
    assert not (out / "pages/ankle-pair-log.png").exists()


def test_prune_takes_nothing_that_all_has_not_made(clinic: Path) -> None:
    (clinic / "out").mkdir()
    sheet = make(Order("ankle-pair", "log"), Workspace.open(clinic), today=TODAY).data
    others = ("anna.pdf", "monday.pdf", "brand.pdf", "ankle-pair-log-blank.pdf", "gone-log.pdf")
    victims = [*(clinic / "out" / name for name in others), clinic.parent / "victim-log.pdf"]
    for path in victims:
        path.write_bytes(sheet)
    outside = ("../victim-log.pdf", "../../victim-log.pdf", str(victims[-1]), "..\\victim-log.pdf", "anna.pdf")
    rows = [row(name=name) for name in outside]
    rows += [
        row(name=name, asked=[name.removesuffix("-log.pdf"), "log", "standard", None, None, None]) for name in outside
    ]
    for text in (None, *rows):
        if text:
            (clinic / "out" / manifest.MANIFEST).write_text(text, "utf-8")
        plan = planned(clinic, layouts=("log",))
        assert plan.gone == ()
        refresh.prune(plan)
        assert all(path.exists() for path in victims)
    (clinic / "out" / manifest.MANIFEST).write_text(row(), "utf-8")
    assert [path.name for path in planned(clinic, layouts=("log",)).gone] == ["gone-log.pdf"]


def test_a_pipe_is_waited_for_nowhere(clinic: Path) -> None:
    (clinic / "prescriptions").mkdir()
    (clinic / "out").mkdir()
    os.mkfifo(clinic / "prescriptions/1.yaml")
    os.mkfifo(clinic / "out" / manifest.MANIFEST)
    assert planned(clinic).known == {}
    for arguments in (("check",), ("all", "--prescriptions", "--layout", "log"), ("make", "1", "--layout", "log")):
        run = command(*arguments, "--workspace", str(clinic), timeout=60)
        assert run.returncode == 1
        said = run.stdout + run.stderr
        assert "prescriptions/1.yaml: is no ordinary file" in said
        assert said.count("prescriptions/1.yaml: ") == 1


def test_the_page_shows_every_file(library: Path) -> None:
    refresh.write_page(planned(library))
    page = (library / "out/index.html").read_text("utf-8")
    for job in jobs(library):
        assert f'href="{job.target.name}"' in page
        picture = library / "out/pages" / f"{job.target.stem}.png"
        assert f'src="pages/{picture.name}"' in page
        assert Image.open(picture).size[0] == 220
    assert "Handouts of Riverside &amp; Sons" in page


# -- the command -------------------------------------------------------------------------------------------------------


def test_all_says_what_it_did(clinic: Path) -> None:
    arguments = ("all", "--layout", "log", "--workspace", str(clinic))
    first = command(*arguments)
    number = len(Workspace.open(clinic).names("programme"))
    assert f"{number} files written, 0 failed" in first.stderr
    assert first.stderr.endswith(f"Look through them: {clinic / 'out/index.html'}\n")
    assert f"Nothing to do: {number} files are up to date." in command(*arguments).stderr
    (clinic / "data/programmes/ankle-pair.yaml").rename(clinic / "data/programmes/ankle-two.yaml")
    third = command(*arguments)
    assert f"1 file written, {number - 1} up to date, 0 failed" in third.stderr
    assert "ankle-pair-log.pdf is no longer made (--prune takes it away)" in third.stderr
    assert "ankle-pair-log.pdf was taken away" in command(*arguments, "--prune").stderr


def test_fail_fast_stops_at_the_first(clinic: Path) -> None:
    (clinic / "data/programmes/a-bad.yaml").write_text("format: 1\nname: Bad\n", "utf-8")
    run = command("all", "--layout", "log", "--workspace", str(clinic), "--fail-fast", "--jobs", "1")
    assert run.returncode == 1
    assert "0 files written, 1 failed, " in run.stderr
    assert "not tried" in run.stderr


def started(*arguments: str, pipesize: int = -1) -> subprocess.Popen[str]:
    """A command that runs; with a small pipe (bytes) it comes to its end only when somebody reads what it prints."""
    command = [sys.executable, str(small_checkout() / "generate.py"), *arguments]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "pipesize": pipesize}
    return subprocess.Popen(command, text=True, start_new_session=True, preexec_fn=hears_signals, **pipes)


def first_file(folder: Path, process: subprocess.Popen[str]) -> None:
    while not list(folder.glob("*.pdf")):
        assert process.poll() is None, process.communicate()
        time.sleep(0.01)


def workers_of(process: subprocess.Popen[str]) -> list[Path]:
    """What the kernel says of the processes that this one has begun."""
    path = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    return [Path(f"/proc/{number}") for number in path.read_text().split()]


@pytest.mark.skipif(sys.platform != "linux", reason="looks processes up as Linux shows them")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, pytest.param(signal.SIGHUP, marks=pytest.mark.stress)])
def test_a_command_that_is_stopped_alone_takes_its_workers_along(clinic: Path, how: signal.Signals) -> None:
    profiles = (part for name in bundled_profiles() for part in ("--profile", name))
    process = started("all", "--workspace", str(clinic), "--jobs", "2", *profiles)
    first_file(clinic / "out", process)
    assert len(workers_of(process)) == 2
    process.send_signal(how)
    try:
        _, said = process.communicate(timeout=120)  # which workers that live on would hold open
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    if how != signal.SIGKILL:
        assert (process.returncode, "Stopped." in said) == (128 + how, True)
        assert "could not be made" not in said
        assert half_written(clinic) == []


@pytest.mark.parametrize("how", [pytest.param(signal.SIGKILL, marks=pytest.mark.stress), signal.SIGINT])
def test_a_run_that_is_stopped_leaves_whole_files_and_the_next_one_completes(clinic: Path, how: signal.Signals) -> None:
    profiles = ("--profile", "standard", "--profile", "large-print")
    arguments = ("all", "--layout", "log", "--layout", "handout", "--workspace", str(clinic), "--jobs", "2", *profiles)
    process = started(*arguments, pipesize=4096)  # names of fewer files than these
    first_file(clinic / "out", process)
    os.killpg(process.pid, how)
    _, said = process.communicate()
    assert process.returncode != 0, said
    if how == signal.SIGINT:
        assert process.returncode == 130
        assert "Stopped." in said
        assert "Traceback" not in said
        assert half_written(clinic) == []
    for path in (clinic / "out").glob("*.pdf"):
        assert pikepdf.open(path).pages
    again = command(*arguments)
    assert again.returncode == 0, again.stderr
    assert half_written(clinic) == []
    assert "Nothing to do" in command(*arguments).stderr


def test_two_runs_at_once_end_with_whole_files(clinic: Path, tmp_path: Path) -> None:
    arguments = ("all", "--layout", "log", "--workspace", str(clinic), "--jobs", "2")
    runs = [started(*arguments) for _ in range(2)]
    assert [run.wait() for run in runs] == [0, 0], [run.communicate() for run in runs]
    command(*arguments, "--out", str(tmp_path / "reference"))
    assert digests(clinic / "out") == digests(tmp_path / "reference")
    assert half_written(clinic) == []


# -- disks and workers -------------------------------------------------------------------------------------------------


class FullDisk:
    """A file that takes so many bytes and no more."""

    def __init__(self, file: Any, room: int) -> None:
        self.file, self.room = file, room

    def write(self, data: bytes) -> int:
        self.room -= len(data)
        if self.room < 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        return int(self.file.write(data))

    def __enter__(self) -> FullDisk:
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()


def test_a_full_disk_leaves_no_half_file_and_a_second_run_completes(
    clinic: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*more: Any, **others: Any) -> FullDisk:
        return FullDisk(open(*more, **others), 60_000)

    with monkeypatch.context() as patch:
        patch.setattr(writing, "open", full, raising=False)
        outcomes = made(clinic)
    failed = [each for each in outcomes if each.problems]
    assert 0 < len(failed) < len(outcomes)
    assert "can't be written: No space left on device." in str(failed[0].problems[0])
    assert half_written(clinic) == []
    assert sorted(due(clinic)) == sorted(each.job.target.name for each in failed)
    made(clinic)
    assert due(clinic) == []


def test_a_folder_that_can_not_be_written_is_named(clinic: Path) -> None:
    (clinic / "out").write_text("in the way", "utf-8")
    run = command("all", "--layout", "log", "--workspace", str(clinic))
    assert run.returncode == 1
    assert "Traceback" not in run.stderr
    assert "out: is no folder. Move it elsewhere and make a folder of that name." in run.stderr


def test_what_can_not_be_written_stops_no_other_sheet(clinic: Path) -> None:
    base = ("all", "--layout", "log", "--workspace", str(clinic))
    out = clinic / "out"
    number = len(Workspace.open(clinic).names("programme"))
    (out / "pages/ankle-pair-log.png").mkdir(parents=True)
    (out / "golden-rooster-morning-log.pdf").mkdir()
    (out / manifest.MANIFEST).mkdir()
    run = command(*base)
    assert run.returncode == 1
    assert "golden-rooster-morning-log.pdf: is a folder." in run.stderr
    assert "ankle-pair-log.png: is a folder." in run.stderr
    assert "manifest.json: is a folder." in run.stderr
    assert f"{number - 1} files written, 1 of them with a problem, 1 failed\n" in run.stderr
    (out / manifest.MANIFEST).rmdir()
    (out / "golden-rooster-morning-log.pdf").rmdir()
    (out / "pages").rename(out / "elsewhere")
    (out / "pages").write_text("in the way", "utf-8")
    run = command(*base)
    assert run.returncode == 1
    assert f"{number} files written, {number} of them with a problem, 0 failed\n" in run.stderr
    assert run.stderr.count("pages: is no folder. Move it elsewhere and make a folder of that name.\n") == 1
    assert "not tried" not in run.stderr
    assert ".png" not in run.stderr
    (out / "pages").unlink()
    assert f"{number} files written, 0 failed" in command(*base).stderr
    assert "Nothing to do" in command(*base).stderr


def test_a_worker_that_dies_fails_its_sheets_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def dies(job: Job, work: Work) -> Outcome:
        os._exit(9) if job.order.what == "ankle-pair" else None
        return Outcome(job)

    monkeypatch.setattr(batch, "_tried", dies)
    wanted = jobs(CLINIC)
    outcomes = list(batch.run(wanted, Work(Workspace.open(CLINIC), TODAY), workers=2))
    assert [each.job for each in outcomes] == wanted
    assert any(each.problems for each in outcomes)
    assert "a worker was stopped" in str(next(each for each in outcomes if each.problems).problems[0])


def test_any_executor_makes_the_same_files(clinic: Path) -> None:
    wanted, work = jobs(clinic, ("log", "exercises")), Work(Workspace.open(clinic), TODAY)
    alone = [each.made.data for each in batch.run(wanted, work, workers=1) if each.made]
    with ThreadPoolExecutor(2) as threads:
        shared = [each.made.data for each in batch.run(wanted, work, executor=threads, workers=2) if each.made]
    assert len(alone) == len(wanted)
    assert shared == alone


def test_another_version_makes_nothing(clinic: Path) -> None:
    work = Work(Workspace.open(clinic), TODAY, version="9.9")
    (outcome,) = batch.do(batch.Task(jobs(clinic)[:1]), work)
    assert "can't be made by a worker with Handouts" in str(outcome.problems[0])


@pytest.fixture(scope="module")
def dask() -> Iterator[Any]:
    """Two Dask workers of this machine, which listen to it alone."""
    distributed = pytest.importorskip("distributed")
    options = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None, "host": "127.0.0.1"}
    with distributed.LocalCluster(**options, silence_logs=False) as found:
        yield found


def test_a_cluster_makes_the_same_files_and_logs_no_name(dask: Any, clinic: Path, tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text("name,id\nZ. Obbligato,17\nY. Quisquilia,18\nX. Bad,19,,,,,,,\n", "utf-8")
    arguments = ("merge", str(people), "--programme", "ankle-pair", "--workspace", str(clinic), "--today", "2026-03-02")
    here = command(*arguments, "--out", str(tmp_path / "here"))
    there = command(*arguments, "--out", str(tmp_path / "there"), "--scheduler", dask.scheduler_address)
    assert (here.returncode, there.returncode) == (0, 0), here.stderr + there.stderr
    assert digests(tmp_path / "there") == digests(tmp_path / "here")
    assert len(digests(tmp_path / "there")) == 3
    logs = str(dask.get_logs())
    assert not any(word in logs for word in ("Obbligato", "Quisquilia"))
    job = Job(Order("ankle-pair", "log", prescription="Obbligato"), Path("x"))  # type: ignore[arg-type]
    assert "Obbligato" not in repr(job) + repr(batch.Task([job])) + repr(Outcome(job))


class Silent:
    """A client of a cluster in which nobody works any more."""

    status, scheduler = "running", SimpleNamespace(ncores=None)

    def __init__(self, *, refuses: bool) -> None:
        self.refuses = refuses

    def get_executor(self) -> Any:
        return self

    def submit(self, *_: Any) -> Future[Any]:
        if self.refuses:
            raise RuntimeError("closed")
        return Future()

    def sync(self, *_: Any, **__: Any) -> dict[str, int]:
        return {}


@pytest.mark.parametrize("refuses", [False, True])
def test_a_cluster_in_which_nobody_works_is_not_waited_for(refuses: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "WITHOUT_WORKERS", 0.05)
    monkeypatch.setattr(cluster, "LOOK", 0.01)
    wanted = jobs(CLINIC, ("log",))
    with cluster.Cluster(Silent(refuses=refuses)) as gone:
        outcomes = list(batch.run(wanted, Work(Workspace.open(CLINIC), TODAY), executor=gone, workers=2))
    assert [each.job for each in outcomes] == wanted
    assert {str(each.problems[0]) for each in outcomes} == {str(cluster.ClusterGone.problem)}


@pytest.mark.parametrize(("address", "said"), [("cluster", "is no address"), ("tcp://127.0.0.1:9", "can't be reached")])
def test_a_scheduler_that_is_not_there_is_named(address: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "PATIENCE", "1s")
    with pytest.raises(ContentError, match=said), workers.workers_of(address, None):
        pass


def test_what_a_batch_makes_is_what_make_makes(library: Path) -> None:
    assert (library / "out/ankle-pair-log.pdf").read_bytes() == make(
        Order("ankle-pair", "log"), Workspace.open(library), today=TODAY
    ).data
