"""Texts that fit their places on paper: a card that shares its page with another one, the first page of a sheet.

The numbers were measured on the library's cards, at 13 pt: one that keeps both of its budgets is at most 125 mm high.
"""

from __future__ import annotations

from collections.abc import Iterator

from handouts.content.library import Library
from handouts.content.load import Loaded, holds
from handouts.content.model import Condition, Exercise, Programme
from handouts.content.tables import UrgentSigns
from handouts.content.words import Words
from handouts.files.problems import ContentError, Problem
from handouts.files.workspace import Workspace, library_folder
from handouts.files.written import File, main_language, text_of
from handouts.resolve.cards import ExerciseCard
from handouts.resolve.dose import fill_text
from handouts.resolve.handout import surroundings
from handouts.resolve.programme import cautions_of, programme_sheet
from handouts.resolve.resolved import ClinicDetails

MOST_OF_STEPS, MOST_OF_CAUTIONS = 380, 180  # characters of a card: start and steps, and all that stands to take care
MOST_RULES, LONGEST_RULE = 4, 75  # of a programme, and characters of each
MOST_OF_SIGNS = {"emergency": 120, "today": 170}  # characters of what stands on a programme's first page


def check_budgets(file: Loaded[File], library: Library) -> Iterator[Problem]:
    """What of a file is too long for its place."""
    if holds(file, Exercise):
        yield from _card(file)
    elif holds(file, Programme):
        yield from _rules(file)
        yield from _reasons(file, library.fresh())
    elif holds(file, Condition) and file.content.programmes:
        yield from _signs(file, library.fresh())


def _card(file: Loaded[Exercise]) -> Iterator[Problem]:
    written = file.content
    steps = len(written.position) + sum(len(text_of(step)) for step in written.steps)
    if steps > MOST_OF_STEPS:
        message = f"take {steps} characters with position:, and {MOST_OF_STEPS} fit beside the pictures."
        yield file.problem(("steps",), message, "Say it in fewer words.", "long-steps")
    if (cautions := len(" ".join(cautions_of(written.cautions)))) > MOST_OF_CAUTIONS:
        message = f"take {cautions} characters, and {MOST_OF_CAUTIONS} fit."
        yield file.problem(("cautions",), message, "Say it in fewer words.", "long-cautions")


def _rules(file: Loaded[Programme]) -> Iterator[Problem]:
    rules = cautions_of(file.content.rules)
    if len(rules) > MOST_RULES:
        message = f"has {len(rules)} rules, and {MOST_RULES} fit on the first page."
        yield file.problem(("rules",), message, "Keep what is said nowhere else.", "long-rules")
    for index, rule in enumerate(rules):
        if len(rule) > LONGEST_RULE:
            message = f"has {len(rule)} characters, and {LONGEST_RULE} fit."
            yield file.problem(("rules", index), message, "Say it in fewer words.", "long-rules")


def _reasons(file: Loaded[Programme], library: Library) -> Iterator[Problem]:
    """Cards whose cautions fit, but not with the reasons against the exercise that stand on the card. It is not
    told of an exercise of ours in a programme of a clinic's, which can't shorten it."""
    words, clinic = surroundings_for_checks(library)
    if main_language(file.content.language) != main_language(words.tag):  # sheets of it are a translation's
        words, clinic = surroundings(Library(Workspace((library_folder(),))))
    sheet = programme_sheet(file, clinic, words, library)
    for index, card in enumerate(sheet.exercises if sheet else ()):
        care = len(_take_care(card, words))
        place = library.place(Exercise, card.id)
        together = place and place.parent.parent == file.path.parent.parent
        if together and care > MOST_OF_CAUTIONS >= len(" ".join(card.cautions)):
            message = f'"{card.id}" has {care} characters of cautions and reasons against it; {MOST_OF_CAUTIONS} fit.'
            hint = "Shorten the cautions, or name reasons that hold for all under contraindications: here."
            yield file.problem(("exercises", index), message, hint, "long-cautions")


def surroundings_for_checks(library: Library) -> tuple[Words, ClinicDetails]:
    """The words of the pages and the clinic; ours where the clinic's file is broken, which was told."""
    try:
        return surroundings(library.fresh())
    except ContentError:
        return surroundings(Library(Workspace((library_folder(),))))


def _take_care(card: ExerciseCard, words: Words) -> str:
    """The cautions of a card and the reasons against the exercise, as they are printed."""
    said = words.exercises
    against = [fill_text(said.not_if, reasons=said.reasons.join(card.reasons_against))] if card.reasons_against else []
    return words.joints.space.join((*card.cautions, *against))


def _signs(file: Loaded[Condition], library: Library) -> Iterator[Problem]:
    """Signs that can't wait stand on the first page of a programme, too."""
    table = library.table(UrgentSigns)
    signs = [table.signs[name] for name in file.content.get_help if table and name in table.signs]
    for urgency, most in MOST_OF_SIGNS.items():
        length = sum(len(sign.text) for sign in signs if sign.urgency == urgency)
        if length > most:
            message = f"has {length} characters of {urgency} signs, and {most} fit on a programme's first page."
            yield file.problem(("get_help",), message, "Name fewer signs, or shorter ones.", "long-signs")
