"""What becomes of folders that something has happened to: no traceback, no hang, no flood.

Run as a process of its own, it works through a range of cases and prints a line of JSON for each: what was done to the
test clinic, and every finding. test_fuzz.py reads on where a process was lost.
"""

from __future__ import annotations

import io
import json
import random
import resource
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from tests.happenings import happened, seedbed, small_library

TODAY = date(2026, 3, 2)
LONGEST = 10  # seconds of the processor for a case: with more it hangs
LONGEST_WAIT = 120  # seconds by the clock, for a case that waits for something that never comes
MOST_MEMORY = 500  # MB that a process may ever hold
SHEETS = [("stiff-ankle", "handout"), ("stiff-ankle", "pack"), ("prescriptions/one.yaml", "clinician")] + [
    (what, layout) for what in ("ankle-pair", "prescriptions/one.yaml") for layout in ("exercises", "log", "pack")
]


class Hung(BaseException):
    """A case took too long; no `except Exception` of the product swallows it."""


def _hang(*_: object) -> None:
    raise Hung


def _tried(name: str, action: Callable[[], object], findings: list[str]) -> object:
    """Do something that may be refused in words, and may do nothing else but work."""
    from handouts import ContentError

    signal.signal(signal.SIGPROF, _hang)
    signal.signal(signal.SIGALRM, _hang)
    signal.setitimer(signal.ITIMER_PROF, LONGEST)
    signal.setitimer(signal.ITIMER_REAL, LONGEST_WAIT)
    try:
        return action()
    except ContentError as error:
        findings += [f"{name}: {each}" for each in error.problems if "report" in str(each)]
        return error
    except Hung:
        findings.append(f"{name}: hangs")
    except Exception as error:  # a traceback is what this looks for
        trace, place = error.__traceback__, ""
        while trace:
            place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
            trace = trace.tb_next
        findings.append(f"{name}: {type(error).__name__} at {place}: {str(error)[:200]}")
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
    return None


def _sheets_of(chance: random.Random) -> Iterator[tuple[str, dict[str, object]]]:
    """A few sheets to make, with options drawn by lot."""
    for what, layout in chance.sample(SHEETS, 2):
        form = chance.choice(("pdf", "pdf", "text", "html"))
        options: dict[str, object] = {"layout": layout, "form": form}
        options["profile"] = chance.choice(("standard", "large-print", "easy-read", "toner-saver"))
        options["paper"] = chance.choice((None, "a4", "letter"))
        options["fillable"] = form == "pdf" and chance.random() < 0.3
        yield what, options


def look_at(folder: Path, library: Path, chance: random.Random) -> list[str]:
    """Check a workspace, make some of its sheets, read its list; -> everything that must not be."""
    import pikepdf

    from handouts import Order, Workspace, make
    from handouts.checks.workspace import check
    from handouts.content.library import Library
    from handouts.exchange.people import read_people

    findings: list[str] = []
    opened = _tried("open", lambda: Workspace.open(folder), findings)
    if not isinstance(opened, Workspace):
        return findings
    workspace = Workspace((folder.resolve(), library))
    told = _tried("check", lambda: check(workspace, TODAY), findings)
    is_sound = isinstance(told, list) and not [problem for problem in told if not problem.rule]
    for what, options in _sheets_of(chance):
        name = f"make {what} {options['layout']} {options['profile']} {options['form']}"
        path = str(folder / what) if "/" in what else what
        made = _tried(name, lambda p=path, o=options: make(Order(p, **o), workspace, today=TODAY), findings)  # type: ignore[misc]
        data = getattr(made, "data", None)
        if data is None and is_sound and made is not None and (what, options["layout"]) in SHEETS:
            findings.append(f"{name}: check found nothing, but: {str(made)[:200]}")
        if data is not None and options["form"] == "pdf":
            try:
                with pikepdf.open(io.BytesIO(data)) as pdf:
                    assert len(pdf.pages) > 0
            except (pikepdf.PdfError, AssertionError) as error:
                findings.append(f"{name}: is no good PDF: {error}")
    _tried("people", lambda: read_people(folder / "people.csv", Library(workspace)), findings)
    return findings


def case(seed: int, number: int, library: Path) -> tuple[list[str], list[str]]:
    """One workspace from its seed: what happened to it, and the findings."""
    chance = random.Random(f"{seed} {number}")
    with tempfile.TemporaryDirectory(prefix="handouts-fuzz-") as place:
        folder = Path(place) / "clinic"
        seedbed(folder)
        said = happened(folder, chance)
        findings = look_at(folder, library, chance)
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if held > MOST_MEMORY:
        findings.append(f"{held:.0f} MB held")
    return said, findings


def tell(said: dict[str, object]) -> None:
    """A line of JSON, at once: the process may be lost with the next case."""
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()


def main(seed: int, first: int, last: int) -> None:
    """Print a line for each case; the process ends after one that took too much memory, since that stays counted."""
    resource.setrlimit(resource.RLIMIT_AS, (6 * 2**30, 6 * 2**30))  # the machine itself is not to suffer
    with tempfile.TemporaryDirectory(prefix="handouts-fuzz-library-") as place:
        library = small_library(Path(place) / "library").resolve()
        for number in range(first, last):
            tell({"begun": number})
            said, findings = case(seed, number, library)
            tell({"case": number, "did": said, "findings": findings})
            if any(each.endswith("MB held") for each in findings):
                return


if __name__ == "__main__":
    main(*map(int, sys.argv[1:4]))
