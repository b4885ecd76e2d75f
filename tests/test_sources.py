"""Every line of the articles is cited by a content file or listed with a reason in docs/sources.md, and no sentence of
theirs is ours. Skipped where the articles aren't at hand (HANDOUTS_ARTICLES, or `shared` beside the project)."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from handouts import Workspace
from tests.conftest import HERE

ROOT = HERE.parent
ARTICLES = Path(os.environ.get("HANDOUTS_ARTICLES", ROOT.parent / "shared"))
NUMBERS = {
    "knee-valgus-physiotherapy": "000",
    "genu-valgum-treatment": "001",
    "hallux-valgus-exercises": "002",
    "knee-walking-practice": "003",
    "runners-inner-knee-pain": "004",
}
SHARED_WORDS = 8  # a run of so many words in common is a sentence carried over
PART = re.compile(r"(\d+)(?:-(\d+))?(?:#(\d+)(?:-(\d+))?)?")
ROW = re.compile(r"^\| `?([a-z-]+)`? \| ([\d#, -]+) \| (.+?) \|$", re.MULTILINE)
SENTENCES = {("knee-walking-practice", 156): 66}  # a line so long that its sentences are counted
needs_articles = pytest.mark.skipif(not (ARTICLES / "coverage.yaml").is_file(), reason="the articles aren't at hand")

Line = tuple[str, int, int]  # source, line, sentence (0: the whole line)


def lines_of(source: str, at: str) -> Iterator[Line]:
    """ "33-35,156#2-3" as single lines, a counted line as its sentences."""
    for first, last, start, end in PART.findall(at):
        for number in range(int(first), int(last or first) + 1):
            whole = SENTENCES.get((source, number), 0)
            if start:
                yield from ((source, number, one) for one in range(int(start), int(end or start) + 1))
            elif whole:
                yield from ((source, number, one) for one in range(1, whole + 1))
            else:
                yield (source, number, 0)


def cited() -> set[Line]:
    """What content files and the glossary cite."""
    found: set[Line] = set()
    place = Workspace.open()
    paths = [place.find(kind, name) for kind in ("condition", "exercise", "programme") for name in place.names(kind)]
    documents = [yaml.safe_load(path.read_text("utf-8")) for path in paths]
    documents += yaml.safe_load(place.data_file("glossary.yaml").read_text("utf-8"))["entries"].values()
    for document in documents:
        for citation in document.get("sources", ()):
            if citation["id"] in NUMBERS:
                found |= set(lines_of(citation["id"], str(citation["at"])))
    return found


def listed() -> set[Line]:
    """What docs/sources.md leaves out with a reason."""
    rows = ROW.findall((ROOT / "docs/sources.md").read_text("utf-8"))
    return {line for source, at, reason in rows if source in NUMBERS and reason for line in lines_of(source, at)}


def article(source: str) -> list[str]:
    (path,) = (ARTICLES / "seeds").glob(f"{NUMBERS[source]}_*.txt")
    return path.read_text("utf-8", "replace").splitlines()


@needs_articles
def test_every_line_is_cited_or_left_out_with_a_reason() -> None:
    known = cited() | listed()
    missing: dict[str, list[str]] = defaultdict(list)
    for source in NUMBERS:
        for number, text in enumerate(article(source), 1):
            if not text.strip():
                continue
            for line in lines_of(source, str(number)):
                if line not in known:
                    missing[source].append(f"{number}#{line[2]}" if line[2] else str(number))
    assert dict(missing) == {}


@needs_articles
def test_no_sentence_is_carried_over() -> None:
    def words(text: str) -> list[str]:
        return re.findall(r"[\w']+", text.lower())

    runs = {
        tuple(found[start : start + SHARED_WORDS])
        for source in NUMBERS
        for found in [words(" ".join(article(source)))]
        for start in range(len(found) - SHARED_WORDS + 1)
    }
    shared = []
    for path in sorted((ROOT / "data").rglob("*.yaml")):
        if path.name == "sources.yaml":  # titles are theirs
            continue
        found = words(path.read_text("utf-8"))
        for start in range(len(found) - SHARED_WORDS + 1):
            if tuple(found[start : start + SHARED_WORDS]) in runs:
                shared.append(f"{path.name}: {' '.join(found[start : start + SHARED_WORDS])}")
    assert shared == []


@needs_articles
def test_the_whole_catalogue_is_there() -> None:
    """Each condition, exercise and programme has a file, a glossary entry or a line in the document."""
    catalogue = yaml.safe_load((ARTICLES / "coverage.yaml").read_text("utf-8"))
    place = Workspace.open()
    text = (ROOT / "docs/sources.md").read_text("utf-8")
    glossary = yaml.safe_load(place.data_file("glossary.yaml").read_text("utf-8"))["entries"]
    missing = []
    for entry in catalogue["conditions"]:
        home = glossary if entry["level"] == "mention" else place.names("condition")
        if entry["id"] not in home:
            missing.append(entry["id"])
    missing += [
        e["id"] for e in catalogue["exercises"] if e["id"] not in place.names("exercise") and f"`{e['id']}`" not in text
    ]
    missing += [p["id"] for p in catalogue["programmes"] if f"`{p['id']}`" not in text]
    assert missing == []


@needs_articles
def test_every_clinical_note_is_answered() -> None:
    catalogue = yaml.safe_load((ARTICLES / "coverage.yaml").read_text("utf-8"))
    text = "".join(path.read_text("utf-8") for path in (ROOT / "data").rglob("*.yaml"))
    text += (ROOT / "docs/sources.md").read_text("utf-8")
    assert [note["id"] for note in catalogue["clinical_notes"] if not re.search(rf"\b{note['id']}\b", text)] == []


def test_references_are_well_formed() -> None:
    for source, number, sentence in cited():
        assert source in NUMBERS
        assert number > 0
        assert 0 <= sentence <= SENTENCES.get((source, number), 0) or not sentence
