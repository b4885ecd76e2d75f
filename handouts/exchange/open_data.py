"""The library as open data: records with their licence and sources, and the figures as SVG files.

Only the library is exported, whatever clinic's folder one is in: what a clinic writes is the clinic's, and nothing of a
patient comes near it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import Field

from handouts import __version__
from handouts.content.clinic import FigureLook
from handouts.content.condition_pictures import pictures_named
from handouts.content.library import Library
from handouts.content.load import Loaded
from handouts.content.model import Condition, Exercise, Programme
from handouts.content.pictures import LabelledImage
from handouts.content.tables import ONLY_BY_LICENCE, Contraindications, Licence, Sources, UrgentSigns
from handouts.content.words import Words
from handouts.files.workspace import Workspace, library_folder
from handouts.files.written import FORMAT, Citation, ContentModel, DoseNumber, File, Id, ShortText, Text, WebAddress
from handouts.resolve.fingerprint import fingerprint
from handouts.resolve.reasons import reasons_of
from handouts.sheets.contact_sheet import figures_svg

DATA, SCHEMA, FIGURES = "library.json", "schema.json", "figures"
FOR_OURSELVES = ("notes", "accepted", "published", "sources")  # `sources` are told beside the content, each in full
Content = TypeVar("Content", Exercise, Programme, Condition)


class OpenLicence(ContentModel):
    """Under which licence a record and its figure may be used, and whom to credit."""

    name: ShortText = "CC-BY-4.0"
    address: WebAddress = "https://creativecommons.org/licenses/by/4.0/"
    credit: Text = "Handouts contributors"


class OpenSource(ContentModel):
    """What a record is drawn from, and the place in it; `gives` are the numbers of its dose that stand there. Facts
    were taken from it, no sentences. A source whose licence forbids to name it has that licence's own line as its
    `credit`, and nothing else says what it is."""

    licence: Licence
    credit: Text
    title: Text | None = None
    publisher: Text | None = None
    year: int | None = None
    address: WebAddress | None = None
    at: ShortText
    gives: tuple[DoseNumber, ...] = ()


class OpenRecord(ContentModel, Generic[Content]):
    """One exercise, programme or condition: `content` is its file as docs/format.md describes it, without what is for
    its authors alone. `terms` are the words of the contraindications and signs that it names, by their ids; `version`
    changes with the record; `figure` is its picture, and each `image` of a condition is a file in `figures`."""

    id: Id
    version: ShortText
    licence: OpenLicence = OpenLicence()
    sources: tuple[OpenSource, ...] = ()
    figure: ShortText | None = None
    terms: dict[Id, Text] = Field(default_factory=dict)
    content: Content


class OpenLibrary(File):
    """`library.json` of an export."""

    kind = "open-data"

    program: ShortText
    exercises: tuple[OpenRecord[Exercise], ...]
    programmes: tuple[OpenRecord[Programme], ...]
    conditions: tuple[OpenRecord[Condition], ...]


def open_data() -> Iterator[tuple[str, bytes]]:
    """Each file of the export by its path in a folder; the same library gives the same bytes. Raises ContentError for
    a file with problems."""
    library = Library(Workspace((library_folder(),)))
    exercises, conditions = _all(Exercise, library), _all(Condition, library)
    data = {
        "format": FORMAT,
        "program": f"Handouts {__version__}",
        "exercises": [record(file, library) for file in exercises],
        "programmes": [record(file, library) for file in _all(Programme, library)],
        "conditions": [record(file, library) for file in conditions],
    }
    library.problems.stop_if_any()
    yield DATA, _json(data)
    yield SCHEMA, _json(OpenLibrary.model_json_schema(), sort_keys=True)
    for name, picture in sorted(_pictures(conditions, library).items()):
        yield name, picture.read_bytes()
    for file in exercises:
        if path := _figure(file):
            yield path, figures_svg(file, FigureLook(), library, mirrored=False)


def _all(kind: type[Content], library: Library) -> list[Loaded[Content]]:
    found = list(library.every(kind))
    library.problems.stop_if_any()
    return found


def record(file: Loaded[Content], library: Library) -> dict[str, object]:
    """A record as JSON has it, without what says nothing."""
    content = {key: value for key, value in file.document.keys.items() if key not in FOR_OURSELVES}
    told = {
        "licence": OpenLicence().model_dump(),
        "sources": _sources(file.content.sources, library),
        "figure": _figure(file),
        "terms": _terms(file, library),
    }
    said = {key: value for key, value in told.items() if value}
    return {"id": file.id, "version": fingerprint(said, content), **said, "content": content}


def _figure(file: Loaded[Content]) -> str | None:
    content = file.content
    if isinstance(content, Condition) and isinstance(content.figure, LabelledImage):
        return f"{FIGURES}/{content.figure.image}"
    return f"{FIGURES}/{file.id}.svg" if isinstance(content, Exercise) and content.figure else None


def _pictures(conditions: Iterable[Loaded[Condition]], library: Library) -> dict[str, Path]:
    """The pictures that conditions name, by their paths in the export."""
    found = {}
    for file in conditions:
        for _, figure in pictures_named(file):
            if isinstance(figure, LabelledImage) and (path := library.workspace.picture(file.path, figure.image)):
                found[f"{FIGURES}/{figure.image}"] = path
    return found


def _sources(citations: tuple[Citation, ...], library: Library) -> list[dict[str, object]]:
    table = library.problems.stop_without(library.table(Sources))
    found = []
    for citation in citations:
        source = table.sources[citation.id]
        told: dict[str, object] = {"licence": source.licence, "credit": source.title}
        if source.licence in ONLY_BY_LICENCE:
            told["credit"] = Words().page.public_sector
        else:
            named = source.model_dump(include={"title", "publisher", "year", "address"}, exclude_none=True)
            told |= {"credit": ", ".join(map(str, named.values())), **named}
        found.append({**told, "at": citation.at, **({"gives": list(citation.gives)} if citation.gives else {})})
    return found


def _terms(file: Loaded[Content], library: Library) -> dict[str, str]:
    """The words of the reasons against it and of the signs that it names."""
    content = file.content
    reasons = library.problems.stop_without(library.table(Contraindications)).contraindications
    signs = library.problems.stop_without(library.table(UrgentSigns)).signs
    names = content.contraindications if isinstance(content, Condition) else tuple(reasons_of(file, library))
    told = {name: reasons[name].text for name in names}
    return told | ({name: signs[name].text for name in content.get_help} if isinstance(content, Condition) else {})


def _json(data: object, *, sort_keys: bool = False) -> bytes:
    return (json.dumps(data, indent=1, ensure_ascii=False, sort_keys=sort_keys) + "\n").encode()
