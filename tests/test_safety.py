"""What speaks against an exercise holds by construction: named by it, by a group that it is in, or by its programme."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from handouts import ContentError, Workspace, make
from handouts.checks.content import check_content
from handouts.content.library import Library
from handouts.content.model import Condition, Exercise, Programme
from handouts.files.workspace import library_folder
from handouts.resolve.handout import resolve
from handouts.resolve.order import Order
from handouts.resolve.patient import prescription_of
from handouts.resolve.resolved import Handout
from handouts.resolve.signing import exercise_fingerprint
from tests.conftest import TODAY, alone
from tests.test_prescriptions import told, write

DATA = library_folder() / "data"
OWN = ((Exercise, "kneel-low"), (Programme, "kneel-set"))
STRICTER = "Aim for no pain. Mild soreness should settle within 24 hours."


@cache
def read_yaml(path: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((DATA / path).read_text("utf-8"))
    return found


def names() -> list[str]:
    return Workspace.open().names("exercise")


def poses(written: dict[str, Any]) -> set[str]:
    figure = written.get("figure", {})
    shown = [figure.get("start", {}), figure.get("finish", {}), *figure.get("then", ())]
    return {pose["base"] for pose in shown if "base" in pose}


def groups(name: str) -> list[dict[str, Any]]:
    """The groups of an exercise, read from its file by another way than the program's."""
    written = read_yaml(f"exercises/{name}.yaml")
    words = " ".join((written["position"], *written.get("equipment", ()))).lower()
    left_out = [each["group"] for each in written.get("without_groups", ())]
    return [
        group
        for key, group in read_yaml("contraindications.yaml")["groups"].items()
        if key not in left_out
        and (
            key in written.get("groups", ())
            or poses(written) & set(group.get("poses", ()))
            or set(written["regions"]) & set(group.get("regions", ()))
            or any(re.search(rf"\b{said}\b", words) for said in group.get("said_as", ()))
        )
    ]


def against(name: str) -> set[str]:
    """Every id with which an exercise is refused: its own, its groups', and those whose `also` leads to one of them."""
    table = read_yaml("contraindications.yaml")["contraindications"]
    lists = [read_yaml(f"exercises/{name}.yaml"), *groups(name)]
    found = {id for each in lists for key in ("", "strict_") for id in each.get(f"{key}contraindications", ())}
    while more := {id for id, row in table.items() if set(row.get("also", ())) & found} - found:
        found |= more
    return found


def refused(keys: dict[str, Any], what: str = "knee-valgus") -> set[tuple[str, str]]:
    """The exercise and the reason of each refusal; none where the sheet is made."""
    shelf = Library(Workspace.open())
    try:
        resolve(Order(what, "exercises", prescription=prescription_of(keys, what, shelf)), shelf, TODAY)
    except ContentError as error:
        return set(re.findall(r'"([a-z0-9-]+)" should not be done with "([a-z-]+)"', str(error)))
    return set()


def made(keys: dict[str, Any], what: str = "knee-valgus", layout: str = "exercises") -> Handout:
    shelf = Library(Workspace.open())
    return resolve(Order(what, layout, prescription=prescription_of(keys, what, shelf)), shelf, TODAY)


