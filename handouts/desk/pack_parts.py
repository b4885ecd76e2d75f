"""What a page without installation takes from elsewhere: Pyodide, and wheels for it, by name, version and hash."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from platformdirs import user_cache_path

from handouts.files.problems import ContentError, Problem
from handouts.files.writing import TEMPORARY

PINS = Path(__file__).parent / "packed"
WHEELS = PINS / "wheels.txt"
FOR_PYODIDE = "--platform pyemscripten_2026_0_wasm32 --python-version 3.14 --implementation cp --abi cp314 --abi abi3"
_PIN = re.compile(r"^([a-z0-9-]+)==(\S+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Parts:
    """Folders on this machine: the npm package of Pyodide, and one with the wheels."""

    pyodide: Path
    wheels: Path


def parts() -> Parts:
    """What is needed, fetched once and kept in the user's cache folder for the next time. Raises ContentError where
    something is missing here, or nothing can be fetched."""
    _refuse_other_versions()
    pins = b"".join(path.read_bytes() for path in sorted(PINS.glob("*.[jt]*")))
    kept = user_cache_path("handouts") / "packed" / hashlib.sha256(pins).hexdigest()[:16]
    if not kept.is_dir():
        kept.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=TEMPORARY, dir=kept.parent) as place:
            _fetch(Path(place) / "new")
            if not kept.is_dir():
                (Path(place) / "new").rename(kept)
    return Parts(kept / "node_modules" / "pyodide", kept / "wheels")


def _refuse_other_versions() -> None:
    """Raise ContentError where other versions are installed than there are wheels for: what fits together is known of
    these alone."""
    pins = _PIN.findall(WHEELS.read_text("utf-8"))
    other = [f"{name} {version(name)} (not {wanted})" for name, wanted in pins if version(name) != wanted]
    if other:
        hint = "Pack from a checkout, where make installs the versions that fit: make desk"
        raise ContentError([Problem("pack", 0, "", f"needs other versions than {', '.join(other)}.", hint)])


def _fetch(place: Path) -> None:
    place.mkdir()
    for name in ("package.json", "package-lock.json"):
        shutil.copy(PINS / name, place)
    _run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", str(place)])
    pip = [*FOR_PYODIDE.split(), "--no-deps", "--only-binary", ":all:", "--require-hashes", "--dest"]
    _run(sys.executable, ["-m", "pip", "download", *pip, str(place / "wheels"), "--requirement", str(WHEELS)])


def _run(program: str, arguments: list[str]) -> None:
    found = shutil.which(program)
    if found is None:
        raise ContentError([Problem("pack", 0, "", f"needs {program}.", "On Debian: apt-get install npm")])
    done = subprocess.run([found, *arguments], capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        name = "pip" if "pip" in arguments else program
        said = next(_telling(done.stderr), "no reason was told")
        hint = f"It needs the network the first time, to take Pyodide and 3 wheels. {name} said: {said}"
        raise ContentError([Problem("pack", 0, "", f"could not fetch what it needs with {name}.", hint)])


def _telling(said: str) -> Iterator[str]:
    """The lines of an error that say something, the last first, without addresses."""
    for line in reversed(said.splitlines()):
        if re.search(r"error|ERR", line) and not re.search(r"https?://|complete log", line):
            yield line.strip()[:200]


@contextmanager
def compiling(folder: Path, found: Parts) -> Iterator[None]:
    """Run the program that lies in a folder once in Pyodide meanwhile, so that what it compiles lies there, too. Raises
    ContentError."""
    node = shutil.which("node")
    if node is None:
        raise ContentError([Problem("pack", 0, "", "needs node.", "On Debian: apt-get install npm")])
    command = [node, str(PINS / "compile.mjs"), str(found.pyodide / "pyodide.mjs"), str(folder)]
    around = {key: value for key, value in os.environ.items() if key in ("PATH", "HOME", "SYSTEMROOT", "TEMP")}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=around) as process:  # noqa: S603
        try:
            yield
            said = process.communicate()[1]
        finally:
            process.kill()
    if process.returncode:
        last = (said.strip().splitlines() or ["no reason was told"])[-1][:300]
        raise ContentError([Problem("pack", 0, "", "could not run the program in Pyodide.", f"It said: {last}")])
