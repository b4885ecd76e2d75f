"""The words of a programme's leaf."""

from handouts.content.words.phrase import PhraseGroup, names, phrase


class LeafWords(PhraseGroup):
    """A programme on one leaf: exercises in front, the log on the back."""

    mine: str = phrase("My exercises", "The title of a patient's leaf.")
    my_log: str = phrase("My log", "The title of its back.")
    keep: str = phrase("Keep this where you see it. Do the exercises, and tick them in the log.", "What to do with it.")
    keep_stars: str = phrase(
        "Keep this where you see it. Colour in a star each day in the log.", "The same for children."
    )
    overview: str = phrase(
        "Read it all first: overview, log, what to know, exercise steps.", "In its place where a leaf begins a pack."
    )
    tick: str = phrase("When an exercise is done, tick its box.", "What to do with the log's boxes, 1 a day.")
    tick_each: str = phrase("Each time an exercise is done, tick 1 box.", "The same for more boxes a day.")
    tick_twice: str = phrase(
        "Each time, tick 1 box. Left box: {first}. Right box: {second}.", "The same for 2 boxes a day."
    )
    tick_last: str = phrase(
        "If you do it more than once a day but it has 1 box, tick after the last time.",
        "Stands behind that where how often a day is to be written by hand.",
    )
    colour_in: str = phrase("When an exercise is done, colour in its star.", "The same for children, 1 star a day.")
    colour_in_each: str = phrase("Each time an exercise is done, colour in 1 star.", "For more stars a day.")
    colour_in_twice: str = phrase(
        "Each time, colour in 1 star. Left star: {first}. Right star: {second}.", "For 2 stars a day."
    )
    colour_in_last: str = phrase(
        "If you do it more than once a day but it has 1 star, colour it in after the last time.",
        "Stands behind that where how often a day is to be written by hand.",
    )
    grows: str = phrase(
        "Do 1 row a day. A number beside a box says how many to do.", "What to do with the rows of a dose that grows."
    )
    stays: str = phrase(
        "If you feel fine, go to the next row. If you are sore, do the same row again and add a tick.",
        "Stands behind that.",
    )
    write_pain: str = phrase(
        "At the end of each week, write your worst pain: 0 is none, 10 is the worst.",
        "What to do with a week's box for a number.",
    )
    pain_over: str = phrase(
        "Over {limit}: do less next time, and tell us.", "Stands behind that, with the clinic's limit of pain."
    )
    write_pain_rows: str = phrase(
        "After every 7 rows, write your worst pain: 0 is none, 10 is the worst.",
        "The same in a log whose rows are no days.",
    )
    write_hurt: str = phrase(
        "At the end of each week, write if it hurt: no, a little or a lot.", "The same for children, for a word."
    )
    write_notes: str = phrase("Write notes. Bring this to your next visit.", "What to do with a log's lines.")
    in_log: str = phrase("See your log.", "Stands behind how a dose grows, on its card.")
    rows_of_all: str = phrase(
        "Rows {first} to {last} of {rows}. Ask us for the next page.",
        "Stands in the head where the dose grows for longer than the page has rows.",
    )
    phase: str = phrase("{phase} (do {numbers})", "What some weeks are called, with the numbers of their exercises.")
    see_sheet: str = phrase(
        "Your exercise sheet shows how, and how often.",
        "Stands on a log for itself, above its days, where how often is not known yet.",
    )
    call_us: str = phrase("Call us: {phone}", "The clinic's phone, in the head of a log.")
    side: str = phrase("{side} side", "The one side of all exercises, in the head.")
    on_side: str = phrase("{unit}, {side}", "What is counted, and on which side.")
    side_both: str = phrase("each side", "Done on both sides.")
    side_alternate: str = phrase("changing sides", "Done on one side, then on the other.")
    side_written: str = phrase("side", "Stands after a box for the side.")
    hold: str = phrase("hold", "Stands before how long to hold.")
    rest: str = phrase("rest", "Stands before how long to rest.")
    hold_about: str = phrase("hold {amount}", "The same where the time is a limit: hold at least.")
    rest_about: str = phrase("rest {amount}", "The same where the time is a limit: rest at least.")
    stop: str = phrase("Stop if:", "The heading of when to stop.")
    stop_pain: str = phrase("you feel sharp pain or feel faint. Then call us{phone}.", "A reason to stop.")
    stop_chest: str = phrase(
        "you get chest pain or suddenly find it hard to breathe. Then call {number}.", "A reason to stop."
    )
    phone: str = phrase(": {phone}", "Stands in the place for the phone, where the clinic has one.")
    own_rules: str = phrase("Before you start:", "The heading of a clinic's own rules.")
    not_if: str = phrase("Don't do these if you have:", "The heading of what speaks against the exercises.")
    not_if_child: str = phrase("Not for your child with:", "The same on a sheet for children.")
    not_if_more: str = phrase(
        'Read "Take care" on your exercise sheet, too.', "Where what speaks against single exercises is found."
    )
    pain: str = phrase("Pain while you exercise", "The heading of the rule on pain.")
    pain_scale: str = phrase(
        "Pain while you exercise: 0 is none, 10 is the worst", "The heading of the line of pain, with numbers."
    )
    all_right: str = phrase("all right", "Numbers of pain up to the limit.")
    too_much: str = phrase("too much: do less", "Numbers of pain above it.")
    day: str = phrase("Day", "The head of the column of days.")
    day_of: str = phrase("Day {number}", "A day that is counted.")
    row: str = phrase("Row", "The head of a column whose rows are no days, as they can be done again.")
    row_of: str = phrase("Row {number}", "One of those rows.")
    rows_of: str = phrase("Rows {first} to {last}", "The title of 7 of them.")
    at_first: str = phrase("To start", "Stands before the first amount of a dose that grows.")
    counted: str = phrase("{exercise} ({unit})", "An exercise in the log whose rows say how many to do.")
    rest_day: str = phrase("rest day", "A day without exercises.")
    worst_pain: str = phrase("Worst pain, 0\u00a0to\u00a010", "Stands at a week's box for a number.")
    hurt: str = phrase("Did it hurt?", "The same for children, for a word.")
    starts: str = phrase("Write the start date:", "Stands before the first day of a week, to be written by hand.")
    days: tuple[str, ...] = names("Mon Tue Wed Thu Fri Sat Sun", "The weekdays from Monday on, short.")
    label: str = phrase("{day} {date}", "A day with its date.")
