"""A file in another language: its texts replaced by those of its translation, and all of it validated anew.

Everything behind the library's door sees one file, and nothing of this. A text that can't be printed, since it has no
translation, or one that is out of date or at fault, keeps its English behind a mark: no sheet on which a mark is found
is ever made.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import replace
from typing import TypeVar

from handouts.content.clinic import Clinic
from handouts.content.load import Loaded, Place, Translated, validated
from handouts.content.translated_texts import printed_texts
from handouts.content.translation import TranslatedText, Translation, translated_texts
from handouts.files.problems import ContentError
from handouts.files.written import TRANSLATED, File
from handouts.files.yaml_reader import Document
from handouts.reuse.store import ByIdentity, reused
from handouts.reuse.stores import TRANSLATIONS

# What tells a clinic's patients when to stop or whom to call: without a translation there is no sheet.
NEVER_LEFT_OUT = ("pain_rule", "urgent_advice", "safety_rules")
UNPRINTABLE = "\ufdd1"  # a letter that Unicode keeps for the inside of programs (23.7, noncharacters)
Written = TypeVar("Written", bound=File)


def in_language(file: Loaded[Written], translation: Loaded[Translation] | None, language: str) -> Loaded[Written]:
    """The file in this language; the same objects give the same object. Raises ContentError with what is wrong with the
    translation."""
    return _kept(ByIdentity(file), ByIdentity(translation), language)  # type: ignore[return-value]


@reused(TRANSLATIONS)
def _kept(
    file: ByIdentity[Loaded[File]], translation: ByIdentity[Loaded[Translation] | None], language: str
) -> Loaded[File]:
    return _translated(file.thing, translation.thing, language)


def compared(file: Loaded[File], translation: Loaded[Translation] | None) -> tuple[TranslatedText, ...]:
    """Each text of a file with its translation."""
    units = translation.content.units if translation else ()
    return translated_texts(printed_texts(type(file.content), file.document.data), units)


def _translated(file: Loaded[File], translation: Loaded[Translation] | None, language: str) -> Loaded[File]:
    if translation and (said := translation.content.language) != language:
        message = f'is "{said}", and the file lies in the folder of "{language}".'
        raise ContentError([translation.problem(("language",), message, "Make the two agree.")])
    texts = compared(file, translation)
    data: dict[str, object] = dict(deepcopy(file.document.keys))
    for each in texts:
        _put(data, each.written.place, each.text if each.printable else UNPRINTABLE + each.written.english)
    if isinstance(file.content, Clinic):
        for key in left_out(texts, file):
            del data[key]
    else:
        data["language"] = language
        _name_stand_ins(data, file.document.keys)
    content = validated(type(file.content), _told_of(texts, data, file, translation), file.path, TRANSLATED).content
    return Loaded(file.id, content, replace(file.document, data=data), file.path, Translated(file, translation, texts))


def left_out(texts: tuple[TranslatedText, ...], clinic: Loaded[File]) -> list[str]:
    """The keys of a clinic's file that its sheets in another language do without: its words for ours, and what has no
    translation and is not about safety."""
    without = [each.written.at.partition(".")[0] for each in texts if not each.printable]
    return [key for key in clinic.document.keys if key == "words" or (key in without and key not in NEVER_LEFT_OUT)]


def _put(data: object, place: Place, text: str) -> None:
    key, *way = place
    if isinstance(data, dict) or (isinstance(data, list) and isinstance(key, int)):
        if way:
            _put(data[key], tuple(way), text)  # type: ignore[index]  # a list has numbers for keys
        else:
            data[key] = text  # type: ignore[index]


def _name_stand_ins(data: dict[str, object], written: Mapping[str, object]) -> None:
    """A thing that others can take the place of is called as it is among the equipment."""
    things, others = (_listed(each.get("equipment")) for each in (written, data)), data.get("stand_ins")
    if isinstance(others, dict):
        names = dict(zip(*things, strict=True))
        data["stand_ins"] = {names.get(thing, thing): instead for thing, instead in others.items()}


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _told_of(
    texts: tuple[TranslatedText, ...], data: object, file: Loaded[File], translation: Loaded[Translation] | None
) -> Document:
    """The data in which problems are told with the lines of the translation."""
    if translation is None:
        return replace(file.document, data=data)
    of = translation.document
    lines = {each.written.place: of.line(("units", each.unit, "text")) for each in texts if each.unit is not None}
    return Document(of.file, data, {(): 1, **lines})
