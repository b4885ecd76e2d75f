"""A file beside a file: its texts in another language, each with the English that it was made from.

The English is the key, word for word, together with where it stands (`at`): so a translator can read the file, and a
sentence that is changed makes its own unit stale and no other. Ids, numbers, poses and doses stay in the one file.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Literal, TypeAlias

from pydantic import model_validator

from handouts.content.translated_texts import WrittenText
from handouts.files.written import ContentModel, Day, File, LanguageId, ShortText, Text, contradiction

State: TypeAlias = Literal["missing", "stale", "draft", "reviewed"]
STATES: tuple[State, ...] = ("missing", "stale", "draft", "reviewed")  # the worst first
_NUMBER = re.compile(r"\d+|[¼½¾⅓⅔]")
_PLACE = re.compile(r"\{\w+\}")
_GAP = re.compile("____")


class Reviewed(ContentModel):
    """Who has compared a translation with its English, and when."""

    by: ShortText
    on: Day


class Unit(ContentModel):
    """One text: where it stands, as a path of keys and ids without positions in lists, such as `figure.finish.alt`; its
    `english` as it was, and what that is in the file's language."""

    at: ShortText
    english: Text
    text: Text
    reviewed: Reviewed | None = None


class Translation(File):
    """`data/translations/<tag>/exercises/<id>.yaml`, and so on beside every file of texts. Who has checked a unit
    stands beside it; one that nobody has checked is a draft."""

    kind = "translation"

    language: LanguageId
    units: tuple[Unit, ...] = ()

    @model_validator(mode="after")
    def _says_each_once(self) -> Translation:
        counted = Counter((unit.at, unit.english) for unit in self.units)
        if twice := [key for key, count in counted.items() if count > 1]:
            raise contradiction(f'has "{twice[0][1]}" of {twice[0][0]} more than once. Keep one.')
        return self


@dataclass(frozen=True, slots=True)
class TranslatedText:
    """A text with what it is in another language: `unit` is the place of its unit in the translation, None where there
    is none; `fault` is what a comparison with the English finds wrong."""

    written: WrittenText
    state: State
    text: str = ""
    unit: int | None = None
    fault: str = ""

    @property
    def printable(self) -> bool:
        """Whether it may stand on a sheet; one that may not stops it."""
        return self.state not in ("missing", "stale") and not self.fault


def translated_texts(written: Sequence[WrittenText], units: Sequence[Unit]) -> tuple[TranslatedText, ...]:
    """Each text with its translation. A text without one is stale where a unit of the same place is left over whose
    English is gone; else it is missing. Neither is printed: the old sentence may say the opposite."""
    known = {(unit.at, unit.english): index for index, unit in enumerate(units)}
    found = [_fitting(text, known, units) for text in written]
    used = {each.unit for each in found}
    left: defaultdict[str, list[int]] = defaultdict(list)
    for index, unit in enumerate(units):
        if index not in used:
            left[unit.at].append(index)
    for at, indexes in left.items():
        without = [place for place, each in enumerate(found) if each.unit is None and each.written.at == at]
        for place, index in _pairs(found, without, indexes, units):
            found[place] = replace(found[place], state="stale", text=units[index].text, unit=index)
    return tuple(found)


def _fitting(text: WrittenText, known: Mapping[tuple[str, str], int], units: Sequence[Unit]) -> TranslatedText:
    index = known.get((text.at, text.english))
    if index is None:
        return TranslatedText(text, "missing")
    unit = units[index]
    return TranslatedText(text, "reviewed" if unit.reviewed else "draft", unit.text, index, fault(text, unit.text))


def _pairs(
    found: Sequence[TranslatedText], without: Iterable[int], indexes: Iterable[int], units: Sequence[Unit]
) -> Iterator[tuple[int, int]]:
    """Texts without a unit and units without a text at one place, those that are most alike first."""
    ratios = [
        (SequenceMatcher(None, found[place].written.english, units[index].english).ratio(), place, index)
        for place in without
        for index in indexes
    ]
    taken_places, taken_units = set[int](), set[int]()
    for _, place, index in sorted(ratios, key=lambda each: (-each[0], *each[1:])):
        if place not in taken_places and index not in taken_units:
            taken_places.add(place)
            taken_units.add(index)
            yield place, index


def fault(written: WrittenText, text: str) -> str:
    """What is wrong with a translation when its numbers, places in braces and gaps are compared; or nothing. Hours may
    be written by another clock."""
    if not written.at.endswith("opening_hours"):
        theirs, ours = _numbers(text), _numbers(written.english)
        if theirs != ours:
            return f"has the numbers {_in_words(theirs)}, and the English has {_in_words(ours)}."
    for pattern, called in ((_PLACE, "places"), (_GAP, "gaps to write in")):
        theirs, ours = (Counter(pattern.findall(each)) for each in (text, written.english))
        if theirs != ours:
            return f"has the {called} {_in_words(theirs)}, and the English has {_in_words(ours)}."
    return ""


def _numbers(text: str) -> Counter[str]:
    """The numbers of a text in digits of any script; a decimal sign or a colon parts them."""
    return Counter(
        str(int(found)) if found.isdecimal() else str(unicodedata.numeric(found)) for found in _NUMBER.findall(text)
    )


def _in_words(counted: Counter[str]) -> str:
    return ", ".join(sorted(counted.elements())) or "none"