@pytest.mark.parametrize("number", [20, pytest.param(None, marks=pytest.mark.library)])
def test_every_exercise_is_refused_for_every_reason_against_it_and_for_no_other(number: int | None) -> None:
    """Each reason of the table by itself, against so many exercises at once: every pair is told by both names."""
    some = names()[:: len(names()) // number] if number else names()
    wanted = {name: against(name) for name in some}
    assert all(wanted.values())
    for reason in read_yaml("contraindications.yaml")["contraindications"]:
        found = refused({"exercises": some, "contraindications": [reason]})
        assert found == {(name, reason) for name, reasons in wanted.items() if reason in reasons}, reason


@pytest.mark.parametrize(
    ("reason", "exercises"),
    [
        ("blood-thinners", ["knee-walk-forward", "kneel-and-hold", "all-fours-hold"]),
        ("pregnancy", ["prone-knee-bend-ball-to-buttocks", "supine-ball-squeeze-feet", "supine-bicycle"]),
        (
            "swollen-hot-joint",
            ["prone-knee-bend-ball-to-buttocks", "supine-ball-squeeze-feet", "standing-band-kickback"],
        ),
        ("foot-numbness", ["toe-cloth-gather", "caterpillar-foot", "seated-toe-crawl"]),
        ("poor-balance", ["kneel-and-hold"]),
        ("dizziness", ["kneel-and-hold"]),
        ("sore-wrists", ["all-fours-hold"]),
        ("latex-allergy", ["standing-band-kickback", "seated-knee-extension-pillow-band"]),
        ("lax-knee-ligament", ["supine-ball-squeeze-feet"]),
        ("fused-foot-joint", ["toe-object-collect-mix", "foot-ball-lift-move", "caterpillar-foot"]),
        ("epilepsy", ["swimming-cycling"]),
    ],
)
def test_a_group_brings_its_reasons_to_each_of_its_exercises(reason: str, exercises: list[str]) -> None:
    assert refused({"exercises": exercises, "contraindications": [reason]}) == {(name, reason) for name in exercises}


def test_kneeling_brings_its_rule_on_pain_to_whatever_sheet_it_stands_on() -> None:
    """Neither the clinic's rule nor a programme's takes its place, and no line of numbers allows more."""
    for keys, what in (
        ({"exercises": ["knee-walk-forward", "walking-activity"]}, "knee-valgus"),
        ({"exercises": ["flat-foot-squat", "kneel-and-hold"]}, "hallux-valgus-children-play"),
    ):
        sheet = made(keys, what).programme
        assert sheet is not None
        assert STRICTER in sheet.pain_rule
        assert sheet.pain_limit is None
        assert any("blood thinners" in reason for reason in sheet.reasons_against)
        assert any(rule.startswith("Sharp pain: stop, call us, and rest your knees") for rule in sheet.rules)
    for layout in ("exercises", "leaf"):
        order = Order("knee-valgus", layout, form="text", typed={"exercises": ["knee-walk-forward"]}, example=True)
        said = make(order, Workspace.open(), today=TODAY).data.decode()
        assert STRICTER in " ".join(said.split())
        assert "4 out of 10" not in said
    without = made({"exercises": ["walking-activity"]}).programme
    assert without is not None
    assert without.pain_rule == ""


def test_one_sheet_says_a_reason_in_one_way() -> None:
    """Strict for one of its exercises is strict for all; by itself the softened form stays."""
    softened = "poor balance or falls, unless someone stands close by"
    for keys, strict in (
        ({"exercises": ["tiptoe-small-steps", "sit-to-stand-pillow-band"]}, True),
        ({"exercises": ["tiptoe-small-steps", "golden-rooster"]}, True),
        ({"exercises": ["tiptoe-small-steps", "knee-walk-forward"]}, True),
        ({"exercises": ["tiptoe-small-steps", "forward-lunge"]}, False),
    ):
        sheet = made(keys).programme
        assert sheet is not None
        said = [*sheet.reasons_against, *(reason for card in sheet.exercises for reason in card.reasons_against)]
        assert (softened in said) != strict
        assert ("poor balance or falls" in said) == strict
    for name in Workspace.open().names("programme"):
        programme = resolve(Order(name, "exercises"), Library(Workspace.open()), TODAY).programme
        assert programme is not None
        said = [*programme.reasons_against, *(each for card in programme.exercises for each in card.reasons_against)]
        assert {reason.split(", unless")[0] for reason in said} & set(said) == {
            each for each in said if "unless" not in each
        }


@pytest.mark.parametrize(
    ("what", "exercises", "born", "refused"),
    [
        ("knee-valgus", ["supine-bicycle", "walking-activity"], "2021-05-01", {"supine-bicycle"}),
        ("knee-valgus", ["forward-lunge"], "2021-05-01", {"forward-lunge"}),
        ("knee-valgus", ["forward-lunge"], "2018-03-02", set()),
        ("flexible-flatfoot-children", ["bear-walk-outer-edge"], "2024-05-01", {"bear-walk-outer-edge"}),
        ("flexible-flatfoot-children", ["flat-foot-squat"], "1960-05-01", {"flat-foot-squat"}),
        ("flexible-flatfoot-children", ["flat-foot-squat"], "2020-05-01", set()),
        ("hallux-valgus-daily", [], "2021-05-01", {"hallux-valgus-daily"}),
        ("genu-valgum-three", [], "2018-03-03", {"genu-valgum-three"}),
    ],
)
def test_whoever_is_of_another_age_is_refused_by_name(
    what: str, exercises: list[str], born: str, refused: set[str]
) -> None:
    keys: dict[str, Any] = {"patient": {"born": born}} | ({"exercises": exercises} if exercises else {})
    try:
        made(keys, what)
        said = set[str]()
    except ContentError as error:
        said = set(re.findall(r'"([a-z-]+)" is not meant for the age', str(error)))
    assert refused <= said
    assert bool(refused) == bool(said)


def test_every_exercise_for_some_ages_only_says_so_in_its_file() -> None:
    """Walks and sports are for any age."""
    open_to_all = {name for name in names() if "ages" not in read_yaml(f"exercises/{name}.yaml")}
    assert open_to_all == {"swimming-cycling", "walking-activity"}


# -- what check refuses ------------------------------------------------------------------------------------------------


def problems(clinic: Path) -> list[str]:
    shelf = Library(alone(clinic))
    files = [shelf.find(kind, name) for kind, name in OWN]
    return [
        str(each)
        for each in check_content([file for file in files if file], shelf.fresh(), TODAY, {})
        if each.rule in ("", "ages")
    ]


def clinics_own(clinic: Path, exercise: str = "", programme: str = "") -> None:
    path = clinic / "data/exercises/kneel-low.yaml"
    path.write_text(
        "format: 1\nname: Low kneel\nregions: [knee]\nposition: Kneel on a mat.\nsteps: [Stay., Breathe., Rise.]\n"
        + exercise,
        "utf-8",
    )
    (clinic / "data/programmes/kneel-set.yaml").write_text(
        "format: 1\nname: Kneel\ncondition: stiff-ankle\nexercises: [kneel-low]\n" + programme, "utf-8"
    )


@pytest.mark.parametrize(
    ("exercise", "programme", "said"),
    [
        ("contraindications: [haemophilia]\n", "", 'its group "kneeling" brings "haemophilia" already'),
        ("contraindications: [dizziness, dizziness]\n", "", 'has "dizziness" twice'),
        ("", "contraindications: [blood-thinners]\n", '"kneel-low" has "blood-thinners" already'),
        ("", "pain_rule: A little pain is fine.\n", 'beside the rule of the group "kneeling"'),
        ("", "pain_limit: 4\n", 'beside the rule of the group "kneeling"'),
        ("", "dose: {pain_limit: 3}\n", 'softens the rule of the group "kneeling"'),
        ("groups: [kneling]\n", "", 'Did you mean "kneeling"?'),
        ("without_groups: [{group: kneling, why: x}]\n", "", 'Did you mean "kneeling"?'),
        ("strict_contraindications: [dizzines]\n", "", 'Did you mean "dizziness"?'),
        (
            "ages: 18 onwards\n",
            "ages: 8 onwards\n",
            '"kneel-low" is for the ages 18 onwards, and the programme is for 8',
        ),
        ("ages: 18 onwards\n", "ages: 18 onwards\n", ""),
        ("", "", ""),
    ],
)
def test_nothing_is_said_twice_and_nothing_softens(clinic: Path, exercise: str, programme: str, said: str) -> None:
    clinics_own(clinic, exercise, programme)
    found = [each for each in problems(clinic) if "kneel" in each and "does not offer" not in each]
    assert any(said in each for each in found) if said else found == [], found


def test_a_table_of_a_clinic_s_own_can_t_leave_the_groups_out(clinic: Path) -> None:
    (clinic / "data/contraindications.yaml").write_text(
        "format: 1\ncontraindications: {dizziness: {text: dizzy spells}, acute-injury: {text: an injury}}\n", "utf-8"
    )
    assert "contraindications.yaml" in (said := told(write(clinic, "programme: ankle-pair\n"), clinic))
    assert "groups" in said


def test_what_a_group_brings_is_signed_with_the_exercise(clinic: Path) -> None:
    def print_of() -> str:
        shelf = Library(Workspace.open(clinic))
        file = shelf.find(Exercise, "kneel-and-hold")
        assert file is not None
        return exercise_fingerprint(file, shelf)

    before, table = print_of(), (DATA / "contraindications.yaml").read_text("utf-8")
    (clinic / "data/contraindications.yaml").write_text(table, "utf-8")
    assert print_of() == before
    (clinic / "data/contraindications.yaml").write_text(table.replace("for 2 to 3 days", "for 1 day"), "utf-8")
    assert print_of() != before


# -- children ----------------------------------------------------------------------------------------------------------


def said(what: str, layout: str, born: str = "", **keys: Any) -> str:
    typed = keys | ({"patient": {"born": born}} if born else {})
    order = Order(what, layout, form="text", typed=typed or None, example=True)
    return " ".join(make(order, Workspace.open(), today=TODAY).data.decode().split())


def test_a_programme_for_children_has_a_rule_on_pain_of_its_own(clinic: Path) -> None:
    path = clinic / "data/programmes/ankle-pair.yaml"
    path.write_text(path.read_text("utf-8") + "for_children: true\n", "utf-8")
    wrong = "is for children and has no pain_rule: of its own"
    assert wrong in told(write(clinic, "programme: ankle-pair\n"), clinic)
    shelf = Library(alone(clinic))
    assert shelf.find(Programme, "ankle-pair") is None
    assert wrong in str(shelf.problems[0])


@pytest.mark.parametrize("layout", ["leaf", "exercises", "log", "pack"])
def test_no_number_of_pain_is_for_children_who_play(layout: str) -> None:
    text = said("hallux-valgus-children-play", layout)
    assert not re.search(r"out of 10|0 to 10|Circle a number", text.replace("\u00a0", " "))
    assert layout == "log" or "If something hurts, stop that game." in text
    assert layout == "log" or "Not for your child with" in text
    assert "if you have" not in text
    assert layout == "exercises" or re.search(r"hurt( in these weeks)?\?", text)


@pytest.mark.parametrize(
    ("born", "keys", "clinics", "childs"),
    [
        ("1980-05-01", {}, True, False),
        ("2016-05-01", {}, False, True),
        ("", {}, True, True),  # nobody knows who gets it
        ("2016-05-01", {"exercises": ["walking-activity"]}, False, True),
        ("", {"exercises": ["walking-activity"], "condition": "knee-valgus"}, True, False),
    ],
)
def test_a_child_stops_when_something_hurts(born: str, keys: dict[str, Any], clinics: bool, childs: bool) -> None:
    what = "knee-valgus" if keys else "genu-valgum-three"
    keys.pop("condition", None)
    for layout in ("exercises", "leaf"):
        text = said(what, layout, born, **keys)
        assert ("Pain up to 4 out of 10 is all right" in text) == clinics
        assert ("A child stops as soon as something hurts" in text) == childs
        assert layout == "exercises" or ("too much: do less" in text) == (clinics and not childs)


# -- what clinicians are told, and what is offered to whom -------------------------------------------------------------


def test_the_clinician_s_page_says_what_the_library_s_authors_doubt() -> None:
    keys = {"patient": {"name": "A. Name"}, "contraindications": []}
    text = said("knee-valgus-seven", "clinician", **keys)
    assert "may rehearse the unwanted pattern" in text
    assert text.count("no counts for exercises 1 to 3") == 1
    assert "Most of the 7 exercises" not in said("knee-valgus-seven", "pack", **keys)


def test_a_set_is_offered_to_those_whom_it_is_for() -> None:
    shelf = Library(Workspace.open())
    knees, legs = (shelf.find(Condition, name) for name in ("knee-valgus", "weak-coordination-legs"))
    assert knees is not None
    assert knees.content.programmes[0] == "genu-valgum-three"  # no squeeze of the inner thighs, no turning in
    assert legs is not None
    assert legs.content.programmes == ()  # the stand on 1 leg is for people with good balance
