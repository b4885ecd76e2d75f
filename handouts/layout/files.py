"""The files of layouts: the clinic's over the bundled ones, and what each of them takes from others."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jinja2 import BaseLoader, Environment, TemplateNotFound

from handouts.files.problems import ContentError, Problem, nearest
from handouts.files.workspace import Workspace, library_folder
from handouts.reuse.store import reused
from handouts.reuse.stores import LAYOUT_PARTS

ENDING = ".xml.j2"
BUNDLED = "bundled:"
LARGEST = 1_000_000  # bytes of a file
_NAME = re.compile(rf"[\w-]+{re.escape(ENDING)}")
_NOT_RUN = re.compile(r"\{#.*?#\}|\{%[-+]?\s*raw\b.*?endraw\s*[-+]?%\}", re.DOTALL)
_MENTION = re.compile(
    r"""\{%[-+]?\s*(?:(?P<kind>extends|include|import|from)\s+(?P<quote>["'])(?P<name>.*?)(?P=quote)"""
    r"""(?P<ignore>\s+ignore\s+missing)?|block\s+(?P<block>\w+)|(?P<end>endblock))"""
)
_DOES = {"extends": "extends", "include": "includes", "import": "imports", "from": "imports from"}


@dataclass(frozen=True, slots=True)
class Mention:
    """Another file that a layout names, and the line on which it does so."""

    kind: str
    name: str
    line: int
    may_be_missing: bool


@dataclass(frozen=True, slots=True)
class LayoutFile:
    """A layout's file: its text, the others that it names, all its blocks, and those that stand in no other."""

    path: Path
    text: str
    mentions: tuple[Mention, ...]
    blocks: frozenset[str]
    outer: tuple[tuple[str, int], ...]

    @property
    def parent(self) -> Mention | None:
        """The layout that this one extends."""
        return next((each for each in self.mentions if each.kind == "extends"), None)


class LayoutFiles(BaseLoader):
    """Finds and reads layouts by name, once. Nothing outside of the folders is ever read, not by a link either."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        self.folders = folders
        self.known: dict[str, LayoutFile | None] = {}

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, None]:
        """As Jinja2 wants it. Raises TemplateNotFound, and ContentError for a file that can't be used."""
        found = self.source(template)
        if found is None:
            raise TemplateNotFound(template)
        return found.text, str(found.path), None

    def source(self, name: str) -> LayoutFile | None:
        """The file of that name, or None when there is none. Raises ContentError for one that can't be used."""
        if name not in self.known:
            path = self._find(name)
            self.known[name] = _read(path) if path else None
        return self.known[name]

    def _find(self, name: str) -> Path | None:
        folders = (library_folder(),) if name.startswith(BUNDLED) else self.folders
        name = name.removeprefix(BUNDLED)
        if not _NAME.fullmatch(name):
            return None
        path = next((each / "layouts" / name for each in folders if (each / "layouts" / name).is_file()), None)
        if path and leads_outside(path):
            raise ContentError([link_problem(f"layouts/{name}")])
        return path


def leads_outside(path: Path) -> bool:
    """Whether a file in `layouts/` is a link to somewhere outside of the clinic's folder."""
    folder = path.parent.parent
    return folder != library_folder() and not path.resolve().is_relative_to(folder.resolve())


def link_problem(shown: str) -> Problem:
    """What is told of a link that leads outside."""
    return Problem(shown, 0, "", "is a link that leads outside of the clinic's folder.", "Copy the file itself there.")


def layout_files(workspace: Workspace) -> list[Path]:
    """Every layout file of every folder, the clinic's first; not what editors leave beside them."""
    folders = (folder / "layouts" for folder in workspace.layout_folders)
    return [path for folder in folders for path in sorted(folder.glob(f"[!.]*{ENDING}")) if path.is_file()]


def layouts_left_out(workspace: Workspace) -> str:
    """What is told when a clinic has layouts and they are not filled; nothing otherwise."""
    if workspace.fills_own_layouts or not workspace.own or not any((workspace.own / "layouts").glob(f"*{ENDING}")):
        return ""
    why = "nobody named that folder, and it may be somebody else's"
    return f"the layouts of {workspace.own} were left out: {why}. To use them, add: --workspace {workspace.own}"


def layout_names(workspace: Workspace) -> list[str]:
    """All layouts; names that start with _ are shared parts."""
    found = {path.name for path in layout_files(workspace)}
    return sorted(name.removesuffix(ENDING) for name in found if not name.startswith("_"))


def stamps(workspace: Workspace) -> tuple[tuple[str, int, int], ...]:
    """What changes when a layout's file comes, goes or is written."""
    found = []
    for folder in workspace.layout_folders:
        try:
            with os.scandir(folder / "layouts") as files:
                states = [(file.path, file.stat()) for file in files if file.name.endswith(ENDING)]
        except OSError:
            continue
        found += [(path, state.st_mtime_ns, state.st_size) for path, state in states]
    return tuple(sorted(found))


def _read(path: Path) -> LayoutFile:
    shown = f"layouts/{path.name}"
    try:
        if path.stat().st_size > LARGEST:
            raise ContentError([Problem(shown, 0, "", "is larger than 1 MB.", "A layout has some kB.")])
        text = path.read_text("utf-8")
    except OSError:
        raise ContentError([Problem(shown, 0, "", "can't be read.", "Check that you may read it.")]) from None
    except UnicodeDecodeError:
        raise ContentError([Problem(shown, 0, "", "is not UTF-8 text.", "Save it as UTF-8.")]) from None
    run = _NOT_RUN.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    mentions, blocks, outer, depth = list[Mention](), set[str](), list[tuple[str, int]](), 0
    for found in _MENTION.finditer(run):
        line = run.count("\n", 0, found.start()) + 1
        if found["kind"]:
            mentions.append(Mention(found["kind"], found["name"], line, bool(found["ignore"])))
        elif found["block"]:
            blocks.add(found["block"])
            outer += [(found["block"], line)] if depth == 0 else []
            depth += 1
        else:
            depth = max(0, depth - 1)
    return LayoutFile(path, text, tuple(mentions), frozenset(blocks), tuple(outer))


@reused(LAYOUT_PARTS)
def parts_of(files: LayoutFiles, name: str) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """The names of a layout and of all that it takes parts of, and what is wrong with how they name one another."""
    names, problems = dict[str, None](), list[Problem]()

    def walk(name: str, source: LayoutFile, way: tuple[str, ...]) -> None:
        names[name] = None
        problems.extend(_unknown_blocks(files, source))
        for mention in source.mentions:
            shown = f"layouts/{source.path.name}"
            if mention.name in way:
                problems.append(_round_trip(files, shown, name, mention))
            elif found := files.source(mention.name):
                if mention.name not in names or mention.kind == "extends":
                    walk(mention.name, found, (*way, mention.name))
            elif not mention.may_be_missing:
                message = f'{_DOES[mention.kind]} "{mention.name}", which is not there.'
                hint = nearest(mention.name, _file_names(files)) or "A layout takes files of layouts/ alone."
                problems.append(Problem(shown, mention.line, "", message, hint))

    start = files.source(name)
    if start is None:
        return (name,), (Problem(f"layouts/{name}", 0, "", "is not there.", ""),)
    walk(name, start, (name,))
    return tuple(names), tuple(dict.fromkeys(problems))


def _file_names(files: LayoutFiles) -> list[str]:
    return sorted({path.name for folder in files.folders for path in (folder / "layouts").glob(f"*{ENDING}")})


def _round_trip(files: LayoutFiles, shown: str, name: str, mention: Mention) -> Problem:
    """A file that names itself, perhaps by way of others."""
    if mention.name != name:
        message = f'{_DOES[mention.kind]} "{mention.name}", which takes in this file again.'
        return Problem(shown, mention.line, "", message, "Take one of them away.")
    own = f"{BUNDLED}{name.removeprefix(BUNDLED)}"
    hint = f'Write {{% {mention.kind} "{own}" %}} for ours.' if files.source(own) else "Take that away."
    return Problem(shown, mention.line, "", f"{_DOES[mention.kind]} itself.", hint)


def _unknown_blocks(files: LayoutFiles, source: LayoutFile) -> Iterator[Problem]:
    """Blocks of a layout that extends another, which has none of that name: nothing would print them."""
    known, above, seen = set[str](), source, {source.path}
    while above.parent and (found := files.source(above.parent.name)) and found.path not in seen:
        known |= found.blocks
        seen.add(found.path)
        above = found
    if above is source:
        return
    for name, line in source.outer:
        if name not in known:
            parent = source.parent.name.removeprefix(BUNDLED) if source.parent else ""
            hint = nearest(name, sorted(known)) or f"It has {', '.join(sorted(known))}."
            yield Problem(f"layouts/{source.path.name}", line, "", f'there is no block "{name}" in {parent}.', hint)
