"""Pages to bytes. Everything painted is an artifact unless an element claims it."""

from __future__ import annotations

from io import BytesIO
from itertools import groupby
from operator import itemgetter

from handouts.drawing.shapes import WHITE, rectangle
from handouts.layout.style import Style
from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.file import GrowingFile
from handouts.pdf.imposition import Place, booklet, one_on_each
from handouts.pdf.ink import ink_of, paint_box, play
from handouts.pdf.metadata import About
from handouts.pdf.painter import FOOTER, HEADER, REPEATED, Painter
from handouts.pdf.parts import OutlineItem, Part
from handouts.reuse.stores import BOXES
from handouts.typeset.paginate import PlacedStrip
from handouts.typeset.sheet import Furniture, Typeset
from handouts.typeset.strips import Box, Drawing, frame_marks


def write_pdf(done: Typeset, style: Style, about: About) -> bytes:
    """A file of one sheet. The same arguments give the same bytes."""
    return file_of(paint(done, style), about)


def file_of(part: Part, about: About) -> bytes:
    """A file of one part."""
    out = BytesIO()
    file = GrowingFile(out)
    file.add(part)
    file.finish(about)
    return out.getvalue()


def paint(done: Typeset, style: Style, *, as_booklet: bool = False) -> Part:
    """Paint all pages, as a part of a file."""
    leftward, left = done.setting.fonts.base == 1, style.margin(done.frame)
    imposition = (booklet if as_booklet else one_on_each)(len(done.pages), style.page, leftward=leftward)
    canvas = TaggedCanvas(imposition.paper, done.setting.joints)
    for side in range(imposition.sides):
        canvas.start_page(Place(side))
    painter = Painter(canvas, done.face, style.page[0] if leftward else None)
    firsts = [canvas.tree.adopt(box.elements) for box in done.boxes]
    end = len(canvas.tree.elements)
    headed: list[tuple[int, OutlineItem]] = []
    for index, page in enumerate(done.pages):
        canvas.start_page(imposition.places[index])
        _paint_ground(style, painter)
        around = done.furniture(index + 1, len(done.pages))
        _paint_header(around, painter, canvas, (left, style.page[1] - done.frame.top))
        top = style.page[1] - around.body_top
        # what is heard first is painted first, and stands before in the outline, wherever it is on paper
        for number, strips in groupby(sorted(page.strips, key=_number), _number):
            known = len(canvas.headings)
            _paint_part(done.boxes[number], list(strips), firsts[number], painter, canvas, (left, top))
            headed += [(number, heading) for heading in canvas.headings[known:]]
        painter.artifact(FOOTER, around.footer, left, done.frame.bottom + around.footer.height)
        canvas.end_page()
    canvas.tree.put_in_order(firsts, end)
    canvas.headings = [heading for _, heading in sorted(headed, key=itemgetter(0))]
    return canvas.part()


def _number(placed: PlacedStrip) -> int:
    return placed.box


def _paint_ground(style: Style, painter: Painter) -> None:
    """The colour of the whole page, where it isn't the paper's own."""
    if style.theme.paper != WHITE:
        painter.paint(Drawing(0, 0, (rectangle(0, 0, *style.page, fill=style.theme.paper),)), 0, style.page[1], 0)
        painter.close()


def _paint_header(around: Furniture, painter: Painter, canvas: TaggedCanvas, corner: tuple[float, float]) -> None:
    """The letterhead as part of the tree, any other header as an artifact."""
    if not around.elements:
        painter.artifact(HEADER, around.header, *corner)
        return
    first = canvas.tree.adopt(around.elements)
    for mark in around.header.marks:
        painter.paint(mark, *corner, first)
    painter.close()


def _paint_part(
    box: Box, strips: list[PlacedStrip], first: int, painter: Painter, canvas: TaggedCanvas, corner: tuple[float, float]
) -> None:
    """Paint what of a box stands on a page, the upper left corner of whose running content this is."""
    x, top = corner
    start = _start_of_rest(box, strips)
    if start is not None:
        canvas.move(x, top - strips[0].y)
        page = painter.across
        painter.across = page and page - 2 * x
        if BOXES.holds(box):
            play(ink_of(box, start, painter.face, painter.across), canvas, first)
        else:
            paint_box(box, start, painter, first)
        painter.across = page
        canvas.move_back()
        return
    for frame in frame_marks((placed.y, placed.strip) for placed in strips):
        painter.paint(frame, x, top, 0)
    for placed in strips:
        if placed.repeated:
            painter.artifact(REPEATED, placed.strip, x, top - placed.y)
            continue
        for mark in placed.strip.marks:
            painter.paint(mark, x, top - placed.y, first)
    painter.close()


def _start_of_rest(box: Box, strips: list[PlacedStrip]) -> int | None:
    """The strip of a box from which on all of it stands together: its first, or the next where a separator is left away
    at the top of a page. None for a part of a box."""
    start = len(box.strips) - len(strips)
    if start not in (0, 1) or (start and not box.strips[0].separator):
        return None
    rest = zip(strips, box.strips[start:], strict=True)
    whole = all(placed.strip.marks is strip.marks and not placed.repeated for placed, strip in rest)
    return start if whole else None
