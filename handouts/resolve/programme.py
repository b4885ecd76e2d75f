"""A programme's file and those of its exercises to the cards of its sheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import TypeAlias

from handouts.content.amounts import Amount
from handouts.content.library import Library
from handouts.content.load import Loaded
from handouts.content.model import (
    HOW_MUCH,
    Condition,
    Dosage,
    Exercise,
    Programme,
    ProgrammeEntry,
    Progression,
    Schedule,
    stops_too_soon,
)
from handouts.content.pictures import OwnPicture
from handouts.content.tables import ExerciseGroup
from handouts.content.words import Words
from handouts.figures.poses import PosedFigure
from handouts.files.workspace import NOT_INSIDE
from handouts.files.written import Caution, OtherSideStep, Step, text_of
from handouts.resolve.cards import ONE_SIDE, ExerciseCard, ProgrammeSheet
from handouts.resolve.condition import source_lines, urgency_boxes
from handouts.resolve.dose import Sentence, course_sentence, fill_text, has_gaps, how_often, sentence
from handouts.resolve.dose_cells import dose_parts, in_sets, often_parts, rest_of_dose
from handouts.resolve.passages import PictureReference
from handouts.resolve.picture_dose import with_dose
from handouts.resolve.reasons import check_rows, for_the_set, groups_of, in_words, reasons_of, shared
from handouts.resolve.resolved import ClinicDetails
from handouts.resolve.schedule import phase_lines
from handouts.resolve.standard_doses import SignedDoses, filled

Groups: TypeAlias = Mapping[str, ExerciseGroup]
Prepared: TypeAlias = tuple[ProgrammeEntry, Loaded[Exercise], Dosage]
_NOTHING_SAID = Dosage()
ADULT = 18  # years
MOST_TIMES_A_DAY = 6  # boxes for one day that still fit a cell of the log


def programme_sheet(
    file: Loaded[Programme], clinic: ClinicDetails, words: Words, library: Library
) -> ProgrammeSheet | None:
    """The programme with every exercise looked up; None when one of them has problems (they are gathered)."""
    written = file.content
    _check_ids(file, library)
    condition = library.get(Condition, written.condition, file, ("condition",))
    exercises = _exercises_of(file, library, clinic.doses)
    if condition is None or exercises is None:
        return None
    groups = [groups_of(exercise, library) for _, exercise, _ in exercises]
    of_the_set = for_the_set(groups)
    cards, reasons = _cards(file, exercises, groups, of_the_set, words, library)
    of_groups = _pain_rules(groups)
    names = {card.id: card.name for card in cards}
    course = written.schedule.course
    return ProgrammeSheet(
        id=file.id,
        name=written.name,
        condition=condition.content.name,
        audience=written.audience or "",
        introduction=written.introduction or "",
        rules=cautions_of(chain(written.rules, *(group.cautions for group in of_the_set))),
        pain_rule=_pain_rule(written, of_groups, words),
        pain_limit=None if of_groups else written.pain_limit,
        for_children=written.for_children,
        child_rule=_child_rule(written, of_groups, words),
        how_often=_how_often(written, exercises, clinic, words),
        course=course_sentence(course.on, course.off, words) if course else (),
        start_with=tuple(names.get(name, name) for name in written.start_with),
        reasons_against=reasons,
        exercises=cards,
        phases=phase_lines(written, names, words),
        urgency=tuple(box for box in urgency_boxes(condition, clinic, words, library) if box.level != "soon"),
        read_first=bool(of_the_set),
        evidence=written.evidence or "",
        sources=source_lines(
            [(file, written.sources), *((each, each.content.sources) for _, each, _ in exercises)], words, library
        ),
    )


def _cards(
    file: Loaded[Programme],
    exercises: Sequence[Prepared],
    groups: Sequence[Groups],
    of_the_set: Sequence[ExerciseGroup],
    words: Words,
    library: Library,
) -> tuple[tuple[ExerciseCard, ...], tuple[str, ...]]:
    """The cards, each with what speaks against it alone, and what speaks against the whole set."""
    loaded = [exercise for _, exercise, _ in exercises]
    reasons, alone = _reasons(file, loaded, of_the_set, words, library)
    cards = (
        replace(_card(entry, exercise, dose, file.content, own, words, library), reasons_against=against)
        for (entry, exercise, dose), own, against in zip(exercises, groups, alone, strict=True)
    )
    return tuple(cards), reasons


def _reasons(
    file: Loaded[Programme],
    exercises: Sequence[Loaded[Exercise]],
    of_the_set: Sequence[ExerciseGroup],
    words: Words,
    library: Library,
) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """The words of what speaks against the whole set, and those that each card says besides."""
    check_rows(file, library)
    for each in exercises:
        check_rows(each, library)
    lists = [reasons_of(exercise, library) for exercise in exercises]
    once = shared(reasons_of(file, library), of_the_set, lists)
    others = [{name: strict for name, strict in reasons.items() if name not in once} for reasons in lists]
    first, *rest = in_words([once, *others], words, library)
    return first, [tuple(reason for reason in reasons if reason not in first) for reasons in rest]


def _pain_rules(groups: Sequence[Groups]) -> list[str]:
    """The rules on pain of the groups that exercises are in, which no programme can leave out."""
    return [group.pain_rule for each in groups for group in each.values() if group.pain_rule]


def _pain_rule(written: Programme, of_groups: Sequence[str], words: Words) -> str:
    """The programme's rule on pain and those of its exercises' groups, each once."""
    return words.joints.space.join(dict.fromkeys(filter(None, (written.pain_rule, *of_groups))))


def _child_rule(written: Programme, of_groups: Sequence[str], words: Words) -> str:
    """What a child does about pain, on a sheet that children and adults may get and that has no rule of its own."""
    young = written.ages is not None and written.ages.low < ADULT
    return words.exercises.pain_of_child if young and not _pain_rule(written, of_groups, words) else ""


def _exercises_of(file: Loaded[Programme], library: Library, doses: SignedDoses | None) -> list[Prepared] | None:
    """Each entry with its exercise and the dose that holds here; None when an exercise has problems."""
    written = file.content
    found = [
        (entry, library.get(Exercise, entry.exercise, file, ("exercises", index)))
        for index, entry in enumerate(written.exercises)
    ]
    whole = [(entry, each, dose_in(entry, each.content, written, doses)) for entry, each in found if each]
    if len(whole) < len(found):
        return None
    for index, (_, _, dose) in enumerate(whole):
        if wrong := stops_too_soon(dose):
            library.problems.append(file.problem(("exercises", index, "dose"), wrong))
    return whole


def _check_ids(file: Loaded[Programme], library: Library) -> None:
    """Ids that have to be exercises of this programme, and exercises that stand in it twice."""
    written = file.content
    own = [entry.exercise for entry in written.exercises]
    for index, name in enumerate(own):
        if name in own[:index]:
            library.problems.append(file.problem(("exercises", index), f'has "{name}" twice.', "Keep one."))
    named: list[tuple[tuple[str | int, ...], str]] = [
        (("start_with", index), name) for index, name in enumerate(written.start_with)
    ]
    for number, phase in enumerate(written.phases):
        named += [(("phases", number, "exercises", index), name) for index, name in enumerate(phase.exercises)]
    for place, name in named:
        if name not in own:
            hint = "Add it under exercises:, or take it away here."
            called = "" if file.private else f'"{name}" '
            library.problems.append(file.problem(place, f"{called}is not an exercise of this programme.", hint))


def dose_in(
    entry: ProgrammeEntry, exercise: Exercise, programme: Programme, doses: SignedDoses | None = None
) -> Dosage:
    """What holds for an exercise here: this entry's own dose, over the exercise's, over the programme's for all. The
    clinic's standard doses fill its gaps."""
    dose = merged(often_in(programme.schedule), programme.dose, exercise.dose, entry.dose)
    return filled(dose, exercise, programme, doses)


