"""What the specimen of a clinic's look shows: it, and the themes to choose from, as pictures and in words."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.content.clinic import Brand
from handouts.content.library import Library
from handouts.content.looks import Themes
from handouts.content.words import Words
from handouts.drawing.colour import contrast, hexadecimal
from handouts.drawing.pictures import Picture
from handouts.drawing.shapes import WHITE
from handouts.layout.style import Style
from handouts.layout.themes import ThemeStyle, theme_style
from handouts.resolve.dose import fill_text
from handouts.resolve.languages import decimal
from handouts.sheets.theme_pictures import theme_picture

A_ROW = 4  # of looks side by side


def _looks(library: Library, style: Style, words: Words) -> dict[str, ThemeStyle]:
    """The clinic's look and every theme that is another, by what they are called."""
    themes = library.table(Themes)
    there = themes.themes if themes else {}
    looks = {name: theme_style(name, theme, Brand(), fills=style.fills) for name, theme in there.items()}
    own = style.theme
    yours = {fill_text(words.brand.yours, theme=own.name): own}
    return yours | {name: look for name, look in looks.items() if look != own}


def look_pictures(library: Library, style: Style, words: Words) -> dict[str, Picture]:
    """A picture of each look, by name."""
    return {f"look/{name}": theme_picture(look) for name, look in _looks(library, style, words).items()}


def specimen_values(library: Library, style: Style, words: Words) -> dict[str, object]:
    """What the layout of the specimen says."""
    said = words.brand
    shown = [(name, f"look/{name}", _heard(name, look, words)) for name, look in _looks(library, style, words).items()]
    rows = [shown[first : first + A_ROW] for first in range(0, len(shown), A_ROW)]
    letters = {
        "title": said.letters_title,
        "section": said.letters_section,
        "card": said.letters_card,
        "body": said.letters_body,
        "small": said.letters_small,
    }
    return {
        "looks": tuple((" ".join(["0"] * len(row)), tuple(row)) for row in rows),
        "roles": tuple(_roles(style.theme, words)),
        "letters": tuple(
            (name, fill_text(said.letters_of, name=called, size=decimal(f"{style.named(name).size:g}", words.tag)))
            for name, called in letters.items()
        ),
        "changed": tuple(_changed(style.theme, words)),
    }


def _heard(name: str, look: ThemeStyle, words: Words) -> str:
    colours = {role: hexadecimal(getattr(look, role)) for role in ("primary", "accent", "tint")}
    return fill_text(words.brand.heard, theme=name, **colours)


def _roles(theme: ThemeStyle, words: Words) -> Iterator[tuple[str, ...]]:
    """The rows of the table: what a colour is for, which it is, and its contrast on white and on the tint."""
    said = words.brand
    roles = {said.ink: theme.ink, said.grey: theme.grey, said.primary: theme.primary, said.accent: theme.accent}
    for name, colour in roles.items():
        ratios = (_ratio(contrast(colour, ground), words) for ground in (WHITE, theme.tint))
        yield name, hexadecimal(colour), *(fill_text(said.ratio, ratio=ratio) for ratio in ratios)


def _ratio(contrast: float, words: Words) -> str:
    return decimal(f"{contrast:.1f}", words.tag)


def _changed(theme: ThemeStyle, words: Words) -> Iterator[str]:
    """A sentence for each colour that is printed in another way than it is written."""
    yield from (
        said for colour, said in zip(theme.colours, contrast_in_words(theme, words), strict=False) if colour.changed
    )
    for colour in theme.colours[2:]:
        if colour.changed:
            values = {"written": hexadecimal(colour.written), "printed": hexadecimal(colour.printed)}
            yield fill_text(words.brand.thinned, **values)


def contrast_in_words(theme: ThemeStyle, words: Words) -> Iterator[str]:
    """A sentence for each colour that words or arrows have: its contrast, and whether it was darkened."""
    said = words.brand
    names = {"primary": said.primary, "accent": said.accent}
    for colour in theme.colours[:2]:
        verdict = said.passes
        if colour.changed:
            values = {"written": hexadecimal(colour.written), "was": _ratio(colour.was, words)}
            verdict = fill_text(said.darkened, **values)
        printed = fill_text(said.named_colour, name=names[colour.role], colour=hexadecimal(colour.printed))
        yield fill_text(said.contrast, colour=printed, ratio=_ratio(colour.ratio, words), verdict=verdict)
