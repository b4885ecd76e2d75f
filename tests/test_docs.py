"""The documents say what is so: their examples work, their commands exist, the schemas are true."""

from __future__ import annotations

import json
import os
import re
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from docs.make_words import document
from handouts import Workspace, check
from handouts.content.clinic import Clinic, Reviews
from handouts.content.layout_head import LayoutHead
from handouts.content.merge_file import MergeFile
from handouts.content.model import Condition, Exercise, Programme
from handouts.content.prescription import Prescription
from handouts.content.standard_doses import StandardDoses
from handouts.layout.vocabulary import BLOCKS, INLINE
from tests.commands import command, hears_signals, of_its_own
from tests.conftest import HERE, TODAY

ROOT = HERE.parent
FORMAT = (ROOT / "docs/format.md").read_text("utf-8")
TEXTS = (".py", ".yaml", ".md", ".j2")
EXAMPLES = re.findall(r"```yaml\n# (\S+\.yaml)\n(.*?)```", FORMAT, re.DOTALL)


@pytest.mark.usefixtures("few")
def test_the_examples_of_the_format_are_a_sound_workspace(tmp_path: Path) -> None:
    for name, text in EXAMPLES:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    assert {Path(name).parent.name for name, _ in EXAMPLES} == {
        "exercises",
        "programmes",
        "conditions",
        "prescriptions",
        "es",
        "",
    }
    assert [each for each in check(Workspace.open(tmp_path), TODAY) if each.severity != "information"] == []


def test_the_examples_show_every_key() -> None:
    text = FORMAT + (ROOT / "docs/layouts.md").read_text("utf-8")
    for file in (Condition, Exercise, Programme, Prescription, Clinic, Reviews, StandardDoses, MergeFile):
        for key in file.model_fields:
            assert re.search(rf"\b{key}\b", text), f"docs/format.md does not speak of {file.kind}.{key}"


def test_every_rule_of_check_is_described() -> None:
    sources = "".join(path.read_text("utf-8") for path in (ROOT / "handouts").glob("**/*.py"))
    rules = set(re.findall(r"""^ *yield .*"([a-z]+(?:-[a-z]+)+)"\)?$""", sources, re.MULTILINE))
    assert len(rules) > 12
    assert [rule for rule in sorted(rules) if f"`{rule}`" not in FORMAT] == []


def test_the_phrases_are_documented_as_they_are() -> None:
    assert (ROOT / "docs/words.md").read_text("utf-8") == document()


def test_the_command_has_one_name() -> None:
    """Messages, starters and documents say `handouts`, as it is called wherever it is installed."""
    texts = [path for each in ("handouts", "data", "docs") for path in (ROOT / each).rglob("*") if path.suffix in TEXTS]
    texts += [ROOT / "README.md", ROOT / "CHANGELOG.md"]
    assert [path.name for path in texts if re.search(r"generate\.py [a-z]", path.read_text("utf-8"))] == []
    said = re.compile(r'(?<!")"[^"\n]*docs/(?:format|layouts|figures)\.md')  # leads nowhere for who has the wheel
    assert [path.name for path in (ROOT / "handouts").rglob("*.py") if said.search(path.read_text("utf-8"))] == []


def test_every_tag_is_described() -> None:
    text = (ROOT / "docs/layouts.md").read_text("utf-8")
    assert [tag for tag in (*BLOCKS, *INLINE) if f"<{tag}" not in text] == []


def test_every_key_of_a_layout_s_head_is_described_with_its_values() -> None:
    text = (ROOT / "docs/layouts.md").read_text("utf-8")
    rows = {row[0]: row[1] for row in re.findall(r"^\| `(\w+)` \| (.+?) \| .+ \|$", text, re.MULTILINE)}
    schema = LayoutHead.model_json_schema()["properties"]
    assert set(schema) <= set(rows)
    for key, said in schema.items():
        values = set(re.findall(r"'enum': \[(.*?)\]", str(said)))
        for each in (value.strip("'") for found in values for value in found.split(", ")):
            assert f"`{each}`" in rows[key], (key, each)


