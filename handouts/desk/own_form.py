"""A form for an exercise or a programme of the clinic's own: what the file is to be, and what is wrong with it.

Nothing of a sheet or a patient is asked for here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Literal, TypeAlias

import yaml

from handouts.content.library import Library
from handouts.content.load import Loaded, holds, validated
from handouts.content.model import Condition, Exercise, Programme
from handouts.desk.asked import Answer, Asked, part, text, told
from handouts.desk.changed_keys import changed, rewritten
from handouts.desk.page_pictures import page_pictures
from handouts.files.problems import ContentError, Problem, order_problem
from handouts.files.reading import start_of
from handouts.files.workspace import KINDS, NO_CLINIC, Workspace
from handouts.files.written import FORMAT
from handouts.files.yaml_reader import LARGEST_FILE, read_yaml
from handouts.resolve.order import Order
from handouts.resolve.patient import read_typed
from handouts.resolve.reasons import brought_by, groups_of
from handouts.sheets.orders import with_prescription
from handouts.sheets.sheet import make_order
from handouts.sheets.starters import free_place, identifier

OwnKind: TypeAlias = Literal["exercise", "programme"]
TYPES: dict[OwnKind, type[Exercise] | type[Programme]] = {"exercise": Exercise, "programme": Programme}
LARGEST = 256_000  # bytes of a file
UNNAMED = "new.yaml"  # until it has a name
SHEET = "exercises"  # the layout in which it is shown
_NUMBER = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class FilledForm:
    """A form as the file that it is to be: where that will lie, its bytes, and what is wrong with its name."""

    kind: OwnKind
    path: Path
    data: bytes
    taken: tuple[Problem, ...]


def check_own(asked: Asked, workspace: Workspace, today: date) -> Answer:
    """What is wrong with a form, at its fields and in the words of `check`; what should be looked at; which reasons
    against it come with its groups; and the pages on which it stands. Nothing is written."""
    form = form_in(asked, workspace)
    try:
        file, found = checked(form, workspace)
        pages = _shown(file, workspace, today, asked)
    except ContentError as error:
        return {"pages": [], "advice": [], "problems": by_key(error.problems, form, workspace)}
    groups = groups_of(file, Library(workspace)) if holds(file, Exercise) else {}
    brought = sorted(set().union(*map(brought_by, groups.values())))
    return {"pages": pages, "advice": by_key(found, form, workspace), "brought": brought, "problems": []}


def checked(form: FilledForm, workspace: Workspace) -> tuple[Loaded[Exercise | Programme], list[Problem]]:
    """The file that a form is to be, and the warnings of `check`, as if it were written; sheets of other files are not
    tried. Raises ContentError with all that is wrong."""
    from handouts.checks.content import check_alone
    from handouts.checks.workspace import picture_problems
    from handouts.typeset.characters import undrawable
    from handouts.typeset.faces import CLOSE
    from handouts.typeset.fonts import font_book

    try:
        file = validated(TYPES[form.kind], read_yaml(form.data, workspace.show(form.path)), form.path)
    except ContentError as error:
        raise ContentError([*form.taken, *error.problems]) from None
    library = Library(workspace)
    library.stand_in(file)
    pictures = picture_problems([file], workspace).get(file.document.file, [])
    fonts = font_book(workspace, library.clinic().content.brand.font, library, CLOSE)
    found = [*form.taken, *check_alone(file, library, pictures), *undrawable(file, fonts)]
    if wrong := [each for each in found if each.severity == "error"]:
        raise ContentError(wrong)
    return file, [each for each in found if each.severity == "warning"]


def _shown(file: Loaded[Exercise | Programme], workspace: Workspace, today: date, asked: Asked) -> list[Answer]:
    """The first pages of a sheet on which the content stands; an exercise alone, for any condition. Raises
    ContentError."""
    library = Library(workspace)
    library.stand_in(file)
    order = Order(file.id, SHEET)
    if isinstance(file.content, Exercise):
        names = workspace.names("condition")
        condition = next((name for name in names if library.fresh().find(Condition, name)), names[0])
        typed = {"condition": condition, "title": file.content.name, "exercises": [file.id]}
        order = with_prescription(replace(order, prescription=read_typed(typed)), library)
    known, bare = asked.get("known"), asked.get("pixels") is True
    made = make_order(order, library, today)
    return page_pictures(made.data, [0, 1], known if isinstance(known, list) else (), looks=made.looks, packed=not bare)


def kind_in(asked: Asked) -> OwnKind:
    """Which of them is asked for. Raises ContentError."""
    found = next((kind for kind in TYPES if kind == asked.get("kind")), None)
    if found is None:
        raise ContentError([order_problem("kind", "is neither exercise nor programme.", "Name one of them.")])
    return found


def own_folder(workspace: Workspace) -> Path:
    """The clinic's folder. Raises ContentError where there is none."""
    if workspace.own is None:
        raise ContentError([order_problem("", "Own content can't be written without a clinic's folder.", *NO_CLINIC)])
    return workspace.own


