"""Whether a sheet may be in another language than its files were written in: what lacks a translation stops it, and
what nobody has checked is said on every page of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import TypeAlias

from handouts.content.clinic import Clinic
from handouts.content.library import Library
from handouts.content.load import Loaded, Translated, holds
from handouts.content.model import Exercise
from handouts.content.overlay import UNPRINTABLE
from handouts.content.translation import TranslatedText
from handouts.content.words import Words
from handouts.files.problems import Ask, Command, Problem
from handouts.files.workspace import TRANSLATIONS
from handouts.files.written import File, TableFile
from handouts.resolve.cards import ExerciseCard, heard_of
from handouts.resolve.direction import without_isolates
from handouts.resolve.phrases import own_words
from handouts.resolve.resolved import Draft, Handout, UncheckedLine

Put: TypeAlias = tuple[Loaded[File], Translated[File]]  # a file that was put into another language, and how
GAP = "____"
SHOWN = 60  # letters of a text that a message says
NAMED = 4  # files that a note names, those with the most drafts


def with_state_of_translation(handout: Handout, library: Library, *, whole: bool) -> Handout:
    """The sheet, with what its pages say of a translation that nobody has checked; whether its signatures are under the
    `whole` of it, or under some of its exercises alone. Raises ContentError with a problem for each file with texts on
    this sheet that have no translation."""
    clinic = library.clinic()
    files = list(_put(library))
    if not files:
        return handout
    said = without_isolates("\n".join(_texts(handout)))
    _refuse_missing(files, said, library)
    signed = all(review.state == "signed" for review in handout.reviews)
    unchecked = [
        (file, texts)
        for file, how in files
        if (texts := _unchecked(file, how, said, signed=signed and (whole or holds(file, Exercise))))
    ]
    if unchecked and clinic.content.unchecked_translations == "refuse":
        library.problems += [_not_checked(clinic, file, texts, library.language) for file, texts in unchecked]
    library.problems.stop_if_any()
    drafts = frozenset(_drafts(unchecked, library.language))
    return replace(handout, unchecked=_lines(handout.words, library), drafts=drafts) if unchecked else handout


def _refuse_missing(files: list[Put], said: str, library: Library) -> None:
    """Gather a problem for each file with texts on this sheet that have no translation."""
    library.problems += [problem for file, how in files for problem in refused(file, how, library.language, said)]
    if UNPRINTABLE in said and not library.problems:  # in words that were taken apart
        library.problems += [problem for file, how in files for problem in refused(file, how, library.language)]


def _put(library: Library) -> Iterator[Put]:
    """The files of a sheet that were put into its language."""
    for file in library.needs.files.values():
        if file.translated:
            yield file, file.translated
    spoken = library.clinic_in_language()
    if spoken and spoken.translated:
        yield spoken, spoken.translated


def _texts(part: object) -> Iterator[str]:
    """All that is said in a resolved part."""
    if isinstance(part, str):
        yield str.__str__(part)
    elif isinstance(part, (tuple, list)):
        for each in part:
            yield from _texts(each)
    elif is_dataclass(part) and not isinstance(part, type):
        if isinstance(part, ExerciseCard) and part.figure:
            yield from heard_of(part.figure, mirrored=part.mirrored)
        for each in fields(part):
            yield from _texts(getattr(part, each.name))


def refused(file: Loaded[File], how: Translated[File], language: str, said: str = "") -> Iterator[Problem]:
    """A problem for what of a file's texts (of those that are `said`) has no translation into a language, and one for
    each translation that is at fault."""
    found = [each for each in how.unprintable if _is_said(UNPRINTABLE + each.written.english, said)]
    faulty = [each for each in found if each.fault]
    for each in faulty:
        yield fault_of(each, how)
    if lacking := [each for each in found if not each.fault]:
        count, first = len(lacking), lacking[0].written
        many = "a text without a translation" if count == 1 else f"{count} texts without a translation"
        old = sum(each.state == "stale" for each in lacking)
        dated = "" if not old else f" ({old} of them out of date)" if count > 1 else " that is up to date"
        message = f'has {many} into "{language}"{dated}: {_in_short(first.english)}.'
        yield file.problem(first.place, message, "Translate them.", "", to_translate(file, language))


def fault_of(text: TranslatedText, how: Translated[File]) -> Problem:
    """A problem for a translation that says something else than its English."""
    assert how.file is not None
    hint = f"Make it agree with: {_in_short(text.written.english)}"
    return how.file.problem(("units", text.unit or 0, "text"), text.fault, hint)


def to_translate(file: Loaded[File], language: str, *settings: Ask) -> Command:
    """What makes a table of a file's texts that are to be translated."""
    name = file.content.kind if isinstance(file.content, (Clinic, TableFile)) else file.id
    return Command("translate", (language, name), settings)


def _in_short(text: str) -> str:
    return f'"{text}"' if len(text) <= SHOWN else f'"{text[:SHOWN].rstrip()} ..."'


def _is_said(text: str, said: str) -> bool:
    """Whether a text stands on a sheet; where it has gaps, up to the first. In nothing everything is."""
    return not said or text.partition(GAP)[0] in said


def _unchecked(file: Loaded[File], how: Translated[File], said: str, *, signed: bool) -> list[TranslatedText]:
    """The texts of a sheet that nobody has compared with their English. Who has signed a condition or a
    programme in its language has read all of its sheet, but for what is the clinic's own; who has signed an exercise
    has read neither the signs nor the reasons against it."""
    if signed and not holds(file, Clinic):
        return []
    return [each for each in how.texts if each.state == "draft" and each.printable and _is_said(each.text, said)]


def _drafts(unchecked: Iterable[tuple[Loaded[File], list[TranslatedText]]], language: str) -> Iterator[Draft]:
    for file, texts in unchecked:
        if file.translated and file.translated.file:
            shown = file.translated.file.document.file
            yield from (Draft(language, shown, each.unit) for each in texts if each.unit is not None)


def told_of_drafts(drafts: Collection[Draft]) -> Iterator[Problem]:
    """For each language, how many texts nobody has checked, in which files, and what to do."""
    for language in sorted({each.language for each in drafts}):
        folder = f"{TRANSLATIONS}/{language}"
        counted = Counter(each.file for each in drafts if each.language == language)
        files = sorted(counted.items(), key=lambda each: (-each[1], each[0]))
        named = ", ".join(f"{file.removeprefix(f'{folder}/')} ({count})" for file, count in files[:NAMED])
        more = f" and {len(files) - NAMED} more" if len(files) > NAMED else ""
        said = f"nobody has checked {counted.total()} of the printed texts, and the pages say so"
        hint, way = "Let somebody who reads both languages compare them.", Ask("drafts")
        yield Problem(folder, 0, "", f"{said}: {named}{more}.", hint, ways=(Command("translate", (language,), (way,)),))


def _not_checked(clinic: Loaded[Clinic], file: Loaded[File], texts: list[TranslatedText], language: str) -> Problem:
    count = "1 text" if len(texts) == 1 else f"{len(texts)} texts"
    message = f'{file.document.file} has {count} in "{language}" that nobody has checked.'
    hint, way = "Sign what they are part of, or check them.", to_translate(file, language, Ask("drafts"))
    return clinic.problem(("unchecked_translations",), message, hint, "", way)


def _lines(words: Words, library: Library) -> tuple[UncheckedLine, ...]:
    """What is said of it, in the language of the sheet and in the clinic's."""
    both = (words, own_words(library))
    return tuple(dict.fromkeys(UncheckedLine(each.page.translation_unchecked, each.tag) for each in both))
