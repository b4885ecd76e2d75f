"""Where content comes from: every source and place that a file cites is there, every number of a dose has one, and what
a licence asks for is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from handouts.checks.wording import places_of
from handouts.content.amounts import Amount
from handouts.content.library import Library
from handouts.content.load import Loaded
from handouts.content.model import Condition, Dosage, Exercise, Programme, Progression
from handouts.content.tables import ONLY_BY_LICENCE, Source, Sources
from handouts.files.problems import Problem
from handouts.files.written import Citation, File
from handouts.files.yaml_reader import Path

LINES = re.compile(r"\d+(-\d+)?(#\d+(-\d+)?)?(, ?\d+(-\d+)?(#\d+(-\d+)?)?)*")
Numbers = Iterator[tuple[str, Path]]  # the name of a number, and where it stands


def check_citations(file: Loaded[File], library: Library) -> Iterator[Problem]:
    """Errors for sources and places that there are not, for numbers without a source, and for a publisher who must not
    be named. A clinic's own numbers are its own: it signs them."""
    content = file.content
    table = library.table(Sources)
    if table is None or not isinstance(content, (Condition, Exercise, Programme)):
        return
    found: dict[int, Source] = {}
    for index, citation in enumerate(content.sources):
        if source := library.row(Sources, table.sources, citation.id, file, ("sources", index, "id")):
            found[index] = source
            yield from _place(file, index, citation, source)
    yield from _named(file, found)
    own = library.workspace.own
    if not isinstance(content, Condition) and not (own and file.path.is_relative_to(own)):
        yield from _without_source(file, content, found)


def _place(file: Loaded[File], index: int, citation: Citation, source: Source) -> Iterator[Problem]:
    """Lines are those of a text that has as many."""
    if source.lines is None:
        return
    place = ("sources", index, "at")
    if not LINES.fullmatch(citation.at):
        yield file.problem(place, f'expects lines of "{citation.id}".', 'Write it as "33-50" or "1,20".')
        return
    ends = [int(number) for number in re.findall(r"\d+", re.sub(r"#[\d-]+", "", citation.at))]
    if max(ends) > source.lines or min(ends) < 1:
        yield file.problem(place, f'"{citation.id}" has {source.lines} lines.', "Name some of those.")


def _named(file: Loaded[File], sources: Mapping[int, Source]) -> Iterator[Problem]:
    """Whose text is adapted under a licence that forbids it is not named to patients."""
    names = {source.publisher for source in sources.values() if source.licence in ONLY_BY_LICENCE and source.publisher}
    for place in places_of(file) if names else ():
        if name := next((name for name in names if re.search(rf"\b{re.escape(name)}\b", place.text)), None):
            hint = "Leave the name out: the sheet has the licence's own line."
            yield file.problem(place.path, f"names {name}, whose text it adapts under a licence.", hint)


def _without_source(
    file: Loaded[File], content: Exercise | Programme, sources: Mapping[int, Source]
) -> Iterator[Problem]:
    """Every number of a dose stands in a source that somebody has read."""
    citing = [each for each in content.sources if each.gives]
    given = {name for each in citing for name in each.gives}
    for name, place in numbers_of(content):
        if not content.sources or (citing and name not in given):
            hint = f'Name it, sources: [{{id: ..., at: ..., gives: [{name}]}}], or write "ask" for the number.'
            yield file.problem(place, "is a number that no source gives.", hint)
    for index, source in sources.items():
        if content.sources[index].gives and source.read is None:
            message = f'"{content.sources[index].id}" gives numbers, and nobody has read it.'
            yield file.problem(("sources", index, "id"), message, "Say under read: what was read of it, and when.")


def numbers_of(content: Exercise | Programme) -> Numbers:
    """Every number that a file says of how much and how often, by the name of its key."""
    yield from _of_dose(content.dose, ("dose",))
    if isinstance(content, Programme):
        for index, entry in enumerate(content.exercises):
            yield from _of_dose(entry.dose, ("exercises", index, "dose"))
        for name in ("times_a_day", "days_a_week"):
            if (amount := getattr(content.schedule, name)) and not amount.asked:
                yield name, ("schedule", name)
        if content.schedule.days:
            yield "days_a_week", ("schedule", "days")
        if content.schedule.course:
            yield "course", ("schedule", "course")
        yield from (("weeks", ("phases", index, "weeks")) for index in range(len(content.phases)))


def _of_dose(dose: Dosage, place: Path) -> Numbers:
    for name in type(dose).model_fields:
        value = getattr(dose, name)
        if (isinstance(value, Amount) and not value.asked) or isinstance(value, Progression):
            yield name, (*place, name)
