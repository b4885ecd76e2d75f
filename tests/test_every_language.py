"""Every layout in every language that the library has translations for, through every checker: `make validate`."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import yaml

from handouts import ContentError, Order, Workspace, make
from handouts.batch.jobs import library_jobs
from handouts.content.layouts import bundled_layouts
from handouts.content.library import Library
from handouts.content.translatable import languages_with_translations
from handouts.exchange.font_packages import add_fonts
from handouts.files.workspace import library_folder
from handouts.sheets.brand import make_brand
from tests.conftest import TODAY
from tests.other_scripts import clinic_in, said_in
from tests.readers import failures, qpdf_complaints
from tests.structure import Reading, read

OURS = Workspace((library_folder(),))
LANGUAGES = languages_with_translations(OURS)
TO_BE_FETCHED = {"zh-hans": "zh-Hans"}  # letters that do not come with the program, and how their language is called
PROGRAMME, CONDITION = "back-pain-first-weeks", "low-back-pain"  # which all languages have
SHEETS = [
    (job.order.what, job.order.layout)
    for job in library_jobs(OURS, Path("out"), None, ["standard"], None, language="es")
]
LAYOUTS = sorted(bundled_layouts() - {"brand"})
# each layout once, and what asks more of a page: larger letters, fields, a second language below the first
LOOKS = [
    *((layout, {}) for layout in LAYOUTS),
    *(("leaf", {"profile": "large-print"}), ("pack", {"fillable": True}), ("exercises", {"beside": "en"})),
]
PATIENT = {
    "patient": {"name": "Anna Kowalska", "id": "020 7946 0018", "born": "1980-02-01"},
    "side": "left",
    "start": "2026-03-02",
    "clinician": "Bo Yang",
}
NAMES = re.compile(
    r"#[0-9a-f]{6}|https?://\S+|\b(calm|clear|warm)\b"
)  # what is in no language: colours, addresses, a theme
SCRIPTS = {
    "Arabic": (re.compile("[\u0621-\u064a]"), ("ar",)),
    "Hebrew": (re.compile("[\u05d0-\u05ea]"), ("he",)),
    "Devanagari": (re.compile("[\u0904-\u0939]"), ("hi",)),
    "Cyrillic": (re.compile("[\u0400-\u04ff]"), ("uk",)),
    "Chinese": (re.compile("[\u4e00-\u9fff]"), ("zh",)),
    "Latin": (re.compile("[A-Za-z\u00c0-\u024f]{2}"), ("en", "es", "de", "pl", "tr")),  # "x" alone is a sign
}

pytestmark = pytest.mark.library


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example clinic as one of its own, with a telephone number, and its texts in every language."""
    folder = tmp_path_factory.mktemp("languages")
    return example_clinic(folder)


def example_clinic(folder: Path) -> Path:
    """The example clinic in a folder, with a telephone number, and its texts in every language."""
    data = library_folder() / "data"
    written = (data / "example-clinic.yaml").read_text("utf-8")
    (folder / "clinic.yaml").write_text(re.sub(r"phone: .*", "phone: 020 7946 0018", written), "utf-8")
    shutil.copy(data / "example-logo.svg", folder)
    for language in LANGUAGES:
        (folder / f"data/translations/{language}").mkdir(parents=True)
        source = data / f"translations/{language}/example-clinic.yaml"
        shutil.copy(source, folder / f"data/translations/{language}/clinic.yaml")
    return folder


def with_letters(folder: Path, language: str) -> Workspace:
    """A clinic's workspace with the letters of a language; the test is skipped where these can't be fetched."""
    if language in TO_BE_FETCHED and not (folder / "fonts").exists():
        try:
            add_fonts(TO_BE_FETCHED[language], Library(Workspace.open(folder)))
        except ContentError as error:
            pytest.skip(str(error))
    return Workspace.open(folder)


def sound(data: bytes) -> Reading:
    """The file's reading, after both standards and the tree were looked at."""
    reading = read(data)
    assert reading.problems + failures(data) == []
    assert wrongly_spoken(reading) == []
    return reading


def wrongly_spoken(reading: Reading) -> list[tuple[str, str]]:
    """Words with their language that no one writes in these letters."""
    return [
        (language, text)
        for language, text in reading.languages
        for letters, spoken in SCRIPTS.values()
        if letters.search(NAMES.sub("", text)) and language.partition("-")[0] not in spoken
    ]


@pytest.mark.parametrize(("layout", "look"), LOOKS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_sheet(place: Path, tmp_path: Path, language: str, layout: str, look: dict[str, object]) -> None:
    what, typed = (CONDITION, None) if layout == "handout" else (PROGRAMME, PATIENT)
    order = Order(what, layout, typed=typed, language=language, **look)  # type: ignore[arg-type]
    made = make(order, with_letters(place, language), today=TODAY)
    reading = sound(made.data)
    (tmp_path / "sheet.pdf").write_bytes(made.data)
    assert qpdf_complaints(tmp_path / "sheet.pdf") == ""
    assert ("en-GB", "Translation not yet checked.") in [(spoken, text.strip()) for spoken, text in reading.languages]
    if "beside" in look:
        assert [spoken for spoken, text in reading.languages if "Pelvic tilt" in text] == ["en-GB"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_specimen(place: Path, tmp_path: Path, language: str) -> None:
    """The look of a clinic that is at home in the language."""
    clinic = yaml.safe_load((place / "clinic.yaml").read_text("utf-8"))
    texts = yaml.safe_load((place / f"data/translations/{language}/clinic.yaml").read_text("utf-8"))["units"]
    said = {each["english"]: each["text"] for each in texts}
    told = {
        key: [said.get(each, each) for each in value] if isinstance(value, list) else said.get(value, value)
        for key, value in clinic.items()
        if not isinstance(value, dict)
    }
    shutil.copytree(with_letters(place, language).folders[0], tmp_path, dirs_exist_ok=True)
    (tmp_path / "clinic.yaml").write_text(yaml.safe_dump({**clinic, **told, "language": language}), "utf-8")
    sound(make_brand(Workspace.open(tmp_path))[0].data)


@pytest.mark.parametrize(("what", "layout"), SHEETS)
def test_library_in_spanish(what: str, layout: str) -> None:
    sound(make(Order(what, layout, language="es", example=True), OURS, today=TODAY).data)


@pytest.mark.parametrize(("tag", "direction"), [("he", "rtl"), ("th", "ltr")])
def test_hebrew_and_thai(tag: str, direction: str, tmp_path: Path) -> None:
    """Languages that nobody has translated, in words that say nothing."""
    clinic = clinic_in(tmp_path, tag, said_in(tag), direction)
    for layout, look in LOOKS:
        what, typed = ("stiff-ankle", None) if layout == "handout" else ("ankle-pair", PATIENT)
        if "beside" not in look:
            sound(make(Order(what, layout, typed=typed, **look), clinic, today=TODAY).data)  # type: ignore[arg-type]
    sound(make_brand(clinic)[0].data)
