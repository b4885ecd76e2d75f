"""A dose as numbers with their words, for large numerals: what `dose.py` says in a sentence, cut where a cell ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from handouts.content.amounts import Amount
from handouts.content.model import Dosage, Progression
from handouts.content.words import Words
from handouts.resolve.dose import (
    GAP,
    Phrase,
    Sentence,
    amount_in_words,
    fill,
    fill_words,
    plain,
    remarks,
    time_in_words,
    unit_of,
)
from handouts.reuse.private import together


@dataclass(frozen=True, slots=True)
class DosePart:
    """A number with the words before and after it. Without a value it is the clinician's to write."""

    before: str
    value: str
    unit: str


def dose_parts(dose: Dosage, words: Words) -> tuple[DosePart, ...]:
    """How much at a time: sets, times (with the side), hold, rest."""
    return tuple(_how_much(dose, words))


def in_sets(dose: Dosage) -> bool:
    """Whether what is done in a row is done again after a rest, or may be, as the clinician writes."""
    if dose.sets:
        return not dose.count and dose.sets != Amount(1)
    return not (dose.repetitions or dose.count or dose.duration)


def often_parts(dose: Dosage, words: Words) -> tuple[DosePart, ...]:
    """How often: times a day, days a week."""
    said = words.dose
    times = amount_in_words(dose.times_a_day or Amount(None), said.time, words)
    days = amount_in_words(dose.days_a_week or Amount(None), said.day, words)
    return _part(fill(said.times_a_day, {"times": times})), _part(fill(said.days_a_week, {"days": days}))


def rest_of_dose(dose: Dosage, words: Words) -> str:
    """What is no number of a cell: effort, the limit of pain, how it grows, and where later numbers are."""
    in_log = [words.leaf.in_log] if isinstance(dose.progression, Progression) else []
    return together([*(plain(one) for one in remarks(dose, words)), *in_log], words.joints.space)


def _how_much(dose: Dosage, words: Words) -> Iterator[DosePart]:
    if dose.sets or not (dose.repetitions or dose.count or dose.duration):
        unit = words.dose.time if dose.count else words.dose.set
        yield _part(amount_in_words(dose.sets or Amount(None), unit, words))
    if dose.duration:
        amount = _part(time_in_words(dose.duration, words))
    else:
        amount = _part(amount_in_words(dose.count or dose.repetitions or Amount(None), unit_of(dose, words), words))
    if side := _side(dose, words):
        amount = replace(amount, unit=fill_words(words.leaf.on_side, unit=amount.unit, side=side))
    if isinstance(dose.progression, Progression):
        amount = replace(amount, before=_at_first(amount.before, words))
    yield amount
    if dose.side == "ask":
        yield DosePart("", "", words.leaf.side_written)
    if dose.hold:
        yield _timed(dose.hold, words.leaf.hold, words.leaf.hold_about, words)
    if dose.rest:
        yield _timed(dose.rest, words.leaf.rest, words.leaf.rest_about, words)


def _at_first(before: str, words: Words) -> str:
    """What stands before the first amount of a growing dose: that it is no other's."""
    label = fill_words(words.joints.label, label=words.leaf.at_first)
    return together([label, *([before] if before else [])], words.joints.space)


def _side(dose: Dosage, words: Words) -> str:
    """The side as it stands after what is counted; nothing where it is written by hand."""
    said = {
        "left": words.patient.left,
        "right": words.patient.right,
        "both": words.leaf.side_both,
        "alternate": words.leaf.side_alternate,
    }
    return said.get(dose.side or "", "")


def _timed(amount: Amount, action: str, limited: str, words: Words) -> DosePart:
    part = _part(time_in_words(amount, words))
    return replace(part, before=fill_words(limited, amount=part.before) if part.before else action)


def _part(sentence: Sentence) -> DosePart:
    """Words before the number, the number with what stands inside it, and the words after its last digit."""
    at = next((index for index, phrase in enumerate(sentence) if phrase == GAP or _last_digit(phrase)), 0)
    before = plain(sentence[:at]).strip()
    after = plain(sentence[at + 1 :])
    if sentence[at] == GAP:
        return DosePart(before, "", after.strip())
    text = sentence[at].text
    cut = _last_digit(sentence[at])
    return DosePart(before, text[:cut], (text[cut:] + after).strip())


def _last_digit(phrase: Phrase) -> int:
    """Where the last digit of some words ends; 0 where there is none."""
    return max((at + 1 for at, letter in enumerate(phrase.text) if letter.isdigit()), default=0)
