"""Rules about the words that patients read (docs/format.md, "Warnings"). Each warning names file, line and sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from handouts.checks.readability import costliest, grade, sentences, words
from handouts.content.clinic import Language
from handouts.content.load import Loaded, holds
from handouts.content.model import Condition, Exercise
from handouts.files.problems import Problem
from handouts.files.written import File, PatientText
from handouts.files.yaml_reader import Path
from handouts.resolve.languages import is_english

LONGEST_SENTENCE = 20  # words
MOST_SENTENCES = 3  # in a paragraph
HARDEST_STEPS, HARDEST_TEXT = 6.0, 8.0  # Flesch-Kincaid grades of a file's steps and of its education text
STEPS = range(3, 7)

PROMISES = re.compile(
    r"\b(cures?|cured|fix(es|ed)?|corrects?|corrected|proven|guarantee[sd]?|miracle|eliminates?|permanently"
    r"|completely (gone|cured|better)|always works|never fails|100 ?% (safe|effective))\b",
    re.IGNORECASE,
)
NUMBER_WORDS = re.compile(
    r"\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty)\b", re.IGNORECASE
)
NUMBER_SIGNS = re.compile(r"\d\s?[-–—]\s?\d|\d\s?[x×]\s?\d")
CAPITALS = re.compile(r"\b[A-Z]{4,}\b")

NEVER_READ_BY_PATIENTS: tuple[str, ...] = (
    "format",
    "notes",
    "accepted",
    "also",
    "sources",
    "regions",
    "contraindications",
    "strict_contraindications",
    "groups",
    "without_groups",
    "get_help",
)
NEVER_READ_BY_PATIENTS += ("glossary", "programmes", "level", "condition", "schedule", "dose", "phases", "start_with")
NEVER_READ_BY_PATIENTS += ("start", "muscles", "lay_words", "easier_exercises", "harder_exercises")
NAMES = (
    "name",
    "friendly_name",
    "medical_name",
    "equipment",
    "audience",
    "title",
    "head",
    "exercise",
    "rule",
    "source",
    "image",
    "credit",
)
STEP_KEYS = ("position", "steps", "cautions")


@dataclass(frozen=True, slots=True)
class Wording:
    """A text that patients read, and where it stands."""

    path: Path
    text: str


def check_wording(file: Loaded[File], medical_words: Mapping[str, str]) -> Iterator[Problem]:
    """All warnings of one file; in another language than English, of its number of steps alone. `medical_words` leads
    from medical words to plain ones."""
    places = places_of(file) if _in_english(file) else []
    for place in places:
        for message, hint, rule in _findings(place.text, medical_words):
            if rule == "long-paragraph" and place.path[0] in STEP_KEYS:
                continue  # a start position may need one thing after the other
            yield file.problem(place.path, message, hint, rule)
    yield from _grades(file, places)
    if holds(file, Exercise) and len(file.content.steps) not in STEPS:
        message = f"has {len(file.content.steps)} steps; 3 to 6 are easy to follow."
        yield file.problem(("steps",), message, "Split or join some.", "step-count")


def _in_english(file: Loaded[File]) -> bool:
    if isinstance(file.content, Language):
        return is_english(file.content.tag)
    return not isinstance(file.content, PatientText) or is_english(file.content.language)


def places_of(file: Loaded[File]) -> list[Wording]:
    """Every text of a file that a patient reads as a sentence, in the order of the file."""
    return list(_places(file.document.data, ()))


def _places(data: object, path: Path) -> Iterator[Wording]:
    if isinstance(data, str) and path[:1] == ("exercises",) and len(path) == 2:
        return  # an id
    if isinstance(data, str):
        yield Wording(path, " ".join(data.split()))
    elif isinstance(data, Mapping):
        for key, value in data.items():
            if key not in NAMES and (path or key not in NEVER_READ_BY_PATIENTS):
                yield from _places(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _places(value, (*path, index))


def _findings(text: str, medical_words: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """(message, hint, rule) for everything that one text does wrong."""
    found = sentences(text)
    for sentence in found:
        count = len(words(sentence))
        if count > LONGEST_SENTENCE:
            yield f'has a sentence of {count} words: "{sentence}"', "Make it 2 sentences.", "long-sentence"
    if len(found) > MOST_SENTENCES:
        yield f'has {len(found)} sentences in a row: "{found[0]} ..."', "Make it 2 paragraphs.", "long-paragraph"
    if match := PROMISES.search(text):
        yield f'promises too much: "{match[0]}" in "{text}"', 'Say "may ease" or "can help".', "promise"
    if match := NUMBER_WORDS.search(text):
        yield f'has a number as a word: "{match[0]}" in "{text}"', "Write it as a numeral.", "number-style"
    if match := NUMBER_SIGNS.search(text):
        hint = 'Write "5 to 7" and "3 sets of 10".'
        yield f'has numbers that touch: "{match[0]}" in "{text}"', hint, "number-style"
    if match := CAPITALS.search(text):
        yield f'has a word in capitals: "{match[0]}" in "{text}"', "Use small letters.", "capitals"
    outside = re.sub(r"\([^)]*\)", " ", text).lower()
    for medical, plain in medical_words.items():
        if re.search(rf"\b{re.escape(medical)}\b", outside) and plain not in outside:
            yield f'has "{medical}" without a plain word: "{text}"', f'Write "{plain} ({medical})".', "medical-word"


def _grades(file: Loaded[File], places: list[Wording]) -> Iterator[Problem]:
    """The reading grades of steps and of education text, each with the sentence that costs most."""
    steps = [place.text for place in places if place.path[0] in STEP_KEYS]
    rest = [place.text for place in places if place.path[0] not in STEP_KEYS]
    limits = ((steps, HARDEST_STEPS, "the steps"), (rest, HARDEST_TEXT, "the text"))
    for texts, hardest, what in limits:
        if isinstance(file.content, (Exercise, Condition)) and (found := grade(texts)) > hardest:
            message = f'reads at grade {found:.1f}, {what} should be at most {hardest:.0f}: "{costliest(texts)}"'
            yield file.problem((), message, "Use shorter words and sentences.", "reading-level")
