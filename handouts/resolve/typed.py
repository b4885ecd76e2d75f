"""What is typed beside a prescription's file: it counts where the file is silent, and is refused where it isn't."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from handouts.content.library import Library
from handouts.content.load import Loaded
from handouts.content.model import Programme
from handouts.content.prescription import Patient, Prescription
from handouts.files.problems import ContentError, listed, nearest_or, order_problem
from handouts.resolve.patient import read_typed


def with_typed(
    file: Loaded[Prescription], typed: Mapping[str, object], log: Mapping[str, object], library: Library
) -> Loaded[Prescription]:
    """The prescription with what was typed beside it; `log` is only compared. Raises ContentError for what the file
    says already: one of two answers would be lost."""
    said = set(_keys(file.document.keys))
    message, hint = f"{file.path.name} says this already.", "Change it there."
    doubled = [key for key in (*_keys(typed), *_keys(log)) if key in said]
    problems = [order_problem(key, message, hint) for key in doubled]
    name = str(typed.get("programme") or "")
    if name and not problems and not library.place(Programme, name):
        advice = nearest_or(name, library.workspace.names("programme"), listed("programmes"))
        problems.append(order_problem("programme", f'no programme has the id "{name}".', *advice))
    if problems:
        raise ContentError(problems)
    if not typed:
        return file
    more = read_typed(typed).content
    details = {**_set(file.content.patient), **_set(more.patient)}
    content = file.content.model_copy(update={**_set(more), "patient": Patient.model_validate(details)})
    details = {**_patient_in(file.document.keys), **_patient_in(typed)}
    document = replace(file.document, data={**file.document.keys, **typed, "patient": details})
    made = replace(file, content=content, document=document)
    library.needs.add(made)
    return made


def _patient_in(data: Mapping[str, object]) -> Mapping[str, object]:
    patient = data.get("patient")
    return patient if isinstance(patient, Mapping) else {}


def _keys(data: Mapping[str, object]) -> Iterator[str]:
    """The keys that say something, those of the patient as patient.name."""
    yield from (f"patient.{key}" for key, value in _patient_in(data).items() if value is not None)
    yield from (
        key
        for key, value in data.items()
        if value is not None and not (key == "patient" and isinstance(value, Mapping))
    )


def _set(written: Patient | Prescription) -> dict[str, object]:
    return {name: getattr(written, name) for name in written.model_fields_set if name != "format"}
