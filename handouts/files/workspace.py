"""Where content lies: the clinic's own folder over the bundled library, file by file.

A file of the clinic's with the same id takes the place of ours as a whole; nothing is merged. Only what is asked for is
read, since an id is a file name.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from handouts.files.problems import Advice, Ask, Command, ContentError, Problem, listed, nearest_or

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"  # an id is a file name
CLINIC_FILE = "clinic.yaml"
Kind = Literal["condition", "exercise", "programme", "language"]
KINDS: dict[Kind, str] = {
    "condition": "conditions",
    "exercise": "exercises",
    "programme": "programmes",
    "language": "languages",
}
# What a clinician signs; no two of them share an id.
SIGNED_KINDS: tuple[Kind, ...] = ("condition", "programme", "exercise")
PICTURES = "data/pictures"  # the folder of those that several files may name
TRANSLATIONS = "data/translations"  # a folder for each language, in it files as in data/
PRESCRIPTIONS = "prescriptions"  # the folder of files for one patient each, which may have any name
EXAMPLE_CLINIC = "example-clinic.yaml"
PRESCRIPTION = (".yaml", ".yml")  # how the name of a prescription's file ends
NOT_INSIDE = ("names no file inside the workspace.", "Copy it beside this file and name it there.")  # and what to do
A_CLINIC = Command("new", ("clinic", "NAME"))
NO_CLINIC: Advice = ("Make one first, then go there.", A_CLINIC)


@lru_cache(1)
def library_folder() -> Path:
    """The bundled library: beside the package in a checkout, inside it when installed."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "library"
    return inside if inside.is_dir() else package.parent


@lru_cache(4096)
def _shown(path: Path, folders: tuple[Path, ...]) -> str:
    for folder in folders:
        if path.is_relative_to(folder):
            return path.relative_to(folder).as_posix()
    return path.name


def _refuse_closed_folders(folder: Path) -> None:
    """Raise ContentError for folders that can't be looked into: their files would be passed over in silence."""
    inside = (folder, *(folder / name for name in ("data", "layouts", "fonts", PRESCRIPTIONS, "out")))
    inside += tuple(folder / "data" / name for name in KINDS.values())
    there = [path for path in inside if os.path.lexists(path)]
    owner, other = "Ask who owns it to let you read it.", "Move it elsewhere and make a folder of that name."
    problems = [Problem(str(path), 0, "", "is no folder.", other) for path in there if not path.is_dir()]
    closed = [path for path in there if path.is_dir() and not os.access(path, os.R_OK | os.X_OK)]
    problems += [Problem(str(path), 0, "", "can't be looked into.", owner) for path in closed]
    if problems:
        raise ContentError(problems)


def _upwards(place: Path) -> Path | None:
    """The nearest folder with a `clinic.yaml`, from a place on upwards."""
    place = place.resolve()
    return next((up for up in (place, *place.parents) if (up / CLINIC_FILE).is_file()), None)


def _is_ones_own(folder: Path) -> bool:
    """Whether a folder and its layouts belong to the user, and not everyone may write there."""
    if os.name != "posix":
        return True
    states = [path.stat() for path in (folder, folder / "layouts") if path.exists()]
    return all(state.st_uid == os.getuid() and not state.st_mode & 0o002 for state in states)


