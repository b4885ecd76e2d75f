"""Writes two documents from the library: make coverage

docs/coverage.md: the commonest exercises and presentations of docs/coverage.yaml, with what became of each.
docs/sources.md, its end: where each number of a dose comes from.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from handouts.checks.citations import numbers_of
from handouts.content.library import Library
from handouts.content.load import Loaded
from handouts.content.model import Condition, Exercise, Programme
from handouts.content.tables import Sources
from handouts.files.workspace import Workspace, library_folder

DOCS = Path(__file__).parent
START = "<!-- From here on written by docs/make_coverage.py. -->"
LIBRARY = Library(Workspace((library_folder(),)))


def coverage() -> str:
    """docs/coverage.md"""
    data = yaml.safe_load((DOCS / "coverage.yaml").read_text("utf-8"))
    exercises = [row for rows in data["exercises"].values() for row in rows]
    here, with_sets = sum(map(_is_exercise, exercises)), sum(bool(_sets(row)) for row in data["presentations"])
    handouts = sum(_is_handout(row) for row in data["presentations"])
    counts = [len(LIBRARY.workspace.names(kind.kind)) for kind in (Exercise, Programme, Condition)]
    lines = [
        "# What the library covers",
        "",
        "The commonest home exercises and presentations of an outpatient clinic for muscles and joints, and what of",
        "them is here. The list is `docs/coverage.yaml`; `docs/make_coverage.py` writes this page.",
        "",
        f"**Here: {here} of {len(exercises)} exercises, a handout for {handouts} of {len(data['presentations'])}",
        f"presentations, and exercises for {with_sets} of them.** In all, there are {counts[0]} exercises,",
        f"{counts[1]} programmes and {counts[2]} handouts.",
        "",
        "## Presentations",
        "",
        "| Presentation | Handout | Programmes |",
        "|---|---|---|",
    ]
    lines += [_presentation(row) for row in data["presentations"]]
    for region, rows in data["exercises"].items():
        count = sum(map(_is_exercise, rows))
        lines += [
            "",
            f"## Exercises: {region} ({count} of {len(rows)})",
            "",
            "| Exercise | What became of it |",
            "|---|---|",
        ]
        lines += [f"| {row['name']} | {_became(row, _is_exercise(row))} |" for row in rows]
    return "\n".join(lines) + "\n"


def _is_exercise(row: dict[str, Any]) -> bool:
    return bool(LIBRARY.place(Exercise, row.get("id", "")))


def _is_handout(row: dict[str, Any]) -> bool:
    return bool(LIBRARY.place(Condition, row.get("id", "")))


def _sets(row: dict[str, Any]) -> tuple[str, ...]:
    condition = LIBRARY.find(Condition, row["id"]) if _is_handout(row) else None
    return condition.content.programmes if condition else ()


def _became(row: dict[str, Any], is_here: bool) -> str:
    return f"`{row['id']}`" if is_here else row.get("reason", "Not written yet.")


def _presentation(row: dict[str, Any]) -> str:
    sets = ", ".join(f"`{name}`" for name in _sets(row)) or row.get("no_programme", "none yet")
    return f"| {row['name']} | {_became(row, _is_handout(row))} | {sets} |"


def doses() -> str:
    """The end of docs/sources.md: sources that name the numbers which they give, and those numbers."""
    table = LIBRARY.table(Sources)
    assert table
    files = [LIBRARY.find(kind, name) for kind in (Exercise, Programme) for name in LIBRARY.workspace.names(kind.kind)]
    citing = [file for file in files if file and any(each.gives for each in file.content.sources)]
    used = {each.id for file in citing for each in file.content.sources if each.gives}
    lines = [
        START,
        "",
        "## Where numbers of doses come from",
        "",
        "Sources of which a file says that they give numbers, and what was read of each.",
        "",
        "| Source | Kind | Licence | Address | Read |",
        "|---|---|---|---|---|",
    ]
    for name, source in table.sources.items():
        if name in used and source.read:
            where = ", ".join(filter(None, [source.publisher, str(source.year or "")]))
            read = f"{source.read.what}; {source.read.on}"
            lines.append(
                f"| {name}: {source.title} ({where}) | {source.kind} | {source.licence} | {source.address} | {read} |"
            )
    lines += ["", "| Exercise or programme | Number | Source | Place |", "|---|---|---|---|"]
    return "\n".join([*lines, *(row for file in citing for row in _numbers(file))]) + "\n"


def _numbers(file: Loaded[Any]) -> Iterator[str]:
    for name, place in numbers_of(file.content):
        citation = next((each for each in file.content.sources if name in each.gives), None)
        if citation:
            yield f"| `{file.id}` | {_said(file, name, place)} | {citation.id} | {citation.at} |"


def _said(file: Loaded[Any], name: str, place: tuple[int | str, ...]) -> str:
    """A number as its file says it, and of an entry of a programme for which exercise."""
    data: Any = file.document.data
    for part in place:
        data = data[part]
    of = f"{file.content.exercises[place[1]].exercise}: " if place[0] == "exercises" else ""
    return f"{of}{name.replace('_', ' ')} {data}"


def pages() -> dict[str, str]:
    """The documents by their names."""
    before, _, _ = (DOCS / "sources.md").read_text("utf-8").partition(START)
    return {"coverage.md": coverage(), "sources.md": before + doses()}


if __name__ == "__main__":
    for name, text in pages().items():
        (DOCS / name).write_text(text, "utf-8")
