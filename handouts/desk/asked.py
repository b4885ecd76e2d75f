"""What the page asks for, as data: a draft of a sheet becomes an order, and each problem goes to the field that it is
about."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from handouts.content.amounts import as_number
from handouts.content.layouts import layouts_of
from handouts.content.looks import STANDARD
from handouts.files.problems import TYPED, ContentError, Problem
from handouts.files.workspace import Workspace
from handouts.resolve.order import Form, Order
from handouts.resolve.patient import read_typed

if TYPE_CHECKING:
    from handouts.content.load import Loaded
    from handouts.content.prescription import Prescription

Answer: TypeAlias = dict[str, object]  # as JSON has it
Asked: TypeAlias = Mapping[str, Any]  # what came as JSON: of any shape until it is looked at

_AGAINST = re.compile(r'(?:"(?P<exercise>[a-z0-9-]+)"|the programme "[a-z0-9-]+") (?:should not be done|is not meant)')
_OVERRIDE = re.compile(r"contraindication: (?P<reason>[a-z0-9-]+), why")
_INDEX = re.compile(r"(exercises|contraindications|overrides)\[(\d+)\]")


def part(asked: Asked, name: str) -> Asked:
    """The keys that stand under a name; none where it is something else."""
    found = asked.get(name)
    return found if isinstance(found, Mapping) else {}


def text(asked: Asked, name: str) -> str:
    """The text under a name; nothing where it is something else."""
    found = asked.get(name)
    return found if isinstance(found, str) else ""


def prescription_in(draft: Asked) -> dict[str, object]:
    """The keys of a draft's prescription that say something, as a file has them: a field that was left empty is left
    out. Only an empty list of contraindications says something: that the patient was asked."""
    kept = {key: _said(value) for key, value in part(draft, "prescription").items()}
    asked = kept.get("contraindications") == []
    found = {key: value for key, value in kept.items() if value not in (None, "", {}, [])}
    return {**found, **({"contraindications": []} if asked else {})}


def _said(value: object) -> object:
    """A value without what was left empty in it; digits alone are a number, as people write them in a file."""
    if isinstance(value, Mapping):
        kept = {key: amount(key, _said(each)) for key, each in value.items()}
        return {key: each for key, each in kept.items() if each not in (None, "", {})}
    if isinstance(value, list):
        return [_said(each) for each in value]
    return value.strip() if isinstance(value, str) else value


_AMOUNTS = ("sets", "repetitions", "hold", "duration", "count", "rest", "times_a_day", "days_a_week")


def amount(key: object, value: object) -> object:
    """A value as a file has it, where an amount is asked for."""
    return as_number(value) if key in _AMOUNTS and isinstance(value, str) else value


def is_empty(draft: Asked) -> bool:
    """Whether a draft has nothing on it yet that could be printed."""
    written = part(draft, "prescription")
    return not written.get("exercises") and not written.get("programme")


def written_in(draft: Asked) -> Loaded[Prescription]:
    """The prescription of a draft. Raises ContentError with all that is wrong with it."""
    written = prescription_in(draft)
    file = read_typed(written)
    if not file.content.programme and not file.content.condition:
        hint = "Choose the condition that they are for."
        raise ContentError([Problem(TYPED, 0, "condition", "is not chosen yet.", hint)])
    return file


def order_of(draft: Asked, workspace: Workspace, form: Form = "pdf") -> Order:
    """The sheet that a draft asks for. Without a clinic's folder it is an example. Raises ContentError."""
    file, options = written_in(draft), part(draft, "options")
    paper = text(options, "paper")
    return Order(
        "",
        text(options, "layout") or layouts_of(workspace).default("programme"),
        text(options, "profile") or STANDARD,
        paper or None,  # type: ignore[arg-type]  # what is no paper is refused by its name
        theme=text(options, "theme") or None,
        prescription=file,
        example=workspace.own is None,
        form=form,
        fillable=options.get("fillable") is True and form == "pdf",
    )


def told(problems: Sequence[Problem], draft: Asked | None = None) -> list[Answer]:
    """Problems as data: where each stands, in the words of `check`. `field` is a path of a draft, with lists counted
    from 0; nothing where the problem is in a file, which is named instead."""
    return [_told(problem, draft or {}) for problem in dict.fromkeys(problems)]


def _told(problem: Problem, draft: Asked) -> Answer:
    here = problem.file in ("", TYPED)
    field = _INDEX.sub(lambda found: f"{found[1]}[{int(found[2]) - 1}]", problem.where) if here else ""
    answer: Answer = {"field": field, "message": problem.message, "hint": problem.hint}
    if not here:
        answer |= {"file": problem.file, "line": problem.line, "where": problem.where}
    against, reason = _AGAINST.match(problem.message), _OVERRIDE.search(problem.hint)
    if against and reason:  # the page offers a field for the reason instead of a line of YAML
        answer |= {"hint": "Take it out, or write why you ask for it all the same."}
        answer["override"] = {"contraindication": reason["reason"], "exercise": against["exercise"]}
        names = [_id(each) for each in part(draft, "prescription").get("exercises") or ()]
        if against["exercise"] in names:
            answer["field"] = f"exercises[{names.index(against['exercise'])}]"
    return answer


def _id(entry: object) -> object:
    return entry.get("exercise") if isinstance(entry, Mapping) else entry
