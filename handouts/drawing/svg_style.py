"""How SVG's shapes look: attributes, style sheets and style attributes, as far as they are drawn. All else is refused.

Properties stand in one of four lists: those that what lies inside takes over, those of an element alone, those that may
only say what is so without them, and those that change nothing in shapes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from handouts.drawing.svg_file import Node, UnfaithfulDrawing
from handouts.drawing.svg_values import refused

Declarations: TypeAlias = list[tuple[str, str]]

INHERITED = {
    "fill": "black",
    "fill-opacity": "1",
    "fill-rule": "nonzero",
    "stroke": "none",
    "stroke-width": "1",
    "stroke-opacity": "1",
    "stroke-linecap": "butt",
    "stroke-linejoin": "miter",
    "stroke-miterlimit": "4",
    "stroke-dasharray": "none",
    "stroke-dashoffset": "0",
    "paint-order": "normal",
    "clip-rule": "nonzero",
    "color": "black",
    "visibility": "visible",
}
OWN = {"opacity": "1", "display": "inline", "clip-path": "none", "overflow": ""}
_ONLY = {
    "filter": ("none",),
    "mask": ("none",),
    "marker": ("none",),
    "marker-start": ("none",),
    "marker-mid": ("none",),
    "marker-end": ("none",),
    "mix-blend-mode": ("normal",),
    "vector-effect": ("none",),
    "clip": ("auto",),
    "transform-origin": ("0", "0 0", "0px 0px"),
    "transform-box": ("view-box",),
    "background": ("none", "transparent", "white", "#fff", "#ffffff"),
    "background-color": ("transparent", "white", "#fff", "#ffffff"),
    "stroke-alignment": ("center",),
}
_ONLY_IN_STYLES = {**_ONLY, "transform": ("none",)}
_CHANGE_NOTHING = frozenset(
    (
        *(
            "font",
            "letter-spacing",
            "word-spacing",
            "line-height",
            "kerning",
            "direction",
            "unicode-bidi",
            "writing-mode",
        ),
        *("white-space", "baseline-shift", "dominant-baseline", "alignment-baseline", "inline-size", "shape-rendering"),
        *("shape-padding", "shape-margin", "shape-inside", "shape-subtract", "image-rendering", "color-rendering"),
        *("color-interpolation", "color-interpolation-filters", "color-profile", "enable-background", "isolation"),
        *("pointer-events", "cursor", "will-change", "stop-color", "stop-opacity", "flood-color", "flood-opacity"),
        *("lighting-color", "solid-color", "solid-opacity"),
    )
)
_ALL_OF_THESE_CHANGE_NOTHING = ("-inkscape-", "--", "font-", "text-", "glyph-orientation-")
_SELECTOR = re.compile(r"(\*|[A-Za-z][\w-]*|)((?:[.#][\w-]+)*)")
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}\s*")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
MOST_RULES = 2000
_UNDRAWN_COLOUR = re.compile(r"(?:color|device-cmyk|hwb|lab|lch|oklab|oklch)\([^()]*\)", re.IGNORECASE)
_SIMPLER = "Save it with its colours on the shapes themselves."
HINTS = {
    "fill": "Use plain colours, without gradients and patterns.",
    "stroke": "Use plain colours, without gradients and patterns.",
    "vector-effect": "Turn the outline into a shape.",
}


@dataclass(frozen=True, slots=True)
class _Rule:
    order: tuple[int, int, int, int]  # ids, classes, types; then the place in the file
    type: str
    classes: frozenset[str]
    ids: frozenset[str]
    declarations: Declarations

    def fits(self, node: Node, classes: set[str]) -> bool:
        return self.type in ("", "*", node.name) and self.classes <= classes and self.ids <= {node.attributes.get("id")}


@dataclass(slots=True)
class StyleSheet:
    """The rules of a drawing, by one of the names that an element needs for them."""

    rules: dict[str, list[_Rule]] = field(default_factory=dict)
    count: int = 0
    applied: int = 0  # declarations, each time that an element has them

    def add(self, node: Node) -> None:
        """Read a <style> element. Raises UnfaithfulDrawing for all but rules with plain selectors."""
        if node.attributes.get("type", "text/css") not in ("", "text/css") or node.attributes.get("media"):
            raise UnfaithfulDrawing("its style sheet has a type or media of its own", _SIMPLER)
        text = _COMMENT.sub(" ", node.text).strip()
        if found := re.search(r"@[\w-]+", text):
            raise UnfaithfulDrawing(f"its style uses {found[0]}", _SIMPLER)
        end = 0
        while end < len(text):
            rule = _RULE.match(text, end)
            if rule is None:
                raise UnfaithfulDrawing(f'its style can\'t be read: "{text[end : end + 30]}"', _SIMPLER)
            end = rule.end()
            declared = list(declarations(rule[2]))
            for selector in rule[1].split(","):
                self._add_rule(selector.strip(), declared)

    def _add_rule(self, selector: str, declared: Declarations) -> None:
        found = _SELECTOR.fullmatch(selector)
        if not selector or found is None:
            raise UnfaithfulDrawing(f'its style uses the selector "{selector[:40]}"', _SIMPLER)
        self.count += 1 + len(declared)
        if self.count > MOST_RULES:
            raise UnfaithfulDrawing(f"its style has more than {MOST_RULES:,} rules and values", _SIMPLER)
        names = re.findall(r"[.#][\w-]+", found[2])
        classes = frozenset(name[1:] for name in names if name[0] == ".")
        ids = frozenset(name[1:] for name in names if name[0] == "#")
        order = (len(ids), sum(name[0] == "." for name in names), int(found[1] not in ("", "*")), self.count)
        self.rules.setdefault(names[0] if names else found[1], []).append(
            _Rule(order, found[1], classes, ids, declared)
        )

    def of(self, node: Node) -> Declarations:
        """What the rules say of an element, the strongest last."""
        if not self.rules:
            return []
        classes = set(node.attributes.get("class", "").split())
        keys = ["*", node.name, f"#{node.attributes.get('id')}", *(f".{name}" for name in classes)]
        fitting = [rule for key in keys for rule in self.rules.get(key, ()) if rule.fits(node, classes)]
        ranked = sorted(fitting, key=lambda rule: rule.order)
        found = [declaration for rule in ranked for declaration in rule.declarations]
        self.applied += len(keys) + len(fitting) + len(found)
        return found


def declarations(text: str) -> Iterator[tuple[str, str]]:
    """The names and values of "name: value; name: value". A colour of a form that isn't drawn gives way to one before
    it, which is there for programs that don't know the form (CSS Syntax 3, 2.2)."""
    said: set[str] = set()
    for part in _COMMENT.sub(" ", text).split(";"):
        if not part.strip():
            continue
        name, colon, value = part.partition(":")
        if not colon or "!" in value or "\\" in part:
            raise UnfaithfulDrawing(f'its style can\'t be drawn: "{part.strip()[:40]}"', _SIMPLER)
        name, value = name.strip().lower(), value.strip()
        if name in said and _UNDRAWN_COLOUR.fullmatch(value):
            continue
        said.add(name)
        yield name, value


