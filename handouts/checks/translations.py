"""Translations that say something else than their English, that lack texts, or that are out of date."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path

from handouts.content.clinic import Clinic, Language
from handouts.content.library import Library
from handouts.content.load import Loaded, Translated
from handouts.content.overlay import compared
from handouts.content.translatable import languages_with_translations, translatable
from handouts.content.translation import STATES, TranslatedText, Translation
from handouts.files.problems import Command, ContentError, Problem
from handouts.files.workspace import TRANSLATIONS
from handouts.files.written import File, PatientText, TableFile, main_language
from handouts.resolve.handout import surroundings
from handouts.resolve.translation import fault_of, to_translate
from handouts.typeset.characters import letters_of, undrawable
from handouts.typeset.fonts import FontBook


def check_translations(library: Library) -> Iterator[Problem]:
    """What is wrong with translations, in every language that has any; ours are looked through where there is no
    clinic's folder."""
    workspace = library.workspace
    yield from _clinic_untranslated(library.fresh())
    for language in languages_with_translations(workspace):
        if not library.place(Language, language):
            where = f"{TRANSLATIONS}/{language}"
            yield Problem(where, 0, "", "is of no language.", f"Write data/languages/{language}.yaml first.")
            continue
        own = library.fresh()
        try:
            files = translatable((), language, own)
        except ContentError:  # files that are broken in their own language were told
            continue
        places = ((file, workspace.translation(file.path, language)) for file in files)
        known = {
            path: file
            for file, path in places
            if path and (workspace.own is None or _is_own(path, library) or _is_own(file.path, library))
        }
        fonts = letters_of(language, own) if known else None
        for path, file in known.items():
            yield from _of_file(file, path, language, own, fonts)
        yield from own.problems
        yield from _without_use(language, known, library)


def _is_own(path: Path, library: Library) -> bool:
    return library.workspace.own is not None and path.is_relative_to(library.workspace.own)


def _of_file(
    file: Loaded[File], path: Path, language: str, library: Library, fonts: FontBook | None
) -> Iterator[Problem]:
    translation = library.open(Translation, path)
    if translation is None:
        return
    texts = compared(file, translation)
    faulty = [each for each in texts if each.fault]
    for each in faulty:
        yield fault_of(each, Translated(file, translation, texts))
    made = library.in_language(file, language)  # what can't be validated is gathered
    if made and fonts:
        yield from (each for each in undrawable(made, fonts) if each.file == translation.document.file)
    yield from _hidden(translation, texts, file, language, library)
    for state, message in (("missing", "without a translation"), ("stale", "with a translation that is out of date")):
        found = [each for each in _begun(file, texts) if each.state == state]
        if found:
            count = "1 text" if len(found) == 1 else f"{len(found)} texts"
            told = f'{file.document.file} has {count} {message}, the first: "{found[0].written.english}".'
            line = ("units", found[0].unit) if found[0].unit is not None else ()
            way = to_translate(file, language)
            yield replace(translation.problem(line, told, "Translate them.", "translation", way), where="")


def _hidden(
    own: Loaded[Translation], texts: tuple[TranslatedText, ...], file: Loaded[File], language: str, library: Library
) -> Iterator[Problem]:
    """What of our translation a clinic's own in its place keeps from its sheets, where nobody has checked the own."""
    places = library.workspace.every(library.workspace.translation_name(file.path, language))
    ours = library.open(Translation, places[-1]) if places[-1] != own.path and _is_own(own.path, library) else None
    if ours is None:
        return
    there = {(each.written.at, each.written.english): each for each in compared(file, ours) if each.printable}
    found = []
    for each in texts:
        other = there.get((each.written.at, each.written.english))
        if other and each.state != "reviewed" and (other.text != each.text or other.state == "reviewed"):
            found.append(each)
    if found:
        many = "a text of ours that is" if len(found) == 1 else f"{len(found)} texts of ours that are"
        message = f'hides {many} another or checked, the first: "{found[0].written.english}".'
        yield own.problem((), message, "Take the file away to have ours, or have it checked.", "hides-ours")


def _clinic_untranslated(library: Library) -> Iterator[Problem]:
    """In which languages there are no sheets yet, since what the clinic tells all its patients is not translated."""
    clinic, workspace = library.open(Clinic, library.workspace.clinic_file), library.workspace
    if clinic is None or workspace.own is None:
        return
    lacking = [
        language
        for language in languages_with_translations(workspace)
        if main_language(language) != main_language(clinic.content.language)
        and library.place(Language, language)
        and not workspace.translation(clinic.path, language)
    ]
    if lacking:
        message = f"is not translated into {', '.join(lacking)}: there are no sheets in these yet."
        way = Command("translate", ("TAG", Clinic.kind))
        yield clinic.problem(
            ("pain_rule",), message, "Translate it for those that you need.", "clinic-untranslated", way
        )


def _begun(file: Loaded[File], texts: tuple[TranslatedText, ...]) -> list[TranslatedText]:
    """The texts that a language has to have: all of a file that has a translation, and of a table the rows that have
    one."""
    if not isinstance(file.content, TableFile):
        return list(texts)
    rows = {each.written.place[:2] for each in texts if each.unit is not None}
    return [each for each in texts if each.written.place[:2] in rows]


def _without_use(language: str, known: Collection[Path], library: Library) -> Iterator[Problem]:
    """Translations of files that there are not."""
    workspace = library.workspace
    folder = (workspace.own or workspace.folders[-1]) / TRANSLATIONS / language
    for path in sorted(folder.glob("**/*.yaml")):
        if path not in known:
            yield Problem(workspace.show(path), 0, "", "translates no file.", "Take it away, or call it as that is.")


def state_of_translation(file: Loaded[File], language: str, *, signed: bool) -> str:
    """How far a file's translation is that the library has opened: as far as its worst text, or `signed`."""
    if file.translated is None:
        own = isinstance(file.content, PatientText) and main_language(file.content.language) == main_language(language)
        return ("signed" if signed else "reviewed") if own else STATES[0]
    worst = min((STATES.index(each.state) for each in file.translated.texts), default=len(STATES) - 1)
    return "signed" if signed and STATES[worst] not in ("missing", "stale") else STATES[worst]


def _worst_first(state: str) -> int:
    return [*map(str, STATES)].index(state)


def states_of_rows(kind: type[TableFile], language: str, library: Library) -> dict[str, str]:
    """How far the translation of each row of a table is. Raises ContentError."""
    surroundings(library, language)
    file = library.problems.stop_without(library.open(kind, library.workspace.data_file(f"{kind.kind}.yaml")))
    found: dict[str, str] = {}
    for each in file.translated.texts if file.translated else ():
        row = str(each.written.place[1])
        found[row] = min(found.get(row, STATES[-1]), each.state, key=_worst_first)
    return found
