"""The words of sheets: the frame of every page, handouts, when to get help, exercises."""

from pydantic import Field

from handouts.content.words.phrase import PhraseGroup, phrase


class PageWords(PhraseGroup):
    """Headers, footers, the end of a sheet, and how to reach the clinic."""

    profession: str = phrase("physiotherapist", "Who treats the patient, where clinic.yaml says no profession.")
    number: str = phrase("Page {page} of {pages}", "The page's number, in the footer.")
    version: str = phrase("{sheet}, {version}", "Which sheet this is and the version of its content, in the footer.")
    gap: str = phrase("blank", "What is heard of a gap to write in.")
    phone: str = phrase("Phone {phone}", "The clinic's phone, in the header of the first page.")
    opening_hours: str = phrase("Open", "Stands before the opening hours.")
    draft: str = phrase("Draft: not yet checked by a clinician.", "Content that nobody has signed.")
    signed: str = phrase("Checked by {name} on {date}.", "Content that a clinician has signed.")
    signed_until: str = phrase(
        "Checked by {name} on {date}. To be checked again by {until}.", "Content that is signed for some time."
    )
    stale: str = phrase(
        "Draft: the text has changed since {name} checked it on {date}.", "Content that was signed and then changed."
    )
    expired: str = phrase(
        "The check by {name} ran out on {until}. It has to be checked again.", "Content that was signed for a time."
    )
    translation_unchecked: str = phrase(
        "Translation not yet checked.", "On every page of a sheet in another language, until somebody has checked it."
    )
    standard_doses: str = phrase(
        "Doses for {goals}: our clinic's standard. {checked}",
        "A sheet on which the clinic's own doses fill gaps; who has checked them follows.",
    )
    sources: str = phrase("Where this comes from", "Stands before the sources.")
    publisher_unknown: str = phrase("publisher not named", "Stands for the publisher of a source that names none.")
    source: str = phrase("{title} ({publisher}).", "A source.")
    public_sector: str = phrase(
        "Contains public sector information licensed under the Open Government Licence v3.0.",
        "Stands for sources whose text is adapted under that licence: they are not named.",
    )
    evidence: str = phrase("What is known", "Stands before the evidence for the whole sheet.")
    contents: str = phrase("In this pack", "Stands before the list of a pack's contents.")
    content: str = phrase("{title}, page {page}", "A line of a pack's contents.")
    contact: str = phrase("How to reach us", "The heading of the clinic's details.")
    web: str = phrase("Our web page", "Stands before the clinic's web address.")
    email: str = phrase("Email", "Stands before the clinic's email address.")
    call: str = phrase("Phone", "Stands before the clinic's phone, at the end of a handout.")


class HandoutWords(PhraseGroup):
    """A condition's handout."""

    medical_name: str = phrase("Medical name: {name}", "The condition's medical name, under its plain one.")
    kind: str = phrase("About your condition.", "What kind of a sheet it is, under its title.")
    kind_exercise: str = phrase("About exercise.", "The same of a kind of exercise or a practice.")
    kind_treatment: str = phrase("About a treatment.", "The same of a treatment.")
    kind_recovery: str = phrase("About your recovery.", "The same of the time after an operation.")
    in_short: str = phrase("In short", "The heading of the summary.")
    this_week: str = phrase(
        "This week I will (fill in, such as 3 days, then tick)", "Stands over plans of a patient's own, to tick."
    )
    questions: str = phrase("My questions", "Stands over lines to write on, where there is room.")
    what_it_is: str = phrase("What it is", "The heading of what the condition is.")
    causes: str = phrase("Why it happens", "The heading of the causes.")
    signs: str = phrase("What you may notice", "The heading of the signs.")
    assessment: str = phrase("How it is checked", "The heading of how the condition is found.")
    what_you_can_do: str = phrase("What you can do", "The heading of what patients can do themselves.")
    treatments: str = phrase("Treatments", "The heading of the treatments.")
    treatments_to_ask: str = phrase(
        "Treatments: tick what you want to ask about", "The heading of the list of treatments."
    )
    treatment_known: str = phrase("What is known", "Stands before what is known of a treatment.")
    outlook: str = phrase("What to expect", "The heading of how it will go.")
    get_help: str = phrase("When to get help", "The heading of the urgent signs.")
    explained: str = phrase("Words explained", "The heading of the glossary.")
    with_gaps: str = phrase(
        "{title} (we fill in the gaps)", "Heads what to do, in steps that have gaps to write a number in."
    )
    programme_line: str = phrase("Ask us for this exercise sheet: {name}.", "A programme that goes with it.")
    programme_choice: str = phrase(
        "Ask us which of these exercise sheets is for you: {names}.", "The same for more than 1 programme."
    )


