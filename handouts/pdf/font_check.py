"""Looks at a clinic's own fonts by drawing with them: a damaged file can open, and print nothing."""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterator

import uharfbuzz as hb

from handouts.content.library import Library
from handouts.content.load import Loaded
from handouts.content.looks import Fonts
from handouts.files import cache
from handouts.files.problems import ContentError, Problem
from handouts.files.workspace import Workspace
from handouts.files.written import character_name
from handouts.pdf.fonts import subset
from handouts.reuse.store import reused
from handouts.reuse.stores import DAMAGE
from handouts.typeset.faces import Face
from handouts.typeset.fonts import WEIGHTS, Family, is_for, named_families, open_family

RULES = 1  # counts up when what follows changes, so that what was seen before no longer holds
LETTERS = ("Lu", "Ll", "Lo", "Nd")  # Unicode categories of what has ink
MOST_LOOKED_AT = 600  # letters of one font
FARTHEST = 4000  # thousandths of an em from the baseline's start: no letter reaches there
ADJUSTED = (b"head", 8, 12)  # the table and the bytes in it that are not part of its own checksum
RESTRICTED = 0x0002  # OS/2 fsType: "must not be modified, embedded or exchanged" (OpenType, OS/2 table)


def font_problems(workspace: Workspace, library: Library) -> Iterator[Problem]:
    """What is wrong with each family that the clinic adds: errors, and warnings with the rule `font`."""
    for name, file in _own_families(workspace, library):
        licence = file.content.families[name].licence
        place = workspace.inside(file.path, licence) if licence else None
        if licence and not (place and place.is_file()):
            message = "names a file that is not there." if place else "lies outside the workspace."
            yield file.problem(("families", name, "licence"), message, "Copy it there, or leave the key out.")
        yield from _of_family(name, file, workspace)


def refuse_damaged(workspace: Workspace, library: Library, language: str) -> None:
    """Raise ContentError for a font that the clinic adds for sheets in this language, and that draws what nobody could
    read. It is looked at once, and what was seen is kept on this machine."""
    problems = []
    for name, file in _own_families(workspace, library):
        if file.content.families[name].languages and not is_for(language, file.content.families[name]):
            continue
        family = open_family(name, file, workspace)
        problems += [file.problem(("families", name, each), *told) for each, told in _damaged(family)]
    if problems:
        raise ContentError(problems)


def _own_families(workspace: Workspace, library: Library) -> Iterator[tuple[str, Loaded[Fonts]]]:
    for name, file in named_families(workspace, library).items():
        if workspace.own and file.path.is_relative_to(workspace.own):
            yield name, file


def _damaged(family: Family) -> Iterator[tuple[str, tuple[str, str]]]:
    """Each weight that is damaged, with what is wrong and what to do."""
    for weight in WEIGHTS:
        if message := damage(getattr(family, weight)):
            yield weight, (message, "Copy it again from where it came from.")


def _of_family(name: str, file: Loaded[Fonts], workspace: Workspace) -> Iterator[Problem]:
    try:
        family = open_family(name, file, workspace)
    except ContentError as error:
        yield from error.problems
        return
    damaged = dict(_damaged(family))
    yield from (file.problem(("families", name, weight), *told) for weight, told in damaged.items())
    for weight in WEIGHTS:
        face: Face = getattr(family, weight)
        place = ("families", name, weight)
        if weight not in damaged and (message := changed(face)):
            yield file.problem(place, message, "Copy it again from where it came from.", "font")
        if _is_restricted(face):
            message = "says that it must not be put into files."
            yield file.problem(place, message, "Ask for a licence that allows embedding, or take another.", "font")
    if family.regular is family.bold:
        message = "is the same as regular, so headings and doses will not stand out."
        yield file.problem(("families", name, "bold"), message, "Name the file of the bold weight.", "font")


@reused(DAMAGE)
def damage(face: Face) -> str:
    """Why nobody could read what a face draws, or nothing. Once on a machine, since it takes a tenth of a second."""
    name = f"{face.resource}-{RULES}.font"
    found = cache.kept(name)
    if found is None:
        found = _looked_at(face).encode()
        cache.keep(name, found)
    return found.decode()


def _has_ink(character: str) -> bool:
    """Whether it is a letter that a font has to draw; fillers have no ink anywhere."""
    return unicodedata.category(character) in LETTERS and "FILLER" not in unicodedata.name(character, "")


def _looked_at(face: Face) -> str:
    """It is drawn from a subset, as a file will have it."""
    letters = [each for each in sorted(face.characters) if _has_ink(each)]
    latin = [each for each in letters if each < "\u0100"]
    chosen = dict.fromkeys([*latin, *letters[:: len(letters) // MOST_LOOKED_AT + 1]])
    glyphs = {each: face.font.get_nominal_glyph(ord(each)) or 0 for each in chosen}
    try:
        font = hb.Font(hb.Face(subset(face, frozenset(glyphs.values()) | {0})))
    except ContentError:
        return "is a damaged font."
    bad = [each for each, glyph in glyphs.items() if face.width(glyph) <= 0 or not _is_drawn(font, glyph, face.scale)]
    if bad and (bad[0] in latin or len(bad) > len(glyphs) / 20):
        return f"is a damaged font: it draws no {character_name(bad[0])}."
    return ""


class _Pen:
    """Notes how far an outline reaches."""

    def __init__(self) -> None:
        self.points: list[tuple[float, float]] = []

    def moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802 -- as HarfBuzz calls it
        self.points.append(point)

    lineTo = moveTo  # noqa: N815

    def qCurveTo(self, *points: tuple[float, float]) -> None:  # noqa: N802
        self.points += points

    curveTo = qCurveTo  # noqa: N815

    def closePath(self) -> None:  # noqa: N802
        pass


def _is_drawn(font: hb.Font, glyph: int, scale: float) -> bool:
    """Whether there is ink, in the place where a letter has it."""
    pen = _Pen()
    font.draw_glyph_with_pen(glyph, pen)
    if not pen.points:
        return False
    across, down = ([abs(point[axis]) * scale for point in pen.points] for axis in (0, 1))
    wide = max(point[0] for point in pen.points) - min(point[0] for point in pen.points)
    high = max(point[1] for point in pen.points) - min(point[1] for point in pen.points)
    return max(*across, *down) < FARTHEST and wide * scale > 1 and high * scale > 1


def changed(face: Face) -> str:
    """Which table of a font file is not as it was written, by the checksums in its head; or nothing."""
    data = face.hb_face.blob.data
    count = struct.unpack(">H", data[4:6])[0] if data[:4] != b"ttcf" else 0  # a collection's fonts share tables
    for number in range(min(count, len(data) // 16 - 1)):
        tag, wanted, start, length = struct.unpack(">4sIII", data[12 + 16 * number : 28 + 16 * number])
        table = bytearray(data[start : start + length])
        if tag == ADJUSTED[0]:
            table[ADJUSTED[1] : ADJUSTED[2]] = bytes(4)
        table += bytes(-len(table) % 4)
        if sum(struct.unpack(f">{len(table) // 4}I", table)) & 0xFFFFFFFF != wanted:
            name = tag.decode("latin-1").strip()
            return f'may be damaged: its table "{name}" is not as it was written.'
    return ""


def _is_restricted(face: Face) -> bool:
    table = face.hb_face.reference_table("OS/2").data
    return len(table) >= 10 and struct.unpack(">H", table[8:10])[0] & 0x000F == RESTRICTED
