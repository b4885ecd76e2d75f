"""Gaps of doses, asked for one by one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from pydantic import ValidationError

from handouts.content.amounts import ASK, TIMES, Amount, as_number, as_typed
from handouts.content.library import Library
from handouts.content.model import HOW_MUCH, Dosage, Exercise, Programme, ProgrammeEntry
from handouts.resolve.programme import dose_in
from handouts.resolve.standard_doses import SignedDoses
from handouts.resolve.suggested import no_exercise

OFTEN = ("times_a_day", "days_a_week")
TAKE = "y"  # an answer that takes what is offered

Answering = Callable[[str, str], str]  # with a question and what the clinic's standard doses offer -> what was typed


def doses_of(
    programme: Programme, chosen: Sequence[str], library: Library, standard: SignedDoses | None = None
) -> dict[str, Dosage]:
    """The dose of each exercise, by its id, in the order they are done in; `standard` doses fill its gaps."""
    found = {}
    usual = {entry.exercise: entry for entry in programme.exercises}
    for name in chosen or usual:
        if not library.workspace.has("exercise", name):
            library.problems.append(no_exercise(name, library))
        elif exercise := library.find(Exercise, name):
            entry = usual.get(name, ProgrammeEntry(exercise=name))
            found[name] = dose_in(entry, exercise.content, programme, standard)
    return found


def gaps_of_all(doses: Iterable[Dosage]) -> list[str]:
    """How often, where no dose says it: that is asked once for all."""
    doses = tuple(doses)
    return [key for key in OFTEN if all(getattr(dose, key) in (None, ASK) for dose in doses)]


def gaps_of(dose: Dosage, asked_before: Collection[str]) -> list[str]:
    """The keys that a dose leaves open, but those `asked_before` for all."""
    gaps = [] if any(getattr(dose, each) for each in HOW_MUCH) else ["sets", "repetitions"]
    gaps += [each for each in OFTEN if getattr(dose, each) is None]
    gaps += [each for each in type(dose).model_fields if getattr(dose, each) == ASK]
    return [each for each in gaps if each not in asked_before]


def answers(of: str, gaps: Iterable[str], offer: Dosage, ask: Answering) -> dict[str, str]:
    """The gaps with what was typed into them."""
    return {gap: _answer(of, gap, getattr(offer, gap), ask) for gap in gaps}


def _answer(of: str, gap: str, offer: object, ask: Answering) -> str:
    """What was typed, as a file has it: asked again until it can be read. Nothing leaves a line to write on."""
    offered = as_typed(offer, is_time=gap in TIMES) if isinstance(offer, Amount) and not offer.asked else ""
    question = f"{of}, {gap.replace('_', ' ')}"
    while typed := ask(question, offered).strip():
        given = offered if offered and typed == TAKE else typed
        try:
            Dosage.model_validate({gap: as_number(given)})
        except ValidationError:
            question = (
                f'"{given}" can\'t be read. Write 10, 8 to 12, or for a time 30 seconds. {of}, {gap.replace("_", " ")}'
            )
        else:
            return given
    return "ask"
