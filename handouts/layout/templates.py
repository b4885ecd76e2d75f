"""The Jinja2 environment. Layouts are data: sandboxed, escaped, strict, and unable to leave their folders."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from functools import lru_cache
from pathlib import Path, PurePath
from typing import Any

from jinja2 import (
    BytecodeCache,
    ChoiceLoader,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
)
from jinja2.bccache import Bucket
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from handouts import cache
from handouts.content.workspace import Workspace, library_folder
from handouts.layout.vocabulary import VOCABULARY
from handouts.problems import ContentError, Problem, nearest

ENDING = ".xml.j2"
_PLACE = re.compile(r"\{(\w+)\}")
_REFERENCE = re.compile(r"""\{%-?\s*(?:extends|include|import|from)\s+["']([^"']+)["']""")
_TAG = re.compile(r"</?([a-zA-Z][\w-]*)")
_SILENT = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<!--.*?-->", re.DOTALL)


class _Environment(ImmutableSandboxedEnvironment):
    """A sandbox in which a path is a word: its methods could read and write files. What is safe depends on nothing but
    the type of a thing and the attribute's name, and is decided once."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.decided: dict[tuple[type, str], bool] = {}

    def getattr(self, obj: Any, attribute: str) -> Any:
        """An attribute; a field of a dataclass is what it was made with, and needs no look at what it is."""
        if attribute in getattr(type(obj), "__dataclass_fields__", ()):
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """No attribute of a path, and none that the sandbox of Jinja2 forbids."""
        kind = (type(obj), attr)
        if kind not in self.decided:
            self.decided[kind] = not isinstance(obj, PurePath) and super().is_safe_attribute(obj, attr, value)
        return self.decided[kind]


class _Compiled(BytecodeCache):
    """Compiled layouts in the user's cache folder, as Python keeps its modules: compiling takes longer than filling.

    Jinja2 compares the hash of a layout's source before it takes what was compiled of it.
    """

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take over what was kept, if there is anything."""
        found = cache.kept(f"{bucket.key}.layout")
        if found:
            bucket.bytecode_from_string(found)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it for another process."""
        cache.keep(f"{bucket.key}.layout", bucket.bytecode_to_string())


def environment(workspace: Workspace) -> ImmutableSandboxedEnvironment:
    """Templates of the workspace over the bundled ones, which stay reachable as "bundled:NAME".

    Compiled templates are kept, since compiling takes longer than filling them, until a layout file comes or changes.
    """
    stamps = []
    for folder in workspace.folders:
        with suppress(OSError), os.scandir(folder / "layouts") as files:
            stamps += [(file.path, file.stat().st_mtime_ns) for file in files if file.name.endswith(ENDING)]
    return _environment(workspace, tuple(sorted(stamps)))


def layout_files(workspace: Workspace) -> list[Path]:
    """Every layout file of every folder, the clinic's first; not what editors leave beside them."""
    folders = (folder / "layouts" for folder in workspace.folders)
    return [path for folder in folders for path in sorted(folder.glob(f"[!.]*{ENDING}")) if path.is_file()]


@lru_cache(8)
def _environment(workspace: Workspace, stamps: tuple[tuple[str, int], ...]) -> ImmutableSandboxedEnvironment:
    folders = [str(folder / "layouts") for folder in workspace.folders]
    bundled = FileSystemLoader(str(library_folder() / "layouts"))
    loader = ChoiceLoader([FileSystemLoader(folders), PrefixLoader({"bundled": bundled}, delimiter=":")])
    made = _Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        cache_size=50,
        bytecode_cache=_Compiled() if cache.is_private() else None,
    )
    made.filters["said"] = said
    return made


def said(pattern: str, **values: Any) -> Markup:
    """A fixed phrase with its places filled: {{ words.page.version | said(sheet=..., version=...) }}."""
    escaped = {name: str(escape(value)) for name, value in values.items()}
    text = _PLACE.sub(lambda place: escaped.get(place[1], place[0]), str(escape(pattern)))
    return Markup(text)  # noqa: S704 -- every part was escaped above


def layout_names(workspace: Workspace) -> list[str]:
    """All layouts; names that start with _ are shared parts."""
    found = {path.name for path in layout_files(workspace)}
    return sorted(name.removesuffix(ENDING) for name in found if not name.startswith("_"))


def layout_sources(workspace: Workspace, layout: str) -> frozenset[Path]:
    """The files of a layout: its own, and those that it takes parts of."""
    return _sources(environment(workspace), layout + ENDING)


@lru_cache(64)
def _sources(templates: ImmutableSandboxedEnvironment, name: str) -> frozenset[Path]:
    found: dict[str, Path] = {}
    waiting = [name]
    while waiting:
        part = waiting.pop()
        if part not in found and templates.loader:
            text, file, _ = templates.loader.get_source(templates, part)
            found[part] = Path(file or part)
            waiting += _REFERENCE.findall(text)
    return frozenset(found.values())


def render(templates: ImmutableSandboxedEnvironment, layout: str, **values: Any) -> str:
    """Fill a layout. Raises ContentError for a mistake in a template, with its file and line."""
    name = layout + ENDING
    try:
        return templates.get_template(name).render(**values)
    except TemplateSyntaxError as error:
        file = f"layouts/{(error.name or name).removeprefix('bundled:')}"
        raise ContentError([Problem(file, error.lineno, "", f"{error.message}.", "See docs/layouts.md.")]) from None
    except TemplateError as error:
        file, line = _place(error, name)
        raise ContentError([Problem(file, line, "", f"{error.message}.", "See docs/layouts.md.")]) from None
    except UnicodeDecodeError:
        file = f"layouts/{name}"
        raise ContentError([Problem(file, 0, "", "or a part of it is not UTF-8 text.", "Save it as UTF-8.")]) from None
    except (TypeError, ValueError, ArithmeticError, AttributeError, LookupError, RecursionError) as error:
        file, line = _place(error, name)
        message = f"can't be filled in: {error}."
        raise ContentError([Problem(file, line, "", message, "See docs/layouts.md.")]) from None


def _place(error: BaseException, name: str) -> tuple[str, int]:
    """The template and line in which an error came up: the innermost frame that is a template's."""
    file, line = f"layouts/{name}", 0
    trace = error.__traceback__
    while trace:
        path = trace.tb_frame.f_code.co_filename
        if path.endswith(ENDING):
            file, line = f"layouts/{Path(path).name}", trace.tb_lineno
        trace = trace.tb_next
    return file, line


def unknown_tags(path: Path, shown: str) -> list[Problem]:
    """Tags in a layout's source that are not in the vocabulary, each with its line."""
    try:
        text = path.read_text("utf-8")
    except OSError:
        return [Problem(shown, 0, "", "can't be read.", "Check that you may read it.")]
    except UnicodeDecodeError:
        return [Problem(shown, 0, "", "is not UTF-8 text.", "Save it as UTF-8.")]
    text = _SILENT.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        for tag in _TAG.findall(line):
            if tag not in VOCABULARY:
                hint = nearest(tag, VOCABULARY) or "docs/layouts.md lists the tags."
                found.append(Problem(shown, number, "", f"<{tag}> is not a tag of layouts.", hint))
    return list(dict.fromkeys(found))
