"""The fixed words of the pages: those of the clinic's language, under what `clinic.yaml` says in `words:`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from handouts.content.clinic import Clinic, Language
from handouts.content.library import Library
from handouts.content.load import Loaded
from handouts.content.words import Phrases, Words
from handouts.content.words.phrase import Phrase, PhraseGroup, PluralForms, texts_of
from handouts.content.words.sheets import PageWords
from handouts.files.problems import Command, Problem
from handouts.resolve.languages import dates_of, is_english, short_weekdays
from handouts.reuse.store import ByIdentity, reused
from handouts.reuse.stores import PHRASES

PROFESSION = "{profession}"


def phrases(clinic: Loaded[Clinic], language: Loaded[Language]) -> Words:
    """Every fixed word in the clinic's language and its own words; what both leave out is English, save what CLDR has.
    The same files give the same object, by which others keep what they make of it."""
    return _kept(ByIdentity(clinic), ByIdentity(language))


def own_words(library: Library) -> Words:
    """The fixed words of the clinic's language, in which its clinicians are told something. Raises ContentError."""
    clinic = library.clinic()
    language = library.get(Language, clinic.content.language, clinic, ("language",))
    return phrases(clinic, library.problems.stop_without(language))


@reused(PHRASES)
def _kept(clinic: ByIdentity[Loaded[Clinic]], language: ByIdentity[Loaded[Language]]) -> Words:
    return merged(clinic.thing.content, language.thing.content)


def merged(clinic: Clinic, language: Language) -> Words:
    """A language's phrases under a clinic's."""
    groups: dict[str, PhraseGroup] = {}
    of_cldr = _of_cldr(language.tag)
    for name in Phrases.model_fields:
        theirs, own = getattr(language.words, name), getattr(clinic.words, name)
        said = {**of_cldr.get(name, {}), **_written(theirs), **_written(own)}
        groups[name] = theirs.model_copy(update=said) if said else theirs
    page = groups["page"]
    assert isinstance(page, PageWords)
    profession = clinic.profession or page.profession
    named: dict[str, Any] = {name: _named(group, profession) for name, group in groups.items()}
    return Words.model_construct(tag=language.tag, direction=language.direction, **named)


def _written(group: PhraseGroup) -> dict[str, Phrase]:
    return {name: getattr(group, name) for name in group.model_fields_set}


def _of_cldr(tag: str) -> dict[str, dict[str, Phrase]]:
    """What a language has without its file: days and months."""
    if is_english(tag):
        return {}
    days = short_weekdays(tag)
    return {"dates": dates_of(tag), **({"leaf": {"days": days}} if days else {})}


def _named(group: PhraseGroup, profession: str) -> PhraseGroup:
    """The phrases with the profession in its places."""
    said = {name: value for name, value in group if any(PROFESSION in text for text in texts_of(value))}
    return group.model_copy(update={name: _with(value, profession) for name, value in said.items()}) if said else group


def _with(value: Phrase, profession: str) -> Phrase:
    if isinstance(value, PluralForms):
        forms = {name: text.replace(PROFESSION, profession) for name, text in value if text is not None}
        return PluralForms.model_construct(**forms)
    if isinstance(value, str):
        return value.replace(PROFESSION, profession)
    return tuple(text.replace(PROFESSION, profession) for text in value)


def untranslated(language: Loaded[Language]) -> Iterator[Problem]:
    """A warning for each group with phrases that the language lacks, and that are English on its pages."""
    of_cldr = _of_cldr(language.content.tag)
    if is_english(language.content.tag):
        return
    for name in Phrases.model_fields:
        group: PhraseGroup = getattr(language.content.words, name)
        known = group.model_fields_set | of_cldr.get(name, {}).keys()
        missing = [each for each in type(group).model_fields if each not in known]
        if missing:
            message = f"lacks {', '.join(missing)}; they are English."
            hint = "Translate them; each phrase is explained."
            yield language.problem(("words", name), message, hint, "untranslated", Command("docs", ("words",)))
