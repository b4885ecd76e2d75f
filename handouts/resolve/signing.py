"""Signatures: a clinician stands behind content as it was when it was read; any change of it voids the signature."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Literal, TypeAlias

from handouts.content.clinic import Review, Reviews
from handouts.content.library import Library
from handouts.content.load import Loaded, holds
from handouts.content.model import Condition, Dosage, Exercise, Programme
from handouts.content.pictures import OwnPicture
from handouts.content.standard_doses import StandardDoses
from handouts.content.tables import Contraindications
from handouts.content.words import Words
from handouts.files.problems import ContentError, Problem, nearest, order_problem
from handouts.files.workspace import CLINIC_FILE, NO_CLINIC, SIGNED_KINDS, Workspace
from handouts.files.written import LONGEST_NAME, TableFile
from handouts.resolve.condition import condition_text
from handouts.resolve.dates import in_words
from handouts.resolve.dose import fill_text
from handouts.resolve.fingerprint import fingerprint
from handouts.resolve.languages import is_english
from handouts.resolve.programme import merged, programme_sheet
from handouts.resolve.reasons import groups_of
from handouts.resolve.resolved import ClinicDetails, ReviewState
from handouts.resolve.standard_doses import SignedDoses
from handouts.resolve.translation import refused

STANDARD_DOSES = "doses"  # what the clinic's standard doses are signed as
Signed: TypeAlias = Condition | Programme | Exercise
SIGNED: tuple[type[Signed], ...] = (Condition, Programme, Exercise)  # no two of them share an id

GROUPED_BY = {"poses", "regions", "said_as"}  # how a group finds its exercises, which is no content of theirs


def review_state(name: str, content: str, library: Library, today: date, words: Words) -> ReviewState:
    """Whether a signature of the clinic's `reviews.yaml` holds on this day for content with this fingerprint."""
    said = words.page
    file = library.of_clinic(Reviews)
    language = language_of_signatures(library) if name != STANDARD_DOSES else None
    reviews = reversed(file.content.reviews if file else ())
    review = next((each for each in reviews if (each.id, each.language) == (name, language)), None)
    if review is None:
        return ReviewState("unsigned", said.draft)
    until = in_words(review.until, words) if review.until else ""
    expired = review.until is not None and review.until < today
    changed = review.hash != content
    signed = said.signed_until if until else said.signed
    pattern = said.stale if changed else said.expired if expired else signed
    line = fill_text(pattern, name=review.by, date=in_words(review.date, words), until=until)
    state: Literal["stale", "expired", "signed"] = "stale" if changed else "expired" if expired else "signed"
    return ReviewState(state, line, review.until if state == "signed" else None)


def language_of_signatures(library: Library) -> str | None:
    """The language in which content is read and signed here; None for the clinic's own."""
    return library.language if library.language not in ("", library.clinic().content.language) else None


def signed_doses(library: Library, today: date, words: Words) -> SignedDoses | None:
    """The clinic's standard doses where a signature holds on this day; None otherwise, and where it has none."""
    file = library.of_clinic(StandardDoses)
    review = doses_review(file.content, library, today, words) if file else None
    if file is None or review is None or review.state != "signed":
        return None
    written = file.content
    rows = {("", goal): each.dose for goal, each in written.goals.items()}
    for condition, goals in written.conditions.items():
        rows |= {(condition, goal): merged(rows.get(("", goal), Dosage()), each.dose) for goal, each in goals.items()}
    table = library.table(Contraindications)
    not_for = tuple((name, group) for name, group in table.groups.items() if not group.standard_doses) if table else ()
    in_rows = tuple((*place, dose) for place, dose in rows.items())
    return SignedDoses(in_rows, not_for, written.published, review.line, review.until)


def doses_review(doses: StandardDoses, library: Library, today: date, words: Words) -> ReviewState:
    """Whether a clinician stands behind the clinic's standard doses."""
    return review_state(STANDARD_DOSES, doses_fingerprint(doses), library, today, words)


def doses_fingerprint(doses: StandardDoses) -> str:
    """The fingerprint of a clinic's standard doses."""
    return fingerprint(doses.model_dump(mode="json"))


def content_fingerprint(file: Loaded[Signed], clinic: ClinicDetails, words: Words, library: Library) -> str:
    """The fingerprint of a condition or programme as its sheet prints it, or of an exercise as it is written."""
    if holds(file, Condition):
        return fingerprint(condition_text(file, clinic, words, library))
    if holds(file, Programme):
        sheet = programme_sheet(file, clinic, words, library)
        return fingerprint(sheet) if sheet else ""
    return exercise_fingerprint(file, library) if holds(file, Exercise) else ""


