"""HTML elements and the words inside them; everything that comes from data is escaped here."""

from __future__ import annotations

import re
from html import escape

from handouts.layout.blocks import Dose, DoseCell, Span, Spans
from handouts.resolve.direction import (
    BEGIN,
    END,
    has_an_order,
    language_of,
    numbers_isolated,
    without_isolates,
)

ISOLATE = re.compile(f"{BEGIN}([^{BEGIN}{END}]*){END}")  # an innermost one


def element(tag: str, inner: str = "", **attributes: str | int) -> str:
    """An element with its attributes, of which empty ones are left out: `class_` is class, `aria_label` aria-label."""
    names = {name: name.rstrip("_").replace("_", "-") for name in attributes}
    said = "".join(f' {names[name]}="{escape(str(value))}"' for name, value in attributes.items() if value != "")
    return f"<{tag}{said}>{inner}</{tag}>"


def document(title: str, styles: str, body: str, language: str, direction: str, linked: str = "") -> bytes:
    """A whole HTML file in UTF-8. Nothing is loaded from outside, and there is no script; `linked` is JSON-LD with its
    signs escaped, data that no browser runs."""
    head = (
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        element("title", escape(title)),
        element("style", f"\n{styles}"),
        *([element("script", linked, type="application/ld+json")] if linked else []),
    )
    inner = "\n".join(["", "<head>", *head, "</head>", "<body>", body, "</body>", ""])
    return f"<!DOCTYPE html>\n{element('html', inner, lang=language, dir=direction)}\n".encode()


def words(spans: Spans) -> str:
    """Spans as inline markup."""
    if any(has_an_order(span.text) for span in spans):
        return "".join([_span(span, "bdi", _isolates(span.text)) for span in spans])
    return "".join(map(_span, spans))


def plain(spans: Spans) -> str:
    """The words alone, for an attribute."""
    return "".join(span.text for span in spans).strip()


def blank(said: str, **attributes: str) -> str:
    """A gap to write in, and what is heard of it."""
    return element("span", element("span", escape(said), class_="heard"), class_="blank", **attributes)


def dose_cell(cell: DoseCell, gap: str) -> str:
    """A number of a dose between its words, or a gap; what never breaks stays together."""
    number = element("b", escape(cell.value), class_="text-leaf-number") if cell.value else blank(gap)
    return element("span", " ".join(filter(None, (escape(cell.before), number, escape(cell.unit)))), class_="dose-cell")


def dose_line(dose: Dose, gap: str) -> str:
    """A title, the numbers after it, and a note."""
    title = element("strong", words(dose.title))
    note = element("span", words(dose.note)) if dose.note else ""
    return element(
        "p",
        " ".join(filter(None, (title, *(dose_cell(cell, gap) for cell in dose.cells), note))),
        class_="dose-line text-leaf-note",
    )


def _isolates(text: str) -> str:
    """Words of which some run from right to left, with an element for each isolate, in its language."""
    return without_isolates(ISOLATE.sub(_isolate, escape(numbers_isolated(text)).replace("\n", "<br>")))


def _isolate(found: re.Match[str]) -> str:
    return element("bdi", found[1], lang=language_of(found[1]))


def _span(span: Span, isolating: str = "span", text: str = "") -> str:
    """Words in their look; a value in an element that, if need be, is `isolating`."""
    if span.kind == "blank":
        return blank(span.text, style=f"width:{span.width:g}mm")
    text = text or escape(span.text).replace("\n", "<br>")
    if span.kind in ("value", "marker"):
        text = element(isolating, text, class_=span.kind)
    if span.language:
        text = element("bdi", text, lang=span.language)  # it runs in its own direction
    if span.strong:
        text = element("strong", text)
    return element("a", text, href=span.link) if span.link else text
