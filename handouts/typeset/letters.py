"""Letters before any font: which can't be set, which say nothing, and which are the same."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator

from handouts.files.written import character_name
from handouts.resolve.direction import BEGIN, END, has_right_to_left, script_of

# Some fonts have one of two characters that look and mean the same: U+00B5 micro is U+03BC mu.
SAME = {"\u00b5": "\u03bc", "\u2010": "-", "\u2011": "-"}
# Soft hyphen, zero-width spaces: we never hyphenate. Marks of a direction move nothing where all letters run one way.
INVISIBLE = "\u00ad\u200b\u2060\ufeff"
MARKS = "\u200e\u200f\u061c"
JOINERS = frozenset("\u200c\u200d")  # what Devanagari and its like are written with; every font hides them
NO_SPACE = -1  # in the place of a space's level: none stands where a word ends
NO_MARKS = str.maketrans("", "", MARKS)
UNDRAWN = str.maketrans("", "", MARKS + BEGIN + END)  # what is for the order of letters alone


class UndrawableCharacter(ValueError):
    """A text can't be drawn because of `character`: why is in the message, what to do in `hint`."""

    def __init__(self, character: str, why: str, hint: str) -> None:
        super().__init__(f"has {character_name(character)}, {why}.")
        self.character, self.hint = character, hint


def refuse_unseen(text: str) -> None:
    """Raise UndrawableCharacter for what changes letters or their order unseen."""
    for character in text:
        if unicodedata.category(character) == "Cf" and character not in JOINERS:
            raise UndrawableCharacter(character, "which nobody can see", "Take it away, or type the text again.")


def without_marks(text: str) -> str:
    """A text without what is for the order of letters alone."""
    return text.translate(UNDRAWN)


def by_script(text: str) -> dict[str, str]:
    """The letters of a text that run from right to left, by their script, and all the others under ""."""
    letters: dict[str, str] = {}
    for character in text:
        script = script_of(character)
        letters[script] = letters.get(script, "") + character
    return letters


def printable(text: str) -> str:
    """The text as it is drawn: composed accents (NFC), one form of look-alikes, no invisible characters but those which
    have a say in the order of letters."""
    text = unicodedata.normalize("NFC", text)
    if text.isascii():
        return text
    dropped = INVISIBLE if has_right_to_left(text) else INVISIBLE + MARKS
    return "".join(SAME.get(character, character) for character in text if character not in dropped)


def how_plain(code: int) -> tuple[bool, bool, int]:
    """What to take first of characters with one glyph: a letter before its compatibility form, such as a radical for
    U+5C0F or the micro sign for mu, and private-use ones last."""
    return 0xE000 <= code < 0xF900, not unicodedata.is_normalized("NFKC", chr(code)), code


def is_same(one: str, other: str) -> bool:
    """Whether two texts differ in form alone, as a ligature does from its letters."""
    return unicodedata.normalize("NFKC", one) == unicodedata.normalize("NFKC", other)


def with_spaces(parts: list[str]) -> Iterator[str | int]:
    """Parts with the level of the space between them."""
    for index, part in enumerate(parts):
        if index:
            yield 0
        yield part


def parted(text: str, ends: Collection[int]) -> Iterator[str | int]:
    """The parts of a text between which a line may end, before these of its letters or at a space."""
    start = 0
    for end in (*sorted(ends), len(text)):
        if end:
            yield from with_spaces(text[start:end].split(" "))
            yield NO_SPACE
        start = end
