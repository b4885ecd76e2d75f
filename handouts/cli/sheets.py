"""Commands that make sheets: all, make, brand."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from handouts import Workspace
from handouts.batch.workers import workers_of
from handouts.cli.options import (
    BesideOption,
    Density,
    Example,
    FailFast,
    Folder,
    Form,
    Jobs,
    LanguageOption,
    PaperOption,
    Password,
    ProfileOption,
    Scheduler,
    Side,
    ThemeOption,
    Today,
    named_place,
    one_of,
)
from handouts.cli.reports import report, tell_strays, unread
from handouts.cli.terminal import day, deliver, fail, notes_on_drafts, out_folder, secret, spelled, tell_notes, told
from handouts.cli.typed import condition_for, typed_exercises, typed_keys
from handouts.files.problems import Problem


def all_sheets(
    out: Annotated[
        Path | None, typer.Option("--out", "-o", callback=named_place, help="Folder to write to. Default: out")
    ] = None,
    layout: Annotated[
        list[str] | None,
        typer.Option(metavar="LAYOUT", help="May be repeated. See: handouts list layouts. Default: what they say."),
    ] = None,
    profile: Annotated[
        list[str] | None, typer.Option(metavar="NAME", parser=str.casefold, help="May be repeated. Default: standard")
    ] = None,
    paper: PaperOption = None,
    theme: ThemeOption = None,
    language: LanguageOption = None,
    prescriptions: Annotated[
        bool, typer.Option("--prescriptions", help="Patients' sheets instead, into out/personal.")
    ] = False,
    prune: Annotated[bool, typer.Option("--prune", help="Take away files whose content is gone.")] = False,
    jobs: Jobs = None,
    fail_fast: FailFast = False,
    scheduler: Scheduler = None,
    workspace: Folder = None,
    today: Today = None,
) -> None:
    """Make every sheet that is not up to date: a handout per condition; leaf, exercises, log and pack per programme;
    and out/index.html to choose from. Patients' sheets only if asked.

    Example: handouts all --layout handout --layout log --paper letter
    """
    from handouts.batch import refresh
    from handouts.batch.jobs import library_jobs, personal_jobs
    from handouts.batch.run import Work, run, written
    from handouts.content.library import Library
    from handouts.content.looks import STANDARD
    from handouts.files.writing import sweep
    from handouts.sheets.pages import style_of

    with told(), workers_of(scheduler, jobs) as (executor, workers):
        place = Workspace.open(workspace)
        tell_notes(unread(place))
        wrong = _refuse_layouts(layout, place, prescriptions=prescriptions)
        profiles = list(dict.fromkeys(profile or [STANDARD]))
        for each in profiles:
            style_of(Library(place), each, None, theme)  # told once, not for every sheet
        folder = out or (out_folder(place) / "personal" if prescriptions else out_folder(place))
        listed = personal_jobs if prescriptions else library_jobs
        wanted = listed(place, folder, layout, profiles, paper.value if paper else None, theme, language)
        if prescriptions:
            sweep(folder)
            made = written(run(wanted, Work(place, day(today)), executor=executor, workers=workers))
            failed = report(made, len(wanted), fail_fast=fail_fast)
        else:
            planned = refresh.plan(wanted, place, folder, day(today))
            made = refresh.refresh(planned, executor=executor, workers=workers)
            failed = report(made, len(planned.due), current=planned.current, fail_fast=fail_fast)
            tell_strays(planned.gone, planned.older, prune=prune)
            if prune:
                refresh.prune(planned)
            refresh.write_page(planned)
            typer.echo(f"Look through them: {folder / refresh.INDEX}", err=True)
        for problem in wrong:
            typer.echo(spelled(problem), err=True)
    if failed or wrong:
        raise typer.Exit(1)


def _refuse_layouts(asked: list[str] | None, place: Workspace, *, prescriptions: bool) -> tuple[Problem, ...]:
    """What is wrong with the heads of layouts, if none are asked for. Raises ContentError for one that is asked for
    and can't be made by `all`."""
    from handouts.content.layouts import layouts_of

    layouts = layouts_of(place)
    for name in asked or ():
        head = layouts.head(name)
        if head.about == "clinic":
            fail(f'--layout: "{name}" is about the clinic alone. See: handouts brand --help')
        if "patient" in head.needs and not prescriptions:
            fail(f'--layout: "{name}" is about one patient. Add --prescriptions.')
    return () if asked else layouts.heads()[1]


