"""Which letters a language is written in, and in which language words in other letters are read out."""

from __future__ import annotations

import re
from functools import lru_cache

from handouts.resolve import direction

LETTERS = direction.SCRIPTS | {  # two letters of Latin: one alone is a sign, as in "2 x 500"
    "Latin": re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]{2}"),
    "Greek": re.compile("[\u0370-\u03ff\u1f00-\u1fff]"),
    "Cyrillic": re.compile("[\u0400-\u052f]"),
    "Devanagari": re.compile("[\u0904-\u0963\u0970-\u097f]"),
    "Thai": re.compile("[\u0e01-\u0e4e]"),
    "Han": re.compile("[\u4e00-\u9fff]"),
}
# Latin but for these
WRITTEN = {
    "el": "Greek",
    "hi": "Devanagari",
    "mr": "Devanagari",
    "ne": "Devanagari",
    "zh": "Han",
    "ja": "Han",
    "th": "Thai",
}
WRITTEN |= dict.fromkeys(("be", "bg", "kk", "mk", "ru", "sr", "uk"), "Cyrillic")
WRITTEN |= dict.fromkeys(("ar", "fa", "ps", "ur"), "Arabic") | dict.fromkeys(("he", "yi"), "Hebrew")
# of the languages that there are words for, the first in these letters
SPOKEN = direction.SPOKEN | {
    "Latin": "en",
    "Greek": "el",
    "Cyrillic": "uk",
    "Devanagari": "hi",
    "Thai": "th",
    "Han": "zh",
}


def spoken_in(text: str, language: str, own: str) -> str:
    """The language of a word on a sheet in a language, where no one has said it: nothing if it has letters of that, or
    no letters; the clinic's `own` if that is written so. Words from right to left are elements of their own among
    others, which say it."""
    script = written_in(language)
    if (script == "Latin" and text.isascii()) or LETTERS[script].search(text):
        return ""
    found = next((name for name in LETTERS if LETTERS[name].search(text)), "")
    if found in direction.SCRIPTS and script not in direction.SCRIPTS:
        return ""
    return own if found and found == written_in(own) else SPOKEN.get(found, "")


@lru_cache(None)
def written_in(language: str) -> str:
    """The script of a language (BCP 47)."""
    return WRITTEN.get(language.partition("-")[0], "Latin") if language else ""
