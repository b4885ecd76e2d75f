"""What CLDR, the Unicode consortium's data, knows of every language: plural forms, days and months, lists.

Our English has it written down in its words. Babel and its data take 30 ms to load, a twentieth of the time of a sheet
from the command; so they are loaded for other languages alone. `tests/test_languages.py` holds that English is CLDR's.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from handouts.content.load import Loaded
from handouts.content.words import Words
from handouts.content.words.phrase import Phrase, PluralForm, PluralForms
from handouts.files.problems import Problem
from handouts.files.written import File, PatientText, main_language

if TYPE_CHECKING:
    from babel.core import Locale

ENGLISH = "en"
WEEKDAYS, MONTHS = range(7), range(1, 13)
# Letters of CLDR's patterns of dates, and text in quotes (UTS 35, part 4); a letter stands for one of our places.
_PART = re.compile(r"'([^']*)'|([dMLyEec])\2*")
_PLACES = {"d": "{day}", "M": "{month}", "L": "{month}", "y": "{year}", "E": "{weekday}", "c": "{weekday}"}


def is_english(tag: str) -> bool:
    """Whether a BCP 47 tag is one of English."""
    return main_language(tag) == ENGLISH


def other_language(file: Loaded[File], words: Words) -> Problem | None:
    """What is wrong with a file whose texts are in another language than the fixed words of the sheet."""
    if not isinstance(file.content, PatientText) or main_language(file.content.language) == main_language(words.tag):
        return None
    message = f'is "{file.content.language}" and has no translation, and the sheet is "{words.tag}".'
    return file.problem(("language",), message, "Translate it, or ask for another language.")


def in_number(forms: PluralForms, number: int, words: Words) -> str:
    """The pattern that goes with a number: "{number} set" for 1."""
    return forms.form(plural_form(number, words.tag))


def plural_form(number: int, tag: str) -> PluralForm:
    """The plural form of a whole number in a language: "one", "few" ... One that CLDR lacks has "other" alone."""
    if is_english(tag):
        return "one" if number == 1 else "other"
    locale = locale_of(tag)
    return locale.plural_form(number) if locale else "other"  # type: ignore[return-value]


def decimal(written: str, tag: str) -> str:
    """A number with the decimal sign of a language: "4.5" -> "4,5"."""
    locale = None if is_english(tag) else locale_of(tag)
    return written.replace(".", locale.number_symbols["latn"]["decimal"]) if locale else written


@lru_cache(8)
def locale_of(tag: str) -> Locale | None:
    """What CLDR has of a language; None where it has nothing."""
    from babel.core import Locale, UnknownLocaleError

    while tag:
        try:
            return Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            tag = tag.rpartition("-")[0]
    return None


def dates_of(tag: str) -> dict[str, Phrase]:
    """The names of days and months and the order of dates, by the names of their phrases; none where CLDR has none."""
    locale = locale_of(tag)
    if locale is None:
        return {}
    long, full = str(locale.date_formats["long"].pattern), str(locale.date_formats["full"].pattern)
    day_month, short = (str(locale.datetime_skeletons[name].pattern) for name in ("MMMMd", "MMMd"))
    months = locale.months["format"]
    if "MMM" not in long:  # months are numbers: 2026年3月2日
        months = {width: {month: str(month) for month in MONTHS} for width in ("wide", "abbreviated")}
    weekdays = locale.days["stand-alone" if "c" in full else "format"]["wide"]
    return {
        "months": tuple(months["wide"][month] for month in MONTHS),
        "short_months": tuple(months["abbreviated"][month] for month in MONTHS),
        "weekdays": tuple(weekdays[day] for day in WEEKDAYS),
        "date": _pattern(long),
        "weekday_date": _pattern(full),
        "day_month": _pattern(day_month),
        "short_day_month": _pattern(short if "MMM" in short or "MMM" not in long else day_month),
        "day": _pattern(str(locale.datetime_skeletons["d"].pattern)),
    }


def short_weekdays(tag: str) -> tuple[str, ...]:
    """The weekdays from Monday on, as CLDR shortens them; nothing where it has none."""
    locale = locale_of(tag)
    return tuple(locale.days["format"]["abbreviated"][day] for day in WEEKDAYS) if locale else ()


def _pattern(cldr: str) -> str:
    """ "d. MMMM y" -> "{day}. {month} {year}" """
    return _PART.sub(lambda part: part[1] or ("'" if part[2] is None else _PLACES[part[2]]), cldr)
