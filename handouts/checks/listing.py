"""What a workspace holds, where each thing comes from and what it hides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from handouts.checks.translations import state_of_translation, states_of_rows
from handouts.content.finding import Findable, Wanted, findable, fits
from handouts.content.layouts import ENDING, Layouts, layouts_of
from handouts.content.library import Library
from handouts.content.load import Loaded
from handouts.content.looks import FamilyFiles
from handouts.content.model import Exercise, Programme
from handouts.content.tables import Contraindications, Glossary, Sources, UrgentSigns
from handouts.files.problems import ContentError
from handouts.files.reading import start_of
from handouts.files.workspace import KINDS, Workspace
from handouts.files.yaml_reader import LARGEST_FILE, read_yaml
from handouts.resolve.handout import surroundings
from handouts.resolve.signing import SIGNED, Signed, content_fingerprint, review_state

UNREADABLE = "(has problems)"
TABLES: dict[str, type[Glossary | Contraindications | UrgentSigns]] = {
    table.kind: table for table in (Glossary, Contraindications, UrgentSigns)
}
OF_KIND = {KINDS[kind.kind]: kind for kind in SIGNED}


@dataclass(frozen=True, slots=True)
class ListedThing:
    """A thing by its id, with its name and the file that it is in; `hides` says that it takes the place of ours."""

    id: str
    name: str
    file: str
    origin: str
    hides: bool
    regions: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    audience: str = ""
    state: str = ""
    also: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    found_by: Findable | None = None

    @property
    def is_unreadable(self) -> bool:
        """Whether it has problems, so that nothing is known of it but its id."""
        return self.name == UNREADABLE

    @property
    def whence(self) -> str:
        """Where it comes from and what it hides."""
        return f"{self.origin}: {self.file}{', hides the library’s' if self.hides else ''}"


def is_wanted(thing: ListedThing, wanted: Wanted) -> bool:
    """Whether a thing is among what is searched for; one that is no content has only words and regions."""
    text = " ".join((thing.id, thing.name, *thing.also, *thing.regions)).lower()
    return fits(thing.found_by or Findable(text, thing.regions), wanted)


def entries(what: str, workspace: Workspace, today: date, language: str | None = None) -> Iterator[ListedThing]:
    """All entries of a kind of content, a table, layouts or fonts. A file that can't be read has no name. With a
    `language`, the state of content and of rows is that of their translation. Raises ContentError for one that there
    is not."""
    if what in OF_KIND:
        yield from _content(OF_KIND[what], workspace, today, language)
    elif what == "layouts":
        yield from _layouts(layouts_of(workspace), workspace)
    elif what == "fonts":
        yield from _fonts(workspace)
    else:
        states = states_of_rows(TABLES[what], language, Library(workspace)) if language else {}
        for row in _rows(what, workspace):
            yield replace(row, state=states.get(row.id, "missing")) if language else row


def _content(kind: type[Signed], workspace: Workspace, today: date, language: str | None) -> Iterator[ListedThing]:
    library = Library(workspace)
    words, clinic = surroundings(library, language or library.clinic().content.language)
    for name in workspace.names(kind.kind):
        found = workspace.every(f"data/{KINDS[kind.kind]}/{name}.yaml")
        one = library.fresh()
        file = one.find(kind, name)
        if file is None:
            yield ListedThing(name, UNREADABLE, *_origin(found, workspace))
            continue
        content = content_fingerprint(file, clinic, words, one)
        state: str = review_state(name, content, one, today, words).state
        if language:
            state = state_of_translation(file, language, signed=state == "signed")
        yield _entry(file.as_written, state, found, one)


def _entry(file: Loaded[Signed], state: str, found: list[Path], library: Library) -> ListedThing:
    content, workspace = file.content, library.workspace
    by = findable(file.id, content)
    if isinstance(content, Programme):
        exercises = (library.find(Exercise, entry.exercise) for entry in content.exercises)
        by = replace(by, regions=tuple(region for each in exercises if each for region in each.content.regions))
    return ListedThing(
        file.id,
        content.name,
        *_origin(found, workspace),
        regions=() if isinstance(content, Programme) else content.regions,
        equipment=content.equipment if isinstance(content, Exercise) else (),
        audience=content.audience or "",
        state=state,
        also=() if isinstance(content, Programme) else content.also,
        notes=(
            *_sources(file, library),
            *(f"{note.id}: {note.text}" if note.id else note.text for note in content.notes),
        ),
        found_by=by,
    )


def _sources(file: Loaded[Signed], library: Library) -> Iterator[str]:
    """Where content and each of its numbers come from, with the addresses that a patient's sheet has not."""
    table = library.table(Sources)
    for citation in file.content.sources:
        if table and (source := table.sources.get(citation.id)):
            gives = f" for {', '.join(citation.gives)}" if citation.gives else ""
            where = ", ".join(filter(None, [source.publisher, str(source.year or ""), source.address]))
            at = f"lines {citation.at}" if source.lines else citation.at
            yield f"source{gives}: {source.title}{f' ({where})' if where else ''}, {at}"


