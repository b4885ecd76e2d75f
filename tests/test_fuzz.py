"""Whatever has happened to a clinic's folder: a sheet comes out, or words that say what is wrong (make stress)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.commands import ROOT

SEED = int(os.environ.get("FUZZ_SEED", "20261127"))
CASES = int(os.environ.get("FUZZ_CASES", "2000"))
IN_A_PROCESS = 40
LONGEST = 400  # seconds by the clock that a case may take before its process is given up


def cases(first: int, last: int, cache: Path) -> list[dict[str, Any]]:
    """Work through cases in processes of their own; one that was lost is a finding, and the next goes on after it."""
    done: list[dict[str, Any]] = []
    environment = {**os.environ, "HANDOUTS_CACHE": str(cache)}
    while first < last:
        command = [sys.executable, "-m", "tests.fuzzing", str(SEED), str(first), str(min(first + IN_A_PROCESS, last))]
        with subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as run:
            try:
                printed, said = run.communicate(timeout=LONGEST * IN_A_PROCESS)
            except subprocess.TimeoutExpired:
                run.kill()
                printed, said = run.communicate()
        lines = [json.loads(line) for line in printed.splitlines()]
        done += [line for line in lines if "case" in line]
        begun = [line["begun"] for line in lines if "begun" in line]
        assert begun, said
        if not done or done[-1]["case"] != begun[-1]:
            done.append({"case": begun[-1], "did": ["?"], "findings": [f"the process ended: {run.returncode} {said}"]})
        first = begun[-1] + 1
    return done


def findings_of(done: list[dict[str, Any]]) -> list[str]:
    return [f"case {each['case']} ({'; '.join(each['did'])}): {found}" for each in done for found in each["findings"]]


def test_a_few_folders_that_something_has_happened_to(tmp_path: Path) -> None:
    done = cases(0, 6, tmp_path)
    assert len(done) == 6
    assert findings_of(done) == []


def test_the_fuzzer_sees_what_goes_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests import fuzzing

    findings: list[str] = []
    fuzzing._tried("a", lambda: 1 / 0, findings)
    monkeypatch.setattr(fuzzing, "LONGEST", 0.05)

    def waits() -> None:
        while True:
            pass

    fuzzing._tried("b", waits, findings)
    assert [each.partition(": ")[2].split(" at ")[0] for each in findings] == ["ZeroDivisionError", "hangs"]


@pytest.mark.stress
def test_folders_that_something_has_happened_to(tmp_path: Path) -> None:
    """0 tracebacks, 0 hangs over 10 seconds of the processor, under 500 MB, and what `check` finds good is made."""
    processes = os.cpu_count() or 1
    bounds = [CASES * each // processes for each in range(processes + 1)]
    with ThreadPoolExecutor(processes) as pool:
        parts = pool.map(lambda each: cases(bounds[each], bounds[each + 1], tmp_path), range(processes))
        done = [one for part in parts for one in part]
    assert len(done) == CASES
    assert findings_of(done) == []
