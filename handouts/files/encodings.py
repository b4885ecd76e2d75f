"""The letters of a list: in which encoding they are written is declared or proved, never guessed.

A wrong guess prints wrong names on everyone's sheets, and no reader of the list sees it.
"""

from __future__ import annotations

import codecs
import re
from functools import lru_cache
from itertools import pairwise
from typing import Annotated

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from handouts.files.problems import Ask, ContentError, Problem, nearest, order_problem

UTF_8, UTF_16 = "utf-8", "utf-16"
MARKS = ((codecs.BOM_UTF8, UTF_8), (codecs.BOM_UTF16_LE, UTF_16), (codecs.BOM_UTF16_BE, UTF_16))
# What spreadsheets and clinic systems write, the commonest first: those are offered.
COMMON = (
    *("windows-1252", "windows-1250", "windows-1251", "windows-1254", "windows-1253", "windows-1257"),
    *("iso-8859-2", "mac-roman", "cp850", "cp852", "cp866", "koi8-r"),
)
RARE = (
    *("iso-8859-15", "windows-1255", "windows-1256", "windows-1258", "mac-latin2", "mac-cyrillic", "mac-greek"),
    *("iso-8859-1", "iso-8859-3", "iso-8859-4", "iso-8859-5", "iso-8859-6", "iso-8859-7", "iso-8859-8", "iso-8859-9"),
    *("iso-8859-10", "iso-8859-13", "iso-8859-14", "iso-8859-16", "koi8-u", "cp437", "cp855", "cp857", "cp858"),
)
LETTERS_OF_SEVERAL_BYTES = ("gb18030", "shift_jis", "big5", "euc-kr", "gbk", "cp932", "cp949", "euc-jp")
ENCODINGS = (UTF_8, UTF_16, "utf-16-le", "utf-16-be", *COMMON, *RARE, *LETTERS_OF_SEVERAL_BYTES)
OFFERED = 3
WORDS_LOOKED_AT = 1000  # to find out which encodings are likely
# What stands in words that were read in the wrong letters: Polish as windows-1252, UTF-8 as one letter a byte.
_SIGN = "[£¹³¯¦±‰¤]"
_SHOWN_BY_1252 = "\u00a0-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_WRONG_LETTERS = re.compile(rf"[ÂÃÄÅ][{_SHOWN_BY_1252}]|(?<=[^\W\d_]){_SIGN}|{_SIGN}(?=[^\W\d_])")


@lru_cache(1)
def _codecs() -> dict[str, str]:
    """Our name of each encoding by Python's. Looking them up imports them, so that waits until a list needs it."""
    return {codecs.lookup(name).name: name for name in reversed(ENCODINGS)}


def encoding_called(name: str) -> str | None:
    """The encoding of that name, in any of its spellings (cp1250, Windows-1250); None for what is no encoding of a
    text. Python's other codecs are no text, or run on what the machine is set to."""
    try:
        return _codecs().get(codecs.lookup(name).name)
    except (LookupError, ValueError):
        return None


def _declared(name: str) -> str:
    found = encoding_called(name)
    if found is None:
        expected = 'the name of an encoding, such as "windows-1250" or "utf-8"'
        raise PydanticCustomError("amount", "expects {expected}", {"expected": expected})
    return found


def title(encoding: str) -> str:
    """An encoding as people know it: UTF-8, windows-1250."""
    return encoding.upper() if encoding.startswith("utf") else encoding


Encoding = Annotated[str, AfterValidator(_declared)]


def wrong_letters(text: str) -> list[str]:
    """The signs in a text that stand in words only where it was read, now or before, in another encoding than its own:
    £ in £ukasz, Ã« in ZoÃ«."""
    return [] if text.isascii() else _WRONG_LETTERS.findall(text)


def asked_encoding(name: str) -> str:
    """The encoding that is asked for. Raises ContentError for what is none."""
    found = encoding_called(name)
    if found is None:
        hint = nearest(name.casefold(), ENCODINGS) or f"There are {', '.join(ENCODINGS[:12])} and others."
        raise ContentError([order_problem("encoding", "there is no such encoding.", hint)])
    return found


def decoded(data: bytes, shown: str, asked: str | None, usual: str | None) -> tuple[str, str]:
    """The text of a list, and the encoding it was in. `asked` is what the command says; `usual` is for lists that are
    not UTF-8 and have no mark.

    Raises ContentError with line and column where it is not what it is said to be, and where nobody says what it is.
    """
    mark, marked = next(((mark, name) for mark, name in MARKS if data.startswith(mark)), (b"", None))
    if marked and asked and not asked.startswith(marked):
        raise _not_as_asked(f"has a mark that says it is {title(marked)}, not {title(asked)}.", shown)
    wide = UTF_16 if marked == UTF_16 else asked if asked and asked.startswith(UTF_16) else None
    if wide:
        return _strictly(data, wide, shown), wide
    data = data.removeprefix(mark)
    _refuse_what_is_no_text(data, shown)
    if data.isascii() or marked or asked == UTF_8:
        return _strictly(data, UTF_8, shown), UTF_8
    return _unmarked(data, shown, asked, usual)


