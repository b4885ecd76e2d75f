"""A style as CSS: its theme's colours as variables, on white and on black, its sizes, and its letters."""

from __future__ import annotations

from handouts.drawing.colour import contrast, hexadecimal
from handouts.drawing.shapes import WHITE, Colour
from handouts.layout.style import GREY, INK, RULE, SHADE, Style

BODY = 14.0  # points of running text on paper: on a screen it is ON_SCREEN times as large as the browser's own
ON_SCREEN = 1.125
NIGHT: Colour = (0.08, 0.10, 0.11)  # the ground of a page in the dark
NIGHT_INK: Colour = (0.91, 0.93, 0.93)
READABLE = 7.0  # to 1: what colours of words have on the ground of the dark
TINT = 0.14  # of a colour: what the grounds of boxes have of it in the dark


def looks(style: Style) -> str:
    """The rules that depend on a style, but for its letters."""
    rows = []
    size = f"{style.text['body'].size / BODY * ON_SCREEN:.4g}rem"
    corner, rule = f"{style.theme.corner:.3g}pt", f"{style.theme.rule:.3g}pt"
    rows.append(_root(_colours(style) | {"base": size, "corner": corner, "thick": rule}))
    rows.append(f"@media (prefers-color-scheme: dark) {{ {_root(_at_night(style))} }}")
    printed = _colours(style) | {"base": f"{style.text['body'].size:g}pt"}
    rows.append(f"@media print {{ {_root(printed)} }}")
    for name, text in style.text.items():
        scale = f"font-size: calc(var(--base) * {text.size / style.text['body'].size:.4g})"
        look = f"font-weight: {'bold' if text.bold else 'normal'}; line-height: {text.leading / text.size:.3g}"
        known = "".join(letter for letter in name if letter.isalnum() or letter == "-")  # whatever a style is called
        rows.append(f".text-{known} {{ {scale}; {look}; color: {_named(name, text.colour, style)}; }}")
    if any(style.spacing):
        apart = (f"{name}-spacing: {value / 1000:g}em" for name, value in style.spacing._asdict().items())
        rows.append(f"body * {{ {'; '.join(apart).replace('letters', 'letter').replace('words', 'word')}; }}")
    if not style.columns:
        rows.append("main .columns { display: block; }")
    return "\n".join(rows)


def _root(values: dict[str, str]) -> str:
    return f":root {{ {' '.join(f'--{name}: {value};' for name, value in values.items())} }}"


def _colours(style: Style) -> dict[str, str]:
    ink, white, primary = hexadecimal(INK), hexadecimal(style.theme.paper), hexadecimal(style.primary)
    fills = style.fills
    return {
        "paper": white,
        "ink": ink,
        "grey": hexadecimal(GREY),
        "rule": hexadecimal(RULE),
        "shade": hexadecimal(SHADE) if fills else white,
        "tint": hexadecimal(style.tint),
        "primary": primary,
        "accent": hexadecimal(style.accent),
        "bar": ink if fills else white,
        "on-bar": white if fills else ink,
        "disc": primary if fills else white,
        "on-disc": white if fills else ink,
        "outline": "none" if fills else f"1px solid {hexadecimal(RULE)}",
    }


def _at_night(style: Style) -> dict[str, str]:
    """The same on black: colours of words as light as they have to be, grounds as dark."""
    ink, paper = hexadecimal(NIGHT_INK), hexadecimal(NIGHT)
    primary = _lightened(style.primary)
    ground = hexadecimal(_mixed(primary, NIGHT, TINT)) if style.fills else paper
    light = hexadecimal(primary)
    return {
        "paper": paper,
        "ink": ink,
        "grey": hexadecimal(_lightened(GREY)),
        "rule": hexadecimal(_lightened(RULE, 3.0)),
        "shade": ground,
        "tint": ground,
        "primary": light,
        "accent": hexadecimal(_lightened(style.accent)),
        "bar": ink,
        "on-bar": paper,
        "disc": light if style.fills else paper,
        "on-disc": paper if style.fills else ink,
        "outline": "none" if style.fills else f"1px solid {ink}",
    }


def _named(style_name: str, colour: Colour, style: Style) -> str:
    """The variable of a colour, so that it can be another one in the dark."""
    if style_name == "bar":
        return "inherit"
    known = {INK: "ink", GREY: "grey", style.primary: "primary", style.accent: "accent", WHITE: "on-disc"}
    return f"var(--{known[colour]})" if colour in known else hexadecimal(colour)


def _lightened(colour: Colour, enough: float = READABLE) -> Colour:
    """The first lighter shade with enough contrast in the dark."""
    shades = (_mixed(WHITE, colour, step / 50) for step in range(51))
    return next(shade for shade in shades if contrast(shade, NIGHT) >= enough)


def _mixed(one: Colour, other: Colour, part: float) -> Colour:
    """So large a part of the first colour in the other."""
    red, green, blue = (a * part + b * (1 - part) for a, b in zip(one, other, strict=True))
    return red, green, blue