def often_in(schedule: Schedule) -> Dosage:
    """What a schedule says of each exercise: how many times a day, how many days a week."""
    fixed_days = Amount(len(schedule.days)) if schedule.days else None
    return _dose({"times_a_day": schedule.times_a_day, "days_a_week": schedule.days_a_week or fixed_days})


def merged(*doses: Dosage) -> Dosage:
    """Several doses as one, the later over the earlier. A dose says how much in one way: the latest."""
    found: dict[str, object] = {}
    for dose in doses:
        if any(getattr(dose, name) for name in HOW_MUCH):
            found = {name: value for name, value in found.items() if name not in HOW_MUCH}
        found |= {name: getattr(dose, name) for name in dose.model_fields_set if getattr(dose, name) is not None}
    return _dose(found)


def _dose(found: Mapping[str, object]) -> Dosage:
    """A dose of parts that were validated before."""
    return _NOTHING_SAID.model_copy(update=found)


def cautions_of(cautions: Iterable[Caution]) -> tuple[str, ...]:
    """The words of cautions or rules, wherever they come from."""
    return tuple(text_of(caution) for caution in cautions)


def _steps(steps: tuple[Step, ...], side: str | None) -> tuple[str, ...]:
    """The words of the steps; for one side only, without those that lead to the other."""
    return tuple(text_of(step) for step in steps if side not in ONE_SIDE or not isinstance(step, OtherSideStep))