def test_the_schemas_are_those_of_the_types(tmp_path: Path) -> None:
    script = (
        "import sys; sys.path.insert(0, 'docs'); import make_schema, json; print(json.dumps(make_schema.schemas()))"
    )
    run = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    made = json.loads(run.stdout)
    for name, text in made.items():
        assert (ROOT / "docs/schema" / name).read_text("utf-8") == text, "run: make schema"
    assert sorted(made) == sorted(path.name for path in (ROOT / "docs/schema").glob("*.json"))


def test_what_the_library_covers_is_true() -> None:
    """As the script writes it, with an id or a reason for each of 120 exercises and 30 presentations."""
    data = yaml.safe_load((ROOT / "docs/coverage.yaml").read_text("utf-8"))
    exercises = [row for rows in data["exercises"].values() for row in rows]
    assert (len(exercises), len(data["presentations"])) == (120, 30)
    assert [row["name"] for row in (*exercises, *data["presentations"]) if not row.keys() & {"id", "reason"}] == []
    script = (
        "import sys; sys.path.insert(0, 'docs'); import make_coverage, json; print(json.dumps(make_coverage.pages()))"
    )
    run = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    for name, text in json.loads(run.stdout).items():
        assert (ROOT / "docs" / name).read_text("utf-8") == text, "run: make coverage"


@pytest.mark.parametrize("kind", ["condition", "exercise", "programme"])
def test_the_schemas_know_the_keys_of_the_library(kind: str) -> None:
    known = json.loads((ROOT / "docs/schema" / f"{kind}.json").read_text("utf-8"))["properties"]
    for name in Workspace.open().names(kind):
        written = yaml.safe_load(Workspace.open().find(kind, name).read_text("utf-8"))
        assert set(written) <= set(known)


def commands() -> list[tuple[str, list[str]]]:
    """The README's commands in their order, each with the folder in which its reader is then: "" or the clinic's."""
    readme, folder, found = (ROOT / "README.md").read_text("utf-8"), "", []
    for line in "\n".join(re.findall(r"```sh\n(.*?)```", readme, re.DOTALL)).splitlines():
        if line.startswith("cd "):
            folder = line.removeprefix("cd ").removeprefix("..")
        elif line.startswith("handouts "):
            found.append((folder, shlex.split(line)[1:]))
    return found


def test_the_readme_names_the_commands(tmp_path: Path, few: Path) -> None:
    """Each command of the README, run as printed and in its order; the clinic's file is filled in, as it asks."""
    assert len(commands()) >= 15
    table = re.search(r"```csv\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    assert table
    for folder, arguments in commands():
        if arguments == ["serve"]:
            opens_and_closes(tmp_path / folder, few)
            continue
        in_whole_library = "--language" in arguments or "translate" in arguments  # the small one has no translations
        run = (of_its_own if in_whole_library else command)(*arguments, cwd=tmp_path / folder)
        assert run.returncode == 0, run.stderr
        if arguments[:2] == ["new", "clinic"]:
            (clinic,) = [path.parent for path in tmp_path.glob("*/clinic.yaml")]
            (clinic / "clinic.yaml").write_text(dict(EXAMPLES)["clinic.yaml"], "utf-8")
            (clinic / "monday.csv").write_text(table[1], "utf-8")


def opens_and_closes(folder: Path, checkout: Path) -> None:
    """The desk goes on until somebody stops it; its browser is a command that does nothing."""
    quiet = {**os.environ, "BROWSER": "true"}
    with subprocess.Popen(
        [sys.executable, str(checkout / "generate.py"), "serve"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=folder,
        env=quiet,
        preexec_fn=hears_signals,
    ) as desk:
        assert desk.stdout
        try:
            assert "http://127.0.0.1:" in desk.stdout.readline()
            desk.send_signal(signal.SIGINT)
            assert desk.wait(60) == 0
        finally:
            desk.kill()


def test_the_readme_s_pictures_and_links_are_there() -> None:
    for name in ("README.md", "CONTRIBUTING.md", "docs/format.md", "docs/layouts.md", "docs/performance.md"):
        path = ROOT / name
        for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text("utf-8")):
            assert (path.parent / target).exists(), f"{name} links to {target}"
