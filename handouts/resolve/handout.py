"""From ids to a Handout: everything that a sheet prints, looked up, worded and complete."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from handouts.content.clinic import Clinic, Language
from handouts.content.layout_head import LayoutHead
from handouts.content.library import Library
from handouts.content.load import Loaded
from handouts.content.model import Condition, Programme
from handouts.content.translatable import refuse_unknown
from handouts.content.words import Words
from handouts.files.problems import Ask, ContentError, Problem, nearest
from handouts.files.workspace import NOT_INSIDE
from handouts.resolve.cards import LogPage, ProgrammeSheet
from handouts.resolve.condition import condition_text
from handouts.resolve.dose import fill_text
from handouts.resolve.fingerprint import fingerprint
from handouts.resolve.languages import other_language
from handouts.resolve.library_part import library_part
from handouts.resolve.order import Order
from handouts.resolve.order_log import at_a_glance, log_of
from handouts.resolve.passages import ConditionText
from handouts.resolve.patient import added_reviews, by_hand, exercises_added, for_patient, patient_details
from handouts.resolve.phrases import own_words, phrases
from handouts.resolve.programme import programme_sheet
from handouts.resolve.resolved import ClinicDetails, ClinicianNotes, Handout, PatientDetails, ReviewState
from handouts.resolve.safety import clinician_notes
from handouts.resolve.signing import review_state, signed_doses
from handouts.resolve.standard_lines import on_standard, standard_line
from handouts.resolve.translation import to_translate, with_state_of_translation

OF_CLINICIAN = "clinician"  # the layout that is not for the patient


def resolve(order: Order, library: Library, today: date) -> Handout:
    """Look everything up. Raises ContentError with all that is wrong."""
    head, (words, details) = library.layouts.head(order.layout), surroundings(library, spoken_in(order, library))
    condition_file, programme_file = _files(order, head, library)
    condition, programme, prints = None, None, {}
    if condition_file:
        condition, prints[condition_file.id] = library_part(condition_text, condition_file, details, words, library)
    if programme_file:
        programme, prints[programme_file.id] = library_part(programme_sheet, programme_file, details, words, library)
    offered = _names_of(condition_file, library) if condition_file else ()
    library.problems.stop_if_any()
    reviews = [review_state(name, each, library, today, words) for name, each in prints.items()]
    signed_whole = bool(prints) and not (order.written and exercises_added(order.written, programme_file))
    clinician = None
    if head.prints("programme"):
        done = _as_done(order, programme_file, programme, details, words, today, library)
        programme_file, programme, clinician = done.file, done.sheet, done.clinician
        reviews += done.reviews
    _refuse_other_languages(words, library)
    log = log_of(order, programme_file, programme, words)
    patient, title = _patient(order, programme_file, programme, today, words), _title(head, condition, programme, words)
    made = Handout(
        sheet=f"{programme.id if programme else order.what}-{order.layout}",
        layout=order.layout,
        title=_title_of_file(order, title, words),
        language=words.tag,
        direction=words.direction,
        words=words,
        clinic=details,
        condition=condition,
        programme=programme,
        programme_names=offered,
        reviews=tuple(reviews),
        version=_version(condition, programme, log, details),
        patient=patient,
        running_title=_running_title(title, patient, words),
        clinician=clinician,
        log_pages=log if "log" in head.needs else (),
    )
    return with_state_of_translation(made, library, whole=signed_whole)


def spoken_in(order: Order, library: Library) -> str:
    """The language that was asked for, or that a prescription says, or the clinic's; the clinician's own page is in
    that, whatever the patient reads."""
    said = order.written.language if order.written and order.layout != OF_CLINICIAN else None
    return order.language or said or library.clinic().content.language


@dataclass(frozen=True, slots=True)
class _Done:
    """A programme as a sheet has it, who stands behind what was added to it, and what the clinician is told."""

    file: Loaded[Programme] | None
    sheet: ProgrammeSheet | None
    reviews: tuple[ReviewState, ...] = ()
    clinician: ClinicianNotes | None = None


def _as_done(
    order: Order,
    base: Loaded[Programme] | None,
    usual: ProgrammeSheet | None,
    clinic: ClinicDetails,
    words: Words,
    today: date,
    library: Library,
) -> _Done:
    """The programme as the patient does it, as one to fill in by hand, or as it is; gaps of the first and the last are
    filled with the clinic's standard doses."""
    if order.blank and base and usual:
        return _Done(*by_hand(base, usual, clinic, words, library))
    file, sheet, reviews = base, usual, []
    doses = signed_doses(library, today, words)
    clinic = replace(clinic, doses=doses)
    if order.prescription:
        reviews += added_reviews(order.prescription, base, library, today, words)
        file, sheet = for_patient(order.prescription, base, clinic, words, today, library)
    elif doses and base:
        sheet, _ = library_part(programme_sheet, base, clinic, words, library)
    standard = on_standard(file, base, doses, library) if file else ()
    reviews += [standard_line(standard, doses, words)] if doses and standard else []
    if not (order.prescription and file and sheet):
        return _Done(file, sheet, tuple(reviews))
    names = tuple(each.content.name for each in standard)
    told = words if order.layout == OF_CLINICIAN else own_words(library)
    return _Done(file, sheet, tuple(reviews), clinician_notes(order.prescription, file, sheet, names, told, library))


