"""A programme's leaf as plain text."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.layout import blocks as b
from handouts.layout.plain_text import GAP, cell_words, words
from handouts.text.lines import BOX, heading, wrapped


def leaf_cell(cell: b.ProgrammeCell, joints: b.Joints) -> Iterator[str]:
    """An exercise: its name, its pictures in words, the cue, the dose."""
    yield heading(f"{cell.number}. {words(cell.title)}" if cell.number else words(cell.title), 2)
    yield "\n".join(wrapped(f"[{figure.alt}]") for figure in cell.figures)
    yield "\n".join(wrapped(words(spans)) for spans in (cell.cue, cell.more) if spans)
    if cell.dose:
        yield wrapped(joints.listed(map(cell_words, cell.dose)))


def day_log(log: b.DayLog, joints: b.Joints) -> Iterator[str]:
    """A list for each week: what to tick on which day, then a number for the pain and room for notes."""
    for week in log.weeks:
        yield f"{words(week.title)} {words(week.start)}".strip()
        for column, cells in zip(log.columns, week.cells, strict=True):
            name = f"  {column.number}. {words(column.name)}"
            if cells.state != "open":
                yield joints.label(name, cells.label)
                continue
            rows = [name]
            for part in log.parts[: column.boxes] if column.boxes > 1 else ("",):
                rows.append(wrapped(f"{part} {_days(log, week, cells)}".strip(), "    "))
            yield "\n".join(rows)
        yield "\n".join(f"  {joints.label(said, GAP * 4)}" for said in (log.pain, log.notes) if said)


def _days(log: b.DayLog, week: b.DayWeek, cells: b.LogCells) -> str:
    days = []
    for index, day in enumerate(week.days):
        label = day.said.replace(" ", "\u00a0")
        number = f"\u00a0{cells.targets[index]}" if cells.targets else ""
        off = log.off.replace(" ", "\u00a0")
        days.append(f"{label}{number}\u00a0{BOX}" if day.state == "open" else f"{label}\u00a0({off})")
    return "  ".join(days)