def _rows(name: str, workspace: Workspace) -> Iterator[ListedThing]:
    """The rows of a table: what files name by its id, in its words."""
    library = Library(workspace)
    table = library.problems.stop_without(library.table(TABLES[name]))
    origin = _origin(workspace.every(f"data/{name}.yaml"), workspace)
    match table:
        case Glossary():
            for each, word in table.entries.items():
                words = f"{word.plain} ({word.medical})" if word.medical else word.plain
                yield ListedThing(each, words, *origin, also=(word.sentence,))
        case Contraindications():
            for each, reason in table.contraindications.items():
                yield ListedThing(each, reason.text, *origin)
        case UrgentSigns():
            for each, sign in table.signs.items():
                yield ListedThing(each, sign.text, *origin, regions=sign.regions, audience=sign.urgency)


def _layouts(layouts: Layouts, workspace: Workspace) -> Iterator[ListedThing]:
    """Layouts in their order, with what they are about, and then the parts that they share."""
    heads, _ = layouts.heads()
    broken = [name for name in layouts.names if name not in heads]
    parts = sorted({path.name.removesuffix(ENDING) for path in layouts.files if path.name.startswith("_")})
    for name in (*heads, *broken, *parts):
        origin = _origin(workspace.every(f"layouts/{name}{ENDING}"), workspace)
        if name in heads:
            head = heads[name]
            made = "made by all" if head.made_by_all else ""
            needs = " and ".join(dict.fromkeys((head.about, *head.needs)))
            yield ListedThing(name, head.name, *origin, audience=", ".join(filter(None, [f"for a {needs}", made])))
        else:
            yield ListedThing(name, "shared part" if name in parts else UNREADABLE, *origin)


def _fonts(workspace: Workspace) -> Iterator[ListedThing]:
    seen: set[str] = set()
    for path in workspace.every("fonts/fonts.yaml"):
        for family, scripts in _families(path, workspace):
            if family not in seen:
                seen.add(family)
                yield ListedThing(family, scripts, *_origin([path], workspace))


def _families(path: Path, workspace: Workspace) -> Iterator[tuple[str, str]]:
    """Each family of a file with its scripts, whatever is wrong with the others."""
    try:
        families = read_yaml(start_of(path, LARGEST_FILE), workspace.show(path)).keys.get("families")
    except (ContentError, OSError):
        families = None
    if not isinstance(families, dict):
        yield path.name, UNREADABLE
        return
    for name, files in families.items():
        try:
            yield name, ", ".join(FamilyFiles.model_validate(files).scripts)
        except ValidationError:
            yield name, UNREADABLE


def _origin(found: list[Path], workspace: Workspace) -> tuple[str, str, bool]:
    """The file that counts, whose it is, and whether it hides another."""
    own = workspace.own is not None and found[0].is_relative_to(workspace.own)
    return workspace.show(found[0]), "clinic" if own else "library", own and len(found) > 1
