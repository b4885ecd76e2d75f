"""A batch as one file for the printer: everyone starts on the front of a leaf, and no sheet is kept in memory."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import replace
from pathlib import Path

from handouts import __version__
from handouts.batch.run import Outcome
from handouts.content.library import Library
from handouts.files.problems import ContentError, Problem
from handouts.files.workspace import Workspace
from handouts.files.writing import writing
from handouts.pdf.file import GrowingFile
from handouts.pdf.metadata import About
from handouts.resolve.dose import fill_text
from handouts.resolve.handout import surroundings


def printed(outcomes: Iterator[Outcome], target: Path, workspace: Workspace, people: int) -> Generator[Outcome]:
    """Write the parts of a batch into one file as they come. Each person has a line of the outline: the name as it is
    printed, or a number where there is none. The file's title says neither.

    Whoever could not be made is left out; the outcome says so. Raises ContentError when the file can't be written, or
    when nobody is left.
    """
    words, clinic = surroundings(Library(workspace))
    with writing(target, private=True) as out:
        file = GrowingFile(out)
        for number, outcome in enumerate(outcomes, 1):
            if outcome.part:
                written = outcome.job.order.prescription
                name = written.content.patient.name if written else ""
                language = outcome.part.language if outcome.part.language != words.tag else ""
                part = replace(outcome.part, language=language)
                file.add_person(part, name or fill_text(words.print_run.person, number=str(number)))
                if len(file.pages) % 2:
                    file.add_blank_page(outcome.part.page_size)
                outcome = replace(outcome, part=None)
            yield outcome
        if not file.pages:
            raise ContentError([Problem(str(target), 0, "", "was not written: nobody is left to print for.")])
        title = fill_text(words.print_run.title, number=str(people))
        leftward = words.direction == "rtl"
        file.finish(About(title, clinic.name, words.tag, f"Handouts {__version__}", leftward))
