"""A clinic's folder as files by their names: what goes along when it is handed on, as a zip or inside a page.

Only what a clinic makes is taken, by name and kind. Prescriptions, lists of people and sheets are not among it, so no
patient is.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from zipfile import BadZipFile, ZipFile, ZipInfo

from handouts.content.clinic import Clinic
from handouts.content.library import Library
from handouts.files.problems import ContentError, order_problem
from handouts.files.workspace import CLINIC_FILE, Workspace

PICTURE = r"\.(?:png|jpe?g|svg)"
_PART = r"(?![.])[^/\\:\0]{1,100}"  # a name in a path: never hidden, never a way out
_OURS = re.compile(
    rf"(?:(?:clinic|doses|reviews)\.yaml|data/(?:{_PART}/)*{_PART}(?:\.yaml|{PICTURE})|layouts/{_PART}\.xml\.j2"
    rf"|fonts/(?:{_PART}/)*(?:fonts\.yaml|{_PART}\.(?:ttf|otf)|OFL\.txt|CHANGES\.md))\Z",
    re.IGNORECASE,
)
_LOGO = re.compile(rf"(?:{_PART}/)*{_PART}{PICTURE}\Z", re.IGNORECASE)
MOST_FILES = 5000
LARGEST = 60_000_000  # bytes of all files
DAY = (1980, 1, 1, 0, 0, 0)  # the first that a zip can name: the same files give the same bytes
NO_CLINIC_INSIDE = f"is no clinic's folder: there is no {CLINIC_FILE} in it."


def clinic_files(workspace: Workspace) -> dict[str, bytes]:
    """The files of a clinic's folder by their names, without anything of a patient; none without a folder. Links are
    left out."""
    own = workspace.own
    if own is None:
        return {}
    logo = _logo(workspace)
    found = {}
    for path in sorted(own.rglob("*")):
        name = path.relative_to(own).as_posix()
        plain = path.is_file() and path.resolve() == own.resolve() / name
        if plain and (_OURS.match(name) or name == logo):
            found[name] = path.read_bytes()
    return found


def _logo(workspace: Workspace) -> str:
    """The clinic's logo by its name, wherever in the folder it lies."""
    file = Library(workspace).open(Clinic, workspace.clinic_file)
    logo = file.content.brand.logo if file and file.content.brand else None
    return str(logo) if logo and _LOGO.match(str(logo)) else ""


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Files as a zip: the same files are the same bytes."""
    out = io.BytesIO()
    with ZipFile(out, "w") as archive:
        for name, data in sorted(files.items()):
            info = ZipInfo(name, DAY)
            info.compress_type, info.external_attr = 8, 0o644 << 16
            archive.writestr(info, data)
    return out.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    """The files of a zip that a clinic's folder has; others, such as prescriptions, are passed over. Its folder may lie
    inside another one. Raises ContentError for what is no such zip."""
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            members = [each for each in archive.infolist() if not each.is_dir()]
            if len(members) > MOST_FILES or sum(each.file_size for each in members) > LARGEST:
                raise _refused("is larger than 60 MB, or has more than 5,000 files.")
            top = _top([each.filename for each in members])
            inside = {each.filename.removeprefix(top): each for each in members if each.filename.startswith(top)}
            return {name: archive.read(each) for name, each in inside.items() if _OURS.match(name) or _LOGO.match(name)}
    except (BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, OSError):
        raise _refused("is no zip that can be read.") from None


def _top(names: list[str]) -> str:
    """The folder of a zip in which the clinic's file lies. Raises ContentError where there is none."""
    found = sorted((name for name in names if name.rpartition("/")[2] == CLINIC_FILE), key=lambda name: name.count("/"))
    if not found:
        raise _refused(NO_CLINIC_INSIDE)
    return found[0].removesuffix(CLINIC_FILE)


def _refused(message: str) -> ContentError:
    return ContentError([order_problem("clinic", message, "Choose a zip that Export clinic has made.")])
