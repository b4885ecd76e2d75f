"""Which files can be put into another language, and where their translations are."""

from __future__ import annotations

from collections.abc import Collection

from handouts.content.clinic import Clinic, Language
from handouts.content.library import Library
from handouts.content.load import Loaded
from handouts.content.model import Condition, Exercise, Programme
from handouts.content.tables import Contraindications, Glossary, UrgentSigns
from handouts.content.translation import Translation
from handouts.files.problems import ContentError, Problem, nearest, order_problem
from handouts.files.workspace import TRANSLATIONS, Workspace
from handouts.files.written import File, PatientText, TableFile, main_language

BY_ID: tuple[type[Condition | Exercise | Programme], ...] = (Condition, Exercise, Programme)
TABLES: tuple[type[TableFile], ...] = (UrgentSigns, Contraindications, Glossary)


def languages_with_translations(workspace: Workspace) -> list[str]:
    """The languages that have any, sorted."""
    found = {path.name for each in workspace.folders for path in (each / TRANSLATIONS).glob("[!.]*") if path.is_dir()}
    return sorted(found)


def refuse_unknown(language: str, library: Library, field: str = "language") -> None:
    """Raise ContentError for a language that there is not."""
    if not library.place(Language, language):
        known = library.workspace.names("language")
        hint = nearest(language, known) or f"There are {', '.join(known)}. For another one write its file first."
        raise ContentError([order_problem(field, f'there is no language "{language}".', hint)])


def translatable(names: Collection[str], language: str, library: Library) -> list[Loaded[File]]:
    """The files whose texts can be put into a language: those of these ids, tables by their names ("glossary"), the
    "clinic"; or all. Raises ContentError for what there is not, and for files that can't be read."""
    workspace, found = library.workspace, list[Loaded[File] | None]()
    refuse_unknown(language, library)
    kinds = {name: kind for kind in BY_ID for name in workspace.names(kind.kind)}
    tables = {kind.kind: kind for kind in TABLES}
    for name in names or [Clinic.kind, *tables, *kinds]:
        if name == Clinic.kind:
            found.append(library.clinic())
        elif name in tables:
            found.append(library.open(tables[name], workspace.data_file(f"{name}.yaml")))
        elif name in kinds:
            found.append(library.find(kinds[name], name))
        else:
            hint = nearest(name, [*kinds, *tables, Clinic.kind])
            library.problems.append(Problem(name, 0, "", "has no texts to translate.", hint))
    library.problems.stop_if_any()
    return [file for file in found if file and main_language(_written_in(file)) != main_language(language)]


def _written_in(file: Loaded[File]) -> str:
    return file.content.language if isinstance(file.content, (PatientText, Clinic)) else ""


def translation_of(file: Loaded[File], language: str, library: Library) -> Loaded[Translation] | None:
    """The translation that counts for a file; None for none. Raises ContentError for one that can't be read."""
    path = library.workspace.translation(file.path, language)
    return library.problems.stop_without(library.open(Translation, path)) if path else None
