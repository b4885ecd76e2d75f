"""Form fields: boxes to tick and gaps to type in, each with its words for a listener.

What a reader adds to the file when somebody fills it in, such as a font of its own, is beyond our reach: both standards
are claimed for the empty form.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from typing import NamedTuple

from handouts.drawing.shapes import short
from handouts.layout.blocks import Joints
from handouts.layout.style import INK
from handouts.pdf.fonts import glyph_map, type0_font
from handouts.pdf.objects import Name, Objects, PdfObject, Reference, Stream, Value, stream, written
from handouts.pdf.operators import colour_operator
from handouts.reuse.store import reused
from handouts.reuse.stores import SUBSETS
from handouts.typeset.faces import Face
from handouts.typeset.strips import Field

FONT = "Typed"  # the name by which fields call their font
# What can be typed: Latin with all its accents, Greek, Cyrillic, signs
TYPED = (("\u0020", "\u052f"), ("\u1e00", "\u1fff"), ("\u2010", "\u2044"), ("\u20a0", "\u2122"))
STROKE = 0.14  # of a box's side: the lines of the cross that ticks it, and of the ring around a number
ROUNDNESS = 0.5523  # of a radius: how far the handles of a quarter of a circle reach
MULTILINE, RADIO = 1 << 12, 1 << 15  # flags of fields (PDF 32000-1, tables 228 and 226)


class Widget(NamedTuple):
    """A field where it stands on a page: its annotation, the heading that it stands under, and the number of the
    element that its Form belongs to."""

    annotation: Reference
    entries: dict[str, Value]
    field: Field
    heading: str
    owner: int


def widget_entries(field: Field, objects: Objects) -> dict[str, Value]:
    """The entries of a widget that depend on what is to be filled in; fields that look alike share how they look."""
    entries: dict[str, Value] = {"Type": Name("Annot"), "Subtype": Name("Widget"), "F": 4}
    form: dict[str, Value] = {
        "Type": Name("XObject"),
        "Subtype": Name("Form"),
        "BBox": [0, 0, round(field.width, 2), round(field.height, 2)],
        "Resources": {},
    }
    empty = _shared(stream(b"", form), objects)
    if field.kind == "text":
        look = f"/{FONT} {short(field.size)} Tf {colour_operator(INK, 'rg')}"
        return {**entries, "DA": look, "AP": {"N": empty}}
    drawn = _ring if field.kind == "choice" else _cross
    ticked = _shared(stream(drawn(field.width, field.height), form), objects)
    return {**entries, "AS": Name("Off"), "AP": {"N": {"Off": empty, field.value or "Yes": ticked}}}


def form_fields(widgets: Sequence[Widget], joints: Joints, objects: Objects) -> list[Reference]:
    """Make widgets fields with names (T) and words (TU) that no other field of the part has; -> the fields. Several of
    one value are kids of one field."""
    groups: dict[Hashable, list[Widget]] = {}
    for number, widget in enumerate(widgets):
        groups.setdefault(_whose(widget, number), []).append(widget)
    fields = []
    for number, (said, group) in enumerate(zip(_told_apart(groups.values(), joints), groups.values(), strict=True), 1):
        field = group[0].field
        own: dict[str, Value] = {"T": f"field{number}", "TU": said, **_kind(field)}
        if len(group) == 1 and field.kind != "choice":
            fields.append(objects.add({**group[0].entries, **own}, group[0].annotation.name))
            continue
        look = {"DA": group[0].entries["DA"]} if field.kind == "text" else {}
        parent = objects.add({**own, **look, "Kids": [widget.annotation for widget in group]})
        for widget in group:
            words = joints.label(said, widget.field.value) if widget.field.value else said
            objects.add({**widget.entries, "Parent": parent, "TU": words}, widget.annotation.name)
        fields.append(parent)
    return fields


def _whose(widget: Widget, number: int) -> Hashable:
    """What widgets of one value have in common: what they are of, or, of a choice, the paragraph that it is."""
    if widget.field.kind == "choice":
        return "choice", widget.owner
    return ("of", widget.field.of) if widget.field.of else number


def _kind(field: Field) -> dict[str, Value]:
    """The entries that say what can be filled in (PDF 32000-1, 12.7.4)."""
    if field.kind == "text":
        return {"FT": Name("Tx"), **({"Ff": MULTILINE} if field.lines else {})}
    return {"FT": Name("Btn"), "V": Name("Off"), **({"Ff": RADIO} if field.kind == "choice" else {})}


def _told_apart(groups: Iterable[Sequence[Widget]], joints: Joints) -> list[str]:
    """What each field says. Those that would say the same say their heading too, and are counted if that is no help."""
    firsts = [group[0] for group in groups]
    said = [first.field.said or first.heading for first in firsts]
    times = Counter(said)
    longer = [
        joints.label(first.heading, words) if times[words] > 1 and first.heading not in ("", words) else words
        for first, words in zip(firsts, said, strict=True)
    ]
    again, counted = Counter(longer), Counter[str]()
    for index, words in enumerate(longer):
        counted[words] += 1
        longer[index] = joints.listed((words, str(counted[words]))) if again[words] > 1 else words
    return longer


def _shared(appearance: Stream, objects: Objects) -> Reference:
    name = "look" + hashlib.sha256(written(appearance)).hexdigest()
    return Reference(name) if name in objects else objects.add(appearance, name)


def _cross(width: float, height: float) -> bytes:
    """Two strokes from corner to corner, drawn so that no font is needed."""
    left, right, low, high = width * 0.25, width * 0.75, height * 0.25, height * 0.75
    strokes = f"{short(left)} {short(low)} m {short(right)} {short(high)} l "
    strokes += f"{short(left)} {short(high)} m {short(right)} {short(low)} l S"
    return f"q {colour_operator(INK, 'RG')} {short(width * STROKE)} w 1 J {strokes} Q".encode()


def _ring(width: float, height: float) -> bytes:
    """A heavy ring around a number."""
    x, y, r = width / 2, height / 2, min(width, height) / 2 * (1 - STROKE)
    c = r * ROUNDNESS
    turns = ((r, c, c, r, 0, r), (-c, r, -r, c, -r, 0), (-r, -c, -c, -r, 0, -r), (c, -r, r, -c, r, 0))
    curves = " ".join(
        " ".join(short(value + (x, y)[index % 2]) for index, value in enumerate(turn)) + " c" for turn in turns
    )
    pen = f"{colour_operator(INK, 'RG')} {short(2 * r * STROKE)} w"
    return f"q {pen} {short(x + r)} {short(y)} m {curves} S Q".encode()


@reused(SUBSETS)
def typing_font(face: Face) -> tuple[PdfObject, ...]:
    """The letters of a face for what will be typed, as the object FONT and what it needs. Their codes are Unicode's, so
    that readers find a letter by what the font says of it, or by writing down what was typed."""
    objects = Objects(FONT)
    typed = [ord(each) for each in face.characters if any(low <= each <= high for low, high in TYPED)]
    glyphs = {code: face.font.get_nominal_glyph(code) or 0 for code in sorted(typed)}
    to_glyphs = objects.add(glyph_map(glyphs))
    objects.add(type0_font(face, glyphs, {code: chr(code) for code in glyphs}, to_glyphs, objects), FONT)
    return tuple(objects.written())
