"""Every sheet of a workspace, set on trial: what would go wrong if it were made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from handouts.content.layouts import Layouts, bundled_layouts, layouts_of
from handouts.content.library import Library, bundled_profiles
from handouts.content.load import Loaded
from handouts.content.looks import Styles
from handouts.content.model import Condition, Programme
from handouts.content.prescription import Prescription
from handouts.content.words import Words
from handouts.files.problems import Command, ContentError, Problem, nearest
from handouts.files.workspace import Workspace, library_folder
from handouts.layout.style import Style
from handouts.layout.templates import layout_sources
from handouts.resolve.handout import resolve, resolve_brand, surroundings
from handouts.resolve.languages import other_language
from handouts.resolve.order import Order
from handouts.resolve.patient import open_prescription, prescription_of, subject
from handouts.resolve.resolved import Handout
from handouts.resolve.safety import unaccepted
from handouts.sheets.pages import lay_out, set_pages, style_of
from handouts.sheets.pictures import load_pictures
from handouts.sheets.specimen import specimen_values
from handouts.typeset.characters import undrawable
from handouts.typeset.fonts import FontBook

MOST_LINES = {"head": 2, "foot": 3}  # of each page; more would take pages for nothing
SAMPLE = {
    "patient": {"name": "A. Name", "id": "1", "born": "1980-01-02"},
    "start": "2026-03-02",
    "operation_date": "2026-03-02",
}


@dataclass(frozen=True, slots=True)
class Trial:
    """What the sheets of a workspace are tried with. Where something is known to be wrong in the files of a layout, it
    is `broken`, and the bundled one stands in for it."""

    library: Library
    fonts: FontBook
    styles: tuple[Style, ...]
    broken: frozenset[str]
    today: date

    def layouts(self, layout: str) -> Layouts | None:
        """Where a layout comes from; None when there is none to try."""
        if layout not in self.broken:
            return self.library.layouts
        return layouts_of(Workspace((library_folder(),))) if layout in bundled_layouts() else None

    def is_own(self, layout: str) -> bool:
        """Whether any file of a layout is the clinic's own, and is tried."""
        own = self.library.workspace.own
        if own is None or layout in self.broken:
            return False
        return any(path.is_relative_to(own) for path in layout_sources(self.library.layouts, layout))


def trial_of(library: Library, fonts: FontBook, known: Iterable[Problem], today: date) -> Trial:
    """A trial of a workspace in which some problems are known already."""
    files = {problem.file for problem in known if problem.file.startswith("layouts/")}
    broken = set()
    for layout in library.layouts.names:
        try:
            sources = layout_sources(library.layouts, layout)
        except ContentError:  # of a file that can't be read: it was told
            broken.add(layout)
            continue
        if any(f"layouts/{path.name}" in files for path in sources):
            broken.add(layout)
    styles = library.fresh().table(Styles)
    profiles = styles.profiles if styles else bundled_profiles()
    return Trial(library, fonts, tuple(_style(library, profile) for profile in profiles), frozenset(broken), today)


def _style(library: Library, profile: str) -> Style:
    """The clinic's style; ours where a table of the clinic's is broken, which was told."""
    try:
        return style_of(library.fresh(), profile, None)
    except ContentError:
        return style_of(Library(Workspace((library_folder(),))), profile, None)


def unused_parts(trial: Trial) -> Iterator[Problem]:
    """Parts of layouts that are the clinic's and stand in no layout: perhaps a slip in the name of one of ours."""
    workspace, layouts = trial.library.workspace, trial.library.layouts
    own = workspace.own
    if own is None or trial.broken:  # what a broken layout takes in is not known
        return
    used = {path for name in layouts.names for path in layout_sources(layouts, name)}
    names = [path.name for path in layouts.files if path.name.startswith("_") and path in used]
    for path in layouts.files:
        if path.is_relative_to(own) and path.name.startswith("_") and path not in used:
            hint = nearest(path.name, names) or "Take it into one, or delete it."
            yield Problem(workspace.show(path), 0, "", "stands in no layout.", hint, "not-taken-in")


def library_sheets(trial: Trial) -> Iterator[Problem]:
    """Every sheet is laid out for each profile, and typeset for the standard one; the first of a layout that is the
    clinic's own for all. Files that are known to be wrong were told already."""
    workspace = trial.library.workspace
    heads = trial.library.layouts.heads()[0].items()
    wanted = [
        (what, layout)
        for kind in ("condition", "programme")
        for what in workspace.names(kind)
        for layout, head in heads
        if head.about == kind and "patient" not in head.needs
    ]
    seen = set[str]()
    words, _ = surroundings(trial.library.fresh())
    for what, layout in wanted:
        one = trial.library.fresh()
        foreign = _is_the_library_s_in_another_language(what, layout, words, one)
        if foreign and not _has_translation(what, one):
            continue
        in_full = layout not in seen and trial.is_own(layout)
        seen.add(layout)
        found = _problems(partial(_resolved, what, layout, None, False, one, trial.today), one, trial, in_full)
        yield from _but_for_what_we_lack(found) if foreign else found


