"""A dose as one sentence. Card, log, overview and text all take their words from here, and nowhere else.

The sentence is a row of parts, so that a layout can keep "10 seconds" on one line and draw a gap as a line to write on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from handouts.content.amounts import Amount, Period
from handouts.content.model import Dosage, Progression
from handouts.files.problems import ContentError, Problem

Words = Mapping[str, str]
_PLACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A piece of a sentence: plain words, a value that stays on one line, or a gap to write in."""

    kind: Literal["text", "value", "gap"]
    text: str


GAP = Phrase("gap", "")
Sentence = tuple[Phrase, ...]


def plain(sentence: Sentence) -> str:
    """The sentence as text, a gap as a row of underscores."""
    return "".join("____" if part.kind == "gap" else part.text for part in sentence)


def fill(pattern: str, values: Mapping[str, Sentence]) -> Sentence:
    """Put values into a pattern such as "Do {sets} of {repetitions}."; an unknown name is a language file's mistake."""
    parts: list[Phrase] = []
    end = 0
    for place in _PLACE.finditer(pattern):
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
        joined += [*([Phrase("text", " ")] if joined else []), *one]
    return tuple(joined)


def has_gaps(said: Sentence) -> bool:
    """Whether the clinician has something to fill in."""
    return GAP in said


def _sentences(dose: Dosage, words: Words) -> Iterator[Sentence]:
    yield _how_much(dose, words)
    if dose.hold:
        yield fill(words["hold"], {"hold": _time(dose.hold, words)})
    if dose.rest:
        yield fill(words["rest"], {"rest": _time(dose.rest, words)})
    yield how_often(dose.times_a_day, dose.days_a_week, words)
    limit = "no_pain" if dose.pain_limit == Amount(0) else "pain_limit"
    for name, number in (("effort", dose.effort), (limit, dose.pain_limit)):
        if number:
            yield fill(words[name], {"number": _number(number, words)})
    for text in (dose.starting_level, dose.progression, dose.progress_until):
        if isinstance(text, Progression):
            yield _progression(text, dose, words)
        elif text:
            yield (Phrase("text", text if text.endswith(".") else text + "."),)


def _progression(progression: Progression, dose: Dosage, words: Words) -> Sentence:
    """ "Add 4 steps every day. Stop adding at 400 steps." """
    unit = _unit(dose)
    added, stop = _counted(Amount(progression.add), unit, words), _counted(Amount(progression.stop_at), unit, words)
    return fill(words[f"progression_{progression.every}"], {"added": added, "stop": stop})


def _unit(dose: Dosage) -> str:
    """What is counted: steps, circles, or else times."""
    if dose.count:
        return "circle" if dose.count_of == "circles" else "step"
    return "time"


def _how_much(dose: Dosage, words: Words) -> Sentence:
    side = fill(words[f"side_{dose.side}"], {"side": (GAP,)}) if dose.side else ()
    values: dict[str, Sentence] = {"side": side}
    if dose.sets:
        values["sets"] = _counted(dose.sets, "set", words)
    if dose.count:
        unit = _unit(dose)
        values["count"] = _counted(dose.count, unit, words)
        if dose.sets:
            values["sets"] = _counted(dose.sets, "time", words)
        return fill(words[f"{unit}_sets" if dose.sets else f"{unit}_count"], values)
    if dose.duration:
        values["duration"] = _time(dose.duration, words)
        return fill(words["sets_duration" if dose.sets else "duration"], values)
    repetitions = dose.repetitions or Amount(None)
    if dose.sets:
        return fill(words["sets_repetitions"], values | {"repetitions": _number(repetitions, words)})
    if dose.repetitions is None:  # the source gives no amount at all: sets and repetitions are both the clinician's
        values |= {"sets": _counted(Amount(None), "set", words), "repetitions": _number(repetitions, words)}
        return fill(words["sets_repetitions"], values)
    return fill(words["repetitions"], values | {"repetitions": _counted(repetitions, "time", words)})


def how_often(times_a_day: Amount | None, days_a_week: Amount | None, words: Words) -> Sentence:
    """ "Twice a day, 5 days a week." """
    times, days = times_a_day or Amount(None), days_a_week or Amount(None)
    named = {1: "once_a_day", 2: "twice_a_day"}.get(times.low or 0) if not (times.high or times.qualifier) else None
    if named:
        day: Sentence = (Phrase("value", words[named]),)
    else:
        day = fill(words["times_a_day"], {"times": _counted(times, "time", words)})
    if days == Amount(7):
        week: Sentence = (Phrase("value", words["every_day"]),)
    else:
        week = fill(words["days_a_week"], {"days": _counted(days, "day", words)})
    return fill(words["how_often"], {"times_a_day": day, "days_a_week": week})


def course_sentence(on: Period, off: Period, words: Words) -> Sentence:
    """ "Do this for 2 weeks to 1 month. Then rest for 1 month." """
    return fill(words["course"], {"on": _period(on, words), "off": _period(off, words)})


def _digits(amount: Amount, words: Words, factor: int = 1) -> str:
    low = str((amount.low or 0) // factor)
    return fill_text(words["range"], low=low, high=str(amount.high // factor)) if amount.high else low


def _qualified(amount: Amount, value: str, words: Words) -> Sentence:
    """ "at least" and the value, which stays on one line."""
    lead = (Phrase("text", words[amount.qualifier.replace(" ", "_")] + " "),) if amount.qualifier else ()
    return (*lead, Phrase("value", value))


def fill_text(pattern: str, **values: str) -> str:
    """A pattern with plain text in its places."""
    return plain(fill(pattern, {name: (Phrase("text", value),) for name, value in values.items()}))


def _number(amount: Amount, words: Words) -> Sentence:
    return (GAP,) if amount.asked else _qualified(amount, _digits(amount, words), words)


def _counted(amount: Amount, unit: str, words: Words) -> Sentence:
    """ "2 sets", "1 set", or a gap and "sets"."""
    if amount.asked:
        return (GAP, Phrase("text", f" {words[unit + '_many']}"))
    name = words[unit + ("_one" if amount.largest == 1 else "_many")]
    return _qualified(amount, f"{_digits(amount, words)} {name}", words)


def _time(amount: Amount, words: Words) -> Sentence:
    if amount.asked:
        return (GAP, Phrase("text", f" {words[amount.asked_in + '_many']}"))
    both = (amount.low or 0, amount.high or amount.low or 0)
    for unit, seconds in (("hour", 3600), ("minute", 60)):
        if all(value >= seconds and value % seconds == 0 for value in both):
            name = words[unit + ("_one" if both[1] == seconds else "_many")]
            return _qualified(amount, f"{_digits(amount, words, seconds)} {name}", words)
    if amount.high is None and both[0] > 60:
        minutes, rest = divmod(both[0], 60)
        first = f"{minutes} {words['minute_one' if minutes == 1 else 'minute_many']}"
        return _qualified(amount, f"{first} {rest} {words['second_one' if rest == 1 else 'second_many']}", words)
    return _counted(amount, "second", words)


def _period(period: Period, words: Words) -> Sentence:
    low = f"{period.low} {words[period.low_unit + ('_one' if period.low == 1 else '_many')]}"
    high = f"{period.high} {words[period.high_unit + ('_one' if period.high == 1 else '_many')]}"
    if (period.low, period.low_unit) == (period.high, period.high_unit):
        return (Phrase("value", high),)
    if period.low_unit == period.high_unit:
        return (Phrase("value", fill_text(words["range"], low=str(period.low), high=high)),)
    return (Phrase("value", fill_text(words["range"], low=low, high=high)),)
