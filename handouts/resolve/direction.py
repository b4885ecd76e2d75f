"""Letters that run from right to left, and what keeps a text in order among others (UAX #9): isolates."""

from __future__ import annotations

import re
from unicodedata import bidirectional

BEGIN, END = "\u2068", "\u2069"  # first strong isolate, pop directional isolate
ISOLATES = str.maketrans("", "", BEGIN + END)
# Hebrew, Arabic, and the blocks that Unicode keeps for other scripts that run so; not what it keeps for programs
RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
SCRIPTS = {  # that run so and that there are fonts for, by their blocks
    "Hebrew": re.compile("[\u0590-\u05ff\ufb1d-\ufb4f]"),
    "Arabic": re.compile("[\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc]"),
}
# A telephone number, one number times another, a range in words: plain rules would turn their groups round
_GAP = "[ \u00a0\u202f]"
NUMBERS = re.compile(
    r"(?<!\d)(?<!\d[.,:/])(?:\+?\d++(?:[.,:/]\d++)*+"
    rf"(?:{_GAP}?(?:[x\u00d7]|to(?= )){_GAP}?\d+(?:[.,]\d+)*(?:{_GAP}?[a-z]{{1,2}}\b)?|{_GAP}\d+)+"
    r"|[+0]\d*(?:-\d+)+)"
)
SPOKEN = {"Hebrew": "he", "Arabic": "ar"}  # the language that most readers of a script speak


def has_right_to_left(text: str) -> bool:
    """Whether some letters of a text run from right to left."""
    return not text.isascii() and RIGHT_TO_LEFT.search(text) is not None


def has_an_order(text: str) -> bool:
    """Whether a text is not just drawn from left to right: it has such letters, or a part of an isolate."""
    return not text.isascii() and (RIGHT_TO_LEFT.search(text) is not None or BEGIN in text or END in text)


def isolated(text: str) -> str:
    """A text that is put among others, such as a name: where it has letters that run from right to left, they move no
    number or bracket beside it. Signs alone, such as a comma, go with what is around them."""
    return BEGIN + text + END if has_right_to_left(text) and any(map(_is_leftward, text)) else text


def _is_leftward(character: str) -> bool:
    return bidirectional(character) in ("R", "AL") and character.isalpha()


def of_a_leftward_sheet(text: str) -> str:
    """A text for a sheet that runs from right to left, where words that run so too are not isolated: an isolate is no
    word to what stands on both sides of it, and two names in Latin letters would change places over the one between."""
    return without_isolates(text)


def numbers_isolated(text: str) -> str:
    """A text whose numbers of several parts, such as a telephone number, stay as they are among words from right to
    left."""
    return NUMBERS.sub(rf"{BEGIN}\g<0>{END}", text)


def without_isolates(text: str) -> str:
    """A text for where it stands alone."""
    return text if text.isascii() else text.translate(ISOLATES)


def script_of(character: str) -> str:
    """The script of a letter that runs from right to left: one of SCRIPTS, or "other"; of any other nothing."""
    if not RIGHT_TO_LEFT.match(character):
        return ""
    return next((name for name, letters in SCRIPTS.items() if letters.match(character)), "other")


def language_of(text: str) -> str:
    """In which language words from right to left are read out, where nobody has said it; or nothing."""
    return next((SPOKEN[script] for script in map(script_of, text) if script in SPOKEN), "")
