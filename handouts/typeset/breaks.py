"""Where a line may end, by Unicode's line breaking algorithm (UAX #14). Rules go by their names there. Thai ends
between words, which no sign parts (class SA): a library that has read much Thai says where.

It is asked for texts with letters that stand without spaces, such as Chinese; the lines of all others end at spaces
alone, so that nothing is parted at a hyphen or a slash. Classes of letters come from what Python knows of them, and a
few lists.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate, takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from budoux import Parser

# what is written without spaces: Han, kana, and the signs that go with them
UNSPACED = re.compile("[\u2e80-\u312f\u31a0-\u33ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]")
THAI = re.compile("[\u0e01-\u0e4e]{2,}")
NEVER_BEFORE_THAI = "\u0e2f\u0e30\u0e32\u0e33\u0e45\u0e46"  # signs and vowels that go with the letter before them
NEVER_AFTER_THAI = "\u0e40\u0e41\u0e42\u0e43\u0e44"  # vowels that go with the letter after them
OF_CATEGORY = {
    **dict.fromkeys(("Mn", "Mc", "Me", "Cc", "Cf"), "CM"),
    **dict.fromkeys(("Zl", "Zp"), "BK"),
    **dict.fromkeys(("Pi", "Pf"), "QU"),
    **dict.fromkeys(("Zs", "Pd"), "BA"),
    "Nd": "NU",
    "Ps": "OP",
    "Pe": "CL",
    "Sc": "PR",
    "Cn": "AL",
}
LISTED = {
    "AL": "#&*<=>@^_`~\u00a6\u00a7\u00a9\u00ac\u00ae\u00af\u00b5\u00b6\u00b7\u2015"
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u2061\u2062\u2063\u2064",
    "B2": "\u2014\u2e3a\u2e3b",
    "BA": "\t|\u00ad\u2010\u2012\u2013\u2027\u2056\u3000\u0964\u0965\u2058\u2059\u205a\u205b\u205d\u205e",
    "BB": "\u00b4\u02c8\u02cc\u02df\u1806",
    "BK": "\u000b\u000c\u2028\u2029",
    "CB": "\ufffc",
    "CL": "\u3001\u3002\uff0c\uff0e\uff61\uff64\ufe11\ufe12\ufe50\ufe52",
    "CM": "\u3035",
    "CP": ")]",
    "CR": "\r",
    "EB": "\u261d\u26f9\u270a\u270b\u270c\u270d",
    "EX": "!?\u05c6\u061d\u061b\u061e\u061f\u06d4\uff01\uff1f\ufe15\ufe16\ufe56\ufe57",
    "GL": "\u00a0\u034f\u2007\u2011\u202f\u180e\u035c\u035d\u035e\u035f\u0360\u0361\u0362",
    "HY": "-",
    "ID": "\u3030\ufe31\ufe32\ufe58\ufe63\uff0d\u303f",
    "IN": "\u2024\u2025\u2026\u22ef\ufe19",
    "IS": ",.:;\u037e\u0589\u060c\u060d\u2044\ufe10\ufe13\ufe14",
    "LF": "\n",
    "NL": "\u0085",
    "NS": "\u17d6\u203c\u203d\u2047\u2048\u2049\u3005\u301c\u303b\u303c\u309b\u309c\u309d\u309e\u30a0\u30fb\u30fc\u30fd"
    "\u30fe\ufe54\ufe55\uff1a\uff1b\uff65\uff9e\uff9f",
    "NU": "\u066b\u066c",
    "OP": "\u00a1\u00bf\u2e18",
    "PO": "%\u00a2\u00b0\u060b\u066a\u2030\u2031\u2032\u2033\u2034\u2035\u2036\u2037\u2057\u0609\u060a"
    "\u20a7\u20b6\u20bb\u2103\u2109\ufdfc\uff05\uffe0",
    "PR": "$+\\\u00a3\u00a4\u00a5\u00b1\u2116\u2212\u2213\uff04\uffe1\uffe5\uffe6",
    "QU": "\"'\u275b\u275c\u275d\u275e",
    "SP": " ",
    "SY": "/",
    "WJ": "\u2060\ufeff",
    "ZW": "\u200b",
    "ZWJ": "\u200d",
    # small kana: as strict as can be (LB1)
    "CJ": "\u3041\u3043\u3045\u3047\u3049\u3063\u3083\u3085\u3087\u308e\u3095\u3096\u30a1\u30a3\u30a5\u30a7\u30a9\u30c3"
    "\u30e3\u30e5\u30e7\u30ee\u30f5\u30f6\uff67\uff68\uff69\uff6a\uff6b\uff6c\uff6d\uff6e\uff6f\uff70\u31f0\u31f1\u31f2\u31f3"
    "\u31f4\u31f5\u31f6\u31f7\u31f8\u31f9\u31fa\u31fb\u31fc\u31fd\u31fe\u31ff",
}
BY_LETTER = {letter: name for name, letters in LISTED.items() for letter in letters}
RANGES = (
    *((0x1100, 0x115F, "JL"), (0x1160, 0x11A7, "JV"), (0x11A8, 0x11FF, "JT"), (0xAC00, 0xD7A3, "H2")),
    *((0x1F1E6, 0x1F1FF, "RI"), (0x1F3FB, 0x1F3FF, "EM")),
)
NEVER_BEFORE = ("CL", "CP", "EX", "IS", "SY")  # LB13
NUMERIC = ("NU", "SY", "IS")


def ends_in(texts: list[str]) -> Iterator[frozenset[int]]:
    """Of each of the texts of a paragraph, before which of its letters a line may end without a space there; nowhere
    unless some of its letters are written so."""
    whole = "".join(texts)
    ends = {at for at in breaks(whole) if whole[at - 1] != " "} if UNSPACED.search(whole) else set()
    ends |= {at for found in THAI.finditer(whole) for at in _between_words(found[0], found.start())}
    start = 0
    for text in texts:
        yield frozenset(at - start for at in ends if start <= at < start + len(text))
        start += len(text)


def _between_words(thai: str, start: int) -> Iterator[int]:
    """Between which words of Thai a line may end, in a text in which it begins at `start`."""
    for at in accumulate(len(word) for word in _thai().parse(thai)):
        held = at >= len(thai) or thai[at] in NEVER_BEFORE_THAI or thai[at - 1] in NEVER_AFTER_THAI
        if not held and unicodedata.category(thai[at]) != "Mn":
            yield start + at


@lru_cache(None)
def _thai() -> Parser:
    from budoux import load_default_thai_parser

    return load_default_thai_parser()


def class_of(letter: str) -> str:
    """The line breaking class of a letter, as LB1 resolves it."""
    if letter in BY_LETTER:
        return "NS" if BY_LETTER[letter] == "CJ" else BY_LETTER[letter]
    code = ord(letter)
    if in_range := next((kind for first, last, kind in RANGES if first <= code <= last), ""):
        return "H3" if in_range == "H2" and (code - 0xAC00) % 28 else in_range
    category, wide = unicodedata.category(letter), unicodedata.east_asian_width(letter)
    if category in OF_CATEGORY and (category, wide) != ("Nd", "F"):
        return OF_CATEGORY[category]
    if wide in "WFH":
        return "ID"
    return "HL" if unicodedata.bidirectional(letter) == "R" and category == "Lo" else "AL"


def breaks(text: str) -> Iterator[int]:
    """Where a line may end within a text: before the letters at these places, spaces left behind."""
    classes = [class_of(letter) for letter in text]
    kinds = list(_attached(classes))
    before = ""
    for at in range(1, len(text)):
        if classes[at - 1] != "SP":
            before = kinds[at - 1]
        if _may_end(text, kinds, at, before):
            yield at


def _attached(classes: list[str]) -> Iterator[str]:
    """Classes with marks as what they stand on (LB9 and LB10)."""
    base = ""
    for kind in classes:
        if kind not in ("CM", "ZWJ"):
            base = kind
            yield kind
        elif base in ("", "BK", "CR", "LF", "NL", "SP", "ZW"):
            base = "AL"
            yield "AL"
        else:
            yield base


def _may_end(text: str, kinds: list[str], at: int, before: str) -> bool:
    """Whether a line may end before a letter; `before` is the class of the last one that is no space."""
    one, other = kinds[at - 1], kinds[at]
    if one in ("BK", "LF", "NL") or (one == "CR" and other != "LF"):  # LB4, LB5
        return True
    if other in ("BK", "CR", "LF", "NL", "SP", "ZW"):  # LB6, LB7
        return False
    if before == "ZW":  # LB8
        return True
    if text[at - 1] == "\u200d" or (class_of(text[at]) in ("CM", "ZWJ") and one != "SP"):  # LB8a, LB9
        return False
    if one == "SP":
        return not _held_over_spaces(before, other)
    return not _held(text, kinds, at)


def _held_over_spaces(before: str, other: str) -> bool:
    """LB11, LB13 to LB18 where a space stands between two."""
    if other == "WJ" or other in NEVER_BEFORE or before == "OP":
        return True
    return (before, other) in (("QU", "OP"), ("B2", "B2"), ("CL", "NS"), ("CP", "NS"))


LETTERS = ("AL", "HL")
IDEOGRAPHS = ("ID", "EB", "EM")
HANGUL = ("JL", "JV", "JT", "H2", "H3")
# LB23 to LB28: what stands together without a space
TOGETHER = {
    **{(one, "NU"): True for one in LETTERS},
    **{("NU", other): True for other in LETTERS},
    **{("PR", other): True for other in IDEOGRAPHS},
    **{(one, "PO"): True for one in IDEOGRAPHS},
    **{(one, other): True for one in ("PR", "PO") for other in LETTERS},
    **{(one, other): True for one in LETTERS for other in ("PR", "PO", *LETTERS)},
    **{(one, "NU"): True for one in ("PR", "PO", "HY", "NU")},
    **{("JL", other): True for other in ("JL", "JV", "H2", "H3")},
    **{(one, other): True for one in ("JV", "H2") for other in ("JV", "JT")},
    **{(one, "JT"): True for one in ("JT", "H3")},
    **{(one, "PO"): True for one in HANGUL},
    **{("PR", other): True for other in HANGUL},
    **{("IS", other): True for other in LETTERS},
}


def _held(text: str, kinds: list[str], at: int) -> bool:
    """LB11 to LB30b where no space stands between two."""
    one, other = kinds[at - 1], kinds[at]
    if "WJ" in (one, other) or one == "GL" or other in NEVER_BEFORE or _held_over_spaces(one, other):  # LB11 to LB18
        return True
    if other == "GL":  # LB12a
        return one not in ("BA", "HY")
    if "QU" in (one, other) or "CB" in (one, other):  # LB19, LB20
        return "QU" in (one, other)
    return _close_by(kinds, at) or _of_a_number(kinds, at) or _rarely_held(text, kinds, at)


def _close_by(kinds: list[str], at: int) -> bool:
    """LB21 to LB28."""
    one, other = kinds[at - 1], kinds[at]
    if other in ("BA", "HY", "NS", "IN") or one == "BB" or (one, other) == ("SY", "HL"):
        return True
    return (one in ("HY", "BA") and kinds[at - 2 : at - 1] == ["HL"]) or (one, other) in TOGETHER


def _of_a_number(kinds: list[str], at: int) -> bool:
    """LB25: signs before and after a number, and what stands in it."""
    one, other = kinds[at - 1], kinds[at]
    if (other in ("PO", "PR") and one in ("CL", "CP", *NUMERIC)) or (other == "NU" and one in ("SY", "IS")):
        start = at - 1 - (one in ("CL", "CP"))
        while start >= 0 and kinds[start] in ("SY", "IS"):
            start -= 1
        return start >= 0 and kinds[start] == "NU"
    return one in ("PR", "PO") and other == "OP" and kinds[at + 1 : at + 2] == ["NU"]


def _rarely_held(text: str, kinds: list[str], at: int) -> bool:
    """LB30, LB30a and LB30b: letters at brackets, pairs of flags' letters, hands of another colour."""
    one, other = kinds[at - 1], kinds[at]
    if one in (*LETTERS, "NU") and other == "OP":
        return unicodedata.east_asian_width(text[at]) not in "FWH"
    if one == "CP" and other in (*LETTERS, "NU"):
        return unicodedata.east_asian_width(text[at - 1]) not in "FWH"
    if (one, other) == ("RI", "RI"):
        flags = takewhile(lambda place: kinds[place] == "RI", range(at - 1, -1, -1))
        return sum(class_of(text[place]) == "RI" for place in flags) % 2 == 1
    return (one, other) == ("EB", "EM")