def _refuse_other_languages(words: Words, library: Library) -> None:
    """Raise ContentError for files in another language than the fixed words: a sheet is in one."""
    for file in library.needs.files.values():
        if problem := other_language(file, words):
            library.problems.append(replace(problem, ways=(to_translate(file, library.language),)))
    library.problems.stop_if_any()


def _patient(
    order: Order, file: Loaded[Programme] | None, sheet: ProgrammeSheet | None, today: date, words: Words
) -> PatientDetails | None:
    """Whom the sheet is for; None for one of the shelf."""
    if order.written:
        patient = patient_details(order.written, today, words)
        return at_a_glance(patient, order, file.content, sheet, words) if file and sheet else patient
    return PatientDetails() if order.blank else None


def _version(
    condition: ConditionText | None, programme: ProgrammeSheet | None, log: tuple[LogPage, ...], clinic: ClinicDetails
) -> str:
    """6 hexadecimal digits for all that a sheet says of what to do."""
    shown: list[object] = [part for part in (condition, programme) if part]
    return fingerprint(*shown, log, clinic.pain_rule, clinic.safety_rules, clinic.emergency_number)[:6]


def _title_of_file(order: Order, title: str, words: Words) -> str:
    """What the file says of itself. A patient's says neither the condition nor, unless it was asked for, the name."""
    if order.prescription is None:
        return title
    name, said = order.prescription.content.patient.name, words.patient
    return fill_text(said.title_with_name, name=name) if name and order.title_with_name else said.title


def _running_title(title: str, patient: PatientDetails | None, words: Words) -> str:
    """What later pages say at their top."""
    if patient is None or not patient.name:
        return title
    return fill_text(words.patient.running_title, title=title, name=patient.name)


def resolve_brand(library: Library) -> Handout:
    """What a specimen of the clinic's look is made of: the clinic and the words, no content."""
    layout = library.layouts.default("clinic")
    words, details = surroundings(library)
    library.problems.stop_if_any()
    return Handout(
        sheet=layout,
        layout=layout,
        title=words.brand.title,
        language=words.tag,
        direction=words.direction,
        words=words,
        clinic=details,
        condition=None,
        programme=None,
        programme_names=(),
        reviews=(),
        version=fingerprint(details)[:6],
    )


def surroundings(library: Library, language: str | None = None) -> tuple[Words, ClinicDetails]:
    """The fixed words and the clinic's details, which every sheet has, in the clinic's language. Where one is
    named, they are in that, and so are all texts for patients that the library opens from then on. Raises ContentError.
    """
    clinic = library.clinic()
    own = clinic.content.language
    spoken = language or own
    if spoken != own:
        refuse_unknown(spoken, library)
    of_words = library.problems.stop_without(library.get(Language, spoken, clinic, ("language",)))
    library.language = language or library.language
    if spoken != own:
        clinic = library.problems.stop_without(library.in_language(clinic, spoken))
    words = phrases(clinic, of_words)
    return words, clinic_details(clinic, words, library)


