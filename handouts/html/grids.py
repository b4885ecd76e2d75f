"""Tables and logs as HTML. They scroll sideways on a narrow screen, by keys too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape

from handouts.drawing.pictures import Picture
from handouts.html.markup import element, plain, words
from handouts.html.svg import decoration_markup
from handouts.layout import blocks as b

SMALL_PICTURE = 13.0  # mm


def grid_name(grid: b.Table | b.DayLog, joints: b.Joints) -> str:
    """What a listener hears when the grid gets the focus: what heads its columns."""
    if isinstance(grid, b.DayLog):
        return joints.listed(plain(week.title) for week in grid.weeks)
    return joints.listed(plain(head) for head in grid.head)


def table_markup(table: b.Table, name: str) -> str:
    """A table with its heads of columns and rows."""
    first = ("th", "row") if table.row_heads else ("td", "")
    rows = [
        element(first[0], words(row[0]), scope=first[1]) + "".join(element("td", words(cell)) for cell in row[1:])
        for row in table.rows
    ]
    head = "".join(element("th", words(cell), scope="col") for cell in table.head)
    return _grid([head], rows, f"text-{table.style}", name)


def day_log_markup(log: b.DayLog, pictures: Mapping[str, Picture], name: str, sheet: b.Sheet) -> str:
    """Days down, exercises across, and a last column for each week as a whole."""
    top = element("th", words(log.heading), class_="text-week", scope="col")
    for column in log.columns:
        picture = pictures.get(column.picture.picture) if column.picture else None
        shown = decoration_markup(picture, SMALL_PICTURE) if picture else ""
        top += element("th", f"{shown}{escape(column.number)} {words(column.name)}", class_="text-name", scope="col")
    top += element("th", escape(log.notes), class_="text-week", scope="col")
    rows = [row for week in log.weeks for row in _days(week, log, sheet)]
    return (element("p", escape(log.screen), class_="text-leaf-note screen") if log.screen else "") + _grid(
        [top], rows, "log days", name
    )


def _days(week: b.DayWeek, log: b.DayLog, sheet: b.Sheet) -> Iterator[str]:
    for index, day in enumerate(week.days):
        said = element("span", escape(day.label), aria_hidden="true") + element(
            "span", escape(day.said), class_="heard"
        )
        row = element("th", said if day.said != day.label else escape(day.label), scope="row", class_="text-day")
        if day.state != "open":
            row += element("td", escape(log.off), class_="closed text-day", colspan=len(log.columns))
        else:
            row += "".join(_cells(week, index, log, sheet.joints))
        yield row + (_beside(week, log, sheet.joints) if index == 0 else "")


def _cells(week: b.DayWeek, day: int, log: b.DayLog, joints: b.Joints) -> Iterator[str]:
    """A day's boxes after the numbers to reach, and what starts on it of the stretches without boxes."""
    closed = week.closed
    for index, (column, due) in enumerate(zip(log.columns, week.cells, strict=True)):
        if stretch := closed.get((day, index)):
            across, down, said = stretch
            yield element("td", escape(said), class_="closed text-day", colspan=across, rowspan=down)
        elif due.state == "open":
            number = escape(due.targets[day]) if due.targets else ""
            names = (plain(week.title), week.days[day].said, plain(column.name))
            yield element("td", number + _boxes(names, log, column.boxes, joints))


def _boxes(names: tuple[str, ...], log: b.DayLog, count: int, joints: b.Joints) -> str:
    """Boxes to tick: they need no script, and the browser forgets them."""
    said = (joints.listed((*names, *(log.parts[index : index + 1] if count > 1 else ()))) for index in range(count))
    return "".join(f'<input type="checkbox" class="{log.mark}" aria-label="{escape(each)}">' for each in said)


def _beside(week: b.DayWeek, log: b.DayLog, joints: b.Joints) -> str:
    """The week's name, and room to type its start, its worst pain and notes."""

    def named(said: str) -> str:
        return f'class="typed" autocomplete="off" aria-label="{escape(joints.label(plain(week.title), said))}"'

    parts = [element("p", element("strong", words(week.title)))]
    if week.start:
        said = "".join("\u2026" if span.kind == "blank" else span.text for span in week.start)
        shown = (_typed(named(said)) if span.kind == "blank" else words((span,)) for span in week.start)
        parts.append(element("p", "".join(shown)))
    if log.pain:
        number = ' inputmode="decimal"' if log.mark == "box" else ""  # a child writes a word
        parts.append(element("p", f"{escape(log.pain)} {_typed(named(log.pain) + number)}", class_=f"pain {log.mark}"))
    if log.notes:
        parts.append(f'<textarea rows="3" spellcheck="false" {named(log.notes)}></textarea>')
    return element("td", "".join(parts), class_="week text-day", rowspan=len(week.days))


def _typed(attributes: str) -> str:
    """A line to type in, which the browser forgets."""
    return f'<input type="text" {attributes}>'


def _grid(head: Iterable[str], rows: Iterable[str], look: str, name: str) -> str:
    top, body = ("\n".join(element("tr", row) for row in part) for part in (head, rows))
    inner = element("table", f"\n<thead>\n{top}\n</thead>\n<tbody>\n{body}\n</tbody>\n", class_=look)
    return element("section", inner, class_="wide", tabindex=0, aria_label=name)
