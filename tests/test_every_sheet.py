"""Every sheet of the library, in every profile and on every paper, through every checker: `make validate`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from handouts import Order
from handouts.batch.jobs import library_jobs
from handouts.content.library import Library, bundled_profiles
from handouts.content.looks import Styles
from handouts.files.workspace import Workspace, library_folder
from handouts.layout.style import PAPERS
from handouts.sheets.brand import make_brand
from handouts.sheets.sheet import make
from tests.conftest import TODAY, block_tree
from tests.readers import READERS, failures, lost_word, qpdf_complaints
from tests.spoken import of_form, of_sheet
from tests.structure import Reading, read

LIBRARY = Workspace((library_folder(),))
SHEETS = [(job.order.what, job.order.layout) for job in library_jobs(LIBRARY, Path("out"), None, ["standard"], None)]
EVERY_LOOK = pytest.mark.parametrize(
    ("profile", "paper"), [(profile, paper) for profile in bundled_profiles() for paper in PAPERS]
)

pytestmark = pytest.mark.library


def smallest(profile: str) -> float:
    """The smallest letters that a profile has, in points."""
    styles = Library(LIBRARY).table(Styles)
    assert styles
    return styles.profiles[profile].smallest


def sound(data: bytes, profile: str, tmp_path: Path) -> Reading:
    """The file's reading, after every checker and reader had a look at it."""
    path = tmp_path / "sheet.pdf"
    path.write_bytes(data)
    reading = read(data)
    assert reading.problems + failures(data) == []
    assert min(reading.sizes) >= smallest(profile)
    assert qpdf_complaints(path) == ""
    for reader in READERS:
        assert lost_word(reading, reader, path) == "", reader
    return reading


@EVERY_LOOK
@pytest.mark.parametrize(("what", "layout"), SHEETS)
def test_sheet(tmp_path: Path, what: str, layout: str, profile: str, paper: Any) -> None:
    data = make(Order(what, layout, profile=profile, paper=paper), LIBRARY, today=TODAY).data
    reading = sound(data, profile, tmp_path)
    assert reading.entries == of_sheet(block_tree(what, layout, profile, paper, LIBRARY), reading.entries)


@EVERY_LOOK
@pytest.mark.parametrize("what", [what for what, layout in SHEETS if layout == "pack"])
def test_form(tmp_path: Path, what: str, profile: str, paper: Any) -> None:
    data = make(Order(what, "pack", profile=profile, paper=paper, fillable=True), LIBRARY, today=TODAY).data
    reading = sound(data, profile, tmp_path)
    assert all(reading.fields)
    assert reading.entries == of_form(block_tree(what, "pack", profile, paper, LIBRARY), reading.entries)


@EVERY_LOOK
def test_specimen(tmp_path: Path, profile: str, paper: Any) -> None:
    made, _ = make_brand(LIBRARY, profile=profile, paper=paper)
    sound(made.data, profile, tmp_path)