def _unmarked(data: bytes, shown: str, asked: str | None, usual: str | None) -> tuple[str, str]:
    """What may be UTF-8, and is that wherever it can be: other encodings hardly ever look so by chance."""
    said = asked or usual
    try:
        text = data.decode(UTF_8)
    except UnicodeDecodeError:
        nearly = asked not in LETTERS_OF_SEVERAL_BYTES and _is_nearly_utf8(data)
        if nearly or said is None:
            raise ContentError(_not_utf8(data, shown)) from None
        return _strictly(data, said, shown), said
    if asked:
        raise _not_as_asked(f"is UTF-8: read as {asked}, its letters would be others.", shown)
    return text, UTF_8


def _not_as_asked(message: str, shown: str) -> ContentError:
    return ContentError([Problem(shown, 0, "", message, "Take the encoding away.", ways=(Ask("encoding"),))])


def _refuse_what_is_no_text(data: bytes, shown: str) -> None:
    if b"\0" in data:
        hint = "Save it as CSV (in a spreadsheet: Save as, CSV UTF-8); if it is UTF-16, say so."
        raise ContentError([Problem(shown, 0, "", "is no text.", hint, ways=(Ask("encoding", ("utf-16-le",)),))])


def _strictly(data: bytes, encoding: str, shown: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, "replace")
        hint = "Type that letter again, or save the list as UTF-8."
        ways = [] if encoding == UTF_8 else [Ask("encoding")]
        if ways:
            hint = "Say another encoding, or save the list as UTF-8."
        raise ContentError([_at(before, data[error.start], encoding, shown, hint, *ways)]) from None


def _at(before: str, byte: int, encoding: str, shown: str, hint: str, *ways: Ask) -> Problem:
    """A byte that can't be, by the line and the letter (both from 1) at which it stands."""
    lines = re.split("\r\n|\r|\n", before)
    message = f"column {len(lines[-1]) + 1}: the byte 0x{byte:02X} is not {title(encoding)}."
    return Problem(shown, len(lines), "", message, hint, ways=ways)


def _bad_places(data: bytes) -> list[int]:
    """Where bytes stand that are not UTF-8."""
    places: list[int] = []

    def note(error: UnicodeError) -> tuple[str, int]:
        assert isinstance(error, UnicodeDecodeError)
        places.append(error.start)
        return "\ufffd", error.end

    codecs.register_error("handouts-note", note)
    data.decode(UTF_8, "handouts-note")
    return places


def _is_nearly_utf8(data: bytes) -> bool:
    """Whether more letters are proper UTF-8 than not: in other encodings hardly any byte looks so by chance."""
    letters = sum(character > "\x7f" for character in data.decode(UTF_8, "ignore"))
    return letters >= len(_bad_places(data))


def _not_utf8(data: bytes, shown: str) -> list[Problem]:
    places = _bad_places(data)
    if _is_nearly_utf8(data):
        hint = "The rest is UTF-8: type that letter again, or save the list as UTF-8."
        return [_at(data[:at].decode(UTF_8, "replace"), data[at], UTF_8, shown, hint) for at in places[:OFFERED]]
    likely = _likely(data)
    told_apart = (at for at in places if len({_reading(data[at : at + 1], name) for name in likely}) == len(likely))
    at = next(told_apart, places[0])
    readings = ", ".join(f"{_reading(data[at : at + 1], name)} in {name}" for name in likely)
    hint = f"It is {readings}: say what holds, or save the list as UTF-8."
    return [_at(data[:at].decode("latin-1"), data[at], UTF_8, shown, hint, Ask("encoding", ("NAME",)))]


def _reading(letter: bytes, encoding: str) -> str:
    """One letter in an encoding. Of Chinese, Japanese and Korean none is shown: one alone is a family's name."""
    return "part of a letter" if encoding in LETTERS_OF_SEVERAL_BYTES else letter.decode(encoding, "replace")


def _likely(data: bytes) -> list[str]:
    """The encodings in which it reads most like words, no two of them alike."""
    words = b" ".join(re.findall(rb"[A-Za-z]*[\x80-\xff][A-Za-z\x80-\xff]*", data)[:WORDS_LOOKED_AT])
    found: dict[str, str] = {}
    for name in (*COMMON, *LETTERS_OF_SEVERAL_BYTES):
        try:
            text = words.decode(name)
        except UnicodeDecodeError:
            continue
        if not re.search("[\x80-\x9f]", text):  # control characters: nobody writes them
            found.setdefault(text, name)
    return [found[text] for text in sorted(found, key=_oddity)[:OFFERED]]


def _oddity(text: str) -> float:
    """How much in a text stands as letters don't stand in words, from 0 on."""
    odd = 0.0
    for word in text.split():
        latin = [character < "\u0250" for character in word]
        odd += sum(not character.isalpha() for character in word)
        odd += sum(before.islower() and after.isupper() for before, after in pairwise(word))
        odd += 0 if all(latin) else sum(latin)
        odd += 0.5 * sum(min(pair) > "\x7f" and max(pair) < "\u0250" for pair in pairwise(word))
    return odd
