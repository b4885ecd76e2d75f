"""The files of layouts: the clinic's over the bundled ones, and what each says of itself and takes from others."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from handouts.content.layout_head import LayoutHead
from handouts.content.load import validated
from handouts.files.problems import ContentError, Problem, nearest, order_problem
from handouts.files.workspace import Workspace, library_folder
from handouts.files.yaml_reader import read_yaml
from handouts.reuse.store import reused
from handouts.reuse.stores import LAYOUTS

ENDING = ".xml.j2"
BUNDLED = "bundled:"
LARGEST = 1_000_000  # bytes of a file
NAME = r"[\w-]+"
NO_HEAD = 'Start it with "{# layout" and, on lines of their own, "name: ...", "about: programme" and "#}".'
_FILE = re.compile(rf"{NAME}{re.escape(ENDING)}")
_HEAD = re.compile(r"\ufeff?(\s*)\{#-?[ \t]*layout[ \t]*\n(.*?)-?#\}", re.DOTALL)
_NOT_RUN = re.compile(r"\{#.*?#\}|\{%[-+]?\s*raw\b.*?endraw\s*[-+]?%\}", re.DOTALL)
_MENTION = re.compile(
    r"""\{%[-+]?\s*(?:(?P<kind>extends|include|import|from)\s+(?P<quote>["'])(?P<name>.*?)(?P=quote)"""
    r"""(?P<ignore>\s+ignore\s+missing)?|block\s+(?P<block>\w+)|(?P<end>endblock))"""
)


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


@dataclass(frozen=True, slots=True, eq=False)
class Layouts:
    """The layouts of some folders as they are at a time, each read once. Nothing outside of the folders is ever read,
    not by a link either."""

    folders: tuple[Path, ...]
    files: tuple[Path, ...]
    _known: dict[str, LayoutFile | None] = field(default_factory=dict, repr=False)
    _heads: dict[str, LayoutHead | ContentError] = field(default_factory=dict, repr=False)

    @property
    def names(self) -> list[str]:
        """All layouts, sorted; names that start with _ are shared parts."""
        found = {path.name for path in self.files if path.name[0] not in "._"}
        return sorted(name.removesuffix(ENDING) for name in found)

    def source(self, name: str) -> LayoutFile | None:
        """The file of that name, or None when there is none. Raises ContentError for one that can't be used."""
        if name not in self._known:
            path = self._find(name)
            self._known[name] = _read(path) if path else None
        return self._known[name]

    def _find(self, name: str) -> Path | None:
        folders = (library_folder(),) if name.startswith(BUNDLED) else self.folders
        name = name.removeprefix(BUNDLED)
        if not _FILE.fullmatch(name):
            return None
        path = next((each / "layouts" / name for each in folders if (each / "layouts" / name).is_file()), None)
        if path and leads_outside(path):
            raise ContentError([link_problem(f"layouts/{name}")])
        return path

    def head(self, layout: str) -> LayoutHead:
        """What a layout says of itself; else what the one says that it extends, or ours that it takes the place of.
        Raises ContentError where nothing can be read, and for a layout that is not there."""
        if layout not in self._heads:
            try:
                self._heads[layout] = self._head_of(layout)
            except ContentError as error:
                self._heads[layout] = error
        found = self._heads[layout]
        if isinstance(found, ContentError):
            raise found
        return found

    def _head_of(self, layout: str) -> LayoutHead:
        source = self.source(layout + ENDING) if layout in self.names else None
        if source is None:
            hint = nearest(layout, self.names) or f"There are {', '.join(self.names)}."
            raise ContentError([order_problem("layout", f'there is no layout "{layout}".', hint)])
        first, (source, written) = source, self._with_head(source)
        document = read_yaml("\n" * (1 + written[1].count("\n")) + written[2], f"layouts/{source.path.name}")
        head = validated(LayoutHead, document, source.path).content
        # A layout of another name than the one that it extends is not what is made where none is named.
        return head if source.path.name == first.path.name else head.model_copy(update={"default": False})

    def _with_head(self, first: LayoutFile) -> tuple[LayoutFile, re.Match[str]]:
        """The nearest file with a head: of a layout and those that it extends, or else ours of its name."""
        way, lost = [first], ""
        while (last := way[-1]).parent and not _HEAD.match(last.text):
            above = self.source(last.parent.name)
            if above is None or above in way:
                lost = "" if above else f', and extends "{last.parent.name}", which is not there'
                break
            way.append(above)
        for source in (way[-1], self.source(BUNDLED + first.path.name)):
            if source and (written := _HEAD.match(source.text)):
                return source, written
        raise ContentError([Problem(f"layouts/{first.path.name}", 1, "", f"has no head{lost}.", NO_HEAD)])

    def heads(self) -> tuple[dict[str, LayoutHead], tuple[Problem, ...]]:
        """What all layouts say of themselves, in their order, and what is wrong with the heads of others."""
        found, problems = dict[str, LayoutHead](), list[Problem]()
        for name in self.names:
            try:
                found[name] = self.head(name)
            except ContentError as error:
                problems += error.problems
        return dict(sorted(found.items(), key=lambda each: (each[1].order, each[0]))), tuple(problems)

    def default(self, about: str) -> str:
        """The layout that is made of a condition, a programme or the clinic where none is named. Raises ContentError
        when there is none."""
        found = {name: head for name, head in self.heads()[0].items() if head.about == about}
        for name, head in found.items():
            if head.default:
                return name
        hint = f"Write default: true into the head of a layout with about: {about}."
        raise ContentError([order_problem("layout", f"no layout is the default for a {about}.", hint)])


def layouts_of(workspace: Workspace) -> Layouts:
    """The layouts of a workspace. The same until a file of one comes, goes or is written: what is made of them is kept
    with them."""
    found = []
    for folder in workspace.layout_folders:
        try:
            with os.scandir(folder / "layouts") as files:
                there = sorted((file.name, file) for file in files if file.name.endswith(ENDING) and file.is_file())
                states = [(file.path, file.stat()) for _, file in there]
        except OSError:
            continue
        found += [(path, state.st_mtime_ns, state.st_size) for path, state in states]
    return _layouts(workspace.layout_folders, tuple(found))


@reused(LAYOUTS)
def _layouts(folders: tuple[Path, ...], stamps: tuple[tuple[str, int, int], ...]) -> Layouts:
    return Layouts(folders, tuple(Path(path) for path, *_ in stamps if not os.path.basename(path).startswith(".")))


@lru_cache(1)
def bundled_layouts() -> frozenset[str]:
    """The names of the layouts that come with the program."""
    return frozenset(layouts_of(Workspace((library_folder(),))).names)


def leads_outside(path: Path) -> bool:
    """Whether a file in `layouts/` is a link to somewhere outside of the clinic's folder."""
    folder = path.parent.parent
    return folder != library_folder() and not path.resolve().is_relative_to(folder.resolve())


def link_problem(shown: str) -> Problem:
    """What is told of a link that leads outside."""
    return Problem(shown, 0, "", "is a link that leads outside of the clinic's folder.", "Copy the file itself there.")


def layouts_left_out(workspace: Workspace) -> str:
    """What is told when a clinic has layouts and they are not filled; nothing otherwise."""
    if workspace.fills_own_layouts or not workspace.own or not any((workspace.own / "layouts").glob(f"*{ENDING}")):
        return ""
    why = "nobody named that folder, and it may be somebody else's"
    return f"the layouts of {workspace.own} were left out: {why}. To use them, name it as the workspace."


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
