"""Where in a layout a problem lies: it is filled again, with marks that say where each tag stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from handouts.content.layouts import Layouts
from handouts.files.problems import ContentError
from handouts.layout.blocks import Block
from handouts.layout.markup import parse_marked
from handouts.layout.templates import environment, render


def pointed(
    error: ContentError,
    layouts: Layouts,
    layout: str,
    values: Mapping[str, object],
    again: Callable[[Block], object] | None = None,
) -> ContentError:
    """The same problems with file and line of the layout, where they can be known: of the tag that can't be read, or
    else of the innermost block with which `again` goes wrong too."""
    try:
        markup = render(environment(layouts, marked=True), layout, **values)
        blocks = parse_marked(markup, f"layouts/{layout}.xml.j2")
    except ContentError as found:
        return found
    if again is None:
        return error
    for block, (file, line) in blocks:
        try:
            again(block)
        except ContentError as found:
            return ContentError(replace(problem, file=file, line=line) for problem in found.problems)
    return error
