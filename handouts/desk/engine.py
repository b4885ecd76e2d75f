"""What the desk does, as functions from data to data that JSON can carry: no server, no threads, no file outside of the
workspace. Each takes what is asked, the workspace and today; `answer` calls them by name.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from datetime import date
from typing import TypeAlias

from handouts.content.library import Library
from handouts.content.load import Loaded
from handouts.content.model import Programme
from handouts.content.prescription import Prescription
from handouts.desk.asked import Answer, Asked, is_empty, order_of, part, told, written_in
from handouts.desk.catalogue import library, pictures, written
from handouts.desk.clinic_file import clinic, logo, save_clinic, specimen
from handouts.desk.own_content import delete_own, open_own, own_content, own_picture, restore_own, save_own
from handouts.desk.own_form import check_own
from handouts.desk.page_pictures import LARGEST_SCALE, SCALE, page_pictures
from handouts.desk.prescription_files import open_file, prescriptions, save
from handouts.files.problems import ContentError
from handouts.files.workspace import Workspace
from handouts.resolve.dose import plain, sentence
from handouts.resolve.handout import surroundings
from handouts.resolve.order import Form
from handouts.resolve.patient import subject
from handouts.resolve.prescribing import prescribed_programme
from handouts.resolve.translation import told_of_drafts
from handouts.sheets.sheet import SheetFile, make

Function: TypeAlias = Callable[[Asked, Workspace, date], Answer]


def preview(asked: Asked, workspace: Workspace, today: date) -> Answer:
    """A draft as pages, the sentence of each exercise, and what is wrong by field. Where something is wrong there are
    no pages. `pages` are the indexes of those that are shown (none: all), `known` the keys of pictures that are
    there; bare `pixels` are for who needs no JSON. A page whose key did not change looks as before."""
    draft = part(asked, "draft")
    if is_empty(draft):
        return {"pages": [], "cards": [], "notes": [], "problems": []}
    answer: Answer = {"pages": [], "cards": [], "notes": [], "problems": []}
    try:
        answer["cards"] = cards(written_in(draft), workspace)
        made = make(order_of(draft, workspace), workspace, today=today)
    except ContentError as error:
        return {**answer, "problems": told(error.problems, draft)}
    wanted, known, scale = asked.get("pages"), asked.get("known"), asked.get("scale")
    shown = page_pictures(
        made.data,
        [each for each in wanted if isinstance(each, int)] if isinstance(wanted, list) else None,
        {each for each in known if isinstance(each, str)} if isinstance(known, list) else (),
        min(max(float(scale), 0.1), LARGEST_SCALE) if isinstance(scale, (int, float)) else SCALE,
        looks=made.looks,
        packed=asked.get("pixels") is not True,
    )
    return {**answer, "pages": shown, "notes": list(dict.fromkeys(_notes(made)))}


def _notes(made: SheetFile) -> list[str]:
    return [*made.notes, *map(str, told_of_drafts(made.drafts))]


def cards(file: Loaded[Prescription], workspace: Workspace) -> list[Answer]:
    """What each exercise of a prescription says of its dose: the sentence that is printed, and its fields. Raises
    ContentError."""
    content = Library(workspace)
    words, _ = surroundings(content)
    what = subject(file, content)
    programme = content.find(Programme, what) if file.content.programme else None
    content.problems.stop_if_any()
    whole = prescribed_programme(file, programme, words, content)
    content.problems.stop_if_any()
    return [
        {
            "exercise": entry.exercise,
            "sentence": plain(sentence(entry.dose, words)),
            "dose": written(entry.dose),
            "note": entry.note or "",
        }
        for entry in whole.content.exercises
    ]


def _file(form: Form) -> Function:
    def make_file(asked: Asked, workspace: Workspace, today: date) -> Answer:
        draft = part(asked, "draft")
        if is_empty(draft):
            return {"problems": [{"field": "exercises", "message": "are not chosen yet.", "hint": "Add one first."}]}
        try:
            made = make(order_of(draft, workspace, form), workspace, today=today)
        except ContentError as error:
            return {"problems": told(error.problems, draft)}
        data = b64encode(made.data).decode()
        return {"data": data, "name": made.name, "pages": made.pages, "notes": _notes(made), "problems": []}

    make_file.__doc__ = (
        f"A draft's sheet as {form}, in base64, and what its file may be called: never as the patient is."
    )
    return make_file


FUNCTIONS: dict[str, Function] = {
    "library": library,
    "pictures": pictures,
    "preview": preview,
    "pdf": _file("pdf"),
    "html": _file("html"),
    "text": _file("text"),
    "prescriptions": prescriptions,
    "open": open_file,
    "save": save,
    "clinic": clinic,
    "specimen": specimen,
    "save_clinic": save_clinic,
    "logo": logo,
    "own_content": own_content,
    "open_own": open_own,
    "check_own": check_own,
    "save_own": save_own,
    "delete_own": delete_own,
    "restore_own": restore_own,
    "own_picture": own_picture,
}


def answer(name: str, asked: Asked, workspace: Workspace, today: date) -> Answer:
    """What the function of that name says to what is asked; what is wrong stands under `problems`. Raises KeyError for
    a name that there is not."""
    function = FUNCTIONS[name]
    try:
        return {"problems": [], **function(asked, workspace, today)}
    except ContentError as error:
        return {"problems": told(error.problems, part(asked, "draft"))}
