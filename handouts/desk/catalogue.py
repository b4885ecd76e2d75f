"""What there is to choose from: exercises, programmes, conditions, layouts, looks."""

from __future__ import annotations

from datetime import date

from handouts.content.amounts import TIMES, as_typed
from handouts.content.clinic import Language
from handouts.content.finding import equipment_of, findable, start_of
from handouts.content.layout_head import LayoutHead
from handouts.content.library import Library
from handouts.content.load import Loaded
from handouts.content.looks import Styles, Theme, Themes
from handouts.content.model import HOW_MUCH, Condition, Dosage, Exercise, Programme
from handouts.content.tables import Contraindications
from handouts.content.translatable import languages_with_translations
from handouts.content.words import Words
from handouts.desk.asked import Answer, Asked, told
from handouts.drawing.photographs import UnusablePicture
from handouts.drawing.svg_writer import svg
from handouts.figures.poses import PosedFigure
from handouts.files.workspace import Workspace
from handouts.html.svg import address_of
from handouts.layout.style import PAPERS, Style
from handouts.resolve.cards import heard_of
from handouts.resolve.dose import plain, sentence
from handouts.resolve.handout import surroundings
from handouts.resolve.programme import picture_of
from handouts.resolve.reasons import brought_by, reasons_of
from handouts.sheets.pages import style_of
from handouts.sheets.pictures import drawings

MOST_PICTURES = 60  # in one answer
FIELDS = ("sets", "repetitions", "hold", "duration", "count", "rest", "side", "times_a_day", "days_a_week")


def library(asked: Asked, workspace: Workspace, today: date) -> Answer:
    """All that can be chosen, without its pictures. A file that has problems is left out, and they are told."""
    content = Library(workspace)
    words, clinic = surroundings(content)
    return {
        "today": today.isoformat(),
        "clinic": {"name": clinic.name, "own": workspace.own is not None, "paper": content.clinic().content.paper},
        "exercises": [_exercise(file, words, content) for file in content.every(Exercise)],
        "programmes": [_programme(file, content) for file in content.every(Programme)],
        "conditions": [_condition(file) for file in content.every(Condition)],
        **_reasons(content),
        **_looks(content),
        "problems": told([*content.problems, *content.layouts.heads()[1]]),
    }


def _reasons(content: Library) -> Answer:
    table = content.table(Contraindications)
    if table is None:
        return {"groups": {}, "contraindications": {}}
    return {
        "groups": {name: sorted(brought_by(each)) for name, each in table.groups.items()},
        "contraindications": {name: each.text for name, each in table.contraindications.items()},
    }


def _looks(content: Library) -> Answer:
    """What a sheet can look like, and what is usual."""
    styles, themes = content.table(Styles), content.table(Themes)
    heads = content.layouts.heads()[0]
    return {
        "layouts": [_layout(name, head) for name, head in heads.items() if head.about != "clinic"],
        "layout": content.layouts.default("programme"),
        "profiles": [{"id": name, "name": each.name or name} for name, each in styles.profiles.items()]
        if styles
        else [],
        "papers": list(PAPERS),
        "themes": [_theme(name, each) for name, each in themes.themes.items()] if themes else [],
        "theme": content.clinic().content.theme,
        "languages": [{"id": "", "name": _language(content.clinic().content.language, content)}, *_others(content)],
    }


def _others(content: Library) -> list[Answer]:
    """The languages into which anything is translated, other than the clinic's."""
    usual = content.clinic().content.language
    found = [each for each in languages_with_translations(content.workspace) if content.place(Language, each)]
    return [{"id": each, "name": _language(each, content)} for each in found if each != usual]


def _language(name: str, content: Library) -> str:
    file = content.find(Language, name)
    return file.content.name if file else name


def _layout(name: str, head: LayoutHead) -> Answer:
    return {"id": name, "name": head.name, "about": head.about, "log": bool({"log", "leaf"} & {*head.needs})}


def _condition(file: Loaded[Condition]) -> Answer:
    return {"id": file.id, "name": file.content.name, "programmes": list(file.content.programmes)}


def _exercise(file: Loaded[Exercise], words: Words, library: Library) -> Answer:
    content = file.content
    needed, optional = equipment_of(content.equipment)
    return {
        "id": file.id,
        "name": content.name,
        "also": list(content.also),
        "regions": list(content.regions),
        "posture": start_of(content),
        "goal": content.goal or "",
        "level": content.level or 0,
        "found_by": findable(file.id, content).text,
        "equipment": needed,
        "optional": optional,
        "cue": content.cue or "",
        "dose": plain(sentence(content.dose, words)),
        "how": next((way for way in HOW_MUCH if getattr(content.dose, way)), ""),
        "sided": content.dose.side not in (None, "alternate"),
        "against": list(reasons_of(file, library)),
        "audience": content.audience or "",
        "posed": isinstance(content.figure, PosedFigure),
        "own": _is_own(file, library),
    }


def _is_own(file: Loaded[Exercise] | Loaded[Programme], library: Library) -> bool:
    own = library.workspace.own
    return own is not None and file.path.is_relative_to(own)


def _programme(file: Loaded[Programme], library: Library) -> Answer:
    content = file.content
    condition = library.find(Condition, content.condition)
    named = [library.find(Exercise, entry.exercise) for entry in content.exercises]
    words = [content.audience or "", *(each.content.name for each in named if each)]
    words += [condition.content.name, *condition.content.also, *condition.content.lay_words] if condition else []
    return {
        "id": file.id,
        "name": content.name,
        "condition": content.condition,
        "audience": content.audience or "",
        "exercises": [entry.exercise for entry in content.exercises],
        "weeks": content.log_weeks,
        "against": list(reasons_of(file, library)),
        "own": _is_own(file, library),
        "found_by": findable(file.id, content, words).text,
    }


def _theme(name: str, theme: Theme) -> Answer:
    return {"id": name, "primary": theme.primary, "accent": theme.accent, "tint": theme.tint}


def pictures(asked: Asked, workspace: Workspace, today: date) -> Answer:
    """The picture that stands for each exercise that is named, as on a leaf, as SVG; a photograph as the address of an
    image; none for one without."""
    content = Library(workspace)
    style = style_of(content, "standard", None)
    names = [name for name in asked.get("ids") or () if isinstance(name, str)][:MOST_PICTURES]
    found = {name: file for name in names if (file := content.find(Exercise, name))}

    return {"pictures": {name: _picture(each, content, style) for name, each in found.items()}}


def _picture(file: Loaded[Exercise], library: Library, style: Style) -> Answer | None:
    figure, look = picture_of(file, file.content.dose, library), library.clinic().content.figures
    if figure is None:
        return None
    try:  # a photograph as small as in a log: many of them are asked for at once
        drawn = drawings(figure, file.id, look, style, small=not isinstance(figure, PosedFigure), bare=True)
    except (KeyError, UnusablePicture):  # of a clinic's own: the sheet tells it
        return None
    key = figure.key if isinstance(figure, PosedFigure) else 0
    shown, alt = drawn[key], heard_of(figure, mirrored=False)[key] or file.content.name
    if shown.raster:
        return {"image": address_of(shown.raster), "alt": alt}
    return {"svg": svg(shown.shapes, shown.width, shown.height, alt), "alt": alt}


def written(dose: Dosage) -> Answer:
    """A dose as its fields are typed."""
    found = {name: getattr(dose, name) for name in FIELDS}
    return {
        name: value if isinstance(value, str) else as_typed(value, is_time=name in TIMES)
        for name, value in found.items()
        if value is not None
    }
