"""The tags of layouts with their attributes: the whole of what a layout may write."""

from __future__ import annotations

from handouts.files.problems import Advice, Command

# Every block tag with its attributes; the parts that may stand inside a block are below.
BLOCKS: dict[str, tuple[str, ...]] = {
    "heading": ("level", "style", "icon"),
    "paragraph": ("style", "align"),
    "list": ("kind", "style", "columns"),
    "table": ("widths", "row-heads", "style"),
    "figure": ("picture", "alt", "width", "height", "most", "marker"),
    "figures": ("panel", "height"),
    "callout": ("kind", "level", "beside"),
    "card": ("number", "level"),
    "group": (),
    "foot": (),
    "if-room": ("first",),
    "columns": ("widths", "gap", "flow", "fit", "balanced", "rises"),
    "scale": ("low", "high", "low-label", "high-label", "limit", "said"),
    "lines": ("count", "said"),
    "spare": ("most", "least"),
    "qr": ("address", "alt", "width"),
    "rule": ("colour",),
    "swatch": ("colour",),
    "page-break": (),
    "space": ("units",),
    "band": (),
    "dose": ("strip",),
    "programme-grid": ("columns",),
    "day-log": ("mark", "off", "pain", "notes", "box", "screen"),
    "side": (),
}
INLINE: dict[str, tuple[str, ...]] = {
    "strong": (),
    "link": ("to",),
    "value": (),
    "marker": (),
    "foreign": ("language",),
    "blank": ("width", "of"),
    "page-number": (),
    "page-count": (),
}
PARTS: dict[str, tuple[str, ...]] = {
    "sheet": ("title", "language", "direction", "frame"),
    "first-header": (),
    "header": (),
    "footer": (),
    "body": (),
    "title": (),
    "label": ("across", "down", "ring", "below"),
    "under": (),
    "otherwise": (),
    "item": (),
    "head": (),
    "row": (),
    "cell": (),
    "column": (),
    "name": (),
    "part": ("label",),
    "cells": ("state", "label", "targets"),
    "note": (),
    "programme-cell": ("number",),
    "cue": (),
    "more": (),
    "dose-cell": ("before", "value", "unit"),
    "aside": (),
    "log-column": ("number", "boxes", "counted"),
    "log-week": (),
    "start": (),
    "log-day": ("label", "said", "state"),
}
LEAVES = (  # hold nothing
    *("scale", "qr", "rule", "swatch", "page-break", "space"),
    *("part", "cells", "blank", "page-number", "page-count", "dose-cell", "log-day"),
)
HOLDERS = (  # hold parts, no words
    *("sheet", "list", "figure", "figures", "table", "head", "row", "columns"),
    *("band", "dose", "programme-grid", "programme-cell", "day-log", "log-column", "log-week"),
)
VOCABULARY = BLOCKS | INLINE | PARTS
TAGS: Advice = ("See which tags and attributes there are.", Command("docs", ("layouts",)))
LANGUAGE_TAG = r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*"  # BCP 47
LINKS = ("https://", "http://", "mailto:", "tel:")