def _changes_nothing(name: str) -> bool:
    """Whether a property says nothing of shapes: it is about letters, or about a screen."""
    return name in _CHANGE_NOTHING or name.startswith(_ALL_OF_THESE_CHANGE_NOTHING)


def is_property(name: str) -> bool:
    """Whether an attribute says how something looks."""
    return name in INHERITED or name in OWN or name in _ONLY or _changes_nothing(name)


def look_of(node: Node, above: dict[str, str], sheet: StyleSheet) -> tuple[dict[str, str], dict[str, str]]:
    """What an element hands on to those inside it, and what it has for itself. Raises UnfaithfulDrawing."""
    attributes = [(name, value) for name, value in node.attributes.items() if is_property(name)]
    ruled, style = sheet.of(node), node.attributes.get("style", "")
    if not (attributes or ruled or style):
        return above, OWN
    handed_on, own = dict(above), dict(OWN)
    _apply(attributes, _ONLY, above, handed_on, own)
    _apply(ruled, _ONLY_IN_STYLES, above, handed_on, own)
    _apply(declarations(style), _ONLY_IN_STYLES, above, handed_on, own)
    return handed_on, own


def _apply(
    declared: Iterable[tuple[str, str]],
    only: dict[str, tuple[str, ...]],
    above: dict[str, str],
    handed_on: dict[str, str],
    own: dict[str, str],
) -> None:
    for name, written in declared:
        value = written if "url(" in written else " ".join(written.lower().split())
        if name in INHERITED:
            handed_on[name] = above[name] if value == "inherit" else value
        elif name in OWN and value != "inherit":
            own[name] = value
        elif name in OWN or (name in only and value not in only[name]):
            raise refused(name, written, HINTS.get(name, "Simplify the drawing to plain shapes."))
        elif name not in only and not _changes_nothing(name):
            raise refused(name, written, _SIMPLER)