def make_one(
    what: Annotated[
        str | None,
        typer.Argument(
            metavar="WHAT",
            help="The id of a condition or a programme, or a prescription: 0042. With --exercise it may be left out.",
        ),
    ] = None,
    exercise: Annotated[
        list[str] | None,
        typer.Option(metavar="ID:DOSE", help='An exercise: heel-raise, or "heel-raise:3x10, hold 5". Repeat it.'),
    ] = None,
    note: Annotated[
        list[str] | None, typer.Option(metavar="ID:TEXT", help="What is printed with an exercise; may be repeated.")
    ] = None,
    days: Annotated[str | None, typer.Option(metavar="DAYS", help="The days of the week: mon,wed,fri.")] = None,
    layout: Annotated[
        str | None,
        typer.Option(metavar="LAYOUT", help="See: handouts list layouts. Default: handout for a condition, else pack."),
    ] = None,
    programme: Annotated[str | None, typer.Option(metavar="ID", help="Which programme of a condition.")] = None,
    weeks: Annotated[int | None, typer.Option(min=1, max=52, help="Weeks in the log.")] = None,
    start_day: Annotated[
        int | None, typer.Option(min=1, help="The day of a growing dose with which the log starts. Default: 1")
    ] = None,
    patient: Annotated[str | None, typer.Option("--patient", "--name", metavar="NAME", help="For whom it is.")] = None,
    clinician: Annotated[str | None, typer.Option(metavar="NAME", help="From whom it is.")] = None,
    side: Annotated[
        Side | None, typer.Option(**one_of(Side), help="The side to train, in exercises that have one.")
    ] = None,
    start: Annotated[str | None, typer.Option(metavar="DATE", help="The first day of week 1: 2026-03-02.")] = None,
    operation_date: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day of the operation, from which weeks are counted.")
    ] = None,
    first_week: Annotated[
        int | None, typer.Option(min=1, max=52, help="The week with which the log starts. Default: 1")
    ] = None,
    blank: Annotated[
        bool, typer.Option("--blank", help="Name, sides, doses and dates are lines to fill by hand.")
    ] = False,
    title_with_name: Annotated[
        bool, typer.Option("--title-with-name", help="The file's title says the patient's name.")
    ] = False,
    password: Password = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            "-o",
            metavar="FILE",
            help="Default: out/WHAT-LAYOUT.pdf, for a patient out/personal/0042-LAYOUT.pdf",
        ),
    ] = None,
    profile: ProfileOption = None,
    form: Annotated[
        Form, typer.Option("--format", **one_of(Form), help="html: a page for a phone; text: for a message.")
    ] = Form.pdf,
    fillable: Annotated[bool, typer.Option("--fillable", help="A PDF to tick and type in on a screen.")] = False,
    booklet: Annotated[
        bool, typer.Option("--booklet", help="Half the size, two pages a side, to fold in the middle.")
    ] = False,
    paper: PaperOption = None,
    theme: ThemeOption = None,
    language: LanguageOption = None,
    beside: BesideOption = None,
    density: Annotated[
        Density | None,
        typer.Option("--density", **one_of(Density), help="Default: dense where that saves a leaf of paper."),
    ] = None,
    example: Example = False,
    workspace: Folder = None,
    today: Today = None,
) -> None:
    """Make one sheet, for the shelf or for one patient.

    Example: handouts make knee-valgus --layout pack

    Example: handouts make genu-valgum-three --patient "A. Name" --side left --start 2026-03-02

    Example: handouts make genu-valgum-three --layout exercises --booklet

    Example: handouts make knee-valgus --exercise "forward-lunge:3x10, hold 5" --note Slowly --days mon,fri
    """
    from handouts import Order, make
    from handouts.content.layouts import layouts_of
    from handouts.content.library import Library
    from handouts.sheets.folding import usual_profile

    word = secret(password)
    with told():
        if fillable and form != Form.pdf:
            fail("--fillable: only a PDF can be filled in. Take away --format.")
        place = Workspace.open(workspace, Path(what or "").parent)
        typed = typed_keys(patient, clinician, side, start, operation_date, first_week)
        typed |= typed_exercises(exercise, note, days)
        what = condition_for(typed, place) if what is None else what
        file = place.prescription(what)
        is_handout = file is None and not exercise and place.kind_of(what) == "condition"
        about = "condition" if is_handout else "programme"
        order = Order(
            what,
            layout or layouts_of(place).default(about),
            profile or usual_profile(Library(place), as_booklet=booklet),
            paper.value if paper else None,
            programme,
            weeks,
            start_day,
            typed or None,
            blank=blank,
            title_with_name=title_with_name,
            example=example,
            theme=theme,
            language=language,
            beside=beside,
            density=density.value if density else None,
            form=form.value,
            fillable=fillable,
            booklet=booklet,
            password=word,
        )
        made = make(order, place, today=day(today))
        folder = out_folder(place) / "personal" if made.personal else out_folder(place)
        deliver(
            out,
            folder / made.name,
            made.data,
            (*made.notes, *notes_on_drafts(made.drafts), *unread(place)),
            private=made.personal,
        )


def show_brand(
    out: Annotated[Path | None, typer.Option("--out", "-o", metavar="FILE", help="Default: out/brand.pdf")] = None,
    profile: ProfileOption = None,
    paper: PaperOption = None,
    theme: ThemeOption = None,
    workspace: Folder = None,
) -> None:
    """Make a specimen of the clinic's look, and say its contrast in words.

    Example: handouts brand --out look.pdf
    """
    from handouts.content.layouts import layouts_of
    from handouts.content.looks import STANDARD
    from handouts.resolve.order import Order
    from handouts.sheets.brand import make_brand
    from handouts.sheets.naming import file_name

    with told():
        place = Workspace.open(workspace)
        made, said = make_brand(place, profile=profile or STANDARD, paper=paper.value if paper else None, theme=theme)
        for line in said:
            typer.echo(line, err=str(out) == "-")
        layout = layouts_of(place).default("clinic")
        order = Order("", layout, profile or STANDARD, paper.value if paper else None, theme=theme)
        deliver(out, out_folder(place) / file_name(order), made.data, made.notes)
