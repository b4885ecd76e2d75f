"""A dose is one sentence: right for every field, and honest about what is missing."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from handouts.content.model import Course, Dosage
from handouts.content.words import Words
from handouts.resolve.dose import has_gaps, plain, sentence
from handouts.resolve.programme import merged

WORDS = Words.model_construct()


def said(**dose: object) -> str:
    return plain(sentence(Dosage.model_validate(dose), WORDS))


@pytest.mark.parametrize(
    ("dose", "expected"),
    [
        (
            {"sets": 2, "repetitions": 10, "side": "both", "rest": 60, "times_a_day": 1, "days_a_week": 5},
            "Do 2 sets of 10 on each side. Rest 1 minute between sets. Once a day, 5 days a week.",
        ),
        ({}, "Do ____ sets of ____. ____ times a day, ____ days a week."),
        (
            {"repetitions": "5 to 7", "times_a_day": 2, "days_a_week": 7},
            "Do this 5 to 7 times. Twice a day, every day.",
        ),
        (
            {"repetitions": "at least 10", "hold": "at least 10 to 15", "times_a_day": 3, "days_a_week": 1},
            "Do this at least 10 times. Hold for at least 10 to 15 seconds each time. 3 times a day, 1 day a week.",
        ),
        (
            {"count": 10, "sets": "ask", "times_a_day": 1, "days_a_week": 7},
            "Take 10 steps, then rest. Do this ____ times. Once a day, every day.",
        ),
        (
            {"duration": "1:30", "times_a_day": 1, "days_a_week": 7},
            "Do this for 1 minute 30 seconds. Once a day, every day.",
        ),
        (
            {"count": "4 to 5", "progression": {"add": 4, "every": "day", "stop_at": 400}, "days_a_week": 7},
            "Take 4 to 5 steps. ____ times a day, every day. Each day, if you feel fine, add 4 steps. "
            "If sore, add none. At most 400 steps.",
        ),
        (
            {"repetitions": 1, "side": "left", "effort": "3 to 4", "pain_limit": 2, "times_a_day": 1, "days_a_week": 7},
            "Do this 1 time on your left side. Once a day, every day. Effort: 3 to 4 out of 10. "
            "Keep pain at 2 or less out of 10.",
        ),
    ],
)
def test_doses_in_words(dose: dict[str, object], expected: str) -> None:
    assert said(**dose) == expected


@pytest.mark.parametrize("wrong", ["7 to 5", "0", "-3", "many", "5-7", "3x10", True, 10.5, "5 to 5", ""])
def test_amounts_that_are_none(wrong: object) -> None:
    with pytest.raises(ValidationError):
        Dosage.model_validate({"repetitions": wrong})


@pytest.mark.parametrize("wrong", ["a while", "2 moons", "0 weeks", "4", "1 month to 2 weeks"])
def test_courses_that_are_none(wrong: str) -> None:
    with pytest.raises(ValidationError):
        Course.model_validate({"on": wrong, "off": "1 month"})


def test_no_pain_at_all() -> None:
    text = said(repetitions=1, pain_limit=0, times_a_day=1, days_a_week=7)
    assert text.endswith("Keep pain at 0 out of 10.")


@pytest.mark.parametrize(
    ("dose", "told"),
    [
        ({"days_a_week": 8}, "from 1 to 7"),
        ({"days_a_week": "5 to 9"}, "from 1 to 7"),
        ({"times_a_day": 25}, "from 1 to 24"),
        ({"effort": 11}, "from 0 to 10"),
        ({"pain_limit": "4 to 12"}, "from 0 to 10"),
        ({"sets": 0}, "a number"),
        ({"repetitions": "00"}, "a number"),
        ({"hold": "0:00"}, "a time"),
        ({"duration": "00"}, "a time"),
        ({"duration": "99 hours"}, "24 hours"),
        ({"count": 10, "repetitions": 5}, "repetitions and count"),
        ({"duration": 10, "repetitions": "ask"}, "repetitions and duration"),
        ({"count": 10, "progression": {"add": 1, "every": "day", "stop_at": 9}}, "stops at 9"),
    ],
)
def test_doses_out_of_bounds(dose: dict[str, object], told: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Dosage.model_validate(dose)
    (error,) = caught.value.errors()
    assert told in str(error["ctx"])


def test_up_to_7_days_is_not_every_day() -> None:
    assert said(repetitions=1, times_a_day=1, days_a_week="up to 7").endswith("Once a day, up to 7 days a week.")


numbers = st.integers(1, 200)
amounts = st.one_of(
    numbers,
    st.builds(lambda low, more: f"{low} to {low + more}", numbers, st.integers(1, 50)),
    st.builds(lambda word, number: f"{word} {number}", st.sampled_from(["at least", "about", "up to"]), numbers),
    st.just("ask"),
)
few = st.one_of(st.integers(1, 7), st.sampled_from(["2 to 3", "at least 5", "up to 7", "ask"]))
often = dict.fromkeys(("times_a_day", "days_a_week"), few)
how_much = st.one_of(
    st.just({}), *(st.fixed_dictionaries({name: amounts}) for name in ("repetitions", "duration", "count"))
)
doses = st.builds(
    lambda one, others: {**one, **others},
    how_much,
    st.fixed_dictionaries({}, optional={**dict.fromkeys(("sets", "hold", "rest"), amounts), **often}),
)


@given(doses)
def test_a_dose_says_no_more_and_no_less_than_is_written(dose: dict[str, object]) -> None:
    """Well-formed sentences; a gap for each "ask" and for what is needed and missing; no number that nobody wrote."""
    text = said(**dose)
    assert text[0].isupper()
    assert text.endswith(".")
    assert "  " not in text
    assert "{" not in text
    written = {part for value in dose.values() for part in str(value).split() if part.isdigit()}
    seconds = {str(n // 60) for n in map(int, written)} | {str(n % 60) for n in map(int, written)}
    seconds |= {str(n // 3600) for n in map(int, written)}
    printed = {part.strip(".,") for part in text.split() if part.strip(".,").isdigit()}
    assert printed <= written | seconds
    is_often = {"times_a_day", "days_a_week"} <= {name for name, value in dose.items() if value != "ask"}
    used_how_much = [name for name in ("count", "duration", "repetitions") if name in dose][:1]
    complete = is_often and used_how_much and dose[used_how_much[0]] != "ask"
    asked = [name for name in ("hold", "rest", "sets") if dose.get(name) == "ask"]
    assert has_gaps(sentence(Dosage.model_validate(dose), WORDS)) == (not complete or bool(asked))


# -- every field, every range ------------------------------------------------------------------------------------------


def amounts_up_to(most: int) -> st.SearchStrategy[object]:
    """Numbers, ranges, "at least" and gaps, none above `most`."""
    numbers = st.integers(1, most)
    ranges = (
        st.tuples(numbers, numbers).filter(lambda pair: pair[0] < pair[1]).map(lambda pair: "{} to {}".format(*pair))
    )
    lead = st.sampled_from(["at least", "about", "up to"])
    qualified = st.tuples(lead, st.one_of(numbers, ranges)).map(lambda pair: "{} {}".format(*pair))
    return st.one_of(numbers, ranges, qualified, st.just("ask"))


counts, times = amounts_up_to(999), amounts_up_to(9999)
REST = {
    "sets": amounts_up_to(99),
    "hold": times,
    "rest": times,
    "side": st.sampled_from(["left", "right", "both", "alternate", "ask"]),
    "times_a_day": amounts_up_to(24),
    "days_a_week": amounts_up_to(7),
    "effort": amounts_up_to(10),
    "pain_limit": amounts_up_to(10),
    "starting_level": st.just("Start with the wall"),
    "progress_until": st.just("Stop when it is easy."),
}
HOW_MUCH: tuple[dict[str, st.SearchStrategy[object]], ...] = (
    {},
    {"repetitions": counts},
    {"duration": times},
    {"count": counts, "count_of": st.sampled_from(["steps", "circles"])},
)
whole_doses = st.sampled_from(HOW_MUCH).flatmap(lambda much: st.fixed_dictionaries(much, optional=REST))
growth = st.fixed_dictionaries(
    {"add": st.integers(1, 1000), "every": st.sampled_from(["day", "week"]), "stop_at": st.integers(1000, 10000)}
)
UNITS = {"second": 1, "minute": 60, "hour": 3600}
SIDES = r"(?: on (?:your|each)|, changing|\.|, then)"
FIELDS = {
    "sets": r"(?:^Do |Do this )(.+?) (?:sets?|times?)\b",
    "repetitions": rf"(?:sets? of|^Do this) (.+?)(?: times?)?{SIDES}",
    "duration": rf"(?:^Do this for|sets? of) (.+?){SIDES}",
    "count": r"^(?:Take|Walk) (.+?) (?:steps?|circles?)",
    "hold": r"Hold for (.+?) each time\.",
    "rest": r"Rest (.+?) between sets\.",
    "side": r"(left side|right side|each side|____ side|changing sides)",
    "times_a_day": r"\. ([^.]+?)(?: times? a day)?, (?:every day|[^.,]+ days? a week)\.",
    "days_a_week": r", (every day|[^.,]+?(?= days? a week))",
    "effort": r"Effort: (.+?) out of 10\.",
    "pain_limit": r"Keep pain at (.+?) or less out of 10\.",
}
OTHERWISE = {
    "Once a day": "1",
    "Twice a day": "2",
    "every day": "7",
    "left side": "left",
    "right side": "right",
    "each side": "both",
    "changing sides": "alternate",
}


def as_written(words: str) -> str:
    """From printed words back to the file's: "at least 1 minute 30 seconds" -> "at least 90"."""
    match = re.fullmatch(r"((?:at least |about |up to )?)(.*)", OTHERWISE.get(words, words))
    assert match is not None
    qualifier, amount = match.groups()
    if "____" in amount:
        return "ask"
    if found := re.fullmatch(r"(\d+) to (\d+) (second|minute|hour)s?", amount):
        low, high = (int(number) * UNITS[found[3]] for number in found.groups()[:2])
        return f"{qualifier}{low} to {high}"
    parts = re.findall(r"(\d+) (second|minute|hour)s?", amount)
    return qualifier + (str(sum(int(number) * UNITS[unit] for number, unit in parts)) if parts else amount)


