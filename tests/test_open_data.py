"""The library as open data: records with licence and sources, figures, a schema; what a web page says it is about."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from itertools import islice
from pathlib import Path
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner

from handouts import Order, Workspace, make
from handouts.cli.app import app
from handouts.content.library import Library
from handouts.content.model import Exercise
from handouts.content.pictures import OwnPicture
from handouts.content.words import Words
from handouts.exchange.open_data import DATA, SCHEMA, OpenLibrary, open_data, record
from handouts.files.workspace import library_folder
from tests.conftest import HERE, TODAY


@pytest.mark.usefixtures("few")
def test_the_export_is_the_library_as_its_schema_says() -> None:
    files = dict(islice(open_data(), 2))
    assert files == dict(islice(open_data(), 2))
    data = OpenLibrary.model_validate_json(files[DATA])
    images = {
        f"figures/{name}" for name in re.findall(r'"image": "(.*?)"', json.dumps(json.loads(files[DATA])["conditions"]))
    }
    drawn = {each.figure: each for each in data.exercises if each.figure}
    assert not [path for path in images & drawn.keys() if not isinstance(drawn[path].content.figure, OwnPicture)]
    files = dict(islice(open_data(), 2 + len(images) + 1))
    assert images < files.keys()
    assert all(each.figure in files for each in data.conditions if each.figure)
    place = Workspace((library_folder(),))
    assert [each.id for each in data.exercises] == place.names("exercise")
    assert [each.id for each in data.programmes] == place.names("programme")
    assert [each.id for each in data.conditions] == place.names("condition")
    assert files[SCHEMA] == (HERE.parent / "docs/schema/open-data.json").read_bytes()
    (path,) = files.keys() - {DATA, SCHEMA} - images
    first = next(each for each in data.exercises if each.figure)
    assert path == first.figure
    assert ElementTree.fromstring(files[path]).tag == "{http://www.w3.org/2000/svg}svg"
    lunge = next(each for each in data.exercises if each.id == "forward-lunge")
    assert lunge.licence.name == "CC-BY-4.0"
    assert lunge.sources[0].title == "Genu valgum, causes and treatment"
    assert lunge.terms["new-knee"]
    assert not {"notes", "accepted", "sources"} & json.loads(files[DATA])["exercises"][0]["content"].keys()


def test_whom_a_licence_forbids_to_name_is_not_named() -> None:
    library = Library(Workspace((library_folder(),)))
    file = library.find(Exercise, "sit-to-stand")
    assert file
    told = record(file, library)
    assert "OGL-UK-3.0" in json.dumps(told)
    assert Words().page.public_sector in json.dumps(told)
    assert not re.search(r"\bnhs\b", json.dumps(told), re.IGNORECASE)


@pytest.mark.usefixtures("few")
def test_the_command_writes_it_into_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def export(name: str) -> tuple[int, str]:
        monkeypatch.setattr("handouts.exchange.open_data.open_data", lambda: iter([(name, b"<svg/>")]))
        run = CliRunner().invoke(app, ["export", str(tmp_path / "data")])
        return run.exit_code, run.stderr

    def there() -> list[str]:
        return sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file())

    (tmp_path / "mine.txt").touch()
    assert export("figures/a.svg") == (0, "1 file written\n")
    assert (tmp_path / "data/figures/a.svg").read_bytes() == b"<svg/>"
    (tmp_path / "data/.git").touch()
    (tmp_path / "data/files.json").write_text('{"files": ["figures/a.svg", "../mine.txt", 3]}')
    assert export("figures/b.svg") == (0, "1 file written\n")
    assert there() == ["data/.git", "data/figures/b.svg", "data/files.json", "mine.txt"]
    (tmp_path / "data/schema.json").touch()
    code, told = export("schema.json")
    assert (code, "data: has files that are of no export: schema.json. Name another" in told) == (1, True)
    assert (tmp_path / "data/schema.json").read_bytes() == b""


class Linked(HTMLParser):
    """The data of a page that says what it is about, as a browser finds it."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.found: list[str] = []
        self.inside = False
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = tag == "script"
        assert tag != "script" or attrs == [("type", "application/ld+json")]

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.found.append(data)

    def handle_endtag(self, tag: str) -> None:
        self.inside = False


HOSTILE = "</script><script>alert(1)</script><!-- & x"


def test_a_page_says_what_it_is_about_and_nothing_of_a_patient(clinic: Path) -> None:
    programme = clinic / "data/programmes/ankle-pair.yaml"
    text = programme.read_text("utf-8")
    programme.write_text(
        re.sub(r"^name: .*$", lambda _: f"name: {json.dumps(HOSTILE)}", text, flags=re.MULTILINE), "utf-8"
    )
    place = Workspace.open(clinic)

    def page(what: str, layout: str, **more: object) -> list[str]:
        return Linked(make(Order(what, layout, form="html", **more), place, today=TODAY).data).found  # type: ignore[arg-type]

    (plan,) = page("ankle-pair", "log")
    said = json.loads(plan)
    assert (said["@type"], said["name"]) == ("ExercisePlan", " ".join(HOSTILE.split()))
    assert [each["name"] for each in said["hasPart"]] == ["Ankle rock", "Heel raise"]
    (condition,) = page("knee-valgus", "handout")
    said = json.loads(condition)
    assert (said["@type"], said["about"]["@type"]) == ("MedicalWebPage", "MedicalCondition")
    assert page("ankle-pair", "log", typed={"patient": {"name": "A. Name"}}) == []
    assert page("ankle-pair", "log", typed={"side": "left"}) == []