def _is_the_library_s_in_another_language(what: str, layout: str, words: Words, library: Library) -> bool:
    """Whether a condition or a programme of ours is in another language than that in which the clinic works."""
    file = library.find(Condition if library.layouts.head(layout).about == "condition" else Programme, what)
    own = library.workspace.own
    ours = file is not None and not (own and file.path.is_relative_to(own))
    return file is not None and ours and other_language(file, words) is not None


def _has_translation(what: str, library: Library) -> bool:
    """Whether a condition or a programme has one into the clinic's language."""
    path = library.workspace.find(library.workspace.kind_of(what), what)
    return library.workspace.translation(path, library.clinic().content.language) is not None


def _but_for_what_we_lack(problems: Iterator[Problem]) -> Iterator[Problem]:
    """The problems of a sheet, unless a text that it needs has no translation yet: that is no fault of the clinic's."""
    found = list(problems)
    lacking = [way for each in found for way in each.ways if isinstance(way, Command) and way.name == "translate"]
    others = [each for each in found if each.where == "language"]
    yield from () if lacking or others else found


def long_furniture(trial: Trial) -> Iterator[Problem]:
    """Whether what every page carries of the clinic leaves room for the rest. The specimen has the shortest title."""
    one = trial.library.fresh()
    try:
        handout, style, layouts = resolve_brand(one), trial.styles[0], trial.layouts(one.layouts.default("clinic"))
        pictures = load_pictures(handout, one, style)
        if layouts is None or one.problems:
            return
        more = specimen_values(one, style, handout.words)
        _, done = set_pages(handout, style, trial.fonts, pictures, layouts, more)
    except ContentError:  # it is told with the specimen
        return
    furniture, leading = done.furniture(2, 10), style.named("page").leading
    clinic = one.clinic()
    key = "short_name" if clinic.content.short_name else "name"
    for part, height in (("head", furniture.header.height), ("foot", furniture.footer.height)):
        lines = int(height // leading)
        if lines > MOST_LINES[part]:
            hint = f"Write a {'shorter ' if key == 'short_name' else ''}short_name, or a shorter footer or web address."
            yield clinic.problem((key,), f"makes the {part} of each page {lines} lines high.", hint, "long-name")


def personal_sheets(trial: Trial) -> Iterator[Problem]:
    """The packs of the clinic's own prescriptions, and whether they ask too much of a patient."""
    for path in trial.library.workspace.prescriptions:
        if not path.is_file():  # told with what is not read
            continue
        one = trial.library.fresh()
        try:
            file = open_prescription(path, one)
            one.problems += undrawable(file, trial.fonts)
            of = partial(_resolved, subject(file, one), one.layouts.default("programme"), file, False, one, trial.today)
            handout = of(trial.styles[0])
            yield from _problems(of, one, trial)
            yield from unaccepted(file, handout)
        except ContentError as error:
            yield from error.problems
            yield from one.problems


def sample_sheets(trial: Trial) -> Iterator[Problem]:
    """What the library's sheets don't show of layouts: a patient's sheet, one to fill in by hand, the specimen. Only
    problems of layouts are told: the sample is nobody's file."""
    what = next(iter(trial.library.workspace.names("programme")), "")
    for layout, head in trial.library.layouts.heads()[0].items():
        for blank in (False, True):
            one = trial.library.fresh()
            if head.about == "programme" and what and not (blank and "patient" in head.needs):
                written = None if blank else prescription_of(SAMPLE, what, one)
                of = partial(_resolved, what, layout, written, blank, one, trial.today)
            elif head.about == "clinic" and head.default and not blank:
                of = partial(_specimen, one)
            else:
                continue
            found = _problems(of, one, trial, trial.is_own(layout))
            yield from (problem for problem in found if problem.file.startswith("layouts/"))


def _resolved(
    what: str,
    layout: str,
    written: Loaded[Prescription] | None,
    blank: bool,
    library: Library,
    today: date,
    style: Style,
) -> Handout:
    order = Order(what, layout, prescription=written, blank=blank)
    return resolve(order, library, today)


def _specimen(library: Library, style: Style) -> Handout:
    """It is made of the same in every style."""
    return resolve_brand(library)


def _problems(
    of: Callable[[Style], Handout], library: Library, trial: Trial, in_full: bool = False
) -> Iterator[Problem]:
    """The problems of one sheet: typeset once in the standard profile and laid out in the others, or typeset `in_full`
    in all."""
    standard, *others = trial.styles
    try:
        handout = of(standard)
        more = specimen_values(library, standard, handout.words) if handout.sheet == "brand" else {}
        layouts = trial.layouts(handout.layout)
        pictures = load_pictures(handout, library, standard)
        if layouts and not library.problems:
            set_pages(handout, standard, trial.fonts, pictures, layouts, more, once=not in_full)
            for style in others:
                if in_full:
                    again = of(style)
                    pictures = load_pictures(again, library, style)
                    set_pages(again, style, trial.fonts, pictures, layouts, more)
                else:
                    lay_out(handout, style, layouts, more)
    except ContentError as error:
        yield from error.problems
    yield from library.problems
