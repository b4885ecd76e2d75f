"""How hard a text is to read: sentences, words, syllables, and the Flesch-Kincaid grade made of them.

The grade is 0.39 x words a sentence + 11.8 x syllables a word - 15.59 (Kincaid and others, 1975). Syllables are counted
by groups of vowels, which needs no dictionary and is right for about nine English words in ten.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_SENTENCE_END = re.compile(r"(?<=[.!?:])\s+")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_VOWELS = re.compile(r"[aeiouyáéíóúäöü]+")


def sentences(text: str) -> list[str]:
    """The sentences of a text."""
    return [sentence for sentence in _SENTENCE_END.split(text.strip()) if _WORD.search(sentence)]


def words(text: str) -> list[str]:
    """Its words; "5 to 7" is three."""
    return _WORD.findall(text)


def syllables(word: str) -> int:
    """How many syllables an English word has, at least one. A number counts as one."""
    word = word.lower()
    if word.endswith(("es", "ed")) and not word.endswith(
        ("ted", "ded", "ses", "zes", "ches", "shes", "ces", "ges", "xes")
    ):
        word = word[:-2] + ("e" if word.endswith("les") else "")
    elif word.endswith("e") and not word.endswith("le"):
        word = word[:-1]
    return max(1, len(_VOWELS.findall(word)))


def grade(texts: Iterable[str]) -> float:
    """The Flesch-Kincaid grade of texts together; 0 when they have no words."""
    found = [sentence for text in texts for sentence in sentences(text)]
    listed = [word for sentence in found for word in words(sentence)]
    if not listed:
        return 0.0
    return 0.39 * len(listed) / len(found) + 11.8 * sum(map(syllables, listed)) / len(listed) - 15.59


def costliest(texts: Iterable[str]) -> str:
    """The sentence with the highest grade of its own."""
    return max((sentence for text in texts for sentence in sentences(text)), key=lambda one: grade([one]), default="")
