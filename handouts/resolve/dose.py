"""A dose as one sentence. Card, log, overview and text all take their words from here, and nowhere else.

The sentence is a row of parts, so that a layout can keep "10 seconds" on one line and draw a gap as a line to write on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, assert_never

from handouts.content.amounts import Amount, Period
from handouts.content.model import Dosage, Progression
from handouts.content.words import Words
from handouts.content.words.phrase import PLACE, PluralForms
from handouts.files.problems import ContentError, Problem
from handouts.resolve.direction import isolated
from handouts.resolve.languages import in_number
from handouts.reuse.private import together


@dataclass(frozen=True, slots=True)
class Phrase:
    """A piece of a sentence: plain words, a value that stays on one line, or a gap to write in."""

    kind: Literal["text", "value", "gap"]
    text: str


GAP = Phrase("gap", "")
FULL_STOPS = (".", "।", "。")
Sentence = tuple[Phrase, ...]


def with_gaps(text: str) -> Sentence:
    """A written text, in which ____ is a gap."""
    words = text.split("____")
    parts = [part for before in words for part in (GAP, Phrase("text", before))][1:]
    return tuple(part for part in parts if part.text or part == GAP)


def plain(sentence: Sentence) -> str:
    """The sentence as text, a gap as a row of underscores."""
    return together("____" if part.kind == "gap" else part.text for part in sentence)


def fill(pattern: str, values: Mapping[str, Sentence]) -> Sentence:
    """Put values into a pattern such as "Do {sets} of {repetitions}."; an unknown name is a language file's mistake."""
    parts: list[Phrase] = []
    end = 0
    for place in PLACE.finditer(pattern):
        if place[1] not in values:
            message = f'has no value called "{place[1]}" for the pattern "{pattern}".'
            raise ContentError([Problem("data/languages", 0, "words", message, f"It knows {', '.join(values)}.")])
        parts += [Phrase("text", pattern[end : place.start()]), *values[place[1]]]
        end = place.end()
    parts.append(Phrase("text", pattern[end:]))
    return tuple(part for part in parts if part.text or part.kind == "gap")


def sentence(dose: Dosage, words: Words) -> Sentence:
    """The whole dose: how much, hold, rest, how often, effort, pain limit, progress; gaps for the clinician."""
    sentences = [one for one in _sentences(dose, words) if one]
    joined: list[Phrase] = []
    for one in sentences:
        joined += [*([Phrase("text", words.joints.space)] if joined else []), *one]
    return tuple(joined)


def has_gaps(said: Sentence) -> bool:
    """Whether the clinician has something to fill in."""
    return GAP in said


def _sentences(dose: Dosage, words: Words) -> Iterator[Sentence]:
    yield _how_much(dose, words)
    if dose.hold:
        yield fill(words.dose.hold, {"hold": time_in_words(dose.hold, words)})
    if dose.rest:
        yield fill(words.dose.rest, {"rest": time_in_words(dose.rest, words)})
    yield how_often(dose.times_a_day, dose.days_a_week, words)
    yield from remarks(dose, words)


def remarks(dose: Dosage, words: Words) -> Iterator[Sentence]:
    """What a dose says besides its numbers: effort, the limit of pain, how it grows."""
    limit = words.dose.no_pain if dose.pain_limit == Amount(0) else words.dose.pain_limit
    for pattern, number in ((words.dose.effort, dose.effort), (limit, dose.pain_limit)):
        if number:
            yield fill(pattern, {"number": _number(number, words)})
    for text in (dose.starting_level, dose.progression, dose.progress_until):
        if isinstance(text, Progression):
            yield _progression(text, dose, words)
        elif text:
            yield (Phrase("text", text if text.endswith(FULL_STOPS) else fill_text(words.joints.sentence, text=text)),)


def _progression(progression: Progression, dose: Dosage, words: Words) -> Sentence:
    """ "Each day, if you feel fine, add 4 steps ... At most 400 steps." """
    unit = unit_of(dose, words)
    added = amount_in_words(Amount(progression.add), unit, words)
    stop = amount_in_words(Amount(progression.stop_at), unit, words)
    pattern = words.dose.progression_day if progression.every == "day" else words.dose.progression_week
    return fill(pattern, {"added": added, "stop": stop})


def unit_of(dose: Dosage, words: Words) -> PluralForms:
    """What is counted: steps, circles, or else times."""
    if dose.count:
        return words.dose.circle if dose.count_of == "circles" else words.dose.step
    return words.dose.time


def _how_much(dose: Dosage, words: Words) -> Sentence:
    said = words.dose
    values: dict[str, Sentence] = {"side": _side(dose, words)}
    if dose.sets:
        values["sets"] = amount_in_words(dose.sets, said.set, words)
    if dose.count:
        values["count"] = amount_in_words(dose.count, unit_of(dose, words), words)
        circles = dose.count_of == "circles"
        if dose.sets:
            values["sets"] = amount_in_words(dose.sets, said.time, words)
            return fill(said.circle_sets if circles else said.step_sets, values)
        return fill(said.circle_count if circles else said.step_count, values)
    if dose.duration:
        values["duration"] = time_in_words(dose.duration, words)
        return fill(said.sets_duration if dose.sets else said.duration, values)
    repetitions = dose.repetitions or Amount(None)
    in_a_set = amount_in_words(repetitions, said.repetition, words)
    if dose.sets:
        return fill(said.sets_repetitions, values | {"repetitions": in_a_set})
    if dose.repetitions is None:  # the source gives no amount at all: sets and repetitions are both the clinician's
        values |= {"sets": amount_in_words(Amount(None), said.set, words), "repetitions": in_a_set}
        return fill(said.sets_repetitions, values)
    return fill(said.repetitions, values | {"repetitions": amount_in_words(repetitions, said.time, words)})


