"""Colours that can be read on paper (WCAG 2.2: contrast from 1 to 21, 4.5 for text)."""

from __future__ import annotations

from handouts.drawing.shapes import WHITE, Colour

ENOUGH_FOR_TEXT = 4.5  # WCAG 2.2, success criterion 1.4.3


def parse_colour(text: str) -> Colour:
    """#rrggbb -> red, green, blue from 0 to 1."""
    return (int(text[1:3], 16) / 255, int(text[3:5], 16) / 255, int(text[5:7], 16) / 255)


def hexadecimal(colour: Colour) -> str:
    """red, green, blue -> #rrggbb"""
    return "#" + "".join(f"{round(part * 255):02x}" for part in colour)


def _luminance(colour: Colour) -> float:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Colour, other: Colour = WHITE) -> float:
    """The WCAG contrast ratio of two colours."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def darkened(colour: Colour, ground: Colour = WHITE, enough: float = ENOUGH_FOR_TEXT) -> Colour:
    """The colour itself, or its first darker shade (in steps of 2 %) with enough contrast on a pale ground."""
    for step in range(51):
        shade = parse_colour(
            hexadecimal((colour[0] * (1 - step / 50), colour[1] * (1 - step / 50), colour[2] * (1 - step / 50)))
        )
        if contrast(shade, ground) >= enough:
            return shade
    return (0.0, 0.0, 0.0)


def lightened(colour: Colour, words: Colour, enough: float = ENOUGH_FOR_TEXT) -> Colour:
    """The colour itself, or its first paler shade (in steps of 2 %) on which dark words have enough contrast."""
    for step in range(50, -1, -1):
        shade = parse_colour(hexadecimal(tint(colour, step / 50)))
        if contrast(words, shade) >= enough:
            return shade
    return WHITE


def tint(colour: Colour, share: float) -> Colour:
    """The colour thinned with white: `share` 0.1 is a tenth of it."""
    return (1 - (1 - colour[0]) * share, 1 - (1 - colour[1]) * share, 1 - (1 - colour[2]) * share)
