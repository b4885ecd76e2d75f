"""The words of sheets for one patient, and of the clinician's own page."""

from handouts.content.words.phrase import PhraseGroup, Plural, phrase, plural


class PatientWords(PhraseGroup):
    """For whom a sheet is."""

    title: str = phrase("Exercise programme", "The title of a file for one patient, whose name it must not tell.")
    title_with_name: str = phrase("Exercise programme: {name}", "The same where the name was asked for.")
    running_title: str = phrase("{title}, for {name}", "Stands at the top of later pages.")
    your_exercises: str = phrase("Your exercises", "The title of a sheet with exercises of its own.")
    name: str = phrase("Name", "Stands before the patient's name.")
    id: str = phrase("Number", "Stands before the patient's number.")
    born: str = phrase("Born", "Stands before the day of birth.")
    date: str = phrase("Date", "Stands before the day of the sheet.")
    clinician: str = phrase("Clinician", "Stands before the clinician's name.")
    start: str = phrase("Start", "Stands before the first day.")
    review_visit: str = phrase("Next visit", "Stands before the day of the next visit.")
    side_left: str = phrase("Do this with your left side only.", "An exercise for the left side.")
    side_right: str = phrase("Do this with your right side only.", "An exercise for the right side.")
    side_ask: str = phrase(
        "If we wrote down only 1 side, do it with that side only.",
        "An exercise whose side is written by hand.",
    )
    left: str = phrase("left", "The left side, after an exercise's name in a log.")
    right: str = phrase("right", "The right side, after an exercise's name in a log.")
    row: str = phrase("{exercise} ({side})", "An exercise in a log that is done with one side only.")


class ClinicianWords(PhraseGroup):
    """The page that only the clinician reads."""

    title: str = phrase("For the clinician", "The heading of the page.")
    introduction: str = phrase(
        "Not for the patient. This page says what was weighed and what is still open.", "What the page is."
    )
    work: str = phrase("A day's work", "The heading of how much there is to do in a day.")
    work_known: str = phrase("{exercises}, about {minutes} a day.", "How much there is to do in a day.")
    work_open: str = phrase(
        "{exercises}, at least {minutes} a day. Some doses are still open.", "The same where doses have gaps."
    )
    exercises: Plural = plural("{number} exercise", "{number} exercises", "How many exercises there are.")
    more_than_most: str = phrase(
        "Most patients keep up {most} exercises or fewer.", "A warning of more exercises than that."
    )
    longer_than_most: str = phrase(
        "Few patients keep up more than {most} minutes a day.", "A warning of more minutes than that."
    )
    exercise: str = phrase("Exercise", "The head of the column of exercises.")
    dose: str = phrase("Dose", "The head of the column of doses.")
    standard: str = phrase(
        "Gaps filled with the clinic's standard: {exercises}.", "The exercises whose doses have numbers of the clinic."
    )
    against: str = phrase("What speaks against exercises", "The heading of the patient's contraindications.")
    against_none: str = phrase("Nothing is written down for this patient.", "A patient without contraindications.")
    notes: str = phrase("What to weigh", "The heading of the library's notes on these exercises.")
    overrides: str = phrase("Done all the same", "The heading of contraindications that the clinician has weighed.")
    override_reason: str = phrase("Because", "The head of the column of reasons.")
    override_what: str = phrase("What speaks against it", "The head of the column of contraindications.")
    still_printed: str = phrase(
        "The patient's sheet still says not to do it. Tell the patient why you ask for it all the same.",
        "Stands under overridden contraindications that the patient's sheet names.",
    )
    override_all: str = phrase("All of them", "Stands in the column of exercises for all of them.")
    overridden: str = phrase(
        "You override contraindications ({number}). Your reasons are on the clinician's page (layout clinician).",
        "What the command says when a sheet overrides contraindications.",
    )
