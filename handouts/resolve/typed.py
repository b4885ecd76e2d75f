"""What is typed beside a prescription's file: it counts where the file is silent, and is refused where it isn't."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from handouts.content.library import Library
from handouts.content.load import Loaded
from handouts.content.prescription import Patient, Prescription
from handouts.files.problems import ContentError, Problem, nearest
from handouts.resolve.patient import OPTIONS, read_typed


def with_typed(
    file: Loaded[Prescription], typed: Mapping[str, Any], log: Mapping[str, Any], library: Library
) -> Loaded[Prescription]:
    """The prescription with what was typed beside it; `log` is only compared. Raises ContentError for what the file
    says already: one of two answers would be lost."""
    said = set(_keys(file.document.data))
    message, hint = f"{file.path.name} says this already.", "Change it there."
    doubled = [key for key in (*_keys(typed), *_keys(log)) if key in said]
    problems = [Problem(OPTIONS.get(key, f"--{key}"), 0, "", message, hint) for key in doubled]
    name = typed.get("programme")
    if name and not problems and not library.workspace.has("programme", name):
        hint = nearest(name, library.workspace.names("programme")) or "See: handouts list programmes"
        problems.append(Problem("--programme", 0, "", f'no programme has the id "{name}".', hint))
    if problems:
        raise ContentError(problems)
    if not typed:
        return file
    more = read_typed(typed).content
    details = {**_set(file.content.patient), **_set(more.patient)}
    content = file.content.model_copy(update={**_set(more), "patient": Patient.model_validate(details)})
    patient = {**(file.document.data.get("patient") or {}), **typed.get("patient", {})}
    document = replace(file.document, data={**file.document.data, **typed, "patient": patient})
    made = replace(file, content=content, document=document)
    library.needs.add(made)
    return made


def _keys(data: Mapping[str, Any]) -> Iterator[str]:
    """The keys that say something, those of the patient as patient.name."""
    for key, value in data.items():
        if key == "patient" and isinstance(value, Mapping):
            yield from (f"patient.{inner}" for inner, text in value.items() if text is not None)
        elif value is not None:
            yield key


def _set(written: Patient | Prescription) -> dict[str, Any]:
    return {name: getattr(written, name) for name in written.model_fields_set if name != "format"}
