"""Filling layouts. They are data: sandboxed, escaped, strict, counted, and unable to leave their folders."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NoReturn

from jinja2 import BytecodeCache, TemplateError, TemplateSyntaxError
from jinja2.bccache import Bucket

from handouts.content.layouts import ENDING, Layouts
from handouts.files import cache
from handouts.files.problems import ContentError, Problem, nearest_or
from handouts.files.program import program_digest
from handouts.layout.files import LayoutLoader, parts_of
from handouts.layout.filters import every_filter
from handouts.layout.limits import one_sheet
from handouts.layout.markup import Filled
from handouts.layout.sandbox import Sandbox
from handouts.layout.vocabulary import TAGS, VOCABULARY
from handouts.reuse.store import reused
from handouts.reuse.stores import FILLED_LAYOUTS

NO_FILTER = re.compile(r"No filter named '(\w+)'")
INSTEAD = {"format": "Write | said, or put texts together with ~."}  # of filters that other layouts may know
COMPILED_BY = ("layout/filters.py", "layout/grammar.py", "layout/sandbox.py")  # with Jinja2, which looks for itself
_TAG = re.compile(r"</?([a-zA-Z][\w-]*)")
_SILENT = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<!--.*?-->", re.DOTALL)


class _Compiled(BytecodeCache):
    """Compiled layouts in the user's cache folder, as Python keeps its modules: compiling takes longer than filling.

    Jinja2 compares the hash of a layout's source before it takes what was compiled of it.
    """

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take over what was kept, if there is anything."""
        found = cache.kept(f"{bucket.key}-{program_digest(*COMPILED_BY)}.layout")
        if found:
            bucket.bytecode_from_string(found)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it for another process."""
        cache.keep(f"{bucket.key}-{program_digest(*COMPILED_BY)}.layout", bucket.bytecode_to_string())


@reused(FILLED_LAYOUTS)
def environment(layouts: Layouts, *, marked: bool = False) -> Sandbox:
    """Templates of a workspace over the bundled ones, which stay reachable as "bundled:NAME". In one that is `marked`
    every tag says where it stands.

    Compiled templates are kept, since compiling takes longer than filling them, with the layouts that they are of.
    """
    return Sandbox(
        marked=marked,
        loader=LayoutLoader(layouts),
        trim_blocks=True,
        lstrip_blocks=True,
        cache_size=-1,
        auto_reload=False,  # where a file has changed, they are other layouts
        bytecode_cache=None if marked else _Compiled(),
    )


def layout_sources(layouts: Layouts, layout: str) -> frozenset[Path]:
    """The files of a layout: its own, and those that it takes parts of."""
    sources = (layouts.source(name) for name in parts_of(layouts, layout + ENDING)[0])
    return frozenset(source.path for source in sources if source)


def render(templates: Sandbox, layout: str, **values: object) -> str:
    """Fill a layout: it is Filled as long as everything private could be followed. Raises ContentError for a mistake in
    a template, with its file and line."""
    name = layout + ENDING
    parts, problems = parts_of(templates.layouts, name)
    if problems:
        raise ContentError(problems)
    try:
        for part in parts:  # compiled before anything is counted: a process may have done so before
            templates.get_template(part)
        with one_sheet() as sheet:
            text = templates.get_template(name).render(**values)
            return Filled(text) if sheet.in_sight else text
    except ContentError:
        raise
    except Exception as error:  # whatever a layout does wrong, its file and line are told
        _tell(error, name)


def _tell(error: Exception, name: str) -> NoReturn:
    file, line = _place(error, name)
    message, advice = f"can't be filled in: {error}.", TAGS
    if isinstance(error, TemplateSyntaxError):
        file, line = f"layouts/{(error.name or name).removeprefix('bundled:')}", error.lineno
    if isinstance(error, TemplateError):
        message = error.message or ""
        message += "" if message.endswith((".", "?")) else "."
        if none := NO_FILTER.match(message):
            advice = (INSTEAD[none[1]],) if none[1] in INSTEAD else nearest_or(none[1], every_filter(), TAGS)
    elif isinstance(error, SyntaxError):  # what Jinja2 lets through, Python does not: a name that is given twice
        message = f"can't be filled in: {error.msg}."
    elif isinstance(error, RecursionError):
        message = "is nested too deeply to be filled in."
    raise ContentError([Problem(file, line, "", message).advising(*advice)]) from None


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
                unknown = Problem(shown, number, "", f"<{tag}> is not a tag of layouts.")
                found.append(unknown.advising(*nearest_or(tag, VOCABULARY, TAGS)))
    return list(dict.fromkeys(found))
