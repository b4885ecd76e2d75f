"""Shapes as SVG: for web pages, previews and files of their own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias
from xml.sax.saxutils import escape

from handouts.figures.shapes import Colour, Segment, Shape

_Clips: TypeAlias = tuple[tuple[Segment, ...], ...]


def svg(shapes: Iterable[Shape], width: float, height: float, alt: str = "", prefix: str = "clip") -> str:
    """An SVG element of `width` by `height` units; `prefix` keeps the names of its clips apart from those of others."""
    clips: dict[_Clips, str] = {}
    body = [_element(shape, clips, prefix) for shape in shapes]
    role = f' role="img" aria-label="{escape(alt, {chr(34): "&quot;"})}"' if alt else ' aria-hidden="true"'
    defined = "".join(_clip(name, paths, clips) for paths, name in clips.items())
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_n(width)} {_n(height)}"{role}>'
    return f"{head}{f'<defs>{defined}</defs>' if defined else ''}{''.join(body)}</svg>"


def _clip(name: str, paths: _Clips, clips: dict[_Clips, str]) -> str:
    """A clip inside of the clip that its other paths make."""
    outer = f' clip-path="url(#{clips[paths[1:]]})"' if len(paths) > 1 else ""
    return f'<clipPath id="{name}"{outer}><path d="{_d(paths[0])}"/></clipPath>'


def _element(shape: Shape, clips: dict[_Clips, str], prefix: str) -> str:
    attributes = [f'd="{_d(shape.path)}"', f'fill="{_colour(shape.fill) if shape.fill else "none"}"']
    if shape.fill and shape.even_odd:
        attributes.append('fill-rule="evenodd"')
    if shape.stroke:
        attributes += [f'stroke="{_colour(shape.stroke)}"', f'stroke-width="{_n(shape.width)}"']
    if shape.stroke and shape.round_ends:
        attributes += ['stroke-linecap="round"', 'stroke-linejoin="round"']
    for first in reversed(range(len(shape.clips))):  # the inner clips of a clip are named before it
        clips.setdefault(shape.clips[first:], f"{prefix}-{len(clips) + 1}")
    if shape.clips:
        attributes.append(f'clip-path="url(#{clips[shape.clips]})"')
    return f"<path {' '.join(attributes)}/>"


def _d(path: Iterable[Segment]) -> str:
    return "".join(f"{segment[0]}{' '.join(_n(float(value)) for value in segment[1:])}" for segment in path)


def _n(value: float) -> str:
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _colour(colour: Colour) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in colour)
