"""The words of doses: amounts and what is counted, and the sentences that are made of them."""

from handouts.content.words.phrase import PhraseGroup, Plural, phrase, plural


class DoseWords(PhraseGroup):
    """How much, how long and how often. A value such as "10 seconds" stays on one line."""

    range: str = phrase("{low} to {high}", "From one number or time to another.")
    at_least: str = phrase("at least {amount}", "An amount that may be more.")
    about: str = phrase("about {amount}", "An amount that is not exact.")
    up_to: str = phrase("up to {amount}", "An amount that may be less.")
    set: Plural = plural(
        "{number} set", "{number} sets", "How many times the repetitions are done, with a rest between."
    )
    repetition: Plural = plural("{number}", "{number}", "What {repetitions} is in a sentence on sets.")
    time: Plural = plural("{number} time", "{number} times", "How many times a movement is done.")
    step: Plural = plural("{number} step", "{number} steps", "How many steps are walked.")
    circle: Plural = plural("{number} circle", "{number} circles", "How many circles are walked.")
    second: Plural = plural("{number} second", "{number} seconds", "A time in seconds.")
    minute: Plural = plural("{number} minute", "{number} minutes", "A time in minutes.")
    hour: Plural = plural("{number} hour", "{number} hours", "A time in hours.")
    day: Plural = plural("{number} day", "{number} days", "How many days of a week.")
    week: Plural = plural("{number} week", "{number} weeks", "A time in weeks.")
    month: Plural = plural("{number} month", "{number} months", "A time in months.")
    minutes_seconds: str = phrase("{minutes} {seconds}", "A time of minutes and seconds: 1 minute 30 seconds.")
    sets_repetitions: str = phrase("Do {sets} of {repetitions}{side}.", "Sets of so many repetitions.")
    repetitions: str = phrase("Do this {repetitions}{side}.", "Repetitions without sets: 10 times.")
    duration: str = phrase("Do this for {duration}{side}.", "A time without sets.")
    sets_duration: str = phrase("Do {sets} of {duration}{side}.", "Sets of so much time.")
    step_count: str = phrase("Take {count}{side}.", "So many steps.")
    step_sets: str = phrase("Take {count}{side}, then rest. Do this {sets}.", "So many steps, more than once.")
    circle_count: str = phrase("Walk {count}{side}.", "So many circles.")
    circle_sets: str = phrase("Walk {count}{side}, then rest. Do this {sets}.", "So many circles, more than once.")
    side_left: str = phrase(" on your left side", "What {side} is when only the left side is trained.")
    side_right: str = phrase(" on your right side", "What {side} is when only the right side is trained.")
    side_both: str = phrase(" on each side", "What {side} is when one side is trained after the other.")
    side_ask: str = phrase(" on your {side} side", "What {side} is when the side is written by hand, in a gap.")
    side_alternate: str = phrase(", changing sides each time", "What {side} is when sides take turns.")
    hold: str = phrase("Hold for {hold} each time.", "How long a position is held.")
    rest: str = phrase("Rest {rest} between sets.", "How long to rest between sets.")
    once_a_day: str = phrase("Once a day", "What {times_a_day} is for 1.")
    twice_a_day: str = phrase("Twice a day", "What {times_a_day} is for 2.")
    times_a_day: str = phrase("{times} a day", "What {times_a_day} is for other numbers.")
    every_day: str = phrase("every day", "What {days_a_week} is for 7.")
    days_a_week: str = phrase("{days} a week", "What {days_a_week} is for fewer.")
    how_often: str = phrase("{times_a_day}, {days_a_week}.", "How often: twice a day, 5 days a week.")
    effort: str = phrase("Effort: {number} out of 10.", "How hard it should feel.")
    pain_limit: str = phrase("Keep pain at {number} or less out of 10.", "How much pain is all right.")
    no_pain: str = phrase("Keep pain at {number} out of 10.", "The same for 0.")
    progression_day: str = phrase(
        "Each day, if you feel fine, add {added}. If sore, add none. At most {stop}.",
        "A dose that grows by the day.",
    )
    progression_week: str = phrase(
        "Each week, if you feel fine, add {added}. If sore, add none. At most {stop}.",
        "A dose that grows by the week.",
    )
    course: str = phrase("Do this for {on}. Then rest for {off}.", "Weeks of exercise and weeks of rest, in turn.")
    to_fill_in: str = phrase("Your {profession} will fill this in.", "Stands after a sentence with gaps.")
