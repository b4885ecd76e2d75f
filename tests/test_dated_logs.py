"""A log's days are the calendar's: from any day on, over months, leap days, clock changes, through phases and rest."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pypdfium2 import PdfDocument

from handouts import ContentError, Workspace, make
from handouts.content.library import Library
from handouts.content.model import Programme
from handouts.content.words import Words
from handouts.resolve.cards import ExerciseCard, LogDay, LogDays
from handouts.resolve.day_log import log_pages
from handouts.resolve.handout import resolve
from handouts.resolve.order import Order
from handouts.resolve.patient import prescription_of
from handouts.resolve.resolved import Handout
from handouts.resolve.schedule import WEEKDAYS, phase_lines
from handouts.sheets.pages import lay_out, style_of
from tests.commands import command
from tests.conftest import TODAY
from tests.plain_text import sheet_text
from tests.readers import page_texts
from tests.structure import read

WORDS = Words.model_construct()
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

days = st.dates(date(1900, 1, 1), date(2198, 12, 31))


def card(name: str) -> ExerciseCard:
    return ExerciseCard(name, name, (), "", (), (), False, 1, None, "", (), (), "", "", "", None)


def programme(**keys: Any) -> Programme:
    written = {"format": 1, "name": "P", "condition": "c", "exercises": ["a", "b"]}
    return Programme.model_validate(written | keys)


def each_day(start: date, weeks: int, plan: Programme) -> Iterator[tuple[date, LogDay, str, str]]:
    """(the true day, the day of the log, and the states of both exercises)."""
    pages = log_pages(plan, (card("a"), card("b")), range(1, weeks + 1), 1, WORDS, start)
    day = start
    for week in (week for page in pages for week in page.weeks):
        for printed in week.days:
            yield day, printed, *(due.state for due in week.weeks)
            day += timedelta(days=1)


@given(days, st.integers(1, 52))
@example(date(2028, 2, 15), 4)  # over a leap day
@example(date(2026, 3, 25), 4)  # over the start of summer time in Europe
@example(date(2026, 10, 20), 4)  # over its end
@example(date(2026, 12, 20), 4)  # over the year's end
@example(date(2100, 2, 20), 4)  # over a day that isn't there
def test_every_day_has_its_weekday_and_its_date(start: date, weeks: int) -> None:
    """The first day of a week and of a month name the month."""
    found = list(each_day(start, weeks, programme()))
    assert len(found) == 7 * weeks
    for index, (day, printed, *_) in enumerate(found):
        month = f" {MONTHS[day.month - 1]}" if index % 7 == 0 or day.day == 1 else ""
        assert printed.label == f"{calendar.day_abbr[day.weekday()]} {day.day}{month}"
        assert printed.said == f"{calendar.day_name[day.weekday()]} {day.day} {calendar.month_name[day.month]}"


@given(days, st.sets(st.sampled_from(WEEKDAYS), min_size=1))
def test_days_off_are_those_of_the_week_whatever_day_it_starts_on(start: date, chosen: set[str]) -> None:
    plan = programme(schedule={"days": sorted(chosen)})
    for day, printed, *_ in each_day(start, 4, plan):
        assert printed.off == (calendar.day_abbr[day.weekday()].lower() not in chosen)


@given(days, st.integers(1, 6), st.integers(1, 6))
@settings(max_examples=40)
def test_phases_begin_and_end_on_their_days(start: date, first: int, more: int) -> None:
    phases = [
        {"name": "rest", "weeks": f"1 to {first}" if first > 1 else "1", "exercises": []},
        {"name": "one", "weeks": f"{first + 1} to {first + more}" if more > 1 else f"{first + 1}", "exercises": ["a"]},
        {"name": "both", "weeks": f"{first + more + 1} onwards", "exercises": ["a", "b"]},
    ]
    for day, _, one, both in each_day(start, first + more + 2, programme(phases=phases)):
        passed = (day - start).days
        assert one == ("open" if passed >= 7 * first else "later")
        assert both == ("open" if passed >= 7 * (first + more) else "later")


@given(days, st.integers(1, 8), st.integers(1, 2))
@settings(max_examples=40)
def test_a_course_rests_a_month_of_4_weeks(start: date, on: int, months: int) -> None:
    plan = programme(schedule={"course": {"on": f"{on} weeks", "off": f"{months} month{'s' if months > 1 else ''}"}})
    for day, _, one, _ in each_day(start, 26, plan):
        assert one == ("open" if (day - start).days % (7 * (on + 4 * months)) < 7 * on else "rest")


def handout(what: str, layout: str, **keys: Any) -> tuple[Handout, str]:
    shelf = Library(Workspace.open())
    request = Order(what, layout, prescription=prescription_of(keys, what, shelf))
    made = resolve(request, shelf, TODAY)
    return made, sheet_text(lay_out(made, style_of(shelf, "standard", None), shelf.layouts))


def weeks_of(made: Handout) -> list[LogDays]:
    """The weeks of its first exercises, whose rows are days."""
    first = made.log_pages[0].exercises
    return [week for page in made.log_pages if page.exercises == first for week in page.weeks]


def growing(made: Handout, week: LogDays) -> tuple[str, ...]:
    """The numbers to reach in a week, of the one exercise whose dose grows."""
    (targets,) = (due.targets for due in week.weeks if due.targets)
    return targets


def test_targets_stand_in_rows_that_are_no_days() -> None:
    """4 steps in the first row, 4 more in each: in the 10th, 4 + 9 x 4. Whoever repeats a row, or rests, is not carried
    on by the calendar."""
    made, text = handout("knee-walking-step-progression", "log", start="2026-02-25", weeks=2)
    told = {
        row.said: number for week in weeks_of(made) for row, number in zip(week.days, growing(made, week), strict=True)
    }
    assert [told[f"Row {number}"] for number in (1, 4, 5, 10)] == ["4", "16", "20", "40"]
    assert [week.title for week in weeks_of(made)] == ["Rows 1 to 7", "Rows 8 to 14"]
    assert text.count("Write the start date: ____") == 2
    later, _ = handout("knee-walking-step-progression", "log", start="2026-02-25", start_day=29)
    assert growing(later, weeks_of(later)[0])[0] == str(4 + 28 * 4)


def test_a_log_in_mid_course_goes_on_where_the_one_before_ended() -> None:
    """The weeks, dates, states and targets of a log from week 3 on are those of one from the start."""

    def weeks(what: str, **keys: Any) -> list[LogDays]:
        day = "operation_date" if "surgery" in what else "start"
        return weeks_of(handout(what, "log", **{day: "2026-02-25"}, **keys)[0])

    for what in ("knee-walking-step-progression", "hallux-valgus-after-surgery", "hallux-valgus-daily"):
        whole = weeks(what, weeks=9)
        assert weeks(what, first_week=3, weeks=7) == whole[2:]
        assert weeks(what, first_week=6, weeks=1) == whole[5:6]
    assert (whole[2].title, whole[2].days[0].said) == ("Week 3", "Wednesday 11 March")
    grown = weeks("knee-walking-step-progression", first_week=3, weeks=1)[0]
    assert [due.targets[0] for due in grown.weeks if due.targets] == [str(4 + 14 * 4)]


@pytest.mark.parametrize(
    ("keys", "titles"),
    [
        ({"first_week": 3}, [f"Week {number}" for number in range(3, 9)]),  # to the end of the programme's 8
        ({"first_week": 9}, [f"Week {number}" for number in range(9, 17)]),
        ({"first_week": 3, "weeks": 2}, ["Week 3", "Week 4"]),
        ({}, [f"Week {number}" for number in range(1, 9)]),
    ],
)
def test_a_log_without_dates_counts_its_weeks_on(keys: dict[str, int], titles: list[str]) -> None:
    made, _ = handout("hallux-valgus-after-surgery", "log", **keys)
    assert [week.title for week in weeks_of(made)] == titles


def test_the_day_of_a_growing_dose_goes_over_that_of_the_first_week() -> None:
    made, text = handout("knee-walking-step-progression", "log", first_week=3, start_day=2, weeks=1)
    assert growing(made, weeks_of(made)[0])[0] == str(4 + 4)
    assert "Rows 2 to 8" in text


def test_a_first_week_can_be_typed_where_the_file_is_silent(clinic: Path) -> None:
    file = clinic / "prescriptions" / "0042.yaml"
    file.parent.mkdir()
    file.write_text("format: 1\nprogramme: ankle-pair\nstart: 2026-03-04\n", "utf-8")
    given = ("--layout", "log", "--format", "text", "--first-week", "3", "--workspace", str(clinic))
    for what in (["0042"], ["ankle-pair", "--start", "2026-03-04"]):
        run = command("make", *what, *given, "--out", str(clinic / "log.txt"))
        assert run.returncode == 0, run.stderr
        told = (clinic / "log.txt").read_text("utf-8")
        assert re.findall(r"Week \d+", told)[0] == "Week 3"
        assert re.findall(r"Wednesday\s(\d+)\sMarch", told)[0] == "18"
    run = command("make", "0042", "--layout", "exercises", "--first-week", "3", "--workspace", str(clinic))
    assert (
        run.stderr.strip() == '--first-week: the layout "exercises" has no log. Ask for leaf or log or pack (--layout).'
    )
    file.write_text(file.read_text("utf-8") + "first_week: 2\n", "utf-8")
    run = command("make", "0042", *given)
    assert run.returncode == 1
    assert "--first-week: 0042.yaml says this already." in run.stderr


def test_the_weeks_of_a_phase_are_said_in_the_sheet_s_language() -> None:
    words = WORDS.model_copy(update={"dose": WORDS.dose.model_copy(update={"range": "{low} bis {high}"})})
    plan = programme(
        phases=[{"name": "one", "weeks": "1 to 3"}, {"name": "two", "weeks": "4"}, {"name": "x", "weeks": "5 onwards"}]
    )
    said = [line.weeks for line in phase_lines(plan, {}, words)]
    assert said == ["Weeks 1 bis 3", "Week 4", "From week 5 on"]


def test_a_course_with_a_rest_month_and_phases_say_their_dates() -> None:
    made, text = handout("hallux-valgus-daily", "log", start="2026-01-28", weeks=9)
    weeks = weeks_of(made)
    assert [week.weeks[0].state for week in weeks] == ["open"] * 4 + ["rest"] * 4 + ["open"]
    ends = [(week.title, week.days[0].said, week.days[-1].said) for week in (weeks[4], weeks[8])]
    assert ends == [
        ("Week 5", "Wednesday 25 February", "Tuesday 3 March"),
        ("Week 9", "Wednesday 25 March", "Tuesday 31 March"),
    ]
    _, text = handout("hallux-valgus-after-surgery", "exercises", operation_date="2026-12-20")
    for line in (
        "Weeks 1 to 2: 20 December 2026 to 2 January 2027",
        "Weeks 3 to 6: 3 to 30 January",
        "From week 7 on: from 31 January 2027",
    ):
        assert line in text


@pytest.mark.parametrize("profile", ["standard", "large-print", "easy-read", "toner-saver"])
def test_the_page_says_weekdays_and_dates_in_full_and_in_order(profile: str) -> None:
    keys = {"start": "2026-03-26", "weeks": 1, "schedule": {"times_a_day": 1, "days": ["mon", "thu"]}}
    made = make(
        Order("genu-valgum-three", "log", profile=profile, typed=keys, example=True), Workspace.open(), today=TODAY
    )
    words = read(made.data).text.split()
    rest = iter(words)
    wanted = "Thursday 26 March Friday 27 March Saturday 28 March Sunday 29 March Monday 30 March Tuesday 31 March"
    wanted += " Wednesday 1 April"
    assert all(word in rest for word in wanted.split()), words


@pytest.mark.parametrize("form", ["html", "text"])
def test_the_twins_of_a_sheet_have_its_dates(form: str) -> None:
    keys = {"start": "2026-03-26", "weeks": 2, "schedule": {"times_a_day": 1, "days": ["mon", "thu"]}}
    made = make(Order("genu-valgum-three", "log", form=form, typed=keys, example=True), Workspace.open(), today=TODAY)  # type: ignore[arg-type]
    said = made.data.decode().replace("\u00a0", " ")
    for day in ("Thursday 26 March", "Friday 27 March", "Wednesday 1 April", "Thursday 2 April", "Wednesday 8 April"):
        assert re.search(rf"\b{day}\b", said), day


def test_a_field_to_tick_says_its_date() -> None:
    keys = {"start": "2026-03-26", "weeks": 1, "schedule": {"times_a_day": 1, "days": ["mon", "thu"]}}
    made = make(
        Order("genu-valgum-three", "log", typed=keys, example=True, fillable=True), Workspace.open(), today=TODAY
    )
    with pikepdf.open(BytesIO(made.data)) as pdf:
        told = {str(field.TU) for field in pdf.Root.AcroForm.Fields if "/TU" in field}
    assert any(re.match(r"Week 1, Thursday 26 March, Side leg lift", one) for one in told), sorted(told)[:3]


# -- weeks that are counted from an operation --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "titles", "states"),
    [
        ("2026-03-04", ("Week 1, Wednesday 4 March", "Week 8, Wednesday 22 April"), ["later"] * 2 + ["open"] * 6),
        ("2026-03-19", ("Week 3, Wednesday 18 March", "Week 8, Wednesday 22 April"), ["open"] * 6),  # day 16, a visit
        (
            "2026-04-14",
            ("Week 6, Wednesday 8 April", "Week 8, Wednesday 22 April"),
            ["open"] * 3,
        ),  # the last day of week 6
        (None, ("Week 1, Wednesday 4 March", "Week 8, Wednesday 22 April"), ["later"] * 2 + ["open"] * 6),
    ],
)
def test_weeks_are_counted_from_the_operation_whatever_the_start(
    start: str | None, titles: tuple[str, str], states: list[str]
) -> None:
    keys = {"operation_date": "2026-03-04"} | ({"start": start} if start else {})
    made, _ = handout("hallux-valgus-after-surgery", "log", **keys)
    found = weeks_of(made)
    assert tuple(f"{week.title}, {week.days[0].said}" for week in (found[0], found[-1])) == titles
    assert [week.weeks[0].state for week in found] == states
    assert made.programme is not None
    assert [(phase.weeks, str(phase.dates)) for phase in made.programme.phases] == [
        ("Weeks 1 to 2", "4 to 17 March"),
        ("Weeks 3 to 6", "18 March to 14 April"),
        ("From week 7 on", "from 15 April 2026"),  # day 43 and after: a month and a half
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("start: 2026-03-19\n", "start: is the first day of the log, but the weeks of this programme are counted from"),
        ("start: 2026-03-19\noperation_date: 2026-03-20\n", "start: is before the operation."),
        ("start: 2027-03-30\noperation_date: 2026-03-20\n", "start: is more than 52 weeks after the operation."),
        ("operation_date: 1979-03-20\npatient: {born: 1980-01-01}\n", "patient.born: is not before the operation."),
    ],
)
def test_a_start_alone_dates_no_weeks_after_an_operation(clinic: Path, text: str, said: str) -> None:
    path = clinic / "0042.yaml"
    path.write_text(f"format: 1\nprogramme: hallux-valgus-after-surgery\n{text}", "utf-8")
    with pytest.raises(ContentError, match=re.escape(said)):
        make(Order(str(path), "log"), Workspace.open(clinic), today=TODAY)


ONCE = "When an exercise is done, tick its box."
LAST = "If you do it more than once a day but it has 1 box, tick after the last time."


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("outer-hip-eight-weeks", ONCE),
        ("genu-valgum-three", f"{ONCE} {LAST}"),  # how often a day is to be written by hand
        ("hallux-valgus-daily", "Each time, tick 1 box. Left box: Morning. Right box: Evening."),
        ("heel-pain-home", f"Each time an exercise is done, tick 1 box. {LAST}"),  # 3 times, and such gaps
        (
            "hallux-valgus-children-play",
            "When an exercise is done, colour in its star. "
            "If you do it more than once a day but it has 1 star, colour it in after the last time.",
        ),
    ],
)
def test_a_log_says_what_to_do_with_its_boxes_and_blanks(what: str, said: str) -> None:
    """A patient may have nothing but this page."""
    pain = "write if it hurt: no, a little or a lot." if "children" in what else "write your worst pain: 0 is none"
    made, text = handout(what, "log")
    assert f"1. {said}\n2. At the end of each week, {pain}" in text
    assert text.count("Write the start date: ____") == sum(len(page.weeks) for page in made.log_pages)
    assert "Write the start date" not in handout(what, "log", start="2026-03-02")[1]


def test_a_growing_dose_counts_rows_and_says_when_to_go_on() -> None:
    for layout in ("log", "leaf", "pack"):
        _, text = handout("knee-walking-step-progression", layout)
        assert "If you feel fine, go to the next row. If you are sore, do the same row again and add a tick." in text
        assert "After every 7 rows, write your worst pain" in text
    made, _ = handout("knee-walking-step-progression", "log")
    assert made.programme is not None
    assert {card.target_unit for card in made.programme.exercises if card.targets} == {"steps"}
    assert [day.label for page in made.log_pages for week in page.weeks for day in week.days] == [
        f"Row {number}" for number in range(1, 29)
    ]
    _, sheet = handout("knee-walking-step-progression", "exercises")
    assert "To start: 4 steps" in sheet
    assert "If sore, add none. At most 400 steps. See your log." in sheet
    assert "This log" not in sheet
    page = make(Order("knee-walking-step-progression", "log", form="html"), Workspace.open(), today=TODAY).data.decode()
    assert page.count('type="checkbox"') == 6 * 28
    _, other = handout("genu-valgum-three", "log")
    assert "after rest days" not in other


def test_what_a_growing_dose_counts_is_printed_at_its_number_and_heard_once() -> None:
    data = make(Order("knee-walking-step-progression", "log"), Workspace.open(), today=TODAY).data
    assert [words for role, words, _ in read(data).entries if role == "TH" and words.startswith("5 ")] == [
        "5 Knee walk forward (steps)"
    ]
    assert [page.count("(steps)") for page in page_texts(data)] == [2]  # in the line of names, and under the number


def test_a_line_of_what_is_counted_costs_no_page() -> None:
    """In letters that are easy to read, 7 rows end with the first page: another line would move them all."""
    order = Order("knee-walking-step-progression", "log", profile="easy-read")
    pages = page_texts(make(order, Workspace.open(), today=TODAY).data)
    assert [page.count("(steps)") for page in pages] == [1, 0]
    assert ["Row 7" in page for page in pages] == [True, False]


def test_pictures_over_narrow_columns_leave_no_empty_ground() -> None:
    data = make(Order("hallux-valgus-daily", "log", profile="large-print"), Workspace.open(), today=TODAY).data
    page = PdfDocument(data)[1].get_textpage()
    top, week = (page.get_charbox(page.search(word).get_next()[0])[3] for word in ("Notes", "Week 1"))
    assert top - week < 80  # points: a picture of 8 columns is no higher than 25
