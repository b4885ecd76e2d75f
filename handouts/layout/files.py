"""Layouts for Jinja2, and how they name one another."""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import BaseLoader, Environment, TemplateNotFound

from handouts.content.layouts import BUNDLED, LayoutFile, Layouts, Mention
from handouts.files.problems import Problem, nearest
from handouts.reuse.store import reused
from handouts.reuse.stores import LAYOUT_PARTS

_DOES = {"extends": "extends", "include": "includes", "import": "imports", "from": "imports from"}


class LayoutLoader(BaseLoader):
    """Gives Jinja2 the files of layouts, and no others."""

    def __init__(self, layouts: Layouts) -> None:
        self.layouts = layouts

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, None]:
        """As Jinja2 wants it. Raises TemplateNotFound, and ContentError for a file that can't be used."""
        found = self.layouts.source(template)
        if found is None:
            raise TemplateNotFound(template)
        return found.text, str(found.path), None


@reused(LAYOUT_PARTS)
def parts_of(layouts: Layouts, name: str) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """The names of a layout and of all that it takes parts of, and what is wrong with how they name one another."""
    names, problems = dict[str, None](), list[Problem]()

    def walk(name: str, source: LayoutFile, way: tuple[str, ...]) -> None:
        names[name] = None
        problems.extend(_unknown_blocks(layouts, source))
        for mention in source.mentions:
            shown = f"layouts/{source.path.name}"
            if mention.name in way:
                problems.append(_round_trip(layouts, shown, name, mention))
            elif found := layouts.source(mention.name):
                if mention.name not in names or mention.kind == "extends":
                    walk(mention.name, found, (*way, mention.name))
            elif not mention.may_be_missing:
                message = f'{_DOES[mention.kind]} "{mention.name}", which is not there.'
                hint = nearest(mention.name, _file_names(layouts)) or "A layout takes files of layouts/ alone."
                problems.append(Problem(shown, mention.line, "", message, hint))

    start = layouts.source(name)
    if start is None:
        return (name,), (Problem(f"layouts/{name}", 0, "", "is not there.", ""),)
    walk(name, start, (name,))
    return tuple(names), tuple(dict.fromkeys(problems))


def _file_names(layouts: Layouts) -> list[str]:
    return sorted({path.name for path in layouts.files})


def _round_trip(layouts: Layouts, shown: str, name: str, mention: Mention) -> Problem:
    """A file that names itself, perhaps by way of others."""
    if mention.name != name:
        message = f'{_DOES[mention.kind]} "{mention.name}", which takes in this file again.'
        return Problem(shown, mention.line, "", message, "Take one of them away.")
    own = f"{BUNDLED}{name.removeprefix(BUNDLED)}"
    hint = f'Write {{% {mention.kind} "{own}" %}} for ours.' if layouts.source(own) else "Take that away."
    return Problem(shown, mention.line, "", f"{_DOES[mention.kind]} itself.", hint)


def _unknown_blocks(layouts: Layouts, source: LayoutFile) -> Iterator[Problem]:
    """Blocks of a layout that extends another, which has none of that name: nothing would print them."""
    known, above, seen = set[str](), source, {source.path}
    while above.parent and (found := layouts.source(above.parent.name)) and found.path not in seen:
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
