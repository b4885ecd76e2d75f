"""The pictures of a sheet: the clinic's logo, pictures of its own, and figures drawn from poses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from handouts.content.clinic import FigureLook
from handouts.content.library import Library
from handouts.content.load import Loaded, Place
from handouts.drawing.shapes import Colour
from handouts.figures.poses import PosedFigure
from handouts.figures.sign_names import SignName
from handouts.files.problems import Command, Problem
from handouts.files.written import File
from handouts.layout.picture_room import has_room_for_both
from handouts.layout.style import Style
from handouts.resolve.cards import ExerciseCard
from handouts.resolve.passages import PictureOfCondition, PictureReference
from handouts.resolve.resolved import Handout
from handouts.sheets.role_colours import in_colours

if TYPE_CHECKING:
    from handouts.drawing.photographs import UnusablePicture
    from handouts.drawing.pictures import Picture

HERO_MM = (60.0, 60.0)  # the room that layouts give these
LOGO_MM = (60.0, 18.0)  # the room that layouts give the logo
PICTURE_MM = (75.0, 36.0)  # and a picture of an exercise
SMALL_MM = (20.0, 20.0)  # and a picture in a log, in every profile
FEW = 4  # exercises that have a row each on a leaf
ROOMS = {"logo": LOGO_MM, "picture": PICTURE_MM}


def pairs(handout: Handout, pictures: Mapping[str, Picture], style: Style, few: int = FEW) -> dict[str, bool]:
    """Whether both pictures of each exercise, where its movement starts and where it ends, are large enough to be seen
    from afar; up to a `few` exercises have a row each."""
    cards = handout.programme.exercises if handout.programme else ()
    found = {}
    for card in cards:
        shown = [pictures[name] for name, _ in card.plain_pictures if name in pictures]
        wide = len(cards) <= few or not style.columns
        found[card.id] = has_room_for_both([(each.width, each.height) for each in shown], style, wide=wide)
    return found


def picture_at(path: Path, room_mm: tuple[float, float]) -> Picture:
    """A picture that a file names, for the room that it gets; nobody waits for a pipe. Raises UnusablePicture."""
    from handouts.drawing.photographs import UnusablePicture
    from handouts.drawing.pictures import load_picture

    if path.exists() and not path.is_file():
        raise UnusablePicture("is no ordinary file.", "Name a PNG, JPEG or SVG picture.")
    return load_picture(path, room_mm)


def load_pictures(handout: Handout, library: Library, style: Style) -> dict[str, Picture]:
    """The clinic's logo, the exercises' pictures and all icons (`icon/help`), by name; unusable ones become problems of
    the files that name them."""
    from handouts.drawing.photographs import UnusablePicture

    clinic = library.clinic()
    pictures = _icons(library)
    if handout.sheet == "brand":
        from handouts.sheets.specimen import look_pictures

        pictures |= look_pictures(library, style, handout.words)

    def load(name: str, path: Path, file: Loaded[File], place: Place, room: tuple[float, float]) -> None:
        library.needs.others.add(path)
        try:
            pictures[name] = picture_at(path, room)
        except UnusablePicture as error:
            library.problems.append(file.problem(place, f"{path.name} {error}", error.hint))

    for figure in handout.condition.pictures if handout.condition else ():
        file = _file(handout.condition.id if handout.condition else "", library)
        if not isinstance(figure.source, PosedFigure):
            load(figure.picture_name, figure.source, file, (*figure.place, "image"), HERO_MM)
        if drawing := of_condition(figure, pictures.get(figure.picture_name), file, library, style):
            pictures[figure.picture_name] = drawing
    if handout.clinic.logo_file:
        load("logo", handout.clinic.logo_file, clinic, ("brand", "logo"), LOGO_MM)
    pictures |= _signs(handout.programme.signs if handout.programme else (), clinic.content.figures, style)
    for card in handout.programme.exercises if handout.programme else ():
        file = _file(card.id, library)
        if card.figure:
            plain = "leaf" in library.layouts.head(handout.layout).needs
            pictures |= drawn(card, card.figure, file, library, style, plain=plain)
    return pictures


def drawn(
    card: ExerciseCard,
    figure: PictureReference | PosedFigure,
    file: Loaded[File],
    library: Library,
    style: Style,
    *,
    plain: bool = False,
) -> dict[str, Picture]:
    """The pictures of an exercise, by name; `plain` ones of a pose, without numbers, are for a leaf."""
    from handouts.drawing.photographs import UnusablePicture

    draw = partial(drawings, figure, card.id, library.clinic().content.figures, style, mirrored=card.mirrored)
    if isinstance(figure, PictureReference):
        library.needs.others.add(figure.path)
    try:
        whole, small = draw(), replace(draw(small=True)[0], remarks=())
        pair = figure.pair if plain and isinstance(figure, PosedFigure) else ()
        bare = draw(bare=True) if pair else ()
    except (KeyError, UnusablePicture) as error:
        library.problems.append(undrawn(figure, file, error))
        return {}
    if isinstance(figure, PosedFigure):
        poses = zip(whole, figure.whole, strict=True)
        whole = tuple(replace(each, close_up=pose.zoom is not None) for each, pose in poses)
    names = [name for name, _ in card.pictures]
    named = dict(zip(names, whole, strict=True)) | {f"{card.id}/small": small}
    return named | {f"{card.id}/plain/{index + 1}": bare[index] for index in pair}


def drawings(
    figure: PictureReference | PosedFigure,
    of: str,
    look: FigureLook,
    style: Style,
    *,
    mirrored: bool = False,
    small: bool = False,
    bare: bool = False,
) -> tuple[Picture, ...]:
    """The pictures of the exercise with the id `of`, whatever they are: poses in the look that the clinic chose, or a
    file, the colours of roles in it as those poses have them. A `small` one is for a log; `bare` poses have no numbers.
    Raises KeyError for a name that a pose lacks, UnusablePicture for a file that can't be printed."""
    chosen = in_style(look, style)
    if isinstance(figure, PosedFigure):
        return posed(figure, of, chosen, style.accent, mirrored=mirrored, small=small, bare=bare)
    room = SMALL_MM if small else (PICTURE_MM[0] * style.pictures, PICTURE_MM[1] * style.pictures)
    return (in_look(picture_at(figure.path, room), chosen, style),)