def _side(dose: Dosage, words: Words) -> Sentence:
    said = words.dose
    match dose.side:
        case None:
            return ()
        case "left":
            return fill(said.side_left, {})
        case "right":
            return fill(said.side_right, {})
        case "both":
            return fill(said.side_both, {})
        case "alternate":
            return fill(said.side_alternate, {})
        case "ask":
            return fill(said.side_ask, {"side": (GAP,)})
        case _:
            assert_never(dose.side)


def how_often(times_a_day: Amount | None, days_a_week: Amount | None, words: Words) -> Sentence:
    """ "Twice a day, 5 days a week." """
    times, days = times_a_day or Amount(None), days_a_week or Amount(None)
    said = words.dose
    named = {Amount(1): said.once_a_day, Amount(2): said.twice_a_day}.get(times)
    if named:
        day: Sentence = (Phrase("value", named),)
    else:
        day = fill(said.times_a_day, {"times": amount_in_words(times, said.time, words)})
    if days == Amount(7):
        week: Sentence = (Phrase("value", said.every_day),)
    else:
        week = fill(said.days_a_week, {"days": amount_in_words(days, said.day, words)})
    return fill(said.how_often, {"times_a_day": day, "days_a_week": week})


def course_sentence(on: Period, off: Period, words: Words) -> Sentence:
    """ "Do this for 2 weeks to 1 month. Then rest for 1 month." """
    return fill(words.dose.course, {"on": _period(on, words), "off": _period(off, words)})


def _digits(amount: Amount, words: Words, factor: int = 1) -> str:
    low = str((amount.low or 0) // factor)
    return fill_words(words.dose.range, low=low, high=str(amount.high // factor)) if amount.high else low


def _qualified(amount: Amount, value: str, words: Words) -> Sentence:
    """ "at least" and the value, which stays on one line."""
    one_line: Sentence = (Phrase("value", value),)
    if not amount.qualifier:
        return one_line
    said = words.dose
    patterns = {"at least": said.at_least, "about": said.about, "up to": said.up_to}
    return fill(patterns[amount.qualifier], {"amount": one_line})


def fill_text(pattern: str, **values: str) -> str:
    """A pattern with plain text in its places, each in an order of its own."""
    return fill_words(pattern, **{name: isolated(value) for name, value in values.items()})


def fill_words(pattern: str, **values: str) -> str:
    """A pattern of a language with words of the same in its places."""
    return plain(fill(pattern, {name: (Phrase("text", value),) for name, value in values.items()}))


def _number(amount: Amount, words: Words) -> Sentence:
    return (GAP,) if amount.asked else _qualified(amount, _digits(amount, words), words)


def amount_in_words(amount: Amount, unit: PluralForms, words: Words) -> Sentence:
    """ "2 sets", "1 set", or a gap and "sets"."""
    if amount.asked:
        return fill(unit.other, {"number": (GAP,)})
    return _qualified(amount, counted(unit, amount.largest, words, _digits(amount, words)), words)


def counted(unit: PluralForms, number: int, words: Words, digits: str = "") -> str:
    """ "1 set", "2 sets"; with `digits` that stand for the number, such as "2 to 3"."""
    return fill_words(in_number(unit, number, words), number=digits or str(number))


def _of_time(unit: Literal["second", "minute", "week", "month"], words: Words) -> PluralForms:
    said = words.dose
    return {"second": said.second, "minute": said.minute, "week": said.week, "month": said.month}[unit]


def time_in_words(amount: Amount, words: Words) -> Sentence:
    """ "10 seconds", "1 minute", or a gap and the unit."""
    said = words.dose
    if amount.asked:
        return fill(_of_time(amount.asked_in, words).other, {"number": (GAP,)})
    both = (amount.low or 0, amount.high or amount.low or 0)
    for unit, seconds in ((said.hour, 3600), (said.minute, 60)):
        if all(value >= seconds and value % seconds == 0 for value in both):
            return _qualified(amount, counted(unit, both[1] // seconds, words, _digits(amount, words, seconds)), words)
    if amount.high is None and both[0] > 60:
        minutes, rest = divmod(both[0], 60)
        values = {"minutes": counted(said.minute, minutes, words), "seconds": counted(said.second, rest, words)}
        return _qualified(amount, fill_words(said.minutes_seconds, **values), words)
    return amount_in_words(amount, said.second, words)


def _period(period: Period, words: Words) -> Sentence:
    lower, upper = _of_time(period.low_unit, words), _of_time(period.high_unit, words)
    high = counted(upper, period.high, words)
    if (period.low, period.low_unit) == (period.high, period.high_unit):
        return (Phrase("value", high),)
    if period.low_unit == period.high_unit:
        digits = fill_words(words.dose.range, low=str(period.low), high=str(period.high))
        return (Phrase("value", counted(upper, period.high, words, digits)),)
    return (Phrase("value", fill_words(words.dose.range, low=counted(lower, period.low, words), high=high)),)
