"""What a page of the library is about, as search engines read it: schema.org in JSON-LD, from the resolved sheet."""

from __future__ import annotations

import json

from handouts.resolve.cards import ExerciseCard, ProgrammeSheet
from handouts.resolve.dose import plain
from handouts.resolve.passages import ConditionText
from handouts.resolve.resolved import Handout


def linked_data(handout: Handout) -> str:
    """A MedicalWebPage for a condition, an ExercisePlan for a programme; nothing for one patient's sheet, or for one
    that is about neither. `<` and `&` are written as JSON's own escapes: nothing that is in the text ends the element
    that it stands in."""
    condition, programme = handout.condition, handout.programme
    if handout.patient or handout.clinician or not (condition or programme):
        return ""
    whole: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage" if condition else "ExercisePlan",
        "name": handout.title,
        "inLanguage": handout.language,
        "publisher": {"@type": "Organization", "name": handout.clinic.name},
        "audience": {"@type": "MedicalAudience", "audienceType": "Patient"},
    }
    if condition:
        whole |= {"about": _condition(condition), **({"hasPart": _plan(programme)} if programme else {})}
    elif programme:
        whole |= _plan(programme)
    text = json.dumps(_said(whole), ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _condition(condition: ConditionText) -> dict[str, object]:
    return {"@type": "MedicalCondition", "name": condition.name, "alternateName": condition.medical_name}


def _plan(programme: ProgrammeSheet) -> dict[str, object]:
    return {
        "@type": "ExercisePlan",
        "name": programme.name,
        "description": programme.introduction,
        "activityFrequency": plain(programme.how_often),
        "hasPart": [_exercise(card) for card in programme.exercises],
    }


def _exercise(card: ExerciseCard) -> dict[str, object]:
    """An exercise of the plan, with its dose in words: a gap in it is a gap."""
    return {"@type": "ExercisePlan", "name": card.name, "description": card.purpose, "workload": plain(card.dose)}


def _said(value: object) -> object:
    """The same without what says nothing."""
    if isinstance(value, dict):
        return {key: _said(each) for key, each in value.items() if each}
    return [_said(each) for each in value] if isinstance(value, list) else value
