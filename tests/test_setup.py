"""What `make` installs is exact: each package locked by version and hash, as pyproject.toml asks, for every Python."""

from __future__ import annotations

import re
import tomllib
from functools import cache

import pytest
from packaging.requirements import Requirement

from tests.conftest import HERE

ROOT = HERE.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
RUN = ["dependencies", "password", "editable"]
ASKED = {"run": RUN, "dev": [*RUN, "cluster", "dev"], "bench": [*RUN, "bench"], "lock": ["lock"]}


MACHINES = [
    (python, system) for python in ("3.11.0", "3.12.0", "3.13.0", "3.14.0") for system in ("linux", "darwin", "win32")
]


@cache
def locked(name: str, python: str = "3.11.0", system: str = "linux") -> dict[str, str]:
    """The version of each package that a lock installs on a machine."""
    text = (ROOT / f"requirements/{name}.txt").read_text("utf-8").replace("\\\n", "")
    pins = [Requirement(line.split("--hash")[0]) for line in text.splitlines() if re.match(r"[a-z]", line)]
    machine = {
        "python_version": python.rpartition(".")[0],
        "python_full_version": python,
        "sys_platform": system,
        "platform_system": {"win32": "Windows", "darwin": "Darwin"}.get(system, "Linux"),
        "os_name": "nt" if system == "win32" else "posix",
    }
    chosen = [pin for pin in pins if pin.marker is None or pin.marker.evaluate(machine)]
    assert len(chosen) == len({pin.name for pin in chosen})
    return {pin.name: str(pin.specifier).removeprefix("==") for pin in chosen}


def asked(names: list[str]) -> list[Requirement]:
    project = PROJECT["project"]
    lists = {
        "dependencies": project["dependencies"],
        **project["optional-dependencies"],
        **PROJECT["dependency-groups"],
    }
    return [Requirement(each) for name in names for each in lists[name] if isinstance(each, str)]


@pytest.mark.parametrize("name", list(ASKED))
def test_a_lock_names_versions_and_hashes_and_no_place(name: str) -> None:
    text = (ROOT / f"requirements/{name}.txt").read_text("utf-8")
    assert "://" not in text
    for line in text.replace("\\\n", "").splitlines():
        if not line.lstrip().startswith("#"):
            assert re.match(r"[a-z0-9.-]+==\S+( ; [^-]+)?( +--hash=sha256:[0-9a-f]{64})+$", line), line


@pytest.mark.parametrize("name", list(ASKED))
def test_the_locks_are_those_of_the_project(name: str) -> None:
    for python, system in MACHINES:
        versions = locked(name, python, system)
        for wanted in asked(ASKED[name]):
            version = versions.get(re.sub(r"[-_.]+", "-", wanted.name).lower())
            assert version, f"{wanted.name} is not locked: make lock"
            assert wanted.specifier.contains(version), f"{wanted} is locked at {version}: make lock"


@pytest.mark.parametrize("name", list(ASKED))
def test_a_lock_has_nothing_that_the_project_no_longer_asks_for(name: str) -> None:
    text = (ROOT / f"requirements/{name}.txt").read_text("utf-8")
    whole = re.findall(r"^([a-z0-9.-]+)==((?:.|\n(?! *[a-z]))*)", text, re.MULTILINE)
    direct = {package for package, more in whole if "(pyproject.toml" in more}
    assert direct == {re.sub(r"[-_.]+", "-", wanted.name).lower() for wanted in asked(ASKED[name])}, "make lock"


@pytest.mark.parametrize("name", ["run", "bench"])
def test_the_locks_agree_with_each_other(name: str) -> None:
    for python, system in MACHINES:
        dev, other = locked("dev", python, system), locked(name, python, system)
        both = dev.keys() & other.keys()
        assert {package: dev[package] for package in both} == {package: other[package] for package in both}
        assert name == "bench" or other.keys() <= dev.keys()


def test_the_readme_names_the_version_of_the_checker() -> None:
    named = re.findall(r"page-validation (\d[\d.]*\d)", (ROOT / "README.md").read_text("utf-8"))
    assert named == [locked("dev")["page-validation"]]
