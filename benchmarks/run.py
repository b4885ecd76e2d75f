"""make bench: the table of what a sheet costs, ours beside others on the same pages. See README.md."""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.alike import refuse_others
from benchmarks.tools import BUILD, ROOT

RIVALS = ("typst", "weasyprint", "platypus")
WARM_UP = 3  # sheets
IMPORTS = "import typer, pydantic, yaml, jinja2, uharfbuzz, reportlab.pdfgen.canvas"


@dataclass(frozen=True, slots=True)
class Row:
    """A measure, what it must and should be, and what it was: the median with the least and the largest."""

    name: str
    must: float | None
    aim: float | None
    figures: tuple[float, ...]
    unit: str = ""

    def line(self) -> str:
        """As a row of the table."""
        middle = statistics.median(self.figures)
        met = "" if self.must is None else "yes" if self._met(middle, self.must) else "NO"
        aim = "" if self.aim is None else "yes" if self._met(middle, self.aim) else "no"
        spread = f"{min(self.figures):.3g} to {max(self.figures):.3g}" if len(self.figures) > 1 else ""
        numbers = [f"{value:g}{self.unit}" if value is not None else "" for value in (self.must, self.aim)]
        return f"| {self.name} | {numbers[0]} | {numbers[1]} | {middle:.3g}{self.unit} | {spread} | {met} | {aim} |"

    def _met(self, value: float, bound: float) -> bool:
        return value >= bound if self.unit == "x" else value <= bound


class Worker:
    """A process for one tool."""

    def __init__(self, tool: str, programme: str = "six") -> None:
        command = [sys.executable, "-m", "benchmarks.worker", tool, programme]
        self.process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def set(self, first: int, count: int) -> dict[str, float]:
        """Set some sheets; -> seconds on the clock and of processors, and memory (MB)."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps({"first": first, "count": count}) + "\n")
        self.process.stdin.flush()
        found: dict[str, float] = json.loads(self.process.stdout.readline())
        return found

    def close(self) -> None:
        """Let it end."""
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait()


def prepare(patients: int) -> None:
    """Write what others are given ready: blocks of everyone's pages, and pictures."""
    from benchmarks.sheets import page_data, write_pictures

    write_pictures()
    folder = BUILD / "data"
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(patients):
        (folder / f"{number}.json").write_text(json.dumps(page_data(number)), "utf-8")


def compare(rounds: int, sheets: int) -> tuple[list[Row], dict[str, list[float]]]:
    """Chunks of new patients in turn, the order turned round each time; ratios are of processors' time in one round."""
    tools = ("ours", "ours-forgetting", *RIVALS)
    workers = {tool: Worker(tool) for tool in tools}
    for worker in workers.values():
        worker.set(0, WARM_UP)
    refuse_others(BUILD / "out", list(RIVALS), 1)
    each: dict[str, list[float]] = {tool: [] for tool in tools}
    for number in range(rounds):
        first = WARM_UP + number * sheets
        for tool in tools if number % 2 else reversed(tools):
            count = 2 if tool == "weasyprint" else sheets
            each[tool].append(workers[tool].set(first, count)["cpu"] / count)
    for worker in workers.values():
        worker.close()

    def ratios(one: str, other: str) -> tuple[float, ...]:
        return tuple(a / b for a, b in zip(each[one], each[other], strict=True))

    rows = [
        Row("batch, library content kept, tagged, ÷ typst", 0.30, 0.15, ratios("ours", "typst")),
        Row("same, no text or boxes kept between sheets, ÷ typst", 0.60, 0.40, ratios("ours-forgetting", "typst")),
        Row("batch ÷ WeasyPrint", 1 / 60, 1 / 130, ratios("ours", "weasyprint")),
        Row("batch ÷ Platypus", None, None, ratios("ours", "platypus")),
    ]
    return rows, each


def two_processes(rounds: int, sheets: int) -> Row:
    """How many times as much two processes do as one, through the batch itself: from jobs to files on disk."""
    from benchmarks.batches import seconds_of

    figures = []
    for number in range(rounds):
        first = 10_000 + number * 2 * sheets
        one, two = seconds_of(first, sheets, 1), seconds_of(first + sheets, sheets, 2)
        figures.append(one / two)
    return Row("two processes over one", 1.7, 1.9, tuple(figures), "x")