class GoalWords(PhraseGroup):
    """What an exercise trains, as the line on standard doses says it."""

    strength: str = phrase("strength", "Stronger muscles.")
    stretch: str = phrase("stretching", "Longer muscles.")
    mobility: str = phrase("moving freely", "Joints that move further.")
    balance: str = phrase("balance", "Standing and walking safely.")
    control: str = phrase("control", "Movements that are well guided.")
    fitness: str = phrase("fitness", "Heart, breath and staying power.")


class UrgencyWords(PhraseGroup):
    """What stands over urgent signs, by how urgent they are."""

    emergency: str = phrase("Call {number} now if:", "Signs of an emergency; the number is the clinic's.")
    today: str = phrase(
        "Get help today ({advice}) if:", "Signs that can't wait until tomorrow; the advice says from whom to get it."
    )
    today_advice: str = phrase("doctor or hospital", "That advice, where clinic.yaml has no urgent_advice.")
    soon: str = phrase("Talk to your {profession} if:", "Signs for the next visit.")
    soon_doctor: str = phrase("Talk to your doctor if:", "Signs that a doctor should hear of.")


SAFETY = (
    "Go slowly and breathe as normal.",
    "Stop if you feel sharp pain or feel faint. Then call us.",
    "Stop if you get chest pain or suddenly find it hard to breathe. Then call {number}.",
    "Hold on to something steady if you feel unsure on your feet.",
)


