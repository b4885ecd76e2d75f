"""The fixed words of the pages: those of the clinic's language, under what `clinic.yaml` says in `words:`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from handouts.content.clinic import Clinic, Language
from handouts.content.library import Library
from handouts.content.load import Loaded
from handouts.files.problems import Problem, nearest
from handouts.files.workspace import library_folder
from handouts.resolve.resolved import Words
from handouts.reuse.store import ByIdentity, reused
from handouts.reuse.stores import PHRASES

PLACE = re.compile(r"\{(\w+)\}")
OF_FIXED_LENGTH = ("days", "months", "short_months", "weekdays")

Phrase = str | tuple[str, ...]


def phrases(clinic: Loaded[Clinic], language: Loaded[Language], library: Library) -> Words:
    """Every fixed word in the clinic's language and its own words. What is wrong with them is gathered in the library.
    The same files give the same object, by which others keep what they make of it."""
    english = library.open(Language, library_folder() / "data" / "languages" / "en.yaml")
    if english is None:
        return language.content.words
    if english.path != language.path:
        library.problems += _missing(language, english.content)
        library.problems += _other_places(language, english.content)
    own = clinic.content.words
    if not own:
        return language.content.words
    library.problems += _unknown(clinic, language.content)
    library.problems += _other_places(clinic, english.content)
    return _merged(ByIdentity(clinic), ByIdentity(language))


@reused(PHRASES)
def _merged(clinic: ByIdentity, language: ByIdentity) -> Words:
    own = clinic.thing.content.words
    return {group: words | own.get(group, {}) for group, words in language.thing.content.words.items()}


def _missing(language: Loaded[Language], english: Language) -> Iterator[Problem]:
    """Words that our English has and this language lacks, or has in another form (a list, a single text)."""
    for group, words in english.words.items():
        own = language.content.words.get(group, {})
        missing = [
            name for name, text in words.items() if name not in own or _form(name, own[name]) != _form(name, text)
        ]
        if missing:
            hint = "Take them from data/languages/en.yaml and translate them."
            yield language.problem(("words", group), f"lacks, or has in another form: {', '.join(missing)}.", hint)


def _unknown(clinic: Loaded[Clinic], language: Language) -> Iterator[Problem]:
    """Words of the clinic's that nothing prints, or that have another form than the language's."""
    for group, words in clinic.content.words.items():
        known = language.words.get(group)
        if known is None:
            hint = nearest(group, language.words) or f"There are {', '.join(language.words)}."
            yield clinic.problem(("words", group), "is no group of words.", hint)
            continue
        for name, text in words.items():
            place = ("words", group, name)
            if name not in known:
                hint = nearest(name, known) or "data/languages/en.yaml lists them."
                yield clinic.problem(place, "is none of the words of the pages.", hint)
            elif _form(name, text) != _form(name, known[name]):
                many = f"a list of {len(known[name])}" if name in OF_FIXED_LENGTH else "a list"
                yield clinic.problem(place, f"expects {'a text' if isinstance(known[name], str) else many}.")


def _other_places(file: Loaded[Any], english: Language) -> Iterator[Problem]:
    """Places such as {number} that no value is known for: a sheet that has one could not be made."""
    for group, words in file.content.words.items():
        for name, text in words.items():
            known = _places(english.words.get(group, {}).get(name, text))
            for place in sorted(_places(text) - known):
                hint = f"Ours has {', '.join(f'{{{each}}}' for each in sorted(known)) or 'none'}."
                yield file.problem(("words", group, name), f"has the place {{{place}}}, which ours has not.", hint)


def _form(name: str, phrase: Phrase) -> int:
    """0 for a text, for a list 1, or its length where that is fixed."""
    return 0 if isinstance(phrase, str) else len(phrase) if name in OF_FIXED_LENGTH else 1


def _places(phrase: Phrase) -> set[str]:
    return set(PLACE.findall(phrase if isinstance(phrase, str) else " ".join(phrase)))