FOUND_BY = ("start", "level", "muscles", "lay_words", "easier_exercises", "harder_exercises")


def exercise_fingerprint(file: Loaded[Exercise], library: Library) -> str:
    """The fingerprint of an exercise as it is written, with what its groups bring and its own picture shows. `ages`
    says for the program what `audience` says for people, and only that counts; its goal chooses doses that are signed
    by themselves; by others it is only found; that it is in English, where we began, counts for nothing."""
    apart = {"ages", "goal", *FOUND_BY} | ({"language"} if is_english(file.content.language) else set())
    figure = file.content.figure
    picture = library.workspace.picture(file.path, figure.image) if isinstance(figure, OwnPicture) else None
    brought = [group.model_dump(mode="json", exclude=GROUPED_BY) for group in groups_of(file, library).values()]
    written = file.content.model_dump(mode="json", exclude=apart)
    return fingerprint(written, *brought, *([picture] if picture else []))


def refuse_no_name(field: str, by: str) -> None:
    """Raise ContentError for what is no name of somebody who has checked something."""
    if not by.strip():
        raise ContentError([order_problem(field, "is empty.", "Say who has checked it.")])
    if len(by) > LONGEST_NAME:
        raise ContentError([order_problem(field, f"is longer than {LONGEST_NAME} characters.", "Write a name.")])


def sign(
    names: list[str], by: str, until: date | None, today: date, clinic: ClinicDetails, words: Words, library: Library
) -> list[Review]:
    """The signatures of a clinician for these ids. Raises ContentError for unknown ids and for broken files."""
    made = []
    refuse_no_name("by", by)
    if until and until < today:
        raise ContentError([order_problem("until", f"{until} has passed.", "Name a day to come.")])
    for name in names:
        if name == STANDARD_DOSES and (doses := library.of_clinic(StandardDoses)):
            made.append(Review(id=name, hash=doses_fingerprint(doses.content), by=by, date=today, until=until))
            continue
        kind = next((kind for kind in SIGNED if library.place(kind, name)), None)
        if kind is None:
            known = [each for kind in SIGNED_KINDS for each in library.workspace.names(kind)]
            library.problems.append(Problem(name, 0, "", "is no content of this workspace.", nearest(name, known)))
            continue
        file = library.find(kind, name)
        if file:
            content = content_fingerprint(file, clinic, words, library)
            language = language_of_signatures(library)
            made.append(Review(id=name, language=language, hash=content or "0" * 12, by=by, date=today, until=until))
    library.problems += _untranslated(library)
    library.problems.stop_if_any()
    return made


def _untranslated(library: Library) -> Iterator[Problem]:
    """A problem for each file with texts that nobody could have read in the language in which it is signed."""
    for file in library.needs.files.values():
        if file.translated and not isinstance(file.content, TableFile):
            yield from refused(file, file.translated, library.language)


def add_reviews(new: list[Review], workspace: Workspace) -> None:
    """Put new signatures into `reviews.yaml`, beside what others have signed meanwhile. Raises ContentError."""
    from handouts.files.writing import one_at_a_time, write

    if workspace.own is None:
        message = "belongs into a clinic's folder, and there is none."
        raise ContentError([Problem("reviews.yaml", 0, "", message).advising(*NO_CLINIC)])
    path = workspace.own / "reviews.yaml"
    with one_at_a_time(workspace.own / CLINIC_FILE):
        write(path, _reviews_text(path, new, Library(workspace)).encode())


def _reviews_text(path: Path, new: list[Review], library: Library) -> str:
    """`reviews.yaml` with new signatures in place of old ones for the same ids."""
    import yaml

    file = library.open(Reviews, path) if path.is_file() else None
    library.problems.stop_if_any()
    signed = {(review.id, review.language) for review in new}
    kept = [each for each in (file.content.reviews if file else ()) if (each.id, each.language) not in signed]
    rows = [review.model_dump(mode="json", exclude_none=True) for review in [*kept, *new]]
    head = "# Who has checked which content, and when. Any change of the content voids its signature.\n"
    return head + yaml.safe_dump({"format": 1, "reviews": rows}, sort_keys=False, allow_unicode=True, width=1000)
