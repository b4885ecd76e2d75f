"""Letters before any font: which can't be set, which say nothing, and which are the same."""

from __future__ import annotations

import unicodedata

from handouts.files.written import character_name

# Some fonts have one of two characters that look and mean the same: U+00B5 micro is U+03BC mu.
SAME = {"\u00b5": "\u03bc", "\u2010": "-", "\u2011": "-"}
# Soft hyphen, zero-width spaces, left-to-right mark: we never hyphenate, and lines run that way, so they say nothing.
INVISIBLE = "\u00ad\u200b\u200e\u2060\ufeff"
JOINERS = frozenset("\u200c\u200d")  # what Devanagari and its like are written with; every font hides them
RIGHT_TO_LEFT = ("R", "AL", "AN")  # bidirectional classes (UAX #9) that would be set in the wrong order


class UndrawableCharacter(ValueError):
    """A text can't be drawn because of `character`: why is in the message, what to do in `hint`."""

    def __init__(self, character: str, why: str, hint: str) -> None:
        super().__init__(f"has {character_name(character)}, {why}.")
        self.character, self.hint = character, hint


def refuse_wrong_order(text: str) -> None:
    """Raise UndrawableCharacter for what runs from right to left, and for what changes the order unseen."""
    for character in text:
        if unicodedata.bidirectional(character) in RIGHT_TO_LEFT:
            why = "which is written from right to left, and lines here run from left to right only"
            raise UndrawableCharacter(character, why, "Write it in Latin letters.")
        if unicodedata.category(character) == "Cf" and character not in JOINERS:
            raise UndrawableCharacter(character, "which nobody can see", "Take it away, or type the text again.")


def printable(text: str) -> str:
    """The text as it is drawn: composed accents (NFC), one form of look-alikes, no invisible characters."""
    text = unicodedata.normalize("NFC", text)
    if text.isascii():
        return text
    return "".join(SAME.get(character, character) for character in text if character not in INVISIBLE)


def how_plain(code: int) -> tuple[bool, bool, int]:
    """What to take first of characters with one glyph: a letter before its compatibility form, such as a radical for
    U+5C0F or the micro sign for mu, and private-use ones last."""
    return 0xE000 <= code < 0xF900, not unicodedata.is_normalized("NFKC", chr(code)), code


def is_same(one: str, other: str) -> bool:
    """Whether two texts differ in form alone, as a ligature does from its letters."""
    return unicodedata.normalize("NFKC", one) == unicodedata.normalize("NFKC", other)
