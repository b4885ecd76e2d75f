"""The words of logs and of days."""

from handouts.content.words.phrase import PhraseGroup, names, phrase


class LogWords(PhraseGroup):
    """The exercise log, with its weeks and boxes to tick."""

    title: str = phrase("Exercise log", "The heading of a log.")
    title_of: str = phrase("{programme}: {title}", "The title of a file that is a log.")
    week: str = phrase("Week {week}", "The head of a week.")
    morning: str = phrase("Morning", "The first of 2 times a day.")
    evening: str = phrase("Evening", "The second of 2 times a day.")
    time: str = phrase("Time {number}", "One of more than 2 times a day.")
    not_yet: str = phrase("Not yet", "Weeks before an exercise is due.")
    finished: str = phrase("Finished", "Weeks after the last one of an exercise, while others go on.")
    not_this_week: str = phrase("Not this week", "A week without an exercise that comes back, while others go on.")
    rest_week: str = phrase("Rest week", "A week without any exercise.")
    screen: str = phrase(
        "You can tick the boxes and type on a screen. All is gone when the page is closed or loaded anew. "
        "To keep it, print the page first.",
        "Stands above a log on a web page.",
    )
    box: str = phrase("box", "What is heard of a box to tick.")
    star: str = phrase("star", "What is heard of a star to colour in.")
    notes: str = phrase("Notes for your next visit", "Stands above lines to write on.")


class DateWords(PhraseGroup):
    """Days, months and weekdays. A language that leaves them out prints them as CLDR has them; see below for which."""

    months: tuple[str, ...] = names(
        "January February March April May June July August September October November December",
        "The months, in the form that follows a day.",
    )
    short_months: tuple[str, ...] = names(
        "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec", "The months for the days of a log."
    )
    weekdays: tuple[str, ...] = names(
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday", "The weekdays from Monday on."
    )
    date: str = phrase("{day} {month} {year}", "A day.")
    weekday_date: str = phrase("{weekday} {day} {month} {year}", "A day with its weekday.")
    day_month: str = phrase("{day} {month}", "A day without its year.")
    short_day_month: str = phrase("{day} {month}", "The same with a short month, for the days of a log.")
    day: str = phrase("{day}", "A day without its month: in a log, and as the first of two in one month.")
    span: str = phrase("{first} to {last}", "From one day to another.")
    onwards: str = phrase("from {first}", "From one day on.")
