"""Numbers have sources, sources have places, what a licence asks for is kept, and names of two files agree."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from handouts import Workspace
from handouts.checks.citations import check_citations
from handouts.checks.forms import check_forms
from handouts.content.library import Library
from handouts.content.model import Exercise
from handouts.content.tables import Sources
from handouts.files.problems import Problem
from handouts.files.workspace import library_folder
from handouts.resolve.condition import source_lines
from handouts.resolve.handout import surroundings

STEPS = "format: 1\nname: Toe tap\nposition: Stand.\nsteps: [Lift 1 foot., Tap., Stop.]\n"
READ = "sources: [{id: nhs-balance, at: Step-up, gives: [repetitions]}]"


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    """A library of nothing but its tables."""
    (tmp_path / "data/exercises").mkdir(parents=True)
    for name in ("sources", "contraindications"):
        shutil.copy(library_folder() / f"data/{name}.yaml", tmp_path / "data")
    return Workspace((tmp_path,))


def told(place: Workspace, **files: str) -> Iterator[Problem]:
    """What is wrong with exercises of these names and keys."""
    for name, keys in files.items():
        (place.folders[0] / f"data/exercises/{name}.yaml").write_text(STEPS + keys, "utf-8")
    library = Library(place)
    for name in files:
        file = library.find(Exercise, name)
        assert file, library.problems
        yield from (*check_citations(file, library), *check_forms(file, library))
    yield from library.problems


@pytest.mark.parametrize(
    ("keys", "wrong"),
    [
        ("dose: {repetitions: 5}", "5: dose.repetitions: is a number that no source gives. Name it, sources:"),
        ("dose: {repetitions: ask, side: both}", ""),
        (f"dose: {{repetitions: 5}}\n{READ}", ""),
        (f"dose: {{repetitions: 5, hold: 3}}\n{READ}", "5: dose.hold: is a number that no source gives."),
        ('sources: [{id: genu-valgum-treatment, at: "Table 2"}]', "5: sources[1].at: expects lines"),
        ('sources: [{id: genu-valgum-treatment, at: "1,153"}]', '"genu-valgum-treatment" has 152 lines.'),
        ('sources: [{id: nobody, at: "1"}]', 'data/sources.yaml has no "nobody".'),
        (f"evidence: This is from the NHS.\n{READ}", "5: evidence: names NHS, whose text it adapts"),
        (f"notes: [{{text: The NHS says 5.}}]\n{READ}", ""),
        ("easier_exercises: [toe-tap]", "5: easier_exercises[1]: is this exercise itself."),
        ("harder_exercises: [hop]", 'harder_exercises[1]: no exercise has the id "hop".'),
        ("stand_ins: {band: [scarf]}", "5: stand_ins.band: is not under equipment:."),
        ("equipment: [band]\nstand_ins: {band: [scarf]}", ""),
    ],
)
def test_numbers_places_and_names_are_looked_at(place: Workspace, keys: str, wrong: str) -> None:
    found = [str(each) for each in told(place, **{"toe-tap": keys})]
    assert bool(found) == bool(wrong)
    assert all(wrong in each for each in found), found


def test_easier_and_harder_agree(place: Workspace) -> None:
    one, other = "level: 2\nharder_exercises: [hop]", "level: 3\neasier_exercises: [toe-tap]"
    assert list(told(place, **{"toe-tap": one, "hop": other})) == []
    found = [str(each) for each in told(place, **{"toe-tap": one, "hop": "level: 1"})]
    assert ['"hop" does not name this one in turn' in found[0], '"hop" has level 1' in found[1]] == [True, True]


def test_who_must_not_be_named_is_not_and_one_line_stands_for_all(place: Workspace) -> None:
    keys = "sources: [{id: nhs-balance, at: a}, {id: nhs-strength, at: b}, {id: cdc-chair-rise, at: c}]"
    assert list(told(place, **{"toe-tap": keys})) == []
    library = Library(place)
    file = library.find(Exercise, "toe-tap")
    assert file
    words, _ = surroundings(Library(Workspace((library_folder(),))))
    lines = source_lines([(file, file.content.sources)], words, library)
    assert lines == (
        "Contains public sector information licensed under the Open Government Licence v3.0.",
        "Chair Rise Exercise (Centers for Disease Control and Prevention, 2017).",
    )


def test_the_library_says_what_was_read_of_each_source() -> None:
    table = Library(Workspace((library_folder(),))).table(Sources)
    assert table
    assert [name for name, each in table.sources.items() if each.read is None] == []
    assert [
        name for name, each in table.sources.items() if each.kind != "article" and each.licence == "not-stated"
    ] == []