def clinic_details(file: Loaded[Clinic], words: Words, library: Library) -> ClinicDetails:
    """The clinic, with the language's safety rules where it has none of its own."""
    clinic = file.content
    logo = None
    if clinic.brand.logo:
        logo = library.workspace.inside(file.path, clinic.brand.logo)
        if logo is None:
            library.problems.append(file.problem(("brand", "logo"), *NOT_INSIDE))
    return ClinicDetails(
        name=clinic.name,
        short_name=clinic.short_name or "",
        tagline=clinic.tagline or "",
        address=clinic.address,
        phone=clinic.phone or "",
        email=clinic.email or "",
        web=clinic.web or "",
        opening_hours=clinic.opening_hours,
        emergency_number=clinic.emergency_number,
        urgent_advice=clinic.urgent_advice or words.urgency.today_advice,
        pain_rule=clinic.pain_rule,
        pain_limit=clinic.pain_limit,
        own_rules=bool(clinic.safety_rules),
        safety_rules=clinic.safety_rules
        or tuple(fill_text(rule, number=clinic.emergency_number) for rule in words.exercises.safety),
        footer=clinic.footer or "",
        qr=clinic.qr or "",
        logo_file=logo,
    )


def _files(
    order: Order, head: LayoutHead, library: Library
) -> tuple[Loaded[Condition] | None, Loaded[Programme] | None]:
    """The condition's and the programme's file that the layout needs."""
    if not library.place(Programme, order.what) and library.workspace.kind_of(order.what) == "condition":
        condition = library.find(Condition, order.what)
        programme = _programme_of(condition, order, library) if condition and head.prints("programme") else None
    else:
        programme = library.find(Programme, order.what)
        condition = _condition_of(programme, order, library) if programme and head.prints("condition") else None
    return (
        condition if head.prints("condition") else None,
        programme if head.prints("programme") else None,
    )


def _programme_of(condition: Loaded[Condition], order: Order, library: Library) -> Loaded[Programme] | None:
    """The programme of a condition's sheet; None where the patient's exercises are a list of their own."""
    if order.written and order.written.exercises:
        return None
    name = _chosen_programme(order, condition, library)
    return library.get(Programme, name, condition, ("programmes", condition.content.programmes.index(name)))


def _condition_of(programme: Loaded[Programme], order: Order, library: Library) -> Loaded[Condition] | None:
    """The condition of a programme's sheet: the programme's, or what the patient's prescription says instead."""
    if order.prescription and (name := order.prescription.content.condition):
        return library.get(Condition, name, order.prescription, ("condition",))
    return library.get(Condition, programme.content.condition, programme, ("condition",))


def _chosen_programme(order: Order, condition: Loaded[Condition], library: Library) -> str:
    offered = condition.content.programmes
    if not offered:
        layout = library.layouts.default("condition")
        hint, way = f"Add an id under programmes:, or ask for the {layout}.", Ask("layout", (layout,))
        raise ContentError([condition.problem(("programmes",), "names no programme.", hint, "", way)])
    name = order.programme or offered[0]
    if name not in offered:
        hint = nearest(name, offered) or f"It has {', '.join(offered)}."
        raise ContentError([Problem(order.what, 0, "", f'has no programme "{name}".', hint)])
    return name


def _names_of(condition: Loaded[Condition], library: Library) -> tuple[str, ...]:
    files = [
        library.get(Programme, name, condition, ("programmes", index))
        for index, name in enumerate(condition.content.programmes)
    ]
    return tuple(file.content.name for file in files if file)


def _title(head: LayoutHead, condition: ConditionText | None, programme: ProgrammeSheet | None, words: Words) -> str:
    if condition and (head.titled == "condition" or programme is None):
        return condition.name
    assert programme is not None
    if head.titled == "log":
        return fill_text(words.log.title_of, programme=programme.name, title=words.log.title)
    return programme.name
