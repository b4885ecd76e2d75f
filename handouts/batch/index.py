"""The page that shows every sheet in `out/`: to look through, and to choose what to print."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from pathlib import Path
from urllib.parse import quote

from handouts.batch.manifest import SheetRecord
from handouts.content.layout_head import LayoutHead
from handouts.content.layouts import bundled_layouts
from handouts.content.looks import STANDARD, Profile
from handouts.content.words import Words
from handouts.content.words.other import IndexWords
from handouts.drawing.colour import hexadecimal
from handouts.html.markup import document, element
from handouts.layout.style import Style
from handouts.resolve.dose import counted, fill_text
from handouts.resolve.resolved import ClinicDetails

STYLES = Path(__file__).parent / "index.css"


def index_page(
    entries: Mapping[str, SheetRecord],
    pictures: Mapping[str, str],
    clinic: ClinicDetails,
    words: Words,
    style: Style,
    heads: Mapping[str, LayoutHead],
    profiles: Mapping[str, Profile],
) -> bytes:
    """An HTML file with a part for each layout, in the order of their `heads`, and a card for each file, with a picture
    where `pictures` names one."""
    said = words.index
    parts = []
    there = {each.asked[1] for each in entries.values()}
    for layout in (*(name for name in heads if name in there), *sorted(there - set(heads))):
        files = sorted((each.title.casefold(), name) for name, each in entries.items() if each.asked[1] == layout)
        cards = "\n".join(_card(name, entries[name], pictures.get(name), words, profiles) for _, name in files)
        heading = element("h2", escape(_layout_called(layout, said, heads)), id=layout)
        parts.append(element("section", f"{heading}\n{element('ul', cards)}", aria_labelledby=layout))
    title = fill_text(said.title, clinic=clinic.name)
    count = counted(said.files, len(entries), words)
    colours = f":root {{ --primary: {hexadecimal(style.primary)}; }}\n"
    top = element("header", f"{element('h1', escape(title))}{element('p', escape(count))}")
    body = "\n".join([top, element("main", "\n".join(parts))])
    return document(title, f"{colours}{STYLES.read_text('utf-8')}", body, words.tag, words.direction)


def _card(name: str, entry: SheetRecord, picture: str | None, words: Words, profiles: Mapping[str, Profile]) -> str:
    """A file: the picture of its first page, its title, and what kind of file it is. The link says all of it."""
    _, _, profile, paper, theme, language = entry.asked
    said = words.index
    pages = counted(said.pages, entry.pages, words)
    own = profiles[profile].name if profile in profiles else None
    kinds = [own or _called(profile, said)] if profile != STANDARD else []
    kinds += [pages, *(_called(each, said) for each in (paper, theme) if each), *([language] if language else [])]
    image = f'<img src="{escape(quote(picture))}" alt="" width="165" loading="lazy">' if picture else ""
    text = element("strong", escape(entry.title)) + element("span", escape(words.joints.comma.join(kinds)))
    return element("li", element("a", image + text, href=quote(name)))


def _layout_called(name: str, said: IndexWords, heads: Mapping[str, LayoutHead]) -> str:
    """What sheets of a layout are called: one of ours as the language does, any other as it does itself."""
    own = heads[name].name if name in heads else name.replace("-", " ")
    return str(getattr(said, name, own)) if name in bundled_layouts() else own


def _called(name: str, said: IndexWords) -> str:
    """What a profile, a paper or a theme is called; by its own name, where the language has none for it."""
    return str(getattr(said, name.replace("-", "_"), name.replace("-", " ")))
