"""What the library says of when to get help agrees, on every sheet and in every sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from handouts import ContentError, Order, Workspace
from handouts.content.library import Library
from handouts.content.model import Condition
from handouts.content.tables import UrgentSign, UrgentSigns
from handouts.files.written import ContentFile
from handouts.resolve.handout import resolve
from tests.conftest import HERE, TODAY

LIBRARY = Library(Workspace.open())
CLOT = {"calf-swelling", "calf-swelling-after-surgery"}
OF_A_CHILD = {"child-will-not-walk", "child-hot-joint-fever", "child-bone-pain-or-lump"}
# What a sentence says of how urgent a thing is.
SAID = {
    "emergency": re.compile(r"\b(at once|emergency|ambulance|right away)\b", re.IGNORECASE),
    "today": re.compile(r"\b(help today|the same day)\b", re.IGNORECASE),
}


def signs() -> dict[str, UrgentSign]:
    table = LIBRARY.table(UrgentSigns)
    assert table is not None
    return table.signs


def conditions() -> Iterator[tuple[str, Condition]]:
    for name in LIBRARY.workspace.names("condition"):
        file = LIBRARY.find(Condition, name)
        assert file is not None
        yield name, file.content


def help_of(condition: Condition) -> set[str]:
    return set(condition.get_help)


def texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from texts(part)


def sentences(content: ContentFile) -> Iterator[str]:
    """What a patient reads of a file, sentence by sentence."""
    written = content.model_dump(exclude={"notes", "accepted", "figure", "sources", "get_help"})
    for text in texts(written):
        yield from re.split(r"(?<=[.!?]) ", text)


def stems(text: str) -> set[str]:
    return {word[:5] for word in re.findall(r"[a-z]{4,}", text.lower())} - {"your", "with", "help", "today", "that"}


def closest(text: str, ids: Iterator[str] | set[str]) -> str:
    return max(sorted(ids), key=lambda each: len(stems(text) & stems(signs()[each].text)))


def test_each_sign_is_on_a_sheet_and_is_said_once() -> None:
    used = set().union(*(help_of(condition) for _, condition in conditions()))
    assert set(signs()) == used
    assert len({sign.text for sign in signs().values()}) == len(signs())


def test_no_sentence_gives_a_sign_another_urgency() -> None:
    """A sentence that says how urgent a thing is speaks of a sign of its sheet, which is as urgent."""
    wrong = []
    for name, condition in conditions():
        for sentence in sentences(condition):
            for level, said in SAID.items():
                if said.search(sentence):
                    near = closest(sentence, help_of(condition))
                    agrees = signs()[near].urgency == level and stems(sentence) & stems(signs()[near].text)
                    wrong += [] if agrees else [f"{name}: {sentence} ({near})"]
    assert wrong == []


def test_a_calf_stands_with_what_a_clot_does_next() -> None:
    for name, condition in conditions():
        assert not (help_of(condition) & CLOT) or "chest-pain-or-breathless" in help_of(condition), name
    assert all(signs()[each].urgency == "today" for each in CLOT)
    assert "without a clear cause" in signs()["calf-swelling"].text  # it stands on sheets of exercises that tire a calf


def test_parents_read_what_a_child_can_t_say() -> None:
    for name, condition in conditions():
        if re.search(r"\b(parents?|child)", condition.audience or ""):
            assert help_of(condition) >= OF_A_CHILD, name
    assert {signs()[each].urgency for each in OF_A_CHILD} == {"today"}


def test_pain_at_night_stands_with_the_other_signs_of_a_tumour() -> None:
    for name, condition in conditions():
        assert "pain-at-night" not in condition.get_help or "lump-or-weight-loss" in condition.get_help, name


def test_a_name_that_promises_an_answer_has_its_signs() -> None:
    """Who looks for poor blood flow finds the sign of a leg that has none."""
    for name, condition in conditions():
        if any("circulation" in each.lower() for each in (condition.name, *condition.also)):
            assert "cold-pale-leg" in condition.get_help, name


def test_pressed_nerves_are_said_in_full_on_sheets_of_exercises_too() -> None:
    both = {"bladder-or-bowel", "both-legs-weak-or-numb"}
    for name, condition in conditions():
        assert not (help_of(condition) & both) or help_of(condition) >= both, name
        for programme in condition.programmes if help_of(condition) >= both else ():
            sheet = resolve(Order(programme, "exercises"), Library(Workspace.open()), TODAY).programme
            assert sheet is not None
            said = " ".join(sheet.urgency[0].signs)
            assert all(part in said for part in ("numb between", "can't pee", "can't control", "poo", "both legs")), (
                name
            )


def test_a_hot_joint_needs_no_fever() -> None:
    told = [s for _, each in conditions() for s in sentences(each)] + [sign.text for sign in signs().values()]
    hot = [text for text in told if "hot" in stems(text) | set(text.split()) and "fever" in text]
    assert hot
    assert [text for text in hot if "even without a fever" not in text and "your child" not in text] == []


def test_signs_of_an_ankle_don_t_hold_for_what_is_old_or_was_checked() -> None:
    assert "suddenly can't stand on tiptoe" in signs()["achilles-snap"].text  # tiptoes are an exercise of such sheets
    assert all("has not been checked" in signs()[each].text for each in ("injury-crack", "ankle-four-steps"))


def test_a_knee_that_gets_stuck_stands_with_a_torn_tendon() -> None:
    assert signs()["locked-knee"].urgency == "today"
    assert "lift your straight leg" in signs()["locked-knee"].text


def title_of(library: Library, name: str = "knee-valgus") -> str:
    condition = resolve(Order(name, "handout"), library, TODAY).condition
    assert condition is not None
    return next(box.title for box in condition.urgency if box.level == "today")


def test_get_help_today_says_from_whom(tmp_path: Path) -> None:
    own = 'format: 1\nname: Sea\nemergency_number: "112"\npain_rule: Stop at any pain.\n'
    (tmp_path / "clinic.yaml").write_text(own, "utf-8")
    assert title_of(Library(Workspace.open(tmp_path))) == ("Get help today (doctor or hospital) if:")
    (tmp_path / "clinic.yaml").write_text(own + "urgent_advice: call 116 117 or go to A&E\n", "utf-8")
    assert title_of(Library(Workspace.open(tmp_path))) == "Get help today (call 116 117 or go to A&E) if:"
    (tmp_path / "clinic.yaml").write_text(own + "urgent_advice: Call 116 117.\n", "utf-8")
    with pytest.raises(ContentError) as refused:
        title_of(Library(Workspace.open(tmp_path)))
    assert "stands in brackets" in str(refused.value)


def test_advice_on_urgent_help_is_what_the_example_has() -> None:
    assert "call 111 or go to A&E" in title_of(Library(Workspace.open()))


def test_the_document_speaks_of_signs_that_there_are() -> None:
    section = (HERE.parent / "docs/sources.md").read_text("utf-8").split("## Urgent signs")[1].split("\n## ")[0]
    rows = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]
    named = [each for row in rows for each in re.findall(r"`([a-z-]+)`", row)]
    assert named
    assert set(named) <= set(signs())