@dataclass(frozen=True, slots=True)
class Workspace:
    """Folders in the order in which they are searched, each with `data/`, `layouts/` and `fonts/`. The clinic's own
    layouts are filled where `fills_own_layouts` says so: a folder that was handed over is not asked for its own."""

    folders: tuple[Path, ...]
    stand_in_clinic: Path | None = None
    fills_own_layouts: bool = True

    @classmethod
    def open(cls, folder: Path | None = None, near: Path | None = None) -> Workspace:
        """The given folder, else the nearest one upwards from here (or from `near`) with a `clinic.yaml`, over the
        library. Its layouts are filled if it is named, or found upwards from here and its user's alone.

        Raises ContentError when a named folder has no `clinic.yaml`.
        """
        library, named = library_folder(), folder is not None
        if folder is None:
            here = _upwards(Path.cwd())
            folder = (_upwards(near) if near else None) or here
            if folder is None:
                return cls((library,))
            named = folder == here and _is_ones_own(folder)
        elif not (folder / CLINIC_FILE).is_file():
            message = f"has no {CLINIC_FILE}."
            raise ContentError([Problem(str(folder), 0, "", message, "Make one.", ways=(A_CLINIC,))])
        folder = folder.resolve()
        _refuse_closed_folders(folder)
        return cls((folder,)) if folder == library else cls((folder, library), fills_own_layouts=named)

    @property
    def own(self) -> Path | None:
        """The clinic's folder, or None when only the library is in use."""
        return self.folders[0] if len(self.folders) > 1 else None

    @property
    def layout_folders(self) -> tuple[Path, ...]:
        """The folders whose layouts are filled."""
        return self.folders if self.fills_own_layouts else self.folders[-1:]

    @property
    def clinic_file(self) -> Path:
        """The clinic's file, or another one to check sheets with while that one is broken."""
        if self.stand_in_clinic:
            return self.stand_in_clinic
        return self.own / CLINIC_FILE if self.own else self.folders[-1] / "data" / EXAMPLE_CLINIC

    def show(self, path: Path) -> str:
        """A path as people know it: from the workspace's own folder, or from the library's."""
        return _shown(path, self.folders)

    def every(self, relative: str) -> list[Path]:
        """The files of that name in all folders, the one that counts first."""
        places = (
            f"{folder}/{relative}" for folder in self.folders
        )  # a sheet asks a hundred times: no Path before it is found
        return [Path(place) for place in places if os.path.isfile(place)]

    def data_file(self, name: str) -> Path:
        """A table such as `data/sources.yaml`: the clinic's whole file if it has one, else ours."""
        return self.every(f"data/{name}")[0]

    def translation(self, path: Path, language: str) -> Path | None:
        """The file with the texts of another one in a language: the clinic's own before ours; None for none."""
        return next(iter(self.every(self.translation_name(path, language))), None)

    def translation_name(self, path: Path, language: str) -> str:
        """The place in a folder of the file with the texts of another one in a language; those of the example clinic
        have a name of their own, since no other clinic's are like them."""
        inside = (path.relative_to(folder / "data") for folder in self.folders if path.is_relative_to(folder / "data"))
        name = next(inside, Path(CLINIC_FILE)).as_posix()
        return f"{TRANSLATIONS}/{language}/{name}"

    def find(self, kind: Kind, name: str) -> Path:
        """The file of a condition, exercise, programme or language; raises KeyError when there is none."""
        found = self.every(f"data/{KINDS[kind]}/{name}.yaml") if re.match(ID_PATTERN, name) else []
        if not found:
            raise KeyError(name)
        return found[0]

    def has(self, kind: Kind, name: str) -> bool:
        """Whether there is such a file."""
        relative = f"data/{KINDS[kind]}/{name}.yaml"
        return bool(re.match(ID_PATTERN, name)) and any(os.path.isfile(f"{each}/{relative}") for each in self.folders)

    def names(self, kind: Kind) -> list[str]:
        """All ids of a kind, sorted."""
        found = {
            path.stem
            for folder in self.folders
            for path in (folder / "data" / KINDS[kind]).glob("*.yaml")
            if path.is_file() and re.match(ID_PATTERN, path.stem)
        }
        return sorted(found)

    @property
    def prescriptions(self) -> list[Path]:
        """The prescriptions that lie in the clinic's folder, sorted."""
        folder = self.own / PRESCRIPTIONS if self.own else None
        return sorted(path for ending in PRESCRIPTION for path in folder.glob(f"[!.]*{ending}")) if folder else []

    def prescription(self, name: str) -> Path | None:
        """The file of a prescription that is named as a path, or without its ending, from here or from the workspace's
        `prescriptions`; None for an id, also where a prescription is called like it. Raises ContentError when there is
        no such file, and for a name that two have."""
        whole, is_path = name.endswith(PRESCRIPTION), Path(name).name != name
        if not whole and not is_path and (self.has("programme", name) or self.has("condition", name)):
            return None
        for folder in (Path(), *([self.own, self.own / PRESCRIPTIONS] if self.own else [])):
            found = _there(folder, name, ("",) if whole else PRESCRIPTION)
            if len(found) > 1:
                both = " and ".join(path.name for path in found)
                raise ContentError([Problem(name, 0, "", f"may be {both}.", "Name one of them with its ending.")])
            if found:
                return found[0].parent.resolve() / found[0].name
        if whole or is_path:
            start = Command("new", ("prescription", "NAME"), (Ask("source", ("PROGRAMME",)),))
            raise ContentError([Problem(name, 0, "", "is not there.", "Start one.", ways=(start,))])
        return None

    def kind_of(self, name: str) -> Literal["condition", "programme"]:
        """Whether an id is a condition's or a programme's. Raises ContentError with the nearest name when neither."""
        if not name.strip():
            hint = "Say what to make: the id of a condition or a programme, or a prescription."
            raise ContentError([Problem("WHAT", 0, "", "is empty.").advising(hint, *listed("programmes")[1:])])
        if self.has("programme", name):
            return "programme"
        if self.has("condition", name):
            return "condition"
        if self.has("exercise", name):
            hint = "Name a programme that has it, or write one."
            raise ContentError([Problem(name, 0, "", "is an exercise; a sheet is made of a programme.", hint)])
        advice = nearest_or(name, self.names("programme") + self.names("condition"), listed("programmes"))
        message = "is no condition or programme of this workspace."
        raise ContentError([Problem(name, 0, "", message).advising(*advice)])

    def picture(self, base: Path, name: str) -> Path | None:
        """The picture that a YAML file names: beside it, else one of `data/pictures`, the clinic's own before ours. One
        that is nowhere is named as if it lay beside; None when it can't lie there."""
        beside = self.inside(base, name)
        shared = self.every(f"{PICTURES}/{name}") if beside and beside.name == name else []
        return beside if not shared or (beside and beside.is_file()) else shared[0]

    def inside(self, base: Path, relative: str) -> Path | None:
        """The file that a YAML file names, there or not. None when it can't be a file of the folder that this file
        belongs to: it lies outside, is a link that leads back to itself, or has a name that no file can have."""
        root = next((folder for folder in self.folders if base.is_relative_to(folder)), base.parent).resolve()
        try:
            path = (base.parent / relative).resolve()
            path.stat()
        except (ValueError, RuntimeError):  # a zero byte; a link to itself, before Python 3.13
            return None
        except OSError as error:
            if error.errno in (errno.ENAMETOOLONG, errno.ELOOP):
                return None
        return path if path.is_relative_to(root) else None


def _there(folder: Path, name: str, endings: Iterable[str]) -> list[Path]:
    """The files of a folder that are called so, whatever the name holds."""
    return [path for ending in endings if os.path.exists(path := folder / f"{name}{ending}")]