@given(whole_doses)
def test_every_field_is_read_back_from_its_sentence(dose: dict[str, object]) -> None:
    """Nothing written is left out, changed or moved to another field."""
    text = said(**dose)
    for name in FIELDS.keys() & dose.keys():
        found = re.search(FIELDS[name], text)
        assert found, (name, text)
        assert as_written(found[1]) == str(dose[name]), (name, text)
    for name in ("starting_level", "progress_until"):
        assert (str(dose.get(name)).rstrip(".") + "." in text) == (name in dose)


@given(whole_doses)
def test_each_gap_is_asked_for_or_missing(dose: dict[str, object]) -> None:
    asked = sum(value == "ask" for value in dose.values())
    missing = sum(name not in dose for name in ("times_a_day", "days_a_week"))
    if not {"repetitions", "duration", "count"} & set(dose):
        missing += 1 + ("sets" not in dose)
    assert said(**dose).count("____") == asked + missing


@given(whole_doses, growth)
def test_growth_is_said_in_the_unit_of_the_dose(dose: dict[str, object], grows: dict[str, object]) -> None:
    text = said(**dose, progression=grows)
    unit = str(dose["count_of"]) if "count" in dose else "times"
    for number, lead in ((grows["add"], "add"), (grows["stop_at"], "At most")):
        assert f"{lead} {number} {unit if number != 1 else unit[:-1]}" in text
    assert f" Each {grows['every']}, if you feel fine, add " in text


@given(whole_doses)
def test_a_dose_that_is_merged_with_nothing_stays_what_it_is(dose: dict[str, object]) -> None:
    written = Dosage.model_validate(dose)
    for doses in ((written,), (Dosage(), written), (written, Dosage()), (written, written)):
        assert sentence(merged(*doses), WORDS) == sentence(written, WORDS)