def own_files(kind: OwnKind, workspace: Workspace) -> list[Path]:
    """The clinic's own files of a kind that are read."""
    folder = workspace.own / "data" / KINDS[kind] if workspace.own else None
    return [path for path in sorted(folder.glob("*.yaml")) if workspace.has(kind, path.stem)] if folder else []


def own_file(kind: OwnKind, name: str, workspace: Workspace) -> Path:
    """The clinic's file of that id: looked up in its folder, never joined to a path. Raises ContentError."""
    found = next((path for path in own_files(kind, workspace) if path.stem == name), None)
    if found is None:
        raise ContentError([order_problem("id", "is not there any more.", "Choose another one.")])
    return found


def form_in(asked: Asked, workspace: Workspace) -> FilledForm:
    """What was filled in, as a file. Raises ContentError where there can be none."""
    kind, wanted, name = kind_in(asked), part(asked, "content"), text(asked, "id")
    own_folder(workspace)
    if name:
        path = own_file(kind, name, workspace)
        form = FilledForm(kind, path, _changed(path, wanted, workspace), ())
    else:
        path, taken = _new_place(kind, text(wanted, "name"), workspace)
        form = FilledForm(kind, path, _new(kind, wanted), taken)
    if len(form.data) > LARGEST:
        raise ContentError([order_problem("", "The file would be larger than 256 kB.", "Shorten it.")])
    return form


def _new_place(kind: OwnKind, name: str, workspace: Workspace) -> tuple[Path, tuple[Problem, ...]]:
    """Where a file lies that is called after this name, or after a number where its letters make no file name; and that
    there is one already."""
    unnamed = own_folder(workspace) / "data" / KINDS[kind] / UNNAMED
    if not name.strip():
        return unnamed, ()
    try:
        called = identifier(name)
    except ContentError:
        called = f"{kind}-{sha256(name.strip().encode('utf-8', 'replace')).hexdigest()[:8]}"
    try:
        return free_place(kind, called, None, workspace), ()
    except ContentError as error:
        hint = "Choose another name."
        return unnamed, tuple(order_problem("name", each.message, hint) for each in error.problems)


def _changed(path: Path, wanted: Asked, workspace: Workspace) -> bytes:
    """A file with other values for some of its keys. Raises ContentError for one that can't be changed so."""
    before = start_of(path, LARGEST_FILE)
    now = changed(wanted, read_yaml(before, workspace.show(path)).keys)
    return rewritten(before, now, workspace.show(path))


def _new(kind: OwnKind, wanted: Asked) -> bytes:
    """A new file, its keys in the order in which the documents have them."""
    filled = changed(wanted, {})
    keys = [*(key for key in TYPES[kind].model_fields if key in filled), *(key for key in filled)]
    whole = {"format": FORMAT, **{key: filled[key] for key in keys}}
    return yaml.safe_dump(whole, allow_unicode=True, sort_keys=False, width=110).encode()


def by_key(problems: Iterable[Problem], form: FilledForm, workspace: Workspace) -> list[Answer]:
    """Problems of the form's file by its keys, lists counted from 0; others by their files."""
    return [_placed(each, workspace.show(form.path)) for each in told([*problems])]


def _placed(problem: Answer, form: str) -> Answer:
    if problem.get("file", form) != form:
        return problem
    where = str(problem.get("where", problem["field"]))
    field = _NUMBER.sub(lambda found: f"[{int(found[1]) - 1}]", where)
    return {"field": field, "message": problem["message"], "hint": problem["hint"]}