class ExerciseWords(PhraseGroup):
    """Exercise sheets: before the first exercise, the cards, the weeks of a programme."""

    kind: str = phrase("Exercise sheet.", "What kind of a sheet it is, under its title.")
    start: str = phrase("Start", "The marker of where an exercise starts, and of its picture.")
    start_picture: str = phrase("Start: {alt}", "What is heard of the picture of where an exercise starts.")
    step_picture: str = phrase("Step {step}: {alt}", "What is heard of the picture of a step.")
    for_condition: str = phrase("Exercises for: {condition}", "Stands under the name of a programme.")
    audience: str = phrase("For: {audience}", "For whom a programme is meant.")
    in_short: str = phrase(
        "Read this page first. Then do the exercises in order. Tick week 1 below, later weeks in your log.",
        "The summary of a sheet.",
    )
    in_short_child: str = phrase(
        "Read this page first. Then play the games with your child. Colour in a star a day.",
        "The same on a sheet for children.",
    )
    in_short_pain: str = phrase(
        "Pain over {limit} out of 10: do less. Sharp pain: stop.",
        "A line of the summary, where the clinic has a limit.",
    )
    signs_too: str = phrase("Read “{heading}” too.", "Stands after the summary; the heading is that of urgent signs.")
    before: str = phrase("Before you start", "The heading of what to know before the first exercise.")
    meanwhile: str = phrase("While you exercise", "The heading of what to know from then on.")
    safety: tuple[str, ...] = Field(
        default=SAFETY, description="The safety rules of a clinic that has none of its own, as many as you like."
    )
    pain: str = phrase("Pain", "Stands before the rule on pain.")
    pain_scale: str = phrase("Pain: 0 is none, 10 is the worst", "The same, where the rule has a limit in numbers.")
    pain_of_child: str = phrase(
        "A child stops as soon as something hurts, and tells a grown-up.",
        "The rule on pain for a child, where a programme has none of its own.",
    )
    stricter: str = phrase("If an exercise sets a stricter limit, keep to that.", "Stands after the rule on pain.")
    how_often: str = phrase("How often", "The heading of how often the whole programme is done.")
    how_much: str = phrase("How much", "Stands before the numbers of an exercise's dose.")
    empty_boxes: str = phrase(
        "Your {profession} will fill in the empty boxes.", "A rule of sheets on which numbers of a dose are open."
    )
    set_is: str = phrase("A set: do all the times in a row, then rest.", "What a set is, where one is asked for.")
    start_with: str = phrase("All of them too much? Start with: {names}.", "The exercises to begin with.")
    reasons: str = phrase("; or ", "Stands between reasons against an exercise, and between urgent signs.")
    names: str = phrase(" and ", "Stands between the exercises to begin with.")
    equipment: str = phrase("You need: {equipment}.", "What an exercise takes.")
    no_equipment: str = phrase("You need: nothing.", "An exercise that takes nothing.")
    stand_in: str = phrase("{thing} (or {others})", "A thing that an exercise takes, and what will do in its place.")
    take_care: str = phrase("Take care", "Stands before the cautions.")
    not_if: str = phrase("Don't do this if you have {reasons}.", "Reasons against one exercise.")
    not_if_list: str = phrase("Don't do this if you have:", "The same where each has a line.")
    unless: str = phrase("{reason}, unless {exception}", "A reason that has an exception.")
    not_if_child: str = phrase("Not for your child with {reasons}.", "The same on a sheet for children.")
    not_if_all_child: str = phrase("Not for your child with:", "Stands over reasons for all, on such a sheet.")
    not_if_all: str = phrase("Don't do these exercises if you have:", "Stands over reasons against all exercises.")
    signs: str = phrase("In the pictures", "Stands before the signs of the pictures and what they mean.")
    sign_again: str = phrase("do it again", "What 2 arrows in a ring mean.")
    sign_there_and_back: str = phrase("there and back", "What 2 arrows beside each other mean.")
    sign_other_side: str = phrase("other side too", "What a figure and its mirror image mean.")
    sign_hold: str = phrase("stay still this long", "What a stopwatch means.")
    sign_wait: str = phrase("this takes a while", "What an hourglass means.")
    sign_eyes_closed: str = phrase("close your eyes", "What an eye that is shut means.")
    see_again: str = phrase("2 arrows in a ring", "What is heard of that sign.")
    see_there_and_back: str = phrase("2 arrows, 1 each way", "What is heard of that sign.")
    see_other_side: str = phrase("a figure and its mirror image", "What is heard of that sign.")
    see_hold: str = phrase("a stopwatch", "What is heard of that sign.")
    see_wait: str = phrase("an hourglass", "What is heard of that sign.")
    see_eyes_closed: str = phrase("a closed eye", "What is heard of that sign.")
    easier: str = phrase("Easier:", "Stands before an easier way.")
    harder: str = phrase("Harder:", "Stands before a harder way.")
    note: str = phrase("For you:", "Stands before what holds for this patient.")
    phases: str = phrase("Your weeks", "The heading of the phases of a programme.")
    phase_weeks: str = phrase("Weeks", "The head of the column of weeks.")
    phase_exercises: str = phrase("Exercises", "The head of the column of exercises.")
    phase_what: str = phrase("What to do", "The head of the column of what to do.")
    phase_rest: str = phrase("Rest. No exercises yet.", "Stands in the column of exercises where there are none.")
    phase_week: str = phrase("Week {weeks}", "A phase of one week.")
    phase_weeks_range: str = phrase("Weeks {weeks}", "A phase of some weeks.")
    phase_onwards: str = phrase("From week {week} on", "A phase without an end.")
    all_exercises: str = phrase("All exercises", "Stands in the column of exercises for all of them.")
    shown: str = phrase("Shown and practised", "Stands before who has shown the exercises, to be written by hand.")
    shown_on: str = phrase("on", "Stands before the day on which they were shown.")
    shown_by: str = phrase("by", "Stands before who has shown them.")
