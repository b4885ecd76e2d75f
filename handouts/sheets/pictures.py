"""The pictures of a sheet: the clinic's logo, pictures of its own, and figures drawn from poses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from handouts.content.clinic import FigureLook
from handouts.content.library import Library
from handouts.content.load import Loaded
from handouts.drawing.shapes import Colour
from handouts.figures.poses import PosedFigure
from handouts.files.problems import Problem
from handouts.files.written import File
from handouts.layout.picture_room import has_room_for_both
from handouts.layout.style import Style
from handouts.resolve.cards import ExerciseCard
from handouts.resolve.passages import PictureOfCondition, PictureReference
from handouts.resolve.resolved import Handout
from handouts.sheets.condition_picture import ACTION, CONDITION, HERO_MM, in_colours

if TYPE_CHECKING:
    from handouts.drawing.pictures import Picture

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

    def load(name: str, path: Path, file: Loaded[File], place: tuple[str, ...], room: tuple[float, float]) -> None:
        library.needs.others.add(path)
        try:
            pictures[name] = picture_at(path, room)
        except UnusablePicture as error:
            library.problems.append(file.problem(place, f"{path.name} {error}", error.hint))

    for name, place, figure in _of_handout(handout):
        file = _file(handout.condition.id if handout.condition else "", library)
        if not isinstance(figure.source, PosedFigure):
            load(name, figure.source, file, (*place, "image"), HERO_MM)
        if drawing := of_condition(figure, pictures.get(name), file, place, library, style):
            pictures[name] = drawing
    if handout.clinic.logo_file:
        load("logo", handout.clinic.logo_file, clinic, ("brand", "logo"), LOGO_MM)
    for card in handout.programme.exercises if handout.programme else ():
        file = _file(card.id, library)
        if isinstance(card.figure, PictureReference):
            room = (PICTURE_MM[0] * style.pictures, PICTURE_MM[1] * style.pictures)
            load(card.id, card.figure.path, file, ("figure", "image"), room)
            if card.id in pictures:
                pictures[f"{card.id}/small"] = replace(picture_at(card.figure.path, SMALL_MM), remarks=())
        elif card.figure:
            plain = "leaf" in library.layouts.head(handout.layout).needs
            pictures |= drawn(card, file, library, clinic.content.figures, style, plain=plain)
    return pictures


def drawn(
    card: ExerciseCard, file: Loaded[File], library: Library, look: FigureLook, style: Style, *, plain: bool = False
) -> dict[str, Picture]:
    """The pictures of an exercise that is posed, by name; `plain` ones, without numbers, are for a leaf."""
    assert isinstance(card.figure, PosedFigure)
    chosen = in_style(look, style)
    try:
        whole = posed(card.figure, card.id, chosen, style.accent, mirrored=card.mirrored)
        small = posed(card.figure, card.id, chosen, style.accent, mirrored=card.mirrored, small=True)
        bare = posed(card.figure, card.id, chosen, style.accent, mirrored=card.mirrored, bare=True) if plain else ()
    except KeyError as error:
        library.problems.append(_no_such_name(file, error))
        return {}
    named = {f"{card.id}/{index}": picture for index, picture in enumerate(whole, 1)} | {f"{card.id}/small": small[0]}
    return named | {f"{card.id}/plain/{index + 1}": bare[index] for index in (card.figure.pair if bare else ())}


def _icons(library: Library) -> dict[str, Picture]:
    from handouts.drawing.icons import icon_files, load_icons

    icons, problems = load_icons(library.workspace)
    library.problems += problems
    library.needs.others.update(icon_files(library.workspace).values())
    return {f"icon/{name}": picture for name, picture in icons.items()}


def _file(name: str, library: Library) -> Loaded[File]:
    """The file with this id that a sheet needed."""
    return next((each for each in library.needs.files.values() if each.id == name), library.clinic())


def _of_handout(handout: Handout) -> Iterator[tuple[str, tuple[str, ...], PictureOfCondition]]:
    """The pictures of a condition, each with its name and the place in the file that names it."""
    condition = handout.condition
    if condition and condition.figure:
        yield CONDITION, ("figure",), condition.figure
    if condition and condition.how_to and condition.how_to.figure:
        yield ACTION, ("how_to", "figure"), condition.how_to.figure


def of_condition(
    figure: PictureOfCondition,
    loaded: Picture | None,
    file: Loaded[File],
    place: tuple[str, ...],
    library: Library,
    style: Style,
) -> Picture | None:
    """A picture of a condition: posed, or as it was loaded, a drawing in the colours of the sheet."""
    from handouts.figures.ink import ink

    look = in_style(library.clinic().content.figures, style)
    try:
        if isinstance(figure.source, PosedFigure):
            return posed(figure.source, file.id, look, style.accent, bare=True)[figure.number - 1]
    except KeyError as error:
        library.problems.append(_no_such_name(file, error, place))
        return None
    return None if loaded is None or loaded.raster else in_colours(loaded, ink(look.ink, style.accent), style)


def in_style(look: FigureLook, style: Style) -> FigureLook:
    """The look that the clinic chose, in lines alone where nothing is filled."""
    return look if style.fills else look.model_copy(update={"ink": "toner-saver"})


def _no_such_name(file: Loaded[File], error: KeyError, place: tuple[str, ...] = ("figure",)) -> Problem:
    message = f"names {error}, which this pose does not have."
    return file.problem(place, message, "For the names: handouts docs figures")


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
