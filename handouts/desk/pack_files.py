"""The files of a page without installation: the program, what it imports, the library and a clinic's own folder."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from zipfile import ZipFile

from handouts.desk.clinic_folder import clinic_files
from handouts.desk.pack_parts import Parts
from handouts.files.program import PACKAGE
from handouts.files.workspace import Workspace, library_folder

SITE, CLINIC, STANDARD = "site", "clinic", "stdlib"  # folders: what is imported, the clinic's own, Python's own modules
NOT_THERE = ("cli", "batch", "exchange")  # rooms that the desk never enters
NOT_IN_DESK = ("server.py", "drafts.py", "pack.py", "pack_files.py", "pack_parts.py", "packed", "page")
LIBRARY = ("data", "layouts", "fonts")
PURE = (
    "annotated_types",
    "babel",
    "budoux",
    "jinja2",
    "markupsafe",
    "platformdirs",
    "pydantic",
    "reportlab",
    "segno",
    "typing_extensions",
    "typing_inspection",
    "yaml",
)
NEVER = ("tests", "graphics", "fonts", "__pycache__", "mypy.py", "_hypothesis_plugin.py", "messages", "v1")
LOCALES = "locale-data"  # Babel's folder: 35 MB, of which a workspace needs some kB
NOT_STANDARD = (
    *("_pyrepl", "ctypes/macholib", "ensurepip", "idlelib", "lib2to3", "pydoc_data", "sqlite3", "test", "tkinter"),
    *("turtledemo", "unittest", "venv", "wsgiref", "xmlrpc", "pydoc.py", "doctest.py", "pdb.py"),
)
NOT_IN_WHEELS = ("pypdfium2_cli/", "uharfbuzz/_harfbuzz_test", "pydantic_core/_pydantic_core/")
COLOURS = "ImageColor.py"  # of Pillow, the names of CSS: the rest can't run there, and ReportLab only looks for it


def lay_out(place: Path, found: Parts, workspace: Workspace) -> None:
    """Write all files into an empty folder."""
    for name in (SITE, CLINIC, STANDARD):
        (place / name).mkdir()
    _program(place / SITE)
    for name in PURE:
        _package(name, place / SITE, workspace)
    _pillow(place / SITE / "PIL")
    for wheel in sorted(found.wheels.glob("*.whl")):
        _wheel(wheel, place / SITE)
    for name, data in clinic_files(workspace).items():
        target = place / CLINIC / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    with ZipFile(found.pyodide / "python_stdlib.zip") as archive:
        kept = [name for name in archive.namelist() if not name.startswith(NOT_STANDARD)]
        archive.extractall(place / STANDARD, kept)


def _program(site: Path) -> None:
    def left_out(folder: str, names: list[str]) -> set[str]:
        here = Path(folder)
        more = {PACKAGE: NOT_THERE, PACKAGE / "desk": NOT_IN_DESK}.get(here, ())
        return {name for name in names if name in ("__pycache__", "library") or name in more}

    shutil.copytree(PACKAGE, site / "handouts", ignore=left_out)
    for name in LIBRARY:
        hidden = shutil.ignore_patterns("*.woff2.txt", ".*", "examples")
        shutil.copytree(library_folder() / name, site / "handouts" / "library" / name, ignore=hidden)


def _package(name: str, site: Path, workspace: Workspace) -> None:
    """A package of this environment that is all Python, with what it reads."""
    spec = find_spec(name)
    assert spec
    assert spec.origin
    if not spec.submodule_search_locations:
        shutil.copy(spec.origin, site)
        return
    folder = Path(spec.origin).parent
    languages = {"root", "en", "en_001", "en_GB", "en_US", *_languages(workspace)}

    def left_out(where: str, names: list[str]) -> set[str]:
        if Path(where).name == LOCALES:
            return {each for each in names if each.partition(".")[0] not in languages}
        return {
            each for each in names if each in NEVER or each.endswith((".so", ".pyd", ".pyi", ".c", ".pyx", ".typed"))
        }

    shutil.copytree(folder, site / name, ignore=left_out)


def _languages(workspace: Workspace) -> Iterator[str]:
    """The languages of a workspace by the names that Babel has for them."""
    for name in workspace.names("language"):
        for length in range(1, name.count("-") + 2):
            first, *rest = name.split("-")[:length]
            yield "_".join([first, *(each.upper() if len(each) == 2 else each.title() for each in rest)])


def _pillow(folder: Path) -> None:
    spec = find_spec("PIL")
    assert spec
    assert spec.origin
    folder.mkdir()
    shutil.copy(Path(spec.origin).parent / COLOURS, folder)
    (folder / "__init__.py").write_text("")
    (folder / "Image.py").write_text("")


def _wheel(wheel: Path, site: Path) -> None:
    with ZipFile(wheel) as archive:
        kept = [name for name in archive.namelist() if ".dist-info/" not in name and not name.startswith(NOT_IN_WHEELS)]
        archive.extractall(site, kept)