def in_look(picture: Picture, look: FigureLook, style: Style) -> Picture:
    """A picture of a file, in the colours that the clinic's figures have on this sheet."""
    from handouts.figures.ink import ink

    return in_colours(picture, ink(look.ink, style.accent), style)


def _signs(names: Iterable[SignName], look: FigureLook, style: Style) -> dict[str, Picture]:
    """Signs that stand beside bodies, each alone (`sign/again`)."""
    from handouts.figures.ink import ink
    from handouts.figures.store import sign_picture

    chosen = in_style(look, style)
    return {f"sign/{name}": sign_picture(name, ink(chosen.ink, style.accent)) for name in names}


def undrawn(figure: PictureReference | PosedFigure, file: Loaded[File], error: KeyError | UnusablePicture) -> Problem:
    """Why an exercise's pictures can't be drawn."""
    if isinstance(error, KeyError):
        return _no_such_name(file, error)
    name = figure.path.name if isinstance(figure, PictureReference) else ""
    return file.problem(("figure", "image"), f"{name} {error}", error.hint)


def _icons(library: Library) -> dict[str, Picture]:
    from handouts.drawing.icons import icon_files, load_icons

    icons, problems = load_icons(library.workspace)
    library.problems += problems
    library.needs.others.update(icon_files(library.workspace).values())
    return {f"icon/{name}": picture for name, picture in icons.items()}


def _file(name: str, library: Library) -> Loaded[File]:
    """The file with this id that a sheet needed."""
    return next((each for each in library.needs.files.values() if each.id == name), library.clinic())


def of_condition(
    figure: PictureOfCondition,
    loaded: Picture | None,
    file: Loaded[File],
    library: Library,
    style: Style,
) -> Picture | None:
    """A picture of a condition: posed, or as it was loaded, a drawing in the colours of the sheet."""
    look = in_style(library.clinic().content.figures, style)
    try:
        if isinstance(figure.source, PosedFigure):
            return posed(figure.source, file.id, look, style.accent, bare=True)[figure.number - 1]
    except KeyError as error:
        library.problems.append(_no_such_name(file, error, figure.place))
        return None
    return in_look(loaded, look, style) if loaded else None


def in_style(look: FigureLook, style: Style) -> FigureLook:
    """The look that the clinic chose, in lines alone where nothing is filled."""
    return look if style.fills else look.model_copy(update={"ink": "toner-saver"})


def _no_such_name(file: Loaded[File], error: KeyError, place: Place = ("figure",)) -> Problem:
    message = f"names {error}, which this pose does not have."
    return file.problem(place, message, "See which names there are.", "", Command("docs", ("figures",)))


def posed(
    figure: PosedFigure,
    of: str,
    look: FigureLook,
    accent: Colour,
    *,
    mirrored: bool = False,
    small: bool = False,
    bare: bool = False,
) -> tuple[Picture, ...]:
    """The pictures of a pose of the exercise or condition with the id `of`, in the look that the clinic chose. Raises
    KeyError for a name that the pose lacks."""
    from handouts.figures.ink import ink
    from handouts.figures.people import person
    from handouts.figures.store import pictures_of

    body = person(of, look.build, look.hair, look.skin, look.age)
    return pictures_of(figure.text, ink(look.ink, accent), body, mirrored, small, bare)
