"""A clinic's own folder over the library, and the command."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from handouts import ContentError, Workspace, check, make
from handouts.checks.content import check_content
from handouts.checks.listing import entries
from handouts.checks.unread import unread, unread_note
from handouts.cli.terminal import spelled
from handouts.content import load as loading
from handouts.content.library import Library
from handouts.content.load import Loaded, load
from handouts.content.model import Exercise
from handouts.content.prescription import Prescription
from handouts.files import cache
from handouts.files.writing import write
from handouts.resolve.fingerprint import fingerprint
from handouts.resolve.handout import resolve
from handouts.resolve.order import Order
from handouts.reuse import stores
from handouts.sheets.starters import identifier, new_clinic, new_content
from tests.commands import ROOT, command
from tests.conftest import CLINIC, TODAY, alone
from tests.structure import read

pytestmark = pytest.mark.usefixtures("few")


def test_what_was_checked_of_the_library_is_taken_by_the_next_process(
    clinic: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HANDOUTS_CACHE", str(tmp_path / "cache"))
    place = Workspace.open(clinic)
    own = clinic / "data/exercises/for-jo-smith.yaml"
    own.write_text("format: 1\nname: For Jo Smith\nposition: Stand.\nsteps: [Lunge.]\ndose: {}\n", "utf-8")

    def read_again() -> list[Loaded[Exercise]]:
        stores.forget("FILES")
        return [load(place, Exercise, path) for path in (place.find("exercise", "tiptoe-small-steps"), own)]

    first = read_again()
    (kept,) = (tmp_path / "cache").glob("*.content")
    assert b"Jo Smith" not in kept.read_bytes()
    checked = []
    plain = loading.validated
    monkeypatch.setattr(loading, "validated", lambda *given: (checked.append(given[2]), plain(*given))[1])
    assert read_again() == first
    assert checked == [own]
    cache.keep(kept.name, b"something else")
    assert read_again() == first
    assert len(checked) == 3


def test_an_own_exercise_takes_the_place_of_ours_as_a_whole(clinic: Path) -> None:
    place = Workspace.open(clinic)
    before = printed("knee-valgus-seven", place)
    own = clinic / "data/exercises/tiptoe-small-steps.yaml"
    own.write_text(
        "format: 1\nname: Our own lunge\nposition: Stand.\nsteps: [Lunge.]\ndose: {repetitions: 3}\n", "utf-8"
    )
    after = printed("knee-valgus-seven", place)
    card = slice(before.index("4 Tiptoe walk"), before.index("5 Lying ball squeeze"))
    own_card = "4 Our own lunge You need: nothing. Start Stand. 1 Lunge. How much 3 times "
    cards = [text[text.index("1 Butterfly knee press") :] for text in (after, before.replace(before[card], own_card))]
    assert squeezed(cards[0]) == squeezed(cards[1])  # signs before them are a list or a sentence, as there is room


def printed(what: str, place: Workspace) -> str:
    return " ".join(read(make(Order(what, "exercises"), place, today=TODAY).data).text.split())


def squeezed(text: str) -> str:
    return " ".join(text.replace("_", "").split())


def test_listing_says_where_from_and_what_is_hidden(clinic: Path) -> None:
    (clinic / "data/exercises/forward-lunge.yaml").write_text(
        "format: 1\nname: Own\nposition: S.\nsteps: [L.]\n", "utf-8"
    )
    found = {entry.id: entry for entry in entries("exercises", Workspace.open(clinic), TODAY)}
    assert (found["forward-lunge"].origin, found["forward-lunge"].hides) == ("clinic", True)
    assert (found["ankle-rock"].origin, found["ankle-rock"].hides) == ("clinic", False)
    assert (found["butterfly-knee-press"].origin, found["butterfly-knee-press"].hides) == ("library", False)
    run = command("list", "exercises", "--workspace", str(clinic))
    assert "clinic: data/exercises/forward-lunge.yaml, hides the library’s" in run.stdout


def test_the_nearest_clinic_upwards_is_found(clinic: Path) -> None:
    run = command("list", "programmes", cwd=clinic / "data" / "exercises")
    assert "ankle-pair" in run.stdout


NUMBERS = ("--phone", "01632 960 003", "--emergency-number", "999")


def fill_in(path: Path, *changes: tuple[str, str]) -> None:
    text = path.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, "utf-8")


def test_new_clinic_works_at_once(tmp_path: Path) -> None:
    run = command("new", "clinic", 'Sea & "Side"', *NUMBERS, cwd=tmp_path)
    folder = tmp_path / "sea-side"
    assert (run.returncode, run.stdout.strip()) == (0, str(folder))
    assert "handouts brand" in run.stderr
    assert command("check", "--strict", cwd=folder).returncode == 0
    for kind, name in (("exercise", "Toe tap"), ("condition", "Sore toe"), ("programme", "Toe set")):
        assert command("new", kind, name, cwd=folder).returncode == 0
    data = folder / "data"
    fill_in(
        data / "programmes/toe-set.yaml",
        ("the id of a condition", "sore-toe"),
        ("the id of an exercise", "toe-tap"),
    )
    fill_in(
        data / "conditions/sore-toe.yaml",
        ("programmes: []", "programmes: [toe-set]"),
        ("[ids of data/urgent-signs.yaml]", "[cannot-bear-weight]"),
        ("Write what the condition is, in 1 short sentence.", "Your toe is sore."),
        ("Write what usually happens.", "Most sore toes get better."),
        ("Write what helps most.", "Wide shoes may help."),
        ("Explain it in a few plain sentences.", "A toe can be sore for many reasons."),
        ("1 thing a patient can do", "rest it"),
        ("another thing", "move it a little"),
        ("Write the 1 thing to know or to do, in 1 short sentence.", "Wear wide shoes, and rest your toe."),
        ("do 1 of these things ____ times a day.", "rest my toe ____ times a day."),
    )
    fill_in(
        data / "exercises/toe-tap.yaml",
        ("Say how to start. Where are the feet and the hands?", "Stand with both feet on the floor."),
        ("Say the first thing to do.", "Lift your toes."),
        ("Say the second thing.", "Tap the floor with them."),
        ("Say how to come back to the start.", "Put them down."),
    )
    assert check(alone(folder), TODAY) == []
    assert command("new", "exercise", "Toe tap", cwd=folder).returncode == 1
    assert command("new", "exercise", "forward-lunge", "--from", "forward-lunge", cwd=folder).returncode == 0
    run = command("make", "toe-set", "--layout", "log", "--weeks", "2", cwd=folder)
    assert (folder / "out/toe-set-log-2-weeks.pdf").is_file(), run.stderr
    assert command("brand", cwd=folder).returncode == 0


def test_no_text_of_a_starter_is_printed(tmp_path: Path) -> None:
    """Every text that tells what to write is an error until it is replaced, with its line, all in one go."""
    place = Workspace.open(new_clinic("Fresh", tmp_path))
    assert place.own
    for kind in ("condition", "exercise", "programme"):
        path = new_content(kind, f"New {kind}", None, place)
        told = [problem for problem in check(place, TODAY) if problem.file == place.show(path)]
        lines = [
            line for line in path.read_text("utf-8").splitlines() if not re.match("format|name|level|log_weeks", line)
        ]
        texts = [line for line in lines if re.search(r"^[^#]*(?<!\S)[A-Za-z0-9]+ [a-z0-9]+", line.split(" # ")[0])]
        assert len(told) == len([text for text in texts if not text.startswith("subtitle")])
        assert all("is still the starter's text. Write your own." in str(problem) for problem in told)
        with pytest.raises(ContentError, match="still the starter's text"):
            make(Order("knee-valgus", "handout"), place, today=TODAY)
    told = [str(problem) for problem in check(place, TODAY) if problem.file == "clinic.yaml"]
    assert [line.split(": ")[1] for line in told] == ["phone", "emergency_number"]
    run = command("all", cwd=place.own)
    assert run.returncode == 1
    assert not list(place.own.glob("out/*.pdf"))


def test_a_clinic_s_programme_may_be_for_a_condition_of_the_library(tmp_path: Path) -> None:
    place = Workspace.open(new_clinic("Fresh", tmp_path, "01632 960 003", "999"))
    path = new_content("programme", "Morning set", None, place)
    fill_in(path, ("the id of a condition", "knee-valgus"), ("the id of an exercise", "forward-lunge"))
    (problem,) = [problem for problem in check(place, TODAY) if problem.rule != "not-in-a-programme"]
    assert (problem.severity, problem.rule) == ("information", "not-offered")
    assert make(Order("morning-set", "pack"), place, today=TODAY).pages


@pytest.mark.parametrize(
    ("kind", "name", "source", "told"),
    [
        ("exercise", "forward-lunge", None, "new exercise forward-lunge --from forward-lunge"),
        ("exercise", "Forward Lunge", "tiptoe-small-steps", "is an exercise of the library's"),
        ("condition", "knee-valgus", None, "new condition knee-valgus --from knee-valgus"),
        ("programme", "genu-valgum-three", None, "is a programme of the library's"),
        ("condition", "forward-lunge", "knee-valgus", "is an exercise of the library's"),
    ],
)
def test_nothing_of_the_library_is_hidden_unasked(
    clinic: Path, kind: str, name: str, source: str | None, told: str
) -> None:
    with pytest.raises(ContentError) as caught:
        new_content(kind, name, source, Workspace.open(clinic))
    assert told in str(spelled(caught.value.problems[0]))


def test_check_lists_what_hides_the_library_s(clinic: Path) -> None:
    place = Workspace.open(clinic)
    new_content("exercise", "forward-lunge", "forward-lunge", place)
    (clinic / "data/urgent-signs.yaml").write_bytes(Workspace.open().data_file("urgent-signs.yaml").read_bytes())
    told = [problem for problem in check(place, TODAY) if problem.rule == "instead-of-ours"]
    assert [problem.file for problem in told] == ["data/exercises/forward-lunge.yaml", "data/urgent-signs.yaml"]
    assert {problem.severity for problem in told} == {"information"}


def test_a_copy_under_another_id_has_a_name_of_its_own(clinic: Path) -> None:
    place = Workspace.open(clinic)
    ours = place.find("exercise", "forward-lunge").read_text("utf-8")
    for name, title in (("side-step", "Side step"), ('Go "up"', 'Go "up"')):
        path = new_content("exercise", name, "forward-lunge", place)
        assert load(place, Exercise, path).content.name == title
        kept = [line for line in ours.splitlines() if not line.startswith("name:")]
        assert [line for line in path.read_text("utf-8").splitlines() if not line.startswith("name:")] == kept
    assert new_content("exercise", "forward-lunge", "forward-lunge", place).read_text("utf-8") == ours


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Łokieć", "lokiec"),
        ("Füße", "fusse"),
        ("Øvelse 2", "ovelse-2"),
        ("Þór & Æsa", "thor-aesa"),
        ("Đá ı İ", "da-i-i"),
        ("Kneeʻs", "knees"),
        ("Жук", ""),
        ("Knie 膝", ""),
    ],
)
def test_ids_are_made_of_names_without_losing_letters(name: str, made: str) -> None:
    if made:
        assert identifier(name) == made
    else:
        with pytest.raises(ContentError, match="has a letter that no file name can have"):
            identifier(name)


def test_a_clinic_lies_in_no_other_and_never_half(clinic: Path, tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="would lie inside the clinic's folder"):
        new_clinic("Inner", clinic / "data")
    for name in ("a\udcff", "a\x07b"):
        with pytest.raises(ContentError, match="can't be written"):
            new_clinic(name, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["clinic"]


def test_a_stroke_in_a_clinic_s_name_makes_no_folder(tmp_path: Path) -> None:
    run = command("new", "clinic", "Smith / Jones 24/7", *NUMBERS, cwd=tmp_path)
    assert "(cd smith-jones-24-7)" in run.stderr
    assert 'name: "Smith / Jones 24/7"' in (tmp_path / "smith-jones-24-7/clinic.yaml").read_text("utf-8")
    run = command("new", "clinic", "./in a/Seaside", *NUMBERS, cwd=tmp_path)
    assert "(cd 'in a/Seaside')" in run.stderr
    assert 'name: "Seaside"' in (tmp_path / "in a/Seaside/clinic.yaml").read_text("utf-8")


def test_reviews_bind_to_the_content(clinic: Path) -> None:
    def state() -> tuple[str, ...]:
        handout = resolve(Order("stiff-ankle", "handout"), Library(Workspace.open(clinic)), TODAY)
        return handout.review_lines

    assert state() == ("Draft: not yet checked by a clinician.",)
    shelf = Library(Workspace.open(clinic))
    condition = resolve(Order("stiff-ankle", "handout"), shelf, TODAY).condition
    review = "format: 1\nreviews:\n  - {{id: stiff-ankle, hash: {}, by: A. Tester, date: 2026-01-05, until: {}}}\n"
    reviews = clinic / "reviews.yaml"
    reviews.write_text(review.format(fingerprint(condition), "2027-01-05"), "utf-8")
    assert state() == ("Checked by A. Tester on 5 January 2026. To be checked again by 5 January 2027.",)
    reviews.write_text(review.format(fingerprint(condition), "2026-02-01"), "utf-8")
    assert state() == ("The check by A. Tester ran out on 1 February 2026. It has to be checked again.",)
    path = clinic / "data/conditions/stiff-ankle.yaml"
    path.write_text(path.read_text("utf-8").replace("An old sprain", "A new sprain"), "utf-8")
    assert state() == ("Draft: the text has changed since A. Tester checked it on 5 January 2026.",)


def test_all_writes_what_can_be_written(clinic: Path) -> None:
    (clinic / "data/programmes/bad.yaml").write_text("format: 1\nname: Bad\n", "utf-8")
    run = command("all", "--layout", "log", "--workspace", str(clinic), "--jobs", "2")
    assert run.returncode == 1
    assert "Traceback" not in run.stderr
    assert "data/programmes/bad.yaml:1: condition: is missing." in run.stderr
    written = sorted(path.name for path in (clinic / "out").glob("*.pdf"))
    assert written == ["ankle-pair-log.pdf", *(f"{name}-log.pdf" for name in Workspace.open().names("programme"))]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["make", "knee-valgs"], 'Did you mean "knee-valgus"?'),
        (["make", "forward-lunge"], "is an exercise"),
        (["make", "../../etc/passwd"], "is not there"),
        (["make", "knee-valgus", "--layout", "hand"], 'Did you mean "handout"?'),
        (["make", "knee-valgus", "--layout", "log", "--programme", "x"], 'has no programme "x"'),
        (["make", "knee-valgus", "--out", "/proc/no/where.pdf"], "can't be written"),
        (["make", "knee-valgus", "--today", "soon"], "is not a date"),
        (
            ["make", "knee-valgus", "--programme", "genu-valgum-three"],
            '--programme: the layout "handout" has no programme. Ask for the leaf (--layout leaf).',
        ),
        (["make", "genu-valgum-three", "--programme", "knee-valgus-seven"], "is for a condition"),
        (["make", "knee-valgus", "--days", "mon"], '--days: the layout "handout" has no programme. Ask for the leaf'),
        (["make", "knee-valgus", "--side", "left"], '--side: the layout "handout" has no programme. Ask for the leaf'),
        (["make", "knee-valgus", "--weeks", "4"], "has no log. Ask for leaf or log or pack (--layout)."),
        (["make", "genu-valgum-three", "--layout", "exercises", "--start-day", "4"], "--start-day: the layout"),
        (["make", "knee-valgus", "--out", "."], "is a folder"),
        (["all", "--workspace", "/nowhere"], "has no clinic.yaml"),
        (["all", "--layout", "poster"], 'no layout "poster"'),
        (["new", "exercise", "Toe", "--workspace", str(CLINIC), "--from", "x"], 'no exercise has the id "x"'),
        (["new", "exercise", "Toe"], "without a clinic's folder"),
        (["new", "clinic", "???"], "no letters a to z"),
        (["new", "exercise", "Toe", "--phone", "1"], "--phone: a new exercise has no use for it"),
    ],
)
def test_mistakes_on_the_command_line(tmp_path: Path, arguments: list[str], told: str) -> None:
    run = command(*arguments, cwd=tmp_path)
    assert run.returncode == 1
    assert told in run.stderr
    assert "Traceback" not in run.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_person_s_settings_of_reportlab_change_no_byte(tmp_path: Path) -> None:
    (tmp_path / ".reportlab_settings").write_text("pdfComments=1\n")
    made = []
    for name, more in (("a", {}), ("b", {"HOME": str(tmp_path), "RL_pdfComments": "1"})):
        target = tmp_path / f"{name}.pdf"
        arguments = ["make", "ankle-pair", "--workspace", str(CLINIC), "--out", str(target), "--today", "2026-03-02"]
        subprocess.run([sys.executable, str(ROOT / "generate.py"), *arguments], check=True, env={**os.environ, **more})
        made.append(target.read_bytes())
    assert made[0] == made[1]


def test_a_profile_named_twice_is_made_once(clinic: Path) -> None:
    run = command(
        *("all", "--layout", "log", "--profile", "large-print", "--profile", "large-print", "--workspace", str(clinic))
    )
    lines = run.stdout.splitlines()
    assert len(lines) == len(set(lines)) == len(Workspace.open(clinic).names("programme"))


def test_what_is_no_ordinary_file_is_never_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(ContentError, match="is no ordinary file"):
        write(pipe, b"x")
    assert pipe.is_fifo()


def test_a_closed_folder_is_told_instead_of_passed_over(clinic: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = {clinic / name for name in ("data/exercises", "data/programmes", "prescriptions", "out")}
    for path in closed:
        path.mkdir(exist_ok=True)
    monkeypatch.setattr("handouts.files.workspace.os.access", lambda path, mode: path not in closed)
    with pytest.raises(ContentError) as caught:
        Workspace.open(clinic)
    assert {problem.file for problem in caught.value.problems} == set(map(str, closed))


def test_a_file_in_the_place_of_a_folder_is_told(clinic: Path) -> None:
    for name in ("prescriptions", "out", "layouts"):
        (clinic / name).write_text("x", "utf-8")
    with pytest.raises(ContentError) as caught:
        Workspace.open(clinic)
    assert [problem.message for problem in caught.value.problems] == ["is no folder."] * 3


def test_a_layout_that_is_no_text_is_told(clinic: Path) -> None:
    layout = clinic / "layouts" / "log.xml.j2"
    layout.parent.mkdir()
    layout.write_bytes(b"\xff\xfe")
    place = Workspace.open(clinic)
    assert "layouts/log.xml.j2: is not UTF-8 text." in "\n".join(map(str, check(place, TODAY)))
    with pytest.raises(ContentError, match=r"^layouts/log\.xml\.j2: .*not UTF-8 text"):
        make(Order("ankle-pair", "log"), place, today=TODAY)


def test_who_stops_it_finds_no_half_written_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("handouts.batch.run.os.replace", stop)
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path / "x.pdf", b"x")
    assert list(tmp_path.iterdir()) == []


def test_every_command_has_help_with_an_example() -> None:
    listed = command("--help").stdout
    for name in ("all", "make", "check", "list", "new", "review", "brand"):
        assert f"  {name} " in listed
        assert f"Example: handouts {name}" in command(name, "--help").stdout


def test_without_its_dependencies_it_says_what_to_run(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-S", str(ROOT / "generate.py")], capture_output=True, text=True, check=False, env={}
    )
    assert run.returncode == 1
    assert "Run: make setup" in run.stderr
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("profile", ["standard", "large-print", "easy-read", "toner-saver"])
def test_papers_and_profiles(paper: str, profile: str) -> None:
    import pypdfium2

    data = make(Order("ankle-pair", "pack", profile=profile, paper=paper), Workspace.open(CLINIC), today=TODAY).data  # type: ignore[arg-type]
    size = pypdfium2.PdfDocument(data)[0].get_size()
    assert size == pytest.approx((595.28, 841.89) if paper == "a4" else (612, 792), abs=0.01)
    assert read(data).problems == []


def test_an_entry_s_amount_takes_the_place_of_another_kind_of_amount(clinic: Path) -> None:
    path = clinic / "data/exercises/heel-raise.yaml"
    path.write_text(path.read_text("utf-8").replace("dose: {hold: at least 5}", "dose: {duration: 2 minutes}"), "utf-8")
    text = printed("ankle-pair", Workspace.open(clinic))
    assert "How much 10 times" in text
    assert "2 minutes" not in text


def test_what_editors_leave_behind_is_no_content(clinic: Path) -> None:
    for name in ("data/exercises/._x.yaml", "data/exercises/x.yaml~", "data/exercises/.x.yaml.swp", "data/x.yaml.bak"):
        (clinic / name).write_text("x", "utf-8")
    (clinic / "docker-compose.yml").write_text("x", "utf-8")
    (clinic / "layouts").mkdir()
    (clinic / "layouts" / ".#log.xml.j2").symlink_to("nowhere")
    assert command("list", "exercises", "--workspace", str(clinic)).returncode == 0
    assert unread(Workspace.open(clinic)) == []


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("data/exercises/Calf_Stretch.yaml", "data/exercises/calf-stretch.yaml"),
        ("data/exercises/calf stretch (copy).yaml", "data/exercises/calf-stretch-copy.yaml"),
        ("data/exercises/calf-stretch.yml", "data/exercises/calf-stretch.yaml"),
        ("data/exercises/calf-stretch.yaml.txt", "data/exercises/calf-stretch.yaml"),
        ("data/exercises/calf/calf-stretch.yaml", "data/exercises/calf-stretch.yaml"),
        ("data/exercise/calf-stretch.yaml", "data/exercises/calf-stretch.yaml"),
        ("exercises/calf-stretch.yaml", "data/exercises/calf-stretch.yaml"),
        ("Data/Conditions/knee.yaml", "data/conditions/knee.yaml"),
        ("data/Styles.yaml", "data/styles.yaml"),
        ("styles.yaml", "data/styles.yaml"),
        ("data/urgent_signs.yaml", "data/urgent-signs.yaml"),
        ("data/reviews.yaml", "reviews.yaml"),
        ("Reviews.yaml", "reviews.yaml"),
        ("fonts/fonts.yml", "fonts/fonts.yaml"),
        ("prescriptions/old/0043.yaml", "prescriptions/0043.yaml"),
        ("Prescription/0043.yaml", "prescriptions/0043.yaml"),
        ("data/anything.yaml", "folders of data/"),
        ("layouts/handout.j2", "layouts/handout.xml.j2"),
        ("layouts/my handout.xml.j2", "layouts/my-handout.xml.j2"),
        ("Layout/handout.xml.j2", "layouts/handout.xml.j2"),
    ],
)
def test_a_misnamed_file_is_told_with_the_name_it_should_have(clinic: Path, name: str, meant: str) -> None:
    (clinic / name).parent.mkdir(parents=True, exist_ok=True)
    (clinic / name).write_text("garbage", "utf-8")
    place = Workspace.open(clinic)
    (problem,) = unread(place)
    assert problem.severity == "error"
    assert (problem.file, problem.message) == (name, "is not read.")
    assert meant in problem.hint
    assert unread_note(place) == [f"{name} is not read."]


def test_what_is_no_layout_is_told_and_a_link_to_itself_stops_nothing(clinic: Path) -> None:
    (clinic / "round").symlink_to("round")
    (clinic / "layouts/log.xml.j2").mkdir(parents=True)
    (clinic / "layouts/exercises.xml.j2").symlink_to("nowhere")
    os.mkfifo(clinic / "layouts/pack.xml.j2")
    (clinic / "prescriptions/one.yaml").mkdir(parents=True)
    told = [str(problem) for problem in unread(Workspace.open(clinic))]
    assert [each.partition(":")[0] for each in told] == [
        *(f"layouts/{name}.xml.j2" for name in ("exercises", "log", "pack")),
        "prescriptions/one.yaml",
    ]
    assert all("is no ordinary file, or a link that leads nowhere." in each for each in told)


def test_misnamed_files_are_told_by_every_command(clinic: Path) -> None:
    (clinic / "data/exercises/Calf.yaml").write_text("garbage", "utf-8")
    (clinic / "data/programmes/loop.yaml").symlink_to("loop.yaml")
    shelf = Library(Workspace.open(clinic))
    told = {problem.file: str(problem) for problem in check_content([], shelf, TODAY, {})}
    assert "Call it data/exercises/calf.yaml." in told["data/exercises/Calf.yaml"]
    assert "a link that leads nowhere" in told["data/programmes/loop.yaml"]
    run = command("make", "ankle-pair", "--layout", "log", cwd=clinic)
    assert "data/exercises/Calf.yaml and 1 more are not read. See: handouts check" in run.stderr


def test_a_prescription_is_made_by_all_as_by_its_name(clinic: Path) -> None:
    (clinic / "prescriptions").mkdir()
    for name in ("0042.yaml", "0043.yml", "0044.yaml~", ".0045.yaml"):
        (clinic / "prescriptions" / name).write_text("format: 1\nprogramme: ankle-pair\n", "utf-8")
    place = Workspace.open(clinic)
    assert [path.name for path in place.prescriptions] == ["0042.yaml", "0043.yml"]
    assert all(place.prescription(path.name) == path for path in place.prescriptions)


def test_a_pipe_in_the_place_of_content_is_told_and_nobody_waits(clinic: Path) -> None:
    (clinic / "prescriptions").mkdir()
    os.mkfifo(clinic / "prescriptions/0042.yaml")
    place = Workspace.open(clinic)
    with pytest.raises(ContentError, match=r"^prescriptions/0042\.yaml: is no ordinary file\."):
        load(place, Prescription, place.prescriptions[0])


def test_only_what_is_asked_for_is_read() -> None:
    shelf = Library(Workspace.open())
    resolve(Order("genu-valgum-three", "log"), shelf, TODAY)
    assert sorted(file.path.name for file in shelf.needs.files.values()) == [
        "contraindications.yaml",
        "en.yaml",
        "example-clinic.yaml",
        "forward-lunge.yaml",
        "genu-valgum-three.yaml",
        "knee-valgus.yaml",
        "single-leg-band-side-swing.yaml",
        "sources.yaml",
        "standing-band-kickback.yaml",
        "urgent-signs.yaml",
    ]


def test_unknown_profile_and_paper_are_told() -> None:
    for wrong in ({"profile": "standart"}, {"paper": "a5"}):
        with pytest.raises(ContentError, match="there is no"):
            make(Order("knee-valgus", "handout", **wrong), Workspace.open(), today=TODAY)  # type: ignore[arg-type]