def fifty_over_six(rounds: int) -> Row:
    """50 exercises in the place of 6."""
    small, large = Worker("ours"), Worker("ours", "fifty")
    for worker in (small, large):
        worker.set(0, WARM_UP)
    figures = []
    for number in range(rounds):
        first = 100 + number * 20
        figures.append(large.set(first, 4)["cpu"] / 4 / (small.set(first, 20)["cpu"] / 20))
    for worker in (small, large):
        worker.close()
    return Row("time of 50 exercises ÷ time of 6", 9, 6, tuple(figures))


def memory_growth(sheets: int) -> Row:
    """What a process holds after many sheets, less what it holds after a tenth of them."""
    worker = Worker("ours")
    early = worker.set(0, sheets // 10)["memory"]
    late = worker.set(sheets // 10, sheets - sheets // 10)["memory"]
    worker.close()
    return Row(f"memory after {sheets:,} sheets less after {sheets // 10:,}", 10, 5, (late - early,), " MB")


def size() -> Row:
    """kB of a sheet with 24 pictures."""
    files = [BUILD / "out" / "ours-six" / f"{number}.pdf" for number in range(WARM_UP)]
    return Row("kB a sheet (with 24 pictures)", 180, 120, tuple(path.stat().st_size / 1000 for path in files), " kB")


def seconds(command: Sequence[str]) -> float:
    """Processors' time of a whole process, with those that it starts, and modules compiled before, as they are for
    everyone who runs it twice."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    before = os.times()
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, env=environment)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def whole_process(rounds: int) -> Row:
    """One sheet from the command line with figures drawn before, beside the imports that it can't do without."""
    sheet = [sys.executable, "generate.py", "make", "six", "--layout", "patient", "--workspace", "benchmarks/clinic"]
    sheet += ["--patient", "A. Name", "--start", "2026-03-02", "--side", "left", "--out", str(BUILD / "one.pdf")]
    imports = [sys.executable, "-c", IMPORTS]
    seconds(sheet), seconds(imports)
    figures = tuple(seconds(sheet) / seconds(imports) for _ in range(rounds))
    return Row("one sheet, whole process, figures cached, ÷ its imports", 2.5, 1.8, figures)


def nothing_changed() -> Row:
    """`all` for the second time."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "generate.py", "all", "--out", folder]
        seconds(command)
        for path in Path(folder).glob("*.json"):
            path.unlink()
        first = seconds(command)
        again = tuple(seconds(command) / first for _ in range(3))
        return Row("all again with nothing changed ÷ first all", 0.15, 0.05, again)


def absolute(each: dict[str, list[float]]) -> str:
    """What a sheet took, in milliseconds, and how large each tool's files are."""
    lines = ["| tool | ms a sheet | least to most | kB a sheet |", "| --- | --- | --- | --- |"]
    for tool, figures in each.items():
        file = BUILD / "out" / f"{tool}-six" / "1.pdf"
        spread = f"{min(figures) * 1000:.1f} to {max(figures) * 1000:.1f}"
        middle = statistics.median(figures) * 1000
        lines.append(f"| {tool} | {middle:.1f} | {spread} | {file.stat().st_size / 1000:.0f} |")
    return "\n".join(lines)


def machine() -> str:
    """What it ran on."""
    lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    cpu = next((line.partition(": ")[2] for line in lines if "model name" in line), "")
    packages = ", ".join(f"{name} {version(name)}" for name in ("reportlab", "uharfbuzz", "typst", "weasyprint"))
    return f"{os.cpu_count()} cores, {cpu}, Python {platform.python_version()}, {packages}"


def main() -> None:
    """Measure, print, and keep the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--sheets", type=int, default=20, help="in a chunk")
    parser.add_argument("--many", type=int, default=5000, help="sheets for the growth of memory")
    chosen = parser.parse_args()
    prepare(WARM_UP + chosen.rounds * chosen.sheets)
    rows, each = compare(chosen.rounds, chosen.sheets)
    steps: list[Callable[[], Row]] = [
        lambda: two_processes(chosen.rounds, 5 * chosen.sheets),
        lambda: fifty_over_six(chosen.rounds),
        lambda: memory_growth(chosen.many),
        size,
        lambda: whole_process(2 * chosen.rounds),
        nothing_changed,
    ]
    rows += [step() for step in steps]
    print(machine(), "", "| measure | must | aim | median | range | must met | aim met |", sep="\n")
    print("| --- | --- | --- | --- | --- | --- | --- |", *(row.line() for row in rows), "", absolute(each), sep="\n")
    raw: dict[str, Any] = {"machine": machine(), "seconds": each, "rows": {row.name: row.figures for row in rows}}
    (BUILD / "figures.json").write_text(json.dumps(raw, indent=1), "utf-8")


if __name__ == "__main__":
    main()