def _how_often(programme: Programme, exercises: Sequence[Prepared], clinic: ClinicDetails, words: Words) -> Sentence:
    """How often the whole programme is done: as its schedule says, or as gaps that the clinic's standard doses filled
    alike; nothing where only the exercises say it."""
    often = often_in(programme.schedule)
    times, days = often.times_a_day, often.days_a_week
    filled = {(dose.times_a_day, dose.days_a_week) for _, _, dose in exercises} if clinic.doses else set()
    if len(filled) == 1:
        ((times, days),) = filled
    return how_often(times, days, words) if times or days else ()


def _card(
    entry: ProgrammeEntry,
    file: Loaded[Exercise],
    dose: Dosage,
    programme: Programme,
    groups: Mapping[str, ExerciseGroup],
    words: Words,
    library: Library,
) -> ExerciseCard:
    written = file.content
    in_words = sentence(dose, words)
    times = dose.times_a_day.largest if dose.times_a_day else 1
    return ExerciseCard(
        id=file.id,
        name=(programme.for_children and written.friendly_name) or written.name,
        equipment=tuple(_with_stand_ins(thing, written.stand_ins, words) for thing in written.equipment),
        position=written.position,
        steps=_steps(written.steps, dose.side),
        dose=in_words,
        dose_has_gaps=has_gaps(in_words),
        dose_parts=dose_parts(dose, words),
        often_parts=often_parts(dose, words),
        dose_remarks=rest_of_dose(dose, words),
        in_sets=in_sets(dose),
        own_cue=written.cue or "",
        times_a_day=min(max(times, 1), MOST_TIMES_A_DAY),
        targets=_targets(dose),
        purpose=written.purpose or "",
        cautions=cautions_of((*written.cautions, *_on_card(groups))),
        reasons_against=(),
        easier=written.easier or "",
        harder=written.harder or "",
        note=entry.note or "",
        figure=picture_of(file, dose, library),
        side=dose.side or "",
        open_side=dose.side == "ask" and any(isinstance(step, OtherSideStep) for step in written.steps),
    )


def _with_stand_ins(thing: str, stand_ins: Mapping[str, tuple[str, ...]], words: Words) -> str:
    """A thing to fetch, with what can take its place."""
    if thing not in stand_ins:
        return thing
    return fill_text(words.exercises.stand_in, thing=thing, others=words.joints.comma.join(stand_ins[thing]))


def _on_card(groups: Mapping[str, ExerciseGroup]) -> tuple[Caution, ...]:
    """What groups that are not for the whole set bring to the card of an exercise."""
    return tuple(caution for group in groups.values() if not group.for_the_set for caution in group.cautions)


def _targets(dose: Dosage) -> tuple[int, int, int, str] | None:
    """Where a growing dose starts (the least of its first amount), what is added, where it stops, and how often."""
    growth, first = dose.progression, dose.count or dose.repetitions
    if not isinstance(growth, Progression) or first is None or first.asked:
        return None
    return first.low or first.largest, growth.add, growth.stop_at, growth.every


def picture_of(file: Loaded[Exercise], dose: Dosage, library: Library) -> PictureReference | PosedFigure | None:
    """What an exercise with this dose shows; a file that isn't in the workspace becomes a problem."""
    figure = file.content.figure
    if not isinstance(figure, OwnPicture):
        return with_dose(figure, dose) if figure else None
    path = library.workspace.picture(file.path, figure.image)
    if path is None:
        library.problems.append(file.problem(("figure", "image"), *NOT_INSIDE))
        return None
    return PictureReference(path, figure.alt, figure.credit or "")
