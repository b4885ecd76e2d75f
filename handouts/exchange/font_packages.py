"""Fonts that are too large to come with the program, from their npm package into a clinic's folder."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import indent

from handouts.content.library import Library
from handouts.content.load import Loaded, validated
from handouts.content.looks import FamilyFiles, Fonts, PackedFamily, PackedFile
from handouts.files.problems import Ask, Command, ContentError, Problem, order_problem
from handouts.files.workspace import library_folder
from handouts.files.writing import TEMPORARY, write
from handouts.files.yaml_reader import read_yaml
from handouts.typeset.fonts import is_for, named_families

FONTS = "fonts/fonts.yaml"
INSIDE = "package"  # the folder that all of an npm package is in
ROW = """{name}:
  regular: {folder}/{regular}
  bold: {folder}/{bold}
  languages: [{languages}]
  leading: {leading:g}
  scripts: [{scripts}]
  licence: {folder}/{licence}
  source: "npm: {package}"
  version: {version}
"""


def packed_family(language: str, library: Library, *, is_here: bool) -> tuple[str, PackedFamily]:
    """The family for a language that has to be fetched, with its name; one that a clinic's folder names only where its
    package `is_here`: no file of content causes a request. Raises ContentError where there is none."""
    offered: dict[str, str] = {}
    for path in library.workspace.every(FONTS):
        file = library.open(Fonts, path)
        for name, family in file.content.downloads.items() if file else ():
            if file and is_for(language, family):
                if is_here or path == library_folder() / FONTS:
                    return name, family
                message, hint = "is not fetched: only what the program names is.", "Get its package, and name the file."
                way = Ask("package", ("FILE",))
                raise ContentError([file.problem(("downloads", name), message, hint, "", way)])
            offered.setdefault(family.languages[0], name)
    there = ", ".join(f"{language} ({name})" for language, name in offered.items())
    message = f"{language} is no language whose letters have to be fetched."
    raise ContentError([Problem("fonts", 0, "", message, f"There is {there}.")])


def fetched(family: PackedFamily, place: Path) -> Path:
    """The package of a family, fetched into a folder by npm. Raises ContentError."""
    npm, wanted = shutil.which("npm"), f"{family.package}@{family.version}"
    if npm is None:
        hint = f"Install npm, or copy the package {wanted} from elsewhere and name its file."
        raise ContentError([Problem("fonts", 0, "", "needs npm.", hint)])
    done = subprocess.run(  # noqa: S603
        [npm, "pack", "--silent", "--ignore-scripts", wanted], cwd=place, capture_output=True, text=True, check=False
    )
    found = sorted(place.glob("*.tgz"))
    if done.returncode or not found:
        hint = "It needs the network. Or copy the package from elsewhere and name its file."
        raise ContentError([Problem("fonts", 0, "", f"npm could not fetch {wanted}.", hint)])
    return found[0]


def add_fonts(language: str, library: Library, package: Path | None = None) -> list[Path]:
    """Put the fonts for a language into the clinic's folder, from this file of the package or as npm fetches it, and
    name them in its fonts.yaml; -> the files that are written. Each has to be the one that was chosen, by its hash.
    Raises ContentError, and has written nothing then."""
    own = library.workspace.own
    if own is None:
        make = Command("new", ("clinic", "NAME"))
        raise ContentError([order_problem("workspace", "has to be a clinic's folder.", "Make one.", make)])
    name, family = packed_family(language, library, is_here=package is not None)
    target = own / FONTS
    with TemporaryDirectory(prefix=TEMPORARY) as place:
        files = _unpacked(package or fetched(family, Path(place)), family)
    folder = re.sub(r"[^a-z0-9]+", "-", name.lower())
    text = (
        None
        if name in named_families(library.workspace, library)
        else _with_row(target, name, _row(name, folder, family), library)
    )
    written = [target.parent / folder / Path(file).name for file in files]
    for path, data in zip(written, files.values(), strict=True):
        write(path, data)
    if text is not None:
        write(target, text.encode())
        written.append(target)
    return written


def _unpacked(package: Path, family: PackedFamily) -> dict[str, bytes]:
    """The wanted files of a package by their names. Raises ContentError for one that is not as it was chosen."""
    found: dict[str, bytes] = {}
    try:
        with tarfile.open(package) as archive:
            for wanted in (family.regular, family.bold, family.licence):
                found[wanted.file] = _checked(archive, wanted, package)
    except (OSError, tarfile.TarError):
        hint = f"Take the file of {family.package} {family.version}, as npm packs it."
        raise ContentError([Problem(package.name, 0, "", "is not a package that can be read.", hint)]) from None
    return found


def _checked(archive: tarfile.TarFile, wanted: PackedFile, package: Path) -> bytes:
    try:
        member = archive.extractfile(f"{INSIDE}/{wanted.file}")
    except KeyError:
        member = None
    data = member.read() if member else b""
    if hashlib.sha256(data).hexdigest() != wanted.sha256:
        message = f"has no {wanted.file} as it was when it was chosen."
        raise ContentError([Problem(package.name, 0, "", message, "Nothing was added. Take the same version.")])
    return data


def _row(name: str, folder: str, family: PackedFamily) -> str:
    regular, bold, licence = (Path(each.file).name for each in (family.regular, family.bold, family.licence))
    return ROW.format(
        name=name,
        folder=folder,
        regular=regular,
        bold=bold,
        licence=licence,
        languages=", ".join(family.languages),
        scripts=", ".join(family.scripts),
        leading=family.leading or 1,
        package=family.package,
        version=family.version,
    )


def _with_row(target: Path, name: str, row: str, library: Library) -> str:
    """What fonts.yaml says with one family more, indented as the first one is and with the same ends of lines. Raises
    ContentError for a file that a person has to change."""
    if not target.exists():
        return f"# Families of fonts that this clinic adds.\nformat: 1\nfamilies:\n{indent(row, '  ')}"
    there = library.problems.stop_without(library.open(Fonts, target))
    text = target.read_bytes().decode()
    families, end = there.content.families, "\r\n" if "\r\n" in text else "\n"
    lines = text.split(end)
    head = there.document.line(("families",))
    first = lines[there.document.line(("families", next(iter(families), ""))) - 1]
    margin = first[: len(first) - len(first.lstrip(" "))] or "  "
    made = end.join([*lines[:head], *indent(row, margin).splitlines(), *lines[head:]])
    if _without(name, made, there) != families:
        message = "can't be added to as it is written."
        raise ContentError([there.problem(("families",), message, f"Write under it:\n{row}")])
    return made


def _without(name: str, text: str, file: Loaded[Fonts]) -> dict[str, FamilyFiles] | None:
    """The families that a text has beside one of this name; None where it has no such one, or can't be read."""
    try:
        families = validated(Fonts, read_yaml(text, file.document.file), file.path).content.families
    except ContentError:
        return None
    others = {each: files for each, files in families.items() if each != name}
    return others if name in families else None
